from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.conferences"
    label = "conferences"
    verbose_name = "Casusoverleg"
