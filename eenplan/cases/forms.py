"""What is typed on the pages of a case."""

import django_filters
from django import forms
from django.db.models import CharField, Exists, Func, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from eenplan.cases import queries
from eenplan.cases.models import Case, Member
from eenplan.cases.rules import Status
from eenplan.referrals.models import Decision
from eenplan.ui.forms import Form


class CaseFilter(django_filters.FilterSet):
    """The list of cases by number or name, status, kind, and mine only."""

    q = django_filters.CharFilter(label=_("Nummer of naam"), method="search", max_length=100)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices, method="of_status",
                                         empty_label=_("alle"))
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=Decision.CaseKind.choices, empty_label=_("alle"))
    mine = django_filters.BooleanFilter(label=_("Alleen mijn zaken"), method="only_mine", widget=forms.CheckboxInput)

    class Meta:
        model = Case
        fields: list[str] = []
        form = Form

    def search(self, cases, name, value):
        """Each word stands in the name of one person in the case, or all of it in the number."""
        named = Member.objects.filter(case=OuterRef("pk"), until=None)
        for word in value.split():
            key = Func(Cast(Value(word), CharField()), function="people_search_key", output_field=CharField())
            named = named.filter(person__search_name__contains=key)
        return cases.filter(Q(number__icontains=value.strip()) | Q(Exists(named)))

    def of_status(self, cases, name, value):
        return queries.in_status(cases, value)

    def only_mine(self, cases, name, value):
        return cases.filter(queries.directed_by(self.request.acting)) if value else cases
