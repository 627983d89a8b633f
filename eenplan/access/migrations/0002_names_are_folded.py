"""The folding of names, and by it the order of accounts."""

from django.db import migrations

from eenplan.access import folding


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.RunSQL(folding.SQL, "DROP FUNCTION access_fold(text)"),
        migrations.AddField("account", "sort_key", folding.folded()),
    ]
