"""The pages of conferences: who sees which agenda item, and forms that lose nothing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from eenplan.conferences.models import AgendaItem, Conference
from tests.support import world as build

pytestmark = pytest.mark.django_db


def read(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.law("WGS 2.31(4)", "R-94")
def test_one_sees_only_agenda_items_of_ones_own_cases_and_not_how_many_others(client_of, address, world, as_owner):
    before = {key: read(client_of(key), address).split("<main")[1] for key in ("ggz", "director")}
    with as_owner():
        other = build.admit(
            build.referral(world.houses["TEST"], world.people["police"], world.persons["stranger"]),
            world.people["council"],
            world.people["director_elsewhere"],
        )
        AgendaItem.objects.create(
            house=other.house, conference=Conference.objects.get(), case=other, position=2, question="Geheime vraag"
        )
    page = read(client_of("ggz"), address)
    assert "Karel de Vries" in page
    assert "afgeschermd" in page
    assert page.split("<main")[1] == before["ggz"]  # not even whether there are others
    assert "Geheime vraag" not in read(client_of("director"), address)
    assert "Geheime vraag" in read(client_of("police"), address)
    assert "Geheime vraag" in read(client_of("director_elsewhere"), address)
    assert other.number not in read(client_of("ggz"), "/overleggen/")


def test_a_conference_is_planned_moved_and_cancelled(client_of, world):
    client, coming = client_of("director"), timezone.localtime() + timedelta(days=3)
    typed = {"at": f"{coming:%Y-%m-%dT%H:%M}", "place": "Kamer 9", "chair": world.people["director"].pk}
    planned = client.post(f"/overleggen/plannen/?casus={world.case.number}", typed)
    assert planned.status_code == 302
    address = planned["Location"].split("?")[0]
    assert f'<option value="{world.case.pk}" selected>' in read(client, planned["Location"])
    added = client.post(f"{address}agenda/", {"case": world.case.pk, "question": "Wat nu?"})
    assert added.status_code == 302
    assert client.post(f"{address}agenda/", {"case": world.case.pk, "question": "Wat nu?"}).status_code == 422
    assert client.post(f"{address}wijzigen/", {**typed, "place": "Kamer 10"}).status_code == 302
    assert "Kamer 10" in read(client_of("police"), "/overleggen/")
    assert client.post(f"{address}afgelasten/").status_code == 302
    assert "Afgelast" in read(client_of("police"), address)
    assert client.get(f"{address}wijzigen/").status_code == 403


@pytest.mark.parametrize(
    "hostile",
    [
        {"at": "2020-01-01T10:00"},
        {"at": "9999-12-31T23:59"},
        {"at": "morgen"},
        {"at": "2027-02-30T10:00"},
        {"at": "\x00"},
        {"at": ""},
        {"place": "p" * 121},
        {"place": "x\x00"},
        {"place": "  "},
        {"chair": "999999999999999999999"},
        {"chair": "x"},
    ],
)
def test_a_wrong_plan_gets_a_message_and_loses_nothing(hostile, client_of, world):
    coming = timezone.localtime() + timedelta(days=3)
    typed = {"at": f"{coming:%Y-%m-%dT%H:%M}", "place": "Zaal Oost", "chair": world.people["director"].pk, **hostile}
    answer = client_of("director").post("/overleggen/plannen/", typed)
    assert answer.status_code == 422
    assert "Zaal Oost" in answer.content.decode() or "place" in hostile


def test_the_chair_is_a_process_director_of_the_house(client_of, world):
    coming = timezone.localtime() + timedelta(days=3)
    for key in ("police", "neighbour_director"):
        answer = client_of("director").post(
            "/overleggen/plannen/", {"at": f"{coming:%Y-%m-%dT%H:%M}", "place": "Kamer", "chair": world.people[key].pk}
        )
        assert answer.status_code == 422


def seen(page) -> str:
    """What the form of the minutes remembers of the text that it was drawn with."""
    found = re.search(r'id="verslag".*?name="een-seen" value="([^"]*)"', page, re.S)
    return found.group(1).replace("&quot;", '"')


@pytest.mark.law("R-94")
def test_minutes_that_somebody_else_changed_come_back_with_both_texts(client_of, point, world, as_owner):
    client = client_of("director")
    mine = {"een-seen": seen(read(client, point)), "picture": "Mijn beeld", "judgement": "", "conclusion": ""}
    with as_owner():
        AgendaItem.objects.update(picture="Beeld van de ander", judgement="Oordeel van de ander")
    answer = client.post(f"{point}verslag/", mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mijn beeld" in page
    assert "Beeld van de ander" in page
    assert "Oordeel van de ander</textarea>" in page  # where nothing was typed, the other is followed
    again = {**mine, "judgement": "Oordeel van de ander", "een-seen": seen(page)}
    assert client.post(f"{point}verslag/", again).status_code == 302
    assert "Mijn beeld" in read(client, point)


@pytest.mark.law("WGS 2.31(5)", "R-15", "R-94")
def test_a_conference_is_minuted_and_finished(client_of, point, address, world, today):
    client = client_of("director")
    client.post(f"{point}verslag/", {"picture": "Rustiger"})
    decided = {
        "text": "Start behandeling",
        "person": world.persons["father"].pk,
        "kind": "care",
        "responsible": world.people["ggz"].pk,
        "due_on": "",
    }
    half = client.post(f"{point}besluiten/", decided)
    assert half.status_code == 422
    assert "Start behandeling" in half.content.decode()
    assert '<details class="een-more" open' in half.content.decode()
    assert client.post(f"{point}besluiten/", {"text": "Volgende keer ook school"}).status_code == 302
    assert client.post(f"{point}besluiten/", {"text": "Volgende keer ook school"}).status_code == 422
    there = {"people": [world.people["ggz"].pk, world.people["police"].pk]}
    assert client.post(f"{point}deelnemers/", there).status_code == 302
    assert client.post(f"{point}besproken/").status_code == 302
    assert client.post(f"{point}besproken/").status_code == 422
    assert client.post(f"{point}verwijderen/").status_code == 403
    page = read(client_of("ggz"), f"{point}verslag/")
    for text in ("Rustiger", "Volgende keer ook school", "Petra Agema", "verslag afgerond"):
        assert text in page
    assert "Besproken" in read(client_of("ggz"), f"/casussen/{world.case.number}/overleg/")
    assert "Laatst besproken" in read(client_of("ggz"), f"/casussen/{world.case.number}/")


@pytest.mark.law("WGS 2.29(3)", "R-24")
def test_minutes_hold_no_items_and_no_conditions(client_of, point, as_owner, world):
    with as_owner():
        world.case.items.update(conditions="Niet delen met betrokkene")
    for key in ("ggz", "director"):
        page = read(client_of(key), f"{point}verslag/")
        assert "Niet delen met betrokkene" not in page
        assert "Drie meldingen" not in page


@pytest.mark.parametrize(
    ("part", "hostile"),
    [
        ("besluiten", {"text": "a" * 501}),
        ("besluiten", {"text": "x\x00"}),
        ("besluiten", {"text": "x", "due_on": "1900-01-01"}),
        ("besluiten", {"text": "x", "due_on": "9999-12-31"}),
        ("besluiten", {"text": "x", "person": "99999999999999999999"}),
        ("besluiten", {"text": "x", "kind": "straf"}),
        ("besluiten", {"text": "x", "domain": "-1"}),
        ("deelnemers", {"people": ["99999999999999999999"]}),
        ("deelnemers", {"people": ["x"]}),
        ("deelnemers", {}),
        ("verslag", {"picture": "a" * 10_001}),
        ("verslag", {"picture": "\x00"}),
    ],
)
def test_hostile_input_at_the_table_gets_a_message(part, hostile, client_of, point, today):
    answer = client_of("director").post(f"{point}{part}/", hostile)
    assert answer.status_code == 422
    assert "Verbeter de fouten" in answer.content.decode()


@pytest.mark.parametrize("typed", [{}, {"direction": "\x00"}, {"direction": "sideways"}, {"direction": "up"}])
def test_a_crafted_move_changes_nothing_and_breaks_nothing(typed, client_of, point):
    assert client_of("director").post(f"{point}verplaatsen/", typed).status_code == 302


def test_an_agenda_item_is_found_through_its_own_conference_only(client_of, point, world, as_owner):
    with as_owner():
        elsewhere = Conference.objects.create(
            house=world.houses["TEST"], at=timezone.now(), place="x", chair=world.people["director"]
        )
        item = AgendaItem.objects.get()
    assert client_of("director").get(f"/overleggen/{elsewhere.pk}/agenda/{item.pk}/").status_code == 404
    assert client_of("director").get("/overleggen/99999999999999999999999/").status_code == 404


def test_the_pages_take_few_statements(client_of, address, point, world, statements):
    client = client_of("director")
    for path, at_most in (
        ("/overleggen/", 14),
        (address, 24),
        (point, 30),
        (f"{point}verslag/", 20),
        (f"/casussen/{world.case.number}/overleg/", 18),
    ):
        client.get(path)
        with statements(at_most=at_most):
            client.get(path)
