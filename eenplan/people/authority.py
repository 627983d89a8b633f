"""Who has authority over a child, as far as the house can know: facts that take authority away go before the registry's code.

The code stands on the child's list and says nothing of what happened to the parent since. Who has died has no authority; of
who is under curatele or under age the registry does not say whether he has it (BW 1:246): then only the authority register
(gezagsregister) knows. A third party who has authority (code D) is named nowhere in the registry.
"""

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.folding import fold
from eenplan.law.rules import cites
from eenplan.people.dates import PartialDate
from eenplan.people.models import Person, Relation

Authority = Relation.Authority


@cites("BW 1:246", "R-22")
def standing(said: str, *, died: bool, curatorship: bool, born: str, known: bool, today: date) -> str:
    """What is left of the authority that was recorded: `said`, or UNCLEAR, or NO for who has died.

    `known`: does who reads see the facts of this parent at all? Unseen facts can take authority away too.
    """
    if said not in (Authority.PARENT, Authority.GUARDIAN):
        return said
    if died:
        return Authority.NO
    under_age = PartialDate.parse(born).is_adult_on(today) is False
    return said if known and not curatorship and not under_age else Authority.UNCLEAR


def of_parent(relation: Relation, child: Person | None, parent: Person | None, today: date | None = None) -> str:
    """What is left of the authority of the parent in this relation; "" when nothing is said, or it has ended.

    A parent of whom only a name is known is judged by his date of birth. Give both with their `citizen_number`.
    """
    today = today or timezone.localdate()
    if child and (child.died_on or PartialDate.parse(child.birth_date).is_adult_on(today)):
        return Authority.NONE
    number = getattr(parent, "citizen_number", None)
    by_name = relation.other_id is None
    return standing(
        relation.authority,
        died=bool(parent and parent.died_on),
        curatorship=bool(number and number.curatorship),
        born=parent.birth_date if parent else relation.other_birth_date,
        known=by_name or bool(number and not (parent and parent.withdrawn)),
        today=today,
    )


def named(typed: str, parents: Collection[str]) -> str:
    """Which of these parents somebody is who says to be one: by the last name and the first letter; "" when none of them."""
    words = fold(typed).split()
    for parent in parents:
        first, *others = fold(parent).split()
        if words and first[:1] == words[0][:1] and others and others[-1] in words:
            return parent
    return ""


def in_words(relation: Relation, one: Person | None, other: Person | None) -> str:
    """As pages write it beside a relation of `one` with `other`; "" when there is nothing to say."""
    if relation.kind not in (Relation.Kind.CHILD, Relation.Kind.PARENT):
        return str(relation.get_authority_display()) if relation.authority else ""
    child, parent = (one, other) if relation.kind == Relation.Kind.PARENT else (other, one)
    left = of_parent(relation, child, parent)
    if left == Authority.NO and parent and parent.died_on:
        return _("overleden")
    return str(Authority(left).label) if left else ""


def third_party(child: Person) -> bool:
    """Does the registry say that somebody else than the parents has authority over this child (D, 1D, 2D, 3D)?"""
    under_age = not child.died_on and PartialDate.parse(child.birth_date).is_adult_on(timezone.localdate()) is not True
    return under_age and child.opened and "D" in child.citizen_number.authority
