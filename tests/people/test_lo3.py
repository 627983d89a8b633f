"""Reading person lists from small files that each test writes itself."""

import io
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenplan.people import person_list
from eenplan.people.dates import UNKNOWN, PartialDate
from eenplan.people.lo3 import FileRefused, Reading
from eenplan.people.lo3_columns import COLUMNS
from eenplan.people.lo3_list import Why
from eenplan.people.names import Name
from eenplan.people.person_list import AddressKind, may_be_one_person
from tests.people.registry_file import (
    HEADING,
    as_bytes,
    child,
    first_line,
    next_line,
    number,
    partner,
    read,
    read_one,
)


def day(text):
    return PartialDate.parse(text)


# --- one person ----------------------------------------


def test_a_person_is_read_with_name_birth_and_address():
    person, account = read_one(first_line("Lg01_001"))
    assert (person.label, person.line, person.last_line) == ("Lg01_001", 2, 2)
    assert (person.bsn, person.a_number) == (number(0), "1234567890")
    assert person.name == Name("Anna Maria", "", "de", "Boer")
    assert (person.sex, person.name_use) == ("V", "E")
    assert (person.born, person.birth_place, person.birth_country) == (
        day("1985-05-12"),
        "'s-Gravenhage",
        "6030",
    )
    assert (person.died, person.suspension, person.secret, person.authority) == (None, "", False, None)
    assert person.address.kind == AddressKind.DOMESTIC
    assert (person.address.street, person.address.full_number, person.address.postcode) == (
        "Boterdiep",
        "31",
        "3077AW",
    )
    assert (person.address.municipality, person.address.municipality_name) == ("0599", "Rotterdam")
    assert person.address.since == day("2015-08-08")
    assert (account.lines, account.lists, account.persons, account.imported) == (1, 1, 1, 1)
    assert account.remarks == []


def test_all_diacritics_survive_and_a_separate_accent_joins_its_letter():
    person, _ = read_one(
        first_line(e01_02_10="Żáïŀëñøŕ Åłéèç", e01_02_40="Þórðarson-Bronwaßer e\N{COMBINING ACUTE ACCENT}")
    )
    assert person.name.given_names == "Żáïŀëñøŕ Åłéèç"
    assert person.name.family_name == "Þórðarson-Bronwaßer é"


def test_space_around_and_within_a_name_is_made_tidy():
    person, _ = read_one(first_line(e01_02_10="  Anna   Maria\u00a0", e01_02_40="Boer\nBakker "))
    assert str(person.name) == "Anna Maria de Boer Bakker"


def test_a_separator_or_quote_within_a_name_belongs_to_the_name():
    person, _ = read_one(first_line(e01_02_40='Kim ;ook genaamd "Jim"'))
    assert person.name.family_name == 'Kim ;ook genaamd "Jim"'


def test_the_standard_value_for_an_unknown_name_is_no_name():
    person, _ = read_one(first_line(e01_02_40=".", e01_02_30=""))
    assert person.name == Name("Anna Maria")


@pytest.mark.parametrize(
    ("registry", "stored"),
    [("19610000", "1961-00-00"), ("19610500", "1961-05-00"), ("00000000", "0000-00-00"), ("", "0000-00-00")],
)
def test_an_incomplete_birth_date_is_kept_as_far_as_it_is_known(registry, stored):
    person, account = read_one(first_line(e01_03_10=registry))
    assert str(person.born) == stored
    assert account.remarks == []


def test_of_a_day_without_a_month_only_the_year_is_taken_over_with_a_remark():
    person, account = read_one(first_line(e01_03_10="19660013"))
    assert str(person.born) == "1966-00-00"
    assert "01.03.10 (geboortedatum)" in account.remarks[0].text


@pytest.mark.parametrize(
    ("place", "country", "shown"),
    [
        ("0001", "6030", "Adorp"),
        ("Skíðadalur", "6011", "Skíðadalur"),
        ("0000", "0000", ""),
        ("000", "0000", ""),
        ("", "", ""),
        (".", "6030", ""),
        ("687", "6030", "Middelburg"),
    ],
)
def test_a_birth_place_is_a_municipality_by_code_or_a_place_in_words(place, country, shown):
    person, account = read_one(first_line(e01_03_20=place, e01_03_30=country))
    assert person.birth_place == shown
    assert account.remarks == []


def test_an_unknown_municipality_code_is_kept_as_it_is_with_a_remark():
    person, account = read_one(first_line(e01_03_20="1810"))
    assert person.birth_place == "1810"
    assert "gemeentecode" in account.remarks[0].text


def test_a_deceased_person_has_the_date_of_death_of_category_06():
    person, _ = read_one(first_line(e06_08_10="20141000", e07_67_20="O", e07_67_10="20141010"))
    assert person.died == day("2014-10-00")
    assert (person.suspension, person.suspended_since) == ("O", day("2014-10-10"))


def test_who_is_suspended_as_deceased_has_died_though_nobody_knows_when():
    assert read_one(first_line(e07_67_20="O"))[0].died == UNKNOWN


@pytest.mark.parametrize("reason", "EORM")
def test_a_suspended_list_is_read_with_its_reason(reason):
    assert read_one(first_line(e07_67_20=reason))[0].suspension == reason


@pytest.mark.parametrize(("indication", "secret"), [("0", False), ("", False), ("1", True), ("7", True)])
def test_any_indication_of_secrecy_above_zero_makes_a_person_secret(indication, secret):
    assert read_one(first_line(e07_70_10=indication))[0].secret is secret


# --- addresses ----------------------------------------


def test_the_full_name_of_a_street_goes_before_the_short_one():
    address = read_one(first_line(e08_11_15="Boterdiep Zuid van Rijksweg", e08_11_30="a", e08_11_40="2"))[0].address
    assert address.street == "Boterdiep Zuid van Rijksweg"
    assert address.full_number == "31a-2"


@pytest.mark.parametrize(("designation", "shown"), [("to", "t/o 31"), ("by", "bij 31")])
def test_a_designation_stands_before_the_house_number(designation, shown):
    assert read_one(first_line(e08_11_50=designation))[0].address.full_number == shown


def test_a_letter_address_is_not_where_somebody_lives():
    assert read_one(first_line(e08_10_10="B"))[0].address.kind == AddressKind.LETTER


def test_an_address_without_a_street_is_unknown_but_the_municipality_is_not():
    address = read_one(first_line(e08_11_10=".", e08_11_20="", e08_11_60=""))[0].address
    assert (address.kind, address.municipality_name) == (AddressKind.UNKNOWN, "Rotterdam")


def test_a_houseboat_has_a_location_in_words():
    address = read_one(first_line(e08_11_10="", e08_11_20="", e08_12_10='Woonboot "\'t Lelijk Eentje"'))[0].address
    assert (address.kind, address.location) == (AddressKind.DOMESTIC, 'Woonboot "\'t Lelijk Eentje"')


def abroad(**changes):
    return {
        "e08_09_10": "1999",
        "e08_10_10": "",
        "e08_10_30": "",
        "e08_11_10": "",
        "e08_11_20": "",
        "e08_11_60": "",
        "e08_13_10": "5010",
        "e08_13_20": "20140702",
        "e08_13_30": "Rue du pomme 25 ",
        "e08_13_40": "Bruxelles",
        "e07_67_20": "E",
    } | changes


def test_an_address_abroad_has_lines_and_a_country():
    address = read_one(first_line(**abroad()))[0].address
    assert (address.kind, address.country, address.lines) == (
        AddressKind.ABROAD,
        "5010",
        ("Rue du pomme 25", "Bruxelles"),
    )
    assert address.since == day("2014-07-02")


def test_who_left_for_an_unknown_country_has_an_unknown_address():
    address = read_one(first_line(**abroad(e08_13_10="0000", e08_13_30="", e08_13_40="")))[0].address
    assert (address.kind, address.country, address.lines) == (AddressKind.UNKNOWN, "", ())


@pytest.mark.parametrize(
    ("code", "ended", "investigated", "not_found"),
    [
        ("", "", False, False),
        ("080000", "", True, False),
        ("080000", "20210801", False, False),
        ("089999", "", True, True),
    ],
)
def test_an_address_under_investigation_says_so(code, ended, investigated, not_found):
    address = read_one(first_line(e08_83_10=code, e08_83_30=ended))[0].address
    assert (address.under_investigation, address.not_found_there) == (investigated, not_found)


@pytest.mark.parametrize(
    ("change", "attribute"),
    [
        ({"e08_11_60": "12AB34"}, "postcode"),
        ({"e08_11_60": "0123AB"}, "postcode"),
        ({"e08_11_20": "12x"}, "house_number"),
    ],
)
def test_what_is_no_postcode_or_house_number_is_left_out_with_a_remark(change, attribute):
    person, account = read_one(first_line(**change))
    assert getattr(person.address, attribute) == ""
    assert len(account.remarks) == 1


def test_a_postcode_is_written_in_capitals_without_a_space():
    assert read_one(first_line(e08_11_60="3077 aw"))[0].address.postcode == "3077AW"


# --- relatives ----------------------------------------


def test_parents_are_read_with_their_number_and_since_when_they_are():
    person, _ = read_one(
        first_line(
            e02_02_10="Lisette",
            e02_02_40="Béamont",
            e02_03_10="19561201",
            e02_62_10="19850512",
            e02_04_10="V",
            e03_01_20=number(1),
            e03_02_40="Moulin",
        )
    )
    one, two = person.parents
    assert (one.number, one.name, one.sex, one.born) == (
        1,
        Name("Lisette", "", "", "Béamont"),
        "V",
        day("1956-12-01"),
    )
    assert (one.bsn, one.since) == ("", day("1985-05-12"))
    assert (two.number, two.bsn, two.born, two.since) == (2, number(1), UNKNOWN, UNKNOWN)


@pytest.mark.parametrize("cells", [{}, {"e02_02_40": "."}, {"e02_62_10": "19850512"}])
def test_a_parent_of_whom_nothing_is_known_is_left_out(cells):
    assert read_one(first_line(**cells))[0].parents == ()


def test_a_further_child_stands_on_a_next_line_and_history_on_the_line_after_it():
    person, account = read_one(
        first_line(**child("Bo", e09_H="59")),
        next_line(**child("Boo", e09_H="09")),
        next_line(**child("Cas", e09_H="09")),
        next_line(**child("Dirk")),
    )
    assert [(each.name.given_names, each.line) for each in person.children] == [
        ("Bo", 2),
        ("Cas", 4),
        ("Dirk", 5),
    ]
    assert (account.imported, account.history) == (3, 1)
    assert account.remarks == []


def test_categories_run_down_the_lines_independently():
    person, account = read_one(
        first_line(e08_H="58", e01_H="51", **child("Bo", e09_H="09"), **partner(e05_H="05")),
        next_line(
            e08_11_10="Vroegerstraat",
            e01_02_40="Vroeger",
            **child("Cas"),
            **partner(e05_02_10="Piet", e05_H="55"),
        ),
        next_line(**partner(e05_02_10="Pieter")),
    )
    assert person.name.family_name == "Boer"
    assert person.address.street == "Boterdiep"
    assert [each.name.given_names for each in person.children] == ["Bo", "Cas"]
    assert [each.name.given_names for each in person.partners] == ["Jan", "Piet"]
    assert (account.lines, account.imported, account.history) == (3, 2, 1)


def test_a_marriage_that_lasts_has_a_beginning_and_no_end():
    [married] = read_one(first_line(**partner(e05_06_10="20081201")))[0].partners
    assert (married.bond, married.since, married.until) == ("H", day("2008-12-01"), None)


def test_the_beginning_of_an_ended_marriage_stands_in_its_history():
    person, _ = read_one(
        first_line(**partner(e05_07_10="20150815", e05_07_40="S", e05_H="55")),
        next_line(**partner(e05_06_10="20000101", e05_84_10="O", e05_H="55")),
        next_line(**partner(e05_06_10="20020202")),
    )
    [ended] = person.partners
    assert (ended.since, ended.until, ended.end_reason) == (day("2002-02-02"), day("2015-08-15"), "S")


def test_an_end_on_an_unreadable_date_is_still_an_end():
    person, account = read_one(first_line(**partner(e05_07_10="2015")))
    assert person.partners[0].until == UNKNOWN
    assert "05.07.10 (datum ontbinding)" in account.remarks[0].text


def test_a_partner_who_was_registered_by_mistake_counts_for_nothing():
    person, account = read_one(first_line(e05_H="55"), next_line(**partner(e05_84_10="O")))
    assert person.partners == ()
    assert (account.imported, account.history) == (1, 1)


def test_a_child_that_was_born_dead_is_left_out():
    assert read_one(first_line(**child("Bo", e09_89_10="L")))[0].children == ()


def test_a_line_that_no_marker_announces_is_another_child_when_it_names_another():
    person, account = read_one(
        first_line(**child("Bo", e09_01_10="1111111111", e09_H="59")),
        next_line(**child("Bo", e09_01_10="1111111111")),
        next_line(**child("Cas", e09_01_10="2222222222")),
    )
    assert [each.name.given_names for each in person.children] == ["Bo", "Cas"]
    assert "09.H kondigt deze regel niet aan" in account.remarks[0].text


def test_a_line_that_no_marker_announces_is_history_when_it_names_the_same_child():
    person, account = read_one(first_line(**child("Bo")), next_line(**child("Bo")))
    assert len(person.children) == 1
    assert "geschiedenis" in account.remarks[0].text


@pytest.mark.parametrize("bsn", ["123456789", "1", number(0)])
def test_a_relative_with_an_impossible_bsn_is_kept_by_name(bsn):
    person, account = read_one(first_line(**child("Bo", e09_01_20=bsn)))
    assert (person.children[0].bsn, person.children[0].name.given_names) == ("", "Bo")
    assert "de relatie is op naam overgenomen" in account.remarks[0].text


def test_a_relative_born_on_a_day_that_does_not_exist_has_an_unknown_birth_date():
    person, account = read_one(first_line(**child("Bo", e09_03_10="19480538")))
    assert person.children[0].born == UNKNOWN
    assert len(account.remarks) == 1


@pytest.mark.parametrize(
    ("changes", "possible"),
    [
        ({}, True),
        ({"e09_02_40": "Bakker"}, True),
        ({"e09_03_10": ""}, True),
        ({"e09_03_10": "20100000"}, True),
        ({"e09_03_10": "20110202"}, False),
        ({"e09_03_10": "20110202", "e09_02_10": "Iemand"}, False),
        ({"e09_03_10": "", "e09_02_10": "Iemand"}, False),
    ],
)
def test_a_relative_is_the_person_with_that_bsn_only_when_birth_or_name_agree(changes, possible):
    [mother, bo], _ = read(
        first_line("A1", **child("Bo", e09_01_20=number(1)) | changes),
        first_line("A2", e01_01_20=number(1), e01_02_10="Bo", e01_03_10="20100101"),
    )
    assert mother.children[0].bsn == bo.bsn
    assert mother.children[0].may_be(bo) is possible


def test_a_birth_date_that_is_only_a_year_does_not_make_two_people_one():
    one, other = Name("Bo", "", "", "Boer"), Name("Cas", "", "", "Bakker")
    assert not may_be_one_person(one, day("1961-00-00"), other, day("1961-00-00"))
    assert not may_be_one_person(one, UNKNOWN, other, UNKNOWN)
    assert may_be_one_person(one, day("1961-00-00"), one, day("1961-05-12"))


def test_the_name_in_use_takes_the_partner_that_lasts_before_one_that_ended():
    person, _ = read_one(
        first_line(e01_61_10="V", **partner(e05_02_40="Vroeger", e05_07_10="20100101", e05_H="05")),
        next_line(**partner(e05_02_40="Later", e05_06_10="20150101", e05_H="05")),
        next_line(**partner(e05_02_40="Eerst", e05_06_10="20120101")),
    )
    assert person.naming.written_name == "A.M. Eerst-de Boer"


def test_the_name_in_use_falls_back_on_the_partner_that_ended_last():
    person, _ = read_one(
        first_line(e01_61_10="P", **partner(e05_02_40="Laatst", e05_07_10="20150101", e05_H="05")),
        next_line(**partner(e05_02_40="Vroeger", e05_07_10="20100101")),
    )
    assert person.naming.written_name == "A.M. Laatst"
    assert person.naming.together is False


# --- authority ----------------------------------------


@pytest.mark.parametrize(
    ("code", "parents", "third_party"),
    [
        ("12", (1, 2), False),
        ("1", (1,), False),
        ("2", (2,), False),
        ("D", (), True),
        ("1D", (1,), True),
        ("2D", (2,), True),
    ],
)
def test_the_indication_of_authority_names_parents_and_third_parties(code, parents, third_party):
    authority = read_one(first_line(e11_32_10=code, e11_85_10="20210301"))[0].authority
    assert (authority.parents, authority.third_party, authority.undetermined) == (parents, third_party, False)
    assert authority.since == day("2021-03-01")


def test_an_indication_that_we_do_not_know_leaves_the_authority_undetermined():
    person, account = read_one(first_line(e11_32_10="3C"))
    assert (person.authority.undetermined, person.authority.parents, person.authority.third_party) == (
        True,
        (),
        False,
    )
    assert "gezag niet te bepalen" in account.remarks[0].text


def test_curatele_is_read_and_ends_when_the_category_is_empty():
    assert read_one(first_line(e11_33_10="1"))[0].authority.curatorship is True
    assert read_one(first_line(e11_85_10="20090102"))[0].authority is None


# --- what is left out ----------------------------------------


@pytest.mark.law("BGS 1.9", "R-25")
def test_no_nationality_residence_title_document_or_franchise_survives():
    forbidden = {
        f"e{column.replace('.', '_')}": f"VERBODEN{place}"
        for place, column in enumerate(column for column in HEADING if column[:2] in ("04", "10", "12", "13"))
    }
    assert len(forbidden) >= 6
    person, account = read_one(first_line(**forbidden), next_line(**forbidden))
    assert "VERBODEN" not in repr(person) + repr(account)


@pytest.mark.law("BGS 1.9", "R-25")
def test_birth_place_and_country_of_relatives_do_not_survive():
    person, _ = read_one(first_line(e02_02_40="Moeder", e02_03_20="Elders", e02_03_30="7777"))
    assert "Elders" not in repr(person)
    assert "7777" not in repr(person)


@pytest.mark.law("BGS 1.9", "R-25")
def test_no_column_of_a_forbidden_category_is_asked_for():
    assert {column[:2] for column in COLUMNS} == {"01", "02", "03", "05", "06", "07", "08", "09", "11"}


@pytest.mark.law("BGS 1.9", "R-25")
def test_no_part_of_a_person_list_is_named_after_a_special_category():
    names = {
        field.name
        for kind in vars(person_list).values()
        if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
        for field in fields(kind)
    }
    assert not {name for name in names if any(word in name for word in ("national", "ethnic", "religi", "race"))}


# --- every line accounted for ----------------------------------------


def only_rejection(*lines):
    persons, account = read(*lines)
    assert persons == []
    first, *others = account.rejected
    assert all(each.why == Why.FOLLOWS for each in others)
    assert len(account.rejected) == account.lines
    return first


def test_a_list_without_bsn_is_rejected_and_says_so():
    assert only_rejection(first_line(e01_01_20="")).why == Why.NO_BSN


@pytest.mark.parametrize("bsn", ["123456789", "000000000", "12", "abc"])
def test_a_list_with_an_invalid_bsn_is_rejected_without_repeating_it(bsn):
    rejected = only_rejection(first_line(e01_01_20=bsn))
    assert rejected.why == Why.INVALID_BSN
    assert bsn not in rejected.reason


def test_of_two_lists_with_one_bsn_the_first_stands_and_the_second_is_rejected():
    persons, account = read(first_line("A1"), next_line(), first_line("A2", e01_02_40="Ander"), next_line())
    assert [person.label for person in persons] == ["A1"]
    assert [(each.line, each.label, each.reason) for each in account.rejected] == [
        (4, "A2", "BSN staat eerder in het bestand (regel 2)."),
        (5, "A2", "Hoort bij de afgewezen persoonslijst op regel 4."),
    ]


def test_a_bsn_of_eight_digits_repeats_the_one_with_its_zero():
    persons, account = read(first_line("A1", e01_01_20="012345672"), first_line("A2", e01_01_20="12345672"))
    assert [person.bsn for person in persons] == ["012345672"]
    assert account.rejected[0].why == Why.REPEATED_BSN


@pytest.mark.parametrize(("reason", "word"), [("W", "gewist"), ("F", "fout")])
def test_a_list_that_the_registry_withdrew_is_rejected(reason, word):
    rejected = only_rejection(first_line(e07_67_20=reason))
    assert rejected.why == Why.WITHDRAWN
    assert word in rejected.reason


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"e01_03_10": "19850230"}, "01.03.10 (geboortedatum)"),
        ({"e06_08_10": "05"}, "06.08.10 (datum overlijden)"),
        ({"e01_04_10": "X"}, "01.04.10 (geslacht)"),
    ],
)
def test_a_list_whose_birth_death_or_sex_cannot_be_read_is_rejected(change, named):
    rejected = only_rejection(first_line(**change), next_line())
    assert rejected.why == Why.UNREADABLE
    assert named in rejected.reason


def test_a_list_with_a_line_that_does_not_fit_the_heading_is_rejected_whole():
    rejected = only_rejection(first_line(), next_line()[:-1])
    assert (rejected.line, rejected.why) == (2, Why.BROKEN)
    assert "Regel 3" in rejected.reason


def test_text_that_is_too_long_to_be_the_registrys_is_rejected():
    assert "01.02.30" in only_rejection(first_line(e01_02_30="veel te lang voorvoegsel")).reason


def test_a_line_before_the_first_label_belongs_to_no_list():
    persons, account = read(next_line(e01_02_40="Iemand"), first_line())
    assert len(persons) == 1
    assert [(each.line, each.why) for each in account.rejected] == [(2, Why.NO_LIST)]


def test_an_empty_line_is_counted_as_history():
    _, account = read(first_line(), next_line(), [])
    assert (account.lines, account.imported, account.history) == (3, 1, 2)


def test_rejections_and_remarks_never_hold_data_of_a_person():
    secrets = ["Geheimnaam", "Geheimkind", "19991399", "123456789", "Geheimstraat"]
    _, account = read(
        first_line("A1", e01_03_10="19991399", e01_02_40="Geheimnaam"),
        first_line("A2", e01_01_20="123456789", e08_11_10="Geheimstraat"),
        first_line("A3", e01_01_20=number(3), **child("Geheimkind", e09_01_20="123456789", e09_03_10="19991399")),
    )
    assert len(account.rejected) == 2
    assert len(account.remarks) == 2
    assert not [secret for secret in secrets if secret in repr(account)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "", "A1", "A2"]),
            st.dictionaries(
                st.sampled_from(COLUMNS),
                st.sampled_from(["", "05", "55", "09", "59", "x", "19850512", "0000", number(1)]),
            ),
        )
    )
)
def test_every_line_of_any_file_is_imported_history_or_rejected_once(lines):
    rows = [
        next_line(label, **{"e" + column.replace(".", "_"): text for column, text in cells.items()})
        for label, cells in lines
    ]
    reading = Reading(io.BytesIO(as_bytes(first_line("A0"), *rows)))
    persons = list(reading)
    account = reading.account
    assert account.lines == len(lines) + 1
    assert account.imported + account.history + len(account.rejected) == account.lines
    assert len({each.line for each in account.rejected}) == len(account.rejected)
    assert len(persons) == account.persons == account.lists - sum(account.rejected_lists().values())
    assert len({person.bsn for person in persons}) == len(persons)


# --- files that are refused ----------------------------------------


def refusal(content):
    with pytest.raises(FileRefused) as refused:
        list(Reading(io.BytesIO(content)))
    return str(refused.value)


def test_an_empty_file_is_refused():
    assert refusal(b"") == "Het bestand is leeg."


def test_a_file_with_only_a_heading_is_refused():
    assert "geen persoonslijsten" in refusal(as_bytes())


@pytest.mark.parametrize(("separator", "name"), [(",", "komma's"), ("\t", "tabs"), ("|", "rechte strepen")])
def test_a_file_with_another_separator_is_refused_by_its_name(separator, name):
    assert name in refusal(as_bytes(first_line(), separator=separator))


def test_missing_columns_are_named():
    heading = [column for column in HEADING if column not in ("01.02.40", "07.70.10")]
    assert refusal(as_bytes(heading=heading)) == "Deze kolommen ontbreken: 01.02.40, 07.70.10."


def test_a_column_that_stands_there_twice_is_named():
    assert "01.01.20" in refusal(as_bytes(heading=[*HEADING, "01.01.20"]))


def test_something_else_altogether_is_refused():
    assert "elementnummers" in refusal(b"naam;geboren\r\nAnna;1985\r\n")
    assert "elementnummers" in refusal(b"Dit is een brief.\n")
    assert "geen UTF-8 (regel 1)" in refusal(b"PK\x03\x04\x14\x00\xff\xfe")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_that_is_not_utf_8_is_refused(encoding):
    assert "geen UTF-8" in refusal(as_bytes(first_line(e01_02_40="Bëamont"), encoding=encoding))


def test_the_line_that_is_not_utf_8_is_named():
    content = as_bytes(first_line("A1"), first_line("A2", e01_01_20=number(1), e01_02_40="Bëamont"))
    assert refusal(content.replace("ë".encode(), b"\xeb")) == "Het bestand is geen UTF-8 (regel 3)."


def test_a_quote_that_does_not_close_is_refused():
    assert "aanhalingsteken" in refusal(as_bytes(first_line()) + b'A2;"nooit gesloten;\r\n')


def test_a_mark_at_the_beginning_that_says_utf_8_does_no_harm():
    assert len(list(Reading(io.BytesIO(b"\xef\xbb\xbf" + as_bytes(first_line()))))) == 1


@given(st.binary(max_size=400))
def test_no_bytes_whatever_do_more_than_be_refused(content):
    with pytest.raises(FileRefused):
        list(Reading(io.BytesIO(content)))
