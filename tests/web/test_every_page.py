"""The pages of the road as people meet them: wide and narrow, readable by machines, nothing sticking out (WCAG 2.2 AA)."""

import pytest
from django.conf import settings

from tests.support.browser import assert_accessible
from tests.support.walking import Walker

CASE = "/casussen/TEST-2026-0001/"
NOWHERE = "/bestaat-niet/"
PUBLIC = "/huis/TEST/"  # for citizens, in Dutch only
PAGES = {
    "director": ["/", "/casussen/", CASE, f"{CASE}personen/", f"{CASE}deelnemers/", f"{CASE}informatie/", f"{CASE}overleg/",
                 f"{CASE}plan/", f"{CASE}voortgang/", f"{CASE}afsluiten/", "/overleggen/", "/overleggen/plannen/",
                 "/voortgang/", "/aanmeldingen/", "/aanmeldingen/nieuw/", "/triage/", "/netwerk/", "/zoeken/?q=vries",
                 f"{CASE}informatie/vragen/", f"{CASE}informatie/vragen/stellen/", "/informatievragen/",
                 f"{CASE}verstrekken/", f"{CASE}verstrekken/nieuw/", f"{CASE}wie-ziet-dit/", f"{CASE}bewaartermijn/",
                 f"{CASE}informeren/", "/casussen/noodtoegang/", "/hernieuwingen/"],
    "police": [f"{CASE}informatie/verstrekken/", f"{CASE}deelnemers/toevoegen/", f"{CASE}ave/", "/zoeken/?q=onvindbaar",
               f"{CASE}verstrekken/bekend/", f"{CASE}wie-ziet-dit/", f"{CASE}informatie/vragen/"],
    "council": ["/", f"{CASE}verstrekken/derden/toelaten/", f"{CASE}bewaartermijn/hernieuwen/"],
    "ggz": [f"{CASE}informatie/verstrekken/", f"{CASE}informatie/toestemming/", f"{CASE}informatie/toestemming/vastleggen/"],
    "administrator": ["/", "/netwerk/TEST/", "/netwerk/TEST/deelnemers/", "/netwerk/TEST/professionals/",
                      "/netwerk/TEST/professionals/nieuw/", "/netwerk/TEST/wijzigen/", "/netwerk/TEST/vier-ogen/",
                      "/netwerk/TEST/toetsing/"],
    "manager": ["/", "/bewaren/", "/netwerk/TEST/openbaar/", "/netwerk/TEST/toetsing/"],
    "auditor": ["/", "/casussen/", CASE, f"{CASE}logboek/", f"{CASE}wie-ziet-dit/", "/logboek/", "/logboek/?purpose=legality",
                "/logboek/controle/", "/logboek/maandcontrole/", "/logboek/uitvoer/", "/logboek/verwerkingsregister/",
                "/bewaren/", "/bewaren/verklaringen/", "/bewaren/cijfers/", "/beletselen/", "/casussen/noodtoegang/",
                "/verzoeken/", "/datalekken/"],
    "contact": ["/", "/casussen/", "/casussen/TEST-2026-0002/", "/verzoeken/", "/verzoeken/nieuw/", "/informatieplicht/",
                "/datalekken/", "/datalekken/nieuw/", "/beletselen/", "/beletselen/casus/TEST-2026-0002/"],
    None: ["/account/login/", NOWHERE, PUBLIC, "/logboek/verwerkingsregister/"],
}  # fmt: skip


#: a walk of this many pages is one test, so that processes share the work evenly
WALK = 6
WALKS = [(who, PAGES[who][at : at + WALK]) for who in PAGES for at in range(0, len(PAGES[who]), WALK)]


@pytest.fixture
def walk(open_browser, served):
    """`for path, walker in walk(who, paths, language): …`: each page in turn, when it answers as it should in that language."""

    def through(who, paths, language):
        walker = Walker(open_browser(f"{who}@test.invalid" if who else None))
        walker.page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": served.url}])
        for path in paths:
            assert walker.go(path) == (404 if path == NOWHERE else 200), path
            assert walker.page.locator("html").get_attribute("lang") == ("nl" if path == PUBLIC else language), path
            yield walker

    return through


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.prove)])
@pytest.mark.parametrize(("who", "paths"), WALKS, ids=lambda value: value if isinstance(value, str) else "")
def test_pages_are_accessible_and_fit(who, paths, language, walk):
    for walker in walk(who, paths, language):
        walker.fine()


@pytest.mark.parametrize(("who", "paths"), WALKS, ids=lambda value: value if isinstance(value, str) else "")
def test_pages_fit_in_english_too(who, paths, walk):
    """Other words on the same markup; `make prove` asks axe about these as well."""
    for walker in walk(who, paths, "en"):
        walker.fits()


def test_the_road_works_by_keyboard(open_browser):
    """Skip link, menu and search are reached with the tab key, and what has the focus can be seen."""
    page = open_browser("director@test.invalid")
    page.goto("/casussen/")
    seen = []
    for _step in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(
            "() => {const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.textContent.trim().slice(0, 30), s.outlineStyle !== 'none' || s.boxShadow !== 'none']}"))  # fmt: skip
    assert seen[0][0] == "Naar de inhoud"
    assert all(visible for _text, visible in seen), seen


def test_english_is_a_whole_second_language(open_browser):
    page = open_browser("director@test.invalid")
    page.goto("/casussen/")
    page.locator("details.een-menu summary").click()
    page.get_by_role("button", name="English").click()
    page.get_by_role("link", name="Cases", exact=True).wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    assert_accessible(page)
