"""Renewing: at most two years, ordered together, with the assent of each supplier, on one of two grounds (BGS 1.16)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from eenplan.cases.models import Case, Closing, Participation
from eenplan.cases.pages import open_case
from eenplan.exchange.models import Item, Recipient
from eenplan.law.calendar import months_after
from eenplan.law.rules import Refusal
from eenplan.people.models import Person
from eenplan.provisions.models import Provision, ProvisionLetter
from eenplan.retention.models import JournalLine, Renewal, RenewalVoice
from eenplan.retention.renewals import actions, queries, rules

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEAR = TODAY + timedelta(days=60)
CRITERIA = dict.fromkeys(actions.CRITERIA, "Nog steeds zo.")
DAYS = st.dates(min_value=date(2025, 3, 1), max_value=date(2090, 1, 1))


@pytest.fixture
def at_term(as_owner):
    """`at_term(case, day)`: the case has this term."""

    def move(case, day=NEAR):
        with as_owner():
            Case.objects.filter(pk=case.pk).update(retain_until=day)
            case.refresh_from_db()
        return case

    return move


@pytest.fixture
def closed(world, as_owner, at_term):
    """`closed(months_before_term)`: the closed case of the world, closed today, that long before its term."""

    def make(months_before=6, item=True):
        case = at_term(world.closed_case, months_after(TODAY, months_before))
        with as_owner():
            for key in ("police", "council") if item else ():
                Item.objects.bulk_create([_item(case, world, key)])
        return case

    return make


def _item(case, world, key):
    return Item(
        house_id=case.house_id,
        case=case,
        person=world.persons["closed"],
        category=3,
        supplier=world.organisations[key],
        account=world.people[key],
        ground="wgs-1.5(1)",
        motivation="",
        text=f"Van {key}",
        first_processed_on=TODAY,
    )


@pytest.fixture
def propose(world, act_as, at_term):
    """A proposal on ground a for the open case, by its process director."""

    def make(new_end=None, **changed):
        at_term(world.case)
        with act_as(world.people["director"]) as who:
            case = open_case(who, world.case.number)
            return actions.propose(
                who, case, new_end=new_end or months_after(NEAR, 24), motive="Nodig", **{**CRITERIA, **changed}
            )

    return make


@pytest.fixture
def say(world, act_as):
    """`say("police", renewal, "order")`."""

    def speak(key, renewal, kind, agrees=True):
        with act_as(world.people[key]) as who:
            return actions.speak(who, renewal, kind=kind, agrees=agrees)

    return speak


@pytest.fixture
def begin(world, act_as):
    """Start a renewal as this person."""

    def start(key, renewal):
        with act_as(world.people[key]) as who:
            return actions.start(who, Renewal.objects.get(pk=renewal.pk))

    return start


def constraint(error) -> str:
    return error.value.__cause__.diag.constraint_name


# The terms


@given(retain_until=DAYS, months=st.integers(min_value=-5, max_value=60), days=st.integers(min_value=-3, max_value=3))
@settings(max_examples=400)
@pytest.mark.law("BGS 1.16(3)", "R-54", "8.11-8")
def test_a_renewal_is_never_longer_than_two_years(retain_until, months, days):
    new_end = months_after(retain_until, months) + timedelta(days=days)
    try:
        rules.lasts_two_years_at_most(retain_until, new_end)
        assert retain_until < new_end <= months_after(retain_until, 24)
    except Refusal:
        assert new_end <= retain_until or new_end > months_after(retain_until, 24)


@given(retain_until=DAYS, closed_before=st.integers(min_value=-10, max_value=900), ago=st.integers(-10, 900))
@settings(max_examples=400)
@pytest.mark.law("BGS 1.16(2)", "R-55", "8.11-9")
def test_ground_b_is_for_a_case_closed_less_than_a_year_before_its_term(retain_until, closed_before, ago):
    closed_on, today = retain_until - timedelta(days=closed_before), retain_until - timedelta(days=ago)
    try:
        rules.may_renew("b", retain_until, closed_on, today)
        assert closed_on > months_after(retain_until, -12)
        assert today < retain_until
    except Refusal:
        assert closed_on <= months_after(retain_until, -12) or today >= retain_until


@pytest.mark.parametrize("day", ["2028-02-29", "2027-02-28", "2027-01-31", "2026-10-25", "2027-03-28", "2027-12-31"])
@pytest.mark.law("BGS 1.16(2)", "R-54", "R-55")
def test_the_database_reckons_years_alike(day, world):
    start = date.fromisoformat(day)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (%s::date + interval '2 years')::date, (%s::date - interval '1 year')::date", [start, start]
        )
        assert cursor.fetchone() == (months_after(start, 24), months_after(start, -12))


# Ground a


@pytest.mark.law("BGS 1.16(3)", "R-54", "8.11-8")
def test_a_renewal_of_25_months_is_refused_by_rule_and_database(world, propose, as_owner, at_term):
    with pytest.raises(Refusal, match="ten hoogste twee jaar"):
        propose(new_end=months_after(NEAR, 25))
    at_term(world.case)
    with pytest.raises(DatabaseError) as error, transaction.atomic(), as_owner():
        Renewal.objects.create(
            house=world.case.house,
            case=world.case,
            ground="a",
            motive="x",
            from_end=NEAR,
            new_end=months_after(NEAR, 25),
            account=world.people["director"],
            **CRITERIA,
        )
    assert constraint(error) == "retention_two_years_at_most"


@pytest.mark.law("WGS 1.8(7)", "BGS 1.16(2)", "R-54", "8.11-8")
def test_items_without_assent_of_their_supplier_are_destroyed_when_the_renewal_starts(
    world, propose, say, begin, act_as, as_owner
):
    renewal = propose()
    for key in ("police", "council"):
        say(key, renewal, "order")
    say("police", renewal, "assent")
    say("council", renewal, "assent", agrees=False)
    with pytest.raises(Refusal, match="Nog geen antwoord van: GGZ De Brug"):  # silence destroys nothing
        begin("director", renewal)
    with act_as(world.people["director"]), connection.cursor() as cursor:
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            cursor.execute("SELECT retention_start(%s)", [renewal.pk])
        assert constraint(error) == "retention_suppliers_answer"
    say("ggz", renewal, "assent", agrees=False)
    assert begin("director", renewal) == 2
    with as_owner():
        kept = list(Item.objects.filter(case=world.case))
        assert [item.supplier_id for item in kept] == [world.organisations["police"].pk]
        assert Recipient.objects.filter(case=world.case).exclude(item__in=kept).count() == 0
        case = Case.objects.get(pk=world.case.pk)
        assert (case.retain_until, case.closed_at) == (months_after(NEAR, 24), None)
        assert Renewal.objects.get(pk=renewal.pk).destroyed == 2


@pytest.mark.law("WGS 1.8(7)", "BGS 1.7", "R-54", "R-59")
def test_what_a_renewal_destroys_stands_in_the_journal_and_in_no_letter_any_more(world, propose, say, begin, as_owner):
    with as_owner():
        item = world.case.items.get(supplier=world.organisations["council"])
        facts = {"house": world.case.house, "case": world.case}
        provision = Provision.objects.create(
            **facts,
            kind="participant",
            organisation=world.organisations["probation"],
            made_by=world.organisations["council"],
            account=world.people["director"],
        )
        provision.choices.create(**facts, item=item)
        letter = ProvisionLetter(**facts, provision=provision, account=world.people["director"])
        letter.put("brief.pdf", "application/pdf", b"Urgentie toegekend")
        letter.save()
    renewal = propose()
    for key in ("police", "council"):
        say(key, renewal, "order")
    say("police", renewal, "assent")
    for key in ("council", "ggz"):
        say(key, renewal, "assent", agrees=False)
    begin("director", renewal)
    with as_owner():
        assert not ProvisionLetter.objects.exists()
        lines = JournalLine.objects.all()
        assert {(line.kind, line.number, line.rule) for line in lines} == {("item", "", "R-54")}
        assert len(lines) == 2


@pytest.mark.law("WGS 2.27(1)", "BGS 1.16(3)", "R-54")
def test_a_renewal_starts_only_when_every_core_organisation_ordered_it(world, propose, say, begin, as_owner):
    renewal = propose()
    say("police", renewal, "order")
    with pytest.raises(Refusal, match="Nog geen opdracht van: College"):
        begin("director", renewal)
    say("council", renewal, "order", agrees=False)
    with pytest.raises(Refusal, match="Nog geen opdracht van: College"):
        begin("director", renewal)
    say("council", renewal, "order")  # its latest word counts
    for key in ("police", "council", "ggz"):
        say(key, renewal, "assent")
    begin("director", renewal)
    with as_owner():
        assert Case.objects.get(pk=world.case.pk).retain_until == months_after(NEAR, 24)


@pytest.mark.law("WGS 2.27(1)", "R-54")
def test_the_database_starts_nothing_that_was_not_ordered(world, propose, act_as):
    renewal = propose()
    with act_as(world.people["director"]), connection.cursor() as cursor:
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            cursor.execute("SELECT retention_start(%s)", [renewal.pk])
        assert constraint(error) == "retention_all_order"
    for key in ("ggz", "contact", "auditor", "manager"):
        with (
            act_as(world.people[key]),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError, match="not yours"),
            transaction.atomic(),
        ):
            cursor.execute("SELECT retention_start(%s)", [renewal.pk])


@pytest.mark.law("WGS 2.27(1)", "R-54")
def test_who_is_not_core_orders_nothing_and_who_takes_no_part_says_nothing(world, propose, say, act_as):
    renewal = propose()
    with pytest.raises(Refusal, match="Alleen kerndeelnemers"):
        say("ggz", renewal, "order")
    with pytest.raises(Refusal):
        say("protection", renewal, "assent")
    for key, kind in (("ggz", "order"), ("protection", "assent")):
        with act_as(world.people[key]) as who, pytest.raises(DatabaseError), transaction.atomic():
            RenewalVoice.objects.create(
                house=world.case.house,
                case_id=world.case.pk,
                renewal_id=renewal.pk,
                kind=kind,
                organisation_id=who.organisation_id,
                account_id=who.account_id,
                agrees=True,
            )


@pytest.mark.law("BGS 2.20(1)", "R-54")
@pytest.mark.parametrize("missing", actions.CRITERIA)
def test_ground_a_motivates_each_criterion(missing, propose):
    with pytest.raises(Refusal, match=f"criterium {missing[-1]}"):
        propose(**{missing: " "})


@pytest.mark.law("BGS 1.16(2)", "R-54")
def test_ground_a_waits_for_the_last_year_and_stops_at_the_term(world, act_as, at_term):
    for day, message in (
        (months_after(TODAY, 12) + timedelta(days=5), "laatste jaar"),
        (TODAY, "uiterste datum is bereikt"),
    ):
        at_term(world.case, day)
        with act_as(world.people["director"]) as who:
            case = open_case(who, world.case.number)
            with pytest.raises(Refusal, match=message):
                actions.propose(who, case, new_end=day + timedelta(days=30), motive="x", **CRITERIA)


@pytest.mark.law("BGS 1.16(3)", "R-54")
def test_a_renewal_can_be_repeated(world, propose, say, begin, at_term):
    for _again in range(2):
        renewal = propose()
        for key in ("police", "council"):
            say(key, renewal, "order")
            say(key, renewal, "assent")
        say("ggz", renewal, "assent")
        begin("director", renewal)


def test_two_people_cannot_propose_or_start_at_once(world, propose, say, begin):
    renewal = propose()
    with pytest.raises(DatabaseError), transaction.atomic():
        propose()
    for key in ("police", "council"):
        say(key, renewal, "order")
    for key in ("police", "council", "ggz"):
        say(key, renewal, "assent")
    begin("director", renewal)
    with pytest.raises(Refusal, match="al ingegaan"):
        begin("director", renewal)


def test_a_withdrawn_proposal_changes_nothing(world, propose, act_as, say, as_owner):
    renewal = propose()
    with act_as(world.people["director"]) as who:
        actions.withdraw(who, Renewal.objects.get(pk=renewal.pk))
    with pytest.raises(Refusal, match="ingetrokken"):
        say("police", renewal, "order")
    with as_owner():
        assert Case.objects.get(pk=world.case.pk).retain_until == NEAR


# Ground b


@pytest.mark.law("BGS 1.16(2)", "R-55", "8.11-9")
def test_a_case_closed_thirteen_months_before_its_term_is_not_renewed(world, closed, act_as):
    case = closed(13)
    with act_as(world.people["director"]) as who:
        assert queries.renewable() == []
        found = queries.Renewable(case.pk, case.house_id, case.number, case.closed_at, case.retain_until)
        with pytest.raises(Refusal, match="korter dan een jaar"):
            actions.propose_reopening(who, found, new_end=case.retain_until + timedelta(days=30), motive="x")
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            Renewal.objects.create(
                house_id=case.house_id,
                case_id=case.pk,
                ground="b",
                motive="x",
                from_end=case.retain_until,
                new_end=case.retain_until + timedelta(days=30),
                account_id=who.account_id,
            )
        assert constraint(error) == "retention_closed_in_last_year"


def _reopened(world, closed, act_as, say, begin, assents=("police", "council")):
    case = closed(6)
    with act_as(world.people["director"]) as who:
        (found,) = queries.renewable()
        assert found.number == case.number
        renewal = actions.propose_reopening(
            who, found, new_end=months_after(case.retain_until, 12), motive="Groot risico op terugval"
        )
        assert not Case.objects.filter(pk=case.pk).exists()  # preparing opens nothing
    for key in ("police", "council"):
        say(key, renewal, "order")
    for key in ("police", "council"):
        say(key, renewal, "assent", agrees=key in assents)
    begin("director", renewal)
    return case, renewal


@pytest.mark.law("BGS 1.16(2)", "WGS 1.8(7)", "WGS 2.31(4)", "R-55")
def test_ground_b_opens_the_case_for_who_ordered_it_and_for_nobody_else(world, closed, act_as, say, begin, as_owner):
    case, renewal = _reopened(world, closed, act_as, say, begin, assents=("police",))
    with as_owner():
        case.refresh_from_db()
        assert case.closed_at is None
        assert case.retain_until == renewal.new_end
        assert not Closing.objects.filter(case=case).exists()
    for key, sees in (
        ("police", 1),
        ("council", 1),
        ("police_colleague", 0),
        ("ggz", 0),
        ("protection", 0),
        ("contact", 0),
    ):
        with act_as(world.people[key]):
            assert Case.objects.filter(pk=case.pk).count() == sees, key
    with act_as(world.people["police"]):
        assert [item.text for item in Item.objects.filter(case=case)] == ["Van police"]  # the council did not assent
    with act_as(world.people["director"]) as who:
        assert Item.objects.filter(case=case).count() == 0  # asked, not accepted yet
        assert case.directions.get(account=who.account_id, until=None).accepted_at is None


@pytest.mark.law("WGS 2.31(8)", "R-53", "R-55")
def test_a_case_that_was_opened_again_can_be_closed_again(world, closed, act_as, say, begin):
    from eenplan.cases import actions as cases

    case, _renewal = _reopened(world, closed, act_as, say, begin)
    for key in ("police", "council"):
        with act_as(world.people[key]) as who:
            mine = open_case(who, case.number)
            cases.opine(who, mine, agrees=True, motive="klaar")
            if key == "council":
                cases.close(who, mine, outcome="goals_met", motive="klaar")
    for key in ("police", "council", "director"):
        with act_as(world.people[key]):
            assert not Case.objects.filter(pk=case.pk).exists()


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_a_proposal_on_ground_b_shows_the_closed_case_to_nobody(world, closed, act_as):
    case = closed(6)
    with act_as(world.people["director"]) as who:
        (found,) = queries.renewable()
        actions.propose_reopening(who, found, new_end=months_after(case.retain_until, 12), motive="Risico")
    for key in ("police", "council", "director", "ggz"):
        with act_as(world.people[key]):
            assert not Case.objects.filter(pk=case.pk).exists()
            assert not Item.objects.filter(case=case).exists()
            assert not Person.objects.filter(pk=world.persons["closed"].pk).exists()
            assert not Participation.objects.filter(case=case).exists()
    sees = {
        key: _renewals(act_as, world, key, case)
        for key in ("police", "council", "ggz", "manager", "contact", "neighbour")
    }
    assert sees == {"police": 1, "council": 1, "ggz": 0, "manager": 0, "contact": 1, "neighbour": 0}


def _renewals(act_as, world, key, case) -> int:
    with act_as(world.people[key]):
        return Renewal.objects.filter(case=case).count()


# What pages say


def test_mijn_werk_asks_who_has_to_speak_and_stops_when_he_did(world, propose, say, act_as):
    renewal = propose()
    with act_as(world.people["ggz"]) as who:
        (item,) = queries.my_work(who)
        assert world.case.number in item.title
    say("ggz", renewal, "assent", agrees=False)
    with act_as(world.people["ggz"]) as who:
        assert queries.my_work(who) == []
    with act_as(world.people["protection"]) as who:
        assert queries.my_work(who) == []


def test_the_pages_of_renewing_work_from_proposal_to_start(world, client_of, at_term):
    at_term(world.case)
    number = world.case.number
    director = client_of("director")
    answer = director.get(f"/casussen/{number}/bewaartermijn/")
    assert "Hernieuwing voorstellen" in answer.content.decode()
    typed = {**CRITERIA, "motive": "Nodig", "new_end": months_after(NEAR, 25).isoformat()}
    refused = director.post(f"/casussen/{number}/bewaartermijn/hernieuwen/", typed)
    assert refused.status_code == 422
    assert "Nog steeds zo." in refused.content.decode()
    answer = director.post(
        f"/casussen/{number}/bewaartermijn/hernieuwen/", {**typed, "new_end": months_after(NEAR, 12).isoformat()}
    )
    assert answer.status_code == 302
    address = answer.headers["Location"]
    for key in ("police", "council"):
        for kind in ("order", "assent"):
            assert client_of(key).post(f"{address}stem/", {"kind": kind, "agrees": "ja"}).status_code == 302
    assert "Nog geen antwoord van: GGZ De Brug" in director.post(f"{address}ingaan/").content.decode()
    assert client_of("ggz").post(f"{address}stem/", {"kind": "assent", "agrees": "ja"}).status_code == 302
    assert "Laten ingaan" in director.get(address).content.decode()
    assert client_of("ggz").post(f"{address}ingaan/").status_code == 403
    assert director.post(f"{address}ingaan/", follow=True).status_code == 200
    assert director.post(f"{address}ingaan/").status_code == 403  # a second tab


@pytest.mark.parametrize("typed", ["x" * 10_001, "a\x00b", "2026-13-99", "<script>", ""])
def test_bad_input_is_answered(typed, world, client_of, propose, closed):
    renewal = propose()
    case = closed(6)
    names = ("motive", "new_end", "kind", "agrees", *actions.CRITERIA)
    fields = dict.fromkeys(names, typed)
    assert (
        client_of("director").post(f"/casussen/{world.case.number}/bewaartermijn/hernieuwen/", fields).status_code
        == 422
    )
    assert client_of("director").post(f"/hernieuwingen/casus/{case.number}/", fields).status_code == 422
    assert client_of("director").post("/hernieuwingen/casus/%00/", fields).status_code == 404
    assert client_of("police").post(f"/hernieuwingen/{renewal.pk}/stem/", fields).status_code == 422


def test_a_moment_near_midnight_counts_in_the_day_of_the_house():
    closed_at = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)  # half past midnight here
    assert timezone.localdate(closed_at) == date(2027, 3, 28)
