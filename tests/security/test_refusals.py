"""Every refusal says which article it rests on and what to do instead, wherever it is raised."""

import ast
from pathlib import Path

import pytest

import eenplan
from eenplan.law.articles import ARTICLES
from eenplan.law.constraints import _TEXTS

HOME = Path(eenplan.__file__).parent


def raised() -> list[tuple[str, list[ast.expr]]]:
    """Where a refusal is made, and with what."""
    found = []
    for path in sorted(HOME.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                found.append((f"{path.relative_to(HOME)}:{node.lineno}", node.args))
    return found


RAISED = raised()


def test_refusals_are_found():
    assert len(RAISED) > 100


@pytest.mark.parametrize(("where", "given"), RAISED, ids=[where for where, _given in RAISED])
def test_a_refusal_names_an_article_and_a_way_out(where, given):
    if any(isinstance(part, ast.Starred) for part in given):
        return  # a text of eenplan/law/constraints.py, see below, or one that is passed on
    assert len(given) == 3, f"{where}: message, article and what to do instead"
    article, instead = given[1:]
    if isinstance(article, ast.Constant):
        assert article.value in ARTICLES, where
    assert not (isinstance(instead, ast.Constant) and not instead.value), f"{where}: say what to do instead"


@pytest.mark.parametrize("constraint", sorted(_TEXTS))
def test_what_the_database_refuses_is_said_with_an_article_and_a_way_out(constraint):
    message, article, instead = _TEXTS[constraint]
    assert message
    assert article in ARTICLES
    assert instead
