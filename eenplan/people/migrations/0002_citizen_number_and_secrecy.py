"""The BSN gets a table of its own, which opens what hangs on a person; secrecy of an address becomes a fact."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import CASCADE, PROTECT, Q

_TAKE_OVER = """
INSERT INTO people_citizennumber (house_id, person_id, bsn) SELECT house_id, id, bsn FROM people_person;
INSERT INTO people_addresssecrecy (house_id, person_id, origin, reason, account_id, since, ended_reason)
SELECT p.house_id, p.id,
       CASE WHEN EXISTS (SELECT FROM people_addressdisclosure d WHERE d.person_id = p.id) THEN 'house' ELSE 'registry' END,
       'al geheim voordat dit werd vastgelegd',
       (SELECT min(professional_id) FROM network_authorisation a WHERE a.house_id = p.house_id AND a.role = 'system'),
       now(), ''
  FROM people_person p WHERE p.address_secret;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


def _key(to, name, related="+", null=False, on_delete=PROTECT, kind=models.ForeignKey):
    return kind(on_delete=on_delete, null=null, related_name=related, to=to, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressSecrecy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("house", _key("network.house", "huis")),
                ("person", _key("people.person", "persoon", "secrecies", on_delete=CASCADE)),
                (
                    "origin",
                    models.CharField(
                        choices=[("registry", "basisregistratie"), ("house", "dit huis")],
                        max_length=10,
                        verbose_name="op verzoek van",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("account", _key(settings.AUTH_USER_MODEL, "vastgelegd door")),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                ("ended_by", _key(settings.AUTH_USER_MODEL, "beëindigd door", null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="reden van beëindigen")),
            ],
            options={
                "verbose_name": "geheimhouding adres",
                "verbose_name_plural": "geheimhoudingen adres",
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("until__isnull", True)),
                        fields=("person", "origin"),
                        name="people_secret_once",
                        violation_error_message="Dit adres wordt al geheim gehouden.",
                    ),
                    models.CheckConstraint(
                        condition=Q(until__isnull=True, ended_by__isnull=True)
                        | Q(until__isnull=False, ended_by__isnull=False) & ~Q(ended_reason=""),
                        name="people_secrecy_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="person", name="people_bsn_once"),
        migrations.CreateModel(
            name="CitizenNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("house", _key("network.house", "huis")),
                (
                    "person",
                    _key("people.person", "persoon", "citizen_number", on_delete=CASCADE, kind=models.OneToOneField),
                ),
                ("bsn", models.CharField(blank=True, max_length=9, null=True, verbose_name="BSN")),
            ],
            options={
                "verbose_name": "burgerservicenummer",
                "verbose_name_plural": "burgerservicenummers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("house", "bsn"),
                        name="people_bsn_once",
                        violation_error_message="Dit BSN is in dit huis al bekend.",
                    )
                ],
            },
        ),
        migrations.RunSQL(_TAKE_OVER, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="person", name="bsn"),
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
                ],
                max_length=10,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=~Q(("kind", "shelter")) | Q(("secret", True)),
                name="people_shelter_is_secret",
                violation_error_message="Het adres van een opvang is altijd geheim.",
            ),
        ),
    ]
