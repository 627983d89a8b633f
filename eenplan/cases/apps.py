from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.cases"
    label = "cases"
    verbose_name = "Casus"

    def ready(self):
        from eenplan.audit import evidence, naming
        from eenplan.cases import proof
        from eenplan.cases.mentions import of_person
        from eenplan.cases.queries import caution_about_address, organisations_around, secret_housemates
        from eenplan.cases.tabs import register
        from eenplan.people import guarding, mentions
        from eenplan.ui import cautions

        guarding.register(organisations_around, secret_housemates)
        mentions.register(20, of_person)
        cautions.register(caution_about_address)
        register(0, _("Overzicht"), "cases:overview")
        register(10, _("Personen en relaties"), "cases:people")
        register(15, _("Deelnemers"), "cases:participants")
        register(90, _("Afsluiten"), "cases:closing")
        naming.register("case", of=proof.numbers, find=proof.by_number)
        evidence.register("casusdeelname", _("Besluiten over deelname aan casussen"), proof.participations)
        evidence.register("noodtoegang", _("Noodtoegang en de beoordeling ervan"), proof.emergencies)
        evidence.register("afsluitingen", _("Besluiten over afsluiting"), proof.closings)
