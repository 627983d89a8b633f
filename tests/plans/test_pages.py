"""The pages of the plan: what each may do there, and that no input breaks them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eenplan.conferences.models import AgendaItem, Resolution
from eenplan.plans.models import Action, FamilyPlan, FamilyPlanPart, Goal, Plan

TODAY = timezone.localdate
LONG = "é" * 10_000
#: session, account, who acts (before and after) and the log
FRAME = 5


def url(name, world, **kwargs):
    return reverse(f"plans:{name}", kwargs={"number": world.case.number, **kwargs})


@pytest.fixture
def agreed(goal, delegate_of):
    """What an action form is sent with when all is well."""
    return {
        "text": "Gesprek voeren",
        "kind": "care",
        "goal": goal.pk,
        "domain": "",
        "delegate": delegate_of("ggz").pk,
        "starts_on": "",
        "due_on": (TODAY() + timedelta(days=9)).isoformat(),
    }


@pytest.fixture
def gezin(world, family, as_owner):
    with as_owner():
        common = {"house": world.case.house, "case": world.case}
        made = FamilyPlan.objects.create(
            **common,
            name="Gezin",
            in_circle=True,
            interdependent=True,
            necessary=True,
            motivation="zij wonen samen",
            account=world.people["director"],
        )
        for plan in family.values():
            FamilyPlanPart.objects.create(**common, family_plan=made, plan=plan)
    return made


# --- few statements, right buttons ------------------------------------------------------------------


@pytest.mark.parametrize("key", ["ggz", "director", "police", "auditor"])
def test_the_plan_and_the_family_plan_are_few_statements(key, world, client_of, statements, father_plan, gezin):
    client = client_of(key)
    pages = [
        url("plan", world),
        url("one", world, plan=father_plan.pk),
        url("family", world, family=gezin.pk),
        url("version", world, plan=father_plan.pk, version=1),
    ]
    client.get(pages[0])  # the first request of a session saves it
    for page in pages:
        with statements(at_most=12 + FRAME):
            assert client.get(page).status_code == 200


def report(world, action):
    """Where its organisation says that an action is done."""
    return reverse("monitoring:report_action", args=[world.case.number, action.pk])


@pytest.mark.law("R-15", "BGS 2.17")
@pytest.mark.parametrize(
    ("key", "sees"),
    [
        ("ggz", {"finish", "action", "add_goal", "strategy"}),
        ("director", {"action", "add_goal", "strategy"}),
        ("police", set()),
        ("council", set()),
        ("auditor", set()),
    ],
)
def test_everybody_sees_the_buttons_of_what_they_may_do(key, sees, world, client_of, father_plan, care):
    page = client_of(key).get(url("plan", world)).content.decode()
    links = {
        "finish": report(world, care),
        "action": url("action", world, action=care.pk),
        "add_goal": url("add_goal", world, plan=father_plan.pk),
        "strategy": url("strategy", world, plan=father_plan.pk),
    }
    assert {name for name, link in links.items() if f'"{link}"' in page} == sees


@pytest.mark.law("R-15", "WGS 2.31(6)")
@pytest.mark.parametrize("key", ["police", "director"])
def test_who_finishes_an_action_of_another_is_told_the_article(key, world, client_of, care):
    answer = client_of(key).post(report(world, care), {"state": "reached", "text": "klaar"})
    assert answer.status_code == 403
    assert "WGS 2.31 lid 6" in answer.content.decode()


@pytest.mark.law("R-17")
def test_the_page_names_the_empty_legs(world, client_of):
    page = client_of("police").get(url("plan", world)).content.decode()
    assert "repressie en bestuurlijk" in page


@pytest.mark.law("R-11", "BGS 2.20(2)")
def test_the_family_plan_shows_every_action_of_the_aligned_plans_to_everybody_on_the_case(
    world, client_of, act_as, as_owner, family, gezin, care
):
    with as_owner():
        Action.objects.create(
            house=care.house,
            case=care.case,
            plan=family["son"],
            text="Terug naar school",
            kind="guidance",
            added_in=1,
            organisation=world.organisations["police"],
            responsible=world.people["police"],
            due_on=care.due_on,
            account=world.people["director"],
        )
    for key in ("ggz", "police", "council", "director", "auditor"):
        page = client_of(key).get(url("family", world, family=gezin.pk)).content.decode()
        assert all(text in page for text in ("Behandeling starten", "Terug naar school", "Op dezelfde dag gereed"))
        assert all(world.persons[name].full_name in page for name in ("father", "mother", "son", "daughter"))


@pytest.mark.law("BGS 2.17", "R-11")
def test_a_plan_from_beginning_to_adopted(world, client_of, agreed, domain):
    client = client_of("ggz")
    member = _member(world, "son")
    assert client.post(url("start", world, member=member), {"summary": "Naar school"}).status_code == 302
    plan = _plan(world, "son")
    assert (
        client.post(url("add_goal", world, plan=plan), {"domain": domain("work").pk, "text": "School"}).status_code
        == 302
    )
    assert client.post(url("add_action", world, plan=plan), {**agreed, "goal": ""}).status_code == 302
    assert client.post(url("adopt", world, plan=plan), {"adopted_on": TODAY().isoformat()}).status_code == 302
    assert client.get(url("version", world, plan=plan, version=1)).status_code == 200
    assert client.get(url("version", world, plan=plan, version=2)).status_code == 404


def test_beginning_a_plan_twice_leads_to_the_plan(world, client_of):
    client, start = client_of("director"), url("start", world, member=_member(world, "mother"))
    assert client.post(start, {"summary": "Een"}).status_code == 302
    again = client.post(start, {"summary": "Twee"})
    assert again.url == url("one", world, plan=_plan(world, "mother"))


# --- no input breaks a page -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": LONG},
        {"text": "nul\x00"},
        {"kind": ""},
        {"kind": "straf"},
        {"due_on": ""},
        {"due_on": "31-02-2026"},
        {"due_on": "9999-12-31"},
        {"due_on": "2020-01-01"},
        {"due_on": "morgen\x00"},
        {"starts_on": "9000-01-01"},
        {"delegate": ""},
        {"delegate": "999999999999999999999"},
        {"delegate": "x' OR 1=1"},
        {"goal": "999999999"},
        {"goal": "\x00"},
        {"domain": "-1"},
    ],
)
def test_a_wrong_action_gets_a_message_and_keeps_what_was_typed(wrong, world, client_of, father_plan, agreed):
    sent = {**agreed, **wrong}
    answer = client_of("ggz").post(url("add_action", world, plan=father_plan.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "data-errors" in page
    if "text" not in wrong:
        assert "Gesprek voeren" in page
    else:
        assert wrong["text"].replace("\x00", "\N{REPLACEMENT CHARACTER}") in page


def test_a_professional_or_goal_of_elsewhere_cannot_be_chosen(world, client_of, father_plan, agreed, as_owner, family):
    with as_owner():
        elsewhere = world.closed_case.delegates.first().pk
        goal = Goal.objects.create(
            house=world.case.house,
            case=world.case,
            plan=family["son"],
            added_in=1,
            text="x",
            domain_id=Goal.objects.first().domain_id,
            account=world.people["ggz"],
        ).pk
    for wrong in ({"delegate": elsewhere}, {"goal": goal}):
        answer = client_of("ggz").post(url("add_action", world, plan=father_plan.pk), {**agreed, **wrong})
        assert answer.status_code == 422


def test_sending_an_action_twice_makes_one(world, client_of, father_plan, agreed, as_owner):
    client, page = client_of("ggz"), url("add_action", world, plan=father_plan.pk)
    assert [client.post(page, agreed).status_code for _ in range(2)] == [302, 422]
    with as_owner():
        assert Action.objects.filter(text="Gesprek voeren").count() == 1


def test_the_back_button_on_what_is_changed_dropped_or_done(world, client_of, goal, care, agreed, as_owner):
    client, domain = client_of("ggz"), goal.domain_id
    assert client.post(url("goal", world, goal=goal.pk), {"domain": domain, "text": "Anders"}).status_code == 302
    for again in (client.get(url("goal", world, goal=goal.pk)), client.post(url("drop_goal", world, goal=goal.pk))):
        assert again.status_code == 403  # changing it once more happens on top of the newest: tests/web/test_once.py
    assert client.post(report(world, care), {"state": "reached", "text": "gestart"}).status_code == 302
    assert client.post(report(world, care), {"state": "reached", "text": "weer"}).status_code in (403, 422)
    for again in (
        client.post(url("action", world, action=care.pk), agreed),
        client.post(url("drop_action", world, action=care.pk)),
    ):
        assert again.status_code == 403


@pytest.mark.parametrize("day", ["", "geen datum", "2026-13-40", "9999-12-31", "1900-01-01", "\x00"])
def test_a_plan_is_not_adopted_on_a_wrong_day(day, world, client_of, father_plan, domain):
    client = client_of("director")
    client.post(url("add_goal", world, plan=father_plan.pk), {"domain": domain("work").pk, "text": "Werk"})
    assert client.post(url("adopt", world, plan=father_plan.pk), {"adopted_on": day}).status_code == 422


@pytest.mark.law("BGS 2.20(2)", "R-11")
@pytest.mark.parametrize("lacking", ["in_circle", "interdependent", "necessary", "motivation", "plans", "name"])
def test_plans_are_not_aligned_without_all_conditions(lacking, world, client_of, family):
    sent = {
        "plans": [family["father"].pk, family["son"].pk],
        "name": "Gezin",
        "in_circle": "on",
        "interdependent": "on",
        "necessary": "on",
        "motivation": "Zij wonen samen",
    }
    client = client_of("ggz")
    answer = client.post(url("align", world), {name: value for name, value in sent.items() if name != lacking})
    assert answer.status_code == 422
    assert client.post(url("align", world), sent).status_code == 302


def test_plans_of_elsewhere_cannot_be_aligned(world, client_of, family):
    for plans in ([family["father"].pk], [family["father"].pk, 999_999_999], ["x", "\x00"], ["9" * 30]):
        answer = client_of("ggz").post(
            url("align", world),
            {
                "plans": plans,
                "name": "x",
                "in_circle": "on",
                "interdependent": "on",
                "necessary": "on",
                "motivation": "x",
            },
        )
        assert answer.status_code == 422


@pytest.mark.parametrize("name", ["one", "strategy", "adopt", "add_goal", "add_action"])
def test_a_number_that_is_no_plan_is_nowhere(name, world, client_of):
    for number in (0, 999_999_999, 10**30):
        assert client_of("ggz").get(url(name, world, plan=number)).status_code == 404


# --- from conference to plan ------------------------------------------------------------------------


@pytest.fixture
def resolve(world, as_owner, domain):
    """A resolution of the conference, recorded by the process director, and announced."""
    from eenplan.conferences.signals import resolved

    def make(who, person, domain_code="home", **fields):
        item = AgendaItem.objects.get(case=world.case)
        made = Resolution.objects.create(
            **{
                "house": world.case.house,
                "case": world.case,
                "item": item,
                "text": "School belt de ouders",
                "kind": "guidance",
                "person": world.persons[person],
                "domain": domain(domain_code),
                "organisation": world.organisations["ggz"],
                "responsible": world.people["ggz"],
                "due_on": TODAY() + timedelta(days=7),
                "account_id": world.people["director"].pk,
                **fields,
            }
        )
        resolved.send(sender=Resolution, who=who, resolution=made)
        return made

    return make


@pytest.mark.law("WGS 2.31(5)", "R-15", "R-94")
def test_a_resolution_becomes_an_action_of_the_plan_without_retyping(world, act_as, resolve, father_plan, goal):
    with act_as(world.people["director"]) as who:
        action = resolve(who, "father").action
        assert (action.plan, action.goal, action.text) == (father_plan, goal, "School belt de ouders")
        assert (action.organisation, action.responsible_id) == (world.organisations["ggz"], world.people["ggz"].pk)
        assert action.added_in == 2


@pytest.mark.law("WGS 2.31(5)", "R-15")
def test_a_resolution_begins_the_plan_of_who_has_none_and_keeps_its_domain(world, act_as, resolve):
    with act_as(world.people["director"]) as who:
        action = resolve(who, "son", "work").action
        assert action.plan.person_id == world.persons["son"].pk
        assert (action.goal, action.life_domain.code) == (None, "work")


@pytest.mark.law("WGS 2.31(5)")
def test_a_decision_that_is_no_action_leaves_the_plan_alone(world, act_as, resolve):
    with act_as(world.people["director"]) as who:
        made = resolve(who, "father", kind="", organisation=None, responsible=None, due_on=None)
        assert not Action.objects.filter(resolution=made).exists()


def _member(world, key):
    from tests.support.db import as_owner

    with as_owner():
        return world.case.members.get(person=world.persons[key]).pk


def _plan(world, key):
    from tests.support.db import as_owner

    with as_owner():
        return Plan.objects.get(case=world.case, person=world.persons[key]).pk
