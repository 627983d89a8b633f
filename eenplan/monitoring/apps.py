from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.monitoring"
    label = "monitoring"
    verbose_name = "Voortgang"
