from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.cases"
    label = "cases"
    verbose_name = "Casus"
