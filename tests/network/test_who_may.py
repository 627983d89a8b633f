"""Training, four eyes, own house only, and "still needed?": kept by the database, explained by the pages."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from eenplan.access.acting import act_as as acting
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.law.codes import TrainingTopic
from eenplan.law.rules import Refusal
from eenplan.network import actions, queries, rules
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Organisation,
    Professional,
    Proposal,
    Review,
    Training,
)
from eenplan.network.work import my_work
from eenplan.web.grants import differences
from tests.support.db import as_owner
from tests.support.world import authorise

TODAY = timezone.localdate()
NONE = {"missing": [], "surplus": []}


def send(client_of, key, page, /, *args, **typed):
    return client_of(key).post(reverse(f"network:{page}", args=["TEST", *args]), typed)


def confirm_all(world, act_as, key="manager"):
    """The second pair of eyes confirms all that waits."""
    with act_as(world.people[key]) as who:
        for proposal in list(queries.waiting([world.houses["TEST"].pk])):
            actions.decide(who, proposal, accept=True)


# --- training -----------------------------------------------------------------------------------


def train(world, key, on, topics="abcdef"):
    """As if these topics were followed on that day, and the others never."""
    house = world.houses["TEST"]
    with as_owner():
        House.objects.filter(pk=house.pk).update(training_since="2025-03-01")
        Training.objects.filter(professional=world.people[key].pk).delete()
        for topic in topics:
            Training.objects.create(
                house=house, professional=world.people[key].professional, topic=topic, followed_on=on
            )
        Authorisation.objects.filter(professional=world.people[key].pk).update(until=None)  # reckons


@pytest.mark.law("BGS 1.17", "R-70")
@pytest.mark.parametrize(
    ("followed", "topics", "warned", "blocked"),
    [
        (TODAY - timedelta(days=30), "abcdef", False, False),
        (TODAY - timedelta(days=3 * 365 + 1 + 60), "abcdef", True, False),  # expired, within the ninety days
        (TODAY - timedelta(days=3 * 365 + 1 + 91), "abcdef", True, True),
        (TODAY - timedelta(days=30), "abcde", True, True),  # one topic never followed since 2025
    ],
)
def test_missing_or_expired_training_warns_and_then_blocks(followed, topics, warned, blocked, world, act_as):
    train(world, "ggz", followed, topics)
    with act_as(world.people["ggz"]) as who:
        assert Case.objects.exists() is not blocked
        assert bool(my_work(who)) is (warned and not blocked)
    with act_as(world.people["administrator"]) as who:
        assert [(item.title, item.late) for item in my_work(who)] == ([("Gijs Zwart", blocked)] if warned else [])
    with as_owner():
        assert differences() == NONE


@pytest.mark.law("BGS 1.17")
def test_recording_the_missing_topic_opens_the_way_again(world, act_as, client_of):
    train(world, "ggz", TODAY - timedelta(days=30), "abcde")
    answer = send(client_of, "administrator", "training", world.people["ggz"].pk, topics="f", followed_on=TODAY)
    assert answer.status_code == 302
    with act_as(world.people["ggz"]):
        assert not Case.objects.exists()  # a second person first
    confirm_all(world, act_as)
    with act_as(world.people["ggz"]):
        assert Case.objects.exists()


@pytest.mark.law("BGS 1.17")
@pytest.mark.parametrize(
    "typed",
    [
        {"topics": ""},
        {"topics": "z"},
        {"followed_on": TODAY + timedelta(days=1)},
        {"followed_on": "2026-02-30"},
        {"topics": "\x00"},
    ],
)
def test_a_training_has_a_topic_and_a_day_that_was(typed, world, client_of):
    given_ = {"topics": "a", "followed_on": TODAY, **typed}
    assert send(client_of, "administrator", "training", world.people["ggz"].pk, **given_).status_code == 422


@pytest.mark.law("WGS 1.8(2)", "BGS 1.17")
def test_nobody_records_his_own_training(world, act_as, client_of):
    me = world.people["administrator"]
    assert send(client_of, "administrator", "training", me.pk, topics="a", followed_on=TODAY).status_code == 422
    with act_as(me), pytest.raises(DatabaseError), transaction.atomic():
        Training.objects.create(house=world.houses["TEST"], professional=me.professional, topic="a", followed_on=TODAY)


def test_a_house_that_grants_more_time_moves_the_end_once_confirmed(world, act_as):
    train(world, "ggz", TODAY - timedelta(days=3 * 365 + 1 + 91))
    with act_as(world.people["ggz"]):
        assert not Case.objects.exists()
    with act_as(world.people["administrator"]) as who:
        actions.change_house(who, world.houses["TEST"], training_grace_days=120)
    confirm_all(world, act_as)
    with act_as(world.people["ggz"]):
        assert Case.objects.exists()


@given(
    followed=st.dictionaries(st.sampled_from(list(TrainingTopic)), st.integers(0, 9000)),
    designated=st.integers(0, 3000),
    since=st.integers(0, 3000),
    years=st.integers(1, 10),
)
def test_no_topic_lapses_before_it_was_asked_and_each_is_told(followed, designated, since, years):
    ago = {name: TODAY - timedelta(days=days) for name, days in (("designated", designated), ("since", since))}
    last = {topic: TODAY - timedelta(days=days) for topic, days in followed.items()}
    lapsing = rules.lapses(last, ago["designated"], ago["since"], years)
    assert set(lapsing) == set(TrainingTopic)
    assert min(lapsing.values()) >= max(ago.values())


@given(st.integers(-400, 400))
def test_warnings_come_at_sixty_thirty_and_seven_days(left):
    warned = rules.warning(TODAY + timedelta(days=left), TODAY)
    assert warned == (0 if left <= 0 else 7 if left <= 7 else 30 if left <= 30 else 60 if left <= 60 else None)


# --- four eyes ----------------------------------------------------------------------------------


@pytest.mark.law("WGS 1.8(2)", "R-70")
def test_a_role_opens_nothing_before_a_second_person_confirms_it(world, act_as):
    with act_as(world.people["administrator"]):
        made = authorise(world.people["police_colleague"].professional, world.houses["TEST"], "assessor")
    with act_as(world.people["police_colleague"]) as who:
        assert "assessor" not in who.roles_in(world.houses["TEST"].pk)
    with act_as(world.people["manager"]) as who:
        (item,) = my_work(who)
        assert item.kind == "Vier ogen"
        proposal = Proposal.objects.get(authorisation=made)
        actions.decide(who, proposal, accept=True)
        assert my_work(who) == []
        with pytest.raises(Refusal):
            actions.decide(who, proposal, accept=False)
    with act_as(world.people["police_colleague"]) as who:
        assert "assessor" in who.roles_in(world.houses["TEST"].pk)
    with as_owner():
        assert differences() == NONE


@pytest.mark.law("WGS 1.8(2)")
def test_a_rejected_role_is_ended_and_stays_so(world, act_as, client_of):
    with act_as(world.people["administrator"]):
        made = authorise(world.people["police_colleague"].professional, world.houses["TEST"], "assessor")
    with as_owner():
        number = made.proposal.pk
    assert send(client_of, "manager", "decide", number, accept="0").status_code == 302
    with as_owner():
        assert Authorisation.objects.get(pk=made.pk).until is not None
        assert differences() == NONE
    assert "afgewezen" in client_of("auditor").get(reverse("network:proposals", args=["TEST"])).content.decode()


@pytest.mark.law("WGS 1.8(2)", "R-70")
@pytest.mark.parametrize(("ended", "later"), [(-1, None), (-1, 30), (30, 60), (30, None)])
def test_one_administrator_does_not_lengthen_a_role_that_ends(ended, later, world, act_as):
    role = Authorisation.objects.filter(professional=world.people["police_colleague"].pk, role="participant")
    day = {None: None, **{days: TODAY + timedelta(days=days) for days in (-1, 30, 60)}}
    with as_owner():
        one = role.get()
        role.update(until=day[ended])
    with act_as(world.people["administrator"]) as who:
        one.refresh_from_db()
        with pytest.raises(DatabaseError, match="two people"), transaction.atomic():
            role.update(until=day[later])
        if later:
            with pytest.raises(Refusal, match="eindigt al"):
                actions.end_authorisation(who, one, until=day[later])
        if ended > 0:
            actions.end_authorisation(who, one, until=TODAY)
    with as_owner():
        assert differences() == NONE


@pytest.mark.law("WGS 1.8(2)")
def test_who_proposes_and_whom_it_is_about_do_not_confirm_in_the_database_either(world, act_as):
    house, manager = world.houses["TEST"], world.people["manager"]
    with act_as(world.people["administrator"]) as who:
        about_manager = authorise(manager.professional, house, "participant").proposal
        with pytest.raises(Refusal):
            actions.decide(who, about_manager, accept=True)
    for key in ("administrator", "manager", "director", "neighbour_director", "auditor"):
        with act_as(world.people[key]):
            assert decide_directly(about_manager.pk) is False


def decide_directly(number):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT network_decide(%s, true)", [number])
        return cursor.fetchone()[0]


@pytest.mark.law("WGS 1.8(2)")
def test_the_database_refuses_what_takes_two_when_it_is_written_directly(world, act_as):
    house = world.houses["TEST"]
    with as_owner():
        Account.objects.filter(pk=world.people["ggz"].pk).update(is_active=False)
        HouseOrganisation.objects.create(
            house=world.houses["BUUR"], organisation=world.organisations["police"], since=TODAY
        )
    directly = (
        lambda: Account.objects.filter(pk=world.people["ggz"].pk).update(is_active=True),
        lambda: House.objects.filter(pk=house.pk).update(four_eyes=False),
        lambda: House.objects.filter(pk=house.pk).update(break_glass=True),
        lambda: Organisation.objects.filter(pk=world.organisations["police"].pk).update(name="Andere politie"),
        lambda: Organisation.objects.create(name="Nep-OM", kind="prosecution", ground="2.27(1)d", since=TODAY),
        lambda: Authorisation.objects.filter(professional=world.people["ggz"].pk).update(confirmed=True),
        lambda: Authorisation.objects.filter(professional=world.people["ggz"].pk).update(ends_on=None),
        lambda: Proposal.objects.update(accepted=True),
    )
    with act_as(world.people["administrator"]):
        for act in directly:
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


@pytest.mark.law("WGS 1.8(2)", "R-30")
def test_a_new_organisation_has_no_ground_until_it_is_confirmed(world, act_as, client_of):
    answer = send(
        client_of,
        "administrator",
        "organisation_new",
        name="DJI Waterdam",
        kind="custodial",
        ground="2.27(1)b",
        since=TODAY,
    )
    assert answer.status_code == 302
    made = Organisation.objects.get(name="DJI Waterdam")
    assert made.ground == "none"
    with as_owner():
        number = Proposal.objects.get(organisation=made).pk
    assert send(client_of, "manager", "decide", number, accept="1").status_code == 302
    made.refresh_from_db()
    assert made.ground == "2.27(1)b"


@pytest.mark.law("WGS 1.8(2)")
def test_a_name_that_other_houses_read_is_proposed_and_the_phone_is_not(world, act_as):
    police = world.organisations["police"]
    with as_owner():
        HouseOrganisation.objects.create(house=world.houses["BUUR"], organisation=police, since=TODAY)
    with act_as(world.people["administrator"]) as who:
        actions.change_organisation(
            who, world.houses["TEST"], police, name="Politie Nieuw", oin="", email="", phone="0900-8844"
        )
        number = Proposal.objects.get(kind="rename").pk
    police.refresh_from_db()
    assert (police.name, police.phone) == ("Politie Waterdam", "0900-8844")
    with act_as(world.people["manager"]) as who:
        actions.decide(who, Proposal.objects.get(pk=number), accept=True)
    police.refresh_from_db()
    assert police.name == "Politie Nieuw"


@pytest.mark.law("WGS 1.8(2)")
def test_an_administrator_acts_on_organisations_and_accounts_of_the_own_house_only(world, act_as):
    neighbour = world.people["neighbour"]
    with act_as(world.people["administrator"]):
        with pytest.raises(IntegrityError, match="another house"), transaction.atomic():
            Account.objects.filter(pk=neighbour.pk).update(is_active=False)
        for change in (
            lambda: Professional.objects.filter(pk=neighbour.pk).update(phone="0"),
            lambda: Organisation.objects.filter(pk=world.organisations["other_council"].pk).update(phone="0"),
        ):
            assert change() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Proposal.objects.create(
                house=world.houses["TEST"], kind="reopen", account=neighbour, proposed_by=world.people["administrator"]
            )


@pytest.mark.law("WGS 1.8(2)")
def test_reopening_twice_is_proposed_once(world, act_as, client_of):
    with as_owner():
        Account.objects.filter(pk=world.people["ggz"].pk).update(is_active=False)
    for _twice in range(2):
        assert send(client_of, "administrator", "account", world.people["ggz"].pk, active="1").status_code == 302
    with as_owner():
        assert Proposal.objects.filter(kind="reopen").count() == 1


def test_where_one_pair_of_eyes_is_enough_it_is_carried_out_at_once(world, act_as):
    with as_owner():
        House.objects.filter(code="TEST").update(four_eyes=False)
    with act_as(world.people["administrator"]):
        authorise(world.people["police_colleague"].professional, world.houses["TEST"], "assessor")
    with act_as(world.people["police_colleague"]) as who:
        assert "assessor" in who.roles_in(world.houses["TEST"].pk)
    with as_owner():
        assert differences() == NONE


@pytest.mark.law("WGS 1.8(2)")
def test_the_first_administrator_appoints_a_second_person_alone_and_only_once(world, act_as):
    house = world.houses["TEST"]
    with as_owner():
        Authorisation.objects.filter(role="manager").delete()
    with act_as(world.people["administrator"]):
        second = authorise(world.people["manager"].professional, house, "manager")
        waits = authorise(world.people["police_colleague"].professional, house, "assessor")
        second.proposal.refresh_from_db()
        waits.proposal.refresh_from_db()
    assert second.proposal.accepted is True
    assert waits.proposal.accepted is None


@pytest.mark.law("WGS 1.8(2)", "R-75")
@pytest.mark.parametrize(("name", "field"), [("vier-ogen", "four_eyes"), ("noodtoegang", "break_glass")])
def test_a_setting_that_widens_power_waits_and_narrowing_does_not(name, field, world, client_of):
    house = House.objects.get(code="TEST")
    before = getattr(house, field)
    assert send(client_of, "administrator", "setting", name, reason="Advies van de RAC").status_code == 302
    house.refresh_from_db()
    assert getattr(house, field) is before
    with as_owner():
        number = Proposal.objects.get(house=house).pk
    assert send(client_of, "manager", "decide", number, accept="1").status_code == 302
    house.refresh_from_db()
    assert getattr(house, field) is not before
    assert send(client_of, "administrator", "setting", name).status_code == 302
    house.refresh_from_db()
    assert getattr(house, field) is before
    assert send(client_of, "administrator", "setting", "onzin").status_code == 404


# --- still needed? ------------------------------------------------------------------------------


@pytest.fixture
def police_review(world, act_as):
    """A review of the police, with Pim Aerts as its contact person."""
    with act_as(world.people["administrator"]) as who:
        part = HouseOrganisation.objects.get(house=world.houses["TEST"], organisation=world.organisations["police"])
        actions.name_contact(who, part, contact=world.people["police_colleague"].professional)
        return actions.start_review(who, world.houses["TEST"], world.organisations["police"])


def held(world, key, role):
    with as_owner():
        return Authorisation.objects.get(professional=world.people[key].pk, role=role)


@pytest.mark.law("WGS 1.8(2)", "R-70")
def test_the_contact_person_says_what_is_still_needed_and_the_rest_ends(world, act_as, client_of, police_review):
    keep, end = held(world, "police", "participant"), held(world, "police", "assessor")
    with act_as(world.people["police_colleague"]) as who:
        (item,) = my_work(who)
        assert (item.kind, item.late) == ("Nog nodig?", False)
    for one, needed in ((keep, "1"), (end, "0")):
        answer = send(
            client_of,
            "police_colleague",
            "review_answer",
            police_review.pk,
            one.pk,
            **{f"a{one.pk}-needed": needed, f"a{one.pk}-reason": "wijkagent"},
        )
        assert answer.status_code == 302
    with act_as(world.people["police"]) as who:
        assert who.roles_in(world.houses["TEST"].pk) == {"referrer", "participant"}
    with as_owner():
        assert differences() == NONE
    text = client_of("auditor").get(reverse("network:review", args=["TEST", police_review.pk])).content.decode()
    assert "beëindigd" in text
    assert "Pim Aerts" in text


@pytest.mark.law("WGS 1.8(2)")
def test_nobody_answers_for_himself_for_others_or_twice(world, act_as, client_of, police_review):
    mine, petra = held(world, "police_colleague", "participant"), held(world, "police", "participant")

    def answer(by, one):
        typed = {f"a{one.pk}-needed": "1", f"a{one.pk}-reason": "nodig"}
        return send(client_of, by, "review_answer", police_review.pk, one.pk, **typed).status_code

    assert answer("police_colleague", mine) == 422
    assert answer("police", petra) == 404
    assert answer("manager", petra) == 422
    assert answer("police_colleague", petra) == 302
    assert answer("administrator", petra) == 422
    assert answer("administrator", mine) == 302
    with act_as(world.people["ggz"]), pytest.raises(DatabaseError), transaction.atomic():
        police_review.answers.create(
            house_id=police_review.house_id,
            authorisation=petra,
            needed=False,
            reason="weg",
            account=world.people["ggz"],
        )


@pytest.mark.law("WGS 1.8(2)")
@pytest.mark.parametrize(
    "typed",
    [{}, {"needed": "1", "reason": ""}, {"needed": "ja", "reason": "x"}, {"needed": "1", "reason": "x" * 10_000}],
)
def test_an_answer_is_yes_or_no_with_a_short_reason(typed, world, client_of, police_review):
    one = held(world, "police", "participant")
    sent = {f"a{one.pk}-{name}": value for name, value in typed.items()}
    assert send(client_of, "police_colleague", "review_answer", police_review.pk, one.pk, **sent).status_code == 422


@pytest.mark.law("WGS 1.8(2)")
def test_every_half_year_the_house_asks_by_itself(world, act_as):
    house = world.houses["TEST"]
    with act_as(world.people["administrator"]) as who:
        assert {one.name for one in queries.to_review(house)} >= {"Politie Waterdam", "GGZ De Brug"}
    with as_owner():
        system = Account.objects.get(email="system@test.invalid")
    with acting(system) as who:
        started = actions.start_due_reviews(who, house)
        assert started
        assert actions.start_due_reviews(who, house) == []
    with as_owner():
        Review.objects.update(started_on=TODAY - timedelta(days=190), due_on=TODAY - timedelta(days=160))
    with act_as(world.people["administrator"]) as who:
        assert len(queries.to_review(house)) == len(started)
        assert {item.late for item in my_work(who) if item.kind == "Nog nodig?"} == {True}


def test_a_contact_person_works_for_the_organisation(world, act_as, client_of):
    part = HouseOrganisation.objects.get(house=world.houses["TEST"], organisation=world.organisations["police"])
    assert (
        send(client_of, "administrator", "contact_person", part.pk, contact=world.people["ggz"].pk).status_code == 422
    )
    with act_as(world.people["administrator"]), pytest.raises(IntegrityError), transaction.atomic():
        HouseOrganisation.objects.filter(pk=part.pk).update(contact=world.people["ggz"].pk)
    assert (
        send(client_of, "administrator", "contact_person", part.pk, contact=world.people["police"].pk).status_code
        == 302
    )


@pytest.mark.parametrize("number", ["0", "x", "9" * 30])
def test_an_organisation_that_is_not_there_is_not_reviewed(number, world, client_of):
    assert send(client_of, "administrator", "review_start", organisation=number).status_code == 404


def test_the_administrator_starts_a_review_once_a_day(world, client_of):
    for said in ("begonnen; wie antwoordt", "vandaag al begonnen"):
        answer = send(client_of, "administrator", "review_start", organisation=world.organisations["ggz"].pk)
        assert said in client_of("administrator").get(answer["Location"]).content.decode()
    with as_owner():
        assert Review.objects.filter(organisation=world.organisations["ggz"]).count() == 1
