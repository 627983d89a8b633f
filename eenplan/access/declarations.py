"""One declaration per table with case or person data, next to its model.

Row-security checks, the log, subject access, retention and merging all read it; a test fails on a table without one.
"""

from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class Declaration:
    """What a guarded table is about.

    `case` and `persons` are field paths from the row to its case and to the persons it is about; `category` is a
    DataCategory, a field path to one, or None for working data; `destroyed` says with what the row is destroyed.
    `told` names the fields that a person who asks for access gets to read (AVG 15, R-43): own data only, so a field about
    somebody else is left out. A table about persons that tells nothing says why in `untold`.
    """

    # "case" | "referral" | "person" | "authorisation" | "request" | "log" | "day" (after 24 hours) | "never" (no personal data)
    destroyed: str
    case: str | None = None
    persons: tuple[str, ...] = ()
    category: int | str | None = None
    told: tuple[str, ...] = ()
    untold: str = ""


def declared() -> dict[str, Declaration]:
    """Every declaration by table name."""
    return {
        model._meta.db_table: model.declaration
        for model in apps.get_models(include_auto_created=True)
        if hasattr(model, "declaration")
    }
