"""What forbids destruction, and the warnings before it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from eenplan.cases.models import Case
from eenplan.cases.pages import open_case
from eenplan.law.calendar import months_after
from eenplan.law.rules import Refusal
from eenplan.network.models import Professional
from eenplan.retention import engine, warnings
from eenplan.retention.holds import actions, queries, rules
from eenplan.retention.models import Hold, TermWarning

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAYS = st.dates(min_value=date(2025, 3, 1), max_value=date(2090, 1, 1))


@pytest.fixture
def place(world, act_as):
    """A hold on the closed case, by the contact point."""

    def make(key="contact", case=None, **changed):
        with act_as(world.people[key]) as who:
            return actions.place(
                who,
                Case.objects.get(pk=(case or world.closed_case).pk),
                **{
                    "kind": "claim",
                    "ground": "Dagvaarding van 3 mei, kenmerk 26/114",
                    "reviewer": Professional.objects.get(pk=world.people["contact_two"].pk),
                    "review_on": TODAY + timedelta(days=90),
                    **changed,
                },
            )

    return make


def held(case) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_held(%s)", [case.pk])
        return cursor.fetchone()[0]


@pytest.mark.law("WGS 1.8(7)", "R-57")
def test_a_hold_stops_destruction_while_it_stands_and_no_longer(world, act_as, place, as_owner):
    with as_owner():
        Case.objects.filter(pk=world.closed_case.pk).update(retain_until=TODAY - timedelta(days=1))
    hold = place()
    engine.run(world.houses["TEST"])
    with as_owner():
        assert Case.objects.filter(pk=world.closed_case.pk).exists()
    with act_as(world.people["contact"]) as who:
        actions.end(who, Hold.objects.get(pk=hold.pk), end_reason="De zaak is afgedaan.")
    engine.run(world.houses["TEST"])
    with as_owner():
        assert not Case.objects.filter(pk=world.closed_case.pk).exists()


@pytest.mark.law("R-57")
def test_a_hold_has_a_ground_a_reviewer_and_a_date_within_a_year(world, place):
    for day in (TODAY, TODAY - timedelta(days=1), months_after(TODAY, 12) + timedelta(days=1)):
        with pytest.raises(Refusal, match="binnen een jaar"):
            place(review_on=day)
    hold = place()
    assert (hold.reviewer_id, hold.ended_at) == (world.people["contact_two"].pk, None)


@pytest.mark.law("WGS 1.8(7)", "R-57")
@pytest.mark.parametrize("day", [date(9999, 12, 31), TODAY])
def test_the_database_lets_no_hold_stand_without_review(day, world, place, act_as, monkeypatch):
    monkeypatch.setattr(rules, "is_reviewed", lambda *given: None)
    with pytest.raises(IntegrityError, match="within a year"), transaction.atomic():
        place(review_on=day)
    hold = place()
    with (
        act_as(world.people["contact_two"]) as who,
        pytest.raises(IntegrityError, match="within a year"),
        transaction.atomic(),
    ):
        actions.review(who, hold, review_on=day)


@given(today=DAYS, days=st.integers(min_value=-10, max_value=500))
@settings(max_examples=200)
@pytest.mark.law("R-57")
def test_the_review_lies_after_today_and_within_a_year_on_any_day(today, days):
    try:
        rules.is_reviewed(today + timedelta(days=days), today)
        assert 0 < days <= 366
    except Refusal:
        assert days <= 0 or days >= 365


@pytest.mark.law("R-57")
@pytest.mark.parametrize("key", ["police", "ggz", "manager", "auditor", "administrator", "director"])
def test_others_place_no_hold_on_a_closed_case(key, world, act_as):
    with act_as(world.people[key]) as who:
        assert not queries.may_hold(who, world.closed_case)


@pytest.mark.law("R-57")
def test_who_steers_an_open_case_can_hold_it_and_who_takes_part_cannot(world, place, act_as):
    place("director", world.case, reviewer=Professional.objects.get(pk=world.people["council"].pk))
    with pytest.raises(Refusal):
        place("ggz", world.case)


@pytest.mark.law("WGS 1.8(7)", "WGS 1.8(2)", "R-57")
def test_who_places_a_hold_neither_reviews_it_nor_lets_it_stand_longer(world, place, act_as, client_of, monkeypatch):
    contact = Professional.objects.get(pk=world.people["contact"].pk)
    with pytest.raises(Refusal, match="Een ander"):
        place(reviewer=contact)
    hold = place()
    later = TODAY + timedelta(days=300)
    page = client_of("contact").get(f"/beletselen/{hold.pk}/").content.decode()
    assert "Nog steeds nodig?" not in page
    answer = client_of("contact").post(f"/beletselen/{hold.pk}/beoordelen/", {"review-review_on": later.isoformat()})
    assert answer.status_code in (403, 422)
    with act_as(world.people["contact"]), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(review_on=later)
    assert refused.value.__cause__.diag.constraint_name == "retention_hold_by_two"
    monkeypatch.setattr(rules, "by_another", lambda *given: None)
    with pytest.raises(IntegrityError, match="another than who placed it"), transaction.atomic():
        place(reviewer=contact)
    with act_as(world.people["contact_two"]) as who:
        actions.review(who, Hold.objects.get(pk=hold.pk), review_on=later)


@pytest.mark.law("R-57")
def test_a_late_review_warns_the_reviewer_and_a_review_sets_a_new_date(world, act_as, place, as_owner):
    hold = place()
    with as_owner():
        Hold.objects.filter(pk=hold.pk).update(review_on=TODAY - timedelta(days=2))
    with act_as(world.people["contact_two"]) as who:
        (item,) = queries.my_work(who)
        assert item.late
        actions.review(who, Hold.objects.get(pk=hold.pk), review_on=TODAY + timedelta(days=30))
        assert queries.my_work(who) == []
        actions.end(who, Hold.objects.get(pk=hold.pk), end_reason="Niet meer nodig.")
        with pytest.raises(Refusal, match="al beëindigd"):
            actions.end(who, Hold.objects.get(pk=hold.pk), end_reason="Nog eens.")


@pytest.mark.law("WGS 1.8(2)", "R-57")
def test_who_no_longer_has_a_role_that_reviews_changes_no_hold(world, act_as, place, as_owner):
    hold = place("director", world.case, reviewer=Professional.objects.get(pk=world.people["council"].pk))
    with as_owner():
        world.people["council"].professional.authorisations.filter(role="assessor").update(until="2026-01-01")
    later = TODAY + timedelta(days=30)
    with act_as(world.people["council"]) as who:
        seen = Hold.objects.get(pk=hold.pk)  # he still works on the case
        with pytest.raises(Refusal, match="contactpunt"):
            actions.review(who, seen, review_on=later)
        assert Hold.objects.filter(pk=hold.pk).update(review_on=later) == 0


def test_the_pages_of_holds_work(world, client_of, act_as):
    contact = client_of("contact")
    number = world.closed_case.number
    assert "Beletsel voor vernietiging" in contact.get(f"/casussen/{number}/").content.decode()
    for typed in ("x" * 501, "a\x00b", ""):
        fields = dict.fromkeys(("kind", "ground", "reviewer", "review_on"), typed)
        assert contact.post(f"/beletselen/casus/{number}/", fields).status_code == 422
    answer = contact.post(
        f"/beletselen/casus/{number}/",
        {
            "kind": "statute",
            "ground": "Archiefwet",
            "reviewer": world.people["contact_two"].pk,
            "review_on": (TODAY + timedelta(days=30)).isoformat(),
        },
    )
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert "Archiefwet" in contact.get("/beletselen/").content.decode()
    other = client_of("contact_two")
    assert other.post(f"{address}beoordelen/", {"review-review_on": "1999-01-01"}).status_code == 422
    assert contact.post(f"{address}beeindigen/", {"end-end_reason": "klaar"}).status_code == 302


# Warnings


@given(retain_until=DAYS, days=st.integers(min_value=-40, max_value=420))
@settings(max_examples=400)
@pytest.mark.law("R-58")
def test_stages_are_12_6_3_and_1_months_before_the_term_and_follow_each_other(retain_until, days):
    day = retain_until - timedelta(days=days)
    found = warnings.stage(retain_until, day)
    if found is None:
        assert day >= retain_until or day < months_after(retain_until, -12)
    else:
        assert months_after(retain_until, -found) <= day < retain_until
        nearer = [months for months in warnings.STAGES if months < found]
        assert all(day < months_after(retain_until, -months) for months in nearer)


@pytest.mark.parametrize("retain_until", ["2028-02-29", "2027-02-28", "2027-03-31", "2027-05-31", "2030-10-27"])
@pytest.mark.law("R-58")
def test_the_database_reckons_the_stages_alike(retain_until, as_owner, world):
    end = date.fromisoformat(retain_until)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT day::date, retention_stage(%s, day::date) FROM generate_series(%s::date - 400, %s::date + 2, '1 day') day",
            [end, end, end],
        )
        assert all(stage == warnings.stage(end, day) for day, stage in cursor.fetchall())


@pytest.mark.law("R-58")
def test_each_stage_is_warned_about_once_also_when_the_engine_missed_days(world, as_owner):
    end = months_after(TODAY, 12) + timedelta(days=20)
    with as_owner():
        Case.objects.filter(pk=world.case.pk).update(retain_until=end)
    told = []
    for days in range(0, 380, 9):
        outcomes = engine.run(world.houses["TEST"], TODAY + timedelta(days=days), dry_run=True)
        assert sum(one.number for one in outcomes if one.action == "warned") in (0, 1)
        with as_owner():
            told += _warned(world.houses["TEST"], TODAY + timedelta(days=days))
    assert told == [12, 6, 3, 1]
    with as_owner():
        assert TermWarning.objects.filter(case=world.case).count() == 4


def _warned(house, day) -> list[int]:
    from eenplan.access.acting import act_as

    with act_as(engine.system_account(house)), connection.cursor() as cursor:
        cursor.execute("SELECT months FROM retention_warn(%s, %s, true)", [house.pk, day])
        return [months for (months,) in cursor.fetchall()]


@pytest.mark.law("R-58")
@pytest.mark.parametrize("key", ["director", "police", "council", "ggz"])
def test_the_process_director_and_every_participant_read_it_once_in_mijn_werk(key, world, act_as, as_owner):
    with as_owner():
        Case.objects.filter(pk=world.case.pk).update(retain_until=TODAY + timedelta(days=80))
    with act_as(world.people[key]) as who:
        (item,) = warnings.my_work(who)
        assert world.case.number in item.title
        assert warnings.term(open_case(who, world.case.number)).words == "nog hooguit 3 maanden"


def test_far_from_the_term_nobody_is_warned(world, act_as):
    with act_as(world.people["director"]) as who:
        assert warnings.my_work(who) == []
