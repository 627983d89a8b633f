"""One way of writing articles: a key in the code, and what people read."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

from eenplan.law.articles import ARTICLES, cited
from eenplan.law.rules import Refusal

CATALOGUE = Path(__file__).parents[2] / "eenplan/locale/en/LC_MESSAGES/django.po"


@pytest.mark.parametrize("key", ARTICLES)
def test_an_article_reads_as_dutch_in_dutch_and_as_its_key_in_english(key):
    with override("en"):
        assert cited(key) == key
    with override("nl"):
        assert "(" not in cited(key)
    assert ("lid" in cited(key)) == ("(" in key)


def test_articles_within_a_text_are_written_alike_and_the_rest_of_it_stays():
    assert cited("R-50, WGS 1.8(7): 3 × case") == "R-50, WGS 1.8 lid 7: 3 × case"
    assert cited("403 UAVG 41(1)") == "403 UAVG 41 lid 1"
    assert cited("eenplan(2) BGS 2.20") == "eenplan(2) BGS 2.20"


def test_a_refusal_says_its_article_as_people_read_it_and_keeps_the_key():
    refusal = Refusal("Alleen kerndeelnemers beslissen.", "WGS 2.31(4)", "Vraag het de politie.")
    assert str(refusal).endswith("(WGS 2.31 lid 4)")
    assert refusal.article == "WGS 2.31(4)"


def test_no_text_of_a_page_writes_the_key_of_an_article():
    texts = [text for message in read_po(CATALOGUE.open("rb")) for text in _parts(message.id)]
    assert [text for text in texts if re.search(r"\d\(\d+\)", text)] == []


def test_no_english_text_writes_an_article_in_dutch():
    texts = [text for message in read_po(CATALOGUE.open("rb")) for text in _parts(message.string)]
    assert [text for text in texts if re.search(r"\d lid \d", text)] == []


def _parts(text):
    return [text] if isinstance(text, str) else text
