from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.referrals"
    label = "referrals"
    verbose_name = "Aanmelding en triage"

    def ready(self):
        from eenplan.people import mentions
        from eenplan.referrals.mentions import of_person

        mentions.register(10, of_person)
