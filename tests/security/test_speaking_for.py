"""Speaking for an organisation asks for a scope: who is employed there and works for the house speaks for nobody (R-09)."""

import ast
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.exchange.models import Notice, Question, QuestionLine, RefusalMotive
from eenplan.law.codes import DataCategory, SharingGround
from eenplan.network.models import Organisation, Professional
from tests.support import world as build
from tests.support.db import as_owner
from tests.support.filled import fill

ROOT = Path(__file__).parents[2]
#: where the employer of who acts is written down, and why nothing is decided by it: (object of the database, what stands there)
WRITTEN_DOWN = {
    "audit_event": "a line says for whom somebody works",
    "audit_forget": "a line says for whom somebody works",
    "exchange_errorreport": "who reports an error: recipient, or process director of the case",
    "exchange_question": "who asks: core participant, or process director of the case",
    "monitoring_progress": "who reports about a goal: everybody on the case",
    "provisions_provision": "who prepares: core participant, or process director of the case",
    "provisions_ask_if_known": "who asks: only from a core organisation, and by a scope on the case",
    "people_show": "a grant says for whom somebody works",
    "network_look": "a count says for whom somebody works",
    "network_note": "a line says for whom somebody works",
}
#: Python that compares with it, and what gives the scope there
ALSO_ASKED = {
    "eenplan/monitoring/actions.py": "plans.may(…).take_part",
    "eenplan/monitoring/views.py": "plans.may(…).take_part",
    "eenplan/plans/actions.py": "plans.may(…).take_part",
    "eenplan/web/explain.py": "my_grants(…, take_part or decide)",
    "eenplan/network/actions.py": "an administrator does not take the own organisation out of a house",
    "eenplan/referrals/queries.py": "who.has(ASSESSOR)",
    "eenplan/referrals/triage.py": "assesses (ASSESSOR)",
    "eenplan/retention/releases.py": "retention_release_speaks()",
    "eenplan/retention/renewals/actions.py": "retention_may_speak()",
    "eenplan/retention/renewals/queries.py": "who.has(REFERRER, ASSESSOR, PARTICIPANT)",
    "eenplan/retention/renewals/views.py": "retention_may_speak()",
}


@pytest.mark.law("R-09", "WGS 2.31(4)")
def test_no_policy_trigger_or_function_decides_by_where_somebody_is_employed(db):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies WHERE qual ~ 'access_organisation' OR with_check ~ 'access_organisation'"
            " UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~ 'access_organisation'"
        )
        assert {name for (name,) in cursor.fetchall()} == set(WRITTEN_DOWN)


def test_nor_does_one_read_the_setting_itself(db):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM (SELECT tablename::text AS name, concat(qual, with_check) AS said FROM pg_policies"
            " UNION ALL SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace) everything"
            r" WHERE said ~ 'access_actor\(\)\)?\[2\]'"
        )
        assert {name for (name,) in cursor.fetchall()} == {"access_organisation"}
    # the files say no more than the catalogue: each use stands in a statement about one of these
    for path in ROOT.glob("eenplan/*/policies*.sql"):
        for statement in re.split(r";\n(?=\S)", re.sub(r"^\s*--.*$", "", path.read_text(), flags=re.MULTILINE)):
            if "access_organisation()" in statement and "FUNCTION access_organisation" not in statement:
                assert any(name in statement for name in WRITTEN_DOWN), f"{path.name}: {statement[:200]}"


def test_python_compares_with_it_only_beside_a_scope():
    def compares(node):
        return isinstance(node, ast.Compare) and re.search(
            r"\b(who|acting|acting\(\))\.organisation_id", ast.unparse(node)
        )

    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.glob("eenplan/**/*.py")
        if "organisation_id" in (text := path.read_text()) and any(compares(node) for node in ast.walk(ast.parse(text)))
    }
    assert found == set(ALSO_ASKED)


def test_with_a_scope_of_the_house_nobody_speaks_at_all(world, act_as):
    for scope in (
        "direct",
        "process_director",
        "auditor",
        "administrator",
        "contact_point",
        "manager",
        "answer",
        "asked",
    ):
        with (
            act_as(world.people["director"]),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError, match="nobody speaks"),
            transaction.atomic(),
        ):
            cursor.execute("SELECT * FROM access_speaks_for('case', %s)", [scope])


#: staff of the house, employed by the College that takes part in the case
STAFF = ["director", "director_elsewhere", "manager", "contact", "auditor", "administrator"]


@pytest.fixture
def rows(world):
    """A row of every table that is the College's in the open case."""
    with as_owner():
        return fill(
            network_house=world.case.house_id,
            cases_case=world.case.pk,
            people_person=world.persons["father"].pk,
            network_organisation=world.organisations["council"].pk,
            access_account=world.people["council"].pk,
        )


#: what staff of the house changes itself: tables that are no party's word
OWN_WORK = {
    "director": {
        "cases_direction", "cases_member", "conferences_agendaitem", "conferences_attendance", "conferences_conference",
        "conferences_guest", "plans_action", "plans_familyplanpart",
        "plans_goal", "plans_plan", "provisions_provision", "exchange_question", "people_addresssecrecy", "retention_renewal",
    },
    "director_elsewhere": {"conferences_conference"},
    "contact": {"retention_hold", "rights_request", "rights_dataleak", "rights_applicant", "rights_measure", "rights_leak"},
    "auditor": {"cases_emergency", "audit_finding"},
    "administrator": {
        "network_authorisation", "network_contactperson", "network_houseorganisation", "network_organisation",
        "network_professional", "network_training", "network_house", "network_lifedomain", "network_municipalityofhouse",
    },
    "manager": set(),
}  # fmt: skip


@pytest.mark.law("R-09", "AVG 19")
@pytest.mark.parametrize("key", STAFF)
def test_who_works_for_the_house_changes_no_row_that_is_the_word_of_its_employer(key, world, rows, act_as):
    """Every column of every table that the application may change at all, row by row."""
    changed = set()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text) FROM information_schema.column_privileges"
            " WHERE grantee = 'eenplan_app' AND privilege_type = 'UPDATE' AND table_schema = 'public' GROUP BY 1"
        )
        columns = dict(cursor.fetchall())
        cursor.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " AND a.attname IN ('organisation_id', 'supplier_id', 'asked_id', 'item_id')"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity"
        )
        of_an_organisation = {name for (name,) in cursor.fetchall()}
    for table in sorted(of_an_organisation & set(columns) & set(rows)):
        with act_as(world.people[key]), connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(f"UPDATE {table} SET {columns[table][0]} = {columns[table][0]} WHERE {rows[table]}")
                    if cursor.rowcount:
                        changed.add(table)
            except DatabaseError:
                pass  # refused, which is as good
    assert changed <= OWN_WORK[key]


@pytest.mark.law("R-09", "AVG 19")
@pytest.mark.parametrize("key", ["director", "director_elsewhere", "contact", "auditor"])
def test_a_notice_for_the_college_is_ticked_off_by_the_college(key, world, act_as, client_of, at_work):
    with as_owner():
        given = build.item(
            world.case, world.people["police"], world.persons["father"], DataCategory.POLICE, SharingGround.POLICE_ACT,
            "Nog een melding", [world.organisations["council"]],
        )  # fmt: skip
        notice = Notice.objects.create(
            house=world.case.house, case=world.case, item=given, organisation=world.organisations["council"],
            kind="withdrawn", at=timezone.now(),
        )  # fmt: skip
    with act_as(world.people[key]):
        assert not Notice.objects.filter(pk=notice.pk).update(seen_at=timezone.now(), seen_by=world.people[key])
    client_of(key).post(reverse("exchange:seen", args=[world.case.number, notice.pk]))
    with as_owner():
        assert Notice.objects.get(pk=notice.pk).seen_at is None
    assert client_of("council").post(reverse("exchange:seen", args=[world.case.number, notice.pk])).status_code == 302


@pytest.mark.law("WGS 1.5(1)", "R-26")
def test_a_motive_that_the_college_keeps_inside_is_not_for_a_director_it_employs(world, act_as):
    with as_owner():
        question = Question.objects.create(
            house=world.case.house, case=world.case, asker=world.organisations["police"], account=world.people["police"],
            asked=world.organisations["council"], reason="nodig", due_on=timezone.localdate(),
        )  # fmt: skip
        line = QuestionLine.objects.create(
            house=world.case.house, case=world.case, question=question, asked=world.organisations["council"],
            person=world.persons["father"], category=12,
        )  # fmt: skip
        QuestionLine.objects.filter(pk=line.pk).update(
            answer="refused", answered_by=world.people["council"], answered_at=timezone.now()
        )
        RefusalMotive.objects.create(
            house=world.case.house, case=world.case, line=line, organisation=world.organisations["council"],
            text="gevaar voor een medewerker", internal=True,
        )  # fmt: skip
    with act_as(world.people["director"]):
        assert not RefusalMotive.objects.exists()
    with act_as(world.people["council"]):
        assert RefusalMotive.objects.exists()


@pytest.mark.law("R-09")
def test_a_director_from_the_police_is_no_police(world, act_as, client_of):
    """The same, with staff that a party of the case employs."""
    with as_owner():
        Professional.objects.filter(pk=world.people["director"].pk).update(organisation=world.organisations["police"])
        world.people["director"].grants.update(organisation_id=world.organisations["police"].pk)
        assert Organisation.objects.get(pk=world.organisations["police"].pk).core
    with act_as(world.people["director"]), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_speaks_for('case', 'take_part', 'decide')")
        assert cursor.fetchone() == (0,)
