"""The product as a whole, as real processes: web and worker on a database of their own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg

from tests.support.sql import run_sql

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Product:
    """Web and worker processes; each can be killed and started again."""

    def __init__(self, database_url: str, redis_url: str, home: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.database_url = database_url
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "PRIME_HOME": str(home),
            "PRIME_ENV": "demo",
            "PORT": str(self.port),
            "BASE_URL": self.url,
            "PYTHONPATH": str(ROOT),
            "TZ": "UTC",
            "LOG_LEVEL": "INFO",
            "SWE_REGISTER": "simulator",
            **environment,
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.log = home / "product.log"
        home.mkdir(parents=True, exist_ok=True)

    def prime(self, *arguments: str) -> str:
        """Run one `prime` command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "prime.cli", *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    def start(self, name: str) -> None:
        """Start `web` or `worker`; the web process is awaited."""
        argv = {"web": ["-m", "prime.cli", "serve"], "worker": ["-m", "workers"]}[name]
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *argv], env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        if name == "web":
            self.wait_for("/health/live")

    def kill(self, name: str) -> None:
        """End a process and its children at once, as `kill -9` would."""
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End everything."""
        for name in list(self.processes):
            self.kill(name)

    def wait_for(self, path: str, *, seconds: float = 60) -> None:
        """Wait until an address answers without an error of ours."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(self.url + path, timeout=5).close()
                return
            time.sleep(0.1)
        raise AssertionError(f"{path} does not answer:\n{self.log.read_text(errors='replace')[-3000:]}")

    def sql(self, statement: str, *values: Any) -> list[asyncpg.Record]:
        """Rows of a statement on the product's database."""
        return run_sql(self.database_url, statement, *values)

    def eventually(self, statement: str, *values: Any, seconds: float = 60) -> list[asyncpg.Record]:
        """Wait until a statement's first value is true."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, asyncpg.PostgresError):
                rows = self.sql(statement, *values)
                if rows and rows[0][0]:
                    return rows
            time.sleep(0.1)
        raise AssertionError(f"Never became true: {statement}\n{self.log.read_text(errors='replace')[-3000:]}")


@contextlib.contextmanager
def running(product: Product) -> Iterator[Product]:
    """Start web and worker, and end them."""
    try:
        product.start("web")
        product.start("worker")
        yield product
    finally:
        product.stop()
