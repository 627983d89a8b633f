"""A page that forgets its filter shows nothing foreign (house.md: the peers that filter in application code leaked here)."""

import re

import pytest
from django.apps import apps
from django.db.models import QuerySet

from eenplan.access.acting import act_as
from eenplan.network.models import HouseRecord
from eenplan.rights.models import InformationDuty
from tests.support.personas import PERSONAS
from tests.support.world import PERSONS

RECORDS = [model for model in apps.get_models() if issubclass(model, HouseRecord)]
OF_A_CASE = [model for model in RECORDS if any(f.name == "case" for f in model._meta.concrete_fields)]
SEES_THE_CASE = {"ggz", "police", "director", "auditor"}
#: what the contact point does for every case of the house: it informs the persons in it (BGS 1.3)
HOUSEWIDE = {"contact": {InformationDuty}}


@pytest.mark.law("WGS 2.31(4)", "R-24")
@pytest.mark.parametrize("key", [key for key in PERSONAS.values() if key])
def test_without_any_filter_no_row_of_another_house_or_case_comes_back(key, world):
    houses = {world.houses["BUUR"].pk} if key == "neighbour" else {world.houses["TEST"].pk}
    cases = {world.case.pk} if key in SEES_THE_CASE else set()
    cases |= {
        "auditor": {world.closed_case.pk},
        "contact": {world.closed_case.pk},
        "neighbour": {world.other_case.pk},
    }.get(key, set())
    with act_as(world.people[key]):
        for model in RECORDS:
            if model._meta.app_label != "network":  # the network is known to every house
                assert {row.house_id for row in model._base_manager.all()} <= houses, model
        for model in set(OF_A_CASE) - HOUSEWIDE.get(key, set()):
            assert {row.case_id for row in model._base_manager.all()} <= cases, model


@pytest.mark.law("WGS 2.31(4)", "R-24", "R-53")
@pytest.mark.parametrize(
    "path", ["/", "/casussen/", "/aanmeldingen/", "/overleggen/", "/voortgang/", "/zoeken/?q=vries", "/zoeken/?q=2026"]
)
@pytest.mark.parametrize("key", ["probation", "police_colleague", "neighbour", "director_elsewhere", "protection"])
def test_lists_and_search_with_their_filters_stripped_name_no_stranger(key, path, world, client_of, monkeypatch):
    monkeypatch.setattr(QuerySet, "_filter_or_exclude_inplace", unless_needed(QuerySet._filter_or_exclude_inplace))
    response = client_of(key).get(path)
    allowed = {"neighbour": {"neighbour"}, "director_elsewhere": {"stranger"}, "protection": {"stranger"}}.get(
        key, set()
    )
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    foreign = [
        f"{given} {prefix} {family}".replace("  ", " ")
        for name, (given, prefix, family, *_) in PERSONS.items()
        if name not in allowed
    ]
    assert [name for name in foreign if name in text] == []
    assert world.case.number not in text
    assert world.closed_case.number not in text


def unless_needed(original):
    """Drop every filter on tables of case and person data; the framework's own tables keep theirs."""

    def stripped(self, negate, args, kwargs):
        if issubclass(self.model, HouseRecord) and self.model._meta.app_label != "network":
            return None
        return original(self, negate, args, kwargs)

    return stripped
