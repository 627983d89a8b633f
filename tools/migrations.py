"""Fails when a model changed without a migration, when two migrations both come last, or when a migration that stands for older
ones says something else than they do; needs no database. (That their tables are the same: tests/cli/test_migrations.py.)"""

import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main() -> int:
    django.setup()
    translation.deactivate_all()  # migrations hold the names in the language of the source
    loader = MigrationLoader(None)
    for app, names in loader.detect_conflicts().items():
        print(f"{app}: {' and '.join(sorted(names))} both come last")
    now = loader.project_state()
    missing = _differences(now, ProjectState.from_apps(apps), loader)
    for difference in missing:
        print(f"{difference} has no migration")
    strange = _differences(_along_the_old_ones(), now, loader)
    for difference in strange:
        print(f"{difference} is only in the migration that stands for older ones, or only in those")
    return bool(missing or strange or loader.detect_conflicts())


def _differences(before: ProjectState, after: ProjectState, loader: MigrationLoader) -> list[str]:
    changes = MigrationAutodetector(before, after).changes(graph=loader.graph)
    return [
        f"{app}: {operation.describe()}"
        for app, migrations in changes.items()
        for migration in migrations
        for operation in migration.operations
    ]


def _along_the_old_ones() -> ProjectState:
    """The models as a database has them that went along every migration that another one stands for."""
    old = MigrationLoader(None, replace_migrations=False)
    for name, migration in old.replacements.items():
        old.graph.remove_replacement_node(name, migration.replaces)
    return old.project_state()


if __name__ == "__main__":
    sys.exit(main())
