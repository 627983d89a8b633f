"""Fails when a model changed without a migration, or when two migrations both come last; needs no database."""

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
    missing = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    for app, migrations in missing.items():
        for migration in migrations:
            for operation in migration.operations:
                print(f"{app}: {operation.describe()} has no migration")
    return bool(missing or loader.detect_conflicts())


if __name__ == "__main__":
    sys.exit(main())
