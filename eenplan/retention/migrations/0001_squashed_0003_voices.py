"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("retention", "0001_initial"),
        ("retention", "0002_single_things_in_the_journal"),
        ("retention", "0003_voices"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0005_voices"),
        ("network", "0001_squashed_0008_limits_of_looking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="JournalLine",
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
                                    ("case", "casus"),
                                    ("referral", "aanmelding"),
                                    ("person", "persoon"),
                                    ("item", "gegeven"),
                                    ("words", "inhoud van een gegeven"),
                                    ("request", "verzoek van betrokkene"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=30, verbose_name="nummer van de verklaring"),
                        ),
                        ("key", models.CharField(max_length=64, unique=True, verbose_name="sleutel")),
                        ("rule", models.CharField(max_length=10, verbose_name="regel")),
                        ("article", models.CharField(max_length=40, verbose_name="artikel")),
                        ("at", models.DateTimeField(verbose_name="vernietigd op")),
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
                        "verbose_name": "regel van het vernietigingsjournaal",
                        "verbose_name_plural": "vernietigingsjournaal",
                    },
                ),
                migrations.CreateModel(
                    name="Release",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("destroy_on", models.DateField(verbose_name="vernietigen op")),
                        ("motive", models.CharField(max_length=500, verbose_name="motivering")),
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
                                related_name="releases",
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
                                verbose_name="vastgelegd door",
                            ),
                        ),
                        ("told_on", models.DateField(editable=False, null=True, verbose_name="meegedeeld op")),
                    ],
                    options={
                        "verbose_name": "besluit eerder te vernietigen",
                        "verbose_name_plural": "besluiten eerder te vernietigen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("motive", ""), _negated=True), name="retention_release_motivated"
                            ),
                            models.UniqueConstraint(
                                fields=("case",),
                                name="retention_released_once",
                                violation_error_message="Dit besluit is voor deze casus al vastgelegd.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseVoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agrees", models.BooleanField(verbose_name="akkoord met eerder vernietigen")),
                        ("motive", models.CharField(max_length=500, verbose_name="motivering")),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voices",
                                to="retention.release",
                                verbose_name="besluit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "oordeel over eerder vernietigen",
                        "verbose_name_plural": "oordelen over eerder vernietigen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("motive", ""), _negated=True),
                                name="retention_release_voice_motivated",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Remainder",
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
                                choices=[("case", "casus"), ("referral", "aanmelding"), ("person", "persoon")],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                        ("region", models.CharField(max_length=80, verbose_name="regio")),
                        ("age", models.CharField(max_length=10, verbose_name="leeftijdsklasse")),
                        ("case_kind", models.CharField(max_length=10, verbose_name="soort casus")),
                        ("ave_in", models.PositiveSmallIntegerField(null=True, verbose_name="AVE bij begin")),
                        ("ave_out", models.PositiveSmallIntegerField(null=True, verbose_name="AVE bij einde")),
                        ("duration", models.CharField(max_length=10, verbose_name="duur")),
                        ("outcome", models.CharField(max_length=20, verbose_name="uitkomst")),
                        ("zrm", models.CharField(max_length=10, verbose_name="verschil ZRM")),
                        ("number", models.PositiveIntegerField(verbose_name="aantal")),
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
                        "verbose_name": "geanonimiseerd restant",
                        "verbose_name_plural": "geanonimiseerd restant",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "house",
                                    "kind",
                                    "year",
                                    "region",
                                    "age",
                                    "case_kind",
                                    "ave_in",
                                    "ave_out",
                                    "duration",
                                    "outcome",
                                    "zrm",
                                ),
                                name="retention_alike_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Renewal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("a", "a – nog open, en voldoet nog aan de criteria"),
                                    ("b", "b – korter dan een jaar vóór de termijn gesloten, groot risico op terugval"),
                                ],
                                max_length=1,
                                verbose_name="grond",
                            ),
                        ),
                        ("criterion_a", models.TextField(blank=True, verbose_name="problemen bij betrokkene of gezin")),
                        ("criterion_b", models.TextField(blank=True, verbose_name="meerdere leefgebieden")),
                        (
                            "criterion_c",
                            models.TextField(
                                blank=True, verbose_name="ernstige overlast, criminaliteit of onveiligheid"
                            ),
                        ),
                        ("criterion_d", models.TextField(blank=True, verbose_name="samenwerking noodzakelijk")),
                        ("motive", models.TextField(verbose_name="motivering")),
                        ("from_end", models.DateField(verbose_name="oude uiterste datum")),
                        ("new_end", models.DateField(verbose_name="nieuwe uiterste datum")),
                        ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="voorgesteld op")),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="ingetrokken op")),
                        ("started_at", models.DateTimeField(null=True, verbose_name="ingegaan op")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="was gesloten op")),
                        ("destroyed", models.PositiveIntegerField(default=0, verbose_name="vernietigde gegevens")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="voorbereid door",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="renewals",
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
                        "verbose_name": "hernieuwing",
                        "verbose_name_plural": "hernieuwingen",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("new_end__gt", models.F("from_end")),
                                    (
                                        "new_end__lte",
                                        models.Func(
                                            models.F("from_end"),
                                            output_field=models.DateField(),
                                            template="(%(expressions)s + interval '2 years')::date",
                                        ),
                                    ),
                                ),
                                name="retention_two_years_at_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("motive", ""), _negated=True),
                                    models.Q(
                                        ("ground", "b"),
                                        models.Q(
                                            models.Q(("criterion_a", ""), _negated=True),
                                            models.Q(("criterion_b", ""), _negated=True),
                                            models.Q(("criterion_c", ""), _negated=True),
                                            models.Q(("criterion_d", ""), _negated=True),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="retention_renewal_motivated",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("started_at", None), ("withdrawn_at", None)),
                                fields=("case",),
                                name="retention_one_proposal",
                                violation_error_message="Er loopt al een voorstel tot hernieuwing van deze casus.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RenewalVoice",
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
                                choices=[("order", "opdracht"), ("assent", "instemming")],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("agrees", models.BooleanField(verbose_name="akkoord")),
                        ("motive", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "renewal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voices",
                                to="retention.renewal",
                                verbose_name="hernieuwing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stem over een hernieuwing",
                        "verbose_name_plural": "stemmen over een hernieuwing",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Run",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="peildatum")),
                        ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="begonnen")),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="klaar")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uitgevoerd door",
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
                        "verbose_name": "vernietigingsronde",
                        "verbose_name_plural": "vernietigingsrondes",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="nummer")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("case", "casus"), ("referral", "aanmelding"), ("person", "persoon")],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="jaar van begin")),
                        ("rule", models.CharField(max_length=10, verbose_name="regel")),
                        ("article", models.CharField(max_length=40, verbose_name="artikel")),
                        ("rows", models.JSONField(verbose_name="rijen per soort")),
                        ("at", models.DateTimeField(verbose_name="vernietigd op")),
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
                            "run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="retention.run",
                                verbose_name="ronde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vernietigingsverklaring",
                        "verbose_name_plural": "vernietigingsverklaringen",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="TermWarning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("retain_until", models.DateField(verbose_name="uiterste datum")),
                        ("months", models.PositiveSmallIntegerField(verbose_name="maanden vooraf")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="gewaarschuwd op")),
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
                    ],
                    options={
                        "verbose_name": "waarschuwing voor de termijn",
                        "verbose_name_plural": "waarschuwingen voor de termijn",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "retain_until", "months"), name="retention_warned_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
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
                                choices=[("claim", "rechtsvordering"), ("statute", "wettelijk voorschrift")],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("ground", models.CharField(max_length=500, verbose_name="grond")),
                        ("review_on", models.DateField(verbose_name="herbeoordelen op")),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="sinds")),
                        ("reviewed_at", models.DateTimeField(null=True, verbose_name="laatst herbeoordeeld")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="beëindigd op")),
                        (
                            "end_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="reden van het einde"),
                        ),
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
                                related_name="holds",
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
                            "reviewer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="herbeoordeelt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beletsel voor vernietiging",
                        "verbose_name_plural": "beletselen voor vernietiging",
                        "ordering": ["review_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)), fields=["case"], name="retention_standing_holds"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ground", ""), _negated=True), name="retention_hold_has_ground"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None), models.Q(("end_reason", ""), _negated=True), _connector="OR"
                                ),
                                name="retention_hold_ends_with_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
