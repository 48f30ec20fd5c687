"""What is killed, wiped or restarted loses nothing and does nothing twice."""

import shutil
import signal
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from prime.supervisor.cache import Cache
from prime.supervisor.children import Child
from prime.supervisor.cluster import THROWAWAY, Cluster
from tests.support.product import Product, running

pytestmark = [pytest.mark.deep, pytest.mark.timeout(300)]

ORDER = """
WITH numbered AS (SELECT uuidv7() AS id, n FROM generate_series(1, $1::int) n),
messages AS (
  INSERT INTO message (id, template, context, to_address, message_id)
  SELECT id, 'sign_in_link', '{"first_name": "Fay"}', 'fay' || n || '@people.example', '<' || id || '@test>' FROM numbered RETURNING id
)
INSERT INTO outbox_message (job, payload) SELECT 'notifications.deliver_message', jsonb_build_object('message_id', id) FROM messages
"""
# The leases of the dead need not be waited for, and what they held is not in flight.
NO_LEASES = "UPDATE outbox_message SET available_at = now(), dispatched_at = NULL WHERE done_at IS NULL"
ALL_DONE = "SELECT count(*) = 0 FROM outbox_message WHERE done_at IS NULL"


class House:
    """Servers of the test's own, which it may stop, wipe and start."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder, THROWAWAY, stop=signal.SIGQUIT)
        self.cache = Cache(folder, durable=False, stop=signal.SIGKILL)
        self.database = Child(self.cluster.service())
        self.redis = Child(self.cache.service())
        self.database.wait_ready()
        self.redis.wait_ready()
        self.cluster.provision()

    def wipe_redis(self) -> None:
        """Lose Redis with everything in it."""
        self.redis.stop()
        self.redis = Child(self.cache.service())
        self.redis.wait_ready()

    def close(self) -> None:
        """Stop both."""
        self.redis.stop()
        self.database.stop()


@pytest.fixture
def house():
    with tempfile.TemporaryDirectory(prefix="prime-faults-") as folder:
        made = House(Path(folder))
        yield made
        made.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def product(house, tmp_path):
    made = Product(house.cluster.url(), house.cache.url(), tmp_path / "home")
    made.prime("migrate")
    with running(made):
        yield made


def _status(url: str, **headers: str) -> tuple[int, str]:
    """Status and Retry-After of an address; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Retry-After", "")
    except OSError:
        return 0, ""


def test_a_worker_killed_again_and_again_delivers_everything_once(product):
    product.sql(ORDER, 200)
    for _ in range(3):
        time.sleep(0.4)
        product.kill("worker")
        product.start("worker")
    product.sql(NO_LEASES)
    product.eventually(ALL_DONE, seconds=120)
    assert product.sql("SELECT count(*) FROM message WHERE status = 'sent'")[0][0] == 200
    assert product.sql("SELECT count(*) FROM outbox_message WHERE dead_at IS NOT NULL")[0][0] == 0


def test_redis_wiped_while_jobs_wait_loses_nothing(house, product):
    product.kill("worker")
    product.sql(ORDER, 100)
    product.start("worker")
    time.sleep(0.3)
    house.wipe_redis()
    product.sql(NO_LEASES)
    product.eventually(ALL_DONE, seconds=120)
    assert product.sql("SELECT count(*) FROM message WHERE status = 'sent'")[0][0] == 100


def test_pages_go_on_without_redis(house, product):
    house.redis.stop()
    assert _status(f"{product.url}/sign-in")[0] == 200
    house.wipe_redis()


def test_a_database_that_restarts_is_said_so_and_answers_again_within_five_seconds(house, product):
    assert _status(f"{product.url}/sign-in")[0] == 200
    house.database.stop()
    status, retry_after = _status(f"{product.url}/account", Cookie="sid=whatever")
    assert (status, int(retry_after) > 0) == (503, True)
    house.database = Child(house.cluster.service())
    house.database.wait_ready()
    begun = time.monotonic()
    while _status(f"{product.url}/account", Cookie="sid=whatever")[0] != 200:
        assert time.monotonic() - begun < 5, "Still refusing five seconds after the database came back."
        time.sleep(0.1)
    product.sql(ORDER, 5)
    product.eventually(ALL_DONE, seconds=60)


def test_a_worker_told_to_stop_ends_at_once(product):
    product.sql(ORDER, 3)
    product.eventually(ALL_DONE)
    worker = product.processes["worker"]
    worker.terminate()
    assert worker.wait(timeout=5) == 0
