"""The pages of the road as people meet them: wide and narrow, readable by machines, nothing sticking out (WCAG 2.2 AA)."""

import pytest

from tests.support.browser import assert_accessible, assert_fits

CASE = "/casussen/TEST-2026-0001/"
PAGES = {
    "director": ["/", "/casussen/", CASE, f"{CASE}personen/", f"{CASE}deelnemers/", f"{CASE}informatie/", f"{CASE}overleg/",
                 f"{CASE}plan/", f"{CASE}voortgang/", f"{CASE}afsluiten/", "/overleggen/", "/overleggen/plannen/",
                 "/voortgang/", "/aanmeldingen/", "/aanmeldingen/nieuw/", "/triage/", "/netwerk/", "/zoeken/?q=vries"],
    "police": [f"{CASE}informatie/verstrekken/", f"{CASE}deelnemers/toevoegen/", f"{CASE}ave/", "/zoeken/?q=onvindbaar"],
    "administrator": ["/", "/netwerk/TEST/", "/netwerk/TEST/deelnemers/", "/netwerk/TEST/professionals/",
                      "/netwerk/TEST/professionals/nieuw/", "/netwerk/TEST/wijzigen/"],
    "auditor": ["/", "/casussen/", CASE, f"{CASE}logboek/", "/logboek/"],
    "contact": ["/", "/casussen/", "/casussen/TEST-2026-0002/", CASE],
    None: ["/account/login/", "/bestaat-niet/"],
}  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("who", PAGES)
def test_pages_are_accessible_and_fit(who, width, open_browser):
    page = open_browser(f"{who}@test.invalid" if who else None, width=width)
    for path in PAGES[who]:
        page.goto(path)
        assert_accessible(page)
        assert_fits(page)


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
