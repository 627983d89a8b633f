"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels

# What the cache of eenplan.web.cache is kept in.
_CACHE = """
CREATE TABLE web_cache (key varchar(255) PRIMARY KEY, value jsonb NOT NULL, until timestamptz NOT NULL);
CREATE INDEX web_cache_until ON web_cache (until);
"""


class Migration(migrations.Migration):
    replaces = [
        ("web", "0001_cache"),
        ("web", "0002_submission"),
        ("web", "0003_cache_keeps_json"),
        ("web", "0004_draft"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(_CACHE, migrations.RunSQL.noop),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("form", models.CharField(max_length=32, verbose_name="formulier")),
                        ("field", models.CharField(max_length=100, verbose_name="veld")),
                        ("version", models.PositiveIntegerField(verbose_name="versie")),
                        ("locked", models.BinaryField(verbose_name="tekst, versleuteld")),
                        (
                            "other",
                            models.BinaryField(null=True, verbose_name="tekst van een ander venster, versleuteld"),
                        ),
                        ("sort", models.CharField(blank=True, max_length=10, verbose_name="gaat over")),
                        ("number", models.BigIntegerField(null=True, verbose_name="nummer")),
                        ("at", models.DateTimeField(verbose_name="getypt op")),
                        ("until", models.DateTimeField(verbose_name="bewaard tot")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "getypte tekst",
                        "verbose_name_plural": "getypte teksten",
                        "indexes": [
                            models.Index(fields=["sort", "number"], name="web_draft_about"),
                            models.Index(fields=["until"], name="web_draft_until"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("account", "form", "field"), name="web_draft_one_per_field")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                        ("location", models.CharField(blank=True, max_length=2000, verbose_name="leidde naar")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inzending",
                        "verbose_name_plural": "inzendingen",
                        "constraints": [
                            models.UniqueConstraint(fields=("account", "digest"), name="web_submission_once")
                        ],
                    },
                ),
            ],
        ),
    ]
