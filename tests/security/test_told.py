"""Who is told before something is decided without them, and when silence counts (WGS 2.31(8), docs/adr/0023)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from eenplan.access.models import Account, Grant
from eenplan.cases.models import Announcement, Case, ClosingCall, ClosingOpinion, Delegate, Direction, Participation
from eenplan.monitoring.models import Evaluation
from eenplan.network.models import Authorisation, Professional
from eenplan.retention import engine, releases
from eenplan.retention.models import Hold, Release
from tests.support import world as build
from tests.support.db import as_owner

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def working(world):
    """Everybody works on the case since long."""
    long_ago = timezone.now() - 90 * DAY
    with as_owner():
        Participation.objects.filter(case=world.case).update(since=long_ago)
        Grant.objects.filter(kind="case", object_id=world.case.pk).update(since=long_ago)


@pytest.fixture
def nights(world):
    """`nights(8)`: the house runs tonight, and so many days pass."""

    def pass_by(days):
        engine.run(world.houses["TEST"])
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE cases_closingcall SET told_at = told_at - make_interval(days => %s),"
                " told_again_at = told_again_at - make_interval(days => %s)",
                [days, days],
            )

    return pass_by


@pytest.fixture
def close(world, client_of):
    """`close("police")`: agrees, and posts the decision; the answer's number: 302 is closed."""

    def attempt(key, agrees=True):
        if agrees:
            opinion = {"agrees": "yes", "motive": "klaar", "standing": ""}
            client_of(key).post(reverse("cases:closing", args=[world.case.number]), opinion)
        data = {"outcome": "goals_met", "motive": "klaar", "understood": "on"}
        return client_of(key).post(reverse("cases:close", args=[world.case.number]), data).status_code

    return attempt


def told(world, *kinds):
    with as_owner():
        return sorted(
            Announcement.objects.filter(case=world.case, kind__in=kinds).values_list(
                "kind", "organisation__name", "reader"
            )
        )


# ── Silence counts only of who could read what it was asked ──────────────────────────────────────────────────────────


def closed_account(world):
    Account.objects.filter(pk=world.people["council"].pk).update(is_active=False)


def screening_ran_out(world):
    Authorisation.objects.filter(professional=world.people["council"].pk).update(screening_valid_until=TODAY - DAY)


def delegate_left(world):
    Delegate.objects.filter(case=world.case, account=world.people["council"], until=None).update(until=timezone.now())


@pytest.mark.law("WGS 2.31(8)", "R-01")
@pytest.mark.parametrize("gone", [closed_account, screening_ran_out, delegate_left])
def test_who_could_not_read_the_question_was_not_told_and_is_not_silent(gone, world, working, nights, close):
    assert close("police") == 422
    with as_owner():
        gone(world)
    for _week in range(3):
        nights(8)
    assert close("police", agrees=False) == 422
    with as_owner():  # somebody else of the College comes, and has its two weeks from then
        if gone is closed_account:
            Account.objects.filter(pk=world.people["council"].pk).update(is_active=True)
        colleague = Account.objects.create_user("collega@test.invalid", build.PASSWORD, name="Coby Rood")
        professional = Professional.objects.create(
            account=colleague, organisation=world.organisations["council"], function="x", phone=""
        )
        build.trained(professional, world.houses["TEST"])
        build.authorise(professional, world.houses["TEST"], "participant")
        build.join(world.case, colleague)
        if gone is closed_account:
            Account.objects.filter(pk=world.people["council"].pk).update(is_active=False)
    nights(0)  # told, from now
    assert close("police", agrees=False) == 422
    with as_owner():
        assert ClosingCall.objects.get(organisation=world.organisations["council"]).told_again_at is None
        Grant.objects.filter(kind="case", object_id=world.case.pk).update(since=timezone.now() - 90 * DAY)
    nights(8)
    assert close("police", agrees=False) == 422
    nights(8)
    assert close("police", agrees=False) == 302


@pytest.mark.law("WGS 2.31(8)", "R-01")
def test_silence_of_long_ago_is_asked_anew(world, working, nights, close):
    assert close("police") == 422
    nights(8)
    nights(40)
    assert close("police", agrees=False) == 422
    nights(0)
    with as_owner():
        call = ClosingCall.objects.get(organisation=world.organisations["council"])
        assert (timezone.localdate(call.told_at), call.told_again_at) == (TODAY, None)


# ── One voice alone ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def alone(world, working):
    """The College left: the police is the only core participant."""
    with as_owner():
        part = Participation.objects.get(case=world.case, organisation=world.organisations["council"])
        part.until = timezone.now()
        part.save(update_fields=["until"])


@pytest.mark.law("WGS 2.31(8)", "R-01")
@pytest.mark.parametrize("second", ["director", "contact"])
def test_a_single_core_participant_closes_with_the_house_and_not_alone(second, world, alone, client_of, close):
    assert close("police") == 422
    assert told(world, "alone") == [
        ("alone", "Politie Waterdam", "contact"),
        ("alone", "Politie Waterdam", "director"),
    ]
    page = client_of("police").get(reverse("cases:closing", args=[world.case.number])).content.decode()
    assert "Eén kerndeelnemer sluit niet alleen af" in page
    shown = client_of(second).get(reverse("cases:announcements")).content.decode()
    assert "Geen bezwaar" in shown
    with as_owner():
        asked = Announcement.objects.get(
            case=world.case, kind="alone", reader="director" if second == "director" else "contact"
        )
    assert client_of("police").post(reverse("cases:note", args=[asked.pk])).status_code == 404
    assert client_of(second).post(reverse("cases:note", args=[asked.pk])).status_code == 302
    assert close("police", agrees=False) == 302


@pytest.mark.law("WGS 2.31(8)", "R-01")
def test_what_the_house_did_not_object_to_counts_for_what_was_said_last(world, alone, client_of, close, act_as):
    close("police")
    with as_owner():
        asked = Announcement.objects.get(case=world.case, kind="alone", reader="director")
    client_of("director").post(reverse("cases:note", args=[asked.pk]))
    with act_as(world.people["police"]):  # another motive, later
        ClosingOpinion.objects.create(
            house=world.case.house, case=world.case, organisation=world.organisations["police"],
            account=world.people["police"], agrees=True, motive="toch anders",
        )  # fmt: skip
    assert close("police", agrees=False) == 422


# ── Who speaks for another ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("WGS 2.31(8)", "WGS 1.8(2)", "R-01")
def test_a_core_participant_names_its_own_professionals(world, working, client_of, act_as):
    with as_owner():
        colleague = Account.objects.create_user("vriend@test.invalid", build.PASSWORD, name="Vera Vriend")
        professional = Professional.objects.create(
            account=colleague, organisation=world.organisations["council"], function="x", phone=""
        )
        build.trained(professional, world.houses["TEST"])
        build.authorise(professional, world.houses["TEST"], "participant")
        part = Participation.objects.get(case=world.case, organisation=world.organisations["council"], until=None)
    url = reverse("cases:name_professional", args=[world.case.number, part.pk])
    assert client_of("police").post(url, {"professionals": [colleague.pk]}).status_code == 403
    assert "noemt haar professionals zelf" in client_of("police").get(url).content.decode()
    assert url not in client_of("police").get(reverse("cases:participants", args=[world.case.number])).content.decode()
    with act_as(world.people["police"]), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Delegate.objects.create(house=world.case.house, case=world.case, participation=part, account=colleague)
    assert refused.value.__cause__.diag.constraint_name == "cases_voice_names_itself"
    assert client_of("council").post(url, {"professionals": [colleague.pk]}).status_code == 302


@pytest.mark.law("WGS 2.31(4)", "R-01")
def test_who_has_nobody_left_to_speak_is_given_somebody_by_another(world, working, client_of):
    with as_owner():
        colleague = Account.objects.create_user("nieuw@test.invalid", build.PASSWORD, name="Nora Nieuw")
        professional = Professional.objects.create(
            account=colleague, organisation=world.organisations["council"], function="x", phone=""
        )
        build.trained(professional, world.houses["TEST"])
        build.authorise(professional, world.houses["TEST"], "participant")
        part = Participation.objects.get(case=world.case, organisation=world.organisations["council"], until=None)
        Account.objects.filter(pk=world.people["council"].pk).update(is_active=False)
    url = reverse("cases:name_professional", args=[world.case.number, part.pk])
    assert client_of("police").post(url, {"professionals": [colleague.pk]}).status_code == 302


# ── Nobody is authorised any more: said at once, and once ────────────────────────────────────────────────────────────


@pytest.mark.law("WGS 2.31(8)", "WGS 1.8(2)")
@pytest.mark.parametrize("organisation", ["council", "ggz"])
def test_that_the_last_authorisation_of_a_participant_ended_is_told_at_once(organisation, world, client_of, act_as):
    name = world.organisations[organisation].name
    with as_owner():
        casework = Authorisation.objects.filter(
            professional__organisation=world.organisations[organisation], house=world.houses["TEST"],
            role__in=["referrer", "assessor", "participant"],
        )  # fmt: skip
        *others, last = casework.order_by("pk").values_list("pk", flat=True)
    with act_as(world.people["administrator"]):
        Authorisation.objects.filter(pk__in=others).update(until=TODAY)
        assert told(world, "unstaffed") == []
        Authorisation.objects.filter(pk=last).update(until=TODAY)
    expected = [("unstaffed", name, "contact"), ("unstaffed", name, "director")]
    assert told(world, "unstaffed") == expected
    engine.run(world.houses["TEST"])
    assert told(world, "unstaffed") == expected
    assert escape(name) in client_of("director").get(reverse("cases:announcements")).content.decode()


@pytest.mark.law("WGS 2.31(8)", "WGS 1.8(2)")
def test_an_end_that_was_planned_is_told_when_its_day_came(world, act_as):
    casework = {
        "professional__organisation": world.organisations["council"],
        "role__in": ["referrer", "assessor", "participant"],
    }
    with act_as(world.people["administrator"]):
        Authorisation.objects.filter(**casework).update(until=TODAY + DAY)
    engine.run(world.houses["TEST"])
    assert told(world, "unstaffed") == []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE network_authorisation DISABLE TRIGGER zz_announce_unstaffed")
        Authorisation.objects.filter(**casework).update(until=TODAY)
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE network_authorisation ENABLE TRIGGER zz_announce_unstaffed"
        )
    engine.run(world.houses["TEST"])
    assert [reader for _kind, _name, reader in told(world, "unstaffed")] == ["contact", "director"]


# ── Two weeks before destruction ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def agreed(world):
    """Police and College agreed to destroy earlier, and closed."""
    with as_owner():
        Evaluation.objects.create(
            house=world.case.house, case=world.case, held_on=TODAY, conclusion="x", necessary=False, advice="scale_down",
            account=world.people["director"],
        )  # fmt: skip
        release = Release.objects.create(
            house=world.case.house, case=world.case, destroy_on=TODAY + DAY, motive="klaar",
            organisation=world.organisations["police"], account=world.people["police"],
        )  # fmt: skip
        for key in ("police", "council"):
            ClosingOpinion.objects.create(
                house=world.case.house, case=world.case, organisation=world.organisations[key], account=world.people[key],
                agrees=True, motive="x",
            )  # fmt: skip
        build.close(world.case, world.people["police"])
    return release


def days_pass(days):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE retention_release SET told_on = told_on - %s::int, destroy_on = destroy_on - %s::int", [days, days]
        )


@pytest.mark.law("WGS 1.8(7)", "R-51", "R-57")
def test_a_hold_within_the_two_weeks_stops_destruction_and_they_begin_anew_after_it(world, agreed, act_as):
    def there():
        engine.run(world.houses["TEST"])
        with as_owner():
            return Case.objects.filter(pk=world.case.pk).exists()

    def told_on():
        with as_owner():
            return Release.objects.get().told_on

    assert told_on() == TODAY
    days_pass(10)
    with act_as(world.people["contact"]):
        hold = Hold.objects.create(
            house=world.case.house, case=world.case, kind="claim", ground="dagvaarding", reviewer=world.people["council"],
            review_on=TODAY + 9 * DAY, account=world.people["contact"],
        )  # fmt: skip
    assert told_on() is None
    assert [reader for *_rest, reader in told(world, "stopped")] == ["contact", "director"]
    days_pass(10)
    assert there()
    with act_as(world.people["contact"]):
        Hold.objects.filter(pk=hold.pk).update(ended_at=timezone.now(), end_reason="afgedaan")
    assert told_on() == TODAY
    days_pass(13)
    assert there()
    days_pass(1)
    assert not there()


@pytest.mark.law("WGS 1.8(7)", "WGS 2.31(8)")
@pytest.mark.parametrize("key", ["police", "council"])
def test_who_agreed_reads_until_the_last_day_that_it_can_go_back_on_it(key, world, agreed, act_as):
    with act_as(world.people[key]) as who:
        (item,) = releases.my_work(who)
    assert item.due == TODAY + 14 * DAY
    assert world.case.number in item.title


@pytest.mark.law("WGS 1.8(7)")
def test_the_clock_of_the_two_weeks_is_not_the_applications(world, agreed, act_as):
    for key in ("police", "council", "contact", "director", "administrator", "auditor"):
        with act_as(world.people[key]), connection.cursor() as cursor:
            for column in ("told_on", "destroy_on"):
                with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                    cursor.execute(f"UPDATE retention_release SET {column} = '2020-01-01'")


# ── Each of two rules that a walk would not miss ─────────────────────────────────────────────────────────────────────


@pytest.mark.law("WGS 2.31(8)")
def test_two_of_three_others_let_nobody_leave(world, client_of):
    with as_owner():
        build.join(world.case, world.people["protection"])
        build.join(world.case, world.people["prosecution"])
        part = world.case.participations.get(organisation=world.organisations["protection"]).pk
    url = reverse("cases:propose_departure", args=[world.case.number, part])
    for key, leaves in (("police", False), ("council", False), ("prosecution", True)):
        assert client_of(key).post(url, {"reason": "klaar"}).status_code == 302
        with as_owner():
            assert bool(Participation.objects.get(pk=part).until) is leaves


@pytest.mark.law("R-09", "WGS 2.31(8)")
@pytest.mark.parametrize(
    ("kind", "whom", "keeper"),
    [("case", "police", "cases_offered_by_another"), ("process", "director_elsewhere", "cases_director_hands_over")],
)
def test_the_database_lets_no_party_take_the_direction(kind, whom, keeper, world, act_as):
    with act_as(world.people["police"]), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Direction.objects.create(house=world.case.house, case=world.case, kind=kind, account=world.people[whom])
    assert refused.value.__cause__.diag.constraint_name == keeper
