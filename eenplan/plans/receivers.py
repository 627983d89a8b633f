"""What the plan does with what earlier rooms announce."""

from django.dispatch import receiver

from eenplan.conferences.signals import resolved
from eenplan.plans import actions, queries


@receiver(resolved)
def take_over_resolution(sender, who, resolution, **kwargs):
    """A decision of the conference becomes an action without retyping, when who records it may write the plan."""
    if queries.may(resolution.case).write:
        actions.take_over(who, resolution)
