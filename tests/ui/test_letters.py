"""Every text that a form takes gives a letter, on a machine without fonts (R-65: a letter is never what stands in the way)."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from eenplan.ui.letters import Letter

FINDINGS = Path(__file__).parents[3] / "shared" / "findings" / "inputs" / "letter-texts.json"
TEXTS = {
    "a bullet of Word": ("Het dossier is groot:\n\uf0b7\tpolitie", "•"),
    "a thumb": ("Akkoord \U0001f44d", "Akkoord"),
    "a family": ("\U0001f468\u200d\U0001f469\u200d\U0001f467 samen", "samen"),
    "Tigrinya": ("አማኑኤል ተስፋይ", "አማኑኤል"),
    "Chinese": ("王小明", "王小明"),
    "Tamil": ("தமிழ்", "தம"),
    "Thai": ("สมชาย", "สมช"),
    "Arabic": ("محمد الحسن", ""),
    "Korean": ("홍길동", "홍길동"),
    "Georgian and Armenian": ("გიორგი Արամ", "გიორგი"),
    "Turkish, Romanian, Vietnamese": ("Işıkyıldız Țăndărescu Nguyễnkhuyến", "Nguyễnkhuyến"),
    "an escape": ("a\x1bb", "ab"),
    "a bell": ("a\x07b", "ab"),
    "no character": ("a\ufffeb", "ab"),
    "a script that nobody has a font for": ("\U00016f00 blijft", "� blijft"),
    "a nested quote": ('zij zei "ja\\nee"', "ja\\nee"),
}


def letter(text: str) -> Letter:
    """A letter with this text in every place where one may stand."""
    made = Letter(text, [text, text], text, date(2026, 11, 28), [(text, text)])
    made.heading(text)
    made.text(text)
    made.items([text])
    made.table([text, text], [[text, text]])
    return made


def read(made: Letter) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.pdf())).pages)


@pytest.mark.parametrize(("text", "shown"), TEXTS.values(), ids=TEXTS)
def test_a_letter_is_made_of_any_text_and_shows_it(text, shown):
    assert shown in read(letter(text))


@pytest.mark.skipif(not FINDINGS.exists(), reason="needs shared/findings beside the repository")
def test_what_once_failed_gives_a_letter():
    for text in json.loads(FINDINGS.read_text()).values():
        assert letter(text).pdf().startswith(b"%PDF")


@pytest.mark.takes("typesets a letter for each example")
@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=20))
def test_whatever_unicode_holds_gives_a_letter(text):
    assert letter(text).pdf().startswith(b"%PDF")


def test_a_name_of_two_hundred_signs_stays_on_the_page():
    made = Letter("x", ["Langenaamhuizensteenwijkerwold" * 7], "x", date(2026, 11, 28))
    page = PdfReader(io.BytesIO(made.pdf())).pages[0]
    lines = [line for line in page.extract_text().replace("\u200b", "").splitlines() if "naam" in line]
    assert len(lines) > 1
    assert max(map(len, lines)) < 110
