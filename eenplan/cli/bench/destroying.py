"""How many cases a second a run destroys, with everything that hangs on them, on a database that is thrown away afterwards."""

from __future__ import annotations

import time

from eenplan.cli.bench import databases, seeding

CASES = 10_000


def measure(cases: int = CASES) -> dict:
    """Seed, let every case reach its term, run the engine as its own task, and count."""
    from eenplan.network.models import House
    from eenplan.retention import engine

    seeding.seed(cases)
    database = databases.name(cases)
    owner, app = databases.connect(database, "owner"), databases.connect(database)
    try:
        with databases.using(owner), owner.cursor() as cursor:
            cursor.execute("UPDATE cases_case SET retain_until = current_date")
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("SELECT sum(n_live_tup) FROM pg_stat_user_tables")
            (before,) = cursor.fetchone()
        start = time.monotonic()
        with databases.using(app):
            outcomes = [outcome for house in House.objects.order_by("pk") for outcome in engine.run(house)]
        took = time.monotonic() - start
    finally:
        owner.close()
        app.close()
        databases.drop(database)
    destroyed = sum(one.number for one in outcomes if (one.action, one.what) == ("destroyed", "case"))
    if destroyed != cases:
        raise RuntimeError(f"{destroyed} van {cases} casussen vernietigd: {outcomes}")
    return {"cases": cases, "rows": int(before), "seconds": round(took, 1), "cases_per_second": round(cases / took)}
