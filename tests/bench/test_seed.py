"""The generator makes what the rooms themselves would have made: same keys, same grants, same guards afterwards."""

from collections import Counter

import pytest
from django.db import connection, transaction

from eenplan.cli.bench import seeding
from eenplan.people import bsn
from tests.support.db import as_owner

CASES = 20

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("seed")]
#: guards of the tables: what is laid aside while filling must all be back
GUARDS = """
SELECT 'key ' || conrelid::regclass || ' ' || conname || ' ' || convalidated
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
"""
#: grants that follow from the facts beside those that stand there; when each began is the trigger's clock
COLUMNS = """account_id, organisation_id, house_id, kind, object_id, scope, reason, article, source, source_id,
             coalesce(until, 'infinity') > now()"""
DIFFERENCE = f"""
(SELECT {COLUMNS} FROM ({seeding.expected_grants()}) AS expected
 EXCEPT SELECT {COLUMNS} FROM access_grant)
UNION ALL
(SELECT {COLUMNS} FROM access_grant WHERE source NOT LIKE 'people_person:%'
 EXCEPT SELECT {COLUMNS} FROM ({seeding.expected_grants()}) AS expected)
"""


def asked(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall()


def grants_that_differ():
    return asked(DIFFERENCE)


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """The world of the tests with a seeded house of 20 cases beside it, and the guards from before; undone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        with as_owner():
            guards = sorted(asked(GUARDS))
            seeding.fill(seeding.Proportions.of(CASES))
        yield guards
        transaction.set_rollback(True)


@pytest.fixture
def seeded(filled, db):
    """The guards from before the filling; each test looks at what was filled as the owner does."""
    with as_owner():
        yield filled


def test_what_triggers_gave_is_what_the_recomputation_expects(db):
    with as_owner():
        assert asked("SELECT count(*) FROM access_grant WHERE kind = 'case'") > [(0,)]
        assert grants_that_differ() == []


def test_seeded_grants_are_those_that_follow_from_the_facts(seeded):
    assert grants_that_differ() == []


def test_all_guards_are_back_after_filling(seeded):
    assert sorted(asked(GUARDS)) == seeded


def test_proportions_of_a_seeded_case(seeded):
    cases = "SELECT c.id FROM cases_case c JOIN network_house h ON h.id = c.house_id WHERE h.code LIKE 'BENCH%'"
    assert asked(f"SELECT count(*) FROM ({cases}) c") == [(CASES,)]
    assert asked(f"SELECT count(*) FROM cases_case WHERE closed_at IS NULL AND id IN ({cases})") == [(CASES // 4,)]
    for table, column, each in (
        ("cases_participation", "case_id", 6),
        ("cases_delegate", "case_id", 6),
        ("cases_member", "case_id", 3),
        ("exchange_item", "case_id", 6),
        ("exchange_recipient", "case_id", 18),
        ("conferences_agendaitem", "case_id", 1),
        ("plans_action", "case_id", 6),
        ("plans_adoption", "case_id", 1),
    ):
        counts = Counter(
            count for (count,) in asked(f"SELECT count(*) FROM {table} WHERE {column} IN ({cases}) GROUP BY {column}")
        )
        assert counts == {each: CASES}, table


def test_nobody_has_access_to_a_closed_seeded_case(seeded):
    assert asked(
        "SELECT count(*) FROM access_grant g JOIN cases_case c ON g.kind = 'case' AND c.id = g.object_id"
        " WHERE c.closed_at IS NOT NULL AND coalesce(g.until, 'infinity') > now()"
    ) == [(0,)]


def test_parts_of_a_seeded_case_are_of_that_case(seeded):
    """What triggers would have checked one by one, had they not been aside."""
    for wrong in (
        """SELECT FROM exchange_item i
            WHERE NOT EXISTS (SELECT FROM cases_member m WHERE (m.case_id, m.person_id) = (i.case_id, i.person_id))""",
        """SELECT FROM exchange_item i JOIN network_organisation o ON o.id = i.supplier_id
            WHERE (category = 7) <> (o.kind = 'police') OR (category = 8) <> (o.kind = 'prosecution')
               OR (o.medical_secrecy AND i.ground NOT LIKE '2.29(2)%')""",
        """SELECT FROM exchange_recipient r JOIN exchange_item i ON i.id = r.item_id
            WHERE r.case_id <> i.case_id OR r.organisation_id = i.supplier_id OR NOT EXISTS (SELECT
                    FROM cases_participation p WHERE (p.case_id, p.organisation_id) = (r.case_id, r.organisation_id))""",
        """SELECT FROM plans_action a JOIN plans_goal g ON g.id = a.goal_id
            WHERE (g.plan_id, g.case_id) <> (a.plan_id, a.case_id) OR NOT EXISTS (
                    SELECT FROM cases_delegate d WHERE (d.case_id, d.account_id) = (a.case_id, a.responsible_id))""",
        """SELECT FROM conferences_attendance a JOIN conferences_agendaitem i ON i.id = a.item_id
            WHERE a.case_id <> i.case_id""",
        "SELECT FROM cases_direction d JOIN cases_delegate t USING (case_id, account_id) WHERE d.kind = 'process'",
    ):
        assert asked(wrong) == [], wrong


def test_seeded_persons_have_valid_test_numbers_and_the_search_name_of_the_trigger(seeded):
    numbers = [
        number
        for (number,) in asked(
            "SELECT bsn FROM people_citizennumber n JOIN network_house h ON h.id = n.house_id WHERE h.code LIKE 'BENCH%'"
        )
    ]
    assert len(numbers) == len(set(numbers)) == 3 * (CASES + 1)
    assert all(number.startswith("99999") and bsn.is_valid(number) for number in numbers)
    before = asked("SELECT id, search_name FROM people_person ORDER BY id")
    asked("WITH again AS (UPDATE people_person SET prefix = prefix RETURNING 1) SELECT count(*) FROM again")
    assert asked("SELECT id, search_name FROM people_person ORDER BY id") == before


@pytest.mark.parametrize("cases", [20, 1_000, 100_000, 1_000_000])
def test_the_work_of_one_professional_does_not_grow_with_the_country(cases):
    wanted = seeding.Proportions.of(cases)
    open_in_house = cases / 4 / wanted.houses
    assert open_in_house * 6 / 10 / wanted.participants <= 80
    assert open_in_house / wanted.directors <= 150
    if cases >= 1_000:
        assert open_in_house * 6 / 10 / wanted.participants >= 30
        assert open_in_house / wanted.directors >= 100


def test_numbering_goes_on_after_the_seeded_cases(seeded):
    ((_house, number),) = asked("SELECT id, network_number(id, 'C') FROM network_house WHERE code = 'BENCH01'")
    assert asked("SELECT count(*) FROM cases_case WHERE number = %s", number) == [(0,)]
