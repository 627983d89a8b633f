import django_filters
from django.utils.translation import gettext_lazy as _

from eenplan.audit.models import Event


class LogFilter(django_filters.FilterSet):
    """By case, person, account, action, outcome and day."""

    case_id = django_filters.NumberFilter(label=_("Casus (intern nummer)"))
    subject_id = django_filters.NumberFilter(label=_("Persoon (intern nummer)"))
    account_id = django_filters.NumberFilter(label=_("Account (intern nummer)"))
    action = django_filters.CharFilter(label=_("Handeling"), lookup_expr="startswith")
    outcome = django_filters.ChoiceFilter(label=_("Uitkomst"), choices=Event.Outcome.choices)
    day = django_filters.DateFilter(label=_("Dag"), field_name="at", lookup_expr="date")

    class Meta:
        model = Event
        fields: list[str] = []
