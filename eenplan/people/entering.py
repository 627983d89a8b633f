"""What every form does on which a person is entered or corrected by hand: take over what was searched, and ask "Bedoelt u…?"."""

import re
from dataclasses import dataclass

from eenplan.access.acting import Acting
from eenplan.network.models import House
from eenplan.people import finding
from eenplan.people.forms import FindPersonForm
from eenplan.people.models import Person

#: the hidden field that says from which search a new person comes
CARRIED = "carried"
_COMPARED = ("bsn", "prefix", "family_name", "given_names", "birth_date")
_NUMBER = re.compile(r"[0-9]{1,18}")
_PREFIXED = re.compile(
    r"(?P<prefix>(?:[a-z'’.]+ )*[a-z'’.]+) (?P<name>[^a-z'’].*)|(?P<before>[^,]+), ?(?P<behind>[a-z'’. ]+)"
)


@dataclass(frozen=True)
class Doubles:
    """Whom the person on a form may be; true as long as nobody has said that it is somebody else."""

    hits: finding.Hits
    denied: str = ""
    corrects: bool = False  # somebody who was entered before, and becomes like a person whom the house knows

    def __bool__(self) -> bool:
        return self.same_number or (self.shown != "" and self.shown != self.denied)

    @property
    def shown(self) -> str:
        """What comes back when the answer is no: a form that then means others is asked about again."""
        return ",".join(str(person.pk) for person in self.hits) or ("many" if self.hits.too_many else "")

    @property
    def same_number(self) -> bool:
        """A BSN is of one person: there is no other answer than yes, or another number."""
        return any("bsn" in person.codes for person in self.hits)

    def chosen(self, number: str | None) -> Person | None:
        """The person of whom was said: yes, that one."""
        return next((person for person in self.hits if str(person.pk) == number), None)


def doubles(form, who: Acting, house: House) -> Doubles:
    """Whom the person of a form without errors may be; that is a search like any other, logged with its hits (R-72).

    Of somebody who is corrected it is asked when what persons are compared by was changed. After a no it is asked once more,
    and that is no new search.
    """
    corrected = form.instance.pk
    if not form.is_valid() or (corrected and not set(_COMPARED) & set(form.changed_data)):
        return Doubles(finding.Hits())
    entered = {name: form.cleaned_data.get(name) or "" for name in _COMPARED}
    seen = [int(number) for number in form.not_same.split(",") if _NUMBER.fullmatch(number)]
    found = finding.likely(who, house, seen=[*seen, corrected] if corrected and seen else seen, **entered)
    found[:] = [person for person in found if person.pk != corrected]
    return Doubles(found, form.not_same, corrects=bool(corrected))


def corrected(form, who: Acting, house: House) -> finding.Hits:
    """Who has the number that was meant, when the BSN on a search form fails the eleven-test."""
    failed = form.is_bound and form.has_error("bsn", "bsn")
    return finding.corrected(who, house, form.data.get("bsn", "")) if failed else finding.Hits()


def searched_for(form) -> list[tuple[str, str]]:
    """What was typed on a search form, by the names of its inputs (`people/_carry.html`)."""
    names = [*form.fields, *(f"birth_date_{part}" for part in range(3))]
    return [(name, form.data[name]) for name in names if form.is_bound and form.data.get(name)]


def carried(data) -> dict[str, str]:
    """What was searched for, as the first answers of the form for a new person."""
    search = FindPersonForm(data)
    search.is_valid()
    found = {name: value for name, value in search.cleaned_data.items() if value}
    if "bsn" in search.errors:
        found["bsn"] = data.get("bsn", "")
    if apart := _PREFIXED.fullmatch(found.get("family_name", "")):
        prefix = apart["prefix"] or apart["behind"].strip()
        if len(prefix) <= 10:  # as long as the registry's longest
            found |= {"prefix": prefix, "family_name": apart["name"] or apart["before"]}
    return found
