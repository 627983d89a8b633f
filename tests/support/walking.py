"""A professional who walks through the pages: fills in, presses, reads; for tests that tell a whole story in browsers."""

import re
from io import BytesIO

from tests.support.browser import assert_accessible, assert_fits

PHONE = {"width": 390, "height": 844}


class Walker:
    """One professional in a browser of their own."""

    def __init__(self, page):
        self.page = page

    def go(self, path):
        response = self.page.goto(path)
        return response.status

    def press(self, label):
        """The button or link that begins with this label; some go on with a name for who cannot see which row it is."""
        starts = re.compile(rf"^\s*{re.escape(label)}")
        main, no_tab = self.page.locator("main"), self.page.locator(":not(nav *)")
        main.get_by_role("button", name=starts).or_(main.get_by_role("link", name=starts)).and_(no_tab).first.click()

    def tab(self, label):
        """The tab of the page with this label."""
        self.page.locator("main nav").get_by_role("link", name=label, exact=True).click()

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)

    def choose(self, name, value):
        """A radio button, checkbox or option with this value or, for an option, this label."""
        field = self.page.locator(f"[name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            self.page.locator(f"[name={name}][value='{value}']").check()

    def pick(self, name, part, within="main"):
        """The option of a list whose text contains this."""
        field = self.page.locator(f"{within} [name={name}]")
        options = field.locator("option").all_text_contents()
        field.select_option(label=next(text for text in options if part in text))

    def tick(self, part):
        """The checkbox or radio button whose label contains this."""
        self.page.locator("main").get_by_label(re.compile(re.escape(part))).first.check()

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for()

    def reads(self) -> str:
        """All that the page says."""
        return self.page.locator("main").inner_text()

    def document(self, label) -> str:
        """The text of the PDF behind the link or button that begins with this label."""
        from pypdf import PdfReader

        link = self.page.locator("main").get_by_role("link", name=re.compile(rf"^\s*{re.escape(label)}")).first
        response = self.page.request.get(link.get_attribute("href"))
        assert response.headers["content-type"] == "application/pdf"
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.body())).pages).split())

    def fine(self):
        """This page is accessible and fits, on a desk and on a phone."""
        self._on_desk_and_phone(assert_accessible, assert_fits)

    def fits(self):
        """Nothing sticks out, on a desk and on a phone."""
        self._on_desk_and_phone(assert_fits)

    def _on_desk_and_phone(self, *checks):
        desk = self.page.viewport_size
        for size in (desk, PHONE):
            self.page.set_viewport_size(size)
            for check in checks:
                check(self.page)
        self.page.set_viewport_size(desk)
