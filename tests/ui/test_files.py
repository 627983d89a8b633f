"""What is served is what was pinned, and no page carries style or script of its own."""

import hashlib
import json
import re
import runpy
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "eenplan" / "ui" / "static"
VENDORED = [STATIC / "vendor", ROOT / "eenplan" / "ui" / "letters" / "fonts", ROOT / "tests" / "vendor"]
TEMPLATES = sorted(path for path in (ROOT / "eenplan").glob("*/templates/**/*") if path.suffix in (".html", ".txt"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
SOURCES = [path for path in (ROOT / "eenplan").rglob("*.py") if "migrations" not in path.parts]


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("folder", VENDORED, ids=name_of)
def test_the_files_of_others_are_exactly_those_of_the_manifest(folder):
    expected = json.loads((folder / "manifest.json").read_text())["files"]
    present = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert present == expected


def test_the_manifest_and_the_lock_pin_the_same_versions():
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    pinned = {**package["dependencies"], **package["devDependencies"]}
    assert {name: lock[f"node_modules/{name}"]["version"] for name in pinned} == pinned
    assert all(entry.get("integrity") for place, entry in lock.items() if place)
    assert not any("resolved" in entry for entry in lock.values())


def test_every_token_that_a_stylesheet_reads_has_a_value():
    sheets = {path: path.read_text() for path in STATIC.rglob("*.css")}
    defined = set(re.findall(r"(--[\w-]+)\s*:", "".join(sheets.values())))
    read = set(re.findall(r"var\(\s*(--(?:ams|een)-[\w-]+)", "".join(sheets.values())))
    assert not read - defined


def test_the_tokens_are_those_that_the_rules_give():
    rules = runpy.run_path(str(ROOT / "frontend" / "tokens.py"))
    assert (STATIC / "ui" / "tokens.css").read_text() == rules["stylesheet"]()


def test_a_token_without_a_rule_is_an_error():
    rules = runpy.run_path(str(ROOT / "frontend" / "tokens.py"))
    with pytest.raises(SystemExit, match="no rule"):
        rules["value"]("something-nobody-thought-of-xyz")


FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "an event handler": r"<[^>]*\son[a-z]+\s*=",
    "a javascript address": r"javascript:",
    "a script in the page": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    "hx-on, which needs eval": r"\bhx-on\b",
    "an address elsewhere": r"(?:src|href|action)=[\"']https?:",
}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_page_carries_style_or_script_of_its_own(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.I)] == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_code_writes_style_or_handlers_into_markup(path):
    text = path.read_text()
    assert not re.search(r"<[a-z][^>\n]*\s(?:style|on(?:click|load|error|submit|change))=", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_compiles(path):
    get_template(str(path.relative_to(next(p for p in path.parents if p.name == "templates"))))


def test_every_icon_that_is_asked_for_by_name_is_there():
    """One that is missing: add it to frontend/icons.txt and run frontend/vendor.py."""
    asked = set()
    for path in PAGES:
        text = path.read_text()
        asked |= set(re.findall(r"{%\s*icon\s+[\"']([^\"']+)[\"']", text))
        asked |= set(re.findall(r"\b(?:symbol|link_symbol)=[\"']([^\"']+)[\"']", text))
    for path in SOURCES:
        asked |= set(re.findall(r"\bicon(?:=|\"\s*:\s*)\"([a-z0-9-]+)\"", path.read_text()))
    assert not {name for name in asked if not (STATIC / "vendor" / "tabler" / f"{name}.svg").exists()}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_class_of_ours_that_a_page_uses_has_a_style(path):
    """docs/ui.md lists the classes; one that is missing belongs in app.css, for all rooms."""
    used = set(re.findall(r"(?<![\w-])een-[\w-]*[a-z](?![\w{-])", path.read_text()))
    styled = set(re.findall(r"\.(een-[\w-]+)", (STATIC / "ui" / "app.css").read_text()))
    assert not used - styled - {"een-language"}


def test_the_script_of_our_own_stays_small():
    assert len((STATIC / "ui" / "app.js").read_text().splitlines()) < 200
