"""Is everybody still needed on the case? Asked with each review of an organisation (WGS 1.8(2), 2.31(4))."""

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.access.folding import fold
from eenplan.access.models import Grant
from eenplan.cases import rules, voices
from eenplan.cases.models import Case, Delegate, StillNeeded
from eenplan.law.rules import Refusal, cites
from eenplan.network.models import Review
from eenplan.ui.work import WorkItem


@cites("WGS 2.31(4)", "R-01")
def is_about_another(oneself: bool) -> None:
    """Whether somebody is still needed says another core participant."""
    if oneself:
        raise Refusal(
            _("Over uw eigen deelname antwoordt een andere kerndeelnemer."), "WGS 2.31(4)", _("Vraag het een van hen.")
        )


def asked(who: Acting) -> QuerySet[Delegate]:
    """Professionals in cases where who acts decides, about whom the last review of their organisation still asks.

    Each carries the number of that `review` and its `due_on`.
    """
    deciding = Grant.objects.filter(
        account=who.account_id, kind=Grant.Kind.CASE, scope="decide", until=None, object_id=OuterRef("case")
    )
    latest = Review.objects.filter(
        house=OuterRef("house"), organisation=OuterRef("participation__organisation")
    ).order_by("-started_on")
    answered = StillNeeded.objects.filter(delegate=OuterRef("pk"), review=OuterRef("review"))
    return (
        Delegate.objects.filter(Exists(deciding), until=None)
        .exclude(account=who.account_id)
        .annotate(
            review=latest.values("pk")[:1], due_on=latest.values("due_on")[:1], started=latest.values("started_on")[:1]
        )
        .filter(review__isnull=False, since__date__lte=F("started"))
        .exclude(Exists(answered))
        .select_related("account__professional", "participation__organisation", "case")
        .order_by("case", "participation__organisation__sort_key", "account__sort_key")
    )


def answer(who: Acting, case: Case, delegate: Delegate, *, needed: bool, reason: str) -> StillNeeded:
    """Still needed on this case, or not: then the participation of this professional ends."""
    rules.only_core_decides(case.scopes)
    is_about_another(delegate.account_id == who.account_id)
    own = delegate.participation.organisation_id == case.speaks_for
    others = case.delegates.filter(until=None, participation__organisation__ground__startswith="2.27(1)")
    if not needed:
        organisation = delegate.participation.organisation
        rules.leaves_itself(organisation.pk in voices.with_voice(case), own, organisation.name)
        rules.keeps_a_decider(others.exclude(pk=delegate.pk).count())
    audit.record(
        "case.still_needed" if needed else "case.no_longer_needed",
        house=case.house_id,
        case=case.pk,
        thing=case.number,
        detail=str(delegate.account_id),
    )
    return StillNeeded.objects.create(
        house_id=case.house_id,
        case=case,
        delegate=delegate,
        review_id=delegate.review,
        needed=needed,
        reason=reason,
        account_id=who.account_id,
    )


def work(who: Acting) -> list[WorkItem]:
    """One line per case with somebody about whom the question is open."""
    per_case: dict[int, list[Delegate]] = {}
    for delegate in asked(who):
        if delegate.due_on:
            per_case.setdefault(delegate.case_id, []).append(delegate)
    return [
        WorkItem(
            kind=_("Nog nodig?"),
            title=_("%(number)s: wie is nog nodig in deze casus?") % {"number": found[0].case.number},
            url=reverse("cases:participants", args=[found[0].case.number]),
            due=min(one.due_on for one in found),
            about=", ".join(sorted({one.participation.organisation.name for one in found}, key=fold)),
            icon="user-question",
        )
        for found in per_case.values()
    ]
