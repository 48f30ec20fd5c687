"""Which Node.js builds the front end: the system's if it is new enough and whole, else the packaged one."""

from pathlib import Path

import pytest

from prime.setup import node
from tests.setup.conftest import AddProgram

PACKAGED = node.Node(run=["packaged"], npm=["packaged npm"])


@pytest.fixture(autouse=True)
def no_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the packaged Node.js, whose installation the fresh-machine test covers."""
    monkeypatch.setattr(node, "_packaged_node", lambda: PACKAGED)


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.1.0", "v24.19.0"])
def test_a_new_enough_node_of_the_system_is_used(programs: AddProgram, tmp_path: Path, version: str) -> None:
    programs("node", f"echo {version}")
    programs("npm", "")

    found = node.find_node(print)

    assert found.run == [str(tmp_path / "bin" / "node")]
    assert found.npm == [str(tmp_path / "bin" / "npm")]


@pytest.mark.parametrize("version", ["v18.19.0", "v20.18.3", "v8.0.0", "nonsense"])
def test_an_older_node_is_passed_over(programs: AddProgram, version: str) -> None:
    programs("node", f"echo {version}")
    programs("npm", "")

    assert node.find_node(print) is PACKAGED


@pytest.mark.parametrize("present", ["node", "npm", None])
def test_half_a_node_is_passed_over(programs: AddProgram, present: str | None) -> None:
    if present:
        programs(present, "echo v22.1.0")

    assert node.find_node(print) is PACKAGED


def test_npm_keeps_its_cache_in_our_folder_where_the_user_has_no_home(
    fresh_ground: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    assert node.environment()["npm_config_cache"] == str(fresh_ground / "npm-cache")

    monkeypatch.setenv("HOME", str(tmp_path))
    assert "npm_config_cache" not in node.environment()


