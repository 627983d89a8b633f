"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("exchange", "0001_initial"),
        ("exchange", "0002_questions_consent_and_correction"),
        ("exchange", "0003_representatives_and_consent_files"),
        ("exchange", "0004_restriction"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0005_voices"),
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("given_on", models.DateField(verbose_name="gegeven op")),
                        (
                            "given_by",
                            models.CharField(
                                choices=[
                                    ("self", "betrokkene zelf"),
                                    ("representative", "vertegenwoordiger"),
                                    ("both", "betrokkene en vertegenwoordiger"),
                                ],
                                max_length=14,
                                verbose_name="gegeven door",
                            ),
                        ),
                        (
                            "representative",
                            models.CharField(blank=True, max_length=200, verbose_name="wie vertegenwoordigt"),
                        ),
                        (
                            "manner",
                            models.CharField(
                                choices=[
                                    ("written", "schriftelijk, met handtekening"),
                                    ("digital", "digitaal bevestigd"),
                                    ("oral", "mondeling, vastgelegd in het eigen dossier"),
                                ],
                                max_length=10,
                                verbose_name="hoe gegeven",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (1, "Identificerende en contactgegevens"),
                                        (2, "Burgerservicenummer"),
                                        (3, "Woonsituatie"),
                                        (4, "Financiële gegevens"),
                                        (5, "Inkomensgegevens"),
                                        (6, "Gezondheidsgegevens"),
                                        (7, "Politiegegevens"),
                                        (8, "Justitiële en strafvorderlijke gegevens"),
                                        (9, "Relaties met gezin en directe sociale contacten"),
                                        (10, "Toezicht, handhaving en bestuurlijke maatregelen"),
                                        (11, "Geïndiceerde en toegekende zorg en voorzieningen"),
                                        (12, "Begeleiding, zorg en hulpverlening"),
                                    ]
                                ),
                                size=None,
                                verbose_name="voor de categorieën",
                            ),
                        ),
                        (
                            "recipients",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="voor de organisaties",
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="vastgelegd")),
                        ("withdrawn_on", models.DateField(null=True, verbose_name="ingetrokken op")),
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
                                related_name="consents",
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
                                verbose_name="over",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="gegeven aan",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="intrekking vastgelegd door",
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "ouder of voogd met gezag"),
                                    ("curator", "curator"),
                                    ("mentor", "mentor"),
                                    ("proxy", "gemachtigde of naaste van wie wilsonbekwaam is"),
                                ],
                                max_length=10,
                                verbose_name="hoedanigheid",
                            ),
                        ),
                        (
                            "incapacity",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="waarom betrokkene niet zelf beslist"
                            ),
                        ),
                        (
                            "withdrawn_capacity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "ouder of voogd met gezag"),
                                    ("curator", "curator"),
                                    ("mentor", "mentor"),
                                    ("proxy", "gemachtigde of naaste van wie wilsonbekwaam is"),
                                ],
                                max_length=10,
                                verbose_name="hoedanigheid van wie introk",
                            ),
                        ),
                        (
                            "withdrawn_representative",
                            models.CharField(blank=True, max_length=200, verbose_name="vertegenwoordiger die introk"),
                        ),
                        (
                            "withdrawn_through",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("self", "betrokkene zelf"),
                                    ("representative", "vertegenwoordiger"),
                                    ("both", "betrokkene en vertegenwoordiger"),
                                ],
                                max_length=14,
                                verbose_name="ingetrokken door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "toestemming",
                        "verbose_name_plural": "toestemmingen",
                        "ordering": ["-given_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_by", "self"),
                                    models.Q(("representative", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="exchange_consent_names_representative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("categories__len__gt", 0)), name="exchange_consent_covers_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_by__isnull", True), ("withdrawn_on__isnull", True)),
                                    models.Q(
                                        ("withdrawn_by__isnull", False), ("withdrawn_on__gte", models.F("given_on"))
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_withdrawn_after_given",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("capacity", ""), ("incapacity", "")),
                                    models.Q(
                                        ("given_by", "representative"),
                                        models.Q(("capacity", ""), _negated=True),
                                        models.Q(("incapacity", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_consent_for_an_adult_motivated",
                                violation_error_message="Leg vast wie voor de volwassene beslist en waarom die dat niet zelf doet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_capacity", ""),
                                        ("withdrawn_representative", ""),
                                        ("withdrawn_through", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_capacity", ""),
                                        ("withdrawn_on__isnull", False),
                                        ("withdrawn_representative", ""),
                                        ("withdrawn_through", "self"),
                                    ),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        ("withdrawn_through", "representative"),
                                        models.Q(("withdrawn_representative", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_withdrawal_names_representative",
                                violation_error_message="Vul in welke vertegenwoordiger de toestemming intrekt.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentFile",
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
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="exchange.consent",
                                verbose_name="toestemming",
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
                        "verbose_name": "toestemmingsformulier",
                        "verbose_name_plural": "toestemmingsformulieren",
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identificerende en contactgegevens"),
                                    (2, "Burgerservicenummer"),
                                    (3, "Woonsituatie"),
                                    (4, "Financiële gegevens"),
                                    (5, "Inkomensgegevens"),
                                    (6, "Gezondheidsgegevens"),
                                    (7, "Politiegegevens"),
                                    (8, "Justitiële en strafvorderlijke gegevens"),
                                    (9, "Relaties met gezin en directe sociale contacten"),
                                    (10, "Toezicht, handhaving en bestuurlijke maatregelen"),
                                    (11, "Geïndiceerde en toegekende zorg en voorzieningen"),
                                    (12, "Begeleiding, zorg en hulpverlening"),
                                ],
                                verbose_name="categorie",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("wgs-1.5(1)", "Noodzakelijk voor het doel (WGS 1.5 lid 1)"),
                                    ("wpg-20(3)", "Politiegegevens (Wpg 20 lid 3)"),
                                    ("wjsg-8b", "Justitiële gegevens (Wjsg 8b, 39fa of 51ca)"),
                                    ("2.29(2)-consent", "Uitdrukkelijke toestemming van betrokkene (WGS 2.29 lid 2)"),
                                    ("2.29(2)-duty", "Wettelijke plicht (WGS 2.29 lid 2)"),
                                    ("2.29(2)-permitted", "Wettelijk toegestaan zonder toestemming (WGS 2.29 lid 2)"),
                                    ("2.29(2)-care", "Noodzakelijk voor goed hulpverlenerschap (WGS 2.29 lid 2)"),
                                ],
                                max_length=20,
                                verbose_name="grondslag",
                            ),
                        ),
                        (
                            "motivation",
                            models.CharField(blank=True, max_length=500, verbose_name="motivering van de grondslag"),
                        ),
                        ("text", models.TextField(verbose_name="inhoud")),
                        (
                            "conditions",
                            models.CharField(blank=True, max_length=500, verbose_name="voorwaarden of beperkingen"),
                        ),
                        ("first_processed_on", models.DateField(verbose_name="datum eerste verwerking")),
                        ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="verstrekt")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("valid", "geldig"),
                                    ("rectified", "gerectificeerd"),
                                    ("destroyed", "vernietigd"),
                                ],
                                default="valid",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
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
                                related_name="items",
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
                                verbose_name="over",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="exchange.item",
                                verbose_name="vervangt",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="verstrekker",
                            ),
                        ),
                        (
                            "consent_withdrawn_on",
                            models.DateField(editable=False, null=True, verbose_name="toestemming ingetrokken op"),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="exchange.consent",
                                verbose_name="toestemming",
                            ),
                        ),
                        (
                            "restricted_on",
                            models.DateField(editable=False, null=True, verbose_name="gebruik beperkt sinds"),
                        ),
                    ],
                    options={
                        "verbose_name": "informatie-item",
                        "verbose_name_plural": "informatie-items",
                        "ordering": ["-given_at", "-id"],
                        "indexes": [
                            models.Index(
                                models.F("case"),
                                models.OrderBy(models.F("given_at"), descending=True),
                                name="exchange_of_case",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("category__range", (1, 12))), name="exchange_closed_list"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("text", ""), _negated=True),
                                        models.Q(("status", "destroyed"), _negated=True),
                                    ),
                                    models.Q(
                                        ("conditions", ""), ("motivation", ""), ("status", "destroyed"), ("text", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_item_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground__startswith", "2.29(2)"), _negated=True),
                                    models.Q(("motivation", ""), _negated=True),
                                    ("status", "destroyed"),
                                    _connector="OR",
                                ),
                                name="exchange_secrecy_motivated",
                            ),
                            models.UniqueConstraint(
                                models.F("case"),
                                models.F("person"),
                                models.F("supplier"),
                                models.F("category"),
                                models.F("ground"),
                                django.db.models.functions.text.MD5("text"),
                                django.db.models.functions.text.MD5("motivation"),
                                django.db.models.functions.text.MD5("conditions"),
                                condition=models.Q(("status", "valid")),
                                name="exchange_said_once",
                                violation_error_message="Uw organisatie heeft dit al zo verstrekt; het staat in de casus.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ErrorReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=2000, verbose_name="wat er niet klopt")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="gemeld")),
                        ("due_on", models.DateField(verbose_name="uiterlijk")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "wacht op de verstrekker"),
                                    ("rectified", "gerectificeerd"),
                                    ("destroyed", "vernietigd"),
                                    ("kept", "gegeven blijft"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="uitkomst",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="antwoord")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="beantwoord")),
                        (
                            "source_informed_at",
                            models.DateTimeField(null=True, verbose_name="bronorganisatie geïnformeerd"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="melder",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="error_reports",
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
                                related_name="error_reports",
                                to="exchange.item",
                                verbose_name="item",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="gemeld door",
                            ),
                        ),
                        (
                            "source_informed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bronorganisatie geïnformeerd door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "foutmelding",
                        "verbose_name_plural": "foutmeldingen",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="exchange_error_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("outcome", "")),
                                    models.Q(models.Q(("outcome", ""), _negated=True), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="exchange_error_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "kept"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="exchange_error_kept_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source_informed_at__isnull", True),
                                    ("outcome__in", ["rectified", "destroyed"]),
                                    _connector="OR",
                                ),
                                name="exchange_source_informed_of_change",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("item", "organisation"),
                                name="exchange_error_reported_once",
                                violation_error_message="Uw organisatie heeft in dit gegeven al een fout gemeld; zij wacht op antwoord.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Destruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="reden")),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="destruction",
                                to="exchange.item",
                                verbose_name="item",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vernietiging van een gegeven",
                        "verbose_name_plural": "vernietigingen van gegevens",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="exchange_destroyed_for_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionsMet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("how", models.CharField(max_length=500, verbose_name="hoe vervuld")),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="met",
                                to="exchange.item",
                                verbose_name="item",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vervulde voorwaarde",
                        "verbose_name_plural": "vervulde voorwaarden",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("how", ""), _negated=True), name="exchange_met_somehow"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="exchange.item",
                                verbose_name="gegeven",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bijlage",
                        "verbose_name_plural": "bijlagen",
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                                    ("withdrawn", "toestemming ingetrokken"),
                                    ("rectified", "gegeven gerectificeerd"),
                                    ("destroyed", "gegeven vernietigd"),
                                    ("kept", "foutmelding beantwoord: gegeven blijft"),
                                    ("provided", "gegeven verder verstrekt"),
                                    ("restricted", "gebruik beperkt"),
                                    ("released", "beperking van het gebruik beëindigd"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        ("seen_at", models.DateTimeField(null=True, verbose_name="gezien")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
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
                                related_name="notices",
                                to="exchange.item",
                                verbose_name="item",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="voor",
                            ),
                        ),
                        (
                            "seen_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gezien door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mededeling",
                        "verbose_name_plural": "mededelingen",
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("seen_at__isnull", True)),
                                fields=["organisation", "case"],
                                name="exchange_unseen",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                                    models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="exchange_notice_seen_by_somebody",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=1000, verbose_name="waarom nodig")),
                        ("due_on", models.DateField(verbose_name="uiterlijk")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="gesteld")),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="ingetrokken")),
                        ("seen_at", models.DateTimeField(null=True, verbose_name="antwoorden gezien")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gesteld door",
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="gevraagde organisatie",
                            ),
                        ),
                        (
                            "asker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="vrager",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
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
                        "verbose_name": "informatievraag",
                        "verbose_name_plural": "informatievragen",
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=["case"],
                                name="exchange_asked_in_case",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="exchange_question_has_reason"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identificerende en contactgegevens"),
                                    (2, "Burgerservicenummer"),
                                    (3, "Woonsituatie"),
                                    (4, "Financiële gegevens"),
                                    (5, "Inkomensgegevens"),
                                    (6, "Gezondheidsgegevens"),
                                    (7, "Politiegegevens"),
                                    (8, "Justitiële en strafvorderlijke gegevens"),
                                    (9, "Relaties met gezin en directe sociale contacten"),
                                    (10, "Toezicht, handhaving en bestuurlijke maatregelen"),
                                    (11, "Geïndiceerde en toegekende zorg en voorzieningen"),
                                    (12, "Begeleiding, zorg en hulpverlening"),
                                ],
                                verbose_name="categorie",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "open"),
                                    ("supplied", "verstrekt"),
                                    ("unknown", "niets bekend"),
                                    ("refused", "geweigerd om zwaarwegende redenen"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="antwoord",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="beantwoord")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beantwoord door",
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="gevraagde organisatie",
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="exchange.item",
                                verbose_name="verstrekt gegeven",
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
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="exchange.question",
                                verbose_name="vraag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gevraagd gegeven",
                        "verbose_name_plural": "gevraagde gegevens",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("question", "person", "category"), name="exchange_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)
                                    ),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_line_answered_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "supplied"), ("item__isnull", False)),
                                    models.Q(models.Q(("answer", "supplied"), _negated=True), ("item__isnull", True)),
                                    _connector="OR",
                                ),
                                name="exchange_line_supplied_with_item",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recipient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
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
                                related_name="recipients",
                                to="exchange.item",
                                verbose_name="item",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="ontvanger",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ontvanger",
                        "verbose_name_plural": "ontvangers",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "organisation"), name="exchange_recipient_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RefusalMotive",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=2000, verbose_name="zwaarwegende redenen")),
                        (
                            "internal",
                            models.BooleanField(default=True, verbose_name="alleen voor de eigen organisatie"),
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
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="motive",
                                to="exchange.questionline",
                                verbose_name="gevraagd gegeven",
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
                        "verbose_name": "reden van een weigering",
                        "verbose_name_plural": "redenen van weigeringen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="exchange_refusal_has_reasons"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
