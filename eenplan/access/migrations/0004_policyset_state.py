from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_names_are_folded")]

    operations = [
        migrations.AddField(
            model_name="policyset",
            name="state",
            field=models.CharField(default="", max_length=64, verbose_name="vingerafdruk van de database"),
        ),
    ]
