"""Whoever types where somebody of his cases hides is told so before the text is kept, in every form (R-78)."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from eenplan.audit.models import Event
from eenplan.cases.models import Member
from eenplan.conferences.models import AgendaItem, Conference
from eenplan.conferences.queries import item_url
from eenplan.people.models import Address
from tests.security.test_urls import ROOMS
from tests.support.db import as_owner
from tests.support.forms import form_with
from tests.support.pages import pages_with_forms
from tests.support.personas import PERSONAS
from tests.support.world import PEOPLE

pytestmark = pytest.mark.law("R-78", "AVG 32")
TOLD = "het geheime adres van iemand"
#: who works on the case with the mother, who hides
WORKING = ("participant1", "participant2", "process_director")


@pytest.fixture
def hidden(world):
    """The secret address of the mother, as people write it."""
    with as_owner():
        Address.objects.filter(person=world.persons["mother"]).update(postcode="2399ZX")
        place = Address.objects.get(person=world.persons["mother"])
    return f"{place.street} {place.number}"


@pytest.fixture
def minutes(world, client_of):
    """The form for the minutes, on the day of the conference."""
    with as_owner():
        Conference.objects.update(at=timezone.now() - timedelta(minutes=1))
        url = item_url(world.case.agenda_items.get())
    return form_with(client_of("director").get(url), "picture")


@pytest.mark.parametrize("write", [str, str.upper, lambda place: place.replace(" ", "  \n"), lambda place: "2399 zx"])
def test_a_text_that_tells_it_is_kept_once_the_writer_knows(client_of, minutes, hidden, write):
    client, text = client_of("director"), f"Zij zit nu op {write(hidden)}, met de kinderen."
    answer = client.post(minutes.action, minutes.sent(picture=text))
    assert answer.status_code == 422
    assert TOLD in answer.text
    assert "met de kinderen" in answer.text  # nothing typed is lost
    with as_owner():
        assert not AgendaItem.objects.filter(picture__contains="kinderen").exists()
    again = form_with(answer, "picture")
    other = client.post(again.action, again.sent(picture=f"{text} Of toch niet."))
    assert other.status_code == 422  # another text is another question
    assert client.post(again.action, again.sent(picture=text)).status_code == 302
    with as_owner():
        assert AgendaItem.objects.filter(picture__contains="kinderen").exists()


@pytest.mark.law("R-72")
def test_that_somebody_was_told_is_logged_about_who_hides(client_of, minutes, hidden, world):
    client_of("director").post(minutes.action, minutes.sent(picture=f"Op {hidden}."))
    with as_owner():
        line = Event.objects.get(action="address.typed")
    assert (line.subject_id, line.account_id) == (world.persons["mother"].pk, world.people["director"].pk)
    assert hidden not in line.detail


@pytest.mark.parametrize("text", ["Vlietweg 3", "Zij belde gisteren om 12.00 uur.", ""])
def test_another_text_is_kept_at_once(client_of, minutes, hidden, text):
    assert client_of("director").post(minutes.action, minutes.sent(picture=text)).status_code == 302


@pytest.mark.prove
@pytest.mark.parametrize("room", ROOMS)
def test_no_form_keeps_a_text_that_tells_it_before_the_writer_was_told(room, world, client_of, hidden):
    working = [client_of(PERSONAS[persona]) for persona in WORKING]
    for page in pages_with_forms(room, world, client_of):
        for form, markup in zip(page.forms, page.markup, strict=True):
            areas = re.findall(r'<textarea[^>]*\bname="([^"]+)"', markup)
            if page.client not in working or not areas or "lines" in areas:  # where an address belongs
                continue
            with transaction.atomic():
                text = f"Zij zit op {hidden}."
                answer = page.client.post(form.action or page.address, form.sent(**dict.fromkeys(areas, text)))
                transaction.set_rollback(True)
            assert answer.status_code != 302, (page.address, areas)


@pytest.mark.parametrize("key", PEOPLE)
def test_only_who_works_on_a_case_with_somebody_hears_that_a_text_tells_where_he_hides(key, world, act_as, hidden):
    works = key in ("police", "ggz", "council", "director")
    with act_as(world.people[key]), connection.cursor() as cursor:
        cursor.execute("SELECT person FROM cases_told_of(%s)", [f"{hidden}, 2399ZX"])
        assert [person for (person,) in cursor.fetchall()] == ([world.persons["mother"].pk] if works else [])


def test_who_has_left_the_case_is_told_of_no_more(world, act_as, hidden):
    with as_owner():
        Member.objects.filter(case=world.case, person=world.persons["mother"]).update(until=timezone.now())
    with act_as(world.people["director"]), connection.cursor() as cursor:
        cursor.execute("SELECT person FROM cases_told_of(%s)", [hidden])
        assert cursor.fetchall() == []
