"""A backup holds everything or does not exist, and comes back with the roles that docs/backup.md names."""

import io
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from eenplan.cli.backup import archive as archives
from eenplan.cli.backup import keys
from eenplan.cli.backup.making import LEFT_OUT as LEFT_OUT_TABLES
from eenplan.cli.main import main
from eenplan.runtime.postgres import Server
from tests.support import db
from tests.support.installation import TABLES, Installation

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("backup")]
PAGE = (db.ROOT / "docs/backup.md").read_text()
JOURNAL = "destruction-journal.jsonl"
LEFT_OUT = set(LEFT_OUT_TABLES)
PASSWORD = "made-up"


def said_by_the_page(start: str) -> list[str]:
    """The indented lines of the page that begin so."""
    return [line.strip() for line in PAGE.splitlines() if line.startswith("    ") and line.strip().startswith(start)]


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
def destroyed(house, archive):
    """After the backup a case reached its term, and the journal tells of it: the rows before, and the tables that changed."""
    before = house.rows()
    house.ask("UPDATE access_account SET is_demo = true WHERE email LIKE 'system@%'")
    house.ask("UPDATE cases_case SET retain_until = current_date WHERE closed_at IS NOT NULL")
    house.well("retention", "run")
    return before, {name for name, rows in house.rows().items() if rows != before[name]}


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
def test_it_comes_back_whole_with_the_roles_and_commands_of_the_page(house, archive, destroyed, empty):
    before, since = destroyed
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


@pytest.mark.law("R-59")
@pytest.mark.parametrize("moment", ["noted", "loaded"])
def test_a_restore_that_is_killed_goes_on_and_nobody_works_before_it_has_ended(
    house, archive, destroyed, empty, moment
):
    """Killed while the database is filled, and when it is full but what was destroyed is still there."""
    note = empty.home / "restore-unfinished.json"

    def reached():
        kept = json.loads(note.read_text()) if note.exists() else {"compared": None}
        return kept["compared"] is (moment == "loaded")

    command = ("restore", archive, "--identity", house.key, "--journal", house.home / JOURNAL)
    with empty.started(*command) as process:
        while not reached():
            assert process.poll() is None, process.communicate()
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    while empty.ask("SELECT FROM pg_stat_activity WHERE application_name = 'pg_restore'"):
        time.sleep(0.05)

    assert bool(empty.ask(TABLES)) is (moment == "loaded")
    for work in ("serve", "worker"):
        assert "is niet af" in empty.refused(work)
    assert empty.well(*command)["newer"] > 0
    assert empty.rows()["cases_case"] == house.rows()["cases_case"]
    assert not note.exists()
    assert "niet leeg" in empty.refused(*command)


def test_it_comes_back_in_a_database_that_eenplan_brings_itself(house, archive, folder):
    """A new home is enough; server, roles and passwords are made in it."""
    alone = Installation(folder / "alone", "", "")
    for variable in ("DATABASE_URL", "DATABASE_APP_URL"):
        del alone.environment[variable]
    assert alone.well("restore", archive, "--identity", house.key)["rows"] > 500
    assert alone.well("audit", "verify")["anchors"] == 1
    assert alone.well("access", "check")["missing"] == 0
    assert "niet leeg" in alone.refused("restore", archive, "--identity", house.key)


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
    """Also what killed backups left. The newest before this one stays: a clock that jumped makes all of them old at once."""
    for name in (
        "eenplan-20190101T000000Z.age",
        "eenplan-20200101T000000Z.age",
        "eenplan-20200102T000000Z.age.bak",
        ".eenplan-20200102T000000Z.age.part",
        "notes.txt",
    ):
        (tmp_path / name).write_text("")
    made = house.well("backup", tmp_path, "--keep", 30)
    assert {Path(path).name for path in made["removed"]} == {
        "eenplan-20190101T000000Z.age",
        ".eenplan-20200102T000000Z.age.part",
    }
    assert {path.name for path in tmp_path.iterdir()} == {
        "eenplan-20200101T000000Z.age",
        "eenplan-20200102T000000Z.age.bak",
        "notes.txt",
        Path(made["path"]).name,
    }


def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one(house, tmp_path):
    with house.started("backup", tmp_path) as process:
        while not list(tmp_path.iterdir()):
            assert process.poll() is None, process.communicate()
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    house.well("backup", tmp_path)


def flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
