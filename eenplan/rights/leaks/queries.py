"""The register of leaks, and the questions that wait for an answer."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.network import queries as network
from eenplan.network.models import House, Professional
from eenplan.rights.leaks import rules
from eenplan.rights.models import Leak, LeakInput
from eenplan.ui.work import WorkItem


def leaks() -> QuerySet[Leak]:
    """All leaks one may see: the open ones first, then the newest."""
    return Leak.objects.select_related("house", "account").order_by("-closed_at", "-discovered_at", "-pk")


def inputs(leak: Leak) -> list[LeakInput]:
    """What organisations were asked, and what they answered."""
    return list(leak.inputs.select_related("organisation", "account"))


def kept_houses(who: Acting) -> list[House]:
    """The houses whose register who acts keeps."""
    return list(House.objects.filter(pk__in=who.houses(Role.CONTACT_POINT)))


def may_be_asked(house: House) -> QuerySet[Professional]:
    """Everybody who works in the house."""
    return network.professionals(house).order_by("organisation__sort_key", "account__sort_key")


def missing(leak: Leak) -> list[str]:
    """What still has to be filled in before the file can be closed, by its Dutch name."""
    needed = ("consequences", "measures", "report", "informing")
    return [str(Leak._meta.get_field(name).verbose_name) for name in needed if not getattr(leak, name)]


def my_work(who: Acting) -> list[WorkItem]:
    """Leaks of which the authority is still to be told, files to finish, and questions put to who acts."""
    return [*_open(who), *_asked(who)]


def _open(who: Acting) -> list[WorkItem]:
    houses = who.houses(Role.CONTACT_POINT)
    return [
        WorkItem(
            kind=_("Datalek"),
            title=_("%(number)s: beslis over melden bij de AP") % {"number": leak.number}
            if not leak.report
            else _("%(number)s: rond het datalek af") % {"number": leak.number},
            url=leak.get_absolute_url(),
            due=leak.deadline if not leak.report else None,
            icon="shield-x",
        )
        for leak in (Leak.objects.filter(house__in=houses, closed_at=None) if houses else ())
    ]


def _asked(who: Acting) -> list[WorkItem]:
    waiting = LeakInput.objects.filter(Q(account=who.account_id), answered_at=None)
    return [
        WorkItem(
            kind=_("Datalek"),
            title=_("Beantwoord een vraag van het contactpunt over een datalek"),
            url=reverse("rights:leak_answer", args=[one.pk]),
            due=rules.deadline(one.asked_at),
            icon="shield-x",
        )
        for one in waiting
    ]
