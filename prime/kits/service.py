"""Commands on kits: begin one, write a draft, publish it for the interviews to come, discard it."""

from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import fetch_value, lock, transaction, transactional
from prime.core.errors import StaleVersion
from prime.kits import published, queries, rules
from prime.kits.errors import KeyTaken, NoDraft
from prime.kits.schemas import Content
from prime.kits.tables import Competency, Kit, KitVersion, VetoQuestion


@transactional
async def create_kit(actor: Actor, *, key: str, title: str, level_from: int | None = None, level_to: int | None = None) -> UUID:
    """Begin a kit with an empty draft.

    Raises:
        Forbidden: the actor does not keep kits.
        InvalidInput: half of the levels is missing, or they are out of order.
        KeyTaken: another kit has the key or one of the levels.
    """
    actor.require(Permission.KITS_MANAGE)
    rules.check_levels(level_from, level_to)
    kit = Kit(id=uuid7(), key=key, title=title, level_from=level_from, level_to=level_to, created_at=clock.now())
    try:
        async with transaction():
            await kit.save()
    except asyncpg.UniqueViolationError:
        raise KeyTaken(f"Another kit has the key {key}.") from None
    except asyncpg.ExclusionViolationError:
        raise KeyTaken("Another kit is for one of these levels.") from None
    await _new_draft(actor, kit.id, Content())
    await audit.record(actor, "kits.created", kit.id, f"Began the interview kit {title}")
    kit_id: UUID = kit.id
    return kit_id


@transactional
async def start_draft(actor: Actor, kit_id: UUID) -> UUID:
    """A draft that begins as the version in force; where there is a draft, that one.

    Raises:
        Forbidden: the actor does not keep kits.
        NotFound: there is no such kit.
    """
    actor.require(Permission.KITS_MANAGE)
    await queries.lock_kit(kit_id)
    found = await queries.get_kit(actor, kit_id)
    if found.draft is not None:
        return found.draft.id
    version_id = await _new_draft(actor, kit_id, found.current.content if found.current else Content())
    await audit.record(actor, "kits.draft_started", kit_id, f"Began a new version of the interview kit {found.kit.title}")
    return version_id


@transactional
async def save_content(actor: Actor, kit_id: UUID, content: Content, *, revision: int) -> None:
    """Replace what the draft says.

    Raises:
        Forbidden, NotFound: as `start_draft`.
        NoDraft: there is no draft.
        StaleVersion: somebody else changed it since the actor read it.
        InvalidInput: something that is not about values or safeguarding would be a veto.
    """
    actor.require(Permission.KITS_MANAGE)
    draft = await _lock_draft(kit_id, revision)
    rules.check_content(content)
    await Competency.delete().where(Competency.kit_version == draft.id)
    await VetoQuestion.delete().where(VetoQuestion.kit_version == draft.id)
    await _write(draft.id, content)
    await draft.update_self({KitVersion.revision: KitVersion.revision + 1})
    await audit.record(actor, "kits.draft_changed", kit_id, "Changed the draft of an interview kit", revision=revision + 1)


@transactional
async def publish(actor: Actor, kit_id: UUID, *, note: str, revision: int) -> None:
    """Put the draft in force for whoever is invited from now on; interviews that are arranged keep their version.

    Raises:
        Forbidden, NotFound, NoDraft, StaleVersion: as `save_content`.
        NotPublishable: it lacks what every kit must have.
    """
    actor.require(Permission.KITS_MANAGE)
    draft = await _lock_draft(kit_id, revision)
    rules.check_publishable((await queries.read_version(draft.id)).content)
    await draft.update_self({KitVersion.note: note, KitVersion.published_at: clock.now(), KitVersion.published_by: actor.user_id})
    await audit.record(actor, "kits.published", kit_id, f"Published version {draft.number} of an interview kit: {note}")


@transactional
async def discard(actor: Actor, kit_id: UUID, *, revision: int) -> None:
    """Delete the draft; raises as `save_content`."""
    actor.require(Permission.KITS_MANAGE)
    draft = await _lock_draft(kit_id, revision)
    await Competency.delete().where(Competency.kit_version == draft.id)
    await VetoQuestion.delete().where(VetoQuestion.kit_version == draft.id)
    await KitVersion.delete().where(KitVersion.id == draft.id)
    await audit.record(actor, "kits.draft_discarded", kit_id, "Discarded the draft of an interview kit")


@transactional
async def load_shipped(actor: Actor) -> int:
    """Add the kits that every database begins with, where there is none of their key; returns how many were added."""
    actor.require(Permission.KITS_MANAGE)
    await lock("kits.load_shipped")
    known = set(await Kit.select(Kit.key).output(as_list=True))
    new = [kit for kit in published.kits() if kit.key not in known]
    for shipped in new:
        lowest, highest = shipped.levels
        kit_id = await create_kit(actor, key=shipped.key, title=shipped.title, level_from=lowest, level_to=highest)
        await save_content(actor, kit_id, shipped.content, revision=1)
        await publish(actor, kit_id, note="The first version", revision=2)
    return len(new)


async def _lock_draft(kit_id: UUID, revision: int) -> KitVersion:
    await queries.lock_kit(kit_id)
    draft = await queries.find_draft(kit_id)
    if draft is None:
        raise NoDraft("Start a new version of it first.")
    if draft.revision != revision:
        raise StaleVersion("Somebody else changed this draft while you were editing it. Open it again to see the changes.")
    return draft


async def _new_draft(actor: Actor, kit_id: UUID, content: Content) -> UUID:
    number = int(await fetch_value("SELECT COALESCE(max(number), 0) + 1 FROM kit_version WHERE kit = $1", kit_id))
    draft = KitVersion(id=uuid7(), kit=kit_id, number=number, created_by=actor.user_id, created_at=clock.now())
    await draft.save()
    await _write(draft.id, content)
    version_id: UUID = draft.id
    return version_id


def _anchors(anchors: list[str]) -> dict[str, Any]:
    return {f"anchor_{points}": anchor for points, anchor in enumerate(anchors, 1)}


async def _write(version_id: UUID, content: Content) -> None:
    competencies = [
        Competency(
            id=uuid7(),
            kit_version=version_id,
            position=number,
            area=competency.area,
            title=competency.title,
            question=competency.question,
            **_anchors(competency.anchors),
            prompts="\n".join(competency.prompts),
            basis=competency.basis,
            veto_below=competency.veto_below,
        )
        for number, competency in enumerate(content.competencies, 1)
    ]
    questions = [
        VetoQuestion(id=uuid7(), kit_version=version_id, position=number, area=question.area, wording=question.wording)
        for number, question in enumerate(content.questions, 1)
    ]
    if competencies:
        await Competency.insert(*competencies)
    if questions:
        await VetoQuestion.insert(*questions)
