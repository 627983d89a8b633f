"""Settings, all from the environment; without any, this is a closed installation on one machine.

EENPLAN_HOME        where data and secrets live
EENPLAN_URL         the public address; http:// only for a trial on this machine
EENPLAN_TRUSTED_PROXIES    addresses of the proxies in front, with commas: they tell who asks, and that it came by TLS
DATABASE_URL        the database as its owner (for `eenplan migrate`); none: our own PostgreSQL
DATABASE_APP_URL    the database as the application role (all that web and worker need)
SECRET_KEY          none: made up once and kept in EENPLAN_HOME
EENPLAN_DEMO        1: demonstration accounts may skip the second factor
EENPLAN_DEBUG       1: for developers only
EENPLAN_IDENTITY_KEY    key that signs who acts, the same for web, worker and migrate; none: one is made and kept in EENPLAN_HOME
EENPLAN_LOG         json: the log of the processes as one JSON object per line
EENPLAN_FILE_KEYS    keys of the attachments, newest first, with commas; none: one is made and kept in EENPLAN_HOME
EENPLAN_ANCHORS      folder for the seals of the log outside the database, best on another machine (EENPLAN_HOME/anchors)
EENPLAN_ANCHOR_KEY   key that signs them, 32 bytes in base64; none: one is made and kept in EENPLAN_HOME
EENPLAN_ANCHOR_OLD_KEYS    public keys of before, with commas: what they signed still counts
EENPLAN_FILE_LIMIT   how large an attachment may be, in MB (10)
EENPLAN_SCANNER      virus scanner: clamd:/path/of/socket, clamd:host:port or a function; none: only the EICAR test file is found
EENPLAN_OIDC_ISSUER, EENPLAN_OIDC_CLIENT, EENPLAN_OIDC_SECRET      single sign-on
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EENPLAN_EMAIL_FROM    none: mail goes to files
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from eenplan.runtime.dsn import dsn
from eenplan.runtime.home import anchors, home, key, secret
from eenplan.runtime.proxies import networks

HERE = Path(__file__).parent
HOME = home()
DEBUG = os.environ.get("EENPLAN_DEBUG") == "1"
DEMO = os.environ.get("EENPLAN_DEMO") == "1"
DEMO_PASSWORD = "welkom-in-eenplan"  # noqa: S105 - printed at every start of the demonstration, opens made-up data only

# The address, and what follows from it

ADDRESS = urlsplit(os.environ.get("EENPLAN_URL", "https://localhost"))
HTTPS = ADDRESS.scheme == "https"
ALLOWED_HOSTS = [ADDRESS.hostname or "localhost", *([] if HTTPS else ["localhost", "127.0.0.1"])]
CSRF_TRUSTED_ORIGINS = [f"{ADDRESS.scheme}://{ADDRESS.netloc}"]
TRUSTED_PROXIES = networks(os.environ.get("EENPLAN_TRUSTED_PROXIES", ""))
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health(/|$)"]  # asked by address, from the machine itself
# eenplan.web.middleware.behind_proxy believes it from trusted proxies only
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS

# What is installed

INSTALLED_APPS = [
    "eenplan.law",
    "eenplan.ui",
    "eenplan.access",
    "eenplan.audit",
    "eenplan.network",
    "eenplan.people",
    "eenplan.referrals",
    "eenplan.cases",
    "eenplan.exchange",
    "eenplan.provisions",
    "eenplan.conferences",
    "eenplan.plans",
    "eenplan.monitoring",
    "eenplan.retention",
    "eenplan.rights",
    "eenplan.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "eenplan.web.middleware.behind_proxy",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "eenplan.web.middleware.private_pages",
    "eenplan.web.health.answered_first",
    "eenplan.access.sessions.SessionMiddleware",
    "eenplan.web.middleware.sliding_session",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a page is closed unless it says it is public
    "django.contrib.messages.middleware.MessageMiddleware",
    "eenplan.web.drafts.keep_typed",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "eenplan.access.limits.limited",
    "eenplan.web.middleware.readable_paths",
    "eenplan.audit.middleware.ActingMiddleware",
    "eenplan.access.middleware.SecondFactorMiddleware",  # reads factors, which are open only to who acts
    "eenplan.web.once.submit_once",
    "eenplan.web.drafts.forget_sent",
]

ROOT_URLCONF = "eenplan.urls"
WSGI_APPLICATION = "eenplan.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eenplan.web.context.shell",
            ]
        },
    }
]
FORM_RENDERER = "eenplan.ui.forms.Renderer"

# Database: as the application role, unless an owner's command says otherwise before Django starts

_database = conninfo_to_dict(dsn(os.environ.get("EENPLAN_DATABASE_ROLE", "app")))
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **{key.upper(): str(_database.pop(key, "")) for key in ("user", "password", "host", "port")},
        "NAME": _database.pop("dbname", ""),
        # a database that is gone without a word is noticed within a minute
        "OPTIONS": {
            "application_name": "eenplan",
            "connect_timeout": "10",
            "keepalives_idle": "20",
            "keepalives_interval": "10",
            "keepalives_count": "3",
            "tcp_user_timeout": "60000",
            **_database,
        },
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
# What was due at night and missed, because the worker or the database was away, is done when they are back.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 26 * 60 * 60}
# In the database, because limits on signing in must hold over all web processes together; as JSON, which is data and no code.
CACHES = {"default": {"BACKEND": "eenplan.web.cache.JsonCache"}}

# Accounts and sessions

SECRET_KEY = os.environ.get("SECRET_KEY") or secret("secret-key")
# the first locks, all unlock: a new key in front, then `eenplan files rotate`, then the old one can go
FILE_KEYS = (os.environ.get("EENPLAN_FILE_KEYS") or key("file-key")).split(",")
# with it web and worker sign who acts; `migrate` gives it to the database (docs/security.md)
IDENTITY_KEY = os.environ.get("EENPLAN_IDENTITY_KEY") or key("identity-key")
FILE_LIMIT = int(os.environ.get("EENPLAN_FILE_LIMIT") or 10) * 2**20
SCANNER = os.environ.get("EENPLAN_SCANNER", "")
FILE_UPLOAD_HANDLERS = ["eenplan.files.uploading.BoundedMemoryHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# the seals of the log that leave the database
ANCHORS = anchors()
ANCHOR_KEY = os.environ.get("EENPLAN_ANCHOR_KEY") or key("anchor-key")
ANCHOR_OLD_KEYS = [old for old in os.environ.get("EENPLAN_ANCHOR_OLD_KEYS", "").split(",") if old]
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["eenplan.access.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "eenplan.access.sessions"
SESSION_COOKIE_AGE = 30 * 60  # seconds at rest
SESSION_LONGEST = 12 * 60 * 60  # seconds after signing in, whatever one does
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Messages name persons, and a cookie survives logging out.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "eenplan.web.drafts.outdated"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # Strict would drop the session on the way back from the IdP

ACCOUNT_ADAPTER = "eenplan.access.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_VERIFICATION = "none"  # only an administrator sets an address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Eenplan] "
# not allauth's own, which keeps addresses besides the one of the account: only an administrator sets that one
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # those of eenplan.access.limits, which nobody can fill for somebody else

MFA_FORMS = {"login_webauthn": "eenplan.access.backend.PasskeyForm"}
MFA_ADAPTER = "eenplan.access.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Eenplan"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

SOCIALACCOUNT_ADAPTER = "eenplan.access.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_ONLY = False
# An address that a provider calls verified opens no account: one connects the login of the organisation oneself, signed in.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
OIDC_ISSUER = os.environ.get("EENPLAN_OIDC_ISSUER", "")
_single_sign_on = {
    "provider_id": "organisatie",
    "name": _("Account van uw organisatie"),
    "client_id": os.environ.get("EENPLAN_OIDC_CLIENT", ""),
    "secret": os.environ.get("EENPLAN_OIDC_SECRET", ""),
    "settings": {"server_url": OIDC_ISSUER},
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [_single_sign_on] if OIDC_ISSUER else [], "OAUTH_PKCE_ENABLED": True}
}

# What the browser may do

_identity_provider = [f"https://{urlsplit(OIDC_ISSUER).netloc}"] if OIDC_ISSUER else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *_identity_provider],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Language, time, files, mail, log

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("EENPLAN_EMAIL_FROM", f"eenplan@{ADDRESS.hostname}")

LOG = "json" if os.environ.get("EENPLAN_LOG") == "json" else "line"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "eenplan.runtime.logs.Line", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {"()": "eenplan.runtime.logs.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Refusals and their paths stand in the audit log, under its access rules; not in a file beside it.
    "loggers": {"django.request": {"level": "ERROR"}, "django": {"handlers": [], "propagate": True}},
}
