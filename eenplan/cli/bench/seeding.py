"""A database full of fictional cases, in the proportions of a house at work (seed.sql makes them)."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path

from eenplan.cli.bench import databases, scripts

OPEN = 1 / 4
CASES_OF_A_HOUSE = 4_000
OPEN_OF_A_DIRECTOR = 125
OPEN_OF_A_PARTICIPANT = 40
TAKING_PART = 6 / 10  # six of the ten organisations of a house take part in a case


@dataclass(frozen=True)
class Proportions:
    """What grows with the number of cases: the country does, the work of one professional does not."""

    cases: int
    houses: int
    participants: int  # professionals of one organisation who work on cases
    directors: int  # process directors of one house
    referrals: int  # not yet decided

    @classmethod
    def of(cls, cases: int) -> Proportions:
        houses = max(1 + (cases >= 1000), round(cases / CASES_OF_A_HOUSE))
        open_cases = cases * OPEN / houses
        return cls(
            cases,
            houses,
            participants=max(1, ceil(open_cases * TAKING_PART / OPEN_OF_A_PARTICIPANT)),
            directors=max(1, round(open_cases / OPEN_OF_A_DIRECTOR)),
            referrals=ceil(cases / 100),
        )

    def __str__(self) -> str:
        return (
            f"{self.cases} casussen in {self.houses} huizen: een kwart open, de rest in vijf jaar gesloten (toegang "
            f"beëindigd). Per casus 3 personen (één gezin), 6 organisaties met elk een professional, 6 gegevens die "
            f"elk met 3 andere zijn gedeeld, een plan met 3 doelen en 6 afspraken, één agendapunt met 2 besluiten, "
            f"en de aanmelding erachter. Per huis 10 organisaties met {self.participants} professionals (elk "
            f"ongeveer {self._each(6, 10 * self.participants)} open casussen) en {self.directors} procesregisseurs "
            f"(elk ongeveer {self._each(1, self.directors)}). Daarnaast {self.referrals} aanmeldingen die op een besluit wachten."
        )

    def _each(self, parts: int, among: int) -> int:
        return round(self.cases * OPEN / self.houses * parts / among)


def seed(cases: int) -> dict:
    """Make the database for this number of cases anew; says what it assumes and how long each step takes."""
    wanted, start = Proportions.of(cases), time.monotonic()
    print(wanted, flush=True)
    database = databases.name(cases)
    databases.create(database)
    connection = databases.connect(database, "owner")
    with databases.using(connection):
        fill(wanted, say=lambda title, seconds: print(f"  {title:28} {seconds:6.1f} s", flush=True))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    connection.close()
    databases.mark(database, fingerprint())
    took = time.monotonic() - start
    print(f"  {'samen':28} {took:6.1f} s", flush=True)
    return {**asdict(wanted), "database": database, "seconds": round(took, 1)}


def ensure(cases: int) -> None:
    """Seed unless the database is there, made by this version; the policies are always those of this code."""
    from eenplan.access import policies

    if databases.marked(databases.name(cases)) != fingerprint():
        seed(cases)
    connection = databases.connect(databases.name(cases), "owner")
    with databases.using(connection):
        if not policies.current():
            policies.load()
    connection.close()


def fill(wanted: Proportions, say=lambda title, seconds: None) -> None:
    """Fill the database at hand, as its owner, in one transaction."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for key, value in asdict(wanted).items():
            cursor.execute("SELECT set_config(%s, %s, true)", [f"bench.{key}", str(value)])
        for title, statements in scripts.parts("seed.sql"):
            start = time.monotonic()
            cursor.execute(statements.replace("{grants}", expected_grants()))
            say(title, time.monotonic() - start)


def expected_grants() -> str:
    """The query that recomputes the grants from the facts."""
    return scripts.read("grants.sql")


def fingerprint() -> str:
    """Of what a seeded database is made: the tables and this seed."""
    found = hashlib.sha256()
    for path in [
        *sorted(scripts.HERE.parents[1].glob("*/migrations/*.py")),
        scripts.HERE / "seed.sql",
        scripts.HERE / "grants.sql",
        Path(__file__),
    ]:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
