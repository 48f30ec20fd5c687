"""Ordering, rendering and keeping documents: once, as they were, and never changed afterwards."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest

from prime.accounts.rules import Permission, Role
from prime.audit.tables import AuditEntry
from prime.core import clock, storage
from prime.core.actor import ANONYMOUS, SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.core.storage import Stored
from prime.documents import jobs, pdf, queries, service
from prime.documents.errors import DocumentNotReady, RendererKilled, RendererUnavailable, RenderFailed
from prime.documents.tables import Document, DocumentStatus, StoredFile
from tests.factories import documents
from tests.factories.accounts import make_council, make_user
from tests.integration.documents.conftest import Order
from tests.support.pdf_check import problems, text_of

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("db", "frozen_now")]

Drain = Callable[[], Awaitable[int]]
OPEN = "SELECT id FROM outbox_message WHERE job = 'documents.render_document' AND done_at IS NULL AND dead_at IS NULL"


async def message_of(document_id: UUID) -> UUID:
    """The newest outbox row that asks for a document."""
    found = await fetch_value("SELECT max(id::text) FROM outbox_message WHERE payload ->> 'document_id' = $1", str(document_id))
    return UUID(found)


def outcome(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make the renderer end like this."""

    async def fail(*_: Any, **__: Any) -> bytes:
        raise error

    monkeypatch.setattr(pdf, "render", fail)


async def test_an_ordered_document_becomes_a_kept_pdf(order: Order, drain: Drain) -> None:
    document_id = await order()
    waiting = await queries.get_document(SYSTEM, document_id)
    assert waiting.status is DocumentStatus.WAITING
    assert waiting.reference.startswith("DOC-2026-")
    await drain()
    ready = await queries.get_document(SYSTEM, document_id)
    assert ready.is_ready
    assert ready.filename == "offer-letter-OFF-2026-000042.pdf"
    assert ready.sha256 is not None
    content = await storage.read(ready.sha256)
    assert len(content) == ready.size
    assert "9 November 2026, 5pm" in text_of(content)
    assert problems(content) == []


async def test_a_document_without_a_number_prints_its_own_reference(order: Order, drain: Drain) -> None:
    document_id = await order(context=msgspec.structs.replace(documents.employment_contract(), reference=""))
    await drain()
    ready = await queries.get_document(SYSTEM, document_id)
    assert ready.filename == f"employment-contract-{ready.reference}.pdf"
    assert ready.sha256 is not None
    assert f"Reference {ready.reference}" in text_of(await storage.read(ready.sha256))


async def test_what_cannot_be_printed_is_refused_before_it_is_ordered(order: Order) -> None:
    overlong = msgspec.structs.replace(documents.offer_letter(), job_title="x" * 300)
    with pytest.raises(InvalidInput, match="job_title"):
        await order(context=overlong)
    assert await fetch(OPEN) == []


async def test_rendering_twice_leaves_one_file(order: Order, drain: Drain) -> None:
    document_id = await order()
    await drain()
    first = await queries.get_document(SYSTEM, document_id)
    await jobs.render_document(await message_of(document_id), str(document_id))
    await service.attach_pdf(SYSTEM, document_id, Stored("0" * 64, 1), template_version="another")
    assert await queries.get_document(SYSTEM, document_id) == first
    assert await StoredFile.count() == 1


async def test_rendering_again_gives_the_same_bytes(order: Order, drain: Drain) -> None:
    document_id = await order()
    work = await queries.render_work(document_id)
    await drain()
    assert work is not None
    again = await storage.put(await pdf.render(work.kind, work.context, created=work.created_at))
    assert again.sha256 == (await queries.get_document(SYSTEM, document_id)).sha256


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document SET title = 'x'",
        "UPDATE document SET status = 'waiting', file = NULL, rendered_at = NULL, template_version = NULL",
        "UPDATE document SET context = '{}'",
        "UPDATE document SET audience = 'accounts.signed_in'",
        "DELETE FROM document",
        "UPDATE stored_file SET sha256 = repeat('0', 64)",
        "UPDATE stored_file SET filename = 'x.pdf'",
        "DELETE FROM stored_file",
    ],
)
async def test_the_database_keeps_a_ready_document_as_it_is(order: Order, drain: Drain, change: str) -> None:
    await order()
    await drain()
    with pytest.raises(asyncpg.PostgresError):
        async with transaction():
            await execute(change)


async def test_the_facts_of_a_waiting_document_are_frozen_too(order: Order) -> None:
    await order()
    for change in ("context = '{}'", "reference = 'x'", "created_at = now()", "subject_id = uuidv7()"):
        with pytest.raises(asyncpg.RestrictViolationError, match="frozen"):
            async with transaction():
                await execute(f"UPDATE document SET {change}")


@pytest.mark.parametrize("status", ["ready", "lost"])
async def test_the_database_knows_no_ready_document_without_a_file(order: Order, status: str) -> None:
    await order()
    with pytest.raises(asyncpg.CheckViolationError):
        async with transaction():
            await execute("UPDATE document SET status = $1", status)


async def test_a_document_that_fails_says_so_and_can_be_asked_for_again(order: Order, drain: Drain, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = await order()
    with monkeypatch.context() as broken:
        outcome(broken, RenderFailed("A character has no glyph."))
        with pytest.raises(RenderFailed):
            await jobs.render_document(await message_of(document_id), str(document_id))
    failed = await queries.get_document(SYSTEM, document_id)
    assert failed.status is DocumentStatus.FAILED
    assert failed.status_detail == "A character has no glyph."
    await execute("UPDATE outbox_message SET dead_at = now()")
    assert (await service.request_pdf(SYSTEM, document_id)).status is DocumentStatus.WAITING
    await drain()
    assert (await queries.get_document(SYSTEM, document_id)).is_ready


async def test_without_libraries_a_document_waits_and_comes_back(order: Order, drain: Drain, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = await order()
    with monkeypatch.context() as broken:
        outcome(broken, RendererUnavailable("The library libharfbuzz-subset is missing."))
        broken.setattr(jobs, "pdf_problem", lambda: "still missing")
        await drain()
        waiting = await queries.get_document(SYSTEM, document_id)
        assert waiting.status is DocumentStatus.WAITING
        assert "libharfbuzz-subset" in waiting.status_detail
        await jobs.queue_waiting(uuid7())
        assert await fetch(OPEN) == [], "nothing is queued while it is out of order"
    monkeypatch.setattr(jobs, "pdf_problem", lambda: None)
    await _tick()
    await drain()
    assert (await queries.get_document(SYSTEM, document_id)).is_ready


async def _tick() -> None:
    """What the schedule orders every minute."""
    from prime.core.outbox import enqueue

    await enqueue("documents.queue_waiting")


async def test_a_killed_renderer_leaves_the_work_open(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = await order()
    outcome(monkeypatch, RendererKilled("The renderer was killed."))
    with pytest.raises(RendererKilled):
        await jobs.render_document(await message_of(document_id), str(document_id))
    assert (await queries.get_document(SYSTEM, document_id)).status is DocumentStatus.WAITING
    assert len(await fetch(OPEN)) == 1


async def test_the_backlog_is_queued_oldest_first_and_once(order: Order, drain: Drain, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for day in range(1, 5):
        with clock.frozen(datetime(2025, 1, day, tzinfo=UTC)):
            made.append(await order())
    await execute("DELETE FROM outbox_message")  # as after bulk loading
    monkeypatch.setattr(service, "BACKLOG_AT_ONCE", 3)
    assert await service.queue_backlog(SYSTEM) == 3
    queued = {UUID(json.loads(row["payload"])["document_id"]) for row in await fetch("SELECT payload FROM outbox_message")}
    assert queued == set(made[:3])
    assert await service.queue_backlog(SYSTEM) == 1
    assert await service.queue_backlog(SYSTEM) == 0
    await drain()
    assert await Document.count().where(Document.status == DocumentStatus.READY) == 4


async def test_asking_twice_queues_once(order: Order) -> None:
    document_id = await order()
    await service.request_pdf(SYSTEM, document_id)
    await service.request_pdf(SYSTEM, document_id)
    assert len(await fetch(OPEN)) == 1


async def test_a_rolled_back_command_leaves_no_document(order: Order) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await order()
            raise ZeroDivisionError
    assert await Document.count() == 0
    assert await fetch(OPEN) == []


@pytest.mark.parametrize("actor", [ANONYMOUS, Actor(user_id=uuid7(), permissions=frozenset(Permission))], ids=["nobody", "somebody"])
async def test_only_the_worker_decides_about_pdfs(order: Order, actor: Actor) -> None:
    document_id = await order()
    stored = Stored("0" * 64, 1)
    for refused in (
        service.attach_pdf(actor, document_id, stored, template_version="x"),
        service.mark_failed(actor, document_id, "x"),
        service.keep_waiting(actor, document_id, "x"),
        service.queue_backlog(actor),
    ):
        with pytest.raises(Forbidden):
            await refused


async def test_taking_a_file_is_noted(order: Order, drain: Drain) -> None:
    reader = await make_user(Role.OPERATIONS)
    document_id = await order()
    with pytest.raises(DocumentNotReady):
        await service.take_file(reader, document_id)
    await drain()
    file = await service.take_file(reader, document_id)
    assert (await storage.read(file.sha256)).startswith(b"%PDF")
    noted = await AuditEntry.select(AuditEntry.actor_id).where((AuditEntry.action == "documents.downloaded") & (AuditEntry.record_id == document_id))
    assert noted == [{"actor_id": reader.user_id}]


async def test_scope_of_a_document(order: Order) -> None:
    council, other = await make_council(), await make_council()
    person = await make_user(Role.STAFF)
    document_id = await order(person=person.user_id, organisation=council.id, audience=Permission.PLACEMENTS_READ)
    readers = {
        "the person": person,
        "operations": await make_user(Role.OPERATIONS),
        "finance": await make_user(Role.FINANCE),
        "the council's requester": await make_user(Role.CLIENT_REQUESTER, organisation_id=council.id),
        "the system": SYSTEM,
    }
    strangers = {
        "another member of staff, with the permission for their own": await make_user(Role.STAFF),
        "a champion, without the permission": await make_user(Role.CHAMPION),
        "another council's requester": await make_user(Role.CLIENT_REQUESTER, organisation_id=other.id),
        "a candidate": await make_user(Role.CANDIDATE),
        "nobody": ANONYMOUS,
    }
    for who, actor in readers.items():
        assert (await queries.get_document(actor, document_id)).id == document_id, who
        assert [found.id for found in await queries.list_documents(actor)] == [document_id], who
    for who, actor in strangers.items():
        for refused in (queries.get_document(actor, document_id), service.request_pdf(actor, document_id), service.take_file(actor, document_id)):
            with pytest.raises(NotFound):
                await refused
        assert await queries.list_documents(actor) == [], who


async def test_members_of_the_council_need_the_permission_too(order: Order) -> None:
    council = await make_council()
    document_id = await order(organisation=council.id, audience=Permission.INVOICES_READ)
    finance = await make_user(Role.CLIENT_FINANCE, organisation_id=council.id)
    assert (await queries.get_document(finance, document_id)).id == document_id
    with pytest.raises(NotFound):
        await queries.get_document(await make_user(Role.CLIENT_REQUESTER, organisation_id=council.id), document_id)


async def test_a_link_opens_the_documents_of_its_record_only(order: Order) -> None:
    person = await make_user(Role.CANDIDATE)
    offer = uuid7()
    inside = await order(person=person.user_id, subject_id=offer)
    outside = await order(person=person.user_id)
    link = Actor(user_id=person.user_id, permissions=frozenset({Permission.OFFERS_ANSWER}), record_id=offer)
    assert (await queries.get_document(link, inside)).id == inside
    with pytest.raises(NotFound):
        await queries.get_document(link, outside)
    assert [found.id for found in await queries.list_documents(link)] == [inside]


async def test_lists_are_of_records_or_people_newest_first(order: Order) -> None:
    person = await make_user(Role.CANDIDATE)
    subject = uuid7()
    first = await order(subject_id=subject)
    second = await order(subject_id=subject, person=person.user_id)
    await order()
    assert [found.id for found in await queries.list_documents(SYSTEM, subject_ids=[subject])] == [second, first]
    assert [found.id for found in await queries.list_documents(SYSTEM, person=person.user_id)] == [second]
    assert await queries.list_documents(SYSTEM, subject_ids=[]) == []
