"""Loads every room's `policies.sql`, in floor order, after each migration: the guard can never lag behind the tables.

One transaction drops all policies and privileges of the application role and puts them back from the files, so that
what stands in the files is all there is (docs/adr/0002).
"""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from eenplan.access.acting import bound
from eenplan.access.patience import patiently

_DROP_ALL = """
DO $$
DECLARE policy record;
BEGIN
  FOR policy IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
  END LOOP;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM eenplan_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM eenplan_app;  -- an identity column needs none, and nextval() counts
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
"""


# Everything the policy files make: policies, privileges, row security, functions, triggers, links inside a house.
_STATE = """
SELECT encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex') FROM (
  SELECT p::text FROM pg_policies p WHERE schemaname = 'public'
  UNION ALL SELECT concat_ws(' ', 'database', datacl) FROM pg_database WHERE datname = current_database()
  UNION ALL SELECT concat_ws(' ', relname, relowner::regrole, relacl, relrowsecurity, relforcerowsecurity)
              FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')
  UNION ALL SELECT concat_ws(' ', attrelid::regclass, attname, attacl)
              FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
             WHERE relnamespace = 'public'::regnamespace AND attacl IS NOT NULL
  UNION ALL SELECT concat_ws(' ', pg_get_functiondef(oid), proowner::regrole, proacl)
              FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
  UNION ALL SELECT concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
             WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
  UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conname LIKE 'house\\_%') made(line)
"""
_TABLES = """
SELECT string_agg(quote_ident(relname), ', ' ORDER BY relname) FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_has_role(relowner, 'USAGE')
"""


def files() -> list[Path]:
    """The policy files in the order of INSTALLED_APPS, which is the order of the floors."""
    own = (Path(config.path) for config in apps.get_app_configs() if config.name.startswith("eenplan."))
    return [path for room in own for path in sorted(room.glob("policies*.sql"))]


def fingerprint() -> str:
    """Of what the policy files say; changes when one of them does."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files())).hexdigest()


def load() -> bool:
    """Put the policies of all rooms in force, unless exactly these are; says whether it had to. Runs as the owner.

    Nobody works while they are replaced. So all tables are asked for first, and given up soon when somebody is busy with one:
    who comes after us would wait too.
    """
    changed = not current() or _state() != _kept_state()
    if changed:
        patiently(_replace)
    bound("SELECT access_set_key(%s)", settings.IDENTITY_KEY.encode())
    return changed


def _replace() -> None:
    from eenplan.access.models import PolicySet

    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        cursor.execute(f"LOCK TABLE {cursor.fetchone()[0]} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(_DROP_ALL + _CLOSE.replace("{roles}", "PUBLIC, eenplan_app") + _OPEN)
        for path in files():
            cursor.execute(path.read_text(encoding="utf-8"))
        cursor.execute(_CLOSE.replace("{roles}", "PUBLIC"))  # what a file makes anew starts open to everybody
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table that a file just filled would not take a constraint
        cursor.execute("SELECT access_bind_houses()")
        PolicySet.objects.update_or_create(pk=1, defaults={"fingerprint": fingerprint(), "state": _state()})


def _state() -> str:
    """Of what stands in the database; changes when somebody changes a policy, a function or a privilege by hand."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return cursor.fetchone()[0]


def _kept_state() -> str | None:
    from eenplan.access.models import PolicySet

    return PolicySet.objects.filter(pk=1).values_list("state", flat=True).first()


def current() -> bool:
    """Are the loaded policies those of this code?"""
    from eenplan.access.models import PolicySet

    return PolicySet.objects.filter(pk=1, fingerprint=fingerprint()).exists()
