from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.provisions"
    label = "provisions"
    verbose_name = "Verstrekkingen"

    def ready(self):
        from eenplan.audit import evidence
        from eenplan.cases import tabs
        from eenplan.provisions import proof

        tabs.register(25, _("Verstrekken"), "provisions:list", shown_to=tabs.not_in_emergency)
        evidence.register("verstrekkingen", _("Verstrekkingen buiten de casus"), proof.provisions)
        evidence.register("bekendheidscontroles", _("Bekendheidscontroles bij andere huizen"), proof.known_checks)
