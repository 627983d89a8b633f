"""The log of the demonstration house: spread over the past weeks, sealed, with one review that is done and one that waits."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from eenplan import audit
from eenplan.audit import actions, queries
from eenplan.audit.models import Review
from eenplan.demo.road import Road

#: who did what without success: (account, act, outcome), as often as it stands here
_WITHOUT_SUCCESS = [
    *[("police", "person.search", "nothing")] * 4,
    *[("council", "search", "nothing")] * 3,
    *[("ggz", "refuse", "refused")] * 2,
    ("probation", "refuse", "refused"),
    ("social_work", "search", "nothing"),
]
#: the lines were all written just now: spread them evenly over so many weeks, in the order in which they were written
_SPREAD = """
UPDATE audit_event SET at = at - interval '10 weeks' * (last - id) / last
  FROM (SELECT max(id)::float AS last FROM audit_event) AS whole
"""
_SIGN = "UPDATE audit_event AS e SET digest = audit_digest(e)"


def make(road: Road) -> None:
    """Last of all, as the owner: what is sealed stays as it is."""
    for key, act, outcome in _WITHOUT_SUCCESS:
        with road.acting(key):
            audit.record(act, house=road.house.pk, outcome=outcome)
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD)
        cursor.execute(_SIGN)
        queries.seal()
        for day in (today.replace(day=1) - timedelta(days=1), today):
            cursor.execute("SELECT audit_open_reviews(%s)", [day])
    with road.acting("auditor") as who:
        actions.close_review(
            who,
            Review.objects.filter(house_id=road.house.pk).earliest("month"),
            findings="Twee weigeringen nagevraagd: een oude bladwijzer naar een casus waaraan de ggz niet meer deelneemt.",
            measures="De ggz vraagt haar medewerkers oude bladwijzers weg te gooien.",
        )
