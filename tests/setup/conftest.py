"""Fixtures of the set-up's tests: no trace of an earlier one, and programs that only look like the real ones."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

AddProgram = Callable[[str, str], None]


@pytest.fixture
def fresh_ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the set-up find no trace of an earlier one."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    return tmp_path / "environment" / "setup"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddProgram:
    """Empty PATH but for a folder to which a test adds shell scripts."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def add(name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\nPATH={os.defpath}\n{script}\n")
        path.chmod(0o755)

    return add
