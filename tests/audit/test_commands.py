"""The commands: verify, anchor and export, as they are typed."""

import json
from contextlib import nullcontext

import pytest
from django.db import connection
from django.utils import timezone

from eenplan import audit
from eenplan.audit import commands
from eenplan.audit.models import Event
from eenplan.cli.main import parser
from eenplan.runtime.errors import CommandError

TODAY = str(timezone.localdate())


@pytest.fixture
def run(db, monkeypatch, settings, tmp_path):
    """`run("verify", "--json")` in the transaction of the test."""
    monkeypatch.setattr(commands, "started", nullcontext)
    settings.ANCHORS = tmp_path / "anchors"

    def run(*arguments):
        options = parser("audit").parse_args(["audit", *arguments])
        return options.run(options)

    return run


@pytest.fixture
def written(world, act_as):
    with act_as(world.people["police"]):
        audit.record("read", house=world.houses["TEST"].pk, subjects=[world.persons["father"].pk])


@pytest.mark.law("R-72")
def test_what_is_anchored_verifies_until_somebody_touches_a_line(run, written, as_owner, capsys):
    assert run("anchor")["anchor"]
    found = run("verify")
    assert (found["ok"], found["anchors"], found["sealed"]) == (True, 1, found["events"])
    assert "ongeschonden" in capsys.readouterr().out
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET detail = 'other'")
    assert not run("verify")["ok"]
    assert "eerste die niet klopt" in capsys.readouterr().out


@pytest.mark.law("R-72")
def test_a_log_with_a_broken_line_is_not_anchored(run, written, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET detail = 'other'")
    with pytest.raises(CommandError, match="niets ondertekend"):
        run("anchor")


@pytest.mark.law("R-73", "R-74")
def test_an_export_is_made_in_the_name_of_a_supervisor_and_logged(run, written, world, as_owner, tmp_path):
    to = tmp_path / "log.jsonl"
    asked = ["--shape=vng", "--house=test", f"--since={TODAY}", f"--until={TODAY}", "--purpose=legality", f"--to={to}"]
    assert run("export", f"--user={world.people['auditor'].email}", *asked)["lines"] == 1
    assert json.loads(to.read_text())["verwerkteObjecten"][0]["objectId"] == str(world.persons["father"].pk)
    with as_owner():
        assert Event.objects.filter(action="log.export", account_id=world.people["auditor"].pk).count() == 1
    for somebody in (world.people["police"].email, "nobody@test.invalid"):
        with pytest.raises(CommandError):
            run("export", f"--user={somebody}", *asked)


@pytest.mark.parametrize("wrong", [["--since=31-02-2026"], ["--shape=csv"], ["--purpose=performance"]])
def test_what_cannot_be_exported_is_refused_before_anything_is_read(wrong, run, capsys):
    asked = ["--shape=vng", "--house=TEST", "--user=x", f"--since={TODAY}", f"--until={TODAY}", "--purpose=court"]
    with pytest.raises(SystemExit):
        run("export", *asked, *wrong)


@pytest.mark.law("R-72")
def test_two_supervisors_acknowledge_with_their_own_passwords(run, written, world, as_owner, monkeypatch, capsys):
    other = world.people["contact"]
    one = world.people["auditor"]
    given = {account.name: "made up" for account in (one, other)}
    with as_owner(), connection.cursor() as cursor:
        for account in (one, other):
            account.set_password("made up")
            account.save()
        cursor.execute("UPDATE network_authorisation SET role = 'auditor' WHERE professional_id = %s", [other.pk])
    monkeypatch.setattr(commands.getpass, "getpass", lambda prompt: given[prompt.split(" van ")[1].rstrip(": ")])
    asked = ["acknowledge", "--reason", "back-up van dinsdag", "--first", one.email, "--second"]
    run("anchor")
    with pytest.raises(CommandError, match="niets te erkennen"):
        run(*asked, other.email)
    with as_owner(), connection.cursor() as cursor:
        for statement in ("DELETE FROM audit_verification", "DELETE FROM audit_seal", "DELETE FROM audit_event"):
            cursor.execute(statement)
    assert not run("verify")["ok"]

    for second, told in (
        (one.email, "dezelfde"),
        (world.people["police"].email, "geen toezichthouder"),
        ("x@y", "geen"),
    ):
        with pytest.raises(CommandError, match=told):
            run(*asked, second)
    given[other.name] = "guess"
    with pytest.raises(CommandError, match="wachtwoord klopt niet"):
        run(*asked, other.email)
    given[other.name] = "made up"
    assert len(run(*asked, other.email)["lost"]) == 1
    assert run("verify")["ok"]
    assert "erkend" in capsys.readouterr().out
    with as_owner():
        assert Event.objects.filter(action="log.acknowledge").count() == 2
