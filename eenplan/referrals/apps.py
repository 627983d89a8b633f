from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.referrals"
    label = "referrals"
    verbose_name = "Aanmelding en triage"
