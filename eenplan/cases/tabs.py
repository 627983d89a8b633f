"""The tabs of the case page. Later rooms add theirs, so that this room knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eenplan.access.acting import Acting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, order=True)
class Tab:
    position: int
    label: "StrOrPromise"
    url_name: str
    shown_to: Callable[[Acting, "object"], bool] = lambda who, case: True


_tabs: list[Tab] = []


def not_in_emergency(_who: Acting, case) -> bool:
    """For a tab of which emergency access shows nothing (docs/adr/0013)."""
    return not case.in_emergency


def register(position: int, label: "StrOrPromise", url_name: str, shown_to=lambda who, case: True) -> None:
    """Add a tab whose page takes the case number as its only argument; called from `AppConfig.ready`."""
    _tabs.append(Tab(position, label, url_name, shown_to))


def tabs(who: Acting, case) -> list[Tab]:
    """The tabs of this case for who acts, in order."""
    return [tab for tab in sorted(_tabs, key=lambda tab: tab.position) if tab.shown_to(who, case)]
