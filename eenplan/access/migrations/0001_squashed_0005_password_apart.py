"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
import eenplan.access.folding
import uuid
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("access", "0001_initial"),
        ("access", "0002_key"),
        ("access", "0003_names_are_folded"),
        ("access", "0004_policyset_state"),
        ("access", "0005_password_apart"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(eenplan.access.folding.SQL, "DROP FUNCTION access_fold(text)"),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                        ("name", models.CharField(max_length=200, verbose_name="naam")),
                        ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                        ("is_demo", models.BooleanField(default=False, verbose_name="demonstratie-account")),
                        ("language", models.CharField(default="nl", max_length=2, verbose_name="taal")),
                        ("joined_at", models.DateTimeField(auto_now_add=True, verbose_name="aangemaakt")),
                        (
                            "sort_key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=eenplan.access.folding.Folded("name"),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                        (
                            "password_stamp",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, verbose_name="stempel van het wachtwoord"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "account",
                        "verbose_name_plural": "accounts",
                    },
                ),
                migrations.CreateModel(
                    name="PolicySet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                        ("loaded_at", models.DateTimeField(auto_now=True, verbose_name="geladen op")),
                        (
                            "state",
                            models.CharField(default="", max_length=64, verbose_name="vingerafdruk van de database"),
                        ),
                    ],
                    options={
                        "verbose_name": "geladen regels",
                        "verbose_name_plural": "geladen regels",
                    },
                ),
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
                    options={
                        "verbose_name": "wachtwoord",
                        "verbose_name_plural": "wachtwoorden",
                    },
                ),
                migrations.CreateModel(
                    name="Key",
                    fields=[
                        ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ("inner_pad", models.BinaryField(verbose_name="binnenkant van de sleutel")),
                        ("outer_pad", models.BinaryField(verbose_name="buitenkant van de sleutel")),
                        ("seal_inner", models.BinaryField(verbose_name="binnenkant van het zegel")),
                        ("seal_outer", models.BinaryField(verbose_name="buitenkant van het zegel")),
                    ],
                    options={
                        "verbose_name": "sleutel",
                        "verbose_name_plural": "sleutels",
                        "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="access_key_one")],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("organisation_id", models.BigIntegerField(verbose_name="namens organisatie")),
                        ("house_id", models.BigIntegerField(verbose_name="huis")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("house", "huis"),
                                    ("referral", "aanmelding"),
                                    ("case", "casus"),
                                    ("person", "persoon"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("object_id", models.BigIntegerField(verbose_name="nummer")),
                        ("scope", models.CharField(max_length=20, verbose_name="bereik")),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
                        ("article", models.CharField(max_length=40, verbose_name="artikel")),
                        ("source", models.CharField(max_length=60, verbose_name="volgt uit tabel")),
                        ("source_id", models.BigIntegerField(verbose_name="volgt uit rij")),
                        ("since", models.DateTimeField(verbose_name="vanaf")),
                        ("until", models.DateTimeField(null=True, verbose_name="tot")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "toegang",
                        "verbose_name_plural": "toegangen",
                        "indexes": [
                            models.Index(
                                fields=["account", "kind", "scope", "object_id"],
                                include=("house_id", "since", "until"),
                                name="access_grant_sees",
                            ),
                            models.Index(fields=["kind", "object_id"], name="access_grant_seen_by"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "source_id", "scope"), name="access_grant_one_per_fact"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
