"""Whoever changes, removes, inserts, replaces or cuts off lines is found; who erases a person lawfully breaks nothing."""

import json

import pytest
from django.db import ProgrammingError, connection, transaction

from eenplan import audit
from eenplan.access.acting import as_installation
from eenplan.audit import anchors, queries, tasks
from eenplan.audit.models import Event, Verification


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture
def written(db, world, act_as):
    """Five lines about the father and one about the mother, sealed."""
    with act_as(world.people["police"]):
        for _number in range(5):
            audit.record("test", subjects=[world.persons["father"].pk], house=world.houses["TEST"].pk)
        audit.record("test", subjects=[world.persons["mother"].pk])
    queries.seal()


@pytest.fixture
def kept(settings, tmp_path):
    """A folder for anchors of this test."""
    settings.ANCHORS = tmp_path / "anchors"
    return settings.ANCHORS


def test_a_second_verification_walks_only_what_is_new(written, world, act_as):
    first = queries.verify(whole=False)
    with act_as(world.people["police"]):
        audit.record("test")
    queries.seal()
    second = queries.verify(whole=False)
    assert first["ok"]
    assert second["ok"]
    assert second["verified"] == 1
    assert queries.verify(whole=True)["verified"] == first["verified"] + 1


def test_a_walk_goes_in_steps_and_says_how_far_it_is(written, as_owner):
    number = queries.begin(whole=True)
    with as_installation():
        execute("SELECT audit_verify_step(%s, 2)", number)
    half = queries.outcome(number)
    assert (half["done"], half["verified"]) == (False, 2)
    for _step in queries.walk(number):
        pass
    assert queries.outcome(number)["done"]


@pytest.mark.law("R-72")
def test_a_chain_that_was_made_anew_from_changed_lines_is_found_by_an_earlier_verification(written, as_owner):
    assert queries.verify()["ok"]
    with as_owner():
        execute("UPDATE audit_event SET action = 'other' WHERE action = 'test'")
        execute("UPDATE audit_event e SET digest = audit_digest(e)")
        execute("DELETE FROM audit_seal")
    queries.seal()
    for whole in (True, False):
        found = queries.verify(whole=whole)
        assert not found["ok"]


@pytest.mark.law("R-72")
def test_a_chain_that_was_cut_off_is_found(written, as_owner):
    assert queries.verify()["ok"]
    with as_owner():
        last = Event.objects.latest("pk").pk
        execute("DELETE FROM audit_seal WHERE event_id = %s", last)
        execute("DELETE FROM audit_event WHERE id = %s", last)
    assert queries.verify()["first_bad"] == 0


@pytest.mark.law("R-72")
def test_a_line_that_slipped_in_before_older_ones_is_found(written, as_owner):
    with as_owner():
        execute("UPDATE audit_seal SET sealed_at = sealed_at - interval '2 hours'")
        first = execute("SELECT min(id) FROM audit_event")[0][0]
        execute(
            "INSERT INTO audit_event SELECT (e).* FROM (SELECT jsonb_populate_record(e, jsonb_build_object('id', %s)) AS e"
            " FROM audit_event e WHERE id = %s) AS copy",
            first - 1,
            first,
        )
    queries.seal()
    assert queries.verify(whole=True)["first_bad"] == first - 1


def test_a_late_line_with_a_lower_number_is_still_sealed(written, world, act_as, as_owner):
    """Numbers are given before their transaction commits: a short one may overtake a long one."""
    with as_owner():
        execute("SELECT setval(pg_get_serial_sequence('audit_event', 'id'), (SELECT max(id) + 10 FROM audit_event))")
    with act_as(world.people["police"]):
        audit.record("overtakes")
    queries.seal()
    with as_owner():
        number = Event.objects.get(action="overtakes").pk
        execute("UPDATE audit_event SET id = id WHERE false")
        execute(
            "INSERT INTO audit_event SELECT (e).* FROM (SELECT jsonb_populate_record(e, jsonb_build_object('id', %s)) AS e"
            " FROM audit_event e WHERE id = %s) AS copy",
            number - 5,
            number,
        )
    assert queries.seal() == 1
    assert queries.verify()["ok"]


@pytest.mark.law("R-60")
def test_of_an_erased_person_the_line_stays_and_who_it_was_cannot_be_recomputed(written, world, as_owner):
    person = world.persons["father"].pk
    with as_owner():
        before = {line.pk: bytes(line.digest) for line in Event.objects.filter(subject_id=person)}
        assert execute("SELECT audit_forget(%s)", person) == [(len(before),)]
        left = Event.objects.filter(pk__in=before)
        assert {line.pk: bytes(line.digest) for line in left} == before
        assert {(line.subject_id, bytes(line.salt)) for line in left} == {(None, b"")}
        # whoever knows the number and tries the salts that are left finds nothing
        guessed = execute(
            "SELECT count(*) FROM audit_event WHERE subject_digest = audit_subject_digest(salt, %s)", person
        )
        assert guessed == [(0,)]
        assert Event.objects.filter(subject_id=world.persons["mother"].pk).exists()
        assert Event.objects.get(action="log.forget").detail == f"{len(before)} regels"
    assert queries.verify()["ok"]


@pytest.mark.law("R-60", "R-72")
@pytest.mark.parametrize(
    "change", ["subject_id = NULL", "salt = ''", "subject_id = 424242, salt = ''", "case_id = 7", "detail = 'x'"]
)
def test_any_other_change_than_erasing_is_still_found(change, written, world, as_owner):
    with as_owner():
        execute("SELECT audit_forget(%s)", world.persons["father"].pk)
        number = Event.objects.get(action="test", subject_id=world.persons["mother"].pk).pk
        execute(f"UPDATE audit_event SET {change} WHERE id = %s", number)
    assert queries.verify()["first_bad"] == number


@pytest.mark.law("R-60", "R-72")
def test_the_application_can_neither_erase_a_person_nor_write_a_verdict(db, world, act_as):
    for who in ("police", "auditor", "administrator"):
        for statement in (
            "SELECT audit_forget(1)",
            "INSERT INTO audit_verification DEFAULT VALUES",
            "UPDATE audit_verification SET first_bad = NULL",
            "INSERT INTO audit_review DEFAULT VALUES",
        ):
            with act_as(world.people[who]), pytest.raises(ProgrammingError), transaction.atomic():
                execute(statement)


@pytest.mark.law("WGS 1.8(4)", "R-73")
@pytest.mark.parametrize("key", ["police", "director", "contact", "administrator", "neighbour"])
def test_only_a_supervisor_of_the_house_verifies_for_it(key, db, world, act_as):
    with act_as(world.people[key]), pytest.raises(ProgrammingError), transaction.atomic():
        queries.begin(whole=True, house=world.houses["TEST"].pk)


@pytest.mark.law("R-73")
def test_a_verification_for_a_house_counts_the_lines_of_that_house(written, world, act_as):
    with act_as(world.people["neighbour"]):
        audit.record("test")
    queries.seal()
    with act_as(world.people["auditor"]):
        found = queries.verify(house=world.houses["TEST"].pk)
        assert found["lines"] == Event.objects.filter(house_id=world.houses["TEST"].pk).count()
        assert Verification.objects.count() == 1
    assert found["lines"] < found["events"]


# --- outside the database -----------------------------------------------------------------------


@pytest.mark.law("R-72")
def test_the_nightly_task_signs_the_last_link_outside_the_database(written, kept):
    tasks.anchor(0)
    (path,) = kept.glob("*.json")
    stated = json.loads(path.read_text())
    assert stated["hash"] == queries.links()[stated["sequence"]].hex()
    assert anchors.check() == anchors.Checked(1, stated["at"])


@pytest.mark.law("R-72")
def test_a_log_that_was_replaced_as_a_whole_with_its_verifications_does_not_fit_its_anchors(written, kept, as_owner):
    anchors.write()
    with as_owner():
        execute("DELETE FROM audit_verification")
        execute("UPDATE audit_event SET detail = 'other'")
        execute("UPDATE audit_event e SET digest = audit_digest(e)")
        execute("DELETE FROM audit_seal")
    queries.seal()
    assert queries.verify()["ok"]  # in itself it is sound
    assert "een andere" in anchors.check().why


@pytest.mark.law("R-72")
def test_a_log_that_was_emptied_does_not_fit_its_anchors(written, kept, as_owner):
    anchors.write()
    with as_owner():
        for table in ("verification", "seal", "event"):
            execute(f"DELETE FROM audit_{table}")
    assert queries.verify()["ok"]
    assert not anchors.check().ok


@pytest.mark.parametrize("field", ["sequence", "hash", "lines", "at", "key", "signature"])
def test_an_anchor_that_was_changed_is_found(field, written, kept):
    path = anchors.write()
    stated = json.loads(path.read_text())
    stated[field] = 1 if isinstance(stated[field], int) else stated[field][::-1]
    path.write_text(json.dumps(stated))
    assert anchors.check().broken == path.name


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\x00", b'{"signature": 3}', b'{"signature": "x"}']
)
def test_a_file_that_is_no_anchor_is_named(content, db, kept):
    kept.mkdir()
    (kept / "2026-01-01T000000-1.json").write_bytes(content)
    assert anchors.check().why


def test_an_anchor_signed_with_an_older_key_counts_as_long_as_that_key_is_known(written, kept, settings):
    anchors.write()
    older = anchors.public_key()
    settings.ANCHOR_KEY = "x" * 42 + "A="
    assert "sleutel" in anchors.check().why
    settings.ANCHOR_OLD_KEYS = [older]
    assert anchors.check().ok
    assert anchors.public_key() != older


def test_nothing_is_anchored_when_a_line_is_broken(written, kept, as_owner):
    with as_owner():
        execute("UPDATE audit_event SET detail = 'other'")
    tasks.anchor(0)
    assert not list(kept.glob("*"))


# --- after a restore -----------------------------------------------------------------------------


@pytest.fixture
def restored(written, kept, as_owner):
    """The log of a backup from before the last anchor, in which somebody worked on."""
    first = anchors.write()
    with as_owner():
        execute("DELETE FROM audit_verification")
        execute("UPDATE audit_event SET detail = 'other'")
        execute("UPDATE audit_event e SET digest = audit_digest(e)")
        execute("DELETE FROM audit_seal")
    queries.seal()
    return first


@pytest.mark.law("R-72")
def test_what_a_restore_lost_is_no_alarm_after_two_acknowledged_it_and_everything_else_is(restored, kept):
    path, lost = anchors.acknowledge("back-up van dinsdag", ["A. Een", "B. Twee"])
    assert lost == [restored.name]
    assert anchors.check() == anchors.Checked(1, json.loads(restored.read_text())["at"], lost=1)
    with pytest.raises(ValueError, match="passen al"):
        anchors.acknowledge("nog eens", ["A. Een", "B. Twee"])

    said = json.loads(path.read_text())
    for change in ({"people": ["A. Een", "C. Drie"]}, {"lost": {**said["lost"], "other.json": "00"}}, {"reason": ""}):
        path.write_text(json.dumps(said | change))
        assert anchors.check().broken == path.name
    path.write_text(json.dumps(said))
    assert anchors.check().ok

    # another anchor under the same name is not what they looked at
    stated = json.loads(restored.read_text())
    del stated["signature"]
    restored.unlink()
    anchors._keep(restored.name, stated | {"hash": "00" * 32})
    assert anchors.check().broken == restored.name


@pytest.mark.law("R-72")
def test_one_person_is_not_two(restored, kept):
    path, _lost = anchors.acknowledge("alleen ik", ["A. Een", "A. Een"])
    assert anchors.check().broken == path.name
