from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.cases"
    label = "cases"
    verbose_name = "Casus"

    def ready(self):
        from eenplan.cases.tabs import register

        register(0, _("Overzicht"), "cases:overview")
        register(10, _("Personen en relaties"), "cases:people")
        register(15, _("Deelnemers"), "cases:participants")
        register(90, _("Afsluiten"), "cases:closing")
