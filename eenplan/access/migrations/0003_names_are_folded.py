"""The folding of names, and by it the order of accounts."""

from django.db import migrations

from eenplan.access import folding


class Migration(migrations.Migration):
    dependencies = [("access", "0002_key")]

    operations = [
        migrations.RunSQL(folding.SQL, "DROP FUNCTION access_fold(text)"),
        migrations.AddField("account", "sort_key", folding.folded()),
    ]
