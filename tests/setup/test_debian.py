"""Debian's packages by every way: as root, by sudo, unpacked without rights, and not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from prime.setup import debian, libraries
from tests.setup.conftest import AddProgram


@pytest.fixture
def calls(tmp_path: Path, programs: AddProgram, fresh_ground: Path) -> Iterator[Path]:
    """Let apt-get and sudo write what they are asked for."""
    log = tmp_path / "calls"
    programs("apt-get", f'echo "apt-get $*" >> {log}')
    yield log
    debian._update.cache_clear()


def asked(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


def test_root_installs_after_one_update(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert debian.install(["libone", "libtwo"])
    assert debian.install(["libthree"])

    assert [line.split()[-1] for line in asked(calls)] == ["update", "libtwo", "libthree"]
    assert "--no-install-recommends libone libtwo" in asked(calls)[1]


def test_a_user_with_sudo_installs_through_it_and_is_never_asked_for_a_password(
    calls: Path,
    programs: AddProgram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    programs("sudo", f'echo "sudo $*" >> {calls}')

    assert debian.install(["libone"])

    assert asked(calls)[0] == "sudo -n true"
    assert all(line.startswith("sudo -n ") for line in asked(calls))
    assert asked(calls)[-1].endswith("libone")


@pytest.mark.parametrize("sudo", ["exit 1", None])
def test_a_user_without_rights_installs_nothing(
    calls: Path,
    programs: AddProgram,
    monkeypatch: pytest.MonkeyPatch,
    sudo: str | None,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    if sudo:
        programs("sudo", sudo)

    assert not debian.install(["libone"])
    assert not asked(calls)


def test_a_system_without_apt_is_left_alone(fresh_ground: Path, programs: AddProgram, tmp_path: Path) -> None:
    assert not debian.install(["libone"])
    assert not debian.unpack(["libone"], tmp_path / "libraries")


def test_a_failed_download_leaves_what_was_there(calls: Path, programs: AddProgram, tmp_path: Path) -> None:
    programs("apt-get", "exit 100")
    programs("dpkg-deb", "exit 0")
    folder = tmp_path / "libraries"
    folder.mkdir()
    (folder / "kept").touch()

    assert not debian.unpack(["libone"], folder)

    assert (folder / "kept").exists()


def test_without_any_way_the_command_is_printed_and_nothing_stops(
    fresh_ground: Path,
    programs: AddProgram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libraries, "pdf_problem", lambda: "no Pango")
    said: list[str] = []

    assert libraries.provide_libraries(said.append) is False

    assert "waiting for PDF" in said[-1]
    assert said[-1].endswith("sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    assert not list(fresh_ground.glob("*.stamp"))


def test_usable_libraries_are_tried_once(fresh_ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(libraries, "pdf_problem", lambda: None)
    assert libraries.provide_libraries(said.append)

    monkeypatch.setattr(libraries, "pdf_problem", lambda: pytest.fail("tried again"))

    assert libraries.provide_libraries(said.append)
    assert said == ["Document libraries: usable", "Document libraries: nothing to do"]


def test_a_process_without_fonts_is_a_problem_not_a_crash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>")
    monkeypatch.setattr(libraries, "FONTS_CONFIGURATION", empty)

    assert libraries.pdf_problem() is not None
