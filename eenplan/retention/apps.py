from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.retention"
    label = "retention"
    verbose_name = "Bewaren en vernietigen"
