"""What somebody tries who means harm, or who has found a way to speak to the database as the application."""

from datetime import timedelta

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from eenplan.access.models import Account, Grant
from eenplan.cases.models import Case, Member
from eenplan.exchange.models import Item
from eenplan.network.models import Authorisation
from eenplan.people.models import Person
from eenplan.referrals.models import Referral, ReferredPerson
from tests.access.test_login import LOGIN, enrol, log_in

TODAY = timezone.localdate()


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else None


def end_roles(world, key, *roles):
    Authorisation.objects.filter(professional_id=world.people[key].pk, role__in=roles).update(until=TODAY)


def give_role(world, key, role, purpose):
    Authorisation.objects.create(
        house=world.houses["TEST"],
        professional_id=world.people[key].pk,
        role=role,
        purpose=purpose,
        designated_on=TODAY,
        screening="vog",
        screened_on=TODAY - timedelta(days=9),
        screening_valid_until=TODAY + timedelta(days=900),
        no_commercial_duties=True,
    )


@pytest.mark.law("WGS 1.8(2)", "R-77")
def test_the_application_cannot_hang_a_function_that_gives_grants_on_a_table_of_its_own(world, act_as):
    with act_as(world.people["police_colleague"]), pytest.raises(ProgrammingError, match="permission denied"):
        run(
            "CREATE TEMP TABLE mine (id bigint, house_id bigint, case_id bigint, kind text, account_id bigint,"
            " accepted_at timestamptz, until timestamptz);"
            "CREATE TRIGGER give AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION cases_grant_direction();"
        )


@pytest.mark.law("WGS 1.8(2)", "R-77")
def test_no_function_of_a_trigger_that_runs_as_owner_is_open_to_others(db):
    assert (
        run(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
            " AND prorettype = 'trigger'::regtype AND has_function_privilege('eenplan_app', oid, 'EXECUTE')"
        )
        == []
    )


@pytest.mark.law("R-72")
def test_a_line_of_the_log_has_the_number_the_database_gives_and_the_organisation_that_acts(world, act_as):
    insert = (
        "INSERT INTO audit_event ({id}at, trace, account_id, organisation_id, house_id, role, purpose, action, thing,"
        " categories, outcome, access_point, detail, salt, subject_digest, digest) VALUES ({number}now(), gen_random_uuid(),"
        " access_account(), %s, (access_authorised_in())[1], '', '', 'read', '', '{{}}', 'ok', '', '', '', '', '')"
    )
    own = world.organisations["police"].pk
    with act_as(world.people["police"]):
        run(insert.format(id="", number=""), own)
        # a number far ahead would keep all later lines out of the chain
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(insert.format(id="id, ", number="9000000000000, "), own)
        with pytest.raises(ProgrammingError, match="row-level security"):
            run(insert.format(id="", number=""), world.organisations["ggz"].pk)


@pytest.mark.law("WGS 1.8(2)")
def test_numbers_of_cases_and_referrals_are_given_out_by_the_database_only(world, act_as):
    with act_as(world.people["neighbour"]), pytest.raises(ProgrammingError, match="permission denied"):
        run("SELECT network_number(%s, 'C')", world.houses["TEST"].pk)


@pytest.mark.law("WGS 1.8(2)", "R-70", "R-71")
@pytest.mark.parametrize(("role", "purpose"), [("administrator", "c"), ("contact_point", "b"), ("manager", "a")])
def test_who_does_casework_no_longer_sees_no_case_in_another_role(role, purpose, world, act_as, as_owner):
    key = "council" if role == "contact_point" else "police"  # BGS 1.1
    with act_as(world.people[key]):
        assert Case.objects.filter(pk=world.case.pk).exists()
    with as_owner():
        end_roles(world, key, "referrer", "assessor", "participant")
        give_role(world, key, role, purpose)
    with act_as(world.people[key]) as who:
        assert who.has(role)
        assert not Case.objects.filter(pk=world.case.pk).exists()
        assert not Member.objects.filter(case=world.case.pk).exists()
        assert not Item.objects.exists()


@pytest.mark.law("WGS 1.8(2)", "R-70")
def test_who_is_process_director_no_longer_directs_no_case(world, act_as, as_owner):
    with act_as(world.people["director"]):
        assert Item.objects.exists()
    with as_owner():
        end_roles(world, "director", "process_director")
    with act_as(world.people["director"]) as who:
        assert who.roles
        assert not Item.objects.exists()
        assert not Case.objects.filter(pk=world.case.pk).exists()


@pytest.mark.law("WGS 1.8(2)", "R-70")
@pytest.mark.parametrize("changed", [{"role": "manager"}, {"designated_on": TODAY}])
def test_an_authorisation_is_ended_and_given_anew_never_turned_into_another(changed, world, act_as):
    with act_as(world.people["administrator"]):
        held = Authorisation.objects.filter(professional_id=world.people["prosecution"].pk, role="assessor")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            held.update(**changed)
        held.update(until=TODAY)
    with act_as(world.people["administrator"]):
        open_still = Grant.objects.filter(account=world.people["prosecution"], kind="house", scope="assessor")
        assert not open_still.filter(until__gt=timezone.now()).exists()


@pytest.mark.law("WGS 1.8(2)", "R-70")
@pytest.mark.parametrize("changed", [{"email": "mine@test.invalid"}, {"name": "Somebody Else"}, {"language": "en"}])
def test_no_administrator_takes_over_an_account_by_its_address(changed, world, act_as):
    victim = Account.objects.filter(pk=world.people["neighbour"].pk)
    with act_as(world.people["administrator"]), pytest.raises(IntegrityError, match="accounts"), transaction.atomic():
        victim.update(**changed)


@pytest.mark.law("R-78")
def test_what_was_said_to_one_person_is_not_said_to_the_next_at_the_same_computer(world, client_of):
    client = client_of("police")
    request = RequestFactory().get("/")
    request.session = client.session
    storage = default_storage(request)
    storage.add(constants.SUCCESS, "Lotte de Vries staat nu in de directe kring.")
    answer = HttpResponse()
    storage.update(answer)
    assert "messages" not in answer.cookies


@pytest.mark.law("WGS 1.8(2)", "R-70", "R-71")
def test_who_no_longer_works_in_the_house_sees_his_own_referrals_there_no_more(world, act_as, as_owner):
    writer = Account.objects.get(pk=world.draft.account_id)
    key = next(key for key, account in world.people.items() if account.pk == writer.pk)
    with act_as(writer):
        assert Referral.objects.filter(pk=world.draft.pk).exists()
    with as_owner():
        end_roles(world, key, "referrer", "assessor", "participant", "process_director")
        give_role(world, key, "administrator", "c")
    with act_as(writer) as who:
        assert who.roles
        assert not Referral.objects.exists()
        assert not ReferredPerson.objects.exists()
        assert not Person.objects.exists()


@pytest.mark.parametrize("page", ["home", "mfa_index", "mfa_add_webauthn"])
def test_a_session_with_a_password_only_gains_nothing_when_another_gets_the_second_factor(page, world):
    police = world.people["police"]
    thief, owner = log_in(police), log_in(police)
    enrol(owner)
    assert owner.get("/").status_code == 200
    assert thief.get(reverse(page)).headers["Location"] == LOGIN
    assert "_auth_user_id" not in thief.session
