"""Settings of the tests: those of the product, with a database of our own per run (tests/support/db.py)."""

import os
from pathlib import Path

for name in ("DATABASE_URL", "DATABASE_APP_URL"):  # tests never touch a database that somebody works with
    os.environ.pop(name, None)
if "EENPLAN_TEST_HOME" in os.environ:
    os.environ["EENPLAN_HOME"] = os.environ["EENPLAN_TEST_HOME"]
else:  # before the run has its database, and for the linters, which need none
    os.environ["EENPLAN_HOME"] = str(Path(__file__).parents[1] / ".cache" / "home")
    os.environ["DATABASE_APP_URL"] = "dbname=none"
os.environ["EENPLAN_URL"] = "http://testserver"

from eenplan.settings import *  # noqa: E402, F403
from eenplan.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SECRET_KEY = "known to the tests, which sign their own sessions"
IDENTITY_KEY = "known to the tests, which sign who acts as an attacker would"
