"""What the house tells a person about himself: read from the declarations next to the models, of every room (AVG 15, R-43).

Row security decides which rows there are: those of the one person whose request is open, without what an organisation holds
back (`answer` in policies.sql). Here is only how they are named and ordered.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst, get_text_list
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from eenplan.access.declarations import Declaration
from eenplan.law.calendar import written
from eenplan.law.codes import DataCategory
from eenplan.network.models import Organisation
from eenplan.people.dates import PartialDate
from eenplan.people.models import PartialDateField
from eenplan.rights.requests import queries

#: chapters of the letter: heading, and the rooms whose rows stand in it; "spoken" holds days instead of rows
CHAPTERS = (
    (gettext_lazy("Wie u bent"), ("people",)),
    (gettext_lazy("De aanmelding"), ("referrals",)),
    (gettext_lazy("De casus"), ("cases",)),
    (gettext_lazy("Wat organisaties over u hebben verteld"), ("exchange",)),
    (gettext_lazy("Wat aan anderen is verstrekt"), ("provisions",)),
    (gettext_lazy("Besluiten van het overleg"), ("conferences",)),
    (gettext_lazy("Wanneer over de casus is gesproken"), ("spoken",)),
    (gettext_lazy("Uw plan van aanpak en hoe het gaat"), ("plans", "monitoring")),
    (gettext_lazy("Hoe lang wij bewaren"), ("retention",)),
    (gettext_lazy("Uw rechten: wat u vroeg en wat wij deden"), ("rights",)),
)

#: what speaks of everybody in a case, by what `queries.spoken` calls it
SPOKEN = {"conference": gettext_lazy("Verslag van een casusoverleg"), "evaluation": gettext_lazy("Evaluatie")}


@dataclass(frozen=True)
class Entry:
    """One row: what sort of thing it is, and its fields in words. `key` is its table and number, or one of SPOKEN."""

    key: str
    title: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Chapter:
    """A part of the letter: what one table tells."""

    title: str
    entries: list[Entry] = field(default_factory=list)


def declared_models() -> Iterator[tuple[type[models.Model], Declaration]]:
    """Every model about persons that tells something, in the order of the rooms."""
    for model in apps.get_models():
        declaration = getattr(model, "declaration", None)
        if declaration and declaration.persons and declaration.told:
            yield model, declaration


def told_about(person: int, unnamed: Collection[int] = ()) -> list[Chapter]:
    """All that who acts may tell this person about himself, in chapters; empty ones are left out.

    `unnamed` are the organisations that hold back that they are involved.
    """
    by_room: dict[str, list[Entry]] = {}
    for model, declaration in declared_models():
        by_room.setdefault(model._meta.app_label, []).extend(_entries(model, declaration, person, unnamed))
    by_room["spoken"] = list(_spoken(person))
    chapters = [
        Chapter(str(title), [entry for room in rooms for entry in by_room.get(room, ())]) for title, rooms in CHAPTERS
    ]
    return [chapter for chapter in chapters if chapter.entries]


def _spoken(person: int) -> Iterator[Entry]:
    """That minutes and evaluations of these days exist: they speak of everybody in the case, so they are only named."""
    for sort, days in queries.spoken(person).items():
        if days:
            said = get_text_list([written(day) for day in days], _("en"))
            yield Entry(f"spoken:{sort}", str(SPOKEN[sort]), [(_("Op"), said)])


def _entries(
    model: type[models.Model], declaration: Declaration, person: int, unnamed: Collection[int]
) -> Iterator[Entry]:
    fields = [model._meta.get_field(name) for name in declaration.told]
    about = reduce(or_, (Q(**{path: person}) for path in declaration.persons))
    found = model._default_manager.filter(about).order_by("pk").distinct()
    linked = [each.name for each in fields if each.is_relation]
    for row in found.select_related(*linked) if linked else found:
        facts = [(capfirst(str(each.verbose_name)), said) for each in fields if (said := _said(row, each, unnamed))]
        if facts:
            yield Entry(f"{model._meta.db_table}:{row.pk}", capfirst(str(model._meta.verbose_name)), facts)


def _said(row: models.Model, field: Any, unnamed: Collection[int]) -> str:
    """The value of a field in words; '' when there is none."""
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if isinstance(value, Organisation) and value.pk in unnamed:
        return _("niet vermeld (artikel 41 UAVG)")
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name == "categories":
        return ", ".join(str(DataCategory(category).label) for category in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(field, PartialDateField):
        return PartialDate.parse(value).in_words((get_language() or "nl")[:2])
    if isinstance(value, date):
        return written(value)
    return str(value)
