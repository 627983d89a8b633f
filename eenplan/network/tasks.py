"""Reviews of authorisations start by themselves, and suspensions of accounts end by themselves."""

from procrastinate.contrib.django import app


@app.periodic(cron="10 3 * * *")
@app.task(queueing_lock="network.reviews", name="network.reviews")
def start_reviews(timestamp: int) -> None:
    """Start the reviews whose turn it is, house by house."""
    from eenplan.access.acting import act_as
    from eenplan.audit import trail
    from eenplan.law.codes import Role
    from eenplan.network import actions
    from eenplan.network.models import House, Professional
    from eenplan.network.queries import SYSTEM_FUNCTION

    for professional in Professional.objects.filter(function=SYSTEM_FUNCTION).select_related("account"):
        with trail("task network.reviews"), act_as(professional.account) as who:
            for house in House.objects.filter(pk__in=who.houses(Role.SYSTEM)):
                actions.start_due_reviews(who, house)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="network.suspensions", name="network.suspensions")
def end_suspensions(timestamp: int) -> None:
    """Open the accounts whose suspension is over; as long as the worker stands still they stay closed."""
    from eenplan.network import actions

    actions.end_suspensions()
