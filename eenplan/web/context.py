"""What the shell around every page shows: house, navigation, footer."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from eenplan import __version__
from eenplan.law.codes import Role
from eenplan.network.models import House, Organisation, Professional
from eenplan.network.queries import SYSTEM_FUNCTION
from eenplan.ui.templatetags.ui import url_or_nothing
from eenplan.web.sessions import left

_CASEWORK = (Role.REFERRER, Role.ASSESSOR, Role.PARTICIPANT, Role.PROCESS_DIRECTOR)

#: label, URL name, icon, roles that see it (none: everybody)
NAVIGATION = (
    (_("Mijn werk"), "home", "layout-dashboard", ()),
    (_("Aanmeldingen"), "referrals:list", "file-plus", (Role.REFERRER, Role.PROCESS_DIRECTOR)),
    (_("Triage"), "referrals:board", "scale", (Role.ASSESSOR, Role.PROCESS_DIRECTOR)),
    (_("Casussen"), "cases:list", "folders", (*_CASEWORK, Role.CONTACT_POINT, Role.AUDITOR)),
    (_("Overleggen"), "conferences:list", "users-group", _CASEWORK),
    (_("Voortgang"), "monitoring:list", "checklist", _CASEWORK),
    (_("Verzoeken"), "rights:requests", "user-question", (Role.CONTACT_POINT, Role.AUDITOR)),
    (_("Hernieuwingen"), "retention:renewable", "refresh", (Role.PROCESS_DIRECTOR,)),
    (_("Beletselen"), "retention:holds", "hand-stop", (Role.CONTACT_POINT,)),
    (_("Informeren"), "rights:duties", "mail", (Role.CONTACT_POINT, Role.AUDITOR)),
    (_("Datalekken"), "rights:leaks", "shield-x", (Role.CONTACT_POINT, Role.AUDITOR)),
    (_("Informatievragen"), "exchange:per_organisation", "message-2", (Role.PROCESS_DIRECTOR, Role.MANAGER)),
    (_("Bewaartermijnen"), "retention:overview", "hourglass", (Role.AUDITOR, Role.MANAGER, Role.CONTACT_POINT)),
    (_("Netwerk"), "network:house", "building-community", ()),
    (_("Logboek"), "audit:log", "shield-lock", (Role.AUDITOR,)),
)


def shell(request) -> dict:
    """Template context `shell`, for pages with and without somebody signed in."""
    who = getattr(request, "acting", None)
    signed_in = who is not None and who.account_id is not None
    return {  # what asks the database waits until it is shown: a form within the page runs through here too
        "shell": {
            "house": SimpleLazyObject(lambda: _house_names(who)) if signed_in else "",
            "session": left(request) if signed_in else {},
            "navigation": _navigation(request, who) if signed_in else [],
            "demo": settings.DEMO,
            "version": __version__,
            "query": request.GET.get("q", "")[:200],
            "account": {"organisation": SimpleLazyObject(lambda: _organisation(who))} if signed_in else {},
            "demo_accounts": _demo_accounts() if settings.DEMO and not signed_in else [],
        }
    }


def _navigation(request, who) -> list[dict]:
    here = (request.resolver_match and request.resolver_match.view_name) or ""
    # every tab of a case, of whichever room, belongs to the cases
    room = "cases" if request.path.startswith(url_or_nothing("cases:list") or "-") else here.split(":")[0]
    return [
        {"label": label, "url": url, "icon": icon, "current": _current(name, here, room, request.path, url)}
        for label, name, icon, roles in NAVIGATION
        if (not roles or who.has(*roles)) and (url := url_or_nothing(name))  # a room that is not there has no entry
    ]


def _current(name: str, here: str, room: str, path: str, url: str) -> bool:
    """A page belongs to the entry of its room; triage is a room within a room, and rights are several."""
    if name.startswith(("rights:", "retention:")):
        return path.startswith(url)
    if name in ("referrals:list", "referrals:board"):
        return room == "referrals" and (name == "referrals:board") == (here in _TRIAGE)
    return name.split(":")[0] == room


_TRIAGE = {"referrals:board", "referrals:triage", "referrals:judge", "referrals:decide"}


def _demo_accounts() -> list[dict]:
    """Whom one may be in the demonstration."""
    found = Professional.objects.filter(account__is_demo=True, account__is_active=True).exclude(
        function=SYSTEM_FUNCTION
    )
    return [
        {
            "name": one.account.name,
            "email": one.account.email,
            "password": settings.DEMO_PASSWORD,
            "role": f"{one.function}, {one.organisation.name}",
        }
        for one in found.select_related("account", "organisation").order_by("account_id")
    ]


def _organisation(who) -> str:
    return Organisation.objects.values_list("name", flat=True).filter(pk=who.organisation_id).first() or ""


def _house_names(who) -> str:
    return ", ".join(House.objects.filter(pk__in=who.houses()).values_list("name", flat=True))
