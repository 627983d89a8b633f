"""A backup holds everything or does not exist, and comes back with the roles that docs/backup.md names."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from eenplan.cli.backup import archive as archives
from eenplan.cli.backup import keys
from eenplan.cli.backup.making import LEFT_OUT as LEFT_OUT_TABLES
from eenplan.cli.main import main
from eenplan.runtime.postgres import Server
from tests.support import db

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("backup")]
PAGE = (db.ROOT / "docs/backup.md").read_text()
TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1
"""
JOURNAL = "destruction-journal.jsonl"
LEFT_OUT = set(LEFT_OUT_TABLES)
PASSWORD = "made-up"


def said_by_the_page(start: str) -> list[str]:
    """The indented lines of the page that begin so."""
    return [line.strip() for line in PAGE.splitlines() if line.startswith("    ") and line.strip().startswith(start)]


class Installation:
    """A home, a database and the command `eenplan` on them."""

    def __init__(self, home: Path, owner: str, app: str):
        self.home = home
        home.mkdir(exist_ok=True)
        self.owner = owner
        kept = {
            name: value for name, value in os.environ.items() if not re.match("EENPLAN|DATABASE|DJANGO|SECRET", name)
        }
        self.environment = {**kept, "EENPLAN_HOME": str(home), "DATABASE_URL": owner, "DATABASE_APP_URL": app}

    def run(self, *arguments, **more) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "eenplan.cli", *map(str, arguments)],
            cwd=db.ROOT, env={**self.environment, **more}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def well(self, *arguments, **more) -> dict:
        done = self.run(*arguments, "--json", **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def refused(self, *arguments, **more) -> str:
        done = self.run(*arguments, **more)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    def ask(self, question):
        with psycopg.connect(self.owner, autocommit=True) as connection:
            answer = connection.execute(question)
            return answer.fetchall() if answer.description else None

    def rows(self) -> dict[str, int]:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            count = sql.SQL("SELECT count(*) FROM {}")
            return {
                name: connection.execute(count.format(sql.Identifier(name))).fetchone()[0]
                for (name,) in connection.execute(TABLES).fetchall()
            }


@pytest.fixture(scope="module")
def folder():
    """Where the accounts of the servers can come too."""
    made = Path(tempfile.mkdtemp(prefix="eenplan-backup-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def house(folder):
    """An installation at work: the people and cases of the world, a file, a journal and an anchor."""
    superuser = os.environ["EENPLAN_TEST_SUPERUSER"]
    name = f"backup_{os.getpid()}"
    db.clone(superuser, name)
    server = db.server(Path(os.environ["EENPLAN_TEST_HOME"]))
    made = Installation(folder / "house", server.dsn("owner", name), server.dsn("app", name))
    made.well("migrate")  # with the key of its own home
    made.ask("INSERT INTO django_session VALUES ('here', 'x', now() + interval '1 hour')")
    made.ask(
        "INSERT INTO audit_event (at, trace, role, purpose, action, thing, categories, outcome, access_point, detail, salt,"
        " subject_digest, digest) VALUES (now(), gen_random_uuid(), '', '', 'test', '', '{}', 'ok', '', '', '', '', '')"
    )
    made.well("audit", "anchor")
    made.key = folder / "eenplan-backup.key"
    made.environment["EENPLAN_BACKUP_RECIPIENT"] = keys.make(made.key)
    yield made
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def archive(house, folder):
    (folder / "archives").mkdir()
    made = Path(house.well("backup", folder / "archives", "--keep", 30)["path"])
    assert made.parent == folder / "archives"
    return made


@pytest.fixture(scope="module")
def bare(folder):
    """A PostgreSQL without roles or database of ours."""
    server = Server(folder / "bare", binaries=db.binaries(), throwaway=True)
    server.start()
    with psycopg.connect(server.dsn("superuser", "postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE eenplan")
        connection.execute("DROP ROLE eenplan_owner, eenplan_app")
    yield server
    server.stop()


@pytest.fixture
def empty(bare, tmp_path):
    """An installation as the page has the administrator make it."""
    with psycopg.connect(bare.dsn("superuser", "postgres"), autocommit=True) as connection:
        for line in said_by_the_page("CREATE"):
            connection.execute(line.replace("'…'", f"'{PASSWORD}'"))
    place = f"host={bare.socket} dbname=eenplan password={PASSWORD}"
    yield Installation(tmp_path / "home", f"{place} user=eenplan_owner", f"{place} user=eenplan_app")
    with psycopg.connect(bare.dsn("superuser", "postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE eenplan WITH (FORCE)")
        connection.execute("DROP ROLE eenplan_owner, eenplan_app")


@pytest.mark.law("R-59")
def test_it_comes_back_whole_with_the_roles_and_commands_of_the_page(house, archive, empty):
    before = house.rows()
    house.ask("UPDATE access_account SET is_demo = true WHERE email LIKE 'system@%'")
    house.ask("UPDATE cases_case SET retain_until = current_date WHERE closed_at IS NOT NULL")
    house.well("retention", "run")
    since = {name for name, rows in house.rows().items() if rows != before[name]}
    assert "cases_case" in since

    (told,) = [line for line in said_by_the_page("eenplan restore") if "--check" not in line]
    places = {
        "eenplan-20310301T021500Z.age": archive,
        "eenplan-backup.key": house.key,
        JOURNAL: house.home / JOURNAL,
    }
    restored = empty.well(*(places.get(word, word) for word in told.split()[1:]))

    assert restored["newer"] == restored["destroyed"] > 0
    after = empty.rows()
    assert sum(before.values()) > 500
    assert after["django_session"] == 0 != before["django_session"]
    assert {name for name in before if before[name] != after[name]} <= since | LEFT_OUT
    assert {name: after[name] for name in ("cases_case", "people_person", "retention_certificate")} == {
        name: house.rows()[name] for name in ("cases_case", "people_person", "retention_certificate")
    }
    for name in ("file-key", "anchor-key", "secret-key"):
        assert (empty.home / name).read_text() == (house.home / name).read_text()
    assert empty.well("audit", "verify")["anchors"] == 1
    assert empty.well("access", "check")["missing"] == 0
    with psycopg.connect(empty.environment["DATABASE_APP_URL"]) as application:
        assert application.execute("SELECT count(*) FROM cases_case").fetchone() == (0,)  # the guards came along

    assert "niet leeg" in empty.refused("restore", archive, "--identity", house.key)
    assert empty.rows().keys() == after.keys()


def test_a_damaged_or_strange_file_changes_nothing(house, archive, empty, tmp_path):
    whole, identity, bad = archive.read_bytes(), keys.identity(str(house.key)), tmp_path / "bad.age"
    cuts = [whole[:length] for length in (0, 100, 1000, 66_000, len(whole) // 2, len(whole) - 1)]
    for damaged in (
        *cuts,
        flipped(whole, 50),
        flipped(whole, len(whole) // 2),
        flipped(whole, len(whole) - 1),
        b"geen back-up",
    ):
        bad.write_bytes(damaged)
        with pytest.raises(archives.Damaged, match="beschadigd"):
            archives.check(bad, identity)
    keys.make(tmp_path / "other.key")
    with pytest.raises(archives.Damaged, match="andere sleutel"):
        archives.check(archive, keys.identity(str(tmp_path / "other.key")))
    assert "beschadigd" in empty.refused("restore", bad, "--identity", house.key)
    assert empty.ask(TABLES) == []
    assert list(empty.home.iterdir()) == []


def test_what_is_there_already_is_not_overwritten(house, archive, empty):
    (empty.home / "file-key").write_text("another")
    assert "file-key bestaat al" in empty.refused("restore", archive, "--identity", house.key)
    assert (empty.home / "file-key").read_text() == "another"
    assert empty.ask(TABLES) == []

    assert "bestaat al" in house.refused("backup", archive)


def test_a_table_with_fewer_rows_than_it_had_is_no_backup(house, archive, tmp_path):
    """What pg_dump writes under row security without a word: a table that is there and empty."""
    identity = keys.identity(str(house.key))

    def with_more_rows(content, pieces):
        content.manifest.rows["public.cases_case"] += 1
        with open(tmp_path / "short.age", "wb") as file:
            archives.write(file, [identity.to_public()], content, io.BytesIO(b"".join(pieces)))

    archives.read(archive, identity, with_more_rows)
    with pytest.raises(archives.Damaged, match=r"cases_case heeft er \d+ in plaats van"):
        archives.check(tmp_path / "short.age", identity)
    archives.check(archive, identity)


def test_rows_that_the_owner_does_not_see_are_told_and_there_is_no_file(house, tmp_path):
    house.ask("CREATE POLICY hiding ON cases_case AS RESTRICTIVE FOR SELECT TO eenplan_owner USING (closed_at IS NULL)")
    try:
        assert "cases_case" in house.refused("backup", tmp_path / "x.age")
    finally:
        house.ask("DROP POLICY hiding ON cases_case")
    assert list(tmp_path.iterdir()) == []


def test_without_a_key_there_is_no_backup(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("EENPLAN_BACKUP_RECIPIENT", raising=False)
    for more, told in (([], "backup-key"), (["--recipient", "age1onzin"], "openbare sleutel")):
        assert main(["backup", str(tmp_path / "x.age"), *more]) == 1
        assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small file system")
def test_a_disk_that_fills_in_the_middle_leaves_no_file(house, archive, tmp_path):
    """Full at once, or with the last piece."""
    for kilobytes in (4, archive.stat().st_size // 1024 - 16):
        small = tmp_path / str(kilobytes)
        small.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", small], capture_output=True, text=True
        )
        if mounted.returncode:
            pytest.skip(f"mount is not allowed here: {mounted.stderr}")
        try:
            assert "No space left" in house.refused("backup", small)
            assert list(small.iterdir()) == []
        finally:
            subprocess.run(["umount", small], check=True)


def test_old_ones_are_removed_by_name_and_nothing_else(house, tmp_path):
    for name in ("eenplan-20200101T000000Z.age", "eenplan-20200101T000000Z.age.bak", "notes.txt"):
        (tmp_path / name).write_text("")
    assert [Path(path).name for path in house.well("backup", tmp_path, "--keep", 30)["removed"]] == [
        "eenplan-20200101T000000Z.age"
    ]
    assert len(list(tmp_path.iterdir())) == 3


def flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
