"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import eenplan.access.folding
import eenplan.people.models
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels

FUNCTIONS = (Path(__file__).parents[1] / "keys.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_citizen_number_and_secrecy"),
        ("people", "0003_names_are_found_and_sorted"),
        ("people", "0004_places_identity_and_waiting_lists"),
        ("people", "0005_former_numbers_are_found"),
    ]

    initial = True

    dependencies = [
        ("network", "0001_squashed_0008_limits_of_looking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Family",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
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
                            "members",
                            models.ManyToManyField(
                                related_name="families",
                                through="people.FamilyMember",
                                to="people.person",
                                verbose_name="leden",
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
                        "verbose_name": "gezin",
                        "verbose_name_plural": "gezinnen",
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("given_names", models.CharField(blank=True, max_length=200, verbose_name="voornamen")),
                        ("prefix", models.CharField(blank=True, max_length=10, verbose_name="voorvoegsel")),
                        ("family_name", models.CharField(blank=True, max_length=200, verbose_name="geslachtsnaam")),
                        (
                            "noble_title",
                            models.CharField(blank=True, max_length=20, verbose_name="adellijke titel of predicaat"),
                        ),
                        (
                            "name_use",
                            models.CharField(
                                choices=[
                                    ("E", "eigen naam"),
                                    ("P", "naam partner"),
                                    ("V", "naam partner, eigen naam"),
                                    ("N", "eigen naam, naam partner"),
                                ],
                                default="E",
                                max_length=1,
                                verbose_name="naamgebruik",
                            ),
                        ),
                        (
                            "partner_prefix",
                            models.CharField(blank=True, max_length=10, verbose_name="voorvoegsel partner"),
                        ),
                        (
                            "partner_name",
                            models.CharField(blank=True, max_length=200, verbose_name="geslachtsnaam partner"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("M", "man"), ("V", "vrouw"), ("O", "onbekend")],
                                default="O",
                                max_length=1,
                                verbose_name="geslacht",
                            ),
                        ),
                        (
                            "birth_date",
                            eenplan.people.models.PartialDateField(
                                blank=True, max_length=10, verbose_name="geboortedatum"
                            ),
                        ),
                        ("birth_place", models.CharField(blank=True, max_length=80, verbose_name="geboorteplaats")),
                        (
                            "birth_country",
                            models.CharField(blank=True, max_length=40, verbose_name="geboorteland (BRP-code)"),
                        ),
                        (
                            "died_on",
                            eenplan.people.models.PartialDateField(
                                blank=True, max_length=10, verbose_name="overleden op"
                            ),
                        ),
                        ("address_secret", models.BooleanField(default=False, verbose_name="geheimhouding adres")),
                        ("suspension", models.CharField(blank=True, max_length=1, verbose_name="reden opschorting")),
                        (
                            "fingerprint",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="vingerafdruk van de bron"
                            ),
                        ),
                        ("registered_at", models.DateTimeField(auto_now_add=True, verbose_name="vastgelegd op")),
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
                            "sort_key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    "name_use",
                                    "prefix",
                                    "family_name",
                                    "partner_prefix",
                                    "partner_name",
                                    "given_names",
                                    "birth_date",
                                    function="people_sort_key",
                                ),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                        (
                            "search_name",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    "family_name",
                                    "prefix",
                                    "given_names",
                                    "partner_prefix",
                                    "partner_name",
                                    "birth_date",
                                    function="people_search_name",
                                ),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                        (
                            "stem",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func("family_name", "given_names", function="people_stem"),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                        (
                            "heard",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.Func("family_name", "given_names", function="people_stem"),
                                    function="people_heard",
                                ),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                        (
                            "sounds",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    "family_name", "given_names", "partner_name", function="people_sounds"
                                ),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "persoon",
                        "verbose_name_plural": "personen",
                        "indexes": [models.Index(fields=["house", "birth_date"], name="people_birth_date")],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("household", models.BooleanField(default=True, verbose_name="woont in het huishouden")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="people.family",
                                verbose_name="gezin",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gezinslid",
                        "verbose_name_plural": "gezinsleden",
                        "constraints": [
                            models.UniqueConstraint(fields=("family", "person"), name="people_member_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CitizenNumber",
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
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citizen_number",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                        ("bsn", models.CharField(blank=True, max_length=9, null=True, verbose_name="BSN")),
                        (
                            "a_number",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=10, verbose_name="A-nummer"
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=2,
                                verbose_name="gezag volgens de basisregistratie",
                            ),
                        ),
                        (
                            "curatorship",
                            models.BooleanField(db_default=False, default=False, verbose_name="onder curatele"),
                        ),
                        ("former", models.BooleanField(db_default=False, default=False, verbose_name="BSN vervallen")),
                    ],
                    options={
                        "verbose_name": "burgerservicenummer",
                        "verbose_name_plural": "burgerservicenummers",
                        "indexes": [models.Index(fields=["house", "bsn"], name="people_bsn_found")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("former", False)),
                                fields=("house", "bsn"),
                                name="people_bsn_once",
                                violation_error_message="Dit BSN is in dit huis al bekend.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AddressWaiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beëindigd door",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waivers",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "afwijking van geheimhouding",
                        "verbose_name_plural": "afwijkingen van geheimhouding",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="people_waiver_with_a_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_by__isnull", True), ("until__isnull", True)),
                                    models.Q(("ended_by__isnull", False), ("until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="people_waiver_ended_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AddressSecrecy",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="secrecies",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("registry", "basisregistratie"), ("house", "dit huis")],
                                max_length=10,
                                verbose_name="op verzoek van",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vastgelegd door",
                            ),
                        ),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                        ("until", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beëindigd door",
                            ),
                        ),
                        (
                            "ended_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reden van beëindigen"),
                        ),
                    ],
                    options={
                        "verbose_name": "geheimhouding adres",
                        "verbose_name_plural": "geheimhoudingen adres",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("person", "origin"),
                                name="people_secret_once",
                                violation_error_message="Dit adres wordt al geheim gehouden.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_by__isnull", True), ("until__isnull", True)),
                                    models.Q(
                                        ("ended_by__isnull", False),
                                        ("until__isnull", False),
                                        models.Q(("ended_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="people_secrecy_ended_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AddressDisclosure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="disclosures",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bekendmaking adres",
                        "verbose_name_plural": "bekendmakingen adres",
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "organisation"), name="people_disclosed_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Address",
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
                        ("street", models.CharField(blank=True, max_length=120, verbose_name="straat")),
                        ("number", models.CharField(blank=True, max_length=24, verbose_name="huisnummer")),
                        ("postcode", models.CharField(blank=True, max_length=12, verbose_name="postcode")),
                        ("locality", models.CharField(blank=True, max_length=120, verbose_name="woonplaats")),
                        ("municipality", models.CharField(blank=True, max_length=80, verbose_name="gemeente")),
                        ("lines", models.TextField(blank=True, verbose_name="adres buitenland")),
                        (
                            "since",
                            eenplan.people.models.PartialDateField(blank=True, max_length=10, verbose_name="vanaf"),
                        ),
                        ("investigated", models.BooleanField(default=False, verbose_name="in onderzoek")),
                        ("secret", models.BooleanField(default=False, verbose_name="geheim")),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="address",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                        (
                            "country",
                            models.CharField(blank=True, db_default="", default="", max_length=40, verbose_name="land"),
                        ),
                        (
                            "number_key",
                            models.CharField(
                                db_default="",
                                default="",
                                editable=False,
                                max_length=60,
                                verbose_name="sleutel huisnummer",
                            ),
                        ),
                        (
                            "postcode_key",
                            models.CharField(
                                db_default="",
                                default="",
                                editable=False,
                                max_length=12,
                                verbose_name="sleutel postcode",
                            ),
                        ),
                        (
                            "street_key",
                            models.CharField(
                                db_default="", default="", editable=False, max_length=200, verbose_name="sleutel straat"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "adres",
                        "verbose_name_plural": "adressen",
                        "indexes": [
                            models.Index(fields=["house", "postcode_key"], name="people_place_postcode"),
                            models.Index(fields=["house", "street_key"], name="people_place_street"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "shelter"), _negated=True), ("secret", True), _connector="OR"
                                ),
                                name="people_shelter_is_secret",
                                violation_error_message="Het adres van een opvang is altijd geheim.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("other_name", models.CharField(blank=True, max_length=420, verbose_name="naam van de ander")),
                        (
                            "other_birth_date",
                            eenplan.people.models.PartialDateField(
                                blank=True, max_length=10, verbose_name="geboortedatum van de ander"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                                verbose_name="soort",
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(
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
                        (
                            "begins",
                            eenplan.people.models.PartialDateField(blank=True, max_length=10, verbose_name="vanaf"),
                        ),
                        ("ends", eenplan.people.models.PartialDateField(blank=True, max_length=10, verbose_name="tot")),
                        ("source", models.CharField(max_length=40, verbose_name="bron")),
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
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations_to",
                                to="people.person",
                                verbose_name="ander",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relatie",
                        "verbose_name_plural": "relaties",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("other")), _negated=True),
                                name="people_relation_to_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other__isnull", False),
                                    models.Q(("other_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="people_relation_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitingList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                base_field=models.TextField(), default=list, size=None, verbose_name="wel overgenomen"
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waiting_lists",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beslist door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wachtende persoonslijst",
                        "verbose_name_plural": "wachtende persoonslijsten",
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "fingerprint"), name="people_waiting_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", ""), ("settled_at__isnull", True), ("settled_by__isnull", True)
                                    ),
                                    models.Q(
                                        models.Q(("outcome", ""), _negated=True),
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="people_waiting_settled_by_somebody",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
