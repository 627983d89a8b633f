import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0004_who_may_and_still_needed")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="assent_days",
            field=models.PositiveSmallIntegerField(
                db_default=7,
                default=7,
                validators=[django.core.validators.MaxValueValidator(90)],
                verbose_name="rondvraag bij verstrekken (dagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="known_checks_per_day",
            field=models.PositiveSmallIntegerField(
                db_default=20,
                default=20,
                validators=[django.core.validators.MaxValueValidator(200)],
                verbose_name="bekendheidschecks per dag",
            ),
        ),
    ]
