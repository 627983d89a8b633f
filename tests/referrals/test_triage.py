"""Triage: the weekly list, the judgements of the core organisations, and what the joint decision does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eenplan.audit.models import Event
from eenplan.cases.models import Case
from eenplan.referrals import queries
from eenplan.referrals.models import Assessment, Decision, Referral
from tests.support.world import referral as make_referral

pytestmark = pytest.mark.django_db

MET = {f"criterion_{letter}": "True" for letter in "abcd"}
ADMIT = {**MET, "judgement": "admit", "motive": "voldoet aan a–d"}


def url(name, world, *more):
    return reverse(f"referrals:{name}", args=[world.referral.number, *more])


@pytest.fixture
def judged(client_of, world):
    """The submitted referral of the world, found admissible by two core organisations."""
    for person in ("police", "council"):
        assert client_of(person).post(url("judge", world), ADMIT).status_code == 302


@pytest.fixture
def admission(world):
    return {
        "case_kind": "system",
        "purpose": "Rust in het gezin",
        "process_director": world.people["director"].pk,
        "motive": "Alle criteria zijn vervuld",
    }


@pytest.fixture
def stored(as_owner, world):
    def read():
        with as_owner():
            return Referral.objects.select_related("house").get(pk=world.referral.pk)

    return read


@pytest.mark.law("BGS 2.20(3)", "R-03")
def test_each_core_organisation_records_its_judgement_per_criterion(client_of, world, as_owner):
    client_of("prosecution").post(
        url("judge", world), {**MET, "criterion_c": "False", "judgement": "reject", "motive": "geen strafbaar feit"}
    )
    with as_owner():
        row = Assessment.objects.get(referral=world.referral)
        assert (row.organisation, row.criterion_b, row.criterion_c) == (world.organisations["prosecution"], True, False)
    text = client_of("police").get(url("triage", world)).content.decode()
    assert "OM Waterdam" in text
    assert "geen strafbaar feit" in text


@pytest.mark.law("BGS 2.20(3)", "R-03")
def test_a_later_judgement_corrects_an_earlier_one_and_both_stay(client_of, world, as_owner):
    police = client_of("police")
    police.post(url("judge", world), ADMIT)
    police.post(url("judge", world), {**MET, "criterion_d": "False", "judgement": "reject", "motive": "toch niet"})
    with as_owner():
        assert Assessment.objects.filter(referral=world.referral).count() == 2
        latest = queries.latest_judgements(Referral.objects.get(pk=world.referral.pk))
    assert [(one.judgement, one.met) for one in latest] == [("reject", frozenset("abc"))]
    assert "1 eerder oordeel" in police.get(url("triage", world)).content.decode()


@pytest.mark.law("R-03")
def test_a_judgement_is_never_changed(act_as, client_of, world):
    from django.db import ProgrammingError

    client_of("police").post(url("judge", world), ADMIT)
    with pytest.raises(ProgrammingError), act_as(world.people["police"]):
        Assessment.objects.update(motive="toch niet")


@pytest.mark.law("WGS 2.31(2)", "R-01")
def test_a_process_director_prepares_and_may_neither_judge_nor_decide(client_of, world, judged):
    director = client_of("director")
    page = director.get(url("triage", world)).content.decode()
    assert "U bereidt voor" in page
    assert "Oordeel vastleggen" not in page
    assert director.post(url("judge", world), ADMIT).status_code == 403
    assert director.post(url("decide", world, "in-behandeling"), {}).status_code == 403


@pytest.mark.law("WGS 2.31(2)", "R-01")
@pytest.mark.parametrize("outcome", ["in-behandeling", "aanvullen", "niet-in-behandeling"])
def test_one_organisation_alone_decides_nothing(client_of, world, admission, stored, outcome):
    client_of("police").post(url("judge", world), ADMIT)
    answer = client_of("police").post(url("decide", world, outcome), {**admission, "route": "local"})
    assert answer.status_code == 422
    assert "Er zijn 2 oordelen van kerndeelnemers nodig" in answer.content.decode()
    assert "Alle criteria zijn vervuld" in answer.content.decode()  # nothing typed is lost
    assert stored().submitted_at
    assert not stored().decided_at


@pytest.mark.law("BGS 2.20(1)", "R-03")
def test_a_case_is_not_admitted_without_a_majority_on_every_criterion(client_of, world, admission, stored):
    client_of("police").post(url("judge", world), ADMIT)
    against = {**MET, "criterion_d": "False", "judgement": "reject", "motive": "nee"}
    client_of("council").post(url("judge", world), against)
    answer = client_of("police").post(url("decide", world, "in-behandeling"), admission)
    assert answer.status_code == 422
    assert "BGS 2.20 lid 1" in answer.content.decode()
    assert not stored().decided_at


@pytest.mark.law("WGS 1.8(5)", "WGS 2.31(2)", "R-06")
def test_admission_opens_the_case_with_the_purpose_fixed(client_of, world, judged, admission, as_owner):
    answer = client_of("council").post(url("decide", world, "in-behandeling"), admission)
    with as_owner():
        case = Case.objects.get(referral=world.referral)
        assert answer.url == reverse("cases:overview", args=[case.number])
        assert case.purpose.startswith(world.houses["TEST"].purpose)
        assert case.purpose.endswith("Rust in het gezin")
        assert case.kind == "system"
        assert case.directions.filter(account=world.people["director"], kind="process").exists()


@pytest.mark.law("R-06")
@pytest.mark.parametrize("left_out", ["case_kind", "purpose", "process_director", "motive"])
def test_an_admission_says_kind_purpose_director_and_motive(client_of, world, judged, admission, stored, left_out):
    answer = client_of("council").post(url("decide", world, "in-behandeling"), {**admission, left_out: ""})
    assert answer.status_code == 422
    assert not stored().decided_at


@pytest.mark.law("R-09")
def test_only_a_process_director_of_the_house_can_be_chosen(client_of, world, judged, admission):
    for other in ("police", "neighbour_director"):
        chosen = {**admission, "process_director": world.people[other].pk}
        assert client_of("council").post(url("decide", world, "in-behandeling"), chosen).status_code == 422


def test_a_second_decision_finds_nothing_left_to_decide(client_of, world, judged, admission, as_owner):
    council = client_of("council")
    council.post(url("decide", world, "in-behandeling"), admission)
    assert council.post(url("decide", world, "in-behandeling"), admission).status_code == 404
    with as_owner():
        assert Decision.objects.filter(referral=world.referral).count() == 1


@pytest.mark.law("R-07")
def test_a_rejected_referrer_reads_motive_and_advice_and_the_assessors_no_longer_see_it(client_of, world, judged):
    answer = client_of("council").post(
        url("decide", world, "niet-in-behandeling"), {"route": "district_team", "motive": "Eén domein volstaat"}
    )
    assert answer.url == reverse("referrals:board")
    detail = reverse("referrals:detail", args=[world.referral.pk])
    text = client_of("ggz").get(detail).content.decode()
    assert "Eén domein volstaat" in text
    assert "wijkteam" in text
    assert client_of("police").get(detail).status_code == 404


@pytest.mark.law("R-07")
def test_a_rejection_without_advice_is_refused(client_of, world, judged):
    answer = client_of("council").post(url("decide", world, "niet-in-behandeling"), {"motive": "nee"})
    assert answer.status_code == 422


@pytest.mark.law("BGS 2.20(3)", "WGS 1.8(7)", "R-07")
def test_a_referral_that_comes_back_keeps_its_number_and_its_clock_and_is_judged_anew(client_of, world, judged, stored):
    before = stored()
    client_of("council").post(url("decide", world, "aanvullen"), {"motive": "Welke aangiften?"})
    assert stored().submitted_at is None
    ggz = client_of("ggz")
    check = reverse("referrals:check", args=[world.referral.pk])
    assert "Welke aangiften?" in ggz.get(check).content.decode()
    ggz.post(
        reverse("referrals:content", args=[world.referral.pk]),
        {**dict.fromkeys(["occasion", "goal", *MET], "aangevuld"), "checked": "on", "informed": "True"},
    )
    assert ggz.post(check).status_code == 302
    after = stored()
    assert (after.number, after.first_submitted_at) == (before.number, before.first_submitted_at)
    assert after.submitted_at > before.submitted_at
    page = client_of("police").get(url("triage", world)).content.decode()
    assert "Er zijn 2 oordelen van kerndeelnemers nodig; er zijn er nu 0." in page
    assert "2 eerdere oordelen" in page


@pytest.mark.law("R-03", "R-24")
def test_the_referrer_reads_the_joint_decision_and_not_the_separate_judgements(act_as, client_of, world, judged):
    with act_as(world.people["ggz"]):
        assert not Assessment.objects.exists()
    text = client_of("ggz").get(reverse("referrals:detail", args=[world.referral.pk])).content.decode()
    assert "Afgeschermd" in text
    assert "voldoet aan a–d" not in text


@pytest.mark.law("WGS 2.31(2)", "R-24")
def test_the_assessors_of_another_house_see_nothing(client_of, world, act_as):
    assert world.referral.number not in client_of("neighbour").get(reverse("referrals:board")).content.decode()
    assert client_of("neighbour").post(url("judge", world), ADMIT).status_code == 404
    with act_as(world.people["neighbour"]):
        assert not Referral.objects.filter(house=world.houses["TEST"]).exists()


def test_urgent_referrals_stand_first_on_the_board(act_as, as_owner, world):
    with as_owner():
        urgent = make_referral(world.houses["TEST"], world.people["ggz"], world.persons["father"])
        Referral.objects.filter(pk=urgent.pk).update(urgency="acute")
    with act_as(world.people["police"]) as who:
        first = queries.board(who)[0].cards[0]
    assert first.referral == urgent
    assert first.to_judge


def test_a_referral_past_the_cut_off_waits_for_the_next_triage_and_a_forgotten_one_comes_up_again(world, as_owner):
    house, today = world.houses["TEST"], timezone.localdate()
    day = queries.day_of(Referral(house=house, submitted_at=timezone.now() - timedelta(days=40)))
    assert today <= day < today + timedelta(days=7)
    assert queries.day_of(Referral(house=house, submitted_at=timezone.now())) >= day


def test_what_is_not_yet_judged_is_work_for_the_assessor_and_a_draft_for_its_writer(act_as, client_of, world):
    with act_as(world.people["police"]) as who:
        kinds = {(item.kind, item.url) for item in queries.my_work(who)}
    assert ("Aanmelding beoordelen", url("triage", world)) in kinds
    assert ("Aanmelding afmaken", reverse("referrals:check", args=[world.draft.pk])) in kinds
    client_of("police").post(url("judge", world), ADMIT)
    with act_as(world.people["police"]) as who:
        assert "Aanmelding beoordelen" not in {item.kind for item in queries.my_work(who)}
    with act_as(world.people["administrator"]) as who:
        assert not queries.my_work(who)


@pytest.mark.law("R-72")
def test_judging_and_deciding_are_logged_with_the_persons(client_of, world, judged, admission, as_owner):
    client_of("council").post(url("decide", world, "in-behandeling"), admission)
    with as_owner():
        for action in ("referral.judge", "referral.decide"):
            line = Event.objects.filter(action=action).latest("pk")
            assert (line.subject_id, line.categories) == (world.persons["stranger"].pk, [1])


def test_the_board_and_the_referral_ask_few_statements(client_of, world, as_owner, statements, judged):
    with as_owner():
        for _ in range(6):
            make_referral(
                world.houses["TEST"], world.people["ggz"], world.persons["father"], {world.persons["son"]: "child"}
            )
    police = client_of("police")
    police.get(reverse("referrals:board"))
    with statements(at_most=12):
        police.get(reverse("referrals:board"))
    with statements(at_most=14):
        police.get(url("triage", world))


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {**ADMIT, "judgement": "misschien"},
        {**ADMIT, "motive": "\x00"},
        {**ADMIT, "criterion_a": "weet niet"},
        {**ADMIT, "motive": "x" * 10_001},
        {**ADMIT, "criterion_a": "False"},
    ],
)
def test_a_judgement_that_is_not_right_comes_back_with_what_was_typed(client_of, world, answers, as_owner):
    assert client_of("police").post(url("judge", world), answers).status_code == 422
    with as_owner():
        assert not Assessment.objects.filter(referral=world.referral).exists()
