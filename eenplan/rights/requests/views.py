"""The pages of requests: list and file of the contact point, and what an organisation is asked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.files.serving import serve
from eenplan.law.calendar import past
from eenplan.law.codes import Role
from eenplan.network import queries as network
from eenplan.rights.models import Answer, Consultation, Exemption, Letter, Measure, Request
from eenplan.rights.requests import actions, queries, rules
from eenplan.rights.requests.forms import (
    AnswerForm,
    ByHandForm,
    DecideForm,
    ExtendForm,
    FinishForm,
    HoldBackForm,
    IdentifyForm,
    JudgeForm,
    RegisterForm,
    SearchForm,
    outcomes,
)
from eenplan.rights.requests.telling import told_about
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, page, perform, posted, say_refusal

ROWS = 25


def _may_read(who) -> None:
    rules.only_contact_point(who.has(Role.CONTACT_POINT, Role.AUDITOR))


def _request(request, number: str, *, acts: bool = True) -> Request:
    """The request of this number; for who acts on it only when the contact point of its house."""
    _may_read(request.acting)
    asked = queries.one(request.acting, number) if number.isprintable() else None
    if asked is None:
        raise Http404
    if acts:
        rules.only_contact_point(request.acting.has(Role.CONTACT_POINT, house=asked.house_id))
    audit.about(house=asked.house_id, action="request.read")
    return asked


@require_safe
def requests(request):
    """Open requests by their term, or the decided ones."""
    _may_read(request.acting)
    decided = request.GET.get("stand") == "besloten"
    found = queries.requests(request.acting, decided=decided)
    shown = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return page(
        request,
        "rights/requests/list.html",
        {
            "requests": shown,
            "decided": decided,
            "counts": queries.counts(request.acting),
            "acts": request.acting.has(Role.CONTACT_POINT),
        },
    )


@form_page
def register(request):
    """Write down a request that came in."""
    houses = request.acting.houses(Role.CONTACT_POINT)
    rules.only_contact_point(bool(houses))
    form = RegisterForm(posted(request), houses=houses)
    if made := perform(form, actions.register, who=request.acting):
        messages.success(request, _("Het verzoek is vastgelegd. Controleer nu de identiteit van de aanvrager."))
        return redirect(made)
    return page(request, "rights/requests/register.html", form=form)


@require_safe
def request_page(request, number):
    """The file of a request: how far it is, who was asked, what they answered."""
    return _file(request, _request(request, number, acts=False))


def _file(request, asked: Request, **bound):
    acts = request.acting.has(Role.CONTACT_POINT, house=asked.house_id) and asked.decided_at is None
    mine = acts and asked.handler_id == request.acting.account_id
    checked = asked.applicant.identity_checked_on is not None or asked.applicant.identified
    judges = acts and checked and not asked.applicant.identified and not asked.person_id
    consulted = queries.consultations(asked)
    forms = {
        "identify": IdentifyForm(prefix="identify") if mine and not checked else None,
        "judge": JudgeForm(prefix="judge")
        if judges and asked.applicant.identity_by_id != request.acting.account_id
        else None,
        "search": _search_form(asked) if mine and asked.applicant.identified and not asked.person_id else None,
        "by_hand": ByHandForm(prefix="by_hand", initial={"handed_by": asked.applicant.handed_by}) if mine else None,
        "extend": ExtendForm(prefix="extend", differs=queries.address_differs(asked))
        if mine and not asked.extended_on and not asked.reopened_at and not past(asked.due_on)
        else None,
    }
    return page(
        request,
        "rights/requests/request.html",
        {
            "asked": asked,
            "consulted": consulted,
            "waiting": sum(each.answered_at is None for each in consulted),
            "too_early": _too_early(asked, consulted),
            "answers": asked.answers.select_related("account", "decided_by", "letter"),
            "letters": asked.letters.defer("locked").order_by("pk"),
            "measures": asked.measures.select_related("organisation", "item"),
            "steps": _steps(asked, consulted),
            "acts": acts,
            "mine": mine,
            "judges": judges,
            "secretly": mine and queries.lives_secretly(asked),
            "doubt": queries.doubt(asked) if mine else "",
            "going": queries.going(request.acting, asked) if asked.decided_at is None else [],
            **forms,
            **bound,
        },
    )


def _too_early(asked: Request, consulted: list[Consultation]) -> list[Consultation]:
    """The organisations whose answer is still waited for: before that, or before the term is over, little can be decided."""
    return [each for each in consulted if not each.answered_at] if not past(asked.due_on) else []


def _steps(asked: Request, consulted: list[Consultation]) -> list[dict]:
    done = [
        True,
        asked.applicant.identified,
        asked.searched_at is not None and all(each.answered_at for each in consulted),
        asked.decided_at is not None,
    ]
    current = done.index(False) if False in done else len(done)
    labels = [_("Vastgelegd"), _("Identiteit"), _("Raadpleging"), _("Besluit")]
    return [
        {"label": label, "state": "done" if here < current else "current" if here == current else "todo"}
        for here, label in enumerate(labels)
    ]


def _search_form(asked: Request, data=None) -> SearchForm:
    return SearchForm(
        data,
        prefix="search",
        initial={"name": asked.name, "birth_date": asked.birth_date, "bsn": asked.applicant.bsn},
    )


def _found(request, asked: Request, number: int):
    if asked.person_id:
        count = asked.consultations.count()
        messages.success(
            request,
            ngettext(
                "De persoon is gevonden en %(count)s organisatie is om een antwoord gevraagd.",
                "De persoon is gevonden en %(count)s organisaties zijn om een antwoord gevraagd.",
                count,
            )
            % {"count": count},
        )
    elif number:
        messages.warning(request, _("Meer personen passen hierbij. Vraag de aanvrager om het BSN en zoek opnieuw."))
    else:
        messages.warning(
            request, _("Niemand gevonden met deze gegevens. Kijk ze na en zoek opnieuw, of beslis dat er niets is.")
        )
    return redirect(asked)


@require_POST
def identify(request, number):
    """Record the check of the identity; a colleague judges it."""
    asked = _request(request, number)
    form = IdentifyForm(posted(request), prefix="identify")
    perform(form, actions.identify, who=request.acting, request=asked)
    if form.errors:
        return _file(request, asked, identify=form)
    messages.success(
        request, _("De controle is vastgelegd. Een tweede contactpunt beoordeelt haar; daarna zoekt het huis.")
    )
    return redirect(asked)


@require_POST
def judge(request, number):
    """The second pair of eyes on the check of the identity; enough is followed by the search."""
    asked = _request(request, number)
    form = JudgeForm(posted(request), prefix="judge")
    found = perform(form, actions.judge_identity, who=request.acting, request=asked)
    if form.errors:
        return _file(request, asked, judge=form)
    if found is not None:
        asked.refresh_from_db()
        return _found(request, asked, found)
    messages.success(request, _("Vastgelegd. De behandelaar controleert de identiteit opnieuw."))
    return redirect(asked)


@require_POST
def by_hand(request, number):
    """By whom the letters of this request are handed over."""
    asked = _request(request, number)
    form = ByHandForm(posted(request), prefix="by_hand")
    perform(form, actions.send_by_hand, who=request.acting, request=asked)
    if form.errors:
        return _file(request, asked, by_hand=form)
    messages.success(request, _("Vastgelegd."))
    return redirect(asked)


@require_POST
def search(request, number):
    """Look up again with better details."""
    asked = _request(request, number)
    form = _search_form(asked, posted(request))
    found = perform(form, actions.search_again, who=request.acting, request=asked)
    if form.errors:
        return _file(request, asked, search=form)
    if found is not None:
        return _found(request, asked, found)
    messages.info(
        request, _("Dit zijn andere gegevens dan beoordeeld waren. Een tweede contactpunt beoordeelt ze eerst.")
    )
    return redirect(asked)


@require_POST
def take_over(request, number):
    """Go on with a request of a colleague."""
    asked = _request(request, number)
    actions.take_over(request.acting, asked)
    messages.success(request, _("U behandelt dit verzoek nu."))
    return redirect(asked)


@require_POST
def extend(request, number):
    """Two months more, with a letter that says why."""
    asked = _request(request, number)
    form = ExtendForm(posted(request), prefix="extend", differs=queries.address_differs(asked))
    if perform(form, actions.extend, who=request.acting, request=asked):
        messages.success(request, _("De termijn is verlengd. De brief aan de aanvrager staat klaar: verstuur hem nu."))
        return redirect(asked)
    return _file(request, asked, extend=form)


@form_page
def decide(request, number):
    """What the letter will tell, what is left out of it, and the decision."""
    asked = _request(request, number)
    if asked.decided_at:
        messages.info(request, _("Op dit verzoek is al besloten."))
        return redirect(asked)
    if asked.handler_id != request.acting.account_id:
        messages.info(request, _("Een collega behandelt dit verzoek. Neem het over om te beslissen."))
        return redirect(asked)
    chapters = told_about(asked.person_id, queries.unnamed(asked)) if asked.person_id else []
    form = _decide_form(request, asked, chapters)
    if decision := perform(form, actions.decide, who=request.acting, request=asked):
        messages.success(request, _("Het besluit is vastgelegd. De brief staat klaar: download en verstuur hem."))
        return redirect(decision.request)
    consulted = queries.consultations(asked)
    return page(
        request,
        "rights/requests/decide.html",
        {
            "asked": asked,
            "chapters": chapters,
            "left_out": set(form["left_out"].value() or []),
            "consulted": consulted,
            "silent": [each for each in consulted if not each.answered_at],
            "secretly": queries.lives_secretly(asked),
            "differs": queries.address_differs(asked),
            "doubt": queries.doubt(asked),
            "too_early": _too_early(asked, consulted),
        },
        form=form,
    )


def _decide_form(request, asked: Request, chapters) -> DecideForm:
    consulted = queries.consultations(asked)
    withheld = sum(not each.lapsed_at for consultation in consulted for each in consultation.exemptions.all())
    missing = sum(each.answered_at is None for each in consulted)
    possible = outcomes(asked, withheld, missing)
    if _too_early(asked, consulted) and request.method != "POST":  # who sends it all the same reads the rule
        possible = [Answer.Outcome.DISMISSED]
    return DecideForm(
        posted(request),
        request=asked,
        organisations=network.participants(asked.house),
        chapters=chapters,
        items=queries.items(asked),
        outcomes=possible,
        differs=queries.address_differs(asked),
        initial={"outcome": possible[0], "left_out": list(asked.omissions.values_list("thing", flat=True))},
    )


@require_safe
def letter(request, pk):
    """A letter as it was made, for the contact point of its house."""
    _may_read(request.acting)
    kept = get_object_or_404(
        Letter.objects.select_related("request").filter(house__in=request.acting.houses(Role.CONTACT_POINT)), pk=pk
    )
    audit.record(
        "request.letter",
        house=kept.house_id,
        thing=kept.request.number,
        subjects=[kept.person_id] if kept.person_id else [],
    )
    return serve(kept)


# The organisation that is asked


@form_page
def consultation(request, pk):
    """What one's organisation is asked: hold back what must be held back, and answer."""
    asked = queries.consultation(request.acting, pk)
    audit.about(house=asked.house_id, action="request.consult")
    on_behalf = request.acting.has(Role.CONTACT_POINT, house=asked.house_id)
    form = AnswerForm(posted(request), on_behalf=on_behalf)
    if perform(form, actions.answer, who=request.acting, consultation=asked):
        messages.success(request, _("Het antwoord van de organisatie is vastgelegd."))
        return redirect("rights:consultation", pk)
    exemptions = list(asked.exemptions.select_related("account").order_by("pk"))
    items = queries.own_items(asked, exemptions)
    standing = {each.part: each for each in exemptions if not each.item_id and not each.lapsed_at}
    return page(
        request,
        "rights/requests/consultation.html",
        {
            "asked": asked,
            "items": items,
            "parts": [(part, standing.get(part.value)) for part in Exemption.Part if part != Exemption.Part.ITEM],
            "exemptions": exemptions,
            "may_lapse": queries.may_lapse(asked),
            "on_behalf": on_behalf,
        },
        form=form,
    )


@form_page
def hold_back(request, pk):
    """Invoke an exception for one item or part, named in the address."""
    asked = queries.consultation(request.acting, pk)
    part, item, label = _chosen(request, asked)
    form = HoldBackForm(posted(request))
    if perform(form, actions.hold_back, who=request.acting, consultation=asked, part=part, item=item):
        messages.success(request, _("De uitzondering is vastgelegd."))
        return redirect("rights:consultation", pk)
    return page(request, "rights/requests/hold_back.html", {"asked": asked, "label": label}, form=form)


def _chosen(request, asked: Consultation) -> tuple[str, int | None, str]:
    """The item or part in the address; 404 when it is none of this consultation."""
    chosen = request.GET.get("onderdeel", "")
    if chosen in set(Exemption.Part.values) - {Exemption.Part.ITEM}:
        return chosen, None, str(Exemption.Part(chosen).label)
    for item in queries.own_items(asked, []):
        if chosen == str(item.pk):
            return Exemption.Part.ITEM, item.pk, item.category
    raise Http404


@require_POST
def lapse(request, pk):
    """The exception is over."""
    exemption = get_object_or_404(Exemption.objects.select_related("consultation__request"), pk=pk)
    queries.consultation(request.acting, exemption.consultation_id)  # 404 for who only supervises
    form = Form(posted(request))
    if perform(form, actions.lapse, who=request.acting, exemption=exemption):
        messages.success(
            request, _("De uitzondering is vervallen. Het contactpunt vertelt de betrokkene wat wegbleef.")
        )
    else:
        say_refusal(request, form)
    return redirect("rights:consultation", exemption.consultation_id)


@form_page
def measure(request, pk):
    """A task that follows from a granted request, or a restriction that the contact point ends."""
    task = get_object_or_404(
        Measure.objects.select_related("request", "organisation", "item").exclude(person=None), pk=pk
    )
    may_finish = queries.own_tasks(request.acting).filter(pk=pk).exists() or (
        task.kind == Measure.Kind.RESTRICT and request.acting.has(Role.CONTACT_POINT, house=task.house_id)
    )
    form = FinishForm(posted(request)) if may_finish and not task.until else None
    if request.method == "POST":
        rules.may_finish(may_finish, done=task.until is not None)
    if form is not None and perform(form, actions.finish, who=request.acting, measure=task):
        messages.success(request, _("Vastgelegd."))
        return redirect("rights:measure", pk)
    return page(request, "rights/requests/measure.html", {"task": task}, form=form)
