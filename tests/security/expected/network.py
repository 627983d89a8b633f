"""Who gets which answer in the administration of the network."""

from datetime import date

from eenplan.network.models import Authorisation, HouseOrganisation, Municipality, WorkingArea
from tests.support.db import as_owner

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


EXPECTED = {
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
    "network:account": _done_by_administrator(_professional),
    "network:authorisation_end": _changed_by_administrator(_authorisation),
}
