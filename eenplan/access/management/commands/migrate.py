from django.core.management.commands.migrate import Command as Migrate

from eenplan.access import policies


class Command(Migrate):
    """Django's migrate, followed by loading the row-security policies of every room."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not args and not options.get("plan"):
            policies.load()
