"""Which servers the product uses: those that the environment names, else the embedded ones."""

from pathlib import Path

from prime.core.settings import configured
from prime.supervisor.cache import Cache
from prime.supervisor.cluster import Cluster
from prime.supervisor.tree import Tree


def start_servers(tree: Tree) -> dict[str, str]:
    """Start each embedded server whose address is not configured; give the addresses that the other children need."""
    addresses = {}
    if "DATABASE_URL" not in configured():
        cluster = Cluster(tree.home)
        tree.start(cluster.service())
        cluster.provision()
        addresses["DATABASE_URL"] = cluster.url()
    if "REDIS_URL" not in configured():
        cache = Cache(tree.home)
        tree.start(cache.service())
        addresses["REDIS_URL"] = cache.url()
    return addresses


def running_servers(home: Path) -> dict[str, str]:
    """Give the addresses of the embedded servers that another process keeps running on this home, for one-off commands."""
    addresses = {}
    if "DATABASE_URL" not in configured() and (home / "secrets").exists():
        cluster = Cluster(home)
        if cluster.is_ready():
            addresses["DATABASE_URL"] = cluster.url()
    if "REDIS_URL" not in configured() and (home / "valkey").exists():
        cache = Cache(home)
        if cache.is_ready():
            addresses["REDIS_URL"] = cache.url()
    return addresses
