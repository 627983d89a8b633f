"""Referring: from the first search to the number, and everything that may go wrong on the way."""

import pytest
from django.urls import reverse

from eenplan.audit.models import Event
from eenplan.people.models import Person
from eenplan.referrals.models import Referral, ReferredPerson
from tests.support.world import referral as make_referral

pytestmark = pytest.mark.django_db

ANSWERS = {
    "occasion": "Elke week een melding",
    "goal": "Rust in het gezin",
    "criterion_a": "Geweld thuis",
    "criterion_b": "School en wonen",
    "criterion_c": "Drie aangiften",
    "criterion_d": "Politie en zorg samen",
    "checked": "on",
    "informed": "True",
    "urgency": "soon",
    "ave_phase": "3",
}


def url(name, referral, **kwargs):
    return reverse(f"referrals:{name}", kwargs={"pk": referral.pk, **kwargs})


@pytest.fixture
def draft(as_owner, world):
    """An empty draft of a professional of the GGZ."""
    with as_owner():
        author = world.people["ggz"]
        return Referral.objects.create(
            house=world.houses["TEST"], account=author, organisation=author.professional.organisation
        )


@pytest.fixture
def stored(as_owner):
    """Read a row as it stands in the database."""

    def read(row):
        with as_owner():
            return type(row).objects.get(pk=row.pk)

    return read


def find_and_name(client, draft, person, **part):
    client.post(url("people", draft), {"bsn": person.bsn})
    return client.post(url("name_person", draft, person=person.pk), part)


@pytest.mark.law("WGS 2.31(1)", "WGS 2.31(2)", "R-01", "8.11-1")
def test_a_professional_of_the_ggz_refers_and_may_not_decide_on_admission(client_of, world, draft, stored):
    ggz = client_of("ggz")
    find_and_name(ggz, draft, world.persons["stranger"])
    ggz.post(url("content", draft), ANSWERS)
    assert ggz.post(url("check", draft)).status_code == 302
    number = stored(draft).number
    assert number
    for outcome in ("in-behandeling", "aanvullen", "niet-in-behandeling"):
        answer = ggz.post(reverse("referrals:decide", args=[number, outcome]), {"motive": "wij vinden van wel"})
        assert answer.status_code == 403
        assert "WGS 2.31 lid 2" in answer.content.decode()
    assert not stored(draft).decided_at


@pytest.mark.law("BGS 2.20(3)", "R-02", "8.11-2")
def test_submitting_with_criterion_d_empty_is_refused_and_says_so(client_of, world, draft, stored):
    ggz = client_of("ggz")
    find_and_name(ggz, draft, world.persons["stranger"])
    ggz.post(url("content", draft), {**ANSWERS, "criterion_d": ""})
    answer = ggz.post(url("check", draft))
    assert answer.status_code == 422
    assert "Motiveer criterium d." in answer.content.decode()
    assert f"{url('content', draft)}#id_criterion_d" in answer.content.decode()
    assert stored(draft).submitted_at is None


@pytest.mark.law("BGS 2.20(3)", "R-02")
def test_the_database_too_refuses_a_referral_that_is_not_complete(act_as, world, draft):
    from django.db import IntegrityError
    from django.utils import timezone

    with pytest.raises(IntegrityError), act_as(world.people["ggz"]):
        Referral.objects.filter(pk=draft.pk).update(submitted_at=timezone.now())


@pytest.mark.law("R-90", "R-02")
def test_the_number_is_there_at_once_with_what_happens_next(client_of, world, draft, stored):
    ggz = client_of("ggz")
    find_and_name(ggz, draft, world.persons["stranger"])
    ggz.post(url("content", draft), ANSWERS)
    answer = ggz.post(url("check", draft), follow=True)
    text = answer.content.decode()
    assert stored(draft).number in text
    assert "Eerste contact" in text
    assert "Dina Prins" in text  # whom to call


@pytest.mark.law("R-90")
def test_a_draft_is_kept_however_little_was_filled_in_and_taken_up_again(client_of, draft, stored):
    ggz = client_of("ggz")
    assert ggz.post(url("content", draft), {"occasion": "Alleen dit nog", "stay": "yes"}).status_code == 302
    assert "Alleen dit nog" in ggz.get(url("content", draft)).content.decode()
    assert stored(draft).occasion == "Alleen dit nog"
    assert "concept" in ggz.get(reverse("referrals:list")).content.decode()


@pytest.mark.law("R-90")
def test_what_is_typed_is_kept_in_the_background_also_beside_a_wrong_answer(client_of, draft, stored):
    ggz = client_of("ggz")
    answer = ggz.post(url("save", draft), {"occasion": "x" * 10_001, "goal": "Rust", "informed": "misschien"})
    assert answer.status_code == 200
    assert "behalve" in answer.content.decode()
    assert stored(draft).goal == "Rust"
    assert stored(draft).occasion == ""


@pytest.mark.law("R-90")
def test_starting_twice_goes_on_with_the_draft_that_is_still_empty(client_of, world, draft):
    answer = client_of("ggz").post(reverse("referrals:start"))
    assert answer.url == url("people", draft)


@pytest.mark.law("R-90")
def test_the_process_directors_can_be_reached_before_anything_is_filled_in(client_of):
    text = client_of("ggz").get(reverse("referrals:start")).content.decode()
    assert "zonder naam" in text
    assert "director@test.invalid" in text


def test_a_person_with_a_known_bsn_is_found_and_not_entered_twice(client_of, world, draft, as_owner):
    ggz = client_of("ggz")
    text = ggz.post(url("people", draft), {"bsn": world.persons["stranger"].bsn}).content.decode()
    assert "Ahmed el Idrissi" in text
    again = {"family_name": "Idrissi", "sex": "M", "bsn": world.persons["stranger"].bsn}
    answer = ggz.post(url("new_person", draft), again)
    assert "al bekend" in answer.content.decode()
    assert "Ahmed el Idrissi" in answer.content.decode()  # the same road as after finding
    with as_owner():
        assert Person.objects.filter(citizen_number__bsn=world.persons["stranger"].bsn).count() == 1


def test_a_person_is_found_by_family_name_and_an_incomplete_birth_date(client_of, draft):
    answer = client_of("ggz").post(url("people", draft), {"family_name": "bakker", "birth_date_2": "1985"})
    assert "Sanne Bakker" in answer.content.decode()


@pytest.mark.law("R-72")
def test_a_search_without_hits_is_logged_without_what_was_searched_for(client_of, world, draft, as_owner):
    assert (
        "Niemand gevonden"
        in client_of("ggz")
        .post(url("people", draft), {"family_name": "Nergenshuizen", "birth_date_2": "1971"})
        .content.decode()
    )
    with as_owner():
        line = Event.objects.filter(action="person.search").latest("pk")
        assert (line.outcome, line.account_id) == ("nothing", world.people["ggz"].pk)
        assert "Nergenshuizen" not in f"{line.thing} {line.detail} {line.access_point}"


def test_a_person_that_nobody_looked_for_cannot_be_put_on_a_referral(client_of, world, draft, as_owner):
    answer = client_of("ggz").post(url("name_person", draft, person=world.persons["father"].pk))
    assert answer.status_code == 404
    with as_owner():
        assert not draft.persons.exists()


def test_a_new_person_comes_on_the_referral_with_an_incomplete_birth_date(client_of, draft, as_owner):
    answer = client_of("ggz").post(
        url("new_person", draft),
        {"given_names": "Nieuw", "family_name": "Persoon", "sex": "O", "birth_date_1": "5", "birth_date_2": "1990"},
    )
    assert answer.status_code == 302
    with as_owner():
        named = draft.persons.select_related("person").get()
        assert (named.part, named.person.birth_date) == ("subject", "1990-05-00")


@pytest.mark.law("BGS 2.19", "R-12", "8.11-10")
def test_a_circle_member_without_a_relation_to_a_referred_person_is_refused(client_of, world, draft, as_owner):
    ggz = client_of("ggz")
    father, son = world.persons["father"], world.persons["son"]
    find_and_name(ggz, draft, father)
    assert find_and_name(ggz, draft, son, part="circle").status_code == 422
    part = {"part": "circle", "relation": "child", "reason": "woont in het gezin"}
    assert find_and_name(ggz, draft, son, circle_of=son.pk, **part).status_code == 422
    assert find_and_name(ggz, draft, son, circle_of=father.pk, **part).status_code == 302
    with as_owner():
        assert set(draft.persons.values_list("person_id", "part")) == {(father.pk, "subject"), (son.pk, "circle")}


@pytest.mark.law("BGS 2.19", "R-12")
def test_who_is_taken_off_the_referral_takes_the_circle_along(client_of, world, draft, as_owner):
    ggz = client_of("ggz")
    father, son = world.persons["father"], world.persons["son"]
    find_and_name(ggz, draft, father)
    find_and_name(ggz, draft, son, part="circle", circle_of=father.pk, relation="child", reason="woont in het gezin")
    with as_owner():
        subject = draft.persons.get(part="subject")
    assert ggz.post(url("remove_person", draft, named=subject.pk)).status_code == 302
    with as_owner():
        assert not draft.persons.exists()


def test_naming_the_same_person_twice_says_so(client_of, world, draft):
    ggz = client_of("ggz")
    find_and_name(ggz, draft, world.persons["father"])
    answer = find_and_name(ggz, draft, world.persons["father"], part="subject")
    assert answer.status_code == 422
    assert "al op de aanmelding" in answer.content.decode()


@pytest.mark.law("R-24")
def test_a_draft_is_seen_by_nobody_but_its_writer(client_of, draft):
    for other in ("ggz_colleague", "police", "director", "auditor", "neighbour"):
        assert client_of(other).get(url("check", draft)).status_code == 404
        assert client_of(other).post(url("content", draft), ANSWERS).status_code == 404


def test_after_submitting_the_back_button_leads_to_the_referral(client_of, world):
    ggz = client_of("ggz")
    for name in ("people", "content", "check"):
        assert ggz.get(url(name, world.referral)).url == url("detail", world.referral)
    assert ggz.post(url("content", world.referral), ANSWERS).url == url("detail", world.referral)
    assert ggz.post(url("check", world.referral)).url == url("detail", world.referral)


def test_a_draft_can_be_thrown_away_and_a_referral_that_came_back_cannot(client_of, draft, as_owner):
    ggz = client_of("ggz")
    with as_owner():
        Referral.objects.filter(pk=draft.pk).update(number="TEST-A-2026-9999")
    ggz.post(url("discard", draft))
    with as_owner():
        assert Referral.objects.filter(pk=draft.pk).update(number=None) == 1
    assert ggz.post(url("discard", draft)).url == reverse("referrals:list")
    with as_owner():
        assert not Referral.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("poison", ["x" * 10_001, "nul\x00teken"])
def test_bad_input_comes_back_at_its_field_with_everything_else_still_there(client_of, draft, poison):
    answer = client_of("ggz").post(url("content", draft), {**ANSWERS, "criterion_b": poison})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'href="#id_criterion_b"' in text
    assert ANSWERS["occasion"] in text


@pytest.mark.parametrize(
    "answers",
    [
        {"ave_phase": "99"},
        {"urgency": "meteen"},
        {"informed": "ja hoor"},
        {"partners": ["1e9", "-1", "\x00"]},
        {"partners": ["9" * 40]},
    ],
)
def test_crafted_answers_are_refused_and_never_break_the_page(client_of, draft, answers):
    assert client_of("ggz").post(url("content", draft), {**ANSWERS, **answers}).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/aanmeldingen/999999999999999999999999/",
        "/triage/%00/",
        "/triage/TEST-A-1/besluit/iets/",
        "/aanmeldingen/0/personen/0/",
    ],
)
def test_crafted_addresses_do_not_exist(client_of, address):
    assert client_of("police").get(address).status_code == 404


def test_the_list_and_the_start_ask_few_statements(client_of, world, as_owner, statements):
    with as_owner():
        for _ in range(5):
            make_referral(
                world.houses["TEST"], world.people["ggz"], world.persons["father"], {world.persons["son"]: "child"}
            )
    ggz = client_of("ggz")
    ggz.get(reverse("referrals:list"))
    with statements(at_most=12):
        ggz.get(reverse("referrals:list"))


@pytest.mark.law("R-72")
def test_creating_and_submitting_are_in_the_log_with_the_persons(client_of, world, draft, as_owner):
    ggz = client_of("ggz")
    find_and_name(ggz, draft, world.persons["stranger"])
    ggz.post(url("content", draft), ANSWERS)
    ggz.post(url("check", draft))
    with as_owner():
        line = Event.objects.get(action="referral.submit")
        assert (line.subject_id, line.categories, line.house_id) == (
            world.persons["stranger"].pk,
            [1],
            world.houses["TEST"].pk,
        )


@pytest.mark.law("R-01", "WGS 1.8(7)")
def test_the_writer_cannot_give_a_referral_a_number_or_an_outcome(act_as, world, draft):
    from django.db import ProgrammingError, transaction
    from django.utils import timezone

    for answer in (
        {"admitted": True},
        {"number": "TEST-A-2026-0666"},
        {"decided_at": timezone.now()},
        {"house_id": 2},
        {"first_submitted_at": timezone.now()},
    ):
        with pytest.raises(ProgrammingError), act_as(world.people["ggz"]), transaction.atomic():
            Referral.objects.filter(pk=draft.pk).update(**answer)


@pytest.mark.law("BGS 2.20(1)", "R-08")
def test_the_database_refuses_a_referral_about_nobody(act_as, world, draft):
    from django.db import IntegrityError
    from django.utils import timezone

    with pytest.raises(IntegrityError, match="R-08"), act_as(world.people["ggz"]):
        Referral.objects.filter(pk=draft.pk).update(
            **{name: text for name, text in ANSWERS.items() if name.startswith(("occ", "crit"))},
            checked=True,
            informed=True,
            submitted_at=timezone.now(),
        )


@pytest.mark.law("BGS 2.19", "R-12")
def test_the_database_refuses_a_circle_around_nobody_on_the_referral(as_owner, world, draft):
    from django.db import IntegrityError, transaction

    with as_owner(), pytest.raises(IntegrityError, match=r"2\.19"), transaction.atomic():
        ReferredPerson.objects.create(
            house=draft.house,
            referral=draft,
            person=world.persons["son"],
            part="circle",
            circle_of=world.persons["father"],
            relation="child",
            reason="x",
        )
