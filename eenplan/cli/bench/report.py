"""What was measured against what was promised (issue 2, section 7): ratios first, since absolute times are the
machine's."""

from __future__ import annotations

from collections.abc import Iterable

LIST_AND_CASE = ("casuslijst", "casus", "informatie", "plan")
AT_MOST_MS = 60  # p95 at the largest number of cases
AT_MOST_GROWTH = 1.5  # times the figure at the smallest
AT_MOST_ROW_SECURITY = 1.3  # times the explicit filter


def judged(found: dict) -> dict:
    """The figures with the verdict on each target; `met` says whether all are."""
    targets = targets_of(found)
    return {**found, "targets": targets, "met": all(target["met"] for target in targets)}


def targets_of(found: dict) -> list[dict]:
    """Every target with the figure it is held to."""
    small, large = _ends(found)
    targets = []
    for page in LIST_AND_CASE:
        figures = found["scales"][large]["pages"][page]
        targets.append(_target(page, f"p95 bij {large} casussen (ms)", figures["p95"], AT_MOST_MS))
        if small != large:
            what = f"p95 bij {large} tegen {small} casussen"
            targets.append(_target(page, what, growth(found, page, "p95"), AT_MOST_GROWTH))
        targets.append(
            _target(page, "rijbeveiliging tegen filter", figures["to_explicit_filter"], AT_MOST_ROW_SECURITY)
        )
    return targets


def growth(found: dict, page: str, figure: str) -> float:
    """The figure at the largest number of cases, as a multiple of that at the smallest."""
    small, large = (found["scales"][scale]["pages"][page][figure] for scale in _ends(found))
    return round(large / small, 2) if small else 0


def _target(page: str, what: str, figure: float, at_most: float) -> dict:
    return {"page": page, "what": what, "figure": figure, "at_most": at_most, "met": figure <= at_most}


def _ends(found: dict) -> tuple[str, str]:
    scales = sorted(found["scales"], key=int)
    return scales[0], scales[-1]


def markdown(found: dict) -> str:
    """The report as a page."""
    machine, log = found["machine"], found["log"]
    return "\n\n".join(
        [
            "# Hoe snel het is",
            f"Gemaakt met `eenplan bench run`, op {machine['processors']} processoren (belasting {machine['load']}), "
            f"PostgreSQL {machine['postgresql']}; {found['requests']} verzoeken per pagina, om en om op elke "
            "omvang. Verhoudingen zeggen iets over Eenplan; tijden ook over de machine en wat er verder draaide. "
            '"Werk" telt alleen wat de processor voor Eenplan deed, in webserver en database samen.',
            "## Doelen",
            _table(["pagina", "wat", "gemeten", "hoogstens", ""], map(_verdict, targets_of(found))),
            "## Verhoudingen",
            _ratios(found),
            "Met de hand: dezelfde rijen, opgehaald met zelfgeschreven SQL op dezelfde verbinding. Filter: de "
            "opdrachten van de pagina zelf, zonder rijbeveiliging, met de toegangsregels erin geschreven.",
            "## Tijden op deze machine (ms)",
            _times(found),
            "## Het logboek",
            _table(
                ["", ""],
                [
                    ["schrijven en ondertekenen, per regel", f"{log['sign_us']} µs"],
                    ["verzegelen, per regel", f"{log['seal_us']} µs"],
                    [
                        "narekenen, per miljoen regels",
                        f"{log['verify_s_per_million']} s (gemeten over {log['lines']} regels)",
                    ],
                ],
            ),
            "## Vernietigen",
            "{cases} casussen met al hun rijen ({rows} rijen in de database): {seconds} s, {cases_per_second} casussen per "
            "seconde.".format(**found["destroyed"]),
            "## De duurste opdrachten",
            _slowest(found),
            "## Wie er keek",
            "\n".join(
                f"- {scale} casussen: {visitor['who']}, {visitor['open_cases']} open casussen"
                for scale, world in found["scales"].items()
                for visitor in world["visitors"]
            ),
        ]
    )


def _verdict(target: dict) -> list:
    return [*list(target.values())[:4], "gehaald" if target["met"] else "**niet gehaald**"]


def _ratios(found: dict) -> str:
    small, large = _ends(found)
    head = ["pagina", f"p50, {large} : {small}", f"p95, {large} : {small}", f"werk, {large} : {small}"]
    for scale in found["scales"]:
        head += [f"pagina : met de hand ({scale})", f"rijbeveiliging : filter ({scale})"]
    rows = []
    for page, figures in found["scales"][large]["pages"].items():
        row = [page, *(growth(found, page, figure) for figure in ("p50", "p95", "work_p50"))]
        for world in found["scales"].values():
            row += [world["pages"][page]["to_by_hand"], world["pages"][page]["to_explicit_filter"]]
        rows.append([*row, figures["to_without_log"], figures["statements"]])
    return _table([*head, f"met log : zonder ({large})", "opdrachten"], rows)


def _times(found: dict) -> str:
    columns = ("p50", "p95", "work_p50", "work_p95", "by_hand", "row_security", "explicit_filter", "log")
    head = ["p50", "p95", "werk p50", "werk p95", "met de hand", "rijbeveiliging", "filter", "log"]
    return _table(
        ["casussen", "pagina", *head],
        (
            [scale, page, *(figures[column] for column in columns)]
            for scale, world in found["scales"].items()
            for page, figures in world["pages"].items()
        ),
    )


def _slowest(found: dict) -> str:
    _small, large = _ends(found)
    return _table(
        ["pagina", "rijbeveiliging", "filter", "opdracht"],
        (
            [page, slow["row_security"], slow["explicit_filter"], f"`{slow['statement']}`"]
            for page, figures in found["scales"][large]["pages"].items()
            for slow in figures["slowest"]
        ),
    )


def _table(head: list[str], rows: Iterable[list]) -> str:
    return "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in [head, ["---"] * len(head), *rows])
