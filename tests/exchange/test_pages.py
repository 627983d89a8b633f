"""The tab "Informatie": what one reads, how much one does not, and forms that lose nothing."""

import pytest

from eenplan.exchange.models import Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(world):
    return f"/casussen/{world.case.number}/informatie/"


def read(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.law("R-24", "WGS 2.31(4)")
def test_who_may_read_an_item_reads_it_and_who_may_not_hears_how_many_there_are(client_of, address):
    police = read(client_of("police"), address)
    assert "Drie meldingen van geweld" in police
    assert "In behandeling sinds mei" not in police
    assert "1 gegeven is voor u afgeschermd" in police
    ggz = read(client_of("ggz"), address)
    assert "Drie meldingen" not in ggz
    assert "1 gegeven is voor u afgeschermd" in ggz
    director = read(client_of("director"), address)
    assert "Drie meldingen van geweld" in director
    assert "In behandeling sinds mei" in director
    assert "afgeschermd" not in director


@pytest.mark.law("R-23", "WGS 2.29(3)")
def test_conditions_stand_with_the_item_wherever_it_is_read(client_of, address, world, as_owner):
    with as_owner():
        Item.objects.update(conditions="Niet bespreken met betrokkene")
        item = world.case.items.get(supplier=world.organisations["police"])
    assert read(client_of("council"), address).count("Niet bespreken met betrokkene") == 3
    assert "Niet bespreken met betrokkene" in read(client_of("council"), f"{address}{item.pk}/")


@pytest.mark.law("R-24")
def test_who_else_received_an_item_is_told_to_supplier_and_process_director(client_of, address, world, as_owner):
    with as_owner():
        item = world.case.items.get(supplier=world.organisations["council"])
    for key, told in (("council", True), ("director", True), ("auditor", True), ("police", False), ("ggz", False)):
        page = read(client_of(key), f"{address}{item.pk}/")
        assert ("GGZ De Brug" in page) is told or key == "ggz"
        assert ("Andere ontvangers" in page) is not told


def test_the_list_is_narrowed_to_a_person_and_a_category(client_of, address, world):
    client = client_of("director")
    page = read(client, f"{address}?person={world.persons['mother'].pk}")
    assert "Urgentie toegekend" in page
    assert "Drie meldingen" not in page
    page = read(client, f"{address}?category=7&person={world.persons['father'].pk}")
    assert "Drie meldingen" in page
    assert "In behandeling" not in page
    assert "Niets gevonden" in read(client, f"{address}?category=12")


@pytest.mark.parametrize("query", ["person=x", "person=99999999999999999999", "category=13", "category=%00", "person="])
def test_a_crafted_filter_is_no_error(client_of, address, query):
    assert client_of("director").get(f"{address}?{query}").status_code in (200, 422)


def test_the_pages_take_few_statements(client_of, address, statements):
    client = client_of("police")
    client.get(address)
    with statements(at_most=25):
        client.get(address)
    with statements(at_most=25):
        client.get(f"{address}verstrekken/")


def fields(world, **typed):
    return {
        "person": world.persons["father"].pk,
        "category": 3,
        "text": "Woont bij zijn broer",
        "recipients": [world.organisations["police"].pk],
        **typed,
    }


@pytest.mark.law("R-24")
def test_recipients_are_an_explicit_choice(client_of, address, world):
    page = read(client_of("council"), f"{address}verstrekken/")
    assert "checked" not in page
    answer = client_of("council").post(f"{address}verstrekken/", fields(world, recipients=[]))
    assert answer.status_code == 422
    assert "Woont bij zijn broer" in answer.content.decode()


@pytest.mark.law("WGS 2.30(1)", "WGS 1.5(2)", "R-20")
def test_the_form_offers_only_what_the_organisation_may_supply(client_of, address):
    assert "Politiegegevens</option>" in read(client_of("police"), f"{address}verstrekken/")
    council = read(client_of("council"), f"{address}verstrekken/")
    assert "Politiegegevens</option>" not in council
    assert "Justitiële" not in council.split("<form", 2)[2].split("Inhoud")[0]
    assert "beroepsgeheim" not in council
    assert "medisch beroepsgeheim" in read(client_of("ggz"), f"{address}verstrekken/")


@pytest.mark.law("R-25", "WGS 2.29(1)")
def test_the_word_check_warns_once_and_never_blocks(client_of, address, world, as_owner):
    client, typed = client_of("council"), fields(world, text="Vader bezoekt de moskee")
    warned = client.post(f"{address}verstrekken/", typed)
    assert warned.status_code == 422
    assert "Vader bezoekt de moskee" in warned.content.decode()
    assert 'name="confirmed" value="moskee"' in warned.content.decode()
    again = client.post(
        f"{address}verstrekken/",
        {**typed, "text": "Vader bezoekt de moskee; lid van de vakbond", "confirmed": "moskee"},
    )
    assert again.status_code == 422  # another word: another warning
    assert client.post(f"{address}verstrekken/", {**typed, "confirmed": "moskee"}).status_code == 302
    with as_owner():
        assert Item.objects.filter(text="Vader bezoekt de moskee").count() == 1


@pytest.mark.parametrize(
    "hostile",
    [
        {"text": "a" * 10_001},
        {"text": "x\x00y"},
        {"person": "999999999999999999999"},
        {"person": "'; DROP TABLE"},
        {"category": "13"},
        {"category": "\x00"},
        {"recipients": ["999999999999999999"]},
        {"recipients": ["x"]},
        {"conditions": "c" * 501},
        {"conditions": "\x00"},
        {"text": "  \n "},
        {"confirmed": "\x00" * 50, "person": ""},
    ],
)
def test_hostile_input_gets_a_message_and_loses_nothing(hostile, client_of, address, world):
    typed = fields(world, conditions="Vooraf overleggen") | hostile
    answer = client_of("council").post(f"{address}verstrekken/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Verbeter de fouten" in page
    assert "Vooraf overleggen" in page or "conditions" in hostile
    assert "<script>" not in page


def test_markup_in_a_text_stays_text(client_of, address, world):
    client_of("council").post(f"{address}verstrekken/", fields(world, text="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in read(client_of("council"), address)


@pytest.mark.parametrize("path", ["%00/", "%00/1/", "x%00y/verstrekken/"])
def test_a_nul_byte_in_the_address_is_no_error(path, client_of):
    assert client_of("police").get(f"/casussen/TEST%00/informatie/{path}").status_code == 404


@pytest.mark.law("BGS 1.7")
def test_a_corrected_item_shows_its_history(client_of, address, world, as_owner):
    with as_owner():
        item = world.case.items.get(supplier=world.organisations["council"])
    client = client_of("council")
    answer = client.post(f"{address}{item.pk}/verbeteren/", {"category": 3, "text": "Urgentie ingetrokken"})
    assert answer.status_code == 302
    newer = read(client, answer["Location"])
    assert "Urgentie ingetrokken" in newer
    assert "Urgentie toegekend" in newer
    assert "Dit is een oude versie" in read(client, f"{address}{item.pk}/")
    assert "Urgentie toegekend" not in read(client, address)
    assert "Urgentie ingetrokken" in read(client_of("ggz"), answer["Location"])
    assert client.get(f"{address}{item.pk}/verbeteren/").status_code == 403
    late = client.post(f"{address}{item.pk}/verbeteren/", {"category": 3, "text": "Urgentie verlengd"})
    assert late.status_code == 422  # told, beside what the other did, and nothing typed is lost
    assert "Intussen verbeterd" in late.content.decode()
    assert "Urgentie ingetrokken" in late.content.decode()
    assert "Urgentie verlengd" in late.content.decode()
    assert f'action="{answer["Location"]}verbeteren/"' in late.content.decode()


def test_the_overview_of_the_case_shows_the_newest_items(client_of, world):
    page = read(client_of("police"), f"/casussen/{world.case.number}/")
    assert "Laatste informatie" in page
    assert "Urgentie toegekend" in page
    assert "1 gegeven is voor u afgeschermd" in page


def test_a_page_says_in_its_own_room_why_something_is_refused(client_of, address):
    answer = client_of("director").get(f"{address}verstrekken/")
    assert answer.status_code == 403
    assert "WGS 2.31 lid 4" in answer.content.decode()
