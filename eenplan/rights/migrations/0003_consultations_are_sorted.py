"""Consultations are listed by the folded name of the organisation."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0002_two_people_or_a_proof"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="consultation",
            options={
                "ordering": ["organisation__sort_key"],
                "verbose_name": "raadpleging",
                "verbose_name_plural": "raadplegingen",
            },
        ),
    ]
