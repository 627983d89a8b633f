"""The cache keeps JSON: what the application writes and later loads is data, never code."""

from django.db import migrations

_TABLE = """
DROP TABLE IF EXISTS web_cache;
CREATE TABLE web_cache (key varchar(255) PRIMARY KEY, value jsonb NOT NULL, until timestamptz NOT NULL);
CREATE INDEX web_cache_until ON web_cache (until);
"""


class Migration(migrations.Migration):
    """Only counts of an hour at most stood in the old table; they begin anew."""

    dependencies = [("web", "0002_submission")]
    operations = [migrations.RunSQL(_TABLE, migrations.RunSQL.noop)]
