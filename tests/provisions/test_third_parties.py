"""A third party has expertise, no account, and hears nothing before its signature; then only what suppliers let go."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from eenplan.access.models import Account
from eenplan.conferences import actions as conferences
from eenplan.conferences.models import AgendaItem, Conference, Guest, Heard
from eenplan.law.rules import Refusal
from eenplan.network.models import Professional
from eenplan.plans import actions as plans
from eenplan.plans.models import Action, Plan
from eenplan.provisions import actions
from eenplan.provisions.models import Provision, SecrecyStatement, ThirdParty
from tests.provisions.conftest import PDF
from tests.support.world import authorise

pytestmark = pytest.mark.django_db


def constraint(error) -> str:
    return error.value.__cause__.diag.constraint_name


@pytest.fixture
def point(world, as_owner):
    with as_owner():
        point = world.case.agenda_items.get()
        Conference.objects.filter(pk=point.conference_id).update(at=timezone.now())
        return AgendaItem.objects.select_related("conference").get(pk=point.pk)


@pytest.mark.law("WGS 2.31(9)", "R-30")
def test_a_third_party_is_admitted_by_a_core_participant_only(at_work, world):
    fields = {
        "organisation": world.organisations["halt"],
        "name": "Hans",
        "function": "medewerker",
        "expertise": "jeugd",
        "role": "traject",
        "reason": "nodig",
    }
    for key in ("ggz", "director"):
        with at_work(key) as (who, case):
            with pytest.raises(Refusal) as refused:
                actions.admit(who, case, **fields)
            assert refused.value.article == "WGS 2.31(9)"
            with pytest.raises(DatabaseError), transaction.atomic():
                ThirdParty.objects.create(
                    house_id=case.house_id,
                    case=case,
                    decided_by_id=who.organisation_id,
                    account_id=who.account_id,
                    **fields,
                )
    with at_work("council") as (who, case):
        assert actions.admit(who, case, **fields).pk


@pytest.mark.law("WGS 2.31(9)", "WGS 2.27(2)")
def test_a_participant_is_no_third_party(at_work, world):
    with at_work("council") as (who, case):
        fields = {
            "organisation": world.organisations["probation"],
            "name": "Rob",
            "function": "x",
            "expertise": "x",
            "role": "x",
            "reason": "x",
        }
        with pytest.raises(Refusal):
            actions.admit(who, case, **fields)
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            ThirdParty.objects.create(
                house_id=case.house_id,
                case=case,
                decided_by_id=who.organisation_id,
                account_id=who.account_id,
                **fields,
            )
        assert constraint(error) == "provisions_no_participant"


@pytest.mark.law("WGS 2.31(9)", "R-30", "8.11-5")
def test_no_organisation_without_ground_gets_an_account(world, as_owner):
    with as_owner():
        account = Account.objects.create(email="nieuw@test.invalid", name="Nieuw")
        made = Professional.objects.create(
            account=account, organisation=world.organisations["victims"], function="medewerker"
        )
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            authorise(made, world.houses["TEST"], "participant")
        assert constraint(error) == "network_no_account_without_ground"


@pytest.mark.law("BGS 2.21", "WGS 2.31(9)", "R-30", "8.11-5")
def test_without_a_signed_statement_a_third_party_is_on_no_agenda_receives_nothing_and_executes_nothing(
    third, at_work, point, world
):
    unsigned = third(signed=False)
    with at_work("director") as (who, case):
        with pytest.raises(Refusal) as refused:
            conferences.seat(who, case, point, guests=[unsigned.pk], come=True)
        assert refused.value.article == "BGS 2.21"
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Guest.objects.create(house_id=case.house_id, case=case, item=point, third_party=unsigned)
        assert constraint(error) == "conferences_guest_is_bound"
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            actions.begin(who, case, recipient={"kind": "third_party", "third_party_id": unsigned.pk})
        assert constraint(error) == "provisions_recipient_may_receive"
        plan = Plan.objects.get(case=case)
        delegate = case.delegates.filter(until=None).first()
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            plans.add_action(
                who,
                plan,
                text="Leertraject",
                kind="guidance",
                delegate=delegate,
                due_on=timezone.localdate(),
                executor=unsigned,
            )
        assert constraint(error) == "plans_executor_is_bound"


@pytest.mark.law("BGS 2.21", "R-30")
def test_a_statement_is_of_this_case_and_not_signed_in_the_future(third, at_work):
    unsigned = third(signed=False)
    with at_work("council") as (who, case):
        with pytest.raises(Refusal) as refused:
            actions.keep_statement(who, case, unsigned, signed_on=timezone.localdate() + timedelta(days=1), file=PDF)
        assert refused.value.article == "BGS 2.21"
        actions.end(who, case, unsigned)
        late = SecrecyStatement(
            house_id=case.house_id,
            case=case,
            third_party=unsigned,
            signed_on=timezone.localdate(),
            account_id=who.account_id,
        )
        late.put(*PDF)
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            late.save()
        assert constraint(error) == "provisions_statement_fits"


@pytest.mark.law("WGS 2.31(9)", "R-15")
def test_a_third_party_executes_an_action_for_which_one_organisation_stays_responsible(third, at_work):
    signed = third()
    with at_work("director") as (who, case):
        action = plans.add_action(
            who,
            Plan.objects.get(case=case),
            text="Leertraject",
            kind="guidance",
            delegate=case.delegates.filter(until=None).first(),
            due_on=timezone.localdate() + timedelta(days=30),
            executor=signed,
        )
        assert Action.objects.get(pk=action.pk).organisation_id
        assert Action.objects.get(pk=action.pk).executor == signed


@pytest.mark.law("WGS 2.31(10)", "WGS 1.7(2)", "R-30")
def test_at_the_table_a_third_party_hears_only_what_was_provided_to_it(
    asked, answer, checked, provide, at_work, point, item, as_owner
):
    provision = asked("third_party", "council")
    told, withheld = item("council"), item("police")
    with at_work("director") as (who, case):
        conferences.seat(who, case, point, guests=[provision.third_party_id], come=True)
        guest = Guest.objects.get(item=point)
        assert guest.present
        with pytest.raises(Refusal) as refused:
            conferences.share(who, case, point, guest, items=[told.pk])
        assert refused.value.article == "WGS 1.7(2)"
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Heard.objects.create(
                house_id=case.house_id, case=case, guest=guest, information=told, account_id=who.account_id
            )
        assert constraint(error) == "conferences_heard_was_provided"
    for key in ("council", "police", "ggz"):
        answer(provision, key, "no_objection")
    checked(provision)
    provide(provision)
    with at_work("director") as (who, case):
        conferences.share(who, case, point, guest, items=[told.pk])
        with pytest.raises(Refusal):
            conferences.share(who, case, point, guest, items=[withheld.pk])
        assert [heard.information_id for heard in guest.heard.all()] == [told.pk]


@pytest.mark.law("R-30")
def test_who_ended_receives_nothing_more(asked, answer, checked, provide, at_work):
    provision = asked("third_party", "council")
    for key in ("council", "police", "ggz"):
        answer(provision, key, "no_objection")
    checked(provision)
    with at_work("council") as (who, case):
        actions.end(who, case, ThirdParty.objects.get(pk=provision.third_party_id))
    with pytest.raises(Refusal) as refused:
        provide(provision)
    assert refused.value.article == "WGS 2.31(9)"
    with at_work("director"), pytest.raises(IntegrityError) as error, transaction.atomic():
        Provision.objects.filter(pk=provision.pk).update(provided_at=timezone.now())
    assert constraint(error) == "provisions_recipient_may_receive"
