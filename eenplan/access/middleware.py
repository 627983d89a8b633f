"""Nobody works without a second factor."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect

#: what somebody without a second factor may still do: get one, or leave
_OPEN = {"account_logout", "account_reauthenticate", "set_language", "health"}


class SecondFactorMiddleware:
    """Sends an account without a second factor to the page where it gets one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        bare = request.method == "POST" and request.user.is_authenticated and not has_second_factor(request)
        enrols = bare and not is_mfa_enabled(request.user)
        response = self.get_response(request)
        if enrols and response.status_code < 400 and request.user.is_authenticated and is_mfa_enabled(request.user):
            record_authentication(request, request.user, "mfa")  # this session made the factor, so it has it
        return response

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name or ""
        if not request.user.is_authenticated or has_second_factor(request):
            return None
        if is_mfa_enabled(request.user):  # another session got the factor; this one knows a password and no more
            logout(request)
            return redirect(settings.LOGIN_URL)
        return None if name in _OPEN or name.startswith("mfa_") else redirect("mfa_index")


def has_second_factor(request) -> bool:
    """Did this session pass a second factor, or make one? Demonstration accounts need none."""
    if settings.DEMO and request.user.is_demo:
        return True
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
