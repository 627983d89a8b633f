"""The server is killed in the middle of providing: either it was provided, with letter and log line, or nothing was."""

import re
import threading
import time
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

READY = """
WITH made AS (
  INSERT INTO provisions_provision (house_id, case_id, kind, organisation_id, recipient_name, basis, task, necessity, made_by_id,
         account_id, created_at, rac_reference, secrecy_noted, accuracy_checked, feedback_due)
  SELECT c.house_id, c.id, 'participant', o.id, '', 'public_task', 'Jeugdwet 2.3', 'om het traject te kiezen', p.organisation_id,
         a.id, now(), '', true, true, current_date + 300
    FROM cases_case c, network_organisation o, access_account a JOIN network_professional p ON p.account_id = a.id
   WHERE c.number = 'TEST-2026-0001' AND o.name = 'Reclassering Waterdam' AND a.email = 'director@test.invalid'
  RETURNING id, house_id, case_id)
SELECT id, house_id, case_id FROM made
"""


@pytest.fixture
def ready(served_alone):
    """A provision of which everything is done but the last step; gives its number."""
    with served_alone.connect() as connection:
        number = connection.execute(
            "SELECT number FROM cases_case WHERE closed_at IS NULL AND number LIKE 'TEST-%'"
        ).fetchone()[0]
        pk, house, case = connection.execute(READY.replace("TEST-2026-0001", number)).fetchone()
        connection.execute(
            "INSERT INTO provisions_choice (house_id, case_id, provision_id, item_id) SELECT %s, %s, %s, i.id"
            "  FROM exchange_item i WHERE i.case_id = %s AND i.category = 3",
            [house, case, pk, case],
        )
        connection.execute(
            "UPDATE provisions_provision SET asked_at = now(), answer_by = current_date WHERE id = %s", [pk]
        )
        connection.execute("UPDATE provisions_reply SET answer = 'no_objection' WHERE provision_id = %s", [pk])
    return number, pk


def button(served, number, pk):
    """The last button, as a browser would press it: the page is read now, the answer's status comes when it is called."""
    browser = build_opener(HTTPCookieProcessor())
    cookie = f"sessionid={served.session('director@test.invalid')}"
    address = f"{served.url}/casussen/{number}/verstrekken/{pk}/"
    page = browser.open(Request(address, headers={"Cookie": cookie}), timeout=60)
    token = re.search(r"csrftoken=(\w+)", page.headers["Set-Cookie"])[1]
    form = re.search(
        rf'action="/casussen/{number}/verstrekken/{pk}/verstrekken/".*?</form>', page.read().decode(), re.S
    )
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    pressed = Request(
        f"{address}verstrekken/",
        data=urlencode(fields).encode(),
        headers={"Cookie": f"{cookie}; csrftoken={token}", "Referer": address},
    )
    return lambda: browser.open(pressed, timeout=60).status


def state(connection, pk) -> tuple:
    return connection.execute(
        "SELECT p.provided_at IS NOT NULL, (SELECT count(*) FROM provisions_provisionletter WHERE provision_id = p.id),"
        "       (SELECT count(*) FROM audit_event WHERE action = 'provision.provide')"
        "  FROM provisions_provision p WHERE p.id = %s",
        [pk],
    ).fetchone()


@pytest.mark.slow
@pytest.mark.law("WGS 1.7(1)", "R-27")
def test_a_provision_that_is_killed_in_the_middle_was_not_made_and_is_made_whole_afterwards(served_alone, ready):
    number, pk = ready
    press = button(served_alone, number, pk)
    with served_alone.connect() as watcher, served_alone.connect() as blocker:
        with blocker.transaction():
            blocker.execute("LOCK TABLE audit_event IN SHARE MODE")  # the letter is in, the log line cannot be written
            pressed = threading.Thread(target=_expect_failure, args=(press,))
            pressed.start()
            _wait_until_blocked(watcher)
            served_alone.kill()
            pressed.join()
        assert state(watcher, pk) == (False, 0, 0)
        served_alone.start()
        assert button(served_alone, number, pk)() == 200
        assert state(watcher, pk) == (True, 1, 1)


def _expect_failure(press):
    with pytest.raises((URLError, HTTPException, ConnectionError)):
        press()


def _wait_until_blocked(watcher) -> None:
    """Until the request waits for the log, with its letter written in the same transaction."""
    end = time.monotonic() + 60
    question = (
        "SELECT 1 FROM pg_locks waits JOIN pg_locks wrote ON wrote.pid = waits.pid"
        " WHERE NOT waits.granted AND waits.relation = 'audit_event'::regclass"
        "   AND wrote.granted AND wrote.mode = 'RowExclusiveLock'"
        "   AND wrote.relation = 'provisions_provisionletter'::regclass"
    )
    while not watcher.execute(question).fetchone():
        assert time.monotonic() < end, "the request never came to its log line"
        time.sleep(0.05)
