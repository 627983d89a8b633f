"""How the code speaks of the law: a rule cites its article, a refusal names it."""

from collections.abc import Callable
from typing import TypeVar

from eenplan.law.articles import ARTICLES, cited

Rule = TypeVar("Rule", bound=Callable)

#: every rule that cites an article or requirement: {"WGS 2.31(2)": {"eenplan.cases.rules.may_close", …}}
CITATIONS: dict[str, set[str]] = {}


class Refusal(Exception):
    """The law or the house does not allow this act.

    `message` says so in Dutch, `article` names the rule, `instead` says what to do.
    """

    def __init__(self, message: str, article: str, instead: str):
        super().__init__(message)
        self.message, self.article, self.instead = message, article, instead

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.instead, f"({cited(self.article)})") if part)


def cites(*references: str) -> Callable[[Rule], Rule]:
    """Mark a rule with the articles and requirements it executes; `docs/law.md` is made of these marks."""

    def mark(rule: Rule) -> Rule:
        for reference in references:
            if not reference.startswith("R-") and reference not in ARTICLES:
                raise ValueError(f"{reference} is not in eenplan/law/articles.py")
            CITATIONS.setdefault(reference, set()).add(f"{rule.__module__}.{rule.__qualname__}")
        return rule

    return mark
