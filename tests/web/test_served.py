"""The installation as a whole: a real server, its health, and a browser on it."""

import json
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.support.browser import assert_accessible, assert_fits


def health(served):
    try:
        with urlopen(f"{served.url}/health") as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def when_it_works(served, seconds=60):
    """What health tells once the worker is at work."""
    end = time.monotonic() + seconds
    while (told := health(served))[1]["worker"] != "ok":
        assert time.monotonic() < end, told
        time.sleep(0.2)
    return told


@pytest.mark.slow
def test_health_names_the_part_that_is_not_well(served_alone):
    status, told = health(served_alone)
    assert (status, told["worker"], told["database"], told["migrations"]) == (503, "fail", "ok", "ok")

    served_alone.start_worker()
    status, told = when_it_works(served_alone)
    assert (status, told["status"]) == (200, "ok"), told

    with served_alone.connect() as connection:
        connection.execute("UPDATE access_policyset SET fingerprint = 'old'")
    status, told = health(served_alone)
    assert (status, told["status"], told["migrations"], told["worker"]) == (503, "unavailable", "fail", "ok")


@pytest.mark.slow
def test_a_silent_worker_is_not_a_well_worker(served_alone):
    served_alone.start_worker()
    when_it_works(served_alone)
    served_alone.kill("worker")
    with served_alone.connect() as connection:
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    assert health(served_alone)[1]["worker"] == "fail"


def test_the_login_page_is_accessible_on_a_phone_too(open_browser):
    for width in (1280, 390):
        page = open_browser(width=width)
        page.goto("/account/login/")
        assert_accessible(page)
        assert_fits(page)


def test_who_is_signed_in_sees_the_home_page(open_browser):
    page = open_browser("director@test.invalid")
    answer = page.goto("/")
    assert answer.status == 200
    assert_accessible(page)
