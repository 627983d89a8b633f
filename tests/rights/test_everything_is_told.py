"""Every table with personal data is in the access letter, in destruction and in the log declaration (R-43)."""

import pytest
from django.apps import apps
from django.db import connection

from eenplan.access.declarations import declared
from eenplan.access.models import Account
from eenplan.people.models import Person
from eenplan.retention import reach
from eenplan.rights.requests.telling import CHAPTERS, declared_models

MODELS = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
PERSONAL = sorted(table for table, declaration in declared().items() if declaration.persons)

#: told in another way than row by row
NOT_BY_ROWS = {
    "rights_letter",  # the letters themselves
}


def policies() -> dict[str, str]:
    """What the policies for reading say, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, string_agg(qual, ' ') FROM pg_policies WHERE permissive = 'PERMISSIVE' GROUP BY 1"
        )
        return dict(cursor.fetchall())


@pytest.mark.law("AVG 15", "R-43")
@pytest.mark.parametrize("table", PERSONAL)
def test_a_table_about_persons_says_what_it_tells_or_why_nothing(table):
    declaration = declared()[table]
    assert bool(declaration.told) != bool(declaration.untold), f"{table}: told, or untold with the reason"


@pytest.mark.law("AVG 15", "R-43")
def test_a_model_with_a_person_declares_that_it_is_about_persons():
    forgotten = [
        model._meta.label
        for model in MODELS.values()
        if model is not Person
        and any(field.related_model is Person for field in model._meta.local_fields if field.is_relation)
        and not declared()[model._meta.db_table].persons
    ]
    assert forgotten == []


@pytest.mark.law("AVG 15", "R-43")
@pytest.mark.parametrize(
    "model", [model for model, _declaration in declared_models()], ids=lambda model: model._meta.label
)
def test_what_is_told_exists_has_a_name_and_is_not_about_a_professional(model):
    for name in model.declaration.told:
        field = model._meta.get_field(name)
        assert field.verbose_name
        assert field.related_model is not Account, "who it was is about somebody else"
        assert field.related_model is not Person, "who the other is, is about the other"
    model._default_manager.filter(**{model.declaration.persons[0]: 1}).query.sql_with_params()


@pytest.mark.law("AVG 15", "R-43")
def test_every_room_that_tells_has_a_chapter():
    rooms = {room for _title, rooms in CHAPTERS for room in rooms}
    assert {model._meta.app_label for model, _declaration in declared_models()} <= rooms


@pytest.mark.law("BGS 1.2", "R-40", "R-53")
def test_the_answer_to_a_request_reaches_every_table_that_tells(db):
    found = policies()
    unreached = [
        model._meta.db_table
        for model, _declaration in declared_models()
        if "rights_" not in found[model._meta.db_table] and "contact_point" not in found[model._meta.db_table]
    ]
    assert unreached == []


@pytest.mark.law("WGS 1.8(7)", "R-50")
@pytest.mark.parametrize("table", PERSONAL)
def test_every_table_about_persons_is_destroyed(table):
    destroyed = declared()[table].destroyed
    reached = {name for _sort, name, keys in reach.reach() if keys}
    # a request and its parts by rights_forget and rights_without_persons; the log is redacted, not removed
    assert table in reached | reach.WITH_THE_LAST or destroyed == "request" or table == "audit_event"


@pytest.mark.law("WGS 1.8(4)", "R-72")
@pytest.mark.parametrize("table", PERSONAL)
def test_every_table_about_persons_is_declared_to_the_log(table):
    """Which persons a row is about, and its category or that it is working data."""
    declaration = declared()[table]
    model = MODELS[table]
    for path in declaration.persons:
        model._default_manager.filter(**{path: 1})
