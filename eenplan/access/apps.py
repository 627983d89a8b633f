from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.access"
    label = "access"
    verbose_name = "Toegang"

    def ready(self):
        from eenplan.access import connections  # noqa: F401 - listens
