from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.network"
    label = "network"
    verbose_name = "Netwerk"

    def ready(self):
        from eenplan.audit import evidence, naming
        from eenplan.network import proof

        naming.register("house", of=proof.houses, find=proof.house_by_code)
        naming.register("organisation", of=proof.organisations, among=proof.organisations_of)
        naming.register("oin", of=proof.oins)
        evidence.register("deelnemers", _("Deelnemers en hun grondslag"), proof.participations)
        evidence.register("autorisaties", _("Autorisaties: aangewezen, gescreend, rol en doel"), proof.authorisations)
        evidence.register("opleiding", _("Gevolgde opleiding, per onderwerp"), proof.training)
        evidence.register("vier-ogen", _("Voorstellen en besluiten van twee beheerders"), proof.proposals)
        evidence.register("zoekvragen", _("Zoeken naar personen, per organisatie en dag"), proof.lookups)
        evidence.register("herzieningen", _("Halfjaarlijkse herziening van autorisaties"), proof.reviews)
