"""The components: what they draw, and that no text given to them becomes markup."""

import datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from eenplan.ui.templatetags import ui

EVIL = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


def draw(source, path="/", **context):
    context["request"] = RequestFactory().get(path)
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% badge evil %}",
        "{% badge evil tone=evil %}",
        "{% icon 'lock' label=evil %}",
        "{% shielded reason=evil text=evil %}",
        "{% avatar evil %}{{ evil|initials }}{{ evil|loose_date }}",
        "{% person evil birth=evil url=evil note=evil %}",
        "{% button evil url=evil %}{% button evil name=evil value=evil %}{% button evil dialog=evil %}",
        "{% progress 1 2 evil %}",
        "{% stat evil evil url=evil tone=evil %}",
        "{% alert tone=evil title=evil %}{{ evil }}{% endalert %}",
        "{% panel title=evil id=evil count=evil url=evil link=evil tone=evil %}{{ evil }}{% endpanel %}",
        "{% facts %}{% fact evil %}{{ evil }}{% endfact %}{% endfacts %}",
        "{% table evil %}{% cell evil align=evil %}{{ evil }}{% endcell %}{% endtable %}",
        "{% column evil evil align=evil %}",
        "{% dialog evil evil %}{{ evil }}{% enddialog %}",
        "{% empty evil %}{{ evil }}{% endempty %}",
        "{% timeline label=evil %}{{ evil }}{% endtimeline %}",
        "{% moment evil when=evil who=evil tone=evil %}{{ evil }}{% endmoment %}",
        "{% tabs items label=evil %}{% steps items label=evil %}{% breadcrumbs evil evil %}",
        "{% form form=None submit=evil cancel=evil action=evil id=evil %}{{ evil }}{% endform %}",
    ],
)
def test_text_given_to_a_component_never_becomes_markup(source):
    items = [{"label": EVIL, "url": EVIL, "note": EVIL, "state": EVIL, "count": EVIL, "current": True}]
    page = draw(source, evil=EVIL, items=items)
    assert "<script" not in page
    assert "alert(1)" in page or "initials" in source


def test_what_is_hidden_says_so_to_eye_and_ear():
    page = draw("{% shielded %}")
    assert "Afgeschermd" in page
    assert "is voor u niet zichtbaar" in page
    assert "ams-visually-hidden" in page


def test_a_fact_that_nobody_filled_in_says_so():
    assert "Niet ingevuld" in draw("{% fact 'Huisarts' %} {% endfact %}")
    assert "Niet ingevuld" not in draw("{% fact 'Huisarts' %}{% shielded %}{% endfact %}")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("19870412", "12 april 1987"),
        ("1987-04-12", "12 april 1987"),
        ("19870400", "april 1987"),
        ("19870000", "1987"),
        ("1987-04", "april 1987"),
        ("00000000", "onbekend"),
        ("", "onbekend"),
        (None, "onbekend"),
        ("19870231", "19870231"),
        (datetime.date(1987, 4, 12), "12 april 1987"),
    ],
)
def test_a_birth_date_shows_as_much_as_is_known(given, shown):
    assert ui.loose_date(given) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Samira Bakker", "SB"),
        ("Jan de Vries", "JV"),
        ("Ömer Yıldız-Kaya", "ÖK"),
        ("Cher", "C"),
        ("van der", "VD"),
        ("", "?"),
    ],
)
def test_initials_skip_the_prefix(name, letters):
    assert ui.initials(name) == letters


@pytest.mark.parametrize("name", ["nonsense", "../lock", "lock.svg", "LOCK"])
def test_an_icon_that_is_not_vendored_fails_while_building_and_not_in_the_browser(name):
    with pytest.raises(ValueError, match="icon"):
        ui.icon(name)


def test_an_icon_is_decoration_unless_it_is_given_a_text():
    assert 'aria-hidden="true"' in ui.icon("lock")
    assert "Op slot" in ui.icon("lock", label="Op slot")


def test_leafing_keeps_the_filters_and_replaces_the_page():
    page = draw("{% pagination page %}", "/?fase=plan&page=2", page=Paginator(range(100), 10).page(2))
    assert 'href="?fase=plan&amp;page=3"' in page
    assert 'aria-current="page"' in page
    assert page.count("page=2") == 1


def test_one_page_of_results_shows_no_leafing():
    assert not draw("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip()


@pytest.mark.parametrize(
    ("path", "next_address", "order"),
    [
        ("/?q=x&page=4", "?q=x&amp;sort=phase", None),
        ("/?sort=phase", "?sort=-phase", "ascending"),
        ("/?sort=-phase", "?sort=phase", "descending"),
    ],
)
def test_a_column_sorts_up_then_down_and_says_how(path, next_address, order):
    header = draw("{% column 'Fase' 'phase' %}", path)
    assert f'href="{next_address}"' in header
    assert (f'aria-sort="{order}"' in header) if order else ("aria-sort" not in header)


def test_a_cell_names_its_column_for_the_card():
    assert draw("{% cell 'Fase' %}Plan{% endcell %}") == '<td data-label="Fase"><div>Plan</div></td>'
    assert draw("{% cell head=True %}Casus{% endcell %}") == '<th scope="row">Casus</th>'


def test_a_panel_is_a_region_named_by_its_title():
    page = draw("{% panel title='Betrokkenen' %}x{% endpanel %}")
    assert 'aria-labelledby="p-betrokkenen"' in page
    assert 'id="p-betrokkenen"' in page


def test_a_button_is_a_link_a_submit_or_opens_a_dialog():
    assert draw("{% button 'Verder' url='/x/' %}").startswith('<a class="ams-button ams-button--primary" href="/x/"')
    assert 'type="submit"' in draw("{% button 'Opslaan' %}")
    assert 'type="button"' in draw("{% button 'Plannen' dialog='d' %}")
    assert 'data-open-dialog="d"' in draw("{% button 'Plannen' dialog='d' %}")


def test_breadcrumbs_take_pairs_in_a_row_or_in_a_list():
    row = draw("{% breadcrumbs 'Casussen' '/c/' 'Nummer' '/c/1/' %}")
    assert row == draw("{% breadcrumbs trail %}", trail=[("Casussen", "/c/"), ("Nummer", "/c/1/")])
    assert row.count("<li") == 2


def test_a_block_without_end_is_a_mistake_that_is_found():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load ui %}{% panel %}")
