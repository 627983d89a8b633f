"""How logging in behaves: nobody signs up, and the second factor stays."""

import base64
import hashlib
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings

from eenplan.access.acting import signs_in
from eenplan.access.secrets import linked


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, for a professional of a participating organisation."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Who logged in a moment ago need not do so again to get a second factor."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = any(time.time() - record["at"] < REAUTHENTICATION_TIMEOUT for record in records)
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """An organisation's own login opens an account that exists; it never makes one."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def new_user(self, request, sociallogin):
        """The login was verified and is looked up next: what is that account's own opens for it, as after a password."""
        signs_in(linked(sociallogin.account.provider, sociallogin.account.uid) or 0)
        return super().new_user(request, sociallogin)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of the second factor unreadable in the database, and keeps one factor at least."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator) -> bool:
        factors = Authenticator.objects.filter(user=authenticator.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return authenticator.type == Authenticator.Type.RECOVERY_CODES or factors.exclude(pk=authenticator.pk).exists()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
