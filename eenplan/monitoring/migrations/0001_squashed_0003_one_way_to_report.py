"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("monitoring", "0001_initial"),
        ("monitoring", "0002_initial"),
        ("monitoring", "0003_one_way_to_report"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0005_voices"),
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        ("plans", "0001_squashed_0002_executor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="gehouden op")),
                        ("conclusion", models.TextField(verbose_name="conclusie")),
                        ("necessary", models.BooleanField(verbose_name="verdere verwerking is noodzakelijk")),
                        (
                            "advice",
                            models.CharField(
                                choices=[
                                    ("continue", "doorgaan"),
                                    ("adjust", "plan bijstellen"),
                                    ("scale_down", "afschalen en afsluiten"),
                                ],
                                max_length=10,
                                verbose_name="vervolg",
                            ),
                        ),
                        ("next_on", models.DateField(blank=True, null=True, verbose_name="volgende evaluatie")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vastgelegd door",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evaluations",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evaluatie",
                        "verbose_name_plural": "evaluaties",
                        "ordering": ["-held_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("advice", "scale_down"), ("next_on__isnull", True)),
                                    models.Q(("next_on__gt", models.F("held_on")), ("next_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="monitoring_next_date_unless_closing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("necessary", True), ("advice", "scale_down"), _connector="OR"),
                                name="monitoring_no_need_means_closing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Progress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("well", "gaat goed"),
                                    ("stalled", "loopt vast"),
                                    ("better", "gaat beter"),
                                    ("same", "ongewijzigd"),
                                    ("worse", "gaat slechter"),
                                    ("reached", "behaald"),
                                ],
                                max_length=10,
                                verbose_name="stand",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="toelichting")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="plans.action",
                                verbose_name="afspraak",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="plans.goal",
                                verbose_name="doel",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voortgang",
                        "verbose_name_plural": "voortgang",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("action__isnull", True), ("goal__isnull", False)),
                                    models.Q(("action__isnull", False), ("goal__isnull", True)),
                                    _connector="OR",
                                ),
                                name="monitoring_action_or_goal",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1 – acute problematiek"),
                                    (2, "2 – niet zelfredzaam"),
                                    (3, "3 – beperkt zelfredzaam"),
                                    (4, "4 – voldoende zelfredzaam"),
                                    (5, "5 – volledig zelfredzaam"),
                                ],
                                verbose_name="oordeel",
                            ),
                        ),
                        ("measured_on", models.DateField(verbose_name="gemeten op")),
                        ("source", models.CharField(max_length=200, verbose_name="bron")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "domain",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.lifedomain",
                                verbose_name="leefgebied",
                            ),
                        ),
                        (
                            "evaluation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="monitoring.evaluation",
                                verbose_name="evaluatie",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ZRM-oordeel",
                        "verbose_name_plural": "ZRM-oordelen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("value__range", (1, 5))), name="monitoring_scale_1_to_5"
                            ),
                            models.UniqueConstraint(
                                fields=("case", "person", "domain", "measured_on", "value"),
                                name="monitoring_score_once",
                                violation_error_message="Dit oordeel is voor deze dag al vastgelegd.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
