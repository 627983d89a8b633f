"""Guards that were found thin, each now in the database: dates, privileges, numbers, judging together, known persons."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.access.models import Grant
from eenplan.audit.models import Event
from eenplan.cases.models import Phase
from eenplan.exchange.models import Item
from eenplan.people.models import Family, FamilyMember, Person
from eenplan.referrals.models import Assessment, Decision
from tests.support.db import as_owner


@pytest.fixture
def admit(world, act_as):
    """`admit("council")`: the decision as the application writes it, past all rules in Python."""

    def run(key, outcome="admit"):
        who = world.people[key]
        with act_as(who), transaction.atomic():
            return Decision.objects.create(
                house=world.referral.house, referral=world.referral, outcome=outcome, motive="zomaar", account=who,
                route="district_team" if outcome == "reject" else "",
                organisation=who.professional.organisation, case_kind="system", purpose="doel",
                process_director=world.people["director"],
            )  # fmt: skip

    return run


@pytest.fixture
def judge(world, act_as):
    """`judge("council", met=…)`: the judgement of an organisation about the referral."""

    def run(key, met=True):
        who = world.people[key]
        with act_as(who):
            Assessment.objects.create(
                house=world.referral.house, referral=world.referral, account=who, judgement="admit", motive="x",
                organisation=who.professional.organisation, criterion_a=True, criterion_b=True, criterion_c=True,
                criterion_d=met,
            )  # fmt: skip

    return run


@pytest.mark.law("WGS 2.31(2)", "R-01", "R-03")
@pytest.mark.parametrize("outcome", ["admit", "reject", "complete"])
def test_the_database_decides_nothing_before_enough_core_organisations_judged(outcome, admit, judge):
    judge("council")
    judge("council")  # a correction is no second organisation
    with pytest.raises(IntegrityError, match="too few"):
        admit("council", outcome)
    judge("police")
    admit("council", outcome)


@pytest.mark.law("BGS 2.20(1)", "R-03")
def test_the_database_admits_only_what_the_majority_finds_met(admit, judge):
    judge("council")
    judge("police", met=False)
    with pytest.raises(IntegrityError, match="majority"):
        admit("council")
    judge("protection")
    admit("council")


@pytest.mark.law("R-72")
def test_the_moment_of_an_act_is_the_databases_and_never_the_applications(world, act_as):
    long_ago = timezone.now() - timedelta(days=900)
    director, police = world.people["director"], world.people["police"]
    with act_as(director):
        phase = Phase(house=world.case.house, case=world.case, phase="2", reason="x", account=director)
        phase.since = long_ago
        Phase.objects.bulk_create([phase])
    with act_as(police):
        made = Item(
            house=world.case.house, case=world.case, person=world.persons["father"], category=7, text="later",
            supplier=police.professional.organisation, account=police, ground="wpg-20(3)",
            first_processed_on=timezone.localdate() + timedelta(days=900),
        )  # fmt: skip
        made.save()
    with as_owner():
        assert Phase.objects.latest("pk").since > timezone.now() - timedelta(hours=1)
        assert Item.objects.get(pk=made.pk).first_processed_on == timezone.localdate()


@pytest.mark.law("WGS 1.8(2)")
def test_a_function_that_runs_as_owner_is_closed_unless_a_policy_file_opens_it(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc p, LATERAL aclexplode(coalesce(proacl, acldefault('f', proowner))) a"
            " WHERE prosecdef AND pronamespace = 'public'::regnamespace AND proname NOT LIKE 'procrastinate%%'"
            " AND a.grantee = 0 AND a.privilege_type = 'EXECUTE'"
        )
        assert cursor.fetchall() == []


@pytest.mark.law("R-71")
def test_an_administrator_sees_who_has_which_role_and_not_who_works_on_what(world, act_as):
    with act_as(world.people["administrator"]):
        assert set(Grant.objects.exclude(account=world.people["administrator"]).values_list("kind", flat=True)) == {
            "house"
        }


def test_nobody_reads_how_many_numbers_were_given(world, act_as):
    with (
        act_as(world.people["administrator"]),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM network_counter")


@pytest.mark.law("WGS 1.8(2)")
def test_a_process_director_composes_no_family_and_changes_no_person(world, act_as):
    father = world.persons["father"]
    with as_owner():
        family = Family.objects.create(house=father.house, name="Gezin")
        FamilyMember.objects.create(house=father.house, family=family, person=father)
    with act_as(world.people["director"]):
        assert Person.objects.filter(pk=father.pk).update(family_name="Anders") == 0
        assert Family.objects.filter(pk=family.pk).update(name="Anders") == 0
        assert FamilyMember.objects.filter(family=family).update(household=False) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            FamilyMember.objects.create(house=father.house, family=family, person=world.persons["mother"])


@pytest.mark.law("R-72", "WGS 1.8(2)")
def test_entering_a_known_bsn_is_a_search_that_is_logged_and_leads_to_the_known_person(world, client_of):
    stranger = world.persons["stranger"]
    typed = {
        "family_name": "Jansen", "sex": "M", "bsn": stranger.bsn, "relation": "sibling", "reason": "woont er ook",
    }  # fmt: skip
    url = reverse("cases:enter_person", args=[world.case.number])
    with as_owner():
        typed["circle_of"] = world.case.members.get(person=world.persons["father"]).pk
    answer = client_of("director").post(url, typed)
    assert answer.status_code == 200
    assert "al bekend" in answer.text
    assert "Ahmed el Idrissi" in answer.text
    assert "woont er ook" in answer.text  # nothing typed is lost
    with as_owner():
        line = Event.objects.filter(action="person.search", account_id=world.people["director"].pk).latest("pk")
        assert (line.subject_id, line.outcome, line.categories) == (stranger.pk, "ok", [2])
        assert Person.objects.filter(family_name="Jansen").count() == 0
    unknown = client_of("director").post(url, {**typed, "bsn": "999990093"})
    assert unknown.status_code == 302
    with as_owner():
        assert Event.objects.filter(action="person.search", outcome="nothing").exists()
