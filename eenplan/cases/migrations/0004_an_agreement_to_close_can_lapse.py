from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_emergency_and_still_needed"),
    ]

    operations = [
        migrations.AddField(
            model_name="closingopinion",
            name="lapsed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="vervallen"),
        ),
    ]
