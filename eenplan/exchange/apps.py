from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.exchange"
    label = "exchange"
    verbose_name = "Informatie"

    def ready(self):
        from eenplan.cases import panels, tabs
        from eenplan.exchange import queries

        tabs.register(20, _("Informatie"), "exchange:items")
        panels.register(20, "exchange/_panel.html", queries.panel)
