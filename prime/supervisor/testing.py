"""Throwaway PostgreSQL and Valkey for tests: started in about a second, fast because nothing need survive a crash.

    with test_servers(tmp_path_factory.mktemp("servers")) as servers:
        admin = await asyncpg.connect(servers.postgres_admin_url)   # superuser: create and drop databases
        await admin.execute("CREATE DATABASE prime_gw0 OWNER prime")
        url = servers.database_url("prime_gw0")                     # as the application's role

Both servers end with the process that started them, even when pytest is killed by `kill -9`.
"""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prime.supervisor.cache import Cache
from prime.supervisor.children import Child
from prime.supervisor.cluster import THROWAWAY, Cluster


class Servers:
    """The addresses of a running pair of throwaway servers."""

    def __init__(self, cluster: Cluster, cache: Cache) -> None:
        self._cluster = cluster
        self.postgres_admin_url = cluster.admin_url()
        self.redis_url = cache.url()

    def database_url(self, name: str) -> str:
        """Give the address of a database as the application's role."""
        return self._cluster.url(name)


@contextmanager
def test_servers(folder: Path) -> Iterator[Servers]:
    """Run both servers below an empty folder of the caller's. Call it from the main thread (see prime.supervisor.children)."""
    cluster = Cluster(folder, THROWAWAY, stop=signal.SIGQUIT)
    cache = Cache(folder, durable=False, stop=signal.SIGKILL)
    try:
        with Child(cluster.service()), Child(cache.service()):
            cluster.provision()
            yield Servers(cluster, cache)
    finally:
        for place in {cluster.home, cluster.folder, cluster.socket, cache.socket.parent}:
            shutil.rmtree(place, ignore_errors=True)


test_servers.__test__ = False  # type: ignore[attr-defined]  # its name must not make pytest collect it
