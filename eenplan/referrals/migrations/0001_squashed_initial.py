"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("referrals", "0001_initial")]

    initial = True

    dependencies = [
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Involved",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="involved",
                                to="referrals.referral",
                                verbose_name="aanmelding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "betrokken partner",
                        "verbose_name_plural": "betrokken partners",
                        "constraints": [
                            models.UniqueConstraint(fields=("referral", "organisation"), name="referrals_involved_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                editable=False, max_length=30, null=True, unique=True, verbose_name="nummer"
                            ),
                        ),
                        ("occasion", models.TextField(blank=True, verbose_name="aanleiding")),
                        ("goal", models.TextField(blank=True, verbose_name="doel van de aanmelding")),
                        (
                            "criterion_a",
                            models.TextField(
                                blank=True, verbose_name="a. Problemen bij betrokkene of in de gezinssituatie"
                            ),
                        ),
                        (
                            "criterion_b",
                            models.TextField(
                                blank=True, verbose_name="b. Meerdere leefgebieden met criminogene factoren"
                            ),
                        ),
                        (
                            "criterion_c",
                            models.TextField(
                                blank=True, verbose_name="c. Ernstige overlast, criminaliteit of onveiligheid"
                            ),
                        ),
                        (
                            "criterion_d",
                            models.TextField(
                                blank=True, verbose_name="d. Samenwerking uit meerdere domeinen noodzakelijk"
                            ),
                        ),
                        (
                            "framework_multiple",
                            models.BooleanField(default=False, verbose_name="problemen op meer dan één leefgebied"),
                        ),
                        ("framework_chains", models.BooleanField(default=False, verbose_name="meerdere ketens nodig")),
                        (
                            "framework_system",
                            models.BooleanField(default=False, verbose_name="invloed van of op gezin en omgeving"),
                        ),
                        (
                            "framework_area",
                            models.BooleanField(default=False, verbose_name="gebiedsgebonden veiligheidsprobleem"),
                        ),
                        (
                            "checked",
                            models.BooleanField(default=False, verbose_name="juistheid en kwaliteit gecontroleerd"),
                        ),
                        ("informed", models.BooleanField(null=True, verbose_name="betrokkene is geïnformeerd")),
                        ("informed_reason", models.TextField(blank=True, verbose_name="reden")),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("normal", "normaal: eerstvolgende triage"),
                                    ("soon", "met spoed: binnen een week"),
                                    ("acute", "acuut: direct overleg met de procesregisseur"),
                                ],
                                default="normal",
                                max_length=10,
                                verbose_name="urgentie",
                            ),
                        ),
                        (
                            "ave_phase",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "AVE 1"), (2, "AVE 2"), (3, "AVE 3"), (4, "AVE 4")],
                                null=True,
                                verbose_name="AVE-fase",
                            ),
                        ),
                        ("tried", models.TextField(blank=True, verbose_name="wat is al geprobeerd")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="begonnen")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="gewijzigd")),
                        (
                            "first_submitted_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="voor het eerst ingediend"),
                        ),
                        ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="ingediend")),
                        ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="besloten")),
                        (
                            "admitted",
                            models.BooleanField(editable=False, null=True, verbose_name="in behandeling genomen"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="contactpersoon",
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
                                verbose_name="aanmelder",
                            ),
                        ),
                        (
                            "partners",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                through="referrals.Involved",
                                to="network.organisation",
                                verbose_name="al betrokken partners",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanmelding",
                        "verbose_name_plural": "aanmeldingen",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("decided_at__isnull", True)),
                                fields=["house", "submitted_at"],
                                name="referrals_undecided",
                            ),
                            models.Index(fields=["account", "-changed_at"], name="referrals_of_referrer"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_at__isnull", True),
                                    models.Q(
                                        ("checked", True),
                                        ("informed__isnull", False),
                                        ("number__isnull", False),
                                        models.Q(("occasion", ""), _negated=True),
                                        models.Q(("criterion_a", ""), _negated=True),
                                        models.Q(("criterion_b", ""), _negated=True),
                                        models.Q(("criterion_c", ""), _negated=True),
                                        models.Q(("criterion_d", ""), _negated=True),
                                        models.Q(
                                            ("informed", True),
                                            models.Q(("informed_reason", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="referrals_complete_when_submitted",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                                    ("admit", "in behandeling"),
                                    ("complete", "terug om aanvulling"),
                                    ("reject", "niet in behandeling"),
                                ],
                                max_length=10,
                                verbose_name="besluit",
                            ),
                        ),
                        ("motive", models.TextField(verbose_name="motivering")),
                        (
                            "route",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("district_team", "wijkteam"),
                                    ("local", "lokale persoonsgerichte aanpak"),
                                    ("safe_home", "Veilig Thuis"),
                                    ("chain", "ketenoverleg"),
                                    ("other", "anders, zie motivering"),
                                ],
                                max_length=15,
                                verbose_name="advies",
                            ),
                        ),
                        (
                            "case_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("person", "persoonsgericht"),
                                    ("system", "systeemgericht"),
                                    ("area", "gebiedsgericht"),
                                ],
                                max_length=10,
                                verbose_name="soort casus",
                            ),
                        ),
                        ("purpose", models.TextField(blank=True, verbose_name="doel van de casus")),
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
                        (
                            "process_director",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="procesregisseur",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="referrals.referral",
                                verbose_name="aanmelding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "besluit",
                        "verbose_name_plural": "besluiten",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "complete"), _negated=True),
                                fields=("referral",),
                                name="referrals_one_final_decision",
                                violation_error_message="Over deze aanmelding is al besloten.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "admit"), _negated=True),
                                    models.Q(
                                        models.Q(("purpose", ""), _negated=True),
                                        models.Q(("case_kind", ""), _negated=True),
                                        ("process_director__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referrals_admission_fixes_purpose",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "reject"), _negated=True),
                                    models.Q(("route", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="referrals_rejection_gives_route",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("criterion_a", models.BooleanField(verbose_name="criterium a")),
                        ("criterion_b", models.BooleanField(verbose_name="criterium b")),
                        ("criterion_c", models.BooleanField(verbose_name="criterium c")),
                        ("criterion_d", models.BooleanField(verbose_name="criterium d")),
                        (
                            "judgement",
                            models.CharField(
                                choices=[
                                    ("admit", "in behandeling nemen"),
                                    ("complete", "terug om aanvulling"),
                                    ("reject", "niet in behandeling nemen"),
                                ],
                                max_length=10,
                                verbose_name="oordeel",
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
                                verbose_name="beoordelaar",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assessments",
                                to="referrals.referral",
                                verbose_name="aanmelding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beoordeling",
                        "verbose_name_plural": "beoordelingen",
                        "indexes": [
                            models.Index(fields=["referral", "organisation", "-at"], name="referrals_latest_judgement")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferredPerson",
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
                        (
                            "circle_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
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
                                related_name="+",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="persons",
                                to="referrals.referral",
                                verbose_name="aanmelding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "persoon op de aanmelding",
                        "verbose_name_plural": "personen op de aanmelding",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "person"),
                                name="referrals_person_once",
                                violation_error_message="Deze persoon staat al op de aanmelding.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("circle_of__isnull", True), ("part", "subject")),
                                    models.Q(
                                        ("circle_of__isnull", False),
                                        ("part", "circle"),
                                        models.Q(("relation", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                        models.Q(("circle_of", models.F("person")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="referrals_circle_has_relation",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
