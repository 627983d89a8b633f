"""Is everybody still needed on the case? Core participants answer; who is not needed any more leaves (WGS 2.31(4))."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.cases import still_needed
from eenplan.cases.models import Case, Delegate, StillNeeded
from eenplan.network.models import Review
from tests.support.db import as_owner
from tests.support.world import join

TODAY = timezone.localdate()


@pytest.fixture
def review(world):
    """The GGZ and the council are asked what they still need."""
    with as_owner():
        return {
            key: Review.objects.create(
                house=world.houses["TEST"],
                organisation=world.organisations[key],
                started_on=TODAY,
                due_on=TODAY,
                started_by=world.people["administrator"],
            )
            for key in ("ggz", "council", "probation")
        }


def delegate(world, key):
    with as_owner():
        return Delegate.objects.get(case=world.case, account=world.people[key])


def answer(client_of, world, by, about, needed="1", reason="behandelaar"):
    one = delegate(world, about)
    url = reverse("cases:needed", args=[world.case.number, one.pk])
    return client_of(by).post(url, {f"d{one.pk}-needed": needed, f"d{one.pk}-reason": reason}).status_code


@pytest.mark.law("WGS 2.31(4)", "R-01")
def test_core_participants_are_asked_about_others_and_nobody_else_is(world, act_as, review):
    def asked(key):
        with act_as(world.people[key]) as who:
            return [one.account.name for one in still_needed.asked(who)]

    assert asked("police") == ["Gerda Bos", "Gijs Zwart"]
    assert asked("council") == ["Gijs Zwart"]
    assert asked("ggz") == asked("director") == asked("probation") == asked("auditor") == []
    with act_as(world.people["police"]) as who:
        (item,) = still_needed.work(who)
        assert item.url == reverse("cases:participants", args=[world.case.number])


@pytest.mark.law("WGS 2.31(4)", "R-01")
def test_no_longer_needed_ends_the_participation_at_once(world, act_as, client_of, review):
    with as_owner():
        join(world.case, world.people["probation"])  # has supplied nothing, and is asked nothing
    assert answer(client_of, world, "police", "probation", needed="0", reason="toezicht klaar") == 302
    with act_as(world.people["probation"]):
        assert not Case.objects.exists()
    with act_as(world.people["police"]) as who:
        assert [one.account.name for one in still_needed.asked(who)] == ["Gerda Bos", "Gijs Zwart"]


@pytest.mark.law("WGS 2.31(8)", "R-01")
@pytest.mark.parametrize("about", ["council", "ggz"])
def test_who_has_a_voice_is_not_put_out_by_another_partys_answer(about, world, act_as, client_of, review):
    assert answer(client_of, world, "police", about, needed="0", reason="klaar") == 422
    one = delegate(world, about)
    with (
        act_as(world.people["police"]),
        pytest.raises(DatabaseError, match="put out by no other"),
        transaction.atomic(),
    ):
        StillNeeded.objects.create(
            house=world.case.house, case=world.case, delegate=one, review=review[about], needed=False, reason="weg",
            account=world.people["police"],
        )  # fmt: skip


@pytest.mark.law("WGS 2.31(4)")
def test_needed_keeps_it_and_the_question_is_gone(world, act_as, client_of, review):
    assert answer(client_of, world, "council", "ggz") == 302
    assert answer(client_of, world, "council", "ggz") == 404
    with act_as(world.people["ggz"]):
        assert Case.objects.exists()


@pytest.mark.law("WGS 2.31(4)")
@pytest.mark.parametrize(("by", "status"), [("ggz", 403), ("director", 403), ("council", 404), ("probation", 404)])
def test_others_do_not_answer_and_nobody_about_himself(by, status, world, act_as, client_of, review):
    assert answer(client_of, world, by, "council") == status
    one = delegate(world, "council")
    with act_as(world.people[by]), pytest.raises(DatabaseError), transaction.atomic():
        StillNeeded.objects.create(
            house=world.case.house,
            case=world.case,
            delegate=one,
            review=review["council"],
            needed=False,
            reason="weg",
            account=world.people[by],
        )


def test_an_answer_needs_a_reason(world, client_of, review):
    assert answer(client_of, world, "police", "ggz", reason="") == 422
    assert answer(client_of, world, "police", "ggz", needed="x") == 422
