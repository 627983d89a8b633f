from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.plans"
    label = "plans"
    verbose_name = "Plan van aanpak"

    def ready(self):
        from eenplan.cases.tabs import register
        from eenplan.plans import receivers  # noqa: F401

        register(40, _("Plan"), "plans:plan")
