"""The verbs of the case, and what the database says to who goes around them."""

import pytest
from django.db import Error, IntegrityError, ProgrammingError, connection, transaction
from django.http import Http404

from eenplan.access.models import Grant
from eenplan.cases import actions, queries
from eenplan.cases.models import Case, Closing, ClosingOpinion, Delegate, Direction, Member, Milestone, Participation
from eenplan.cases.pages import open_case
from eenplan.cases.rules import REACHED_BY, Status
from eenplan.law.rules import Refusal
from eenplan.people.finding import find_person
from tests.support import world as building

pytestmark = pytest.mark.django_db


@pytest.fixture
def working(world, act_as):
    """`with working("police") as (who, case):` opens the open case as somebody."""
    from contextlib import contextmanager

    @contextmanager
    def work(key, case=None):
        with act_as(world.people[key]) as who:
            yield who, open_case(who, (case or world.case).number)

    return work


def sees(act_as, account, case) -> bool:
    with act_as(account):
        return Case.objects.filter(pk=case.pk).exists()


def refused_by_database(act):
    with pytest.raises(Error), transaction.atomic():
        act()


def professionals(world, *keys):
    return [world.people[key].professional for key in keys]


# Status


def test_the_status_asked_of_the_database_is_the_status_of_the_rule(world, act_as):
    with act_as(world.people["police"]) as who:
        for reached in (
            [],
            ["conference"],
            ["plan"],
            ["conference", "plan"],
            ["conference", "plan", "evaluation"],
            ["evaluation"],
        ):
            with transaction.atomic():
                case = open_case(who, world.case.number)
                Milestone.objects.filter(case=case)
                for kind in reached:
                    actions.reach(case, kind)
                now = queries.with_facts().get(pk=case.pk).status
                found = [
                    status
                    for status in Status
                    if queries.in_status(queries.with_facts(), status).filter(pk=case.pk).exists()
                ]
                assert found == [now]
                transaction.set_rollback(True)
    assert len(REACHED_BY) == len(Milestone.Kind)


# Who takes part


@pytest.mark.law("WGS 2.31(4)", "R-01")
def test_a_core_participant_lets_an_organisation_take_part_with_named_professionals(world, working, act_as):
    with working("police") as (who, case):
        actions.involve(
            who,
            case,
            organisation=world.organisations["probation"],
            reason="toezicht loopt",
            professionals=professionals(world, "probation"),
        )
        made = Participation.objects.get(organisation=world.organisations["probation"])
        assert (made.reason, made.decided_by) == ("toezicht loopt", world.organisations["police"])
    assert sees(act_as, world.people["probation"], world.case)


@pytest.mark.law("WGS 2.31(4)", "R-01")
@pytest.mark.parametrize("key", ["ggz", "director"])
def test_nobody_else_decides_who_takes_part_not_even_around_the_page(world, working, act_as, key):
    with working(key) as (who, case):
        with pytest.raises(Refusal):
            actions.involve(who, case, organisation=world.organisations["probation"], reason="nodig", professionals=[])
        refused_by_database(
            lambda: Participation.objects.create(
                house=case.house,
                case=case,
                organisation=world.organisations["probation"],
                reason="nodig",
                decided_by_id=who.organisation_id,
            )
        )
        part = case.participations.get(organisation=world.organisations["ggz"])
        refused_by_database(
            lambda: Delegate.objects.create(
                house=case.house, case=case, participation=part, account=world.people["ggz_colleague"]
            )
        )
        others = case.participations.exclude(pk=part.pk)
        assert Participation.objects.filter(pk__in=others).update(until=case.opened_at) == 0


@pytest.mark.law("WGS 2.31(4)")
def test_a_decision_is_recorded_as_that_of_the_own_organisation(world, working):
    with working("police") as (_who, case):
        refused_by_database(
            lambda: Participation.objects.create(
                house=case.house,
                case=case,
                organisation=world.organisations["probation"],
                reason="nodig",
                decided_by=world.organisations["council"],
            )
        )


@pytest.mark.law("WGS 2.27(2)", "R-30")
@pytest.mark.parametrize("key", ["halt", "other_council"])
def test_the_database_lets_no_organisation_without_ground_or_from_elsewhere_take_part(world, working, key):
    with working("police") as (who, case), pytest.raises(IntegrityError, match="participant of this house"):
        Participation.objects.create(
            house=case.house,
            case=case,
            organisation=world.organisations[key],
            reason="nodig",
            decided_by_id=who.organisation_id,
        )


@pytest.mark.law("WGS 1.8(2)", "R-71")
@pytest.mark.parametrize("key", ["probation", "manager", "auditor"])
def test_only_an_authorised_professional_of_the_organisation_is_named(world, working, key):
    with working("council") as (_who, case):
        part = case.participations.get(organisation=world.organisations["council"])
        refused_by_database(
            lambda: Delegate.objects.create(house=case.house, case=case, participation=part, account=world.people[key])
        )


@pytest.mark.law("R-24", "WGS 2.31(4)")
def test_a_dismissed_professional_sees_the_case_no_more_at_once(world, working, act_as):
    with working("ggz") as (who, case):
        delegate = case.delegates.get(account=world.people["ggz"])
        actions.dismiss(who, case, delegate)
    assert not sees(act_as, world.people["ggz"], world.case)


@pytest.mark.law("WGS 2.31(4)")
def test_an_organisation_that_leaves_takes_its_professionals_with_it(world, working, act_as, as_owner):
    with as_owner():
        building.join(world.case, world.people["ggz_colleague"])
    with working("ggz") as (who, case):
        actions.end_participation(who, case, case.participations.get(organisation=world.organisations["ggz"]))
    assert not sees(act_as, world.people["ggz"], world.case)
    assert not sees(act_as, world.people["ggz_colleague"], world.case)


@pytest.mark.law("R-09")
def test_case_direction_falls_vacant_when_the_case_director_leaves(world, working):
    with working("police") as (who, case):
        assert queries.directions(case)["case"]["now"].account == world.people["ggz"]
    with working("ggz") as (who, case):
        actions.dismiss(who, case, case.delegates.get(account=world.people["ggz"]))
    with working("police") as (who, case):
        assert queries.directions(case)["case"]["now"] is None


@pytest.mark.law("WGS 2.31(4)")
def test_a_core_participant_may_leave_while_another_stays(world, working, act_as):
    with working("police") as (who, case):
        actions.end_participation(who, case, case.participations.get(organisation=world.organisations["police"]))
    assert not sees(act_as, world.people["police"], world.case)
    assert sees(act_as, world.people["council"], world.case)


@pytest.mark.law("WGS 2.31(4)", "WGS 2.31(8)")
def test_the_last_core_participant_stays(world, working):
    with working("police") as (who, case):
        actions.end_participation(who, case, case.participations.get(organisation=world.organisations["police"]))
    with working("council") as (who, case):
        own = case.delegates.get(account=world.people["council"])
        with pytest.raises(Refusal, match="laatste professional"):
            actions.dismiss(who, case, own)
        with pytest.raises(IntegrityError, match="core participant stays"), transaction.atomic():
            Delegate.objects.filter(pk=own.pk).update(until=case.opened_at)
        with pytest.raises(IntegrityError, match="core participant stays"), transaction.atomic():
            Participation.objects.filter(pk=own.participation_id).update(until=case.opened_at)


def test_an_end_is_final_and_dated_by_the_database(world, working, as_owner):
    with as_owner():
        building.join(world.case, world.people["police_colleague"])
    with working("police") as (_who, case):
        delegate = case.delegates.get(account=world.people["police_colleague"])
        Delegate.objects.filter(pk=delegate.pk).update(until=case.opened_at)
        delegate.refresh_from_db()
        assert delegate.until > case.opened_at
        with pytest.raises(IntegrityError, match="already ended"), transaction.atomic():
            Delegate.objects.filter(pk=delegate.pk).update(until=None)


# Who directs


@pytest.mark.law("R-09", "R-01", "WGS 2.31(4)")
def test_who_directs_the_process_takes_no_part(world, working):
    with working("council") as (who, case):
        part = case.participations.get(organisation=world.organisations["council"])
        with pytest.raises(Refusal, match="procesregisseur"):
            actions.name(who, case, part, professionals=professionals(world, "director"))
        with pytest.raises(IntegrityError, match="takes no part"), transaction.atomic():
            Delegate.objects.create(house=case.house, case=case, participation=part, account=world.people["director"])
        assert world.people["director"].professional not in queries.may_be_named(case, world.organisations["council"])


@pytest.mark.law("R-09", "R-01")
def test_a_participant_is_not_asked_for_the_process(world, working, as_owner):
    with as_owner():
        building.authorise(world.people["council"].professional, world.houses["TEST"], "process_director")
    with working("police") as (_who, case):
        assert world.people["council"].professional not in queries.may_direct(case, Direction.Kind.PROCESS)
        refused_by_database(
            lambda: Direction.objects.create(
                house=case.house, case=case, kind="process", account=world.people["council"]
            )
        )


@pytest.mark.law("R-09", "R-01")
def test_who_admits_does_not_appoint_itself_to_direct_the_process(world, as_owner):
    with as_owner():
        building.authorise(world.people["council"].professional, world.houses["TEST"], "process_director")
    with as_owner(), pytest.raises(IntegrityError, match="does not direct"):
        building.admit(world.referral, world.people["council"], world.people["council"])


@pytest.mark.law("R-09", "R-01")
def test_a_process_director_who_referred_directs_and_does_not_decide(world, as_owner, act_as):
    with as_owner():
        referral = building.referral(world.houses["TEST"], world.people["director"], world.persons["stranger"])
        case = building.admit(referral, world.people["police"], world.people["director"])
    with act_as(world.people["director"]) as who:
        assert open_case(who, case.number).scopes == ["direct"]


@pytest.mark.law("R-09")
def test_a_hand_over_counts_from_acceptance_and_ends_the_direction_before(world, working, act_as):
    asked = world.people["director_elsewhere"]
    with working("director") as (who, case):
        offer = actions.offer(who, case, Direction.Kind.PROCESS, professional=asked.professional)
        assert queries.directions(case)["process"]["now"].account == world.people["director"]
    with act_as(asked) as who:
        with pytest.raises(Http404):
            open_case(who, world.case.number)
        actions.accept(who, queries.asked(who, Case.objects.get(pk=world.case.pk)))
        directions = queries.directions(open_case(who, world.case.number))
        assert directions["process"]["now"] == offer
        assert [past.account for past in directions["process"]["before"]] == [world.people["director"]]
    assert not sees(act_as, world.people["director"], world.case)


@pytest.mark.law("R-09")
def test_who_declines_sees_nothing_more_and_leaves_the_direction_where_it_was(world, working, act_as):
    asked = world.people["director_elsewhere"]
    with working("director") as (who, case):
        actions.offer(who, case, Direction.Kind.PROCESS, professional=asked.professional)
    with act_as(asked) as who:
        actions.decline(who, queries.asked(who, Case.objects.get(pk=world.case.pk)))
    assert not sees(act_as, asked, world.case)
    assert sees(act_as, world.people["director"], world.case)


@pytest.mark.law("R-09")
def test_nobody_accepts_for_another(world, working):
    with working("director") as (who, case):
        offer = actions.offer(who, case, Direction.Kind.CASE, professional=world.people["council"].professional)
        refused_by_database(lambda: Direction.objects.filter(pk=offer.pk).update(accepted_at=case.opened_at))


@pytest.mark.law("R-09")
def test_an_unanswered_request_is_taken_back(world, working):
    with working("director") as (who, case):
        actions.take_back(
            who, case, actions.offer(who, case, Direction.Kind.CASE, professional=world.people["council"].professional)
        )
        assert queries.directions(case)["case"]["asked"] is None
        actions.offer(who, case, Direction.Kind.CASE, professional=world.people["police"].professional)


@pytest.mark.law("R-09")
def test_only_who_takes_part_directs_the_case_and_a_private_participant_does_not_ask(world, working):
    with working("director") as (_who, case):
        refused_by_database(
            lambda: Direction.objects.create(
                house=case.house, case=case, kind="case", account=world.people["probation"]
            )
        )
    with working("ggz") as (who, case), pytest.raises(Refusal):
        actions.offer(who, case, Direction.Kind.CASE, professional=world.people["police"].professional)


# The circle


@pytest.mark.law("BGS 2.19", "R-12")
def test_a_found_person_joins_the_circle_of_a_referred_one(world, working):
    with working("police") as (who, case):
        (person,) = find_person(who, case.house, bsn=world.persons["stranger"].bsn)
        actions.add_to_circle(who, case, person=person, circle_of=case.subjects[0], relation="sibling", reason="broer")
        assert person.pk in {member.person_id for member in queries.members(case)}


@pytest.mark.law("BGS 2.19", "R-12")
def test_the_circle_of_a_circle_is_refused(world, working):
    """Acceptance test 10: no circle member without a relation to a referred person."""
    with working("police") as (who, case):
        (person,) = find_person(who, case.house, bsn=world.persons["stranger"].bsn)
        son = world.members()["son"]
        with pytest.raises(Refusal, match="geen kring"):
            actions.add_to_circle(who, case, person=person, circle_of=son, relation="other", reason="vriend")
        with pytest.raises(Refusal, match="relatie"):
            actions.add_to_circle(who, case, person=person, circle_of=case.subjects[0], relation="", reason="vriend")
        fields = {"house": case.house, "case": case, "person": person, "part": "circle", "reason": "vriend"}
        refused_by_database(lambda: Member.objects.create(**fields, circle_of=son, relation="other"))
        refused_by_database(lambda: Member.objects.create(**fields, circle_of=case.subjects[0], relation=""))
        refused_by_database(lambda: Member.objects.create(**fields, relation="other"))


@pytest.mark.law("R-08", "BGS 2.20(1)")
def test_nobody_becomes_a_referred_person_without_a_referral(world, working):
    with working("police") as (who, case):
        (person,) = find_person(who, case.house, bsn=world.persons["stranger"].bsn)
        refused_by_database(lambda: Member.objects.create(house=case.house, case=case, person=person, part="subject"))


@pytest.mark.law("WGS 1.8(2)")
def test_a_guessed_person_number_puts_nobody_in_a_circle(world, working):
    with working("council") as (_who, case):
        refused_by_database(
            lambda: Member.objects.create(
                house=case.house,
                case=case,
                person_id=world.persons["closed"].pk,
                part="circle",
                circle_of=case.subjects[0],
                relation="other",
                reason="gok",
            )
        )


@pytest.mark.law("R-12", "R-08")
def test_a_circle_member_leaves_and_the_last_referred_person_stays(world, working):
    with working("director") as (who, case):
        members = world.members()
        actions.take_out(who, case, members["daughter"])
        with pytest.raises(Refusal, match="kring"):
            actions.take_out(who, case, members["father"])
        for key in ("father", "mother", "son"):
            if key == "father":
                refused_by_database(lambda: Member.objects.filter(pk=members["father"].pk).update(until=case.opened_at))
            else:
                actions.take_out(who, case, members[key])
        with pytest.raises(Refusal, match="laatste betrokkene"):
            actions.take_out(who, case, members["father"])
        refused_by_database(lambda: Member.objects.filter(pk=members["father"].pk).update(until=case.opened_at))


@pytest.mark.law("R-14")
def test_that_a_person_is_known_elsewhere_is_told_and_not_what(world, working, as_owner, act_as):
    with as_owner():
        referral = building.referral(world.houses["TEST"], world.people["protection"], world.persons["son"])
        building.admit(referral, world.people["prosecution"], world.people["director_elsewhere"])
    with working("ggz") as (_who, case):
        assert queries.known_elsewhere(case) == [
            {"person": world.persons["son"].pk, "director": "Daan Peters", "phone": "0612345678"}
        ]
    with act_as(world.people["police_colleague"]), connection.cursor() as cursor:
        cursor.execute("SELECT FROM cases_also_known(%s, %s)", [world.persons["son"].pk, world.case.pk])
        assert cursor.rowcount == 0


# The purpose


@pytest.mark.law("WGS 1.8(5)", "R-06")
def test_the_purpose_fixed_at_admission_is_changed_by_nobody(world, working):
    for key in ("police", "director", "ggz"):
        with working(key) as (_who, _case):
            refused_by_database(lambda: Case.objects.filter(pk=world.case.pk).update(purpose="iets anders"))


# Closing


def agree(working, world, *keys, agrees=True):
    for key in keys:
        with working(key) as (who, case):
            actions.opine(who, case, agrees=agrees, motive="doelen gehaald")


@pytest.mark.law("WGS 2.31(8)", "R-01")
def test_a_case_closes_only_when_all_core_organisations_on_it_agree(world, working):
    agree(working, world, "police")
    with working("police") as (who, case):
        with pytest.raises(Refusal, match="College van B&W"):
            actions.close(who, case, outcome="goals_met", motive="klaar")
        refused_by_database(
            lambda: Closing.objects.create(
                house=case.house,
                case=case,
                outcome="goals_met",
                motive="klaar",
                organisation=world.organisations["police"],
                account=world.people["police"],
            )
        )
    agree(working, world, "council", agrees=False)
    with working("police") as (who, case), pytest.raises(Refusal, match="Niet akkoord"):
        actions.close(who, case, outcome="goals_met", motive="klaar")


@pytest.mark.law("WGS 2.31(8)", "R-01")
@pytest.mark.parametrize("key", ["ggz", "director"])
def test_neither_a_private_participant_nor_the_process_director_judges_or_closes(world, working, key):
    agree(working, world, "police", "council")
    with working(key) as (who, case):
        with pytest.raises(Refusal):
            actions.opine(who, case, agrees=True, motive="klaar")
        with pytest.raises(Refusal):
            actions.close(who, case, outcome="goals_met", motive="klaar")
        refused_by_database(
            lambda: ClosingOpinion.objects.create(
                house=case.house,
                case=case,
                organisation=world.organisations["police"],
                account=world.people[key],
                agrees=True,
                motive="klaar",
            )
        )
        refused_by_database(
            lambda: Closing.objects.create(
                house=case.house,
                case=case,
                outcome="goals_met",
                motive="klaar",
                organisation=world.organisations["council"],
                account=world.people[key],
            )
        )


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_closing_ends_every_access_to_the_case_at_once(world, working, act_as, as_owner):
    agree(working, world, "police", "council")
    with working("council") as (who, case):
        actions.close(
            who, case, outcome="scaled_down", motive="wijkteam neemt over", follow_up=world.organisations["council"]
        )
        assert not Case.objects.filter(pk=case.pk).exists()
    for key in ("police", "council", "ggz", "director"):
        assert not sees(act_as, world.people[key], world.case)
    for key in ("contact", "auditor"):
        assert sees(act_as, world.people[key], world.case)
    with as_owner():
        assert not Grant.objects.filter(kind="case", object_id=world.case.pk, until=None).exists()
        assert not Delegate.objects.filter(case=world.case, until=None).exists()


@pytest.mark.law("R-53")
def test_a_case_closes_although_its_process_director_lost_the_role(world, working, as_owner):
    agree(working, world, "police", "council")
    with as_owner():
        world.people["director"].professional.authorisations.update(until="2026-01-01")
    with working("police") as (who, case):
        actions.close(who, case, outcome="goals_met", motive="klaar")


@pytest.mark.law("WGS 2.31(8)")
def test_an_opinion_from_before_somebody_left_does_not_count_when_coming_back(world, working, as_owner):
    agree(working, world, "police", "council")
    with as_owner():
        part = Participation.objects.get(case=world.case, organisation=world.organisations["police"])
        part.until = part.since
        Participation.objects.filter(pk=part.pk).update(until=part.since)
        building.join(world.case, world.people["police_colleague"])
    with working("council") as (who, case), pytest.raises(Refusal, match="Politie"):
        actions.close(who, case, outcome="goals_met", motive="klaar")


# The log and the work list


@pytest.mark.law("R-72", "WGS 1.8(4)")
def test_acts_are_logged_with_case_and_person(world, working, as_owner):
    from eenplan.audit.models import Event

    with working("director") as (who, case):
        actions.take_out(who, case, world.members()["daughter"])
        actions.set_phase(who, case, phase=3, operational=None, administrative=None, reason="")
    with as_owner():
        logged = set(Event.objects.filter(case_id=world.case.pk).values_list("action", "subject_id"))
    assert ("case.person.remove", world.persons["daughter"].pk) in logged
    assert ("case.phase", None) in logged


def test_my_work_tells_who_is_asked_what_is_vacant_and_whose_judgement_is_wanted(world, working, act_as, as_owner):
    other = world.people["director_elsewhere"]
    with working("director") as (who, case):
        actions.offer(who, case, Direction.Kind.PROCESS, professional=other.professional)
    with act_as(other) as who:
        assert [item.kind for item in queries.my_work(who)] == ["Regie"]
    agree(working, world, "police")
    with act_as(world.people["council"]) as who:
        assert [item.kind for item in queries.my_work(who)] == ["Afsluiten"]
    with act_as(world.people["police"]) as who:
        assert queries.my_work(who) == []
    with working("ggz") as (who, case):
        actions.dismiss(who, case, case.delegates.get(account=world.people["ggz"]))
    with act_as(world.people["director"]) as who:
        assert [item.title for item in queries.my_work(who)] == [
            f"{world.case.number}: er is geen casusregisseur",
            f"{world.case.number}: nog geen casusoverleg gehouden",
        ]


def test_a_milestone_is_not_announced_by_who_does_not_work_on_the_case(world, act_as):
    with act_as(world.people["probation"]), pytest.raises(ProgrammingError):
        Milestone.objects.create(house=world.case.house, case=world.case, kind="plan")
