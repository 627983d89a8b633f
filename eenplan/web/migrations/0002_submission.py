"""Forms that were sent, so that each does its work once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("web", "0001_cache")]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("location", models.CharField(blank=True, max_length=2000, verbose_name="leidde naar")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
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
                "verbose_name": "inzending",
                "verbose_name_plural": "inzendingen",
                "constraints": [models.UniqueConstraint(fields=("account", "digest"), name="web_submission_once")],
            },
        ),
    ]
