from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.plans"
    label = "plans"
    verbose_name = "Plan van aanpak"
