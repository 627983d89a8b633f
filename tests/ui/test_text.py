"""What people paste is cleaned where it comes in; browser and server count alike; a moment is one moment (R-77)."""

from datetime import datetime, timedelta

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from eenplan.access.models import Account
from eenplan.ui.forms import Form
from eenplan.ui.text import cleaned

INVISIBLE = (
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\xad\u034f\u061c\u3164\u2800"
    "\U000e0041"
)


class Note(Form):
    name = forms.CharField(label="Naam", max_length=10)
    mail = forms.EmailField(label="E-mail", required=False)
    text = forms.CharField(label="Tekst", widget=forms.Textarea, max_length=10, required=False)
    word = forms.CharField(label="Wachtwoord", widget=forms.PasswordInput, required=False, strip=False)
    at = forms.DateTimeField(label="Wanneer", required=False)


@pytest.mark.parametrize("sign", INVISIBLE)
def test_two_names_or_addresses_that_look_the_same_are_the_same(sign):
    form = Note({"name": f"An{sign}na{sign}", "mail": f"politie@eenplan.test{sign}"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Anna"
    assert form.cleaned_data["mail"] == "politie@eenplan.test"


@pytest.mark.parametrize("sign", INVISIBLE)
def test_a_name_of_nothing_that_shows_is_no_name(sign):
    assert "name" in Note({"name": sign * 3}).errors


@pytest.mark.parametrize("sign", "\u200b\u202e\ufeff\u2060")
def test_an_account_is_made_for_a_mailbox_and_not_for_its_looks(sign, as_owner):
    with as_owner():
        assert Account.objects.create_user(f"politie@eenplan.test{sign}", name="x").email == "politie@eenplan.test"


def test_joiners_stay_in_the_scripts_that_write_with_them():
    assert cleaned("می\u200cخواهم", one_line=True) == "می\u200cخواهم"
    assert cleaned("Jan\u200csen", one_line=True) == "Jansen"


def test_what_word_writes_becomes_what_was_meant():
    assert cleaned("a\x0bb\r\nc\u2028d\n\uf0b7\te") == "a\nb\nc\nd\n•\te"


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_changes_nothing_more(text):
    for one_line in (False, True):
        once = cleaned(text, one_line)
        assert cleaned(once, one_line) == once
    assert "\n" not in cleaned(text, one_line=True)


@pytest.mark.parametrize(("text", "fits"), [
    ("a\r\nb\r\nc\r\nde", True),  # ten on the screen, where a line break is one
    ("\U0001f44d" * 10, True),
    ("\U0001f44d" * 11, False),
])  # fmt: skip
def test_a_text_is_as_long_as_it_looks(text, fits):
    form = Note({"name": "x", "text": text})
    assert form.is_valid() is fits
    assert "maxlength" not in str(form["text"]) + str(form["name"])


def test_a_password_stays_as_it_was_typed():
    assert Note({"name": "x", "word": " a\u200b\xa0b "}).data["word"] == " a\u200b\xa0b "


def test_of_the_doubled_hour_is_asked_which_one_was_meant():
    form = Note({"name": "x", "at": "2026-10-25T02:30"})
    assert "twee keer" in form.errors["at"][0]
    assert "at_hour" in form.fields
    moments = []
    for hour in ("first", "second"):
        form = Note({"name": "x", "at": "2026-10-25T02:30", "at_hour": hour})
        assert form.is_valid(), form.errors
        moments.append(form.cleaned_data["at"])
        assert form["at"].value() == "2026-10-25T02:30"
    assert moments[1] - moments[0] == timedelta(hours=1)


def test_an_hour_that_was_skipped_is_told():
    assert "was er niet" in Note({"name": "x", "at": "2026-03-29T02:30"}).errors["at"][0]


def test_any_other_hour_is_asked_nothing():
    form = Note({"name": "x", "at": "2026-10-25T04:30"})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["at"], datetime)
    assert "at_hour" not in form.fields
