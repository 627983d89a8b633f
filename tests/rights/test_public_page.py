"""The public page of a house: for everybody, the same for everybody, and nothing else leaks."""

import pytest
from django.test import Client

from eenplan.network.models import House, Municipality, WorkingArea
from eenplan.rights.models import PublicPage
from tests.support.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.law("BGS 1.1", "BGS 2.18", "WGS 1.12", "R-45")
def test_everybody_reads_contact_point_working_area_criteria_rights_and_report(world, as_owner):
    with as_owner():
        House.objects.filter(code="TEST").update(contact="Contactpunt Waterdam, 010 123 45 67")
        WorkingArea.objects.create(
            house=world.houses["TEST"], municipality=Municipality.objects.get(name="Waterdam"), since=TODAY
        )
        PublicPage.objects.create(
            house=world.houses["TEST"],
            report_title="Jaarverslag 2025",
            report_url="https://example.org/jaarverslag",
            account=world.people["manager"],
        )
    text = Client().get("/huis/TEST/").content.decode()
    for part in ("010 123 45 67", "Waterdam", "alle vier", "inzage", "bezwaar", "Jaarverslag 2025", "2.20"):
        assert part in text


@pytest.mark.law("R-45", "WGS 1.11")
def test_nothing_of_cases_persons_or_professionals_stands_on_it(world):
    text = Client().get("/huis/TEST/").content.decode()
    hidden = [world.case.number, "Vries", "Idrissi", *(account.name for account in world.people.values())]
    assert [word for word in hidden if word in text] == []


@pytest.mark.law("R-45")
def test_caches_may_keep_it_for_it_is_the_same_for_everybody(world, client_of):
    stranger = Client().get("/huis/TEST/")
    reader = client_of("manager").get("/huis/TEST/", headers={"Accept-Language": "en"})
    stale = Client()
    stale.cookies["sessionid"] = "x" * 32
    for answer in (reader, stale.get("/huis/TEST/")):
        assert answer.content == stranger.content
    for answer in (stranger, reader, stale.get("/huis/TEST/")):
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert not answer.cookies
        assert "Vary" not in answer.headers
        assert answer.headers["Content-Language"] == "nl"


@pytest.mark.parametrize("code", ["NIETS", "test-", "x" * 60, "0"])
def test_an_unknown_house_is_404(code, world):
    assert Client().get(f"/huis/{code}/").status_code == 404


@pytest.mark.law("R-45", "WGS 2.32")
def test_manager_and_administrator_write_it_and_what_they_write_is_text(world, client_of):
    typed = {"introduction": "<script>alert(1)</script> Welkom", "report_title": "Jaarverslag", "report_url": ""}
    assert client_of("manager").post("/netwerk/TEST/openbaar/", typed).status_code == 422
    typed["report_url"] = "https://example.org/jv"
    for key in ("manager", "administrator"):
        assert client_of(key).post("/netwerk/TEST/openbaar/", typed).status_code == 302
    text = Client().get("/huis/TEST/").content.decode()
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("typed", ["x" * 10_001, "a\x00b", "javascript:alert(1)"])
def test_bad_input_is_answered_and_never_published(typed, world, client_of):
    names = ("introduction", "rights", "priority_criteria", "report_title", "report_url")
    assert client_of("manager").post("/netwerk/TEST/openbaar/", dict.fromkeys(names, typed)).status_code == 422
    assert not PublicPage.objects.exists()
