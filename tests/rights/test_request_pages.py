"""The pages of requests: what is typed is kept, what is wrong is said, and the road leads from receipt to letter."""

from datetime import timedelta

import pytest
from django.utils import timezone

from eenplan.rights.models import Answer, Exemption, Request
from tests.rights.test_requests import EVERYBODY, answer, consultation_of, decide, opened, register

TODAY = timezone.localdate()


def filled(world, **changes) -> dict:
    day, month, year = "14", "3", "1982"
    return {
        "house": world.houses["TEST"].pk,
        "kind": "access",
        "asked": "Alles",
        "received_on": TODAY.isoformat(),
        "how": "letter",
        "name": "de Vries",
        "birth_date_0": day,
        "birth_date_1": month,
        "birth_date_2": year,
        "bsn": "",
        "capacity": "person",
        "applicant_name": "K. de Vries",
        "authority": "",
        "address": f"Vlietweg {world.persons['father'].pk}\n2312 AB Waterdam",
        **changes,
    }


@pytest.mark.law("AVG 12", "R-40")
def test_the_road_of_a_request_on_the_pages(world, client_of, act_as):
    contact = client_of("contact")
    made = contact.post("/verzoeken/nieuw/", filled(world))
    assert made.status_code == 302
    file = made["Location"]
    assert "Controleer eerst de identiteit" in contact.get(file).content.decode()
    contact.post(
        f"{file}identiteit/", {"identify-identity": "document", "identify-identity_checked_on": TODAY.isoformat()}
    )
    assert "Wacht op een tweede contactpunt" in contact.get(file).content.decode()
    second = client_of("contact_two")
    assert "Beoordeel de controle van de identiteit" in second.get("/").content.decode()
    assert second.post(f"{file}identiteit/oordeel/", {"judge-enough": "yes"}).status_code == 302
    assert "nog geen antwoord" in contact.get(file).content.decode()
    assert "Nu al lezen" in contact.get(f"{file}besluit/").content.decode()  # folded: deciding cannot be done yet
    with act_as(world.people["police"]) as who:
        asked = consultation_of(who, Request.objects.get())
    police = client_of("police")
    assert f"/verzoeken/raadpleging/{asked.pk}/" in police.get("/").content.decode()  # mijn werk leads here
    page = police.get(f"/verzoeken/raadpleging/{asked.pk}/").content.decode()
    assert "Politiegegevens" in page
    assert "Drie meldingen van geweld" not in page  # which, not what
    held = police.post(
        f"/verzoeken/raadpleging/{asked.pk}/uitzondering/?onderdeel=plan",
        {"ground": "i", "motivation": "nodig", "review_on": (TODAY + timedelta(days=30)).isoformat()},
    )
    assert held.status_code == 302
    assert police.post(f"/verzoeken/raadpleging/{asked.pk}/", {"remark": ""}).status_code == 302
    with act_as(world.people["contact"]):
        request = Request.objects.get()
    answer(act_as, world, request, "council", "ggz")
    shown = contact.get(f"{file}besluit/").content.decode()
    assert "Nu al lezen" not in shown
    assert "Drie meldingen van geweld" in shown
    assert "Geen geweld meer thuis" not in shown  # the plan is held back
    decided = contact.post(f"{file}besluit/", {"outcome": "partial", "motive": "Een deel.", "read": "on"})
    assert decided.status_code == 302
    with act_as(world.people["contact"]):
        letter = request.letters.get()
    download = contact.get(f"/verzoeken/brief/{letter.pk}/")
    assert download["Content-Disposition"].startswith("attachment")
    assert download.content.startswith(b"%PDF")
    again = contact.post(f"{file}besluit/", {"outcome": "partial", "motive": "Een deel.", "read": "on"})
    assert again.status_code == 302  # a second click, or the back button
    with act_as(world.people["contact"]):
        assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"asked": "x" * 10_001},
        {"name": "de\x00Vries"},
        {"received_on": "31-02-2026"},
        {"received_on": (TODAY + timedelta(days=1)).isoformat()},
        {"received_on": "0001-01-01"},
        {"birth_date_2": "99999"},
        {"bsn": "123456789"},
        {"kind": "nonsense"},
        {"house": "999999999999999999999"},
        {"capacity": "representative"},
        {"birth_date_2": str(TODAY.year - 8)},
        {},
    ],
)
def test_whatever_is_typed_is_answered_in_words_and_kept(world, client_of, changes):
    sent = filled(world, **changes) if changes else {}
    response = client_of("contact").post("/verzoeken/nieuw/", sent)
    assert response.status_code == 422
    if changes:
        assert "K. de Vries" in response.content.decode()


@pytest.mark.parametrize("part", ["", "item", "nonsense", "99999999999999999999", "1'--", "\x00"])
def test_a_made_up_part_is_not_there(world, client_of, act_as, part):
    request = opened(act_as, world)
    with act_as(world.people["police"]) as who:
        asked = consultation_of(who, request)
    address = f"/verzoeken/raadpleging/{asked.pk}/uitzondering/"
    assert client_of("police").get(address, {"onderdeel": part}).status_code == 404


def test_crafted_keys_and_items_leave_nothing_out_and_change_nothing(world, client_of, act_as):
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    response = client_of("contact").post(
        f"{request.get_absolute_url()}besluit/",
        {"outcome": "granted", "motive": "x", "read": "on", "left_out": ["people_person:999", "x"]},
    )
    assert response.status_code == 422
    with act_as(world.people["contact"]):
        assert not Answer.objects.exists()


def test_a_late_decision_of_another_hand_is_refused_and_nothing_typed_is_lost(world, client_of, act_as):
    request = register(act_as, world)
    response = client_of("contact").post(
        f"{request.get_absolute_url()}besluit/", {"outcome": "granted", "motive": "Mijn lange uitleg", "read": "on"}
    )
    assert response.status_code == 422
    assert "Mijn lange uitleg" in response.content.decode()


@pytest.mark.law("R-41")
def test_a_review_that_is_due_waits_in_my_work(world, client_of, act_as, as_owner):
    request = opened(act_as, world)
    with act_as(world.people["police"]) as who:
        asked = consultation_of(who, request)
    with as_owner():
        exemption = Exemption.objects.create(
            house=world.houses["TEST"],
            consultation=asked,
            part="plan",
            ground="i",
            motivation="nodig",
            review_on=TODAY + timedelta(days=1),
            account=world.people["police"],
        )
    answer(act_as, world, request, *EVERYBODY)
    decide(act_as, world, request, outcome="partial", motive="Een deel.")
    with as_owner():
        Exemption.objects.filter(pk=exemption.pk).update(review_on=TODAY)
    assert "Beoordeel of de uitzondering nog geldt" in client_of("police").get("/").content.decode()
    assert "Beoordeel of" not in client_of("ggz").get("/").content.decode()
    assert client_of("police").post(f"/verzoeken/uitzondering/{exemption.pk}/vervallen/").status_code == 302
    assert client_of("police").post(f"/verzoeken/uitzondering/{exemption.pk}/vervallen/").status_code == 302
    assert request.number in client_of("contact").get("/").content.decode()


def test_the_list_and_the_file_cost_few_statements(world, client_of, act_as, statements):
    for person in ("father", "mother"):
        opened(act_as, world, person)
    contact = client_of("contact")
    contact.get("/verzoeken/")
    with statements(at_most=16):
        contact.get("/verzoeken/")
    with act_as(world.people["contact"]):
        request = Request.objects.first()
    with statements(at_most=24):
        contact.get(request.get_absolute_url())
