"""`eenplan demo`: everything up, told, and down again without a trace."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from eenplan.runtime.postgres import Server

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


class Demo:
    """A running `eenplan demo` in a home of its own."""

    def __init__(self, home):
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.output = ""
        self.start()

    def start(self):
        kept = {
            name: value for name, value in os.environ.items() if not re.match("EENPLAN|DATABASE|DJANGO|SECRET", name)
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "eenplan.cli", "demo", "--port", str(self.port)],
            cwd=ROOT, env={**kept, "EENPLAN_HOME": str(self.home)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        for line in self.process.stdout:
            self.output += line
            if "Ctrl-C" in line:
                return
        pytest.fail(self.output)

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        self.output += self.process.communicate(timeout=60)[0]
        return self.process.returncode

    def child(self, name):
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", f"eenplan.cli {name}"], capture_output=True, text=True
        )
        return int(found.stdout.split()[0])

    def gone(self):
        """Nothing of it runs any more."""
        with socket.socket() as probe:
            refused = probe.connect_ex(("127.0.0.1", self.port)) != 0
        return refused and not Server(self.home).running


@pytest.fixture(scope="module")
def home():
    """Filled by whichever test comes first; making the demonstration house takes longest."""
    folder = Path(tempfile.mkdtemp(prefix="eenplan-demo-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def demo(home):
    running = Demo(home)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_it_runs_tells_how_to_enter_stops_and_starts_again(demo):
    told = json.load(urlopen(f"http://127.0.0.1:{demo.port}/health"))
    assert told["status"] == "ok"
    assert f"http://127.0.0.1:{demo.port}" in demo.output
    assert "Wachtwoord" in demo.output
    with psycopg.connect(Server(demo.home).dsn("owner"), autocommit=True) as connection:
        connection.execute("CREATE TABLE still_here ()")

    assert demo.stop() == 0
    assert demo.gone()

    demo.start()
    with psycopg.connect(Server(demo.home).dsn("owner")) as connection:
        connection.execute("SELECT FROM still_here")
    assert demo.stop(signal.SIGTERM) == 0
    assert demo.gone()


@pytest.mark.parametrize("victim", ["serve", "worker"])
def test_it_says_so_and_stops_when_a_part_dies(demo, victim):
    os.kill(demo.child(victim), signal.SIGKILL)
    output = demo.process.communicate(timeout=60)[0]
    assert "onverwacht gestopt" in output
    assert demo.process.returncode == 1
    assert demo.gone()


def test_a_port_in_use_is_told_before_anything_starts(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = subprocess.run(
            [sys.executable, "-m", "eenplan.cli", "demo", "--port", str(taken.getsockname()[1])],
            cwd=ROOT, env={**os.environ, "EENPLAN_HOME": str(tmp_path)}, text=True, capture_output=True,
        )  # fmt: skip
    assert result.returncode == 1
    assert "bezet" in result.stderr
