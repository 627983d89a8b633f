"""Every act of the network × a foreign house: what has effect in another house is decided there, and stands in its log."""

import inspect
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.access.models import Account
from eenplan.audit.models import Event
from eenplan.law.rules import Refusal
from eenplan.network import actions
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Municipality,
    Organisation,
    Professional,
    Proposal,
    SafetyRegion,
    Training,
    WorkingArea,
)
from eenplan.network.work import my_work
from tests.support.db import as_owner
from tests.support.world import authorise

TODAY = timezone.localdate()
SCREENED = {"screening": "vog", "screened_on": TODAY, "screening_valid_until": TODAY + timedelta(days=300)}


@pytest.fixture
def meddler(world):
    """The administrator of the neighbouring house, where the police of TEST and one of its people work too."""
    with as_owner():
        neighbour = world.houses["BUUR"]
        for key, role in (("boss", "administrator"), ("second", "manager")):
            account = Account.objects.create_user(f"{key}@test.invalid", "x", name=f"{key} van Buur")
            made = Professional.objects.create(
                account=account, organisation=world.organisations["other_council"], function=role
            )
            authorise(made, neighbour, role)
            world.people[key] = account
        HouseOrganisation.objects.create(house=neighbour, organisation=world.organisations["police"], since=TODAY)
        authorise(world.people["police"].professional, neighbour, "participant")
        authorise(world.people["council"].professional, neighbour, "referrer")
    yield world.people["boss"]
    for key in ("boss", "second"):
        del world.people[key]


def theirs(world) -> dict:
    """All that house TEST keeps of itself, and that others share with it."""
    house = world.houses["TEST"].pk
    with as_owner():
        return {
            "house": House.objects.filter(pk=house).values().get(),
            "organisations": list(Organisation.objects.filter(home=house).order_by("pk").values()),
            "professionals": list(Professional.objects.filter(home=house).order_by("pk").values()),
            "accounts": dict(Account.objects.filter(professional__home=house).values_list("pk", "is_active")),
            "parts": list(HouseOrganisation.objects.filter(house=house).order_by("pk").values()),
            "roles": list(Authorisation.objects.filter(house=house).order_by("pk").values()),
            "training": list(Training.objects.filter(house=house).order_by("pk").values()),
            "area": list(WorkingArea.objects.filter(house=house).order_by("pk").values()),
        }


def lines(world, since, house="TEST"):
    with as_owner():
        found = Event.objects.filter(pk__gt=since, house_id=world.houses[house].pk)
        return set(found.values_list("action", flat=True))


def last_line():
    with as_owner():
        return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


#: act of the network: (what the meddler does to house TEST or what is its, what comes of it, what its log says)
#:   refused  nothing changes; asked  nothing changes, and the other house decides; own  has effect in the own house only;
#:   done  has effect elsewhere, as the law of the house wants it
REFUSED, ASKED, OWN, DONE = "refused", "asked", "own", "done"
ACTS = {
    "change_house": (lambda w, who: {"house": w.houses["TEST"], "name": "Gekaapt"}, REFUSED, set()),
    "add_area": (
        lambda w, who: {"house": w.houses["TEST"], "municipality": Municipality.objects.first(), "since": TODAY},
        REFUSED,
        set(),
    ),
    "change_area": (
        lambda w, who: {"area": WorkingArea(house=w.houses["TEST"]), "since": TODAY, "until": None},
        REFUSED,
        set(),
    ),
    "add_organisation": (
        lambda w, who: {"house": w.houses["BUUR"], "organisation": w.organisations["ggz"], "since": TODAY},
        ASKED,
        {"proposal.join"},
    ),
    "found_organisation": (
        lambda w, who: {
            "house": w.houses["TEST"],
            "name": "Nieuw",
            "kind": "custodial",
            "ground": "2.27(1)b",
            "oin": "",
            "medical_secrecy": False,
            "email": "",
            "phone": "",
            "since": TODAY,
        },
        REFUSED,
        set(),
    ),
    "change_organisation": (
        lambda w, who: {
            "house": w.houses["BUUR"],
            "organisation": w.organisations["police"],
            "name": "Politie Waterdam",
            "oin": "",
            "email": "kwaad@test.invalid",
            "phone": "0900 0000",
        },
        ASKED,
        {"proposal.details"},
    ),
    "end_participation": (
        lambda w, who: {
            "participation": HouseOrganisation.objects.get(house__code="BUUR", organisation=w.organisations["police"]),
            "until": TODAY,
        },
        OWN,
        {"organisation.leave", "authorisation.end"},
    ),
    "add_professional": (
        lambda w, who: {
            "house": w.houses["BUUR"],
            "organisation": w.organisations["police"],
            "email": "nieuw@test.invalid",
            "name": "Nieuw",
            "function": "agent",
            "phone": "",
            "roles": ["referrer"],
            "designated_on": TODAY,
            **SCREENED,
        },
        OWN,
        {"professional.add", "authorisation.give"},
    ),
    "authorise": (
        lambda w, who: {
            "house": w.houses["BUUR"],
            "professional": w.people["police_colleague"].professional,
            "role": "referrer",
            "designated_on": TODAY,
            **SCREENED,
        },
        OWN,
        {"authorisation.give"},
    ),
    "end_authorisation": (
        lambda w, who: {
            "authorisation": Authorisation.objects.get(house__code="BUUR", professional=w.people["police"].pk),
            "until": TODAY,
        },
        OWN,
        {"authorisation.end"},
    ),
    "renew_screening": (
        lambda w, who: {"house": w.houses["BUUR"], "professional": w.people["police"].professional, **SCREENED},
        OWN,
        set(),
    ),
    "change_professional": (
        lambda w, who: {
            "house": w.houses["BUUR"],
            "professional": w.people["police"].professional,
            "function": "x",
            "phone": "0",
        },
        ASKED,
        {"proposal.details"},
    ),
    "invite": (
        lambda w, who: {"house": w.houses["BUUR"], "professional": w.people["police"].professional},
        OWN,
        {"professional.invite"},
    ),
    "close_account": (
        lambda w, who: {"house": w.houses["BUUR"], "professional": w.people["police"].professional},
        ASKED,
        {"proposal.close"},
    ),
    "suspend_account": (
        lambda w, who: {"house": w.houses["BUUR"], "professional": w.people["police"].professional, "reason": "weg"},
        DONE,
        {"proposal.suspend"},
    ),
    "reopen_account": (
        lambda w, who: {"house": w.houses["BUUR"], "professional": w.people["police"].professional},
        REFUSED,
        set(),
    ),
    "propose": (
        lambda w, who: {
            "house": w.houses["BUUR"],
            "kind": Proposal.Kind.RENAME,
            "organisation": w.organisations["police"],
            "value": "Andere politie",
        },
        REFUSED,
        set(),
    ),
    "decide": (lambda w, who: {"proposal": _of_test(w), "accept": True}, REFUSED, set()),
    "record_training": (
        lambda w, who: {
            "house": w.houses["BUUR"],
            "professional": w.people["police"].professional,
            "topics": ["a"],
            "followed_on": TODAY,
        },
        OWN,
        set(),
    ),
    "name_contact": (
        lambda w, who: {
            "participation": HouseOrganisation.objects.get(house__code="TEST", organisation=w.organisations["police"]),
            "contact": w.people["police"].professional,
        },
        REFUSED,
        set(),
    ),
    "start_review": (
        lambda w, who: {"house": w.houses["TEST"], "organisation": w.organisations["police"]},
        REFUSED,
        set(),
    ),
    "start_due_reviews": (lambda w, who: {"house": w.houses["TEST"]}, OWN, set()),  # sees nobody to ask
    "answer_review": (
        lambda w, who: {
            "review": _review_of_test(w),
            "authorisation": Authorisation(professional=w.people["police"].professional),
            "needed": False,
            "reason": "weg",
        },
        REFUSED,
        set(),
    ),
}


def _of_test(world):
    with as_owner():
        return Proposal.objects.create(
            house=world.houses["TEST"], kind="break_glass_on", reason="x", proposed_by=world.people["administrator"]
        )


def _review_of_test(world):
    from eenplan.network.models import Review

    with as_owner():
        return Review.objects.create(
            house=world.houses["TEST"],
            organisation=world.organisations["police"],
            started_on=TODAY,
            due_on=TODAY,
            started_by=world.people["administrator"],
        )


def test_every_act_of_the_network_has_a_row():
    acts = {
        name
        for name, act in inspect.getmembers(actions, inspect.isfunction)
        if not name.startswith("_")
        and act.__module__ == actions.__name__
        and "who" in inspect.signature(act).parameters
    }
    assert acts == set(ACTS)


@pytest.mark.law("WGS 1.8(2)", "WGS 2.27(3)")
@pytest.mark.parametrize("name", ACTS)
def test_what_has_effect_in_another_house_is_decided_there_and_stands_in_its_log(
    name, world, meddler, act_as, monkeypatch
):
    monkeypatch.setattr("eenplan.network.invitation.send", lambda account, house: True)
    given, outcome, told = ACTS[name]
    with act_as(meddler) as who:
        typed = given(world, who)
    before, start = theirs(world), last_line()
    with act_as(meddler) as who:
        try:
            with transaction.atomic():
                getattr(actions, name)(who, **typed)
            refused = False
        except (Refusal, DatabaseError):
            refused = True
    assert refused is (outcome == REFUSED)
    after = theirs(world)
    if outcome == DONE:
        assert after != before
    else:
        assert after == before
    with as_owner():
        assert Proposal.objects.filter(house__code="TEST", from_house__code="BUUR").exists() is (outcome == ASKED)
    assert lines(world, start) == told


@pytest.mark.law("WGS 1.8(2)")
@pytest.mark.parametrize(
    "write",
    [
        lambda w: Organisation.objects.filter(pk=w.organisations["police"].pk).update(email="kwaad@test.invalid"),
        lambda w: Organisation.objects.filter(pk=w.organisations["police"].pk).update(name="Andere politie"),
        lambda w: Organisation.objects.filter(pk=w.organisations["police"].pk).update(until=TODAY),
        lambda w: Organisation.objects.filter(pk=w.organisations["police"].pk).update(home=w.houses["BUUR"]),
        lambda w: Professional.objects.filter(pk=w.people["police"].pk).update(phone="0"),
        lambda w: Professional.objects.filter(pk=w.people["police"].pk).update(home=w.houses["BUUR"]),
        lambda w: Professional.objects.filter(pk=w.people["police"].pk).update(suspended_until=timezone.now()),
        lambda w: Account.objects.filter(pk=w.people["police"].pk).update(is_active=False),
        lambda w: HouseOrganisation.objects.create(
            house=w.houses["BUUR"], organisation=w.organisations["ggz"], since=TODAY
        ),
        lambda w: authorise(w.people["ggz"].professional, w.houses["BUUR"], "participant"),
        lambda w: authorise(w.people["police"].professional, w.houses["TEST"], "manager"),
        lambda w: Authorisation.objects.filter(house__code="TEST").update(until=TODAY),
        lambda w: HouseOrganisation.objects.filter(house__code="TEST").update(until=TODAY),
        lambda w: WorkingArea.objects.create(
            house=w.houses["BUUR"], municipality=Municipality.objects.get(name="Amsterdam"), since=TODAY
        ),
        *(
            lambda w, about=about: Proposal.objects.create(proposed_by=w.people["boss"], **about(w))
            for about in (
                lambda w: {"house": w.houses["BUUR"], "kind": "close", "account": w.people["police"]},
                lambda w: {"house": w.houses["TEST"], "kind": "close", "account": w.people["police"]},
                lambda w: {"house": w.houses["BUUR"], "kind": "reopen", "account": w.people["police"]},
                lambda w: {"house": w.houses["BUUR"], "kind": "suspend", "account": w.people["ggz"], "reason": "x"},
                lambda w: {
                    "house": w.houses["BUUR"],
                    "kind": "rename",
                    "organisation": w.organisations["police"],
                    "value": "X",
                },
                lambda w: {
                    "house": w.houses["BUUR"],
                    "kind": "ground",
                    "organisation": w.organisations["halt"],
                    "value": "2.27(1)c",
                },
                lambda w: {
                    "house": w.houses["BUUR"],
                    "from_house": w.houses["BUUR"],
                    "kind": "join",
                    "organisation": w.organisations["ggz"],
                    "value": str(TODAY),
                },
                lambda w: {
                    "house": w.houses["BUUR"],
                    "from_house": w.houses["BUUR"],
                    "kind": "details",
                    "organisation": w.organisations["police"],
                    "changes": {"to": {"phone": "0"}},
                },
                lambda w: {
                    "house": w.houses["TEST"],
                    "from_house": w.houses["TEST"],
                    "kind": "join",
                    "organisation": w.organisations["ggz"],
                    "value": str(TODAY),
                },
                lambda w: {"house": w.houses["TEST"], "kind": "four_eyes_off", "reason": "x"},
            )
        ),
    ],
)
def test_past_the_pages_it_is_no_different(write, world, meddler, act_as):
    before = theirs(world)
    with act_as(meddler):
        try:
            with transaction.atomic():
                assert write(world) == 0
        except DatabaseError:
            pass
    assert theirs(world) == before
    with as_owner():
        assert not Proposal.objects.exclude(kind="role").exists()


# --- what the other house then does -------------------------------------------------------------


def waiting(kind):
    with as_owner():
        return Proposal.objects.get(kind=kind, decided_at=None)


@pytest.mark.law("WGS 1.8(2)", "WGS 2.27(3)")
@pytest.mark.parametrize("accept", [True, False])
def test_an_organisation_is_asked_through_its_contact_person(accept, world, meddler, act_as, client_of):
    ggz, neighbour = world.organisations["ggz"], world.houses["BUUR"]
    with as_owner():
        part = HouseOrganisation.objects.filter(house__code="TEST", organisation=ggz)
        part.update(contact=world.people["ggz_colleague"].pk)
    with act_as(meddler) as who:
        made = actions.add_organisation(who, neighbour, organisation=ggz, since=TODAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.add_organisation(who, neighbour, organisation=ggz, since=TODAY)
    for key in ("administrator", "manager"):
        with act_as(world.people[key]) as who, pytest.raises(Refusal, match="Greet Zijlstra"):
            actions.decide(who, Proposal.objects.get(pk=made.pk), accept=True)
        with act_as(world.people[key]):
            assert decide_directly(made.pk) is False
    with act_as(world.people["ggz_colleague"]) as who:
        assert [item.kind for item in my_work(who)] == ["Vier ogen"]
    page = client_of("ggz_colleague").get(reverse("network:proposals", args=["TEST"]))
    assert "Overzee" in page.content.decode()
    assert client_of("ggz").get(reverse("network:proposals", args=["TEST"])).status_code == 404
    start = last_line()
    url = reverse("network:decide", args=["TEST", made.pk])
    assert client_of("ggz_colleague").post(url, {"accept": str(int(accept))}).status_code == 302
    with as_owner():
        assert HouseOrganisation.objects.filter(house=neighbour, organisation=ggz).exists() is accept
    for house in ("TEST", "BUUR"):
        assert {"proposal.confirm" if accept else "proposal.reject"} <= lines(world, start, house)


def decide_directly(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_decide(%s, true)", [number])
        return cursor.fetchone()[0]


@pytest.mark.law("WGS 1.8(2)")
def test_without_a_contact_person_the_first_house_decides(world, meddler, act_as):
    with act_as(meddler) as who:
        actions.add_organisation(who, world.houses["BUUR"], organisation=world.organisations["ggz"], since=TODAY)
    made = waiting("join")
    with act_as(world.people["second"]):
        assert decide_directly(made.pk) is False
    with act_as(world.people["manager"]) as who:
        actions.decide(who, made, accept=True)
    assert HouseOrganisation.objects.filter(house__code="BUUR", organisation=world.organisations["ggz"]).exists()


@pytest.mark.law("WGS 1.8(2)")
def test_contact_details_change_once_the_first_house_agrees(world, meddler, act_as, client_of):
    police = world.organisations["police"]
    typed = {"name": "Politie Waterdam", "phone": "0900 1234", "email": "", "oin": ""}
    url = reverse("network:organisation_edit", args=["BUUR", police.pk])
    assert client_of("boss").post(url, typed).status_code == 302
    made = waiting("details")
    assert made.changes == {"from": {"phone": ""}, "to": {"phone": "0900 1234"}}
    page = client_of("manager").get(reverse("network:proposals", args=["TEST"])).content.decode()
    assert "Telefoon: – → <strong>0900 1234</strong>" in page
    assert "Veiligheidshuis Overzee" in page
    start = last_line()
    with act_as(world.people["manager"]) as who:
        actions.decide(who, made, accept=True)
    assert Organisation.objects.get(pk=police.pk).phone == "0900 1234"
    assert {"proposal.confirm", "organisation.change"} <= lines(world, start, "BUUR")


@pytest.mark.law("WGS 1.8(2)")
def test_the_first_house_changes_at_once_and_the_others_read_it_in_their_log(world, meddler, act_as):
    police, start = world.organisations["police"], last_line()
    with act_as(world.people["administrator"]) as who:
        actions.change_organisation(
            who, world.houses["TEST"], police, name="Politie Waterdam", oin="", email="", phone="0900 8844"
        )
        actions.change_professional(
            who, world.houses["TEST"], world.people["police"].professional, function="agent", phone="0611111111"
        )
    assert lines(world, start, "BUUR") == {"organisation.change", "professional.change"}
    with as_owner():
        told = Event.objects.get(pk__gt=start, house_id=world.houses["BUUR"].pk, action="organisation.change")
        assert told.detail == "phone: – → 0900 8844"
        assert "0611111111" not in "".join(Event.objects.filter(pk__gt=start).values_list("detail", flat=True))


@pytest.mark.law("WGS 1.8(2)")
def test_an_account_is_closed_by_its_first_house_or_by_two_people_of_two_houses(world, meddler, act_as):
    police = world.people["police"]
    with act_as(meddler) as who:
        actions.close_account(who, world.houses["BUUR"], police.professional)
    made = waiting("close")
    with act_as(world.people["second"]) as who, pytest.raises(Refusal):
        actions.decide(who, made, accept=True)  # of the same house
    with act_as(world.people["second"]):
        assert decide_directly(made.pk) is False
    with act_as(police) as who:
        assert who.account_id
    start = last_line()
    with act_as(world.people["manager"]) as who:
        actions.decide(who, made, accept=True)
    with act_as(police) as who:
        assert who.account_id is None
    assert "proposal.confirm" in lines(world, start, "BUUR")
    with act_as(world.people["administrator"]) as who:
        closed = actions.close_account(who, world.houses["TEST"], world.people["council"].professional)
        assert closed.accepted
    assert "proposal.close" in lines(world, start, "BUUR")


@pytest.mark.law("WGS 1.8(2)")
def test_one_suspends_for_a_day_and_two_for_longer(world, meddler, act_as, client_of):
    police = world.people["police"]
    url = reverse("network:suspend", args=["BUUR", police.pk])
    start = last_line()
    assert client_of("boss").post(url, {"reason": ""}).status_code == 422
    assert client_of("boss").post(url, {"reason": "laptop gestolen"}).status_code == 302
    with act_as(police) as who:
        assert who.account_id is None
    assert "proposal.suspend" in lines(world, start, "TEST")
    assert suspended(police) - timezone.now() < timedelta(hours=24)
    assert (
        "geschorst tot"
        in client_of("administrator").get(reverse("network:professional", args=["TEST", police.pk])).content.decode()
    )
    end(police)
    with act_as(police) as who:
        assert who.account_id == police.pk
    assert client_of("boss").post(url, {"reason": "weer"}).status_code == 302  # again: with two
    with act_as(police) as who:
        assert who.account_id == police.pk
    made = waiting("suspend")
    with act_as(meddler):
        assert decide_directly(made.pk) is False
    with act_as(world.people["second"]) as who:
        actions.decide(who, made, accept=True)
    assert timedelta(days=13) < suspended(police) - timezone.now() < timedelta(days=14)


def suspended(account):
    with as_owner():
        return Professional.objects.get(pk=account.pk).suspended_until


def end(account):
    """The time is over, and the house's own task comes by."""
    with as_owner():
        Professional.objects.filter(pk=account.pk).update(suspended_until=timezone.now() - timedelta(seconds=1))
    assert actions.end_suspensions() == 1
    assert actions.end_suspensions() == 0


@pytest.mark.law("WGS 1.8(2)")
def test_a_closed_account_is_not_opened_by_a_suspension_that_ends(world, meddler, act_as):
    police = world.people["police"]
    with act_as(meddler) as who:
        actions.suspend_account(who, world.houses["BUUR"], police.professional, reason="gestolen")
    assert actions.end_suspensions() == 0  # its day is not over
    with act_as(world.people["administrator"]) as who:
        actions.close_account(who, world.houses["TEST"], police.professional)
    assert suspended(police) is None
    with act_as(police) as who:
        assert who.account_id is None


def test_whoever_comes_in_first_keeps_the_record(world, meddler, act_as):
    assert {one.home.code for one in Organisation.objects.filter(pk__in=[world.organisations["police"].pk])} == {"TEST"}
    with as_owner():
        assert Professional.objects.get(pk=meddler.pk).home.code == "BUUR"
        region = SafetyRegion.objects.get(code="VR16")
        assert region.houses.count() >= 2
    with act_as(world.people["administrator"]) as who:
        made = actions.add_organisation(
            who, world.houses["TEST"], organisation=world.organisations["halt"], since=TODAY
        )
    assert Organisation.objects.get(pk=made.organisation_id).home.code == "TEST"
    assert not mail.outbox
