"""Whether everything that the product leans on works here, and how to mend what does not."""

import asyncio
import contextlib
import datetime as dt
import shutil
import smtplib
import zoneinfo
from collections.abc import Awaitable, Callable

import asyncpg
import msgspec
import redis.asyncio

from prime.core.settings import MailBackend, settings
from prime.setup import debian, libraries
from prime.setup.assets import ASSETS
from prime.setup.fonts import CUTS

PATIENCE = 5.0
LEAST_SPACE = 1_000_000_000
VERSION_AND_RIGHTS = "SELECT current_setting('server_version'), usesuper FROM pg_user WHERE usename = user"
LARGEST_DRIFT = dt.timedelta(seconds=2)
OLDEST_MAJOR = 18


class Check(msgspec.Struct, frozen=True):
    """The result of one check, for a person to read."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


class Unwell(Exception):
    """What a check found wrong and how to mend it."""

    def __init__(self, detail: str, remedy: str) -> None:
        """Keep both texts."""
        super().__init__(detail)
        self.detail = detail
        self.remedy = remedy


def checks() -> list[Check]:
    """Run every check, each on its own: one failure hides no other."""
    return asyncio.run(_run_all())


async def _run_all() -> list[Check]:
    return [await _run(name, probe) for name, probe in PROBES.items()]


async def _run(name: str, probe: Callable[[], Awaitable[str]]) -> Check:
    try:
        return Check(name, ok=True, detail=await probe())
    except Unwell as found:
        return Check(name, ok=False, detail=found.detail, remedy=found.remedy)


async def _database() -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            connection = await asyncpg.connect(settings().database_url)
            try:
                version, is_superuser = await connection.fetchrow(VERSION_AND_RIGHTS)
            finally:
                await connection.close()
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError) as error:
        remedy = "Start it with make demo, or set DATABASE_URL to a running PostgreSQL 18."
        raise Unwell(f"no connection: {_reason(error)}", remedy) from error
    if int(version.split(".")[0]) < OLDEST_MAJOR:
        raise Unwell(f"PostgreSQL {version}", f"Use PostgreSQL {OLDEST_MAJOR} or newer: keys are made by its uuidv7().")
    if is_superuser:
        raise Unwell(f"PostgreSQL {version}, as a superuser", "Give the application a role of its own that is not a superuser.")
    return f"PostgreSQL {version}"


async def _redis() -> str:
    try:
        async with asyncio.timeout(PATIENCE), redis.asyncio.Redis.from_url(settings().redis_url) as client:
            found = await client.info("server")
    except (OSError, TimeoutError, ValueError, redis.RedisError) as error:
        remedy = "Start it with make demo, or set REDIS_URL to a running Redis or Valkey."
        raise Unwell(f"no connection: {_reason(error)}", remedy) from error
    return f"{found.get('server_name', 'redis')} {found.get('valkey_version', found['redis_version'])}"


async def _mail() -> str:
    chosen = settings()
    if chosen.mail_backend is not MailBackend.SMTP:
        return f"{chosen.mail_backend}: nothing leaves this machine"
    try:
        return await asyncio.to_thread(_greet_mail_server)
    except (OSError, smtplib.SMTPException) as error:
        remedy = "Check SMTP_HOST, SMTP_PORT, SMTP_STARTTLS, SMTP_USERNAME and SMTP_PASSWORD."
        raise Unwell(f"{chosen.smtp_host}:{chosen.smtp_port}: {_reason(error)}", remedy) from error


def _greet_mail_server() -> str:
    chosen = settings()
    with smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=PATIENCE) as server:
        server.ehlo()
        if chosen.smtp_starttls:
            server.starttls()
        if chosen.smtp_username:
            server.login(chosen.smtp_username, chosen.smtp_password)
        server.noop()
    return f"{chosen.smtp_host}:{chosen.smtp_port} answers"


async def _pdf() -> str:
    problem = await asyncio.to_thread(libraries.pdf_problem)
    if problem is not None:
        raise Unwell(problem, f"Run make setup, or: {debian.command(libraries.PACKAGES)}")
    return "a PDF of one line was made"


async def _fonts() -> str:
    folder = ASSETS / "build" / "fonts"
    missing = [name for name in ("fonts.conf", *(cut.file_name for cut in CUTS)) if not (folder / name).exists()]
    if missing:
        raise Unwell(f"missing: {', '.join(missing)}", "Run make setup.")
    return f"{len(CUTS)} cuts of Prime Sans"


async def _assets() -> str:
    missing = [path.name for path in (ASSETS / "build" / "govuk.css", ASSETS / "node_modules") if not path.exists()]
    if missing:
        raise Unwell(f"missing: {', '.join(missing)}", "Run make setup.")
    return "built"


async def _disk() -> str:
    folder = settings().home
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < LEAST_SPACE:
        raise Unwell(f"{free / 1e9:.1f} GB free for {folder}", "Free at least 1 GB, or move PRIME_HOME to a larger disk.")
    return f"{free / 1e9:.0f} GB free"


async def _clock() -> str:
    try:
        zoneinfo.ZoneInfo("Europe/London")
    except zoneinfo.ZoneInfoNotFoundError as error:
        raise Unwell("the time zone Europe/London is unknown", "Install the Python package tzdata (it is in every lock file).") from error
    with contextlib.suppress(OSError, TimeoutError, ValueError, asyncpg.PostgresError):  # the database has a check of its own
        async with asyncio.timeout(PATIENCE):
            connection = await asyncpg.connect(settings().database_url)
            try:
                theirs = await connection.fetchval("SELECT clock_timestamp()")
            finally:
                await connection.close()
        drift = abs(dt.datetime.now(dt.UTC) - theirs)
        if drift > LARGEST_DRIFT:
            raise Unwell(f"{drift.total_seconds():.0f} s apart from the database's clock", "Let both machines follow a time server (NTP).")
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC"


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__


PROBES: dict[str, Callable[[], Awaitable[str]]] = {
    "Database": _database,
    "Redis": _redis,
    "Mail": _mail,
    "PDF": _pdf,
    "Fonts": _fonts,
    "Assets": _assets,
    "Disk": _disk,
    "Clock": _clock,
}
