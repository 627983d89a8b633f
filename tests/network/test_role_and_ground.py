"""A role asks for the right ground: every role × every kind of organisation, on the page's road and past it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from eenplan.law.codes import PURPOSE_OF_ROLE, Purpose, Role, StatutoryGround
from eenplan.law.rules import Refusal
from eenplan.network import actions, queries
from eenplan.network.models import Authorisation, House, HouseOrganisation, Organisation, OrganisationKind, Proposal
from eenplan.network.rules import GROUNDS_OF_KIND
from tests.support.world import _professional

TODAY = timezone.localdate()
MUNICIPAL = {StatutoryGround.MAYOR, StatutoryGround.COUNCIL}
WALK = [
    (role, kind, ground)
    for role in queries.ROLES
    for kind in OrganisationKind.values
    for ground in GROUNDS_OF_KIND.get(kind, ())
]


def allowed(role: str, ground: str, *, partners_direct: bool) -> bool:
    """As the law has it, said once more in other words."""
    return {
        Role.ASSESSOR: ground.startswith("2.27(1)"),
        Role.CONTACT_POINT: ground in MUNICIPAL,
        Role.PROCESS_DIRECTOR: ground in MUNICIPAL or partners_direct,
    }.get(Role(role), True)


@pytest.fixture
def somebody(world, as_owner):
    """`somebody(kind, ground)`: a professional of an organisation of this kind that takes part in the house."""

    def made(kind, ground):
        with as_owner():
            organisation = Organisation.objects.create(name=f"Proef {kind}", kind=kind, ground=ground, since=TODAY)
            HouseOrganisation.objects.create(house=world.houses["TEST"], organisation=organisation, since=TODAY)
            return _professional("proef", "Proef Persoon", organisation, [], world.houses["TEST"]).professional

    return made


def screening():
    return {
        "designated_on": TODAY,
        "screening": "vog",
        "screened_on": TODAY - timedelta(days=9),
        "screening_valid_until": TODAY + timedelta(days=900),
        "no_commercial_duties": True,
    }


@pytest.mark.law("BGS 1.1", "WGS 2.31(2)", "WGS 2.31(4)", "R-09")
@pytest.mark.parametrize("partners_direct", [False, True])
@pytest.mark.parametrize(("role", "kind", "ground"), WALK)
def test_a_role_asks_for_the_right_ground(role, kind, ground, partners_direct, somebody, world, act_as, as_owner):
    whom = somebody(kind, ground)
    with as_owner():
        House.objects.filter(pk=world.houses["TEST"].pk).update(partners_direct=partners_direct)
    may = allowed(role, ground, partners_direct=partners_direct)
    with act_as(world.people["administrator"]) as who:
        house = House.objects.get(pk=world.houses["TEST"].pk)
        row = Authorisation(house=house, professional=whom, role=role, **screening())
        row.purpose = PURPOSE_OF_ROLE.get(Role(role), Purpose.PROCESSING)
        if may:
            assert actions.authorise(who, house, whom, role=role, **screening()).pk
            return
        with pytest.raises(Refusal):
            actions.authorise(who, house, whom, role=role, **screening())
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            row.save()
    assert error.value.__cause__.diag.constraint_name in {
        "network_only_core_assesses",
        "network_contact_point_of_municipality",
        "network_director_of_house",
    }


@pytest.mark.law("R-09")
def test_who_directs_for_another_participant_goes_on_when_the_house_no_longer_lets_them(
    somebody, world, act_as, as_owner
):
    """The setting is about roles that are given; a role that was given ends by itself, or is ended."""
    whom = somebody("police", "2.27(1)c")
    with as_owner():
        House.objects.filter(pk=world.houses["TEST"].pk).update(partners_direct=True)
    with act_as(world.people["administrator"]) as who:
        house = House.objects.get(pk=world.houses["TEST"].pk)
        given = actions.authorise(who, house, whom, role="process_director", **screening())
    with as_owner():
        House.objects.filter(pk=house.pk).update(partners_direct=False)
    with act_as(world.people["administrator"]) as who:
        assert actions.end_authorisation(who, given, until=TODAY).until == TODAY


@pytest.mark.law("WGS 1.8(2)", "R-09")
def test_that_other_participants_direct_is_a_proposal_of_two_people(world, act_as):
    with act_as(world.people["administrator"]):
        House.objects.filter(code="TEST").update(partners_direct=True)
        assert not House.objects.get(code="TEST").partners_direct
        assert Proposal.objects.get(decided_at=None).changes["to"] == {"partners_direct": True}
