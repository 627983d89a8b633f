"""Is somebody known in another house? That, not what; both houses keep it, and it is no register to leaf through."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from eenplan.audit.models import Event
from eenplan.law.rules import Refusal
from eenplan.network.models import House
from eenplan.people.models import CitizenNumber, Person
from eenplan.provisions import actions, queries
from eenplan.provisions.models import KnownAnswer, KnownCheck, Provision
from tests.support.world import close

pytestmark = pytest.mark.django_db


def constraint(error) -> str:
    return error.value.__cause__.diag.constraint_name


@pytest.fixture
def namesake(world, as_owner):
    """Makes the father of the open case and the person of the other house one and the same."""
    with as_owner():
        number = CitizenNumber.objects.get(person=world.persons["father"]).bsn
        CitizenNumber.objects.filter(person=world.persons["neighbour"]).update(bsn=number)
        Person.objects.filter(pk=world.persons["neighbour"].pk).update(family_name="Anders", birth_date="1950-01-01")


@pytest.fixture
def ask(at_work, world):
    def asked(key="council", person="father", house="BUUR") -> KnownCheck:
        with at_work(key) as (who, case):
            return actions.ask_if_known(
                who, case, person=world.persons[person].pk, house=world.houses[house].pk, reason="verhuisd"
            )

    return asked


def told(check) -> tuple:
    return (check.hit, check.contact_name, check.contact_organisation, check.contact_phone, check.contact_email)


@pytest.mark.law("WGS 2.28(1)", "BGS 1.10", "R-29", "8.11-15")
def test_a_known_check_returns_only_hit_or_no_hit_with_whom_to_call(ask, namesake):
    hit, miss = ask(), ask(person="son")
    assert told(hit) == (
        True,
        "Nico Buur",
        "College van B&W Overzee",
        "0612345678",
        "neighbour_director@test.invalid",
    )
    assert told(miss) == (False, "", "", "", "")
    own = {"id", "house", "case", "person", "asked_house", "reason", "organisation", "account", "at"}
    answer = {"hit", "contact_name", "contact_organisation", "contact_phone", "contact_email"}
    assert {field.name for field in KnownCheck._meta.fields} == own | answer


@pytest.mark.law("WGS 2.28(1)", "R-29")
def test_the_name_and_whole_birth_date_do_where_a_house_has_no_bsn(ask, world, as_owner):
    father = world.persons["father"]
    with as_owner():
        Person.objects.filter(pk=world.persons["neighbour"].pk).update(
            family_name="Vries", prefix="de", given_names="K.", birth_date=father.birth_date
        )
        CitizenNumber.objects.filter(person=world.persons["neighbour"]).update(bsn=None)
    assert ask().hit
    with as_owner():
        Person.objects.filter(pk=world.persons["neighbour"].pk).update(given_names="Anton")
    assert not ask().hit
    with as_owner():  # two persons with a BSN each are two persons
        Person.objects.filter(pk=world.persons["neighbour"].pk).update(given_names="Karel")
        CitizenNumber.objects.filter(person=world.persons["neighbour"]).update(bsn="999990093")
    assert not ask().hit


@pytest.mark.law("WGS 2.28(1)", "R-29")
def test_a_closed_case_is_no_hit(ask, namesake, world, as_owner):
    assert ask().hit
    with as_owner():
        close(world.other_case, world.people["neighbour"])
    assert not ask().hit


@pytest.mark.law("R-78", "R-29")
def test_a_secret_address_makes_no_difference(ask, namesake, world, as_owner):
    with as_owner():
        Person.objects.filter(pk=world.persons["neighbour"].pk).update(address_secret=True)
    assert ask().hit


@pytest.mark.law("WGS 2.28(1)", "R-29")
def test_only_a_core_organisation_asks_about_somebody_in_a_running_case_of_its_own(ask, at_work, act_as, world):
    with pytest.raises(Refusal) as refused:
        ask("ggz")
    assert refused.value.article == "WGS 2.28(1)"
    buur, here = world.houses["BUUR"].pk, world.houses["TEST"].pk
    crafted = [
        ("ggz", world.case.pk, "father", buur),
        ("council", world.case.pk, "stranger", buur),
        ("council", world.closed_case.pk, "closed", buur),
        ("council", world.case.pk, "father", here),
        ("council", world.case.pk, "father", 999_999),
        ("prosecution", world.case.pk, "father", buur),
        ("manager", world.case.pk, "father", buur),
    ]
    for key, case, person, house in crafted:
        question = "SELECT provisions_ask_if_known(%s, %s, %s, 'x')"
        with act_as(world.people[key]), pytest.raises(IntegrityError) as error, transaction.atomic():
            connection.cursor().execute(question, [case, world.persons[person].pk, house])
        assert constraint(error) == "provisions_core_asks"


@pytest.mark.law("WGS 2.28(1)", "R-29")
def test_so_many_checks_a_day_and_no_more(ask, world, as_owner):
    with as_owner():
        House.objects.filter(pk=world.houses["TEST"].pk).update(known_checks_per_day=2)
    ask(), ask()
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        ask()
    assert constraint(error) == "provisions_checks_per_day"
    assert ask("police")  # per professional


@pytest.mark.law("WGS 1.8(4)", "R-29", "R-72")
def test_both_houses_keep_a_line_in_their_log_also_of_a_miss(ask, namesake, world, as_owner):
    ask(), ask(person="son")
    with as_owner():
        asked = Event.objects.filter(action="known.ask", house_id=world.houses["TEST"].pk)
        answered = Event.objects.filter(action="known.answer", house_id=world.houses["BUUR"].pk)
        assert [(line.subject_id, line.outcome) for line in asked.order_by("pk")] == [
            (world.persons["father"].pk, "ok"),
            (world.persons["son"].pk, "nothing"),
        ]
        assert [(line.subject_id, line.case_id, line.outcome) for line in answered.order_by("pk")] == [
            (world.persons["neighbour"].pk, world.other_case.pk, "ok"),
            (None, None, "nothing"),
        ]
        assert {line.organisation_id for line in answered} == {world.organisations["council"].pk}


@pytest.mark.law("WGS 2.28(1)", "R-29")
def test_the_other_house_sees_who_asked_and_neither_house_sees_the_others_case(ask, namesake, act_as, world, at_work):
    ask()
    with act_as(world.people["neighbour_director"]) as who:
        answer = KnownAnswer.objects.get()
        assert (answer.person_id, answer.asking_house.code) == (world.persons["neighbour"].pk, "TEST")
        assert KnownCheck.objects.count() == 0
        assert who.houses() == [world.houses["BUUR"].pk]
    with at_work("council"):
        assert KnownAnswer.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            KnownCheck.objects.update(hit=False)


@pytest.mark.law("WGS 2.28(2)", "WGS 1.7(8)")
def test_what_follows_is_a_provision_that_names_the_check(ask, namesake, at_work, world):
    check = ask()
    with at_work("council") as (who, case):
        network = queries.recipients(case)[2][1]
        (recipient,) = [fields for key, _label, fields in network if key == f"network:{world.houses['BUUR'].pk}"]
        assert recipient["check_made_id"] == check.pk
        made = actions.begin(who, case, recipient=recipient)
        assert Provision.objects.get(pk=made.pk).check_made == check
        miss = KnownCheck.objects.get(pk=ask(person="son").pk)
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            actions.begin(who, case, recipient={**recipient, "check_made_id": miss.pk})
        assert constraint(error) == "provisions_recipient_may_receive"


@pytest.mark.law("R-14", "WGS 2.31(2)")
def test_triage_tells_that_a_person_is_in_an_open_case_and_whom_to_call_never_what(world, client_of, as_owner):
    address = f"/triage/{world.referral.number}/"
    assert "Al bekend in een open casus" not in client_of("council").get(address).content.decode()
    with as_owner():
        father = world.case.members.get(part="subject")
        world.case.members.create(
            house=world.case.house,
            person=world.persons["stranger"],
            part="circle",
            circle_of=father,
            relation="other",
            reason="woont in",
        )
    page = client_of("council").get(address).content.decode()
    assert "Al bekend in een open casus" in page
    assert "Dina Prins" in page
    assert world.case.number not in page
