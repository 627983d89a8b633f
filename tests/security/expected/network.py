"""Who gets which answer in the administration of the network."""

from datetime import date

from eenplan.access.acting import act_as
from eenplan.network.models import Authorisation, HouseOrganisation, Municipality, Review, WorkingArea
from tests.support.db import as_owner
from tests.support.world import authorise

EVERYBODY = "302 404 200 200 200 200 200 200 200 200 200"
NOT_ALLOWED = "302 405 405 405 405 405 405 405 405 405 405"
FORM = "302 404 403 403 403 403 403 403 403 403 200"
EMPTY_FORM = "302 404 403 403 403 403 403 403 403 403 422"
DONE = "302 404 403 403 403 403 403 403 403 403 302"


def _house(world):
    return {"code": "TEST"}


def _professional(world):
    return {"code": "TEST", "pk": world.people["police"].pk}


def _organisation(world):
    return {"code": "TEST", "pk": world.organisations["police"].pk}


def _participation(world):
    return {"code": "TEST", "pk": HouseOrganisation.objects.get(organisation=world.organisations["ggz"]).pk}


def _authorisation(world):
    with as_owner():
        return {
            "code": "TEST",
            "pk": Authorisation.objects.get(professional=world.people["ggz"].pk, role="referrer").pk,
        }


def _area(world):
    with as_owner():
        return {
            "code": "TEST",
            "pk": WorkingArea.objects.get_or_create(
                house=world.houses["TEST"], municipality=Municipality.objects.get(code="GM0000"), since=date(2025, 3, 1)
            )[0].pk,
        }


def _read(kwargs):
    return {"kwargs": kwargs, "get": EVERYBODY, "post": NOT_ALLOWED}


def _changed_by_administrator(kwargs):
    return {"kwargs": kwargs, "get": FORM, "post": EMPTY_FORM}


def _done_by_administrator(kwargs):
    return {"kwargs": kwargs, "get": NOT_ALLOWED, "post": DONE}


#: who oversees what administrators do: manager, auditor, administrator
OVERSEEN = "302 404 404 404 404 404 404 200 404 200 200"


def _setting(world):
    return {"code": "TEST", "name": "vier-ogen"}


def _proposal(world):
    """A role that waits for a second pair of eyes."""
    with act_as(world.people["administrator"]):
        made = authorise(world.people["police_colleague"].professional, world.houses["TEST"], "assessor")
    with as_owner():
        return {"code": "TEST", "pk": made.proposal.pk}


def _review(world):
    with as_owner():
        made = Review.objects.get_or_create(
            house=world.houses["TEST"],
            organisation=world.organisations["police"],
            started_on=date(2026, 1, 1),
            defaults={"due_on": date(2026, 2, 1), "started_by": world.people["administrator"]},
        )[0]
    return {"code": "TEST", "pk": made.pk}


def _asked(world):
    with as_owner():
        held = Authorisation.objects.get(professional=world.people["police"].pk, role="referrer")
    return {**_review(world), "authorisation": held.pk}


EXPECTED = {
    "network:training": _changed_by_administrator(_professional),
    "network:contact_person": {"kwargs": _participation, "get": FORM, "post": DONE},  # nobody is a choice too
    "network:setting": _changed_by_administrator(_setting),
    "network:proposals": {"kwargs": _house, "get": OVERSEEN, "post": NOT_ALLOWED},
    "network:decide": {
        "kwargs": _proposal,
        "get": NOT_ALLOWED,
        "post": "302 404 404 404 404 404 404 302 404 404 403",  # who proposed does not confirm
    },
    "network:reviews": {"kwargs": _house, "get": OVERSEEN, "post": NOT_ALLOWED},
    "network:review_start": _done_by_administrator(_house),
    "network:review": {"kwargs": _review, "get": OVERSEEN, "post": NOT_ALLOWED},
    "network:review_answer": {"kwargs": _asked, "get": NOT_ALLOWED, "post": OVERSEEN.replace("200", "422")},
    "network:house": _read(_house),
    "network:edit": _changed_by_administrator(_house),
    "network:area_add": _changed_by_administrator(_house),
    "network:area": _changed_by_administrator(_area),
    "network:organisations": _read(_house),
    "network:organisation_join": _changed_by_administrator(_house),
    "network:organisation_new": _changed_by_administrator(_house),
    "network:organisation": _read(_organisation),
    "network:organisation_edit": _changed_by_administrator(_organisation),
    "network:participation_end": _changed_by_administrator(_participation),
    "network:professionals": _read(_house),
    "network:professional_new": _changed_by_administrator(_house),
    "network:professional": _read(_professional),
    "network:professional_edit": _changed_by_administrator(_professional),
    "network:professional_invite": _done_by_administrator(_professional),
    "network:authorise": _changed_by_administrator(_professional),
    "network:screening": _changed_by_administrator(_professional),
    "network:suspend": _changed_by_administrator(_professional),
    "network:account": _done_by_administrator(_professional),
    "network:authorisation_end": _changed_by_administrator(_authorisation),
}
