"""Sealing happens beside the work, every minute, in the worker."""

from procrastinate.contrib.django import app

from eenplan.audit import queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="audit.seal", name="audit.seal")
def seal(timestamp: int) -> None:
    """Seal the lines of the last minute."""
    queries.seal()
