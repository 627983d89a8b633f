"""What is typed in a form and not sent yet, for a day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("web", "0003_cache_keeps_json")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=32, verbose_name="formulier")),
                ("field", models.CharField(max_length=100, verbose_name="veld")),
                ("version", models.PositiveIntegerField(verbose_name="versie")),
                ("locked", models.BinaryField(verbose_name="tekst, versleuteld")),
                ("other", models.BinaryField(null=True, verbose_name="tekst van een ander venster, versleuteld")),
                ("sort", models.CharField(blank=True, max_length=10, verbose_name="gaat over")),
                ("number", models.BigIntegerField(null=True, verbose_name="nummer")),
                ("at", models.DateTimeField(verbose_name="getypt op")),
                ("until", models.DateTimeField(verbose_name="bewaard tot")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "getypte tekst",
                "verbose_name_plural": "getypte teksten",
                "constraints": [
                    models.UniqueConstraint(fields=("account", "form", "field"), name="web_draft_one_per_field")
                ],
                "indexes": [
                    models.Index(fields=["sort", "number"], name="web_draft_about"),
                    models.Index(fields=["until"], name="web_draft_until"),
                ],
            },
        ),
    ]
