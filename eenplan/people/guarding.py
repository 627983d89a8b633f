"""Who guards a secret address: the process directors of the cases with the person. A later room knows them and registers here."""

from collections.abc import Callable

from django.db.models import QuerySet

from eenplan.access.acting import Acting
from eenplan.network.models import Organisation
from eenplan.people.models import Person

#: the organisations in the cases with this person that `who` directs: only they can be named
Candidates = Callable[[Acting, Person], QuerySet[Organisation]]

#: who else makes the address of this person secret: numbers, None for those with whom who acts directs no case
Housemates = Callable[[Person], list[int | None]]

_sources: list[tuple[Candidates, Housemates]] = []


def register(candidates: Candidates, housemates: Housemates) -> None:
    """Say which organisations can be named, and who lives with whom; called from `AppConfig.ready`."""
    _sources.append((candidates, housemates))


def secret_housemates(person: Person) -> list[int | None]:
    """Who makes the address of this person secret by living there; empty for who guards the address not."""
    return [mate for _candidates, housemates in _sources for mate in housemates(person)]


def candidates(who: Acting, person: Person) -> QuerySet[Organisation]:
    """Which organisations `who` may name as knowing the address of this person, by name; empty for who guards it not."""
    named = Organisation.objects.none()
    for source, _housemates in _sources:
        named = named | source(who, person)
    return named.order_by("sort_key")
