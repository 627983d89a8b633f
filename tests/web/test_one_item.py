"""The life of one item, from the GGZ that shared it under a condition to the certificate of its destruction.

This is the "Done means" of the third issue. Everything goes through the pages, each professional in a browser of their own;
only the passing of five years is a command. Afterwards no table says anything any more, and the log is still whole.
"""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from tests.support.walking import Walker

TODAY = timezone.localdate()
IN_FIVE_YEARS = TODAY.replace(year=TODAY.year + 5, day=1) + timedelta(days=62)
CASE = "/casussen/TEST-2026-0001/"
TEXT = "Komt iedere dinsdag op de afspraak en slikt zijn medicijnen"
CONDITION = "Alleen voor het leertraject bij Halt"
HELD_BACK = "Drie meldingen van geweld"  # what the police supplied, in tests/support/world.py
NEEDED = "Om het leertraject te kiezen"
GROUND = "voorkomen, onderzoeken, opsporen en vervolgen van strafbare feiten"
STATEMENT = {"name": "verklaring.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 signed by hand"}
#: what may be found nowhere in the end: who it was about, and what was said
FORGOTTEN = ["Karel", "Sanne", "Lotte", "999990019", "999990020", "999990032", "999990044", "Schuilplaats",
             TEXT, CONDITION, HELD_BACK, NEEDED, "Hij vroeg er zelf om", "Hans Altena"]  # fmt: skip
#: what the log still tells, in the order in which it happened
STEPS = ["item.supply", "third_party.admit", "item.conditions_met", "provision.provide", "consent.withdraw", "request.register",
         "request.hold_back", "request.decide", "case.close", "retention.destroy"]  # fmt: skip


@pytest.mark.law(
    "WGS 1.7(2)", "WGS 1.8(7)", "WGS 2.29(2)", "WGS 2.29(3)", "WGS 2.31(8)", "WGS 2.31(9)", "AVG 15", "UAVG 41", "BGS 1.2",
    "R-22", "R-23", "R-27", "R-30", "R-41", "R-43", "R-50", "R-53", "R-72",
)  # fmt: skip
def test_one_item_lives_its_life(served_alone, open_browser):
    police, council, ggz, director, contact, contact_two, auditor = (
        Walker(open_browser(f"{key}@test.invalid", on=served_alone))
        for key in ("police", "council", "ggz", "director", "contact", "contact_two", "auditor")
    )

    supply(ggz)
    admit_third_party(council)
    provide(director, ggz, police, council)
    withdraw(ggz, council, director)
    tell_the_person(contact, contact_two, police, council, ggz)
    close(director, police, council, ggz)
    five_years_later(served_alone)
    prove(auditor, served_alone)


def supply(ggz):
    """With consent, and under a condition (WGS 2.29(2), (3))."""
    ggz.go(f"{CASE}informatie/")
    ggz.press("Gegeven verstrekken")
    ggz.pick("person", "Karel")
    ggz.choose("category", "6")
    ggz.choose("ground", "2.29(2)-consent")
    ggz.choose("given_by", "self")
    ggz.choose("manner", "written")
    ggz.fill(text=TEXT, given_on=TODAY.isoformat(), motivation="Hij vroeg er zelf om", conditions=CONDITION)
    ggz.tick("College van B&W Waterdam")
    ggz.fine()
    ggz.press("Verstrekken")
    ggz.sees(TEXT)
    ggz.fine()


def admit_third_party(council):
    """Halt, without an account and after a signed statement (WGS 2.31(9))."""
    council.go(f"{CASE}verstrekken/")
    council.press("Derde toelaten")
    council.pick("organisation", "Halt")
    council.fill(
        name="Hans Altena",
        function="medewerker",
        email="hans@test.invalid",
        expertise="Jeugdcriminaliteit",
        role="Leertraject",
        reason="Niemand anders biedt dit",
    )
    council.fine()
    council.press("Toelaten")
    council.fill(signed_on=TODAY.isoformat())
    council.page.locator("[name=file]").set_input_files(STATEMENT)
    council.fine()
    council.press("Verklaring bewaren")
    council.sees("Hans Altena")
    council.fine()


def provide(director, ggz, police, council):
    """Step by step, held up by the condition until the GGZ says it is met, and by everybody's answer."""
    director.go(f"{CASE}verstrekken/")
    director.press("Verstrekken")
    director.tick("Hans Altena")
    director.fine()
    director.press("Verder")
    director.tick(TEXT)
    director.fine()
    director.press("Opslaan en verder")
    director.choose("basis", "public_task")
    director.fill(task="Jeugdwet 2.3", necessity=NEEDED)
    director.fine()
    director.press("Opslaan")
    director.press("Rondvraag starten")
    director.sees("De rondvraag loopt")
    director.fine()
    provision = director.page.url
    for walker in (ggz, police, council):
        walker.go("/")
        walker.page.locator(f"main a[href^='{CASE}verstrekken/']").first.click()
        walker.choose("answer", "agrees" if walker is ggz else "no_objection")
        walker.press("Antwoord vastleggen")
        walker.sees("Uw antwoord is vastgelegd")
    director.go(provision)
    director.press("Controle invullen")
    director.fill(rac_reference="RAC-2026-3", feedback_due=(TODAY + timedelta(days=300)).isoformat())
    director.page.locator("[name=accuracy_checked]").check()
    director.page.locator("[name=secrecy_noted]").check()
    director.fine()
    director.press("Opslaan")
    director.sees("Nog niet alles is rond")  # who to ask, instead of the button
    director.fine()
    ggz.go(provision)
    ggz.sees("Is aan uw voorwaarde voldaan?")
    ggz.fine()
    ggz.press("Vastleggen bij het gegeven")
    ggz.fill(how="Halt zegde het schriftelijk toe")
    ggz.press("Als vervuld vastleggen")
    ggz.sees("Voorwaarden van de verstrekker: vervuld")
    director.go(provision)
    director.press("Verstrekken")
    director.press("Ja, verstrekken")
    letter = director.document("Brief downloaden")
    assert missing(letter, [TEXT, CONDITION]) == []
    assert missing(letter, not_told := [HELD_BACK, "In behandeling sinds", "999990019"]) == not_told
    director.fine()


def withdraw(ggz, council, director):
    """The consent is taken back: whoever received the item reads that, and Halt is told by the process director (R-22)."""
    ggz.go(f"{CASE}informatie/")
    ggz.press("Toestemmingen")
    ggz.fine()
    ggz.press("Intrekken")
    ggz.fill(withdrawn_on=TODAY.isoformat())
    ggz.fine()
    ggz.press("Intrekking vastleggen")
    ggz.sees("ingetrokken op")
    council.go("/")
    council.page.locator(f"main a[href^='{CASE}informatie/']").first.click()
    council.sees("Gebruik dit gegeven niet verder")
    council.fine()
    council.press("Gezien en verwerkt")
    director.go("/")
    director.fine()
    director.go(f"{CASE}verstrekken/")
    director.press("Hans Altena")
    director.sees("Laat de ontvanger weten wat er veranderde")
    director.fill(how="Gebeld met Hans Altena")
    director.fine()
    director.press("Gemeld")


def tell_the_person(contact, contact_two, police, council, ggz):
    """Access, with one exception of the police under UAVG 41 (BGS 1.2)."""
    contact.go("/verzoeken/")
    contact.press("Verzoek vastleggen")
    contact.choose("kind", "access")
    contact.choose("how", "letter")
    contact.choose("capacity", "person")
    contact.fill(
        asked="Alles wat u over mij hebt",
        received_on=TODAY.isoformat(),
        name="de Vries",
        birth_date_0="14",
        birth_date_1="3",
        birth_date_2="1982",
        applicant_name="K. de Vries",
        address="Vlietweg 1",
    )
    contact.fine()
    contact.press("Vastleggen")
    contact.choose("identify-identity", "document")
    contact.fine()
    contact.press("Identiteit gecontroleerd")
    contact.sees("Wacht op een tweede contactpunt")
    contact.fine()
    asked = contact.page.url
    contact_two.go(asked)
    contact_two.choose("judge-enough", "yes")
    contact_two.fine()
    contact_two.press("Beoordelen")
    contact_two.sees("Geraadpleegde organisaties")
    contact_two.fine()
    for walker in (police, council, ggz):
        walker.go("/")
        walker.page.locator("main a[href^='/verzoeken/raadpleging/']").first.click()
        if walker is police:
            hold_back(police)
        walker.press("Antwoord versturen")
        walker.sees("geen bezwaar")
    contact.go(asked)
    contact.press("Beslissen")
    assert HELD_BACK not in contact.reads()
    contact.choose("outcome", "partial")
    contact.fill(motive="U krijgt bijna alles.")
    contact.page.locator("[name=address_checked]").check()
    contact.page.locator("[name=read]").check()
    contact.fine()
    contact.press("Besluiten en brief maken")
    letter = contact.document("Brief van")
    assert missing(letter, [TEXT, "GGZ De Brug", "Halt", GROUND]) == []
    assert missing(letter, others := [HELD_BACK, "Urgentie toegekend"]) == others  # held back, and about somebody else
    contact.fine()


def hold_back(police):
    police.fine()
    police.press("Uitzondering inroepen")
    police.pick("ground", GROUND)
    police.fill(motivation="Het onderzoek loopt nog", review_on=(TODAY + timedelta(days=90)).isoformat())
    police.fine()
    police.press("Uitzondering vastleggen")


def close(director, police, council, ggz):
    """Closed by the core participants together, and from then on nobody reads it (WGS 2.31(8))."""
    director.go(f"{CASE}voortgang/evaluatie/")
    director.fill(conclusion="De doelen zijn behaald")
    director.choose("necessary", director.page.locator("[name=necessary]").last.get_attribute("value"))
    director.choose("advice", "scale_down")
    director.page.locator("main form button").last.click()
    for walker in (police, council):
        walker.go(f"{CASE}afsluiten/")
        walker.choose("agrees", "yes")
        walker.fill(motive="De afspraken zijn nagekomen")
        walker.press("Oordeel vastleggen")
        walker.sees("oordeel van uw organisatie is vastgelegd")
    council.press("Naar het besluit")
    council.choose("outcome", "goals_met")
    council.fill(motive="Doelen behaald")
    council.page.locator("[name=understood]").check()
    council.fine()
    council.press("Casus afsluiten en afschermen")
    council.page.wait_for_url(lambda url: "afsluiten" not in url)
    for walker in (ggz, police, council, director):
        assert walker.go(f"{CASE}informatie/") == 404


def five_years_later(served):
    """In a house where everybody is made up a run may look ahead; it leaves nothing of the person or the item."""
    with served.connect("superuser") as connection:
        connection.execute("UPDATE access_account SET is_demo = true WHERE email LIKE 'system@%'")
    run = partial(served.command, "retention", "run", "--as-of", IN_FIVE_YEARS.isoformat(), "--house", "TEST", "--json")
    foreseen = run("--dry-run")["outcomes"]
    assert found_in_any_table(served, FORGOTTEN)
    done = run()["outcomes"]
    assert number(done, "destroyed", "case") == number(foreseen, "destroyed", "case") == 2
    assert number(done, "destroyed", "request") == 1
    assert found_in_any_table(served, FORGOTTEN) == []
    assert number(run()["outcomes"], "destroyed", "case") == 0


def number(outcomes, action, what) -> int:
    return sum(one["number"] for one in outcomes if (one["action"], one["what"]) == (action, what))


def found_in_any_table(served, words) -> list[tuple[str, str]]:
    """(table, word) for every table that still says one of these words, also inside a file or a letter that can be read."""
    with served.connect("superuser") as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return [
            (table, word)
            for (table,) in tables
            for (word,) in connection.execute(
                f'SELECT word FROM unnest(%s::text[]) word WHERE EXISTS'
                f' (SELECT FROM "{table}" t WHERE strpos(t::text, word) > 0)', [words])
        ]  # fmt: skip


def prove(auditor, served):
    """The certificate, the log that tells every step without the person, and its chain, on the page and by command."""
    auditor.go("/bewaren/")
    auditor.fine()
    auditor.tab("Verklaringen")
    auditor.fine()
    auditor.choose("soort", "case")
    auditor.page.locator("main td a, main th a").first.click()
    auditor.sees("WGS 1.8 lid 7")
    auditor.fine()
    certificate = auditor.document("Download als PDF")
    assert "vernietig" in certificate.lower()
    for told in (auditor.reads(), certificate):
        assert missing(told, FORGOTTEN) == FORGOTTEN

    auditor.go("/logboek/")
    auditor.choose("purpose", "legality")
    auditor.press("Tonen")
    auditor.fine()
    with served.connect() as connection:
        rows = connection.execute("SELECT action FROM audit_event ORDER BY id").fetchall()
    told = [action for (action,) in rows]
    assert missing(told, STEPS) == []
    firsts = [told.index(step) for step in STEPS]
    assert firsts == sorted(firsts)
    auditor.go("/logboek/controle/")
    auditor.press("Controleer")
    auditor.sees("ongeschonden")
    auditor.fine()
    sound = served.command("audit", "verify", "--json")
    assert sound["ok"], sound
    assert sound["verified"] == sound["sealed"] > 0


def missing(text, words) -> list[str]:
    return [word for word in words if word not in text]
