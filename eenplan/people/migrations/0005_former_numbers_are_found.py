from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_places_identity_and_waiting_lists")]
    operations = [
        migrations.AddIndex("citizennumber", models.Index(fields=["house", "bsn"], name="people_bsn_found")),
    ]
