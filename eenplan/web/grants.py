"""Recompute from the facts who should see what now, and compare it with the grants (docs/adr/0001).

Left out are grants that follow from a moment and not from today's facts: a person found by searching (one day), and who was
consulted about a request when it came in.
"""

from django.db import connection
from django.utils import timezone

#: account, kind, object and scope that follow from today's facts
_EXPECTED = """
SELECT a.professional_id AS account_id, 'house' AS kind, a.house_id AS object_id, a.role AS scope
  FROM network_authorisation a JOIN network_house h ON h.id = a.house_id
 WHERE a.designated_on <= %(today)s
   AND %(today)s < least(a.until, a.screening_valid_until, CASE WHEN a.role <> 'system' THEN
         network_trained_until(a.professional_id, a.house_id, a.designated_on) + h.training_grace_days END)
   AND NOT EXISTS (SELECT FROM network_proposal p WHERE p.authorisation_id = a.id AND p.accepted IS NOT TRUE)
UNION
SELECT d.account_id, 'case', d.case_id, CASE WHEN o.ground LIKE '2.27(1)%%' THEN 'decide' ELSE 'take_part' END
  FROM cases_delegate d
  JOIN cases_participation p ON p.id = d.participation_id AND p.until IS NULL
  JOIN cases_case c ON c.id = d.case_id AND c.closed_at IS NULL
  JOIN network_organisation o ON o.id = p.organisation_id
 WHERE d.until IS NULL
UNION
SELECT handler_id, 'person', person_id, 'answer' FROM rights_request WHERE decided_at IS NULL AND person_id IS NOT NULL
UNION
SELECT e.account_id, 'case', e.case_id, 'emergency'
  FROM cases_emergency e JOIN cases_case c ON c.id = e.case_id AND c.closed_at IS NULL WHERE e.until > clock_timestamp()
UNION
SELECT d.account_id, 'case', d.case_id, CASE WHEN d.accepted_at IS NULL THEN 'asked' ELSE 'direct' END
  FROM cases_direction d JOIN cases_case c ON c.id = d.case_id AND c.closed_at IS NULL
 WHERE d.until IS NULL AND (d.accepted_at IS NULL OR d.kind = 'process')
"""
_IN_FORCE = """
SELECT account_id, kind, object_id, scope FROM access_grant
 WHERE (kind IN ('house', 'case') OR scope = 'answer')
   AND since <= clock_timestamp() AND (until IS NULL OR until > clock_timestamp())
"""


def differences() -> dict[str, list[tuple]]:
    """{"missing": grants the facts ask for, "surplus": grants no fact asks for}, each (account, kind, object, scope).

    Runs as the owner, who sees all facts and all grants.
    """
    today = {"today": timezone.localdate()}
    with connection.cursor() as cursor:
        cursor.execute(f"({_EXPECTED}) EXCEPT ({_IN_FORCE}) ORDER BY 1, 2, 3", today)
        missing = cursor.fetchall()
        cursor.execute(f"({_IN_FORCE}) EXCEPT ({_EXPECTED}) ORDER BY 1, 2, 3", today)
        return {"missing": missing, "surplus": cursor.fetchall()}
