"""How a step of the set-up runs once: a stamp keeps the hash of what the step was made from."""

import fcntl
import hashlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

Say = Callable[[str], None]


class StepFailed(Exception):
    """A step that nothing works without could not be done; the text says why and what to do."""


def tell(line: str) -> None:
    """Print a line at once, so that somebody who waits sees what for."""
    print(line, flush=True)


def ground() -> Path:
    """Give the folder of the stamps and of what is unpacked: in the virtual environment, which belongs to one checkout as they do."""
    folder = Path(sys.prefix) / "setup"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def alone() -> Iterator[None]:
    """Hold off a second set-up of the same home until the first has ended."""
    with (ground() / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def digest(*inputs: Path | str) -> str:
    """Hash the contents of files and the given texts."""
    whole = hashlib.sha256()
    for part in inputs:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def once(name: str, *, inputs: Sequence[Path | str], outputs: Sequence[Path], build: Callable[[], None], say: Say = tell) -> None:
    """Build unless the outputs exist and were made from the same inputs.

    Raises:
        StepFailed: when the build leaves an output out.
    """
    stamp = ground() / f"{name.replace(' ', '-').lower()}.stamp"
    wanted = digest(*inputs)
    if stamp.exists() and stamp.read_text() == wanted and all(path.exists() for path in outputs):
        say(f"{name}: nothing to do")
        return
    start = time.monotonic()
    say(f"{name}: building")
    build()
    missing = [path.name for path in outputs if not path.exists()]
    if missing:
        raise StepFailed(f"{name}: the build did not make {', '.join(missing)}.")
    stamp.write_text(wanted)
    say(f"{name}: done in {time.monotonic() - start:.1f} s")
