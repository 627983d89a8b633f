"""Signing in, as the database sees it: after the password, and not before, the factors of this account are open."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.utils import url_str_to_user_pk
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal.auth import extract_user_from_response
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from eenplan.access.acting import signs_in


class Backend(AuthenticationBackend):
    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            signs_in(user.pk)
        return user


class PasskeyForm(LoginWebAuthnForm):
    """A passkey says itself whose it is; the public keys of that account tell whether that is true."""

    def clean_credential(self):
        said = self.cleaned_data["credential"]
        if not isinstance(said, dict) or not isinstance(said.get("response"), dict):
            raise ValidationError(gettext("Dit is geen antwoord van een beveiligingssleutel. Probeer het opnieuw."))
        signs_in(extract_user_from_response(said).pk)
        return super().clean_credential()


def pending(request) -> int:
    """The account that gave its password in this session and has yet to give its second factor; 0 when there is none."""
    stashed = request.session.get("account_login")
    known = stashed.get("user_pk") if isinstance(stashed, dict) else None
    return url_str_to_user_pk(known) if known else 0
