"""The arithmetic of the report; how fast anything is, no test says."""

import pytest

from eenplan.cli.bench import explicit, report
from eenplan.cli.bench.clock import Cost, p95, ratio
from eenplan.cli.bench.visitors import PAGES, Visitor

FIGURES = {
    "p50": 20.0,
    "p95": 40.0,
    "work_p50": 15.0,
    "work_p95": 30.0,
    "statements": 12,
    "by_hand": 4.0,
    "to_by_hand": 5.0,
    "row_security": 6.0,
    "explicit_filter": 5.0,
    "to_explicit_filter": 1.2,
    "other_rows": [],
    "log": 1.0,
    "to_without_log": 1.05,
    "slowest": [],
}


@pytest.fixture
def found():
    scale = {
        "visitors": [{"who": "procesregisseur", "open_cases": 125}],
        "pages": {page: dict(FIGURES) for page in PAGES},
    }
    return {
        "machine": {"processors": 2, "load": 0.1, "postgresql": "18"},
        "requests": 120,
        "scales": {"1000": scale, "100000": {**scale, "pages": {page: dict(FIGURES) for page in PAGES}}},
        "log": {"lines": 1000, "sign_us": 30.0, "seal_us": 20.0, "verify_s_per_million": 12.0},
        "destroyed": {"cases": 100, "rows": 9000, "seconds": 0.5, "cases_per_second": 200},
    }


def test_all_targets_are_met_when_every_figure_is_below_its_bound(found):
    assert report.judged(found)["met"]


@pytest.mark.parametrize(("figure", "value"), [("p95", 60.5), ("to_explicit_filter", 1.31)])
def test_one_figure_above_its_bound_is_a_missed_target_of_that_page(found, figure, value):
    found["scales"]["100000"]["pages"]["casus"][figure] = value
    missed = [target for target in report.targets_of(found) if not target["met"]]
    assert {target["page"] for target in missed} == {"casus"}
    assert "**niet gehaald**" in report.markdown(found)


def test_growth_is_the_largest_scale_against_the_smallest(found):
    found["scales"]["100000"]["pages"]["plan"]["p95"] = 64.0
    assert report.growth(found, "plan", "p95") == 1.6
    assert not report.judged(found)["met"]


def test_a_ratio_is_of_the_medians_of_work():
    assert ratio([Cost(9, 1), Cost(9, 2), Cost(9, 30)], [Cost(1, 1)]) == 2


def test_where_work_is_not_told_a_ratio_is_of_waiting():
    assert ratio([Cost(9, 0)], [Cost(3, 0)]) == 3


def test_p95_is_what_95_of_100_stay_below():
    assert p95([Cost(n, 0) for n in range(1, 101)], "wall") == pytest.approx(95, abs=0.1)
    assert p95([Cost(7, 0)], "wall") == 7


def test_the_explicit_filter_stands_in_every_table_of_the_case():
    visitor = Visitor(account=5, organisation=6, name="")
    statement = explicit.filtered('SELECT 1 FROM "cases_member" INNER JOIN "people_person" ON (true)', visitor)
    assert statement.count("NOT MATERIALIZED") == 1  # persons are reached through the members
    assert "account_id = 5" in statement
    assert '"people_person" AS NOT MATERIALIZED' in explicit.filtered('SELECT 1 FROM "people_person"', visitor)
    assert explicit.filtered("SELECT 1", visitor) == "SELECT 1"
