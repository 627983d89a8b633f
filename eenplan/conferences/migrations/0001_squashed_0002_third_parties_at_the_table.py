"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("conferences", "0001_initial"), ("conferences", "0002_third_parties_at_the_table")]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0005_voices"),
        ("exchange", "0001_squashed_0004_restriction"),
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        ("provisions", "0001_squashed_0004_third_parties_are_sorted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Conference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="datum en tijd")),
                        ("place", models.CharField(max_length=120, verbose_name="plaats")),
                        ("cancelled_at", models.DateTimeField(null=True, verbose_name="afgelast")),
                        (
                            "chair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="voorzitter",
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
                        "verbose_name": "casusoverleg",
                        "verbose_name_plural": "casusoverleggen",
                        "ordering": ["at"],
                        "indexes": [models.Index(fields=["house", "at"], name="conferences_of_house")],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                        ("question", models.CharField(max_length=500, verbose_name="vraag aan het overleg")),
                        ("picture", models.TextField(blank=True, verbose_name="beeldvorming")),
                        ("judgement", models.TextField(blank=True, verbose_name="oordeelsvorming")),
                        ("conclusion", models.TextField(blank=True, verbose_name="besluitvorming")),
                        ("held_at", models.DateTimeField(null=True, verbose_name="besproken")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda_items",
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
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda",
                                to="conferences.conference",
                                verbose_name="overleg",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agendapunt",
                        "verbose_name_plural": "agendapunten",
                        "ordering": ["position"],
                        "indexes": [models.Index(fields=["case", "conference"], name="conferences_of_case")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conference", "case"),
                                name="conferences_case_once",
                                violation_error_message="Deze casus staat al op de agenda.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("invited_at", models.DateTimeField(auto_now_add=True, verbose_name="uitgenodigd")),
                        ("present", models.BooleanField(null=True, verbose_name="aanwezig")),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="conferences.agendaitem",
                                verbose_name="agendapunt",
                            ),
                        ),
                        (
                            "third_party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="provisions.thirdparty",
                                verbose_name="derde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "derde aan tafel",
                        "verbose_name_plural": "derden aan tafel",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "third_party"), name="conferences_guest_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Heard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            "guest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="heard",
                                to="conferences.guest",
                                verbose_name="derde aan tafel",
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
                            "information",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="exchange.item",
                                verbose_name="gegeven",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gedeeld aan tafel",
                        "verbose_name_plural": "gedeeld aan tafel",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("guest", "information"),
                                name="conferences_heard_once",
                                violation_error_message="Dit staat al vast als gedeeld.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resolution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="besluit")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
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
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="gereed op")),
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
                                related_name="resolutions",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
                                to="conferences.agendaitem",
                                verbose_name="agendapunt",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="verantwoordelijke organisatie",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="over",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="verantwoordelijke professional",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "besluit van het overleg",
                        "verbose_name_plural": "besluiten van het overleg",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("due_on__isnull", True),
                                        ("organisation__isnull", True),
                                        ("responsible__isnull", True),
                                    ),
                                    models.Q(
                                        ("due_on__isnull", False),
                                        ("organisation__isnull", False),
                                        ("person__isnull", False),
                                        ("responsible__isnull", False),
                                        models.Q(("kind", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="conferences_action_is_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("invited_at", models.DateTimeField(auto_now_add=True, verbose_name="uitgenodigd")),
                        ("present", models.BooleanField(null=True, verbose_name="aanwezig")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="professional",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendance",
                                to="conferences.agendaitem",
                                verbose_name="agendapunt",
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
                        "verbose_name": "aanwezigheid",
                        "verbose_name_plural": "aanwezigheid",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "account"), name="conferences_invited_once")
                        ],
                    },
                ),
            ],
        ),
    ]
