"""Requests of data subjects: from receipt to letter, with what organisations hold back (R-40, R-41, R-43)."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from eenplan.access.models import Grant
from eenplan.cases.models import Case
from eenplan.cases.pages import open_case
from eenplan.conferences.models import AgendaItem, Conference, Resolution
from eenplan.exchange import actions as exchange
from eenplan.exchange.models import Item
from eenplan.law.calendar import written
from eenplan.law.rules import Refusal
from eenplan.monitoring.models import Evaluation
from eenplan.network.models import LifeDomain
from eenplan.people.models import Address, CitizenNumber, Person, Relation
from eenplan.referrals.models import Referral
from eenplan.retention.models import Hold, JournalLine
from eenplan.rights.models import Consultation, Exemption, Measure, Request
from eenplan.rights.requests import actions, queries, rules

TODAY = timezone.localdate()


def register(act_as, world, person="father", **changes) -> Request:
    """A request of one of the persons of the world, as the contact point writes it down."""
    whom = world.persons[person]
    asked = {
        "kind": "access",
        "asked": "Ik wil weten wat er over mij is vastgelegd.",
        "name": whom.family_name,
        "birth_date": whom.birth_date,
        "received_on": TODAY,
        "capacity": "person",
        "applicant_name": str(whom),
        "authority": "",
        "address": f"Vlietweg {whom.pk}\n2312 AB Waterdam",
        "handed_by": "",
        "how": "letter",
        "bsn": "",
        **changes,
    }
    with act_as(world.people["contact"]) as who:
        return actions.register(who, house=world.houses["TEST"], **asked)


def identify(act_as, world, request) -> int | None:
    """The handler checks who asks, a colleague judges that: how many persons fit."""
    with act_as(world.people["contact"]) as who:
        actions.identify(who, queries.one(who, request.number), identity="document", identity_checked_on=TODAY)
    return judge(act_as, world, request)


def judge(act_as, world, request, by="contact_two", **said) -> int | None:
    with act_as(world.people[by]) as who:
        return actions.judge_identity(who, queries.one(who, request.number), **{"enough": True, **said})


def opened(act_as, world, person="father", **changes) -> Request:
    """Registered and identified: everybody is asked."""
    request = register(act_as, world, person, **changes)
    assert identify(act_as, world, request) == 1
    return request


def consultation_of(who, request) -> Consultation:
    return queries.asked(who).get(request__number=request.number)


def answer(act_as, world, request, *people) -> None:
    for key in people:
        with act_as(world.people[key]) as who:
            actions.answer(who, consultation_of(who, request))


def hold_back(act_as, world, request, key, **changes) -> Exemption:
    with act_as(world.people[key]) as who:
        asked = consultation_of(who, request)
        items = queries.own_items(asked, [])
        return actions.hold_back(
            who,
            asked,
            **{
                "part": "item",
                "item": items[0].pk if items else None,
                "ground": "i",
                "motivation": "Een kind loopt gevaar als dit bekend wordt.",
                "review_on": TODAY + timedelta(days=90),
                **changes,
            },
        )


def decide(act_as, world, request, **changes):
    with act_as(world.people["contact"]) as who:
        return actions.decide(
            who,
            queries.one(who, request.number),
            **{"outcome": "granted", "motive": "U krijgt alles wat wij hebben.", **changes},
        )


def text_of(act_as, world, decision) -> str:
    with act_as(world.people["contact"]):
        decision.letter.refresh_from_db()
        pages = PdfReader(BytesIO(decision.letter.content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


EVERYBODY = ("council", "ggz", "police")


@pytest.mark.law("AVG 12", "R-40")
def test_nothing_is_looked_up_before_the_identity_was_checked(act_as, world):
    request = register(act_as, world)
    with act_as(world.people["contact"]):
        assert not Person.objects.filter(pk=world.persons["father"].pk).exists()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT rights_find_person(%s)", [request.pk])
    with act_as(world.people["contact"]) as who, pytest.raises(Refusal, match="identiteit"):
        actions.decide(who, queries.one(who, request.number), outcome="granted", motive="x")


@pytest.mark.law("BGS 1.2", "R-40")
def test_everybody_involved_is_asked_at_once_and_nobody_else(act_as, world, as_owner):
    request = opened(act_as, world)
    with as_owner():
        asked = {each.organisation.name: each.involvement for each in request.consultations.all()}
    names = {world.organisations[key].name for key in EVERYBODY}
    assert set(asked) == names
    assert "aanmelder" in asked[world.organisations["police"].name]
    assert "verstrekker" in asked[world.organisations["ggz"].name]
    with act_as(world.people["probation"]) as who:
        assert not queries.asked(who).exists()
    with act_as(world.people["ggz_colleague"]) as who:  # never worked with this person
        assert not queries.asked(who).exists()
        assert not Request.objects.exists()


@pytest.mark.law("BGS 1.2", "R-40", "R-53")
def test_the_contact_point_sees_one_person_and_never_the_whole_case(act_as, world, as_owner):
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["contact"]):
        assert CitizenNumber.objects.get().person_id == world.persons["father"].pk
        assert not Person.objects.filter(
            pk__in=[world.persons[key].pk for key in ("mother", "son", "daughter")]
        ).exists()
        assert {item.person_id for item in Item.objects.all()} == {world.persons["father"].pk}
        assert not Address.objects.filter(secret=True).exists()
    decide(act_as, world, request)
    with act_as(world.people["contact"]):
        assert not CitizenNumber.objects.exists()
        assert not Item.objects.exists()


@pytest.mark.law("BGS 1.2", "WGS 2.31(8)", "R-53", "R-40", "8.11-6")
def test_the_contact_point_answers_about_a_closed_case(act_as, world, client_of):
    assert client_of("police").get(world.closed_case.get_absolute_url()).status_code == 404
    request = opened(act_as, world, "closed")
    with act_as(world.people["police"]):  # asked, and yet the case stays shielded for who worked on it
        assert not Case.objects.filter(pk=world.closed_case.pk).exists()
    answer(act_as, world, request, "council", "police")
    decision = decide(act_as, world, request)
    told = text_of(act_as, world, decision)
    assert world.closed_case.number in told
    assert "Herhaalde meldingen aan huis" in told
    assert "999990068" in told
    assert client_of("police").get(world.closed_case.get_absolute_url()).status_code == 404


@pytest.mark.law("AVG 15", "R-43")
def test_the_letter_tells_everything_about_the_person_and_nothing_about_others(act_as, world):
    with act_as(world.people["police"]):
        list(Person.objects.filter(pk=world.persons["father"].pk))
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    told = text_of(act_as, world, decide(act_as, world, request))
    for said in (
        "Drie meldingen van geweld",
        "In behandeling sinds mei",
        "Geen geweld meer thuis",
        "Behandeling starten",
    ):
        assert said in told
    for heading in (
        "Wie uw gegevens heeft bekeken",
        "Autoriteit Persoonsgegevens",
        "Hoe lang bewaren wij",
        "Waarom gebruiken",
    ):
        assert heading in told
    for others in ("Sanne", "Tim", "Lotte", "Urgentie toegekend", "Schuilplaats", "Petra Agema", "Gijs Zwart"):
        assert others not in told


def spoken_of(world) -> None:
    """As the owner: the conference was held, decided about father and mother, and was evaluated."""
    point = world.case.agenda_items.get()
    shared = {"house": world.case.house, "case": world.case}
    AgendaItem.objects.filter(pk=point.pk).update(picture="Sanne zegt dat hij dreigt", held_at=timezone.now())
    for person, text in (("father", "Start een agressietraining"), ("mother", "Zoekt een eigen woning")):
        Resolution.objects.create(
            item=point,
            person=world.persons[person],
            text=text,
            kind="care",
            domain=LifeDomain.objects.get(house=world.case.house, code="home"),
            organisation=world.organisations["ggz"],
            responsible=world.people["ggz"],
            due_on=TODAY + timedelta(days=40),
            account=world.people["director"],
            **shared,
        )
    Evaluation.objects.create(
        held_on=TODAY,
        conclusion="Lotte durft weer naar huis",
        necessary=True,
        advice="continue",
        next_on=TODAY + timedelta(days=90),
        account=world.people["director"],
        **shared,
    )


@pytest.mark.law("AVG 15", "R-43")
def test_minutes_and_evaluations_are_named_by_day_with_how_to_read_them_and_decisions_told_in_full(
    act_as, world, as_owner
):
    with as_owner():
        spoken_of(world)
        held = timezone.localdate(world.case.agenda_items.get().conference.at)
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    told = text_of(act_as, world, decide(act_as, world, request))
    for said in (
        "Verslag van een casusoverleg",
        f"Op: {written(held)}",
        f"Op: {written(TODAY)}",  # the evaluation
        "Wilt u lezen wat er over u in staat? Vraag dat aan het contactpunt",
        "Besluit: Start een agressietraining",
        f"Verantwoordelijke organisatie: {world.organisations['ggz'].name}",
        f"Gereed op: {written(TODAY + timedelta(days=40))}",
    ):
        assert said in told, said
    for others in ("Sanne", "Lotte", "eigen woning", "agressief"):
        assert others not in told


@pytest.mark.law("UAVG 41", "AVG 15", "R-43")
@pytest.mark.parametrize("part", ["conference", "plan", "case"])
def test_that_a_case_was_spoken_of_is_held_back_with_its_part(act_as, world, as_owner, part):
    with as_owner():
        spoken_of(world)
    request = opened(act_as, world)
    hold_back(act_as, world, request, "police", part=part, item=None)
    answer(act_as, world, request, *EVERYBODY)
    told = text_of(act_as, world, decide(act_as, world, request, outcome="partial", motive="Een deel."))
    assert ("Verslag van een casusoverleg" in told) is (part == "plan")
    assert (f"Op: {written(TODAY)}" in told) is (part == "conference")
    assert ("Verslagen en evaluaties lezen" in told) is (part != "case")


@pytest.mark.law("AVG 15", "R-43", "R-53")
def test_only_who_answers_a_person_hears_when_was_spoken_and_only_while_in_the_case(act_as, world, as_owner):
    with as_owner():
        spoken_of(world)
    father = world.persons["father"].pk
    with act_as(world.people["contact"]):
        assert queries.spoken(father) == {"conference": [], "evaluation": []}
    opened(act_as, world)
    with act_as(world.people["contact"]):
        assert [len(days) for days in queries.spoken(father).values()] == [1, 1]
    with act_as(world.people["police"]):
        assert queries.spoken(father) == {"conference": [], "evaluation": []}
    with as_owner():  # it was held before he was in the case
        Conference.objects.filter(agenda__case=world.case).update(at=timezone.now() - timedelta(days=9))
    with act_as(world.people["contact"]):
        assert [len(days) for days in queries.spoken(father).values()] == [0, 1]


@pytest.mark.law("UAVG 41", "BGS 1.2", "R-40", "R-41", "8.11-14")
def test_an_item_on_which_uavg_41_is_invoked_stays_out_and_its_end_reopens_the_request(act_as, world, as_owner):
    request = opened(act_as, world)
    exemption = hold_back(act_as, world, request, "police", ground="i")
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["contact"]) as who:
        assert not Item.objects.filter(supplier=world.organisations["police"]).exists()
        with pytest.raises(Refusal, match="gedeeltelijk"):
            actions.decide(who, queries.one(who, request.number), outcome="granted", motive="alles")
    decision = decide(act_as, world, request, outcome="partial", motive="U krijgt bijna alles.")
    told = text_of(act_as, world, decision)
    assert "Drie meldingen van geweld" not in told
    assert "In behandeling sinds mei" in told
    assert "bescherming van betrokkene of van de rechten en vrijheden van anderen" in told
    with act_as(world.people["contact"]) as who:
        assert queries.my_work(who) == []
    with act_as(world.people["police"]) as who:
        actions.lapse(who, Exemption.objects.get(pk=exemption.pk))
    with act_as(world.people["contact"]) as who:
        [task] = queries.my_work(who)
        assert request.number in task.title
    later = decide(act_as, world, request)
    again = text_of(act_as, world, later)
    assert "Drie meldingen van geweld" in again
    assert "In onze eerdere brief lieten wij iets weg" in again


@pytest.mark.law("UAVG 41", "BGS 1.2", "R-41")
def test_who_answers_a_request_does_not_end_the_exception_of_an_organisation(act_as, world, as_owner, client_of):
    request = opened(act_as, world)
    exemption = hold_back(act_as, world, request, "police", ground="i")
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["contact"]) as who:
        with pytest.raises(Refusal, match="zelf"):
            actions.lapse(who, Exemption.objects.get(pk=exemption.pk))
        ended = {"lapsed_at": timezone.now(), "lapsed_by": who.account_id}
        assert Exemption.objects.filter(pk=exemption.pk).update(**ended) == 0
        assert not Item.objects.filter(supplier=world.organisations["police"]).exists()
    contact, page = client_of("contact"), reverse("rights:consultation", args=[exemption.consultation_id])
    assert "De uitzondering is vervallen" not in contact.get(page).text
    answered = contact.post(reverse("rights:lapse", args=[exemption.pk]), follow=True)
    assert "Alleen de organisatie zelf" in answered.text
    with as_owner():  # nobody of the organisation is left in the house to say so
        Grant.objects.filter(kind="house", organisation_id=world.organisations["police"].pk).update(
            until=timezone.now() - timedelta(minutes=1)
        )
    with act_as(world.people["contact"]) as who:
        actions.lapse(who, Exemption.objects.get(pk=exemption.pk))


@pytest.mark.law("AVG 17", "BGS 1.7")
def test_no_organisation_is_told_to_erase_what_another_supplied(act_as, world, as_owner):
    request = opened(act_as, world, kind="erasure", asked="Wis dit.")
    with as_owner():
        item = world.case.items.get(supplier=world.organisations["ggz"])
    task = {"house": request.house, "request": request, "kind": "erase", "text": "Wis.", "due_on": TODAY}
    with act_as(world.people["contact"]):
        for person, supplier in (("father", "council"), ("mother", "ggz")):
            with pytest.raises(IntegrityError, match="supplied"), transaction.atomic():
                Measure.objects.create(
                    person=world.persons[person], item_id=item.pk, organisation=world.organisations[supplier], **task
                )


@pytest.mark.law("UAVG 41", "BGS 1.2")
def test_who_holds_back_that_it_is_involved_is_named_nowhere(act_as, world):
    request = opened(act_as, world)
    hold_back(act_as, world, request, "police", part="involved", item=None, ground="d")
    answer(act_as, world, request, *EVERYBODY)
    decision = decide(act_as, world, request, outcome="partial", motive="Een deel.")
    told = text_of(act_as, world, decision)
    assert world.organisations["police"].name not in told
    assert "Drie meldingen" not in told


@pytest.mark.law("BGS 1.2", "R-40")
def test_the_decision_waits_for_everybody_until_the_term_is_over(act_as, world):
    request = opened(act_as, world)
    answer(act_as, world, request, "council")
    with act_as(world.people["contact"]) as who, pytest.raises(Refusal, match="Nog niet alle"):
        actions.decide(who, queries.one(who, request.number), outcome="partial", motive="x")
    late = opened(act_as, world, "mother", handed_by="de wijkagent", received_on=TODAY - timedelta(days=40))
    decision = decide(act_as, world, late, outcome="partial", motive="Een deel.")
    told = text_of(act_as, world, decision)
    assert "kregen wij nog geen antwoord" in told
    assert world.organisations["council"].name in told
    assert "Urgentie toegekend" not in told
    with act_as(world.people["council"]) as who:  # a late answer is still welcome, and lets the rest be told
        actions.answer(who, consultation_of(who, late))
    with act_as(world.people["contact"]) as who:
        assert Request.objects.get(pk=late.pk).decided_at is None


@pytest.mark.law("AVG 12", "R-43")
def test_under_sixteen_asks_through_a_legal_representative(act_as, world):
    with pytest.raises(Refusal, match="16"):
        register(act_as, world, "daughter")
    request = opened(
        act_as,
        world,
        "daughter",
        capacity="representative",
        applicant_name="K. de Vries",
        authority="uittreksel gezagsregister",
    )
    assert request.applicant.name == "K. de Vries"


#: what is recorded of a parent → what is left of his authority (people/authority.py)
PARENTS = {
    "has": {"authority": "parent"},
    "none": {"authority": "no"},
    "dead": {"authority": "parent", "died": True},
    "unclear": {"authority": "unclear"},
    "nothing said": {"authority": ""},
}
BY_FATHER = {"capacity": "representative", "applicant_name": "K. de Vries", "authority": "uittreksel gezagsregister"}


@pytest.fixture
def asked_by_the_father(act_as, world, as_owner):
    """`asked_by_the_father("none")`: a request about the daughter by her father, whose authority is recorded so."""

    def ask(recorded, **changes):
        facts = PARENTS[recorded]
        with as_owner():
            Relation.objects.filter(person=world.persons["father"], other=world.persons["daughter"]).update(
                authority=facts["authority"]
            )
            Person.objects.filter(pk=world.persons["father"].pk).update(died_on="2026-01-01" if "died" in facts else "")
        request = opened(act_as, world, "daughter", **BY_FATHER | changes)
        answer(act_as, world, request, *EVERYBODY)
        return request

    return ask


@pytest.mark.law("BW 1:245", "BW 1:246", "R-43")
@pytest.mark.parametrize(("recorded", "refused"), [(key, key in ("none", "dead")) for key in PARENTS])
def test_a_parent_without_authority_gets_no_answer_about_a_child(asked_by_the_father, act_as, world, recorded, refused):
    request = asked_by_the_father(recorded)
    if refused:
        with pytest.raises(Refusal, match="geen gezag"):
            decide(act_as, world, request)
        assert decide(act_as, world, request, outcome="dismissed", motive="U heeft geen gezag.").outcome == "dismissed"
    else:
        assert decide(act_as, world, request).outcome == "granted"


@pytest.mark.law("BW 1:245", "BW 1:246", "R-43")
@pytest.mark.parametrize(
    ("recorded", "applicant", "said"),
    [
        ("has", "K. de Vries", ""),
        ("has", "Karel Vries", ""),
        ("none", "K. de Vries", "geen gezag"),
        ("unclear", "K. de Vries", "niet te bepalen"),
        ("nothing said", "Karel de Vries", "niet te bepalen"),
        ("has", "J. Jansen", "niet als ouder"),
    ],
)
def test_whoever_answers_is_told_what_to_check_of_a_representative(
    asked_by_the_father, client_of, recorded, applicant, said
):
    request = asked_by_the_father(recorded, applicant_name=applicant)
    for page in (
        reverse("rights:request", args=[request.number]),
        reverse("rights:request_decide", args=[request.number]),
    ):
        shown = client_of("contact").get(page).content.decode()
        assert ("Mag de aanvrager dit vragen?" in shown) is bool(said)
        assert said in shown
        assert "Bakker" not in shown  # no parent but who asks is named


@pytest.mark.law("UAVG 5", "R-43")
@pytest.mark.parametrize(("curatorship", "said"), [(False, "16 of ouder"), (True, "curator")])
def test_of_an_adult_nobody_is_the_representative_by_himself(act_as, world, as_owner, client_of, curatorship, said):
    with as_owner():
        CitizenNumber.objects.filter(person=world.persons["father"]).update(curatorship=curatorship)
    request = opened(act_as, world, "father", **BY_FATHER | {"applicant_name": "J. Jansen"})
    assert said in client_of("contact").get(reverse("rights:request", args=[request.number])).content.decode()


@pytest.mark.law("R-43", "WGS 1.8(2)")
def test_only_who_answers_a_request_reads_what_is_recorded_of_the_parents(asked_by_the_father, act_as, world):
    asked_by_the_father("has")
    read = "SELECT given_names FROM rights_parents(%s)"
    for key in ("contact", "contact_two", "police", "director", "auditor", "administrator"):
        with act_as(world.people[key]), connection.cursor() as cursor:
            cursor.execute(read, [world.persons["daughter"].pk])
            assert cursor.fetchall() == ([("Karel",)] if key == "contact" else [])
            cursor.execute(read, [world.persons["son"].pk])
            assert cursor.fetchall() == []


@pytest.mark.law("R-78", "AVG 15")
@pytest.mark.parametrize(("capacity", "told"), [("person", True), ("agent", False)])
def test_a_secret_address_is_told_to_the_person_alone(act_as, world, capacity, told):
    by = {"capacity": capacity, "authority": "volmacht", "bsn": "999990020", "handed_by": "de wijkagent"}
    request = opened(act_as, world, "mother", **by)
    answer(act_as, world, request, *EVERYBODY)
    assert ("Schuilplaats" in text_of(act_as, world, decide(act_as, world, request))) is told


@pytest.mark.law("AVG 12", "R-40")
@given(received=st.dates(date(2025, 3, 1), date(2040, 12, 31)))
def test_a_month_is_a_month_also_at_its_end(received):
    due = rules.term(received)
    assert (due.year * 12 + due.month) - (received.year * 12 + received.month) == 1
    assert due.day == received.day or (due + timedelta(days=1)).day == 1
    assert rules.term(received, extended=True) > due


@pytest.mark.law("AVG 12", "R-40")
def test_the_database_reckons_the_same_term(act_as, world):
    for received in (date(2024, 1, 31), date(2025, 1, 31), date(2025, 10, 31), date(2026, 2, 28)):
        request = register(act_as, world, received_on=received)
        assert request.due_on == rules.term(received)


@pytest.mark.law("AVG 12", "R-40")
def test_the_term_is_extended_once_within_the_first_month_with_a_letter(act_as, world, as_owner):
    request = opened(act_as, world)
    with act_as(world.people["contact"]) as who:
        actions.extend(who, queries.one(who, request.number), reason="Het zijn veel gegevens.")
    with act_as(world.people["contact"]) as who:
        extended = queries.one(who, request.number)
        assert extended.due_on == rules.term(TODAY, extended=True)
        [letter] = extended.letters.all()
        assert "Het zijn veel gegevens." in PdfReader(BytesIO(letter.content)).pages[0].extract_text()
        with pytest.raises(Refusal, match="één keer"):
            actions.extend(who, extended, reason="Nog meer.")
    late = register(act_as, world, "mother", received_on=TODAY - timedelta(days=40))
    with act_as(world.people["contact"]) as who:
        with pytest.raises(Refusal):
            actions.extend(who, queries.one(who, late.number), reason="Te laat.")
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.filter(pk=late.pk).update(extended_on=TODAY, extension_reason="Te laat.")


@pytest.mark.law("BGS 1.2")
def test_another_participant_may_decide_and_the_letter_says_so(act_as, world):
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    decision = decide(act_as, world, request, decided_by=world.organisations["prosecution"])
    assert "genomen door OM Waterdam" in text_of(act_as, world, decision)


@pytest.mark.law("AVG 15", "R-43")
def test_what_also_speaks_of_others_is_left_out_and_counted(act_as, world):
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["contact"]):
        item = Item.objects.get(supplier=world.organisations["ggz"])
    told = text_of(act_as, world, decide(act_as, world, request, left_out=[f"exchange_item:{item.pk}"]))
    assert "In behandeling sinds mei" not in told
    assert "Eén gegeven staat niet in deze brief" in told


@pytest.mark.law("AVG 12")
def test_nobody_found_is_an_answer_too(act_as, world):
    request = register(act_as, world, name="Onbekend", birth_date="1950-01-01")
    assert identify(act_as, world, request) == 0
    decision = decide(act_as, world, request, outcome="unknown", motive="Wij hebben goed gezocht.")
    assert "geen gegevens over u gevonden" in text_of(act_as, world, decision)


@pytest.mark.law("AVG 18", "AVG 16", "AVG 17", "R-40")
def test_a_granted_restriction_stops_further_use_of_the_item(act_as, world, as_owner):
    request = opened(act_as, world, kind="restriction", asked="Gebruik dit niet verder.")
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["contact"]):
        item = Item.objects.get(supplier=world.organisations["ggz"])
    decide(act_as, world, request, items=[item.pk], instruction="Niet verder delen tot het klopt.")
    with act_as(world.people["ggz"]):
        assert Measure.objects.get(kind="restrict").item_id == item.pk  # visible to who works with the person
        with pytest.raises(IntegrityError, match="AVG 18"), transaction.atomic():
            item.recipients.create(house=item.house, case_id=item.case_id, organisation=world.organisations["police"])
    with act_as(world.people["contact"]) as who:
        actions.finish(who, Measure.objects.get(kind="restrict"), result="Het klopt nu.")
    with act_as(world.people["ggz"]):
        item.recipients.create(house=item.house, case_id=item.case_id, organisation=world.organisations["police"])


@pytest.mark.law("AVG 16", "R-40")
def test_a_granted_rectification_is_a_task_of_the_supplier(act_as, world):
    request = opened(act_as, world, kind="rectification", asked="Het waren er twee.")
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["contact"]):
        item = Item.objects.get(supplier=world.organisations["police"])
    decide(act_as, world, request, items=[item.pk], instruction="Twee meldingen in plaats van drie.")
    with act_as(world.people["ggz"]) as who:
        assert queries.my_work(who) == []
    with act_as(world.people["police"]) as who:
        assert [task.icon for task in queries.my_work(who)] == ["pencil"]
        actions.finish(who, Measure.objects.get(), result="Verbeterd in de casus en in onze administratie.")
        assert queries.my_work(who) == []


@pytest.mark.law("AVG 17", "R-40")
@pytest.mark.parametrize("person", ["father", "closed"])
def test_a_granted_erasure_erases_the_words_also_in_a_shielded_case(act_as, world, as_owner, person):
    with as_owner():
        case = world.case if person == "father" else world.closed_case
        item = case.items.filter(supplier=world.organisations["police"]).first()
        if item is None:
            from tests.support.world import item as supplied

            item = supplied(case, world.people["police"], world.persons[person], 7, "wpg-20(3)", "Een oude melding", [])
    request = opened(act_as, world, person, kind="erasure", asked="Wis dit.")
    everybody = EVERYBODY if person == "father" else ("council", "police")
    answer(act_as, world, request, *everybody)
    decide(act_as, world, request, items=[item.pk], instruction="Wis deze melding.")
    with act_as(world.people["police"]) as who:
        actions.finish(who, Measure.objects.get(), result="Gewist, ook bij ons.")
    with as_owner():
        item.refresh_from_db()
        assert (item.text, item.status) == ("", "destroyed")


@pytest.mark.law("AVG 17", "BGS 1.7", "R-40")
def test_a_granted_erasure_erases_what_was_corrected_meanwhile_too(act_as, world, as_owner):
    request = opened(act_as, world, kind="erasure", asked="Wis dit.")
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["police"]):
        item = Item.objects.get(supplier=world.organisations["police"])
    decide(act_as, world, request, items=[item.pk], instruction="Wis deze melding.")
    with act_as(world.people["police"]) as who:
        exchange.correct(who, open_case(who, world.case.number), item, category=7, text="Twee meldingen")
        actions.finish(who, Measure.objects.get(), result="Gewist, ook bij ons.")
    with as_owner():
        versions = Item.objects.filter(supplier=world.organisations["police"], person=item.person_id)
        assert [(each.status, each.text) for each in versions] == [("destroyed", "")] * 2


@pytest.mark.law("BGS 1.2")
def test_an_item_supplied_while_a_request_is_open_is_asked_about_too(act_as, world, as_owner):
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    with as_owner():
        from tests.support.world import item as supplied

        new = supplied(
            world.case, world.people["police"], world.persons["father"], 7, "wpg-20(3)", "Nieuwe melding", []
        )
    with act_as(world.people["contact"]):
        assert not Item.objects.filter(pk=new.pk).exists()
    answer(act_as, world, request, "police")
    with act_as(world.people["contact"]):
        assert Item.objects.filter(pk=new.pk).exists()


@pytest.mark.law("BGS 1.1", "BGS 1.2")
def test_a_colleague_takes_over_and_the_first_sees_the_person_no_longer(act_as, world, as_owner):
    from eenplan.access.models import Account
    from eenplan.network.models import Professional
    from tests.support.world import authorise

    with as_owner():
        other = Account.objects.create_user("punt2@test.invalid", "x", name="Tweede Punt")
        professional = Professional.objects.create(
            account=other, organisation=world.organisations["council"], function="medewerker"
        )
        authorise(professional, world.houses["TEST"], "contact_point")
    request = opened(act_as, world)
    with act_as(other) as who:
        assert not CitizenNumber.objects.exists()
        actions.take_over(who, queries.one(who, request.number))
        assert CitizenNumber.objects.get().person_id == world.persons["father"].pk
    with act_as(world.people["contact"]):
        assert not CitizenNumber.objects.exists()


def test_answering_or_deciding_twice_is_said_and_changes_nothing(act_as, world):
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    with act_as(world.people["police"]) as who, pytest.raises(ValidationError, match="al geantwoord"):
        actions.answer(who, consultation_of(who, request))
    decide(act_as, world, request)
    with act_as(world.people["contact"]) as who, pytest.raises(Refusal, match="al besloten"):
        actions.decide(who, queries.one(who, request.number), outcome="granted", motive="Nog eens.")


@pytest.mark.law("UAVG 41", "R-41")
def test_an_exception_holds_at_most_a_year_and_is_about_an_own_item(act_as, world, as_owner):
    request = opened(act_as, world)
    with pytest.raises(Refusal):
        hold_back(act_as, world, request, "police", review_on=TODAY + timedelta(days=400))
    with as_owner():
        others = Item.objects.get(supplier=world.organisations["ggz"])
    soon = TODAY + timedelta(days=9)
    with act_as(world.people["police"]) as who:
        asked = consultation_of(who, request)
        with pytest.raises(IntegrityError, match="supplied oneself"), transaction.atomic():
            actions.hold_back(who, asked, part="item", item=others.pk, ground="i", motivation="x", review_on=soon)


@pytest.mark.law("WGS 1.8(7)", "R-40")
def test_after_destruction_a_request_says_that_it_was_answered_and_not_whose_it_was(act_as, world, as_owner):
    from eenplan.network.models import House
    from eenplan.retention import engine

    request = opened(act_as, world)
    hold_back(act_as, world, request, "police")
    answer(act_as, world, request, *EVERYBODY)
    decide(act_as, world, request, outcome="partial", motive="Niet alles over Karel.")
    with as_owner():
        type(world.people["police"]).objects.filter(email__startswith="system@").update(is_demo=True)
        ends = TODAY + timedelta(days=200)  # the case began long before the request
        Case.objects.filter(pk=world.case.pk).update(retain_until=ends)
    house = House.objects.get(code="TEST")
    engine.run(house, ends)
    with as_owner():
        left = Request.objects.get(pk=request.pk)
        assert (left.name, left.birth_date, left.asked, left.person_id) == ("", "", "", None)
        assert left.answers.get().motive == "–"
        assert not left.letters.exists()
        assert not Exemption.objects.exists()
    engine.run(house, rules.term(TODAY).replace(year=TODAY.year + 6))
    with as_owner():
        assert not Request.objects.exists()
        assert JournalLine.objects.filter(kind="request", rule="R-40", number="").count() == 1


@pytest.mark.law("WGS 1.8(7)", "R-40", "R-59")
def test_a_request_that_was_forgotten_is_forgotten_again_in_a_restored_backup(act_as, world, as_owner):
    request = opened(act_as, world)
    answer(act_as, world, request, *EVERYBODY)
    decide(act_as, world, request)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT retention_key('request', id, registered_at) FROM rights_request")
        (key,) = cursor.fetchone()
        line = {"kind": "request", "key": key, "number": "", "rule": "R-40", "article": "", "at": "2026-01-01T03:00Z"}
        for lines, gone in (([{**line, "kind": "person"}, {**line, "key": "x"}], 0), ([line], 1), ([line], 0)):
            cursor.execute("SELECT rights_replay(%s::jsonb)", [json.dumps(lines)])
            assert cursor.fetchone() == (gone,)
        assert not Request.objects.exists()
        assert not Grant.objects.filter(source__startswith="rights_").exists()


# What is destroyed before it is answered


@pytest.fixture
def goes(world, as_owner):
    """`goes(case, days)`: the case reaches its term in so many days."""

    def move(case, days):
        with as_owner():
            Case.objects.filter(pk=case.pk).update(retain_until=TODAY + timedelta(days=days))

    return move


def going(act_as, world, key="contact") -> list:
    """What goes: in how many days, what, and whether who asks may hold it."""
    with act_as(world.people[key]) as who:
        return [(each.day - TODAY, each.kind, each.case is not None) for each in queries.going(who)]


@pytest.mark.law("AVG 12", "WGS 1.8(7)", "R-40")
def test_who_answers_is_told_that_something_goes_before_the_term_of_the_request(act_as, world, goes):
    request = opened(act_as, world)
    in_time = (request.due_on - TODAY).days
    goes(world.case, in_time + 1)
    assert going(act_as, world) == []
    goes(world.case, in_time)
    assert going(act_as, world) == [(timedelta(days=in_time), "case", False)]
    assert going(act_as, world, "auditor") == [(timedelta(days=in_time), "case", False)]
    for key in ("police", "manager", "director", "administrator"):
        assert going(act_as, world, key) == []
    goes(world.case, 5)
    with act_as(world.people["contact"]) as who:
        (item,) = queries.my_work(who)
        assert item.due == TODAY + timedelta(days=5)
        assert "worden gegevens vernietigd" in item.title
    answer(act_as, world, request, *EVERYBODY)
    decide(act_as, world, request)
    assert going(act_as, world) == []


@pytest.mark.law("AVG 12", "WGS 1.8(7)", "R-40", "R-57")
def test_of_a_late_request_it_is_told_a_month_ahead_and_never_of_what_is_held(act_as, world, goes, as_owner):
    opened(act_as, world, "closed", received_on=TODAY - timedelta(days=60))
    goes(world.closed_case, 29)
    assert going(act_as, world) == [(timedelta(days=29), "case", True)]
    assert going(act_as, world, "auditor") == [(timedelta(days=29), "case", False)]
    with as_owner():
        Hold.objects.create(
            house=world.closed_case.house,
            case=world.closed_case,
            kind="claim",
            ground="dagvaarding",
            reviewer=world.people["contact"],
            review_on=TODAY + timedelta(days=90),
            account=world.people["contact"],
        )
    assert going(act_as, world) == []


@pytest.mark.law("UAVG 41", "R-41")
def test_what_an_organisation_holds_back_is_not_told_that_way(act_as, world, goes):
    request = opened(act_as, world)
    goes(world.case, 5)
    hold_back(act_as, world, request, "police", part="case", item=None)
    assert going(act_as, world) == []


@pytest.mark.law("BGS 1.16(1)", "R-40", "R-52")
def test_a_referral_that_was_not_taken_up_counts_too(act_as, world, as_owner):
    opened(act_as, world, "stranger")
    with as_owner():
        decided = timezone.now() - timedelta(days=10)
        Referral.objects.filter(pk=world.referral.pk).update(decided_at=decided, admitted=False)
    left = timedelta(days=world.houses["TEST"].rejected_days - 10)
    assert going(act_as, world) == [(left, "referral", False)]


@pytest.mark.law("AVG 12", "R-40")
def test_the_pages_say_what_goes_first(act_as, world, goes, client_of):
    request = opened(act_as, world, "closed")
    goes(world.closed_case, 5)
    hold = reverse("retention:hold_place", args=[world.closed_case.number])
    for address in (request.get_absolute_url(), reverse("retention:overview")):
        text = client_of("contact").get(address).content.decode()
        assert "Een casus waar dit over gaat" in text
        assert hold in text
    assert "Eerst antwoorden" not in client_of("manager").get(reverse("retention:overview")).content.decode()


@pytest.mark.law("AVG 12")
def test_who_is_not_found_at_once_is_found_with_better_details(act_as, world):
    request = register(act_as, world, name="Bakkr")
    assert identify(act_as, world, request) == 0
    with act_as(world.people["contact"]) as who:
        better = {"name": "Bakker", "birth_date": "", "bsn": "999990020"}
        assert actions.search_again(who, queries.one(who, request.number), **better) is None
    assert judge(act_as, world, request) == 1, "better details may point at somebody else: judged anew"
    with act_as(world.people["contact"]) as who:
        assert queries.one(who, request.number).person_id == world.persons["mother"].pk


@pytest.mark.law("AVG 18", "AVG 21", "R-40")
def test_a_restriction_of_a_person_covers_every_item_and_is_seen_on_the_case(act_as, world, client_of):
    request = opened(act_as, world, kind="objection", asked="Stop hiermee.")
    answer(act_as, world, request, *EVERYBODY)
    decide(act_as, world, request, motive="U heeft gelijk.")
    assert "Beperkt gebruik" in client_of("police").get(world.case.get_absolute_url()).content.decode()
    with act_as(world.people["police"]):
        item = Item.objects.get(supplier=world.organisations["police"])
        with pytest.raises(IntegrityError, match="AVG 18"), transaction.atomic():
            item.recipients.create(house=item.house, case_id=item.case_id, organisation=world.organisations["ggz"])
