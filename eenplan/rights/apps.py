from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.rights"
    label = "rights"
    verbose_name = "Rechten van betrokkenen"
