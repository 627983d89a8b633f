"""For households, secrecies, moves, deliveries and entries by hand: nobody who is not named reads where somebody hides (R-78)."""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from eenplan.law.rules import Refusal
from eenplan.people.finding import enter_person, find_person
from eenplan.people.models import Address, AddressDisclosure, AddressSecrecy, AddressWaiver, Person
from tests.people.registry_file import first_line
from tests.people.test_import import House
from tests.security.test_masking import FACES, said
from tests.security.test_urls import ROOMS, address
from tests.support.db import as_owner
from tests.support.world import PEOPLE

#: a street, number, postcode and town that stand nowhere else
PLACES = (
    ("Verborgenpad", "7", "3011ZZ", "Rotterdam"),
    ("Schaduwlaan", "12B", "3012XX", "Schiedam"),
    ("Mistweg", "3", "3013YY", "Delft"),
)
READERS = ("police", "police_colleague", "ggz", "council", "director", "contact", "auditor", "administrator")
LIVING = ("father", "mother", "son", "daughter")
#: what may be left out of a place, and it still is that place; without a street beside without a postcode nobody can know that
WRITTEN = (
    ((), ("postcode",), ("locality",), ("postcode", "locality")),
    ((), ("street",), ("locality",), ("street", "locality")),
)
KINDS = ("domestic", "domestic", "domestic", "letter", "institution", "shelter")

who, where = st.sampled_from(LIVING), st.integers(0, len(PLACES) - 1)


def steps_with(written):
    return st.lists(
        st.one_of(
            st.tuples(st.just("move"), who, where, st.sampled_from(written), st.sampled_from(KINDS)),
            st.tuples(st.just("hide"), who, st.sampled_from(("registry", "house"))),
            st.tuples(st.just("open"), who),
            st.tuples(st.just("name"), who, st.sampled_from(("ggz", "council", "police"))),
            st.tuples(st.just("deliver"), who, where, st.booleans()),
            st.tuples(st.just("enter"), where, st.sampled_from(written)),
            st.tuples(st.just("waive"), who),
        ),
        min_size=3,
        max_size=9,
    )


steps = st.one_of(*map(steps_with, WRITTEN))


@dataclass
class Model:
    """What is true, told without the database: who lives where, who hides, and which organisation is named for whom."""

    lives: dict[str, tuple[int, str]] = field(default_factory=dict)  # place, kind
    hides: dict[str, set[str]] = field(default_factory=dict)  # origins
    named: set[tuple[str, str]] = field(default_factory=set)
    entered: dict[int, str] = field(default_factory=dict)  # place typed today, by whom

    def hiding_at(self, place: int) -> set[str]:
        """Who is secret by himself and lives there: what stands on an envelope or a door of an institution says nothing."""
        return {
            key
            for key, (lives, kind) in self.lives.items()
            if lives == place and self.hides.get(key) and kind not in ("letter", "institution")
        }

    def may_read(self, reader: str, place: int) -> bool:
        if self.entered.get(place) == reader:
            return True
        hiding = self.hiding_at(place)
        return not hiding or all((key, PEOPLE[reader][1]) in self.named for key in hiding)


class Town:
    """Does what a step says, in the database and in the model."""

    def __init__(self, world, act_as, folder):
        self.world, self.act_as, self.model = world, act_as, Model()
        self.house = House(world.houses["TEST"], folder)
        for key in LIVING:
            self.model.hides[key] = {"house"} if key == "mother" else set()

    def person(self, key) -> Person:
        return self.world.persons[key]

    def move(self, key, place, left_out, kind):
        street, number, postcode, town = PLACES[place]
        parts = {"street": street, "number": number, "postcode": postcode, "locality": town} | dict.fromkeys(
            left_out, ""
        )
        with as_owner():
            secret = kind == "shelter" or bool(self.model.hides[key])
            Address.objects.filter(person=self.person(key)).update(
                kind=kind, municipality="", lines="", secret=secret, **parts
            )
        self.model.lives[key] = (place, kind)
        if kind == "shelter" and not self.model.hides[key]:
            self.model.hides[key] = {"house"}

    def hide(self, key, origin):
        if origin in self.model.hides[key]:
            return
        with as_owner():
            AddressSecrecy.objects.create(
                house=self.house.house,
                person=self.person(key),
                origin=origin,
                reason="x",
                account=self.world.people["director"],
            )
        self.model.hides[key] |= {origin}

    def open(self, key):
        if self.model.lives.get(key, (0, ""))[1] == "shelter":
            return
        with as_owner():
            for secrecy in AddressSecrecy.objects.filter(person=self.person(key), until=None):
                secrecy.until, secrecy.ended_by, secrecy.ended_reason = (
                    secrecy.since,
                    self.world.people["director"],
                    "x",
                )
                secrecy.save()
        self.model.hides[key] = set()

    def name(self, key, organisation):
        if (key, organisation) in self.model.named:
            return
        with as_owner():
            AddressDisclosure.objects.create(
                house=self.house.house,
                person=self.person(key),
                organisation=self.world.organisations[organisation],
                reason="x",
            )
        self.model.named.add((key, organisation))

    def deliver(self, key, place, secret):
        person, (street, number, postcode, town) = self.person(key), PLACES[place]
        with as_owner():  # a list that has not changed is not written again
            Person.objects.filter(pk=person.pk).update(fingerprint="")
        self.house.imports(first_line(
            "A1", e01_01_20=person.bsn, e01_02_10=person.given_names, e01_02_30=person.prefix, e01_02_40=person.family_name,
            e01_03_10=person.birth_date.replace("-", ""), e07_70_10="7" if secret else "0", e08_11_10=street,
            e08_11_20=number.rstrip("B"), e08_11_30="B" if "B" in number else "", e08_11_60=postcode, e08_11_70=town,
        ))  # fmt: skip
        hides = self.model.hides[key] - {"registry"} | ({"registry"} if secret else set())
        if secret or "house" not in hides:  # else the house keeps the address that it knows
            self.model.lives[key] = (place, "domestic")
        self.model.hides[key] = hides

    def enter(self, place, left_out):
        street, number, postcode, town = PLACES[place]
        parts = {"street": street, "number": number, "postcode": postcode, "locality": town} | dict.fromkeys(
            left_out, ""
        )
        with self.act_as(self.world.people["ggz"]) as acting:
            enter_person(acting, self.house.house, family_name="Later", address_kind="domestic", **parts)
        self.model.entered[place] = "ggz"

    def waive(self, key):
        """Opened for one person, and shielded again by a new secrecy of whoever hides there."""
        hiding = self.model.hiding_at(self.model.lives.get(key, (-1, ""))[0])
        if any(self.model.lives[other][1] == "shelter" for other in hiding):
            return  # what is called a shelter is never open, so its secrecy cannot begin anew
        with as_owner():
            if not Address.objects.get(person=self.person(key)).secret or self.model.hides[key]:
                return
            AddressWaiver.objects.create(
                house=self.house.house, person=self.person(key), reason="x", account=self.world.people["director"]
            )
        for other in hiding:
            self.open(other)
            self.hide(other, "house")


def faces(world, room):
    """What is read: the pages of the persons, the searches, and every page, letter and export of a room."""
    pages = [
        reverse(f"people:{name}", args=[world.persons[key].pk])
        for key in LIVING
        for name in ("person", "address", "disclose")
    ]
    pages += [f"/zoeken/?q={word}" for word in ("verborgenpad", "vries", "3011zz")]
    return [*pages, reverse("cases:people", args=[world.case.number]), *map(partial(address, world=world), _rows(room))]


def _rows(room):
    return sorted(FACES & ROOMS[room].keys())


def _find_everybody(who, town):
    """Who may look for persons has found them all."""
    with suppress(Refusal):
        for key in LIVING:
            assert find_person(who, town.house.house, bsn=town.person(key).bsn)


@pytest.fixture
def holds(world, act_as, client_of, tmp_path):
    """`holds(steps, reader, room)`: after these steps nothing that the reader gets shows where somebody hides."""
    clients = {key: client_of(key) for key in READERS}

    def run(steps, reader, room):
        # A request that was judged opens the file of its person to the contact point, and the rows of that room have one.
        assume((reader, room) != ("contact", "rights_requests"))
        with transaction.atomic():
            town = Town(world, act_as, tmp_path)
            for step, *told in steps:
                getattr(town, step)(*told)
            hidden = [PLACES[place] for place in range(len(PLACES)) if not town.model.may_read(reader, place)]
            _nothing_in_the_rows(town)
            for page in faces(world, room) if hidden else ():
                with transaction.atomic():
                    shown = said(clients[reader].get(page))
                    transaction.set_rollback(True)
                for street, _number, postcode, _town in hidden:
                    assert street not in shown, (page, reader)
                    assert postcode not in shown.replace(" ", ""), (page, reader)
            transaction.set_rollback(True)

    def _nothing_in_the_rows(town):
        for key in READERS:
            out_of_sight = [place for place in range(len(PLACES)) if not town.model.may_read(key, place)]
            with act_as(world.people[key]) as who:
                _find_everybody(who, town)
                rows = list(Address.objects.values_list("street", "postcode"))
            for place in out_of_sight:
                street, _number, postcode, _town = PLACES[place]
                assert not [row for row in rows if street in row or postcode in row], (key, place)

    return run


drawn = given(steps=steps, reader=st.sampled_from(READERS), room=st.sampled_from(sorted(ROOMS)))


@pytest.mark.law("R-78", "AVG 32")
@pytest.mark.walk
def test_nobody_who_is_not_named_reads_where_somebody_hides(holds):
    settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))(drawn(holds))()


@pytest.mark.law("R-78", "AVG 32")
@pytest.mark.prove
def test_in_very_many_towns_nobody_who_is_not_named_reads_where_somebody_hides(holds):
    settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))(drawn(holds))()
