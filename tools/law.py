"""`docs/law.md`: article → rule → test, made from the marks in the code. `write` makes it, `check` fails when it lags.

Rules are functions with `@cites(...)` and the lines of `policies*.sql` that name an article; tests carry
`@pytest.mark.law(...)`. Findings: a rule whose article no test names, an article that neither code nor a reason covers, and an
acceptance test of section 8.11 of the domain document that no test carries as "8.11-N".
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "law.md"
sys.path.insert(0, str(ROOT))

REFERENCE = re.compile(r"\b(?:(?:WGS|BGS|AVG|UAVG|Wpg) \d+(?:\.\d+)?(?:\(\d+\))?|BW \d:\d+|R-\d\d)")
#: the acceptance tests that follow directly from the law, one by one
ACCEPTANCE = [f"8.11-{number}" for number in range(1, 16)]
HEAD = """# The law in the code

Which article or requirement is executed where, and which test proves it. Made by `tools/law.py` from the marks in the code;
CI fails when it lags. Requirements (R-…) are those of the domain document; articles are paraphrased in one line, the
link leads to the text. Python rules give the clear refusal; the database refuses the same on its own.
"""


def marks(decorator: str, folder: str) -> dict[str, list[str]]:
    """{reference: [place, …]} of the functions and classes under `folder` that carry the decorator."""
    found = defaultdict(list)
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for call in node.decorator_list:
                    if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(decorator):
                        for argument in call.args:
                            found[ast.literal_eval(argument)].append(f"{path.relative_to(ROOT)}::{node.name}")
    return found


def policies() -> dict[str, list[str]]:
    """{reference: [file, …]} of the `policies.sql` that name it."""
    found = defaultdict(list)
    for path in sorted((ROOT / "eenplan").glob("*/policies*.sql")):
        for reference in dict.fromkeys(REFERENCE.findall(path.read_text(encoding="utf-8"))):
            found[reference].append(str(path.relative_to(ROOT)))
    return found


def page() -> str:
    """The whole page."""
    from eenplan.law.articles import ARTICLES

    rules, guards, tests = marks("cites", "eenplan"), policies(), marks("mark.law", "tests")
    everything = {*rules, *guards, *tests}
    text = [HEAD, "## Articles\n"]
    for number, article in ARTICLES.items():
        text.append(f"### [{number}]({article.link})\n\n{article.paraphrase}\n")
        text.append(_places(rules[number], guards[number], tests[number], article.outside))
    text.append("## Requirements\n")
    for number in sorted(reference for reference in everything if reference.startswith("R-")):
        text.append(f"### {number}\n\n" + _places(rules[number], guards[number], tests[number]))
    text.append("## Acceptance tests of section 8.11\n")
    text += [f"### {number}\n\n" + _places([], [], tests[number]) for number in ACCEPTANCE]
    return "\n".join(text)


def _places(rules: list[str], guards: list[str], tests: list[str], outside: str = "") -> str:
    if not (rules or guards or tests):
        return f"- not in code, on purpose: {outside}\n"
    lines = [f"- rule `{place}`" for place in rules] + [f"- database `{place}`" for place in guards]
    lines += [f"- test `{place}`" for place in dict.fromkeys(tests)] or ["- **no test**"]
    return "\n".join(lines) + "\n"


def findings() -> list[str]:
    """What the head of this file says, one line each."""
    from eenplan.law.articles import ARTICLES

    rules, guards, tests = marks("cites", "eenplan"), policies(), marks("mark.law", "tests")
    unknown = [
        f"{reference} is not an article of eenplan/law/articles.py: {places[0]}"
        for reference, places in {**rules, **tests}.items()
        if not reference.startswith("R-") and reference not in ARTICLES and reference not in ACCEPTANCE
    ]
    unproved = [
        f"{reference} has a rule ({places[0]}) but no test"
        for reference, places in rules.items()
        if reference not in tests
    ]
    uncovered = [
        f"{number} is executed nowhere, and articles.py gives no reason"
        for number, article in ARTICLES.items()
        if not article.outside and not (rules[number] or guards[number] or tests[number])
    ]
    return unknown + unproved + uncovered + [f"{number} has no test" for number in ACCEPTANCE if not tests[number]]


def main(command: str) -> int:
    if command == "write":
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    wrong = findings()
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        wrong.append("docs/law.md lags: run tools/law.py write")
    print("\n".join(wrong) or "docs/law.md is true")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
