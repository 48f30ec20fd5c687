"""Loading the demonstration: the same every time, never over other data, on every kind of day."""

from datetime import datetime

import pytest

from prime.accounts.permissions import Role
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.demo.errors import OtherData
from prime.demo.people import login
from prime.demo.reset import reset_database
from prime.demo.seed import logins, seed_database
from prime.reporting.invariants import look
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")

_DAYS = [
    "2026-11-30",
    "2026-12-01",
    "2026-12-25",
    "2027-01-01",
    "2027-02-28",
    "2027-03-29",
    "2027-04-01",
    "2027-08-31",
    "2027-10-31",
    "2028-02-29",
]
_DIGEST = """
SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
  SELECT reference || stage || next_action AS line FROM application
  UNION ALL SELECT reference || starts_on || ends_on || hourly_amount FROM placement
  UNION ALL SELECT reference || status || total_hours FROM timesheet
  UNION ALL SELECT number || gross_amount FROM invoice
  UNION ALL SELECT email FROM app_user
  UNION ALL SELECT reference || title FROM document
) rows
"""


async def test_the_same_day_gives_the_same_data():
    digests = []
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            async with transaction():
                await seed_database(lambda _: None)
                digests.append(await fetch_value(_DIGEST))
                raise ZeroDivisionError  # the savepoint takes it all back
    assert digests[0] == digests[1] is not None


async def test_other_data_is_never_touched():
    await make_user(Role.OPERATIONS)
    with pytest.raises(OtherData):
        await seed_database(lambda _: None)
    with pytest.raises(OtherData):
        await reset_database(lambda _: None)
    assert await fetch_value("SELECT count(*) FROM app_user") == 1


async def test_an_empty_database_is_reset():
    await reset_database(lambda _: None)
    assert await fetch_value("SELECT to_regclass('app_user') IS NULL AND to_regclass('migration') IS NULL")


async def test_no_login_is_told_where_the_demonstration_is_not():
    assert await logins() == []


@pytest.mark.deep
@pytest.mark.parametrize("day", _DAYS)
async def test_it_holds_on_every_kind_of_day(frozen_now, day):
    frozen_now(datetime.fromisoformat(f"{day}T08:30:00+00:00"))
    await seed_database(lambda _: None)
    await execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert await look() == {}
    [row] = await fetch(
        """SELECT i.status FROM interview i JOIN candidate c ON c.id = i.candidate JOIN app_user u ON u.id = c."user"
        WHERE u.email = $1 AND i.kind = 'interview'""",
        login(Role.CANDIDATE),
    )
    assert row["status"] == "invited"
