from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.people"
    label = "people"
    verbose_name = "Personen"
