"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
import eenplan.access.folding
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("provisions", "0001_initial"),
        ("provisions", "0002_reply_in_the_round"),
        ("provisions", "0003_told_of_restriction"),
        ("provisions", "0004_third_parties_are_sorted"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0005_voices"),
        ("exchange", "0001_squashed_0004_restriction"),
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="KnownAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gevraagd door",
                            ),
                        ),
                        (
                            "asking_house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="gevraagd door het huis",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="known_answers",
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="namens",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="over",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beantwoorde bekendheidscheck",
                        "verbose_name_plural": "beantwoorde bekendheidschecks",
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="KnownCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="waarom nodig")),
                        ("at", models.DateTimeField(verbose_name="gevraagd op")),
                        ("hit", models.BooleanField(verbose_name="bekend")),
                        ("contact_name", models.CharField(blank=True, max_length=200, verbose_name="procesregisseur")),
                        (
                            "contact_organisation",
                            models.CharField(blank=True, max_length=160, verbose_name="organisatie"),
                        ),
                        ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="telefoon")),
                        ("contact_email", models.CharField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gevraagd door",
                            ),
                        ),
                        (
                            "asked_house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="gevraagd aan",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="known_checks",
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="namens",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="over",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bekendheidscheck",
                        "verbose_name_plural": "bekendheidschecks",
                        "ordering": ["-at", "-id"],
                        "indexes": [models.Index(fields=["account", "-at"], name="provisions_checks_of_account")],
                    },
                ),
                migrations.CreateModel(
                    name="Provision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("participant", "een deelnemer van dit huis"),
                                    ("third_party", "een derde"),
                                    ("network", "een ander Zorg- en Veiligheidshuis"),
                                ],
                                max_length=12,
                                verbose_name="soort ontvanger",
                            ),
                        ),
                        ("recipient_name", models.CharField(max_length=300, verbose_name="ontvanger")),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("public_task", "een verenigbare publieke taak"),
                                    ("legal_duty", "een wettelijke plicht van de ontvanger"),
                                    ("legitimate", "een gerechtvaardigd belang van een private deelnemer"),
                                ],
                                max_length=12,
                                verbose_name="grondslag",
                            ),
                        ),
                        ("task", models.CharField(blank=True, max_length=300, verbose_name="welke taak of plicht")),
                        ("necessity", models.TextField(blank=True, verbose_name="waarom noodzakelijk")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="begonnen")),
                        ("asked_at", models.DateTimeField(null=True, verbose_name="rondvraag gestart")),
                        ("answer_by", models.DateField(null=True, verbose_name="antwoord gevraagd vóór")),
                        (
                            "rac_reference",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="kenmerk van de rechtmatigheidstoets (RAC)"
                            ),
                        ),
                        ("secrecy_noted", models.BooleanField(default=False, verbose_name="geheimhouding aangezegd")),
                        ("accuracy_checked", models.BooleanField(default=False, verbose_name="gegevens gecontroleerd")),
                        ("feedback_due", models.DateField(null=True, verbose_name="terugkoppeling uiterlijk")),
                        ("provided_at", models.DateTimeField(null=True, verbose_name="verstrekt")),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="ingetrokken")),
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
                                related_name="provisions",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "check_answered",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="provisions",
                                to="provisions.knownanswer",
                                verbose_name="volgt op de vraag van het andere huis",
                            ),
                        ),
                        (
                            "check_made",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="provisions",
                                to="provisions.knowncheck",
                                verbose_name="volgt op onze vraag",
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="namens",
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
                                verbose_name="deelnemer",
                            ),
                        ),
                        (
                            "to_house",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="ander huis",
                            ),
                        ),
                        (
                            "third_party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="provisions",
                                to="provisions.thirdparty",
                                verbose_name="derde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verstrekking",
                        "verbose_name_plural": "verstrekkingen",
                        "ordering": ["-created_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "participant"),
                                        ("organisation__isnull", False),
                                        ("third_party", None),
                                        ("to_house", None),
                                    ),
                                    models.Q(
                                        ("kind", "third_party"),
                                        ("organisation", None),
                                        ("third_party__isnull", False),
                                        ("to_house", None),
                                    ),
                                    models.Q(
                                        ("kind", "network"),
                                        ("organisation", None),
                                        ("third_party", None),
                                        ("to_house__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="provisions_one_recipient",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("provided_at", None), ("withdrawn_at", None), _connector="OR"),
                                name="provisions_provided_or_withdrawn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("provided_at", None),
                                    models.Q(
                                        ("accuracy_checked", True),
                                        ("asked_at__isnull", False),
                                        ("feedback_due__isnull", False),
                                        ("secrecy_noted", True),
                                        models.Q(("basis", ""), _negated=True),
                                        models.Q(("task", ""), _negated=True),
                                        models.Q(("necessity", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="provisions_provided_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("provided_at", None),
                                    models.Q(("kind", "third_party"), _negated=True),
                                    models.Q(("rac_reference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="provisions_legality_tested",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="ontvangen op")),
                        ("followed_up", models.BooleanField(verbose_name="er is iets mee gedaan")),
                        (
                            "text",
                            models.TextField(
                                verbose_name="doeltreffendheid en bruikbaarheid, of waarom er niets mee is gedaan"
                            ),
                        ),
                        ("next_due", models.DateField(blank=True, null=True, verbose_name="volgende terugkoppeling")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="vastgelegd")),
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
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feedback",
                                to="provisions.provision",
                                verbose_name="verstrekking",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "terugkoppeling",
                        "verbose_name_plural": "terugkoppelingen",
                        "ordering": ["-received_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="provisions_feedback_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("next_due", None),
                                    models.Q(
                                        ("next_due__gt", models.F("received_on")),
                                        (
                                            "next_due__lte",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("received_on"), "+", models.Value(datetime.timedelta(days=366))
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="provisions_feedback_yearly",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Choice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                                related_name="choices",
                                to="exchange.item",
                                verbose_name="gegeven",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="choices",
                                to="provisions.provision",
                                verbose_name="verstrekking",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gekozen gegeven",
                        "verbose_name_plural": "gekozen gegevens",
                        "constraints": [
                            models.UniqueConstraint(fields=("provision", "item"), name="provisions_item_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProvisionLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="bestandsnaam")),
                        ("content_type", models.CharField(max_length=100, verbose_name="soort bestand")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                        ("locked", models.BinaryField(verbose_name="versleutelde inhoud")),
                        ("kept_at", models.DateTimeField(auto_now_add=True, verbose_name="bewaard op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bewaard door",
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
                            "provision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letter",
                                to="provisions.provision",
                                verbose_name="verstrekking",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "brief van een verstrekking",
                        "verbose_name_plural": "brieven van verstrekkingen",
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("supplier", models.BooleanField(verbose_name="leverde een gegeven")),
                        ("explicit", models.BooleanField(verbose_name="instemming vereist")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("open", "nog geen antwoord"),
                                    ("agrees", "stemt in"),
                                    ("no_objection", "geen bezwaar"),
                                    ("objects", "maakt bezwaar"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="antwoord",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="beantwoord")),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beantwoord door",
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="provisions.provision",
                                verbose_name="verstrekking",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "antwoord in de rondvraag",
                        "verbose_name_plural": "antwoorden in de rondvraag",
                        "ordering": ["-supplier", "organisation__sort_key"],
                        "constraints": [
                            models.UniqueConstraint(fields=("provision", "organisation"), name="provisions_asked_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "objects"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="provisions_objection_motivated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("explicit", False),
                                    models.Q(("answer", "no_objection"), _negated=True),
                                    _connector="OR",
                                ),
                                name="provisions_explicit_assent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThirdParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("function", models.CharField(max_length=120, verbose_name="functie")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        ("expertise", models.CharField(max_length=300, verbose_name="deskundigheid")),
                        ("role", models.CharField(max_length=300, verbose_name="rol in het plan")),
                        ("reason", models.CharField(max_length=500, verbose_name="waarom nodig")),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                        ("until", models.DateTimeField(null=True, verbose_name="tot")),
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
                                related_name="third_parties",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="besluit van",
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
                        (
                            "sort_key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=eenplan.access.folding.Folded("name"),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "incidentele derde",
                        "verbose_name_plural": "incidentele derden",
                        "ordering": ["organisation__sort_key", "sort_key"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("case", "organisation", "name"),
                                name="provisions_third_party_once",
                                violation_error_message="Deze derde is al toegelaten tot de casus.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecrecyStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="bestandsnaam")),
                        ("content_type", models.CharField(max_length=100, verbose_name="soort bestand")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                        ("locked", models.BinaryField(verbose_name="versleutelde inhoud")),
                        ("kept_at", models.DateTimeField(auto_now_add=True, verbose_name="bewaard op")),
                        ("signed_on", models.DateField(verbose_name="ondertekend op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bewaard door",
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
                            "third_party",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statement",
                                to="provisions.thirdparty",
                                verbose_name="derde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "geheimhoudingsverklaring",
                        "verbose_name_plural": "geheimhoudingsverklaringen",
                    },
                ),
                migrations.CreateModel(
                    name="Told",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("corrected", "gewijzigd of vernietigd"),
                                    ("withdrawn", "toestemming ingetrokken"),
                                    ("restricted", "gebruik beperkt: alleen bewaren"),
                                    ("released", "beperking van het gebruik beëindigd"),
                                ],
                                max_length=12,
                                verbose_name="wat er veranderde",
                            ),
                        ),
                        ("how", models.CharField(max_length=300, verbose_name="hoe en aan wie gemeld")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="gemeld op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gemeld door",
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
                            "choice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told",
                                to="provisions.choice",
                                verbose_name="gegeven",
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
                        "verbose_name": "melding aan de ontvanger",
                        "verbose_name_plural": "meldingen aan de ontvanger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("choice", "change"),
                                name="provisions_told_once",
                                violation_error_message="Dit is al aan de ontvanger gemeld.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
