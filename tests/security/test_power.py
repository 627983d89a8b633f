"""A party to a joint decision never chooses who the parties are (WGS 2.31(8), BGS 1.16, docs/adr/0023).

Every joint decision × every act of the application on a row of the case: whatever one party does, alone or with a colleague, the
other still has its voice, and nothing is decided without it.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.access.models import Grant
from eenplan.cases.models import (
    Case,
    Closing,
    ClosingCall,
    ClosingOpinion,
    Delegate,
    Departure,
    Direction,
    Participation,
    StillNeeded,
)
from eenplan.monitoring.models import Evaluation
from eenplan.network.models import Authorisation, Review
from eenplan.provisions.models import Choice, Provision, Reply
from eenplan.referrals.models import Assessment, Decision
from eenplan.retention.models import Release, ReleaseVoice, Renewal, RenewalVoice
from tests.support import world as build
from tests.support.db import as_owner

TODAY = timezone.localdate()

# ── The acts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

#: every moment that the application sets on a row of a case, and every row of one that it takes away; what keeps that from taking
#: away a voice. One that is not here fails the test: decide first whose voice it ends.
ACTS = {
    ("cases_participation", "until"): "cases_voice_leaves_itself",
    ("cases_delegate", "until"): "cases_voice_leaves_itself",
    ("cases_member", "until"): "persons have no voice",
    ("cases_direction", "until"): "only an offer that nobody answered",
    ("cases_emergency", "reviewed_at"): "reads, decides nothing",
    ("cases_announcement", "seen_at"): "of the process director and the contact point",
    ("cases_departure", "DELETE"): "one's own organisation's",
    ("conferences_agendaitem", "held_at"): "of the process director",
    ("conferences_agendaitem", "DELETE"): "of the process director",
    ("conferences_attendance", "DELETE"): "of the process director; who is at the table decides nothing",
    ("conferences_guest", "DELETE"): "third parties have no voice",
    ("exchange_consent", "withdrawn_on"): "one's own organisation's",
    ("exchange_errorreport", "answered_at"): "of the supplier",
    ("exchange_errorreport", "source_informed_at"): "of the supplier",
    ("exchange_notice", "seen_at"): "one's own organisation's",
    ("exchange_question", "seen_at"): "a question is no decision",
    ("exchange_question", "withdrawn_at"): "a question is no decision",
    ("exchange_questionline", "answered_at"): "of who is asked",
    ("plans_action", "done_at"): "of who is responsible",
    ("plans_familyplanpart", "until"): "a plan is no party",
    ("provisions_choice", "DELETE"): "a draft about which nobody was asked",
    ("provisions_provision", "asked_at"): "asks, ends nothing",
    ("provisions_provision", "provided_at"): "provisions_everybody_assents",
    ("provisions_provision", "withdrawn_at"): "then nothing leaves the case",
    ("provisions_thirdparty", "until"): "third parties have no voice",
    ("retention_hold", "ended_at"): "of the reviewer and the contact point",
    ("retention_hold", "reviewed_at"): "of the reviewer and the contact point",
    ("retention_hold", "review_on"): "of the reviewer and the contact point",
    ("retention_release", "DELETE"): "then nothing is destroyed earlier",
    ("retention_renewal", "withdrawn_at"): "then the term stays",
}


def acts_of_the_database() -> set[tuple[str, str]]:
    """(table, column or DELETE) of every ending that the application may write on a row with a case."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "WITH of_a_case AS (SELECT c.oid, c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            "  AND a.attname = 'case_id' WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity)"
            " SELECT t.relname, a.attname FROM of_a_case t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0"
            "  WHERE format_type(a.atttypid, NULL) IN ('date', 'timestamp with time zone')"
            "    AND has_column_privilege('eenplan_app', t.oid, a.attnum, 'UPDATE')"
            "    AND a.attname ~ '(_at|_on|until)$' AND a.attname NOT IN ('due_on', 'held_on', 'answer_by')"
            " UNION SELECT relname, 'DELETE' FROM of_a_case WHERE has_table_privilege('eenplan_app', oid, 'DELETE')"
        )
        return set(cursor.fetchall())


@pytest.mark.law("WGS 2.31(8)")
def test_every_act_that_ends_something_in_a_case_is_in_the_list(db):
    assert acts_of_the_database() == set(ACTS)


def tried(act):
    """Do it, or be refused: either way the walk goes on."""
    try:
        with transaction.atomic():
            act()
    except (DatabaseError, AssertionError):
        pass


#: of these the rows of somebody else: who ends its own part leaves, and tries nothing more
OF_OTHERS = {
    "cases_participation": "organisation_id <> access_organisation()",
    "cases_delegate": "participation_id IN (SELECT id FROM cases_participation WHERE organisation_id <> access_organisation())",
}


def written(table, column):
    """The act, on one row of the table after the other."""

    def act():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table} WHERE {OF_OTHERS.get(table, 'true')}")
            for (key,) in cursor.fetchall():
                done = f"DELETE FROM {table}" if column == "DELETE" else f"UPDATE {table} SET {column} = now()"
                tried(lambda done=done, key=key: cursor.execute(f"{done} WHERE id = {key}"))

    return act


def mutes(world, account) -> list:
    """Acts that add a row by which somebody else could lose its voice."""
    case, police = world.case, world.organisations["police"]
    with as_owner():
        reviews = {review.organisation_id: review for review in Review.objects.all()}

    def still_needed():
        for delegate in Delegate.objects.filter(case=case, until=None).exclude(account=account):
            tried(
                lambda delegate=delegate: StillNeeded.objects.create(
                    house=case.house,
                    case=case,
                    delegate=delegate,
                    review=reviews[delegate.participation.organisation_id],
                    needed=False,
                    reason="x",
                    account=account,
                )
            )

    def departures():
        for part in Participation.objects.filter(case=case, until=None).exclude(organisation=police):
            tried(
                lambda part=part: Departure.objects.create(
                    house=case.house, case=case, participation=part, organisation=police, account=account, reason="x"
                )
            )

    def directs():
        made = Direction.objects.create(house=case.house, case=case, kind="case", account=account)
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_answer(%s, true)", [made.pk])

    def reconsidered():
        Release.objects.create(
            house=case.house,
            case=case,
            destroy_on=TODAY + timedelta(days=1),
            motive="x",
            organisation=police,
            account=account,
        )

    def opines():
        ClosingOpinion.objects.create(
            house=case.house, case=case, organisation=police, account=account, agrees=True, motive="x"
        )

    return [still_needed, departures, directs, reconsidered, opines]


# ── The decisions: police wants it, the other (its key) has not said yes ─────────────────────────────────────────────


def closing(world, act_as):
    case = world.case

    def opinion(key, agrees):
        ClosingOpinion.objects.create(
            house=case.house,
            case=case,
            organisation=world.organisations[key],
            account=world.people[key],
            agrees=agrees,
            motive="x",
        )

    def decide():
        Closing.objects.create(
            house=case.house, case=case, outcome="moved", motive="x", organisation=world.organisations["police"],
            account=world.people["police"],
        )  # fmt: skip

    with act_as(world.people["police"]):
        opinion("police", True)
    return "council", decide, lambda: opinion("council", False)


def departure(world, act_as):
    case = world.case
    with as_owner():
        part = Participation.objects.get(case=case, organisation=world.organisations["ggz"], until=None)

    def agree(key):
        Departure.objects.create(
            house=case.house,
            case=case,
            participation=part,
            organisation=world.organisations[key],
            account=world.people[key],
            reason="x",
        )

    def decide():
        tried(lambda: agree("police"))
        with as_owner():
            left = Participation.objects.get(pk=part.pk).until is not None
        if not left:
            raise DatabaseError("still there")

    def speaks():
        assert Participation.objects.filter(pk=part.pk, until=None).exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT organisation FROM access_speaks_for('case', 'decide')")
            assert cursor.fetchall()

    return "council", decide, speaks


def _renewal(world, act_as, *orders):
    case = world.case
    with as_owner():
        Case.objects.filter(pk=case.pk).update(retain_until=TODAY + timedelta(days=100))
        renewal = Renewal.objects.create(
            house=case.house, case=case, ground="a", account=world.people["director"], from_end=TODAY + timedelta(days=100),
            new_end=TODAY + timedelta(days=300), motive="x", criterion_a="x", criterion_b="x", criterion_c="x", criterion_d="x",
        )  # fmt: skip
    for key in orders:
        with act_as(world.people[key]):
            _says(world, renewal, key, "order", True)
            _says(world, renewal, key, "assent", True)

    def decide():
        with connection.cursor() as cursor:
            cursor.execute("SELECT retention_start(%s)", [renewal.pk])

    return renewal, decide


def _says(world, renewal, key, kind, agrees):
    RenewalVoice.objects.create(
        house=world.case.house, case=world.case, renewal=renewal, organisation=world.organisations[key],
        account=world.people[key], kind=kind, agrees=agrees,
    )  # fmt: skip


def order(world, act_as):
    renewal, decide = _renewal(world, act_as, "police")
    return "council", decide, lambda: _says(world, renewal, "council", "order", False)


def assent(world, act_as):
    renewal, decide = _renewal(world, act_as, "police", "council")
    return "ggz", decide, lambda: _says(world, renewal, "ggz", "assent", False)


def provision(world, act_as):
    case = world.case
    with as_owner():
        made = Provision.objects.create(
            house=case.house, case=case, kind="participant", organisation=world.organisations["probation"], basis="x", task="x",
            necessity="x", made_by=world.organisations["police"], account=world.people["police"],
        )  # fmt: skip
        given = case.items.get(supplier=world.organisations["council"])
        Choice.objects.create(house=case.house, case=case, provision=made, item=given)
        Provision.objects.filter(pk=made.pk).update(asked_at=timezone.now(), secrecy_noted=True, accuracy_checked=True)
        reply = Reply.objects.get(provision=made, organisation=world.organisations["council"])

    def decide():
        due = TODAY + timedelta(days=30)
        assert Provision.objects.filter(pk=made.pk).update(provided_at=timezone.now(), feedback_due=due)

    def speaks():
        assert Reply.objects.filter(pk=reply.pk).update(answer="objects", reason="x") == 1

    return "council", decide, speaks


def referral(world, act_as):
    def judge(key, outcome):
        Assessment.objects.create(
            house=world.referral.house, referral=world.referral, organisation=world.organisations[key], account=world.people[key],
            criterion_a=True, criterion_b=True, criterion_c=True, criterion_d=outcome == "admit", judgement=outcome, motive="x",
        )  # fmt: skip

    def decide():
        Decision.objects.create(
            house=world.referral.house, referral=world.referral, outcome="admit", motive="x", case_kind="system", purpose="x",
            organisation=world.organisations["police"], account=world.people["police"], process_director=world.people["director"],
        )  # fmt: skip

    with act_as(world.people["police"]):
        judge("police", "admit")
    return "council", decide, lambda: judge("council", "reject")


def destruction(world, act_as):
    """Earlier than the term: silence lets the case be closed, and never destroys it."""
    case = world.case
    with act_as(world.people["police"]):
        Release.objects.create(
            house=case.house, case=case, destroy_on=TODAY + timedelta(days=1), motive="x",
            organisation=world.organisations["police"], account=world.people["police"],
        )  # fmt: skip

    def decide():
        with as_owner():
            build.close(case, world.people["police"])
            if not Release.objects.filter(case=case, told_on__isnull=False).exists():
                raise DatabaseError("not everybody agreed")

    def speaks():
        ClosingOpinion.objects.create(
            house=case.house, case=case, organisation=world.organisations["council"], account=world.people["council"],
            agrees=False, motive="x",
        )  # fmt: skip

    return "council", decide, speaks


DECISIONS = [closing, departure, order, assent, provision, referral, destruction]
#: who tries: one professional, or with a colleague of the same organisation
PARTIES = [("police",), ("police", "police_colleague")]


@pytest.fixture
def unnecessary(world):
    """What the last evaluation found, and a review that asks who is still needed."""
    with as_owner():
        Evaluation.objects.create(
            house=world.case.house, case=world.case, held_on=TODAY, conclusion="x", necessary=False, advice="scale_down",
            account=world.people["director"],
        )  # fmt: skip
        for key in ("council", "ggz", "police"):
            Review.objects.create(
                house=world.case.house, organisation=world.organisations[key], started_on=TODAY, due_on=TODAY,
                started_by=world.people["administrator"],
            )  # fmt: skip


@pytest.mark.law("WGS 2.31(8)", "WGS 2.31(4)", "BGS 1.16(3)", "WGS 1.7(1)", "R-01")
@pytest.mark.parametrize("parties", PARTIES, ids="+".join)
@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.__name__)
def test_whatever_a_party_does_the_other_keeps_its_voice_and_nothing_is_decided_without_it(
    decision, parties, world, act_as, unnecessary
):
    if "police_colleague" in parties:
        with as_owner():
            build.join(world.case, world.people["police_colleague"])
    holder, decide, speaks = decision(world, act_as)
    acts = [written(*act) for act in sorted(ACTS) if act != ("retention_renewal", "withdrawn_at")]
    if decision is provision:  # withdrawing it lets nothing go: no way to decide
        acts = [written(*act) for act in sorted(ACTS) if act != ("provisions_provision", "withdrawn_at")]
    for key in parties:
        for act in [*acts, *mutes(world, world.people[key])]:
            with act_as(world.people[key]):
                tried(act)
        with act_as(world.people[key]), pytest.raises((DatabaseError, AssertionError)), transaction.atomic():
            decide()
    with act_as(world.people[holder]):
        speaks()
    if decision is assent:
        return  # who says no has its items destroyed, and the rest is renewed
    with act_as(world.people["police"]), pytest.raises((DatabaseError, AssertionError)), transaction.atomic():
        decide()


# ── Over HTTP: the seven posts of one police professional, and variations ────────────────────────────────────────────


def attack(world, client, colleague=None):
    """What emptied a case in version 0.2.0; whatever is refused, the rest is posted all the same."""
    case = world.case
    with as_owner():
        parts = {part.organisation_id: part.pk for part in case.participations.filter(until=None)}
        delegates = dict(case.delegates.filter(until=None).values_list("account_id", "pk"))
    me = world.people[colleague or "police"]

    def post(name, *args, **data):
        return client.post(reverse(name, args=[case.number, *args]), data)

    post("cases:offer", "case", professional=me.pk)
    with as_owner():
        asked = case.directions.filter(accepted_at=None, until=None).values_list("pk", flat=True).first()
    if asked:
        post("cases:answer", asked, answer="accept", accept="1")
    post("monitoring:evaluate", held_on=TODAY.isoformat(), conclusion="klaar", necessary="no", advice="close")
    for part in parts.values():
        if part != parts[world.organisations["police"].pk]:
            post("cases:end_participation", part)
            post("cases:propose_departure", part, reason="niet meer nodig")
    for account, delegate in delegates.items():
        if account not in (world.people["police"].pk, world.people["police_colleague"].pk):
            post("cases:dismiss", delegate)
            post("cases:needed", delegate, **{f"d{delegate}-needed": "0", f"d{delegate}-reason": "klaar"})
    post("retention:release", destroy_on=(TODAY + timedelta(days=1)).isoformat(), motive="klaar")
    post("cases:closing", agrees="yes", motive="klaar")
    post("cases:close", outcome="goals_met", motive="klaar", understood="on")


def untouched(world):
    with as_owner():
        assert Case.objects.get(pk=world.case.pk).closed_at is None
        assert world.case.participations.filter(until=None).count() == 3
        assert world.case.delegates.filter(until=None).count() >= 3
        assert not world.case.directions.filter(account=world.people["police"], accepted_at__isnull=False).exists()


@pytest.mark.law("WGS 2.31(8)", "WGS 2.31(4)", "R-01")
@pytest.mark.parametrize(
    "variation", ["alone", "found unnecessary already", "with a colleague", "with the process director"]
)
def test_the_seven_posts_of_one_professional_end_nothing(variation, world, client_of, act_as, request):
    if variation != "alone":
        request.getfixturevalue("unnecessary")
    if variation == "with a colleague":
        with as_owner():
            build.join(world.case, world.people["police_colleague"])
        attack(world, client_of("police_colleague"), "police")
    if variation == "with the process director":
        attack(world, client_of("director"), "ggz")
    attack(world, client_of("police"))
    untouched(world)
    assert client_of("council").get(world.case.get_absolute_url()).status_code == 200
    # what it says about the other is told at once, and by whom it can be decided
    with as_owner():
        council = world.case.participations.get(organisation=world.organisations["council"]).pk
    said = client_of("police").post(reverse("cases:end_participation", args=[world.case.number, council]))
    assert said.status_code == 403
    assert "alle andere kerndeelnemers" in said.content.decode()


@pytest.mark.law("WGS 2.31(8)", "WGS 1.8(7)", "R-51")
def test_over_time_silence_lets_a_case_close_and_never_destroys_it(world, client_of, act_as, unnecessary):
    from eenplan.retention import engine

    with as_owner():  # all take part since before they are asked
        Participation.objects.filter(case=world.case).update(since=timezone.now() - timedelta(days=90))
        Grant.objects.filter(kind="case", object_id=world.case.pk).update(since=timezone.now() - timedelta(days=90))
    attack(world, client_of("police"))
    house = world.houses["TEST"]

    def a_week_later():
        engine.run(house)
        with as_owner():
            for call in ClosingCall.objects.all():
                again = call.told_again_at and call.told_again_at - timedelta(days=8)
                ClosingCall.objects.filter(pk=call.pk).update(
                    told_at=call.told_at - timedelta(days=8), told_again_at=again
                )

    def close():
        data = {"outcome": "goals_met", "motive": "klaar", "understood": "on"}
        return client_of("police").post(reverse("cases:close", args=[world.case.number]), data).status_code

    with act_as(world.people["council"]):
        assert ClosingCall.objects.filter(organisation=world.organisations["council"]).exists()
    assert close() == 422
    a_week_later()  # told again by the house
    assert close() == 422
    engine.run(house)
    with act_as(world.people["police"]):
        assert ClosingCall.objects.get(organisation=world.organisations["council"]).told_again_at
    a_week_later()
    assert close() == 302
    with as_owner():
        release = Release.objects.get(case=world.case)
        assert release.told_on is None
        Release.objects.update(destroy_on=TODAY)
    engine.run(house)
    with as_owner():
        assert Case.objects.filter(pk=world.case.pk).exists()
    # the College agrees at last: told, and two weeks to go back on it
    with act_as(world.people["council"]):
        assert Release.objects.filter(pk=release.pk).exists()
    url = reverse("retention:released", args=[release.pk])
    assert client_of("council").post(url, {"agrees": "yes", "motive": "akkoord"}).status_code == 302
    with as_owner():
        assert Release.objects.get(pk=release.pk).told_on == TODAY
    engine.run(house)
    with as_owner():
        assert Case.objects.filter(pk=world.case.pk).exists()
        Release.objects.update(told_on=TODAY - timedelta(days=14))
    assert client_of("council").post(url, {"agrees": "no", "motive": "toch niet"}).status_code == 302
    engine.run(house)
    with as_owner():
        assert Case.objects.filter(pk=world.case.pk).exists()
        assert Release.objects.get(pk=release.pk).told_on is None
    with act_as(world.people["council"]):
        ReleaseVoice.objects.create(
            house=world.case.house, case=world.case, release=release, organisation=world.organisations["council"],
            account=world.people["council"], agrees=True, motive="x",
        )  # fmt: skip
    with as_owner():
        Release.objects.update(told_on=TODAY - timedelta(days=14))
    engine.run(house)
    with as_owner():
        assert not Case.objects.filter(pk=world.case.pk).exists()


# ── The ways out that are right ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def three(world):
    """The Raad takes part too: police, College and Raad decide."""
    with as_owner():
        build.join(world.case, world.people["protection"])


@pytest.mark.law("WGS 2.31(8)", "WGS 2.31(4)")
def test_all_others_together_two_at_least_let_an_organisation_leave_and_it_is_told_at_once(world, client_of, three):
    with as_owner():
        part = world.case.participations.get(organisation=world.organisations["protection"]).pk
    url = reverse("cases:propose_departure", args=[world.case.number, part])
    assert client_of("protection").post(url, {"reason": "x"}).status_code == 403
    assert client_of("ggz").post(url, {"reason": "x"}).status_code == 403
    assert client_of("police").post(url, {"reason": "onderzoek klaar"}).status_code == 302
    assert client_of("protection").get(world.case.get_absolute_url()).status_code == 200
    page = client_of("council").get(reverse("cases:participants", args=[world.case.number])).content.decode()
    assert "onderzoek klaar" in page
    assert client_of("council").post(url, {"reason": "mee eens"}).status_code == 302
    assert client_of("protection").get(world.case.get_absolute_url()).status_code == 404
    for key in ("director", "contact"):
        told = client_of(key).get(reverse("cases:announcements")).content.decode()
        assert told.count(world.case.number) >= 3
        assert "Raad voor de Kinderbescherming" in told
    assert client_of("police").get(reverse("cases:announcements")).status_code == 404


@pytest.mark.law("WGS 2.31(8)")
def test_two_on_a_case_never_put_each_other_out(world, client_of):
    with as_owner():
        part = world.case.participations.get(organisation=world.organisations["council"])
    url = reverse("cases:propose_departure", args=[world.case.number, part.pk])
    assert client_of("police").get(url).status_code == 200
    assert client_of("police").post(url, {"reason": "x"}).status_code == 302
    with as_owner():
        assert Participation.objects.get(pk=part.pk).until is None


@pytest.mark.law("WGS 2.31(8)")
@pytest.mark.parametrize("key", ["council", "ggz"])
def test_an_organisation_leaves_by_its_own_act_also_one_that_does_not_decide(key, world, client_of):
    with as_owner():
        part = world.case.participations.get(organisation=world.organisations[key])
    url = reverse("cases:end_participation", args=[world.case.number, part.pk])
    assert client_of(key).post(url).status_code == 302
    with as_owner():
        assert Participation.objects.get(pk=part.pk).until


@pytest.mark.law("WGS 2.31(8)", "WGS 1.8(2)")
def test_an_organisation_where_the_house_ended_every_authorisation_is_not_waited_for(world, client_of, act_as):
    with as_owner():
        part = world.case.participations.get(organisation=world.organisations["council"])
    url = reverse("cases:end_participation", args=[world.case.number, part.pk])
    with as_owner():  # what only a day brought about is no decision of the house
        Authorisation.objects.filter(professional__organisation=world.organisations["council"]).update(
            screening_valid_until=TODAY - timedelta(days=1)
        )
    assert client_of("police").post(url).status_code == 403
    with as_owner():
        Authorisation.objects.filter(professional__organisation=world.organisations["council"]).update(until=TODAY)
    assert client_of("police").post(url).status_code == 302
