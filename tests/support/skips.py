"""`make test` fails when browser or PDF tests were skipped for want of a browser or of libraries, unless ALLOW_SKIPS=1.

Loaded by `pytest -p tests.support.skips`. A green run that left out the slow half of its proof would say more than it knows.
"""

import os
import re
from typing import Any

import pytest

WANTED = re.compile(r"\b(browser|chromium|PDFs?|pango)\b", re.IGNORECASE)
_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note a skip whose reason names what the set-up should have provided."""
    _note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Note a whole module that skipped itself."""
    _note(report)


def _note(report: Any) -> None:
    if report.skipped and isinstance(report.longrepr, tuple) and WANTED.search(report.longrepr[2]):
        _skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn success into failure."""
    if _skipped and os.environ.get("ALLOW_SKIPS") != "1" and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say why."""
    if _skipped:
        terminalreporter.write_line(
            f"{len(_skipped)} browser or PDF tests were skipped. Run make setup and read what it says; ALLOW_SKIPS=1 lets it pass.",
            red=True,
        )
