"""Who gets which answer on the pages of persons: the father and the mother (at a secret address) of the open case."""

from eenplan.people.models import AddressDisclosure, AddressSecrecy
from tests.support.db import as_owner


def _father(world):
    return {"pk": world.persons["father"].pk}


def _mother(world):
    return {"pk": world.persons["mother"].pk}


def _disclosure(world):
    mother = world.persons["mother"]
    with as_owner():
        named = AddressDisclosure.objects.get_or_create(
            house_id=mother.house_id,
            person=mother,
            defaults={"reason": "hulp"},
            organisation=world.organisations["ggz"],
        )[0]
    return {"pk": mother.pk, "disclosure": named.pk}


def _secrecy(world):
    mother = world.persons["mother"]
    with as_owner():
        return {"pk": mother.pk, "secrecy": AddressSecrecy.objects.get(person=mother).pk}


EXPECTED = {
    "people:person": {
        "kwargs": _father,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "people:disclose": {
        "kwargs": _mother,
        "get": "302 404 404 404 403 403 200 404 404 403 404",
        "post": "302 404 404 404 403 403 422 404 404 403 404",
    },
    "people:keep_secret": {
        "kwargs": _father,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 403 403 422 404 404 403 404",
    },
    "people:end_secrecy": {
        "kwargs": _secrecy,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 403 403 422 404 404 403 404",
    },
    "people:withdraw": {
        "kwargs": _disclosure,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 403 403 302 404 404 403 404",
    },
}
