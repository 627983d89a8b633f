"""Emergency access (R-75): off by default, for core professionals, on open cases, for reading, noticed at once and judged."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.access.models import Grant
from eenplan.audit.models import Event
from eenplan.cases import emergency
from eenplan.cases.models import Case, Delegate, Emergency, Milestone, Phase
from eenplan.exchange.models import Item
from eenplan.law.calendar import workdays_after
from eenplan.law.rules import Refusal
from eenplan.network.models import House
from eenplan.people.models import Address, AddressDisclosure, Person, Relation
from eenplan.web import explain
from eenplan.web.grants import differences
from tests.support.db import as_owner
from tests.support.world import admit, close, join, referral

WHY = "Acuut gevaar voor de kinderen, nu"


@pytest.fixture
def switched_on(world):
    with as_owner():
        House.objects.filter(code="TEST").update(break_glass=True)


@pytest.fixture
def colleague(world, switched_on, act_as):
    """Ria Kuiper of the Raad has no part in the case and breaks the glass."""
    with act_as(world.people["protection"]) as who:
        emergency.ask(who, number=world.case.number, reason=WHY, hours=2)
    return world.people["protection"]


def ask(who, case, hours=1):
    return emergency.ask(who, number=case.number, reason=WHY, hours=hours)


@pytest.mark.law("R-75", "WGS 2.31(4)")
def test_it_is_off_by_default(world, act_as):
    with act_as(world.people["protection"]) as who:
        with pytest.raises(Refusal, match="geen noodtoegang"):
            ask(who, world.case)
        assert directly(world.case.number) is None


def directly(number, why=WHY, hours=1):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_break_glass(%s, %s, %s)", [number, why, hours])
        return cursor.fetchone()[0]


@pytest.mark.law("R-75", "WGS 2.31(4)")
@pytest.mark.parametrize(
    "key", ["ggz_colleague", "probation", "manager", "contact", "auditor", "administrator", "neighbour"]
)
def test_only_a_core_professional_of_the_house_may(key, world, switched_on, act_as):
    with act_as(world.people[key]) as who:
        with pytest.raises((Refusal, ValidationError)):
            ask(who, world.case)
        assert directly(world.case.number) is None


@pytest.mark.law("R-75", "WGS 2.31(8)")
def test_absent_closed_own_and_other_houses_cases_answer_alike(world, switched_on, act_as):
    said = set()
    for key, number in (
        ("protection", "TEST-1999-0001"),
        ("protection", world.closed_case.number),
        ("protection", world.other_case.number),
        ("police", world.case.number),
        ("protection", "\u202e' OR 1=1"),
    ):
        with act_as(world.people[key]) as who, pytest.raises(ValidationError) as refused:
            emergency.ask(who, number=number, reason=WHY, hours=1)
        said.add(str(refused.value))
    assert len(said) == 1
    with act_as(world.people["protection"]):
        assert directly(world.case.number, "  ") is None


@pytest.mark.law("R-75")
def test_it_opens_the_case_for_hours_and_nothing_that_was_not_given(world, act_as, colleague):
    with act_as(colleague):
        assert Case.objects.filter(pk=world.case.pk).exists()
        assert Person.objects.filter(pk=world.persons["father"].pk).exists()
        assert not Item.objects.exists()
    with as_owner():
        made = Emergency.objects.get()
        assert made.until - made.at == timedelta(hours=2)
        assert differences() == {"missing": [], "surplus": []}
        Emergency.objects.update(at=timezone.now() - timedelta(hours=3), until=timezone.now() - timedelta(hours=1))
        made.account.grants.filter(scope="emergency").update(until=timezone.now() - timedelta(hours=1))
    with act_as(colleague):
        assert not Case.objects.exists()


@pytest.mark.law("R-75")
@pytest.mark.parametrize(("asked", "house", "given"), [(1, 4, 1), (99, 4, 4), (24, 24, 24), (0, 4, 1), (-5, 4, 1)])
def test_it_never_lasts_longer_than_the_house_says(asked, house, given, world, switched_on, act_as):
    with as_owner():
        House.objects.filter(code="TEST").update(break_glass_hours=house)
    with act_as(world.people["protection"]) as who:
        made = ask(who, world.case, asked)
    assert made.until - made.at == timedelta(hours=given)


@pytest.fixture
def judged(world, act_as):
    """`judged(True)`: the supervisor judges everything that waits."""

    def judge(justified):
        with act_as(world.people["auditor"]) as who:
            for made in Emergency.objects.filter(reviewed_at=None):
                emergency.judge(who, made, justified=justified, finding="Nagevraagd bij de professional.")

    return judge


def run_out():
    with as_owner():
        past = timezone.now() - timedelta(minutes=1)
        Emergency.objects.update(at=past - timedelta(hours=1), until=past)
        Grant.objects.filter(scope="emergency").update(since=past - timedelta(hours=1), until=past)


@pytest.mark.law("R-75", "WGS 2.31(4)")
def test_a_second_time_on_the_same_case_waits_for_the_judgement_of_the_first(
    world, act_as, colleague, judged, client_of
):
    typed = {"number": world.case.number, "reason": WHY, "hours": "1"}
    for ended in (False, True):  # while it runs, and after that
        if ended:
            run_out()
        answer = client_of("protection").post(reverse("cases:emergencies"), typed)
        assert answer.status_code == 422
        assert "nog niet beoordeeld" in answer.content.decode()
        assert WHY in answer.content.decode()
    judged(True)
    assert client_of("protection").post(reverse("cases:emergencies"), typed).status_code == 302


def admitted(world):
    """Another open case of the house."""
    sent = referral(world.houses["TEST"], world.people["police"], world.persons["stranger"])
    return admit(sent, world.people["council"], world.people["director"])


@pytest.mark.law("R-75", "WGS 2.31(4)")
def test_three_may_wait_and_a_fourth_says_nothing_of_the_case(world, act_as, colleague, judged):
    with as_owner():
        first = Emergency.objects.get()
        for _more in range(emergency.WAITING - 1):
            Emergency.objects.create(
                house=first.house,
                case=admitted(world),
                account=first.account,
                organisation=first.organisation,
                reason=WHY,
                at=first.at,
                until=first.until,
            )
        another = admitted(world)
    for number in (another.number, "TEST-1999-0001", world.closed_case.number):
        with act_as(colleague) as who:
            with pytest.raises(Refusal, match="al 3 keer noodtoegang"):
                emergency.ask(who, number=number, reason=WHY, hours=1)
            with pytest.raises(IntegrityError, match="wait to be judged"), transaction.atomic():
                directly(number)
    with act_as(world.people["prosecution"]) as who:
        assert ask(who, another).pk
    judged(False)
    with act_as(colleague) as who:
        assert ask(who, another).pk


@pytest.mark.law("R-75", "WGS 1.8(4)")
def test_the_supervisor_sees_how_often_it_was_used_before(world, act_as, colleague, judged, client_of):
    def told(key):
        with as_owner():
            url = reverse("cases:emergency", args=[Emergency.objects.latest("pk").pk])
        return client_of(key).get(url).content.decode()

    assert "niet eerder" in told("auditor")
    run_out()
    judged(False)
    with act_as(colleague) as who:
        ask(who, world.case)
    assert "1 keer, waarvan 1 niet terecht" in told("auditor")
    assert "niet terecht" not in told("director")


@pytest.mark.law("R-75")
def test_it_reads_and_changes_nothing(world, act_as, colleague):
    house, case, me = world.case.house, world.case, colleague
    writes = (
        lambda: Milestone.objects.create(house=house, case=case, kind="plan"),
        lambda: Phase.objects.create(house=house, case=case, phase=2, account=me),
        lambda: Relation.objects.create(
            house=house, person=world.persons["father"], other=world.persons["son"], kind="other", source="x"
        ),
        lambda: Item.objects.create(
            house=house,
            case=case,
            person=world.persons["father"],
            category=3,
            supplier=world.organisations["protection"],
            account=me,
            ground="wgs-1.5(1)",
            text="x",
            first_processed_on=timezone.localdate(),
        ),
        lambda: Delegate.objects.create(house=house, case=case, participation=case.participations.first(), account=me),
        lambda: Emergency.objects.filter(case=case).update(until=timezone.now() + timedelta(days=9)),
    )
    with act_as(me):  # another request than the one that broke the glass
        for write in writes:
            with pytest.raises((DatabaseError, AssertionError)), transaction.atomic():
                assert write() == "refused"
        assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.law("R-75", "R-78")
def test_a_secret_address_stays_secret_even_to_an_organisation_that_may_know_it(world, act_as, colleague):
    mother = world.persons["mother"]
    with as_owner():
        AddressDisclosure.objects.create(
            house_id=mother.house_id, person=mother, organisation=world.organisations["protection"], reason="onderzoek"
        )
    with act_as(colleague):
        assert Person.objects.filter(pk=mother.pk).exists()
        assert not Address.objects.filter(person=mother).exists()
        assert Address.objects.filter(person=world.persons["father"]).exists()


@pytest.mark.law("R-72", "R-75", "WGS 1.8(4)")
def test_every_line_says_emergency(world, client_of, switched_on):
    client = client_of("protection")
    typed = {"number": world.case.number, "reason": WHY, "hours": "1"}
    answer = client.post(reverse("cases:emergencies"), typed)
    assert answer["Location"] == world.case.get_absolute_url()
    assert "alleen lezen" in client.get(answer["Location"]).content.decode()
    assert client.get(reverse("people:person", args=[world.persons["son"].pk])).status_code == 200
    with as_owner():
        lines = Event.objects.filter(account_id=world.people["protection"].pk, case_id=world.case.pk)
        assert lines.filter(action="emergency.read").exists()
        assert not lines.exclude(action__startswith="emergency").exists()
        read = Event.objects.filter(account_id=world.people["protection"].pk, subject_id=world.persons["son"].pk)
        assert set(read.values_list("action", flat=True)) == {"emergency.read"}


@pytest.mark.law("R-75")
def test_process_director_and_supervisor_see_it_at_once_until_it_is_judged(world, act_as, client_of, colleague):
    for key in ("director", "auditor"):
        with act_as(world.people[key]) as who:
            (item,) = emergency.work(who)
            assert item.due == workdays_after(timezone.localdate(), 5)
            assert "Ria Kuiper" in item.title
    for key in ("director_elsewhere", "police", "protection", "neighbour_director"):
        with act_as(world.people[key]) as who:
            assert emergency.work(who) == []
    with as_owner():
        url = reverse("cases:emergency", args=[Emergency.objects.get().pk])
    typed = {"justified": "1", "finding": "Terecht: melding van acuut geweld."}
    assert client_of("director").get(url).status_code == 200
    assert client_of("director").post(url, typed).status_code == 403
    assert client_of("auditor").post(url, {"justified": "1"}).status_code == 422
    assert client_of("auditor").post(url, typed).status_code == 302
    assert client_of("auditor").post(url, typed).status_code == 403
    with act_as(world.people["director"]) as who:
        assert emergency.work(who) == []
        assert "noodtoegang" in " ".join(seer.because for seer in explain.of_case(who, world.case.number).seers)


@pytest.mark.law("R-75")
def test_the_database_lets_nobody_else_judge_and_nobody_forge_one(world, act_as, colleague):
    with as_owner():
        made = Emergency.objects.get()
    judged = {"justified": True, "finding": "prima", "reviewed_at": timezone.now()}
    for key in ("director", "protection", "police"):
        with act_as(world.people[key]):
            assert Emergency.objects.filter(pk=made.pk).update(reviewed_by=world.people[key], **judged) == 0
    with act_as(world.people["auditor"]), pytest.raises(DatabaseError), transaction.atomic():
        Emergency.objects.filter(pk=made.pk).update(reviewed_by=world.people["director"], **judged)
    with act_as(world.people["protection"]), pytest.raises(DatabaseError), transaction.atomic():
        Emergency.objects.create(
            house=made.house,
            case=made.case,
            account=made.account,
            organisation=made.organisation,
            reason="x",
            at=timezone.now(),
            until=timezone.now() + timedelta(hours=20),
        )


@pytest.mark.law("R-75", "WGS 2.31(8)")
def test_closing_the_case_ends_it(world, act_as, colleague):
    with as_owner():
        close(world.case, world.people["council"])
        assert differences() == {"missing": [], "surplus": []}
    with act_as(colleague):
        assert not Case.objects.exists()


@pytest.mark.law("R-75")
def test_who_is_named_on_the_case_afterwards_works_as_usual(world, act_as, colleague):
    with as_owner():
        join(world.case, colleague)
    with act_as(colleague):
        Milestone.objects.create(house=world.case.house, case=world.case, kind="conference")


@pytest.mark.parametrize(
    "typed",
    [
        {"number": ""},
        {"number": "\x00"},
        {"number": "x" * 10_000},
        {"reason": ""},
        {"reason": "kort"},
        {"reason": "x" * 10_000},
        {"hours": "0"},
        {"hours": "5"},
        {"hours": "een"},
        {"hours": str(10**30)},
        {"number": "TEST-1999-0001"},
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(typed, world, client_of, switched_on):
    sent = {"number": world.case.number, "reason": WHY, "hours": "1", **typed}
    answer = client_of("protection").post(reverse("cases:emergencies"), sent)
    assert answer.status_code == 422
    assert WHY in answer.content.decode() or "reason" in typed
    with as_owner():
        assert not Emergency.objects.exists()


@pytest.mark.law("R-75")
def test_the_way_to_it_is_shown_only_where_it_exists(world, client_of, act_as):
    url = reverse("cases:emergencies")
    hidden = reverse("who_sees_case", args=[world.case.number])
    assert url not in client_of("protection").get(hidden).content.decode()
    with as_owner():
        House.objects.filter(code="TEST").update(break_glass=True)
    for key, shown in (("protection", True), ("probation", False)):
        assert (url in client_of(key).get(hidden).content.decode()) is shown
        assert (url in client_of(key).get(reverse("cases:list")).content.decode()) is shown


@pytest.mark.law("R-75", "R-72")
def test_every_later_request_knows_that_it_reads_by_emergency(world, act_as, colleague):
    """Each request is a transaction of its own: what breaking the glass set in the first one is gone by then."""

    def flag():
        with connection.cursor() as cursor:
            cursor.execute("SELECT access_emergency(), access_cases_read_only()")
            return cursor.fetchone()

    with act_as(colleague):
        assert flag() == (True, [world.case.pk])
    with act_as(world.people["police"]):
        assert flag() == (False, [])
    with as_owner():
        colleague.grants.filter(scope="emergency").update(until=timezone.now() - timedelta(minutes=1))
    with act_as(colleague):
        assert flag() == (False, [])


@pytest.mark.law("R-75", "R-29", "WGS 2.28(1)")
def test_nobody_asks_another_house_by_emergency(world, act_as, colleague):
    asked = [world.case.pk, world.persons["father"].pk, world.houses["BUUR"].pk]
    with (
        act_as(colleague),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="core organisation asks"),
        transaction.atomic(),
    ):
        cursor.execute("SELECT provisions_ask_if_known(%s, %s, %s, 'nieuwsgierig')", asked)
