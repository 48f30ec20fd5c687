"""A worker that is killed while a PDF is being made: every document is made, once, whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.deep.test_faults import house, product  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.deep, pytest.mark.timeout(300)]

DOCUMENTS = 3
PREPARE = f"""
import asyncio
from prime.accounts.permissions import Permission
from prime.core import db
from prime.core.actor import SYSTEM
from prime.core.columns import uuid7
from prime.documents import service
from tests.factories import documents

async def main():
    async with db.pool(2):
        for _ in range({DOCUMENTS}):
            await service.order(
                SYSTEM, context=documents.invoice(300), subject_type="invoice", subject_id=uuid7(), audience=Permission.INVOICES_READ
            )

asyncio.run(main())
"""


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _is_printing(worker: int) -> bool:
    """Whether a print room of the worker has a child at work, and long enough to be in the middle of it."""
    printing = [child for room in _children(worker) for child in _children(room)]
    return any(_seconds_of_work(child) > 0.3 for child in printing)


def _seconds_of_work(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_every_document_is_made_once(product):  # noqa: F811
    done = subprocess.run([sys.executable, "-c", PREPARE], env=product.environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    worker = product.processes["worker"]
    deadline = time.monotonic() + 60
    while not _is_printing(worker.pid):
        assert time.monotonic() < deadline, "Nothing is printed."
        time.sleep(0.02)
    os.kill(worker.pid, signal.SIGKILL)  # the worker alone: what it had begun must not be kept, and its print room must end
    worker.wait()
    assert product.sql("SELECT count(*) FROM document WHERE status = 'waiting'")[0][0] > 0

    product.sql("UPDATE outbox_message SET available_at = now() WHERE done_at IS NULL")  # the lease of the dead need not be waited for
    product.start("worker")
    product.eventually("SELECT count(*) = 0 FROM document WHERE status <> 'ready'", seconds=120)
    product.eventually("SELECT count(*) = 0 FROM outbox_message WHERE done_at IS NULL")
    assert product.sql("SELECT count(*), count(DISTINCT file) FROM document")[0] == (DOCUMENTS, DOCUMENTS)
    assert product.sql("SELECT count(*) FROM stored_file")[0][0] == DOCUMENTS
    assert product.sql("SELECT count(*) FROM outbox_message WHERE dead_at IS NOT NULL")[0][0] == 0
