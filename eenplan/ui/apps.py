from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.ui"
    label = "ui"
    verbose_name = "Componenten"
