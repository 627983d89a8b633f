"""What the pages of the network share: the house, its tabs, and a form with its action."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.law.codes import Role
from eenplan.network import queries, rules
from eenplan.ui.http import page, perform

PER_PAGE = 50


def known_house(request, code):
    """The house with this code; 404 when who acts has no part in it."""
    return get_object_or_404(queries.houses(request.acting), code=code)


def administered(request, code):
    """The house with this code, for its administrator (WGS 1.8(2))."""
    house = known_house(request, code)
    rules.may_administer(request.acting.roles_in(house.pk))
    return house


def overseen(request, code, *roles):
    """The house with this code, for who holds one of the roles in it; 404 for everybody else."""
    mine = known_house(request, code)
    if not request.acting.has(*roles, house=mine.pk):
        raise Http404
    return mine


def has_reviews(request, house):
    """Who has to do with reviews and proposals: roles of the house, and contact persons of organisations."""
    return request.acting.has(Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR, house=house.pk) or (
        queries.contact_for(request.acting).filter(house=house).exists()
    )


def url(name, house, *args):
    return reverse(f"network:{name}", args=[house.code, *args])


def house_page(request, template, house, *, tab="", form=None, status=None, **context):
    """Draw a page of the network: the house, its tabs, what one may do here, and what the page adds itself."""
    oversees = has_reviews(request, house)
    shown = (
        ("house", _("Huis"), "home-2"),
        ("organisations", _("Deelnemers"), "building-community"),
        ("professionals", _("Professionals"), "users"),
        *([("proposals", _("Vier ogen"), "eye-check")] if oversees else []),
        *([("reviews", _("Toetsing"), "user-question")] if oversees else []),
    )
    around = {
        "house": house,
        "today": timezone.localdate(),
        "administers": request.acting.has(Role.ADMINISTRATOR, house=house.pk),
        "publishes": request.acting.has(Role.ADMINISTRATOR, Role.MANAGER, house=house.pk),
        "screens": screens(request, house),
        "tabs": [
            {"label": label, "url": url(name, house), "icon": icon, "current": name == tab}
            for name, label, icon in shown
        ],
    }
    return page(request, template, {**around, **context}, form=form, status=status)


def screens(request, house):
    """Who reads designation, screening and training of everybody: administrators and supervisors."""
    return request.acting.has(Role.ADMINISTRATOR, Role.AUDITOR, house=house.pk)


def said(done):
    """What is said of changes: `done`, or that something waits for a second person or another house."""

    def of(changes):
        if not any(change.waits for change in changes):
            return done
        return _("Wat niet meteen geldt is voorgesteld: bij Vier ogen staat wie het bevestigt.")

    return of


def change(
    request, house, form, action, given, *, title, submit, done, back, crumb="", template="network/form.html", **context
):
    """Draw a form and perform its action with `given`: what every changing page of this room does.

    `done` says what was done; a function says it of what the action returned.
    """
    result = perform(form, action, who=request.acting, **given)
    if result is not None:
        messages.success(request, done(result) if callable(done) else done)
        return redirect(back)
    crumb = crumb or house.name
    return house_page(
        request, template, house, form=form, title=title, submit=submit, back=back, crumb=crumb, **context
    )
