"""The house, its working area and who takes part in it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.cases.models import Case
from eenplan.network import actions, queries, reference
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Municipality,
    Organisation,
    OrganisationKind,
    Proposal,
    SafetyRegion,
    WorkingArea,
)
from eenplan.network.rules import USUAL_KINDS
from eenplan.network.terms import TERMS
from tests.support.db import as_owner

TODAY = timezone.localdate()
HOUSE = {name: House._meta.get_field(name).default for name in TERMS} | {
    "name": "Huis Waterdam",
    "purpose": "Veiligheid",
    "contact": "contact@waterdam.example",
}
ORGANISATION = {"name": "Burgemeester van Waterdam", "kind": "mayor", "ground": "2.27(1)e", "since": TODAY}


@pytest.fixture
def post(client_of):
    def run(page, /, *args, by="administrator", **typed):
        return client_of(by).post(reverse(f"network:{page}", args=["TEST", *args]), typed)

    return run


@pytest.fixture
def get(client_of):
    def run(page, /, *args, by="police"):
        return client_of(by).get(reverse(f"network:{page}", args=args or ["TEST"])).content.decode()

    return run


@pytest.mark.law("R-96")
def test_regions_and_municipalities_are_there_and_loading_again_changes_nothing(db):
    before = set(Municipality.objects.exclude(code="GM0000").values_list("code", "name", "region__code", "since"))
    assert SafetyRegion.objects.count() == 25
    assert len(before) == 342
    assert ("GM0363", "Amsterdam", "VR13", None) in before
    with as_owner():
        reference.load()
    assert (
        set(Municipality.objects.exclude(code="GM0000").values_list("code", "name", "region__code", "since")) == before
    )


def test_the_page_of_the_house_explains_its_terms(get):
    text = get("house")
    assert "Zorg- en Veiligheidshuis Waterdam" in text
    assert "dinsdag" in text
    assert "WGS 1.8 lid 7" in text
    assert "Wijzigen" not in text
    assert "Wijzigen" in get("house", by="administrator")


def test_without_a_code_one_gets_the_own_house(client_of):
    assert "Overzee" in client_of("neighbour").get(reverse("network:house")).content.decode()


def test_the_administrator_changes_name_contact_point_and_terms(post, get):
    assert post("edit", **HOUSE).status_code == 302
    text = get("house")
    assert "Huis Waterdam" in text
    assert "contact@waterdam.example" in text


@pytest.mark.law("WGS 1.8(7)", "BGS 1.16(1)")
@pytest.mark.parametrize(
    "typed",
    [
        {"retention_years": 6},
        {"retention_years": 0},
        {"rejected_days": 91},
        {"rejected_days": -1},
        {"triage_weekday": 6},
        {"triage_weekday": "x"},
        {"plan_weeks": 0},
        {"plan_weeks": 10**30},
        {"plan_weeks": "zes"},
        {"assessments_required": 0},
        {"name": ""},
        {"name": "x" * 10_000},
        {"purpose": "x" * 10_001},
        {"contact": "\x00"},
    ],
)
def test_terms_stay_within_law_and_reason_and_nothing_typed_is_lost(typed, post, world):
    answer = post("edit", **{**HOUSE, "contact": "balie", **typed})
    assert answer.status_code == 422
    assert "balie" in answer.content.decode() or "contact" in typed
    assert House.objects.get(code="TEST").name == "Zorg- en Veiligheidshuis Waterdam"


@pytest.mark.law("WGS 1.8(2)", "R-71")
@pytest.mark.parametrize("key", ["police", "director", "manager", "auditor", "neighbour"])
def test_nobody_but_the_administrator_changes_the_house(key, world, act_as):
    house = world.houses["TEST"]
    with act_as(world.people[key]):
        assert House.objects.filter(pk=house.pk).update(name="Gekaapt") == 0
        for made in (
            lambda: HouseOrganisation.objects.create(
                house=house, organisation=world.organisations["halt"], since=TODAY
            ),
            lambda: Organisation.objects.create(name="X", kind="police", ground="2.27(1)c", since=TODAY),
            lambda: WorkingArea.objects.create(house=house, municipality_id=1, since=TODAY),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                made()


@pytest.mark.law("BGS 2.18")
def test_a_municipality_belongs_to_one_house_at_a_time(world, post, get):
    leiden = Municipality.objects.get(name="Leiden")
    until = TODAY + timedelta(days=30)
    with as_owner():
        WorkingArea.objects.create(house=world.houses["BUUR"], municipality=leiden, since="2020-01-01", until=until)
    answer = post("area_add", municipality=leiden.pk, since=TODAY)
    assert answer.status_code == 422
    assert "Leiden hoort in deze periode al bij Zorg- en Veiligheidshuis Overzee." in answer.content.decode()
    assert post("area_add", municipality=leiden.pk, since=until).status_code == 302
    assert "Leiden" in get("house")
    mine = WorkingArea.objects.get(house=world.houses["TEST"], municipality=leiden)
    assert post("area", mine.pk, since=TODAY).status_code == 422
    assert post("area", mine.pk, since=until, until=until + timedelta(days=1)).status_code == 302
    with as_owner(), pytest.raises(IntegrityError, match="one_house_at_a_time"), transaction.atomic():
        WorkingArea.objects.create(house=world.houses["TEST"], municipality=leiden, since=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        {"municipality": ""},
        {"municipality": "x"},
        {"municipality": 10**30},
        {"since": ""},
        {"since": "morgen"},
        {"since": "0000-00-00"},
        {"until": "2020-01-01"},
        {"until": "99999-01-01"},
        {"since": "\x00"},
    ],
)
def test_bad_input_for_the_working_area_is_said_at_the_field(typed, post):
    leiden = Municipality.objects.get(name="Leiden").pk
    assert post("area_add", **{"municipality": leiden, "since": TODAY, **typed}).status_code == 422


@pytest.mark.law("WGS 2.27(1)", "WGS 2.27(2)")
def test_the_matrix_shows_who_takes_part_and_which_kinds_are_missing(world, get, act_as):
    with act_as(world.people["police"]):
        rows, former = queries.matrix(world.houses["TEST"])
    assert [row.kind for row in rows[: len(USUAL_KINDS)]] == list(USUAL_KINDS)
    assert not former
    assert {row.kind for row in rows if row.missing} == {
        OrganisationKind.CUSTODIAL,
        OrganisationKind.MAYOR,
        OrganisationKind.SAFE_HOME,
        OrganisationKind.CERTIFIED_YOUTH,
        OrganisationKind.ADDICTION_CARE,
        OrganisationKind.SOCIAL_WORK,
    }
    assert {row.kind for row in rows if row.third_party_only} == {
        OrganisationKind.HALT,
        OrganisationKind.VICTIM_SUPPORT,
    }
    (ggz,) = [part for row in rows for part in row.participations if part.organisation == world.organisations["ggz"]]
    assert ggz.people == 2
    text = get("organisations")
    assert "ontbreekt" in text
    assert "alleen als incidentele derde" in text
    assert "Deelnemer toevoegen" not in text


@pytest.mark.law("R-30", "WGS 2.31(9)")
def test_an_organisation_without_ground_may_be_listed_and_is_marked(world, post, get):
    assert post("organisation_join", organisation=world.organisations["halt"].pk, since=TODAY).status_code == 302
    text = get("organisations")
    assert "Halt" in text
    assert text.count("alleen als incidentele derde") == 2
    again = post("organisation_join", organisation=world.organisations["halt"].pk, since=TODAY)
    assert again.status_code == 422


@pytest.mark.law("WGS 2.27(1)")
def test_a_mayor_and_a_college_are_two_organisations(world, post, get):
    assert post("organisation_new", **ORGANISATION).status_code == 302
    text = get("organisations")
    assert "Burgemeester van Waterdam" in text
    assert "College van B&amp;W Waterdam" in text


@pytest.mark.law("WGS 2.27(1)", "WGS 1.8(2)")
@pytest.mark.parametrize("accept", [True, False])
def test_an_organisation_takes_part_once_a_second_person_confirmed_its_ground(accept, world, post, get, act_as):
    house = world.houses["TEST"]
    post("organisation_new", **ORGANISATION)
    made = Organisation.objects.get(name=ORGANISATION["name"])
    for by in ("administrator", "police"):
        assert "grondslag wacht op een tweede" in get("organisations", by=by)
        assert "neemt nog niet deel" in get("organisation", "TEST", made.pk, by=by)
    with act_as(world.people["police"]):
        assert made not in queries.participants(house)
        rows, _former = queries.matrix(house)
        assert next(row for row in rows if row.kind == "mayor").missing
    with act_as(world.people["manager"]) as who:
        actions.decide(who, Proposal.objects.get(organisation=made), accept=accept)
    with act_as(world.people["police"]):
        assert (made in queries.participants(house)) is accept
    assert ("Burgemeester van Waterdam" in get("organisations")) is accept


@pytest.mark.law("WGS 2.27(1)", "WGS 2.27(2)", "R-96")
@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        ("halt", "2.27(1)c"),
        ("mental_health", "2.27(1)g"),
        ("council", "2.27(1)e"),
        ("police", "2.27(2)e"),
        ("housing", "2.27(2)e"),
    ],
)
def test_a_kind_takes_part_on_its_own_ground_or_on_none(kind, ground, post):
    answer = post("organisation_new", **{**ORGANISATION, "kind": kind, "ground": ground})
    assert answer.status_code == 422
    assert "past niet bij" in answer.content.decode()
    assert post("organisation_new", **{**ORGANISATION, "kind": kind, "ground": "none"}).status_code == 302


@pytest.mark.law("R-96")
def test_the_ground_is_set_once(world, act_as):
    with act_as(world.people["administrator"]), pytest.raises(DatabaseError), transaction.atomic():
        Organisation.objects.filter(pk=world.organisations["ggz"].pk).update(ground="2.27(1)g")


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "Politie Waterdam"},
        {"name": "x" * 10_000},
        {"name": "a\x00"},
        {"kind": "ministerie"},
        {"ground": "2.27(9)z"},
        {"ground": ""},
        {"since": "ooit"},
        {"oin": "123"},
        {"email": "geen"},
        {"phone": "<script>"},
    ],
)
def test_bad_input_for_an_organisation_is_said_at_the_field(typed, post):
    assert post("organisation_new", **{**ORGANISATION, **typed}).status_code == 422


def test_contact_details_are_mended(world, post, get):
    police = world.organisations["police"].pk
    assert (
        post("organisation_edit", police, name="Politie Waterdam", phone="0900 8844", email="", oin="").status_code
        == 302
    )
    assert "0900 8844" in get("organisation", "TEST", police)
    assert post("organisation_edit", police, name="OM Waterdam").status_code == 422


@pytest.mark.law("WGS 1.8(2)")
def test_an_organisation_that_leaves_takes_the_roles_of_its_people_with_it(world, post, act_as, get):
    part = HouseOrganisation.objects.get(organisation=world.organisations["ggz"])
    assert post("participation_end", part.pk, until=part.since - timedelta(days=1)).status_code == 422
    assert post("participation_end", part.pk, until=TODAY).status_code == 302
    with act_as(world.people["ggz"]) as who:
        assert who.account_id is None
        assert not Case.objects.exists()
    with act_as(world.people["police"]):
        assert world.organisations["ggz"] not in queries.participants(world.houses["TEST"])
    assert "Namen eerder deel" in get("organisations")
    with as_owner():
        assert Authorisation.objects.filter(
            professional__organisation=world.organisations["police"], until=None
        ).exists()


def test_an_administrator_does_not_shut_out_the_own_organisation(world, post):
    part = HouseOrganisation.objects.get(organisation=world.organisations["council"])
    answer = post("participation_end", part.pk, until=TODAY)
    assert answer.status_code == 422
    assert "andere beheerder" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=agema",
        "q=P%C3%88TRA+%C3%A0gema",
        "role=participant",
        "organisation=x",
        "role=baas",
        "page=999",
        "page=x",
        "q=%00",
        "q=" + "x" * 5000,
        "organisation=1000000000000000000000000000000",
    ],
)
def test_the_list_of_professionals_survives_any_filter(query, client_of):
    answer = client_of("administrator").get(reverse("network:professionals", args=["TEST"]) + "?" + query)
    assert (answer.status_code == 200 and "Petra Agema" in answer.content.decode()) or query in ("q=%00",)


@pytest.mark.parametrize(
    ("name", "args", "at_most"),
    [
        ("house", ["TEST"], 10),
        ("organisations", ["TEST"], 9),
        ("professionals", ["TEST"], 13),
        ("professional", ["TEST"], 11),
    ],
)
def test_pages_of_the_network_take_few_statements(name, args, at_most, world, client_of, statements):
    args = [*args, world.people["ggz"].pk] if name == "professional" else args
    client, url = client_of("administrator"), reverse(f"network:{name}", args=args)
    client.get(url)
    with statements(at_most=at_most):
        client.get(url)
