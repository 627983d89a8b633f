from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("provisions", "0001_initial")]

    operations = [
        migrations.RenameModel("Assent", "Reply"),
        migrations.AlterField(
            "reply",
            "provision",
            models.ForeignKey(
                on_delete=models.deletion.CASCADE,
                related_name="replies",
                to="provisions.provision",
                verbose_name="verstrekking",
            ),
        ),
    ]
