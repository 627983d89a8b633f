"""Holds that stand, and those to review."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.law.calendar import reached_in
from eenplan.law.codes import Role
from eenplan.network import queries as network
from eenplan.network.models import House, Professional
from eenplan.retention.models import Hold
from eenplan.retention.renewals.queries import steers
from eenplan.ui.work import WorkItem

#: besides the contact point, who can be asked to review a hold
REVIEWS = (Role.PROCESS_DIRECTOR, Role.ASSESSOR)


def standing() -> QuerySet[Hold]:
    """The holds that stand, the first to review first."""
    return Hold.objects.filter(ended_at=None).select_related("reviewer", "account").order_by("review_on", "pk")


def may_hold(who: Acting, case: Case) -> bool:
    """May who acts hold this case (it is visible already)?"""
    return who.has(Role.CONTACT_POINT, house=case.house_id) if case.closed_at else steers(who, case.pk)


def may_change(who: Acting, hold: Hold) -> bool:
    """Reviewing and ending is for the contact point, and for the reviewer as long as he has a role that reviews."""
    reviews = hold.reviewer_id == who.account_id and who.has(*REVIEWS, house=hold.house_id)
    return reviews or who.has(Role.CONTACT_POINT, house=hold.house_id)


def reviewers(who: Acting, house: House) -> QuerySet[Professional]:
    """Who can be asked to review a hold: others, who see it also when the case is closed."""
    return network.professionals(house, roles=[Role.CONTACT_POINT, *REVIEWS]).exclude(pk=who.account_id)


def my_work(who: Acting) -> list[WorkItem]:
    """Holds that I promised to review by now."""
    return [
        WorkItem(
            kind=_("Bewaartermijn"),
            title=_("Is dit beletsel voor vernietiging nog nodig? %(ground)s") % {"ground": hold.ground[:60]},
            url=reverse("retention:hold", args=[hold.pk]),
            due=hold.review_on,
            icon="hand-stop",
        )
        for hold in standing().filter(reached_in("review_on"), reviewer=who.account_id)
    ]
