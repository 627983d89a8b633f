"""The log is part of the act, append-only, and shows tampering (WGS 1.8(4), R-72)."""

import pytest
from django.db import ProgrammingError, connection, transaction

from eenplan import audit
from eenplan.audit import queries
from eenplan.audit.models import Event
from eenplan.cases.models import Case
from eenplan.people.models import Person


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else None


def write(count=3, **fields):
    for number in range(count):
        audit.record("test", detail=str(number), **fields)


@pytest.mark.law("R-72", "WGS 1.8(4)", "8.11-12")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET action = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM audit_seal",
        "UPDATE audit_seal SET hash = ''",
    ],
)
def test_the_application_role_cannot_change_or_remove_a_line(sql, db, world, act_as):
    with act_as(world.people["police"]):
        write()
        with pytest.raises(ProgrammingError), transaction.atomic():
            execute(sql)


@pytest.mark.law("R-72")
def test_a_line_cannot_be_written_in_the_name_of_another(db, world, act_as):
    with act_as(world.people["police"]), pytest.raises(ProgrammingError), transaction.atomic():
        execute(
            "INSERT INTO audit_event (at, trace, account_id, role, purpose, action, thing, categories, outcome,"
            " access_point, detail, salt, subject_digest, digest) VALUES (now(), gen_random_uuid(), %s, '', '', 'x',"
            " '', '{}', 'ok', '', '', '', '', '')",
            world.people["ggz"].pk,
        )


def test_an_untouched_log_verifies_before_and_after_sealing(db, world, act_as):
    with act_as(world.people["police"]):
        write(5)
    before = queries.verify()
    assert before["ok"]
    assert before["sealed"] < before["events"]
    queries.seal()
    after = queries.verify()
    assert after["ok"]
    assert after["sealed"] == after["events"] >= 5


@pytest.mark.law("R-72")
@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        "action = 'nothing'",
        "case_id = 99",
        "subject_id = 424242",
        "at = at + interval '1 s'",
        "account_id = 1",
        "outcome = 'refused'",
        "categories = '{7}'",
    ],
)
def test_a_line_changed_by_the_owner_is_found_with_its_number(change, sealed, db, world, act_as, as_owner):
    with act_as(world.people["police"]):
        write(4, subjects=[world.persons["father"].pk])
    if sealed:
        queries.seal()
    with as_owner():
        number = Event.objects.order_by("-id").values_list("id", flat=True)[2]
        execute(f"UPDATE audit_event SET {change} WHERE id = %s", number)
    assert queries.verify()["first_bad"] == number
    assert not queries.verify()["ok"]


@pytest.mark.law("R-72")
def test_a_sealed_line_that_was_removed_or_rewritten_with_its_digest_is_found(db, world, act_as, as_owner):
    with act_as(world.people["police"]):
        write(4)
    queries.seal()
    with as_owner():
        number = Event.objects.order_by("-id").values_list("id", flat=True)[2]
        with transaction.atomic():
            execute("DELETE FROM audit_event WHERE id = %s", number)
            assert queries.verify()["first_bad"] == number
            transaction.set_rollback(True)
        execute("UPDATE audit_event SET action = 'y' WHERE id = %s", number)
        execute("UPDATE audit_event e SET digest = audit_digest(e) WHERE id = %s", number)
    assert queries.verify()["first_bad"] == number


@pytest.mark.law("R-60", "R-72")
def test_erasing_a_person_from_the_log_keeps_the_chain_whole(db, world, act_as, as_owner):
    with act_as(world.people["police"]):
        write(3, subjects=[world.persons["father"].pk])
    queries.seal()
    with as_owner():
        execute("SELECT audit_forget(%s)", world.persons["father"].pk)
    assert queries.verify()["ok"]


@pytest.mark.law("R-73", "WGS 1.8(4)")
def test_only_a_supervisor_reads_the_log_and_reading_is_a_line(db, world, act_as, client_of):
    for key in ("police", "ggz", "director", "manager", "contact", "administrator"):
        with act_as(world.people[key]):
            write(1)
            assert Event.objects.count() == 0
    assert client_of("auditor").get("/logboek/?purpose=legality").status_code == 200
    with act_as(world.people["auditor"]):
        assert Event.objects.filter(action="log.read", account_id=world.people["auditor"].pk).exists()
        assert not Event.objects.exclude(house_id=world.houses["TEST"].pk).exists()


@pytest.mark.law("R-72")
def test_every_person_that_is_loaded_is_logged_once_per_request_with_its_case(db, world, act_as, client_of, as_owner):
    assert client_of("ggz").get(f"/casussen/{world.case.number}/personen/").status_code == 200
    with as_owner():
        lines = Event.objects.filter(account_id=world.people["ggz"].pk, subject_id__isnull=False)
        assert sorted(lines.values_list("subject_id", flat=True)) == sorted(
            world.persons[key].pk for key in ("father", "mother", "son", "daughter")
        )
        assert set(lines.values_list("case_id", "house_id", "outcome")) == {
            (world.case.pk, world.houses["TEST"].pk, "ok")
        }


@pytest.mark.law("R-72")
def test_a_refused_page_is_logged_and_the_attempt_undone(db, world, client_of, as_owner):
    assert client_of("neighbour").get(f"/casussen/{world.case.number}/").status_code == 404
    with as_owner():
        line = Event.objects.get(account_id=world.people["neighbour"].pk, action="refuse")
        assert (line.outcome, line.thing) == ("refused", f"/casussen/{world.case.number}/")


@pytest.mark.law("R-72")
def test_an_act_that_fails_leaves_neither_trace_nor_line(db, world, act_as, as_owner):
    def fails():
        with act_as(world.people["director"]):
            audit.record("will fail", case=world.case.pk)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with as_owner():
        assert not Event.objects.filter(action="will fail").exists()


def test_a_search_without_result_is_logged_without_the_words(db, world, client_of, as_owner):
    client_of("police").get("/zoeken/?q=Onvindbaar")
    with as_owner():
        line = Event.objects.get(action="search")
        assert line.outcome == "nothing"
        assert "Onvindbaar" not in f"{line.detail}{line.thing}{line.access_point}"


def test_loading_persons_outside_a_request_is_possible_for_jobs(db, world, act_as):
    with act_as(world.people["ggz"]):
        assert Case.objects.count() == 1
        assert Person.objects.count() == 5
