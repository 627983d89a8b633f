from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.provisions"
    label = "provisions"
    verbose_name = "Verstrekkingen"
