from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.retention"
    label = "retention"
    verbose_name = "Bewaren en vernietigen"

    def ready(self):
        from eenplan.audit import evidence
        from eenplan.cases import panels
        from eenplan.retention import engine, proof, queries, reach, releases, warnings

        post_migrate.connect(reach.write, sender=self)
        engine.register(warnings.warn)
        engine.register(releases.tell_again)
        panels.register(70, "retention/renewals/_panel.html", warnings.panel)
        panels.register(71, "retention/_release.html", queries.release_panel)
        panels.register(70, "retention/_release.html", queries.release_panel, on="closing")
        panels.register(70, "retention/holds/_panel.html", warnings.closed_panel, on="closed")
        evidence.register("vernietiging", _("Verklaringen van vernietiging"), proof.certificates)
        evidence.register("hernieuwingen", _("Hernieuwde verwerkingen"), proof.renewals)
        evidence.register("opschortingen", _("Wat van vernietiging is uitgezonderd"), proof.holds)
