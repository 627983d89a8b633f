"""The rights of persons in the audit file: terms and outcomes in numbers, nobody's name, words or reasons."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from eenplan.audit import evidence
from eenplan.law.calendar import months_after
from eenplan.rights import proof
from eenplan.rights.leaks import actions as leaks
from eenplan.rights.models import InformationDuty, Leak
from tests.rights.test_requests import EVERYBODY, TODAY, answer, decide, hold_back, opened, register

pytestmark = [pytest.mark.django_db, pytest.mark.law("R-86", "WGS 1.10")]
EVER = TODAY - timedelta(days=900)


@pytest.fixture
def told(world, act_as):
    """`told(proof.requests)`: what the audit file says, as the auditor may read it; of another house and period nothing."""

    def read(part, key="auditor", house="TEST", since=EVER):
        with act_as(world.people[key]):
            return part(world.houses[house].pk, since, TODAY)

    return read


@pytest.fixture
def leak(world, act_as):
    """A leak of which the authority was told after eighty hours."""
    with act_as(world.people["contact"]) as who:
        made = leaks.register(
            who,
            house=world.houses["TEST"],
            discovered_at=timezone.now() - timedelta(hours=80),
            what="De brief aan Karel ging naar het verkeerde adres.",
        )
        leaks.report(
            who,
            Leak.objects.get(pk=made.pk),
            report="reported",
            reported_at=timezone.now(),
            reference="AP-7",
            report_reason="Het adres van Karel was eerst onbekend.",
        )
        return made


@pytest.mark.law("BGS 1.2", "AVG 12")
def test_a_request_is_told_with_its_term_and_its_decision(world, act_as, told):
    open_still = register(act_as, world, "son")
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    decide(act_as, world, request)
    first, second = told(proof.requests)
    assert (first["verzoek"], first["besluit"], first["besloten_op"]) == (open_still.number, None, None)
    assert (second["verzoek"], second["besluit"]) == (request.number, "toegewezen")
    assert second["uiterlijk"] == months_after(TODAY, 1)
    assert second["besloten_op"] >= second["eerste_besluit_op"]


@pytest.mark.law("AVG 33")
def test_a_leak_is_told_with_its_clock(leak, told):
    (only,) = told(proof.leaks)
    assert (only["datalek"], only["binnen_72_uur"], only["kenmerk_ap"]) == (leak.number, False, "AP-7")
    assert (only["personen_informeren"], only["afgesloten_op"]) == ("", None)


@pytest.mark.law("BGS 1.3", "AVG 14")
def test_informing_is_told_in_numbers_per_month(world, as_owner, told):
    with as_owner():
        everybody = InformationDuty.objects.filter(house=world.houses["TEST"]).count()
        InformationDuty.objects.filter(case=world.case, person=world.persons["father"]).update(state="omitted")
    months = told(proof.duties)
    assert sum(month["personen"] for month in months) == everybody
    assert sum(month["uitgesteld"] for month in months) == 1
    for month in months:
        assert month["maand"].day == 1
        assert month["personen"] == month["geinformeerd"] + month["uitgesteld"] + month["nog_te_informeren"]
        assert month["waarvan_te_laat"] <= month["geinformeerd"]


@pytest.mark.parametrize("part", [proof.requests, proof.leaks, proof.duties])
def test_who_does_not_supervise_the_house_proves_nothing_and_another_period_is_another(part, leak, world, act_as, told):
    register(act_as, world)
    assert told(part)
    assert told(part, since=TODAY + timedelta(days=1)) == []
    assert told(part, house="BUUR") == []
    assert told(part, key="administrator") == []


def test_no_name_text_or_reason_of_anybody_is_in_it(leak, world, act_as, told):
    request = opened(act_as, world)
    hold_back(act_as, world, request, "police")
    answer(act_as, world, request, *EVERYBODY)
    decide(act_as, world, request, outcome="partial", motive="Een kind van Karel loopt gevaar.")
    kept = {
        part.name: part.rows
        for part in evidence.parts()
        if part.name in ("verzoeken", "datalekken", "informatieplicht")
    }
    assert len(kept) == 3
    everything = json.dumps([told(rows) for rows in kept.values()], cls=DjangoJSONEncoder)
    for word in ("Karel", "gevaar", "Overzee", "Vlietweg", "verkeerde adres", world.case.number):
        assert word not in everything
