"""The pages of the supervisor: the log for a purpose, the chain, the monthly review, and what is handed over."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from eenplan import audit
from eenplan.audit import evidence, queries, words
from eenplan.audit.models import Event, Review, Verification
from eenplan.law.calendar import months_after
from tests.support.db import ROOT

LOG = "/logboek/"
TODAY = timezone.localdate()


@pytest.fixture
def written(db, world, act_as):
    """Lines of three organisations, in and outside the case."""
    with act_as(world.people["ggz"]):
        audit.record("read", house=world.houses["TEST"].pk, case=world.case.pk, subjects=[world.persons["father"].pk])
    with act_as(world.people["police"]):
        audit.record("search", outcome="nothing")
        audit.record("emergency.begin", case=world.case.pk, house=world.houses["TEST"].pk)
    with act_as(world.people["neighbour"]):
        audit.record("read", subjects=[world.persons["neighbour"].pk])


def shown(response) -> set[str]:
    return {line.action for line in response.context["lines"]}


@pytest.mark.law("WGS 1.8(4)", "R-73")
def test_the_log_shows_nothing_before_a_purpose_is_named(written, client_of, as_owner):
    response = client_of("auditor").get(LOG)
    assert "lines" not in response.context
    with as_owner():
        assert not Event.objects.filter(action="log.read").exists()


@pytest.mark.law("WGS 1.8(4)", "R-73")
def test_reading_the_log_is_a_line_with_its_purpose_and_what_was_asked(written, client_of, world, as_owner):
    person = world.persons["father"].pk
    client_of("auditor").get(LOG, {"purpose": "court", "person": str(person), "case": world.case.number})
    with as_owner():
        line = Event.objects.get(action="log.read")
    assert (line.subject_id, line.case_id) == (person, world.case.pk)
    assert line.detail == f"purpose=court&case={world.case.pk}"


@pytest.mark.law("R-73")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"read", "search", "emergency.begin"}),
        ({"outcome": "nothing"}, {"search"}),
        ({"emergency": "on"}, {"emergency.begin"}),
        ({"action": "search"}, {"search"}),
        ({"case": "CASE"}, {"read", "emergency.begin"}),
        ({"organisation": "ggz"}, {"read"}),
        ({"access_point": "nergens"}, set()),
        ({"since": TODAY + timedelta(days=1)}, set()),
        ({"until": TODAY - timedelta(days=1)}, set()),
        ({"since": TODAY, "until": TODAY}, {"read", "search", "emergency.begin"}),
    ],
)
def test_the_log_is_searched_by_what_nen_7513_asks(asked, expected, written, client_of, world):
    if "case" in asked:
        asked = {"case": world.case.number.lower()}
    if "organisation" in asked:
        asked = {"organisation": world.organisations["ggz"].pk}
    response = client_of("auditor").get(LOG, {"purpose": "legality", **asked})
    assert shown(response) - {"log.read", "login"} == expected
    assert {line.house_id for line in response.context["lines"]} <= {world.houses["TEST"].pk}


@pytest.mark.parametrize(
    "asked",
    [
        {"purpose": "performance"},
        {"purpose": "legality", "case": "TEST-1999-0001"},
        {"purpose": "legality", "person": "9" * 20},
        {"purpose": "legality", "person": "123456782"},  # a BSN that nobody has here must not end up in the log
        {"purpose": "legality", "person": "\x00"},
        {"purpose": "legality", "since": "31-02-2026"},
        {"purpose": "legality", "since": "2026-03-02", "until": "2026-03-01"},
        {"purpose": "legality", "organisation": "x"},
        {"purpose": "legality", "action": "a" * 10_000},
    ],
)
def test_what_cannot_be_asked_is_said_in_words_and_shows_no_line(asked, written, client_of):
    response = client_of("auditor").get(LOG, asked)
    assert response.status_code == 422
    assert "lines" not in response.context


@pytest.mark.parametrize("key", ["", "x", "-1", "0", "9" * 30, "9" * 19, "²"])
def test_a_crafted_key_of_a_leaf_gives_the_newest(key, written, client_of):
    assert client_of("auditor").get(LOG, {"purpose": "legality", "before": key}).status_code == 200


def test_leafing_by_key_shows_every_line_once(db, world, act_as):
    with act_as(world.people["police"]):
        for number in range(25):
            audit.record("test", detail=str(number))
    with act_as(world.people["auditor"]):
        seen, key = [], ""
        while True:
            leaf = queries.leaf(queries.lines(action="test"), key, 7)
            seen += [line.detail for line in leaf.lines]
            if not (key := leaf.older):
                break
    assert seen == [str(number) for number in reversed(range(25))]


def test_a_leaf_costs_few_statements(written, client_of, statements):
    client_of("auditor").get(LOG)
    with statements(at_most=13):
        client_of("auditor").get(LOG, {"purpose": "legality"})


@pytest.mark.law("WGS 1.8(4)", "R-73")
def test_no_page_counts_acts_per_employee(review, client_of):
    """Figures are per organisation; nothing groups by account, and no filter lists one employee's acts."""
    assert "account" not in client_of("auditor").get(LOG).context["form"].fields
    figures = review.figures
    assert figures
    assert {key for row in figures for key in row} == {"organisation_id", "refused", "emergency", "nothing", "outside"}


# --- the chain ----------------------------------------------------------------------------------


@pytest.mark.law("R-72")
def test_a_supervisor_verifies_from_the_page_and_reads_what_was_verified(written, client_of, world, act_as):
    assert client_of("auditor").post("/logboek/controle/", {"whole": "1"}).status_code == 302
    text = client_of("auditor").get("/logboek/controle/").content.decode()
    assert "De keten is ongeschonden" in text
    assert "Openbare sleutel" in text
    with act_as(world.people["auditor"]):
        assert Verification.objects.get().whole
        assert Event.objects.filter(action="log.verify", outcome="ok").exists()


@pytest.mark.law("R-72")
def test_the_page_says_which_line_is_broken(written, client_of, as_owner):
    queries.seal()
    with as_owner():
        number = Event.objects.filter(action="search").get().pk
        Event.objects.filter(pk=number).update(action="other")
    client_of("auditor").post("/logboek/controle/")
    assert f"Regel {number} is de eerste" in client_of("auditor").get("/logboek/controle/").content.decode()


def test_a_long_verification_goes_on_in_the_worker_and_shows_how_far_it_is(written, client_of, world, monkeypatch):
    monkeypatch.setattr("eenplan.audit.views.STEPS", 0)
    client_of("auditor").post("/logboek/controle/", {"whole": "1"})
    text = client_of("auditor").get("/logboek/controle/").content.decode()
    assert "wordt nagerekend" in text
    assert 'hx-trigger="every 2s"' in text
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'audit.verify'")
        assert cursor.fetchone() == (1,)


# --- the monthly review -------------------------------------------------------------------------


@pytest.fixture
def review(written, act_as, as_owner, world):
    """The review of this month, in which the log was written: opened by the owner, before the month is over."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT audit_review_month(%s)", [TODAY])
    with act_as(world.people["auditor"]):
        return Review.objects.get()


@pytest.mark.law("R-76", "BGS 1.12")
def test_the_review_of_a_month_is_opened_once_with_figures_per_organisation(review, world, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT audit_review_month(%s)", [TODAY])
        assert cursor.fetchone() == (0,)
    police = next(row for row in review.figures if row["organisation_id"] == world.organisations["police"].pk)
    assert (police["emergency"], police["nothing"]) == (1, 1)
    with as_owner():
        assert Review.objects.filter(house_id=world.houses["BUUR"].pk).count() == 1


@pytest.mark.law("R-76")
def test_only_the_month_that_is_over_is_counted_whoever_asks(written, world, act_as, as_owner):
    with act_as(world.people["auditor"]):
        assert queries.open_reviews() == len(world.houses)
        assert queries.open_reviews() == 0
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT audit_review_month(%s)", [TODAY])
    with as_owner():
        assert {each.month for each in Review.objects.all()} == {months_after(TODAY.replace(day=1), -1)}


@pytest.mark.law("R-76")
def test_an_open_review_waits_in_my_work_until_findings_are_recorded(review, client_of, world, act_as):
    with act_as(world.people["auditor"]) as who:
        (item,) = queries.my_work(who)
        assert (item.due, item.late) == (review.due_on, review.due_on < TODAY)
    address = f"/logboek/maandcontrole/{review.pk}/"
    assert client_of("auditor").get(address).status_code == 200
    assert client_of("auditor").post(address, {"findings": ""}).status_code == 422
    assert client_of("auditor").post(address, {"findings": "Twee lege zoekacties nagevraagd."}).status_code == 302
    again = client_of("auditor").post(address, {"findings": "Anders"})
    assert again.status_code == 422
    assert "al afgerond" in again.content.decode()
    with act_as(world.people["auditor"]) as who:
        assert queries.my_work(who) == []
        assert Review.objects.get().findings == "Twee lege zoekacties nagevraagd."


def test_a_late_review_says_so(review, client_of, as_owner):
    with as_owner():
        Review.objects.update(due_on=TODAY - timedelta(days=1))
    assert "te laat" in client_of("auditor").get("/logboek/maandcontrole/").content.decode()


@pytest.mark.law("R-76", "R-73")
def test_a_review_of_another_house_does_not_exist(review, client_of, as_owner, world):
    with as_owner():
        other = Review.objects.get(house_id=world.houses["BUUR"].pk).pk
    assert client_of("auditor").get(f"/logboek/maandcontrole/{other}/").status_code == 404


# --- the audit file -----------------------------------------------------------------------------


@pytest.mark.law("R-86", "WGS 1.10", "BGS 1.18")
def test_the_audit_file_holds_every_part_and_no_content_of_a_case(review, client_of, world, as_owner):
    sent = {"file-since": TODAY - timedelta(days=40), "file-until": TODAY, "file-purpose": "internal"}
    response = client_of("auditor").post("/logboek/uitvoer/auditdossier/", sent)
    assert response["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    index = json.loads(archive.read("inhoud.json"))
    assert {part["bestand"] for part in index["onderdelen"]} == {f"{part.name}.json" for part in evidence.parts()}
    assert len(json.loads(archive.read("autorisaties.json"))) > 10
    assert json.loads(archive.read("toelating.json"))[0]["besluit"] == "in behandeling"
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for content in ("Drie meldingen", "In behandeling sinds", "Karel", "999990019", "Eerst veiligheid", "Overzee"):
        assert content not in everything
    with as_owner():
        assert Event.objects.filter(action="evidence.export").exists()


def test_a_part_is_registered_once():
    part = evidence.parts()[0]
    evidence.register(part.name, part.title, part.rows)
    with pytest.raises(ValueError, match=part.name):
        evidence.register(part.name, "anders", lambda house, since, until: [])


@pytest.mark.law("AVG 30")
def test_the_register_of_processing_activities_is_open_to_everybody(client_of):
    text = client_of(None).get("/logboek/verwerkingsregister/").content.decode()
    assert "#casusoverleg" in text
    assert "WGS 2.26" in text


@pytest.mark.parametrize(
    ("action", "sort"), [("read", "R"), ("person.enter", "C"), ("log.forget", "D"), ("login", "E")]
)
def test_an_act_is_created_read_updated_deleted_or_executed(action, sort):
    assert words.sort_of(action) == sort


@pytest.mark.law("R-73")
def test_every_act_that_the_code_names_is_read_in_words():
    named = re.compile(rf"""["']((?:{"|".join(words._THINGS)})\.[a-z_.]+)["']""")
    sources = [
        path
        for kind in ("py", "sql")
        for path in ROOT.glob(f"eenplan/[!d]*/**/*.{kind}")
        if "migrations" not in path.parts and path.name != "tasks.py"  # which names jobs, no acts
    ]
    acts = {act for path in sources for act in named.findall(path.read_text())}
    assert acts
    assert sorted(act for act in acts if words.act(act) == act) == []
