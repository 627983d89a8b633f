"""What widens power is a proposal of two people, also a number or a date: every setting and date in its widening direction."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone

from eenplan.audit.models import Event
from eenplan.network import actions
from eenplan.network.models import Authorisation, House, HouseOrganisation, Proposal, Review, Training
from eenplan.network.terms import TERMS
from eenplan.web.grants import differences
from tests.support.db import as_owner

TODAY = timezone.localdate()
#: a house in the middle of every limit, so that each setting can go either way
MIDDLE = {name: (term.least + term.most + 1) // 2 for name, term in TERMS.items()}
#: what the list in the database says of each setting: which way widens; "any" both ways
WIDER = {
    **dict.fromkeys(TERMS, (1,)),
    "triage_weekday": (),
    "triage_cutoff_days": (-1,),
    "assessments_required": (-1,),
    "consultation_days": (-1, 1),
}
STEPS = [(name, step) for name in TERMS for step in (-1, 1)]
SCREENING = {
    "screening": "vog",
    "screened_on": TODAY - timedelta(days=1),
    "screening_valid_until": TODAY + timedelta(days=1000),
}


@pytest.fixture
def house(world):
    with as_owner():
        House.objects.filter(code="TEST").update(**MIDDLE)
    return House.objects.get(code="TEST")


def by_page(world, client_of, house, **asked):
    typed = model_to_dict(house, ["name", "purpose", "contact", *TERMS]) | asked
    assert client_of("administrator").post(reverse("network:edit", args=["TEST"]), typed).status_code == 302


def by_act(world, client_of, house, **asked):
    from eenplan.access.acting import act_as

    with act_as(world.people["administrator"]) as who:
        actions.change_house(who, house, **asked)


def by_hand(world, client_of, house, **asked):
    from eenplan.access.acting import act_as

    with act_as(world.people["administrator"]):
        assert House.objects.filter(pk=house.pk).update(**asked) == 1


def waiting():
    with as_owner():
        return list(Proposal.objects.filter(decided_at=None))


@pytest.mark.law("WGS 1.8(2)", "WGS 1.8(7)", "WGS 2.31(2)")
@pytest.mark.parametrize("way", [by_page, by_act, by_hand])
@pytest.mark.parametrize(("name", "step"), STEPS)
def test_what_widens_waits_for_a_second_person_and_what_narrows_holds_at_once(
    name, step, way, world, house, client_of, act_as
):
    before, asked = MIDDLE[name], MIDDLE[name] + step
    way(world, client_of, house, **{name: asked})
    house.refresh_from_db()
    if step not in WIDER[name]:
        assert (getattr(house, name), waiting()) == (asked, [])
        return
    (proposal,) = waiting()
    assert getattr(house, name) == before
    assert proposal.changes == {"from": {name: before}, "to": {name: asked}}
    with act_as(world.people["manager"]) as who:
        actions.decide(who, proposal, accept=True)
    house.refresh_from_db()
    assert getattr(house, name) == asked


@pytest.mark.law("WGS 1.8(2)", "WGS 1.8(7)")
@pytest.mark.parametrize("side", ["least", "most"])
@pytest.mark.parametrize("name", TERMS)
def test_the_database_keeps_every_setting_within_the_law(name, side, world, house, act_as):
    beyond = getattr(TERMS[name], side) + (1 if side == "most" else -1)
    with act_as(world.people["administrator"]), pytest.raises(DatabaseError) as refused, transaction.atomic():
        House.objects.filter(pk=house.pk).update(**{name: beyond})
    assert f"network_house_{name}" in str(refused.value)
    assert waiting() == []


def test_the_limits_the_law_names():
    assert (TERMS["retention_years"].least, TERMS["retention_years"].most) == (1, 5)
    assert TERMS["assessments_required"].least == 2


@pytest.mark.law("WGS 1.8(2)")
def test_every_column_of_the_network_says_whether_it_widens(db):
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT c.table_name || '.' || c.column_name FROM information_schema.columns c
             WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'
               AND c.table_name IN (SELECT thing FROM network_widens())
            EXCEPT SELECT thing || '.' || field FROM network_widens()""")
        assert cursor.fetchall() == []
        cursor.execute("""
            SELECT p.table_name, p.column_name FROM information_schema.column_privileges p
              JOIN network_widens() w ON w.thing = p.table_name AND w.field = p.column_name
             WHERE p.grantee = 'eenplan_app' AND p.privilege_type = 'UPDATE' AND w.direction IN ('closed', 'whole')""")
        assert cursor.fetchall() == []
        cursor.execute("""
            SELECT DISTINCT table_name FROM information_schema.column_privileges
             WHERE grantee = 'eenplan_app' AND table_name LIKE 'network%' AND privilege_type IN ('INSERT', 'UPDATE')
            EXCEPT SELECT thing FROM network_widens()""")
        assert cursor.fetchall() == [("network_proposal",)]  # itself what waits
        cursor.execute("SELECT field FROM network_widens() WHERE thing = 'network_house' AND direction <> 'closed'")
        assert {field for (field,) in cursor.fetchall()} == {
            *TERMS, "name", "purpose", "contact", "partners_direct", "four_eyes", "break_glass"
        }  # fmt: skip


@pytest.mark.law("WGS 1.8(2)")
@pytest.mark.parametrize("column", ["training_since", "code", "region_id", "id"])
def test_the_application_does_not_write_what_is_closed(column, world, act_as):
    value = TODAY + timedelta(days=9999) if column == "training_since" else 1
    with act_as(world.people["administrator"]), pytest.raises(DatabaseError, match="denied"), transaction.atomic():
        House.objects.filter(code="TEST").update(**{column: value})


@pytest.mark.law("WGS 1.8(2)")
@pytest.mark.parametrize("by", ["widen", "training"])
def test_nobody_writes_such_a_proposal_without_the_change(by, world, act_as):
    me = world.people["administrator"]
    for accepted in (None, True):
        with act_as(me), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Proposal.objects.create(
                house=world.houses["TEST"], kind=by, account=world.people["ggz"], value="x", proposed_by=me,
                changes={"from": {"four_eyes": True}, "to": {"four_eyes": False}}, accepted=accepted,
            )  # fmt: skip


# --- dates --------------------------------------------------------------------------------------


def held(key="police"):
    with as_owner():
        found = Authorisation.objects.filter(professional__account__email=f"{key}@test.invalid").order_by("pk")
        return list(found.values("screening", "screened_on", "screening_valid_until", "ends_on"))


def screen_by_page(world, client_of):
    url = reverse("network:screening", args=["TEST", world.people["police"].pk])
    assert client_of("administrator").post(url, SCREENING).status_code == 302


def screen_by_act(world, client_of):
    from eenplan.access.acting import act_as

    police = world.people["police"].professional
    with act_as(world.people["administrator"]) as who:
        actions.renew_screening(who, world.houses["TEST"], police, **SCREENING)


def screen_by_hand(world, client_of):
    from eenplan.access.acting import act_as

    with act_as(world.people["administrator"]):
        assert Authorisation.objects.filter(professional=world.people["police"].pk).update(**SCREENING) == 3


@pytest.mark.law("BGS 1.11", "R-70", "WGS 1.8(2)")
@pytest.mark.parametrize("way", [screen_by_page, screen_by_act, screen_by_hand])
def test_a_screening_counts_longer_once_a_second_person_saw_it(way, world, client_of, act_as):
    before = held()
    way(world, client_of)
    assert held() == before
    (proposal,) = waiting()  # one, also of somebody with three roles
    assert proposal.changes["to"]["screening_valid_until"] == SCREENING["screening_valid_until"].isoformat()
    with act_as(world.people["manager"]) as who:
        actions.decide(who, proposal, accept=True)
    assert {one["screening_valid_until"] for one in held()} == {SCREENING["screening_valid_until"]}
    with as_owner():
        assert differences() == {"missing": [], "surplus": []}


@pytest.mark.law("BGS 1.11", "WGS 1.8(2)")
@pytest.mark.parametrize(
    ("column", "value", "waits"),
    [
        ("screening", "screening", True),
        ("screened_on", date(2025, 2, 2), True),
        ("screened_on", date(2025, 1, 2), True),
        ("screening_valid_until", TODAY + timedelta(days=701), True),
        ("screening_valid_until", TODAY + timedelta(days=10), False),
        ("until", TODAY + timedelta(days=10), False),
    ],
)
def test_every_date_of_a_role_in_its_widening_direction(column, value, waits, world, act_as):
    role = Authorisation.objects.filter(professional=world.people["police_colleague"].pk, role="participant")
    with act_as(world.people["administrator"]):
        before = role.get()
        role.update(**{column: value})
        now = role.get()
    assert getattr(now, column) == (getattr(before, column) if waits else value)
    assert bool(waiting()) is waits
    with as_owner():
        assert differences() == {"missing": [], "surplus": []}


@pytest.mark.law("BGS 1.11", "WGS 1.8(2)")
def test_no_screening_lasts_longer_than_five_years(world, act_as):
    role = Authorisation.objects.filter(professional=world.people["police"].pk, role="referrer")
    with (
        act_as(world.people["administrator"]),
        pytest.raises(IntegrityError, match="network_screening_ends"),
        transaction.atomic(),
    ):
        role.update(screening_valid_until="2099-01-01")


@pytest.mark.law("WGS 1.8(2)")
@pytest.mark.parametrize("until", [None, TODAY + timedelta(days=900)])
def test_who_left_a_house_takes_part_anew_and_not_longer(until, world, act_as):
    part = HouseOrganisation.objects.filter(house__code="TEST", organisation=world.organisations["ggz"])
    with as_owner():
        part.update(until=TODAY)
    with (
        act_as(world.people["administrator"]),
        pytest.raises(IntegrityError, match="two people"),
        transaction.atomic(),
    ):
        part.update(until=until)


@pytest.mark.law("BGS 1.17", "WGS 1.8(2)")
@pytest.mark.parametrize("accept", [True, False])
def test_a_training_counts_once_confirmed_and_is_gone_when_rejected(accept, world, act_as, client_of):
    ggz = world.people["ggz"]
    with as_owner():
        Training.objects.filter(professional=ggz.pk, topic__in="ef").delete()
        House.objects.filter(code="TEST").update(training_since=date(2025, 3, 1))
    before = held("ggz")
    url = reverse("network:training", args=["TEST", ggz.pk])
    assert client_of("administrator").post(url, {"topics": ["e", "f"], "followed_on": TODAY}).status_code == 302
    assert held("ggz") == before
    (proposal,) = waiting()
    assert (proposal.kind, proposal.value) == ("training", "ef")
    with act_as(world.people["manager"]) as who:
        actions.decide(who, proposal, accept=accept)
    assert (held("ggz")[0]["ends_on"] > before[0]["ends_on"]) is accept
    with as_owner():
        assert Training.objects.filter(professional=ggz.pk, topic__in="ef").count() == 2 * accept
        assert differences() == {"missing": [], "surplus": []}


@pytest.mark.law("WGS 1.8(2)")
def test_the_database_dates_a_review(world, act_as):
    house, me = world.houses["TEST"], world.people["administrator"]
    with act_as(me):
        made = Review.objects.create(
            house=house, organisation=world.organisations["ggz"], started_on="2099-01-01", due_on="2099-02-01",
            started_by=me,
        )  # fmt: skip
        made.refresh_from_db()
    assert (made.started_on, made.due_on) == (TODAY, TODAY + timedelta(days=house.review_days))


# --- what happens to proposals ------------------------------------------------------------------


@pytest.mark.law("WGS 1.8(2)")
def test_who_narrows_meanwhile_lets_the_wider_proposal_fall_behind(world, house, client_of):
    by_hand(world, client_of, house, training_grace_days=300)
    by_hand(world, client_of, house, training_grace_days=310)
    (last,) = waiting()
    assert last.changes["to"] == {"training_grace_days": 310}
    by_hand(world, client_of, house, training_grace_days=310)
    assert waiting() == [last]
    by_hand(world, client_of, house, training_grace_days=30)
    assert waiting() == []
    with as_owner():
        assert not Proposal.objects.filter(accepted=True).exists()
    page = client_of("manager").get(reverse("network:proposals", args=["TEST"])).content.decode()
    assert "vervallen" in page


@pytest.mark.law("WGS 1.8(2)")
def test_the_pages_say_what_changes_from_what_to_what_and_who_confirms(world, house, client_of):
    by_page(world, client_of, house, retention_years=4, training_grace_days=200)
    page = client_of("administrator").get(reverse("network:proposals", args=["TEST"])).content.decode()
    assert "Bewaartermijn (jaren): 3 → <strong>4</strong>" in page
    assert "→ <strong>200</strong>" in page
    assert "Mia Nagel" in page
    assert "voorgesteld:" in client_of("administrator").get(reverse("network:house", args=["TEST"])).content.decode()


@pytest.mark.law("WGS 1.8(2)", "WGS 1.8(4)")
def test_the_log_says_which_field_from_what_to_what(world, house, client_of, act_as):
    by_page(world, client_of, house, retention_years=4, training_grace_days=100, name="Huis Nieuw")
    (proposal,) = waiting()
    with act_as(world.people["manager"]) as who:
        actions.decide(who, proposal, accept=True)
    with as_owner():
        lines = set(
            Event.objects.filter(action__in=("house.change", "proposal.widen", "proposal.confirm")).values_list(
                "action", "detail"
            )
        )
    assert lines == {
        ("house.change", "name: Zorg- en Veiligheidshuis Waterdam → Huis Nieuw"),
        ("house.change", "training_grace_days: 183 → 100"),
        ("proposal.widen", "retention_years: 3 → 4"),
        ("proposal.confirm", "widen retention_years: 3 → 4"),
    }


def test_a_house_with_one_pair_of_eyes_widens_at_once_and_it_stands_in_the_list(world, house, client_of):
    with as_owner():
        House.objects.filter(code="TEST").update(four_eyes=False)
    by_hand(world, client_of, house, training_grace_days=300)
    house.refresh_from_db()
    assert house.training_grace_days == 300
    with as_owner():
        assert Proposal.objects.get(kind="widen").accepted is True


@pytest.mark.law("WGS 1.8(2)")
def test_whoever_switches_four_eyes_on_cannot_widen_in_the_same_stroke(world, house, client_of):
    with as_owner():
        House.objects.filter(code="TEST").update(four_eyes=False)
    by_hand(world, client_of, house, four_eyes=True, training_grace_days=300)
    house.refresh_from_db()
    assert (house.four_eyes, house.training_grace_days) == (True, MIDDLE["training_grace_days"])


@pytest.mark.law("WGS 1.8(2)")
def test_nobody_switches_four_eyes_off_alone_also_not_the_only_one_there_is(world, act_as):
    with as_owner():
        Authorisation.objects.filter(role="manager").delete()
    me, house = world.people["administrator"], world.houses["TEST"]
    with act_as(me) as who:
        made = actions.propose(who, house, Proposal.Kind.FOUR_EYES_OFF, reason="zo gaat het sneller")
        assert made.accepted is None
        with pytest.raises(IntegrityError, match="two people"), transaction.atomic():
            House.objects.filter(pk=house.pk).update(four_eyes=False)
    house.refresh_from_db()
    assert house.four_eyes
