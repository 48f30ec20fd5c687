"""The one instance of Piccolo Admin."""

from functools import cache
from urllib.parse import urlsplit

from litestar.types import ASGIApp
from piccolo_admin.endpoints import create_admin

from admin.forms.accounts import INVITE_USER
from admin.forms.jobs import RETRY_JOB
from admin.forms.notifications import RESEND_MESSAGE
from admin.forms.reference import ENTER_PAY_POINT, ENTER_PRICE_CAP, ENTER_RATE
from admin.tables import TABLES
from prime.accounts.tables import Session, User
from prime.core.settings import settings


@cache
def admin() -> ASGIApp:
    """Build it, once: a model and a dozen routes for each table take seconds, which no start of the web process should wait for."""
    panel: ASGIApp = create_admin(
        tables=TABLES,
        forms=[INVITE_USER, RETRY_JOB, RESEND_MESSAGE, ENTER_RATE, ENTER_PAY_POINT, ENTER_PRICE_CAP],
        auth_table=User,
        session_table=Session,
        site_name="AfC Prime",
        default_language_code="en",
        auto_include_related=False,
        production=settings().is_https,
        allowed_hosts=[urlsplit(settings().base_url).hostname or ""],
        sidebar_links={"Back to AfC Prime": "/home"},
    )
    return panel
