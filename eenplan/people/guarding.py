"""Who guards a secret address: the process directors of the cases with the person. A later room knows them and registers here."""

from collections.abc import Callable

from django.db.models import QuerySet

from eenplan.access.acting import Acting
from eenplan.network.models import Organisation
from eenplan.people.models import Person

#: the organisations in the cases with this person that `who` directs: only they can be named
Candidates = Callable[[Acting, Person], QuerySet[Organisation]]

_sources: list[Candidates] = []


def register(candidates: Candidates) -> None:
    """Say which organisations can be named; called from `AppConfig.ready`."""
    _sources.append(candidates)


def candidates(who: Acting, person: Person) -> QuerySet[Organisation]:
    """Which organisations `who` may name as knowing the address of this person, by name; empty for who guards it not."""
    named = Organisation.objects.none()
    for source in _sources:
        named = named | source(who, person)
    return named.order_by("sort_key")
