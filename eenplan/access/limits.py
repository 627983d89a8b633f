"""How often one may try a password, a code or a link: a limit that nobody can fill for somebody else.

It counts failures per act and account *together with* who tries: a browser that signed in to this account before (a signed
cookie), else the address of the client. Nobody else comes into that count, so nobody shuts out another from elsewhere; who
signed in before is not shut out by others on the same address either. Two wider counts, over all accounts of one address and
over all addresses of one second factor, hold those only who never signed in before (docs/adr/0030).
"""

import json
import secrets
import unicodedata
from base64 import urlsafe_b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.internal.stagekit import unstash_login
from allauth.account.signals import authentication_step_completed, password_changed, password_reset
from allauth.account.utils import url_str_to_user_pk
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from eenplan.access.models import Account

COOKIE = "eenplan_known"
#: how long a browser stays known after it signed in, and to how many accounts (a shared computer)
KNOWN_FOR = timedelta(days=180)
KNOWN_ACCOUNTS = 8


@dataclass(frozen=True)
class Limit:
    """So many tries within so long after the first."""

    tries: int
    within: timedelta


PER_ACCOUNT = Limit(5, timedelta(minutes=5))
#: guessing one password at many accounts
PER_ADDRESS = Limit(50, timedelta(minutes=10))
#: only who knows the password comes so far; NIST SP 800-63B-4 allows 100 failures in a row
SECOND_FACTOR = Limit(100, timedelta(days=1))


def _of_login(request, found: ResolverMatch) -> str:
    return request.POST.get("login", "")


def _of_reset(request, found: ResolverMatch) -> str:
    return request.POST.get("email", "")


def _of_link(request, found: ResolverMatch) -> str:
    """A link to choose a password: after an invitation, or because it was forgotten."""
    try:
        return _email_of(url_str_to_user_pk(found.kwargs["uidb36"]))
    except (ValueError, ValidationError):
        return ""


def _of_stage(request, found: ResolverMatch) -> str:
    """Who gave the password and has to give the second factor or a recovery code."""
    login = unstash_login(request, peek=True)
    return login.user.email if login and login.user else ""


def _of_passkey(request, found: ResolverMatch) -> str:
    """Whose passkey the browser says it used; a stranger may say anything here, and so fills a count of his own."""
    try:
        handle = json.loads(request.POST.get("credential", ""))["response"]["userHandle"]
        return _email_of(url_str_to_user_pk(urlsafe_b64decode(handle + "==").decode()))
    except (ValueError, TypeError, KeyError, ValidationError):
        return ""


def _of_session(request, found: ResolverMatch) -> str:
    return request.user.email if request.user.is_authenticated else ""


def _email_of(account: int) -> str:
    return Account.objects.filter(pk=account).values_list("email", flat=True).first() or ""


#: every page that takes a secret or mails one (URL name), and whose account it is about
ACTS: dict[str, Callable] = {
    "account_login": _of_login,
    "account_reset_password": _of_reset,
    "account_reset_password_from_key": _of_link,
    "mfa_authenticate": _of_stage,
    "mfa_login_webauthn": _of_passkey,
    "account_reauthenticate": _of_session,
    "mfa_reauthenticate": _of_session,
    "mfa_reauthenticate_webauthn": _of_session,
    "account_change_password": _of_session,
}


def limited(get_response):
    """Middleware: refuse (429) who tried too often, forget the count of who succeeds, and know him the next time."""

    def middleware(request):
        found = _act(request)
        if found is None:
            return _remember(request, get_response(request))
        tries = _Tries(request, found)
        if until := tries.exceeded():
            return _too_many(request, until)
        response = get_response(request)
        if getattr(request, "proved", False):
            tries.forget()
        elif not getattr(request, "csrf_processing_done", False):  # a form of another site: nothing was tried
            tries.give_back()
        return _remember(request, response)

    return middleware


def _act(request) -> ResolverMatch | None:
    if request.method != "POST":
        return None
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return None
    return found if found.url_name in ACTS else None


class _Tries:
    """The counts into which one try comes, narrowest first."""

    def __init__(self, request, found: ResolverMatch):
        act = found.url_name or ""
        account = _folded(ACTS[act](request, found))
        device = _device(request, account)
        address = truncate_ip(request.META.get("REMOTE_ADDR", ""))  # of IPv6 the network, which one client has whole
        self.counts = [(_key(act, account, device or address), PER_ACCOUNT)]
        if not device:
            self.counts.append((_key("address", address), PER_ADDRESS))
            if act == "mfa_authenticate":
                self.counts.append((_key(act, account), SECOND_FACTOR))

    def exceeded(self) -> datetime | None:
        """Count this try. When it is one too many: the moment from which one may try again."""
        for place, (key, limit) in enumerate(self.counts):
            if _count(key, limit) > limit.tries:
                _give_back(self.counts[:place])
                return timezone.now() + limit.within
        return None

    def give_back(self) -> None:
        _give_back(self.counts)

    def forget(self) -> None:
        """Who proved to be the account may fail afresh; what others failed in the wider counts stays."""
        self.give_back()
        cache.delete(self.counts[0][0])


def _count(key: str, limit: Limit) -> int:
    with suppress(ValueError):  # its time ended between the two
        return 1 if cache.add(key, 1, limit.within.total_seconds()) else cache.incr(key)
    return 1


def _give_back(counts: list[tuple[str, Limit]]) -> None:
    for key, _limit in counts:
        with suppress(ValueError):
            cache.decr(key)


def _key(*parts: str) -> str:
    """No address of mail or network stands in the table of counts."""
    return salted_hmac("eenplan.access.limits", json.dumps(parts), algorithm="sha256").hexdigest()


def _folded(email: str) -> str:
    return unicodedata.normalize("NFKC", email).strip().casefold()


# A browser that signed in before: a name made up for it, and per account a signature over both


def _device(request, account: str) -> str:
    """The name of this browser when it signed in to the account before, else nothing."""
    device, *signed = request.COOKIES.get(COOKIE, "").split(".")
    mine = _signature(device, account)
    return device if any(constant_time_compare(mine, each) for each in signed) else ""


def _signature(device: str, account: str) -> str:
    return salted_hmac("eenplan.access.known", json.dumps([device, account]), algorithm="sha256").hexdigest()


def _remember(request, response):
    """Somebody signed in: from now on this browser is known to the account."""
    account = getattr(request, "signed_in", None)
    if account is None:
        return response
    device, *signed = request.COOKIES.get(COOKIE, "").split(".")
    device = device[:40] or secrets.token_urlsafe(16)  # one that was made up is as good: a signature is what counts
    mine = _signature(device, _folded(account.email))
    kept = [mine, *(each for each in signed if each != mine)][:KNOWN_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        ".".join([device, *kept]),
        max_age=KNOWN_FOR,
        path=reverse(settings.LOGIN_URL).removesuffix("login/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _too_many(request, until: datetime):
    """The page that says when one may try again."""
    response = render(request, "429.html", {"until": until}, status=429)
    response.headers["Retry-After"] = str(max(1, int((until - timezone.now()).total_seconds())))
    return response


@receiver([authentication_step_completed, password_changed, password_reset])
def _proved(request=None, **kwargs) -> None:
    if request is not None:
        request.proved = True


@receiver(user_logged_in)
def _signed_in(request=None, user=None, **kwargs) -> None:
    if request is not None:
        request.signed_in = user
