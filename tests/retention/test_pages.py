"""The pages about keeping and destroying: proof without persons, for who supervises, manages and answers."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils.formats import date_format
from pypdf import PdfReader

from eenplan.cases.models import Case
from eenplan.retention import queries, releases
from eenplan.retention.models import Certificate, Release, Remainder
from tests.support import world as build

SUPERVISORS = ("auditor", "manager", "contact")


@pytest.fixture
def soon(world, as_owner):
    """The open case reaches its term within a year; which day."""
    day = build.TODAY + timedelta(days=100)
    with as_owner():
        Case.objects.filter(pk=world.case.pk).update(retain_until=day)
    return day


@pytest.fixture
def destroyed(world, ahead, run):
    run(world.case.retain_until)


@pytest.mark.law("WGS 1.8(7)")
@pytest.mark.parametrize("who", SUPERVISORS)
def test_supervisors_see_what_is_to_come_and_what_was_done(world, destroyed, client_of, who, statements):
    with statements(at_most=20):
        text = client_of(who).get("/bewaren/").content.decode()
    assert "Rondes" in text
    assert "klaar" in text
    assert "Vries" not in text


@pytest.mark.law("WGS 1.8(7)")
def test_a_manager_sees_how_much_is_to_come_but_not_which(world, client_of, soon):
    client = client_of("manager")
    assert world.case.number not in client.get("/bewaren/").content.decode()
    assert world.case.number in client_of("auditor").get("/bewaren/").content.decode()


@pytest.mark.law("WGS 1.8(7)")
@pytest.mark.parametrize("who", SUPERVISORS)
def test_what_goes_first_is_the_first_of_the_table_for_everybody(world, client_of, soon, act_as, who):
    text = client_of(who).get("/bewaren/").content.decode()
    assert text.count(date_format(soon, "j F Y")) == 1
    with act_as(world.people[who]):
        months, first = queries.calendar([world.case.house_id]), queries.first_to_go([world.case.house_id])
    assert (first[0].day.replace(day=1), first[0].rule) == (months[0].month, months[0].rule)
    assert [each.day for each in first] == sorted(each.day for each in first)
    assert {each.case.number for each in first if each.case} == ({world.case.number} if who == "auditor" else set())


@pytest.mark.law("WGS 1.8(7)", "8.11-8")
def test_a_certificate_is_a_page_and_a_tagged_document_without_names(world, destroyed, client_of, as_owner):
    with as_owner():
        proof = Certificate.objects.filter(kind="case").order_by("pk").first()
    page = client_of("auditor").get(f"/bewaren/verklaringen/{proof.number}/").content.decode()
    assert "Informatie-items" in page
    answer = client_of("auditor").get(f"/bewaren/verklaringen/{proof.number}/pdf/")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert proof.number in text
    assert "Vries" not in text
    assert world.case.number not in text


@pytest.mark.parametrize("address", ["x", "%00", "x" * 3000, "TEST-V-2026-9999", "..%2f.."])
def test_a_crafted_number_finds_nothing(world, client_of, address):
    assert client_of("auditor").get(f"/bewaren/verklaringen/{address}/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?soort=x", "?soort=%00&page=-1", "?page=99999999999999999999", "?naar=x&soort=case", "?naar=bsn"]
)
def test_crafted_filters_show_a_page(world, destroyed, client_of, query):
    for address in ("/bewaren/verklaringen/", "/bewaren/cijfers/", "/bewaren/"):
        assert client_of("auditor").get(address + query).status_code in (200, 422)


@pytest.mark.law("BGS 1.16(1)")
def test_small_numbers_are_not_shown(world, client_of, as_owner):
    with as_owner():
        for year, number in ((2021, 3), (2022, 12), (2023, 40)):
            Remainder.objects.create(house=world.houses["TEST"], kind="case", year=year, number=number)
    text = client_of("manager").get("/bewaren/cijfers/").content.decode()
    assert "40" in text
    assert "te klein om te tonen" in text
    assert ">3<" not in text
    assert ">12<" not in text  # alone, the three could be reckoned from the total


@pytest.mark.law("WGS 1.8(7)", "R-51")
def test_a_core_participant_decides_on_the_page_and_takes_it_back(world, client_of, unnecessary, as_owner):
    address, overview = f"/casussen/{world.case.number}/eerder-vernietigen/", f"/casussen/{world.case.number}/"
    client = client_of("police")
    assert "Eerder vernietigen" in client.get(overview).content.decode()
    day = build.TODAY + timedelta(days=30)
    wrong = client.post(address, {"destroy_on": build.TODAY - timedelta(days=3), "motive": "het gaat goed"})
    assert wrong.status_code == 422
    assert "het gaat goed" in wrong.content.decode()
    assert client.post(address, {"destroy_on": day, "motive": "het gaat goed"}).status_code == 302
    again = client.post(address, {"destroy_on": day, "motive": "het gaat goed"})
    assert again.status_code == 422
    assert "het gaat goed" in client.get(overview).content.decode()
    assert "Wie akkoord gaat met afsluiten" in client.get(f"{overview}afsluiten/").content.decode()
    assert client.post(f"{address}intrekken/").status_code == 302
    assert client.post(f"{address}intrekken/").status_code == 302
    with as_owner():
        assert not Release.objects.exists()


@pytest.mark.law("WGS 2.31(8)", "R-51")
def test_the_page_of_closing_asks_who_agreed_before_to_judge_again(world, client_of, unnecessary):
    closing = f"/casussen/{world.case.number}/afsluiten/"
    for who in ("council", "police"):
        client_of(who).post(closing, {"agrees": "yes", "motive": "klaar"})
    assert "Naar het besluit" in client_of("council").get(closing).content.decode()
    address = f"/casussen/{world.case.number}/eerder-vernietigen/"
    client_of("police").post(address, {"destroy_on": build.TODAY + timedelta(days=30), "motive": "het gaat goed"})
    text = client_of("council").get(closing).content.decode()
    assert text.count("opnieuw oordelen") == 2
    assert "Naar het besluit" not in text
    wanted = {"outcome": "goals_met", "motive": "klaar", "understood": "on"}
    refused = client_of("council").post(f"{closing}besluit/", wanted)
    assert (refused.status_code, "Nog geen oordeel" in refused.content.decode()) == (422, True)


@pytest.mark.law("WGS 1.8(7)", "R-51", "R-57")
def test_what_is_shown_of_a_closed_case_says_when_it_really_goes(world, client_of, unnecessary, close, act_as):
    day = build.TODAY + timedelta(days=30)
    address = f"/casussen/{world.case.number}/"
    client_of("police").post(f"{address}eerder-vernietigen/", {"destroy_on": day, "motive": "het gaat goed"})
    close()
    with act_as(world.people["council"]) as who:  # each core participant says so itself (WGS 2.31(8))
        releases.speak(who, Release.objects.get(), agrees=True, motive="het gaat goed")
    assert f"de vernietiging op {date_format(day, 'j F Y')} tegen" in client_of("contact").get(address).content.decode()


@pytest.mark.parametrize("motive", ["x" * 10_000, "nul\x00", "   ", ""])
@pytest.mark.parametrize("day", ["2999-01-01", "31-02-2027", "x", ""])
def test_bad_input_is_told_in_dutch(world, client_of, unnecessary, motive, day):
    answer = client_of("police").post(
        f"/casussen/{world.case.number}/eerder-vernietigen/", {"destroy_on": day, "motive": motive}
    )
    assert answer.status_code == 422
