"""Folders and secrets: private, short enough for sockets, and never somebody else's."""

import os
import stat
from pathlib import Path

import pytest

from prime.supervisor.errors import ServerUnusable
from prime.supervisor.places import LONGEST_SOCKET_FOLDER, private_folder, secret, shared_temporary, socket_folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_private_folder_is_closed_to_others_even_where_it_stood_open(tmp_path: Path) -> None:
    open_folder = tmp_path / "open"
    open_folder.mkdir(mode=0o755)

    assert mode(private_folder(open_folder)) == 0o700
    assert mode(private_folder(tmp_path / "new" / "below")) == 0o700


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_only_looks_like_our_folder_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "trap"
    if kind == "link":
        (tmp_path / "elsewhere").mkdir()
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.touch()

    with pytest.raises((ServerUnusable, FileExistsError)):
        private_folder(path)


# Giving a folder away takes root; without it there is no such folder to refuse.
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make somebody else's folder")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs"
    path.mkdir()
    os.chown(path, 65534, 65534)

    with pytest.raises(ServerUnusable, match="PRIME_HOME"):
        private_folder(path)


def test_sockets_of_a_short_home_lie_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    short = Path("/tmp") / f"prime-test-{os.getpid()}"
    private_folder(short)
    try:
        assert socket_folder(short) == short / "run"
    finally:
        (short / "run").rmdir()
        short.rmdir()


def test_sockets_of_a_long_home_lie_in_a_short_private_folder_that_is_always_the_same(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    home.mkdir()

    folder = socket_folder(home)

    try:
        assert len(os.fsencode(folder)) < LONGEST_SOCKET_FOLDER
        assert mode(folder) == 0o700
        assert socket_folder(home) == folder
        assert shared_temporary(tmp_path / "another") != folder
    finally:
        folder.rmdir()
        shared_temporary(tmp_path / "another").rmdir()


def test_a_secret_is_made_once_and_readable_by_nobody_else(tmp_path: Path) -> None:
    first = secret(tmp_path, "postgres")

    assert secret(tmp_path, "postgres") == first
    assert len(first) >= 32
    assert secret(tmp_path, "prime") != first
    assert mode(tmp_path / "secrets" / "postgres") == 0o600
    assert mode(tmp_path / "secrets") == 0o700
