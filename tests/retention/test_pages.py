"""The pages about keeping and destroying: proof without persons, for who supervises, manages and answers."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from eenplan.retention.models import Certificate, Release, Remainder
from tests.support import world as build

SUPERVISORS = ("auditor", "manager", "contact")


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
def test_a_manager_sees_how_much_is_to_come_but_not_which(world, client_of):
    client = client_of("manager")
    assert world.case.number not in client.get("/bewaren/").content.decode()
    assert world.case.number in client_of("auditor").get("/bewaren/").content.decode()


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
    assert client.post(f"{address}intrekken/").status_code == 302
    assert client.post(f"{address}intrekken/").status_code == 302
    with as_owner():
        assert not Release.objects.exists()


@pytest.mark.parametrize("motive", ["x" * 10_000, "nul\x00", "   ", ""])
@pytest.mark.parametrize("day", ["2999-01-01", "31-02-2027", "x", ""])
def test_bad_input_is_told_in_dutch(world, client_of, unnecessary, motive, day):
    answer = client_of("police").post(
        f"/casussen/{world.case.number}/eerder-vernietigen/", {"destroy_on": day, "motive": motive}
    )
    assert answer.status_code == 422
