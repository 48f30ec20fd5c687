"""An open progress page goes on without a reload: the worker is killed in the middle, the database restarts under the web process."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from prime.supervisor.children import Child
from tests.deep.test_faults import house, product  # noqa: F401 - fixtures
from tests.support.browser import chromium  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.deep, pytest.mark.timeout(300)]

PREPARE = """
import asyncio
from datetime import timedelta
from prime.accounts.permissions import Role
from prime.accounts.tables import Session
from prime.billing import service
from prime.core import clock, db
from prime.core.tokens import digest
from tests.factories.accounts import make_user
from tests.factories.billing import NOVEMBER, make_placed, make_seller, make_weeks

async def main():
    async with db.pool(2):
        await make_seller()
        for _ in range(6):
            await make_weeks(await make_placed(), 1)
        finance = await make_user(Role.FINANCE)
        far = clock.now() + timedelta(days=1)
        await Session(token=digest("progress"), user_id=finance.user_id, expiry_date=far, max_expiry_date=far).save()
        print(await service.start_run(finance, NOVEMBER))

asyncio.run(main())
"""

HALF_LATER = """
UPDATE outbox_message SET available_at = now() + interval '1 hour'
WHERE id IN (SELECT id FROM outbox_message WHERE job = 'billing.issue_share' ORDER BY id LIMIT 3)
"""


def _run_program(environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip()


async def test_progress_survives_a_killed_worker_and_a_restarted_database(house, product, chromium):  # noqa: F811
    product.stop()
    product.environment["PRIME_NOW"] = "2026-11-25T12:00:00+00:00"
    run_id = await asyncio.to_thread(_run_program, product.environment)
    product.start("web")
    context = await chromium.new_context(base_url=product.url)
    await context.add_cookies([{"name": "sid", "value": "progress", "url": product.url}])
    page = await context.new_page()
    loads: list[str] = []
    page.on("load", lambda opened: loads.append(opened.url))
    await page.goto(f"/billing-runs/{run_id}")
    await page.get_by_text("0 of 6", exact=True).first.wait_for()

    product.sql(HALF_LATER)  # the middle is where the worker dies, however fast it is
    product.start("worker")
    await page.get_by_text("3 of 6", exact=True).first.wait_for(timeout=60_000)
    product.kill("worker")
    house.database.stop()
    await page.wait_for_timeout(2_000)
    house.database = Child(house.cluster.service())
    house.database.wait_ready()
    product.sql("UPDATE outbox_message SET available_at = now() WHERE done_at IS NULL AND dead_at IS NULL")
    product.start("worker")

    await page.get_by_text("6 of 6", exact=True).first.wait_for(timeout=120_000)
    assert len(loads) == 1  # nobody reloaded
    await context.close()
    numbers = [row["number"] for row in product.sql("SELECT number FROM invoice ORDER BY number")]
    assert numbers == [f"INV-2026-{number:06}" for number in range(1, 7)]
    product.eventually("SELECT bool_and(status = 'done') FROM billing_run")
    assert product.sql("SELECT count(*) FROM outbox_message WHERE dead_at IS NOT NULL")[0][0] == 0
