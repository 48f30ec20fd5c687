"""The doctor: every check tells a newcomer what is wrong and how to mend it, and one failure hides no other."""

import socket

import pytest

from prime.core.settings import settings
from prime.setup import doctor, libraries


def results(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, doctor.Check]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        return {check.name: check for check in doctor.checks()}
    finally:
        settings.cache_clear()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_machine_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    found = results(monkeypatch)

    assert list(found) == ["Database", "Redis", "Mail", "PDF", "Fonts", "Assets", "Disk", "Clock"]
    assert all(check.ok for check in found.values()), found
    assert found["Database"].detail.startswith("PostgreSQL 18")
    assert found["Redis"].detail.startswith("valkey ")


def test_servers_that_are_away_are_told_with_their_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()

    found = results(
        monkeypatch,
        DATABASE_URL=f"postgresql://prime@127.0.0.1:{port}/prime",
        REDIS_URL=f"redis://127.0.0.1:{port}",
        MAIL_BACKEND="smtp",
        SMTP_HOST="127.0.0.1",
        SMTP_PORT=str(port),
    )

    assert not found["Database"].ok
    assert "DATABASE_URL" in found["Database"].remedy
    assert not found["Redis"].ok
    assert "REDIS_URL" in found["Redis"].remedy
    assert not found["Mail"].ok
    assert "SMTP_HOST" in found["Mail"].remedy
    assert found["Clock"].ok  # the database's absence is the first check's to tell


def test_a_superuser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    found = results(monkeypatch, DATABASE_URL=os.environ["TEST_ADMIN_URL"])

    assert not found["Database"].ok
    assert "not a superuser" in found["Database"].remedy


def test_missing_libraries_name_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "pdf_problem", lambda: "cannot load library 'libpango'")

    check = results(monkeypatch)["PDF"]

    assert (check.ok, check.detail) == (False, "cannot load library 'libpango'")
    assert "libharfbuzz-subset0" in check.remedy


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_SPACE", 10**18)

    check = results(monkeypatch)["Disk"]

    assert not check.ok
    assert "PRIME_HOME" in check.remedy
