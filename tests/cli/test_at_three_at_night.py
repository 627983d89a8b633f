"""What an operator meets at three at night: killed commands, full disks, a database that is away, a clock that jumped."""

import argparse
import json
import os
import subprocess

import pytest

from eenplan.cli.main import parser
from tests.support import db
from tests.support.installation import Installation

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("night")]
NOBODY = "host=127.0.0.1 port=1 dbname=eenplan user="
#: what a command cannot do without; a list of commands here fails when one is added
GIVEN = {
    "migrate": [], "house": ["X", "X", "--region=VR11", "--administrator=a@eenplan.example", "--name=X"],
    "import-persons": ["eenplan/people/reference/fictional_person_lists.csv", "--house=X"], "files rotate": [],
    "access explain": ["--user=x", "--person=1"],
    "access check": [], "audit verify": [], "audit anchor": [],
    "audit acknowledge": ["--first=a", "--second=b", "--reason=x"],
    "audit export": ["--shape=ldv", "--user=x", "--house=X", "--since=2026-01-01", "--until=2026-01-02", "--purpose=legality"],
    "retention run": [], "retention replay": ["--journal={journal}"], "backup": ["x.age"], "check": [],
}  # fmt: skip
#: these do not ask the database, wait for it, bring one of their own, or are Django's
APART = {"dsn", "where", "serve", "worker", "demo", "django", "backup-key", "restore",
         "bench seed", "bench run", "bench log", "bench destroy"}  # fmt: skip


def commands(within: argparse.ArgumentParser, name: str = "") -> list[str]:
    """Every command, with those of groups by both words."""
    groups = [action for action in within._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        return [name]
    return [each for word, inner in groups[0].choices.items() for each in commands(inner, f"{name} {word}".strip())]


def test_every_command_is_tried_without_a_database():
    assert set(commands(parser())) == GIVEN.keys() | APART


@pytest.mark.prove
@pytest.mark.parametrize("command", GIVEN)
def test_a_command_without_its_database_says_so_in_one_sentence(command, tmp_path):
    installation = Installation(tmp_path / "home", f"{NOBODY}eenplan_owner", f"{NOBODY}eenplan_app")
    recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    journal = tmp_path / "journal.jsonl"
    journal.write_text(json.dumps(dict.fromkeys(("kind", "key", "number", "rule", "article", "at"), "x")) + "\n")
    given = [argument.format(journal=journal) for argument in GIVEN[command]]
    told = installation.run(*command.split(), *given, EENPLAN_BACKUP_RECIPIENT=recipient)
    assert told.returncode == 1
    assert "Traceback" not in told.stdout + told.stderr
    assert "refused" in told.stdout + told.stderr  # the reason
    assert not (db.ROOT / "x.age").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small file system")
def test_a_home_on_a_full_disk_is_told_in_one_sentence(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", home], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"mount is not allowed here: {mounted.stderr}")
    try:
        (home / "filling").write_bytes(b"x" * 4096)
        installation = Installation(home, f"{NOBODY}eenplan_owner", f"{NOBODY}eenplan_app")
        assert "No space left" in installation.refused("check")
    finally:
        subprocess.run(["umount", home], check=True)


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nobody_works_in_an_installation_that_is_put_back_by_half(command, tmp_path):
    installation = Installation(tmp_path / "home", f"{NOBODY}eenplan_owner", f"{NOBODY}eenplan_app")
    (installation.home / "restore-unfinished.json").write_text(json.dumps({"at": "", "compared": False}))
    assert "is niet af" in installation.refused(command)
