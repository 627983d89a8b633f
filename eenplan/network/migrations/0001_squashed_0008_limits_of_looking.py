"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import datetime
import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import eenplan.access.folding
import eenplan.network.models
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("network", "0001_initial"),
        ("network", "0002_terms_and_who_may"),
        ("network", "0003_reply_days"),
        ("network", "0004_widening_is_proposed"),
        ("network", "0005_partners_direct"),
        ("network", "0006_names_are_sorted"),
        ("network", "0007_first_house_and_suspension"),
        ("network", "0008_limits_of_looking"),
    ]

    initial = True

    dependencies = [
        # Not needed, but the other way round each of their operations would render all of our models.
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
        ("access", "0001_squashed_0005_password_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="House",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=12, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        (
                            "purpose",
                            models.TextField(
                                help_text="Doel volgens WGS 2.25, gaat mee in elke casus.", verbose_name="doel"
                            ),
                        ),
                        ("contact", models.TextField(blank=True, verbose_name="contactpunt")),
                        (
                            "triage_weekday",
                            models.PositiveSmallIntegerField(
                                db_default=2,
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="triagedag (1 = maandag)",
                            ),
                        ),
                        (
                            "triage_cutoff_days",
                            models.PositiveSmallIntegerField(
                                db_default=1,
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="sluiting, werkdagen vóór de triagedag",
                            ),
                        ),
                        (
                            "assessments_required",
                            models.PositiveSmallIntegerField(
                                db_default=2,
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(2),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="beoordelingen nodig",
                            ),
                        ),
                        (
                            "response_days",
                            models.PositiveSmallIntegerField(
                                db_default=5,
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="eerste reactie (werkdagen)",
                            ),
                        ),
                        (
                            "first_conference_weeks",
                            models.PositiveSmallIntegerField(
                                db_default=2,
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(13),
                                ],
                                verbose_name="eerste casusoverleg (weken)",
                            ),
                        ),
                        (
                            "plan_weeks",
                            models.PositiveSmallIntegerField(
                                db_default=6,
                                default=6,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(26),
                                ],
                                verbose_name="plan van aanpak (weken)",
                            ),
                        ),
                        (
                            "evaluation_months",
                            models.PositiveSmallIntegerField(
                                db_default=3,
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="evaluatie (maanden)",
                            ),
                        ),
                        (
                            "rejected_days",
                            models.PositiveSmallIntegerField(
                                db_default=30,
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="bewaren na afwijzing (dagen)",
                            ),
                        ),
                        (
                            "retention_years",
                            models.PositiveSmallIntegerField(
                                db_default=5,
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="bewaartermijn (jaren)",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="houses",
                                to="network.safetyregion",
                                verbose_name="veiligheidsregio",
                            ),
                        ),
                        (
                            "answer_days",
                            models.PositiveSmallIntegerField(
                                db_default=10,
                                default=10,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="antwoord op een informatievraag (werkdagen)",
                            ),
                        ),
                        (
                            "correction_days",
                            models.PositiveSmallIntegerField(
                                db_default=2,
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="herstel van een gemelde fout (werkdagen)",
                            ),
                        ),
                        (
                            "draft_days",
                            models.PositiveSmallIntegerField(
                                db_default=30,
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="bewaren van concepten (dagen)",
                            ),
                        ),
                        (
                            "known_checks_per_day",
                            models.PositiveSmallIntegerField(
                                db_default=20,
                                default=20,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(200),
                                ],
                                verbose_name="bekendheidschecks per dag",
                            ),
                        ),
                        (
                            "consultation_days",
                            models.PositiveSmallIntegerField(
                                db_default=10,
                                default=10,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(28),
                                ],
                                verbose_name="antwoord bij een verzoek van betrokkene (dagen)",
                            ),
                        ),
                        (
                            "request_years",
                            models.PositiveSmallIntegerField(
                                db_default=5,
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="bewaren van verzoeken van betrokkenen (jaren)",
                            ),
                        ),
                        (
                            "break_glass",
                            models.BooleanField(db_default=False, default=False, verbose_name="noodtoegang"),
                        ),
                        (
                            "break_glass_hours",
                            models.PositiveSmallIntegerField(
                                db_default=4,
                                default=4,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="noodtoegang duurt (uren)",
                            ),
                        ),
                        ("four_eyes", models.BooleanField(db_default=True, default=True, verbose_name="vier ogen")),
                        (
                            "review_days",
                            models.PositiveSmallIntegerField(
                                db_default=30,
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="tijd voor een toetsing (dagen)",
                            ),
                        ),
                        (
                            "review_months",
                            models.PositiveSmallIntegerField(
                                db_default=6,
                                default=6,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="toetsing van autorisaties (maanden)",
                            ),
                        ),
                        (
                            "training_grace_days",
                            models.PositiveSmallIntegerField(
                                db_default=90,
                                default=90,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="uitstel bij ontbrekende scholing (dagen)",
                            ),
                        ),
                        (
                            "training_since",
                            models.DateField(
                                db_default=eenplan.network.models.CurrentDate(), verbose_name="scholing verplicht vanaf"
                            ),
                        ),
                        (
                            "training_years",
                            models.PositiveSmallIntegerField(
                                db_default=3,
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="scholing geldig (jaren)",
                            ),
                        ),
                        (
                            "reply_days",
                            models.PositiveSmallIntegerField(
                                db_default=7,
                                default=7,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="rondvraag bij verstrekken (dagen)",
                            ),
                        ),
                        (
                            "partners_direct",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                verbose_name="ook andere deelnemers leveren procesregisseurs",
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
                        (
                            "persons_per_day",
                            models.PositiveSmallIntegerField(
                                db_default=60,
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(300),
                                ],
                                verbose_name="personen buiten eigen casussen per dag",
                            ),
                        ),
                        (
                            "searches_per_day",
                            models.PositiveSmallIntegerField(
                                db_default=60,
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(300),
                                ],
                                verbose_name="zoeken naar personen per dag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "huis",
                        "verbose_name_plural": "huizen",
                        "ordering": ["sort_key"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("triage_weekday__range", (1, 5))),
                                name="network_house_triage_weekday",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("triage_cutoff_days__range", (0, 10))),
                                name="network_house_triage_cutoff_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("assessments_required__range", (2, 10))),
                                name="network_house_assessments_required",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("response_days__range", (1, 20))),
                                name="network_house_response_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_conference_weeks__range", (1, 13))),
                                name="network_house_first_conference_weeks",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("plan_weeks__range", (1, 26))), name="network_house_plan_weeks"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evaluation_months__range", (1, 12))),
                                name="network_house_evaluation_months",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer_days__range", (1, 30))), name="network_house_answer_days"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("correction_days__range", (1, 5))),
                                name="network_house_correction_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rejected_days__range", (0, 90))),
                                name="network_house_rejected_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("draft_days__range", (1, 90))), name="network_house_draft_days"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("consultation_days__range", (1, 28))),
                                name="network_house_consultation_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("request_years__range", (1, 5))), name="network_house_request_years"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("retention_years__range", (1, 5))),
                                name="network_house_retention_years",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("training_years__range", (1, 10))),
                                name="network_house_training_years",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("training_grace_days__range", (1, 365))),
                                name="network_house_training_grace_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("review_months__range", (1, 12))),
                                name="network_house_review_months",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("review_days__range", (1, 90))), name="network_house_review_days"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("break_glass_hours__range", (1, 24))),
                                name="network_house_break_glass_hours",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reply_days__range", (1, 90))), name="network_house_reply_days"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("known_checks_per_day__range", (1, 200))),
                                name="network_house_known_checks_per_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("searches_per_day__range", (1, 300))),
                                name="network_house_searches_per_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("persons_per_day__range", (1, 300))),
                                name="network_house_persons_per_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyRegion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=4, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=80, verbose_name="naam")),
                    ],
                    options={
                        "verbose_name": "veiligheidsregio",
                        "verbose_name_plural": "veiligheidsregio's",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, unique=True, verbose_name="naam")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("police", "Politie"),
                                    ("prosecution", "Openbaar Ministerie"),
                                    ("child_protection", "Raad voor de Kinderbescherming"),
                                    ("custodial", "DJI"),
                                    ("probation", "Reclassering"),
                                    ("mayor", "Burgemeester"),
                                    ("council", "College van B&W"),
                                    ("public_health", "GGD"),
                                    ("safe_home", "Veilig Thuis"),
                                    ("certified_youth", "Gecertificeerde instelling (jeugd)"),
                                    ("mental_health", "GGZ"),
                                    ("addiction_care", "Verslavingszorg"),
                                    ("social_work", "Welzijn en maatschappelijk werk"),
                                    ("halt", "Halt"),
                                    ("victim_support", "Slachtofferhulp Nederland"),
                                    ("housing", "Woningcorporatie"),
                                    ("school", "School"),
                                    ("other", "Andere organisatie"),
                                ],
                                max_length=20,
                                verbose_name="soort",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("2.27(1)a", "2.27 lid 1 a – Raad voor de Kinderbescherming"),
                                    ("2.27(1)b", "2.27 lid 1 b – DJI"),
                                    ("2.27(1)c", "2.27 lid 1 c – politie"),
                                    ("2.27(1)d", "2.27 lid 1 d – Openbaar Ministerie"),
                                    ("2.27(1)e", "2.27 lid 1 e – burgemeester"),
                                    ("2.27(1)f", "2.27 lid 1 f – college van B&W"),
                                    ("2.27(1)g", "2.27 lid 1 g – GGD"),
                                    ("2.27(2)a", "2.27 lid 2 a – reclassering"),
                                    ("2.27(2)b", "2.27 lid 2 b – Veilig Thuis"),
                                    ("2.27(2)c", "2.27 lid 2 c – gecertificeerde instelling"),
                                    ("2.27(2)d", "2.27 lid 2 d – GGZ-instelling"),
                                    ("2.27(2)e", "2.27 lid 2 e – uitvoerder voor het college"),
                                    ("none", "geen – alleen als incidentele derde"),
                                ],
                                max_length=10,
                                verbose_name="wettelijke grondslag",
                            ),
                        ),
                        ("medical_secrecy", models.BooleanField(default=False, verbose_name="medisch beroepsgeheim")),
                        ("oin", models.CharField(blank=True, max_length=20, verbose_name="OIN")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefoon")),
                        ("since", models.DateField(verbose_name="vanaf")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                        (
                            "sort_key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=eenplan.access.folding.Folded("name"),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                        (
                            "home",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="eerste huis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisatie",
                        "verbose_name_plural": "organisaties",
                        "ordering": ["sort_key"],
                    },
                ),
                migrations.CreateModel(
                    name="Professional",
                    fields=[
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="professional",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        ("function", models.CharField(max_length=120, verbose_name="functie")),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefoon")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="professionals",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "home",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="eerste huis",
                            ),
                        ),
                        (
                            "suspended_until",
                            models.DateTimeField(editable=False, null=True, verbose_name="geschorst tot"),
                        ),
                    ],
                    options={
                        "verbose_name": "professional",
                        "verbose_name_plural": "professionals",
                    },
                ),
                migrations.CreateModel(
                    name="Authorisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("referrer", "Aanmelder"),
                                    ("assessor", "Beoordelaar"),
                                    ("participant", "Casusdeelnemer"),
                                    ("process_director", "Procesregisseur"),
                                    ("manager", "Manager"),
                                    ("contact_point", "Contactpunt"),
                                    ("auditor", "Toezichthouder (FG, RAC, auditor)"),
                                    ("administrator", "Beheerder"),
                                    ("system", "Systeemtaak"),
                                ],
                                max_length=20,
                                verbose_name="rol",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("a", "Verwerken voor de casus"),
                                    ("b", "Toetsen van de rechtmatigheid"),
                                    ("c", "Beheer en ondersteuning"),
                                ],
                                max_length=1,
                                verbose_name="doel",
                            ),
                        ),
                        ("designated_on", models.DateField(verbose_name="aangewezen op")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                        (
                            "screening",
                            models.CharField(
                                choices=[("vog", "VOG"), ("screening", "Screening")],
                                max_length=10,
                                verbose_name="soort screening",
                            ),
                        ),
                        ("screened_on", models.DateField(verbose_name="screening van")),
                        ("screening_valid_until", models.DateField(verbose_name="screening geldig tot")),
                        (
                            "no_commercial_duties",
                            models.BooleanField(default=False, verbose_name="geen commerciële taken"),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authorisations",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "professional",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authorisations",
                                to="network.professional",
                                verbose_name="professional",
                            ),
                        ),
                        (
                            "confirmed",
                            models.BooleanField(
                                db_default=True, default=True, editable=False, verbose_name="bevestigd"
                            ),
                        ),
                        ("trained_until", models.DateField(editable=False, null=True, verbose_name="geschoold tot")),
                        ("ends_on", models.DateField(editable=False, null=True, verbose_name="eindigt op")),
                    ],
                    options={
                        "verbose_name": "autorisatie",
                        "verbose_name_plural": "autorisaties",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("house", "professional", "role"),
                                name="network_role_once",
                                violation_error_message="Deze professional heeft deze rol al.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("screening_valid_until__gt", models.F("screened_on"))),
                                name="network_screening_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", "system"),
                                    (
                                        "screening_valid_until__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("screened_on"), "+", models.Value(datetime.timedelta(days=1830))
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="network_screening_ends",
                                violation_error_message="Een VOG of screening geldt hooguit vijf jaar.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
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
                                    ("role", "rol geven"),
                                    ("reopen", "account heropenen"),
                                    ("ground", "wettelijke grondslag vastleggen"),
                                    ("rename", "gedeelde organisatie hernoemen"),
                                    ("four_eyes_off", "vier ogen uitzetten"),
                                    ("break_glass_on", "noodtoegang aanzetten"),
                                    ("widen", "instelling of datum verruimen"),
                                    ("training", "scholing vastleggen"),
                                    ("join", "deelname van een organisatie van een ander huis"),
                                    ("details", "gegevens wijzigen"),
                                    ("close", "account sluiten"),
                                    ("suspend", "account schorsen"),
                                ],
                                max_length=20,
                                verbose_name="soort",
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=160, verbose_name="wordt")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reden")),
                        ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="voorgesteld")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="beslist")),
                        ("accepted", models.BooleanField(null=True, verbose_name="bevestigd")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "authorisation",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposal",
                                to="network.authorisation",
                                verbose_name="autorisatie",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beslist door",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="voorgesteld door",
                            ),
                        ),
                        (
                            "changes",
                            models.JSONField(db_default={}, default=dict, editable=False, verbose_name="wijzigt"),
                        ),
                        (
                            "from_house",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="vraagt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voorstel",
                        "verbose_name_plural": "voorstellen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted__isnull", True), ("decided_at__isnull", True)),
                                    models.Q(("accepted__isnull", False), ("decided_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="network_proposal_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="network_two_pairs_of_eyes",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("decided_at__isnull", True), ("kind", "widen")),
                                fields=("house", "account", "value"),
                                name="network_widened_once",
                                nulls_distinct=False,
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("decided_at__isnull", True),
                                    models.Q(("kind__in", ("widen", "training")), _negated=True),
                                ),
                                fields=("house", "from_house", "kind", "authorisation", "account", "organisation"),
                                name="network_proposed_once",
                                nulls_distinct=False,
                                violation_error_message="Dit wacht al op een tweede paar ogen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authorisation__isnull", False), ("kind", "role")),
                                    models.Q(("account__isnull", False), ("kind", "reopen")),
                                    models.Q(
                                        ("kind__in", ("ground", "rename")),
                                        ("organisation__isnull", False),
                                        models.Q(("value", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("kind__in", ("four_eyes_off", "break_glass_on")),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    models.Q(("kind", "widen"), models.Q(("changes", {}), _negated=True)),
                                    models.Q(
                                        ("account__isnull", False),
                                        ("kind", "training"),
                                        models.Q(("value", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("from_house__isnull", False),
                                        ("kind", "join"),
                                        ("organisation__isnull", False),
                                        models.Q(("value", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("from_house__isnull", False),
                                        ("kind", "details"),
                                        models.Q(("changes", {}), _negated=True),
                                    ),
                                    models.Q(("account__isnull", False), ("kind", "close")),
                                    models.Q(
                                        ("account__isnull", False),
                                        ("kind", "suspend"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="network_proposal_about",
                            ),
                        ],
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
                        ("started_on", models.DateField(verbose_name="begonnen op")),
                        ("due_on", models.DateField(verbose_name="klaar voor")),
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
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="begonnen door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "toetsing",
                        "verbose_name_plural": "toetsingen",
                        "ordering": ["-started_on", "organisation__sort_key"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("house", "organisation", "started_on"),
                                name="network_review_once_a_day",
                                violation_error_message="Deze toetsing is vandaag al begonnen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("started_on"))),
                                name="network_review_period",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewAnswer",
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
                            "authorisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_answers",
                                to="network.authorisation",
                                verbose_name="autorisatie",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="network.review",
                                verbose_name="toetsing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "antwoord op een toetsing",
                        "verbose_name_plural": "antwoorden op toetsingen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "authorisation"),
                                name="network_reviewed_once",
                                violation_error_message="Deze vraag is al beantwoord.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="network_review_motivated"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Municipality",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=6, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=80, verbose_name="naam")),
                        ("since", models.DateField(null=True, verbose_name="vanaf")),
                        ("until", models.DateField(null=True, verbose_name="tot")),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="municipalities",
                                to="network.safetyregion",
                                verbose_name="regio",
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
                        "verbose_name": "gemeente",
                        "verbose_name_plural": "gemeenten",
                        "ordering": ["sort_key"],
                    },
                ),
                migrations.CreateModel(
                    name="Training",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("a", "zorgvuldige omgang met gegevens"),
                                    ("b", "regels en waarborgen"),
                                    ("c", "werkprocessen"),
                                    ("d", "analysemethoden"),
                                    ("e", "informatiebeveiliging"),
                                    ("f", "data-ethiek"),
                                ],
                                max_length=1,
                                verbose_name="onderwerp",
                            ),
                        ),
                        ("followed_on", models.DateField(verbose_name="gevolgd op")),
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
                            "professional",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainings",
                                to="network.professional",
                                verbose_name="professional",
                            ),
                        ),
                        (
                            "confirmed",
                            models.BooleanField(
                                db_default=True, default=True, editable=False, verbose_name="bevestigd"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainings",
                                to="network.proposal",
                                verbose_name="voorstel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "scholing",
                        "verbose_name_plural": "scholing",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("house", "professional", "topic", "followed_on"),
                                name="network_training_once",
                                violation_error_message="Deze scholing staat er al.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="vanaf")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="working_area",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.municipality",
                                verbose_name="gemeente",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "werkgebied",
                        "verbose_name_plural": "werkgebieden",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("municipality", "="),
                                    (eenplan.network.models.DateRange("since", "until"), "&&"),
                                ],
                                name="network_municipality_in_one_house_at_a_time",
                                violation_error_message="Deze gemeente hoort in deze periode al bij een huis.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=2, verbose_name="soort")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                        ("last", models.PositiveIntegerField(verbose_name="laatste")),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "teller",
                        "verbose_name_plural": "tellers",
                        "constraints": [
                            models.UniqueConstraint(fields=("house", "kind", "year"), name="network_counter_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LifeDomain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=30, verbose_name="code")),
                        ("name", models.CharField(max_length=60, verbose_name="naam")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                        ("active", models.BooleanField(default=True, verbose_name="in gebruik")),
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
                        "verbose_name": "leefgebied",
                        "verbose_name_plural": "leefgebieden",
                        "ordering": ["position"],
                        "constraints": [models.UniqueConstraint(fields=("house", "code"), name="network_domain_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Lookup",
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
                                    ("searches_per_day", "gezocht"),
                                    ("persons_per_day", "geopend buiten eigen casussen"),
                                ],
                                max_length=20,
                                verbose_name="soort",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="dag")),
                        ("times", models.PositiveIntegerField(verbose_name="keer")),
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
                        "verbose_name": "zoekvraag",
                        "verbose_name_plural": "zoekvragen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("house", "account", "kind", "day"), name="network_lookup_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("searches_per_day", "persons_per_day"))),
                                name="network_lookup_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseOrganisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="vanaf")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="organisations",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="houses",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="network.professional",
                                verbose_name="contactpersoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deelname",
                        "verbose_name_plural": "deelnames",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("house", "organisation"),
                                name="network_organisation_once_in_house",
                                violation_error_message="Deze organisatie neemt al deel.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
