"""Who visits: the process director with the most open cases, and participants of several organisations."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from eenplan.cli.bench import databases

#: page → address; `case` and `word` are the visitor's own
PAGES = {
    "casuslijst": "/casussen/",
    "casus": "/casussen/{case}/",
    "informatie": "/casussen/{case}/informatie/",
    "plan": "/casussen/{case}/plan/",
    "persoon zoeken": "/zoeken/?q={word}",
}
PARTICIPANTS = 5

_CHOOSE = """
WITH working AS (
  SELECT g.account_id, min(g.scope) = 'direct' AS directs, count(*) AS cases,
         row_number() OVER (PARTITION BY min(g.scope) = 'direct' ORDER BY count(*) DESC, g.account_id) AS place,
         count(*) OVER (PARTITION BY min(g.scope) = 'direct') AS peers
    FROM access_grant g
   WHERE g.kind = 'case' AND g.scope IN ('take_part', 'decide', 'direct') AND g.until IS NULL
   GROUP BY g.account_id)
SELECT w.account_id, p.organisation_id, p.function || ', ' || o.name
  FROM working w JOIN network_professional p USING (account_id) JOIN network_organisation o ON o.id = p.organisation_id
 WHERE CASE WHEN directs THEN place = 1 ELSE place %% greatest(1, peers / %s) = 0 END
 ORDER BY directs DESC, place LIMIT %s
"""
_CASES = """
SELECT c.number, c.id, p.family_name
  FROM access_grant g JOIN cases_case c ON c.id = g.object_id
  JOIN cases_member m ON m.case_id = c.id AND m.part = 'subject' JOIN people_person p ON p.id = m.person_id
 WHERE g.account_id = %s AND g.kind = 'case' AND g.scope IN ('take_part', 'decide', 'direct') AND g.until IS NULL
 ORDER BY hashint8(c.id)
"""


@dataclass
class Visitor:
    """A professional, signed in, with the cases to open and the names to look for."""

    account: int
    organisation: int
    name: str
    cases: list[tuple[str, int, str]] = field(default_factory=list)

    def case(self, turn: int) -> int:
        """The number (key) of the case that is opened at this turn."""
        return self.cases[turn % len(self.cases)][1]

    def word(self, turn: int) -> str:
        return self.cases[turn % len(self.cases)][2].lower()

    def address(self, page: str, turn: int) -> str:
        return PAGES[page].format(case=self.cases[turn % len(self.cases)][0], word=self.word(turn))

    def get(self, address: str):
        """The page, from the whole handler; anything but 200 ends the measuring."""
        response = self.client.get(address, secure=True)
        if response.status_code != 200:
            raise RuntimeError(f"{address} geeft {response.status_code} {response.headers.get('Location', '')}")
        return response

    def statements(self, address: str) -> list[str]:
        """What the page asks the database."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            self.get(address)
        return [query["sql"] for query in captured]

    @cached_property
    def client(self):
        """A browser in which this account signed in with two factors."""
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.test import Client

        from eenplan.access.models import Account
        from eenplan.access.sessions import SessionStore

        client = Client(HTTP_HOST="localhost")
        account = Account.objects.get(pk=self.account)
        session = SessionStore()
        session[SESSION_KEY] = session["account_authentication_methods_user"] = str(self.account)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.cookie or ""
        return client


def visitors(database: str) -> list[Visitor]:
    """The visitors of this database, heaviest first."""
    with databases.connect(database, "owner").cursor() as cursor:
        cursor.execute(_CHOOSE, [PARTICIPANTS, PARTICIPANTS + 1])
        found = [Visitor(*row) for row in cursor.fetchall()]
        for visitor in found:
            cursor.execute(_CASES, [visitor.account])
            visitor.cases = cursor.fetchall()
    return found
