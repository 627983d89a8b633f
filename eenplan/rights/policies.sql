-- The contact point of the house keeps the requests (BGS 1.1); an organisation that is asked sees what it is asked, and answers
-- for itself (BGS 1.2). While a request is open whose applicant was identified, which takes two people or a proof, its handler sees what the house keeps about
-- that one person, also in shielded cases, except what an organisation holds back (WGS 2.31(8), UAVG 41).

SELECT access_protect('rights_request'), access_protect('rights_applicant'), access_protect('rights_consultation'),
       access_protect('rights_exemption'), access_protect('rights_omission'), access_protect('rights_letter'),
       access_protect('rights_answer'), access_protect('rights_measure');

-- ── Who sees and writes a request ───────────────────────────────────────────────────────────────────────────────────

CREATE OR REPLACE FUNCTION rights_keeps() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT access_houses('contact_point') $$;

CREATE POLICY keep ON rights_request FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY consulted ON rights_request FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT access_objects('person', 'consulted'))::bigint[]));
CREATE POLICY register ON rights_request FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT rights_keeps())::bigint[]) AND handler_id = (SELECT access_account()));
CREATE POLICY handle ON rights_request FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT rights_keeps())::bigint[]) AND decided_at IS NULL)
  WITH CHECK (handler_id = (SELECT access_account()));
GRANT SELECT, INSERT ON rights_request TO eenplan_app;
-- Number, terms, person and outcome are for the database.
GRANT UPDATE (name, birth_date, handler_id, extended_on, extension_reason) ON rights_request TO eenplan_app;

CREATE POLICY keep ON rights_applicant FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY register ON rights_applicant FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT rights_keeps())::bigint[]) AND identity = '' AND how <> 'portal');
-- Until the person is found: then it stays who asked, and how that was checked; not by whom a letter is handed over.
CREATE POLICY identify ON rights_applicant FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT rights_keeps())::bigint[])
         AND request_id IN (SELECT id FROM rights_request WHERE decided_at IS NULL));
GRANT SELECT, INSERT, UPDATE (address, bsn, handed_by, identity, identity_checked_on, identity_by_id, judged_at, judged_by_id, doubt)
  ON rights_applicant TO eenplan_app;

CREATE OR REPLACE FUNCTION rights_lives_secretly(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM people_person p WHERE p.id = $1 AND p.address_secret)
      OR EXISTS (SELECT FROM people_address a WHERE a.person_id = $1 AND a.secret)
$$;
REVOKE ALL ON FUNCTION rights_lives_secretly FROM PUBLIC;
-- Is it sure who asks? A second person judged the check, or the request came in by a means that is a proof (AVG 12(6)).
CREATE OR REPLACE FUNCTION rights_identified(applicant rights_applicant) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT applicant.how = 'portal' OR applicant.judged_at IS NOT NULL $$;
-- Who checked and who judged is who acts. What was judged was this person at this address: a change has to be judged again, and
-- what the means proved does not change.
CREATE OR REPLACE FUNCTION rights_keep_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'eenplan_app' AND to_jsonb(NEW) - 'handed_by' <> to_jsonb(OLD) - 'handed_by'
     AND EXISTS (SELECT FROM rights_request r WHERE r.id = NEW.request_id AND r.person_id IS NOT NULL) THEN
    RAISE EXCEPTION 'who asked stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_begins_at_receipt';
  END IF;
  IF (NEW.address, NEW.bsn) IS DISTINCT FROM (OLD.address, OLD.bsn) OR NEW.identity_by_id IS DISTINCT FROM OLD.identity_by_id
     OR (NEW.identity, NEW.identity_checked_on) IS DISTINCT FROM (OLD.identity, OLD.identity_checked_on) THEN
    IF OLD.how = 'portal' THEN
      RAISE EXCEPTION 'what the means proved stays (AVG 12(6))' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_proof_stays';
    END IF;
    NEW.judged_at := NULL;
    NEW.judged_by_id := NULL;
  END IF;
  IF current_user = 'eenplan_app' AND (NEW.identity_by_id IS DISTINCT FROM OLD.identity_by_id AND NEW.identity_by_id <> access_account()
       OR NEW.judged_by_id IS DISTINCT FROM OLD.judged_by_id AND NEW.judged_by_id <> access_account()) THEN
    RAISE EXCEPTION 'one checks and judges in one''s own name (AVG 12(6))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_identity_in_own_name';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_identity BEFORE UPDATE ON rights_applicant FOR EACH ROW EXECUTE FUNCTION rights_keep_identity();
-- Another name or birth date is another person.
CREATE OR REPLACE FUNCTION rights_judge_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM rights_applicant a WHERE a.request_id = NEW.id AND a.how = 'portal') THEN
    RAISE EXCEPTION 'what the means proved stays (AVG 12(6))' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_proof_stays';
  END IF;
  UPDATE rights_applicant SET judged_at = NULL, judged_by_id = NULL WHERE request_id = NEW.id AND judged_at IS NOT NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER judge_again AFTER UPDATE ON rights_request FOR EACH ROW
  WHEN (NEW.person_id IS NULL AND NEW.decided_at IS NULL AND (NEW.name, NEW.birth_date) IS DISTINCT FROM (OLD.name, OLD.birth_date))
  EXECUTE FUNCTION rights_judge_again();

-- The consultations that who acts may answer: those of the own organisation by whoever was asked; as handler also what an
-- organisation told in another way, since one that left the house has nobody here. That its exception lapses, an organisation
-- that has somebody here says itself: else who answers would open for himself what it holds back (BGS 1.2(2)).
DROP FUNCTION IF EXISTS rights_asked();
CREATE OR REPLACE FUNCTION rights_asked(lapsing boolean DEFAULT false) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  kept bigint[] := rights_keeps();
BEGIN
  RETURN ARRAY(SELECT c.id FROM rights_consultation c JOIN rights_request r ON r.id = c.request_id
                WHERE (r.person_id, c.organisation_id) IN (SELECT * FROM access_speaks_for('person', 'consulted'))
                   OR r.house_id = ANY (kept) AND r.handler_id = (SELECT access_account())
                      AND NOT (lapsing AND EXISTS (
                            SELECT FROM access_grant g
                             WHERE g.kind = 'house' AND g.house_id = c.house_id AND g.organisation_id = c.organisation_id
                               AND g.scope IN ('referrer', 'assessor', 'participant') AND g.since <= now()
                               AND (g.until IS NULL OR g.until > now()))));
END $$;
REVOKE ALL ON FUNCTION rights_asked FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_asked TO eenplan_app;
CREATE POLICY keep ON rights_consultation FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY consulted ON rights_consultation FOR SELECT TO eenplan_app USING (id = ANY ((SELECT rights_asked())::bigint[]));
CREATE POLICY answer_it ON rights_consultation FOR UPDATE TO eenplan_app
  USING (answered_at IS NULL AND id = ANY ((SELECT rights_asked())::bigint[])) WITH CHECK (account_id = (SELECT access_account()));
GRANT SELECT, UPDATE (answered_at, account_id, remark) ON rights_consultation TO eenplan_app;

CREATE POLICY keep ON rights_exemption FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY own ON rights_exemption FOR SELECT TO eenplan_app
  USING (consultation_id = ANY ((SELECT rights_asked())::bigint[]));
CREATE POLICY invoke ON rights_exemption FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND lapsed_at IS NULL AND consultation_id = ANY ((SELECT rights_asked())::bigint[]));
CREATE POLICY lapse ON rights_exemption FOR UPDATE TO eenplan_app
  USING (lapsed_at IS NULL AND consultation_id = ANY ((SELECT rights_asked(lapsing => true))::bigint[]))
  WITH CHECK (lapsed_by_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE (lapsed_at, lapsed_by_id) ON rights_exemption TO eenplan_app;

CREATE POLICY keep ON rights_omission FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY omit ON rights_omission FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT rights_keeps())::bigint[]) AND account_id = (SELECT access_account()));
CREATE POLICY keep ON rights_letter FOR SELECT TO eenplan_app USING (house_id = ANY ((SELECT rights_keeps())::bigint[]));
CREATE POLICY send ON rights_letter FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT rights_keeps())::bigint[]) AND account_id = (SELECT access_account()));
CREATE POLICY keep ON rights_answer FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY decide ON rights_answer FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT rights_keeps())::bigint[]) AND account_id = (SELECT access_account()));
CREATE POLICY put_back ON rights_omission FOR DELETE TO eenplan_app USING (house_id = ANY ((SELECT rights_keeps())::bigint[]));
GRANT SELECT, INSERT ON rights_omission, rights_letter, rights_answer TO eenplan_app;
GRANT DELETE ON rights_omission TO eenplan_app;

-- A task is for the organisation that supplied; that something may not be used further is for who sees the person.
CREATE POLICY keep ON rights_measure FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY own ON rights_measure FOR SELECT TO eenplan_app
  USING ((person_id, organisation_id) IN (SELECT * FROM access_speaks_for('person', 'consulted')));
CREATE POLICY restricts ON rights_measure FOR SELECT TO eenplan_app
  USING (kind = 'restrict' AND EXISTS (SELECT FROM people_person p WHERE p.id = rights_measure.person_id));
CREATE POLICY take ON rights_measure FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT rights_keeps())::bigint[]) AND until IS NULL);
CREATE POLICY finish ON rights_measure FOR UPDATE TO eenplan_app
  USING (until IS NULL AND (kind = 'restrict' AND house_id = ANY ((SELECT rights_keeps())::bigint[])
                            OR (person_id, organisation_id) IN (SELECT * FROM access_speaks_for('person', 'consulted'))))
  WITH CHECK (account_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE (until, result, account_id) ON rights_measure TO eenplan_app;

-- ── What the handler of an open request sees: the rows of that one person ───────────────────────────────────────────

-- Persons about whom the acting contact point answers now, unless an organisation holds this part back.
CREATE OR REPLACE FUNCTION rights_answering(held_back text DEFAULT '') RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whom bigint[] := access_objects('person', 'answer');
BEGIN
  IF whom = '{}' THEN
    RETURN whom;  -- everybody else, in every statement: at once
  END IF;
  RETURN ARRAY(
    SELECT person FROM unnest(whom) person WHERE NOT EXISTS (
      SELECT FROM rights_request r JOIN rights_consultation c ON c.request_id = r.id
        JOIN rights_exemption e ON e.consultation_id = c.id AND e.lapsed_at IS NULL
       WHERE r.person_id = person AND r.decided_at IS NULL AND e.part = held_back));
END $$;

-- Items about these persons whose supplier was asked, has answered, and holds back neither the item nor that it is involved.
CREATE OR REPLACE FUNCTION rights_items() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whom bigint[] := access_objects('person', 'answer');
BEGIN
  IF whom = '{}' THEN
    RETURN whom;
  END IF;
  RETURN ARRAY(
    SELECT i.id FROM exchange_item i
      JOIN rights_request r ON r.person_id = i.person_id AND r.decided_at IS NULL
      JOIN rights_consultation c ON c.request_id = r.id AND c.organisation_id = i.supplier_id
     WHERE i.person_id = ANY (whom)
     GROUP BY i.id
    HAVING bool_and(c.answered_at IS NOT NULL AND NOT EXISTS (
             SELECT FROM rights_exemption e WHERE e.consultation_id = c.id AND e.lapsed_at IS NULL
                AND (e.item_id = i.id OR e.part = 'involved'))));
END $$;

-- Cases in which they are or were; referrals that speak of them (a draft that nobody else saw is not the house's yet).
CREATE OR REPLACE FUNCTION rights_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whom bigint[] := rights_answering('case');
BEGIN
  IF whom = '{}' THEN
    RETURN whom;
  END IF;
  RETURN ARRAY(SELECT case_id FROM cases_member WHERE person_id = ANY (whom));
END $$;
CREATE OR REPLACE FUNCTION rights_referrals(VARIADIC parts text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whom bigint[] := rights_answering('referral');
BEGIN
  IF whom = '{}' THEN
    RETURN whom;
  END IF;
  RETURN ARRAY(SELECT p.referral_id FROM referrals_referredperson p JOIN referrals_referral f ON f.id = p.referral_id
                WHERE p.person_id = ANY (whom) AND p.part = ANY (parts) AND f.number IS NOT NULL);
END $$;
-- A secret address is not told to who asks on behalf of the person: it may be hidden from exactly them (R-78). Nor is one that is
-- secret because somebody else hides there told to who is only registered at that place.
CREATE OR REPLACE FUNCTION rights_in_person() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whom bigint[] := rights_answering('person');
BEGIN
  RETURN ARRAY(SELECT r.person_id FROM rights_request r JOIN rights_applicant a ON a.request_id = r.id
                WHERE r.person_id = ANY (whom) AND r.decided_at IS NULL
                  AND EXISTS (SELECT FROM people_addresssecrecy s WHERE s.person_id = r.person_id AND s.until IS NULL)
                GROUP BY r.person_id HAVING bool_and(a.capacity = 'person'));
END $$;
-- Organisations that hold back, in a request that the acting contact point answers, that they are involved.
CREATE OR REPLACE FUNCTION rights_unnamed() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whom bigint[] := access_objects('person', 'answer');
BEGIN
  RETURN ARRAY(SELECT c.organisation_id FROM rights_request r JOIN rights_consultation c ON c.request_id = r.id
                 JOIN rights_exemption e ON e.consultation_id = c.id AND e.part = 'involved' AND e.lapsed_at IS NULL
                WHERE r.person_id = ANY (whom) AND r.decided_at IS NULL);
END $$;
-- What is recorded of the parents of whom a request is about, for who answers it: has somebody authority who asks as its legal
-- representative (BW 1:245)? Their names and what takes authority away, and nothing else of them.
CREATE OR REPLACE FUNCTION rights_parents(child bigint)
RETURNS TABLE (given_names varchar, noble_title varchar, prefix varchar, family_name varchar, sex varchar, name_use varchar,
               partner_prefix varchar, partner_name varchar, other_name varchar, said varchar, died boolean, curatorship boolean,
               born varchar, known boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.given_names, p.noble_title, p.prefix, p.family_name, p.sex, p.name_use, p.partner_prefix, p.partner_name, r.other_name,
         r.authority, coalesce(p.died_on <> '', false), coalesce(n.curatorship, false), coalesce(p.birth_date, r.other_birth_date),
         p.id IS NULL OR p.suspension NOT IN ('W', 'F')
    FROM people_relation r
    LEFT JOIN people_person p ON p.id = CASE r.kind WHEN 'child' THEN r.person_id ELSE r.other_id END
    LEFT JOIN people_citizennumber n ON n.person_id = p.id
   WHERE child = ANY ((SELECT rights_answering('person'))::bigint[])
     AND (r.kind = 'child' AND r.other_id = child OR r.kind = 'parent' AND r.person_id = child)
   ORDER BY r.id
$$;
REVOKE ALL ON FUNCTION rights_answering, rights_parents, rights_items, rights_cases, rights_referrals, rights_in_person, rights_unnamed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_answering, rights_parents, rights_items, rights_cases, rights_referrals, rights_in_person, rights_unnamed
  TO eenplan_app;

CREATE POLICY answer ON people_person FOR SELECT TO eenplan_app USING (id = ANY ((SELECT rights_answering('person'))::bigint[]));
CREATE POLICY answer ON people_citizennumber FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('person'))::bigint[]));
CREATE POLICY answer ON people_addresssecrecy FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('person'))::bigint[]));
CREATE POLICY answer ON people_address FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('person'))::bigint[])
         AND (NOT secret OR person_id = ANY ((SELECT rights_in_person())::bigint[])));
CREATE POLICY answer ON people_addressdisclosure FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('person'))::bigint[]));
CREATE POLICY answer ON people_relation FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('person'))::bigint[])
         OR other_id = ANY ((SELECT rights_answering('person'))::bigint[]));
CREATE POLICY answer ON people_familymember FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('person'))::bigint[]));
-- The text of a referral is about who is referred; of a member of the circle only the line about himself.
CREATE POLICY answer ON referrals_referral FOR SELECT TO eenplan_app
  USING (id = ANY ((SELECT rights_referrals('subject'))::bigint[]));
CREATE POLICY answer ON referrals_referredperson FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('referral'))::bigint[])
         AND referral_id = ANY ((SELECT rights_referrals('subject', 'circle'))::bigint[]));
-- A referral brings everybody on it along; not here.
CREATE POLICY nobody_else ON referrals_referredperson AS RESTRICTIVE FOR SELECT TO eenplan_app
  USING (referral_id <> ALL ((SELECT rights_referrals('subject'))::bigint[])
         OR person_id = ANY ((SELECT rights_answering('referral'))::bigint[]));
CREATE POLICY answer ON referrals_assessment FOR SELECT TO eenplan_app
  USING (referral_id = ANY ((SELECT rights_referrals('subject'))::bigint[]));
CREATE POLICY answer ON referrals_decision FOR SELECT TO eenplan_app
  USING (referral_id = ANY ((SELECT rights_referrals('subject'))::bigint[]));
CREATE POLICY answer ON referrals_involved FOR SELECT TO eenplan_app
  USING (referral_id = ANY ((SELECT rights_referrals('subject'))::bigint[]));
CREATE POLICY answer ON cases_case FOR SELECT TO eenplan_app USING (id = ANY ((SELECT rights_cases())::bigint[]));
CREATE POLICY answer ON cases_member FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('case'))::bigint[]));
CREATE POLICY answer ON exchange_item FOR SELECT TO eenplan_app USING (id = ANY ((SELECT rights_items())::bigint[]));
CREATE POLICY answer ON exchange_attachment FOR SELECT TO eenplan_app
  USING (item_id = ANY ((SELECT rights_items())::bigint[]));
CREATE POLICY answer ON exchange_consent FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering())::bigint[]) AND supplier_id <> ALL ((SELECT rights_unnamed())::bigint[]));
CREATE POLICY answer ON exchange_consentfile FOR SELECT TO eenplan_app
  USING (cardinality((SELECT rights_answering())::bigint[]) > 0
         AND consent_id IN (SELECT c.id FROM exchange_consent c WHERE c.person_id = ANY ((SELECT rights_answering())::bigint[])));
CREATE POLICY answer ON exchange_errorreport FOR SELECT TO eenplan_app
  USING (item_id = ANY ((SELECT rights_items())::bigint[]));
CREATE POLICY answer_request ON exchange_questionline FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering())::bigint[]) AND asked_id <> ALL ((SELECT rights_unnamed())::bigint[]));
-- What left the case is told with the items that may be told.
CREATE POLICY answer ON provisions_choice FOR SELECT TO eenplan_app
  USING (item_id = ANY ((SELECT rights_items())::bigint[]));
CREATE POLICY answer ON provisions_provision FOR SELECT TO eenplan_app
  USING (cardinality((SELECT rights_answering('provision'))::bigint[]) > 0
         AND id IN (SELECT provision_id FROM provisions_choice WHERE item_id = ANY ((SELECT rights_items())::bigint[])));
CREATE POLICY answer ON provisions_knowncheck FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('provision'))::bigint[]));
CREATE POLICY answer ON provisions_knownanswer FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('provision'))::bigint[]));
CREATE POLICY answer ON conferences_resolution FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('conference'))::bigint[]));
CREATE POLICY answer ON plans_plan FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('plan'))::bigint[]));
CREATE OR REPLACE FUNCTION rights_plans() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  whom bigint[] := rights_answering('plan');
BEGIN
  RETURN ARRAY(SELECT id FROM plans_plan WHERE person_id = ANY (whom));
END $$;
CREATE POLICY answer ON plans_adoption FOR SELECT TO eenplan_app USING (plan_id = ANY ((SELECT rights_plans())::bigint[]));
CREATE POLICY answer ON plans_goal FOR SELECT TO eenplan_app USING (plan_id = ANY ((SELECT rights_plans())::bigint[]));
CREATE POLICY answer ON plans_action FOR SELECT TO eenplan_app USING (plan_id = ANY ((SELECT rights_plans())::bigint[]));
CREATE POLICY answer ON plans_familyplanpart FOR SELECT TO eenplan_app
  USING (plan_id = ANY ((SELECT rights_plans())::bigint[]));
CREATE POLICY answer ON plans_familyplan FOR SELECT TO eenplan_app
  USING (id IN (SELECT family_plan_id FROM plans_familyplanpart WHERE plan_id = ANY ((SELECT rights_plans())::bigint[])));
CREATE POLICY answer ON monitoring_progress FOR SELECT TO eenplan_app
  USING (goal_id IN (SELECT id FROM plans_goal WHERE plan_id = ANY ((SELECT rights_plans())::bigint[]))
         OR action_id IN (SELECT id FROM plans_action WHERE plan_id = ANY ((SELECT rights_plans())::bigint[])));
CREATE POLICY answer ON monitoring_score FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT rights_answering('plan'))::bigint[]));

-- ── The road of a request ───────────────────────────────────────────────────────────────────────────────────────────

CREATE OR REPLACE FUNCTION rights_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date $$;

-- One month from receipt, the last day of a shorter month; once two months more, with the reason, within the first term
-- (AVG 12(3)).
CREATE OR REPLACE FUNCTION rights_keep_terms() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.number := network_number(NEW.house_id, 'R');
    NEW.due_on := NEW.received_on + interval '1 month';
    IF NEW.received_on > rights_today() OR NEW.extended_on IS NOT NULL OR NEW.person_id IS NOT NULL
       OR NEW.decided_at IS NOT NULL OR NEW.searched_at IS NOT NULL THEN
      RAISE EXCEPTION 'a request begins with its receipt' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_begins_at_receipt';
    END IF;
  ELSIF NEW.extended_on IS DISTINCT FROM OLD.extended_on THEN
    IF OLD.extended_on IS NOT NULL OR OLD.reopened_at IS NOT NULL OR rights_today() > OLD.due_on THEN
      RAISE EXCEPTION 'extended once, within the first month (AVG 12(3))' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'rights_extended_once_in_time';
    END IF;
    NEW.extended_on := rights_today();
    NEW.due_on := NEW.received_on + interval '3 months';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.person_id IS NOT NULL AND OLD.person_id IS NOT NULL
     AND (NEW.name, NEW.birth_date) IS DISTINCT FROM (OLD.name, OLD.birth_date) THEN
    RAISE EXCEPTION 'who it is about stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_begins_at_receipt';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_keep_terms BEFORE INSERT OR UPDATE ON rights_request
  FOR EACH ROW EXECUTE FUNCTION rights_keep_terms();

-- Every organisation that is or was involved in processing about a person, and as what (BGS 1.2(1)).
CREATE OR REPLACE FUNCTION rights_involved(person bigint) RETURNS TABLE (organisation_id bigint, involvement text)
LANGUAGE sql STABLE AS $$
  SELECT involved.organisation, left(string_agg(DISTINCT involved.part, ', '), 300) FROM (
    SELECT f.organisation_id AS organisation, 'aanmelder' AS part
      FROM referrals_referredperson p JOIN referrals_referral f ON f.id = p.referral_id AND f.number IS NOT NULL
     WHERE p.person_id = $1
    UNION ALL
    SELECT a.organisation_id, 'beoordelaar van de aanmelding'
      FROM referrals_referredperson p JOIN referrals_assessment a ON a.referral_id = p.referral_id WHERE p.person_id = $1
    UNION ALL
    SELECT d.organisation_id, 'deelnemer aan de casus'
      FROM cases_member m JOIN cases_participation d ON d.case_id = m.case_id
     WHERE m.person_id = $1 AND (m.until IS NULL OR d.since < m.until) AND (d.until IS NULL OR d.until > m.since)
    UNION ALL
    SELECT supplier_id, 'verstrekker van gegevens' FROM exchange_item WHERE person_id = $1
    UNION ALL
    SELECT r.organisation_id, 'ontvanger van gegevens'
      FROM exchange_item i JOIN exchange_recipient r ON r.item_id = i.id WHERE i.person_id = $1
    UNION ALL
    SELECT p.organisation_id, 'ontvanger van een verstrekking'
      FROM exchange_item i JOIN provisions_choice c ON c.item_id = i.id JOIN provisions_provision p ON p.id = c.provision_id
     WHERE i.person_id = $1 AND p.provided_at IS NOT NULL AND p.organisation_id IS NOT NULL
  ) involved GROUP BY involved.organisation
$$;

-- Who is asked on behalf of an organisation: its professionals who worked with the person's data and still may work here; when
-- none of them is left, all its professionals in the house.
CREATE OR REPLACE FUNCTION rights_ask(consultation rights_consultation, person bigint) RETURNS void LANGUAGE sql AS $$
  WITH present AS (
    SELECT DISTINCT g.account_id FROM access_grant g
     WHERE g.kind = 'house' AND g.house_id = consultation.house_id AND g.organisation_id = consultation.organisation_id
       AND g.scope IN ('referrer', 'assessor', 'participant') AND g.since <= now() AND (g.until IS NULL OR g.until > now())
  ), knew AS (
    SELECT d.account_id FROM cases_member m JOIN cases_delegate d ON d.case_id = m.case_id WHERE m.person_id = $2
    UNION SELECT i.account_id FROM exchange_item i WHERE i.person_id = $2
    UNION SELECT f.account_id FROM referrals_referredperson p JOIN referrals_referral f ON f.id = p.referral_id
           WHERE p.person_id = $2
  )
  SELECT access_give(p.account_id, consultation.organisation_id, consultation.house_id, 'person', $2, 'consulted',
                     'geraadpleegd over een verzoek van betrokkene', 'BGS 1.2', 'rights_consultation:' || p.account_id,
                     consultation.id, clock_timestamp())
    FROM present p
   WHERE p.account_id IN (SELECT account_id FROM knew)
      OR NOT EXISTS (SELECT FROM present q JOIN knew k ON k.account_id = q.account_id)
$$;
REVOKE ALL ON FUNCTION rights_involved, rights_ask FROM PUBLIC;

-- Find the person of a request, once it is sure who asks: before, nothing is looked up (AVG 12(6)). Its handler does, or who
-- judged. Answers how many fit; exactly one is linked. No other numbers or names leave this function.
CREATE OR REPLACE FUNCTION rights_find_person(sought bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  request rights_request;
  applicant rights_applicant;
  found bigint[];
BEGIN
  SELECT * INTO request FROM rights_request WHERE id = sought FOR UPDATE;
  SELECT * INTO applicant FROM rights_applicant WHERE request_id = sought;
  IF access_account() NOT IN (request.handler_id, coalesce(applicant.judged_by_id, 0)) OR request.house_id <> ALL (rights_keeps())
     OR NOT rights_identified(applicant) OR request.decided_at IS NOT NULL OR request.person_id IS NOT NULL THEN
    RAISE EXCEPTION 'identity first (AVG 12(6))' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_identity_first';
  END IF;
  PERFORM network_must_look('searches_per_day', request.house_id);
  found := ARRAY(SELECT people_matching(request.house_id, applicant.bsn, request.name, request.birth_date));
  UPDATE rights_request SET searched_at = clock_timestamp(), person_id = CASE WHEN cardinality(found) = 1 THEN found[1] END
   WHERE id = sought;
  RETURN cardinality(found);
END $$;
REVOKE ALL ON FUNCTION rights_find_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_find_person TO eenplan_app;

-- The grants that follow from a request: its handler answers while it is open; all who are involved are asked at once.
CREATE OR REPLACE FUNCTION rights_follow_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  consultation rights_consultation;
BEGIN
  IF (OLD.handler_id <> NEW.handler_id OR NEW.decided_at IS NOT NULL) AND OLD.decided_at IS NULL AND OLD.person_id IS NOT NULL THEN
    PERFORM access_end('rights_request:' || OLD.handler_id, OLD.id, clock_timestamp());
  END IF;
  IF NEW.person_id IS NOT NULL AND NEW.decided_at IS NULL
     AND (OLD.person_id, OLD.handler_id, OLD.decided_at) IS DISTINCT FROM (NEW.person_id, NEW.handler_id, NEW.decided_at) THEN
    PERFORM access_give(NEW.handler_id, p.organisation_id, NEW.house_id, 'person', NEW.person_id, 'answer',
                        'beantwoordt een verzoek van betrokkene', 'BGS 1.2', 'rights_request:' || NEW.handler_id, NEW.id,
                        clock_timestamp())
       FROM network_professional p WHERE p.account_id = NEW.handler_id;
  END IF;
  IF OLD.person_id IS NULL AND NEW.person_id IS NOT NULL THEN
    FOR consultation IN
      INSERT INTO rights_consultation (house_id, request_id, organisation_id, involvement, asked_at, due_on, remark)
      SELECT NEW.house_id, NEW.id, i.organisation_id, i.involvement, now(),
             least(NEW.due_on, rights_today() + h.consultation_days), ''
        FROM rights_involved(NEW.person_id) i JOIN network_house h ON h.id = NEW.house_id
      RETURNING *
    LOOP
      PERFORM rights_ask(consultation, NEW.person_id);
    END LOOP;
  END IF;
  IF OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL THEN
    PERFORM rights_release(c) FROM rights_consultation c WHERE c.request_id = NEW.id;
  END IF;
  RETURN NEW;
END $$;
-- Whoever was asked needs to see the request no longer once it is decided, unless something is left for that organisation: an
-- exception that stands, an answer that is missing, or a task.
CREATE OR REPLACE FUNCTION rights_release(consultation rights_consultation) RETURNS void LANGUAGE sql AS $$
  UPDATE access_grant SET until = clock_timestamp()
   WHERE source LIKE 'rights\_consultation:%' AND source_id = consultation.id AND (until IS NULL OR until > clock_timestamp())
     AND consultation.answered_at IS NOT NULL
     AND EXISTS (SELECT FROM rights_request r WHERE r.id = consultation.request_id AND r.decided_at IS NOT NULL)
     AND NOT EXISTS (SELECT FROM rights_exemption e WHERE e.consultation_id = consultation.id AND e.lapsed_at IS NULL)
     AND NOT EXISTS (SELECT FROM rights_measure m WHERE m.request_id = consultation.request_id
                        AND m.organisation_id = consultation.organisation_id AND m.until IS NULL)
$$;
REVOKE ALL ON FUNCTION rights_release FROM PUBLIC;
CREATE OR REPLACE TRIGGER follow AFTER UPDATE ON rights_request FOR EACH ROW EXECUTE FUNCTION rights_follow_request();

-- A request that was decided is taken up again: what was held back can be told now (BGS 1.2(3), R-41).
CREATE OR REPLACE FUNCTION rights_reopen(again bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE rights_request SET decided_at = NULL, reopened_at = clock_timestamp(),
         due_on = (rights_today() + interval '1 month')::date
   WHERE id = again AND decided_at IS NOT NULL AND person_id IS NOT NULL
$$;
REVOKE ALL ON FUNCTION rights_reopen FROM PUBLIC;

-- An exception is about something of the person asked about: an own item, or a part of the letter. Reviewed within a year: an
-- exception holds no longer than needed (UAVG 41).
CREATE OR REPLACE FUNCTION rights_check_exemption() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  request rights_request;
  organisation bigint;
  answered timestamptz;
BEGIN
  SELECT r.* INTO request FROM rights_request r JOIN rights_consultation c ON c.request_id = r.id WHERE c.id = NEW.consultation_id
    FOR UPDATE OF r;
  SELECT organisation_id, answered_at INTO organisation, answered FROM rights_consultation WHERE id = NEW.consultation_id;
  IF request.decided_at IS NOT NULL OR answered IS NOT NULL OR NEW.item_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM exchange_item i WHERE i.id = NEW.item_id AND i.person_id = request.person_id AND i.supplier_id = organisation) THEN
    RAISE EXCEPTION 'an exception is about what one supplied oneself, in an open request (BGS 1.2)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_exempts_own';
  ELSIF NEW.review_on <= rights_today() OR NEW.review_on > rights_today() + interval '1 year' THEN
    RAISE EXCEPTION 'an exception is reviewed within a year (UAVG 41)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_reviewed_within_a_year';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_exemption BEFORE INSERT ON rights_exemption
  FOR EACH ROW EXECUTE FUNCTION rights_check_exemption();

CREATE OR REPLACE FUNCTION rights_lapse() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM rights_reopen(c.request_id) FROM rights_consultation c WHERE c.id = NEW.consultation_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lapse AFTER UPDATE ON rights_exemption FOR EACH ROW
  WHEN (OLD.lapsed_at IS NULL AND NEW.lapsed_at IS NOT NULL) EXECUTE FUNCTION rights_lapse();

-- An answer that comes after the decision lets the rest be told; the date is that of the database.
CREATE OR REPLACE FUNCTION rights_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM rights_reopen(NEW.request_id);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER answered AFTER UPDATE ON rights_consultation FOR EACH ROW
  WHEN (OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL) EXECUTE FUNCTION rights_answered();

-- What is supplied while a request is open is asked about too: its supplier is consulted (again).
CREATE OR REPLACE FUNCTION rights_ask_about_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  consultation rights_consultation;
BEGIN
  FOR consultation IN
    INSERT INTO rights_consultation AS c (house_id, request_id, organisation_id, involvement, asked_at, due_on, remark)
    SELECT NEW.house_id, r.id, NEW.supplier_id, 'verstrekker van gegevens', now(),
           least(r.due_on, rights_today() + h.consultation_days), ''
      FROM rights_request r JOIN network_house h ON h.id = r.house_id
     WHERE r.person_id = NEW.person_id AND r.decided_at IS NULL
    ON CONFLICT (request_id, organisation_id) DO UPDATE SET answered_at = NULL, account_id = NULL
    RETURNING *
  LOOP
    PERFORM rights_ask(consultation, NEW.person_id);
  END LOOP;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ask_about_item AFTER INSERT ON exchange_item FOR EACH ROW EXECUTE FUNCTION rights_ask_about_item();

-- The decision: after everybody answered, or when the term has run out; refused only in so far as somebody holds something
-- back (BGS 1.2(2)). It ends the grant.
CREATE OR REPLACE FUNCTION rights_decide() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  request rights_request;
BEGIN
  SELECT * INTO request FROM rights_request WHERE id = NEW.request_id FOR UPDATE;
  SELECT count(*) FILTER (WHERE c.answered_at IS NULL),
         (SELECT count(*) FROM rights_exemption e JOIN rights_consultation o ON o.id = e.consultation_id
           WHERE o.request_id = NEW.request_id AND e.lapsed_at IS NULL)
    INTO NEW.missing, NEW.withheld FROM rights_consultation c WHERE c.request_id = NEW.request_id;
  IF request.decided_at IS NOT NULL OR request.handler_id <> NEW.account_id THEN
    RAISE EXCEPTION 'decided already' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_decided_once';
  ELSIF NEW.outcome = 'unknown' AND (request.person_id IS NOT NULL OR request.searched_at IS NULL)
        OR NEW.outcome IN ('granted', 'partial', 'refused') AND request.person_id IS NULL THEN
    RAISE EXCEPTION 'look up first (AVG 12(6))' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_identity_first';
  ELSIF NEW.missing > 0 AND NEW.outcome <> 'dismissed' AND rights_today() <= request.due_on THEN
    RAISE EXCEPTION 'everybody answers first, or the term runs out (BGS 1.2)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_all_answered';
  ELSIF request.kind = 'access' AND (NEW.outcome = 'refused' AND NEW.withheld = 0
                                     OR NEW.outcome = 'granted' AND NEW.withheld + NEW.missing > 0) THEN
    RAISE EXCEPTION 'refused in so far as an organisation holds back, no more and no less (BGS 1.2(2))'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_refused_in_so_far';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER decide BEFORE INSERT ON rights_answer FOR EACH ROW EXECUTE FUNCTION rights_decide();
CREATE OR REPLACE FUNCTION rights_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE rights_request SET decided_at = clock_timestamp() WHERE id = NEW.request_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER decided AFTER INSERT ON rights_answer FOR EACH ROW EXECUTE FUNCTION rights_decided();

-- ── What the one who is asked, and the one who answers, may know beyond rows ────────────────────────────────────────

-- The items that the consulted organisation supplied about the person: which, not what. The words it has itself; a case that
-- is shielded stays so (WGS 2.31(8)).
CREATE OR REPLACE FUNCTION rights_own_items(consultation bigint)
RETURNS TABLE (item_id bigint, case_number text, category smallint, given_at timestamptz, supplied_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, k.number, i.category, i.given_at, a.name
    FROM rights_consultation c JOIN rights_request r ON r.id = c.request_id
    JOIN exchange_item i ON i.person_id = r.person_id AND i.supplier_id = c.organisation_id
    JOIN cases_case k ON k.id = i.case_id JOIN access_account a ON a.id = i.account_id
   WHERE c.id = consultation AND c.id = ANY ((SELECT rights_asked())::bigint[])
   ORDER BY i.given_at DESC, i.id DESC
$$;

-- How often each organisation looked at the person, and last when: for the answer to an open request only (AVG 15, R-43).
-- An organisation that holds back that it is involved is not named.
CREATE OR REPLACE FUNCTION rights_who_looked(person bigint) RETURNS TABLE (organisation text, times bigint, last_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.name, count(*), (max(e.at) AT TIME ZONE 'Europe/Amsterdam')::date
    FROM audit_event e JOIN network_organisation o ON o.id = e.organisation_id
   WHERE e.subject_id = person AND person = ANY ((SELECT rights_answering())::bigint[]) AND e.outcome = 'ok'
     AND o.id <> ALL ((SELECT rights_unnamed())::bigint[])
   GROUP BY o.name, o.sort_key ORDER BY o.sort_key
$$;
-- On which days a conference or an evaluation spoke of a case while the person was in it. What was said is about everybody in the
-- case and stays there; an organisation may hold back each part (AVG 15, R-43).
CREATE OR REPLACE FUNCTION rights_spoken(person bigint) RETURNS TABLE (sort text, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH spoken AS (
    SELECT i.case_id, 'conference' AS sort, (c.at AT TIME ZONE 'Europe/Amsterdam')::date AS day
      FROM conferences_agendaitem i JOIN conferences_conference c ON c.id = i.conference_id
     WHERE i.held_at IS NOT NULL AND person = ANY ((SELECT rights_answering('conference'))::bigint[])
    UNION ALL
    SELECT e.case_id, 'evaluation', e.held_on FROM monitoring_evaluation e
     WHERE person = ANY ((SELECT rights_answering('plan'))::bigint[])
  )
  SELECT DISTINCT s.sort, s.day FROM cases_member m JOIN spoken s ON s.case_id = m.case_id
   WHERE m.person_id = person AND person = ANY ((SELECT rights_answering('case'))::bigint[])
     AND s.day >= (m.since AT TIME ZONE 'Europe/Amsterdam')::date
     AND (m.until IS NULL OR s.day <= (m.until AT TIME ZONE 'Europe/Amsterdam')::date)
   ORDER BY s.sort, s.day
$$;
REVOKE ALL ON FUNCTION rights_own_items, rights_who_looked, rights_spoken FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_own_items, rights_who_looked, rights_spoken TO eenplan_app;

-- ── Restriction: stored, and not used further (AVG 18) ──────────────────────────────────────────────────────────────

-- Since when an item is restricted: by itself, as an earlier version of it, or with everything about its person.
CREATE OR REPLACE FUNCTION rights_restricted_since(item exchange_item) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (min(m.since) AT TIME ZONE 'Europe/Amsterdam')::date FROM rights_measure m
   WHERE m.person_id = item.person_id AND m.kind = 'restrict' AND m.until IS NULL
     AND (m.item_id IS NULL OR m.item_id = ANY (exchange_versions(item.id)))
$$;
REVOKE ALL ON FUNCTION rights_restricted_since FROM PUBLIC;
-- The mark stands on the item itself, where every room keeps to it and everybody reads it. Whoever received the item is told that
-- it came, and that it went (AVG 19).
CREATE OR REPLACE FUNCTION rights_restrict() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed exchange_item;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('restricting', NEW.person_id));  -- what is supplied at this moment comes before or after
  FOR changed IN
    UPDATE exchange_item i SET restricted_on = rights_restricted_since(i)
     WHERE i.person_id = NEW.person_id AND (i.restricted_on IS NULL) <> (rights_restricted_since(i) IS NULL)
    RETURNING *
  LOOP
    IF changed.status = 'valid' THEN
      PERFORM exchange_tell(changed.id, CASE WHEN changed.restricted_on IS NULL THEN 'released' ELSE 'restricted' END);
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER restrict AFTER INSERT OR UPDATE OF until ON rights_measure FOR EACH ROW
  WHEN (NEW.kind = 'restrict') EXECUTE FUNCTION rights_restrict();
-- What is supplied or corrected while it stands.
CREATE OR REPLACE FUNCTION rights_restrict_new() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  since date;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('restricting', NEW.person_id));
  since := rights_restricted_since(NEW);
  IF since IS NOT NULL THEN
    UPDATE exchange_item SET restricted_on = since WHERE id = NEW.id;
  END IF;
  RETURN NEW;
END $$;
-- First of all triggers: a request that is decided at this moment takes its locks in the same order.
DROP TRIGGER IF EXISTS restrict_new ON exchange_item;
CREATE OR REPLACE TRIGGER a_restrict_new AFTER INSERT ON exchange_item FOR EACH ROW EXECUTE FUNCTION rights_restrict_new();
-- Before there was a mark, triggers on what used an item asked each time; what was restricted then is marked here.
DROP TRIGGER IF EXISTS stop_use ON exchange_recipient;
DROP TRIGGER IF EXISTS stop_use ON provisions_choice;
DROP TRIGGER IF EXISTS stop_providing ON provisions_provision;
DROP FUNCTION IF EXISTS rights_stop_use(), rights_stop_providing(), rights_restricted(bigint);
UPDATE exchange_item i SET restricted_on = rights_restricted_since(i)
 WHERE i.restricted_on IS NULL AND rights_restricted_since(i) IS NOT NULL
   AND i.person_id IN (SELECT person_id FROM rights_measure WHERE kind = 'restrict' AND until IS NULL);

-- What is to be done is about the person of the request, by the organisation that supplied it, and decided with the request.
CREATE OR REPLACE FUNCTION rights_check_measure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM rights_request r WHERE r.id = NEW.request_id AND r.person_id = NEW.person_id AND r.decided_at IS NULL)
     OR NEW.item_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM exchange_item i WHERE i.id = NEW.item_id AND i.person_id = NEW.person_id
             AND (NEW.kind = 'restrict' OR i.supplier_id = NEW.organisation_id)) THEN
    RAISE EXCEPTION 'a measure is about what its organisation supplied (BGS 1.7)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_measures_own';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_measure BEFORE INSERT ON rights_measure
  FOR EACH ROW EXECUTE FUNCTION rights_check_measure();

-- A task that is done: what was to be erased is erased by the road of exchange, also in a shielded case (AVG 17).
CREATE OR REPLACE FUNCTION rights_measure_done() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.kind = 'erase' THEN
    INSERT INTO exchange_destruction (house_id, case_id, item_id, reason, account_id, at)
    SELECT i.house_id, i.case_id, i.id, left(NEW.result, 500), NEW.account_id, now() FROM exchange_item i
     WHERE i.person_id = NEW.person_id AND i.status = 'valid'
       AND NEW.item_id = ANY (exchange_versions(i.id));  -- itself, or what it was corrected to since
  END IF;
  PERFORM rights_release(c) FROM rights_consultation c
    WHERE c.request_id = NEW.request_id AND c.organisation_id = NEW.organisation_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER done AFTER UPDATE ON rights_measure FOR EACH ROW
  WHEN (OLD.until IS NULL AND NEW.until IS NOT NULL) EXECUTE FUNCTION rights_measure_done();

-- ── How long it is kept ─────────────────────────────────────────────────────────────────────────────────────────────

-- What speaks of an item goes with the item.
CREATE OR REPLACE FUNCTION rights_without_items() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM rights_exemption e USING gone WHERE e.item_id = gone.id;
  DELETE FROM rights_measure m USING gone WHERE m.item_id = gone.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER without_items AFTER DELETE ON exchange_item REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION rights_without_items();

-- When a person is destroyed, of the requests remains that there was one, when, and how it was decided: not whose. One that is
-- open still has to be answered, so it keeps the name and address that its applicant gave.
CREATE OR REPLACE FUNCTION rights_without_persons() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  decided bigint[];
BEGIN
  decided := ARRAY(SELECT r.id FROM rights_request r JOIN gone ON gone.id = r.person_id WHERE r.decided_at IS NOT NULL);
  UPDATE rights_request r SET person_id = NULL FROM gone WHERE r.person_id = gone.id;
  DELETE FROM rights_applicant WHERE request_id = ANY (decided);
  DELETE FROM rights_exemption e USING rights_consultation c WHERE c.id = e.consultation_id AND c.request_id = ANY (decided);
  DELETE FROM rights_omission WHERE request_id = ANY (decided);
  DELETE FROM rights_measure WHERE request_id = ANY (decided);
  UPDATE rights_consultation SET remark = '' WHERE request_id = ANY (decided);
  UPDATE rights_answer SET motive = '–', letter_id = NULL WHERE request_id = ANY (decided);
  UPDATE rights_request SET name = '', birth_date = '', asked = '', extension_reason = CASE WHEN extended_on IS NULL THEN '' ELSE '–' END
   WHERE id = ANY (decided);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER without_persons AFTER DELETE ON people_person REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION rights_without_persons();

-- A letter about who lives secretly is handed over: nothing of it goes by post (R-78).
CREATE OR REPLACE FUNCTION rights_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF rights_lives_secretly(NEW.person_id)
     AND EXISTS (SELECT FROM rights_applicant a WHERE a.request_id = NEW.request_id AND a.handed_by = '') THEN
    RAISE EXCEPTION 'who lives secretly gets no letter by post (R-78)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_letter_handed_over';
  END IF;
  RETURN NEW;
END $$;
-- The same, for who answers the request and may not see the address itself.
CREATE OR REPLACE FUNCTION rights_goes_by_hand(sought bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM rights_request r WHERE r.id = sought AND r.house_id = ANY ((SELECT rights_keeps())::bigint[])
                    AND rights_lives_secretly(r.person_id))
$$;
REVOKE ALL ON FUNCTION rights_goes_by_hand FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_goes_by_hand TO eenplan_app;
CREATE OR REPLACE TRIGGER hand_over BEFORE INSERT ON rights_letter FOR EACH ROW EXECUTE FUNCTION rights_hand_over();

-- Remove requests with all that hangs on them, and write that in the destruction journal; returns how many.
CREATE OR REPLACE FUNCTION rights_erase(requests bigint[], moments timestamptz[] DEFAULT '{}') RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  erased integer;
BEGIN
  PERFORM retention_note(r.house_id, 'request', r.id, r.registered_at, 'R-40', 'WGS 1.8(7)', d.at)
     FROM unnest(requests, moments) AS d (id, at) JOIN rights_request r USING (id);
  GET DIAGNOSTICS erased = ROW_COUNT;
  DELETE FROM access_grant g USING rights_consultation c
   WHERE g.source LIKE 'rights\_consultation:%' AND g.source_id = c.id AND c.request_id = ANY (requests);
  DELETE FROM access_grant WHERE source LIKE 'rights\_request:%' AND source_id = ANY (requests);
  PERFORM retention_remove('rights_request', requests);
  RETURN erased;
END $$;

-- Requests that were decided as many years ago as the house keeps them; for the house's own task. Returns how many. One whose
-- restriction still stands is kept: else nobody could end it, or say why it is there (AVG 18).
CREATE OR REPLACE FUNCTION rights_forget(house bigint, day date, only_count boolean) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  past bigint[];
BEGIN
  IF house <> ALL (access_houses('system')) THEN
    RAISE EXCEPTION 'only the house''s own task destroys (WGS 1.8(2))' USING ERRCODE = 'insufficient_privilege';
  END IF;
  past := ARRAY(SELECT r.id FROM rights_request r JOIN network_house h ON h.id = r.house_id
                 WHERE r.house_id = house AND r.decided_at IS NOT NULL
                   AND (r.decided_at AT TIME ZONE 'Europe/Amsterdam')::date + make_interval(years => h.request_years) <= day
                   AND NOT EXISTS (SELECT FROM rights_measure s
                                    WHERE s.request_id = r.id AND s.kind = 'restrict' AND s.until IS NULL));
  RETURN CASE WHEN only_count THEN cardinality(past) ELSE rights_erase(past) END;
END $$;

-- What the journal says was forgotten since a backup, once more: for the owner, who restores it (retention_replay).
CREATE OR REPLACE FUNCTION rights_replay(lines jsonb) RETURNS integer LANGUAGE sql AS $$
  SELECT rights_erase(coalesce(array_agg(r.id), '{}'), coalesce(array_agg(l.at), '{}'))
    FROM jsonb_to_recordset(lines) AS l (kind text, key text, at timestamptz)
    JOIN rights_request r ON l.kind = 'request' AND retention_key('request', r.id, r.registered_at) = l.key
$$;
REVOKE ALL ON FUNCTION rights_erase, rights_forget, rights_replay FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_forget TO eenplan_app;

-- Open requests about a case or referral that is destroyed before their term ends, or within thirty days when they are late: which
-- and when. It is not held back for them (WGS 1.8(7)); what an organisation keeps from the contact point is not told here either.
CREATE OR REPLACE FUNCTION rights_going() RETURNS TABLE (request bigint, day date, kind text, object bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, greatest(due.since, rights_today()), sort, due.object
    FROM rights_request r CROSS JOIN unnest('{case,referral}'::text[]) sort
    CROSS JOIN LATERAL retention_reached(
      r.house_id, CASE WHEN r.due_on < rights_today() THEN rights_today() + 30 ELSE r.due_on END, sort,
      CASE sort WHEN 'case' THEN ARRAY(SELECT m.case_id FROM cases_member m WHERE m.person_id = r.person_id)
                ELSE ARRAY(SELECT f.id FROM referrals_referredperson p JOIN referrals_referral f ON f.id = p.referral_id
                            WHERE p.person_id = r.person_id AND f.number IS NOT NULL) END) due
   WHERE r.decided_at IS NULL AND r.person_id IS NOT NULL AND r.house_id = ANY (access_houses('contact_point', 'auditor'))
     AND NOT EXISTS (SELECT FROM rights_consultation c JOIN rights_exemption e ON e.consultation_id = c.id
                      WHERE c.request_id = r.id AND e.part = sort AND e.lapsed_at IS NULL)
$$;
REVOKE ALL ON FUNCTION rights_going FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_going TO eenplan_app;
