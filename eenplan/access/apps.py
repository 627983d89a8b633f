from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.access"
    label = "access"
    verbose_name = "Toegang"
