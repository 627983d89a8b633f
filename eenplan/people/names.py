"""Names as the registry composes them: initials, prefixes, noble titles and name use (F6.2).

The rules are those of the BRP: "volledige naam", "aanschrijfwijze" and "aanhef". A name use says which names
a person goes by: E own, P the partner's, V the partner's before the own, N the own before the partner's.
"""

import re
from dataclasses import dataclass

from eenplan.access.folding import fold

#: what the registry writes for a name that exists but is not known
STANDARD_VALUE = "."

#: national table 38: code → (form of a man, form of a woman); a knight has no form for women
TITLES = {
    "B": ("baron", "barones"),
    "BS": ("baron", "barones"),
    "G": ("graaf", "gravin"),
    "GI": ("graaf", "gravin"),
    "H": ("hertog", "hertogin"),
    "HI": ("hertog", "hertogin"),
    "M": ("markies", "markiezin"),
    "MI": ("markies", "markiezin"),
    "P": ("prins", "prinses"),
    "PS": ("prins", "prinses"),
    "R": ("ridder", ""),
    "JH": ("jonkheer", "jonkvrouw"),
    "JV": ("jonkheer", "jonkvrouw"),
}
PREDICATES = frozenset({"JH", "JV"})
FEMININE_CODES = frozenset({"BS", "GI", "HI", "MI", "PS", "JV"})
#: a woman who uses her partner's name may use the feminine form of these titles of the partner
COURTESY_TITLES = frozenset({"B", "G", "H", "M", "P"})


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name; an empty part is absent or unknown. `title` is a code of national table 38."""

    given_names: str = ""
    title: str = ""
    prefix: str = ""
    family_name: str = ""

    @property
    def initials(self) -> str:
        return initials(self.given_names)

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Family name without prefix first, so that 'de Boer' stands between 'Bo' and 'Bos'."""
        return fold(self.family_name), fold(self.given_names), fold(self.prefix)

    def __str__(self) -> str:
        return _join(self.given_names, self.prefix, self.family_name)


@dataclass(frozen=True, slots=True)
class Naming:
    """All that decides how a person is named: own name, sex (M, V, O), name use and the partner's name.

    `together` is false when the marriage or partnership with that partner has ended.
    """

    own: Name
    sex: str = "O"
    use: str = "E"
    partner: Name | None = None
    together: bool = True

    @property
    def full_name(self) -> str:
        """Own given names and own family name, with title or predicate: 'Jo Anne barones van den Aedel'."""
        title = _title_form(self.own.title, self.sex) or _title_as_written(self.own.title)
        if self.own.title in PREDICATES:
            return _join(title, str(self.own))
        return _join(self.own.given_names, title, self.own.prefix, self.own.family_name)

    @property
    def name_in_use(self) -> str:
        """Given names with the family name the person goes by: 'Jo Anne de Boer-van den Aedel'."""
        family = self._family_in_use()
        return _join(self.own.given_names, family) if family else str(self.own)

    @property
    def written_name(self) -> str:
        """How an envelope names the person (aanschrijfwijze); empty when the family name is unknown."""
        family = self._family_in_use(titles=True)
        predicate = _title_form(self.own.title, self.sex) if self._uses_own_predicate() else ""
        return _with_capital(_join(predicate, self.own.initials, family)) if family else ""

    @property
    def salutation(self) -> str:
        """How a letter begins (aanhef): 'Geachte mevrouw De Boer'; empty when the family name is unknown."""
        family = self._family_in_use()
        if not family:
            return ""
        noble = self._noble_salutation()
        if noble:
            return noble
        if self.sex in ("M", "V"):
            return _join("Geachte", "heer" if self.sex == "M" else "mevrouw", _with_capital(family))
        return _join("Geachte", _with_capital(_join(self.own.initials, family)))

    @property
    def _use(self) -> str:
        """Without a partner's name nothing remains but the own name."""
        return self.use if self.partner and self.partner.family_name else "E"

    def _family_in_use(self, titles: bool = False) -> str:
        own = self._own_family(titles)
        if self._use == "E" or self.partner is None:
            return own
        courtesy = _title_form(self.partner.title, "V") if titles and self._uses_courtesy_title() else ""
        partner = _join(courtesy, self.partner.prefix, self.partner.family_name)
        if self._use == "P":
            return partner
        if not own:
            return ""
        return f"{partner}-{own}" if self._use == "V" else f"{own}-{partner}"

    def _own_family(self, titles: bool) -> str:
        if not self.own.family_name:
            return ""
        title = ""
        if titles and self.own.title not in PREDICATES:
            title = _title_form(self.own.title, self.sex)
        return _join(title, self.own.prefix, self.own.family_name)

    def _uses_courtesy_title(self) -> bool:
        return (
            self.sex == "V" and self._use != "E" and self.partner is not None and self.partner.title in COURTESY_TITLES
        )

    def _uses_own_predicate(self) -> bool:
        """A woman leaves out 'jonkvrouw' beside a partner, and as long as she uses a partner's name."""
        if self.own.title not in PREDICATES or self._use == "P":
            return False
        beside_a_partner = self.partner is not None and self.together
        return not (self.sex == "V" and (beside_a_partner or self._use != "E"))

    def _uses_own_title(self) -> bool:
        if self.own.title in PREDICATES:
            return self._uses_own_predicate()
        return bool(self.own.title) and self._use != "P"

    def _noble_salutation(self) -> str:
        if self._uses_courtesy_title() and self.partner:
            code = self.partner.title
        elif self._uses_own_title():
            code = self.own.title
        else:
            return ""
        if code in ("P", "PS"):
            return "Hoogheid"
        person = {"M": "heer", "V": "vrouwe"}.get(self.sex)
        rank = "Hooggeboren" if code in ("G", "GI") else "Hoogwelgeboren"
        return f"{rank} {person}" if person else ""


def initials(given_names: str) -> str:
    """A letter per given name, with a dot: 'Anne-Fleur Belle' → 'A.B.'; a name of one letter gets no dot."""
    return "".join(name if len(name) == 1 else f"{name[0]}." for name in given_names.split())


def _title_form(code: str, sex: str) -> str:
    """The title in the form of this sex; empty when the title has none."""
    man, woman = TITLES.get(code, ("", ""))
    return {"M": man, "V": woman}.get(sex, "")


def _title_as_written(code: str) -> str:
    """The title in the form in which the registry holds it."""
    man, woman = TITLES.get(code, ("", ""))
    return woman if code in FEMININE_CODES else man


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _with_capital(text: str) -> str:
    return re.sub(r"^\w", lambda first: first[0].upper(), text)
