-- Which grants follow from the facts. In daily work triggers give and end them one by one; this says the same for all rows at
-- once, and a test holds the two together (tests/bench/test_seed.py).

SELECT a.professional_id AS account_id, p.organisation_id, a.house_id, 'house' AS kind, a.house_id AS object_id,
       a.role AS scope, 'aangewezen en gescreend' AS reason, 'WGS 1.8(2)' AS article,
       'network_authorisation' AS source, a.id AS source_id,
       a.designated_on::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since,
       a.ends_on::timestamp AT TIME ZONE 'Europe/Amsterdam' AS until
  FROM network_authorisation a
  JOIN network_professional p ON p.account_id = a.professional_id
 WHERE a.confirmed
UNION ALL
SELECT d.account_id, p.organisation_id, d.house_id, 'case', d.case_id,
       CASE WHEN o.ground LIKE '2.27(1)%' THEN 'decide' ELSE 'take_part' END, 'casusdeelnemer', 'WGS 2.31(4)',
       'cases_delegate', d.id, d.since, d.until
  FROM cases_delegate d
  JOIN cases_participation p ON p.id = d.participation_id
  JOIN network_organisation o ON o.id = p.organisation_id
UNION ALL
SELECT d.account_id, p.organisation_id, d.house_id, 'case', d.case_id, 'asked',
       'gevraagd als ' || CASE d.kind WHEN 'process' THEN 'procesregisseur' ELSE 'casusregisseur' END, 'WGS 2.31(4)',
       'cases_direction', d.id, d.proposed_at, least(d.accepted_at, d.until)
  FROM cases_direction d
  JOIN network_professional p ON p.account_id = d.account_id
UNION ALL
SELECT d.account_id, p.organisation_id, d.house_id, 'case', d.case_id, 'direct', 'procesregisseur', 'WGS 2.31(4)',
       'cases_direction', d.id, d.accepted_at, d.until
  FROM cases_direction d
  JOIN network_professional p ON p.account_id = d.account_id
 WHERE d.kind = 'process' AND d.accepted_at IS NOT NULL
UNION ALL
SELECT e.account_id, e.organisation_id, e.house_id, 'case', e.case_id, 'emergency', 'noodtoegang: ' || left(e.reason, 280),
       'WGS 1.8(2)', 'cases_emergency', e.id, e.at, e.until
  FROM cases_emergency e
