-- Whoever works on the case reads and appends; nothing is edited afterwards.

SELECT access_protect('monitoring_progress');
CREATE POLICY work ON monitoring_progress FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON monitoring_progress FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- About a goal everybody on the case, about an action who takes part for the responsible organisation (R-15).
CREATE POLICY report ON monitoring_progress FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND organisation_id = access_organisation()
              AND (case_id = ANY ((SELECT access_cases())::bigint[])
                   AND goal_id IN (SELECT g.id FROM plans_goal g WHERE g.case_id = monitoring_progress.case_id)
                   OR action_id IN (SELECT a.id FROM plans_action a
                                     WHERE (a.case_id, a.organisation_id) = (monitoring_progress.case_id, monitoring_progress.organisation_id)
                                       AND (a.case_id, a.organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')))));
GRANT SELECT, INSERT ON monitoring_progress TO eenplan_app;

SELECT access_protect('monitoring_evaluation');
CREATE POLICY work ON monitoring_evaluation FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON monitoring_evaluation FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY record ON monitoring_evaluation FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT plans_writes())::bigint[]) AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON monitoring_evaluation TO eenplan_app;
-- How often at least, the house set with two people; who directs does not put it off any longer by himself.
CREATE OR REPLACE FUNCTION monitoring_next_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.next_on > (SELECT (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date + make_interval(months => evaluation_months)
                      FROM network_house WHERE id = NEW.house_id) THEN
    RAISE EXCEPTION 'evaluated as often as the house set' USING ERRCODE = 'check_violation', CONSTRAINT = 'monitoring_next_in_time';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER next_in_time BEFORE INSERT ON monitoring_evaluation FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION monitoring_next_in_time();

SELECT access_protect('monitoring_score');
CREATE POLICY work ON monitoring_score FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON monitoring_score FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- Of a person in this case, by oneself.
CREATE POLICY judge ON monitoring_score FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_cases())::bigint[]) AND account_id = (SELECT access_account())
              AND person_id IN (SELECT m.person_id FROM cases_member m
                                 WHERE m.case_id = monitoring_score.case_id AND m.until IS NULL)
              AND (evaluation_id IS NULL OR evaluation_id IN (
                     SELECT e.id FROM monitoring_evaluation e WHERE e.case_id = monitoring_score.case_id)));
GRANT SELECT, INSERT ON monitoring_score TO eenplan_app;
