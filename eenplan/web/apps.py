from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.web"
    label = "web"
    verbose_name = "Schil"
