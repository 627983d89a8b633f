"""The hash of a password leaves the account's row for a table that nobody reads in bulk; sessions of before end."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MOVE = """
INSERT INTO access_password (account_id, hash, set_at) SELECT id, password, now() FROM access_account;
UPDATE access_account SET password_stamp = gen_random_uuid();
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
BACK = """
UPDATE access_account a SET password = p.hash FROM access_password p WHERE p.account_id = a.id;
DELETE FROM access_password;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# They stood there under the key that a browser holds. On a fresh database there are none, and no tables yet.
END_SESSIONS = """
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['usersessions_usersession', 'django_session'] LOOP
    IF to_regclass(kept) IS NOT NULL THEN
      EXECUTE format('DELETE FROM %I', kept);
    END IF;
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_policyset_state")]

    operations = [
        migrations.CreateModel(
            name="Password",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                ("hash", models.CharField(max_length=128, verbose_name="hash")),
                ("set_at", models.DateTimeField(verbose_name="gezet op")),
            ],
            options={"verbose_name": "wachtwoord", "verbose_name_plural": "wachtwoorden"},
        ),
        migrations.AddField(
            model_name="account",
            name="password_stamp",
            field=models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="stempel van het wachtwoord"),
        ),
        migrations.RunSQL(MOVE, BACK),
        migrations.RunSQL(END_SESSIONS, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="account", name="password"),
    ]
