"""What the shell keeps for a day goes after that day, in the worker."""

from procrastinate.contrib.django import app

from eenplan.web import drafts


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="web.drafts", name="web.drafts")
def drop_drafts(timestamp: int) -> None:
    """Destroy what was typed and not sent within a day."""
    drafts.drop_old()
