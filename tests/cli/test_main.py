"""The command line tells what went wrong in one sentence, to people and to scripts."""

import json

import pytest

from eenplan.cli.main import SOURCES, main, parser


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An installation whose database does not run."""
    from eenplan.runtime import dsn

    dsn._server.cache_clear()
    monkeypatch.setenv("EENPLAN_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_APP_URL", raising=False)
    yield
    dsn._server.cache_clear()


def test_an_expected_failure_is_one_sentence_and_a_status(elsewhere, capsys):
    assert main(["dsn"]) == 1
    assert capsys.readouterr().err == (
        "eenplan: De database draait niet; start haar met `eenplan demo` of `eenplan serve`.\n"
    )


def test_a_script_reads_the_failure_from_the_last_line(elsewhere, capsys):
    assert main(["dsn", "--json"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["ok"] is False


def test_a_script_reads_the_result_from_the_last_line(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_APP_URL", "dbname=somewhere")
    assert main(["dsn", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"role": "app", "dsn": "dbname=somewhere"}


def test_every_command_has_help(capsys):
    (commands,) = parser()._subparsers._group_actions
    assert sorted(commands.choices) == sorted(name for names in SOURCES.values() for name in names)
    for name in commands.choices:
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0


def test_a_server_for_others_must_know_its_public_address(monkeypatch, capsys):
    monkeypatch.delenv("EENPLAN_URL")
    assert main(["serve", "--host", "0.0.0.0"]) == 1
    assert "EENPLAN_URL" in capsys.readouterr().err
