"""Sealing happens beside the work, every minute; anchoring every night; the review of the month opens on its first days."""

from django.db import transaction
from procrastinate.contrib.django import app

from eenplan.audit import anchors, queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="audit.seal", name="audit.seal")
def seal(timestamp: int) -> None:
    """Seal the lines of the last minute."""
    queries.seal()


@app.periodic(cron="15 2 * * *")
@app.task(queueing_lock="audit.anchor", name="audit.anchor")
def anchor(timestamp: int) -> None:
    """Verify what came since the last sound verification, and sign its last link outside the database."""
    queries.seal()
    if queries.verify(whole=False)["ok"]:
        anchors.write()


@app.periodic(cron="30 2 * * *")
@app.task(queueing_lock="audit.review", name="audit.review")
def open_reviews(timestamp: int) -> None:
    """Open the reviews of last month that are not open yet (R-76)."""
    queries.open_reviews()


@app.task(name="audit.verify")
def verify(number: int) -> None:
    """Walk on with a verification that is too long for one request; each step commits, so that its page shows progress."""
    while True:
        with transaction.atomic():
            if queries.step(number):
                return
