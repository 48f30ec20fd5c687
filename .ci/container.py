"""What can be known about the image without a Docker engine: `lint` reads its files, `rehearse` runs its RUN lines in a clone.

.venv/bin/python .ci/container.py lint
.venv/bin/python .ci/container.py rehearse
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
ONLY_IN_IMAGE = "useradd"  # the one RUN line that a rehearsal must not repeat on the machine itself
SERVICES = {"database", "cache", "mail", "migrate", "web", "worker"}
PINNED = re.compile(r"[\w./-]+:[\w.-]*\d[\w.-]*")
IMPORTS = "import prime.asgi, workers.main"


class Instruction(NamedTuple):
    """One line of the Dockerfile, continuation lines joined."""

    keyword: str
    words: list[str]

    @property
    def plain(self) -> list[str]:
        """Give the words without the options of the instruction itself."""
        return [word for number, word in enumerate(self.words) if not (word.startswith("--") and number < self._options)]

    @property
    def _options(self) -> int:
        return next((number for number, word in enumerate(self.words) if not word.startswith("--")), len(self.words))


def main(task: str) -> None:
    """Run one of the two tasks; end with 1 if anything is wrong."""
    match task:
        case "lint":
            faults = [*dockerfile_faults(read_dockerfile(ROOT)), *compose_faults(yaml.safe_load((ROOT / "compose.yaml").read_text()))]
            for fault in faults:
                print(fault)
            if faults:
                sys.exit(1)
            print("Dockerfile and compose.yaml: nothing to say (read, not built)")
        case "rehearse":
            rehearse()
        case _:
            sys.exit(__doc__)


def read_dockerfile(root: Path) -> list[Instruction]:
    """Read the instructions of the Dockerfile."""
    text = re.sub(r"\\\n", " ", (root / "Dockerfile").read_text())
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [Instruction(line.split()[0].upper(), shlex.split(line)[1:]) for line in lines]


def dockerfile_faults(instructions: list[Instruction], root: Path = ROOT) -> Iterator[str]:
    """Tell what a reviewer would: floating bases, missing files, root at run time, no health check, ADD, scripts from the net."""
    stages: set[str] = set()
    for keyword, words in instructions:
        plain = Instruction(keyword, words).plain
        if keyword == "FROM":
            if plain[0] not in stages and not PINNED.fullmatch(plain[0]):
                yield f"Dockerfile: {plain[0]} is not pinned to a version"
            stages.add(plain[-1])
        elif keyword == "COPY" and not any(word.startswith("--from=") for word in words):
            yield from (f"Dockerfile: COPY of {source}, which does not exist" for source in plain[:-1] if not (root / source).exists())
        elif keyword == "ADD":
            yield "Dockerfile: ADD may fetch and unpack; use COPY"
        elif keyword == "RUN":
            yield from _run_faults(plain, root)
    last_stage = instructions[max(number for number, found in enumerate(instructions) if found.keyword == "FROM") :]
    users = [found.words[0] for found in last_stage if found.keyword == "USER"]
    if not users or users[-1] in {"root", "0"}:
        yield "Dockerfile: the last stage runs as root"
    missing = {"HEALTHCHECK", "CMD"} - {found.keyword for found in last_stage}
    yield from (f"Dockerfile: the last stage has no {keyword}" for keyword in sorted(missing))


def _run_faults(words: list[str], root: Path) -> Iterator[str]:
    """Each RUN line is one of our scripts, which the rehearsal runs too."""
    match words:
        case [str(program), *_] if program == ONLY_IN_IMAGE:
            return
        case ["python3", script, *_] if (root / script).exists():
            return
        case [".venv/bin/python", "-m", module, *_] if (root / module.replace(".", "/")).exists():
            return
    yield f"Dockerfile: RUN {' '.join(words)} is not a script of ours"


def compose_faults(compose: dict[str, Any]) -> Iterator[str]:
    """Tell what would not start or not stay up: missing parts, floating images, starts out of order, unknown settings."""
    services = compose["services"]
    yield from (f"compose.yaml: there is no service {name}" for name in sorted(SERVICES - services.keys()))
    known = {line.lstrip("#").split("=")[0] for line in (ROOT / ".env.example").read_text().splitlines() if re.match(r"#?[A-Z_]+=", line)}
    for name, service in services.items():
        for fault in (*_service_faults(service, known), *_relation_faults(service, compose)):
            yield f"compose.yaml: {name} {fault}"


def _service_faults(service: dict[str, Any], known: set[str]) -> Iterator[str]:
    """Tell what is wrong with a service by itself."""
    if "build" in service:
        yield from (f"sets {key}, which is no setting" for key in service["environment"].keys() - known)
    else:
        if not PINNED.fullmatch(service["image"]):
            yield f"uses {service['image']}, which is not pinned to a version"
        if "healthcheck" not in service:
            yield "has no health check"
    if service.get("privileged") or "/var/run/docker.sock" in str(service):
        yield "has the rights of the machine"


def _relation_faults(service: dict[str, Any], compose: dict[str, Any]) -> Iterator[str]:
    """Tell what is wrong between a service and what it leans on."""
    for other, condition in service.get("depends_on", {}).items():
        if other not in compose["services"]:
            yield f"waits for {other}, which is not there"
        elif condition["condition"] == "service_started":
            yield f"starts before {other} is ready"
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if not source.startswith((".", "/")) and source not in compose["volumes"]:
            yield f"mounts {source}, which is not declared"


def rehearse() -> None:
    """Run the RUN lines in order in a clone of what is committed, then import web and worker from the production packages alone."""
    with tempfile.TemporaryDirectory(prefix="prime-image-") as folder:
        clone = Path(folder) / "app"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        environment = {**os.environ, "PRIME_HOME": f"{folder}/home"}
        for instruction in read_dockerfile(clone):
            if instruction.keyword == "RUN" and instruction.plain[0] != ONLY_IN_IMAGE:
                print("RUN", *instruction.plain, flush=True)
                subprocess.run(instruction.plain, cwd=clone, env=environment, check=True)
        for command in ([".venv/bin/python", "-c", IMPORTS], [".venv/bin/prime", "--help"]):
            subprocess.run(command, cwd=clone, env=environment, check=True, stdout=subprocess.DEVNULL)
        print("The image's steps work (run in a clone, not built)")


if __name__ == "__main__":
    main(*(sys.argv[1:] or [""]))
