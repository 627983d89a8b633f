"""Nobody works without a second factor."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect

#: what somebody without a second factor may still do: get one, or leave
_OPEN = {"account_logout", "account_reauthenticate", "set_language", "health"}


class SecondFactorMiddleware:
    """Sends an account without a second factor to the page where it gets one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name or ""
        if not request.user.is_authenticated or name in _OPEN or name.startswith("mfa_"):
            return None
        return None if has_second_factor(request) else redirect("mfa_index")


def has_second_factor(request) -> bool:
    """Did this account log in with two factors, or does it have a second by now? Demonstration accounts need none."""
    if settings.DEMO and request.user.is_demo:
        return True
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records) or is_mfa_enabled(request.user)
