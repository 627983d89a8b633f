"""Who works for the house: function, roles, screening, training and account."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.law.codes import Role
from eenplan.network import actions, forms, queries, rules
from eenplan.network.models import Proposal
from eenplan.network.views.common import PER_PAGE, administered, change, house_page, known_house, said, screens, url
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, perform, posted, say_refusal


@require_safe
def professionals(request, code):
    """Who works for the house. Designation and screening are shown to administrators and supervisors only."""
    mine = known_house(request, code)
    wanted = forms.StaffFilter(request.GET, house=mine)
    found = wanted.narrow(queries.staff(mine, everybody=screens(request, mine)))
    people = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return house_page(
        request,
        "network/professionals.html",
        mine,
        tab="professionals",
        status=200,
        soon=timezone.localdate() + queries.SOON,
        filter=wanted,
        people=people,
        rows=[(one, queries.first_to_end(one)) for one in people],
    )


@require_safe
def professional(request, code, pk):
    """A professional: function and contact; for administrators also roles, screening and account."""
    mine = known_house(request, code)
    shown, oneself = _professional(request, mine, pk), pk == request.acting.account_id
    trained = queries.training(mine, shown) if screens(request, mine) or oneself else []
    return house_page(
        request,
        "network/professional.html",
        mine,
        tab="professionals",
        soon=timezone.localdate() + queries.SOON,
        shown=shown,
        oneself=oneself,
        training=trained,
        renewals=queries.waiting([mine.pk]).filter(kind=Proposal.Kind.WIDEN, account=pk),
    )


def _professional(request, house, pk):
    return get_object_or_404(queries.staff(house, everybody=screens(request, house)), pk=pk)


@form_page
def professional_new(request, code):
    """Make an account for somebody of a participating organisation and mail an invitation."""
    mine = administered(request, code)
    form = forms.ProfessionalForm(posted(request), house=mine)
    made = perform(form, actions.add_professional, who=request.acting, house=mine)
    if made is not None:
        _invite(request, mine, made)
        return redirect("network:professional", mine.code, made.pk)
    return house_page(
        request,
        "network/designate.html",
        mine,
        form=form,
        title=_("Nieuwe professional"),
        submit=_("Toevoegen en uitnodigen"),
        crumb=_("Professionals"),
        back=url("professionals", mine),
        known=_known(form),
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
    mine = administered(request, code)
    _invite(request, mine, _professional(request, mine, pk))
    return redirect("network:professional", mine.code, pk)


@form_page
def professional_edit(request, code, pk):
    """Change function and phone."""
    mine = administered(request, code)
    shown = _professional(request, mine, pk)
    return change(
        request,
        mine,
        forms.WorkForm(posted(request), instance=shown),
        actions.change_professional,
        {"house": mine, "professional": shown},
        title=shown.account.name,
        submit=_("Opslaan"),
        done=said(_("De gegevens zijn opgeslagen.")),
        back=url("professional", mine, pk),
        crumb=shown.account.name,
        note=shown.home_id not in (None, mine.pk)
        and _("%(house)s houdt deze gegevens bij: uw wijziging is een vraag aan dat huis.") % {"house": shown.home},
    )


@form_page
def authorise(request, code, pk):
    """Give a professional a role in the house; also somebody who so far only worked for another house."""
    mine = administered(request, code)
    shown = get_object_or_404(queries.known_professionals(), pk=pk)
    return change(
        request,
        mine,
        forms.AuthoriseForm(posted(request)),
        actions.authorise,
        {"house": mine, "professional": shown},
        title=_("Rol geven aan %(name)s") % {"name": shown.account.name},
        submit=_("Rol geven"),
        done=_("De rol is gegeven; waar een tweede paar ogen nodig is, geldt zij na bevestiging."),
        template="network/designate.html",
        back=url("professional", mine, pk),
        crumb=shown.account.name,
    )


@form_page
def authorisation_end(request, code, pk):
    """End a role."""
    mine = administered(request, code)
    held = get_object_or_404(
        mine.authorisations.exclude(role=Role.SYSTEM).select_related("professional__account"), pk=pk
    )
    return change(
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
        back=url("professional", mine, held.professional_id),
        crumb=held.professional.account.name,
    )


@form_page
def screening(request, code, pk):
    """Record a new VOG or screening with all roles of a professional in this house."""
    mine = administered(request, code)
    shown = _professional(request, mine, pk)
    return change(
        request,
        mine,
        forms.ScreeningForm(posted(request)),
        actions.renew_screening,
        {"house": mine, "professional": shown},
        title=_("Screening van %(name)s") % {"name": shown.account.name},
        submit=_("Vastleggen"),
        done=said(_("De screening is vastgelegd.")),
        template="network/designate.html",
        back=url("professional", mine, pk),
        crumb=shown.account.name,
    )


@form_page
def training(request, code, pk):
    """Record that a professional was trained (BGS 1.17)."""
    mine = administered(request, code)
    shown = _professional(request, mine, pk)
    return change(
        request,
        mine,
        forms.TrainingForm(posted(request)),
        actions.record_training,
        {"house": mine, "professional": shown},
        title=_("Scholing van %(name)s") % {"name": shown.account.name},
        submit=_("Vastleggen"),
        done=_trained,
        back=url("professional", mine, pk),
        crumb=shown.account.name,
    )


def _trained(trainings):
    if all(one.confirmed for one in trainings):
        return _("De scholing is vastgelegd.")
    return _("De scholing is vastgelegd, en telt zodra een tweede beheerder of de manager haar bevestigt.")


@require_POST
def account(request, code, pk):
    """Close an account, or propose to open it again."""
    mine = administered(request, code)
    shown = _professional(request, mine, pk)
    rules.may_close_account(oneself=pk == request.acting.account_id)
    opens = request.POST.get("active") == "1"
    form = Form(request.POST)
    action = actions.reopen_account if opens else actions.close_account
    proposal = perform(form, action, who=request.acting, house=mine, professional=shown)
    if proposal is None:
        say_refusal(request, form)
    else:
        done = _("Het account is weer open.") if opens else _("Het account is gesloten, in elk huis.")
        messages.success(request, _said(proposal, done))
    return redirect("network:professional", mine.code, pk)


@form_page
def suspend(request, code, pk):
    """Suspend an account that seems stolen: at once for a day, with two people for longer."""
    mine = administered(request, code)
    shown = _professional(request, mine, pk)
    return change(
        request,
        mine,
        forms.SuspendForm(posted(request)),
        actions.suspend_account,
        {"house": mine, "professional": shown},
        title=_("Account van %(name)s schorsen") % {"name": shown.account.name},
        submit=_("Schorsen"),
        done=lambda proposal: _said(proposal, _("Het account is 24 uur geschorst, in elk huis.")),
        back=url("professional", mine, pk),
        crumb=shown.account.name,
        variant="danger",
        note=_(
            "Voor als een account gestolen lijkt. Het account is 24 uur dicht, in elk huis; elk van die huizen leest dat in het "
            "log. Wie binnen dertig dagen nog eens schorst, doet dat met een tweede persoon, voor veertien dagen."
        ),
    )


def _said(proposal, done):
    """What the administrator reads after an act for which a second person may be needed."""
    return done if proposal.accepted else _("Voorgesteld: bij Vier ogen staat wie het bevestigt.")
