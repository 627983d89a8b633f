"""In a browser: what is typed comes back, after another form, another window, the end of the session and another account."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("typing")]

#: kinds of forms: who, page, and the field that is typed in
KINDS = {
    "minutes": ("director@test.invalid", "item", "picture"),
    "a decision": ("director@test.invalid", "item", "text"),
    "an item": ("police@test.invalid", "supply", "text"),
    "a form of its own page": ("director@test.invalid", "phase", "reason"),
}


@pytest.fixture
def pages(served):
    """Addresses of pages with forms, on the day of the conference; of an earlier test nothing stands in them."""
    with served.connect() as connection:
        connection.execute("DELETE FROM web_draft")
        connection.execute("UPDATE conferences_conference SET at = now() - interval '1 minute'")
        number = connection.execute("SELECT number FROM cases_case WHERE closed_at IS NULL").fetchone()[0]
        item = connection.execute(
            "SELECT a.conference_id, a.id FROM conferences_agendaitem a JOIN cases_case c ON c.id = a.case_id"
            " WHERE c.number = %s", [number]
        ).fetchone()  # fmt: skip
        connection.execute(
            "UPDATE conferences_agendaitem SET picture = '', judgement = '', conclusion = '' WHERE id = %s", [item[1]]
        )
        duty = connection.execute("SELECT id FROM rights_informationduty WHERE state = 'open'").fetchone()
        connection.execute("UPDATE conferences_attendance SET present = NULL WHERE item_id = %s", [item[1]])
    return {
        "item": reverse("conferences:item", args=item),
        "supply": reverse("exchange:supply", args=[number]),
        "phase": reverse("cases:phase", args=[number]),
        "duty": reverse("rights:duty", args=duty),
    }


def typing(page, name, text):
    """Type, and wait until it is kept."""
    page.locator(f"main [name={name}]").first.press_sequentially(text)
    with page.expect_response(lambda answer: "/concepten/" in answer.url or "/bewaren/" in answer.url) as saved:
        pass
    return saved.value.status


def sign_out(served, page):
    """The session is over, for the server and not by a button."""
    with served.connect() as connection:
        connection.execute("DELETE FROM django_session")
    return page


def sign_in(served, page, email):
    page.context.clear_cookies(name="sessionid")
    page.context.add_cookies([{"name": "sessionid", "value": served.session(email), "url": served.url}])


def value(page, name) -> str:
    return page.locator(f"main [name={name}]").first.input_value()


def answers(page, left, final=30_000) -> list[str]:
    """The server says that so many seconds are left; returns how it was asked."""
    asked, owner = [], int(page.locator("body").get_attribute("data-owner"))

    def tell(route):
        asked.append(route.request.method)
        route.fulfill(json={"owner": owner, "left": left(route.request.method), "final": final, "token": "x"})

    page.route("**/sessie/", tell)
    return asked


def test_the_minutes_survive_the_attendance_that_is_sent_a_moment_later(open_browser, served, pages):
    page = open_browser("director@test.invalid")
    page.goto(pages["item"])
    page.locator("[name=picture]").press_sequentially("Rustiger")
    page.locator("#wie [name=people]").first.check()
    page.locator("#wie button").last.click()
    page.get_by_text("De aanwezigheid is vastgelegd.").wait_for()
    assert value(page, "picture") == "Rustiger"
    # kept before the other form was sent, or by the page that came after
    kept = page.get_by_text("Wat u typte, staat er nog.").or_(page.get_by_text("Bewaard om"))
    kept.locator("visible=true").first.wait_for()
    page.reload()
    page.get_by_text("Wat u typte, staat er nog.").wait_for()
    assert value(page, "picture") == "Rustiger"
    page.locator("#verslag button[type=submit]").click()
    page.get_by_text("Het verslag is bewaard.").wait_for()
    assert page.get_by_text("Wat u typte, staat er nog.").count() == 0


def test_a_second_window_is_told_with_both_texts_and_chooses(open_browser, served, pages):
    page = open_browser("director@test.invalid")
    other = page.context.new_page()
    for each in (page, other):
        each.goto(pages["item"])
    assert typing(page, "picture", "Een") == 200
    assert typing(other, "picture", "Twee") == 409
    box = other.locator(".een-elsewhere")
    assert "Een" in box.inner_text()
    assert value(other, "picture") == "Twee"
    with other.expect_response(lambda answer: "/concepten/" in answer.url and answer.status == 200):
        box.get_by_role("button", name="Mijn tekst houden").click()
    other.reload()
    assert value(other, "picture") == "Twee"


def test_what_opens_a_dialog_says_that_somebody_began_in_it(open_browser, served, pages):
    page = open_browser("contact@test.invalid")
    page.goto(pages["duty"])
    opener = page.locator("[data-open-dialog=omit]").first
    opener.click()
    assert typing(page, "omit-motivation", "Nog overleggen") == 200
    page.reload()
    assert "begonnen" in opener.inner_text()
    opener.click()
    assert value(page, "omit-motivation") == "Nog overleggen"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sent_after_the_session_ended_is_offered_after_signing_in(open_browser, served, pages, kind):
    email, where, name = KINDS[kind]
    page = open_browser(email)
    page.goto(pages[where])
    page.locator(f"main [name={name}]").first.press_sequentially("Getypt toen het voorbij was")
    sign_out(served, page)
    page.locator(f"main form:has([name={name}]) button[type=submit]").last.click()
    page.get_by_text("U was te lang weg").wait_for()
    assert "Getypt toen" not in page.content()

    # somebody else at this machine
    sign_in(served, page, "police@test.invalid" if email.startswith("director") else "director@test.invalid")
    page.goto(pages[where])
    assert "Getypt toen" not in page.content()
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('een-typed')).length") == 0

    sign_in(served, page, email)
    page.goto(pages[where])
    page.get_by_text("Wat u typte, staat er nog.").wait_for()
    assert value(page, name) == "Getypt toen het voorbij was"


def test_who_goes_on_typing_after_the_session_ended_is_told_and_loses_nothing(open_browser, served, pages):
    page = open_browser("director@test.invalid")
    page.goto(pages["item"])
    sign_out(served, page)
    assert typing(page, "picture", "Nog niet klaar") == 401
    over = page.get_by_role("dialog", name="U bent uitgelogd")
    over.wait_for()
    page.keyboard.press("Escape")
    assert over.is_visible()
    link = over.get_by_role("link", name="Opnieuw inloggen")
    assert link.get_attribute("href").endswith(f"?next={pages['item'].replace('/', '%2F')}")
    sign_in(served, page, "director@test.invalid")
    page.goto(pages["item"])
    assert value(page, "picture") == "Nog niet klaar"


def test_two_minutes_before_the_end_a_dialog_warns_and_escape_goes_on(open_browser, served, pages):
    page = open_browser("director@test.invalid")
    page.clock.install()
    page.goto(pages["item"])
    asked = answers(page, lambda method: 119 if method == "GET" else 1800)
    page.clock.fast_forward("28:01")
    warning = page.get_by_role("dialog", name="U wordt zo uitgelogd")
    warning.wait_for()
    assert re.search(r"Om \d\d:\d\d wordt u uitgelogd", warning.inner_text())
    assert page.evaluate("document.activeElement.textContent") == "Doorgaan"
    page.keyboard.press("Escape")
    warning.wait_for(state="hidden")
    assert asked == ["GET", "POST"]


def test_the_end_of_twelve_hours_is_said_as_that(open_browser, served, pages):
    page = open_browser("director@test.invalid")
    page.clock.install()
    page.goto(pages["item"])
    answers(page, lambda method: 100, final=100)
    page.clock.fast_forward("28:01")
    warning = page.get_by_role("dialog", name="U wordt zo uitgelogd")
    warning.wait_for()
    assert "twaalf uur" in warning.inner_text()
    page.keyboard.press("Escape")
    warning.wait_for(state="hidden")


def test_typing_keeps_the_session_and_lying_open_does_not(open_browser, served, pages):
    page = open_browser("director@test.invalid")
    page.goto(pages["item"])

    def seen():
        from django.contrib.sessions.backends.db import SessionStore

        with served.connect() as connection:
            data = connection.execute("SELECT session_data FROM django_session ORDER BY expire_date DESC").fetchone()[0]
        return SessionStore().decode(data)["seen"]

    earlier = int((timezone.now() - timedelta(minutes=20)).timestamp())
    assert earlier < seen()
    answer = page.request.get("/sessie/")
    assert 1700 < answer.json()["left"] <= 1800
