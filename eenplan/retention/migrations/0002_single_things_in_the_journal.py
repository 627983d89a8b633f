from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="journalline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("case", "casus"),
                    ("referral", "aanmelding"),
                    ("person", "persoon"),
                    ("item", "gegeven"),
                    ("words", "inhoud van een gegeven"),
                    ("request", "verzoek van betrokkene"),
                ],
                max_length=10,
                verbose_name="soort",
            ),
        ),
        migrations.AlterField(
            model_name="journalline",
            name="number",
            field=models.CharField(blank=True, max_length=30, verbose_name="nummer van de verklaring"),
        ),
    ]
