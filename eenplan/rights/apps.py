from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.rights"
    label = "rights"
    verbose_name = "Rechten van betrokkenen"

    def ready(self):
        from eenplan.cases import panels
        from eenplan.rights.information import queries as information

        panels.register(60, "rights/information/_panel.html", information.panel)
