from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.rights"
    label = "rights"
    verbose_name = "Rechten van betrokkenen"

    def ready(self):
        from eenplan.audit import evidence
        from eenplan.cases import panels
        from eenplan.retention import engine, journal
        from eenplan.retention import panels as destruction
        from eenplan.rights import proof
        from eenplan.rights.information import queries as information
        from eenplan.rights.requests import keeping
        from eenplan.rights.requests import queries as requests

        panels.register(60, "rights/information/_panel.html", information.panel)
        panels.register(65, "rights/requests/_panel.html", requests.panel)
        destruction.register("rights/requests/_going.html", requests.going_panel)
        engine.register(keeping.forget)
        journal.register("rights_replay")
        evidence.register("verzoeken", _("Verzoeken van betrokkenen"), proof.requests)
        evidence.register("datalekken", _("Het register van datalekken"), proof.leaks)
        evidence.register("informatieplicht", _("Het informeren van personen, per maand"), proof.duties)
