"""Names are folded in one way, by the database and by the program, and that folding is the order of every list."""

import unicodedata

import pytest
from django.db import connection
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenplan.access.folding import APOSTROPHES, Folded, fold

LATIN = "".join(
    letter
    for letter in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)])
    if unicodedata.category(letter)[0] == "L"
)
HYPHENS = "-‐‑‒–—―−⁃﹘﹣－"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u2066"
names = st.text(alphabet=st.sampled_from(LATIN + "'’ -"), min_size=1, max_size=30)
texts = st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x00"), max_size=30)


def in_the_database(*texts: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT access_fold(text) FROM unnest(%s::text[]) WITH ORDINALITY t (text, nth) ORDER BY nth", [list(texts)]
        )
        return [folded for (folded,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("’t Hoenderdal", "'t Hoenderdal"),
        ("d’Hondtmeer", "d'Hondtmeer"),
        ("d´Hondtmeer", "D`HONDTMEER"),
        ("Jansma‐Groothuis", "Jansma-Groothuis"),
        ("Jansma–Kleinhuis", "Jansma Kleinhuis"),
        ("Jansma-\u200bKleinhuis", "Jansma-Kleinhuis"),
        ("\ufeffJansma-Kleinhuis", "jansma kleinhuis"),
        ("Ko\u0308nigsmu\u0308hl", "Königsmühl"),
        ("ĳzerdraad", "IJzerdraad"),
        ("İbrahim Işıkyıldız", "ibrahim isikyildiz"),
        ("Ștefan Țăndărescu", "Ştefan Ţandarescu"),
        ("Thị Ánh Nguyễnkhuyến", "thi anh nguyenkhuyen"),
        ("Łukasz Đorđević", "lukasz dordevic"),
        ("Straßer", "STRASSER"),
        ("Ｊａｎｓｅｎ", "jansen"),
        ("v.d.Berg", "v d  berg "),
        ("Kwikstaart, van der", "kwikstaart van der"),
    ],
)
def test_what_is_written_in_two_ways_is_one_name(one, other, db):
    assert fold(one) == fold(other) != ""
    assert in_the_database(one, other) == [fold(one)] * 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(texts, min_size=20, max_size=40))
def test_the_database_folds_any_text_as_the_program_does(db, many):
    assert in_the_database(*many) == [fold(text) for text in many]


def test_the_database_folds_every_letter_as_the_program_does(db):
    letters = [chr(code) for code in range(1, 0x30000) if unicodedata.category(chr(code)) not in ("Cs", "Cn", "Co")]
    made = in_the_database(*letters)
    assert [letter for letter, folded in zip(letters, made, strict=True) if folded != fold(letter)] == []


@given(texts)
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


@given(names)
def test_case_accents_and_form_do_not_matter(name):
    folded = fold(name)
    assert fold(name.upper()) == fold(name.lower()) == folded
    assert fold(unicodedata.normalize("NFC", name)) == fold(unicodedata.normalize("NFD", name)) == folded
    assert fold("".join(letter + "\u0301" for letter in name)) == folded
    assert fold("".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name)) == folded


@given(names, st.sampled_from(HYPHENS), st.sampled_from(APOSTROPHES), st.sampled_from(UNSEEN), st.integers(0, 30))
def test_the_kind_of_hyphen_and_apostrophe_and_what_nobody_sees_do_not_matter(name, hyphen, apostrophe, unseen, place):
    other = name.replace("-", hyphen).replace("'", apostrophe)
    assert fold(other[:place] + unseen + other[place:]) == fold(name)


def test_every_database_lists_by_the_same_order(world, as_owner):
    from eenplan.network.models import Organisation, OrganisationKind, StatutoryGround

    made = ["Übervecht", "Zaandijk", "Aïcha", "Ali", "'t Anker", "De Åker", "ijssel", "IJmond", "Ømland", "Étoile"]
    with as_owner():
        for name in made:
            Organisation.objects.create(
                name=name, kind=OrganisationKind.POLICE, ground=StatutoryGround.POLICE, since="2020-01-01"
            )
        listed = list(Organisation.objects.filter(name__in=made).values_list("name", flat=True))
    assert listed == [
        "Aïcha",
        "Ali",
        "De Åker",
        "Étoile",
        "IJmond",
        "ijssel",
        "Ømland",
        "'t Anker",
        "Übervecht",
        "Zaandijk",
    ]


def test_a_text_is_folded_in_a_query_as_it_is_stored(db):
    from eenplan.network.models import Municipality

    place = Municipality.objects.order_by("pk").first()
    assert Municipality.objects.annotate(typed=Folded(Value(place.name))).get(pk=place.pk).typed == place.sort_key
