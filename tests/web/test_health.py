"""Alive and ready are two questions; neither needs a name, and a full disk is not ready."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError, connection

from eenplan.runtime.postgres import Server
from eenplan.web import away, health
from tests.support.db import binaries


@pytest.fixture
def of_the_world(settings):
    """An installation for https, asked by the address of the machine."""
    settings.ALLOWED_HOSTS = ["eenplan.example"]
    settings.SECURE_SSL_REDIRECT = True


def test_alive_asks_nothing_of_anybody(of_the_world, client, db, statements):
    with statements(at_most=0):
        answer = client.get("/health/live", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.parametrize("path", ["/health", "/health/ready"])
def test_ready_names_every_part(of_the_world, client, db, as_owner, path):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    told = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert told.status_code == 503
    assert (
        told.json().items()
        >= {"database": "ok", "migrations": "ok", "writing": "ok", "disk": "ok", "worker": "fail"}.items()
    )
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert client.get(path).status_code == 200


def test_asking_leaves_no_line_in_the_log(client, db, as_owner):
    count = "SELECT count(*) FROM audit_event"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(count)
        before = cursor.fetchone()
    assert client.get("/health/ready").json()["writing"] == "ok"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(count)
        assert cursor.fetchone() == before


@pytest.mark.parametrize(
    ("part", "breaking"),
    [
        ("writing", "REVOKE ALL ON audit_event FROM eenplan_app; REVOKE ALL (at) ON audit_event FROM eenplan_app"),
        ("migrations", "DELETE FROM django_migrations WHERE app = 'plans'"),
        ("migrations", "UPDATE access_policyset SET fingerprint = 'old'"),
    ],
)
def test_a_part_that_is_not_well_is_not_ready(client, db, as_owner, part, breaking):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(breaking)
    assert client.get("/health/ready").json()[part] == "fail"


def test_a_home_without_room_is_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: SimpleNamespace(free=health.FREE))
    assert client.get("/health/ready").json()["disk"] == "fail"


def test_a_database_that_is_away_is_told_to_who_asks_a_page_and_our_own_fault_is_another(rf):
    def answer(error, cause=None):
        try:
            raise error from cause
        except Exception:
            return away.server_error(rf.get("/"))

    told = answer(OperationalError(), psycopg.OperationalError("connection refused"))
    assert (told.status_code, told.headers["Retry-After"]) == (503, "60")
    assert "niet bereikbaar" in told.content.decode()
    assert answer(ValueError()).status_code == 500


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small file system")
def test_a_full_disk_of_the_database_is_found_on_a_real_one():
    folder = Path(tempfile.mkdtemp(prefix="eenplan-small-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", folder], capture_output=True, text=True
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"mount is not allowed here: {mounted.stderr}")
    server = Server(folder / "home", binaries=binaries(), throwaway=True)
    try:
        folder.chmod(0o755)
        server.start()
        question = f"{health._LIMITS}; {health._DISK}"
        with psycopg.connect(server.dsn("superuser"), autocommit=False) as asked:
            asked.execute(question)
            asked.rollback()
            with pytest.raises(OSError, match="No space"):
                _fill(folder / "filling")
            with pytest.raises(psycopg.errors.DiskFull):
                asked.execute(question)
            asked.rollback()
            (folder / "filling").unlink()
            asked.execute(question)
    finally:
        server.stop()
        subprocess.run(["umount", folder], check=True)
        shutil.rmtree(folder)


def _fill(path: Path) -> None:
    with open(path, "wb", buffering=0) as file:
        while True:
            file.write(b"x" * 65536)
