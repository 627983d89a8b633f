"""Forms keep what was typed, say what is wrong, and survive whatever is sent."""

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from eenplan.ui.forms import LONGEST_TEXT, Form


class Referral(Form):
    name = forms.CharField(label="Naam")
    story = forms.CharField(label="Toelichting", widget=forms.Textarea, help_text="Alleen feiten.")
    due = forms.DateField(label="Gereed op", required=False)
    number = forms.IntegerField(label="Aantal", required=False)
    kind = forms.ChoiceField(label="Soort", choices=[("a", "Zorg"), ("b", "Straf")], widget=forms.RadioSelect)
    people = forms.MultipleChoiceField(
        label="Voor wie", choices=[("1", "Naomi")], widget=forms.CheckboxSelectMultiple, required=False
    )
    informed = forms.BooleanField(label="Geïnformeerd")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


GOOD = {"name": "A", "story": "B", "kind": "a", "informed": "on"}


def sent(**changes):
    data = QueryDict(mutable=True)
    data.update({**GOOD, **changes})
    return Referral(data)


def draw(form, inside=""):
    template = Template("{% load ui %}{% form form submit='Opslaan' %}" + inside + "{% endform %}")
    return template.render(Context({"form": form, "request": RequestFactory().get("/")}))


def test_a_good_form_is_good():
    form = sent(due="2026-11-26", number="3")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"].isoformat() == "2026-11-26"


def test_a_date_may_also_be_typed_the_dutch_way():
    form = sent(due="26-11-2026")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"].isoformat() == "2026-11-26"


@pytest.mark.parametrize("field", ["name", "story", "due", "number", "kind", "people", "informed", "secret"])
def test_a_nul_byte_is_an_error_at_its_field_and_never_comes_back(field):
    form = sent(**{field: "a\x00b"})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert "niet is toegestaan" in form.errors[field][0]
    assert "\x00" not in draw(form)


def test_a_nul_byte_in_plain_data_is_found_too():
    form = Referral({**GOOD, "name": "a\x00b"}, prefix=None)
    assert "name" in form.errors


def test_a_nul_byte_in_a_part_of_a_field_is_found_too():
    class Moment(Form):
        when = forms.SplitDateTimeField()

    form = Moment({"when_0": "2026-11-26", "when_1": "10:00\x00"})
    assert "niet is toegestaan" in form.errors["when"][0]
    assert "\x00" not in str(form)


def test_a_nul_byte_in_a_field_that_the_form_does_not_have_is_ignored():
    assert sent(other="\x00").is_valid()


def test_a_text_is_bounded_also_when_nobody_thought_of_it():
    assert sent(story="x" * LONGEST_TEXT).is_valid()
    form = sent(story="x" * (LONGEST_TEXT + 1))
    assert not form.is_valid()
    assert str(LONGEST_TEXT) in form.errors["story"][0].replace(".", "")


@pytest.mark.parametrize("number", ["99999999999999999999", "-99999999999999999999", "1e400", "٣" * 5000, "NaN"])
def test_a_number_that_the_database_cannot_hold_is_an_error(number):
    assert "number" in sent(number=number).errors or sent(number=number).is_valid()
    assert "number" in sent(number="9" * 30).errors


@pytest.mark.parametrize("day", ["2026-02-30", "0000-00-00", "99999-01-01", "morgen", "2026-11-26T10:00"])
def test_a_day_that_does_not_exist_is_an_error(day):
    assert "due" in sent(due=day).errors


def test_the_summary_links_every_error_to_its_field():
    page = draw(Referral({}))
    assert "Verbeter de fouten voordat u verder gaat" in page
    for anchor in ("id_name", "id_story", "id_kind_0", "id_informed"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert page.count("data-errors") == 1


def test_the_summary_is_drawn_once_when_the_page_places_the_fields_itself():
    for inside in ("{{ form }}", "{{ form.name.as_field_group }}"):
        page = draw(Referral({}), inside)
        assert page.count("data-errors") == 1
        assert page.count('name="secret"') == 1


def test_an_untouched_form_shows_no_errors():
    page = draw(Referral())
    assert "data-errors" not in page
    assert "aria-invalid" not in page


def test_an_error_stands_at_its_field_and_is_read_with_it():
    page = draw(Referral({"story": "x"}))
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_name_error"' in page
    assert 'aria-describedby="id_story_helptext"' in page


def test_an_error_in_a_hidden_field_is_not_silent():
    form = sent()
    form.add_error("secret", "Het concept is veranderd.")
    assert "Het concept is veranderd." in draw(form)


def test_what_was_typed_comes_back_escaped():
    page = draw(sent(name="", story="<b>hij zei</b> & zij"))
    assert "&lt;b&gt;hij zei&lt;/b&gt; &amp; zij" in page


def test_an_optional_field_says_so_and_a_required_one_tells_assistive_technology():
    page = draw(Referral())
    assert page.count("(niet verplicht)") == 3
    assert " required" not in page
    assert 'aria-required="true"' in page


def test_choices_are_grouped_under_their_question():
    page = draw(Referral())
    assert page.count("<fieldset") == 2
    assert '<legend class="ams-field-set__legend">Soort</legend>' in page


def test_controls_carry_their_look_and_kind():
    page = draw(Referral(initial={"due": "2026-11-26"}))
    assert 'class="ams-text-input"' in page
    assert 'class="ams-text-area"' in page
    assert '<input type="date" name="due" value="2026-11-26" class="ams-date-input"' in page


def test_a_long_text_is_counted_and_not_cut_by_the_browser():
    page = draw(Referral())
    assert f'data-limit="{LONGEST_TEXT}"' in page
    textarea = page[page.index("<textarea") :]
    assert "maxlength" not in textarea[: textarea.index(">")]


def test_a_form_carries_its_token_and_leaves_checking_to_us():
    page = draw(Referral())
    assert "csrfmiddlewaretoken" in page
    assert "novalidate" in page
