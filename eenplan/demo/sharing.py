"""Asking, refusing, a consent that was taken back and an error that was reported, in the case of the family."""

from datetime import timedelta

from django.utils import timezone

from eenplan.cases.models import Case, Member
from eenplan.demo.road import Road, in_days
from eenplan.exchange import asking, consenting, mending
from eenplan.exchange.models import Consent, Item, Question
from eenplan.people.models import Person


def make(road: Road, case: Case) -> None:
    """What is going on in the exchange of this case today."""
    persons = [member.person for member in Member.objects.filter(case=case).order_by("pk").select_related("person")]
    father, daughter = persons[0], next(person for person in persons if person.given_names == "Fleur")
    _ask(road, case, "director", "council", [father], [4, 5], "Lopen de schulden op, dan loopt ook de spanning op.", 4)
    late = _ask(road, case, "director", "police", [father], [10], "Wordt het contactverbod nageleefd?", 0)
    Question.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=3))
    answered = _ask(
        road, case, "council", "ggz", [father], [11, 12], "Om de begeleide omgang te kunnen voorbereiden.", 6
    )
    first, second = answered.lines.order_by("pk")
    with road.on("ggz", case) as (who, mine):
        asking.nothing_known(who, mine, first)
        asking.refuse(
            who,
            mine,
            second,
            text="Meer delen over de inhoud van de gesprekken zou de behandeling in deze fase schaden.",
            internal=True,
        )
    _take_back(road, case, daughter)
    with road.on("council", case) as (who, mine):
        wrong = Item.objects.get(case=case, supplier=road.organisations["police"], person=father, status="valid")
        mending.report(who, mine, wrong, text="Volgens ons dossier zijn het drie aangiften; één melding staat dubbel.")


def _ask(road: Road, case: Case, by: str, to: str, persons: list[Person], categories, reason: str, days: int):
    with road.on(by, case) as (who, mine):
        return asking.ask(
            who,
            mine,
            asked=road.organisations[to],
            persons=[person.pk for person in persons],
            categories=categories,
            reason=reason,
            due_on=in_days(days),
        )


def _take_back(road: Road, case: Case, daughter: Person) -> None:
    road.tell(
        case,
        "ggz",
        daughter,
        12,
        "Eerste gesprek gehad. Wil wel praten, maar niet over haar vader zolang zij niet weet wie meeleest.",
        to=("council", "police"),
    )
    with road.on("ggz", case) as (who, mine):
        consent = Consent.objects.get(case=case, person=daughter, withdrawn_on=None)
        consenting.withdraw(who, mine, consent, withdrawn_on=timezone.localdate())
