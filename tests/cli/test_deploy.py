"""What stands under deploy/ is understood by the programs that read it, and says the same as the code."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eenplan import settings
from eenplan.cli import backup, desks
from eenplan.cli.main import parser
from eenplan.runtime.postgres import HARDENING, ROLES
from tests.support.db import ROOT

DEPLOY = ROOT / "deploy"
#: where tools/proxy puts it
NGINX = ROOT / ".tools/nginx/usr/sbin"
UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir() if path.suffix in (".service", ".timer"))


def program(name: str) -> str:
    places = ("/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin", Path(sys.executable).parent, NGINX)
    found = shutil.which(name, path=":".join(map(str, places)))
    if not found:
        pytest.skip(f"{name} is not installed here")
    return found


def test_the_units_are_understood_by_systemd(tmp_path):
    verify = program("systemd-analyze")
    for name in UNITS:
        text = (DEPLOY / "systemd" / name).read_text()
        (tmp_path / name).write_text(text.replace("/opt/eenplan/bin/eenplan", "/bin/true"))
    done = subprocess.run([verify, "verify", *(tmp_path / name for name in UNITS)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", UNITS)
def test_every_command_of_a_unit_exists(name):
    for line in re.findall(r"^ExecStart=/opt/eenplan/bin/eenplan (.*)$", (DEPLOY / "systemd" / name).read_text(), re.M):
        assert parser(line.split()[0]).parse_args(line.split()).run


def test_every_setting_of_the_examples_is_one(monkeypatch):
    known = settings.__doc__ + backup.__doc__ + (ROOT / "docs/backup.md").read_text()
    for name in ("app.env", "owner.env"):
        for setting in re.findall(r"^(\w+)=", (DEPLOY / "systemd" / name).read_text(), re.M):
            assert setting in known


def test_the_page_has_every_statement_that_only_a_superuser_can_run():
    page = (ROOT / "docs/running.md").read_text()
    for each in HARDENING:
        assert f"    {each.statement};\n" in page
    for role in (ROLES["owner"], ROLES["app"]):
        for name in ("log_statement", "log_min_error_statement", "log_error_verbosity", "log_min_duration_statement"):
            assert re.search(rf"ALTER ROLE {role} IN DATABASE eenplan SET {name} = ", page)


def test_nginx_takes_its_example(tmp_path):
    nginx = program("nginx")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
         "-subj", "/CN=eenplan.example", "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    example = (DEPLOY / "nginx/eenplan.conf").read_text().replace("/etc/ssl/eenplan", str(tmp_path))
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{temporary}{example}\n}}\n")
    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-e", tmp_path / "error.log", "-c", tmp_path / "nginx.conf"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_caddy_takes_its_example(tmp_path):
    caddy = program("caddy")
    version = subprocess.run([caddy, "version"], capture_output=True, text=True).stdout
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < (2, 7):
        pytest.skip(f"the example is for Caddy 2.7, this is {version}")
    done = subprocess.run(
        [caddy, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "caddy/Caddyfile"],
        capture_output=True, text=True, env={"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_container_file_has_nothing_a_linter_minds():
    done = subprocess.run([program("hadolint"), DEPLOY / "Containerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_both_proxies_buffer_overwrite_who_asks_and_wait_longer_than_we_do():
    nginx, caddy = (DEPLOY / "nginx/eenplan.conf").read_text(), (DEPLOY / "caddy/Caddyfile").read_text()
    assert (
        nginx.count("proxy_pass") - 1 == nginx.count("X-Forwarded-For $remote_addr") == 2
    )  # health is asked by the machine
    assert "proxy_add_x_forwarded_for" not in nginx
    assert "proxy_request_buffering on" in nginx
    assert "request_buffers" in caddy
    for text in (nginx, caddy):
        waits = [int(number) for number in re.findall(r"(?:proxy_read_timeout|response_header_timeout) (\d+)s", text)]
        assert waits
        assert min(waits) > desks.PATIENCE
        assert "access_log off" in text or "No `log`" in text
