"""The demonstration, live: seeded once for the whole run, cloned for each process of the tests, with a web and a worker process."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.product import Product, running
from tests.support.sql import make_database, run_sql

SEEDED = "prime_demo"
_REDIS_OFFSET = 4  # databases 0 to 3 belong to the other tests, 8 and above to the site of the components


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product with the demonstration's data; what a test changes stays changed for the journeys after it; it ends with them."""
    build_demo()
    own = os.environ["DATABASE_URL"].rpartition("/")[2].partition("?")[0]
    with product_on(make_database(f"{own}_live", template=SEEDED), tmp_path_factory.mktemp("live")) as product:
        yield product


def build_demo() -> None:
    """Seed the template, unless another process of the tests has done so; whoever comes second waits."""
    admin = os.environ["TEST_ADMIN_URL"]
    shared = Path(os.environ["PRIME_HOME"]).parent
    with (shared / "seeding.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if run_sql(admin, "SELECT 1 FROM pg_database WHERE datname = $1", SEEDED):
            return
        url = make_database(f"{SEEDED}_unfinished")
        seeder = Product(url, os.environ["REDIS_URL"], shared / "seeding")
        seeder.prime("seed")
        run_sql(admin, f"ALTER DATABASE {SEEDED}_unfinished RENAME TO {SEEDED}")


@contextmanager
def product_on(database_url: str, home: Path) -> Iterator[Product]:
    """Web and worker on a database, beside the other processes of the tests."""
    redis = re.sub(r"db=(\d+)", lambda found: f"db={int(found[1]) % _REDIS_OFFSET + _REDIS_OFFSET}", os.environ["REDIS_URL"])
    with running(Product(database_url, redis, home)) as product:
        yield product
