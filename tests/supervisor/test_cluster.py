"""Embedded PostgreSQL and Valkey: roles, secrets, locale, and data folders that were not finished."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
import redis

from prime.supervisor.cache import Cache, release_jobs
from prime.supervisor.children import Child
from prime.supervisor.cluster import MAJOR, Cluster
from prime.supervisor.errors import ServerUnusable, ServiceFailed
from prime.supervisor.testing import Servers, test_servers

RIGHTS = "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Servers of this module's own, since it breaks them."""
    with test_servers(tmp_path_factory.mktemp("servers")) as running:
        yield running


def fetch(url: str, query: str) -> object:
    """Ask one question."""

    async def ask() -> object:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_the_application_owns_its_database_and_has_no_other_right(servers: Servers) -> None:
    url = servers.database_url("prime")

    assert fetch(url, "SELECT current_user") == "prime"
    assert fetch(url, RIGHTS) is False
    assert fetch(url, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'prime'") == "prime"
    fetch(url, "CREATE TABLE ours (id uuid PRIMARY KEY DEFAULT uuidv7())")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        fetch(url, "CREATE ROLE intruder")


@pytest.mark.parametrize("password", ["", ":wrong"])
def test_nobody_is_let_in_without_the_secret(servers: Servers, password: str) -> None:
    url = servers.postgres_admin_url
    secret = url[url.index(":", 12) : url.index("@")]

    with pytest.raises((asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError)):
        fetch(url.replace(secret, password), "SELECT 1")


def test_accented_letters_fold_and_sort_the_same_on_every_machine(servers: Servers) -> None:
    url = servers.database_url("prime")

    assert fetch(url, "SELECT lower('ÄÖŴŶ')") == "äöŵŷ"
    assert fetch(url, "SHOW server_encoding") == "UTF8"
    assert fetch(url, "SHOW timezone") == "UTC"


def test_half_a_cluster_of_a_killed_initdb_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18\n")

    cluster = Cluster(tmp_path)
    cluster.prepare()

    assert (cluster.data / "global" / "pg_control").exists()
    assert not (tmp_path / "postgres.new").exists()
    assert not (tmp_path / "postgres.password").exists()


def test_data_of_another_major_version_is_refused(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path)
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(ServerUnusable, match=f"holds PostgreSQL 17, this is {MAJOR}"):
        cluster.prepare()


def test_lost_secrets_are_told(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path)
    with Child(cluster.service()):
        cluster.provision()
        (tmp_path / "secrets" / "postgres").unlink()

        with pytest.raises(ServiceFailed, match="could not be set up"):
            cluster.provision()


def test_valkey_listens_on_its_socket_only_and_needs_no_port(servers: Servers) -> None:
    with redis.Redis.from_url(servers.redis_url) as client:
        assert client.config_get("port") == {"port": "0"}
        assert client.ping()


def test_releasing_jobs_of_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServiceFailed, match="Redis does not answer"):
        release_jobs(Cache(tmp_path).url())
