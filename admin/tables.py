"""What the panel shows: every table but secrets, read-only; a short list of reference tables can be edited."""

from typing import Any

from piccolo.columns import Column
from piccolo.table import Table
from piccolo_admin.endpoints import TableConfig
from piccolo_api.crud.endpoints import PiccoloCRUD
from piccolo_api.crud.hooks import Hook, HookType
from piccolo_api.crud.validators import Validators
from starlette.exceptions import HTTPException
from starlette.requests import Request

from admin.forms.run import actor_of
from prime.accounts.tables import AccessToken, ApiKey, Session
from prime.audit import service as audit
from prime.candidates.tables import ApplicationDraft
from prime.core.tables import IdempotentAnswer
from prime.equality.tables import EqualityAnswer, EqualityTicket
from prime.piccolo_app import APP_CONFIG
from prime.reference.tables import BankHoliday, Grade, PayPoint, PriceCap, Rate, Skill, TeamType
from prime.surveys.tables import SurveyAnswer, SurveyTicket

SECRET: frozenset[type[Table]] = frozenset(
    {
        AccessToken,
        ApiKey,
        ApplicationDraft,
        EqualityAnswer,
        EqualityTicket,
        IdempotentAnswer,
        Session,
        SurveyAnswer,
        SurveyTicket,
    }
)
EDITABLE: frozenset[type[Table]] = frozenset({BankHoliday, Grade, PayPoint, PriceCap, Rate, Skill, TeamType})
SAFE = {"GET", "HEAD", "OPTIONS"}


def refuse_writes(piccolo_crud: PiccoloCRUD, request: Request) -> None:
    """Rules apply here, so rows change through pages, forms and jobs only."""
    if request.method not in SAFE:
        raise HTTPException(status_code=403, detail="This table is read-only. Use the product's pages or the forms on the left.")


async def _saved(row: Table, request: Request) -> Table:
    await audit.record(await actor_of(request), "admin.row_created", row.id, f"Added a row to {row._meta.tablename}")  # type: ignore[attr-defined]  # noqa: SLF001
    return row


async def _patched(row_id: Any, values: dict[Column, Any], request: Request) -> dict[Column, Any]:
    columns = [(getattr(column, "_meta", None) and column._meta.name) or str(column) for column in values]  # noqa: SLF001 - Piccolo's own
    await audit.record(await actor_of(request), "admin.row_changed", row_id, f"Changed {', '.join(columns)}", columns=columns)
    return values


async def _deleted(row_id: Any, request: Request) -> None:
    await audit.record(await actor_of(request), "admin.row_deleted", row_id, "Deleted a row")


AUDITED = [
    Hook(hook_type=HookType.pre_save, callable=_saved),
    Hook(hook_type=HookType.pre_patch, callable=_patched),
    Hook(hook_type=HookType.pre_delete, callable=_deleted),
]


def _module(table: type[Table]) -> str:
    return table.__module__.split(".")[1].capitalize()


def _config(table: type[Table]) -> TableConfig:
    secret = table._meta.secret_columns  # noqa: SLF001 - how Piccolo names them
    hidden = {"exclude_visible_columns": secret, "exclude_visible_filters": secret} if secret else {}
    if table in EDITABLE:
        return TableConfig(table, hooks=AUDITED, menu_group=_module(table), **hidden)
    return TableConfig(table, validators=Validators(every=[refuse_writes]), menu_group=_module(table), **hidden)


TABLES = [_config(table) for table in APP_CONFIG.table_classes if table not in SECRET]
