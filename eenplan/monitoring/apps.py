from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.monitoring"
    label = "monitoring"
    verbose_name = "Voortgang"

    def ready(self):
        from eenplan.cases import panels, steps, tabs
        from eenplan.monitoring import queries

        tabs.register(50, _("Voortgang"), "monitoring:case", shown_to=tabs.not_in_emergency)
        panels.register(30, "monitoring/_overview.html", queries.overview)
        steps.register(queries.planned)
