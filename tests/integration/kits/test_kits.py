"""Kits as commands and in the database: drafts, versions, what is published stays."""

import asyncpg
import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch_value, transaction
from prime.core.errors import Forbidden, NotFound, StaleVersion
from prime.kits import queries, service
from prime.kits.errors import KeyTaken, NoDraft, NotPublishable
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _shipped(key: str = "social_worker"):
    return next(kit for kit in await queries.list_kits(SYSTEM) if kit.key == key)


async def test_migrating_brings_the_kits_once():
    assert [(kit.key, kit.number) for kit in await queries.list_kits(SYSTEM)] == [
        ("newly_qualified", 1),
        ("social_worker", 1),
        ("senior_social_worker", 1),
        ("team_manager", 1),
    ]
    assert await service.load_shipped(SYSTEM) == 0


async def test_a_new_version_begins_as_the_one_in_force_and_replaces_it_when_published():
    operations = await make_user(Role.OPERATIONS)
    kit = await _shipped()
    before = await queries.version_for(key="", level=2)
    draft_id = await service.start_draft(operations, kit.id)
    assert await service.start_draft(operations, kit.id) == draft_id
    draft = await queries.get_version(operations, draft_id)
    old = await queries.get_version(operations, before)
    assert draft.content == old.content
    shorter = msgspec.structs.replace(draft.content, competencies=draft.content.competencies[1:])
    await service.save_content(operations, kit.id, shorter, revision=1)
    assert await queries.version_for(key="", level=2) == before
    await service.publish(operations, kit.id, note="Direct work is left out", revision=2)
    found = await queries.get_kit(operations, kit.id)
    assert (found.kit.number, found.draft, [row.number for row in found.versions]) == (2, None, [2, 1])
    assert found.versions[0].published_by == operations.name
    assert await queries.version_for(key="", level=2) == draft_id
    assert (await queries.read_version(before)).content == old.content


async def test_two_editors_notice_each_other():
    operations = await make_user(Role.OPERATIONS)
    kit = await _shipped()
    draft = await queries.get_version(operations, await service.start_draft(operations, kit.id))
    await service.save_content(operations, kit.id, draft.content, revision=1)
    for command in (
        service.save_content(operations, kit.id, draft.content, revision=1),
        service.publish(operations, kit.id, note="x", revision=1),
        service.discard(operations, kit.id, revision=1),
    ):
        with pytest.raises(StaleVersion):
            await command
    await service.discard(operations, kit.id, revision=2)
    with pytest.raises(NoDraft):
        await service.publish(operations, kit.id, note="x", revision=2)


async def test_a_kit_is_whole_before_it_is_published():
    operations = await make_user(Role.OPERATIONS)
    kit_id = await service.create_kit(operations, key="reviewing_officer", title="Reviewing officer")
    with pytest.raises(NotPublishable):
        await service.publish(operations, kit_id, note="x", revision=1)
    with pytest.raises(asyncpg.RestrictViolationError, match="have a veto"):
        async with transaction():
            await execute("UPDATE kit_version SET published_at = now() WHERE kit = $1", kit_id)


async def test_keys_and_levels_belong_to_one_kit():
    operations = await make_user(Role.OPERATIONS)
    with pytest.raises(KeyTaken, match="key"):
        await service.create_kit(operations, key="social_worker", title="Another")
    with pytest.raises(KeyTaken, match="levels"):
        await service.create_kit(operations, key="another", title="Another", level_from=4, level_to=9)


async def test_what_is_published_never_changes():
    version = await queries.version_for(key="team_manager", level=1)
    for statement in (
        "UPDATE kit_version SET note = 'x' WHERE id = $1",
        "UPDATE competency SET anchor_3 = 'x' WHERE kit_version = $1",
        "DELETE FROM competency WHERE kit_version = $1",
        "DELETE FROM veto_question WHERE kit_version = $1",
        "INSERT INTO veto_question (id, kit_version, position, area, wording) VALUES (uuidv7(), $1, 9, 'values', 'x')",
    ):
        with pytest.raises(asyncpg.RestrictViolationError, match="never changes"):
            async with transaction():
                await execute(statement, version)


async def test_who_reads_and_who_writes():
    champion, candidate = await make_user(Role.CHAMPION), await make_user(Role.CANDIDATE)
    kit = await _shipped()
    assert (await queries.get_kit(champion, kit.id)).current is not None
    with pytest.raises(Forbidden):
        await queries.get_kit(candidate, kit.id)
    with pytest.raises(Forbidden):
        await service.start_draft(champion, kit.id)
    with pytest.raises(NotFound):
        await service.start_draft(await make_user(Role.ADMIN), champion.required_user_id)


# --- pages and JSON


async def test_the_pages_write_and_publish_a_version(browser_for):
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    kit = await _shipped()
    here = f"/interview-kits/{kit.id}"
    assert "Social worker" in (await browser.get("/interview-kits")).text
    assert "Questions that can stop an appointment" in (await browser.get(here)).text
    assert (await browser.submit(f"{here}/draft")).headers["location"] == f"{here}/draft"
    missing = await browser.submit(f"{here}/draft/competencies/0", {"revision": "1", "area": "practice", "veto_below": "3"})
    assert missing.status_code == 422
    assert "Enter what 3 means" in missing.text
    assert "Only values and safeguarding have a line for a veto" in missing.text
    entry = {
        "title": "Curiosity",
        "question": "Does the candidate ask?",
        "area": "values",
        "veto_below": "2",
        "prompts": "Why?\n\nWhat else?",
        "revision": "1",
        **{f"anchor_{points}": f"Asks {points} times" for points in range(1, 6)},
    }
    assert (await browser.submit(f"{here}/draft/competencies/0", entry)).status_code == 303
    stale = await browser.submit(f"{here}/draft/competencies/7", entry)
    assert stale.status_code == 409
    assert "Curiosity" in (await browser.get(f"{here}/draft/competencies/7")).text
    removed = await browser.submit(f"{here}/draft/questions/1", {"revision": "2", "action": "remove"})
    assert removed.status_code == 303
    added = await browser.submit(f"{here}/draft/questions/0", {"revision": "3", "area": "safeguarding", "wording": "Would you be worried?"})
    assert added.status_code == 303
    assert (await browser.get(f"{here}/draft/questions/9")).status_code == 404
    assert (await browser.submit(f"{here}/draft/questions/-1", {"revision": "4", "area": "values", "wording": "x"})).status_code == 404
    page = (await browser.get(f"{here}/draft")).text
    assert "Would you be worried?" in page
    assert (await browser.submit(f"{here}/draft/publish", {"revision": "4"})).status_code == 422
    assert (await browser.submit(f"{here}/draft/publish", {"revision": "4", "note": "Curiosity counts"})).headers["location"] == here
    assert "Curiosity counts" in (await browser.get(here)).text
    old = await fetch_value("SELECT id FROM kit_version WHERE kit = $1 AND number = 1", kit.id)
    assert "Curiosity" not in (await browser.get(f"/interview-kit-versions/{old}")).text


async def test_a_new_kit_and_a_draft_that_is_deleted(browser_for):
    browser = await browser_for((await make_user(Role.ADMIN)).user_id)
    assert (await browser.submit("/interview-kits/new", {"title": "Another", "key": "Team Manager"})).status_code == 422
    assert (await browser.submit("/interview-kits/new", {"title": "Another", "key": "team_manager"})).status_code == 409
    half = await browser.submit("/interview-kits/new", {"title": "Another", "key": "another", "level_from": "9"})
    assert "Enter both the lowest and the highest level" in half.text
    made = await browser.submit("/interview-kits/new", {"title": "Another", "key": "another", "level_from": "9", "level_to": "9"})
    draft = made.headers["location"]
    assert "A kit has at least 3 competencies" in (await browser.get(draft)).text
    assert "is lost" in (await browser.get(f"{draft}/discard")).text
    assert (await browser.submit(f"{draft}/discard", {"revision": "1"})).status_code == 303
    assert (await browser.get(draft)).status_code == 404


async def test_the_api_writes_a_whole_version(api_for):
    api = await api_for((await make_user(Role.OPERATIONS)).user_id)
    made = await api.post("/api/v1/interview-kits", json={"key": "another", "title": "Another"})
    assert made.status_code == 201
    here = f"/api/v1/interview-kits/{made.json()['id']}"
    shipped = (await api.get(f"/api/v1/interview-kits/{(await _shipped()).id}")).json()["current"]
    entries = [{name: value for name, value in row.items() if name not in {"id", "position"}} for row in shipped["competencies"]]
    body = {"revision": 1, "content": {"competencies": entries, "questions": []}}
    assert (await api.put(f"{here}/draft", json=body)).status_code == 200
    assert (await api.put(f"{here}/draft", json=body)).json()["type"] == "/problems/stale-version"
    done = await api.post(f"{here}/publish", json={"revision": 2, "note": "The first"})
    assert done.json()["kit"]["number"] == 1
    again = await api.post(f"{here}/draft")
    assert again.status_code == 201
    assert (await api.get(f"/api/v1/interview-kit-versions/{again.json()['id']}")).json()["publishedAt"] is None
    assert (await api.delete(f"{here}/draft?revision=1")).status_code == 204
    assert len((await api.get("/api/v1/interview-kits")).json()["items"]) == 5
