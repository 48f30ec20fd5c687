"""The whole site as processes of its own, on a database of its own, for tests through a real browser.

`site` is the web server; a test that needs jobs done asks for `site_worker` too. What these tests write is committed,
so the database is a fresh clone and nobody else's.
"""

import os
import re
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import asyncpg
import pytest
import pytest_asyncio

from tests.conftest import ROOT, TEMPLATE

_E2E_REDIS = 8  # databases 0 to 7 belong to the other tests


class Site(NamedTuple):
    """Where the site answers, and the environment its processes run in (`DATABASE_URL` for looking behind the pages)."""

    url: str
    environment: Mapping[str, str]


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The web server, once for the browser tests of a process; it ends with them."""
    from prime.supervisor.children import Child

    folder = tmp_path_factory.mktemp("site")
    own = os.environ["DATABASE_URL"].rpartition("/")[2].partition("?")[0]
    name = f"{own}_site"
    connection = await asyncpg.connect(os.environ["TEST_ADMIN_URL"])
    await connection.execute(f"DROP DATABASE IF EXISTS {name}")
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER prime")
    await connection.close()
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "BASE_URL": url,
        "DATABASE_URL": os.environ["TEST_DATABASE_URL"].replace("NAME", name),
        "PORT": str(port),
        "PRIME_HOME": str(folder / "home"),
        "REDIS_URL": re.sub(r"db=(\d+)", lambda match: f"db={int(match[1]) % _E2E_REDIS + _E2E_REDIS}", os.environ["REDIS_URL"]),
        "PYTHONPATH": str(ROOT),
    }
    (folder / "home").mkdir()
    with Child(_service("serve", environment, folder / "web.log", lambda: _answers(f"{url}/health/ready"))):
        yield Site(url, environment)


@pytest.fixture(scope="package")
def site_worker(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The worker of the site: mail, documents, billing runs."""
    from prime.supervisor.children import Child

    with Child(_service("worker", site.environment, tmp_path_factory.mktemp("worker") / "worker.log", lambda: True)):
        yield


def _service(command: str, environment: Mapping[str, str], log: Path, ready: Callable[[], bool]) -> "Service":  # noqa: F821
    from prime.supervisor.children import Service

    argv = [sys.executable, "-m", "prime.cli", command]
    return Service(name=command, argv=argv, env=environment, cwd=ROOT, log=log, ready=ready)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
