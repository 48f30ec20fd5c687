"""Settings: one frozen struct, read once from the environment and `.env`."""

import functools
import os
import subprocess
from enum import StrEnum
from pathlib import Path

import dotenv
import msgspec

ROOT = Path(__file__).resolve().parents[2]
DEMO_SECRET = "demo-only-secret-never-in-production"  # noqa: S105 - refused by Settings.check in production
SECRET_LENGTH = 32


class Environment(StrEnum):
    """Where the process runs; only `production` refuses demo values, only `demo` offers sign-ins."""

    DEVELOPMENT = "development"
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class MailBackend(StrEnum):
    """Where e-mail goes: `mailbox` shows it at /mail, `console` logs it, `smtp` and GOV.UK `notify` send it."""

    MAILBOX = "mailbox"
    CONSOLE = "console"
    SMTP = "smtp"
    NOTIFY = "notify"


class SweRegister(StrEnum):
    """How the register of Social Work England is looked up: by hand, or in a simulator whose answers are labelled as such."""

    MANUAL = "manual"
    SIMULATOR = "simulator"


class InsecureSettings(Exception):
    """Production was asked to start on values that are not fit for it."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename=lambda name: name.upper()):
    """Every setting, its environment variable being the same name in capitals (see `.env.example`)."""

    prime_env: Environment = Environment.DEVELOPMENT
    prime_home: str = str(ROOT / "var")
    database_url: str = "postgresql://localhost/prime"
    redis_url: str = "redis://localhost:6379/0"
    secret_key: str = DEMO_SECRET
    base_url: str = "http://localhost:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    web_processes: int = 1
    database_pool: int = 10
    trusted_proxies: int = 0
    mail_backend: MailBackend = MailBackend.MAILBOX
    mail_from: str = "AfC Prime <no-reply@prime.invalid>"
    mail_bounces_to: str = ""
    support_email: str = "help@prime.example"
    smtp_host: str = "localhost"
    smtp_port: int = 25
    smtp_username: str = ""
    smtp_password: str = ""
    smtp_starttls: bool = False
    smtp_timeout: float = 10.0
    notify_api_key: str = ""
    notify_template_id: str = ""
    notify_base_url: str = "https://api.notifications.service.gov.uk"
    notify_timeout: float = 20.0
    notify_callback_token: str = ""
    clamd_address: str = ""
    clamd_timeout: float = 30.0
    swe_register: SweRegister = SweRegister.MANUAL
    swe_register_timeout: float = 10.0
    log_level: str = "INFO"
    prime_commit: str = ""
    prime_now: str = ""

    @property
    def is_production(self) -> bool:
        """Whether demo conveniences are refused."""
        return self.prime_env is Environment.PRODUCTION

    @property
    def is_demo(self) -> bool:
        """Whether the sign-in page offers one account per role and /mail is open."""
        return self.prime_env is Environment.DEMO

    @property
    def is_https(self) -> bool:
        """Whether cookies may carry `Secure` and the `__Host-` prefix."""
        return self.base_url.startswith("https://")

    @property
    def home(self) -> Path:
        """The folder of all local state: servers' data, stored files, logs of set-up."""
        return Path(self.prime_home)

    def check(self) -> None:
        """Refuse to run in production on demo values.

        Raises:
            InsecureSettings: naming every setting at fault at once.
        """
        if not self.is_production:
            return
        faults = []
        if self.secret_key == DEMO_SECRET or len(self.secret_key) < SECRET_LENGTH:
            faults.append(f"SECRET_KEY must be a random string of at least {SECRET_LENGTH} characters")
        if not self.is_https:
            faults.append("BASE_URL must start with https://")
        faults += self._mail_faults()
        if self.support_email.endswith(".example"):
            faults.append("SUPPORT_EMAIL must be an address of yours")
        if self.swe_register is SweRegister.SIMULATOR:
            faults.append("SWE_REGISTER must be manual")
        if self.prime_now:
            faults.append("PRIME_NOW freezes the clock and must be empty")
        if faults:
            raise InsecureSettings("Production refuses to start: " + "; ".join(faults) + ".")

    def _mail_faults(self) -> list[str]:
        faults = []
        if self.mail_backend not in {MailBackend.SMTP, MailBackend.NOTIFY}:
            faults.append("MAIL_BACKEND must be smtp or notify")
        if self.mail_backend is MailBackend.NOTIFY and not (self.notify_api_key and self.notify_template_id):
            faults.append("NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID must be set")
        if self.notify_callback_token and len(self.notify_callback_token) < SECRET_LENGTH:
            faults.append(f"NOTIFY_CALLBACK_TOKEN must be a random string of at least {SECRET_LENGTH} characters")
        if self.mail_from.endswith(".invalid>"):
            faults.append("MAIL_FROM must be an address of yours")
        return faults


def configured() -> dict[str, str]:
    """What is set and not empty in the environment or, after it, in `.env`."""
    values = {**dotenv.dotenv_values(ROOT / ".env"), **os.environ}
    return {key: value for key, value in values.items() if value}


@functools.cache
def settings() -> Settings:
    """The settings of this process: the environment wins over `.env`."""
    return msgspec.convert(configured(), Settings, strict=False)


@functools.cache
def commit() -> str:
    """The commit that runs: `PRIME_COMMIT` (set by the image build), else what git says, else `unknown`."""
    if settings().prime_commit:
        return settings().prime_commit
    try:
        done = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True, timeout=5, check=False)  # noqa: S607 - wherever git lies
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return done.stdout.strip() or "unknown"
