"""Every search over persons has a daily limit per account and house, and a figure for the supervisor."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.access.models import Grant
from eenplan.audit.models import Event
from eenplan.law.rules import Refusal
from eenplan.network import proof
from eenplan.network.models import House, Lookup
from eenplan.people import finding
from tests.support.db import as_owner

TODAY = timezone.localdate()
NOBODY = {"family_name": "Bestaatniet", "birth_date": "1990-01-01"}


@pytest.fixture
def limit(world):
    """`limit(searches=2)`: what the house allows per day."""

    def run(searches=300, persons=300):
        with as_owner():
            House.objects.filter(code="TEST").update(searches_per_day=searches, persons_per_day=persons)

    return run


def by_referrer(world, client_of, act_as):
    with act_as(world.people["police"]) as who:
        return finding.find_person(who, world.houses["TEST"], **NOBODY)


def by_director(world, client_of, act_as):
    url = reverse("cases:find_person", args=[world.case.number])
    return client_of("director").post(url, {"bsn": "999990093"})


def everywhere(world, client_of, act_as):
    return client_of("police").get(reverse("search"), {"q": "vries"})


def in_the_database(world, client_of, act_as):
    with act_as(world.people["police"]), connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SELECT people_find(%s, '', 'Bestaatniet', '1990-01-01')", [world.houses["TEST"].pk])


def by_known_number(world, client_of, act_as):
    with act_as(world.people["auditor"]):
        return finding.numbers_of("999990019")


def by_list_of_the_house(world, client_of, act_as):
    return client_of("auditor").get(reverse("cases:list"), {"q": "vries"})


def by_list_of_closed_cases(world, client_of, act_as):
    return client_of("contact").get(reverse("cases:list"), {"q": "meer"})


FACES = [
    by_referrer, by_director, everywhere, in_the_database, by_known_number, by_list_of_the_house, by_list_of_closed_cases,
]  # fmt: skip


def said(face, world, client_of, act_as):
    """What the face answers, from "vandaag al" on; the database itself names the limit, the page whom to ask as well."""
    try:
        answer = face(world, client_of, act_as)
    except Refusal as refusal:
        text = str(refusal)
    except DatabaseError as error:
        return "vandaag al 2 keer" if "network_searches_per_day" in error.__cause__.diag.constraint_name else str(error)
    else:
        assert answer.status_code in (403, 422)
        text = answer.content.decode()
    assert "Bert Heer" in text
    return text[text.index("vandaag al") :]


@pytest.mark.law("WGS 2.28(1)", "WGS 1.8(2)")
@pytest.mark.parametrize("face", FACES)
def test_beyond_the_limit_nobody_is_looked_for_and_the_page_says_whom_to_ask(face, world, client_of, act_as, limit):
    limit(searches=2)
    for _twice in range(2):
        answer = face(world, client_of, act_as)
        assert getattr(answer, "status_code", 200) == 200
    assert said(face, world, client_of, act_as).startswith("vandaag al 2 keer")
    with as_owner():
        assert set(Lookup.objects.filter(kind="searches_per_day").values_list("times", flat=True)) == {2}


@pytest.mark.law("WGS 2.28(1)")
def test_every_function_that_looks_for_persons_counts(db):
    """A function of the database that a page may call, and that finds persons by name or number, counts or has its own limit."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT proname, prosrc FROM pg_proc p
             WHERE pronamespace = 'public'::regnamespace AND has_function_privilege('eenplan_app', p.oid, 'EXECUTE')""")
        sources = dict(cursor.fetchall())
        cursor.execute("SELECT proname FROM pg_proc WHERE prosrc ~ 'people_(matching|alike)'")
        finders = {name for (name,) in cursor.fetchall()} & set(sources)
    assert {"people_find", "rights_find_person", "provisions_ask_if_known"} <= finders
    for name in finders:
        assert re.search("network_must_look|known_checks_per_day", sources[name]), name


@pytest.mark.law("WGS 2.28(1)")
def test_whom_a_search_opens_for_a_day_counts_once_and_has_a_limit(world, act_as, limit):
    limit(persons=2)
    police, house = world.people["police"], world.houses["TEST"]
    with act_as(police) as who:
        for bsn in ("999990056", "999990056", "999990068"):
            assert finding.find_person(who, house, bsn=bsn)
        with pytest.raises(Refusal, match="vandaag al 2 personen"):
            finding.find_person(who, house, bsn="999990044")
    with as_owner():
        assert not Grant.objects.filter(
            account=police, kind="person", scope="found", object_id=world.persons["daughter"].pk
        ).exists()


@pytest.mark.law("WGS 2.28(1)")
def test_opening_a_person_outside_the_own_cases_counts_and_inside_does_not(world, client_of, act_as, limit):
    limit(persons=2)
    with act_as(world.people["probation"]) as who:
        finding.find_person(who, world.houses["TEST"], bsn=world.persons["closed"].bsn)
    outside = reverse("people:person", args=[world.persons["closed"].pk])
    assert client_of("probation").get(outside).status_code == 200
    refused = client_of("probation").get(outside)
    assert refused.status_code == 403
    assert "vandaag al 2 personen" in refused.content.decode()
    inside = reverse("people:person", args=[world.persons["father"].pk])
    for _often in range(4):
        assert client_of("police").get(inside).status_code == 200


@pytest.mark.law("WGS 2.28(1)", "WGS 1.8(2)")
def test_nobody_resets_the_count_and_another_day_begins_anew(world, act_as, limit):
    limit(searches=1)
    with act_as(world.people["police"]) as who:
        finding.find_person(who, world.houses["TEST"], **NOBODY)
        for reset in (
            lambda: Lookup.objects.update(times=0),
            lambda: Lookup.objects.all().delete(),
            lambda: Lookup.objects.create(
                house=world.houses["TEST"], account=world.people["police"], kind="searches_per_day", day=TODAY,
                organisation=world.organisations["police"], times=0,
            ),
        ):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                reset()
        with connection.cursor() as cursor:
            cursor.execute("SELECT network_look('searches_per_day', %s, -5)", [[world.houses["TEST"].pk]])
        with pytest.raises(Refusal):
            finding.find_person(who, world.houses["TEST"], **NOBODY)
    with as_owner():
        Lookup.objects.update(day="2020-01-01")
    with act_as(world.people["police"]) as who:
        finding.find_person(who, world.houses["TEST"], **NOBODY)


@pytest.mark.law("WGS 1.8(4)", "WGS 2.28(1)")
def test_the_supervisor_reads_a_figure_per_organisation_and_others_their_own(world, act_as):
    for key in ("police", "council"):
        with act_as(world.people[key]) as who:
            finding.find_person(who, world.houses["TEST"], **NOBODY)
            assert Lookup.objects.count() == 1
    with act_as(world.people["auditor"]):
        rows = proof.lookups(world.houses["TEST"].pk, TODAY, TODAY)
    assert [(row["organisatie"], row["keer"]) for row in rows] == [
        ("College van B&W Waterdam", 1),
        ("Politie Waterdam", 1),
    ]
    with act_as(world.people["manager"]):
        assert not Lookup.objects.exists()


@pytest.mark.law("R-72")
def test_a_refused_search_stands_in_the_log(world, client_of, act_as, limit):
    limit(searches=1)
    for _twice in range(2):
        by_director(world, client_of, act_as)
    with as_owner():
        assert Event.objects.filter(outcome="refused", account_id=world.people["director"].pk).exists()
