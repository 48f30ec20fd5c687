"""PostgreSQL under every kind of user: root with and without user namespaces, an ordinary user, one without a name."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from prime.supervisor.places import shared_temporary
from tests.supervisor.conftest import ROOT

PROGRAM = Path(__file__).with_name("cluster_program.py")
PACKAGES = Path(msgspec.__file__).parents[1]
NOBODY = 65534
NAMELESS = 54321

pytestmark = [
    pytest.mark.deep,
    # What root does for others cannot be tried without being root; whoever is not runs the same servers in every other test.
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become every kind of user"),
]


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that others can be given; pytest's own temporary folder is closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="prime-home-"))
    folder.chmod(0o755)
    yield folder / "var"
    shutil.rmtree(shared_temporary(folder / "var"))
    shutil.rmtree(folder)


def run(home: Path, *options: str, user: int = 0, expect: int = 0) -> list[list[str]]:
    """Run the program as a user; give the words of each line."""
    done = subprocess.run(
        [interpreter(user), str(PROGRAM), *options, str(home)],
        env={"PATH": os.defpath, "PYTHONPATH": f"{ROOT}:{PACKAGES}"},
        cwd="/",
        user=user,
        group=user,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expect, done.stderr
    return [line.split() for line in (done.stdout or done.stderr).splitlines()]


def interpreter(user: int) -> str:
    """Find a Python that the user can run: root's own may lie in root's folder."""
    for path in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            subprocess.run(
                [path, "-c", "import msgspec"],
                env={"PYTHONPATH": str(PACKAGES)},
                cwd="/",
                user=user,
                group=user,
                extra_groups=[],
                check=True,
            )
            return path
    # Where Python lies in root's own folder, nobody else can start it, and there is nobody to become.
    pytest.skip("no Python that another user than root can run")


def test_root_lends_it_a_user_namespace_and_opens_no_folder(home: Path) -> None:
    home.parent.chmod(0o700)

    first, second = run(home)

    assert first == second == ["namespace", "0", str(home / "postgres")]
    assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_root_without_user_namespaces_runs_it_as_nobody_on_shared_ground(home: Path) -> None:
    home.parent.chmod(0o700)
    ground = shared_temporary(home, mode=0o711)

    first, second = run(home, "--no-namespaces")

    assert first == second == ["nobody", str(NOBODY), str(ground / "postgres")]
    assert (home / "postgres.location").read_text() == f"{ground}\n"
    assert stat.S_IMODE((ground / "postgres").stat().st_mode) == 0o700
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_an_ordinary_user_runs_it_as_is(home: Path) -> None:
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)

    first, second = run(home, user=NOBODY)

    assert first == second == ["self", str(NOBODY), str(home / "postgres")]


def test_a_user_without_a_name_gets_one_from_a_namespace(home: Path) -> None:
    home.mkdir()
    os.chown(home, NAMELESS, NAMELESS)

    first, second = run(home, user=NAMELESS)

    assert first == second == ["namespace", str(NAMELESS), str(home / "postgres")]


def test_a_user_without_a_name_and_without_namespaces_is_told(home: Path) -> None:
    home.mkdir()
    os.chown(home, NAMELESS, NAMELESS)

    said = run(home, "--no-namespaces", user=NAMELESS, expect=1)

    assert " ".join(said[-1]).endswith("Run as a named user, or set DATABASE_URL.")
