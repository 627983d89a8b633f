"""Consent that lifts medical secrecy, and what its withdrawal stops at once (R-22, WGS 2.29(2))."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenplan.exchange import actions, consenting, queries, rules
from eenplan.exchange.consenting import Given
from eenplan.exchange.models import Consent, Item, Notice, Recipient
from eenplan.law.rules import Refusal
from eenplan.people.dates import PartialDate
from tests.support import world as build

pytestmark = pytest.mark.django_db

SELF = Given(build.TODAY, Consent.Giver.SELF, Consent.Manner.WRITTEN)


def typed(world, **fields):
    return {
        "person": world.persons["father"].pk,
        "category": 6,
        "text": "Krijgt nu medicatie",
        "ground": "2.29(2)-consent",
        "motivation": "hij vroeg er zelf om",
        "recipients": [world.organisations["council"].pk],
        **fields,
    }


def usable(item) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_usable(%s)", [item.pk])
        return cursor.fetchone()[0]


def constraint(error) -> str:
    return error.value.__cause__.diag.constraint_name


@pytest.mark.law("R-22", "WGS 2.29(2)")
@pytest.mark.parametrize(
    ("birth", "needed"),
    [
        ("2015-11-23", "representative"),  # eleven, twelve tomorrow
        ("2014-11-22", "both"),
        ("2010-11-23", "both"),  # fifteen
        ("2010-11-22", "self"),
        ("2014-00-00", "both"),  # eleven or twelve: both, to be safe
        ("2010-11-00", "both"),  # fifteen or sixteen
        ("2010-10-00", "self"),
        ("0000-00-00", "both"),
        ("", "both"),
        ("2012-02-29", "both"),
    ],
)
def test_who_consents_follows_from_age_and_from_the_safe_side_when_it_is_not_known(birth, needed):
    assert rules.giver(birth, date(2026, 11, 22)) == needed


years = st.integers(2005, 2020)
births = st.one_of(
    st.dates(date(2005, 1, 1), date(2020, 12, 31)).map(str),
    st.builds("{:04}-{:02}-00".format, years, st.integers(1, 12)),
    st.builds("{:04}-00-00".format, years),
    st.sampled_from(["", "0000-00-00", "2008-02-29", "2012-02-29"]),
)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.law("R-22")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(birth=births, day=days)
def test_the_database_reckons_the_giver_as_the_rule_does(birth, day, db):
    first = PartialDate.parse(birth).first_day
    if first and first > day:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_giver(%s, %s)", [birth, day])
        assert cursor.fetchone()[0] == rules.giver(birth, day)


@pytest.mark.law("R-22", "WGS 2.29(2)", "8.11-3")
def test_an_item_on_consent_rests_on_one_that_is_recorded(at_work, world):
    with at_work("ggz") as (who, case):
        with pytest.raises(Refusal) as refused:
            actions.supply(who, case, **typed(world))
        assert refused.value.article == "WGS 2.29(2)"
        item = actions.supply(who, case, **typed(world, given=SELF))
        assert (item.consent.categories, item.consent.person_id) == ([6], world.persons["father"].pk)
        same = actions.supply(who, case, **typed(world, text="Slaapt weer", given=SELF))
        assert same.consent_id == item.consent_id  # said twice, recorded once
        again = actions.supply(who, case, **typed(world, text="Slaapt beter", consent=item.consent_id))
        assert again.consent_id == item.consent_id


@pytest.mark.law("R-22", "WGS 2.29(2)")
def test_the_consent_of_another_person_category_or_recipient_does_not_count(at_work, world):
    mother = world.persons["mother"].pk
    with at_work("ggz") as (who, case):
        of_father = consenting.record(
            who,
            case,
            person=world.persons["father"].pk,
            given=SELF,
            categories=[6],
            recipients=[world.organisations["council"].pk],
        )
        for wrong in (
            {"person": mother},
            {"category": 12},
            {"recipients": [world.organisations["police"].pk]},
            {"consent": 999_999},
        ):
            with pytest.raises(Refusal) as refused:
                actions.supply(who, case, **(typed(world, consent=of_father.pk) | wrong))
            assert refused.value.article == "WGS 2.29(2)"
        item = actions.supply(who, case, **typed(world, consent=of_father.pk))
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Recipient.objects.create(
                house_id=case.house_id, case=case, item=item, organisation=world.organisations["police"]
            )
        assert constraint(error) == "exchange_consent_recipient"


@pytest.mark.law("R-22", "WGS 2.29(2)")
def test_a_child_consents_through_who_represents_it(at_work, world):
    daughter, grown = world.persons["daughter"], world.persons["father"]  # thirteen, and an adult
    with at_work("ggz") as (who, case):
        for person, given_by in ((daughter, "self"), (daughter, "representative"), (grown, "representative")):
            given = Given(build.TODAY, given_by, "oral", "moeder, met gezag")
            with pytest.raises(Refusal):
                consenting.record(who, case, person=person.pk, given=given, categories=[6])
            with pytest.raises(IntegrityError) as error, transaction.atomic():
                Consent.objects.create(
                    house_id=case.house_id,
                    case=case,
                    person=person,
                    supplier_id=who.organisation_id,
                    account_id=who.account_id,
                    categories=[6],
                    given_on=build.TODAY,
                    given_by=given_by,
                    manner="oral",
                    representative="moeder",
                )
            assert constraint(error) == "exchange_consent_giver"
        both = Given(build.TODAY, "both", "oral", "moeder, met gezag")
        assert consenting.record(who, case, person=daughter.pk, given=both, categories=[6]).pk
        with pytest.raises(ValidationError, match="vertegenwoordigt"):
            consenting.record(who, case, person=daughter.pk, given=Given(build.TODAY, "both", "oral"), categories=[12])


@pytest.mark.law("R-22", "WGS 2.29(2)", "AVG 7")
def test_a_withdrawal_stops_sharing_flags_the_item_and_tells_who_received_it(at_work, world, supplied, act_as):
    item = supplied("ggz")
    with at_work("ggz") as (who, case):
        consenting.withdraw(who, case, case.consents.get(), withdrawn_on=build.TODAY)
        item = queries.one(case, item.pk)
        assert (item.usable, usable(item)) == (False, False)
        with pytest.raises(Refusal) as refused:
            actions.share(who, case, item, recipients=[world.organisations["police"].pk])
        assert refused.value.article == "WGS 2.29(2)"
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Recipient.objects.create(
                house_id=case.house_id, case=case, item=item, organisation=world.organisations["police"]
            )
        assert constraint(error) == "exchange_item_usable"
        with pytest.raises(Refusal):
            actions.supply(who, case, **typed(world, consent=item.consent_id))
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Item.objects.create(
                house_id=case.house_id,
                case=case,
                person_id=item.person_id,
                category=6,
                supplier_id=who.organisation_id,
                account_id=who.account_id,
                ground="2.29(2)-consent",
                motivation="x",
                text="y",
                consent_id=item.consent_id,
                first_processed_on=build.TODAY,
            )
        assert constraint(error) == "exchange_consent_covers"
    with at_work("council") as (who, case):
        read = queries.one(case, item.pk)
        assert "ingetrokken" in read.caveats[0]
        assert read.consent is None  # who gave it is between the person and the supplier
        (notice,) = queries.unseen(who, case)
        assert (notice.kind, notice.item_id) == ("withdrawn", item.pk)
        (work,) = [each for each in queries.my_work(who) if each.kind == "Mededeling"]
        assert "toestemming ingetrokken" in work.title
    with act_as(world.people["police"]):
        assert not Notice.objects.exists()


@pytest.mark.law("R-22")
def test_a_withdrawal_is_for_good_and_for_who_recorded_the_consent(at_work, world, act_as):
    with at_work("ggz") as (who, case):
        consent = case.consents.get()
        for wrong in (build.TODAY + timedelta(days=1), consent.given_on - timedelta(days=1)):
            with pytest.raises(Refusal):
                consenting.withdraw(who, case, consent, withdrawn_on=wrong)
        consenting.withdraw(who, case, consent, withdrawn_on=build.TODAY)
        with pytest.raises(Refusal, match="al ingetrokken"):
            consenting.withdraw(who, case, case.consents.get(), withdrawn_on=build.TODAY)
        assert not Consent.objects.update(withdrawn_on=None, withdrawn_by=None)
        for change in ({"categories": [1]}, {"given_by": "both"}, {"person": world.persons["mother"]}):
            with pytest.raises(ProgrammingError), transaction.atomic():
                Consent.objects.update(**change)
    for key, sees in (("director", 1), ("auditor", 1), ("police", 0), ("council", 0), ("probation", 0)):
        with act_as(world.people[key]):
            assert Consent.objects.count() == sees, key


@pytest.mark.law("R-22", "WGS 2.29(2)")
def test_who_corrects_on_a_withdrawn_consent_needs_another_ground(at_work, supplied):
    item = supplied("ggz")
    words = {"category": 6, "text": "Behandeling gestopt", "motivation": "nodig"}
    with at_work("ggz") as (who, case):
        consenting.withdraw(who, case, case.consents.get(), withdrawn_on=build.TODAY)
        item = queries.one(case, item.pk)
        with pytest.raises(Refusal):
            actions.correct(who, case, item, ground="2.29(2)-consent", consent=item.consent_id, **words)
        newer = actions.correct(who, case, item, ground="2.29(2)-care", **words)
        assert newer.usable


# --- pages ----------------------------------------------------------------------------------------


def address(world, path=""):
    return f"/casussen/{world.case.number}/informatie/{path}"


def test_consent_is_recorded_withdrawn_and_seen_on_every_page(client_of, world, supplied):
    ggz, council, item = client_of("ggz"), client_of("council"), supplied("ggz")
    page = ggz.get(address(world, "toestemming/")).content.decode()
    assert "betrokkene zelf" in page
    number = page.split("/intrekken/")[0].split("/")[-1]
    withdraw = address(world, f"toestemming/{number}/intrekken/")
    assert "College van B&amp;W Waterdam" in ggz.get(withdraw).content.decode()
    assert ggz.post(withdraw, {"withdrawn_on": "morgen", "by": "self"}).status_code == 422
    assert ggz.post(withdraw, {"withdrawn_on": build.TODAY.isoformat(), "by": "self"}).status_code == 302
    for path in ("", f"{item.pk}/"):
        page = council.get(address(world, path)).content.decode()
        assert "Toestemming ingetrokken op" in page, path
        assert "Gezien en verwerkt" in page, path
    assert "Toestemming ingetrokken op" in council.get(f"/casussen/{world.case.number}/").content.decode()
    assert "oestemming ingetrokken" in council.get("/").content.decode()
    seen = address(world, page.split("informatie/mededelingen/")[1].split("/")[0].join(("mededelingen/", "/gezien/")))
    assert council.post(seen).status_code == 302
    assert council.post(seen).status_code == 302  # twice is once
    assert "Gezien en verwerkt" not in council.get(address(world)).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Vul dit in bij een nieuwe toestemming"),
        ({"given_on": "2999-01-01"}, "in de toekomst"),
        ({"given_on": "31-02-2026"}, "datum"),
        ({"given_by": "representative", "representative": "\x00"}, "niet is toegestaan"),
        ({"given_by": "representative", "representative": "x" * 201}, "200"),
        ({"given_by": "representative", "representative": "moeder"}, "Vanaf zestien jaar"),
        ({"consent": "999999999999999"}, "geldige keuze"),
    ],
)
def test_a_new_consent_is_checked_within_the_form_and_nothing_typed_is_lost(fields, said, client_of, world):
    whole = {"given_on": build.TODAY.isoformat(), "given_by": "self", "manner": "oral"} if fields else {}
    answer = client_of("ggz").post(address(world, "verstrekken/"), typed(world) | whole | fields)
    assert answer.status_code == 422
    assert "Krijgt nu medicatie" in answer.content.decode()
    assert said in answer.content.decode()


def test_what_stands_in_the_consent_fields_plays_no_part_on_another_ground(client_of, world):
    fields = typed(world, ground="2.29(2)-care", given_on="31-02-2026", given_by="nobody")
    assert client_of("ggz").post(address(world, "verstrekken/"), fields).status_code == 302
