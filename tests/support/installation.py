"""An installation as an operator has it: a home, a database that was given, and the command `eenplan` on them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from tests.support import db

TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1
"""


class Installation:
    """A home, a database and the command `eenplan` on them."""

    def __init__(self, home: Path, owner: str, app: str):
        self.home = home
        home.mkdir(exist_ok=True)
        self.owner = owner
        kept = {
            name: value for name, value in os.environ.items() if not re.match("EENPLAN|DATABASE|DJANGO|SECRET", name)
        }
        self.environment = {**kept, "EENPLAN_HOME": str(home), "DATABASE_URL": owner, "DATABASE_APP_URL": app}

    def started(self, *arguments, **more) -> subprocess.Popen:
        """The command, at work."""
        return subprocess.Popen(
            [sys.executable, "-m", "eenplan.cli", *map(str, arguments)],
            cwd=db.ROOT, env={**self.environment, **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *arguments, **more) -> subprocess.CompletedProcess:
        """The command, at its end, whatever came of it."""
        with self.started(*arguments, **more) as process:
            told, wrong = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, told, wrong)

    def well(self, *arguments, **more) -> dict:
        done = self.run(*arguments, "--json", **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def refused(self, *arguments, **more) -> str:
        done = self.run(*arguments, **more)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    def ask(self, question):
        with psycopg.connect(self.owner, autocommit=True) as connection:
            answer = connection.execute(question)
            return answer.fetchall() if answer.description else None

    def rows(self) -> dict[str, int]:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            count = sql.SQL("SELECT count(*) FROM {}")
            return {
                name: connection.execute(count.format(sql.Identifier(name))).fetchone()[0]
                for (name,) in connection.execute(TABLES).fetchall()
            }
