"""What the last look at the invariants found, as a page and as JSON."""

import pytest

from prime.accounts.permissions import Role
from prime.core import storage
from prime.core.actor import SYSTEM
from prime.core.db import execute
from prime.core.errors import Forbidden
from prime.core.settings import settings
from prime.documents.tables import StoredFile
from prime.reporting import service
from prime.reporting.invariants import INVARIANTS, look
from prime.reporting.invariants.files import damaged
from tests.factories.accounts import make_user
from tests.integration.reporting.faults import FAULTS

pytestmark = pytest.mark.usefixtures("db")


async def test_operations_have_the_data_looked_at(browser_for, drain):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "Not looked at yet" in (await browser.get("/invariants")).text
    assert (await browser.submit("/invariants/check")).status_code == 303
    await drain()
    text = (await browser.get("/invariants")).text
    assert "All hold" in text
    assert text.count(">Holds<") == len(INVARIANTS)


async def test_what_is_broken_names_the_record(browser_for):
    await execute(
        "INSERT INTO outbox_message (id, job, dead_at, last_error) VALUES (uuidv7(), 'staff.note_leavers', now() - interval '2 days', 'Boom')"
    )
    await service.keep_findings(SYSTEM, await look())
    text = (await (await browser_for((await make_user(Role.ADMIN)).user_id)).get("/invariants")).text
    assert "1 is broken" in text
    assert "staff.note_leavers" in text
    assert "Boom" in text


async def test_the_same_as_json(api_for, drain):
    client = await api_for((await make_user(Role.ADMIN)).user_id)
    assert (await client.post("/api/v1/invariants/check")).status_code == 202
    await drain()
    items = (await client.get("/api/v1/invariants")).json()["items"]
    assert {item["name"] for item in items} == {*FAULTS, "files_are_whole"}
    assert all(item["broken"] == 0 and item["checkedAt"] for item in items)


async def test_others_do_not_see_it(browser_for, api_for):
    champion = await make_user(Role.CHAMPION)
    assert (await (await browser_for(champion.user_id)).get("/invariants")).status_code == 403
    assert (await (await api_for(champion.user_id)).post("/api/v1/invariants/check")).status_code == 403
    with pytest.raises(Forbidden):
        await service.order_check(champion)
    with pytest.raises(Forbidden):
        await service.keep_findings(champion, {})


async def test_a_file_that_is_gone_or_changed_is_found():
    whole = await storage.put(b"%PDF-1.7 whole")
    changed = await storage.put(b"%PDF-1.7 changed")
    for name, sha256 in (("whole.pdf", whole.sha256), ("changed.pdf", changed.sha256), ("gone.pdf", "0" * 64)):
        await StoredFile(sha256=sha256, media_type="application/pdf", size=14, filename=name).save()
    assert await damaged() == [("gone.pdf", "gone or changed on disk")]
    path = settings().home / "files" / changed.sha256[:2] / changed.sha256[2:4] / changed.sha256
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 chanGed")
    assert {what for what, _ in await damaged()} == {"changed.pdf", "gone.pdf"}
    assert (await look())["files_are_whole"][0] == 2
