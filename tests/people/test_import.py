"""Bringing the registry's person lists into a house: all or nothing, twice the same, nobody overwritten."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection

from eenplan.access.models import Account
from eenplan.audit.models import Event
from eenplan.people import importing
from eenplan.people.bsn import with_check_digit
from eenplan.people.models import Address, AddressSecrecy, Person, Relation
from eenplan.runtime.errors import CommandError
from tests.people.example_file import BSN, FILE, content
from tests.people.registry_file import HEADING, as_bytes, child, first_line, next_line, number, partner
from tests.support import db as database
from tests.support.served import Served

REPOSITORY = Path(__file__).parents[2]
REGISTRY_FILE = REPOSITORY.parent / "shared" / "data" / "brp" / "persoonslijsten.csv"
TABLES = (Person, Address, Relation, Event)


class House:
    """A house of the world to import into, and what is found in it as its owner."""

    def __init__(self, house, folder):
        self.house, self.folder = house, folder
        self.file = folder / "lijsten.csv"
        self.rejections = folder / "lijsten.csv.rejected.csv"

    def imports(self, *lines, dry_run=False):
        """Import a file of these lines, or of these bytes; gives the figures."""
        self.file.write_bytes(lines[0] if isinstance(lines[0], bytes) else as_bytes(*lines))
        return importing.import_file(self.file, self.house.code, self.rejections, dry_run=dry_run)[0]

    def refuses(self, *lines):
        """Import what cannot be imported; gives the message, and proves that nothing has changed."""
        before = self.counts()
        with pytest.raises(CommandError) as refused:
            self.imports(*lines)
        assert self.counts() == before
        assert not self.rejections.exists()
        return str(refused.value)

    def rejected(self):
        with open(self.rejections, encoding="utf-8", newline="") as file:
            return {int(row["regel"]): row["reden"] for row in csv.DictReader(file, delimiter=";")}

    def counts(self):
        with database.as_owner():
            return {table: table.objects.filter(house_id=self.house.pk).count() for table in TABLES}

    def everything(self):
        with database.as_owner():
            return {
                table: list(table.objects.filter(house_id=self.house.pk).order_by("pk").values())
                for table in TABLES[:3]
            }

    def person(self, bsn):
        with database.as_owner():
            return Person.objects.select_related("address").get(house=self.house, citizen_number__bsn=bsn)

    def relations(self):
        """(person, kind, other) by given names."""
        with database.as_owner():
            rows = Relation.objects.filter(house=self.house).select_related("person", "other")
            return sorted(
                (row.person.given_names, row.kind, row.other.given_names if row.other else row.other_name)
                for row in rows
            )

    def relation(self, **where):
        with database.as_owner():
            return Relation.objects.get(house=self.house, **where)

    def log(self, **where):
        with database.as_owner():
            return list(Event.objects.filter(house_id=self.house.pk, action="person.import", **where).order_by("pk"))


@pytest.fixture
def house(world, tmp_path):
    return House(world.houses["BUUR"], tmp_path)


def mother(**changes):
    return first_line("A1", **child("Bo", e09_01_20=number(1)) | changes)


def bo(label="A2", **changes):
    ordinary = {
        "e01_01_20": number(1),
        "e01_02_10": "Bo",
        "e01_03_10": "20180101",
        "e01_04_10": "O",
        "e02_01_20": number(0),
        "e02_02_10": "Anna Maria",
        "e02_02_30": "de",
        "e02_02_40": "Boer",
        "e02_03_10": "19850512",
        "e02_62_10": "20180101",
    }
    return first_line(label, **ordinary | changes)


def with_bo(**changes):
    return mother(e09_03_10="20180101", **changes)


# --- what is taken over ----------------------------------------


def test_a_person_list_becomes_a_person_with_an_address(house):
    figures = house.imports(first_line(e08_11_70="Rotterdam"))
    assert asdict(figures) == {
        "lines": 1,
        "imported": 1,
        "history": 0,
        "rejected": 0,
        "persons": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "relations": 0,
        "waiting": 0,
        "protected": 0,
    }
    anna = house.person(number(0))
    assert anna.full_name == "Anna Maria de Boer"
    assert (anna.sex, anna.birth_date, anna.birth_place, anna.died_on) == ("V", "1985-05-12", "'s-Gravenhage", "")
    assert str(anna.address) == "Boterdiep 31, 3077AW, Rotterdam"
    assert (anna.address.kind, anna.address.since, anna.address.municipality) == ("domestic", "2015-08-08", "Rotterdam")
    assert not (anna.address_secret)
    assert not (anna.address.secret)
    assert not (anna.address.investigated)
    assert anna.search_name == "boer de anna maria 1985-05-12"


@pytest.mark.parametrize(
    ("registry", "stored"), [("19610000", "1961-00-00"), ("19610500", "1961-05-00"), ("00000000", "")]
)
def test_an_incomplete_birth_date_stays_incomplete(house, registry, stored):
    house.imports(first_line(e01_03_10=registry))
    assert house.person(number(0)).birth_date == stored


def test_who_died_on_an_unknown_day_has_died(house):
    house.imports(first_line(e06_08_10="00000000", e07_67_20="O"))
    assert house.person(number(0)).died_on == "0000-00-00"


def test_the_name_of_the_partner_is_used_as_the_person_wishes(house):
    house.imports(first_line(e01_61_10="V", **partner(e05_01_20="")))
    assert house.person(number(0)).full_name == "Anna Maria Smit-de Boer"


def test_somebody_without_any_name_can_be_imported_and_shown(house):
    house.imports(first_line(e01_02_10="", e01_02_30="", e01_02_40="."))
    assert house.person(number(0)).full_name == "naam onbekend"


@pytest.mark.law("R-78")
@pytest.mark.parametrize("indication", ["1", "4", "7"])
def test_an_address_of_which_the_registry_keeps_silent_is_secret(house, act_as, world, indication):
    house.imports(first_line(e07_70_10=indication))
    anna = house.person(number(0))
    assert anna.address_secret
    assert anna.address.secret


@pytest.mark.law("R-78")
def test_an_import_opens_no_address_that_the_house_itself_keeps_secret(house, world):
    house.imports(first_line(e07_70_10="7", e08_11_10="Schuilhof"))
    anna = house.person(number(0))
    with database.as_owner():
        secrecy = AddressSecrecy.objects.create(
            house=house.house, person=anna, origin="house", reason="opvang", account=world.people["director"]
        )
    house.imports(first_line(e07_70_10="0", e01_02_10="Anna"))
    anna = house.person(number(0))
    assert (anna.given_names, anna.address_secret, anna.address.secret) == ("Anna", True, True)
    assert anna.address.street == "Schuilhof"
    with database.as_owner():  # only an explicit end opens it, and the next import writes what the registry says
        AddressSecrecy.objects.filter(pk=secrecy.pk).update(
            until=secrecy.since, ended_by=world.people["director"], ended_reason="gevaar geweken"
        )
    assert not house.person(number(0)).address.secret
    house.imports(first_line(e07_70_10="0", e01_02_10="Anna"))
    assert house.person(number(0)).address.street != "Schuilhof"


def test_a_secret_that_only_the_registry_kept_ends_with_the_registry(house):
    house.imports(first_line(e07_70_10="7"))
    house.imports(first_line(e07_70_10="0"))
    anna = house.person(number(0))
    assert not (anna.address_secret)
    assert not (anna.address.secret)


def test_addresses_abroad_at_a_letterbox_and_unknown_are_told_apart(house):
    home = {"e08_10_10": "", "e08_11_10": "", "e08_11_20": "", "e08_11_60": ""}
    house.imports(
        first_line("A1", **home | {"e08_13_10": "5010", "e08_13_30": "Rue 5", "e08_13_40": "Brussel"}, e07_67_20="E"),
        first_line("A2", e01_01_20=number(1), e08_10_10="B"),
        first_line("A3", e01_01_20=number(2), **home | {"e08_11_10": "."}),
        first_line("A4", e01_01_20=number(3), e08_83_10="081120"),
    )
    kinds = [house.person(number(serial)).address.kind for serial in range(4)]
    assert kinds == ["abroad", "letter", "unknown", "domestic"]
    assert house.person(number(0)).address.lines == "Rue 5\nBrussel"
    assert house.person(number(0)).suspension == "E"
    assert house.person(number(3)).address.investigated


@pytest.mark.law("BGS 1.9", "R-25")
def test_no_table_of_persons_has_a_column_for_nationality_descent_or_belief(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(column_name) FROM information_schema.columns WHERE table_name LIKE 'people%'")
        columns = {name for (name,) in cursor.fetchall()}
    assert len(columns) > 30
    forbidden = ("nation", "ethnic", "religi", "belief", "race", "document", "residence")
    assert not [name for name in columns if any(word in name for word in forbidden)]


@pytest.mark.law("BGS 1.9", "R-25")
def test_no_nationality_of_the_file_reaches_the_database(house):
    forbidden = {
        f"e{column.replace('.', '_')}": "VERBODEN" for column in HEADING if column[:2] in ("04", "10", "12", "13")
    }
    assert "e04_05_10" in forbidden
    house.imports(first_line(**forbidden, e02_02_40="Moeder", e02_03_30="VERBODEN"))
    assert "Moeder" in repr(house.everything())
    assert "VERBODEN" not in repr(house.everything())


# --- relations ----------------------------------------


def test_mother_and_child_are_one_relation_although_two_lists_tell_it(house):
    figures = house.imports(with_bo(), bo(e11_32_10="1"))
    assert figures.relations == 1
    assert house.relations() == [("Anna Maria", "child", "Bo")]
    relation = house.relation()
    assert (relation.authority, relation.begins, relation.source) == ("parent", "2018-01-01", "BRP")


@pytest.mark.parametrize(
    ("code", "authority"), [("", ""), ("12", "parent"), ("2", "no"), ("D", "no"), ("3C", "unclear")]
)
def test_the_authority_over_a_child_stands_on_the_relation(house, code, authority):
    house.imports(with_bo(), bo(e11_32_10=code))
    assert house.relation().authority == authority


def test_nobody_has_authority_over_an_adult(house):
    house.imports(mother(e09_03_10="19990101"), bo(e01_03_10="19990101", e11_32_10="12"))
    assert house.relations() == [("Anna Maria", "child", "Bo")]
    assert house.relation().authority == ""


def test_a_relative_outside_the_house_is_kept_by_name(house):
    house.imports(with_bo())
    relation = house.relation()
    assert (relation.other, relation.other_name, relation.other_birth_date) == (None, "Bo de Boer", "2018-01-01")
    assert house.relations() == [("Anna Maria", "child", "Bo de Boer")]


def test_a_relative_who_carries_the_bsn_of_somebody_else_is_kept_by_name(house):
    house.imports(with_bo(), bo(e01_02_10="Cas", e01_02_40="Vreemd", e01_03_10="19500101", e02_01_20=""))
    assert house.relations() == [("Anna Maria", "child", "Bo de Boer"), ("Cas", "parent", "Anna Maria de Boer")]


def test_a_relative_who_comes_later_takes_the_place_of_the_name(house):
    house.imports(with_bo())
    house.imports(bo())
    assert house.relations() == [("Anna Maria", "child", "Bo")]
    house.imports(with_bo(), bo())
    assert house.relations() == [("Anna Maria", "child", "Bo")]


def test_a_newer_list_of_the_mother_alone_does_not_forget_what_the_child_told(house):
    house.imports(with_bo(), bo(e11_32_10="1"))
    house.imports(with_bo(e08_11_10="Nieuwstraat"))
    assert house.relation().authority == "parent"
    assert house.relation().begins == "2018-01-01"


def test_a_child_that_no_list_names_any_more_is_no_relation_any_more(house):
    house.imports(with_bo(), bo())
    gone = {f"e02_{element}": "" for element in ("01_20", "02_10", "02_30", "02_40", "03_10", "62_10")}
    assert house.imports(first_line(), bo(**gone)).relations == 0
    assert house.relations() == []


def couple(hers=None, **both):
    """Anna and Jan, married; `both` changes what both lists say, `hers` what Anna's says."""
    married = {"e05_15_10": "H", "e05_06_10": "20100606"} | both
    jan = {"e01_01_20": number(5), "e01_02_10": "Jan", "e01_02_30": "", "e01_02_40": "Smit", "e01_03_10": "19800101"}
    anna = {"e05_01_20": number(0), "e05_02_10": "Anna Maria", "e05_02_30": "de", "e05_02_40": "Boer"}
    return [
        first_line("A1", **partner(**married | (hers or {}))),
        first_line("A2", **jan | anna | {"e05_03_10": "19850512"} | married),
    ]


def test_a_couple_is_one_relation_and_after_the_end_one_of_ex_partners(house):
    house.imports(*couple())
    assert house.relations() == [("Anna Maria", "partner", "Jan")]
    house.imports(*couple(e05_07_10="20200202"))
    assert house.relations() == [("Anna Maria", "ex_partner", "Jan")]
    assert (house.relation().begins, house.relation().ends) == ("2010-06-06", "2020-02-02")


def test_a_widow_knows_of_the_end_although_the_list_of_the_dead_does_not(house):
    house.imports(*couple(hers={"e05_07_10": "20200202", "e05_07_40": "O"}))
    assert house.relations() == [("Anna Maria", "ex_partner", "Jan")]


def test_relations_entered_by_hand_stay(house):
    house.imports(with_bo(), bo())
    anna = house.person(number(0))
    with database.as_owner():
        Relation.objects.create(house=house.house, person=anna, other_name="buurvrouw", kind="other", source="casus")
    house.imports(first_line(), bo())
    assert ("Anna Maria", "other", "buurvrouw") in house.relations()


@pytest.mark.law("R-78")
def test_a_relation_shows_with_either_of_its_persons(house, world, act_as):
    house.imports(with_bo(), bo())
    colleague = world.people["neighbour"]
    with act_as(colleague), connection.cursor() as cursor:
        assert not Relation.objects.exists()
        cursor.execute("SELECT people_find(%s, %s, '', '')", [house.house.pk, number(1)])
        assert [relation.kind for relation in Relation.objects.all()] == ["child"]
        assert not Person.objects.filter(citizen_number__bsn=number(0)).exists()


# --- a second time ----------------------------------------


def test_importing_twice_changes_nothing(house):
    first = house.imports(content())
    before = house.everything()
    second = house.imports(content())
    assert (first.created, first.updated, first.unchanged) == (14, 0, 0)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 14)
    assert first.persons == second.persons
    assert first.relations == second.relations == 13
    assert house.everything() == before


def test_a_changed_address_changes_one_person(house):
    house.imports(content())
    before = house.everything()
    figures = house.imports(content().replace(b"Sluisweg", b"Dijkweg"))
    assert (figures.created, figures.updated, figures.unchanged) == (0, 1, 13)
    assert house.person(BSN["bram"]).address.street == "Dijkweg"
    after = house.everything()
    assert after[Relation] == before[Relation]
    assert sum(old != new for old, new in zip(before[Person], after[Person], strict=True)) == 1


def test_who_is_not_in_a_newer_file_stays(house):
    house.imports(with_bo(), bo())
    assert house.imports(with_bo()).persons == 1
    assert house.person(number(1)).given_names == "Bo"


def test_who_was_entered_by_hand_is_completed_by_the_registry(house):
    with database.as_owner():
        Person.objects.create(house=house.house, family_name="Boer", birth_date="1985-05-12", bsn=number(0))
    figures = house.imports(first_line())
    assert (figures.created, figures.updated) == (0, 1)
    assert house.person(number(0)).given_names == "Anna Maria"


def test_a_second_house_gets_persons_of_its_own_and_the_first_is_left_alone(house, world, tmp_path):
    house.imports(content())
    before = house.everything()
    other = House(world.houses["TEST"], tmp_path)
    changed = content().replace(b"Sluisweg", b"Dijkweg")
    assert other.imports(changed).created == 14
    assert house.everything() == before


# --- every line accounted for, nobody overwritten ----------------------------------------


def test_every_line_is_imported_history_or_rejected(house):
    figures = house.imports(
        first_line("A1", e05_02_10="Jan", e05_H="55"),
        next_line(e05_02_10="Jan"),
        first_line("A2", e01_01_20=""),
        next_line(),
        first_line("A3"),
    )
    assert (figures.lines, figures.imported, figures.history, figures.rejected) == (5, 1, 1, 3)
    assert (figures.persons, figures.created) == (1, 1)
    assert house.rejected() == {
        4: "Er is geen BSN; voer de persoon zo nodig met de hand in.",
        5: "Hoort bij de afgewezen persoonslijst op regel 4.",
        6: "BSN staat eerder in het bestand (regel 2).",
    }


def test_the_bsn_of_somebody_else_is_reported_and_never_overwritten(house):
    house.imports(first_line())
    before = house.everything()
    stranger = {"e01_02_10": "Cas", "e01_02_40": "Vreemd", "e01_03_10": "19500101"}
    figures = house.imports(first_line("A1", **stranger), next_line(), bo())
    assert (figures.created, figures.updated, figures.unchanged, figures.persons) == (1, 0, 0, 1)
    assert (figures.lines, figures.imported, figures.history, figures.rejected) == (3, 1, 0, 2)
    assert "bij iemand met een andere naam" in house.rejected()[2]
    assert "regel 2" in house.rejected()[3]
    assert house.everything()[Person][0] == before[Person][0]
    assert house.everything()[Address][0] == before[Address][0]


def test_who_has_got_another_name_is_still_the_same_person(house):
    house.imports(first_line())
    assert house.imports(first_line(e01_02_10="Adam", e01_04_10="M")).updated == 1
    assert house.person(number(0)).given_names == "Adam"


def test_the_list_of_rejected_lines_holds_no_data_of_persons_and_goes_when_nothing_is_rejected(house):
    house.imports(first_line("Anna de Boer", e01_01_20="", e01_02_40="Geheim"), bo())
    text = house.rejections.read_text()
    assert text.startswith("regel;reden")
    assert not [secret for secret in ("Boer", "Geheim", number(1)) if secret in text]
    house.imports(bo())
    assert not house.rejections.exists()


# --- dry run ----------------------------------------


def test_a_dry_run_tells_all_and_changes_nothing(house):
    house.imports(first_line())
    before = house.everything()
    figures = house.imports(first_line(e08_11_10="Nieuwstraat"), bo(), first_line("A3", e01_01_20=""), dry_run=True)
    assert (figures.created, figures.updated, figures.relations, figures.rejected) == (1, 1, 1, 1)
    assert house.everything() == before
    assert list(house.rejected()) == [4]


@pytest.mark.law("R-72")
def test_a_dry_run_is_logged_as_a_look_at_what_the_house_knows(house):
    house.imports(first_line(), dry_run=True)
    [line] = house.log()
    assert line.detail.startswith("proef;")
    assert line.subject_id is None


# --- the log ----------------------------------------


@pytest.mark.law("R-72", "WGS 1.8(4)")
def test_every_person_made_or_changed_has_a_line_in_the_log_and_the_import_one(house):
    house.imports(with_bo(), bo())
    house.imports(with_bo(e08_11_10="Nieuwstraat"), bo())
    anna, child_ = house.person(number(0)), house.person(number(1))
    lines = {(line.subject_id, line.detail) for line in house.log(subject_id__isnull=False)}
    assert lines == {(anna.pk, "nieuw"), (child_.pk, "nieuw"), (anna.pk, "gewijzigd")}
    runs = house.log(subject_id=None)
    assert len(runs) == 2
    assert "created 2" in runs[0].detail
    assert "updated 1, unchanged 1" in runs[1].detail
    assert {line.role for line in house.log()} == {"system"}
    assert {line.organisation_id for line in house.log()} != {None}
    assert runs[0].categories == [1, 2, 3, 9]


@pytest.mark.law("R-72")
def test_the_lines_that_an_import_writes_are_signed(house):
    house.imports(content())
    with database.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE digest = audit_digest(e) AND subject_digest ="
            " audit_subject_digest(salt, subject_id)), count(*) FROM audit_event e WHERE action = 'person.import'"
        )
        assert cursor.fetchone() == (15, 15)


def test_an_import_asks_the_database_little(house, statements):
    with statements(at_most=24):
        house.imports(content())


@pytest.mark.parametrize("table", ["people_address", "people_relation", "people_addressdisclosure"])
def test_for_an_import_no_row_is_compared_with_all_persons_of_the_house(house, act_as, table):
    house.imports(content())
    with database.as_owner():
        system = Account.objects.get(email=f"system@{house.house.code.lower()}.invalid")
    with act_as(system), connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT * FROM {table} WHERE house_id = %s", [house.house.pk]
        )
        plan = [line for (line,) in cursor.fetchall()]
    scans = [line for line in plan if "people_citizennumber" in line and "Scan" in line]
    assert scans
    assert all("never executed" in line for line in scans)


# --- what is refused ----------------------------------------


@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_wrong_separator_is_refused(house, separator):
    assert "puntkomma" in house.refuses(as_bytes(first_line(), separator=separator))


def test_missing_columns_are_refused_by_name(house):
    assert "07.70.10" in house.refuses(as_bytes(heading=[column for column in HEADING if column != "07.70.10"]))


def test_a_file_that_is_not_utf_8_is_refused_although_most_of_it_could_be_read(house):
    content = as_bytes(*(first_line(f"A{place}", e01_01_20=number(place)) for place in range(3)))
    assert "geen UTF-8 (regel 5)" in house.refuses(content + b"A4;\xff\r\n")


def test_a_nul_byte_is_refused(house):
    assert "regel 3" in house.refuses(as_bytes(first_line("A1"), first_line("A2", e01_02_40="Bo\0er")))


@pytest.mark.parametrize("bsn", ["123456789", "000000000", "12345", "abcdefghi"])
def test_an_invalid_bsn_refuses_the_whole_file_and_names_the_line_but_not_the_number(house, bsn):
    message = house.refuses(first_line("A1"), first_line("A2", e01_01_20=bsn))
    assert "regel 3" in message
    assert "elfproef" in message
    assert bsn not in message


def test_many_invalid_bsns_are_counted(house):
    message = house.refuses(*(first_line(f"A{place}", e01_01_20="123456789") for place in range(9)))
    assert "2, 3, 4, 5, 6 en nog 4" in message


def test_an_empty_file_is_refused(house):
    assert "leeg" in house.refuses(b"")


def test_a_house_that_does_not_exist_is_refused(house, tmp_path):
    house.file.write_bytes(content())
    with pytest.raises(CommandError, match="geen huis met de code NIETS"):
        importing.import_file(house.file, "NIETS", house.rejections)


@pytest.mark.parametrize("name", ["is-er-niet.csv", "."])
def test_a_file_that_does_not_exist_is_refused(house, name):
    with pytest.raises(CommandError, match=r"Er is geen bestand|is niet te lezen"):
        importing.import_file(house.folder / name, house.house.code, house.rejections)


@pytest.mark.law("R-70")
def test_without_the_designation_of_its_system_account_a_house_imports_nothing(house):
    with database.as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_grant SET until = now() - interval '1 day' WHERE scope = 'system'")
    assert "niet bevoegd" in house.refuses(first_line())


@pytest.mark.law("R-70")
@pytest.mark.parametrize("persona", ["auditor", "administrator", "manager", "neighbour"])
def test_nobody_but_the_system_account_can_import(world, act_as, persona):
    persons, account = importing.read(io.BytesIO(as_bytes(first_line())))
    with (
        pytest.raises(ProgrammingError, match=r"row-level security|only an import gives numbers"),
        act_as(world.people[persona]),
    ):
        importing.take_over(world.houses["TEST"], persons, account)


def test_rejected_lines_that_cannot_be_listed_stop_the_import(house):
    house.rejections = house.folder / "geen-map" / "lijst.csv"
    assert "niet te schrijven" in house.refuses(first_line("A1"), first_line("A2", e01_01_20=""))


# --- the command ----------------------------------------


class Installation:
    """A database of its own, and the command that works on it as the application."""

    def __init__(self, name, folder):
        database.clone(os.environ["EENPLAN_TEST_SUPERUSER"], name)
        self.database = Served(name)
        self.file = folder / "lijsten.csv"
        self.rejections = folder / "lijsten.csv.rejected.csv"

    def start(self, *options, house="TEST"):
        return subprocess.Popen(
            [sys.executable, "-m", "eenplan.cli", "import-persons", self.file, "--house", house, "--json", *options],
            cwd=REPOSITORY,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "eenplan.settings", "DATABASE_APP_URL": self.database.dsn(),
                 "EENPLAN_HOME": os.environ["EENPLAN_TEST_HOME"], "EENPLAN_IDENTITY_KEY": settings.IDENTITY_KEY},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def run(self, *options, **where):
        """Exit status, the JSON object of the last line, and what was said."""
        process = self.start(*options, **where)
        out, said = process.communicate(timeout=120)
        assert out, said
        return process.returncode, json.loads(out.splitlines()[-1]), said

    def one(self, query, role="owner"):
        with self.database.connect(role) as connected:
            return connected.execute(query).fetchone()[0]

    def counts(self):
        return [self.one(f"SELECT count(*) FROM {table._meta.db_table}") for table in TABLES]


@pytest.fixture(scope="module")
def installation(django_db_setup, worker_id, tmp_path_factory):
    return Installation(f"import_{worker_id}", tmp_path_factory.mktemp("import"))


@pytest.mark.slow
def test_the_command_tells_as_json_what_became_of_every_line(installation):
    installation.file.write_bytes(content())
    status, first, said = installation.run("--format", "lo3")
    assert (status, list(first)) == (
        0,
        [
            "lines",
            "imported",
            "history",
            "rejected",
            "persons",
            "created",
            "updated",
            "unchanged",
            "relations",
            "waiting",
            "protected",
        ],
    )
    assert (first["lines"], first["rejected"], first["created"], first["relations"]) == (19, 2, 14, 13)
    assert "lijsten.csv.rejected.csv" in said
    assert len(installation.rejections.read_text().splitlines()) == 3
    status, second, _ = installation.run()
    assert (status, second["created"], second["updated"], second["unchanged"]) == (0, 0, 0, 14)


@pytest.mark.slow
def test_a_failing_command_says_why_in_dutch_exits_with_one_and_changes_nothing(installation):
    before = installation.counts()
    installation.file.write_bytes(content().replace(b";", b","))
    status, answer, said = installation.run()
    assert status == 1
    assert answer == {"ok": False, "error": said.removeprefix("eenplan: ").strip()}
    assert "puntkomma" in said
    assert "Traceback" not in said
    assert installation.counts() == before


@pytest.mark.slow
def test_a_command_that_is_killed_halfway_leaves_nothing(installation):
    installation.rejections.unlink(missing_ok=True)
    installation.file.write_bytes(as_bytes(with_bo(), bo(), first_line("A3", e01_01_20="")))
    before = installation.counts()
    with installation.database.connect() as blocker, blocker.transaction():
        blocker.execute("LOCK TABLE people_relation IN EXCLUSIVE MODE")  # the persons are written before this
        process = installation.start()
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'relation'"
        _wait_until(lambda: installation.one(waiting, "superuser") == 1)
        process.send_signal(signal.SIGKILL)
        assert process.wait(timeout=30) == -signal.SIGKILL
        process.communicate()
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    _wait_until(lambda: installation.one(others, "superuser") == 0)
    assert installation.counts() == before
    assert not installation.rejections.exists()
    assert [file.name for file in installation.file.parent.iterdir()] == ["lijsten.csv"]
    assert installation.run()[1]["created"] == 2


def _wait_until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


# --- the files ----------------------------------------


def test_the_fictional_file_is_what_its_maker_makes():
    assert FILE.read_bytes() == content()


needs_registry_file = pytest.mark.skipif(
    not REGISTRY_FILE.exists(), reason="needs ../shared/data/brp/persoonslijsten.csv beside the repository"
)


@needs_registry_file
def test_the_registrys_own_file_is_imported_and_the_second_time_changes_nothing(house):
    first = house.imports(REGISTRY_FILE.read_bytes())
    before = house.everything()
    second = house.imports(REGISTRY_FILE.read_bytes())
    assert (first.lines, first.imported, first.history, first.rejected) == (1623, 746, 847, 30)
    assert (first.persons, first.created, first.relations) == (496, 496, 1108)
    assert (second.created, second.updated, second.unchanged, second.relations) == (0, 0, 496, 1108)
    assert house.everything() == before
    assert len(house.rejected()) == 30


@needs_registry_file
@pytest.mark.law("R-78")
def test_of_the_registrys_own_file_all_secret_addresses_are_secret(house):
    house.imports(REGISTRY_FILE.read_bytes())
    with database.as_owner():
        secret = Address.objects.filter(house=house.house, secret=True, person__address_secret=True)
        assert secret.count() == 40  # 32 lists say so, and 8 have the postcode and number of one of these
        assert Person.objects.filter(house=house.house).exclude(died_on="").count() == 12


@needs_registry_file
def test_the_fictional_persons_bear_no_bsn_of_the_registrys_file():
    text = REGISTRY_FILE.read_text(encoding="utf-8")
    assert not [bsn for bsn in BSN.values() if bsn in text]


@pytest.mark.bench
@needs_registry_file
def test_a_thousand_persons_a_second_are_imported_log_included(house):
    copies = _with_other_bsns(REGISTRY_FILE, times=10)
    house.file.write_bytes(copies)
    began = time.perf_counter()
    figures, _ = importing.import_file(house.file, house.house.code, house.rejections)
    speed = figures.created / (time.perf_counter() - began)
    print(f"{figures.created} persons, {speed:.0f} a second")
    assert figures.created == 4960
    assert speed > 1000


def _with_other_bsns(file, times):
    """The lists of a file several times over, each time with BSNs of their own."""
    with open(file, encoding="utf-8-sig", newline="") as source:
        heading, *rows = csv.reader(source, delimiter=";")
    places = [place for place, column in enumerate(heading) if column.endswith(".01.20")]
    fresh = (bsn for eight in range(10000000, 90000000) if (bsn := with_check_digit(str(eight))))
    lines = []
    for _ in range(times):
        renewed = {"": ""}
        for row in rows:
            line = list(row)
            for place in places:
                if row[place] not in renewed:
                    renewed[row[place]] = next(fresh)
                line[place] = renewed[row[place]]
            lines.append(line)
    return as_bytes(*lines, heading=heading)
