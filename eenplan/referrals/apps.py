from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "eenplan.referrals"
    label = "referrals"
    verbose_name = "Aanmelding en triage"

    def ready(self):
        from eenplan.audit import evidence
        from eenplan.people import mentions
        from eenplan.referrals import proof
        from eenplan.referrals.mentions import of_person

        mentions.register(10, of_person)
        evidence.register("toelating", _("Besluiten over toelating"), proof.decisions)
