"""Third parties, and replies by organisation, are listed by the folded name."""

from django.db import migrations

from eenplan.access.folding import folded


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_names_are_folded"),
        ("provisions", "0003_told_of_restriction"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="reply",
            options={
                "ordering": ["-supplier", "organisation__sort_key"],
                "verbose_name": "antwoord in de rondvraag",
                "verbose_name_plural": "antwoorden in de rondvraag",
            },
        ),
        migrations.AlterModelOptions(
            name="thirdparty",
            options={
                "ordering": ["organisation__sort_key", "sort_key"],
                "verbose_name": "incidentele derde",
                "verbose_name_plural": "incidentele derden",
            },
        ),
        migrations.AddField(
            model_name="thirdparty",
            name="sort_key",
            field=folded(),
        ),
    ]
