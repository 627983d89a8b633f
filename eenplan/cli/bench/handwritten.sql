-- The rows of each page as one would fetch them by hand, with the access rules written out. A line with two hashes begins a page.
-- {{case}}, {{account}} … are the visitor's; {{mine}} are the cases that the visitor works on, {{directed}} those it directs.

-- ## casuslijst
SELECT c.*, h.name, count(*) OVER (),
       (SELECT json_object_agg(kind, at) FROM (SELECT kind, max(at) AS at FROM cases_milestone WHERE case_id = c.id GROUP BY 1) m),
       (SELECT json_agg(p) FROM cases_member m JOIN people_person p ON p.id = m.person_id
         WHERE m.case_id = c.id AND m.part = 'subject' AND m.until IS NULL),
       (SELECT json_agg(json_build_array(d.kind, a.name, o.name))
          FROM cases_direction d JOIN access_account a ON a.id = d.account_id
          JOIN network_professional w ON w.account_id = a.id JOIN network_organisation o ON o.id = w.organisation_id
         WHERE d.case_id = c.id AND d.until IS NULL AND d.accepted_at IS NOT NULL),
       (SELECT min(f.at) FROM conferences_agendaitem i JOIN conferences_conference f ON f.id = i.conference_id
         WHERE i.case_id = c.id AND i.held_at IS NULL)
  FROM cases_case c JOIN network_house h ON h.id = c.house_id
 WHERE c.id = ANY ({mine})
 ORDER BY c.opened_at DESC, c.id DESC LIMIT 25;

-- ## casus
SELECT c.*, h.name,
       (SELECT array_agg(g.scope) FROM access_grant g
         WHERE g.account_id = {account} AND g.kind = 'case' AND g.object_id = c.id AND g.until IS NULL),
       (SELECT json_object_agg(kind, at) FROM (SELECT kind, max(at) AS at FROM cases_milestone WHERE case_id = c.id GROUP BY 1) m)
  FROM cases_case c JOIN network_house h ON h.id = c.house_id
 WHERE c.id = {case} AND c.id = ANY ({mine});
SELECT * FROM cases_member m JOIN people_person p ON p.id = m.person_id WHERE m.case_id = {case} AND m.until IS NULL;
SELECT p.*, o.*, (SELECT json_agg(a.name) FROM cases_delegate d JOIN access_account a ON a.id = d.account_id
                   WHERE d.participation_id = p.id AND d.until IS NULL)
  FROM cases_participation p JOIN network_organisation o ON o.id = p.organisation_id
 WHERE p.case_id = {case} AND p.until IS NULL;
SELECT d.*, a.name, o.name
  FROM cases_direction d JOIN access_account a ON a.id = d.account_id
  JOIN network_professional w ON w.account_id = a.id JOIN network_organisation o ON o.id = w.organisation_id
 WHERE d.case_id = {case};
SELECT * FROM cases_phase WHERE case_id = {case} ORDER BY since DESC;
SELECT r.*, d.*
  FROM cases_case c JOIN referrals_referral r ON r.id = c.referral_id
  JOIN referrals_decision d ON d.referral_id = r.id AND d.outcome = 'admit'
 WHERE c.id = {case};
SELECT i.*, o.name
  FROM exchange_item i JOIN network_organisation o ON o.id = i.supplier_id
 WHERE i.case_id = {case} AND i.status = 'valid'
   AND (i.supplier_id = {organisation} OR i.case_id = ANY ({directed}) OR EXISTS (
          SELECT FROM exchange_recipient r WHERE r.item_id = i.id AND r.organisation_id = {organisation}))
 ORDER BY i.given_at DESC LIMIT 3;
SELECT i.*, f.* FROM conferences_agendaitem i JOIN conferences_conference f ON f.id = i.conference_id WHERE i.case_id = {case};
SELECT a.*, o.name FROM plans_action a JOIN network_organisation o ON o.id = a.organisation_id
 WHERE a.case_id = {case} AND a.dropped_in IS NULL ORDER BY a.due_on;
SELECT e.* FROM monitoring_evaluation e WHERE e.case_id = {case};

-- ## informatie
SELECT c.*, h.name FROM cases_case c JOIN network_house h ON h.id = c.house_id WHERE c.id = {case} AND c.id = ANY ({mine});
SELECT * FROM cases_member m JOIN people_person p ON p.id = m.person_id WHERE m.case_id = {case} AND m.until IS NULL;
SELECT i.*, o.name, a.name,
       (SELECT json_agg(t.name) FROM exchange_recipient r JOIN network_organisation t ON t.id = r.organisation_id WHERE r.item_id = i.id)
  FROM exchange_item i JOIN network_organisation o ON o.id = i.supplier_id JOIN access_account a ON a.id = i.account_id
 WHERE i.case_id = {case} AND i.status = 'valid'
   AND (i.supplier_id = {organisation} OR i.case_id = ANY ({directed}) OR EXISTS (
          SELECT FROM exchange_recipient r WHERE r.item_id = i.id AND r.organisation_id = {organisation}))
 ORDER BY i.given_at DESC;

-- ## plan
SELECT c.*, h.name FROM cases_case c JOIN network_house h ON h.id = c.house_id WHERE c.id = {case} AND c.id = ANY ({mine});
SELECT * FROM cases_member m JOIN people_person p ON p.id = m.person_id WHERE m.case_id = {case} AND m.until IS NULL;
SELECT p.*, (SELECT json_agg(v) FROM plans_adoption v WHERE v.plan_id = p.id) FROM plans_plan p WHERE p.case_id = {case};
SELECT g.*, d.name FROM plans_goal g JOIN network_lifedomain d ON d.id = g.domain_id WHERE g.case_id = {case};
SELECT a.*, o.name, r.name
  FROM plans_action a JOIN network_organisation o ON o.id = a.organisation_id JOIN access_account r ON r.id = a.responsible_id
 WHERE a.case_id = {case} ORDER BY a.due_on;

-- ## persoon zoeken
SELECT p.*
  FROM people_person p
 WHERE p.id = ANY (ARRAY(SELECT person_id FROM cases_member WHERE case_id = ANY ({mine}))) AND p.search_name LIKE '%{word}%'
 ORDER BY word_similarity('{word}', p.search_name) DESC, p.search_name LIMIT 25;
