"""Many tables in one step of a migration."""

from collections.abc import Sequence

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Make these models at once, in any order.

    After every operation Django renders anew all models that hang together, and here they all do: as many times as there are
    tables, which took most of a minute. After this one it does so once.
    """

    def __init__(self, models: Sequence[CreateModel]):
        self.models = models

    def deconstruct(self):
        return self.__class__.__qualname__, [self.models], {}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered when somebody asks for it again
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.models)} models"
