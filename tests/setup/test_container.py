"""The image's files are read as a reviewer would: each fault that could be built in is found."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def container() -> ModuleType:
    """Load the script; its folder is no package."""
    spec = importlib.util.spec_from_file_location("container", ROOT / ".ci" / "container.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def faults(container: ModuleType, tmp_path: Path, change: tuple[str, str]) -> list[str]:
    text = (ROOT / "Dockerfile").read_text()
    assert re.search(change[0], text, re.MULTILINE)
    (tmp_path / "Dockerfile").write_text(re.sub(*change, text, flags=re.MULTILINE))
    return list(container.dockerfile_faults(container.read_dockerfile(tmp_path)))


def test_ours_has_no_fault(container: ModuleType, compose: dict[str, Any]) -> None:
    assert not list(container.dockerfile_faults(container.read_dockerfile(ROOT)))
    assert not list(container.compose_faults(compose))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ((r"python:3\S+", "python:latest"), "python:latest is not pinned"),
        ((r"^COPY admin admin", "COPY gone admin"), "COPY of gone"),
        ((r"^COPY admin", "ADD admin"), "ADD may fetch"),
        ((r"^USER 10001", "USER root"), "runs as root"),
        ((r"^USER 10001\n", ""), "runs as root"),
        ((r"^HEALTHCHECK.*\n", ""), "no HEALTHCHECK"),
        ((r"^RUN .*libraries", "RUN apt-get install libpango-1.0-0"), "not a script of ours"),
        ((r"prime/setup/bootstrap.py requirements", "prime/setup/gone.py requirements"), "not a script of ours"),
    ],
)
def test_a_fault_of_the_dockerfile_is_found(container: ModuleType, tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    assert [found for found in faults(container, tmp_path, change) if fault in found]


@pytest.mark.parametrize(
    ("service", "change", "fault"),
    [
        ("database", {"image": "postgres:latest"}, "database uses postgres:latest"),
        ("cache", {"healthcheck": None}, "cache has no health check"),
        ("web", {"privileged": True}, "web has the rights of the machine"),
        ("web", {"environment": {"PRIME_HOUSE": "1"}}, "web sets PRIME_HOUSE, which is no setting"),
        ("web", {"depends_on": {"database": {"condition": "service_started"}}}, "web starts before database is ready"),
        ("worker", {"depends_on": {"queue": {"condition": "service_healthy"}}}, "worker waits for queue"),
        ("worker", {"volumes": ["elsewhere:/data"]}, "worker mounts elsewhere"),
    ],
)
def test_a_fault_of_the_compose_file_is_found(
    container: ModuleType,
    compose: dict[str, Any],
    service: str,
    change: dict[str, Any],
    fault: str,
) -> None:
    changed = {**compose["services"][service], **change}
    compose["services"][service] = {key: value for key, value in changed.items() if value is not None}

    assert [found for found in container.compose_faults(compose) if fault in found]


def test_a_missing_part_is_found(container: ModuleType, compose: dict[str, Any]) -> None:
    del compose["services"]["worker"]

    assert "compose.yaml: there is no service worker" in list(container.compose_faults(compose))
