"""Fixtures for tests in a browser: Debian's Chromium, driven by Playwright, on a served Eenplan."""

import os
import shutil
from pathlib import Path

import pytest

from tests.support.served import serving

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: what is well is not told: telling it takes twice as long as finding out
_BREACHES = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    """A test that asks for a browser is a browser test; nobody has to remember to mark it."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def served(worker_id):
    """One running Eenplan per test process; what a test changes in it stays for the next."""
    with serving(f"served_{worker_id}") as running:
        yield running


@pytest.fixture
def served_alone(request, worker_id):
    """A running Eenplan for this test alone, on an untouched database."""
    with serving(f"alone_{worker_id}") as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    """The browser; without an installed Chromium the test is skipped."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        pytest.skip("browser tests need Chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, request):
    """`open_browser("police@test.invalid", width=390)`: a page in a browser of its own, signed in as that account.

    Without an account nobody is signed in. A script error or a breach of the content security policy fails the test.
    """
    contexts, complaints = [], []

    def open_page(email=None, width=1280, height=900, on=None, **options):
        on = on or request.getfixturevalue("served")
        context = chromium.new_context(
            base_url=on.url, viewport={"width": width, "height": height}, locale="nl-NL", **options
        )
        contexts.append(context)
        if email:
            context.add_cookies([{"name": "sessionid", "value": on.session(email), "url": on.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _note(complaints, page, message))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_browser):
    """A page where nobody is signed in."""
    return open_browser()


def assert_accessible(page) -> None:
    """WCAG 2.2 AA as far as axe can see it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    violations = page.evaluate(_BREACHES, WCAG)
    assert not violations, "\n".join(
        f"{page.url}: {violation['id']}: {violation['help']}\n  " + "\n  ".join(n["html"] for n in violation["nodes"])
        for violation in violations
    )


def assert_fits(page) -> None:
    """Nothing sticks out of the page to the right."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"


def _note(complaints: list[str], page, message) -> None:
    refused = "Failed to load resource: the server responded with a status of"  # 403, 404 and 422 are answers too
    if message.type == "error" and not message.text.startswith(refused):
        complaints.append(f"{page.url}: {message.text}")
