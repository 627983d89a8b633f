from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.provisions"
    label = "provisions"
    verbose_name = "Verstrekkingen"

    def ready(self):
        from eenplan.cases import tabs

        tabs.register(25, _("Verstrekken"), "provisions:list")
