"""What is reported: it goes well, it stalls, or it is done; the words of before stay where they stand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_initial")]

    operations = [
        migrations.AlterField(
            model_name="progress",
            name="state",
            field=models.CharField(
                choices=[
                    ("well", "gaat goed"),
                    ("stalled", "loopt vast"),
                    ("better", "gaat beter"),
                    ("same", "ongewijzigd"),
                    ("worse", "gaat slechter"),
                    ("reached", "behaald"),
                ],
                max_length=10,
                verbose_name="stand",
            ),
        ),
    ]
