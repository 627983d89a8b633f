from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.audit"
    label = "audit"
    verbose_name = "Logboek"

    def ready(self):
        from eenplan.audit import evidence, proof
        from eenplan.audit import receivers as receivers

        evidence.register("logcontroles", _("Maandelijkse controles van het log, met bevindingen"), proof.reviews)
        evidence.register("ketencontroles", _("Controles van de keten"), proof.verifications)
        evidence.register("loggebruik", _("Gebruik van het log, per doel"), proof.readings)
        evidence.register("zegels", _("Zegels buiten de database"), proof.anchored)
        evidence.register("verwerkingsregister", _("Register van verwerkingsactiviteiten"), proof.register)
