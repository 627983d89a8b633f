"""On which visible referrals a person stands, for the page of the person."""

from collections.abc import Iterator

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.people.mentions import Mention
from eenplan.people.models import Person
from eenplan.referrals.models import Referral, ReferredPerson


def of_person(who: Acting, person: Person) -> Iterator[Mention]:
    """The referrals that did not become a case, the newest first."""
    named = Referral.objects.filter(persons__person=person).exclude(admitted=True)
    for referral in named.annotate(part=F("persons__part")).order_by("-created_at"):
        status, tone = _state(referral)
        yield Mention(
            kind=_("Aanmelding"),
            title=referral.number or _("concept"),
            url=_address(who, referral),
            part=str(ReferredPerson.Part(referral.part).label),
            status=status,
            tone=tone,
            on=referral.submitted_at or referral.created_at,
        )


def _state(referral: Referral) -> tuple[str, str]:
    if referral.admitted is False:
        return _("niet toegelaten"), "neutral"
    return (_("in triage"), "info") if referral.submitted_at else (_("concept"), "warning")


def _address(who: Acting, referral: Referral) -> str:
    """The page of the referral that `who` has: his own, or that of the triage; supervisors have none."""
    if referral.account_id == who.account_id:
        return reverse("referrals:detail", args=[referral.pk])
    if referral.submitted_at and who.has(Role.ASSESSOR, Role.PROCESS_DIRECTOR, house=referral.house_id):
        return reverse("referrals:triage", args=[referral.number])
    return ""
