"""The tree as a whole: clean stops, deaths of every part, a second start, servers that the environment names."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import pytest
import redis

from prime.supervisor.cache import Cache
from prime.supervisor.cluster import Cluster
from prime.supervisor.tree import Tree
from tests.supervisor.conftest import ROOT, StartTree, eventually, lives

pytestmark = pytest.mark.deep


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_every_child_in_reverse_order(start_tree: StartTree, number: signal.Signals) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:  # the suite itself runs under nohup: children would inherit that
        signal.signal(number, signal.SIG_DFL)
    tree = start_tree()
    pids = tree.wait_ready()
    begun = time.monotonic()

    tree.process.send_signal(number)

    assert tree.process.wait(30) == 0
    assert time.monotonic() - begun < 5
    stopped = [line.split(":")[0] for line in tree.said().splitlines() if line.endswith("stopped")]
    assert stopped == ["worker", "web", "valkey", "postgres"]
    assert tree.said().endswith("over\n")
    assert not any(lives(pid) for pid in pids.values())
    assert "database system is shut down" in (tree.home / "log" / "postgres.log").read_text()


def test_it_outlives_its_terminal_under_nohup_and_stops_on_ctrl_c_in_the_background(start_tree: StartTree) -> None:
    """A shell script starts what it puts in the background with SIGINT ignored."""
    tree = start_tree(prefix=("nohup", "sh", "-c", 'trap "" INT; exec "$@"', "sh"))
    tree.wait_ready()

    tree.process.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert tree.process.poll() is None
    tree.process.send_signal(signal.SIGINT)

    assert tree.process.wait(30) == 0


@pytest.mark.parametrize("name", ["postgres", "valkey", "web", "worker"])
def test_a_killed_child_is_started_again_and_nothing_is_lost(start_tree: StartTree, name: str) -> None:
    tree = start_tree()
    pids = tree.wait_ready()
    cluster, cache = Cluster(tree.home), Cache(tree.home)
    execute(cluster, "CREATE TABLE kept AS SELECT 42 AS answer")
    with redis.Redis.from_url(cache.url()) as client:
        client.set("kept", "42")

    os.kill(pids[name], signal.SIGKILL)

    eventually(lambda: f"{name}: restarted" in tree.said())
    eventually(cluster.is_ready)
    eventually(cache.is_ready)
    assert execute(cluster, "SELECT answer FROM kept") == 42
    with redis.Redis.from_url(cache.url()) as client:
        assert client.get("kept") == b"42"


def test_the_workers_of_a_killed_web_server_do_not_outlive_it(start_tree: StartTree) -> None:
    tree = start_tree()
    web = tree.wait_ready()["web"]
    children = Path(f"/proc/{web}/task/{web}/children")
    eventually(lambda: children.read_text().split())
    worker = int(children.read_text().split()[0])

    os.kill(web, signal.SIGKILL)

    eventually(lambda: not lives(worker))


def test_a_killed_worker_leaves_no_job_marked_as_in_progress(start_tree: StartTree) -> None:
    tree = start_tree()
    pids = tree.wait_ready()
    with redis.Redis.from_url(Cache(tree.home).url()) as client:
        client.set("arq:in-progress:outbox:1:1", b"1", ex=300)
        client.set("arq:job:outbox:1:1", b"work")

        os.kill(pids["worker"], signal.SIGKILL)

        eventually(lambda: "worker: restarted" in tree.said())
        assert client.keys("arq:*") == [b"arq:job:outbox:1:1"]


def test_nothing_survives_a_killed_supervisor_and_the_next_start_finds_the_data(start_tree: StartTree) -> None:
    tree = start_tree()
    pids = tree.wait_ready()
    execute(Cluster(tree.home), "CREATE TABLE kept AS SELECT 42 AS answer")

    tree.process.kill()

    eventually(lambda: not any(lives(pid) for pid in pids.values()))
    again = start_tree(tree.home)
    again.wait_ready()
    assert execute(Cluster(again.home), "SELECT answer FROM kept") == 42


def test_after_everything_was_killed_at_once_the_next_start_repairs_itself(start_tree: StartTree) -> None:
    tree = start_tree()
    pids = tree.wait_ready()
    execute(Cluster(tree.home), "CREATE TABLE kept AS SELECT 42 AS answer")

    tree.process.send_signal(signal.SIGSTOP)  # so that it cannot restart what is killed
    for pid in (*pids.values(), tree.process.pid):
        os.kill(pid, signal.SIGKILL)

    assert (tree.home / "postgres" / "postmaster.pid").exists()
    again = start_tree(tree.home)
    again.wait_ready()
    assert execute(Cluster(again.home), "SELECT answer FROM kept") == 42


def test_a_server_that_an_earlier_supervisor_left_running_is_stopped_first(start_tree: StartTree, tmp_path: Path) -> None:
    home = tmp_path / "home"
    cluster = Cluster(home)
    cluster.prepare()
    become_nobody = ["unshare", "--user"] if os.geteuid() == 0 else []
    service = cluster.service()
    orphan = subprocess.Popen([*become_nobody, *service.argv], env=dict(service.env), stderr=subprocess.DEVNULL)
    eventually(cluster.is_ready)

    tree = start_tree(home)

    assert tree.wait_ready()["postgres"] != orphan.pid
    assert orphan.wait(10) == 0


def test_a_second_supervisor_is_refused_with_a_sentence(start_tree: StartTree) -> None:
    tree = start_tree()
    tree.wait_ready()

    second = start_tree(tree.home)
    second.output = tree.output.with_suffix(".second")

    assert second.process.wait(30) == 1
    assert "AfC Prime is already running on" in tree.said()
    assert tree.process.poll() is None


def test_the_lock_is_free_again_after_a_clean_end(tmp_path: Path) -> None:
    for _ in range(2):
        with Tree(tmp_path):
            pass


def test_a_taken_port_is_named_before_anything_starts(start_tree: StartTree) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        tree = start_tree(port=port)

        assert tree.process.wait(30) == 1
    assert f"Port {port} is taken" in tree.said()
    assert not tree.home.exists()


def test_servers_that_the_environment_names_are_not_started(start_tree: StartTree, tmp_path: Path) -> None:
    ours = start_tree(tmp_path / "other")
    ours.wait_ready()

    tree = start_tree(env={"DATABASE_URL": Cluster(ours.home).url(), "REDIS_URL": Cache(ours.home).url()})

    assert list(tree.wait_ready()) == ["web", "worker"]
    assert not (tree.home / "postgres").exists()


def test_a_web_server_that_cannot_start_is_tried_again_with_growing_delays(tmp_path: Path) -> None:
    said: list[str] = []
    program = f"""
from pathlib import Path
from prime.supervisor.children import Service
from prime.supervisor.tree import Tree
with Tree(Path({str(tmp_path)!r}), say=lambda line: print(line, flush=True)) as tree:
    tree.start(Service(name="web", argv=["/bin/false"], env={{}}))
    tree.watch()
"""
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        while len(said) < 3:
            line = process.stdout.readline()
            if "ended" in line:
                said.append(line.strip())
        process.send_signal(signal.SIGTERM)
    assert said == [f"web: ended with code 1; restarting in {delay} s" for delay in ("0.2", "0.4", "0.8")]


def execute(cluster: Cluster, statement: str) -> object:
    """Run one statement as the application's role."""
    async def run() -> object:
        connection = await asyncpg.connect(cluster.url())
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(run())
