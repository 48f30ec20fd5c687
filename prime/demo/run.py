"""`prime demo`: everything on one machine, in one supervised tree."""

import os
import sys
import urllib.error
import urllib.request

import rich_click as click

from prime.core.settings import ROOT, settings
from prime.setup.machine import prepare
from prime.setup.steps import StepFailed
from prime.supervisor.cache import release_jobs
from prime.supervisor.children import Service
from prime.supervisor.errors import SupervisorProblem
from prime.supervisor.ports import require_free_port
from prime.supervisor.servers import start_servers
from prime.supervisor.tree import Tree

PRIME = [sys.executable, "-m", "prime.cli"]


def run_demo(*, reset: bool) -> None:
    """Prepare the machine, start the servers, migrate, seed, serve; until Ctrl-C."""
    try:
        require_free_port(settings().host, settings().port)
        prepare(say=click.echo)
        with Tree(settings().home, say=click.echo) as tree:
            addresses = start_servers(tree)
            env = {**os.environ, **addresses, "PYTHONPATH": str(ROOT)}
            if reset:
                tree.run(Service(name="reset", argv=[*PRIME, "reset"], env=env, cwd=ROOT))
            click.echo("Migrating the database")
            tree.run(Service(name="migrate", argv=[*PRIME, "migrate"], env=env, cwd=ROOT))
            tree.run(Service(name="seed", argv=[*PRIME, "seed"], env=env, cwd=ROOT))
            click.echo("Starting the worker and the web server")
            tree.start(
                Service(
                    name="worker",
                    argv=[sys.executable, "-m", "workers"],
                    env=env,
                    cwd=ROOT,
                    prepare=lambda: release_jobs(addresses["REDIS_URL"]) if "REDIS_URL" in addresses else None,
                ),
            )
            tree.start(Service(name="web", argv=[*PRIME, "serve"], env=env, cwd=ROOT, ready=_answers))
            tree.run(Service(name="logins", argv=[*PRIME, "logins"], env=env, cwd=ROOT))
            click.echo(f"ready http://localhost:{settings().port}")
            tree.watch()
    except (StepFailed, SupervisorProblem) as problem:
        raise click.ClickException(str(problem)) from None


def _answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings().port}/health/ready", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False
