"""Who gets which answer on the pages of persons: the father and the mother (at a secret address) of the open case."""

from eenplan.people.models import Address, AddressDisclosure, AddressSecrecy, AddressWaiver, WaitingList
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


def _known_mother(world):
    _disclosure(world)
    return _mother(world)


def _waiver(world):
    """The father lives where the mother hides, and the process director has opened his address."""
    father, mother = world.persons["father"], world.persons["mother"]
    with as_owner():
        where = Address.objects.get(person=mother)
        Address.objects.filter(person=father).update(street=where.street, number=where.number, postcode=where.postcode)
        waiver = AddressWaiver.objects.filter(person=father, until=None).first() or AddressWaiver.objects.create(
            house=father.house, person=father, reason="hij weet het", account=world.people["director"]
        )
    return {"pk": father.pk, "waiver": waiver.pk}


def _waiting(world):
    father = world.persons["father"]
    with as_owner():
        row = WaitingList.objects.get_or_create(
            house=father.house, person=father, why="other_person", line=2, fingerprint="x" * 64
        )[0]
    return {"pk": row.pk}


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
    "people:address": {
        "kwargs": _known_mother,
        "get": "302 404 404 404 200 404 404 404 404 404 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "people:waive": {
        "kwargs": _father,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 403 403 422 404 404 403 404",
    },
    "people:end_waiver": {
        "kwargs": _waiver,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 403 403 302 404 404 403 404",
    },
    "people:waiting": {
        "get": "302 403 403 403 403 403 200 403 403 403 200",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "people:settle": {
        "kwargs": _waiting,
        "get": "302 404 404 404 404 404 200 404 404 404 404",
        "post": "302 404 404 404 404 404 422 404 404 404 404",
    },
}
