"""What a line of the log costs to sign, to seal and to verify, on a database of its own of any length."""

from __future__ import annotations

import resource
import time

from eenplan.cli.bench import databases

BATCH = 100_000
_LINES = """
INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, case_id,
                         subject_id, categories, outcome, access_point, detail, salt, subject_digest, digest)
SELECT now(), gen_random_uuid(), 1 + mod(n, 500), 1 + mod(n, 100), 1, 'participant', 'casusoverleg (WGS 2.26 onder a)',
       'read', '', 1 + mod(n, 5000), 1 + mod(n, 15000), '{1,12}', 'ok', 'GET /casussen/<str:number>/', '', '', '', ''
  FROM generate_series(1, %s) n
"""


def measure(lines: int) -> dict:
    """Write, seal and verify so many lines; seconds of each, and the memory this process came to use."""
    from eenplan.audit import queries

    database = "bench_log"
    databases.create(database)
    connection = databases.connect(database, "owner")
    try:
        with databases.using(connection), connection.cursor() as cursor:
            writing = _seconds("schrijven en ondertekenen", lambda: _write(cursor, lines))
            sealing = _seconds("verzegelen", queries.seal)
            cursor.execute("ANALYZE audit_event, audit_seal")
            verdict: dict = {}
            verifying = _seconds("narekenen", lambda: verdict.update(queries.verify()))
            following = _seconds("narekenen wat nieuw is", lambda: queries.verify(whole=False))
            if not verdict["ok"]:
                raise RuntimeError(f"de keten klopt niet: {verdict}")
    finally:
        connection.close()
        databases.drop(database)
    return {
        "lines": lines,
        "sign_us": round(writing / lines * 1e6, 1),
        "seal_us": round(sealing / lines * 1e6, 1),
        "verify_s": round(verifying, 1),
        "verify_s_per_million": round(verifying / lines * 1e6, 1),
        "verify_new_s": round(following, 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _write(cursor, lines: int) -> None:
    """In parts, so that no transaction grows with the log."""
    for start in range(0, lines, BATCH):
        cursor.execute(_LINES, [min(BATCH, lines - start)])


def _seconds(title: str, act) -> float:
    start = time.monotonic()
    act()
    took = time.monotonic() - start
    print(f"  {title:28} {took:8.1f} s", flush=True)
    return took
