-- A professional sees only the agenda items of cases he works on; the meeting itself when it has such an item.
-- The process director keeps the agenda and the minutes of the cases he directs (law-and-practice.md, permission matrix);
-- what was finished (held_at) stays as it is.

SELECT access_protect('conferences_agendaitem');
CREATE POLICY work ON conferences_agendaitem FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON conferences_agendaitem FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY put ON conferences_agendaitem FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[]) AND held_at IS NULL);
CREATE POLICY minute ON conferences_agendaitem FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[]) AND held_at IS NULL)
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[]));
CREATE POLICY take_off ON conferences_agendaitem FOR DELETE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[]) AND held_at IS NULL);
GRANT SELECT, INSERT, DELETE, UPDATE (position, question, picture, judgement, conclusion, held_at)
  ON conferences_agendaitem TO eenplan_app;

SELECT access_protect('conferences_conference');
-- Asked last (PostgreSQL goes by name, backwards): it looks at every agenda of one's own.
CREATE POLICY agenda ON conferences_conference FOR SELECT TO eenplan_app
  USING (id = ANY (ARRAY(SELECT conference_id FROM conferences_agendaitem)));
CREATE POLICY direct ON conferences_conference TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('process_director'))::bigint[]));
GRANT SELECT, INSERT, UPDATE (at, place, chair_id, cancelled_at) ON conferences_conference TO eenplan_app;

-- Which agenda items the acting account may still write to.
CREATE OR REPLACE FUNCTION conferences_open_items() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  SELECT id FROM conferences_agendaitem WHERE case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[]) AND held_at IS NULL
$$;

SELECT access_protect('conferences_attendance');
CREATE POLICY work ON conferences_attendance FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON conferences_attendance FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY direct ON conferences_attendance TO eenplan_app
  USING (item_id = ANY (ARRAY(SELECT conferences_open_items())));
GRANT SELECT, INSERT, UPDATE (present), DELETE ON conferences_attendance TO eenplan_app;

-- Third parties at the table, and what they heard there; an item is read here by who reads it anyway.
SELECT access_protect('conferences_guest');
CREATE POLICY work ON conferences_guest FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON conferences_guest FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY direct ON conferences_guest TO eenplan_app
  USING (item_id = ANY (ARRAY(SELECT conferences_open_items())));
GRANT SELECT, INSERT, UPDATE (present), DELETE ON conferences_guest TO eenplan_app;

SELECT access_protect('conferences_heard');
CREATE POLICY work ON conferences_heard FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[])
         AND (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
              OR information_id = ANY ((SELECT exchange_received())::bigint[])
              OR information_id = ANY ((SELECT exchange_supplied())::bigint[])));
CREATE POLICY supervise ON conferences_heard FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY minute ON conferences_heard FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND guest_id IN (SELECT g.id FROM conferences_guest g
                                WHERE g.item_id = ANY (ARRAY(SELECT conferences_open_items()))));
GRANT SELECT, INSERT ON conferences_heard TO eenplan_app;

SELECT access_protect('conferences_resolution');
CREATE POLICY work ON conferences_resolution FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON conferences_resolution FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY minute ON conferences_resolution FOR INSERT TO eenplan_app
  WITH CHECK (item_id = ANY (ARRAY(SELECT conferences_open_items())) AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON conferences_resolution TO eenplan_app;

-- What is kept at an agenda item is about the case of that item; who is invited or made responsible takes part in it on
-- behalf of the organisation named, or directs it; a decision is about a person of the case (WGS 2.31(4), 2.31(5), R-15).
CREATE OR REPLACE FUNCTION conferences_takes_part(in_case bigint, account bigint, organisation bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM cases_delegate d JOIN cases_participation p ON p.id = d.participation_id
                  WHERE d.case_id = in_case AND d.account_id = account AND d.until IS NULL
                    AND p.organisation_id = organisation)
$$;

CREATE OR REPLACE FUNCTION conferences_check_attendance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM conferences_agendaitem i WHERE i.id = NEW.item_id AND i.case_id = NEW.case_id)
     OR NOT (conferences_takes_part(NEW.case_id, NEW.account_id, NEW.organisation_id)
             OR EXISTS (SELECT FROM cases_direction d JOIN network_professional p ON p.account_id = d.account_id
                         WHERE d.case_id = NEW.case_id AND d.account_id = NEW.account_id AND d.until IS NULL
                           AND d.accepted_at IS NOT NULL AND p.organisation_id = NEW.organisation_id)) THEN
    RAISE EXCEPTION 'who is invited takes part in the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'conferences_invited_takes_part';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_attendance BEFORE INSERT ON conferences_attendance
  FOR EACH ROW EXECUTE FUNCTION conferences_check_attendance();

-- A third party sits at the table of its own case, after it signed for secrecy (BGS 2.21), and hears only what was provided to it:
-- every supplier let that go (WGS 1.7(2), 2.31(10)).
CREATE OR REPLACE FUNCTION conferences_check_guest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT provisions_bound(NEW.third_party_id, NEW.case_id)
     OR NOT EXISTS (SELECT FROM conferences_agendaitem i WHERE i.id = NEW.item_id AND i.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'a third party signs for secrecy before it is on an agenda (BGS 2.21)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'conferences_guest_is_bound';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_guest BEFORE INSERT ON conferences_guest
  FOR EACH ROW EXECUTE FUNCTION conferences_check_guest();

CREATE OR REPLACE FUNCTION conferences_check_heard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
       SELECT FROM conferences_guest g
         JOIN provisions_provision p ON p.third_party_id = g.third_party_id AND p.provided_at IS NOT NULL
         JOIN provisions_choice c ON c.provision_id = p.id AND c.item_id = NEW.information_id
         JOIN exchange_item i ON i.id = c.item_id AND i.status = 'valid' AND i.consent_withdrawn_on IS NULL
              AND i.restricted_on IS NULL
        WHERE g.id = NEW.guest_id AND g.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'only what was provided is shared with a third party (WGS 1.7(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'conferences_heard_was_provided';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_heard BEFORE INSERT ON conferences_heard
  FOR EACH ROW EXECUTE FUNCTION conferences_check_heard();

CREATE OR REPLACE FUNCTION conferences_check_resolution() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM conferences_agendaitem i WHERE i.id = NEW.item_id AND i.case_id = NEW.case_id)
     OR NEW.person_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM cases_member m WHERE m.case_id = NEW.case_id AND m.person_id = NEW.person_id
             AND m.until IS NULL) THEN
    RAISE EXCEPTION 'a decision is about a person of the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'conferences_about_member';
  ELSIF NEW.responsible_id IS NOT NULL
        AND NOT conferences_takes_part(NEW.case_id, NEW.responsible_id, NEW.organisation_id) THEN
    RAISE EXCEPTION 'who is responsible takes part in the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'conferences_responsible_takes_part';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_resolution BEFORE INSERT ON conferences_resolution
  FOR EACH ROW EXECUTE FUNCTION conferences_check_resolution();
