"""Reading kits: whoever works on interviews reads them, operations and admins write them."""

from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.kits import rules
from prime.kits.schemas import CompetencyDetail, KitDetail, KitRow, QuestionDetail, VersionDetail, VersionRow
from prime.kits.tables import Area, Competency, Kit, KitVersion, VetoQuestion

_KITS = """
SELECT k.id, k.key, k.title, k.level_from, k.level_to, c.number, c.published_at,
       EXISTS (SELECT FROM kit_version d WHERE d.kit = k.id AND d.published_at IS NULL) AS has_draft
FROM kit k LEFT JOIN LATERAL (
  SELECT number, published_at FROM kit_version v WHERE v.kit = k.id AND v.published_at IS NOT NULL ORDER BY number DESC LIMIT 1) c ON true
WHERE $1::uuid IS NULL OR k.id = $1 ORDER BY k.level_from NULLS LAST, k.title LIMIT 200
"""
_VERSIONS = """
SELECT v.id, v.number, v.note, v.published_at,
       CASE WHEN v.published_at IS NULL THEN '' ELSE COALESCE(trim(u.first_name || ' ' || u.last_name), 'AfC Prime') END AS published_by
FROM kit_version v LEFT JOIN app_user u ON u.id = v.published_by WHERE v.kit = $1 ORDER BY v.number DESC LIMIT 200
"""
_CURRENT = "SELECT id FROM kit_version WHERE kit = $1 AND published_at IS NOT NULL ORDER BY number DESC LIMIT 1"
_DRAFT = "SELECT id FROM kit_version WHERE kit = $1 AND published_at IS NULL"


def _require_reader(actor: Actor) -> None:
    actor.require_any(Permission.INTERVIEWS_READ, Permission.KITS_MANAGE)


async def list_kits(actor: Actor) -> list[KitRow]:
    """Every kit, the lowest levels first.

    Raises:
        Forbidden: the actor has nothing to do with interviews.
    """
    _require_reader(actor)
    return [KitRow(**row) for row in await fetch(_KITS, None)]


async def get_kit(actor: Actor, kit_id: UUID) -> KitDetail:
    """A kit with the version in force, the draft, and its history.

    Raises:
        Forbidden: the actor has nothing to do with interviews.
        NotFound: there is no such kit.
    """
    _require_reader(actor)
    rows = await fetch(_KITS, kit_id)
    if not rows:
        raise NotFound
    found: dict[str, VersionDetail | None] = {}
    for name, statement in (("current", _CURRENT), ("draft", _DRAFT)):
        ids = await fetch(statement, kit_id)
        found[name] = await read_version(ids[0]["id"]) if ids else None
    versions = [VersionRow(**row) for row in await fetch(_VERSIONS, kit_id)]
    return KitDetail(kit=KitRow(**rows[0]), current=found["current"], draft=found["draft"], versions=versions)


async def get_version(actor: Actor, version_id: UUID) -> VersionDetail:
    """One version with all that it says; raises as `get_kit`."""
    _require_reader(actor)
    return await read_version(version_id)


async def read_version(version_id: UUID) -> VersionDetail:
    """One version with all that it says, for modules that have asked whether the actor may read it; raises NotFound."""
    version = await KitVersion.objects(KitVersion.kit).where(KitVersion.id == version_id).first()
    if version is None:
        raise NotFound
    competencies = await Competency.objects().where(Competency.kit_version == version_id).order_by(Competency.position)
    questions = await VetoQuestion.objects().where(VetoQuestion.kit_version == version_id).order_by(VetoQuestion.position)
    return VersionDetail(
        id=version.id,
        kit_id=version.kit.id,
        title=version.kit.title,
        number=version.number,
        note=version.note,
        revision=version.revision,
        published_at=version.published_at,
        competencies=[_competency(row) for row in competencies],
        questions=[QuestionDetail(id=row.id, position=row.position, area=Area(row.area), wording=row.wording) for row in questions],
    )


def _competency(row: Any) -> CompetencyDetail:
    return CompetencyDetail(
        id=row.id,
        position=row.position,
        area=Area(row.area),
        title=row.title,
        question=row.question,
        anchors=[row.anchor_1, row.anchor_2, row.anchor_3, row.anchor_4, row.anchor_5],
        prompts=row.prompts.splitlines(),
        basis=row.basis,
        veto_below=row.veto_below,
    )


async def version_for(*, key: str, level: int) -> UUID:
    """The version in force of the kit that a vacancy uses: the one that it names, or the one of its grade's level.

    Raises:
        NoKit: none has been published.
    """
    chosen = rules.choose([KitRow(**row) for row in await fetch(_KITS, None)], key=key, level=level)
    version: UUID = (await fetch(_CURRENT, chosen.id))[0]["id"]
    return version


async def lock_kit(kit_id: UUID) -> Kit:
    """A kit, locked to the end of the transaction; raises NotFound."""
    row = await Kit.objects().where(Kit.id == kit_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def find_draft(kit_id: UUID) -> KitVersion | None:
    """The draft of a kit, if one is being written."""
    return await KitVersion.objects().where((KitVersion.kit == kit_id) & KitVersion.published_at.is_null()).first()
