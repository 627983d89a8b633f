"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("audit", "0001_initial"), ("audit", "0002_reviews_verifications_and_reading_by_time")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "sequence",
                            models.BigIntegerField(primary_key=True, serialize=False, verbose_name="volgnummer"),
                        ),
                        ("event_id", models.BigIntegerField(unique=True, verbose_name="logregel")),
                        ("hash", models.BinaryField(verbose_name="keten")),
                        ("sealed_at", models.DateTimeField(db_index=True, verbose_name="verzegeld op")),
                    ],
                    options={
                        "verbose_name": "zegel",
                        "verbose_name_plural": "zegels",
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="tijdstip")),
                        ("trace", models.UUIDField(verbose_name="verzoek")),
                        ("account_id", models.BigIntegerField(null=True, verbose_name="account")),
                        ("organisation_id", models.BigIntegerField(null=True, verbose_name="organisatie")),
                        ("house_id", models.BigIntegerField(null=True, verbose_name="huis")),
                        ("role", models.CharField(max_length=200, verbose_name="rol")),
                        ("purpose", models.CharField(max_length=200, verbose_name="doel")),
                        ("action", models.CharField(max_length=60, verbose_name="handeling")),
                        ("thing", models.CharField(max_length=80, verbose_name="onderwerp")),
                        ("case_id", models.BigIntegerField(null=True, verbose_name="casus")),
                        ("subject_id", models.BigIntegerField(null=True, verbose_name="persoon")),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SmallIntegerField(), size=None, verbose_name="categorieën"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("ok", "gelukt"), ("nothing", "niets gevonden"), ("refused", "geweigerd")],
                                max_length=10,
                                verbose_name="uitkomst",
                            ),
                        ),
                        ("access_point", models.CharField(max_length=120, verbose_name="toegangspunt")),
                        ("detail", models.CharField(max_length=300, verbose_name="bijzonderheden")),
                        ("salt", models.BinaryField(verbose_name="zout")),
                        ("subject_digest", models.BinaryField(verbose_name="vingerafdruk van de persoon")),
                        ("digest", models.BinaryField(verbose_name="vingerafdruk")),
                    ],
                    options={
                        "verbose_name": "logregel",
                        "verbose_name_plural": "logregels",
                        "indexes": [
                            models.Index(fields=["house_id", "-at", "-id"], name="audit_event_house_by_time"),
                            models.Index(
                                condition=models.Q(("case_id__isnull", False)),
                                fields=["case_id", "-at"],
                                name="audit_event_case_by_time",
                            ),
                            models.Index(
                                condition=models.Q(("subject_id__isnull", False)),
                                fields=["subject_id", "-at"],
                                name="audit_event_subject_by_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("house_id", models.BigIntegerField(null=True, verbose_name="huis")),
                        ("whole", models.BooleanField(verbose_name="hele keten")),
                        ("started_at", models.DateTimeField(verbose_name="begonnen")),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="klaar")),
                        ("begin", models.BigIntegerField(verbose_name="vanaf zegel")),
                        ("reached", models.BigIntegerField(verbose_name="tot zegel")),
                        ("target", models.BigIntegerField(verbose_name="laatste zegel")),
                        ("hash", models.BinaryField(verbose_name="keten")),
                        ("lines", models.BigIntegerField(verbose_name="regels van het huis")),
                        ("loose", models.BigIntegerField(verbose_name="nog niet verzegeld")),
                        ("first_bad", models.BigIntegerField(null=True, verbose_name="eerste foute regel")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "controle van de keten",
                        "verbose_name_plural": "controles van de keten",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("house_id", models.BigIntegerField(verbose_name="huis")),
                        ("month", models.DateField(verbose_name="maand")),
                        ("opened_at", models.DateTimeField(verbose_name="geopend")),
                        ("due_on", models.DateField(verbose_name="uiterlijk")),
                        ("figures", models.JSONField(verbose_name="cijfers per organisatie")),
                        ("findings", models.TextField(blank=True, verbose_name="bevindingen")),
                        ("measures", models.TextField(blank=True, verbose_name="maatregelen")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="afgerond")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="afgerond door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "logcontrole",
                        "verbose_name_plural": "logcontroles",
                        "ordering": ["-month"],
                        "constraints": [
                            models.UniqueConstraint(fields=("house_id", "month"), name="audit_review_once_a_month"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("account", None), ("closed_at", None)),
                                    models.Q(
                                        ("account__isnull", False),
                                        ("closed_at__isnull", False),
                                        models.Q(("findings", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="audit_review_closed_with_findings",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
