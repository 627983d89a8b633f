"""The statements of a page with the access rules written into them: what a careful programmer would write without row
security. Every table is replaced by the part of it that the visitor may see; persons are reached through the case, so
that they need no filter of their own there."""

from __future__ import annotations

import re

from eenplan.cli.bench.visitors import Visitor

_OBJECTS = """ARRAY(SELECT object_id FROM public.access_grant WHERE account_id = {account} AND kind = 'case'
 AND scope IN ({scopes}) AND since <= now() AND (until IS NULL OR until > now()))"""
_CASE = "case_id = ANY ({mine})"
_REFERRALS = "ARRAY(SELECT referral_id FROM public.cases_case WHERE id = ANY ({mine}))"
_PERSON = "id = ANY (ARRAY(SELECT person_id FROM public.cases_member WHERE case_id = ANY ({mine})))"
_OF_ITEM = """ AND (case_id = ANY ({directed}) OR EXISTS (SELECT FROM public.exchange_item i LEFT JOIN
      public.exchange_recipient r ON r.item_id = i.id AND r.organisation_id = {organisation}
      WHERE i.id = item_id AND (i.supplier_id = {organisation} OR r.id IS NOT NULL)))"""
_FILTERS = {
    "cases_case": "id = ANY ({mine})",
    "exchange_item": _CASE
    + """ AND (supplier_id = {organisation} OR case_id = ANY ({directed}) OR EXISTS (SELECT FROM
      public.exchange_recipient r WHERE r.item_id = exchange_item.id AND r.organisation_id = {organisation}))""",
    "exchange_recipient": _CASE
    + """ AND (organisation_id = {organisation} OR case_id = ANY ({directed}) OR EXISTS (SELECT FROM
      public.exchange_item i WHERE i.id = exchange_recipient.item_id AND i.supplier_id = {organisation}))""",
    "referrals_referral": f"id = ANY ({_REFERRALS})",
    "referrals_decision": f"referral_id = ANY ({_REFERRALS})",
    "access_grant": "account_id = {account}",
    **dict.fromkeys(("exchange_conditionsmet", "exchange_destruction", "exchange_attachment"), _CASE + _OF_ITEM),
    "exchange_notice": _CASE + " AND (organisation_id = {organisation} OR case_id = ANY ({directed}))",
    "exchange_question": _CASE + " AND (asked_id = {organisation} OR case_id = ANY ({steered}))",
    "rights_informationopinion": _CASE + " AND organisation_id = {organisation}",
    "rights_measure": f"kind = 'restrict' AND {_PERSON.replace('id', 'person_id', 1)}",
    **dict.fromkeys(
        (
            "cases_member",
            "cases_participation",
            "cases_delegate",
            "cases_direction",
            "cases_milestone",
            "cases_phase",
            "cases_closingopinion",
            "cases_closingcall",
            "cases_departure",
            "cases_closing",
            "conferences_agendaitem",
            "conferences_attendance",
            "conferences_resolution",
            "plans_plan",
            "plans_adoption",
            "plans_goal",
            "plans_action",
            "plans_familyplan",
            "plans_familyplanpart",
            "monitoring_progress",
            "monitoring_evaluation",
            "monitoring_score",
            "retention_release",
            "retention_renewal",
            "rights_informationduty",
            "rights_informationoutcome",
        ),
        _CASE,
    ),
}


def values(visitor: Visitor) -> dict:
    """What stands for `{account}`, `{organisation}`, `{mine}`, `{directed}` and `{steered}` in the SQL of this visitor."""
    return {
        "account": visitor.account,
        "organisation": visitor.organisation,
        "mine": _OBJECTS.format(account=visitor.account, scopes="'take_part', 'decide', 'direct'"),
        "directed": _OBJECTS.format(account=visitor.account, scopes="'direct'"),
        "steered": _OBJECTS.format(account=visitor.account, scopes="'decide', 'direct'"),
    }


def filtered(statement: str, visitor: Visitor) -> str:
    """The statement with a filter on each table it reads: names that shadow the tables, taken apart by the planner."""
    tables = dict.fromkeys(re.findall(r'(?:FROM|JOIN) \(?"(\w+)"', statement))
    filters = {table: _FILTERS[table] for table in tables if table in _FILTERS}
    if "people_person" in tables and not filters:
        filters = {"people_person": _PERSON}
    shadows = ", ".join(
        f'"{table}" AS NOT MATERIALIZED (SELECT * FROM public.{table} WHERE {text})'  # noqa: S608 - ours
        for table, text in filters.items()
    )
    return f"WITH {shadows.format(**values(visitor))} {statement}" if shadows else statement
