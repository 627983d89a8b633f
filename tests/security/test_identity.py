"""Whoever gets to speak to the database as the application can still only be who the request already is (docs/adr/0020)."""

import hmac
import re
from contextlib import ExitStack

import psycopg
import pytest
from django.conf import settings
from django.core.signals import request_started
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege, InvalidAuthorizationSpecification

from eenplan.access import acting
from eenplan.access import connections as kept
from eenplan.access.acting import act_as, as_installation, signing_in
from tests.support import db as database
from tests.support.db import as_owner

UNPROVEN = InvalidAuthorizationSpecification
CLOSED = InsufficientPrivilege

#: what an injected statement tries while the police officer acts: {name: (statement, what it ends in)}
ATTACKS = {
    "another account with one's own proof": ("SELECT access_begin(%(other)s, %(proof)s)", UNPROVEN),
    "no proof": ("SELECT access_begin(%(other)s, NULL)", UNPROVEN),
    "an empty proof": ("SELECT access_begin(%(other)s, '')", UNPROVEN),
    "a proof of zeros": ("SELECT access_begin(%(other)s, decode(repeat('00', 32), 'hex'))", UNPROVEN),
    "nobody's proof": ("SELECT access_begin(NULL, %(proof)s)", UNPROVEN),
    "the proof of acting, to sign in": ("SELECT access_sign_in(%(me)s, %(proof)s)", UNPROVEN),
    "the proof of acting, as the installation": ("SELECT access_install(%(me)s, %(proof)s)", UNPROVEN),
    "the proof of signing in, to act": ("SELECT access_begin(%(me)s, %(sign_in)s)", UNPROVEN),
    "the old function without proof": ("SELECT access_begin(%(other)s)", psycopg.errors.UndefinedFunction),
    "another actor": (
        "SELECT set_config('eenplan.actor', %(forged)s, true); SELECT count(*) FROM cases_case",
        UNPROVEN,
    ),
    "another actor in one statement": (
        "SELECT (SELECT count(*) FROM cases_case) FROM (SELECT set_config('eenplan.actor', %(forged)s, true) OFFSET 0) x"
        " WHERE set_config IS NOT NULL",
        UNPROVEN,
    ),
    "another actor for the whole session": (
        "SELECT set_config('eenplan.actor', %(forged)s, false); SELECT count(*) FROM cases_case",
        UNPROVEN,
    ),
    "another actor without a seal": (
        "SELECT set_config('eenplan.actor', %(forged)s, true), set_config('eenplan.seal', '', true);"
        " SELECT count(*) FROM cases_case",
        UNPROVEN,
    ),
    "one's own actor with emergency access": (
        r"SELECT set_config('eenplan.actor', regexp_replace(current_setting('eenplan.actor'), '\|\|(\d+)\|$', '|1|\1|'), true);"
        " SELECT count(*) FROM cases_case",
        UNPROVEN,
    ),
    "the log, as nobody in particular": (
        "SELECT set_config('eenplan.actor', '||||||||1', true); SELECT audit_verify_begin(true)",
        UNPROVEN,
    ),
    "nobody for a moment": (
        "SELECT set_config('eenplan.actor', '', true), set_config('eenplan.seal', '', true); SELECT count(*) FROM cases_case",
        UNPROVEN,
    ),
    "nobody between two rows of a statement": (
        "SELECT access_account(), set_config('eenplan.actor', '', true) FROM generate_series(1, 2)",
        UNPROVEN,
    ),
    "nobody in a trigger, after the policy": (
        "WITH gone AS (INSERT INTO web_submission (account_id, digest, location, at) VALUES (%(me)s, 'x', '', now())"
        " RETURNING set_config('eenplan.actor', '', true)) SELECT access_account() FROM gone",
        UNPROVEN,
    ),
    "the proof of acting, to be nobody": ("SELECT access_rest(%(me)s, %(proof)s)", UNPROVEN),
    "nobody without a proof": ("SELECT access_rest(0, NULL)", UNPROVEN),
    "keeping what opens the account, on the proof of acting": ("SELECT access_open_own(%(me)s, %(proof)s)", UNPROVEN),
    "keeping what opens another's account": ("SELECT access_open_own(%(other)s, %(own)s)", UNPROVEN),
    "writing over what another typed": (
        "SELECT web_keep_draft(%(other)s, %(proof)s, 'form', 'field', 0, ''::bytea, '', NULL)",
        UNPROVEN,
    ),
    "writing over what another typed, with the proof of one's own": (
        "SELECT web_keep_draft(%(other)s, %(draft)s, 'form', 'field', 0, ''::bytea, '', NULL)",
        UNPROVEN,
    ),
    "making a seal": ("SELECT access_seal(%(forged)s)", CLOSED),
    "having it sealed": ("SELECT access_reseal(%(forged)s)", CLOSED),
    "asking which proof is right": ("SELECT access_check('act', %(other)s, %(proof)s)", CLOSED),
    "taking emergency access": ("SELECT access_begin_emergency()", CLOSED),
    "setting another key": ("SELECT access_set_key('mine')", CLOSED),
    "the key": ("TABLE access_key", CLOSED),
}


class Line:
    """A connection of the application's role, outside Django: what an injection speaks through."""

    def __init__(self):
        known = connections["default"].settings_dict
        self.psycopg = psycopg.connect(
            host=known["HOST"], user=known["USER"], password=known["PASSWORD"], dbname=known["NAME"], autocommit=True
        )
        self.psycopg.execute("SET ROLE eenplan_app")

    def ask(self, statement: str, **values):
        """The last answer to one or more statements with values in their text."""
        with psycopg.ClientCursor(self.psycopg) as cursor:
            cursor.execute(statement, values)
            while cursor.nextset():
                pass
            return cursor.fetchall() if cursor.description else None

    def proof(self, purpose: str, subject: int) -> bytes:
        ((challenge,),) = self.ask("SELECT access_challenge()")
        return hmac.digest(settings.IDENTITY_KEY.encode(), f"{purpose}|{subject}|{challenge}".encode(), "sha256")

    def begin(self, account) -> bytes:
        """Let the account act in a new transaction; returns the proof."""
        self.ask("BEGIN")
        proof = self.proof("act", account.pk)
        self.ask("SELECT access_begin(%(me)s, %(proof)s)", me=account.pk, proof=proof)
        return proof

    def cases(self) -> int:
        return self.ask("SELECT count(*) FROM cases_case")[0][0]


@pytest.fixture
def lines(world):
    """`lines()`: another such connection to the database of this test process."""
    with ExitStack() as stack:

        def opened() -> Line:
            line = Line()
            stack.callback(line.psycopg.close)
            return line

        yield opened


@pytest.mark.law("WGS 1.8(2)", "WGS 1.8(8)")
@pytest.mark.parametrize("name", ATTACKS)
def test_an_injected_statement_makes_nobody_of_anybody(name, world, lines):
    statement, outcome = ATTACKS[name]
    me, other = world.people["police"], world.people["neighbour"]
    line = lines()
    proof = line.begin(me)
    forged = line.ask("SELECT current_setting('eenplan.actor')")[0][0].replace(str(me.pk), str(other.pk))
    with pytest.raises(outcome):
        line.ask(
            statement,
            me=me.pk,
            other=other.pk,
            proof=proof,
            forged=forged,
            sign_in=line.proof("sign-in", me.pk),
            draft=line.proof("draft", me.pk),
            own=line.proof("own", other.pk),
        )


def test_what_is_attacked_works_with_the_right_proof(world, lines):
    line = lines()
    line.begin(world.people["police"])
    assert line.cases() > 0
    line.ask("COMMIT")
    assert line.cases() == 0


@pytest.mark.parametrize("ends", ["COMMIT; BEGIN", "ROLLBACK; BEGIN", "COMMIT AND CHAIN"])
def test_a_proof_and_a_seal_end_with_their_transaction(ends, world, lines):
    line, me = lines(), world.people["police"]
    proof = line.begin(me)
    actor, seal = line.ask("SELECT current_setting('eenplan.actor'), current_setting('eenplan.seal')")[0]
    line.ask(ends)
    assert line.cases() == 0
    line.ask("SAVEPOINT before")
    with pytest.raises(UNPROVEN):
        line.ask("SELECT access_begin(%(me)s, %(proof)s)", me=me.pk, proof=proof)
    line.ask("ROLLBACK TO before")
    line.ask(
        "SELECT set_config('eenplan.actor', %(actor)s, true), set_config('eenplan.seal', %(seal)s, true)",
        actor=actor,
        seal=seal,
    )
    with pytest.raises(UNPROVEN):
        line.cases()


def test_a_proof_and_a_seal_are_worth_nothing_in_another_connection(world, lines):
    victim, thief, me = lines(), lines(), world.people["police"]
    proof = victim.begin(me)
    actor, seal = victim.ask("SELECT current_setting('eenplan.actor'), current_setting('eenplan.seal')")[0]
    thief.ask("BEGIN; SAVEPOINT before")
    with pytest.raises(UNPROVEN):
        thief.ask("SELECT access_begin(%(me)s, %(proof)s)", me=me.pk, proof=proof)
    thief.ask("ROLLBACK TO before")
    thief.ask(
        "SELECT set_config('eenplan.actor', %(actor)s, true), set_config('eenplan.seal', %(seal)s, true)",
        actor=actor,
        seal=seal,
    )
    with pytest.raises(UNPROVEN):
        thief.cases()


def test_the_values_of_a_proof_stand_in_no_statement_that_others_can_see(world, lines):
    with act_as(world.people["police"]) as who:
        proof = acting.proof("act", who.account_id)
        acting.bound(acting._ENTRANCES["act"], who.account_id, proof)
        ((shown,),) = lines().ask(
            "RESET ROLE; SELECT query FROM pg_stat_activity WHERE pid = %(pid)s",
            pid=connection.connection.info.backend_pid,
        )
    assert "access_begin($1, $2)" in shown
    assert proof.hex() not in shown


@pytest.mark.parametrize("length", [20, 64, 100])
def test_the_database_reckons_the_hmac_that_python_reckons(length, db):
    key = bytes(range(length))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT sha256(access_pad(%(key)s, 92) || sha256(access_pad(%(key)s, 54) || 'said'::bytea))", {"key": key}
        )
        assert bytes(cursor.fetchone()[0]) == hmac.digest(key, b"said", "sha256")


def test_without_a_key_row_nothing_is_proven_and_no_seal_is_right(world):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_key")
    for purpose in ("act", "sign-in", "installation"):
        with pytest.raises(DatabaseError), transaction.atomic():
            acting.prove(purpose, world.people["police"].pk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('eenplan.actor', '1|1|{1}||||||', true); SELECT access_account()")


def test_a_savepoint_that_is_rolled_back_returns_who_acted_before(world):
    police, neighbour = world.people["police"], world.people["neighbour"]
    with act_as(police):
        with pytest.raises(ZeroDivisionError), act_as(neighbour):
            raise ZeroDivisionError
        assert _account() == police.pk
        with act_as(neighbour):
            assert _account() == neighbour.pk
        assert _account() == police.pk
        with signing_in(neighbour.pk):
            assert _account() is None
        with as_installation():
            assert _account() is None
        assert _account() == police.pk
    assert _account() is None


def test_who_signs_in_or_installs_reads_no_case(world):
    for identity in (signing_in(), signing_in(world.people["police"].pk), as_installation()):
        with identity, connection.cursor() as cursor:
            cursor.execute("SELECT (SELECT count(*) FROM cases_case) + (SELECT count(*) FROM people_person)")
            assert cursor.fetchone() == (0,)


LOOT = "DECLARE loot CURSOR WITH HOLD FOR SELECT number FROM cases_case; SELECT set_config('my.loot', 'x', false)"


@pytest.mark.parametrize("begins", [lambda: request_started.send(sender=None), lambda: kept.washed(dict, None, None)])
def test_nothing_of_one_request_or_job_is_left_in_the_connection_for_the_next(begins, world, lines, monkeypatch):
    line = lines()
    line.begin(world.people["police"])
    line.ask(LOOT + "; SELECT pg_advisory_lock(1); PREPARE mine AS SELECT 1; LISTEN mine; COMMIT")
    assert line.ask("FETCH 1 FROM loot")
    monkeypatch.setattr(kept, "connection", _Django(line.psycopg))
    begins()
    assert line.ask("SELECT current_setting('my.loot', true)") in ([("",)], [(None,)])
    for statement, count in {"pg_cursors": 0, "pg_prepared_statements": 0, "pg_listening_channels()": 0}.items():
        assert line.ask(f"SELECT count(*) FROM {statement}") == [(count,)]
    assert line.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()") == [(0,)]
    assert line.ask("SELECT current_user") == [("eenplan_app",)]


class _Django:
    """As much of Django's connection as is looked at between requests."""

    in_atomic_block = False

    def __init__(self, connection):
        self.connection = connection

    def close(self):
        raise AssertionError("a connection that answers stays open")

    def ensure_timezone(self):
        pass


def test_a_key_that_the_database_does_not_know_gets_a_clear_answer(client_of, settings):
    client = client_of("police")
    settings.IDENTITY_KEY = "another key than the one of the last migrate"
    answer = client.get("/")
    assert answer.status_code == 503
    assert "eenplan migrate" in answer.text


def test_who_acted_is_nobody_again_only_by_going_back_to_before(world, lines):
    """A part of a transaction that is undone takes its identity along, as before; then nobody acted."""
    line, me = lines(), world.people["police"]
    line.ask("BEGIN; SAVEPOINT before")
    line.ask("SELECT access_begin(%(me)s, %(proof)s)", me=me.pk, proof=line.proof("act", me.pk))
    assert line.cases() > 0
    line.ask("ROLLBACK TO before")
    assert line.cases() == 0
    line.ask("SELECT access_rest(0, %(proof)s)", proof=line.proof("nobody", 0))
    assert line.cases() == 0


def test_no_rule_asks_the_session_which_day_it_is(db):
    """The zone is a setting of the session, up to a week off: a term of days would end when somebody likes."""
    days = re.compile(
        r"current_date|localtimestamp|localtime\b|current_time\b|now\(\)::date|timestamp\(\)::date", re.IGNORECASE
    )
    for path in (database.ROOT / "eenplan").glob("*/policies*.sql"):
        rules = re.sub("--.*", "", path.read_text())
        assert not days.search(rules), path
    with transaction.atomic(), connection.cursor() as cursor:
        for zone in ("XXX-167", "XXX+167"):
            cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])
            cursor.execute("SELECT access_today()")
            assert cursor.fetchone() == (timezone.localdate(),)


def test_the_database_alone_numbers_rows(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, act FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid,"
            " unnest('{INSERT,UPDATE}'::text[]) act"
            " WHERE c.relnamespace = 'public'::regnamespace AND a.attidentity <> ''"
            "   AND has_column_privilege('eenplan_app', c.oid, a.attnum, act)"
        )
        assert cursor.fetchall() == [("people_person", "INSERT")]  # the import numbers persons beforehand


def test_policies_read_who_acts_from_nothing_else_than_the_sealed_actor():
    found = {
        path.name
        for path in (database.ROOT / "eenplan").glob("*/*.sql")
        if "_setting('eenplan." in path.read_text() or "set_config('eenplan." in path.read_text()
    }
    assert found == {"policies.sql"}
    assert "set_config('eenplan." in (database.ROOT / "eenplan/access/policies.sql").read_text()


def _account():
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_account()")
        return cursor.fetchone()[0]


LINE = """INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, categories,
                                 outcome, access_point, detail, salt, subject_digest, digest)
          VALUES (now(), gen_random_uuid(), %s, %s, %s, '', '', %s, '', '{}', 'ok', '', '', '', '', '')"""


@pytest.fixture
def write(world):
    """`write("police", house="TEST", action="read")`: a line as an injected statement would write it."""

    def line(account=None, house=None, action="read", organisation=None, employed=True):
        people, houses = world.people, world.houses
        who = people[account] if account else None
        organisation = organisation or (who and employed and who.professional.organisation_id) or None
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LINE, [who and who.pk, organisation, house and houses[house].pk, action])

    return line


@pytest.mark.law("WGS 1.8(4)", "R-72")
def test_a_line_is_about_who_acts_in_a_house_where_it_works(world, write):
    with act_as(world.people["police"]):
        write("police", "TEST")
        for forged in (
            {"account": "ggz", "house": "TEST"},
            {"account": "police_colleague", "house": "TEST"},
            {"account": "police", "house": "BUUR"},
            {"account": "police", "house": None},
            {"house": "TEST"},
            {"action": "login"},
            {"account": "police", "house": "TEST", "organisation": world.organisations["ggz"].pk},
        ):
            with pytest.raises(ProgrammingError, match="row-level security"):
                write(**forged)


@pytest.mark.law("WGS 1.8(4)", "R-72")
def test_while_nobody_acts_only_the_lines_of_signing_in_are_written(world, write):
    for line in ({"action": "login"}, {"action": "read"}, {"account": "police", "house": "TEST"}):
        with pytest.raises(ProgrammingError, match="row-level security"):
            write(**line)
    with signing_in():
        write(action="login")
        for line in (
            {"action": "read"},
            {"action": "login", "house": "TEST"},
            {"action": "login", "account": "police"},
            {"action": "login", "account": "police", "employed": False},
        ):
            with pytest.raises(ProgrammingError, match="row-level security"):
                write(**line)
    with as_installation(), pytest.raises(ProgrammingError, match="row-level security"):
        write(action="login")


@pytest.mark.law("WGS 1.8(4)", "R-74")
@pytest.mark.parametrize("call", ["seal_lines()", "verify_begin(true)", "verify_step(1)", "open_reviews()"])
def test_the_chain_is_kept_by_the_installation_and_not_by_whoever_is_nobody(call, world):
    def ask():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT audit_{call}")

    for identity in (signing_in(), act_as(world.people["police"])):
        with identity, pytest.raises(ProgrammingError):
            ask()
    with pytest.raises(ProgrammingError):
        ask()
    with as_installation():
        ask()
