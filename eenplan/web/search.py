"""Search in what one may see: cases by number, persons by name, BSN or birth date; a whole number leads to its page at once."""

from django.shortcuts import redirect
from django.urls import reverse

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.cases.queries import with_content
from eenplan.network.lookups import look
from eenplan.network.models import Lookup
from eenplan.people import queries as people
from eenplan.referrals.models import Referral
from eenplan.ui.http import page

AT_MOST = 25


def search(request):
    """Every search is logged, also one without a result; the words searched for are not (R-72)."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    cases, persons, target = [], [], ""
    if len(text) >= 2:
        audit.about(action="search")
        target = _page_of(request.acting, text)
        if not target:
            look(Lookup.Kind.SEARCH)
            cases = list(Case.objects.filter(number__icontains=text).order_by("-opened_at")[:AT_MOST])
            persons = list(people.search(text)[:AT_MOST])
        audit.record(
            "search",
            outcome="ok" if target or cases or persons else "nothing",
            detail=f"{len(cases) + bool(target)} casussen, {len(persons)} personen",
        )
    if target:
        return redirect(target)
    return page(request, "web/search.html", {"query": text, "cases": cases, "persons": persons, "at_most": AT_MOST})


def _page_of(who: Acting, number: str) -> str:
    """The page of the case, or of the referral, that has exactly this number and that one may open."""
    mine = with_content(who)
    referral = Referral.objects.filter(number__iexact=number).first()
    case = mine.filter(referral=referral).first() if referral else mine.filter(number__iexact=number).first()
    if case:
        return case.get_absolute_url()
    return reverse("referrals:detail", args=[referral.pk]) if referral else ""
