"""The register of data leaks: seventy-two real hours, two decisions, and a file that is closed for good."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from eenplan.law.rules import Refusal
from eenplan.network.models import Professional
from eenplan.rights.leaks import actions, queries, rules
from eenplan.rights.models import Leak, LeakInput

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")
FACTS = {"categories": [1, 3], "persons": 2, "consequences": "Zij zijn ongerust.", "measures": "Brief teruggehaald."}


@pytest.fixture
def leak(world, act_as):
    """`leak(hours_ago)`: a leak that was discovered so long ago."""

    def make(hours_ago=10):
        with act_as(world.people["contact"]) as who:
            return actions.register(
                who,
                house=world.houses["TEST"],
                discovered_at=timezone.now() - timedelta(hours=hours_ago),
                what="Een brief ging naar het verkeerde adres.",
            )

    return make


@pytest.fixture
def contact(world, act_as):
    """`contact(actions.close, leak)`: the contact point does something."""

    def do(action, leak, **kwargs):
        with act_as(world.people["contact"]) as who:
            return action(who, Leak.objects.get(pk=leak.pk), **kwargs)

    return do


@given(st.integers(min_value=1_740_000_000, max_value=3_700_000_000))
@settings(max_examples=300, deadline=None)
@pytest.mark.law("AVG 33", "R-44")
def test_the_clock_runs_seventy_two_real_hours(moment):
    discovered_at = datetime.fromtimestamp(moment, HERE)
    assert rules.deadline(discovered_at) - discovered_at.astimezone(UTC) == timedelta(hours=72)
    assert rules.hours_left(discovered_at, discovered_at) == 72
    assert rules.hours_left(discovered_at, rules.deadline(discovered_at)) == 0
    assert rules.hours_left(discovered_at, rules.deadline(discovered_at) + timedelta(seconds=1)) == -1


@pytest.mark.parametrize(
    ("discovered", "ends"),
    [
        (
            datetime(2027, 3, 26, 12, tzinfo=HERE),
            datetime(2027, 3, 29, 13, tzinfo=HERE),
        ),  # summer begins: one hour later
        (datetime(2027, 10, 29, 12, tzinfo=HERE), datetime(2027, 11, 1, 11, tzinfo=HERE)),  # winter begins: one earlier
    ],
)
@pytest.mark.law("AVG 33", "R-44")
def test_a_change_of_the_clock_gives_no_hour_and_takes_none(discovered, ends):
    assert rules.deadline(discovered) == ends


@pytest.mark.law("AVG 33", "AVG 34", "BGS 1.4", "R-44")
def test_a_leak_is_closed_when_both_decisions_and_the_facts_are_there(leak, contact):
    mine = leak()
    with pytest.raises(Refusal, match="Nog niet vastgelegd"):
        contact(actions.close, mine)
    contact(actions.describe, mine, what="Een brief ging mis.", **FACTS)
    contact(actions.report, mine, report="reported", reported_at=timezone.now(), reference="AP-2026-1")
    contact(actions.tell, mine, informing="i", informing_reason="Informeren brengt een ander in gevaar.")
    contact(actions.close, mine)
    with pytest.raises(Refusal, match="afgesloten"):
        contact(actions.describe, mine, what="Anders.", **FACTS)


@pytest.mark.law("AVG 33", "R-44")
def test_the_database_keeps_a_closed_leak_and_its_clock_as_they_were(leak, contact, world, act_as):
    mine = leak()
    with act_as(world.people["contact"]):
        with pytest.raises(DatabaseError), transaction.atomic():
            Leak.objects.filter(pk=mine.pk).update(discovered_at=timezone.now())
        with pytest.raises(DatabaseError, match="closed_when_done"), transaction.atomic():
            Leak.objects.filter(pk=mine.pk).update(closed_at=timezone.now())
    contact(actions.describe, mine, what="Een brief ging mis.", **FACTS)
    contact(actions.report, mine, report="not_needed", report_reason="Ongeopend terug.")
    contact(actions.tell, mine, informing="34(1)", informing_reason="Geen risico.")
    contact(actions.close, mine)
    with act_as(world.people["contact"]), pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        Leak.objects.filter(pk=mine.pk).update(what="anders")


@pytest.mark.law("AVG 33", "R-44")
def test_a_report_after_seventy_two_hours_says_why_it_is_late(leak, contact, as_owner):
    mine = leak(hours_ago=80)
    late = {"report": "reported", "reported_at": timezone.now(), "reference": "AP-1"}
    with pytest.raises(Refusal, match="later dan 72 uur"):
        contact(actions.report, mine, **late)
    with pytest.raises(DatabaseError, match="delay_explained"), transaction.atomic(), as_owner():
        Leak.objects.filter(pk=mine.pk).update(**late)
    contact(actions.report, mine, **late, report_reason="Pas later bleek om wie het ging.")


@pytest.mark.law("AVG 33")
def test_nothing_happens_before_it_was_discovered_or_in_the_future(leak, contact, world, act_as):
    mine = leak()
    for at in (timezone.now() + timedelta(hours=1), timezone.now() - timedelta(days=3)):
        with pytest.raises(Refusal, match="na de ontdekking"):
            contact(actions.report, mine, report="reported", reported_at=at, reference="AP-1")
    with act_as(world.people["contact"]) as who, pytest.raises(Refusal, match="toekomst"):
        actions.register(who, house=world.houses["TEST"], discovered_at=timezone.now() + timedelta(hours=1), what="x")


@pytest.mark.law("BGS 1.4", "R-44")
def test_who_is_asked_sees_the_question_and_answers_once(leak, contact, world, act_as):
    mine = leak()
    asked = contact(
        actions.ask,
        mine,
        professional=Professional.objects.get(pk=world.people["ggz"].pk),
        question="Was dit dossier versleuteld?",
    )
    with act_as(world.people["ggz"]) as who:
        assert not Leak.objects.exists()
        assert [item.url for item in queries.my_work(who)] == [f"/datalekken/vragen/{asked.pk}/"]
        actions.answer(who, LeakInput.objects.get(), answer="Ja.")
        with pytest.raises(Refusal, match="al beantwoord"):
            actions.answer(who, LeakInput.objects.get(), answer="Nee.")
        assert queries.my_work(who) == []
    for key in ("ggz_colleague", "police", "manager", "administrator", "neighbour"):
        with act_as(world.people[key]):
            assert not LeakInput.objects.exists(), key
    with act_as(world.people["auditor"]):
        assert LeakInput.objects.get().answer == "Ja."


@pytest.mark.law("BGS 1.4", "R-44")
@pytest.mark.parametrize("key", ["police", "director", "manager", "auditor", "administrator"])
def test_only_the_contact_point_keeps_the_register(key, world, act_as):
    with act_as(world.people[key]) as who:
        now = timezone.now()
        with pytest.raises(Refusal):
            actions.register(who, house=world.houses["TEST"], discovered_at=now, what="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            Leak.objects.create(house=world.houses["TEST"], discovered_at=now, what="x", account_id=who.account_id)


def test_mijn_werk_shows_the_clock_until_it_is_decided(leak, contact, world, act_as):
    mine = leak(hours_ago=73)
    with act_as(world.people["contact"]) as who:
        assert [item.late for item in queries.my_work(who)] == [True]
    contact(actions.report, mine, report="not_needed", report_reason="Ongeopend terug.")
    with act_as(world.people["contact"]) as who:
        assert [item.late for item in queries.my_work(who)] == [False]


@pytest.mark.parametrize("typed", ["x" * 10_001, "a\x00b", "2026-13-99T77:00", "<script>", "-1", "99999999999999", ""])
def test_bad_input_is_answered(typed, leak, client_of):
    mine = leak()
    client = client_of("contact")
    names = {
        "nieuw": ("", ("discovered_at", "what", "categories", "persons")),
        f"{mine.pk}/feiten": ("describe-", ("what", "categories", "persons", "consequences", "measures")),
        f"{mine.pk}/melden": ("report-", ("report", "reported_at", "reference", "report_reason")),
        f"{mine.pk}/informeren": ("tell-", ("informing", "informed_on", "informing_reason")),
        f"{mine.pk}/vragen": ("ask-", ("professional", "question")),
    }
    for path, (prefix, fields) in names.items():
        answer = client.post(f"/datalekken/{path}/", {prefix + name: typed for name in fields})
        assert answer.status_code == 422, path


def test_the_pages_of_a_leak_cost_few_statements(leak, client_of, statements):
    mine = leak()
    client_of("contact").get("/datalekken/")
    with statements(at_most=12):
        assert "nog 61 uur" in client_of("contact").get("/datalekken/").content.decode()
    with statements(at_most=16):
        assert client_of("contact").get(f"/datalekken/{mine.pk}/").status_code == 200
