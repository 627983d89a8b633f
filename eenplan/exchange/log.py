"""What exchange writes in the log: by number, never the words, a reason or the name of a file; those are about the person."""

from collections.abc import Collection

from eenplan import audit
from eenplan.cases.models import Case
from eenplan.exchange.models import Consent, Item
from eenplan.law.codes import DataCategory


def about_item(action: str, item: Item, confirmed: str = "", attachment: int | None = None) -> None:
    """Log an act on an item, or on a file with it; `confirmed`: the words that were let stand (R-25)."""
    thing = f"item:{item.pk}" + (f" attachment:{attachment}" if attachment else "")
    _record(action, item.house_id, item.case_id, thing, [item.person_id], [item.category], confirmed)


def about_consent(action: str, consent: Consent, confirmed: str = "", file: int | None = None) -> None:
    """Log an act on a consent, or on a file with it: it tells that the person is in care (WGS 2.29(2))."""
    thing = f"consent:{consent.pk}" + (f" attachment:{file}" if file else "")
    categories = [*consent.categories, DataCategory.HEALTH]
    _record(action, consent.house_id, consent.case_id, thing, [consent.person_id], categories, confirmed)


def about_case(
    action: str,
    case: Case,
    thing: str,
    persons: Collection[int] = (),
    categories: Collection[int] = (),
    confirmed: str = "",
) -> None:
    """Log an act on something else in a case, about these persons and categories."""
    _record(action, case.house_id, case.pk, thing, persons, categories, confirmed)


def _record(
    action: str,
    house: int,
    case: int,
    thing: str,
    persons: Collection[int],
    categories: Collection[int],
    confirmed: str,
) -> None:
    audit.record(
        action,
        house=house,
        case=case,
        thing=thing,
        subjects=persons,
        categories=categories,
        detail="ondanks woordcontrole" if confirmed else "",
    )
