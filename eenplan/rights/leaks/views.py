"""The pages of the register of leaks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.law.codes import Role
from eenplan.rights.leaks import actions, queries, rules
from eenplan.rights.leaks.forms import AnswerForm, AskForm, DescribeForm, RegisterForm, ReportForm, TellForm
from eenplan.rights.models import LeakInput
from eenplan.ui.http import form_page, page, perform, posted

ROWS = 25


def _may_read(who) -> None:
    rules.keeps_register(who.has(Role.CONTACT_POINT, Role.AUDITOR))


@require_safe
def leaks(request):
    """The register."""
    _may_read(request.acting)
    shown = Paginator(queries.leaks(), ROWS).get_page(request.GET.get("page"))
    return page(
        request,
        "rights/leaks/leaks.html",
        {"leaks": shown, "rows": [(leak, _clock(leak)) for leak in shown], "keeps": _keeps(request)},
    )


def _keeps(request, house=None) -> bool:
    return request.acting.has(Role.CONTACT_POINT, house=house)


def _clock(leak) -> dict:
    """What the clock says: hours left or late while nothing was decided, nothing afterwards."""
    left = rules.hours_left(leak.discovered_at, timezone.now())
    return {"runs": not leak.report, "left": max(left, 0), "late": left < 0, "hours_late": -left}


@form_page
def register(request):
    """Register a leak."""
    rules.keeps_register(_keeps(request))
    form = RegisterForm(posted(request), houses=queries.kept_houses(request.acting))
    if made := perform(form, actions.register, who=request.acting):
        messages.success(request, _("Het datalek is geregistreerd. De klok van 72 uur loopt."))
        return redirect(made)
    return page(request, "rights/leaks/register.html", {}, form=form)


@require_safe
def leak(request, pk):
    """One leak: the clock, the facts, who was asked, and the decisions."""
    return _leak_page(request, _leak(request, pk))


def _leak(request, pk):
    _may_read(request.acting)
    found = get_object_or_404(queries.leaks(), pk=pk)
    audit.record("leak.read", house=found.house_id, thing=found.number)
    return found


def _own_leak(request, pk):
    """A leak of a register that who acts keeps; supervision only reads."""
    found = _leak(request, pk)
    rules.keeps_register(_keeps(request, found.house_id))
    return found


def _leak_page(request, leak, **bound):
    acts = _keeps(request, leak.house_id) and not leak.closed_at
    forms = {}
    if acts:
        forms = {
            "describe": DescribeForm(instance=leak, prefix="describe"),
            "report": ReportForm(row=leak, prefix="report"),
            "tell": TellForm(row=leak, prefix="tell"),
            "ask": AskForm(professionals=queries.may_be_asked(leak.house), prefix="ask"),
        }
    return page(
        request,
        "rights/leaks/leak.html",
        {
            "leak": leak,
            "clock": _clock(leak),
            "inputs": queries.inputs(leak),
            "missing": queries.missing(leak),
            "acts": acts,
            **forms,
            **bound,
        },
    )


def _act(request, leak, name, form, action, done):
    if perform(form, action, who=request.acting, leak=leak):
        messages.success(request, done)
        return redirect(leak)
    leak.refresh_from_db()  # a form of the model puts what was typed on it
    return _leak_page(request, leak, **{name: form})


@require_POST
def describe(request, pk):
    """Fill in the facts."""
    mine = _own_leak(request, pk)
    form = DescribeForm(posted(request), instance=mine, prefix="describe")
    return _act(request, mine, "describe", form, actions.describe, _("De feiten zijn bewaard."))


@require_POST
def report(request, pk):
    """Decide on reporting to the authority."""
    mine = _own_leak(request, pk)
    form = ReportForm(posted(request), row=mine, prefix="report")
    return _act(request, mine, "report", form, actions.report, _("Het besluit over melden is vastgelegd."))


@require_POST
def tell(request, pk):
    """Decide on telling the persons."""
    mine = _own_leak(request, pk)
    form = TellForm(posted(request), row=mine, prefix="tell")
    return _act(request, mine, "tell", form, actions.tell, _("Het besluit over informeren is vastgelegd."))


@require_POST
def ask(request, pk):
    """Ask an organisation."""
    mine = _own_leak(request, pk)
    form = AskForm(posted(request), professionals=queries.may_be_asked(mine.house), prefix="ask")
    return _act(request, mine, "ask", form, actions.ask, _("De vraag staat klaar in “mijn werk” van wie u vroeg."))


@require_POST
def close(request, pk):
    """Close the file."""
    mine = _own_leak(request, pk)
    actions.close(request.acting, mine)
    messages.success(request, _("Het datalek is afgesloten."))
    return redirect(mine)


@form_page
def answer(request, pk):
    """Answer a question of the contact point; nothing else of the file is shown."""
    asked = get_object_or_404(
        LeakInput.objects.select_related("organisation"), pk=pk, account=request.acting.account_id
    )
    form = AnswerForm(posted(request)) if not asked.answered_at or request.method == "POST" else None
    if form is not None and perform(form, actions.answer, who=request.acting, asked=asked):
        messages.success(request, _("Dank u. Het contactpunt heeft uw antwoord."))
        return redirect("home")
    return page(request, "rights/leaks/answer.html", {"asked": asked}, form=form)
