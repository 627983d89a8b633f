"""Reading the test set that the registry itself publishes; skipped where the shared folder is absent."""

import csv
import time
from collections import Counter
from pathlib import Path

import pytest

from eenplan.people.dates import PartialDate
from eenplan.people.lo3 import Reading
from eenplan.people.lo3_list import Why

REPOSITORY = Path(__file__).parents[2]
FILE = REPOSITORY.parent / "shared" / "data" / "brp" / "persoonslijsten.csv"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="needs ../shared/data/brp/persoonslijsten.csv beside the repository"
)


@pytest.fixture(scope="module")
def outcome():
    with FILE.open("rb") as stream:
        reading = Reading(stream)
        return list(reading), reading.account


@pytest.fixture(scope="module")
def persons(outcome):
    return {person.label: person for person in outcome[0]}


def test_every_line_is_accounted_for(outcome):
    persons, account = outcome
    assert (account.lines, account.lists, account.persons) == (1623, 504, 496)
    assert (account.imported, account.history, len(account.rejected)) == (746, 847, 30)
    assert len(persons) == 496


def test_the_lists_that_cannot_be_taken_over_are_named(outcome):
    reasons = {each.label: each.why for each in outcome[1].rejected if each.why != Why.FOLLOWS}
    assert reasons == {
        "Lg01_639": Why.NO_BSN,
        "Lg01_562": Why.WITHDRAWN,
        "Lg01_803": Why.UNREADABLE,  # its partner's marker stands one column too far, as a date of death
        **dict.fromkeys(("Lg01_579", "Lg01_408", "Lg01_328", "Lg01_332", "Lg01_809"), Why.REPEATED_BSN),
    }


def test_all_kinds_of_address_occur(outcome):
    kinds = Counter(person.address.kind.value for person in outcome[0])
    assert kinds == {"domestic": 431, "abroad": 52, "letter": 9, "unknown": 4}


def test_secret_and_suspended_persons_are_counted(outcome):
    assert sum(person.secret for person in outcome[0]) == 32
    assert Counter(person.suspension for person in outcome[0]) == {"": 432, "E": 40, "R": 12, "O": 12}
    assert all((person.died is not None) == (person.suspension == "O") for person in outcome[0])


def test_relatives_are_found_in_the_file_but_never_a_stranger_under_their_bsn(outcome):
    by_bsn = {person.bsn: person for person in outcome[0]}
    relatives = [relative for person in outcome[0] for relative in person.relatives]
    with_bsn = [relative for relative in relatives if relative.bsn in by_bsn]
    assert len(relatives) == 1485
    assert (len(with_bsn), sum(relative.may_be(by_bsn[relative.bsn]) for relative in with_bsn)) == (856, 838)


def test_a_family_of_six_is_read_whole(persons):
    father = persons["Lg01_501"]
    assert str(father.name) == "Mattheus du Burck"
    assert [child.name.given_names for child in father.children] == [
        "Caroline Ilse",
        "Karin Monique",
        "Sasja",
        "Carsten Antonius",
    ]
    assert father.partners[0].since == PartialDate(1950, 1, 15)


def test_twins_whose_second_is_not_announced_are_both_read(persons):
    names = [child.name.given_names for child in persons["Lg01_838"].children]
    assert {"Jan Adriaan", "Adriaan Jan"} <= set(names)


def test_nothing_of_the_forbidden_categories_survives(outcome):
    """No document number, and no nationality, can be found back in anything that was read."""
    with FILE.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        documents = {row["12.35.20"] for row in rows if row["12.35.20"]}
    everything = repr(outcome)
    assert len(documents) > 50
    assert not [number for number in documents if number in everything]
    assert "national" not in everything.lower().replace("bewijs nationaliteit", "")


@pytest.mark.bench
def test_a_thousand_persons_a_second_are_read_with_ease(outcome):
    began = time.process_time()
    with FILE.open("rb") as stream:
        persons = len(list(Reading(stream)))
    assert persons / (time.process_time() - began) > 1500
