"""Fixtures of all tests. The database of the run stands in tests/support/db.py, its people in tests/support/world.py."""

import os
from contextlib import contextmanager

import pytest

from tests.support import db as database
from tests.support import sessions

pytest_plugins = ["tests.support.browser", "tests.support.budget"]


def pytest_configure(config):
    config.addinivalue_line("markers", "law(*references): the articles and requirements this test proves")
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        config.eenplan_server = database.start_copy()
        os.environ["EENPLAN_TEST_SUPERUSER"] = config.eenplan_server.dsn("superuser", "postgres")
        os.environ["EENPLAN_TEST_HOME"] = str(config.eenplan_server.folder)


def pytest_unconfigure(config):
    if hasattr(config, "eenplan_server"):
        database.stop(config.eenplan_server)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id):
    """A clone of the template per test process, entered as the tester in the role of the application."""
    from django.db import connection, connections
    from django.db.backends.signals import connection_created

    name = f"test_{worker_id}"
    database.clone(os.environ["EENPLAN_TEST_SUPERUSER"], name)
    connections["default"].settings_dict.update(database.tester(os.environ["EENPLAN_TEST_SUPERUSER"], name))

    def become_the_application(connection, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE eenplan_app")

    connection_created.connect(become_the_application, weak=False)
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="session")
def worker_id(request):
    """Name of the xdist process, or `main`."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture
def as_owner(db):
    return database.as_owner


@pytest.fixture
def world(db):
    """The people, persons and cases of tests/support/world.py."""
    from tests.support.world import World

    return World.load()


@pytest.fixture
def apart(world, worker_id):
    """New connections of this process work in a copy of the database that is thrown away."""
    from django.db import connections

    superuser, settings = os.environ["EENPLAN_TEST_SUPERUSER"], connections["default"].settings_dict
    before = dict(settings)
    database.clone(superuser, f"at_once_{worker_id}")
    settings.update(database.tester(superuser, f"at_once_{worker_id}"))
    yield
    settings.update(before)


@pytest.fixture
def act_as(db):
    """`with act_as(world.people["police"]) as who:`"""
    from eenplan.access.acting import act_as

    return act_as


@pytest.fixture
def at_work(act_as, world):
    """`with at_work("police") as (who, case): …`: acting on the open case, as a page would."""
    from eenplan.cases.pages import open_case

    @contextmanager
    def working(key):
        with act_as(world.people[key]) as who:
            yield who, open_case(who, world.case.number)

    return working


@pytest.fixture
def client_of(world):
    """`client_of("police")`: a test client signed in with two factors; `None`: a stranger."""
    from django.test import Client

    clients = {}

    def client(key):
        if key not in clients:
            clients[key] = Client()
            if key is not None:
                clients[key].cookies["sessionid"] = sessions.signed_in(world.people[key])
        return clients[key]

    return client


@pytest.fixture
def statements():
    """`with statements(at_most=12): …` counts what a page asks the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def counted(at_most):
        with CaptureQueriesContext(connection) as captured:
            yield captured
        asked = [
            query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
        ]
        assert len(asked) <= at_most, f"{len(asked)} statements:\n" + "\n".join(asked)

    return counted
