from django.core.management.commands.migrate import Command as Migrate

from eenplan.access import policies
from eenplan.access.patience import patiently


class Command(Migrate):
    """Django's migrate, followed by loading the row-security policies of every room; neither waits long for a lock."""

    def handle(self, *args, **options):
        patiently(lambda: super(Command, self).handle(*args, **options), atomic=False)
        if not args and not options.get("plan"):
            policies.load()
