"""What is kept from somebody is kept from every face: list, page, search, letter, export (R-78).

The faces are all addresses that answer a GET, from the rows in `expected/`: a new one is tried by itself.
"""

import io
from contextlib import suppress

import pytest
from django.db import transaction
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from eenplan.cases.models import Member
from eenplan.people.models import Address, AddressDisclosure, CitizenNumber, Person
from eenplan.ui.shielding import Shielded
from tests.security.test_urls import ROOMS, ROWS, address
from tests.support.db import as_owner

FACES = {name for name, row in ROWS.items() if " 200" in f" {row.get('get', '')}"}
READERS = ("police", "ggz", "council", "director", "contact", "auditor", "manager", "administrator")
#: what only the page that says so may show, and only to whom it may be shown
SECRET = "Schuilplaats"
POLICE = "Drie meldingen van geweld"
LEFT = ("999990044", "Dochterstraat")


def said(answer) -> str:
    """Everything that a reader can get out of an answer, the text of a PDF included."""
    if answer.get("Content-Type", "").startswith("application/pdf"):
        with suppress(PyPdfError):  # some rows keep a file that is no whole letter
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    return b"".join(answer).decode("utf-8", "replace")


@pytest.fixture
def face(world, client_of):
    """`face("cases:people", "police")`: what this reader gets there; nothing when it is not for him."""

    def run(name, key):
        client = client_of(key)  # signed in before what is rolled back
        with transaction.atomic():
            answer = client.get(address(name, world))
            transaction.set_rollback(True)
        return said(answer) if answer.status_code == 200 else ""

    return run


@pytest.mark.law("R-78", "R-24", "WGS 2.31(4)")
@pytest.mark.walk
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("key", READERS)
def test_no_face_shows_what_is_kept_from_the_reader(key, room, world, face):
    with as_owner():  # the daughter has left the case, the address of the mother is secret and known to the GGZ
        Member.objects.filter(case=world.case, person=world.persons["daughter"]).update(until=world.case.opened_at)
        Address.objects.filter(person=world.persons["daughter"]).update(street=LEFT[1])
        AddressDisclosure.objects.create(
            house=world.case.house, person=world.persons["mother"], organisation=world.organisations["ggz"], reason="x"
        )
        place = Address.objects.filter(person=world.persons["mother"]).values(
            "street", "number", "postcode", "locality"
        )[0]
        housemates = [world.persons["father"], world.persons["son"]]  # a fact of the place, not of the row
        Address.objects.filter(person__in=housemates).update(**place)
    for name in sorted(FACES & ROOMS[room].keys()):
        shown = face(name, key)
        assert key == "ggz" or SECRET not in shown, name
        assert key in ("police", "council", "director", "auditor") or POLICE not in shown, name
        assert key == "auditor" or not any(word in shown for word in LEFT), name


@pytest.mark.law("R-78")
def test_where_it_is_kept_back_the_reader_is_told_so(world, face):
    for name, key in (("cases:people", "police"), ("people:person", "police")):
        with as_owner():
            Person.objects.filter(pk=world.persons["father"].pk).update(address_secret=True)
            Address.objects.filter(person=world.persons["father"]).update(secret=True)
        assert "Afgeschermd" in face(name, key)


@pytest.mark.law("R-78")
def test_a_shielded_value_is_never_empty_and_says_why(db):
    value = Shielded("Alleen voor aangewezen organisaties")
    assert value
    assert f"{value}" == "Afgeschermd"
    assert "Alleen voor aangewezen" in value.__html__()
    assert "<script>" not in Shielded("<script>").__html__()


def test_every_person_has_one_row_that_opens_the_rest(world):
    with as_owner():
        assert CitizenNumber.objects.count() == Person.objects.count()
