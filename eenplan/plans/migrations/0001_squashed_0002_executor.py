"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("plans", "0001_initial"), ("plans", "0002_executor")]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0005_voices"),
        ("conferences", "0001_squashed_0002_third_parties_at_the_table"),
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        ("provisions", "0001_squashed_0004_third_parties_are_sorted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="FamilyPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("in_circle", models.BooleanField(verbose_name="de personen staan in elkaars directe kring")),
                        ("interdependent", models.BooleanField(verbose_name="hun problemen hangen samen")),
                        ("necessary", models.BooleanField(verbose_name="afstemming is noodzakelijk")),
                        ("motivation", models.TextField(verbose_name="motivering")),
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
                                related_name="family_plans",
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
                        "verbose_name": "gezinsplan",
                        "verbose_name_plural": "gezinsplannen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_circle", True),
                                    ("interdependent", True),
                                    ("necessary", True),
                                    models.Q(("motivation", ""), _negated=True),
                                ),
                                name="plans_three_conditions",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("summary", models.TextField(blank=True, verbose_name="strategie")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
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
                        "verbose_name": "plan van aanpak",
                        "verbose_name_plural": "plannen van aanpak",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "person"),
                                name="plans_one_per_person",
                                violation_error_message="Deze persoon heeft al een plan.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("added_in", models.PositiveSmallIntegerField(verbose_name="sinds versie")),
                        ("dropped_in", models.PositiveSmallIntegerField(null=True, verbose_name="vervallen in versie")),
                        ("text", models.CharField(max_length=500, verbose_name="doel")),
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
                                related_name="+",
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
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successor",
                                to="plans.goal",
                                verbose_name="vervangt",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="plans.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "doel",
                        "verbose_name_plural": "doelen",
                        "ordering": ["domain__position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyPlanPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                        ("until", models.DateTimeField(null=True, verbose_name="tot")),
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
                            "family_plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="plans.familyplan",
                                verbose_name="gezinsplan",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="plans.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deel van het gezinsplan",
                        "verbose_name_plural": "delen van het gezinsplan",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("plan",),
                                name="plans_aligned_once",
                                violation_error_message="Dit plan is al afgestemd in een gezinsplan.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adoption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="versie")),
                        ("adopted_on", models.DateField(verbose_name="vastgesteld op")),
                        ("summary", models.TextField(verbose_name="strategie")),
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
                                related_name="+",
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
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adoptions",
                                to="plans.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vaststelling",
                        "verbose_name_plural": "vaststellingen",
                        "ordering": ["version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "version"),
                                name="plans_version_once",
                                violation_error_message="Deze versie is al vastgesteld.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("added_in", models.PositiveSmallIntegerField(verbose_name="sinds versie")),
                        ("dropped_in", models.PositiveSmallIntegerField(null=True, verbose_name="vervallen in versie")),
                        ("text", models.CharField(max_length=500, verbose_name="afspraak")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("repression", "repressie en straf"),
                                    ("administrative", "bestuurlijk"),
                                    ("care", "zorg en hulp"),
                                    ("guidance", "begeleiding"),
                                ],
                                max_length=15,
                                verbose_name="soort",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="begint op")),
                        ("due_on", models.DateField(verbose_name="gereed op")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="afgerond")),
                        ("result", models.CharField(blank=True, max_length=500, verbose_name="resultaat")),
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
                                related_name="actions",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "domain",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.lifedomain",
                                verbose_name="leefgebied",
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
                                verbose_name="verantwoordelijke organisatie",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successor",
                                to="plans.action",
                                verbose_name="vervangt",
                            ),
                        ),
                        (
                            "resolution",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action",
                                to="conferences.resolution",
                                verbose_name="besluit van het overleg",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="verantwoordelijke professional",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="plans.goal",
                                verbose_name="doel",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="plans.plan",
                                verbose_name="plan",
                            ),
                        ),
                        (
                            "executor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="provisions.thirdparty",
                                verbose_name="uitvoerende derde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "afspraak",
                        "verbose_name_plural": "afspraken",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True), ("dropped_in__isnull", True)),
                                fields=["responsible", "due_on"],
                                name="plans_open_actions",
                            ),
                            models.Index(fields=["case", "due_on"], name="plans_actions_of_case"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", True), models.Q(("result", ""), _negated=True), _connector="OR"
                                ),
                                name="plans_done_with_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True), ("starts_on__lte", models.F("due_on")), _connector="OR"
                                ),
                                name="plans_starts_before_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("goal__isnull", True), ("domain__isnull", True), _connector="OR"),
                                name="plans_one_domain",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
