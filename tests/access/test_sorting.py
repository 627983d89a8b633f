"""Whoever has a name is listed by its folded key, in every room: a database of another locale shows the same order."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

import eenplan

ROOMS = Path(eenplan.__file__).parent
#: columns with a name in them, which sort by the locale of the database; `sort_key` does not
NAMES = re.compile(r"(?:^|__|\.)(?:name|family_name|given_names|full_name|other_name)$")
SOURCES = [path for path in sorted(ROOMS.rglob("*.py")) if "migrations" not in path.parts]


def orders(tree: ast.AST) -> Iterator[str]:
    """What every `order_by`, `ordering` and sorting function of a module names."""
    for node in ast.walk(tree):
        called = isinstance(node, ast.Call) and (getattr(node.func, "attr", "") or getattr(node.func, "id", ""))
        if called in ("order_by", "sorted", "sort", "groupby", "distinct"):
            keys = [key.value for key in node.keywords if key.arg == "key"] if called != "order_by" else node.args
            for part in (part for key in keys for part in ast.walk(key)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value.lstrip("-")
                elif isinstance(part, ast.Attribute) and called != "order_by":
                    yield part.attr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOMS)))
def test_no_query_and_no_list_is_sorted_by_a_name_as_it_is_written(path):
    assert [order for order in orders(ast.parse(path.read_text(encoding="utf-8"))) if NAMES.search(order)] == []


def test_no_table_is_listed_by_a_name_as_it_is_written():
    ordered = {
        model.__name__: model._meta.ordering for model in apps.get_models() if model.__module__.startswith("eenplan")
    }
    assert [(model, name) for model, names in ordered.items() for name in names if NAMES.search(str(name))] == []


def test_no_function_of_the_database_sorts_by_a_name_as_it_is_written():
    clauses = re.compile(r"ORDER BY\s+((?:[\w.]+(?:\s+(?:DESC|ASC))?(?:,\s*)?)+)", re.IGNORECASE)
    found = [
        f"{path.parent.name}: {clause}"
        for path in ROOMS.glob("*/*.sql")
        for clause in clauses.findall(path.read_text(encoding="utf-8"))
        for column in re.split(r",\s*", clause)
        if NAMES.search(column.split(" ")[0].strip())
    ]
    assert found == []


def test_the_walk_sees_an_order_by_name():
    wrong = "found.order_by('organisation__name')\nsorted(them, key=lambda one: (not one.core, one.organisation.name))"
    assert [order for order in orders(ast.parse(wrong)) if NAMES.search(order)] == ["organisation__name", "name"]
