"""Supplying, correcting and sharing: what is refused by rule and by database, with its article."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from eenplan.audit.models import Event
from eenplan.cases.models import Case, Member
from eenplan.exchange import actions
from eenplan.exchange.models import Item, Recipient
from eenplan.law.codes import DataCategory, SharingGround
from eenplan.law.rules import Refusal
from tests.support import world as build

pytestmark = pytest.mark.django_db


def typed(world, **fields):
    return {
        "person": world.persons["father"].pk,
        "category": DataCategory.HOUSING,
        "text": "Woont bij zijn broer",
        "recipients": [],
        **fields,
    }


def insert(who, case, world, **fields):
    """Past the rules, straight into the database."""
    with transaction.atomic():
        return Item.objects.create(
            **{
                "house_id": case.house_id,
                "case_id": case.pk,
                "person_id": world.persons["father"].pk,
                "category": DataCategory.HOUSING,
                "supplier_id": who.organisation_id,
                "account_id": who.account_id,
                "ground": SharingGround.NECESSARY,
                "motivation": "nodig",
                "text": "x",
                "first_processed_on": build.TODAY,
                **fields,
            }
        )


def constraint(error) -> str:
    return error.value.__cause__.diag.constraint_name


@pytest.mark.law("R-20", "WGS 2.30(1)")
def test_an_item_carries_category_person_supplier_ground_and_date(at_work, world):
    with at_work("council") as (who, case):
        item = actions.supply(who, case, **typed(world, recipients=[world.organisations["police"].pk]))
        item.refresh_from_db()
        assert (item.supplier_id, item.account_id) == (who.organisation_id, who.account_id)
        assert (item.ground, item.first_processed_on, item.status) == ("wgs-1.5(1)", build.TODAY, "valid")
        assert [each.organisation for each in item.recipients.all()] == [world.organisations["police"]]


@pytest.mark.law("R-05", "WGS 2.31(3)")
def test_before_admission_there_is_no_case_to_tell_anything_to(world, as_owner, client_of):
    with as_owner():
        assert not Case.objects.filter(referral=world.referral).exists()
        assert not Item._meta.get_field("case").null  # an item without a case cannot be
    answer = client_of("ggz").post(f"/casussen/{world.referral.number}/informatie/verstrekken/", {"text": "x"})
    assert answer.status_code == 404


@pytest.mark.law("WGS 1.5(2)", "R-20", "Wpg 20(3)")
@pytest.mark.parametrize(
    ("key", "category", "name"),
    [
        ("council", DataCategory.POLICE, "exchange_police_only"),
        ("ggz", DataCategory.POLICE, "exchange_police_only"),
        ("police", DataCategory.JUSTICE, "exchange_prosecution_only"),
    ],
)
def test_police_data_come_from_the_police_and_judicial_data_from_the_prosecution(key, category, name, at_work, world):
    with at_work(key) as (who, case):
        with pytest.raises(Refusal, match="politie") as refused:
            actions.supply(who, case, **typed(world, category=category, ground="2.29(2)-care", motivation="nodig"))
        assert refused.value.article == "WGS 1.5(2)"
        with pytest.raises(IntegrityError) as error:
            insert(who, case, world, category=category, ground=SharingGround.POLICE_ACT)
        assert constraint(error) == name


@pytest.mark.law("WGS 2.29(2)", "R-22", "8.11-3")
def test_the_ggz_cannot_supply_without_one_of_the_four_grounds(at_work, world, client_of):
    """Acceptance test 3 of the domain notes (8.11)."""
    with at_work("ggz") as (who, case):
        for ground, motivation in (("", "nodig"), ("wgs-1.5(1)", "nodig"), ("2.29(2)-care", " ")):
            with pytest.raises(Refusal) as refused:
                actions.supply(who, case, **typed(world, ground=ground, motivation=motivation))
            assert refused.value.article == "WGS 2.29(2)"
        with pytest.raises(IntegrityError) as error:
            insert(who, case, world)
        assert constraint(error) == "exchange_secrecy_ground"
        with pytest.raises(IntegrityError) as error:
            insert(who, case, world, ground=SharingGround.GOOD_CARE, motivation="")
        assert constraint(error) == "exchange_secrecy_motivated"
        assert actions.supply(who, case, **typed(world, ground="2.29(2)-care", motivation="acuut gevaar")).ground
    address = f"/casussen/{world.case.number}/informatie/verstrekken/"
    answer = client_of("ggz").post(address, typed(world, text="Kwetsbaar"))
    assert answer.status_code == 422
    assert "Kwetsbaar" in answer.content.decode()


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_one_supplies_for_ones_own_organisation_on_a_case_one_takes_part_in(at_work, world, act_as):
    with at_work("police") as (who, case):
        for stolen in (
            {"supplier_id": world.organisations["council"].pk},
            {"account_id": world.people["council"].pk},
            {"status": "rectified"},
        ):
            with pytest.raises(ProgrammingError):
                insert(who, case, world, **stolen)
    with at_work("director") as (who, case):
        with pytest.raises(Refusal) as refused:
            actions.supply(who, case, **typed(world))
        assert refused.value.article == "WGS 2.31(4)"
        with pytest.raises(ProgrammingError):
            insert(who, case, world)
    with act_as(world.people["probation"]) as who, pytest.raises(ProgrammingError):
        insert(who, world.case, world)


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_nothing_is_supplied_to_or_read_in_a_closed_case(at_work, world, as_owner, client_of):
    with at_work("police") as (who, case):
        with as_owner():
            build.close(case, world.people["council"])
        assert Item.objects.count() == 0
        with pytest.raises(ProgrammingError):
            insert(who, case, world)
    assert client_of("police").get(f"/casussen/{world.case.number}/informatie/").status_code == 404


@pytest.mark.law("WGS 2.30(1)", "R-21")
def test_an_item_is_about_a_person_of_the_case_and_never_about_a_professional(at_work, world):
    with at_work("council") as (who, case):
        with pytest.raises(Refusal) as refused:
            actions.supply(who, case, **typed(world, person=world.persons["stranger"].pk))
        assert refused.value.article == "WGS 2.30(1)"
        with pytest.raises(IntegrityError) as error:
            insert(who, case, world, person_id=world.persons["stranger"].pk)
        assert constraint(error) == "exchange_about_member"


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_recipients_are_organisations_on_the_case(at_work, world, supplied):
    outsider, item = world.organisations["probation"].pk, supplied("police")
    with at_work("police") as (who, case):
        with pytest.raises(Refusal) as refused:
            actions.supply(who, case, **typed(world, recipients=[outsider]))
        assert refused.value.article == "WGS 2.31(4)"
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Recipient.objects.create(house_id=case.house_id, case=case, item=item, organisation_id=outsider)
        assert constraint(error) == "exchange_recipient_takes_part"


@pytest.mark.law("WGS 2.29(3)", "R-24")
def test_only_the_supplier_lets_others_read_an_item(at_work, world, supplied):
    item, ggz = supplied("police"), world.organisations["ggz"].pk
    with at_work("council") as (who, case):
        with pytest.raises(Refusal):
            actions.share(who, case, case.items.get(pk=item.pk), recipients=[ggz])
        with pytest.raises(ProgrammingError), transaction.atomic():
            Recipient.objects.create(house_id=case.house_id, case=case, item=item, organisation_id=ggz)
    with at_work("ggz"):
        assert not Item.objects.filter(pk=item.pk).exists()
    with at_work("police") as (who, case):
        actions.share(who, case, case.items.get(pk=item.pk), recipients=[ggz, world.organisations["council"].pk])
    with at_work("ggz"):
        assert Item.objects.filter(pk=item.pk).exists()


def test_the_same_thing_twice_is_said_once(at_work, world):
    with at_work("council") as (who, case):
        actions.supply(who, case, **typed(world))
        with pytest.raises(ValidationError, match="al zo verstrekt"):
            actions.supply(who, case, **typed(world))


@pytest.mark.law("BGS 1.7", "WGS 1.8(7)")
def test_a_correction_is_appended_keeps_its_term_and_reaches_who_read_the_old_one(at_work, world, supplied, as_owner):
    old = supplied("police")
    with as_owner():
        Item.objects.filter(pk=old.pk).update(first_processed_on="2026-01-05")
    with at_work("police") as (who, case):
        newer = actions.correct(who, case, case.items.get(pk=old.pk), category=7, text="Twee meldingen")
        newer.refresh_from_db()
        old = case.items.get(pk=old.pk)
        assert (old.status, old.text) == ("rectified", "Drie meldingen van geweld")
        assert (newer.status, newer.replaces_id) == ("valid", old.pk)
        assert str(newer.first_processed_on) == "2026-01-05"
        with pytest.raises(Refusal) as refused:
            actions.correct(who, case, old, category=7, text="nog eens")
        assert refused.value.article == "BGS 1.7"
    with at_work("council") as (who, case):
        assert set(case.items.filter(supplier=world.organisations["police"])) == {old, newer}
        with pytest.raises(Refusal):
            actions.correct(who, case, newer, category=7, text="van een ander")


@pytest.mark.law("BGS 1.7")
def test_a_correction_of_another_or_of_an_old_version_is_refused_by_the_database(at_work, world, supplied):
    police = supplied("police")
    with at_work("police") as (who, case):
        actions.correct(who, case, case.items.get(pk=police.pk), category=7, text="beter")
        for changed in ({"replaces": police}, {"replaces": police, "person_id": world.persons["mother"].pk}):
            with pytest.raises(IntegrityError) as error:
                insert(who, case, world, category=7, ground=SharingGround.POLICE_ACT, **changed)
            assert constraint(error) == "exchange_replaces_own"
    with at_work("council") as (who, case), pytest.raises(IntegrityError) as error:
        insert(who, case, world, replaces=police)
    assert constraint(error) == "exchange_replaces_own"


@pytest.mark.law("BGS 1.7")
def test_what_was_said_about_somebody_who_left_the_case_can_still_be_corrected(at_work, world, supplied, as_owner):
    with as_owner():
        Member.objects.filter(case=world.case, person=world.persons["mother"]).update(until=timezone.now())
    with at_work("council") as (who, case):
        item = case.items.get(pk=supplied("council").pk)
        assert actions.correct(who, case, item, category=item.category, text="Urgentie vervallen").pk
        with pytest.raises(Refusal):
            actions.supply(who, case, **typed(world, person=world.persons["mother"].pk))


@pytest.mark.law("R-20", "WGS 1.8(4)")
def test_what_was_said_is_never_edited_or_removed(at_work, supplied):
    item = supplied("police")
    with at_work("police"):
        for change in ({"text": "anders"}, {"status": "destroyed"}, {"status": "valid"}, {"conditions": ""}):
            with pytest.raises(ProgrammingError), transaction.atomic():
                Item.objects.filter(pk=item.pk).update(**change)
        for model in (Item, Recipient):
            with pytest.raises(ProgrammingError), transaction.atomic():
                model.objects.all()._raw_delete("default")


@pytest.mark.law("R-72", "WGS 1.8(4)")
def test_supplying_and_reading_are_logged_per_person_with_categories(at_work, world, client_of, as_owner):
    client_of("director").get(f"/casussen/{world.case.number}/informatie/")
    client_of("council").post(
        f"/casussen/{world.case.number}/informatie/verstrekken/",
        typed(world, recipients=[world.organisations["police"].pk]),
    )
    with as_owner():
        lines = Event.objects.filter(action="read", case_id=world.case.pk, account_id=world.people["director"].pk)
        read = {line.subject_id: set(line.categories) & {3, 6, 7} for line in lines}
        assert read == {
            world.persons["father"].pk: {6, 7},
            world.persons["mother"].pk: {3},
            world.persons["son"].pk: set(),
            world.persons["daughter"].pk: set(),
        }
        line = Event.objects.get(action="item.supply")
        assert (line.subject_id, line.categories, line.organisation_id) == (
            world.persons["father"].pk,
            [3],
            world.organisations["council"].pk,
        )


@pytest.mark.law("WGS 1.8(7)", "R-50")
def test_an_item_with_an_old_date_does_not_bring_the_case_to_its_term(at_work, world):
    with at_work("police") as (who, case):
        made = insert(who, case, world, first_processed_on="2001-01-01")
        made.refresh_from_db()
        assert made.first_processed_on == timezone.localdate()
        assert Case.objects.get(pk=case.pk).retain_until == case.retain_until
