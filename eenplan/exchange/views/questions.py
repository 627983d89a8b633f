"""Asking and answering in a case, and the numbers per organisation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.cases.pages import case_page, open_case
from eenplan.exchange import asking, queries, rules
from eenplan.exchange.forms import AskForm, RefuseForm
from eenplan.exchange.views.common import TAB, ask, told
from eenplan.law.calendar import workdays_after
from eenplan.law.codes import Role
from eenplan.ui.http import form_page, page, posted


@require_safe
def questions(request, number):
    """The questions of the case, the open ones first."""
    case = open_case(request.acting, number)
    return case_page(
        request,
        "exchange/questions.html",
        case,
        {"questions": queries.questions(case), "may_ask": queries.asks(case)},
        tab=TAB,
    )


@form_page
def pose(request, number):
    """Ask an organisation on the case."""
    case = open_case(request.acting, number)
    rules.may_ask(case.scopes)
    form = AskForm(
        posted(request),
        members=queries.people(case),
        organisations=queries.may_be_asked(request.acting, case),
        initial={"due_on": workdays_after(timezone.localdate(), case.house.answer_days)},
    )
    if made := told(form, asking.ask, who=request.acting, case=case):
        messages.success(request, _("De vraag is gesteld; zij staat bij deze organisatie in “mijn werk”."))
        return _to(case, made.pk)
    return ask(request, "exchange/ask.html", case, form)


@require_safe
def question(request, number, pk):
    """One question: what was asked, and the answer per person and category."""
    case = open_case(request.acting, number)
    shown = queries.question(case, pk)
    answers = queries.supplies(case) and shown.asked_id == case.speaks_for and not shown.withdrawn_at
    return case_page(
        request,
        "exchange/question.html",
        case,
        {
            "question": shown,
            "answers": answers,
            "existing": queries.could_answer(case, shown, request.acting.organisation_id) if answers else {},
            "may_ask": queries.asks(case),
            "may_note": queries.asks(case) and not (shown.open or shown.seen_at or shown.withdrawn_at),
        },
        tab=TAB,
    )


@require_POST
def take_back(request, number, pk):
    """Withdraw a question."""
    case = open_case(request.acting, number)
    asking.take_back(request.acting, case, queries.question(case, pk))
    messages.success(request, _("De vraag is ingetrokken."))
    return _to(case, pk)


@require_POST
def look(request, number, pk):
    """Take note of the answers."""
    case = open_case(request.acting, number)
    asking.look(request.acting, case, queries.question(case, pk))
    return _to(case, pk)


@require_POST
def nothing_known(request, number, pk):
    """Answer one line with "nothing known"."""
    case = open_case(request.acting, number)
    line = queries.line(case, pk)
    asking.nothing_known(request.acting, case, line)
    messages.success(request, _("Vastgelegd: hierover is bij uw organisatie niets bekend."))
    return _to(case, line.question_id)


@form_page
def refuse(request, number, pk):
    """Refuse one line for weighty reasons."""
    case = open_case(request.acting, number)
    line = queries.line(case, pk)
    rules.may_answer(line.asked_id == case.speaks_for, case.scopes)
    form = RefuseForm(posted(request))
    if told(form, asking.refuse, who=request.acting, case=case, line=line):
        messages.success(request, _("De weigering is vastgelegd."))
        return _to(case, line.question_id)
    return ask(request, "exchange/refuse.html", case, form, line=queries.line(case, pk))


@require_POST
def point_to(request, number, pk, item):
    """Answer one line with an item that stands in the case already."""
    case = open_case(request.acting, number)
    line = queries.line(case, pk)
    asking.point_to(request.acting, case, line, queries.one(case, item))
    messages.success(request, _("Het gegeven is als antwoord gegeven; de vrager kan het lezen."))
    return _to(case, line.question_id)


@require_safe
def per_organisation(request):
    """What was asked of whom in numbers: open, late, refused. Per organisation, never per employee (R-80)."""
    if not request.acting.has(Role.MANAGER, Role.PROCESS_DIRECTOR):
        raise Http404
    rows = queries.per_organisation(timezone.localdate())
    return page(
        request,
        "exchange/per_organisation.html",
        {
            "title": _("Informatievragen per organisatie"),
            "rows": rows,
            "late": queries.late_questions(),
            "totals": {name: sum(row[name] for row in rows) for name in ("asked", "open", "late", "refused")},
        },
    )


def _to(case, pk):
    return redirect(reverse("exchange:question", args=[case.number, pk]))
