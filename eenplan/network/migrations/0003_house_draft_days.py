import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0002_terms_of_exchange")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="draft_days",
            field=models.PositiveSmallIntegerField(
                db_default=30,
                default=30,
                validators=[django.core.validators.MaxValueValidator(90)],
                verbose_name="bewaren van concepten (dagen)",
            ),
        ),
    ]
