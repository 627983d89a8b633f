from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("network", "0002_terms_and_who_may")]

    operations = [migrations.RenameField("house", "assent_days", "reply_days")]
