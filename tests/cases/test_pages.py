"""The pages of a case, used as people do: also wrongly, twice, and after it was closed."""

import re

import pytest

from eenplan.cases.models import Case, Closing, Direction, Member, Milestone, Participation, Phase
from tests.support import world as building

pytestmark = pytest.mark.django_db

LONG = "x" * 10_001


@pytest.fixture
def url(world):
    return lambda tail="", case=None: f"/casussen/{(case or world.case).number}/{tail}"


@pytest.fixture
def members(world, as_owner):
    """The members of the open case by name, read as the owner."""
    with as_owner():
        return world.members()


def text(answer) -> str:
    return answer.content.decode()


# The list


def test_the_list_shows_a_participant_its_case_with_persons_directors_and_next_step(client_of, world):
    shown = text(client_of("police").get("/casussen/"))
    for said in (world.case.number, "Karel de Vries", "Dina Prins", "Gijs Zwart", "informatieverzameling"):
        assert said in shown
    assert world.closed_case.number not in shown


def test_the_list_asks_as_many_statements_for_many_cases_as_for_one(client_of, world, as_owner, statements):
    client = client_of("police")
    client.get("/casussen/")
    with statements(at_most=40) as one:
        client.get("/casussen/")
    with as_owner():
        for person in ("stranger", "son", "daughter", "closed"):
            referral = building.referral(world.houses["TEST"], world.people["police"], world.persons[person])
            building.admit(referral, world.people["council"], world.people["director"])
    with statements(at_most=40) as five:
        assert text(client.get("/casussen/")).count("<tr>") == 6
    assert len(five) == len(one)
    about_cases = [query for query in one if "cases_" in query["sql"] or "people_" in query["sql"]]
    assert len(about_cases) <= 8


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=vries", True),
        ("q=Sanne+BAKKER", True),
        ("q=idrissi", False),
        ("q=%25", False),
        ("q=_", False),
        ("status=gathering", True),
        ("status=plan", False),
        ("kind=system", True),
        ("kind=area", False),
        ("mine=on", False),
        ("status=onzin", True),
        ("sort=-onzin", True),
        ("sort=number", True),
        ("page=999999", True),
        ("page=abc", True),
        ("q=%00", True),
        (f"q={'x' * 5000}", True),
    ],
)
def test_the_list_is_filtered_and_survives_what_is_typed(client_of, world, query, found):
    answer = client_of("police").get(f"/casussen/?{query}")
    assert answer.status_code == 200
    assert (world.case.get_absolute_url() in text(answer)) is found


def test_mine_are_the_cases_i_direct_or_my_organisation_directs(client_of, world):
    for key, found in (("director", True), ("ggz", True), ("council", False)):
        assert (world.case.number in text(client_of(key).get("/casussen/?mine=on"))) is found


@pytest.mark.law("R-72")
def test_a_search_is_logged_also_when_nothing_is_found(client_of, world, as_owner):
    from eenplan.audit.models import Event

    client_of("police").get("/casussen/?q=bestaatniet")
    with as_owner():
        assert Event.objects.filter(action="case.search", outcome="nothing").exists()
        assert not Event.objects.filter(detail__contains="bestaatniet").exists()


# The case


def test_the_overview_shows_what_matters_in_few_statements(client_of, world, url, statements):
    client = client_of("ggz")
    with statements(at_most=34):  # with the panels of all rooms
        answer = client.get(url())
    for said in (
        "Karel de Vries",
        "Tim de Vries",
        "Dina Prins",
        "Petra Agema",
        "Veiligheid thuis",
        "WGS 1.8 lid 7",
        "eerste casusoverleg",
    ):
        assert said in text(answer)
    panels = re.findall(
        r"Personen|Deelnemers|Laatste informatie", "".join(re.findall(r"<h2.*?</h2>", text(answer), re.S))
    )
    assert panels == ["Personen", "Deelnemers", "Laatste informatie"]  # whom it is about, and with whom, comes first
    assert re.search(r"geboren [^(]+ \(\d+ jaar\)", text(answer))


@pytest.mark.law("R-78")
def test_people_are_shown_with_incomplete_dates_and_a_secret_address_as_shielded(client_of, url, statements):
    client = client_of("police")
    with statements(at_most=20):
        shown = text(client.get(url("personen/")))
    assert "Schuilplaats" not in shown
    assert "Afgeschermd" in shown
    assert "999990019" in shown
    assert "1985" in shown


def test_a_relation_with_somebody_outside_the_case_is_shielded_unless_named(client_of, world, url, as_owner):
    from eenplan.people.models import Relation

    with as_owner():
        father = world.persons["father"]
        fields = {"house": father.house, "person": father, "source": "test"}
        Relation.objects.create(**fields, other=world.persons["closed"], kind="other")
        Relation.objects.create(**fields, other_name="Henk de Vries", kind="parent")
    shown = text(client_of("ggz").get(url("personen/")))
    assert "Wim van der Meer" not in shown
    assert "Deze persoon hoort niet bij de casus." in shown
    assert "Henk de Vries" in shown


@pytest.mark.law("R-09", "WGS 2.31(4)")
def test_who_is_asked_to_direct_sees_the_request_and_no_person_until_accepting(client_of, world, url, as_owner):
    with as_owner():
        offer = Direction.objects.create(
            house=world.case.house, case=world.case, kind="process", account=world.people["director_elsewhere"]
        )
    client = client_of("director_elsewhere")
    shown = text(client.get(url()))
    assert "Aanvaarden" in shown
    assert "Karel" not in shown
    assert client.get(url("personen/")).status_code == 404
    listed = text(client.get("/casussen/"))
    assert "u bent gevraagd" in listed
    assert "Karel" not in listed
    assert "vacant" not in listed  # what one may not see is shielded, not reported as empty
    assert client.post(url(f"regie/{offer.pk}/antwoord/"), {"answer": "misschien"}).status_code == 302
    assert client.get(url("personen/")).status_code == 404
    client.post(url(f"regie/{offer.pk}/antwoord/"), {"answer": "accept"})
    assert client.get(url("personen/")).status_code == 200
    assert client_of("director").get(url()).status_code == 404
    assert client.post(url(f"regie/{offer.pk}/antwoord/"), {"answer": "accept"}).status_code == 404  # pressed twice


def test_a_vacant_direction_is_an_alarm_on_the_page(client_of, world, url, as_owner):
    with as_owner():
        Direction.objects.filter(case=world.case, kind="case").update(until="2026-01-01T00:00Z")
    assert "Er is geen casusregisseur" in text(client_of("police").get(url()))


@pytest.mark.law("R-10")
def test_the_phase_is_set_with_its_responsibilities_and_the_one_before_stays(client_of, world, url, as_owner):
    client = client_of("director")
    organisation = world.organisations["council"].pk
    for phase in (2, 3):
        assert client.post(url("ave/"), {"phase": phase, "administrative": organisation}).status_code == 302
    with as_owner():
        assert [row.phase for row in Phase.objects.filter(case=world.case)] == [3, 2]
    assert "Eerdere fasen" in text(client_of("ggz").get(url("deelnemers/")))


@pytest.mark.parametrize(
    "typed",
    [
        {"phase": "5"},
        {"phase": "\x00"},
        {"phase": "3", "operational": "9" * 21},
        {"phase": "3", "reason": LONG},
        {"phase": "3", "reason": "a\x00b"},
        {},
    ],
)
def test_a_wrong_phase_is_refused_with_what_was_typed(client_of, url, typed):
    answer = client_of("director").post(url("ave/"), typed)
    assert answer.status_code == 422
    assert "Verbeter de fouten" in text(answer)


# Participation


def test_an_organisation_is_chosen_first_and_then_its_professionals(client_of, world, url, as_owner):
    client = client_of("police")
    organisation = world.organisations["probation"]
    assert organisation.name in text(client.get(url("deelnemers/toevoegen/")))
    assert "Halt" not in text(client.get(url("deelnemers/toevoegen/")))
    page = url(f"deelnemers/toevoegen/?organisatie={organisation.pk}")
    assert "Rob Clasen" in text(client.get(page))
    refused = client.post(page, {"reason": "toezicht loopt"})
    assert refused.status_code == 422
    assert "toezicht loopt" in text(refused)
    assert client.post(page, {"reason": "toezicht", "professionals": [world.people["probation"].pk]}).status_code == 302
    assert client.post(page, {"reason": "toezicht", "professionals": [world.people["probation"].pk]}).status_code == 422
    assert client_of("probation").get(url()).status_code == 200


@pytest.mark.parametrize("organisation", ["0", "-1", "abc", "999999999999999999999999", "\x00", ""])
def test_a_crafted_organisation_is_refused(client_of, url, organisation):
    answer = client_of("police").get(url("deelnemers/toevoegen/"), {"organisatie": organisation})
    assert answer.status_code == 422


def test_another_professional_is_named_and_dismissed(client_of, world, url, as_owner):
    client = client_of("council")
    with as_owner():
        part = Participation.objects.get(case=world.case, organisation=world.organisations["ggz"])
    page = url(f"deelnemers/{part.pk}/professionals/")
    assert client.post(page, {"professionals": [world.people["probation"].pk]}).status_code == 422
    assert client.post(page, {"professionals": [world.people["ggz_colleague"].pk]}).status_code == 302
    colleague = client_of("ggz_colleague")
    assert colleague.get(url()).status_code == 200
    with as_owner():
        delegate = part.delegates.get(account=world.people["ggz_colleague"])
    off = url(f"deelnemers/professionals/{delegate.pk}/weg/")
    assert client.get(off).status_code == 403  # the GGZ has a voice: no other party puts its professional out
    client = client_of("ggz")
    assert "meteen niets meer" in text(client.get(off))
    assert client.post(off).status_code == 302
    assert client.post(off).status_code == 404  # pressed twice
    assert colleague.get(url()).status_code == 404


def test_who_ends_its_own_participation_comes_back_at_the_list(client_of, world, url, as_owner):
    client = client_of("police")
    with as_owner():
        part = Participation.objects.get(case=world.case, organisation=world.organisations["police"])
    page = url(f"deelnemers/{part.pk}/beeindigen/")
    assert "u verliest meteen de toegang" in text(client.get(page))
    assert client.post(page).url == "/casussen/"
    assert client.get(url()).status_code == 404


def test_the_last_core_participant_is_told_why_it_stays(client_of, world, url, as_owner):
    with as_owner():
        police = Participation.objects.filter(case=world.case, organisation=world.organisations["police"])
        police.update(until="2026-01-01T00:00Z")
        part = Participation.objects.get(case=world.case, organisation=world.organisations["council"])
    answer = client_of("council").post(url(f"deelnemers/{part.pk}/beeindigen/"))
    assert answer.status_code == 422
    assert "laatste professional" in text(answer)


def test_direction_is_offered_once_and_taken_back(client_of, world, url, as_owner):
    client = client_of("director")
    assert client.post(url("regie/casus/"), {"professional": world.people["probation"].pk}).status_code == 422
    assert client.post(url("regie/casus/"), {"professional": world.people["police"].pk}).status_code == 302
    again = client.post(url("regie/casus/"), {"professional": world.people["council"].pk})
    assert again.status_code == 422
    assert "Er loopt al een overdracht" in text(again)
    with as_owner():
        offer = Direction.objects.get(case=world.case, kind="case", accepted_at=None)
    assert client.post(url(f"regie/{offer.pk}/intrekken/")).status_code == 302
    assert client_of("police").post(url(f"regie/{offer.pk}/antwoord/"), {"answer": "accept"}).status_code == 404
    assert client.get(url("regie/onzin/")).status_code == 404


# The circle


def add(client, page, **typed):
    return client.post(page, {"relation": "sibling", "reason": "broer, woont in", **typed})


@pytest.mark.law("R-12", "BGS 2.19")
def test_a_person_is_found_chosen_and_put_in_the_circle(client_of, world, members, url, as_owner):
    client = client_of("police")
    father = members["father"].pk
    person = world.persons["stranger"].pk
    target = f"{url('personen/gevonden/')}?persoon={person}"
    found = client.post(url("personen/zoeken/"), {"bsn": world.persons["stranger"].bsn})
    assert found.status_code == 200
    assert "Ahmed el Idrissi" in text(found)
    assert f'action="{target}"' in text(found)
    assert "Ahmed el Idrissi" in text(client.get(target))
    loose = client.post(target, {"person": person, "circle_of": father})
    assert loose.status_code == 422
    assert add(client, target, person=person, circle_of=members["son"].pk).status_code == 422
    assert add(client, target, person=world.persons["closed"].pk, circle_of=father).status_code == 422
    assert add(client, target, person=person, circle_of=father).status_code == 302
    twice = add(client, target, person=person, circle_of=father)
    assert twice.status_code == 422
    assert "hoort al bij de casus" in text(twice)
    assert "Ahmed el Idrissi" in text(client_of("ggz").get(url("personen/")))


def test_a_person_that_was_not_looked_for_is_not_shown_by_a_guessed_number(client_of, world, url):
    client = client_of("council")
    for guess in (world.persons["closed"].pk, "abc", "9" * 30, "-1", "\x00"):
        answer = client.get(url("personen/gevonden/"), {"persoon": guess})
        assert answer.status_code == 302
        assert answer.url.endswith("/personen/zoeken/")


def test_who_is_not_found_is_entered_without_typing_it_again(client_of, world, members, url):
    client = client_of("police")
    form = client.post(
        url("personen/zoeken/"),
        {"family_name": "Onbekendema", "birth_date_0": "3", "birth_date_1": "4", "birth_date_2": "1990"},
    )
    assert form.status_code == 200
    assert 'value="Onbekendema"' in text(form)
    typed = {"family_name": "Onbekendema", "sex": "O", "circle_of": members["father"].pk}
    refused = client.post(url("personen/invoeren/"), typed)
    assert refused.status_code == 422
    assert 'value="Onbekendema"' in text(refused)
    assert add(client, url("personen/invoeren/"), **typed).status_code == 302
    assert "Onbekendema" in text(client_of("ggz").get(url("personen/")))


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"bsn": "123456789"},
        {"bsn": "\x00"},
        {"bsn": LONG},
        {"family_name": "Vries"},
        {"family_name": LONG, "birth_date_2": "1990"},
        {"family_name": "V", "birth_date_0": "31", "birth_date_1": "2", "birth_date_2": "1990"},
    ],
)
def test_a_wrong_search_is_refused_at_the_field(client_of, url, typed):
    answer = client_of("police").post(url("personen/zoeken/"), typed)
    assert answer.status_code == 422
    assert "Verbeter de fouten" in text(answer)


def test_a_person_is_taken_out_after_a_warning(client_of, world, members, url, as_owner):
    client = client_of("director")
    daughter = members["daughter"].pk
    page = url(f"personen/{daughter}/weg/")
    assert "Lotte de Vries uit de casus halen" in text(client.get(page))
    assert client.post(page).status_code == 302
    assert client.post(page).status_code == 404
    with as_owner():
        assert Member.objects.get(pk=daughter).until is not None


# Closing


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_a_case_is_closed_together_and_then_shielded_for_everybody_who_worked_on_it(client_of, world, url, as_owner):
    """Acceptance test 6: after closing, the same tab of a participant gives 404; the contact point can still answer."""
    police, council = client_of("police"), client_of("council")
    open_pages = ["", "personen/", "deelnemers/", "afsluiten/"]
    for client in (police, council):
        assert client.post(url("afsluiten/"), {"agrees": "yes", "motive": "doelen gehaald"}).status_code == 302
    assert "niemand die eraan werkte" in text(council.get(url("afsluiten/besluit/")))
    follow_up = world.organisations["council"]
    decision = {"outcome": "scaled_down", "motive": "wijkteam neemt over", "follow_up": follow_up.pk}
    assert council.post(url("afsluiten/besluit/"), decision).status_code == 422  # not confirmed
    closed = council.post(url("afsluiten/besluit/"), {**decision, "understood": "on"})
    assert closed.url == "/casussen/"
    for key in ("police", "council", "ggz", "director"):
        for page in open_pages:
            assert client_of(key).get(url(page)).status_code == 404
        assert world.case.number not in text(client_of(key).get("/casussen/?sort=number"))
    assert council.post(url("afsluiten/besluit/"), {**decision, "understood": "on"}).status_code == 404
    for key in ("contact", "auditor"):
        shown = text(client_of(key).get(url()))
        assert "Karel de Vries" in shown
        assert ("afgeschaald naar een partner" in shown) == (key == "auditor")
        for hidden in ("wijkteam neemt over", "Veiligheid thuis", "Petra Agema", "Drie meldingen"):
            assert hidden not in shown
        assert client_of(key).get(url("personen/")).status_code == 404
    with as_owner():
        assert Closing.objects.get(case=world.case).follow_up == follow_up


def test_a_decision_before_everybody_agrees_is_refused_with_the_reason(client_of, world, url):
    client = client_of("police")
    client.post(url("afsluiten/"), {"agrees": "yes", "motive": "klaar"})
    answer = client.post(url("afsluiten/besluit/"), {"outcome": "goals_met", "motive": "klaar", "understood": "on"})
    assert answer.status_code == 422
    assert "College van B&amp;W Waterdam" in text(answer)
    assert client.get(url()).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [{}, {"agrees": "maybe", "motive": "x"}, {"agrees": "yes", "motive": LONG}, {"agrees": "yes", "motive": "a\x00"}],
)
def test_a_wrong_opinion_is_refused_with_what_was_typed(client_of, url, typed):
    assert client_of("police").post(url("afsluiten/"), typed).status_code == 422


def test_the_status_on_the_page_follows_the_facts(client_of, world, url, as_owner):
    with as_owner():
        Milestone.objects.create(house=world.case.house, case=world.case, kind="plan")
    assert "plan vastgesteld" in text(client_of("police").get(url()))
    assert world.case.number in text(client_of("police").get("/casussen/?status=plan"))


@pytest.mark.parametrize("number", ["TEST-2026-9999", "x" * 300, "%00", "%F0%9F%92%A9", "1;DROP"])
def test_a_number_that_is_none_is_not_found(client_of, number):
    assert client_of("police").get(f"/casussen/{number}/").status_code == 404
    assert client_of("police").get(f"/casussen/{number}/personen/").status_code == 404


def test_a_case_of_another_house_does_not_exist(client_of, world, url):
    assert client_of("police").get(url(case=world.other_case)).status_code == 404
    assert not Case.objects.exists()  # nobody acts: nothing


@pytest.mark.law("R-09", "WGS 1.8(2)")
def test_a_director_whose_authorisation_ended_is_an_alarm_too(client_of, world, url, as_owner):
    with as_owner():
        world.people["director"].professional.authorisations.update(until="2026-01-01")
    shown = text(client_of("police").get(url()))
    assert "niet meer geautoriseerd" in shown
