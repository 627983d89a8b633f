"""Search in what one may see: cases by number, persons by name."""

from eenplan import audit
from eenplan.cases.models import Case
from eenplan.people import queries as people
from eenplan.ui.http import page

AT_MOST = 25


def search(request):
    """Every search is logged, also one without a result; the words searched for are not (R-72)."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    cases, persons = [], []
    if len(text) >= 2:
        audit.about(action="search")
        cases = list(Case.objects.filter(number__icontains=text).order_by("-opened_at")[:AT_MOST])
        persons = list(people.search(text)[:AT_MOST])
        audit.record(
            "search",
            outcome="ok" if cases or persons else "nothing",
            detail=f"{len(cases)} casussen, {len(persons)} personen",
        )
    return page(request, "web/search.html", {"query": text, "cases": cases, "persons": persons, "at_most": AT_MOST})
