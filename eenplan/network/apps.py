from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.network"
    label = "network"
    verbose_name = "Netwerk"
