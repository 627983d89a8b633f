"""The pages of the network: everybody of the house reads who takes part; the administrator changes it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from eenplan.law.codes import Role
from eenplan.network import actions, forms, queries, rules
from eenplan.network.models import Organisation, Proposal
from eenplan.network.terms import TERMS
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, page, perform, posted

PER_PAGE = 50


def _house(request, code):
    return get_object_or_404(queries.houses(request.acting), code=code)


def _administered(request, code):
    house = _house(request, code)
    rules.may_administer(request.acting.roles_in(house.pk))
    return house


def _url(name, house, *args):
    return reverse(f"network:{name}", args=[house.code, *args])


def _context(request, house, tab="", **more):
    """What every page of the network shows around its own: the house, its tabs, and what one may do here."""
    shown = (
        ("house", _("Huis"), "home-2"),
        ("organisations", _("Deelnemers"), "building-community"),
        ("professionals", _("Professionals"), "users"),
        *(
            [("proposals", _("Vier ogen"), "eye-check")]
            if request.acting.has(Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR, house=house.pk)
            else []
        ),
        *([("reviews", _("Toetsing"), "user-question")] if _reviews(request, house) else []),
    )
    return {
        "house": house,
        "administers": request.acting.has(Role.ADMINISTRATOR, house=house.pk),
        "publishes": request.acting.has(Role.ADMINISTRATOR, Role.MANAGER, house=house.pk),
        "screens": request.acting.has(Role.ADMINISTRATOR, Role.AUDITOR, house=house.pk),
        "tabs": [
            {"label": label, "url": _url(name, house), "icon": icon, "current": name == tab}
            for name, label, icon in shown
        ],
        **more,
    }


def _change(
    request, house, form, action, given, *, title, submit, done, back, crumb="", template="network/form.html", **context
):
    """Draw a form and perform its action with `given`: what every changing page of this room does."""
    result = perform(form, action, who=request.acting, **given)
    if result is not None:
        messages.success(request, done)
        return redirect(back)
    return page(
        request,
        template,
        _context(request, house, title=title, submit=submit, back=back, crumb=crumb or house.name, **context),
        form=form,
    )


# --- house --------------------------------------------------------------------------------------


@require_safe
def house(request, code=None):
    """A house: purpose, working area, contact point and terms. Without code: the first one somebody works in."""
    mine = list(queries.houses(request.acting))
    shown = next((house for house in mine if code in (None, house.code)), None)
    if shown is None:
        raise Http404
    values = {name: getattr(shown, name) for name in TERMS} | {"triage_weekday": WEEKDAYS[shown.triage_weekday - 1]}
    terms = [(term, values[name]) for name, term in TERMS.items()]
    return page(
        request,
        "network/house.html",
        _context(
            request,
            shown,
            "house",
            terms=terms,
            areas=queries.working_area(shown),
            today=timezone.localdate(),
            others=[other for other in mine if other != shown],
        ),
    )


@form_page
def edit(request, code):
    """Change name, purpose, contact point and terms."""
    mine = _administered(request, code)
    return _change(
        request,
        mine,
        forms.HouseForm(posted(request), instance=mine),
        actions.change_house,
        {"house": mine},
        title=_("Huis wijzigen"),
        submit=_("Opslaan"),
        done=_("De gegevens van het huis zijn opgeslagen."),
        back=_url("house", mine),
    )


@form_page
def area_add(request, code):
    """Let a municipality join the working area."""
    mine = _administered(request, code)
    return _change(
        request,
        mine,
        forms.AddAreaForm(posted(request), house=mine),
        actions.add_area,
        {"house": mine},
        title=_("Gemeente toevoegen"),
        submit=_("Toevoegen"),
        done=_("De gemeente hoort bij het werkgebied."),
        back=_url("house", mine),
    )


@form_page
def area(request, code, pk):
    """Change from when until when a municipality belongs to the house."""
    mine = _administered(request, code)
    shown = get_object_or_404(mine.working_area.select_related("municipality"), pk=pk)
    form = forms.AreaForm(posted(request), initial={"since": shown.since, "until": shown.until})
    return _change(
        request,
        mine,
        form,
        actions.change_area,
        {"area": shown},
        title=shown.municipality.name,
        submit=_("Opslaan"),
        done=_("Het werkgebied is gewijzigd."),
        back=_url("house", mine),
    )


# --- organisations ------------------------------------------------------------------------------


@require_safe
def organisations(request, code):
    """The participation matrix: which kinds take part since when, and which are missing."""
    mine = _house(request, code)
    rows, former = queries.matrix(mine)
    usual = [row for row in rows if not row.third_party_only]
    return page(
        request,
        "network/organisations.html",
        _context(
            request,
            mine,
            "organisations",
            rows=rows,
            former=former,
            today=timezone.localdate(),
            present=sum(not row.missing for row in usual),
            usual=len(usual),
            missing=[row.kind.label for row in usual if row.missing],
        ),
    )


@form_page
def organisation_join(request, code):
    """Let a known organisation take part."""
    mine = _administered(request, code)
    return _change(
        request,
        mine,
        forms.JoinForm(posted(request), house=mine),
        actions.add_organisation,
        {"house": mine},
        title=_("Deelnemer toevoegen"),
        submit=_("Toevoegen"),
        done=_("De organisatie neemt deel."),
        back=_url("organisations", mine),
        crumb=_("Deelnemers"),
        template="network/join.html",
    )


@form_page
def organisation_new(request, code):
    """Add an organisation that Eenplan does not know yet."""
    mine = _administered(request, code)
    return _change(
        request,
        mine,
        forms.OrganisationForm(posted(request)),
        actions.found_organisation,
        {"house": mine},
        title=_("Nieuwe organisatie"),
        submit=_("Toevoegen"),
        done=_("De organisatie is toegevoegd en neemt deel."),
        back=_url("organisations", mine),
        crumb=_("Deelnemers"),
    )


@require_safe
def organisation(request, code, pk):
    """An organisation: ground, contact, when it takes part, and who works there for this house."""
    mine = _house(request, code)
    shown = get_object_or_404(Organisation, pk=pk)
    parts = list(shown.houses.filter(house=mine).select_related("contact__account").order_by("-since"))
    if not parts:
        raise Http404
    return page(
        request,
        "network/organisation.html",
        _context(
            request,
            mine,
            "organisations",
            organisation=shown,
            parts=parts,
            today=timezone.localdate(),
            current=next((part for part in parts if part.until is None), None),
            people=queries.professionals(mine, shown),
        ),
    )


@form_page
def organisation_edit(request, code, pk):
    """Change name and contact details of an organisation that takes part."""
    mine = _administered(request, code)
    shown = get_object_or_404(Organisation.objects.filter(houses__house=mine).distinct(), pk=pk)
    return _change(
        request,
        mine,
        forms.ContactForm(posted(request), instance=shown),
        actions.change_organisation,
        {"house": mine, "organisation": shown},
        title=_("Contactgegevens wijzigen"),
        submit=_("Opslaan"),
        done=_("De contactgegevens zijn opgeslagen."),
        back=_url("organisation", mine, shown.pk),
        crumb=shown.name,
    )


@form_page
def participation_end(request, code, pk):
    """Let an organisation leave the house."""
    mine = _administered(request, code)
    part = get_object_or_404(mine.organisations.select_related("organisation"), pk=pk, until=None)
    return _change(
        request,
        mine,
        forms.EndForm(posted(request), since=part.since),
        actions.end_participation,
        {"participation": part},
        title=_("Deelname van %(name)s beëindigen") % {"name": part.organisation.name},
        submit=_("Deelname beëindigen"),
        done=_("De deelname eindigt, met de rollen van haar professionals."),
        back=_url("organisation", mine, part.organisation_id),
        crumb=part.organisation.name,
        variant="danger",
        note=_(
            "De rollen van haar professionals in dit huis eindigen op dezelfde dag. "
            "Wat zij in casussen inbrachten blijft bij die casussen."
        ),
    )


# --- professionals ------------------------------------------------------------------------------


@require_safe
def professionals(request, code):
    """Who works for the house. Designation and screening are shown to administrators and supervisors only."""
    mine = _house(request, code)
    context = _context(
        request, mine, "professionals", today=timezone.localdate(), soon=timezone.localdate() + queries.SOON
    )
    wanted = forms.StaffFilter(request.GET, house=mine)
    found = wanted.narrow(queries.staff(mine, everybody=context["screens"]))
    people = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "network/professionals.html",
        {**context, "filter": wanted, "people": people, "rows": [(one, queries.first_to_end(one)) for one in people]},
        status=200,
    )


@require_safe
def professional(request, code, pk):
    """A professional: function and contact; for administrators also roles, screening and account."""
    mine = _house(request, code)
    context = _context(
        request, mine, "professionals", today=timezone.localdate(), soon=timezone.localdate() + queries.SOON
    )
    shown, oneself = _professional(request, mine, pk), pk == request.acting.account_id
    trained = queries.training(mine, shown) if context["screens"] or oneself else []
    return page(
        request,
        "network/professional.html",
        {**context, "shown": shown, "oneself": oneself, "training": trained},
    )


def _professional(request, house, pk):
    everybody = request.acting.has(Role.ADMINISTRATOR, Role.AUDITOR, house=house.pk)
    return get_object_or_404(queries.staff(house, everybody=everybody), pk=pk)


@form_page
def professional_new(request, code):
    """Make an account for somebody of a participating organisation and mail an invitation."""
    mine = _administered(request, code)
    form = forms.ProfessionalForm(posted(request), house=mine)
    made = perform(form, actions.add_professional, who=request.acting, house=mine)
    if made is not None:
        _invite(request, mine, made)
        return redirect("network:professional", mine.code, made.pk)
    return page(
        request,
        "network/designate.html",
        _context(
            request,
            mine,
            title=_("Nieuwe professional"),
            submit=_("Toevoegen en uitnodigen"),
            crumb=_("Professionals"),
            back=_url("professionals", mine),
            known=_known(form),
        ),
        form=form,
    )


def _known(form):
    """Who already has an account with the address that was typed: he is given a role instead."""
    typed = (form["email"].value() or "").strip() if form.errors.get("email") else ""
    return (
        queries.known_professionals().filter(account__email__iexact=typed).first()
        if typed and "\x00" not in typed
        else None
    )


def _invite(request, house, professional):
    if actions.invite(request.acting, house, professional):
        messages.success(
            request, _("De uitnodiging is gestuurd naar %(email)s.") % {"email": professional.account.email}
        )
    else:
        messages.warning(request, _("De uitnodiging kon niet worden verstuurd. Probeer het straks opnieuw."))


@require_POST
def professional_invite(request, code, pk):
    """Send the invitation again."""
    mine = _administered(request, code)
    _invite(request, mine, _professional(request, mine, pk))
    return redirect("network:professional", mine.code, pk)


@form_page
def professional_edit(request, code, pk):
    """Change function and phone."""
    mine = _administered(request, code)
    shown = _professional(request, mine, pk)
    return _change(
        request,
        mine,
        forms.WorkForm(posted(request), instance=shown),
        actions.change_professional,
        {"house": mine, "professional": shown},
        title=shown.account.name,
        submit=_("Opslaan"),
        done=_("De gegevens zijn opgeslagen."),
        back=_url("professional", mine, pk),
        crumb=shown.account.name,
    )


@form_page
def authorise(request, code, pk):
    """Give a professional a role in the house; also somebody who so far only worked for another house."""
    mine = _administered(request, code)
    shown = get_object_or_404(queries.known_professionals(), pk=pk)
    return _change(
        request,
        mine,
        forms.AuthoriseForm(posted(request)),
        actions.authorise,
        {"house": mine, "professional": shown},
        title=_("Rol geven aan %(name)s") % {"name": shown.account.name},
        submit=_("Rol geven"),
        done=_("De rol is gegeven; waar een tweede paar ogen nodig is, geldt zij na bevestiging."),
        template="network/designate.html",
        back=_url("professional", mine, pk),
        crumb=shown.account.name,
    )


@form_page
def authorisation_end(request, code, pk):
    """End a role."""
    mine = _administered(request, code)
    held = get_object_or_404(
        mine.authorisations.exclude(role=Role.SYSTEM).select_related("professional__account"), pk=pk
    )
    return _change(
        request,
        mine,
        forms.EndForm(posted(request), since=held.designated_on),
        actions.end_authorisation,
        {"authorisation": held},
        submit=_("Rol beëindigen"),
        done=_("De rol eindigt."),
        variant="danger",
        title=_("Rol %(role)s van %(name)s beëindigen")
        % {"role": held.get_role_display(), "name": held.professional.account.name},
        back=_url("professional", mine, held.professional_id),
        crumb=held.professional.account.name,
    )


@form_page
def screening(request, code, pk):
    """Record a new VOG or screening with all roles of a professional in this house."""
    mine = _administered(request, code)
    shown = _professional(request, mine, pk)
    return _change(
        request,
        mine,
        forms.ScreeningForm(posted(request)),
        actions.renew_screening,
        {"house": mine, "professional": shown},
        title=_("Screening van %(name)s") % {"name": shown.account.name},
        submit=_("Vastleggen"),
        done=_("De screening is vastgelegd."),
        template="network/designate.html",
        back=_url("professional", mine, pk),
        crumb=shown.account.name,
    )


@require_POST
def account(request, code, pk):
    """Close an account, or propose to open it again."""
    mine = _administered(request, code)
    shown = _professional(request, mine, pk)
    if request.POST.get("active") == "1":
        form = Form(request.POST)
        proposal = perform(form, actions.reopen_account, who=request.acting, house=mine, professional=shown)
        if proposal is None:
            messages.warning(request, _why(form))
        else:
            messages.success(request, _said(proposal, _("Het account is weer open.")))
    else:
        actions.close_account(request.acting, mine, shown)
        messages.success(request, _("Het account is gesloten, in elk huis."))
    return redirect("network:professional", mine.code, pk)


def _why(form):
    """Why an act without fields of its own was refused."""
    return " ".join(str(error) for error in form.non_field_errors())


def _said(proposal, done):
    """What the administrator reads after an act for which a second person may be needed."""
    return done if proposal.accepted else _("Voorgesteld. Een tweede beheerder of de manager bevestigt het.")


@form_page
def training(request, code, pk):
    """Record that a professional was trained (BGS 1.17)."""
    mine = _administered(request, code)
    shown = _professional(request, mine, pk)
    return _change(
        request,
        mine,
        forms.TrainingForm(posted(request)),
        actions.record_training,
        {"house": mine, "professional": shown},
        title=_("Scholing van %(name)s") % {"name": shown.account.name},
        submit=_("Vastleggen"),
        done=_("De scholing is vastgelegd."),
        back=_url("professional", mine, pk),
        crumb=shown.account.name,
    )


# --- four eyes ----------------------------------------------------------------------------------


def _oversees(request, code, *roles):
    mine = _house(request, code)
    if not request.acting.has(*roles, house=mine.pk):
        raise Http404
    return mine


@require_safe
def proposals(request, code):
    """What waits for a second pair of eyes, and what was decided."""
    mine = _oversees(request, code, Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR)
    found = Paginator(queries.proposals(mine), PER_PAGE).get_page(request.GET.get("page"))
    confirms = request.acting.has(Role.ADMINISTRATOR, Role.MANAGER, house=mine.pk)
    return page(
        request,
        "network/proposals.html",
        _context(
            request,
            mine,
            "proposals",
            proposals=found,
            rows=[(one, confirms and _may_confirm(request, one)) for one in found],
        ),
    )


def _may_confirm(request, proposal):
    me = request.acting.account_id
    held = proposal.authorisation
    return proposal.decided_at is None and me not in (
        proposal.proposed_by_id,
        proposal.account_id,
        held and held.professional_id,
    )


@require_POST
def decide(request, code, pk):
    """Confirm or reject what another administrator proposed."""
    mine = _oversees(request, code, Role.ADMINISTRATOR, Role.MANAGER)
    proposal = get_object_or_404(queries.proposals(mine), pk=pk)
    accept = request.POST.get("accept") == "1"
    actions.decide(request.acting, proposal, accept=accept)
    messages.success(request, _("Bevestigd: het geldt vanaf nu.") if accept else _("Afgewezen: er verandert niets."))
    return redirect("network:proposals", mine.code)


#: by its name in the address: what is proposed, the field of the house, and what widens and narrows it is called
SETTINGS = {
    "vier-ogen": (
        Proposal.Kind.FOUR_EYES_OFF,
        "four_eyes",
        gettext_lazy("Vier ogen uitzetten"),
        gettext_lazy("Vier ogen aanzetten"),
    ),
    "noodtoegang": (
        Proposal.Kind.BREAK_GLASS_ON,
        "break_glass",
        gettext_lazy("Noodtoegang aanzetten"),
        gettext_lazy("Noodtoegang uitzetten"),
    ),
}


@form_page
def setting(request, code, name):
    """Propose the setting that widens power; the safe one is switched at once."""
    mine = _administered(request, code)
    if name not in SETTINGS:
        raise Http404
    kind, field, widen, narrow = SETTINGS[name]
    safe = kind == Proposal.Kind.FOUR_EYES_OFF  # what the field is where power is narrow
    back = _url("house", mine)
    if getattr(mine, field) is not safe:
        given = {"house": mine, field: safe}
        done = _("Het geldt vanaf nu.")
        form = Form(posted(request))
        return _change(
            request, mine, form, actions.change_house, given, title=narrow, submit=narrow, done=done, back=back
        )
    return _change(
        request,
        mine,
        forms.SettingForm(posted(request)),
        actions.propose,
        {"house": mine, "kind": kind},
        title=widen,
        submit=_("Voorstellen"),
        done=_("Vastgelegd. Waar een tweede paar ogen nodig is, wacht het bij Vier ogen."),
        back=back,
        note=_("Dit verruimt wat mensen kunnen. Een tweede beheerder of de manager bevestigt het."),
    )


# --- still needed? ------------------------------------------------------------------------------


@require_safe
def reviews(request, code):
    """The reviews of the authorisations: open, late and done."""
    mine = _house(request, code)
    if not _reviews(request, mine):
        raise Http404
    found = Paginator(queries.reviews(mine), PER_PAGE).get_page(request.GET.get("page"))
    context = _context(request, mine, "reviews", reviews=found, today=timezone.localdate())
    due = queries.to_review(mine) if context["administers"] else []
    return page(request, "network/reviews.html", {**context, "due": due})


def _reviews(request, house):
    """Who has to do with reviews: roles of the house, and contact persons of organisations."""
    return request.acting.has(Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR, house=house.pk) or (
        queries.contact_for(request.acting).filter(house=house).exists()
    )


@require_POST
def review_start(request, code):
    """Start the reviews whose turn it is, or that of one organisation now."""
    mine = _administered(request, code)
    form = Form(request.POST)
    if number := request.POST.get("organisation", ""):
        organisation = get_object_or_404(
            queries.participants(mine), pk=number if number.isdecimal() and len(number) < 19 else 0
        )
        started = perform(form, actions.start_review, who=request.acting, house=mine, organisation=organisation)
    else:
        started = perform(form, actions.start_due_reviews, who=request.acting, house=mine)
    if started is None:
        messages.warning(request, _why(form))
    else:
        messages.success(request, _("De toetsing is begonnen; wie antwoordt, ziet haar in Mijn werk."))
    return redirect("network:reviews", mine.code)


@require_safe
def review(request, code, pk):
    """One review: which authorisations of an organisation are still needed."""
    mine, shown = _review(request, code, pk)
    return _drawn_review(request, mine, shown)


@require_POST
def review_answer(request, code, pk, authorisation):
    """Answer for one authorisation."""
    mine, shown = _review(request, code, pk)
    held = get_object_or_404(queries.asked(shown), pk=authorisation)
    form = forms.NeededForm(request.POST, prefix=f"a{held.pk}")
    if perform(form, actions.answer_review, who=request.acting, review=shown, authorisation=held):
        messages.success(request, _("Uw antwoord is vastgelegd."))
        return redirect("network:review", mine.code, shown.pk)
    return _drawn_review(request, mine, shown, form=form, at=held.pk)


def _review(request, code, pk):
    mine = _house(request, code)
    if not _reviews(request, mine):
        raise Http404
    return mine, get_object_or_404(queries.reviews(mine), pk=pk)


def _drawn_review(request, house, shown, *, form=None, at=None):
    given = queries.answers(shown)
    answers = request.acting.has(Role.ADMINISTRATOR, house=house.pk) or queries.is_contact(
        request.acting, house.pk, shown.organisation_id
    )
    rows = []
    for held in queries.asked(shown):
        mine = answers and held.pk not in given and held.professional_id != request.acting.account_id
        blank = form if held.pk == at else forms.NeededForm(prefix=f"a{held.pk}")
        rows.append((held, given.get(held.pk), blank if mine else None))
    return page(
        request,
        "network/review.html",
        _context(request, house, "reviews", review=shown, rows=rows, today=timezone.localdate()),
        form=form,
    )


@form_page
def contact_person(request, code, pk):
    """Name who answers for an organisation in reviews."""
    mine = _administered(request, code)
    part = get_object_or_404(mine.organisations.select_related("organisation", "house"), pk=pk, until=None)
    return _change(
        request,
        mine,
        forms.ContactPersonForm(posted(request), participation=part),
        actions.name_contact,
        {"participation": part},
        title=_("Contactpersoon van %(name)s") % {"name": part.organisation.name},
        submit=_("Opslaan"),
        done=_("De contactpersoon is vastgelegd."),
        back=_url("organisation", mine, part.organisation_id),
        crumb=part.organisation.name,
        note=_("Deze professional antwoordt bij toetsingen welke autorisaties van de organisatie nog nodig zijn."),
    )
