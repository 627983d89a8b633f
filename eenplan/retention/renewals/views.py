"""The pages of renewing: of an open case, and of a closed one that hardly anybody sees."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.cases.pages import case_page, open_case
from eenplan.cases.rules import steers
from eenplan.law.codes import Role
from eenplan.retention import warnings
from eenplan.retention.models import Renewal, RenewalVoice
from eenplan.retention.renewals import actions, queries, rules
from eenplan.retention.renewals.forms import ProposeForm, ReopenForm, VoiceForm
from eenplan.ui.http import form_page, page, perform, posted

Kind = RenewalVoice.Kind


@require_safe
def renewals(request, number):
    """The term of an open case: how long it is kept, what holds it, and its renewals."""
    case = open_case(request.acting, number)
    return case_page(
        request,
        "retention/renewals/case.html",
        case,
        {
            "term": warnings.term(case),
            "renewals": queries.of_case(case),
            "holds": case.holds.select_related("reviewer", "account"),
            "steers": steers(case.scopes),
        },
        tab="retention:renewals",
    )


@form_page
def propose(request, number):
    """Propose to keep an open case for longer (ground a)."""
    case = open_case(request.acting, number)
    rules.may_prepare(steers(case.scopes))
    form = ProposeForm(posted(request), retain_until=case.retain_until)
    if made := perform(form, actions.propose, who=request.acting, case=case):
        messages.success(request, _("Het voorstel staat klaar; de organisaties kunnen zich uitspreken."))
        return redirect("retention:renewal", made.pk)
    return case_page(request, "retention/renewals/propose.html", case, {"term": warnings.term(case)}, form=form)


@require_safe
def closed(request):
    """Closed cases that can still be renewed, and the proposals that run; for process directors."""
    rules.may_prepare(request.acting.has(Role.PROCESS_DIRECTOR))
    proposals = queries.running().filter(ground=Renewal.Ground.RELAPSE, account=request.acting.account_id)
    rows = [(renewal, queries.number_of(renewal)) for renewal in proposals]
    return page(request, "retention/renewals/closed.html", {"cases": queries.renewable(), "proposals": rows})


@form_page
def reopen(request, number):
    """Propose to process a closed case again (ground b)."""
    rules.may_prepare(request.acting.has(Role.PROCESS_DIRECTOR))
    case = next((one for one in queries.renewable() if one.number == number), None)
    if case is None:
        raise Http404
    form = ReopenForm(posted(request), retain_until=case.retain_until)
    audit.about(house=case.house, case=case.pk)
    if made := perform(form, actions.propose_reopening, who=request.acting, case=case):
        messages.success(request, _("Het voorstel staat klaar; de organisaties kunnen zich uitspreken."))
        return redirect("retention:renewal", made.pk)
    return page(request, "retention/renewals/reopen.html", {"renewed": case}, form=form)


@require_safe
def renewal(request, pk):
    """One proposal: why, who ordered it, who assented, and what is destroyed when it starts."""
    return _renewal_page(request, _renewal(pk))


def _renewal(pk) -> Renewal:
    found = get_object_or_404(Renewal.objects.select_related("account"), pk=pk)
    audit.record("renewal.read", house=found.house_id, case=found.case_id)
    return found


def _renewal_page(request, shown, wrong=None):
    voices = queries.voices(shown)
    runs = shown.started_at is None and shown.withdrawn_at is None
    mine = next((one for one in voices if one.organisation.pk == request.acting.organisation_id), None)
    speaks = runs and mine and shown.pk in queries.may_speak()
    forms = [
        wrong if wrong is not None and wrong.data.get("kind") == kind else _voice_form(request, shown, kind)
        for kind, asked in ((Kind.ORDER, speaks and mine.core), (Kind.ASSENT, speaks and mine.items))
        if asked
    ]
    return page(
        request,
        "retention/renewals/renewal.html",
        {
            "renewal": shown,
            "number": queries.number_of(shown),
            "voices": voices,
            "runs": runs,
            "criteria": [(name[-1], getattr(shown, name)) for name in actions.CRITERIA if getattr(shown, name)],
            "ready": runs
            and all(voice.ordered for voice in voices if voice.core)
            and all(voice.assents is not None for voice in voices if voice.items and voice.answers),
            "lost": sum(voice.items for voice in voices if not voice.assents),
            "steers": _steers(request, shown),
            "forms": forms,
        },
        form=wrong,
    )


def _voice_form(request, shown, kind, data=None) -> VoiceForm:
    own = request.acting.organisation_id
    return VoiceForm(data, row=shown, initial=lambda: {"standing": queries.latest_voice(shown, kind, own)}, kind=kind)


def _steers(request, shown) -> bool:
    if shown.account_id == request.acting.account_id:
        return True
    return queries.steers(request.acting, shown.case_id)


@require_POST
def speak(request, pk):
    """Order or assent for the own organisation."""
    shown = _renewal(pk)
    rules.is_heard(shown.pk in queries.may_speak())
    kind = next((kind for kind in Kind.values if kind == request.POST.get("kind")), None)
    form = _voice_form(request, shown, kind, posted(request))
    if perform(form, actions.speak, who=request.acting, renewal=shown):
        messages.success(request, _("Vastgelegd namens uw organisatie."))
        return redirect("retention:renewal", shown.pk)
    return _renewal_page(request, shown, form)


@require_POST
def start(request, pk):
    """Start the renewal: items without assent are destroyed."""
    shown = _renewal(pk)
    rules.may_prepare(_steers(request, shown))
    gone = actions.start(request.acting, shown)
    done = ngettext(
        "De hernieuwing is ingegaan; %(number)s gegeven zonder instemming is vernietigd.",
        "De hernieuwing is ingegaan; %(number)s gegevens zonder instemming zijn vernietigd.",
        gone,
    )
    messages.success(request, done % {"number": gone})
    return redirect("retention:renewal", shown.pk)


@require_POST
def withdraw(request, pk):
    """Take the proposal back."""
    shown = _renewal(pk)
    rules.may_prepare(_steers(request, shown))
    actions.withdraw(request.acting, shown)
    messages.success(request, _("Het voorstel is ingetrokken; de uiterste datum blijft zoals hij was."))
    return redirect("retention:renewal", shown.pk)
