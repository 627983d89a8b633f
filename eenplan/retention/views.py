"""The pages about keeping and destroying: what is to come, the proof of what was, and what is left to count."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.cases.pages import case_page, open_case
from eenplan.retention import actions, certificate, panels, queries, releases, rules
from eenplan.retention.forms import Counted, Filter, ReleaseForm, ReleaseVoiceForm
from eenplan.retention.models import Certificate, Kind, Release
from eenplan.ui.http import form_page, page, perform, posted

ROWS = 25

_TABS = (
    (gettext_lazy("Wat wordt wanneer vernietigd"), "retention:overview"),
    (gettext_lazy("Verklaringen"), "retention:certificates"),
    (gettext_lazy("Wat blijft: cijfers"), "retention:remainder"),
)


@require_safe
def overview(request):
    """What comes to its term in the next year, and what the last runs did."""
    houses = _supervised(request)
    months = queries.calendar(houses)
    return _page(
        request,
        "retention/overview.html",
        {
            "months": months,
            "coming": sum(month.number for month in months),
            "certificates": queries.certificates(houses).count(),
            "runs": queries.runs(houses),
            "first": queries.first_to_go(houses),
            "panels": panels.panels(request.acting),
        },
    )


@require_safe
def certificates(request):
    """The certificates, newest first."""
    wanted = Filter(request.GET)
    kind = wanted.cleaned_data["soort"] if wanted.is_valid() else ""
    found = queries.certificates(_supervised(request), kind)
    return _page(
        request,
        "retention/certificates.html",
        {"filter": wanted, "certificates": Paginator(found, ROWS).get_page(request.GET.get("page"))},
    )


@require_safe
def one(request, number):
    """One certificate."""
    found = _certificate(request, number)
    return _page(request, "retention/certificate.html", {"certificate": found, "rows": queries.rows(found)})


@require_safe
def pdf(request, number):
    """One certificate as a document."""
    found = _certificate(request, number)
    audit.record("retention.print", house=found.house_id, thing=found.number)
    return HttpResponse(
        certificate.letter(found).pdf(),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="vernietigingsverklaring-{found.number}.pdf"'},
    )


@require_safe
def remainder(request):
    """What is left of what was destroyed: how many, never which."""
    houses = _supervised(request)
    asked = Counted(request.GET)
    given = asked.cleaned_data if asked.is_valid() else {}
    dimension = given.get("naar") or "year"
    return _page(
        request,
        "retention/remainder.html",
        {
            "filter": asked,
            "label": queries.DIMENSIONS[dimension].label,
            "rows": queries.remainder(houses, given.get("soort") or Kind.CASE, dimension),
            "small": rules.SMALL_CELL,
            "destroyed": queries.certificates(houses).exists(),
        },
    )


@form_page
def release(request, number):
    """Decide that a case is no longer necessary."""
    case = open_case(request.acting, number)
    rules.may_release(case.scopes, queries.found_unnecessary(case))
    form = ReleaseForm(posted(request))
    if perform(form, actions.release, who=request.acting, case=case):
        messages.success(
            request, _("Vastgelegd. Wie al akkoord was met afsluiten, oordeelt opnieuw: dit hoort bij dat besluit.")
        )
        return redirect("cases:closing", case.number)
    return case_page(request, "retention/release.html", case, form=form)


@form_page
def released(request, pk):
    """A decision to destroy a case earlier: who agreed, and the own organisation's word, also after it left the case."""
    shown = get_object_or_404(Release.objects.select_related("organisation"), pk=pk)
    audit.record("retention.release.read", house=shown.house_id, case=shown.case_id)
    heard = shown.pk in releases.speaks()
    form = ReleaseVoiceForm(posted(request)) if heard else None
    if request.method == "POST":
        releases.may_speak(heard)
        if perform(form, releases.speak, who=request.acting, release=shown):
            messages.success(request, _("Vastgelegd namens uw organisatie."))
            return redirect("retention:released", shown.pk)
    return page(
        request,
        "retention/released.html",
        {
            "release": shown,
            "number": releases.number_of(shown),
            "voices": releases.voices(shown),
            "ends_on": releases.ends_on(shown),
        },
        form=form,
    )


@require_POST
def take_back(request, number):
    """Take that decision back."""
    case = open_case(request.acting, number)
    if actions.take_back(request.acting, case):
        messages.success(
            request,
            _("Ingetrokken. De gewone termijn geldt weer; wie al akkoord was met afsluiten, oordeelt opnieuw."),
        )
    else:
        messages.info(request, _("Er was geen besluit om eerder te vernietigen."))
    return redirect("cases:closing", case.number)


def _supervised(request) -> list[int]:
    houses = request.acting.houses(*queries.SUPERVISORS)
    if not houses:
        raise Http404
    return houses


def _certificate(request, number: str) -> Certificate:
    if not number.isprintable():
        raise Http404
    found = Certificate.objects.select_related("house", "run").filter(house__in=_supervised(request))
    return get_object_or_404(found, number=number)


def _page(request, template: str, context: dict):
    here = request.resolver_match.view_name
    tabs = [{"label": label, "url": reverse(name), "current": name == here} for label, name in _TABS]
    return page(request, template, {**context, "tabs": tabs})
