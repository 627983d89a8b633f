"""What emergency access opens, table by table (R-75, docs/adr/0013): what it names, and no more."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from eenplan.cases import emergency
from eenplan.network.models import House
from tests.support.db import as_owner
from tests.support.filled import fill

#: opened whoever it is about
OPENED = {
    "cases_case": "the case",
    "cases_milestone": "its status",
    "cases_member": "the persons",
    "people_person": "who they are",
    "people_address": "where they live, unless that is secret",
    "cases_participation": "who takes part",
    "cases_delegate": "who takes part",
    "cases_direction": "who directs it",
    "plans_plan": "the plan",
    "plans_goal": "the plan",
    "plans_action": "the plan",
    "plans_adoption": "the plan",
    "plans_familyplan": "the plan",
    "plans_familyplanpart": "the plan",
    "conferences_conference": "the meetings",
    "conferences_agendaitem": "the meetings",
    "conferences_attendance": "the meetings",
    "conferences_resolution": "the meetings",
}
#: opened when the own organisation supplied or received it
OF_THE_OWN_ORGANISATION = {"exchange_item": "supplied", "exchange_recipient": "received"}


def seen(account, rows, act_as) -> set[str]:
    """The tables whose row this account sees."""
    with act_as(account), connection.cursor() as cursor:
        cursor.execute("SELECT t FROM unnest(%s::text[]) t WHERE has_any_column_privilege(t, 'SELECT')", [list(rows)])
        readable = [table for (table,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' FROM {table} WHERE {rows[table]}" for table in readable))
        return {table for (table,) in cursor.fetchall()}


@pytest.mark.law("R-75", "R-78", "WGS 2.31(4)")
@pytest.mark.parametrize("organisation", ["protection", "police"])
def test_emergency_opens_what_the_decision_names_and_no_other_table(world, act_as, organisation):
    colleague = world.people["protection"]
    with as_owner():
        House.objects.filter(code="TEST").update(break_glass=True)
        rows = fill(
            network_house=world.case.house_id,
            cases_case=world.case.pk,
            people_person=world.persons["father"].pk,
            network_organisation=world.organisations[organisation].pk,
            access_account=world.people["police"].pk,
        )
    before = seen(colleague, rows, act_as)
    with act_as(colleague) as who:
        emergency.ask(who, number=world.case.number, reason="Acuut gevaar voor de kinderen, nu", hours=1)
    opened = seen(colleague, rows, act_as) - before
    own = OF_THE_OWN_ORGANISATION if organisation == "protection" else {}
    assert opened == set(OPENED | own)
    assert not before & set(OPENED | own)
    # the walk is worth something: who takes part sees these and far more of the same rows
    assert opened < seen(world.people["council"], rows, act_as) | set(own)


@pytest.mark.law("R-75", "R-78")
def test_its_pages_show_that_and_say_that_the_rest_is_shielded(world, client_of):
    with as_owner():
        House.objects.filter(code="TEST").update(break_glass=True)
    client = client_of("protection")
    typed = {"number": world.case.number, "reason": "Acuut gevaar voor de kinderen, nu", "hours": "1"}
    overview = client.post(reverse("cases:emergencies"), typed)["Location"]
    shown = client.get(overview).content.decode()
    tabs = set(re.findall(rf'href="({re.escape(overview)}[a-z/-]*)"', shown))
    assert len(tabs) >= 5
    for url in tabs:
        assert client.get(url).status_code == 200, url
    person = client.get(reverse("people:person", args=[world.persons["father"].pk])).content.decode()
    assert "Vlietweg" in person
    assert world.persons["father"].bsn not in person + shown
    assert "Afgeschermd" in person
