-- A professional sees only the agenda items of cases he works on; the meeting itself when it has such an item.

SELECT access_protect('conferences_agendaitem');
CREATE POLICY work ON conferences_agendaitem FOR SELECT TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON conferences_agendaitem FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY direct ON conferences_agendaitem TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_objects('case', 'direct'))));
GRANT SELECT, INSERT, UPDATE, DELETE ON conferences_agendaitem TO eenplan_app;

SELECT access_protect('conferences_conference');
CREATE POLICY invited ON conferences_conference FOR SELECT TO eenplan_app
  USING (id = ANY (ARRAY(SELECT conference_id FROM conferences_agendaitem)));
CREATE POLICY direct ON conferences_conference TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('process_director'))));
GRANT SELECT, INSERT, UPDATE ON conferences_conference TO eenplan_app;

SELECT access_protect('conferences_attendance');
CREATE POLICY work ON conferences_attendance FOR SELECT TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON conferences_attendance FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY direct ON conferences_attendance TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_objects('case', 'direct'))));
GRANT SELECT, INSERT, UPDATE (present), DELETE ON conferences_attendance TO eenplan_app;

-- Minutes and decisions are kept by the process director (law-and-practice.md, permission matrix).
SELECT access_protect('conferences_resolution');
CREATE POLICY work ON conferences_resolution FOR SELECT TO eenplan_app
  USING (case_id = ANY (ARRAY(SELECT access_cases())));
CREATE POLICY supervise ON conferences_resolution FOR SELECT TO eenplan_app
  USING (house_id = ANY (ARRAY(SELECT access_houses('auditor'))));
CREATE POLICY minute ON conferences_resolution FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY (ARRAY(SELECT access_objects('case', 'direct'))) AND account_id = access_account());
GRANT SELECT, INSERT ON conferences_resolution TO eenplan_app;
