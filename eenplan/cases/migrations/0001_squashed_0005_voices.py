"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_initial"),
        ("cases", "0003_emergency_and_still_needed"),
        ("cases", "0004_an_agreement_to_close_can_lapse"),
        ("cases", "0005_voices"),
    ]

    initial = True

    dependencies = [
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        ("referrals", "0001_squashed_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="casusnummer")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoonsgericht"),
                                    ("system", "systeemgericht"),
                                    ("area", "gebiedsgericht"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("purpose", models.TextField(verbose_name="doel")),
                        ("opened_at", models.DateTimeField(verbose_name="geopend")),
                        ("first_processed_on", models.DateField(verbose_name="datum eerste verwerking")),
                        ("retain_until", models.DateField(verbose_name="uiterste datum")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="gesloten")),
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
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case",
                                to="referrals.referral",
                                verbose_name="aanmelding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "casus",
                        "verbose_name_plural": "casussen",
                        "indexes": [models.Index(fields=["house", "-opened_at"], name="cases_of_house")],
                    },
                ),
                migrations.CreateModel(
                    name="Announcement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, verbose_name="casusnummer")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("proposed", "voorgesteld is dat deze organisatie niet meer deelneemt"),
                                    ("left", "deze organisatie neemt niet meer deel"),
                                    ("release", "allen zijn het eens: de gegevens worden eerder vernietigd"),
                                    ("stopped", "eerder vernietigen is gestopt: een organisatie is het niet meer eens"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        (
                            "reader",
                            models.CharField(
                                choices=[("director", "procesregisseur"), ("contact", "contactpunt")],
                                max_length=10,
                                verbose_name="voor",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="tijdstip")),
                        ("seen_at", models.DateTimeField(null=True, verbose_name="gezien")),
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
                        "verbose_name": "mededeling over een casus",
                        "verbose_name_plural": "mededelingen over casussen",
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("goals_met", "doelen behaald"),
                                    ("scaled_down", "afgeschaald naar een partner"),
                                    ("no_longer_needed", "samenwerking niet langer nodig"),
                                    ("deceased", "betrokkene overleden"),
                                    ("moved", "buiten het werkgebied"),
                                ],
                                max_length=20,
                                verbose_name="uitkomst",
                            ),
                        ),
                        ("motive", models.TextField(verbose_name="motivering")),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="closing",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="vinger aan de pols",
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
                    ],
                    options={
                        "verbose_name": "afsluiting",
                        "verbose_name_plural": "afsluitingen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("motive", ""), _negated=True), name="cases_closing_motivated"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosingCall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("told_at", models.DateTimeField(verbose_name="gevraagd")),
                        ("told_again_at", models.DateTimeField(null=True, verbose_name="nogmaals gevraagd")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="closing_calls",
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
                    ],
                    options={
                        "verbose_name": "vraag om een oordeel over afsluiten",
                        "verbose_name_plural": "vragen om een oordeel over afsluiten",
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "organisation"), name="cases_called_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosingOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agrees", models.BooleanField(verbose_name="akkoord met afsluiten")),
                        ("motive", models.TextField(verbose_name="motivering")),
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
                                related_name="closing_opinions",
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
                        ("lapsed_at", models.DateTimeField(editable=False, null=True, verbose_name="vervallen")),
                    ],
                    options={
                        "verbose_name": "oordeel over afsluiten",
                        "verbose_name_plural": "oordelen over afsluiten",
                    },
                ),
                migrations.CreateModel(
                    name="Direction",
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
                                choices=[("process", "procesregie"), ("case", "casusregie")],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="gevraagd")),
                        ("accepted_at", models.DateTimeField(null=True, verbose_name="aanvaard")),
                        ("until", models.DateTimeField(null=True, verbose_name="tot")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="regisseur",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="directions",
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
                        "verbose_name": "regie",
                        "verbose_name_plural": "regie",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("until__isnull", True)),
                                fields=["account"],
                                name="cases_directed_by",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("accepted_at__isnull", False), ("until__isnull", True)),
                                fields=("case", "kind"),
                                name="cases_one_director",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("accepted_at__isnull", True), ("until__isnull", True)),
                                fields=("case", "kind"),
                                name="cases_one_proposal",
                                violation_error_message="Er loopt al een overdracht van deze regie.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Emergency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="reden")),
                        ("at", models.DateTimeField(verbose_name="vanaf")),
                        ("until", models.DateTimeField(verbose_name="tot")),
                        ("reviewed_at", models.DateTimeField(null=True, verbose_name="beoordeeld")),
                        ("justified", models.BooleanField(null=True, verbose_name="terecht")),
                        ("finding", models.TextField(blank=True, verbose_name="bevinding")),
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
                                related_name="emergencies",
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
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beoordeeld door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "noodtoegang",
                        "verbose_name_plural": "noodtoegang",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="cases_emergency_motivated"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("at"))), name="cases_emergency_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finding", ""),
                                        ("justified__isnull", True),
                                        ("reviewed_at__isnull", True),
                                        ("reviewed_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("justified__isnull", False),
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        models.Q(("finding", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cases_emergency_judged_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("account")), _negated=True),
                                    _connector="OR",
                                ),
                                name="cases_emergency_judged_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("subject", "betrokkene"), ("circle", "directe kring")],
                                max_length=10,
                                verbose_name="rol",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("parent", "ouder"),
                                    ("child", "kind"),
                                    ("partner", "partner"),
                                    ("ex_partner", "ex-partner"),
                                    ("sibling", "broer of zus"),
                                    ("housemate", "huisgenoot"),
                                    ("other", "ander direct sociaal contact"),
                                ],
                                max_length=12,
                                verbose_name="relatie",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reden")),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                        ("until", models.DateTimeField(null=True, verbose_name="tot")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "circle_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circle",
                                to="cases.member",
                                verbose_name="in de kring van",
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
                                related_name="memberships_in_cases",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "persoon in de casus",
                        "verbose_name_plural": "personen in de casus",
                        "ordering": ["-part", "id"],
                        "indexes": [models.Index(fields=["person", "case"], name="cases_of_person")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("case", "person"),
                                name="cases_member_once",
                                violation_error_message="Deze persoon hoort al bij de casus.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("circle_of__isnull", True), ("part", "subject")),
                                    models.Q(
                                        ("circle_of__isnull", False),
                                        ("part", "circle"),
                                        models.Q(("relation", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cases_circle_has_relation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                                    ("conference", "casusoverleg gehouden"),
                                    ("plan", "plan vastgesteld"),
                                    ("evaluation", "geëvalueerd"),
                                ],
                                max_length=12,
                                verbose_name="stap",
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="bereikt")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
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
                        "verbose_name": "mijlpaal",
                        "verbose_name_plural": "mijlpalen",
                        "indexes": [models.Index(fields=["case", "kind", "-at"], name="cases_milestone_reached")],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                        ("until", models.DateTimeField(null=True, verbose_name="tot")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
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
                    ],
                    options={
                        "verbose_name": "casusdeelname",
                        "verbose_name_plural": "casusdeelnames",
                        "ordering": ["since", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("case", "organisation"),
                                name="cases_participates_once",
                                violation_error_message="Deze organisatie neemt al deel.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Departure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
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
                                related_name="departures",
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
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="departures",
                                to="cases.participation",
                                verbose_name="deelname",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voorstel om een deelname te beëindigen",
                        "verbose_name_plural": "voorstellen om een deelname te beëindigen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="cases_departure_motivated"
                            ),
                            models.UniqueConstraint(
                                fields=("participation", "organisation"),
                                name="cases_departure_once",
                                violation_error_message="Uw organisatie heeft dit al voorgesteld.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegate",
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
                                related_name="delegates",
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
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="delegates",
                                to="cases.participation",
                                verbose_name="deelname",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "casusdeelnemer",
                        "verbose_name_plural": "casusdeelnemers",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("case", "account"),
                                name="cases_delegate_once",
                                violation_error_message="Deze professional neemt al deel.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Phase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "phase",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "AVE 1"), (2, "AVE 2"), (3, "AVE 3"), (4, "AVE 4")],
                                verbose_name="AVE-fase",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
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
                            "administrative",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="bestuurlijk verantwoordelijk",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="phases",
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
                            "operational",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="operationeel verantwoordelijk",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "AVE-fase",
                        "verbose_name_plural": "AVE-fasen",
                        "ordering": ["-since", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("phase__range", (1, 4))), name="cases_phase_1_to_4"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StillNeeded",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("needed", models.BooleanField(verbose_name="nog nodig")),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
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
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="cases.delegate",
                                verbose_name="casusdeelnemer",
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
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.review",
                                verbose_name="toetsing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "toetsing van een casusdeelnemer",
                        "verbose_name_plural": "toetsingen van casusdeelnemers",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "delegate"),
                                name="cases_reviewed_once",
                                violation_error_message="Deze vraag is al beantwoord.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="cases_review_motivated"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
