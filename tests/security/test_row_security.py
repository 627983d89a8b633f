"""The database keeps the need-to-know: what must hold for every table, whatever a page does."""

import pytest
from django.apps import apps
from django.db import connection

from eenplan.access.declarations import declared
from eenplan.network.models import HouseRecord

OWN = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("eenplan.")]
GUARDED = sorted({model._meta.db_table for model in OWN if issubclass(model, HouseRecord)} | set(declared()))

#: tables of ours without case or person data, each with the reason
OPEN = {
    "access_account": "logins; needed before anybody acts",
    "access_policyset": "fingerprint of the policies",
    "network_safetyregion": "public reference data",
    "network_municipality": "public reference data",
    "network_counter": "numbers given out; the application may not even read it",
}

#: every function that runs as the owner: what it is for stands in its comment; a new one is added here deliberately
DEFINERS = {
    "access_actor",
    "web_keep_draft",
    "web_drop_drafts",
    "web_forget_drafts",
    "access_begin",
    "access_begin_emergency",
    "access_check",
    "access_end_session",
    "access_install",
    "access_linked",
    "access_open_own",
    "access_password",
    "access_reseal",
    "access_rest",
    "access_save_session",
    "access_seal",
    "access_session",
    "access_set_password",
    "access_sign_in",
    "access_sweep_sessions",
    "access_objects",
    "access_speaks_for",
    "access_give",
    "access_seers",
    "access_end",
    "audit_seal_lines",
    "audit_verify_begin",
    "audit_verify_step",
    "audit_verify_outcome",
    "audit_links",
    "audit_forget",
    "audit_open_reviews",
    "network_authorise",
    "network_trained_until",
    "network_reckon_authorisation",
    "network_reckon",
    "network_waits",
    "network_propose",
    "network_carry_out",
    "network_widen",
    "network_look",
    "network_must_look",
    "network_come_in",
    "network_houses_of_organisation",
    "network_houses_of_account",
    "network_note",
    "network_tell",
    "network_tell_proposal",
    "network_tell_invitation",
    "network_end_suspensions",
    "network_without_ground_yet",
    "network_propose_training",
    "network_decide",
    "network_to_decide",
    "network_no_longer_needed",
    "network_check_contact",
    "network_number",
    "people_show",
    "people_enter",
    "people_numbers",
    "people_keep_secrecy",
    "people_keep_address",
    "people_find",
    "people_secret_housemates",
    "people_shield",
    "people_found_secrecy",
    "people_after_person",
    "people_after_flag",
    "people_after_address",
    "people_leave_shielded",
    "people_say_why",
    "people_keep_household",
    "people_write_waiver",
    "people_after_waiver",
    "people_address_known",
    "referrals_submit",
    "referrals_check_circle",
    "referrals_correctable",
    "referrals_drop_circle",
    "referrals_apply_decision",
    "cases_grant_delegate",
    "cases_end_participation",
    "cases_persons",
    "cases_referrals",
    "cases_present",
    "cases_address_known",
    "cases_directed_persons",
    "cases_secret_housemates",
    "cases_tells_secret_address",
    "cases_told_of",
    "cases_may_name",
    "cases_hand_over",
    "cases_grant_direction",
    "cases_check_circle",
    "cases_admit",
    "cases_close",
    "cases_also_known",
    "cases_my_grants",
    "cases_who_sees",
    "cases_no_longer_needed",
    "cases_break_glass",
    "cases_grant_emergency",
    "cases_persons_read_only",
    "cases_present_read_only",
    "cases_log_emergency",
    "cases_still_open",
    "cases_check_organisation",
    "cases_authorised",
    "cases_staffed",
    "cases_voices",
    "cases_has_voice",
    "cases_could_read",
    "cases_voices_shown",
    "cases_check_naming",
    "cases_announce_unstaffed",
    "cases_authorisation_ended",
    "cases_ask_second",
    "cases_seconded",
    "cases_keep_voice",
    "cases_offered_by_another",
    "cases_announce",
    "cases_announce_end",
    "cases_check_departure",
    "cases_depart",
    "cases_call",
    "cases_call_again",
    "cases_tell_again",
    "cases_all_agree",
    "retention_release_heard",
    "retention_release_says",
    "retention_release_voices",
    "retention_release_speaks",
    "retention_release_number",
    "retention_check_release_voice",
    "retention_tell",
    "retention_retell",
    "retention_drop_release_voices",
    "cases_delegate_leaves",
    "cases_member_leaves",
    "cases_answer",
    "exchange_received",
    "exchange_supplied",
    "exchange_check_item",
    "exchange_rectify",
    "exchange_check_recipient",
    "exchange_shielded",
    "exchange_check_attachment",
    "exchange_drop_attachments",
    "exchange_check_consent_file",
    "referrals_check_decision",
    "exchange_versions",
    "exchange_tell",
    "exchange_check_consent",
    "exchange_withdraw",
    "exchange_check_of_item",
    "exchange_destroy",
    "exchange_tell_reporter",
    "exchange_check_question",
    "exchange_check_line",
    "exchange_check_answer",
    "exchange_figures",
    "provisions_check_third_party",
    "provisions_check_statement",
    "provisions_asked",
    "provisions_read_whole",
    "provisions_drafts",
    "provisions_check_choice",
    "provisions_ask",
    "provisions_guard",
    "provisions_start_round",
    "provisions_ask_newcomer",
    "provisions_answer",
    "provisions_of_one_case",
    "provisions_destroy_letters",
    "provisions_close",
    "provisions_ask_if_known",
    "conferences_check_attendance",
    "conferences_check_resolution",
    "conferences_check_heard",
    "conferences_check_guest",
    "plans_check_action",
    "retention_calendar",
    "retention_shield",
    "retention_destroy",
    "retention_due",
    "retention_earlier",
    "retention_check_release",
    "retention_reconsider",
    "retention_note_words",
    "retention_first",
    "retention_speaks",
    "retention_check_renewal",
    "retention_check_voice",
    "retention_voices",
    "retention_renewed",
    "retention_start",
    "retention_renewable",
    "retention_warn",
    "rights_asked",
    "rights_going",
    "rights_answering",
    "rights_items",
    "rights_cases",
    "rights_referrals",
    "rights_in_person",
    "rights_unnamed",
    "rights_keep_terms",
    "rights_find_person",
    "rights_follow_request",
    "rights_judge_again",
    "rights_lives_secretly",
    "rights_hand_over",
    "rights_goes_by_hand",
    "rights_reopen",
    "rights_check_exemption",
    "rights_check_measure",
    "rights_lapse",
    "rights_answered",
    "rights_ask_about_item",
    "rights_decide",
    "rights_decided",
    "rights_own_items",
    "rights_parents",
    "rights_who_looked",
    "rights_restrict",
    "rights_restrict_new",
    "rights_spoken",
    "rights_measure_done",
    "rights_without_items",
    "rights_without_persons",
    "rights_forget",
    "rights_must_inform",
    "rights_check_opinion",
    "rights_check_outcome",
    "rights_settle",
    "rights_persons_to_inform",
    "rights_consulted",
    "rights_check_leak_input",
}


def rows(sql: str, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.mark.law("WGS 1.8(8)", "R-77")
def test_every_table_with_case_or_person_data_has_forced_row_security_and_a_declaration(db):
    forced = {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relrowsecurity AND relforcerowsecurity"
        )
    }
    assert [table for table in GUARDED if table not in forced] == []
    assert [
        model._meta.db_table for model in OWN if model._meta.db_table not in forced and model._meta.db_table not in OPEN
    ] == []
    undeclared = [
        model._meta.db_table
        for model in OWN
        if issubclass(model, HouseRecord)
        and not hasattr(model, "declaration")
        and not model.__module__.startswith("eenplan.network")
    ]
    assert undeclared == []


@pytest.mark.law("R-72", "WGS 1.8(8)")
def test_the_application_role_owns_nothing_and_cannot_bypass(db):
    assert rows(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == [(False, False, False, False)]
    assert rows("SELECT current_user") == [("eenplan_app",)]
    assert rows("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == [(0,)]


@pytest.mark.law("WGS 1.8(2)")
@pytest.mark.parametrize("table", sorted(declared()))
def test_without_an_acting_identity_a_table_is_empty(table, db, world):
    assert rows(f"SELECT count(*) FROM {table}") == [(0,)]


def test_a_made_up_or_inactive_account_sees_nothing(db, world, act_as, as_owner):
    nobody = type(world.people["police"])(pk=999_999_999)
    with act_as(nobody):
        assert rows("SELECT count(*) FROM cases_case") == [(0,)]
    with as_owner():
        type(world.people["police"]).objects.filter(pk=world.people["police"].pk).update(is_active=False)
    with act_as(world.people["police"]):
        assert rows("SELECT count(*) FROM cases_case") == [(0,)]
        assert rows("SELECT access_account(), access_subject()") == [(None, None)]


def test_the_functions_that_run_as_owner_are_these(db):
    found = {
        name
        for (name,) in rows(
            "SELECT proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner"
            " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            " AND proname NOT LIKE 'procrastinate%%'"
        )
    }
    assert found == DEFINERS


def test_functions_that_run_as_owner_fix_their_search_path(db):
    assert (
        rows(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            " AND proname NOT LIKE 'procrastinate%%'"
            " AND NOT coalesce(proconfig::text, '') LIKE '%%search_path=public, pg_temp%%'"
        )
        == []
    )


def test_grants_and_seals_cannot_be_written_by_the_application(db):
    for table in ("access_grant", "audit_seal", "access_policyset"):
        for privilege in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
            assert rows("SELECT has_table_privilege(current_user, %s, %s)", table, privilege) == [(False,)]
    for function in ("access_give", "access_end", "people_show", "access_protect"):
        assert rows(
            "SELECT bool_or(has_function_privilege(current_user, oid, 'EXECUTE')) FROM pg_proc WHERE proname = %s",
            function,
        ) == [(False,)]


def test_a_link_across_houses_is_refused_by_a_composite_key(db):
    """Every foreign key between two tables of a house has a twin that carries the house."""
    tables = {
        name
        for (name,) in rows(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'house_id'"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
        )
    }
    single = rows(
        "SELECT conrelid::regclass::text, confrelid::regclass::text, conkey[1] FROM pg_constraint"
        " WHERE contype = 'f' AND cardinality(conkey) = 1"
    )
    double = {
        (child, parent, key)
        for child, parent, key in rows(
            "SELECT conrelid::regclass::text, confrelid::regclass::text, conkey[2] FROM pg_constraint"
            " WHERE contype = 'f' AND cardinality(conkey) = 2 AND convalidated"
        )
    }
    inside = {link for link in single if link[0] in tables and link[1] in tables}
    assert inside
    assert inside <= double
