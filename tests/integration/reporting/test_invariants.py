"""Each invariant holds on the demonstration and catches a planted fault; what is found is kept and told once."""

import pytest
import pytest_asyncio

from prime.accounts.permissions import Role
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch, fetch_value
from prime.demo.people import login
from prime.piccolo_app import APP_CONFIG
from prime.reporting import queries, service
from prime.reporting.invariants import INVARIANTS, look
from tests.integration.reporting.faults import FAULTS
from tests.support.outbox import run_due


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def unguarded(demonstration: None) -> None:
    """The demonstration with its triggers asleep, so that a fault can be planted."""
    for table in APP_CONFIG.table_classes:
        await execute(f"ALTER TABLE {table._meta.tablename} DISABLE TRIGGER USER")


def test_every_invariant_has_a_name_of_its_own_and_a_planted_fault():
    names = [invariant.name for invariant in INVARIANTS]
    assert len(names) == len(set(names)) >= 25
    assert {invariant.name for invariant in INVARIANTS if invariant.sql} == set(FAULTS)
    assert all(invariant.sentence.endswith(".") for invariant in INVARIANTS)


@pytest.mark.parametrize("invariant", [invariant for invariant in INVARIANTS if invariant.sql], ids=lambda invariant: invariant.name)
async def test_it_holds_and_catches_a_fault(unguarded, demo, invariant):
    assert await fetch(invariant.sql) == []
    for statement in FAULTS[invariant.name]:
        await execute(statement)
    found = await fetch(invariant.sql)
    assert found
    assert all(row["what"] and row["why"] for row in found)


async def test_what_breaks_is_kept_noted_and_told_to_the_admins_once(unguarded, demo):
    assert all(not finding.broken for finding in await service.keep_findings(SYSTEM, await look()))
    for statement in FAULTS["week_is_its_days"]:
        await execute(statement)
    for _ in range(2):
        await service.keep_findings(SYSTEM, await look())
    [broken] = [finding for finding in await queries.findings(SYSTEM) if finding.broken]
    assert (broken.name, broken.broken, len(broken.examples)) == ("week_is_its_days", 1, 1)
    assert broken.broken_since < broken.checked_at
    assert await fetch_value("SELECT count(*) FROM audit_entry WHERE action = 'reporting.invariant_broken'") == 1
    await run_due()
    [mail] = await fetch("SELECT to_address, status, body_text FROM message WHERE template = 'invariant_broken'")
    assert (mail["to_address"], mail["status"]) == (login(Role.ADMIN), "sent")
    assert "The total of a timesheet is the sum of its days." in mail["body_text"]
    await execute("UPDATE timesheet t SET total_hours = (SELECT COALESCE(sum(hours), 0) FROM timesheet_day d WHERE d.timesheet = t.id)")
    assert all(finding.broken_since is None for finding in await service.keep_findings(SYSTEM, await look()))
