"""A secret address becomes a place; what the registry knows of identity and authority is kept; lists that wait for a human."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: whatever was called secret until now stays so by a fact of its own, also where only a flag said it (R-78)
_FLAGGED = """
INSERT INTO people_addresssecrecy (house_id, person_id, origin, reason, account_id, since, ended_reason)
SELECT p.house_id, p.id, 'house', 'al geheim voordat dit werd vastgelegd',
       (SELECT min(professional_id) FROM network_authorisation a WHERE a.house_id = p.house_id AND a.role = 'system'), now(), ''
  FROM people_person p LEFT JOIN people_address a ON a.person_id = p.id
 WHERE (p.address_secret OR a.secret)
   AND NOT EXISTS (SELECT FROM people_addresssecrecy s WHERE s.person_id = p.id AND s.until IS NULL);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0003_reply_days"),
        ("people", "0003_names_are_found_and_sorted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(_FLAGGED, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="AddressWaiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("place", models.TextField(editable=False, verbose_name="plaats")),
                (
                    "despite",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="ondanks deze geheimhoudingen",
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
            ],
            options={
                "verbose_name": "afwijking van geheimhouding",
                "verbose_name_plural": "afwijkingen van geheimhouding",
            },
        ),
        migrations.CreateModel(
            name="WaitingList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("other_person", "andere naam of geboortedatum bij dit BSN"),
                            ("reused", "het BSN is na afvoeren opnieuw uitgegeven"),
                            ("withdrawn", "de registratie heeft de lijst afgevoerd"),
                            ("repeated_bsn", "twee lijsten met dit BSN in één bestand"),
                            ("unreadable", "een gegeven is niet te lezen"),
                            ("broken", "de regel past niet bij de kopregel"),
                        ],
                        max_length=20,
                        verbose_name="waarom",
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="regel van het bestand")),
                (
                    "differs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None, verbose_name="verschilt"
                    ),
                ),
                (
                    "taken",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        size=None,
                        verbose_name="wel overgenomen",
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(editable=False, max_length=64, verbose_name="vingerafdruk van de lijst"),
                ),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "het is dezelfde persoon"),
                            ("other", "het is iemand anders"),
                            ("seen", "gezien, de bron herstelt het"),
                        ],
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="beslist op")),
            ],
            options={
                "verbose_name": "wachtende persoonslijst",
                "verbose_name_plural": "wachtende persoonslijsten",
            },
        ),
        migrations.RemoveConstraint(
            model_name="citizennumber",
            name="people_bsn_once",
        ),
        migrations.AddField(
            model_name="address",
            name="country",
            field=models.CharField(blank=True, db_default="", default="", max_length=40, verbose_name="land"),
        ),
        migrations.AddField(
            model_name="address",
            name="number_key",
            field=models.CharField(
                db_default="", default="", editable=False, max_length=60, verbose_name="sleutel huisnummer"
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="postcode_key",
            field=models.CharField(
                db_default="", default="", editable=False, max_length=12, verbose_name="sleutel postcode"
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="street_key",
            field=models.CharField(
                db_default="", default="", editable=False, max_length=200, verbose_name="sleutel straat"
            ),
        ),
        migrations.AddField(
            model_name="citizennumber",
            name="a_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=10, verbose_name="A-nummer"),
        ),
        migrations.AddField(
            model_name="citizennumber",
            name="authority",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=2, verbose_name="gezag volgens de basisregistratie"
            ),
        ),
        migrations.AddField(
            model_name="citizennumber",
            name="curatorship",
            field=models.BooleanField(db_default=False, default=False, verbose_name="onder curatele"),
        ),
        migrations.AddField(
            model_name="citizennumber",
            name="former",
            field=models.BooleanField(db_default=False, default=False, verbose_name="BSN vervallen"),
        ),
        migrations.AlterField(
            model_name="address",
            name="kind",
            field=models.CharField(
                choices=[
                    ("domestic", "woonadres"),
                    ("letter", "briefadres"),
                    ("abroad", "buitenland"),
                    ("unknown", "onbekend"),
                    ("shelter", "opvang of schuiladres"),
                    ("institution", "verblijf in een instelling"),
                ],
                max_length=12,
                verbose_name="soort",
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="authority",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "niet vastgelegd"),
                    ("parent", "ouderlijk gezag"),
                    ("guardian", "voogdij"),
                    ("no", "geen gezag"),
                    ("unclear", "gezag niet te bepalen: raadpleeg het gezagsregister"),
                ],
                max_length=10,
                verbose_name="gezag over het kind",
            ),
        ),
        migrations.AddIndex(
            model_name="address",
            index=models.Index(fields=["house", "postcode_key"], name="people_place_postcode"),
        ),
        migrations.AddIndex(
            model_name="address",
            index=models.Index(fields=["house", "street_key"], name="people_place_street"),
        ),
        migrations.AddConstraint(
            model_name="citizennumber",
            constraint=models.UniqueConstraint(
                condition=models.Q(("former", False)),
                fields=("house", "bsn"),
                name="people_bsn_once",
                violation_error_message="Dit BSN is in dit huis al bekend.",
            ),
        ),
        migrations.AddField(
            model_name="addresswaiver",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="addresswaiver",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beëindigd door",
            ),
        ),
        migrations.AddField(
            model_name="addresswaiver",
            name="house",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.house", verbose_name="huis"
            ),
        ),
        migrations.AddField(
            model_name="addresswaiver",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="waivers",
                to="people.person",
                verbose_name="persoon",
            ),
        ),
        migrations.AddField(
            model_name="waitinglist",
            name="house",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.house", verbose_name="huis"
            ),
        ),
        migrations.AddField(
            model_name="waitinglist",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="waiting_lists",
                to="people.person",
                verbose_name="persoon",
            ),
        ),
        migrations.AddField(
            model_name="waitinglist",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslist door",
            ),
        ),
        migrations.AddConstraint(
            model_name="addresswaiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="people_waiver_with_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="addresswaiver",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by__isnull", True), ("until__isnull", True)),
                    models.Q(("ended_by__isnull", False), ("until__isnull", False)),
                    _connector="OR",
                ),
                name="people_waiver_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitinglist",
            constraint=models.UniqueConstraint(fields=("person", "fingerprint"), name="people_waiting_once"),
        ),
        migrations.AddConstraint(
            model_name="waitinglist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="people_waiting_settled_by_somebody",
            ),
        ),
    ]
