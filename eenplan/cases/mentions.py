"""In which visible cases a person stands, for the page of the person."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case, Member
from eenplan.cases.queries import with_facts
from eenplan.people.mentions import Mention
from eenplan.people.models import Person


def of_person(who: Acting, person: Person) -> Iterator[Mention]:
    """The cases with this person that `who` may see, the newest first; reads no member rows, so shows nobody else."""
    cases = with_facts(Case.objects.filter(members__person=person, members__until=None))
    for case in cases.annotate(part=F("members__part")).order_by("-opened_at"):
        yield Mention(
            kind=_("Casus"),
            title=case.number,
            url=case.get_absolute_url(),
            part=str(Member.Part(case.part).label),
            status=str(case.status.label),
            tone=case.status.tone,
            on=case.opened_at,
        )
