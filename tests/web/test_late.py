"""Whether something is late is asked in one place (`eenplan.law.calendar`): no room compares a due date with today by itself."""

import ast
import re
from pathlib import Path

import pytest

import eenplan

ROOT = Path(eenplan.__file__).parent
SOURCES = [path for path in ROOT.rglob("*.py") if "migrations" not in path.parts and path.name != "calendar.py"]
TEMPLATES = list(ROOT.rglob("templates/**/*.html"))
#: dates until which something is to be done, by their name
_DUE = re.compile(r"(\w+_)?due(_on|_at)?|deadline|answer_by|review_on|next_on")
_LOOKUP = re.compile(r"(?:\w+__)?(\w+?)__(?:lt|lte|gt|gte|range)")
_COMPARED = re.compile(r"([\w.]+)\s*[<>]=?\s*([\w.]+)")
_DRAWN = re.compile(r"\{% due ([\w.]+)")


def drawn() -> set[str]:
    """Names of the dates that pages draw as due."""
    return {found.rpartition(".")[2] for path in TEMPLATES for found in _DRAWN.findall(path.read_text())}


@pytest.fixture(scope="module")
def is_due():
    """Does this name stand for a due date?"""
    names = drawn()
    return lambda name: bool(_DUE.fullmatch(name)) or name in names


def _name(node) -> str:
    """The last part of `a.b`, `a.b()` or `b`."""
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "attr", getattr(node, "id", ""))


def _is_today(node) -> bool:
    return _name(node) in ("today", "now", "localdate") and not (isinstance(node, ast.Call) and node.args)


def compared(tree, is_due):
    """Line numbers at which a due date is compared with today, as values or as a condition on rows."""
    for node in ast.walk(tree):
        sides, dates = [], []
        if isinstance(node, ast.Compare) and all(
            isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops
        ):
            sides = [node.left, *node.comparators]
            dates = [_name(side) for side in sides]
        elif isinstance(node, ast.keyword) and (field := _LOOKUP.fullmatch(node.arg or "")):
            sides, dates = getattr(node.value, "elts", [node.value]), [field[1]]
        if any(map(_is_today, sides)) and any(map(is_due, dates)):
            yield sides[0].lineno


def test_no_room_compares_a_due_date_with_today_by_itself(is_due):
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in SOURCES for line in compared(ast.parse(path.read_text()), is_due)
    ]
    assert found == [], "ask eenplan.law.calendar: past, reached, past_in, reached_in"


def test_no_page_compares_a_due_date_by_itself(is_due):
    found = [
        (str(path.relative_to(ROOT)), tag)
        for path in TEMPLATES
        for tag in re.findall(r"\{%.*?%\}", path.read_text())
        for sides in _COMPARED.findall(tag)
        if any(is_due(side.rpartition(".")[2]) for side in sides)
    ]
    assert found == [], "{% due day %}, or {% if day|past %}"


@pytest.mark.parametrize(
    "wrong",
    [
        "self.due_on < timezone.localdate()",
        "today >= review_on",
        "deadline(leak) < timezone.now()",
        "rows.filter(due_on__lt=today)",
        "Q(provision__feedback_due__range=(today, end))",
    ],
)
def test_what_a_room_may_not_write_is_found(wrong, is_due):
    assert list(compared(ast.parse(wrong), is_due)) == [1]
