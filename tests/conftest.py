"""One PostgreSQL and one Valkey for the whole run; a migrated template database, cloned for each process.

Nothing of ours may be imported before the environment names the clone, so imports stand inside functions.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "prime_template"

pytest_plugins = ["tests.support.fixtures"]


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts the servers and builds the template; each process then clones it."""
    os.environ.update(PRIME_ENV="test", TZ="UTC", LOG_LEVEL="ERROR", MAIL_BACKEND="mailbox", BASE_URL="http://localhost:8000")
    given = getattr(config, "workerinput", None)
    if given is None:
        stack = contextlib.ExitStack()
        config.add_cleanup(stack.close)
        config.stash[SERVERS] = _start(stack)
    servers = given["servers"] if given else config.stash[SERVERS]
    worker = given["workerid"] if given else "main"
    if given or not _is_distributed(config):
        _enter(servers, worker)


SERVERS = pytest.StashKey[dict[str, str]]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "object") -> None:
    """Tell each process where the servers are."""
    node.workerinput["servers"] = node.config.stash[SERVERS]  # type: ignore[attr-defined]


def _is_distributed(config: pytest.Config) -> bool:
    return bool(config.getoption("numprocesses", default=None))


def _start(stack: contextlib.ExitStack) -> dict[str, str]:
    from prime.supervisor.testing import test_servers

    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="prime-test-")))
    servers = stack.enter_context(test_servers(home / "servers"))
    asyncio.run(_execute(servers.postgres_admin_url, f"CREATE DATABASE {TEMPLATE} OWNER prime"))
    environment = {**os.environ, "DATABASE_URL": servers.database_url(TEMPLATE), "REDIS_URL": servers.redis_url, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "prime.cli", "migrate"], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise pytest.UsageError(f"The schema could not be built:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return {
        "admin": servers.postgres_admin_url,
        "redis": servers.redis_url,
        "database": servers.database_url("NAME"),
        "home": str(home),
    }


def _enter(servers: dict[str, str], worker: str) -> None:
    name = f"prime_{worker}"
    asyncio.run(_execute(servers["admin"], f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER prime"))
    number = int(worker.removeprefix("gw")) + 1 if worker.startswith("gw") else 0
    os.environ["DATABASE_URL"] = servers["database"].replace("NAME", name)
    os.environ["REDIS_URL"] = f"{servers['redis']}?db={number}"
    os.environ["PRIME_HOME"] = f"{servers['home']}/{worker}"
    os.environ["TEST_ADMIN_URL"] = servers["admin"]
    os.environ["TEST_DATABASE_URL"] = servers["database"]


async def _execute(url: str, statement: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    try:
        for attempt in range(50):
            try:
                await connection.execute(statement)
            except asyncpg.ObjectInUseError:  # another process is cloning the template at this moment
                if attempt == 49:
                    raise
                await asyncio.sleep(0.2)
            else:
                return
    finally:
        await connection.close()
