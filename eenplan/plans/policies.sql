-- Who works on the case sees its plans. The case director and the process director write them (R-11, F2.4); only who takes
-- part for the responsible organisation marks its action done (R-15: every partner keeps its own responsibility).

-- Cases whose plan the acting account writes: as process director, or as accepted case director.
DROP FUNCTION IF EXISTS plans_writes(), plans_takes_part();
CREATE FUNCTION plans_writes() RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT access_objects('case', 'direct') || ARRAY(
           SELECT case_id FROM cases_direction
            WHERE account_id = (SELECT access_account()) AND kind = 'case' AND until IS NULL AND accepted_at IS NOT NULL
              AND case_id = ANY ((SELECT access_cases())::bigint[]))
$$;

-- Cases on which the acting account takes part for its organisation. Directing the process is not taking part: house staff
-- employed by the municipality do not speak for it.
CREATE FUNCTION plans_takes_part() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT access_objects('case', 'take_part', 'decide') $$;

SELECT access_protect('plans_plan');
CREATE POLICY work ON plans_plan FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON plans_plan FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY write ON plans_plan FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT plans_writes())::bigint[])
              AND person_id IN (SELECT m.person_id FROM cases_member m
                                 WHERE m.case_id = plans_plan.case_id AND m.until IS NULL));
CREATE POLICY rewrite ON plans_plan FOR UPDATE TO eenplan_app USING (case_id = ANY ((SELECT plans_writes())::bigint[]));
GRANT SELECT, INSERT, UPDATE (summary) ON plans_plan TO eenplan_app;

SELECT access_protect('plans_adoption');
CREATE POLICY work ON plans_adoption FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON plans_adoption FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY write ON plans_adoption FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT plans_writes())::bigint[]) AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON plans_adoption TO eenplan_app;

SELECT access_protect('plans_goal');
CREATE POLICY work ON plans_goal FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON plans_goal FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY write ON plans_goal FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT plans_writes())::bigint[]) AND account_id = (SELECT access_account()));
CREATE POLICY drop_it ON plans_goal FOR UPDATE TO eenplan_app USING (case_id = ANY ((SELECT plans_writes())::bigint[]));
GRANT SELECT, INSERT, UPDATE (dropped_in) ON plans_goal TO eenplan_app;

SELECT access_protect('plans_action');
CREATE POLICY work ON plans_action FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON plans_action FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY write ON plans_action FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT plans_writes())::bigint[]) AND account_id = (SELECT access_account()) AND done_at IS NULL
              AND result = '');
CREATE POLICY drop_it ON plans_action FOR UPDATE TO eenplan_app USING (case_id = ANY ((SELECT plans_writes())::bigint[]));
CREATE POLICY finish ON plans_action FOR UPDATE TO eenplan_app
  USING ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')));
GRANT SELECT, INSERT, UPDATE (dropped_in, done_at, result) ON plans_action TO eenplan_app;

SELECT access_protect('plans_familyplan');
CREATE POLICY work ON plans_familyplan FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON plans_familyplan FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY write ON plans_familyplan FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT plans_writes())::bigint[]) AND account_id = (SELECT access_account()));
SELECT access_protect('plans_familyplanpart');
CREATE POLICY work ON plans_familyplanpart FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON plans_familyplanpart FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY write ON plans_familyplanpart FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT plans_writes())::bigint[]) AND until IS NULL);
CREATE POLICY take_out ON plans_familyplanpart FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT plans_writes())::bigint[]) AND until IS NULL) WITH CHECK (true);
GRANT SELECT, INSERT ON plans_familyplan TO eenplan_app;
GRANT SELECT, INSERT, UPDATE (until) ON plans_familyplanpart TO eenplan_app;

-- The parts of a plan are of its own case: a key alone would let a director of two cases mix them up.
CREATE OR REPLACE FUNCTION plans_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM plans_plan WHERE id = NEW.plan_id AND case_id = NEW.case_id)
     OR TG_TABLE_NAME = 'plans_familyplanpart' AND NOT EXISTS (
          SELECT FROM plans_familyplan WHERE id = (to_jsonb(NEW) ->> 'family_plan_id')::bigint AND case_id = NEW.case_id)
     OR (to_jsonb(NEW) ->> 'goal_id') IS NOT NULL AND NOT EXISTS (
          SELECT FROM plans_goal WHERE id = (to_jsonb(NEW) ->> 'goal_id')::bigint AND plan_id = NEW.plan_id)
     OR (to_jsonb(NEW) ->> 'resolution_id') IS NOT NULL AND NOT EXISTS (
          SELECT FROM conferences_resolution
           WHERE id = (to_jsonb(NEW) ->> 'resolution_id')::bigint AND case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'a plan and its parts are of one case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'plans_parts_of_one_case';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_same_case BEFORE INSERT ON plans_adoption FOR EACH ROW EXECUTE FUNCTION plans_same_case();
CREATE OR REPLACE TRIGGER a_same_case BEFORE INSERT ON plans_goal FOR EACH ROW EXECUTE FUNCTION plans_same_case();
CREATE OR REPLACE TRIGGER a_same_case BEFORE INSERT ON plans_action FOR EACH ROW EXECUTE FUNCTION plans_same_case();
CREATE OR REPLACE TRIGGER a_same_case BEFORE INSERT ON plans_familyplanpart
  FOR EACH ROW EXECUTE FUNCTION plans_same_case();

-- An adopted version never changes afterwards: whatever is added or dropped, is so in the version being written, which is
-- the one after the last adopted. The plan is locked, so that nothing slips in while it is being adopted.
CREATE OR REPLACE FUNCTION plans_keep_versions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  draft smallint;
BEGIN
  PERFORM FROM plans_plan WHERE id = NEW.plan_id FOR UPDATE;
  SELECT coalesce(max(version), 0) + 1 INTO draft FROM plans_adoption WHERE plan_id = NEW.plan_id;
  IF TG_TABLE_NAME = 'plans_adoption' AND (to_jsonb(NEW) ->> 'version')::smallint <> draft
     OR TG_TABLE_NAME <> 'plans_adoption' AND TG_OP = 'INSERT'
        AND ((to_jsonb(NEW) ->> 'added_in')::smallint <> draft OR (to_jsonb(NEW) ->> 'dropped_in') IS NOT NULL)
     OR TG_OP = 'UPDATE' AND (to_jsonb(NEW) -> 'dropped_in') IS DISTINCT FROM (to_jsonb(OLD) -> 'dropped_in')
        AND ((to_jsonb(OLD) ->> 'dropped_in') IS NOT NULL
             OR (to_jsonb(NEW) ->> 'dropped_in')::smallint IS DISTINCT FROM draft) THEN
    RAISE EXCEPTION 'an adopted version does not change' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'plans_versions_stay';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_versions BEFORE INSERT ON plans_adoption
  FOR EACH ROW EXECUTE FUNCTION plans_keep_versions();
CREATE OR REPLACE TRIGGER keep_versions BEFORE INSERT OR UPDATE OF dropped_in ON plans_goal
  FOR EACH ROW EXECUTE FUNCTION plans_keep_versions();
CREATE OR REPLACE TRIGGER keep_versions BEFORE INSERT OR UPDATE OF dropped_in ON plans_action
  FOR EACH ROW EXECUTE FUNCTION plans_keep_versions();

-- The responsible professional works on the case for the responsible organisation; done is said by that organisation, once,
-- and stays: what is done is no longer dropped, what was dropped is no longer done.
CREATE OR REPLACE FUNCTION plans_check_action() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (
       SELECT FROM cases_delegate d JOIN cases_participation p ON p.id = d.participation_id
        WHERE d.case_id = NEW.case_id AND d.account_id = NEW.responsible_id AND d.until IS NULL
          AND p.organisation_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'the responsible professional takes part for the responsible organisation (R-15)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_responsible_takes_part';
  ELSIF TG_OP = 'INSERT' AND NEW.executor_id IS NOT NULL AND NOT provisions_bound(NEW.executor_id, NEW.case_id) THEN
    RAISE EXCEPTION 'a third party signs for secrecy before it executes anything (BGS 2.21)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_executor_is_bound';
  ELSIF TG_OP = 'UPDATE' AND (NEW.done_at, NEW.result) IS DISTINCT FROM (OLD.done_at, OLD.result)
        AND (NEW.case_id, NEW.organisation_id) NOT IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')) THEN
    RAISE EXCEPTION 'only the responsible organisation marks its action (R-15)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_own_action_only';
  ELSIF TG_OP = 'UPDATE' AND NEW.dropped_in IS DISTINCT FROM OLD.dropped_in
        AND NEW.case_id <> ALL ((SELECT plans_writes())::bigint[]) THEN
    RAISE EXCEPTION 'only directors change the plan' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'plans_directors_write';
  ELSIF TG_OP = 'UPDATE' AND (OLD.done_at IS NOT NULL OR OLD.dropped_in IS NOT NULL
                              OR NEW.done_at IS NOT NULL AND NEW.dropped_in IS NOT NULL) THEN
    RAISE EXCEPTION 'done or dropped is final' USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_done_is_done';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_action BEFORE INSERT OR UPDATE ON plans_action
  FOR EACH ROW EXECUTE FUNCTION plans_check_action();

-- Plans of one family plan are of persons in one circle: a referred person and its direct circle (BGS 2.19, 2.20(2)).
CREATE OR REPLACE FUNCTION plans_check_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
       SELECT FROM cases_member centre WHERE centre.case_id = NEW.case_id AND centre.part = 'subject'
          AND NOT EXISTS (
            SELECT FROM plans_familyplanpart part JOIN plans_plan p ON p.id = part.plan_id
             WHERE part.family_plan_id = NEW.family_plan_id AND part.until IS NULL AND NOT EXISTS (
               SELECT FROM cases_member m WHERE m.case_id = NEW.case_id AND m.person_id = p.person_id AND m.until IS NULL
                  AND centre.id IN (m.id, m.circle_of_id)))) THEN
    RAISE EXCEPTION 'persons of one family plan are in one circle (BGS 2.20(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'plans_in_one_circle';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER check_circle AFTER INSERT ON plans_familyplanpart
  FOR EACH ROW EXECUTE FUNCTION plans_check_circle();
