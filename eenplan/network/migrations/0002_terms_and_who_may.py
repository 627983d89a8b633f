import django.core.validators
import django.db.models.deletion
import eenplan.network.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="house",
            name="answer_days",
            field=models.PositiveSmallIntegerField(
                db_default=10,
                default=10,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="antwoord op een informatievraag (werkdagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="correction_days",
            field=models.PositiveSmallIntegerField(
                db_default=2,
                default=2,
                validators=[django.core.validators.MaxValueValidator(5)],
                verbose_name="herstel van een gemelde fout (werkdagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="draft_days",
            field=models.PositiveSmallIntegerField(
                db_default=30,
                default=30,
                validators=[django.core.validators.MaxValueValidator(90)],
                verbose_name="bewaren van concepten (dagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="assent_days",
            field=models.PositiveSmallIntegerField(
                db_default=7,
                default=7,
                validators=[django.core.validators.MaxValueValidator(90)],
                verbose_name="rondvraag bij verstrekken (dagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="known_checks_per_day",
            field=models.PositiveSmallIntegerField(
                db_default=20,
                default=20,
                validators=[django.core.validators.MaxValueValidator(200)],
                verbose_name="bekendheidschecks per dag",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="consultation_days",
            field=models.PositiveSmallIntegerField(
                db_default=10,
                default=10,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(28),
                ],
                verbose_name="antwoord bij een verzoek van betrokkene (dagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="request_years",
            field=models.PositiveSmallIntegerField(
                db_default=5,
                default=5,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(5),
                ],
                verbose_name="bewaren van verzoeken van betrokkenen (jaren)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="break_glass",
            field=models.BooleanField(db_default=False, default=False, verbose_name="noodtoegang"),
        ),
        migrations.AddField(
            model_name="house",
            name="break_glass_hours",
            field=models.PositiveSmallIntegerField(
                db_default=4,
                default=4,
                validators=[django.core.validators.MaxValueValidator(24)],
                verbose_name="noodtoegang duurt (uren)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="four_eyes",
            field=models.BooleanField(db_default=True, default=True, verbose_name="vier ogen"),
        ),
        migrations.AddField(
            model_name="house",
            name="review_days",
            field=models.PositiveSmallIntegerField(
                db_default=30,
                default=30,
                validators=[django.core.validators.MaxValueValidator(90)],
                verbose_name="tijd voor een toetsing (dagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="review_months",
            field=models.PositiveSmallIntegerField(
                db_default=6,
                default=6,
                validators=[django.core.validators.MaxValueValidator(12)],
                verbose_name="toetsing van autorisaties (maanden)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="training_grace_days",
            field=models.PositiveSmallIntegerField(
                db_default=90,
                default=90,
                validators=[django.core.validators.MaxValueValidator(365)],
                verbose_name="uitstel bij ontbrekende scholing (dagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="training_since",
            field=models.DateField(
                db_default=eenplan.network.models.CurrentDate(), verbose_name="scholing verplicht vanaf"
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="training_years",
            field=models.PositiveSmallIntegerField(
                db_default=3,
                default=3,
                validators=[django.core.validators.MaxValueValidator(10)],
                verbose_name="scholing geldig (jaren)",
            ),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="confirmed",
            field=models.BooleanField(db_default=True, default=True, editable=False, verbose_name="bevestigd"),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="trained_until",
            field=models.DateField(editable=False, null=True, verbose_name="geschoold tot"),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="ends_on",
            field=models.DateField(editable=False, null=True, verbose_name="eindigt op"),
        ),
        migrations.AddField(
            model_name="houseorganisation",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="network.professional",
                verbose_name="contactpersoon",
            ),
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                "ordering": ["-started_on", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="ReviewAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "verbose_name": "scholing",
                "verbose_name_plural": "scholing",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "verbose_name": "voorstel",
                "verbose_name_plural": "voorstellen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("house", "kind", "authorisation", "account", "organisation"),
                        name="network_proposed_once",
                        nulls_distinct=False,
                        violation_error_message="Dit wacht al op een tweede paar ogen.",
                    ),
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
                            _connector="OR",
                        ),
                        name="network_proposal_about",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                fields=("house", "organisation", "started_on"),
                name="network_review_once_a_day",
                violation_error_message="Deze toetsing is vandaag al begonnen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("started_on"))), name="network_review_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewanswer",
            constraint=models.UniqueConstraint(
                fields=("review", "authorisation"),
                name="network_reviewed_once",
                violation_error_message="Deze vraag is al beantwoord.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="network_review_motivated"
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.UniqueConstraint(
                fields=("house", "professional", "topic", "followed_on"),
                name="network_training_once",
                violation_error_message="Deze scholing staat er al.",
            ),
        ),
    ]
