"""Who sees which item: the database against a model that knows nothing of policies."""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenplan.cases.models import Participation
from eenplan.exchange import queries
from eenplan.exchange.models import Item, Recipient
from eenplan.law.codes import DataCategory, SharingGround
from tests.support import world as build

pytestmark = pytest.mark.django_db

SUPPLIERS = ("police", "council", "ggz", "prosecution")
LOOKERS = (
    *SUPPLIERS,
    "police_colleague",
    "ggz_colleague",
    "probation",
    "director",
    "director_elsewhere",
    "auditor",
    "manager",
    "contact",
    "administrator",
    "neighbour",
)
GROUNDS = {
    "police": (DataCategory.POLICE, SharingGround.POLICE_ACT),
    "council": (DataCategory.HOUSING, SharingGround.NECESSARY),
    "ggz": (DataCategory.HEALTH, SharingGround.CONSENT),
    "prosecution": (DataCategory.JUSTICE, SharingGround.JUSTICE_ACT),
}

items = st.lists(st.tuples(st.sampled_from(SUPPLIERS), st.sets(st.sampled_from(SUPPLIERS))), max_size=5)
left = st.sets(st.sampled_from(("police", "ggz", "prosecution")))
joined = st.sets(st.sampled_from(("police_colleague", "ggz_colleague")))


@pytest.mark.law("R-24", "WGS 2.31(4)")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=items, gone=left, extra=joined)
def test_everybody_sees_exactly_what_the_model_says(told, gone, extra, world, as_owner, act_as):
    case, organisations = world.case, world.organisations
    with transaction.atomic():
        with as_owner():
            Recipient.objects.all().delete()
            Item.objects.all().delete()
            for key in ("prosecution", *extra):
                build.join(case, world.people[key])
            made = [
                (
                    supplier,
                    recipients,
                    build.item(
                        case,
                        world.people[supplier],
                        world.persons["father"],
                        *GROUNDS[supplier],
                        f"gegeven {number}",
                        [organisations[key] for key in recipients],
                    ),
                )
                for number, (supplier, recipients) in enumerate(told)
            ]
            for key in gone:
                Participation.objects.filter(case=case, organisation=organisations[key]).update(until=timezone.now())
        for looker in LOOKERS:
            mine = build.PEOPLE[looker][1]
            works = (looker in SUPPLIERS or looker in extra) and mine not in gone
            expected = {
                item.pk
                for supplier, recipients, item in made
                if looker in ("director", "auditor") or (works and mine in {supplier, *recipients})
            }
            with act_as(world.people[looker]):
                assert {item.pk for item in Item.objects.filter(case=case)} == expected, looker
                assert queries.shielded(case) == (len(made) - len(expected) if works else 0), looker
        transaction.set_rollback(True)
