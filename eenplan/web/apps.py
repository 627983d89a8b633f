from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.web"
    label = "web"
    verbose_name = "Schil"

    def ready(self):
        from eenplan.cases import tabs
        from eenplan.web.case_log import supervises

        tabs.register(85, _("Wie ziet dit"), "who_sees_case")
        tabs.register(90, _("Logboek"), "case_log", shown_to=supervises)
