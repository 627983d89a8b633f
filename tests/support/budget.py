"""How long tests take: the longest begin first, and what is over its budget is named at the end. Nothing fails by it."""

from collections import defaultdict

import pytest

BUDGET = 0.4
#: for what carries `takes("why")`, or a marker that says why
WITH_REASON = 2.0
REASONS = ("takes", "browser", "slow", "walk")
SHOWN = 25


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Nobody waits at the end for a long test that began last."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, REASONS)))


def pytest_terminal_summary(terminalreporter):
    spent = defaultdict(float)
    allowed = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration"):
                spent[report.nodeid] += report.duration
                allowed[report.nodeid] = WITH_REASON if set(REASONS) & set(report.keywords) else BUDGET
    over = sorted((name for name in spent if spent[name] > allowed[name]), key=spent.get, reverse=True)
    if over:
        terminalreporter.section(f"{len(over)} tests over their budget of {BUDGET} s, or {WITH_REASON} s with a reason")
        for name in over[:SHOWN]:
            terminalreporter.write_line(f"{spent[name]:6.1f} s  {name}")
