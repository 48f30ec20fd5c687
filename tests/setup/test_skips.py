"""A run that skipped browser or PDF tests is not green."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, test: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(f"import pytest\n{test}\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.support.skips", "-p", "no:cacheprovider", "--rootdir", folder, folder],
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


# These skips are what is tested: the source of test files that runs of their own collect.
@pytest.mark.parametrize(
    "test",
    [
        "@pytest.mark.skip(reason='no browser')\ndef test_it(): pass",
        "def test_it(): pytest.skip('PDF libraries are missing')",
        "pytest.skip('no Chromium on this machine', allow_module_level=True)",
    ],
)
def test_a_skip_for_want_of_a_browser_or_pdf_fails_the_run(tmp_path: Path, test: str) -> None:
    done = run(tmp_path, test + "\ndef test_other(): pass")

    assert done.returncode in {1, 5}, done.stdout
    assert "ALLOW_SKIPS=1" in done.stdout


def test_it_may_be_allowed(tmp_path: Path) -> None:
    assert run(tmp_path, "def test_it(): pytest.skip('no browser')", ALLOW_SKIPS="1").returncode == 0


def test_other_skips_are_fine(tmp_path: Path) -> None:
    done = run(tmp_path, "def test_it(): pytest.skip('only root can do it')")

    assert done.returncode == 0
    assert "ALLOW_SKIPS" not in done.stdout
