"""Who consents instead of an adult, and who takes a consent back (R-22, BW 7:465, UAVG 5)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings

from eenplan.exchange import consenting, rules
from eenplan.exchange.consenting import Given
from eenplan.exchange.models import Consent, Item
from eenplan.law.rules import Refusal
from eenplan.people.dates import PartialDate
from tests.exchange.test_consent import address, births, constraint, days
from tests.support import world as build

pytestmark = pytest.mark.django_db

WHY = "Onder curatele gesteld door de rechtbank op 3 maart 2024"
CURATOR = Given(build.TODAY, "representative", "written", "J. Jansen", "curator", WHY)


@pytest.mark.law("R-22", "BW 7:465", "UAVG 5")
@pytest.mark.parametrize("capacity", ["curator", "mentor", "proxy"])
def test_who_represents_an_adult_consents_with_the_reason_why_the_adult_does_not(capacity):
    rules.given_by_the_right_one("1980-01-01", date(2026, 11, 22), "representative", capacity, WHY)


@pytest.mark.law("R-22", "BW 7:465", "UAVG 5")
@pytest.mark.parametrize(
    ("birth", "given_by", "capacity", "incapacity", "said"),
    [
        ("2008-11-23", "representative", "mentor", WHY, "18 jaar"),  # eighteen tomorrow
        ("2008-00-00", "representative", "mentor", WHY, "18 jaar"),  # perhaps not yet
        ("", "representative", "curator", WHY, "18 jaar"),
        ("1980-01-01", "both", "curator", WHY, "niet samen"),
        ("1980-01-01", "self", "curator", WHY, "niet samen"),
        ("1980-01-01", "representative", "curator", "  ", "waarom"),
        ("1980-01-01", "representative", "", WHY, "wie voor de volwassene"),
    ],
)
def test_nobody_else_decides_for_an_adult(birth, given_by, capacity, incapacity, said):
    with pytest.raises(Refusal, match=said) as refused:
        rules.given_by_the_right_one(birth, date(2026, 11, 22), given_by, capacity, incapacity)
    assert refused.value.article == "BW 7:465"


@pytest.mark.law("R-22", "BW 7:465")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(birth=births, day=days)
def test_the_database_knows_an_adult_as_the_rule_does(birth, day, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_adult(%s, %s)", [birth, day])
        assert cursor.fetchone()[0] == bool(PartialDate.parse(birth).is_adult_on(day))


def record(who, case, person, given):
    return consenting.record(who, case, person=person.pk, given=given, categories=[6])


@pytest.mark.law("R-22", "BW 7:465", "UAVG 5", "WGS 2.29(2)")
def test_the_consent_of_a_curator_is_recorded_and_the_database_asks_the_same(at_work, world):
    with at_work("ggz") as (who, case):
        made = record(who, case, world.persons["father"], CURATOR)
        assert (made.capacity, made.incapacity, made.representative) == ("curator", WHY, "J. Jansen")
        with pytest.raises(ValidationError, match="vertegenwoordigt"):
            record(who, case, world.persons["father"], Given(build.TODAY, "representative", "oral", "", "mentor", WHY))
        whole = {
            "house_id": case.house_id,
            "case": case,
            "person": world.persons["father"],
            "supplier_id": who.organisation_id,
            "account_id": who.account_id,
            "categories": [6],
            "given_on": build.TODAY,
            "given_by": "representative",
            "manner": "oral",
            "representative": "J. Jansen",
            "capacity": "curator",
            "incapacity": WHY,
        }
        for wrong, name in (
            ({"incapacity": ""}, "exchange_consent_for_an_adult_motivated"),
            ({"capacity": "", "given_by": "self"}, "exchange_consent_for_an_adult_motivated"),
            ({"given_by": "both"}, "exchange_consent_for_an_adult_motivated"),
            ({"representative": ""}, "exchange_consent_names_representative"),
            ({"capacity": "", "incapacity": ""}, "exchange_consent_giver"),
            ({"person": world.persons["daughter"]}, "exchange_represents_an_adult"),
        ):
            with pytest.raises(IntegrityError) as error, transaction.atomic():
                Consent.objects.create(**{**whole, **wrong})
            assert constraint(error) == name, wrong


@pytest.mark.law("R-22", "UAVG 5", "AVG 7")
def test_a_representative_takes_a_consent_back_that_the_person_gave(at_work, world, as_owner):
    with at_work("ggz") as (who, case):
        consent = case.consents.get()
        assert consent.given_by == "self"
        with pytest.raises(ValidationError, match="vertegenwoordigt"):
            consenting.withdraw(who, case, consent, withdrawn_on=build.TODAY, by="representative")
        for wrong in (
            {"withdrawn_through": "representative"},
            {"withdrawn_through": "self", "withdrawn_representative": "J. Jansen"},
            {"withdrawn_through": "both", "withdrawn_representative": "J. Jansen"},
        ):
            with pytest.raises(IntegrityError) as error, transaction.atomic():
                Consent.objects.update(withdrawn_on=build.TODAY, withdrawn_by=who.account_id, **wrong)
            assert constraint(error) == "exchange_withdrawal_names_representative", wrong
        consenting.withdraw(
            who,
            case,
            consent,
            withdrawn_on=build.TODAY,
            by="representative",
            representative="J. Jansen",
            capacity="mentor",
        )
        taken_back = case.consents.get()
        assert taken_back.withdrawn_through == "representative"
        assert (taken_back.withdrawn_representative, taken_back.withdrawn_capacity) == ("J. Jansen", "mentor")
    with as_owner():
        assert Item.objects.get(consent=consent).consent_withdrawn_on == build.TODAY


def typed(world, **changes):
    return {
        "person": world.persons["father"].pk,
        "given_on": build.TODAY.isoformat(),
        "given_by": "representative",
        "representative": "J. Jansen",
        "capacity": "curator",
        "incapacity": WHY,
        "manner": "written",
        "categories": ["6"],
        **changes,
    }


@pytest.mark.law("R-22", "BW 7:465", "UAVG 5")
def test_the_pages_ask_who_decides_and_show_it(client_of, world):
    ggz = client_of("ggz")
    where = address(world, "toestemming/")
    said = ggz.post(f"{where}vastleggen/", typed(world, incapacity=""))
    assert said.status_code == 422
    assert "waarom die dat niet zelf doet" in said.text
    assert "J. Jansen" in said.text
    assert ggz.post(f"{where}vastleggen/", typed(world)).status_code == 302
    for key in ("ggz", "director", "auditor"):
        page = client_of(key).get(where).text
        assert "J. Jansen (curator)" in page, key
        assert WHY in page, key
    number = page_of(ggz, where)
    withdraw = f"{where}{number}/intrekken/"
    for wrong in ({"by": ""}, {"by": "both"}, {"by": "representative"}, {"by": "self", "capacity": "paus"}):
        assert ggz.post(withdraw, {"withdrawn_on": build.TODAY.isoformat(), **wrong}).status_code == 422, wrong
    taken = {"by": "representative", "representative": "J. Jansen", "capacity": "curator"}
    assert ggz.post(withdraw, {"withdrawn_on": build.TODAY.isoformat(), **taken}).status_code == 302
    assert "door J. Jansen (curator)" in ggz.get(where).text


def page_of(client, where) -> str:
    """The number of the newest consent that can be taken back."""
    return client.get(where).text.split("/intrekken/")[0].split("/")[-1]


@pytest.mark.law("R-22")
def test_what_was_chosen_for_a_representative_plays_no_part_when_the_person_consents(client_of, world, as_owner):
    where = address(world, "toestemming/vastleggen/")
    assert client_of("ggz").post(where, typed(world, given_by="self", representative="")).status_code == 302
    with as_owner():
        assert Consent.objects.filter(given_by="self", capacity="", incapacity="", categories=[6]).exists()


def test_hostile_words_about_a_representative_are_no_error_of_ours(client_of, world):
    where = address(world, "toestemming/vastleggen/")
    for wrong in (
        {"incapacity": "x" * 501},
        {"incapacity": "a\x00b"},
        {"capacity": "paus"},
        {"representative": "x" * 201},
    ):
        assert client_of("ggz").post(where, typed(world, **wrong)).status_code == 422, wrong
    asked = client_of("ggz").post(where, typed(world, incapacity="Is joods en wilsonbekwaam"))
    assert asked.status_code == 422
    assert "bijzonder gegeven" in asked.text
    confirmed = typed(world, incapacity="Is joods en wilsonbekwaam", confirmed="joods")
    assert client_of("ggz").post(where, confirmed).status_code == 302
