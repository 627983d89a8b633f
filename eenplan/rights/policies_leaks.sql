-- The register of data leaks: the contact point keeps it, supervision reads; who is asked sees his own question (BGS 1.4).

SELECT access_protect('rights_leak'), access_protect('rights_leakinput');
CREATE POLICY keep ON rights_leak FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY register ON rights_leak FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND house_id = ANY ((SELECT access_houses('contact_point'))::bigint[]));
CREATE POLICY change ON rights_leak FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point'))::bigint[]));
GRANT SELECT, INSERT ON rights_leak TO eenplan_app;
-- When it was discovered and who registered it stay as they were: the clock is not set back.
GRANT UPDATE (what, categories, persons, consequences, measures, report, reported_at, reference, report_reason, informing,
              informed_on, informing_reason, closed_at) ON rights_leak TO eenplan_app;

CREATE OR REPLACE FUNCTION rights_leak_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a closed leak is not changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'rights_leak_is_final';
END $$;
CREATE OR REPLACE TRIGGER final BEFORE UPDATE ON rights_leak
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION rights_leak_is_final();

CREATE POLICY keep ON rights_leakinput FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('contact_point', 'auditor'))::bigint[]));
CREATE POLICY asked ON rights_leakinput FOR SELECT TO eenplan_app
  USING (account_id = (SELECT access_account()) AND house_id = ANY ((SELECT access_houses('referrer', 'assessor', 'participant',
         'process_director', 'manager', 'administrator'))::bigint[]));
CREATE POLICY ask ON rights_leakinput FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('contact_point'))::bigint[]) AND answered_at IS NULL);
CREATE POLICY answer ON rights_leakinput FOR UPDATE TO eenplan_app
  USING (account_id = (SELECT access_account()) AND answered_at IS NULL) WITH CHECK (account_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE (answer, answered_at) ON rights_leakinput TO eenplan_app;

-- Who is asked works in the house for the organisation that is asked.
CREATE OR REPLACE FUNCTION rights_check_leak_input() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM access_grant g WHERE g.account_id = NEW.account_id AND g.organisation_id = NEW.organisation_id
                    AND g.kind = 'house' AND g.house_id = NEW.house_id AND g.since <= now()
                    AND (g.until IS NULL OR g.until > now())) THEN
    RAISE EXCEPTION 'who is asked works in the house (BGS 1.4)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rights_asked_works_in_house';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_input BEFORE INSERT ON rights_leakinput
  FOR EACH ROW EXECUTE FUNCTION rights_check_leak_input();
