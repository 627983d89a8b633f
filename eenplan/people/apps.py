from django.apps import AppConfig


class Config(AppConfig):
    name = "eenplan.people"
    label = "people"
    verbose_name = "Personen"

    def ready(self):
        from eenplan.audit import naming
        from eenplan.people.finding import numbers_of

        naming.register("person", find=numbers_of)
