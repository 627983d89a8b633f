from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.conferences"
    label = "conferences"
    verbose_name = "Casusoverleg"

    def ready(self):
        from eenplan.cases import panels, steps, tabs
        from eenplan.conferences import queries

        tabs.register(30, _("Overleg"), "conferences:of_case")
        panels.register(30, "conferences/_panel.html", queries.panel)
        steps.register(queries.planned)
