-- Informing persons (AVG 14, BGS 1.3): the contact point of the house does it, the organisations on the case are consulted and
-- see how far it is, supervision reads.

SELECT access_protect('rights_informationduty'), access_protect('rights_informationopinion'),
       access_protect('rights_informationoutcome'), access_protect('rights_informationletter');
CREATE POLICY work ON rights_informationduty FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY keep ON rights_informationduty FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
GRANT SELECT ON rights_informationduty TO eenplan_app;

-- An opinion is between its organisation and the contact point, who may also write down what it hears.
CREATE POLICY own ON rights_informationopinion FOR SELECT TO eenplan_app
  USING ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')));
CREATE POLICY keep ON rights_informationopinion FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY judge ON rights_informationopinion FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
                   OR house_id = ANY ((SELECT access_houses('contact_point'))::bigint[])));
GRANT SELECT, INSERT ON rights_informationopinion TO eenplan_app;

CREATE POLICY work ON rights_informationoutcome FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY keep ON rights_informationoutcome FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY inform ON rights_informationoutcome FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND house_id = ANY ((SELECT access_houses('contact_point'))::bigint[]));
GRANT SELECT, INSERT ON rights_informationoutcome TO eenplan_app;

CREATE POLICY keep ON rights_informationletter FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY send ON rights_informationletter FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND house_id = ANY ((SELECT access_houses('contact_point'))::bigint[]));
GRANT SELECT, INSERT ON rights_informationletter TO eenplan_app;

-- Whoever becomes a member of a case is to be told within a month, by whichever way he came in (R-42). One statement for all
-- members that come in together: an admission brings a family.
CREATE OR REPLACE FUNCTION rights_must_inform() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO rights_informationduty (house_id, case_id, member_id, person_id, began_on, state, due_on)
  SELECT house_id, case_id, id, person_id, day, 'open', (day + interval '1 month')::date
    FROM (SELECT *, (since AT TIME ZONE 'Europe/Amsterdam')::date AS day FROM added) member;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER must_inform AFTER INSERT ON cases_member REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION rights_must_inform();
-- Members of before this duty was kept here.
INSERT INTO rights_informationduty (house_id, case_id, member_id, person_id, began_on, state, due_on)
SELECT house_id, case_id, id, person_id, day, 'open', (day + interval '1 month')::date
  FROM (SELECT *, (since AT TIME ZONE 'Europe/Amsterdam')::date AS day FROM cases_member m
         WHERE NOT EXISTS (SELECT FROM rights_informationduty d WHERE d.member_id = m.id)) member;

-- The exceptions that stand for a duty: of each organisation the latest opinion, when it invokes one.
CREATE OR REPLACE FUNCTION rights_standing(informing bigint) RETURNS TABLE (ground varchar, review_on date)
LANGUAGE sql STABLE AS $$
  SELECT latest.ground, latest.review_on
    FROM (SELECT DISTINCT ON (o.organisation_id) o.ground, o.review_on FROM rights_informationopinion o
           WHERE o.duty_id = informing ORDER BY o.organisation_id, o.id DESC) latest
   WHERE latest.ground <> ''
$$;

-- Opinions come from organisations that take or took part in the case, on a duty that is not fulfilled.
CREATE OR REPLACE FUNCTION rights_check_opinion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM rights_informationduty d JOIN cases_participation p ON p.case_id = d.case_id
                  WHERE d.id = NEW.duty_id AND d.case_id = NEW.case_id AND p.organisation_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'an opinion comes from an organisation on the case (BGS 1.3)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_opinion_of_participant';
  ELSIF EXISTS (SELECT FROM rights_informationduty d WHERE d.id = NEW.duty_id AND d.state = 'informed') THEN
    RAISE EXCEPTION 'this person was informed already' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_informed_once';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_opinion BEFORE INSERT ON rights_informationopinion
  FOR EACH ROW EXECUTE FUNCTION rights_check_opinion();

-- Nobody is informed while an organisation invokes an exception, nor before all on the case spoke or the term is there; an
-- exception is only used when an organisation invokes it (BGS 1.3).
CREATE OR REPLACE FUNCTION rights_check_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  duty rights_informationduty;
BEGIN
  SELECT * INTO duty FROM rights_informationduty WHERE id = NEW.duty_id AND case_id = NEW.case_id FOR UPDATE;
  IF duty.id IS NULL OR duty.state = 'informed' THEN
    RAISE EXCEPTION 'this person was informed already' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_informed_once';
  ELSIF NEW.kind = 'informed' AND EXISTS (SELECT FROM rights_standing(NEW.duty_id)) THEN
    RAISE EXCEPTION 'an organisation invokes an exception (BGS 1.3)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_exception_stands';
  ELSIF NEW.kind = 'informed' AND duty.due_on > (now() AT TIME ZONE 'Europe/Amsterdam')::date AND EXISTS (
          SELECT FROM cases_participation p WHERE p.case_id = duty.case_id AND p.until IS NULL AND NOT EXISTS (
            SELECT FROM rights_informationopinion o WHERE o.duty_id = duty.id AND o.organisation_id = p.organisation_id)) THEN
    RAISE EXCEPTION 'the organisations on the case are consulted first (BGS 1.3)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_consult_first';
  ELSIF NEW.kind = 'informed' AND NEW.manner = 'letter' AND NEW.handed_by = '' AND rights_lives_secretly(duty.person_id) THEN
    RAISE EXCEPTION 'who lives secretly gets no letter by post (R-78)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_letter_handed_over';
  ELSIF NEW.kind = 'omitted' AND NEW.ground <> 'avg14'
        AND NOT EXISTS (SELECT FROM rights_standing(NEW.duty_id) s WHERE s.ground = NEW.ground) THEN
    RAISE EXCEPTION 'no organisation invokes this exception (BGS 1.3)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_exception_invoked';
  ELSIF NEW.kind = 'reopened' AND duty.state <> 'omitted' THEN
    RAISE EXCEPTION 'only what was put off is taken up again' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_reopens_omitted';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_outcome BEFORE INSERT ON rights_informationoutcome
  FOR EACH ROW EXECUTE FUNCTION rights_check_outcome();

-- An exception holds no longer than needed (UAVG 41).
CREATE OR REPLACE TRIGGER within_a_year BEFORE INSERT ON rights_informationopinion
  FOR EACH ROW EXECUTE FUNCTION access_reviewed_within_a_year('rights_reviewed_within_a_year');
CREATE OR REPLACE TRIGGER within_a_year BEFORE INSERT ON rights_informationoutcome
  FOR EACH ROW EXECUTE FUNCTION access_reviewed_within_a_year('rights_reviewed_within_a_year');

-- What follows from the latest outcome and the exceptions that stand. When the last exception lapses, the duty is open again and
-- the person is told within a month from then (BGS 1.3, R-41).
CREATE OR REPLACE FUNCTION rights_settle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  today date := (now() AT TIME ZONE 'Europe/Amsterdam')::date;
  latest rights_informationoutcome;
  standing date[] := ARRAY(SELECT review_on FROM rights_standing(NEW.duty_id));
  settled varchar;
BEGIN
  SELECT * INTO latest FROM rights_informationoutcome WHERE duty_id = NEW.duty_id ORDER BY id DESC LIMIT 1;
  settled := CASE WHEN latest.kind = 'informed' THEN 'informed'
                  WHEN latest.kind = 'omitted' AND (latest.ground = 'avg14' OR cardinality(standing) > 0) THEN 'omitted'
                  ELSE 'open' END;
  UPDATE rights_informationduty d
     SET due_on = CASE WHEN d.state = 'omitted' AND settled = 'open' THEN (today + interval '1 month')::date ELSE d.due_on END,
         review_on = CASE settled WHEN 'omitted' THEN least(latest.review_on, (SELECT min(day) FROM unnest(standing) day)) END,
         state = settled
   WHERE d.id = NEW.duty_id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER settle AFTER INSERT ON rights_informationopinion
  FOR EACH ROW EXECUTE FUNCTION rights_settle();
CREATE OR REPLACE TRIGGER settle AFTER INSERT ON rights_informationoutcome
  FOR EACH ROW EXECUTE FUNCTION rights_settle();

-- All that the contact point needs to inform somebody, and nothing else of the case: the name, where to write unless that is
-- secret, and which sorts of data there are. Reading it is logged by who asks (R-72).
DROP FUNCTION IF EXISTS rights_persons_to_inform;
CREATE FUNCTION rights_persons_to_inform(duties bigint[])
RETURNS TABLE (duty bigint, number varchar, closed boolean, given_names varchar, noble_title varchar, prefix varchar,
               family_name varchar, sex varchar, name_use varchar, partner_prefix varchar, partner_name varchar, birth_date varchar,
               died_on varchar, third_party boolean, curatorship boolean,
               secret boolean, street varchar, house_number varchar, postcode varchar, locality varchar, municipality varchar,
               lines text, country varchar, categories smallint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id, c.number, c.closed_at IS NOT NULL, p.given_names, p.noble_title, p.prefix, p.family_name, p.sex, p.name_use,
         p.partner_prefix, p.partner_name, p.birth_date, p.died_on, n.authority LIKE '%D%', n.curatorship,
         p.address_secret OR coalesce(a.secret, false),
         a.street, a.number, a.postcode, a.locality, a.municipality, a.lines, a.country,
         ARRAY(SELECT DISTINCT i.category FROM exchange_item i
                WHERE i.case_id = d.case_id AND i.person_id = d.person_id AND i.status = 'valid' ORDER BY 1)
    FROM rights_informationduty d
    JOIN cases_case c ON c.id = d.case_id
    JOIN people_person p ON p.id = d.person_id
    JOIN people_citizennumber n ON n.person_id = p.id
    LEFT JOIN people_address a ON a.person_id = p.id AND NOT (p.address_secret OR a.secret)
   WHERE d.id = ANY (duties) AND d.house_id = ANY (access_houses('contact_point', 'auditor'))
$$;

-- The organisations of a case, for who informs its persons: they are consulted (BGS 1.3).
CREATE OR REPLACE FUNCTION rights_consulted(informing bigint) RETURNS TABLE (organisation bigint, takes_part boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.organisation_id, bool_or(p.until IS NULL)
    FROM rights_informationduty d JOIN cases_participation p ON p.case_id = d.case_id
   WHERE d.id = informing AND d.house_id = ANY (access_houses('contact_point', 'auditor'))
   GROUP BY p.organisation_id
$$;
REVOKE ALL ON FUNCTION rights_persons_to_inform, rights_consulted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_persons_to_inform, rights_consulted TO eenplan_app;
