from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.exchange"
    label = "exchange"
    verbose_name = "Informatie"
