-- Whoever works on the case reads and appends; nothing is edited afterwards.

SELECT access_protect('monitoring_progress');
CREATE POLICY work ON monitoring_progress FOR SELECT TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON monitoring_progress FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY report ON monitoring_progress FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT access_cases()))
              AND account_id = access_account() AND organisation_id = access_organisation()
              AND (action_id IS NULL OR EXISTS (SELECT FROM plans_action a WHERE a.id = action_id
                                                  AND a.organisation_id = access_organisation())));
GRANT SELECT, INSERT ON monitoring_progress TO eenplan_app;

SELECT access_protect('monitoring_evaluation');
CREATE POLICY work ON monitoring_evaluation FOR SELECT TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON monitoring_evaluation FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY record ON monitoring_evaluation FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT plans_writes())) AND account_id = access_account());
GRANT SELECT, INSERT ON monitoring_evaluation TO eenplan_app;

SELECT access_protect('monitoring_score');
CREATE POLICY work ON monitoring_score FOR SELECT TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON monitoring_score FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY judge ON monitoring_score FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT access_cases())) AND account_id = access_account());
GRANT SELECT, INSERT ON monitoring_score TO eenplan_app;
