"""Settings of a server under test: the real ones, and passwords of the test world that are quick to check."""

from eenplan.settings import *  # noqa: F403
from eenplan.settings import PASSWORD_HASHERS as REAL_HASHERS

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *REAL_HASHERS]
SECRET_KEY = "known to the tests, which sign their own sessions"
IDENTITY_KEY = "known to the tests, which sign who acts as an attacker would"
