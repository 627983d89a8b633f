"""Grants follow from facts and from nothing else (docs/adr/0001)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from eenplan.access.models import Grant
from eenplan.cases.models import Delegate
from eenplan.network.models import Authorisation
from eenplan.web.explain import content_of_case, of_case
from eenplan.web.grants import differences

NONE = {"missing": [], "surplus": []}


def test_the_grants_of_the_world_are_those_that_follow_from_its_facts(world, as_owner):
    with as_owner():
        assert differences() == NONE


def test_a_grant_without_a_fact_and_a_fact_without_a_grant_are_found(world, as_owner):
    with as_owner():
        grant = Grant.objects.filter(kind="case", until=None).first()
        Grant.objects.filter(pk=grant.pk).update(until=timezone.now())
        Grant.objects.create(
            account=world.people["probation"],
            organisation_id=1,
            house_id=world.case.house_id,
            kind="case",
            object_id=world.case.pk,
            scope="decide",
            reason="",
            article="",
            source="",
            source_id=0,
            since=timezone.now(),
        )
        found = differences()
    assert found["missing"] == [(grant.account_id, "case", grant.object_id, grant.scope)]
    assert found["surplus"] == [(world.people["probation"].pk, "case", world.case.pk, "decide")]


@pytest.mark.law("R-70", "BGS 1.11")
@pytest.mark.parametrize("change", [{"until": -1}, {"screening_valid_until": 0}])
def test_an_authorisation_that_ends_takes_all_access_with_it(change, world, act_as, as_owner):
    days = {name: timezone.localdate() + timedelta(days=value) for name, value in change.items()}
    with as_owner():
        Authorisation.objects.filter(professional=world.people["ggz"].professional).update(**days)
        assert differences() == NONE
    with act_as(world.people["ggz"]) as who:
        assert who.roles == {}
        assert of_case(who, world.case.number).answer.allowed is False


@pytest.mark.law("WGS 2.31(4)", "WGS 2.31(8)")
@pytest.mark.parametrize(
    ("key", "allowed", "article"),
    [
        ("police", True, "WGS 2.31(4)"),
        ("ggz", True, "WGS 2.31(4)"),
        ("director", True, "WGS 2.31(4)"),
        ("auditor", True, "WGS 1.8(4)"),
        ("probation", False, "WGS 2.31(4)"),
        ("neighbour", False, "WGS 2.31(4)"),
        ("administrator", False, "WGS 2.31(4)"),
        ("contact", False, "WGS 2.31(4)"),
    ],
)
def test_explaining_access_gives_the_reason_and_the_article(key, allowed, article, world, act_as):
    with act_as(world.people[key]) as who:
        answer = of_case(who, world.case.number).answer
        content = content_of_case(who, world.case.number)
    assert (answer.allowed, answer.article) == (allowed, article)
    assert set(content) >= {"case", "persons", "information", "plan", "conferences", "log"}
    assert content["log"]["allowed"] is (key == "auditor")


@pytest.mark.law("R-53", "WGS 2.31(8)")
def test_explaining_a_closed_case_says_since_when_it_is_shielded(world, act_as):
    with act_as(world.people["police"]) as who:
        answer = of_case(who, world.closed_case.number).answer
    assert not answer.allowed
    assert "eindigde" in answer.because
    with act_as(world.people["contact"]) as who:
        content = content_of_case(who, world.closed_case.number)
    assert content["case"]["allowed"]
    assert not content["plan"]["allowed"]
    assert not content["information"]["allowed"]


def test_explaining_counts_what_is_visible_and_what_is_shielded(world, act_as, as_owner):
    with act_as(world.people["ggz"]) as who:
        assert "2 zichtbaar, 1 afgeschermd" in content_of_case(who, world.case.number)["information"]["because"]
    with as_owner():
        Delegate.objects.filter(case=world.case, account=world.people["ggz"]).update(until=timezone.now())
    with act_as(world.people["ggz"]) as who:
        assert of_case(who, world.case.number).answer.allowed is False
