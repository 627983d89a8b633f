"""Nothing that was typed is lost: kept per field with its version, for its account alone, until it is sent."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eenplan.conferences.models import Conference
from eenplan.conferences.queries import item_url
from eenplan.files.rotating import rotate
from eenplan.referrals.models import Referral
from eenplan.ui.http import CHANGED, SLIP, VERSIONS
from eenplan.web import drafts
from eenplan.web.models import Draft
from tests.support.db import as_owner
from tests.support.forms import form_with, forms_of

pytestmark = pytest.mark.django_db
DRAFT = reverse("draft")


@pytest.fixture
def table(world):
    """The page of an agenda item on its day."""
    with as_owner():
        Conference.objects.update(at=timezone.now() - timedelta(minutes=1))
        return item_url(world.case.agenda_items.get())


def typed(client, form, *, follow=True, **fields):
    """What the browser sends while somebody types; the form then knows the new versions."""
    answer = client.post(DRAFT, {**form.sent(**fields), CHANGED: ",".join(fields)})
    if follow and answer.status_code == 200:
        form.fields[VERSIONS] = [json.dumps({**json.loads(form.fields[VERSIONS][0]), **answer.json()["versions"]})]
    return answer


def offered(page, name) -> dict | None:
    """What the page offers of the text that was typed in its form with this field, as the browser reads it."""
    mark = page.text.find(f'data-typed="{_form(page, name)}"')
    start = page.text.find('data-kept="', mark)
    if start < 0 or page.text.find("</form>", mark) < start:
        return None
    given = page.text[start + 11 : page.text.index('"', start + 11)].replace("&quot;", '"')
    return json.loads(given)


def _form(page, name) -> str:
    return drafts.signing.loads(form_with(page, name).fields[SLIP][0], salt=drafts._SALT)[2]


def rows() -> list[Draft]:
    with as_owner():
        return list(Draft.objects.all())


# Kept and offered


def test_what_is_typed_in_the_minutes_is_offered_again_after_another_form_of_the_page_was_sent(client_of, table, world):
    client = client_of("director")
    page = client.get(table)
    minutes, attendance = form_with(page, "picture"), form_with(page, "people")
    assert typed(client, minutes, picture="Rustiger dan vorige week").status_code == 200
    assert client.post(attendance.action, attendance.sent(people=[world.people["police"].pk])).status_code == 302
    after = client.get(table)
    assert offered(after, "picture")["picture"]["values"] == ["Rustiger dan vorige week"]
    assert "Wat u typte, staat er nog" in after.text


def test_what_was_sent_is_no_longer_offered(client_of, table):
    client = client_of("director")
    minutes = form_with(client.get(table), "picture")
    typed(client, minutes, picture="Rustiger", judgement="Goed")
    assert client.post(minutes.action, minutes.sent(picture="Rustiger", judgement="Goed")).status_code == 302
    assert rows() == []
    assert offered(client.get(table), "picture") is None


def test_what_was_refused_is_still_offered(client_of, table):
    client = client_of("director")
    decision = form_with(client.get(table), "due_on")
    typed(client, decision, text="x" * 600)
    answer = client.post(decision.action, decision.sent(text="x" * 600))
    assert answer.status_code == 422
    assert form_with(answer, "due_on").fields[VERSIONS] == decision.fields[VERSIONS]  # it goes on where it was
    assert offered(client.get(table), "due_on")["text"]["values"] == ["x" * 600]


def test_the_text_is_offered_with_what_stood_there_so_that_another_change_is_still_told(client_of, table):
    client = client_of("director")
    minutes, other = (form_with(client.get(table), "picture") for _window in range(2))
    client.post(DRAFT, {**minutes.sent(picture="Mijn tekst"), CHANGED: "picture,een-seen"})
    client.post(other.action, other.sent(picture="Haar tekst"))
    page = client.get(table)
    back = {name: kept["values"] for name, kept in offered(page, "picture").items()}
    again = client.post(minutes.action, form_with(page, "picture").sent(**back))
    assert again.status_code == 422
    assert "Haar tekst" in again.text
    assert "Mijn tekst" in again.text


def test_who_throws_it_away_is_not_offered_it_again(client_of, table):
    client = client_of("director")
    minutes = form_with(client.get(table), "picture")
    typed(client, minutes, picture="Toch niet")
    client.post(DRAFT, {**minutes.sent(), "weg": "1", CHANGED: ""})
    assert offered(client.get(table), "picture") is None


# Two windows


def test_a_second_window_is_told_and_overwrites_nothing(client_of, table):
    client = client_of("director")
    first, second = (form_with(client.get(table), "picture") for _window in range(2))
    typed(client, first, picture="Uit het eerste venster")
    told = typed(client, second, picture="Uit het tweede venster", judgement="Alleen hier")
    assert told.status_code == 409
    assert told.json()["others"]["picture"]["values"] == ["Uit het eerste venster"]
    assert told.json()["versions"] == {"judgement": 1}  # the other field is kept
    assert offered(client.get(table), "picture")["picture"]["values"] == ["Uit het eerste venster"]
    second.fields[VERSIONS] = [json.dumps({"picture": told.json()["others"]["picture"]["version"], "judgement": 1})]
    assert typed(client, second, picture="Uit het tweede venster").status_code == 200  # knowingly


def test_what_the_other_window_sends_at_the_very_moment_of_saving_costs_no_text(client_of, table, monkeypatch):
    client = client_of("director")
    first, second = (form_with(client.get(table), "picture") for _window in range(2))
    typed(client, first, picture="Uit het eerste venster")
    real = drafts._rows

    def sent_meanwhile(slip, *, old=False):
        if not old:
            real(slip).delete()
        return real(slip, old=old)

    monkeypatch.setattr(drafts, "_rows", sent_meanwhile)
    assert typed(client, second, picture="Uit het tweede venster").status_code == 200
    monkeypatch.undo()
    assert offered(client.get(table), "picture")["picture"]["values"] == ["Uit het tweede venster"]


def test_sending_from_one_window_leaves_what_the_other_typed_since(client_of, table):
    client = client_of("director")
    first, second = (form_with(client.get(table), "text") for _window in range(2))
    typed(client, first, text="Een huisverbod vragen")
    client.post(second.action, second.sent(text="Iets anders besluiten"))
    assert offered(client.get(table), "text")["text"]["values"] == ["Een huisverbod vragen"]


def test_a_draft_referral_is_not_overwritten_by_a_second_window(client_of, world):
    with as_owner():
        author = world.people["ggz"]
        draft = Referral.objects.create(
            house=world.houses["TEST"], account=author, organisation=author.professional.organisation
        )
    client, page, save = (
        client_of("ggz"),
        *(reverse(f"referrals:{name}", args=[draft.pk]) for name in ("content", "save")),
    )
    first, second = (form_with(client.get(page), "occasion") for _window in range(2))
    assert client.post(save, {**first.sent(occasion="Vandaag gebeld"), CHANGED: "occasion"}).status_code == 200
    told = client.post(save, {**second.sent(occasion="Gisteren gebeld", goal="Rust"), CHANGED: "occasion,goal"})
    assert told.status_code == 409
    assert told.json()["others"]["occasion"]["values"] == ["Vandaag gebeld"]
    stored = form_with(client.get(page), "occasion").fields
    assert (stored["occasion"], stored["goal"]) == (["Vandaag gebeld"], ["Rust"])
    assert client.post(page, second.sent(occasion="Gisteren gebeld")).status_code == 422
    # and knowingly it goes on
    seen = {**json.loads(second.fields["een-seen"][0]), "occasion": told.json()["others"]["occasion"]["version"]}
    again = {**second.sent(occasion="Gisteren gebeld"), "een-seen": json.dumps(seen), CHANGED: "occasion"}
    assert client.post(save, again).status_code == 200


# The session has ended


def ended(client) -> Client:
    """The browser of this client, whose session is over."""
    over = Client()
    over.cookies = client.cookies.copy()
    del over.cookies["sessionid"]
    return over


def test_a_form_that_comes_after_the_session_ended_is_kept_and_offered_after_signing_in(client_of, table):
    client = client_of("director")
    minutes = form_with(client.get(table), "picture")
    answer = ended(client).post(minutes.action, minutes.sent(picture="Getypt terwijl de sessie verliep"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert "bewaard=1" in answer.url
    login = Client().get(answer.url)
    assert "Wat u typte is bewaard" in login.text
    assert "Getypt terwijl" not in login.text
    assert offered(client.get(table), "picture")["picture"]["values"] == ["Getypt terwijl de sessie verliep"]


def test_what_is_saved_while_typing_after_the_session_ended_is_kept_too(client_of, table):
    client = client_of("director")
    minutes = form_with(client.get(table), "picture")
    answer = typed(ended(client), minutes, picture="Nog aan het typen")
    assert answer.status_code == 401
    minutes.fields[VERSIONS] = [json.dumps(answer.json()["versions"])]
    assert typed(client, minutes, picture="Nog aan het typen, en verder").status_code == 200  # signed in again


def test_a_form_kept_over_the_text_of_another_window_keeps_both(client_of, table):
    client = client_of("director")
    first, second = (form_with(client.get(table), "picture") for _window in range(2))
    typed(client, first, picture="Venster een")
    ended(client).post(second.action, second.sent(picture="Venster twee"))
    kept = offered(client.get(table), "picture")["picture"]
    assert (kept["values"], kept["other"]) == (["Venster twee"], ["Venster een"])


def test_another_account_in_the_same_browser_gets_nothing_of_it_and_sends_nothing(client_of, table, world):
    client, other = client_of("director"), client_of("director_elsewhere")
    minutes = form_with(client.get(table), "picture")
    answer = other.post(minutes.action, minutes.sent(picture="Van de eerste"))
    assert (answer.status_code, answer.url) == (302, "/")
    assert "van een andere gebruiker" in other.get("/").text
    assert {row.account_id for row in rows()} == {world.people["director"].pk}
    with drafts_of(world, "director_elsewhere") as seen:
        assert seen == []
    assert offered(client.get(table), "picture")["picture"]["values"] == ["Van de eerste"]


def test_a_page_from_before_signing_in_again_loses_nothing(client_of, table):
    client = client_of("director")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies.copy()
    minutes = form_with(client.get(table), "picture")
    answer = strict.post(minutes.action, minutes.sent(picture="Oude bladzijde"))
    assert (answer.status_code, answer.url) == (302, table)
    page = client.get(table)
    assert "Er is niets verstuurd" in page.text
    assert offered(page, "picture")["picture"]["values"] == ["Oude bladzijde"]


def test_what_the_house_refuses_is_kept(client_of, table, world):
    client = client_of("director")
    minutes = form_with(client.get(table), "picture")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_grant SET until = now() WHERE kind = 'case' AND scope = 'direct'")
    answer = client.post(minutes.action, minutes.sent(picture="Net te laat"))
    assert answer.status_code in (403, 404)
    assert "picture" in {row.field for row in rows()}


@pytest.mark.parametrize("slip", ["", "zomaar", "WzEsICIvIiwgIngiLCAiIiwgbnVsbF0:1abc:def"])
def test_a_made_up_slip_keeps_nothing(client_of, slip):
    assert client_of("police").post(DRAFT, {SLIP: slip, "text": "x", CHANGED: "text"}).status_code == 400
    assert rows() == []


# The row itself


def drafts_of(world, key):
    """What an account can read of the table, past all pages."""
    from contextlib import contextmanager

    from eenplan.access.acting import act_as

    @contextmanager
    def reading():
        with act_as(world.people[key]):
            yield list(Draft.objects.all())

    return reading()


@pytest.mark.law("WGS 1.8(2)", "R-24")
def test_the_text_is_unreadable_in_the_database_and_opens_in_no_other_row(client_of, table, world, act_as):
    client = client_of("director")
    typed(client, form_with(client.get(table), "picture"), picture="Zeer vertrouwelijk", judgement="Iets anders")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM web_draft WHERE web_draft::text ILIKE '%vertrouwelijk%'")
        assert cursor.fetchone() == (0,)
        mine = Draft.objects.get(field="judgement")
        Draft.objects.filter(field="picture").update(locked=mine.locked)
    assert set(offered(client.get(table), "picture")) == {"judgement"}


@pytest.mark.law("WGS 1.8(2)", "R-24")
@pytest.mark.parametrize("key", ["police", "director_elsewhere", "auditor", "administrator", "contact"])
def test_the_database_shows_what_was_typed_to_its_account_alone(client_of, table, world, key):
    client = client_of("director")
    typed(client, form_with(client.get(table), "picture"), picture="Alleen voor mij")
    with drafts_of(world, key) as seen:
        assert seen == []
    with drafts_of(world, "director") as seen:
        assert len(seen) == 1


@pytest.mark.law("WGS 1.8(7)")
def test_after_a_day_it_is_not_offered_and_the_job_destroys_it(client_of, table):
    client = client_of("director")
    typed(client, form_with(client.get(table), "picture"), picture="Gisteren")
    with as_owner():
        Draft.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert offered(client.get(table), "picture") is None
    assert drafts.drop_old() == 1
    assert rows() == []


@pytest.mark.law("R-77", "WGS 1.8(8)")
def test_after_a_new_key_what_was_typed_is_still_offered_with_what_another_window_had(client_of, table, settings):
    client = client_of("director")
    first, second = (form_with(client.get(table), "picture") for _window in range(2))
    typed(client, first, picture="Venster een")
    ended(client).post(second.action, second.sent(picture="Venster twee"))
    settings.FILE_KEYS = ["b" * 43 + "=", *settings.FILE_KEYS]
    with as_owner():
        assert rotate()["closed"] == 0
    settings.FILE_KEYS = settings.FILE_KEYS[:1]
    kept = offered(client.get(table), "picture")["picture"]
    assert (kept["values"], kept["other"]) == (["Venster twee"], ["Venster een"])


def test_the_worker_destroys_what_is_a_day_old_every_hour():
    from procrastinate.contrib.django import app

    (task,) = (each for each in app.periodic_registry.periodic_tasks.values() if each.task.name == "web.drafts")
    assert task.cron == "5 * * * *"


def test_the_form_says_what_it_is_about(client_of, table, world):
    client = client_of("director")
    typed(client, form_with(client.get(table), "picture"), picture="Over deze casus")
    assert [(row.sort, row.number) for row in rows()] == [("case", world.case.pk)]


# Every form


def test_a_form_with_a_password_is_never_kept(client_of):
    page = client_of("police").get(reverse("account_change_password"))
    assert all(SLIP not in form.fields for form in forms_of(page))
