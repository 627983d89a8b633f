"""Who sees this, and why: everybody with access by name, decision and article; and never a word about what one cannot see."""

import pytest
from django.urls import reverse

from eenplan.web import explain
from tests.support.db import as_owner
from tests.support.world import admit, join, referral


def page(client_of, key, name, *args):
    return client_of(key).get(reverse(name, args=args))


@pytest.fixture
def police_item(world):
    with as_owner():
        return world.case.items.get(supplier=world.organisations["police"])


@pytest.mark.law("WGS 2.31(4)", "WGS 1.8(2)")
def test_a_case_names_everybody_who_sees_it_with_decision_reason_and_article(world, client_of):
    text = page(client_of, "police", "who_sees_case", world.case.number).content.decode()
    for said in (
        "Petra Agema",
        "Gerda Bos",
        "Gijs Zwart",
        "Dina Prins",
        "College van B&amp;W Waterdam",
        "WGS 2.31 lid 4",
    ):
        assert said in text
    assert "Rob Clasen" not in text
    assert "WGS 1.8 lid 4" in text  # supervision, as a group


@pytest.mark.law("WGS 2.31(4)")
def test_who_left_is_named_with_the_day_and_sees_it_no_more(world, act_as, as_owner):
    with as_owner():
        world.case.delegates.get(account=world.people["ggz"]).participation.delegates.update(until="2026-01-02T12:00Z")
    with act_as(world.people["police"]) as who:
        found = explain.of_case(who, world.case.number)
    assert "Gijs Zwart" in [seer.name for seer in found.before if seer.until]
    assert "Gijs Zwart" not in [seer.name for seer in found.now]


@pytest.mark.law("WGS 1.8(2)", "R-70")
def test_a_grant_whose_holder_lost_the_authorisation_is_not_shown_as_access(world, act_as, as_owner):
    with as_owner():
        world.people["ggz"].professional.authorisations.update(until="2025-12-31")
    with act_as(world.people["police"]) as who:
        found = explain.of_case(who, world.case.number)
    assert "Gijs Zwart" in [seer.name for seer in found.before]
    assert "Gijs Zwart" not in [seer.name for seer in found.now]


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_the_readers_of_an_item_are_supplier_recipients_and_process_director(world, act_as, police_item):
    with act_as(world.people["police"]) as who:
        found = explain.of_item(who, police_item.pk)
        decided = {seer.name: seer.decided_by for seer in explain.of_case(who, world.case.number).now}
    assert decided["Dina Prins"] == decided["Gijs Zwart"] == "College van B&W Waterdam"
    assert {(seer.name, seer.how) for seer in found.now} == {
        ("Petra Agema", "verstrekker"),
        ("Gerda Bos", "ontvanger"),
        ("Dina Prins", "procesregisseur"),
    }


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_a_recipient_does_not_learn_who_else_received_the_item(world, act_as):
    with as_owner():
        shared = world.case.items.get(supplier=world.organisations["council"])
    with act_as(world.people["ggz"]) as who:
        names = {seer.name for seer in explain.of_item(who, shared.pk).seers}
    assert names == {"Gerda Bos", "Gijs Zwart", "Dina Prins"}


@pytest.mark.law("WGS 2.31(4)", "R-14")
def test_a_person_is_explained_through_what_one_sees_and_no_other_case_shows(world, act_as, client_of):
    son = world.persons["son"]
    with as_owner():
        hidden = admit(
            referral(world.houses["TEST"], world.people["probation"], son),
            world.people["protection"],
            world.people["director"],
        )
        join(hidden, world.people["council"])
    text = page(client_of, "police", "who_sees_person", son.pk).content.decode()
    assert world.case.number in text
    assert hidden.number not in text
    assert "Rob Clasen" not in text
    both = page(client_of, "council", "who_sees_person", son.pk).content.decode()
    assert hidden.number in both
    assert "Rob Clasen" in both


@pytest.mark.law("WGS 2.31(4)", "WGS 2.31(8)")
@pytest.mark.parametrize("key", ["probation", "neighbour", "manager", "administrator"])
def test_hidden_and_absent_get_the_same_words_and_a_rule(key, world, act_as, police_item):
    with act_as(world.people[key]) as who:
        assert explain.of_case(who, world.case.number) == explain.of_case(who, "TEST-1999-0001")
        assert explain.of_person(who, world.persons["father"].pk) == explain.of_person(who, 999_999)
        assert explain.of_item(who, police_item.pk) == explain.of_item(who, 999_999)
        assert explain.of_case(who, world.case.number).hidden


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_who_took_part_in_a_closed_case_reads_only_that_it_ended(world, client_of):
    answer = page(client_of, "police", "who_sees_case", world.closed_case.number)
    assert answer.status_code == 404
    assert "eindigde op" in answer.content.decode()
    assert "Gerda Bos" not in answer.content.decode()


def test_bad_numbers_are_simply_not_there(world, act_as, client_of):
    for number in ("x" * 10_000, "\x00", "TEST\u202e1"):
        with act_as(world.people["police"]) as who:
            assert not explain.of_case(who, number).answer.allowed
    assert page(client_of, "police", "who_sees_case", "a'b").status_code == 404


def test_the_page_of_a_case_is_cheap(world, client_of, statements):
    client = client_of("police")
    client.get(world.case.get_absolute_url())
    with statements(at_most=16):
        client.get(reverse("who_sees_case", args=[world.case.number]))
