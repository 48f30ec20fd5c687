"""What happens at one moment, really committed, in a database of the tests' own: the fast half of `test_race`."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from datetime import date
from decimal import Decimal

import asyncpg
import pytest
import pytest_asyncio

from prime.accounts.permissions import Role
from prime.billing import queries, service
from prime.billing.errors import InvoicePaid, MonthBilled, NotBillable
from prime.billing.schemas import InvoiceDetail
from prime.billing.tables import RunStatus
from prime.core.actor import SYSTEM
from prime.core.db import DB, fetch, fetch_value
from prime.core.errors import InvalidInput
from tests.factories.accounts import make_user
from tests.factories.billing import NOVEMBER, invoices_of, make_placed, make_seller, make_week, make_weeks
from tests.support.sql import make_database, run_sql

pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("own_database", "frozen_now")]


@pytest_asyncio.fixture(loop_scope="session")
async def own_database(pool: None) -> AsyncIterator[None]:
    """The engine works on a fresh clone, in transactions that commit."""
    import os

    name = f"billing_{os.getpid()}"
    clone = await asyncpg.create_pool(make_database(name), min_size=1, max_size=10)
    shared, DB.pool = DB.pool, clone
    yield
    DB.pool = shared
    await clone.close()
    run_sql(os.environ["TEST_ADMIN_URL"], f"DROP DATABASE {name}")


async def _together(*attempts: Awaitable[object]) -> Counter[str]:
    """What became of each, released together on connections of their own."""
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    return Counter(type(outcome).__name__ if isinstance(outcome, BaseException) else "done" for outcome in outcomes)


async def _issued() -> InvoiceDetail:
    await make_seller()
    await make_weeks(await make_placed(), 2)
    run_id = await service.start_run(await make_user(Role.FINANCE), NOVEMBER)
    for share in (await queries.get_run(SYSTEM, run_id)).shares:
        await service.issue_share(SYSTEM, share.id)
    return (await invoices_of(run_id))[0]


async def test_eight_runs_of_one_month_make_one_invoice_each():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    for _ in range(3):
        await make_weeks(await make_placed(), 2)
    assert await _together(*[service.start_run(finance, NOVEMBER) for _ in range(8)]) == {"done": 1, MonthBilled.__name__: 7}
    run_id = await fetch_value("SELECT id FROM billing_run")
    shares = (await queries.get_run(SYSTEM, run_id)).shares
    assert await _together(*[service.issue_share(SYSTEM, share.id) for share in shares for _ in range(8)]) == {"done": 24}
    run = await queries.get_run(SYSTEM, run_id)
    assert (run.invoice_count, run.settled_count, run.status) == (3, 3, RunStatus.DONE)
    assert [row["number"] for row in await fetch("SELECT number FROM invoice ORDER BY number")] == [f"INV-2026-00000{n}" for n in (1, 2, 3)]
    assert await fetch_value("SELECT count(*) FROM billed_week") == 6
    assert await fetch_value("SELECT count(*) FROM message WHERE template = 'billing_run_finished'") == 1


async def test_a_payment_and_a_credit_at_one_moment():
    invoice, finance = await _issued(), await make_user(Role.FINANCE)
    pay = service.record_payment(finance, invoice.id, received_on=date(2026, 11, 25), amount=invoice.gross_amount)
    outcome = await _together(pay, service.credit(finance, invoice.id, "Wrong"))
    assert outcome["done"] == 1
    assert set(outcome) - {"done"} <= {InvoicePaid.__name__, InvalidInput.__name__}


async def test_five_payments_of_the_whole_at_one_moment():
    invoice, finance = await _issued(), await make_user(Role.FINANCE)
    pay = [service.record_payment(finance, invoice.id, received_on=date(2026, 11, 25), amount=invoice.gross_amount) for _ in range(5)]
    assert await _together(*pay) == {"done": 1, InvalidInput.__name__: 4}
    assert await fetch_value("SELECT sum(paid_amount) FROM payment") == invoice.gross_amount


async def test_five_credits_at_one_moment_take_one_number():
    invoice, finance = await _issued(), await make_user(Role.FINANCE)
    assert (await _together(*[service.credit(finance, invoice.id, "Wrong") for _ in range(5)]))["done"] == 1
    assert [row["number"] for row in await fetch("SELECT number FROM invoice WHERE kind = 'credit_note'")] == ["CRN-2026-000001"]
    assert await fetch_value("SELECT last FROM number_series WHERE series = 'CRN-2026'") == 1


async def test_a_week_left_out_while_it_is_billed_is_one_or_the_other():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    timesheet_id = await make_week(await make_placed())
    run_id = await service.start_run(finance, NOVEMBER)
    [share] = (await queries.get_run(SYSTEM, run_id)).shares
    outcome = await _together(service.issue_share(SYSTEM, share.id), service.exclude(finance, timesheet_id, "Wait"))
    billed = await fetch_value("SELECT count(*) FROM billed_week")
    left_out = await fetch_value("SELECT count(*) FROM exclusion")
    assert billed + left_out == 1
    assert outcome[NotBillable.__name__] == billed


async def test_five_reversals_of_one_payment():
    invoice, finance = await _issued(), await make_user(Role.FINANCE)
    payment_id = await service.record_payment(finance, invoice.id, received_on=date(2026, 11, 25), amount=Decimal("10.00"))
    assert (await _together(*[service.reverse_payment(finance, payment_id, "Bounced") for _ in range(5)]))["done"] == 1
    assert await fetch_value("SELECT sum(paid_amount) FROM payment") == 0
