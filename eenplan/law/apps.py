from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.law"
    label = "law"
    verbose_name = "Wet"
