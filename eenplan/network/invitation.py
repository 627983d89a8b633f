"""How a new professional gets in: a link by mail to choose a password. Nobody signs up by himself."""

import smtplib

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from eenplan.access.models import Account
from eenplan.network.models import House


def link(account: Account) -> str:
    """Where the account chooses a password; good once, for as long as any link to reset a password."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)},
    )
    return f"{settings.ADDRESS.scheme}://{settings.ADDRESS.netloc}{path}"


def send(account: Account, house: House) -> bool:
    """Mail the link; False when the mail server did not take it."""
    try:
        with translation.override(account.language):
            get_adapter().send_mail(
                "network/email/invitation",
                account.email,
                {
                    "account": account,
                    "house": house,
                    "link": link(account),
                    "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
                },
            )
    except (OSError, smtplib.SMTPException):
        return False
    return True
