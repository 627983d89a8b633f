"""Views draw with `page` and act with `perform`; a refusal keeps what was typed."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import RequestFactory

from eenplan.law.rules import Refusal
from eenplan.ui import http
from eenplan.ui.forms import Form


class Note(Form):
    text = forms.CharField()


class Broken(Exception):
    """Looks like what psycopg raises: it knows the name of the constraint."""

    def __init__(self, name):
        self.diag = type("Diagnostics", (), {"constraint_name": name})


def integrity_error(name):
    error = IntegrityError("broken")
    error.__cause__ = Broken(name)
    return error


def test_a_page_with_a_wrong_form_answers_422_and_a_right_one_200():
    request = RequestFactory().get("/")
    assert http.page(request, "ui/base.html", form=Note()).status_code == 200
    assert http.page(request, "ui/base.html", form=Note({"text": "x"})).status_code == 200
    assert http.page(request, "ui/base.html", form=Note({})).status_code == 422
    assert http.page(request, "ui/base.html", {"filter": Note({})}).status_code == 422
    assert http.page(request, "ui/base.html", form=Note({}), status=409).status_code == 409


def test_only_htmx_gets_the_part_and_caches_know():
    plain = http.page(RequestFactory().get("/"), "x.html", partial="rows")
    part = http.page(RequestFactory().get("/", headers={"HX-Request": "true"}), "x.html", partial="rows")
    assert (plain.template_name, part.template_name) == ("x.html", "x.html#rows")
    assert "HX-Request" in plain.headers["Vary"]


@pytest.fixture
def acting(world, act_as):
    """Somebody: what is refused is a line in the log, and nobody writes none."""
    with act_as(world.people["police"]):
        yield


@pytest.mark.django_db
class TestPerform:
    def test_a_valid_form_is_performed_with_its_cleaned_values(self):
        assert http.perform(Note({"text": " x "}), lambda who, text: (who, text), who="politie") == (
            "politie",
            "x",
        )

    def test_an_action_that_returns_nothing_still_counts_as_done(self):
        assert http.perform(Note({"text": "x"}), lambda text: None) is True

    def test_a_wrong_form_performs_nothing(self):
        def never(**_):
            raise AssertionError("performed")

        assert http.perform(Note({}), never) is None

    def test_a_refusal_stands_on_the_form_with_its_article_and_what_to_do(self, acting):
        heard = []

        def act(text):
            raise Refusal("Alleen kerndeelnemers beslissen.", "WGS 2.31(2)", "Vraag het de politie.")

        def listen(refusal, **_):
            heard.append(refusal)

        http.refused.connect(listen)
        form = Note({"text": "getypt"})
        assert http.perform(form, act) is None
        assert form.non_field_errors() == ["Alleen kerndeelnemers beslissen. Vraag het de politie. (WGS 2.31 lid 2)"]
        assert form.data["text"] == "getypt"
        assert heard == [form.refusal]

    def test_errors_of_the_action_go_to_the_field_or_above_the_form(self):
        def act(text):
            raise ValidationError({"text": "Te kort.", "elsewhere": "Past niet."})

        form = Note({"text": "x"})
        http.perform(form, act)
        assert form.errors["text"] == ["Te kort."]
        assert form.non_field_errors() == ["Past niet."]

    def test_what_the_database_refuses_is_said_with_its_article(self, acting):
        def act(text):
            raise integrity_error("exchange_police_only")

        form = Note({"text": "x"})
        http.perform(form, act)
        assert form.non_field_errors() == [
            "Politiegegevens verstrekt alleen de politie. Vraag de politie om dit gegeven. (WGS 1.5 lid 2)"
        ]

    def test_a_constraint_that_nobody_put_in_words_is_a_fault_and_not_an_answer(self):
        def act(text):
            raise integrity_error("unheard_of")

        with pytest.raises(IntegrityError):
            http.perform(Note({"text": "x"}), act)

    def test_any_other_exception_is_a_fault(self):
        with pytest.raises(KeyError):
            http.perform(Note({"text": "x"}), lambda text: {}["x"])
