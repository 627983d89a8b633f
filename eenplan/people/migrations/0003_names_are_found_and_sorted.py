"""The keys by which a person is found, listed and compared become columns that the database generates (keys.sql).

One statement adds them all, so that the table is written anew once: at 100,000 persons some seconds, in which nobody reads it.
"""

from pathlib import Path

from django.db import migrations
from django.db.models import Func, GeneratedField, TextField

from eenplan.access.folding import folded

FUNCTIONS = (Path(__file__).parents[1] / "keys.sql").read_text(encoding="utf-8")
PARTNER = ("partner_prefix", "partner_name")
#: column → the function that makes it, and of what
KEYS: dict[str, tuple] = {
    "sort_key": ("people_sort_key", "name_use", "prefix", "family_name", *PARTNER, "given_names", "birth_date"),
    "search_name": ("people_search_name", "family_name", "prefix", "given_names", *PARTNER, "birth_date"),
    "stem": ("people_stem", "family_name", "given_names"),
    "heard": ("people_heard", Func("family_name", "given_names", function="people_stem")),
    "sounds": ("people_sounds", "family_name", "given_names", "partner_name"),
}


def _written(function: str, *names) -> str:
    return f"{function}({', '.join(name if isinstance(name, str) else 'people_stem(family_name, given_names)' for name in names)})"


ADD = ", ".join(
    f'ADD COLUMN {column} text COLLATE "C" GENERATED ALWAYS AS ({_written(*made)}) STORED'
    for column, made in KEYS.items()
)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_names_are_folded"), ("people", "0002_citizen_number_and_secrecy")]

    operations = [
        migrations.RunSQL(
            f"DROP TRIGGER IF EXISTS search_name ON people_person; DROP FUNCTION IF EXISTS people_keep_search_name; {FUNCTIONS}"
        ),
        migrations.RemoveIndex("person", "people_search_name"),
        migrations.RemoveField("person", "search_name"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(f"ALTER TABLE people_person {ADD}")],
            state_operations=[
                migrations.AddField(
                    "person",
                    column,
                    GeneratedField(
                        expression=Func(*names, function=function),
                        output_field=TextField(db_collation="C"),
                        db_persist=True,
                    ),
                )
                for column, (function, *names) in KEYS.items()
            ],
        ),
        migrations.AddField("family", "sort_key", folded()),
    ]
