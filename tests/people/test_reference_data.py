import csv
from pathlib import Path

from eenplan import network
from eenplan.people import places
from eenplan.people.dates import PartialDate

NETWORK = Path(network.__file__).parent / "reference"


def lines(name):
    with (NETWORK / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_25_safety_regions_and_342_municipalities_each_in_a_region():
    regions = {line["code"] for line in lines("safety_regions.csv")}
    municipalities = lines("municipalities.csv")
    assert len(regions) == 25
    assert len({line["code"] for line in municipalities}) == len(municipalities) == 342
    assert {line["safety_region"] for line in municipalities} == regions


def test_a_municipality_code_has_a_name_even_when_the_municipality_is_gone():
    assert places.municipality_name("0518") == "'s-Gravenhage"
    assert places.municipality_name("0001") == "Adorp"
    assert places.municipality_name("9998") == ""


def test_an_old_municipality_leads_to_the_one_it_is_part_of_now():
    assert places.present_code("0530") == "1992"  # Hellevoetsluis is part of Voorne aan Zee
    assert places.present_code("0001") == "1966"  # Adorp, by way of Winsum, is part of Het Hogeland
    assert places.present_code("9998") == "9998"


def test_every_dutch_municipality_leads_to_one_that_exists():
    present = {line["code"].removeprefix("GM") for line in lines("municipalities.csv")}
    nowhere = {code for code in places.municipality_codes() if places.present_code(code) not in present}
    outside = {"0000", "0997", "0998", "0999", "1999"}  # unknown, and registers that are no municipality
    assert nowhere == outside | {"1055", "1204"}  # Elten and Tudderen went back to Germany in 1963


def test_dates_of_reference_data_are_real_dates():
    for code in places.municipality_codes().values():
        assert all(PartialDate.parse(day).complete for day in (code.since, code.until) if day)
    assert all(PartialDate.parse(line["since"]).complete for line in lines("municipalities.csv") if line["since"])
