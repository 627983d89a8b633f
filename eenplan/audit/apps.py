from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.audit"
    label = "audit"
    verbose_name = "Logboek"
