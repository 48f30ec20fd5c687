"""The rules of the house, each shown to catch a bad sample and to let a good one pass, then run over the product."""

from pathlib import Path

import pytest

from tests.architecture.rules import clock_faults, command_faults, foreign_writes, ordered_jobs
from workers.registry import JOBS, LISTENERS
from workers.schedule import SCHEDULE

PRIME = Path(__file__).resolve().parents[2] / "prime"
# A service that does not read in one sitting is a package of files, one for each noun.
SERVICES = sorted([*PRIME.glob("*/service.py"), *PRIME.glob("*/service/[!_]*.py")])
DOMAIN = sorted({*SERVICES, *(path for name in ("queries", "rules") for path in PRIME.glob(f"*/{name}.py"))})

GOOD = """
@transactional
async def book(actor, slot_id):
    now = clock.now()
    await Slot(start=now).save()
"""


def _id(path: Path) -> str:
    return path.relative_to(PRIME).with_suffix("").as_posix()


def _module(path: Path) -> str:
    return path.relative_to(PRIME).parts[0]


def test_the_rules_let_a_good_command_pass():
    assert command_faults(GOOD) == clock_faults(GOOD) == []
    assert foreign_writes("from prime.a.tables import A\nasync def f():\n    await A(x=1).save()", "a") == []


def test_the_rules_catch_a_bad_command():
    assert len(command_faults("async def book(slot_id): ...")) == 2
    assert clock_faults("x = datetime.now(UTC)") == ["line 1: datetime.now"]
    assert foreign_writes("from prime.b.tables import B\nasync def f():\n    await B.update({}).where(1)", "a")
    assert foreign_writes("from prime.b.tables import B\nasync def f():\n    await B(x=1).save()", "a")


@pytest.mark.parametrize("path", SERVICES, ids=_id)
def test_commands(path):
    assert command_faults(path.read_text()) == []


@pytest.mark.parametrize("path", DOMAIN, ids=_id)
def test_clock_and_tasks(path):
    assert clock_faults(path.read_text()) == []


@pytest.mark.parametrize("path", SERVICES, ids=_id)
def test_a_module_writes_its_own_tables(path):
    assert foreign_writes(path.read_text(), _module(path)) == []


def test_every_ordered_job_exists():
    ordered = set().union(*(ordered_jobs(path.read_text()) for path in PRIME.rglob("*.py")))
    events = {name.removeprefix("event:") for name in ordered if name.startswith("event:")}
    assert {name for name in ordered if not name.startswith("event:")} <= set(JOBS)
    assert events == set(LISTENERS)
    assert {job for jobs in LISTENERS.values() for job in jobs} <= set(JOBS)
    assert {entry.job for entry in SCHEDULE} <= set(JOBS)


def test_every_route_says_who_may_use_it():
    from litestar import Litestar

    from prime.accounts.auth import Public, Requires
    from prime.app import PAGES, ROUTES

    open_by_oversight = [
        str(handler)
        for route in Litestar([*PAGES, *ROUTES], openapi_config=None).routes
        for handler in route.route_handlers
        if handler.http_methods != {"OPTIONS"} and sum(isinstance(guard, Public | Requires) for guard in handler.resolve_guards()) != 1
    ]
    assert open_by_oversight == []
