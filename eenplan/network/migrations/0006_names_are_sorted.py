"""Houses, organisations and municipalities are listed by the folded name."""

from django.db import migrations

from eenplan.access.folding import folded


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_names_are_folded"),
        ("network", "0005_partners_direct"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="house",
            options={"ordering": ["sort_key"], "verbose_name": "huis", "verbose_name_plural": "huizen"},
        ),
        migrations.AlterModelOptions(
            name="municipality",
            options={"ordering": ["sort_key"], "verbose_name": "gemeente", "verbose_name_plural": "gemeenten"},
        ),
        migrations.AlterModelOptions(
            name="organisation",
            options={"ordering": ["sort_key"], "verbose_name": "organisatie", "verbose_name_plural": "organisaties"},
        ),
        migrations.AlterModelOptions(
            name="review",
            options={
                "ordering": ["-started_on", "organisation__sort_key"],
                "verbose_name": "toetsing",
                "verbose_name_plural": "toetsingen",
            },
        ),
        migrations.AddField(
            model_name="house",
            name="sort_key",
            field=folded(),
        ),
        migrations.AddField(
            model_name="municipality",
            name="sort_key",
            field=folded(),
        ),
        migrations.AddField(
            model_name="organisation",
            name="sort_key",
            field=folded(),
        ),
    ]
