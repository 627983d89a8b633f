"""Destruction: what has reached its term is gone from every table, the proof stays, and nothing goes early."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from eenplan.access.declarations import declared
from eenplan.audit import queries as log
from eenplan.cases import actions as cases
from eenplan.cases.models import Closing
from eenplan.cases.pages import open_case
from eenplan.cases.queries import my_work as work
from eenplan.exchange import actions as exchange
from eenplan.exchange import mending
from eenplan.law.rules import Refusal
from eenplan.people.models import Person
from eenplan.referrals.models import Decision, Referral
from eenplan.retention import actions, engine, reach, releases, tasks
from eenplan.retention.models import Certificate, JournalLine, Release, Remainder, Run
from eenplan.web.models import Draft
from tests.support import world as build

#: what people typed and who it is about, in the world
TELLING = [
    *(
        "Karel",
        "Sanne",
        "Lotte",
        "Ahmed",
        "Wim",
        "Bakker",
        "Idrissi",
        "999990019",
        "999990020",
        "999990056",
        "999990068",
    ),
    *(
        "Vlietweg",
        "Schuilplaats",
        "Drie meldingen",
        "In behandeling sinds",
        "Urgentie toegekend",
        "Geen geweld meer thuis",
    ),
    *("Herhaalde meldingen aan huis", "Drie aangiften", "Behandeling starten", "Eerst veiligheid", "Wat nu?"),
]


def found_anywhere(words) -> list[tuple[str, str]]:
    """(table, word) of every row of any table that still says one of these words."""
    with connection.cursor() as cursor:
        # a digest of a password may hold any three letters
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'access_password'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT DISTINCT word FROM \"{table}\" t, unnest(%s::text[]) word WHERE t::text ILIKE '%%' || word || '%%'",
                [list(words)],
            )
            found += [(table, word) for (word,) in cursor.fetchall()]
        return found


# What is reached


@pytest.mark.law("WGS 1.8(7)", "R-59")
def test_every_table_says_how_it_is_destroyed_and_is_reached():
    assert {one.destroyed for one in declared().values()} <= {
        *reach.ROOTS,
        "request",
        "authorisation",
        "log",
        "day",
        "never",
    }
    assert {table for _sort, table, keys in reach.reach() if not keys} == reach.WITH_THE_LAST


@pytest.mark.law("WGS 1.8(7)", "R-59")
def test_whatever_names_a_case_a_referral_or_a_person_is_declared():
    roots = {apps.get_model(label) for label in reach.ROOTS.values()}
    loose = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if any(field.related_model in roots for field in model._meta.local_fields)
        and model._meta.db_table not in declared()
    ]
    assert loose == []


def test_what_is_never_destroyed_names_nobody():
    never = [
        model
        for model in apps.get_models()
        if getattr(model, "declaration", None) and model.declaration.destroyed == "never"
    ]
    assert not [model for model in never if model.declaration.persons or model.declaration.case]


@pytest.mark.law("R-59")
def test_the_database_works_from_the_same_list(as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT destroyed_with, name, keys FROM retention_reach()")
        assert sorted(cursor.fetchall()) == [one for one in reach.reach() if one[2]]
        cursor.execute("SELECT name, key FROM retention_names()")
        assert sorted(cursor.fetchall()) == reach.names()


# What is gone


@pytest.mark.law("WGS 1.8(7)", "R-50", "R-59", "8.11-8")
def test_after_the_term_nothing_tells_of_the_case_or_its_persons_any_more(world, as_owner, ahead, run):
    with as_owner():
        assert {word for _table, word in found_anywhere(TELLING)} == set(TELLING)
    assert run(world.case.retain_until)["R-50", "destroyed", "case"] == 2
    with as_owner():
        assert [one.pk for one in Person.objects.all()] == [world.persons["neighbour"].pk]  # of another house
    engine.run(world.houses["BUUR"], world.case.retain_until)
    with as_owner():
        assert found_anywhere(TELLING) == []


@pytest.mark.law("WGS 1.8(7)", "R-59")
def test_what_was_typed_about_it_and_not_sent_goes_along(world, as_owner, ahead, run):
    with as_owner():
        about = {"case": world.case, "referral": world.case.referral, "person": world.persons["father"], "": world.case}
        for sort, thing in about.items():
            Draft.objects.create(
                account=world.people["police"], form=sort, field="text", version=1, locked=b"", sort=sort,
                number=thing.pk, at=timezone.now(), until=timezone.now() + timedelta(days=1),
            )  # fmt: skip
    run(world.case.retain_until)
    with as_owner():
        assert [draft.sort for draft in Draft.objects.all()] == [""]


@pytest.mark.law("WGS 1.8(7)", "R-50")
def test_the_day_before_the_term_nothing_is_destroyed(world, ahead, run, kept):
    assert not {key for key in run(world.case.retain_until - timedelta(days=1)) if key[2] == "case"}
    assert kept(world.case)


@pytest.mark.law("R-60", "WGS 1.8(4)")
def test_the_log_keeps_its_lines_and_its_chain_but_not_whom_they_were_about(world, as_owner, ahead, run, client_of):
    client_of("police").get(f"/casussen/{world.case.number}/")
    father = world.persons["father"].pk
    with as_owner(), connection.cursor() as cursor:
        log.seal()
        cursor.execute("SELECT count(*), array_agg(id) FROM audit_event WHERE subject_id = %s", [father])
        lines, ids = cursor.fetchone()
        assert lines
    run(world.case.retain_until)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(subject_id), sum(length(salt)) FROM audit_event WHERE id = ANY (%s)", [ids]
        )
        assert cursor.fetchone() == (lines, 0, 0)
        cursor.execute("SELECT count(*) FROM audit_event WHERE digest <> audit_digest(audit_event)")
        assert cursor.fetchone() == (0,)


@pytest.mark.law("WGS 1.8(7)")
def test_who_is_in_another_case_too_stays(world, as_owner, ahead, run, kept):
    with as_owner():
        other = build.admit(
            build.referral(world.houses["TEST"], world.people["police"], world.persons["father"]),
            world.people["council"],
            world.people["director"],
        )
        type(other).objects.filter(pk=other.pk).update(retain_until=world.case.retain_until + timedelta(days=1))
    run(world.case.retain_until)
    with as_owner():
        assert Person.objects.filter(pk=world.persons["father"].pk).exists()
        assert not Person.objects.filter(pk=world.persons["mother"].pk).exists()
        assert world.persons["father"].relations.count() == 0
    assert kept(other)


@pytest.mark.law("R-59")
def test_jobs_that_speak_of_it_go_along(world, as_owner, ahead, run):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('default', 'x', jsonb_build_object('case', %s))",
            [world.case.pk],
        )
    run(world.case.retain_until)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'x'")
        assert cursor.fetchone() == (0,)


# One thing by itself


@pytest.mark.law("BGS 1.7", "R-31", "R-59")
def test_every_version_whose_words_are_destroyed_has_a_line_in_the_journal_that_says_nothing_about_it(
    world, act_as, as_owner
):
    with act_as(world.people["police"]) as who:
        case = open_case(who, world.case.number)
        newer = exchange.correct(
            who, case, case.items.get(supplier=who.organisation_id), category=7, text="Twee meldingen"
        )
        mending.destroy(who, case, case.items.get(pk=newer.pk), reason="Ging over een naamgenoot")
    with as_owner():
        lines = JournalLine.objects.all()
        assert [(line.kind, line.number, line.rule, line.article) for line in lines] == [
            ("words", "", "R-31", "BGS 1.7")
        ] * 2
        assert len({line.key for line in lines}) == 2
        assert not {"naamgenoot", "police", str(world.people["police"].pk)} & set(str(vars(lines[0])).split())


# What stays


@pytest.mark.law("WGS 1.8(7)", "8.11-8")
def test_a_certificate_says_what_how_many_and_why_but_not_who(world, as_owner, ahead, run):
    run(world.case.retain_until)
    with as_owner():
        proof = Certificate.objects.filter(kind="case").order_by("pk").first()
        assert (proof.rule, proof.article, proof.year) == ("R-50", "WGS 1.8(7)", world.case.opened_at.year)
        assert proof.rows["exchange_item"] == 3
        assert proof.rows["people_person"] == 4
        assert world.case.number not in str(vars(proof))
        assert JournalLine.objects.count() == Certificate.objects.count()


@pytest.mark.law("BGS 1.16(1)")
def test_for_statistics_only_counts_stay(world, as_owner, ahead, run):
    done = run(world.case.retain_until)
    assert done["R-50", "anonymised", "case"] == 2
    with as_owner():
        one = Remainder.objects.get(kind="case", outcome="open")
        assert (one.year, one.number, one.region) == (world.case.opened_at.year, 1, world.houses["TEST"].region.name)
        assert one.age == "30-49"
        assert {field.name for field in Remainder._meta.fields} >= {
            "region",
            "age",
            "case_kind",
            "outcome",
            "zrm",
            "number",
        }


# What goes earlier


@pytest.mark.law("BGS 1.16(1)", "R-52", "8.11-7")
def test_a_rejected_referral_goes_after_the_period_of_the_house_and_leaves_statistic_and_proof(
    world, as_owner, ahead, run
):
    with as_owner():
        Decision.objects.create(
            house=world.houses["TEST"],
            referral=world.referral,
            outcome="reject",
            motive="geen criterium d",
            route="local",
            organisation=world.organisations["council"],
            account=world.people["council"],
        )
        Referral.objects.filter(pk=world.draft.pk).delete()
    days = timedelta(days=world.houses["TEST"].rejected_days)
    assert ("R-52", "destroyed", "referral") not in run(build.TODAY + days - timedelta(days=1))
    assert run(build.TODAY + days)["R-52", "destroyed", "referral"] == 1
    with as_owner():
        assert not Referral.objects.filter(pk=world.referral.pk).exists()
        assert not Person.objects.filter(pk=world.persons["stranger"].pk).exists()
        assert Certificate.objects.get(kind="referral").article == "BGS 1.16(1)"
        assert Remainder.objects.get(kind="referral").outcome == "local"


@pytest.mark.law("WGS 1.8(7)", "R-51")
def test_a_draft_that_nobody_touches_goes_and_is_counted_nowhere(world, as_owner, ahead, run):
    days = timedelta(days=world.houses["TEST"].draft_days)
    assert run(build.TODAY + days - timedelta(days=1)) == {}
    assert run(build.TODAY + days) == {("R-51", "destroyed", "referral"): 1}
    with as_owner():
        assert not Remainder.objects.exists()


@pytest.mark.law("WGS 1.8(7)", "R-51")
def test_a_person_whom_nothing_names_goes_but_not_while_somebody_is_about_to(world, as_owner, ahead, run, act_as):
    with as_owner():
        lonely = build._person(world.houses["TEST"], "Los", "", "Zand", "1970-01-01", "M", "999990111")
    days = timedelta(days=world.houses["TEST"].draft_days)
    with act_as(world.people["police"]), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_find(%s, '999990111', '', '')", [world.houses["TEST"].pk])
    assert ("R-51", "destroyed", "person") not in run(build.TODAY + days)  # found a moment ago
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_grant SET until = now() - interval '1 second' WHERE object_id = %s", [lonely.pk])
    assert run(build.TODAY + days)["R-51", "destroyed", "person"] == 1
    with as_owner():
        assert not Person.objects.filter(pk=lonely.pk).exists()


@pytest.mark.law("WGS 1.8(7)", "WGS 2.31(8)", "R-51")
def test_core_participants_decide_that_a_case_goes_earlier_once_closed(
    world, as_owner, ahead, run, act_as, unnecessary, close, kept
):
    day = build.TODAY + timedelta(days=40)
    with act_as(world.people["police"]) as who:
        actions.release(who, open_case(who, world.case.number), destroy_on=day, motive="doelen behaald")
    assert ("R-51", "destroyed", "case") not in run(day)
    assert kept(world.case)
    close()
    assert ("R-51", "destroyed", "case") not in run(day)  # the College never said a word about destroying
    with act_as(world.people["council"]) as who:
        releases.speak(who, Release.objects.get(), agrees=True, motive="doelen behaald")
    assert ("R-51", "destroyed", "case") not in run(build.TODAY + timedelta(days=13))
    assert run(day)["R-51", "destroyed", "case"] == 1
    assert not kept(world.case)


def _close(who, case):
    return cases.close(who, case, outcome="goals_met", motive="klaar")


@pytest.fixture
def agree(world, act_as):
    """The core participants of the open case agree to close it."""

    def opine():
        for key in ("council", "police"):
            with act_as(world.people[key]) as who:
                cases.opine(who, open_case(who, world.case.number), agrees=True, motive="klaar")

    return opine


@pytest.fixture
def release(world, act_as, unnecessary):
    """The police records that the open case goes earlier."""

    def record():
        with act_as(world.people["police"]) as who:
            case = open_case(who, world.case.number)
            actions.release(who, case, destroy_on=build.TODAY + timedelta(days=40), motive="doelen behaald")

    return record


@pytest.mark.law("WGS 1.8(7)", "WGS 2.31(8)", "R-51")
@pytest.mark.parametrize("change", ["recorded", "taken back"])
def test_who_agreed_to_close_before_that_decision_changed_judges_again(world, act_as, agree, release, change):
    if change == "taken back":
        release()
    agree()
    if change == "recorded":
        release()
    with act_as(world.people["police"]) as who:
        case = open_case(who, world.case.number)
        if change == "taken back":
            actions.take_back(who, case)
        with pytest.raises(Refusal, match="Nog geen oordeel over afsluiten van: Politie Waterdam, College"):
            _close(who, case)
        with pytest.raises(DatabaseError), transaction.atomic():
            Closing.objects.create(
                house=case.house,
                case=case,
                outcome="goals_met",
                motive="klaar",
                organisation_id=who.organisation_id,
                account_id=who.account_id,
            )
    for key in ("council", "police"):
        with act_as(world.people[key]) as who:
            assert [item.kind for item in work(who)] == ["Afsluiten"]
    agree()
    with act_as(world.people["council"]) as who:
        assert work(who) == []
        _close(who, open_case(who, world.case.number))


@pytest.mark.law("WGS 2.31(8)", "R-51")
def test_who_did_not_agree_still_does_not(world, act_as, release):
    with act_as(world.people["council"]) as who:
        cases.opine(who, open_case(who, world.case.number), agrees=False, motive="te vroeg")
    release()
    with act_as(world.people["police"]) as who, pytest.raises(Refusal, match="Niet akkoord met afsluiten: College"):
        _close(who, open_case(who, world.case.number))


@pytest.mark.law("WGS 2.31(8)", "R-51")
def test_what_was_decided_with_the_closing_does_not_change_after_it(world, as_owner, release, close):
    release()
    close()
    with as_owner(), pytest.raises(DatabaseError, match="closed meanwhile"), transaction.atomic():
        Release.objects.all().delete()
    with as_owner():
        assert Release.objects.exists()


@pytest.mark.law("WGS 1.8(7)", "WGS 2.31(8)", "R-51")
@pytest.mark.parametrize("who", ["ggz", "director"])
def test_others_do_not_decide_that(world, act_as, unnecessary, who):
    with act_as(world.people[who]) as acting, pytest.raises(Refusal):
        actions.release(
            acting, open_case(acting, world.case.number), destroy_on=build.TODAY + timedelta(days=9), motive="x"
        )


@pytest.mark.law("R-51")
def test_nor_before_an_evaluation_found_so_or_past_the_term(world, act_as, as_owner):
    with act_as(world.people["police"]) as who:
        case = open_case(who, world.case.number)
        with pytest.raises(Refusal):
            actions.release(who, case, destroy_on=build.TODAY + timedelta(days=9), motive="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            Release.objects.create(
                house=case.house,
                case=case,
                destroy_on=build.TODAY + timedelta(days=9),
                motive="x",
                organisation_id=who.organisation_id,
                account_id=who.account_id,
            )


# Nothing goes early, and there is one door


@pytest.mark.law("WGS 1.8(7)")
def test_nothing_is_destroyed_ahead_of_time(world, house, act_as):
    tomorrow = build.TODAY + timedelta(days=1)
    with pytest.raises(Refusal):
        engine.run(house, tomorrow)
    with act_as(engine.system_account(house)), pytest.raises(DatabaseError), transaction.atomic():
        Run.objects.create(house=house, as_of=tomorrow, account=engine.system_account(house))


@pytest.mark.law("WGS 1.8(7)")
def test_a_night_that_comes_long_after_the_last_one_waits_for_a_human(house, act_as, as_owner, settings, tmp_path):
    """A clock that jumped ahead makes everything due at once; whoever runs it by hand has looked at the clock."""
    settings.HOME = tmp_path
    first = timezone.now() - timedelta(days=engine.LONGEST_PAUSE)

    def last_run(at):
        with as_owner():
            Run.objects.all().delete()
            made = Run.objects.create(house=house, as_of=at.date(), account=engine.system_account(house))
            Run.objects.filter(pk=made.pk).update(started_at=at)

    last_run(first + timedelta(hours=1))
    assert not engine.after_a_pause(house)
    last_run(first - timedelta(hours=1))
    with pytest.raises(RuntimeError, match="TEST"):
        tasks.run(0)
    with as_owner():
        assert Run.objects.filter(house=house).count() == 1
    engine.run(house)
    assert not engine.after_a_pause(house)
    tasks.run(0)


@pytest.mark.law("WGS 1.8(7)")
def test_a_dry_run_looks_ahead_and_changes_nothing(world, run, kept, as_owner):
    would = run(world.case.retain_until, dry_run=True)
    assert would["R-50", "destroyed", "case"] == 2
    assert kept(world.case)
    with as_owner():
        assert not Run.objects.exists()


@pytest.mark.law("WGS 1.8(7)")
def test_the_door_opens_for_what_is_due_only_whatever_is_asked(world, house, act_as, kept):
    system = engine.system_account(house)
    with act_as(system), connection.cursor() as cursor:
        run = Run.objects.create(house=house, as_of=build.TODAY, account=system)
        for sort, number in (
            ("case", world.case.pk),
            ("referral", world.referral.pk),
            ("person", world.persons["father"].pk),
        ):
            cursor.execute("SELECT count(*) FROM retention_destroy(%s, %s, %s)", [run.pk, sort, [number]])
            assert cursor.fetchone() == (0,)
    assert kept(world.case)


@pytest.mark.law("WGS 1.8(2)", "WGS 1.8(7)")
@pytest.mark.parametrize("who", ["administrator", "auditor", "police", "director", "contact"])
def test_nobody_else_comes_through_it(world, house, act_as, who, as_owner):
    with as_owner():
        run = Run.objects.create(house=house, as_of=build.TODAY, account=engine.system_account(house))
    calls = {
        "SELECT retention_destroy(%s, 'case', '{1}')": [run.pk],
        "SELECT retention_due(%s, current_date, 'case')": [house.pk],
        "SELECT retention_erase(%s, NULL, 'case', '{1}', '{x}', '{x}')": [house.pk],
        "SELECT retention_replay('[]')": [],
        "SELECT rights_replay('[]')": [],
        "SELECT retention_drop_items('{1}')": [],
        "SELECT retention_remove('cases_case', '{1}')": [],
        "SELECT retention_sweep('case', '{1}', '{1}')": [],
        "DELETE FROM retention_certificate": [],
        "UPDATE retention_journalline SET key = ''": [],
        "DELETE FROM cases_case": [],
    }
    for call, parameters in calls.items():
        with (
            act_as(world.people[who]),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            cursor.execute(call, parameters)


@pytest.mark.law("WGS 1.8(7)")
def test_what_cannot_be_destroyed_does_not_keep_the_rest(world, as_owner, ahead, run, kept):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE stubborn (case_id bigint REFERENCES cases_case)")
        cursor.execute("INSERT INTO stubborn VALUES (%s)", [world.case.pk])
    done = run(world.case.retain_until)
    assert done["R-50", "failed", "case"] == 1
    assert done["R-50", "destroyed", "case"] == 1
    assert kept(world.case)
    assert not kept(world.closed_case)


@pytest.mark.law("WGS 1.8(7)")
def test_a_second_run_finds_nothing_more(world, ahead, run):
    run(world.case.retain_until)
    assert run(world.case.retain_until) == {}


# Shielded


@pytest.mark.law("WGS 2.31(8)", "R-53", "8.11-6")
def test_closing_shields_at_once_and_a_run_looks_after_it(world, as_owner, run, close, client_of):
    close()
    for who in ("police", "ggz", "director", "council"):
        assert client_of(who).get(f"/casussen/{world.case.number}/").status_code == 404
    assert ("R-53", "shielded", "grant") not in run()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_grant SET until = NULL WHERE kind = 'case' AND object_id = %s AND account_id = %s",
            [world.case.pk, world.people["police"].pk],
        )
    assert run(dry_run=True)["R-53", "shielded", "grant"]
    assert run()["R-53", "shielded", "grant"]
    assert client_of("police").get(f"/casussen/{world.case.number}/").status_code == 404
