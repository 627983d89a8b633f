"""Loads every room's `policies.sql`, in floor order, after each migration: the guard can never lag behind the tables.

One transaction drops all policies and privileges of the application role and puts them back from the files, so that
what stands in the files is all there is (docs/adr/0002).
"""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from eenplan.access.acting import bound

_DROP_ALL = """
DO $$
DECLARE policy record;
BEGIN
  FOR policy IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
  END LOOP;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM eenplan_app;
"""
_CLOSE = """
DO $$
DECLARE own regprocedure;
BEGIN
  FOR own IN SELECT p.oid FROM pg_proc p
              WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole AND p.prokind = 'f'
                AND p.prosecdef AND p.proname NOT LIKE 'procrastinate%' LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM {roles}', own);
  END LOOP;
END $$;
"""
_OPEN = """
GRANT USAGE ON SCHEMA public TO eenplan_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO eenplan_app;
"""


def files() -> list[Path]:
    """The policy files in the order of INSTALLED_APPS, which is the order of the floors."""
    own = (Path(config.path) for config in apps.get_app_configs() if config.name.startswith("eenplan."))
    return [path for room in own for path in sorted(room.glob("policies*.sql"))]


def fingerprint() -> str:
    """Of what the policy files say; changes when one of them does."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files())).hexdigest()


def load() -> None:
    """Put the policies of all rooms in force. Runs as the owner."""
    from eenplan.access.models import PolicySet

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DROP_ALL + _CLOSE.replace("{roles}", "PUBLIC, eenplan_app") + _OPEN)
        for path in files():
            cursor.execute(path.read_text(encoding="utf-8"))
        cursor.execute(_CLOSE.replace("{roles}", "PUBLIC"))  # what a file makes anew starts open to everybody
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table that a file just filled would not take a constraint
        cursor.execute("SELECT access_bind_houses()")
        bound("SELECT access_set_key(%s)", settings.IDENTITY_KEY.encode())
        PolicySet.objects.update_or_create(pk=1, defaults={"fingerprint": fingerprint()})


def current() -> bool:
    """Are the loaded policies those of this code?"""
    from eenplan.access.models import PolicySet

    return PolicySet.objects.filter(pk=1, fingerprint=fingerprint()).exists()
