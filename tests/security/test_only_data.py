"""What the application writes and later loads is data, never code: one row of an attacker runs no command in the web process."""

import ast
import base64
import marshal
import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from eenplan.access.sessions import SessionStore
from eenplan.web.cache import JsonCache
from tests.access.test_login import LOGIN, code_for, enrol, log_in
from tests.support.db import as_owner

ROOT = Path(__file__).parents[2]
#: modules whose loading runs what was stored
RUNNING = {"pickle", "_pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "jsonpickle"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}:
            found.add("eval")
    return found


@pytest.mark.law("R-77")
def test_no_module_of_ours_loads_what_runs():
    assert {str(path) for path in (ROOT / "eenplan").rglob("*.py") if imported(path) & (RUNNING | {"eval"})} == set()


@pytest.mark.law("R-77")
def test_every_store_of_the_frameworks_keeps_json(db):
    assert {type(caches[name]) for name in settings.CACHES} == {JsonCache}
    assert settings.SESSION_ENGINE == "eenplan.access.sessions"
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    assert settings.MESSAGE_STORAGE == "django.contrib.messages.storage.session.SessionStorage"
    assert jobs.connector.__class__.__module__.startswith("procrastinate.contrib.django")  # arguments of jobs are jsonb
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT data_type FROM information_schema.columns WHERE (table_name, column_name) IN"
            " (('web_cache', 'value'), ('procrastinate_jobs', 'args'), ('usersessions_usersession', 'data'))"
        )
        assert cursor.fetchall() == [("jsonb",)] * 3


@pytest.fixture
def bomb(tmp_path):
    """A pickle that leaves a file when it is loaded."""
    mark = tmp_path / "ran"

    class Bomb:
        def __reduce__(self):
            return mark.write_text, ("ran",)

    yield pickle.dumps(Bomb())
    assert not mark.exists(), "what was stored ran"


def write(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.law("R-77")
def test_a_row_in_the_table_of_the_cache_is_data(world, bomb):
    """As the application: over every key that sign-in asks for, in each dress of a pickle."""
    police = world.people["police"]
    Client(REMOTE_ADDR="198.51.100.1").post(LOGIN, {"login": police.email, "password": "wrong"})
    for dress in (base64.b64encode(bomb).decode(), bomb.hex(), bomb.decode("latin-1").replace("\x00", " ")):
        write("UPDATE web_cache SET value = to_jsonb(%s::text)", dress)
        write(
            "INSERT INTO web_cache VALUES (%s, to_jsonb(%s::text), now() + interval '1 hour')"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            cache.make_key("bomb"),
            dress,
        )
        assert cache.get("bomb") == dress
        assert Client().get(LOGIN).status_code == 200
    with pytest.raises(ProgrammingError, match="does not exist"):
        write("INSERT INTO web_cache (cache_key, value, expires) VALUES ('a', 'b', now())")


@pytest.mark.law("R-77")
def test_what_stands_in_a_session_or_a_job_is_data(world, bomb):
    dress = base64.b64encode(bomb).decode()
    for number, said in enumerate((dress, f"{dress}:{dress}", f".{dress}:1:{dress}")):
        key = f"{'a' * 31}{number}"
        with as_owner():
            write(
                "INSERT INTO django_session VALUES (%s, %s, now() + interval '1 hour')",
                SessionStore(key).session_key,
                said,
            )
        client = Client()
        client.cookies["sessionid"] = key
        assert client.get("/").status_code == 302
    with pytest.raises(Exception, match="invalid input syntax for type json"), transaction.atomic():
        write("INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'x', %s)", dress)


@pytest.mark.law("R-77")
def test_signing_in_and_working_load_nothing_that_runs(world, monkeypatch):
    """The whole way in with two factors, pages, messages and the cache, while loading a pickle is an error."""
    for module in (pickle, marshal):
        for name in ("load", "loads", "Unpickler", "_loads"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, None)
    police = world.people["police"]
    secret = enrol(log_in(police))
    cache.clear()
    client = log_in(police)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    for page in ("/", reverse("usersessions_list"), reverse("mfa_index")):
        assert client.get(page).status_code == 200


def test_the_cache_keeps_its_word(db, monkeypatch):
    """Added once, counted, ended by the clock, forgotten."""
    assert cache.add("a", 1, 60)
    assert not cache.add("a", 2, 60)
    assert [cache.incr("a"), cache.incr("a", 5), cache.decr("a")] == [2, 7, 6]
    cache.set("b", {"x": [1, None, "é"]})
    assert cache.get_many(["a", "b", "c"]) == {"a": 6, "b": {"x": [1, None, "é"]}}
    with pytest.raises(TypeError):
        cache.set("c", object())
    with pytest.raises(ValueError, match="not found"):
        cache.incr("c")

    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert cache.get("a", "gone") == "gone"
    assert cache.add("a", 9, None)
    assert cache.touch("a", 5)
    assert cache.delete("a")
    assert not cache.delete("a")
    assert cache.get("b") is not None
    cache.clear()
    assert cache.get("b") is None
