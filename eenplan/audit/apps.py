from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.audit"
    label = "audit"
    verbose_name = "Logboek"

    def ready(self):
        from eenplan.audit import receivers  # noqa: F401
