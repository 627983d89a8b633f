"""Who is authorised, by whom, on which ground and screening; and how somebody new gets in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eenplan.access.models import Account
from eenplan.audit.models import Event
from eenplan.cases.models import Case
from eenplan.network import queries
from eenplan.network.models import Authorisation, HouseOrganisation, Professional, Proposal
from eenplan.network.work import my_work
from tests.support.db import as_owner
from tests.support.world import authorise

TODAY = timezone.localdate()
DESIGNATION = {
    "designated_on": TODAY,
    "screening": "vog",
    "screened_on": TODAY - timedelta(days=30),
    "screening_valid_until": TODAY + timedelta(days=700),
}


@pytest.fixture
def post(client_of):
    """`post("authorise", pk, role=…)`: what the administrator sends to a page of the house, with a good designation."""

    def run(page, /, *args, by="administrator", **typed):
        typed = {key: value for key, value in {**DESIGNATION, **typed}.items() if value is not None}
        return client_of(by).post(reverse(f"network:{page}", args=["TEST", *args]), typed)

    return run


def somebody(world, employer, /, **typed):
    return {
        "name": "Nina Nieuw",
        "email": "nina@test.invalid",
        "organisation": world.organisations[employer].pk,
        "function": "wijkagent",
        "phone": "06 12345678",
        "roles": ["referrer", "participant"],
        **typed,
    }


def confirm(client_of, by="manager"):
    """The second pair of eyes confirms all that waits."""
    with as_owner():
        waiting = list(Proposal.objects.filter(decided_at=None).values_list("pk", flat=True))
    for number in waiting:
        assert client_of(by).post(reverse("network:decide", args=["TEST", number]), {"accept": "1"}).status_code == 302


def account(email="nina@test.invalid"):
    return Account.objects.filter(email=email).first()


@pytest.mark.law("R-70", "WGS 1.8(2)", "BGS 1.11")
def test_a_professional_gets_in_by_a_mail_and_only_then_works(world, post, client_of):
    answer = post("professional_new", **somebody(world, "police"))
    assert answer.status_code == 302
    (invitation,) = mail.outbox
    assert invitation.to == ["nina@test.invalid"]
    assert "Waterdam" in invitation.body
    assert not account().has_usable_password()
    link = next(word for word in invitation.body.split() if "/account/" in word)
    stranger = Client()
    form = stranger.get(link, follow=True)
    stranger.post(form.request["PATH_INFO"], {"password1": "zeven-blauwe-fietsen", "password2": "zeven-blauwe-fietsen"})
    assert account().check_password("zeven-blauwe-fietsen")
    page = client_of("administrator").get(answer["Location"]).content.decode()
    assert "Casusdeelnemer" in page
    assert "uitgenodigd, nog niet ingelogd" in page
    assert Client().get(link, follow=True).status_code == 200  # used up: says so, and sets nothing


@pytest.mark.law("R-30", "WGS 2.27(1)", "8.11-5")
def test_an_account_for_slachtofferhulp_is_refused_with_the_article(world, post):
    with as_owner():
        HouseOrganisation.objects.create(
            house=world.houses["TEST"], organisation=world.organisations["victims"], since=TODAY
        )
    answer = post("professional_new", **somebody(world, "victims"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "WGS 2.27 lid 1" in text
    assert "incidentele derde" in text
    assert "Nina Nieuw" in text
    assert account() is None
    assert not mail.outbox


@pytest.mark.law("R-30", "WGS 2.27(2)", "8.11-5")
def test_the_database_too_gives_no_role_to_an_organisation_without_ground(world, act_as):
    with as_owner():
        made = Account.objects.create_user("sh@test.invalid", None, name="Sien Hulp")
        helper = Professional.objects.create(
            account=made, organisation=world.organisations["victims"], function="medewerker"
        )
    with act_as(world.people["administrator"]), pytest.raises(IntegrityError, match=r"WGS 2\.27"), transaction.atomic():
        authorise(helper, world.houses["TEST"], "participant")


@pytest.mark.law("WGS 1.8(2)")
def test_nobody_authorises_himself(world, post, act_as):
    oneself = world.people["administrator"]
    answer = post("authorise", oneself.pk, role="participant")
    assert answer.status_code == 422
    assert "uzelf" in answer.content.decode()
    with act_as(oneself), pytest.raises(DatabaseError), transaction.atomic():
        authorise(oneself.professional, world.houses["TEST"], "auditor")
    assert post("screening", oneself.pk).status_code == 422
    with act_as(oneself), pytest.raises(DatabaseError), transaction.atomic():
        Authorisation.objects.filter(professional=oneself.pk).update(screening_valid_until=TODAY + timedelta(days=9999))


@pytest.mark.law("WGS 2.31(2)", "R-01")
def test_only_core_participants_assess(world, post):
    answer = post("authorise", world.people["ggz"].pk, role="assessor", no_commercial_duties="on")
    assert answer.status_code == 422
    assert "WGS 2.31 lid 2" in answer.content.decode()
    assert post("authorise", world.people["police_colleague"].pk, role="assessor").status_code == 302


@pytest.mark.law("R-71", "WGS 1.8(2)")
@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("police", "administrator"),
        ("police", "auditor"),
        ("auditor", "participant"),
        ("contact", "manager"),
        ("administrator", "referrer"),
    ],
)
def test_casework_supervision_and_maintenance_stay_apart_in_one_person(key, role, world, post, act_as):
    if key != "administrator":
        answer = post("authorise", world.people[key].pk, role=role)
        assert answer.status_code == 422
        assert "gaan niet samen" in answer.content.decode()
    with as_owner(), pytest.raises(IntegrityError, match="one professional serves one purpose"), transaction.atomic():
        authorise(Professional.objects.get(pk=world.people[key].pk), world.houses["TEST"], role)


@pytest.mark.law("R-71", "WGS 1.8(2)")
def test_who_ends_one_purpose_may_serve_another(world, post, act_as):
    contact = Authorisation.objects.filter(professional=world.people["contact"].pk)
    with act_as(world.people["administrator"]):
        number = contact.get().pk
    assert post("authorisation_end", number, until=TODAY).status_code == 302
    assert post("authorise", world.people["contact"].pk, role="manager").status_code == 302


@pytest.mark.law("WGS 1.4(3)", "R-70")
def test_private_participants_send_nobody_with_commercial_duties(world, post):
    probation = world.people["probation"]
    answer = post("authorise", probation.pk, role="manager")
    assert answer.status_code == 422
    assert "WGS 1.4" in answer.content.decode()
    assert post("authorise", probation.pk, role="manager", no_commercial_duties="on").status_code == 302
    with as_owner(), pytest.raises(IntegrityError, match=r"WGS 1\.4"), transaction.atomic():
        authorise(
            Professional.objects.get(pk=world.people["ggz"].pk),
            world.houses["TEST"],
            "manager",
            no_commercial_duties=False,
        )


@pytest.mark.law("BGS 1.11", "R-70")
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"screening_valid_until": TODAY}, "BGS 1.11"),
        ({"screened_on": TODAY + timedelta(days=1)}, "toekomst"),
        ({"screened_on": None}, "verplicht"),
        ({"screening_valid_until": None}, "verplicht"),
        ({"screening": None}, "verplicht"),
        (
            {"screened_on": TODAY - timedelta(days=10), "screening_valid_until": TODAY - timedelta(days=20)},
            "eindigt vóór",
        ),
        ({"until": TODAY - timedelta(days=1)}, "niet na het begin"),
    ],
)
def test_nobody_is_authorised_without_a_valid_screening(typed, field, world, post):
    answer = post("authorise", world.people["police_colleague"].pk, role="assessor", **typed)
    assert answer.status_code == 422
    assert field in answer.content.decode()


@pytest.mark.law("BGS 1.11", "R-70")
def test_when_the_screening_ends_so_does_the_sight_on_cases(world, act_as, post, client_of):
    police = world.people["police"]
    with act_as(police):
        assert Case.objects.exists()
    with as_owner():
        Authorisation.objects.filter(professional=police.pk).update(
            screened_on=TODAY - timedelta(days=700), screening_valid_until=TODAY
        )
    with act_as(police):
        assert not Case.objects.exists()
    with act_as(world.people["administrator"]) as who:
        (item,) = my_work(who)
        assert (item.title, item.late, item.due) == ("Petra Agema", True, TODAY - timedelta(days=1))
        assert "geblokkeerd" in item.about
    assert post("screening", police.pk).status_code == 302
    confirm(client_of)
    with act_as(police):
        assert Case.objects.exists()
    with act_as(world.people["administrator"]) as who:
        assert my_work(who) == []


@pytest.mark.law("BGS 1.11", "R-70")
def test_the_administrator_and_the_professional_are_warned_sixty_days_ahead_and_nobody_else_is(world, act_as):
    with as_owner():
        Authorisation.objects.filter(professional=world.people["ggz"].pk).update(
            screening_valid_until=TODAY + timedelta(days=60)
        )
        Authorisation.objects.filter(professional=world.people["probation"].pk).update(
            screening_valid_until=TODAY + timedelta(days=61)
        )
    with act_as(world.people["administrator"]) as who:
        assert [(item.title, item.late) for item in my_work(who)] == [("Gijs Zwart", False)]
    with act_as(world.people["ggz"]) as who:
        assert ["uw eigen autorisatie" in item.about for item in my_work(who)] == [True]
    for key in ("director", "ggz_colleague", "probation", "manager", "neighbour_director"):
        with act_as(world.people[key]) as who:
            assert my_work(who) == []


@pytest.mark.law("WGS 1.8(2)", "R-70")
def test_an_ended_role_opens_nothing_from_that_moment(world, act_as, post):
    ggz = world.people["ggz"]
    with act_as(world.people["administrator"]):
        numbers = list(Authorisation.objects.filter(professional=ggz.pk).values_list("pk", flat=True))
    for number in numbers:
        assert post("authorisation_end", number, until=TODAY).status_code == 302
    with act_as(ggz) as who:
        assert who.account_id is None
        assert not Case.objects.exists()
    with as_owner():
        assert Event.objects.filter(action="authorisation.end", outcome="ok").count() == len(numbers)


@pytest.mark.law("WGS 1.8(2)")
def test_a_closed_account_sees_nothing_and_reopens(world, act_as, client_of):
    ggz = world.people["ggz"]
    url = reverse("network:account", args=["TEST", ggz.pk])
    assert client_of("administrator").post(url, {"active": "0"}).status_code == 302
    with act_as(ggz) as who:
        assert who.account_id is None
        assert not Case.objects.exists()
    assert client_of("administrator").post(url, {"active": "1"}).status_code == 302
    with act_as(ggz) as who:
        assert who.account_id is None  # a second pair of eyes first
    confirm(client_of)
    with act_as(ggz):
        assert Case.objects.exists()
    oneself = reverse("network:account", args=["TEST", world.people["administrator"].pk])
    assert client_of("administrator").post(oneself, {"active": "0"}).status_code == 403


@pytest.mark.law("WGS 1.8(2)", "R-70")
@pytest.mark.parametrize("key", ["police", "director", "auditor"])
def test_only_an_administrator_makes_and_closes_accounts_in_the_database_too(key, world, act_as):
    with act_as(world.people[key]):
        with pytest.raises(IntegrityError, match="accounts are for administrators"), transaction.atomic():
            Account.objects.create_user("zelf@test.invalid", "een-goed-wachtwoord", name="Zelf Gemaakt")
        with pytest.raises(IntegrityError, match="accounts are for administrators"), transaction.atomic():
            Account.objects.filter(pk=world.people["ggz"].pk).update(is_active=False)
        Account.objects.filter(pk=world.people[key].pk).update(language="en")


@pytest.mark.law("R-77")
def test_the_application_never_makes_a_demonstration_account(world, act_as):
    with act_as(world.people["administrator"]), pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=world.people["ggz"].pk).update(is_demo=True)


def test_who_works_for_another_house_gets_a_role_and_no_second_account(world, post):
    answer = post("professional_new", **somebody(world, "police", email="NEIGHBOUR@test.invalid"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Nel Buur" in text
    assert reverse("network:authorise", args=["TEST", world.people["neighbour"].pk]) in text
    refused = post("authorise", world.people["neighbour"].pk, role="participant")
    assert refused.status_code == 422
    assert "neemt niet deel aan dit huis" in refused.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "geen-adres"},
        {"email": "x" * 10_000},
        {"name": ""},
        {"name": "x" * 10_000},
        {"name": "Ni\x00na"},
        {"organisation": "x"},
        {"organisation": 10**30},
        {"organisation": ""},
        {"roles": []},
        {"roles": ["system"]},
        {"roles": ["baas"]},
        {"phone": "bel me"},
        {"designated_on": "2026-02-30"},
        {"screened_on": "gisteren"},
        {"screening": "horoscoop"},
        {"function": "\x00"},
    ],
)
def test_bad_input_is_said_at_the_field_and_loses_nothing(typed, world, post):
    given = somebody(world, "police", **typed)
    answer = post("professional_new", **given)
    assert answer.status_code == 422
    assert account() is None
    kept = {key: value for key, value in given.items() if key in ("name", "function", "phone") and key not in typed}
    assert all(value in answer.content.decode() for value in kept.values())


def test_sending_the_form_twice_makes_one_account(world, post):
    assert post("professional_new", **somebody(world, "police")).status_code == 302
    assert post("professional_new", **somebody(world, "police")).status_code == 422
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_loses_no_account(world, post, client_of, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    answer = post("professional_new", **somebody(world, "police"))
    assert answer.status_code == 302
    assert account() is not None
    assert "kon niet worden verstuurd" in client_of("administrator").get(answer["Location"]).content.decode()


@pytest.mark.law("R-21", "WGS 2.30(1)")
def test_of_a_professional_only_function_organisation_and_contact_are_kept():
    kept = {field.name for field in Professional._meta.get_fields() if not field.auto_created}
    about_the_account = {
        "home",
        "suspended_until",
    }  # which house keeps the record, and whether the account is closed for now
    assert kept - about_the_account == {"account", "organisation", "function", "phone"}


@pytest.mark.law("R-21")
def test_colleagues_see_who_somebody_is_and_not_the_screening(world, client_of):
    url = reverse("network:professional", args=["TEST", world.people["ggz"].pk])
    seen = {key: client_of(key).get(url).content.decode() for key in ("police", "administrator", "auditor")}
    assert all("Gijs Zwart" in text and "0612345678" in text and "Casusdeelnemer" in text for text in seen.values())
    assert ["VOG" in seen[key] for key in seen] == [False, True, True]


def test_other_rooms_ask_who_works_here(world, act_as):
    house = world.houses["TEST"]
    with act_as(world.people["police"]):
        directors = queries.professionals(house, roles=["process_director"])
        assert [(one.account.name, one.phone) for one in directors] == [
            ("Daan Peters", "0612345678"),
            ("Dina Prins", "0612345678"),
        ]
        assert [
            one.account.name for one in queries.professionals(house, world.organisations["ggz"], ["participant"])
        ] == ["Gijs Zwart", "Greet Zijlstra"]
        assert world.organisations["halt"] not in queries.participants(house)
        assert {one.ground[:7] for one in queries.participants(house, core_only=True)} == {"2.27(1)"}
