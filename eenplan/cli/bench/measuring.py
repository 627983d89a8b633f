"""Measure pages as a visitor gets them: through the whole Django handler, acting, logging and committing, for several
professionals in turn, at each number of cases in turn, so that noise on the machine falls on all alike."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module

from eenplan.cli.bench import databases, destroying, explicit, handwritten, logbook
from eenplan.cli.bench.clock import Cost, cost, median, ms, p95, ratio
from eenplan.cli.bench.visitors import PAGES, Visitor, visitors

WARM_UP = 2  # rounds over all visitors before anything counts
REPEATS = 15  # of the statements of a page, with row security and without


@dataclass
class Samples:
    """What one page cost at one number of cases."""

    page: list[Cost] = field(default_factory=list)
    unlogged: list[Cost] = field(default_factory=list)
    by_hand: list[Cost] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    #: per statement, with row security and with an explicit filter
    guarded: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    filtered: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    #: statements that did not give the same number of rows both ways
    other_rows: list[str] = field(default_factory=list)


def everything(scales: list[int], requests: int, log_lines: int, destroyed: int) -> dict:
    """All figures as one plain structure; times in milliseconds."""
    from eenplan.cli.database import collect_static

    collect_static()
    places = [_Place(cases) for cases in scales]
    for turn in range(-WARM_UP * len(places[0].visitors), requests):
        for place in places:
            place.visit(turn, count=turn >= 0)
        if turn % 20 == 19:
            print(f"  {turn + 1} van {requests} verzoeken per pagina", flush=True)
    for place in places:
        place.compare()
    found = {
        "machine": _machine(places[0]),
        "requests": requests,
        "scales": {str(place.cases): place.figures() for place in places},
        "log": logbook.measure(log_lines),
        "destroyed": destroying.measure(destroyed),
    }
    for place in places:
        place.connection.close()
    return found


class _Place:
    """One database with its visitors and what they found."""

    def __init__(self, cases: int):
        self.cases = cases
        self.connection = databases.connect(databases.name(cases))
        self.samples = {page: Samples() for page in PAGES}
        with databases.using(self.connection):
            self.visitors = visitors(databases.name(cases))

    def visit(self, turn: int, count: bool) -> None:
        """Every page once, for the visitor whose turn it is: as it is, without the log, and its rows by hand."""
        visitor = self.visitors[turn % len(self.visitors)]
        with databases.using(self.connection):
            for page, samples in self.samples.items():
                address = visitor.address(page, abs(turn))
                whole = self._cost(visitor.get, address)
                with _no_log():
                    unlogged = self._cost(visitor.get, address)
                by_hand = self._cost(handwritten.fetch, page, visitor, abs(turn))
                if count:
                    samples.page.append(whole)
                    samples.unlogged.append(unlogged)
                    samples.by_hand.append(by_hand)

    def compare(self) -> None:
        """The statements of every page under row security, and as the owner with an explicit filter."""
        with databases.using(self.connection):
            for page, samples in self.samples.items():
                for visitor in self.visitors:
                    self._compare(samples, visitor, visitor.statements(visitor.address(page, 0)))

    def _compare(self, samples: Samples, visitor: Visitor, asked: list[str]) -> None:
        from eenplan.access.acting import act_as
        from eenplan.access.models import Account

        samples.statements.append(len(asked))
        with act_as(Account(pk=visitor.account)), self.connection.cursor() as cursor:
            for statement in filter(_reads, asked):
                filtered = explicit.filtered(statement, visitor)
                for repeat in range(REPEATS):
                    samples.guarded[_shape(statement)].append(self._cost(cursor.execute, statement))
                    rows = cursor.rowcount
                    with databases.role(cursor, "owner"):
                        samples.filtered[_shape(statement)].append(self._cost(cursor.execute, filtered))
                        if repeat == 0 and rows != cursor.rowcount:
                            samples.other_rows.append(f"{rows}, {cursor.rowcount}: {_shape(statement)}")

    def figures(self) -> dict:
        return {
            "visitors": [{"who": visitor.name, "open_cases": len(visitor.cases)} for visitor in self.visitors],
            "pages": {page: _figures(samples, len(self.visitors)) for page, samples in self.samples.items()},
        }

    def _cost(self, act, *arguments) -> Cost:
        return cost(self.connection, lambda: act(*arguments))


def _figures(samples: Samples, visitors: int) -> dict:
    guarded, filtered = _sum(samples.guarded, visitors), _sum(samples.filtered, visitors)
    slowest = sorted(samples.guarded, key=lambda shape: -_sum({shape: samples.guarded[shape]}, visitors))[:4]
    return {
        "p50": ms(median(samples.page, "wall")),
        "p95": ms(p95(samples.page, "wall")),
        "work_p50": ms(median(samples.page, "work")),
        "work_p95": ms(p95(samples.page, "work")),
        "statements": max(samples.statements),
        "by_hand": ms(median(samples.by_hand, "wall")),
        "to_by_hand": ratio(samples.page, samples.by_hand),
        "row_security": ms(guarded),
        "explicit_filter": ms(filtered),
        "to_explicit_filter": round(guarded / filtered, 2),
        "log": ms(median(samples.page, "wall") - median(samples.unlogged, "wall")),
        "to_without_log": ratio(samples.page, samples.unlogged),
        "other_rows": samples.other_rows[:3],
        "slowest": [
            {
                "row_security": ms(_sum({shape: samples.guarded[shape]}, visitors)),
                "explicit_filter": ms(_sum({shape: samples.filtered[shape]}, visitors)),
                "statement": shape,
            }
            for shape in slowest
        ],
    }


def _sum(per_statement: dict[str, list[Cost]], visitors: int) -> float:
    """Seconds of work of one page: the medians of its statements, as often as a visitor asks each."""
    clock = "work" if all(each.work for costs in per_statement.values() for each in costs) else "wall"
    return sum(median(costs, clock) * len(costs) / REPEATS / visitors for costs in per_statement.values())


def _reads(statement: str) -> bool:
    """A question of the page itself: not the session, the savepoints, the identity or the log."""
    return statement.startswith("SELECT") and not re.search("django_session|web_cache", statement)


def _shape(statement: str) -> str:
    """The statement without what it selects and without its values, to recognise it by."""
    tail = statement[max(0, statement.find(" FROM ")) :]
    return re.sub(r"\s+", " ", re.sub(r"'[^']*'|\b\d+\b(, \d+)*", "?", tail)).strip()[:300]


@contextmanager
def _no_log() -> Iterator[None]:
    trail = import_module("eenplan.audit.trail")  # the package exports a function of that name
    insert, trail._insert = trail._insert, lambda *arguments: None
    try:
        yield
    finally:
        trail._insert = insert


def _machine(place: _Place) -> dict:
    with place.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        return {
            "processors": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "postgresql": cursor.fetchone()[0],
        }
