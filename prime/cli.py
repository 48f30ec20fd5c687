"""The `prime` command: run the product or one part of it, and look after it."""

import asyncio
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Coroutine
from typing import Any

import rich_click as click

from prime.core.settings import DEMO_SECRET, ROOT, Environment, InsecureSettings, SweRegister, configured, settings

PYTHON = sys.executable
MAX_MAIL = 10 * 1024 * 1024


def _use_running_servers() -> None:
    """Point this process at the embedded servers that another process keeps running, where none are configured."""
    from prime.supervisor.servers import running_servers  # noqa: PLC0415 - before anything reads the settings

    os.environ.update(running_servers(settings().home))
    settings.cache_clear()


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    from prime.core.errors import PrimeError  # noqa: PLC0415 - after the environment is settled

    try:
        return asyncio.run(work)
    except PrimeError as refusal:
        raise click.ClickException(refusal.detail) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """AfC Prime."""
    os.environ.setdefault("TZ", "UTC")


@main.command()
@click.option("--reset", is_flag=True, help="Forget the demonstration's data first.")
def demo(reset: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Set up whatever is missing and run the whole product with plainly fictional data."""
    from prime.demo.run import run_demo  # noqa: PLC0415 - the set-up comes first

    os.environ.setdefault("PRIME_ENV", Environment.DEMO.value)
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("SWE_REGISTER", SweRegister.SIMULATOR.value)
    port = settings().port
    os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    os.environ.setdefault("SECRET_KEY", configured().get("SECRET_KEY", DEMO_SECRET))
    settings.cache_clear()
    run_demo(reset=reset)


@main.command()
def serve() -> None:
    """Run the web process."""
    import uvicorn  # noqa: PLC0415 - only this command needs it

    _check()
    uvicorn.run(
        "prime.asgi:app",
        host=settings().host,
        port=settings().port,
        workers=settings().web_processes,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


@main.command()
def worker() -> None:
    """Run the worker process: relay, jobs, schedule."""
    _check()
    os.execv(PYTHON, [PYTHON, "-m", "workers"])  # noqa: S606 - `prime` may not import `workers`


def _check() -> None:
    try:
        settings().check()
    except InsecureSettings as fault:
        raise click.ClickException(str(fault)) from None


@main.command()
@click.option("--new", "description", default=None, help="Write a migration for what the tables say instead.")
@click.option("--check", "check_drift", is_flag=True, help="Fail when a table was changed without a migration.")
def migrate(description: str | None, check_drift: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Bring the database up to date, and the published reference data with it."""
    from prime.core import migrate as schema  # noqa: PLC0415 - opens the engine

    if description is not None:
        _run(schema.write_migration(description))
        return
    if check_drift:
        statements = _run(schema.drift())
        if statements:
            raise click.ClickException("Tables were changed without a migration:\n" + "\n".join(statements))
        click.echo("No changes detected")
        return
    _use_running_servers()
    _run(_migrate_and_load())


async def _migrate_and_load() -> None:
    from prime.core import migrate as schema  # noqa: PLC0415 - opens the engine
    from prime.core.actor import SYSTEM  # noqa: PLC0415
    from prime.kits.service import load_shipped  # noqa: PLC0415
    from prime.reference.service import load_published  # noqa: PLC0415

    await schema.migrate()
    loaded = await load_published(SYSTEM)
    click.echo(f"Reference data: {loaded.authorities} authorities, {loaded.bank_holidays} bank holidays")
    if added := await load_shipped(SYSTEM):
        click.echo(f"Interview kits: {added} added")


@main.command()
def seed() -> None:
    """Load the demonstration's data into an empty database."""
    if settings().is_production:
        raise click.ClickException("Production never holds demonstration data.")
    _use_running_servers()
    from prime.demo.seed import seed_database  # noqa: PLC0415 - opens the engine

    _run(seed_database(click.echo))


@main.command()
def reset() -> None:
    """Forget the demonstration's data; a database that holds anything else is never touched."""
    _use_running_servers()
    from prime.demo.reset import reset_database  # noqa: PLC0415 - opens the engine

    _run(reset_database(click.echo))


@main.command()
def logins() -> None:
    """Print one demonstration sign-in for each role."""
    _use_running_servers()
    from prime.demo.seed import logins as demonstration_logins  # noqa: PLC0415 - opens the engine

    for line in _run(demonstration_logins()):
        click.echo(line)


@main.group()
def user() -> None:
    """Look after people's accounts."""


@user.command("key")
@click.argument("email")
@click.option("--label", default="command line", help="What the key is for.")
def user_key(email: str, label: str) -> None:
    """Print a new API key of a user."""
    _use_running_servers()
    click.echo(_run(_make_key(email, label)))


async def _make_key(email: str, label: str) -> str:
    from prime.accounts import queries, service  # noqa: PLC0415 - opens the engine
    from prime.core.actor import SYSTEM  # noqa: PLC0415

    person = await queries.find_user_by_email(email)
    if person is None:
        raise click.ClickException(f"Nobody has the email address {email}.")
    return await service.create_key(SYSTEM, user_id=person.id, label=label)


@user.command("invite")
@click.argument("email")
@click.argument("first_name")
@click.argument("last_name")
def user_invite(email: str, first_name: str, last_name: str) -> None:
    """Invite the first admin; further people are invited on the People page."""
    _use_running_servers()
    _run(_invite_admin(email, first_name, last_name))
    click.echo(f"{email} is invited as admin.")


async def _invite_admin(email: str, first_name: str, last_name: str) -> None:
    from prime.accounts import queries, service  # noqa: PLC0415 - opens the engine
    from prime.accounts.permissions import Role  # noqa: PLC0415
    from prime.core.actor import SYSTEM  # noqa: PLC0415

    afc = await queries.afc()
    await service.invite_user(SYSTEM, email=email, first_name=first_name, last_name=last_name, role=Role.ADMIN, organisation_id=afc.id)


@main.group()
def mail() -> None:
    """Look after e-mail."""


@mail.command("bounces")
def mail_bounces() -> None:
    """Read one mail from standard input: what a mail server says became of an e-mail of ours (see docs/operating.md)."""
    _use_running_servers()
    click.echo(_run(_note_bounce(sys.stdin.buffer.read(MAX_MAIL))))


async def _note_bounce(raw: bytes) -> str:
    """A mail that is not for us is no failure: the mail server that calls the command would bounce it."""
    from prime.core.actor import SYSTEM  # noqa: PLC0415 - opens the engine
    from prime.notifications.bounces import read_report  # noqa: PLC0415
    from prime.notifications.service import note_report  # noqa: PLC0415

    report = read_report(raw)
    if report is None:
        return "This mail says nothing about a message of ours."
    known = await note_report(SYSTEM, report)
    return f"Message {report.message_id}: {report.status}" if known else f"There is no message {report.message_id}."


@main.command()
def doctor() -> None:
    """Check everything that the product leans on, and say how to mend what is wrong."""
    _use_running_servers()
    from prime.setup.doctor import checks  # noqa: PLC0415 - reads the settings

    found = checks()
    for check in found:
        click.echo(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.detail}")
        if not check.ok and check.remedy:
            click.echo(f"     {check.remedy}")
    if not all(check.ok for check in found):
        sys.exit(1)


@main.command()
def probe() -> None:
    """Ask the web process whether it is ready, for a container's health check."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings().port}/health/ready", timeout=5):
            click.echo("ready")
    except (urllib.error.URLError, OSError) as fault:
        raise click.ClickException(f"not ready: {fault}") from None


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
