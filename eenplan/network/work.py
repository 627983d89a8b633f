"""What the network wants of somebody: authorisations that end, training, second pairs of eyes, and "still needed?"."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.network import queries, rules
from eenplan.network.models import Authorisation, Proposal, Review
from eenplan.ui.work import WorkItem


def my_work(who: Acting) -> list[WorkItem]:
    """For administrators, contact persons of organisations, managers, and everybody about the own authorisation."""
    if who.account_id is None:
        return []
    return [*_ending(who), *_to_confirm(who), *_to_review(who)]


def _ending(who: Acting) -> Iterable[WorkItem]:
    """Per professional what makes the authorisation end first, and training that is missing (BGS 1.11, 1.17)."""
    today = timezone.localdate()
    own = Q(house__in=who.houses(Role.ADMINISTRATOR)) | Q(professional=who.account_id, house__in=who.houses())
    for part in queries.contact_for(who):
        own |= Q(house=part.house_id, professional__organisation=part.organisation_id)
    ending = (
        Authorisation.objects.filter(
            own,
            queries.not_ended(),
            Q(ends_on__lte=today + queries.SOON) | Q(trained_until__lte=today),
            confirmed=True,
            professional__account__is_active=True,
        )
        .exclude(role=Role.SYSTEM)
        .select_related("house", "professional__account", "professional__organisation")
        .order_by("ends_on", "pk")
    )
    first = {(held.house_id, held.professional_id): held for held in reversed(ending)}
    return [_ends(held, today, oneself=held.professional_id == who.account_id) for held in first.values()]


def _ends(held: Authorisation, today: date, *, oneself: bool) -> WorkItem:
    if held.ends_on == held.until:
        kind, icon = _("Rol verlengen of laten eindigen"), "key"
    elif held.ends_on == held.screening_valid_until:
        kind, icon = _("Screening verlengen"), "certificate"
    else:
        kind, icon = _("Scholing ontbreekt of is verlopen"), "school"
    ends = held.ends_on or held.screening_valid_until
    warned = rules.warning(ends, today)
    when = (
        _("geblokkeerd")
        if warned == 0
        else ngettext(
            "wordt over %(days)s dag geblokkeerd", "wordt over %(days)s dagen geblokkeerd", (ends - today).days
        )
        % {"days": (ends - today).days}
    )
    urgent = warned is not None and warned <= min(rules.WARNINGS)
    about = _("uw eigen autorisatie") if oneself else held.professional.organisation.name
    return WorkItem(
        kind=kind,
        title=held.professional.account.name,
        url=reverse("network:professional", args=[held.house.code, held.professional_id]),
        due=ends - timedelta(days=1),
        about=f"{about} · {when}",
        icon="alert-triangle" if urgent else icon,
    )


def _to_confirm(who: Acting) -> list[WorkItem]:
    """What this account may confirm: as administrator or manager, or as contact person that another house asks."""
    if not who.has(Role.ADMINISTRATOR, Role.MANAGER) and not queries.contact_for(who).exists():
        return []
    mine = {house.pk: house for house in queries.houses(who)}
    decided_in = queries.to_decide()
    proposals = Proposal.objects.filter(pk__in=decided_in).select_related("proposed_by")
    return [
        WorkItem(
            kind=_("Vier ogen"),
            title=_("%(what)s: bevestigen of afwijzen") % {"what": proposal.get_kind_display().capitalize()},
            url=reverse("network:proposals", args=[mine[decided_in[proposal.pk]].code]),
            about=_("voorgesteld door %(name)s") % {"name": proposal.proposed_by.name},
            icon="eye-check",
        )
        for proposal in proposals.order_by("pk")
    ]


def _to_review(who: Acting) -> list[WorkItem]:
    """Open reviews: for the contact person of the organisation, and for the administrator where there is none."""
    today = timezone.localdate()
    mine = {(part.house_id, part.organisation_id) for part in queries.contact_for(who)}
    administers = set(who.houses(Role.ADMINISTRATOR))
    if not mine and not administers:
        return []
    found: Iterable[Review] = queries.open_reviews(administers | {house for house, _organisation in mine})
    return [
        WorkItem(
            kind=_("Nog nodig?"),
            title=_("Autorisaties van %(name)s") % {"name": review.organisation.name},
            url=reverse("network:review", args=[review.house.code, review.pk]),
            due=review.due_on,
            about=_("%(number)s open") % {"number": review.open},
            icon="user-question",
        )
        for review in found
        if (review.house_id, review.organisation_id) in mine
        or (review.house_id in administers and (not review.has_contact or review.due_on < today + timedelta(days=7)))
    ]
