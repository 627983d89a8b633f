-- Still needed on this case? Answered by a core participant of the case, not about oneself (WGS 2.31(4), R-01).
SELECT access_protect('cases_stillneeded');
CREATE POLICY work ON cases_stillneeded FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_stillneeded FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY answer ON cases_stillneeded FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide'))::bigint[]) AND account_id = (SELECT access_account())
              AND EXISTS (SELECT FROM cases_delegate d JOIN cases_participation p ON p.id = d.participation_id
                            JOIN network_review r ON r.id = review_id
                           WHERE d.id = delegate_id AND d.case_id = cases_stillneeded.case_id AND d.until IS NULL
                             AND d.account_id <> (SELECT access_account()) AND p.organisation_id = r.organisation_id));
GRANT SELECT, INSERT ON cases_stillneeded TO eenplan_app;

CREATE OR REPLACE FUNCTION cases_no_longer_needed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_delegate SET until = clock_timestamp() WHERE id = NEW.delegate_id AND until IS NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER no_longer_needed AFTER INSERT ON cases_stillneeded FOR EACH ROW WHEN (NOT NEW.needed)
  EXECUTE FUNCTION cases_no_longer_needed();
