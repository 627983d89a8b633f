-- Who works on the case sees its plans. The case director and the process director write them (R-11, F2.4); only the
-- responsible organisation marks its action done (R-15, WGS 1.3(4): every partner keeps its own responsibility).

-- Cases whose plan the acting account writes: as process director, or as accepted case director.
CREATE OR REPLACE FUNCTION plans_writes() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  SELECT access_objects('case', 'direct')
  UNION
  SELECT case_id FROM cases_direction WHERE account_id = access_account() AND kind = 'case' AND until IS NULL
     AND accepted_at IS NOT NULL AND case_id IN (SELECT access_cases())
$$;

SELECT access_protect('plans_plan');
CREATE POLICY work ON plans_plan FOR SELECT TO eenplan_app USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON plans_plan FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY write ON plans_plan FOR INSERT TO eenplan_app WITH CHECK (case_id = ANY (ARRAY(SELECT plans_writes())));
CREATE POLICY rewrite ON plans_plan FOR UPDATE TO eenplan_app USING (case_id = ANY (ARRAY(SELECT plans_writes())));
GRANT SELECT, INSERT, UPDATE (summary) ON plans_plan TO eenplan_app;

SELECT access_protect('plans_adoption');
CREATE POLICY work ON plans_adoption FOR SELECT TO eenplan_app USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON plans_adoption FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY write ON plans_adoption FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT plans_writes())) AND account_id = access_account());
GRANT SELECT, INSERT ON plans_adoption TO eenplan_app;

SELECT access_protect('plans_goal');
CREATE POLICY work ON plans_goal FOR SELECT TO eenplan_app USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON plans_goal FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY write ON plans_goal FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT plans_writes())) AND account_id = access_account());
CREATE POLICY drop_it ON plans_goal FOR UPDATE TO eenplan_app USING (case_id = ANY (ARRAY(SELECT plans_writes())));
GRANT SELECT, INSERT, UPDATE (dropped_in) ON plans_goal TO eenplan_app;

SELECT access_protect('plans_action');
CREATE POLICY work ON plans_action FOR SELECT TO eenplan_app USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON plans_action FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY write ON plans_action FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT plans_writes())) AND account_id = access_account() AND done_at IS NULL);
CREATE POLICY drop_it ON plans_action FOR UPDATE TO eenplan_app USING (case_id = ANY (ARRAY(SELECT plans_writes())));
CREATE POLICY finish ON plans_action FOR UPDATE TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())) AND organisation_id = access_organisation());
GRANT SELECT, INSERT, UPDATE (dropped_in, done_at, result) ON plans_action TO eenplan_app;

SELECT access_protect('plans_familyplan');
CREATE POLICY work ON plans_familyplan FOR SELECT TO eenplan_app USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON plans_familyplan FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY write ON plans_familyplan FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT plans_writes())) AND account_id = access_account());
SELECT access_protect('plans_familyplanpart');
CREATE POLICY work ON plans_familyplanpart FOR SELECT TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON plans_familyplanpart FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY write ON plans_familyplanpart FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT plans_writes())));
CREATE POLICY take_out ON plans_familyplanpart FOR DELETE TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT plans_writes())));
GRANT SELECT, INSERT ON plans_familyplan TO eenplan_app;
GRANT SELECT, INSERT, DELETE ON plans_familyplanpart TO eenplan_app;

-- The responsible professional works on the case for the responsible organisation; and done is said by that organisation.
CREATE OR REPLACE FUNCTION plans_check_action() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (
       SELECT FROM cases_delegate d JOIN cases_participation p ON p.id = d.participation_id
        WHERE d.case_id = NEW.case_id AND d.account_id = NEW.responsible_id AND d.until IS NULL
          AND p.organisation_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'the responsible professional takes part for the responsible organisation (R-15)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_responsible_takes_part';
  ELSIF TG_OP = 'UPDATE' AND (NEW.done_at, NEW.result) IS DISTINCT FROM (OLD.done_at, OLD.result)
        AND NEW.organisation_id IS DISTINCT FROM access_organisation() THEN
    RAISE EXCEPTION 'only the responsible organisation marks its action (R-15)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_own_action_only';
  ELSIF TG_OP = 'UPDATE' AND NEW.dropped_in IS DISTINCT FROM OLD.dropped_in
        AND NEW.case_id NOT IN (SELECT plans_writes()) THEN
    RAISE EXCEPTION 'only directors change the plan' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'plans_directors_write';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_action BEFORE INSERT OR UPDATE ON plans_action
  FOR EACH ROW EXECUTE FUNCTION plans_check_action();
