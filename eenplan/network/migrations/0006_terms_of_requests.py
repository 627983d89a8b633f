import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0005_house_provisions")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="consultation_days",
            field=models.PositiveSmallIntegerField(
                db_default=10,
                default=10,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(28),
                ],
                verbose_name="antwoord bij een verzoek van betrokkene (dagen)",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="request_years",
            field=models.PositiveSmallIntegerField(
                db_default=5,
                default=5,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(5),
                ],
                verbose_name="bewaren van verzoeken van betrokkenen (jaren)",
            ),
        ),
    ]
