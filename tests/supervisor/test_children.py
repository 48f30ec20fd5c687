"""One child: readiness, logs, stopping by degrees, and the bond to its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prime.supervisor import children
from prime.supervisor.children import Child, Service, run
from prime.supervisor.errors import ServiceFailed
from tests.supervisor.conftest import ROOT, eventually, lives

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
PARENT = """
import sys, time
from prime.supervisor.children import Child, Service
child = Child(Service(name="child", argv=["/bin/sleep", "60"], env={}))
print(child.process.pid, flush=True)
time.sleep(60)
"""


def python(program: str, **options: object) -> Service:
    return Service(name="program", argv=[sys.executable, "-c", program], env=dict(os.environ), **options)  # type: ignore[arg-type]


def test_a_child_that_ends_while_starting_fails_with_the_end_of_its_log(tmp_path: Path) -> None:
    service = python("print('the disk is full'); raise SystemExit(3)", log=tmp_path / "log", ready=lambda: False)

    with pytest.raises(ServiceFailed, match=r"(?s)program ended with code 3 while starting.*the disk is full"), Child(service):
        pass


def test_a_child_that_never_answers_fails_in_time_and_is_stopped() -> None:
    service = python("import time; time.sleep(60)", ready=lambda: False, ready_within=0.2)
    child = Child(service)

    with pytest.raises(ServiceFailed, match="not ready within"), child:
        pass

    assert not lives(child.process.pid)


def test_a_child_that_ignores_the_request_to_stop_is_killed_after_its_grace(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Child(python(STUBBORN, grace=0.3, log=log, ready=lambda: log.exists() and "deaf" in log.read_text())) as child:
        begun = time.monotonic()
    assert child.process.returncode == -signal.SIGKILL
    assert 0.3 <= time.monotonic() - begun < 5


def test_a_child_does_not_outlive_a_killed_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert lives(child)

        parent.kill()

        eventually(lambda: not lives(child))


def test_preparation_runs_before_every_start(tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    run(python(f"from pathlib import Path; assert Path({str(mark)!r}).exists()", prepare=mark.touch))


def test_a_failed_run_tells_its_code() -> None:
    with pytest.raises(ServiceFailed, match="program failed with code 3"):
        run(python("raise SystemExit(3)"))


def test_a_long_log_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "LONGEST_LOG", 10)
    log = tmp_path / "server.log"
    for word in ("first and long", "second"):
        run(python(f"print({word!r})", log=log))

    assert log.read_text() == "second\n"
    assert (tmp_path / "server.old.log").read_text() == "first and long\n"
