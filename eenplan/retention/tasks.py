"""Every night the terms are applied, in the worker; every hour the journal is brought up to date."""

import logging

from procrastinate.contrib.django import app

from eenplan.access.sessions import SessionStore
from eenplan.network.models import House
from eenplan.retention import engine, journal


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="retention.run", name="retention.run")
def run(timestamp: int) -> None:
    """Apply the terms of every house; one that fails does not keep the others waiting."""
    SessionStore.clear_expired()  # their messages name persons
    failed = [house.code for house in House.objects.order_by("code") if not _well(house)]
    if failed:
        raise RuntimeError(f"not everything was destroyed in {', '.join(failed)}")


@app.periodic(cron="45 * * * *")
@app.task(queueing_lock="retention.journal", name="retention.journal")
def write_journal(timestamp: int) -> None:
    """Write down outside the database what was destroyed by day, one thing at a time."""
    for house in House.objects.order_by("code"):
        journal.export(house)


def _well(house: House) -> bool:
    try:
        if engine.after_a_pause(house):
            logging.error(
                "nothing was destroyed in %s: the last run was more than %s days ago. Look whether the clock is right, then"
                " run `eenplan retention run`",
                house.code,
                engine.LONGEST_PAUSE,
            )
            return False
        return all(outcome.action != "failed" for outcome in engine.run(house))
    except Exception:
        logging.exception("retention of %s", house.code)
        return False
    finally:
        journal.export(house)
