"""The pages that belong to no room: the style guide and the error pages."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from eenplan.law.rules import Refusal
from eenplan.ui import views


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


def request(method="get", data=None):
    made = getattr(RequestFactory(), method)("/stijlgids/", data or {})
    made.user = AnonymousUser()
    return made


@pytest.mark.django_db
def test_the_style_guide_draws_every_component(settings):
    settings.DEMO = True
    page = views.styleguide(request()).render().content.decode()
    assert "Gezin Vermeulen" in page
    for piece in (
        "een-steps",
        "een-timeline",
        "een-shielded",
        "een-table",
        "een-empty",
        "ams-dialog",
        "een-stat",
    ):
        assert piece in page


@pytest.mark.django_db
def test_the_style_guide_shows_a_form_with_errors(settings):
    settings.DEMO = True
    answer = views.styleguide(request("post")).render()
    assert answer.status_code == 422
    assert "Verbeter de fouten" in answer.content.decode()


def test_the_style_guide_is_not_there_in_production(settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(Http404):
        views.styleguide(request())


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_says_what_to_do_and_needs_nothing(code):
    page = render_to_string(f"{code}.html")
    assert "<h1" in page
    assert "Naar mijn werk" in page


def test_a_refusal_is_explained_with_its_article():
    refusal = Refusal("Alleen kerndeelnemers beslissen.", "WGS 2.31(2)", "Vraag het <de politie>.")
    page = render_to_string("403.html", {"refusal": refusal})
    for part in ("Alleen kerndeelnemers beslissen.", "WGS 2.31 lid 2", "Vraag het &lt;de politie&gt;."):
        assert part in page
