"""Pages and JSON of a document: its state, the button, the download, and 404 for everybody else."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from prime.accounts.rules import Role
from prime.core.db import execute, fetch
from prime.documents import queries
from tests.factories.accounts import make_user
from tests.integration.documents.conftest import Order

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("db", "frozen_now")]

Clients = Callable[..., Awaitable[Any]]
Drain = Callable[[], Awaitable[int]]


def assert_is_download(answer: httpx.Response) -> None:
    """The PDF, to keep, uncached."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="offer-letter-OFF-2026-000042.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")


async def test_the_page_follows_the_pdf(order: Order, drain: Drain, browser_for: Clients) -> None:
    reader = await make_user(Role.OPERATIONS)
    browser = await browser_for(reader.user_id)
    document_id = await order()
    waiting = await browser.get(f"/documents/{document_id}")
    assert waiting.status_code == 200
    assert "Waiting for PDF" in waiting.text
    assert 'http-equiv="refresh"' in waiting.text
    assert (await browser.get(f"/documents/{document_id}/download")).status_code == 409
    await drain()
    ready = await browser.get(f"/documents/{document_id}")
    assert "Download the PDF" in ready.text
    assert 'http-equiv="refresh"' not in ready.text
    assert_is_download(await browser.get(f"/documents/{document_id}/download"))


async def test_looking_never_queues_but_the_button_does(order: Order, drain: Drain, browser_for: Clients) -> None:
    reader = await make_user(Role.OPERATIONS)
    browser = await browser_for(reader.user_id)
    document_id = await order()
    await execute("DELETE FROM outbox_message")
    page = await browser.get(f"/documents/{document_id}")
    assert "Make the PDF" in page.text
    assert await fetch("SELECT id FROM outbox_message") == []
    answer = await browser.submit(f"/documents/{document_id}/request")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/documents/{document_id}"
    await drain()
    assert (await queries.get_document(reader, document_id)).is_ready


async def test_a_failed_document_offers_another_try(order: Order, browser_for: Clients) -> None:
    reader = await make_user(Role.OPERATIONS)
    browser = await browser_for(reader.user_id)
    document_id = await order()
    await execute("DELETE FROM outbox_message")
    await execute("UPDATE document SET status = 'failed', status_detail = '<b>No glyph</b>'")
    page = await browser.get(f"/documents/{document_id}")
    assert "Try again" in page.text
    assert "&lt;b&gt;No glyph&lt;/b&gt;" in page.text


@pytest.mark.parametrize("path", ["", "/download"])
async def test_pages_are_closed_to_others(order: Order, browser_for: Clients, path: str) -> None:
    document_id = await order()
    stranger = await make_user(Role.STAFF)
    signed_in = await browser_for(stranger.user_id)
    assert (await signed_in.get(f"/documents/{document_id}{path}")).status_code == 404
    assert (await signed_in.get(f"/documents/{uuid4()}{path}")).status_code == 404
    nobody = await (await browser_for()).get(f"/documents/{document_id}{path}")
    assert nobody.status_code in {303, 401}
    assert (await signed_in.submit(f"/documents/{document_id}/request")).status_code == 404


async def test_the_api_says_the_same(order: Order, drain: Drain, api_for: Clients) -> None:
    reader = await make_user(Role.OPERATIONS)
    api = await api_for(reader.user_id)
    document_id = await order()
    url = f"/api/v1/documents/{document_id}"
    waiting = (await api.get(url)).json()
    assert (waiting["status"], waiting["filename"]) == ("waiting", None)
    early = await api.get(f"{url}/file")
    assert early.status_code == 409
    assert early.headers["content-type"] == "application/problem+json"
    assert (await api.post(f"{url}/request")).status_code == 202
    await drain()
    ready = (await api.get(url)).json()
    assert ready["status"] == "ready"
    assert_is_download(await api.get(f"{url}/file"))
    listed = (await api.get("/api/v1/documents", params={"subjectId": ready["subjectId"]})).json()
    assert listed["items"] == [ready]


async def test_the_api_is_closed_to_others(order: Order, api_for: Clients) -> None:
    document_id = await order()
    stranger = await make_user(Role.CANDIDATE)
    api = await api_for(stranger.user_id)
    for path in (f"/{document_id}", f"/{document_id}/file"):
        assert (await api.get(f"/api/v1/documents{path}")).status_code == 404
    assert (await api.post(f"/api/v1/documents/{document_id}/request")).status_code == 404
    assert (await api.get("/api/v1/documents")).json()["items"] == []
    assert (await (await api_for(None)).get(f"/api/v1/documents/{document_id}")).status_code == 401
