"""All addresses. The whole list is data: a test walks it as every kind of user."""

import allauth.account.urls
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

# Only an administrator sets an e-mail address: it decides who somebody is.
_NOT_OURS = {"account_email", "account_confirm_email", "account_email_verification_sent"}
_NOT_OURS |= {"account_confirm_login_code"}  # nobody logs in by mail

account = [page for page in allauth.account.urls.urlpatterns if page.name not in _NOT_OURS]
account += [
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
if settings.OIDC_ISSUER:
    account += [
        path("organisation/", include("allauth.socialaccount.urls")),
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]

handler500 = "eenplan.web.away.server_error"

urlpatterns = [
    path("account/", include(account)),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("eenplan.web.urls")),
]
