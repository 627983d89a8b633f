"""Logins, and acts that a form was refused, are lines too (R-72)."""

from contextlib import nullcontext

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from eenplan.access.acting import act_as, acting, signing_in
from eenplan.audit.trail import record
from eenplan.ui.http import refused


@receiver(user_logged_in)
def log_login(sender, request, user, **kwargs):
    with act_as(user):
        record("login")


@receiver(user_logged_out)
def log_logout(sender, request, user, **kwargs):
    if user:
        with act_as(user):
            record("logout")


@receiver(user_login_failed)
def log_failed_login(sender, credentials, **kwargs):
    # Whom somebody tried to be is not recorded: a mistyped password field would end up in the log.
    with signing_in() if acting().account_id is None else nullcontext():  # who asks for more gives his password again
        record("login", outcome="refused")


@receiver(refused)
def log_refused_act(sender, action, refusal, **kwargs):
    record("refuse", thing=getattr(action, "__qualname__", ""), outcome="refused", detail=refusal.article)
