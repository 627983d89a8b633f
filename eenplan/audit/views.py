"""The log for supervisors: for the purposes of WGS 1.8(4) only, never for performance (R-73)."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eenplan.access.models import Account
from eenplan.audit import actions, activities, anchors, evidence, naming, queries, rules, tasks, words
from eenplan.audit.forms import EvidenceForm, ExportForm, LogFilter, PurposeForm, ReviewForm
from eenplan.audit.models import Review
from eenplan.audit.trail import record
from eenplan.law.codes import Role
from eenplan.ui.http import form_page, page, perform, posted

LINES = 50
#: so many steps of a verification are walked within a request; the worker does the rest
STEPS = 3

_TABS = (
    (gettext_lazy("Logregels"), "audit:log", "list"),
    (gettext_lazy("Keten en zegels"), "audit:verify", "shield-check"),
    (gettext_lazy("Maandelijkse controle"), "audit:reviews", "clipboard-check"),
    (gettext_lazy("Uitvoer en auditdossier"), "audit:exports", "file-export"),
    (gettext_lazy("Verwerkingsregister"), "audit:activities", "database-search"),
)


def supervised(request) -> dict[int, str]:
    """The houses under supervision of who acts, by name. Raises Http404 for everybody else."""
    houses = request.acting.houses(Role.AUDITOR)
    if not houses:
        raise Http404
    return dict(sorted(naming.names("house", houses).items(), key=lambda house: house[1]))


def audit_page(request, template, context, **kwargs):
    """A page of the log with its tabs."""
    here = request.resolver_match.view_name
    tabs = [
        {"label": label, "url": reverse(name), "icon": icon, "current": name == here} for label, name, icon in _TABS
    ]
    return page(request, template, {**context, "tabs": tabs}, **kwargs)


@require_safe
def log(request):
    """The lines of a house, for a purpose that was named; reading them is a line itself."""
    houses = supervised(request)
    asked = LogFilter(request.GET if "purpose" in request.GET else None, houses=houses)
    shown = {}
    if asked.is_valid():
        subject = asked.cleaned_data["person"]
        record(
            "log.read",
            house=asked.cleaned_data["house"],
            case=asked.cleaned_data["case"],
            subjects=[subject] if subject else [],
            detail=asked.described(),
        )
        shown = shown_lines(request, queries.lines(**asked.conditions()))
    return audit_page(request, "audit/log.html", shown, form=asked)


def shown_lines(request, found) -> dict:
    """One leaf of log lines with the names behind the numbers, for `audit/_lines.html`."""
    leaf = queries.leaf(found, request.GET.get("before", ""), LINES)
    older = request.GET.copy()
    older["before"] = leaf.older
    newest = request.GET.copy()
    newest.pop("before", None)
    accounts = {line.account_id for line in leaf.lines if line.account_id}
    return {
        "names": {
            "account": dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name")),
            "organisation": naming.names("organisation", {line.organisation_id for line in leaf.lines}),
            "case": naming.names("case", {line.case_id for line in leaf.lines}),
        },
        "lines": leaf.lines,
        "older": f"?{older.urlencode()}" if leaf.older else "",
        "newest": f"?{newest.urlencode()}" if "before" in request.GET else "",
    }


def asked_purpose(request) -> PurposeForm:
    """The question what the log is read for, for a page that shows lines of its own."""
    return PurposeForm(request.GET if "purpose" in request.GET else None)


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """What was verified, what is anchored outside the database, and a button to verify again."""
    houses = supervised(request)
    house = next(iter(houses))
    if request.method == "POST":
        return _begin(request, house)
    found = list(queries.verifications(house)[:10])
    running = bool(found) and found[0].finished_at is None
    context: dict = {"found": found[0] if found else None, "earlier": found[1:], "running": running}
    if not running:
        context |= {"anchors": anchors.check(), "public_key": anchors.public_key()}
    return audit_page(request, "audit/verify.html", context, partial="progress")


def _begin(request, house: int):
    """Walk a few steps at once, which is all of a small log; leave the rest to the worker."""
    queries.seal()
    number = queries.begin(whole="whole" in request.POST, house=house)
    if not any(queries.step(number) for _turn in range(STEPS)):
        tasks.verify.defer(number=number)
    record("log.verify", house=house, outcome="ok" if queries.outcome(number)["ok"] else "refused")
    return redirect("audit:verify")


@require_safe
def reviews(request):
    """The monthly reviews, open ones first."""
    found = list(queries.reviews(list(supervised(request))))
    return audit_page(
        request, "audit/reviews.html", {"reviews": found, "open": [each for each in found if not each.closed_at]}
    )


@form_page
def review(request, pk):
    """One month: what to look at, as figures per organisation, and what was found."""
    supervised(request)
    found = get_object_or_404(Review, pk=pk)
    form = ReviewForm(posted(request), row=found)
    if request.method == "POST" and perform(form, actions.close_review, who=request.acting, review=found):
        messages.success(request, _("De logcontrole is afgerond."))
        return redirect("audit:reviews")
    names = naming.names("organisation", {row["organisation_id"] for row in found.figures})
    rows = [{**row, "name": names.get(row["organisation_id"], _("onbekend"))} for row in found.figures]
    last = (found.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    look = f"{reverse('audit:log')}?purpose={words.Purpose.INTERNAL}&house={found.house_id}&since={found.month}&until={last}"
    return audit_page(request, "audit/review.html", {"review": found, "rows": rows, "look": look}, form=form)


@require_safe
def exports(request):
    """Two forms: the log in the shape of a standard, and the audit file."""
    return _exports(request)


@require_POST
def export(request):
    """The log of a period as a file."""
    form = ExportForm(request.POST, houses=supervised(request), prefix="log")
    text = perform(form, actions.export_page, who=request.acting)
    if text is None:
        return _exports(request, log_form=form)
    if text is True:
        text = ""
    asked = form.cleaned_data
    return _download(text, f"log-{asked['shape']}-{asked['since']}-{asked['until']}.jsonl", "application/jsonl")


@require_POST
def audit_file(request):
    """The audit file of a period as a zip."""
    form = EvidenceForm(request.POST, houses=supervised(request), prefix="file")
    packed = perform(form, actions.hand_over_evidence, who=request.acting)
    if packed is None:
        return _exports(request, file_form=form)
    asked = form.cleaned_data
    return _download(packed, f"auditdossier-{asked['since']}-{asked['until']}.zip", "application/zip")


def _exports(request, log_form=None, file_form=None):
    houses, today = supervised(request), timezone.localdate()
    month = {"since": today - timedelta(days=30), "until": today}
    year = {"since": today.replace(month=1, day=1), "until": today}
    context = {
        "log_form": log_form or ExportForm(houses=houses, initial=month, prefix="log"),
        "file_form": file_form or EvidenceForm(houses=houses, initial=year, prefix="file"),
        "parts": evidence.parts(),
        "most": rules.AT_MOST_LINES,
    }
    return audit_page(request, "audit/exports.html", context)


def _download(content, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@require_safe
def activities_page(request):
    """The register of processing activities (AVG 30); log lines and exports point here."""
    context = {"activities": activities.ACTIVITIES}
    acting = getattr(request, "acting", None)
    if acting and acting.has(Role.AUDITOR):
        return audit_page(request, "audit/activities.html", context)
    return page(request, "audit/activities.html", context)
