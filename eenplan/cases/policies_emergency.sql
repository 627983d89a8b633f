-- Emergency access (R-75): off unless the house switched it on, for authorised professionals of core organisations, on an open
-- case in which they have no part, for some hours, for reading, and never for secret addresses.
SELECT access_protect('cases_emergency');
CREATE POLICY own ON cases_emergency FOR SELECT TO eenplan_app USING (account_id = (SELECT access_account()));
CREATE POLICY work ON cases_emergency FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_emergency FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- Judged once, by the supervisor.
CREATE POLICY judge ON cases_emergency FOR UPDATE TO eenplan_app
  USING (reviewed_at IS NULL AND house_id = ANY ((SELECT access_houses('auditor'))::bigint[]))
  WITH CHECK (reviewed_by_id = (SELECT access_account()));
GRANT SELECT, UPDATE (reviewed_by_id, reviewed_at, justified, finding) ON cases_emergency TO eenplan_app;

-- Not without end: what was used before is judged first. One waits at most on the same case, and three at the same time; reckoned
-- from one's own alone, so that the answer tells nothing about a case.
CREATE OR REPLACE FUNCTION cases_limit_emergencies(case_number text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  waiting text[];
BEGIN
  PERFORM FROM access_account WHERE id = access_account() FOR NO KEY UPDATE;  -- two at the same moment come one by one
  waiting := ARRAY(SELECT c.number FROM cases_emergency e JOIN cases_case c ON c.id = e.case_id
                    WHERE e.account_id = access_account() AND e.reviewed_at IS NULL);
  IF case_number = ANY (waiting) THEN
    RAISE EXCEPTION 'emergency access to this case is judged first (R-75)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_emergency_judged_first';
  ELSIF cardinality(waiting) >= 3 THEN
    RAISE EXCEPTION 'three times emergency access wait to be judged (R-75)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_emergency_at_most';
  END IF;
END $$;
REVOKE ALL ON FUNCTION cases_limit_emergencies FROM PUBLIC;

-- The only way to one: by the number of the case. Absent, closed, of another house and one's own case answer alike: NULL.
CREATE OR REPLACE FUNCTION cases_break_glass(case_number text, why text, hours integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  emergency bigint;
  moment timestamptz := clock_timestamp();
BEGIN
  PERFORM cases_limit_emergencies(case_number);
  INSERT INTO cases_emergency (house_id, case_id, account_id, organisation_id, reason, at, until, finding)
  SELECT c.house_id, c.id, access_account(), mine.organisation, why, moment,
         moment + make_interval(hours => greatest(1, least(hours, h.break_glass_hours, 24))), ''
    FROM cases_case c JOIN network_house h ON h.id = c.house_id
    JOIN access_speaks_for('house', 'referrer', 'assessor', 'participant') mine ON mine.object = c.house_id
    JOIN network_organisation o ON o.id = mine.organisation AND o.ground LIKE '2.27(1)%'
   WHERE c.number = case_number AND c.closed_at IS NULL AND h.break_glass AND trim(why) <> ''
     AND c.id <> ALL (access_cases('emergency'))
     FOR SHARE OF c  -- who closes it at this moment ends this too, or was first
  RETURNING id INTO emergency;
  IF emergency IS NOT NULL THEN
    PERFORM access_begin_emergency();
  END IF;
  RETURN emergency;
END $$;
REVOKE ALL ON FUNCTION cases_break_glass FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_break_glass TO eenplan_app;

CREATE OR REPLACE FUNCTION cases_grant_emergency() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM access_give(NEW.account_id, NEW.organisation_id, NEW.house_id, 'case', NEW.case_id, 'emergency',
                      'noodtoegang: ' || left(NEW.reason, 280), 'WGS 1.8(2)', 'cases_emergency', NEW.id, NEW.at, NEW.until);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER grant_emergency AFTER INSERT ON cases_emergency FOR EACH ROW
  EXECUTE FUNCTION cases_grant_emergency();

-- Persons seen by emergency only.
CREATE OR REPLACE FUNCTION cases_persons_read_only() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  read_only bigint[] := access_cases_read_only();
BEGIN
  IF cardinality(read_only) = 0 THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(SELECT person_id FROM cases_member WHERE case_id = ANY (read_only)
               EXCEPT SELECT person_id FROM cases_member
                       WHERE case_id = ANY (access_objects('case', 'take_part', 'decide', 'direct')));
END $$;
REVOKE ALL ON FUNCTION cases_persons_read_only FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_persons_read_only TO eenplan_app;
-- What it opens stands in the policies of those tables, as access_cases('emergency'); here what it opens in part. Of the persons
-- it tells where they live, unless that is secret, and of the meetings and plans all; no BSN, no relations, no referral.
CREATE POLICY emergency ON cases_milestone FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases_read_only())::bigint[]));
CREATE OR REPLACE FUNCTION cases_present_read_only() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  read_only bigint[] := access_cases_read_only();
BEGIN
  IF cardinality(read_only) = 0 THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(SELECT person_id FROM cases_member WHERE case_id = ANY (read_only) AND until IS NULL);
END $$;
REVOKE ALL ON FUNCTION cases_present_read_only FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_present_read_only TO eenplan_app;
CREATE POLICY emergency ON people_address FOR SELECT TO eenplan_app
  USING (NOT secret AND person_id = ANY ((SELECT cases_present_read_only())::bigint[]));
CREATE POLICY not_in_an_emergency ON people_address AS RESTRICTIVE FOR SELECT TO eenplan_app
  USING (NOT secret OR person_id <> ALL ((SELECT cases_persons_read_only())::bigint[]));
CREATE POLICY not_in_an_emergency ON people_relation AS RESTRICTIVE FOR INSERT TO eenplan_app
  WITH CHECK (person_id <> ALL ((SELECT cases_persons_read_only())::bigint[])
              AND (other_id IS NULL OR other_id <> ALL ((SELECT cases_persons_read_only())::bigint[])));

-- Every line that is written while somebody reads by emergency says so.
CREATE OR REPLACE FUNCTION cases_log_emergency() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.action NOT LIKE 'emergency%' AND (NEW.case_id = ANY (access_cases_read_only())
                                           OR NEW.subject_id = ANY (cases_persons_read_only())) THEN
    NEW.action := left('emergency.' || NEW.action, 60);
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_emergency BEFORE INSERT ON audit_event FOR EACH ROW
  WHEN (access_emergency()) EXECUTE FUNCTION cases_log_emergency();
