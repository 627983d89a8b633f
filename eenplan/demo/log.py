"""The log of the demonstration house: spread over the past weeks, sealed, with one review that is done and one that waits."""

from django.db import connection
from django.utils import timezone

from eenplan import audit
from eenplan.audit import actions, queries
from eenplan.audit.models import Event, Review
from eenplan.demo.road import Road
from eenplan.law.calendar import months_after

#: who did what without success: (account, act, outcome), as often as it stands here
_WITHOUT_SUCCESS = [
    *[("police", "person.search", "nothing")] * 4,
    *[("council", "search", "nothing")] * 3,
    *[("ggz", "refuse", "refused")] * 2,
    ("probation", "refuse", "refused"),
    ("social_work", "search", "nothing"),
]
#: the lines were all written just now: spread them over ten weeks, in the order in which they were written; ours a week apart
_SPREAD = """
UPDATE audit_event SET at = CASE WHEN id <= %(last)s THEN at - interval '10 weeks' * (%(last)s - id) / %(last)s
                                 ELSE at - interval '1 week' * nth END
  FROM (SELECT id AS line, row_number() OVER (ORDER BY id DESC) AS nth FROM audit_event) AS counted WHERE id = line
"""
_SIGN = "UPDATE audit_event AS e SET digest = audit_digest(e)"


def make(road: Road) -> None:
    """Last of all, as the owner: what is sealed stays as it is."""
    last = Event.objects.latest("pk").pk
    for key, act, outcome in _WITHOUT_SUCCESS:
        with road.acting(key):
            audit.record(act, house=road.house.pk, outcome=outcome)
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, {"last": last})
        cursor.execute(_SIGN)
        queries.seal()
        for months in (2, 1):
            cursor.execute("SELECT audit_review_month(%s)", [months_after(today, -months)])
    with road.acting("auditor") as who:
        actions.close_review(
            who,
            Review.objects.filter(house_id=road.house.pk).earliest("month"),
            findings="Vier zoekacties zonder resultaat bij de politie nagevraagd: steeds dezelfde schrijffout in een achternaam.",
            measures="De politie zoekt voortaan op BSN als dat bekend is.",
        )
