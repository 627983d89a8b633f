"""The tab "Verstrekken" of a case: third parties, provisions, and whether another house knows somebody. Thin."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.cases.pages import case_page, open_case
from eenplan.exchange.queries import people
from eenplan.files import serving
from eenplan.provisions import actions, forms, queries, rules
from eenplan.provisions.models import Provision, SecrecyStatement
from eenplan.ui.http import form_page, perform, posted

TAB = "provisions:list"


@require_safe
def provisions(request, number):
    """Everything that left the case or is on its way, the third parties, and the checks with other houses."""
    case = open_case(request.acting, number)
    return case_page(
        request,
        "provisions/list.html",
        case,
        {
            "provisions": queries.provisions(case),
            "third_parties": list(queries.third_parties(case)),
            "checks": list(queries.checks(case)),
            "answered": list(queries.answered(case)),
            "steers": queries.steers(case),
            "admits": "decide" in case.scopes,
            "asks": bool(case.scopes) and queries.is_core(request.acting),
        },
        tab=TAB,
    )


# Third parties


@form_page
def admit(request, number):
    """Admit a third party to the case."""
    case = open_case(request.acting, number)
    rules.may_admit(case.scopes)
    form = forms.ThirdPartyForm(posted(request), organisations=queries.third_organisations())
    if admitted := perform(form, actions.admit, who=request.acting, case=case):
        messages.success(request, _("De derde is toegelaten. Leg nu de ondertekende verklaring vast."))
        return redirect("provisions:statement", case.number, admitted.pk)
    return case_page(request, "provisions/admit.html", case, tab=TAB, form=form)


@form_page
def statement(request, number, pk):
    """Keep the signed secrecy statement of a third party."""
    case = open_case(request.acting, number)
    rules.may_provide(case.scopes)
    third = get_object_or_404(queries.third_parties(case), pk=pk)
    form = forms.StatementForm(posted(request), request.FILES or None)
    if perform(form, actions.keep_statement, who=request.acting, case=case, third_party=third):
        messages.success(request, _("De verklaring is vastgelegd; de derde mag nu aan tafel en gegevens ontvangen."))
        return redirect(TAB, case.number)
    return case_page(request, "provisions/statement.html", case, {"third_party": third}, tab=TAB, form=form)


@require_safe
def statement_file(request, number, pk):
    """The signed statement, as a download."""
    case = open_case(request.acting, number)
    kept = get_object_or_404(SecrecyStatement, case=case, third_party=pk)
    audit.record(
        "third_party.statement.read", house=case.house_id, case=case.pk, thing=f"third_party:{kept.third_party_id}"
    )
    return serving.serve(kept)


@require_POST
def end(request, number, pk):
    """A third party takes part no longer."""
    case = open_case(request.acting, number)
    actions.end(request.acting, case, get_object_or_404(queries.third_parties(case), pk=pk))
    messages.success(request, _("De derde neemt niet meer deel."))
    return redirect(TAB, case.number)


# Provisions


@form_page
def new(request, number):
    """Begin: to whom."""
    case = open_case(request.acting, number)
    rules.may_provide(case.scopes)
    form = forms.RecipientForm(posted(request), recipients=queries.recipients(case))
    if made := perform(form, actions.begin, who=request.acting, case=case):
        return redirect("provisions:step", case.number, made.pk, "gegevens")
    return case_page(request, "provisions/new.html", case, tab=TAB, form=form)


@require_safe
def provision(request, number, pk):
    """One provision: where it stands, what goes, who answered what, and what has to happen now."""
    case = open_case(request.acting, number)
    return _provision_page(request, case, queries.one(case, pk))


@form_page
def step(request, number, pk, step):
    """One step of the preparation; what is fixed by now leads back to the provision, also after the back button."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    if step not in _STEPS:
        raise Http404
    rules.may_provide(case.scopes)
    stage, make, action, following = _STEPS[step]
    if shown.stage != stage:
        messages.info(request, _("Deze stap ligt vast. Zo staat de verstrekking er nu voor."))
        return redirect(shown)
    form = make(request, case, shown)
    if perform(form, action, who=request.acting, case=case, provision=shown):
        return redirect("provisions:step", case.number, shown.pk, following) if following else redirect(shown)
    road = queries.road(shown, shown.choices.count())
    here = next(each for each in road if each["key"] == step)
    return case_page(
        request,
        "provisions/step.html",
        case,
        {"provision": shown, "road": road, "step": here, "template": f"provisions/_{step}.html"},
        tab=TAB,
        form=form,
    )


def _recipient_form(request, case, shown):
    return forms.RecipientForm(posted(request), row=shown, recipients=queries.recipients(case))


def _items_form(request, case, shown):
    return forms.ItemsForm(
        posted(request), row=shown, found=queries.items(case), network=shown.kind == Provision.Kind.NETWORK
    )


def _motivation_form(request, case, shown):
    return forms.MotivationForm(posted(request), row=shown)


def _check_form(request, case, shown):
    return forms.CheckForm(posted(request), row=shown, third_party=shown.kind == Provision.Kind.THIRD_PARTY)


#: step: (stage in which it can be done, its form, its action, the step after it)
_STEPS = {
    "ontvanger": (rules.Stage.DRAFT, _recipient_form, actions.readdress, "gegevens"),
    "gegevens": (rules.Stage.DRAFT, _items_form, actions.choose, "noodzaak"),
    "noodzaak": (rules.Stage.DRAFT, _motivation_form, actions.motivate, ""),
    "controle": (rules.Stage.ROUND, _check_form, actions.check, ""),
}


@require_POST
def ask(request, number, pk):
    """Start the round."""
    return _act(request, number, pk, actions.ask, _("De rondvraag loopt: de leveranciers zien de vraag in hun werk."))


@require_POST
def provide(request, number, pk):
    """Provide: the letter is made, and it counts."""
    return _act(request, number, pk, actions.provide, _("Verstrekt. De brief staat klaar om te versturen."))


@require_POST
def withdraw(request, number, pk):
    """Stop a provision."""
    return _act(request, number, pk, actions.withdraw, _("De verstrekking is ingetrokken; er is niets verstrekt."))


def _act(request, number, pk, action, done, form=forms.Form, name="refused"):
    """An act on a provision by who may provide; what is refused stands on its page, in the form of that name."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    rules.may_provide(case.scopes)
    typed = form(request.POST)
    if perform(typed, action, who=request.acting, case=case, provision=shown):
        messages.success(request, done)
        return redirect(shown)
    return _provision_page(request, case, queries.one(case, pk), **{name: typed})


@require_POST
def answer(request, number, pk):
    """Answer in the round on behalf of one's own organisation."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    mine = _mine(request, case, shown)
    if mine is None:
        raise Http404
    mine.provision = shown
    form = forms.AnswerForm(request.POST, row=mine, explicit=mine.explicit)
    if perform(form, actions.answer, who=request.acting, case=case, reply=mine):
        messages.success(request, _("Uw antwoord is vastgelegd."))
        return redirect(shown)
    return _provision_page(request, case, shown, answer=form)


@require_safe
def letter(request, number, pk):
    """The letter as it was provided, as a download."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    kept = queries.letter(shown)
    if kept is None:
        raise Http404
    chosen = [choice.item for choice in queries.choices(shown)]
    audit.record(
        "provision.letter",
        house=case.house_id,
        case=case.pk,
        thing=f"provision:{shown.pk}",
        subjects=sorted({item.person_id for item in chosen}),
        categories=sorted({item.category for item in chosen}),
    )
    return serving.serve(kept)


@require_POST
def feedback(request, number, pk):
    """Record what the recipient reports."""
    done = _("De terugkoppeling is vastgelegd.")
    return _act(request, number, pk, actions.report_feedback, done, forms.FeedbackForm, "feedback")


@require_POST
def tell(request, number, pk):
    """Record that the recipient was told what changed."""

    def told(who, case, provision, choice, change, how):
        found = next((each for each in queries.choices(provision) if each.pk == choice), None)
        if found is None:
            raise Http404
        return actions.tell(who, case, found, change=change, how=how)

    return _act(request, number, pk, told, _("Vastgelegd dat de ontvanger het weet."), forms.ToldForm, "told")


def _to_tell(chosen, sent=None):
    """What the recipient must still hear, each with its form: what was typed stands in the one that was sent."""
    found = queries.changes(chosen)
    for each in found:
        about = {"choice": str(each["choice"].pk), "change": str(each["change"])}
        mine = sent is not None and about.items() <= sent.data.dict().items()
        each["form"] = sent if mine else forms.ToldForm(initial=about)
        each["form"].auto_id = f"id_{about['choice']}_{about['change']}_%s"
    return found


def _mine(request, case, shown):
    """The question to one's own organisation, for who may answer it."""
    if not {"take_part", "decide"} & set(case.scopes):
        return None
    return next((each for each in shown.replies.all() if each.organisation_id == case.speaks_for), None)


def _provision_page(request, case, shown, **given):
    chosen = queries.choices(shown)
    steers = queries.steers(case)
    running = shown.stage == rules.Stage.ROUND
    mine = _mine(request, case, shown)
    road = queries.road(shown, len(chosen), steers)
    todo = next((each["key"] for each in road if each["state"] == "current"), "")
    provided = shown.stage == rules.Stage.PROVIDED and steers
    context = {
        "provision": shown,
        "chosen": chosen,
        "unmet": [choice.item for choice in chosen if not choice.item.conditions_met],
        "road": road,
        "todo": todo,
        "steers": steers,
        "mine": mine,
        "answer": forms.AnswerForm(row=mine, explicit=mine.explicit) if running and mine else None,
        "feedback": forms.FeedbackForm() if provided else None,
        "expected": queries.expected_feedback(shown, shown.feedback.all()),
        "changes": _to_tell(chosen, given.get("told")) if provided else [],
        "letter": queries.letter(shown) if provided else None,
        "whole": queries.reads_whole(shown),
        "told": None,
        "refused": None,
        **given,
    }
    if given.get("told") and all(each["form"] is not given["told"] for each in context["changes"]):
        context["refused"] = given["told"]
    return case_page(request, "provisions/provision.html", case, context, tab=TAB)


# Known in another house?


@form_page
def known(request, number):
    """Ask another house whether it knows somebody of this case; the answer stands on the tab."""
    case = open_case(request.acting, number)
    rules.may_ask_if_known(queries.is_core(request.acting), case.scopes)
    form = forms.KnownForm(posted(request), members=people(case), houses=queries.other_houses(case))
    if check := perform(form, actions.ask_if_known, who=request.acting, case=case):
        found = _("Bekend: neem contact op met de procesregisseur daar.") if check.hit else _("Daar niet bekend.")
        messages.info(request, found)
        return redirect(TAB, case.number)
    return case_page(
        request, "provisions/known.html", case, {"limit": case.house.known_checks_per_day}, tab=TAB, form=form
    )
