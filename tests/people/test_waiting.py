"""What protects survives a list that is rejected, and the list waits for a human; identity over time (AVG 5, R-78)."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.audit.models import Event
from eenplan.people import commands, importing
from eenplan.people.models import CitizenNumber, Person, WaitingList
from eenplan.runtime.errors import CommandError
from tests.people.registry_file import HEADING, as_bytes, first_line, number
from tests.people.shared_inputs import bsn_of, given
from tests.people.test_import import House, bo, with_bo
from tests.support.db import as_owner

pytestmark = pytest.mark.law("R-78", "AVG 5")
STRANGER = {"e01_02_10": "Cas", "e01_02_40": "Vreemd", "e01_03_10": "19500101"}


@pytest.fixture
def house(world, tmp_path):
    return House(world.houses["TEST"], tmp_path)


def waits(house, bsn=None):
    with as_owner():
        found = WaitingList.objects.filter(house=house.house, settled_at=None).order_by("pk")
        return list(found.filter(person__citizen_number__bsn=bsn) if bsn else found)


def number_of(person):
    with as_owner():
        return CitizenNumber.objects.get(person=person)


#: every way in which a list of a known person is rejected: what is wrong with it
REJECTED = {
    "another person": STRANGER,
    "a name spelled anew without a whole birth date": {"e01_02_40": "Bóór", "e01_03_10": "19850000"},
    "a birth date that is none": {"e01_03_10": "12-05-1985"},
    "a date of death that is none": {"e06_08_10": "2026-01-02"},
    "a sex that is none": {"e01_04_10": "X"},
    "a text that is too long": {"e01_02_40": "B" * 201},
}
#: every fact that protects: how the list says it, how the house knows it, and how the report names it
PROTECTS = {
    "geheimhouding": ({"e07_70_10": "7"}, lambda person, known: person.address_secret and person.address.secret),
    "overlijden": ({"e07_67_20": "O"}, lambda person, known: person.died_on == "0000-00-00"),
    "curatele": ({"e11_33_10": "1"}, lambda person, known: known.curatorship),
    "gezag": ({"e11_32_10": "D"}, lambda person, known: known.authority == "D"),
    "afgevoerd": ({"e07_67_20": "F"}, lambda person, known: person.withdrawn and known.former),
}


@pytest.mark.law("AVG 5", "R-78")
@pytest.mark.parametrize("fact", PROTECTS)
@pytest.mark.parametrize("rejected", REJECTED)
def test_what_protects_a_known_person_is_taken_over_from_every_list_that_is_rejected(house, rejected, fact):
    said, known = PROTECTS[fact]
    house.imports(first_line(e01_03_10="19850000") if "birth date" in rejected else first_line())
    figures = house.imports(first_line("A1", **REJECTED[rejected] | said))
    anna = house.person(number(0))
    assert known(anna, number_of(anna))
    assert anna.given_names == "Anna Maria"  # the rest waits
    assert (figures.rejected, figures.waiting, figures.protected) == (1, 1, 1)
    assert fact in house.rejected()[2]
    assert "wacht op een procesregisseur" in house.rejected()[2]
    [row] = waits(house)
    assert (row.person_id, row.taken) == (anna.pk, [fact])


def test_the_second_of_two_lists_with_one_bsn_takes_no_secrecy_away_with_it(house):
    house.imports(first_line())
    house.imports(first_line("A1"), first_line("A2", e07_70_10="7"))
    assert house.person(number(0)).address.secret
    assert [row.why for row in waits(house)] == ["repeated_bsn"]


def test_a_line_that_does_not_fit_the_heading_is_looked_at_by_somebody(house):
    house.imports(first_line())
    house.imports(as_bytes([*first_line(), "te", "veel"], heading=HEADING))
    assert [row.why for row in waits(house)] == ["broken"]


def test_a_list_that_says_nothing_new_does_not_wait(house):
    house.imports(first_line())
    figures = house.imports(first_line("A1"), first_line("A2"))
    assert (figures.rejected, figures.waiting) == (1, 0)
    assert waits(house) == []


def test_the_rejection_says_what_differs_and_holds_no_data_of_the_person(house):
    house.imports(first_line())
    house.imports(first_line("A1", **STRANGER))
    assert "Verschilt: voornamen, geslachtsnaam, geboortedatum." in house.rejected()[2].replace("voorvoegsel, ", "")
    assert not [told for told in ("Cas", "Vreemd", "1950", number(0)) if told in house.rejections.read_text()]
    with as_owner():
        assert not [row for row in WaitingList.objects.values() if "Vreemd" in str(row)]


def test_the_same_list_again_waits_once_and_settled_it_waits_no_more(house, world):
    house.imports(first_line())
    for _again in range(2):
        assert house.imports(first_line("A1", **STRANGER)).waiting == 1
    [row] = waits(house)
    _settled(row, world, "seen")
    assert house.imports(first_line("A1", **STRANGER)).waiting == 0
    assert waits(house) == []


def _settled(row, world, outcome):
    with as_owner():
        WaitingList.objects.filter(pk=row.pk).update(
            outcome=outcome, reason="nagevraagd", settled_at=timezone.now(), settled_by=world.people["director"]
        )


def test_a_human_who_says_it_is_the_same_person_lets_the_next_delivery_in(house, world):
    house.imports(first_line())
    house.imports(first_line("A1", **STRANGER))
    _settled(*waits(house), world, "same")
    assert house.imports(first_line("A1", **STRANGER)).updated == 1
    assert house.person(number(0)).given_names == "Cas"


def test_a_human_who_says_it_is_somebody_else_lets_the_next_delivery_make_a_new_person(house, world):
    house.imports(first_line())
    house.imports(first_line("A1", **STRANGER))
    _settled(*waits(house), world, "other")
    assert house.imports(first_line("A1", **STRANGER)).created == 1
    with as_owner():
        both = CitizenNumber.objects.filter(house=house.house, bsn=number(0)).order_by("person_id")
        assert [(row.person.given_names, row.former) for row in both] == [("Anna Maria", True), ("Cas", False)]


def test_a_number_that_is_given_out_again_makes_a_new_person_and_a_human_links(house, world):
    house.imports(first_line(e01_01_10="1111111111"))
    figures = house.imports(
        first_line("A1", e07_67_20="F"), first_line("A2", **STRANGER, e01_01_10="2222222222"), bo("A3")
    )
    assert (figures.created, figures.waiting) == (2, 1)
    with as_owner():
        old, new = CitizenNumber.objects.filter(house=house.house, bsn=number(0)).order_by("person_id")
    assert (old.former, new.former) == (True, False)
    assert (old.a_number, new.a_number) == ("1111111111", "2222222222")  # who they are over time
    assert {row.why for row in waits(house)} == {"withdrawn", "reused"}


def test_a_withdrawn_list_that_comes_back_is_the_same_person_again(house):
    house.imports(first_line())
    house.imports(first_line(e07_67_20="W"))
    assert house.imports(first_line()).updated == 1
    anna = house.person(number(0))
    assert not anna.withdrawn
    assert not number_of(anna).former


def test_what_is_withdrawn_shows_on_the_page_and_the_number_is_found_for_both(house, world, client_of):
    house.imports(first_line())
    house.imports(first_line("A1", e07_67_20="F"), first_line("A2", **STRANGER))
    with as_owner():
        old, new = Person.objects.filter(house=house.house, citizen_number__bsn=number(0)).order_by("pk")
    client = client_of("director")
    for person in (old, new):
        assert client.get(reverse("people:person", args=[person.pk])).status_code == 404
    client.post(reverse("cases:find_person", args=[world.case.number]), {"bsn": number(0)})
    shown = client.get(reverse("people:person", args=[old.pk])).content.decode()
    assert "Afgevoerd" in shown
    assert "Cas" in shown
    assert "vervallen" in shown


def test_people_bsn_once_still_gives_a_number_to_one_person_at_a_time(world):
    father, mother = world.persons["father"], world.persons["mother"]
    with as_owner(), pytest.raises(IntegrityError, match="people_bsn_once"), transaction.atomic():
        CitizenNumber.objects.filter(person=mother).update(bsn=father.bsn)
    with as_owner():
        CitizenNumber.objects.filter(person=father).update(former=True)
        CitizenNumber.objects.filter(person=mother).update(bsn=father.bsn)


# --- the task of the house ----------------------------------------


@pytest.fixture
def row(world):
    with as_owner():
        return WaitingList.objects.create(
            house=world.houses["TEST"], person=world.persons["father"], why="other_person", line=7,
            differs=["geslachtsnaam"], taken=["geheimhouding"], fingerprint="f" * 64,
        )  # fmt: skip


@pytest.mark.law("AVG 5", "R-78")
@pytest.mark.parametrize(
    ("key", "told"), [("director", True), ("administrator", True), ("police", False), ("ggz", False)]
)
def test_a_waiting_list_is_work_of_who_directs_and_of_the_administrator(row, client_of, key, told):
    assert ("wacht op een beslissing" in client_of(key).get("/").content.decode()) is told
    assert (client_of(key).get(reverse("people:waiting")).status_code == 200) is told


def test_an_administrator_sees_that_it_waits_and_not_about_whom(row, client_of):
    shown = client_of("administrator").get(reverse("people:waiting")).content.decode()
    assert "geslachtsnaam" in shown
    assert "Karel" not in shown


@pytest.mark.law("AVG 5", "R-78")
def test_a_process_director_who_sees_the_person_settles_it_and_that_is_logged(row, world, client_of):
    url = reverse("people:settle", args=[row.pk])
    assert client_of("director").post(url, {"outcome": "", "reason": ""}).status_code == 422
    assert client_of("director").post(url, {"outcome": "same", "reason": "nagevraagd"}).status_code == 302
    assert client_of("director").get(url).status_code == 404
    with as_owner():
        row.refresh_from_db()
        assert (row.outcome, row.settled_by) == ("same", world.people["director"])
        assert Event.objects.filter(action="person.settle", subject_id=row.person_id).count() == 1


@pytest.mark.parametrize("key", ["administrator", "police", "neighbour_director"])
def test_the_database_lets_nobody_else_settle(row, world, act_as, key):
    with act_as(world.people[key]):
        changed = WaitingList.objects.filter(pk=row.pk).update(
            outcome="same", reason="x", settled_at=timezone.now(), settled_by=world.people[key]
        )
    assert changed == 0
    with act_as(world.people["director"]), pytest.raises(DatabaseError), transaction.atomic():
        WaitingList.objects.filter(pk=row.pk).update(  # not in the name of somebody else
            outcome="same", reason="x", settled_at=timezone.now(), settled_by=world.people["police"]
        )


def test_people_waiting_settled_by_somebody(row):
    with as_owner(), pytest.raises(IntegrityError, match="people_waiting_settled_by_somebody"), transaction.atomic():
        WaitingList.objects.filter(pk=row.pk).update(outcome="same")


def test_the_command_ends_with_a_status_of_its_own_when_a_list_waits(monkeypatch, capsys, tmp_path):
    figures = importing.Result(1, 0, 0, 1, 0, 0, 0, 0, 0, waiting=1, protected=1)
    monkeypatch.setattr(importing, "import_file", lambda *args, **options: (figures, importing.Account()))
    monkeypatch.setattr(commands, "started", _nothing)
    options = type("Options", (), {"file": tmp_path / "x.csv", "house": "TEST", "dry_run": False, "json": False})
    assert commands.import_persons(options)["status"] == commands.WAITS == 3
    said = capsys.readouterr()
    assert "1 lijsten wachten op een mens" in said.out
    assert "procesregisseur" in said.err


class _nothing:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


# --- the inputs ----------------------------------------


@pytest.mark.parametrize(("first", "second", "label"), [
    ("name-corrected-1.csv", "name-corrected-2-secret.csv", "naam-oud"),
    ("bad-cell-1.csv", "bad-cell-2-secret.csv", "eerst"),
])  # fmt: skip
def test_the_inputs_in_which_a_secrecy_was_lost(house, first, second, label):
    house.imports(given(first))
    assert house.imports(given(second)).waiting == 1
    person = house.person(bsn_of(given(first), label))
    assert person.address_secret
    assert person.address.secret
    assert "geheimhouding" in house.rejected()[2]


def test_the_inputs_with_a_withdrawn_and_a_reused_number(house):
    house.imports(given("withdrawn-1.csv"))
    bsn = bsn_of(given("withdrawn-1.csv"), "eerst")
    house.imports(given("withdrawn-2.csv"))
    assert house.person(bsn).withdrawn
    figures = house.imports(given("bsn-reused-after-withdrawal.csv"))
    assert (figures.created, figures.waiting) == (1, 1)
    with as_owner():
        both = Person.objects.filter(house=house.house, citizen_number__bsn=bsn).order_by("pk")
        assert [(each.given_names, each.withdrawn) for each in both] == [("Uma", True), ("Yvo", False)]


def test_a_file_with_an_impossible_bsn_is_still_refused_loudly(house):
    with pytest.raises(CommandError):
        house.imports(with_bo(), first_line("A9", e01_01_20="123456789"))
