"""The one folding of a name, for storing, finding, sorting and comparing: for the database and for Python from one table.

Folded, a name is small letters without accents, digits and single spaces: 'Ștefan’s–Gravenhage' → 'stefans gravenhage'. The
database keeps what it folds in generated columns (`sort_key` and those of people_person), so that an import, a form and a
correction store alike; who changes something here adds a migration that makes the function and those columns anew.
"""

import re
import unicodedata

from django.db.models import Func, GeneratedField, TextField

#: they belong to a word and are not written by everybody: 't Hoen, O’Brien, d´Hont; a spacing accent is typed for one too
APOSTROPHES = "'`´‘’‚‛′‵ʹʻʼʽʾʿˈˊˋ＇"
#: ranges that nobody sees: soft hyphen, joiners, direction marks, variation selectors, byte order mark, tags
INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
#: ranges of accents that a letter has fallen apart into: Latin, Cyrillic, Hebrew, Arabic, kana
MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
#: ranges of signs that stand between words: hyphens and dashes of every kind, spaces, quotation marks, dots
BETWEEN = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u02c2-\u02df"
    r"\u02e5-\u02ff\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u060c\u061b\u061f\u0640\u1400\u1680\u1806"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30a0\u30fb\ufe10-\ufe1f"
    r"\ufe30-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffc\ufffd"
)
#: letters that do not fall apart, and are written with others where a keyboard lacks them
WRITTEN = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ŉ": "n",
}  # fmt: skip
_BARE = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ĸ": "k",
    "ł": "l",
    "ŋ": "n",
    "ŧ": "t",
    "ȷ": "j",
    "ə": "e",
    "ς": "σ",
}


def _small() -> dict[str, str]:
    """Each capital of Latin, Greek, Cyrillic and Armenian that does not fall apart, with its small letter."""
    letters = [
        chr(code)
        for code in (*range(0x80, 0x590), *range(0x1E00, 0x2000), *range(0x2C60, 0x2C80), *range(0xA720, 0xA800))
    ]
    return {
        letter: small
        for letter in letters
        if unicodedata.normalize("NFKD", letter) == letter != (small := letter.lower()) and len(small) == 1
    }


#: one letter for one letter, applied at once
SINGLE = {
    **{capital: _BARE.get(small, small) for capital, small in _small().items() if capital not in WRITTEN},
    **_BARE,
}

_APART = re.compile(f"[{INVISIBLE}{MARKS}]")
_BETWEEN = re.compile(f"[{BETWEEN}]+")
_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_LETTERS = str.maketrans({**SINGLE, **WRITTEN})


def fold(text: str) -> str:
    """As the database does with `access_fold`, for names that are compared before they are stored."""
    apart = _APART.sub("", unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES)))
    letters = apart.translate(_NO_APOSTROPHES).translate(_LETTERS)
    return _BETWEEN.sub(" ", re.sub("[A-Z]+", lambda capitals: capitals[0].lower(), letters)).strip(" ")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _written() -> str:
    found = "folded"
    for letter, others in WRITTEN.items():
        found = f"replace({found}, '{letter}', '{others}')"
    return found


#: Nothing in it depends on the locale of a database, so that every one of them folds and sorts alike.
SQL = f"""
CREATE OR REPLACE FUNCTION access_fold(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  folded text := translate(name, {_quoted(APOSTROPHES)}, '');
BEGIN
  IF octet_length(folded) <> char_length(folded) THEN
    folded := translate(regexp_replace(normalize(folded, NFKD), '[{INVISIBLE}{MARKS}]+', '', 'g'), {_quoted(APOSTROPHES)}, '');
    folded := translate({_written()}, '{"".join(SINGLE)}', '{"".join(SINGLE.values())}');
    folded := regexp_replace(folded, '[{BETWEEN}]+', ' ', 'g');
  ELSE
    folded := regexp_replace(folded, '[^A-Za-z0-9]+', ' ', 'g');
  END IF;
  RETURN btrim(lower(folded COLLATE "C"));
END $$;
"""


class Folded(Func):
    """What the database makes of a name or of what was typed: `Folded("name")`, `Folded(Value(text))`."""

    function = "access_fold"
    output_field = TextField(db_collation="C")


def folded(name: str = "name") -> GeneratedField:
    """The column by which a table is listed by `name`: folded, and ordered by code point in every database."""
    return GeneratedField(expression=Folded(name), output_field=TextField(db_collation="C"), db_persist=True)
