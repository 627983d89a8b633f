"""The pages of monitoring: few statements, right buttons, and no input breaks them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eenplan.cases.models import Case
from eenplan.monitoring.models import Evaluation, Progress, Score

TODAY = timezone.localdate
LONG = "é" * 10_001
#: session, account, who acts (before and after) and the log
FRAME = 5


def url(name, world, **kwargs):
    return reverse(f"monitoring:{name}", kwargs={"number": world.case.number, **kwargs})


@pytest.fixture
def member(world, as_owner):
    with as_owner():
        return world.case.members.get(person=world.persons["father"]).pk


@pytest.fixture
def held():
    return {
        "held_on": TODAY().isoformat(),
        "conclusion": "Het gaat beter",
        "necessary": "yes",
        "advice": "continue",
        "next_on": (TODAY() + timedelta(days=90)).isoformat(),
    }


@pytest.mark.parametrize("key", ["ggz", "director", "police", "auditor"])
def test_progress_and_judgements_are_few_statements(key, world, client_of, statements):
    client = client_of(key)
    client.get("/voortgang/")  # the first request of a session saves it
    for page in (url("case", world), url("scores", world), reverse("monitoring:list")):
        with statements(at_most=12 + FRAME):
            assert client.get(page).status_code == 200


@pytest.mark.law("WGS 2.31(6)", "R-15")
@pytest.mark.parametrize(
    ("key", "sees"),
    [
        ("ggz", {"goal", "action", "evaluate"}),
        ("director", {"goal", "evaluate"}),
        ("police", {"goal"}),
        ("auditor", set()),
    ],
)
def test_everybody_sees_the_buttons_of_what_they_may_do(key, sees, world, client_of, goal, care):
    page = client_of(key).get(url("case", world)).content.decode()
    links = {
        "goal": url("report_goal", world, goal=goal.pk),
        "action": url("report_action", world, action=care.pk),
        "evaluate": url("evaluate", world),
    }
    assert {name for name, link in links.items() if f'"{link}"' in page} == sees


@pytest.mark.law("WGS 2.31(6)")
def test_progress_is_seen_on_the_timeline_by_everybody_on_the_case(world, client_of, goal):
    sent = {"state": "stalled", "text": "Weer een melding gisteren"}
    assert client_of("police").post(url("report_goal", world, goal=goal.pk), sent).status_code == 302
    for key in ("police", "ggz", "council", "director", "auditor"):
        assert "Weer een melding gisteren" in client_of(key).get(url("case", world)).content.decode()


@pytest.mark.law("R-79")
def test_judgements_show_author_date_source_and_what_was_judged_before(world, client_of, member, domain):
    client, field = client_of("police"), f"domain_{domain('finances').pk}"
    old = (TODAY() - timedelta(days=40)).isoformat()
    first = client.post(
        url("judge", world, member=member), {"measured_on": old, "source": "intake", field: "1"}, follow=True
    )
    assert "ouder dan dertig dagen" in first.content.decode()
    assert "ouder dan 30 dagen" in first.content.decode()
    page = client.post(
        url("judge", world, member=member),
        {"measured_on": TODAY().isoformat(), "source": "huisbezoek", field: "3"},
        follow=True,
    ).content.decode()
    assert "ouder dan 30 dagen" not in page
    assert all(
        text in page for text in ("3 – beperkt zelfredzaam", "huisbezoek", "Petra Agema, Politie Waterdam", "1 op ")
    )


@pytest.mark.law("R-15")
def test_the_process_director_sees_what_is_overdue(world, client_of, care, as_owner):
    with as_owner():
        type(care).objects.filter(pk=care.pk).update(due_on=TODAY() - timedelta(days=3))
        Case.objects.filter(pk=world.case.pk).update(opened_at=timezone.now() - timedelta(days=200))
        care.plan.adoptions.update(adopted_on=TODAY() - timedelta(days=150))
    page = client_of("director").get(reverse("monitoring:list")).content.decode()
    assert "Behandeling starten" in page
    assert "Evaluatie houden" in page
    assert "1 afspraak is te laat" in client_of("director").get(world.case.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?stand=late&wie=mij",
        "?stand=done",
        "?stand=\x00",
        "?wie=x&page=999",
        "?page=-1",
        "?stand=later&wie=regie&page=abc",
    ],
)
def test_the_list_survives_any_address(query, client_of):
    assert client_of("ggz").get(reverse("monitoring:list") + query).status_code in (200, 422)


# --- no input breaks a page -------------------------------------------------------------------------


@pytest.mark.law("WGS 2.31(6)", "R-51")
@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": ""},
        {"held_on": "31-02-2026"},
        {"held_on": "9999-01-01"},
        {"held_on": "1990-01-01"},
        {"conclusion": ""},
        {"conclusion": LONG},
        {"conclusion": "nul\x00"},
        {"necessary": ""},
        {"necessary": "misschien"},
        {"advice": "x"},
        {"next_on": ""},
        {"next_on": "2020-01-01"},
        {"next_on": "9999-12-31"},
        {"necessary": "no"},
    ],
)
def test_a_wrong_evaluation_gets_a_message_and_keeps_what_was_typed(wrong, world, client_of, held, as_owner):
    answer = client_of("ggz").post(url("evaluate", world), {**held, **wrong})
    assert answer.status_code == 422
    assert "conclusion" in wrong or "Het gaat beter" in answer.content.decode()
    with as_owner():
        assert not Evaluation.objects.exists()


def test_sending_an_evaluation_twice_makes_one(world, client_of, held, as_owner):
    assert [client_of("ggz").post(url("evaluate", world), held).status_code for _ in range(2)] == [302, 422]
    with as_owner():
        assert Evaluation.objects.count() == 1


@pytest.mark.law("WGS 1.8(7)", "R-51")
def test_no_further_need_leads_to_closing(world, client_of, held):
    sent = {**held, "necessary": "no", "advice": "scale_down", "next_on": ""}
    page = client_of("ggz").post(url("evaluate", world), sent, follow=True).content.decode()
    assert "niet meer noodzakelijk" in page


@pytest.mark.parametrize("wrong", [{"state": ""}, {"state": "slecht"}, {"text": ""}, {"text": LONG}, {"text": "\x00"}])
def test_wrong_progress_gets_a_message(wrong, world, client_of, goal, as_owner):
    answer = client_of("ggz").post(
        url("report_goal", world, goal=goal.pk), {"state": "well", "text": "Rustig", **wrong}
    )
    assert answer.status_code == 422
    with as_owner():
        assert not Progress.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"measured_on": "9999-01-01"},
        {"measured_on": "x"},
        {"source": ""},
        {"source": LONG},
        {"value": "6"},
        {"value": "0"},
        {"value": "\x00"},
        {"value": ""},
        {"value": "1e3"},
    ],
)
def test_a_wrong_judgement_gets_a_message(wrong, world, client_of, member, domain, as_owner):
    sent = {"measured_on": TODAY().isoformat(), "source": "gesprek", "value": "2", **wrong}
    sent[f"domain_{domain('finances').pk}"] = sent.pop("value")
    assert client_of("ggz").post(url("judge", world, member=member), sent).status_code == 422
    with as_owner():
        assert not Score.objects.exists()


def test_a_judgement_sent_twice_is_one(world, client_of, member, domain):
    sent = {"measured_on": TODAY().isoformat(), "source": "gesprek", f"domain_{domain('work').pk}": "2"}
    assert [client_of("ggz").post(url("judge", world, member=member), sent).status_code for _ in range(2)] == [302, 422]
