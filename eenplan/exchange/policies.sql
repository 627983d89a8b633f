-- Inside a case an item is read by its supplier, by the organisations it was given to, and by the process director.
-- Both the case grant and the recipient count: leaving the case or closing it ends reading (R-24, WGS 2.31(4)).

-- Which items of my cases were given to my organisation, and which it supplied. The second runs as the owner, since the
-- policies of the two tables may not ask each other.
CREATE OR REPLACE FUNCTION exchange_received() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  mine bigint[] := access_cases();
  own bigint := access_organisation();
BEGIN
  RETURN ARRAY(SELECT item_id FROM exchange_recipient WHERE case_id = ANY (mine) AND organisation_id = own);
END $$;
DROP FUNCTION IF EXISTS exchange_supplied(bigint);
CREATE OR REPLACE FUNCTION exchange_supplied() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine bigint[] := access_cases();
  own bigint := access_organisation();
BEGIN
  RETURN ARRAY(SELECT id FROM exchange_item WHERE case_id = ANY (mine) AND supplier_id = own);
END $$;
REVOKE ALL ON FUNCTION exchange_supplied FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchange_supplied TO eenplan_app;

SELECT access_protect('exchange_recipient');
SELECT access_protect('exchange_item');
CREATE POLICY share ON exchange_item FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[])
         AND (supplier_id = access_organisation()
              OR case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
              OR id = ANY ((SELECT exchange_received())::bigint[])));
CREATE POLICY supervise ON exchange_item FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- One supplies for one's own organisation, on a case one takes part in.
CREATE POLICY supply ON exchange_item FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'take_part', 'decide'))::bigint[])
              AND supplier_id = access_organisation() AND account_id = access_account() AND status = 'valid');
-- Appended, never edited: a correction is a new row, and the trigger below marks the one it replaces (R-20, BGS 1.7).
GRANT SELECT, INSERT ON exchange_item TO eenplan_app;

-- Recipients are seen by themselves and the process director; the supplier chooses them when supplying.
CREATE POLICY own ON exchange_recipient FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[])
         AND (organisation_id = access_organisation()
              OR case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
              OR item_id = ANY ((SELECT exchange_supplied())::bigint[])));
CREATE POLICY supervise ON exchange_recipient FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY give ON exchange_recipient FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'take_part', 'decide'))::bigint[])
              AND item_id = ANY ((SELECT exchange_supplied())::bigint[]));
GRANT SELECT, INSERT ON exchange_recipient TO eenplan_app;

-- Police data only by the police, judicial data only by the prosecution, items under medical secrecy only on one of the
-- four grounds, only about a person of the case, and only to organisations on the case (WGS 2.29(2), 2.30(1), 1.5(2)).
-- A correction replaces an own, still valid item about the same person, also when that person has left the case since;
-- it does not lengthen the term, which runs from the first processing (WGS 1.8(7)).
CREATE OR REPLACE FUNCTION exchange_check_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  supplier network_organisation;
  replaced exchange_item;
BEGIN
  SELECT * INTO supplier FROM network_organisation WHERE id = NEW.supplier_id;
  SELECT * INTO replaced FROM exchange_item WHERE id = NEW.replaces_id;
  IF NEW.category = 7 AND (supplier.kind <> 'police' OR NEW.ground <> 'wpg-20(3)') THEN
    RAISE EXCEPTION 'police data only by the police' USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_police_only';
  ELSIF NEW.category = 8 AND (supplier.kind <> 'prosecution' OR NEW.ground <> 'wjsg-8b') THEN
    RAISE EXCEPTION 'judicial data only by the prosecution' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_prosecution_only';
  ELSIF supplier.medical_secrecy AND NEW.ground NOT LIKE '2.29(2)%' THEN
    RAISE EXCEPTION 'medical secrecy needs one of four grounds' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_secrecy_ground';
  ELSIF NEW.replaces_id IS NOT NULL AND (replaced.case_id, replaced.person_id, replaced.supplier_id, replaced.status)
        IS DISTINCT FROM (NEW.case_id, NEW.person_id, NEW.supplier_id, 'valid'::varchar) THEN
    RAISE EXCEPTION 'a correction replaces an own valid item about the same person' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_replaces_own';
  ELSIF NEW.replaces_id IS NULL AND NOT EXISTS (
          SELECT FROM cases_member m WHERE m.case_id = NEW.case_id AND m.person_id = NEW.person_id
             AND m.until IS NULL) THEN
    RAISE EXCEPTION 'an item is about a person of the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_about_member';
  END IF;
  NEW.first_processed_on := least(NEW.first_processed_on, replaced.first_processed_on);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_item BEFORE INSERT ON exchange_item
  FOR EACH ROW EXECUTE FUNCTION exchange_check_item();

CREATE OR REPLACE FUNCTION exchange_rectify() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE exchange_item SET status = 'rectified' WHERE id = NEW.replaces_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER rectify AFTER INSERT ON exchange_item
  FOR EACH ROW WHEN (NEW.replaces_id IS NOT NULL) EXECUTE FUNCTION exchange_rectify();

CREATE OR REPLACE FUNCTION exchange_check_recipient() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_participation p WHERE p.case_id = NEW.case_id
                    AND p.organisation_id = NEW.organisation_id AND p.until IS NULL)
     OR NOT EXISTS (SELECT FROM exchange_item i WHERE i.id = NEW.item_id AND i.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'recipients take part in the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_recipient_takes_part';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_recipient BEFORE INSERT ON exchange_recipient
  FOR EACH ROW EXECUTE FUNCTION exchange_check_recipient();

-- How many items of a case are kept from the acting account: shown as "afgeschermd", saying nothing about what they are.
-- Versions that were replaced do not count: they are no items of their own.
CREATE OR REPLACE FUNCTION exchange_shielded(in_case bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM exchange_item i
   WHERE i.case_id = in_case AND in_case = ANY ((SELECT access_cases())::bigint[]) AND i.status = 'valid'
     AND i.supplier_id <> access_organisation() AND in_case <> ALL ((SELECT access_objects('case', 'direct'))::bigint[])
     AND NOT EXISTS (SELECT FROM exchange_recipient r
                      WHERE r.item_id = i.id AND r.organisation_id = access_organisation())
$$;
REVOKE ALL ON FUNCTION exchange_shielded FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchange_shielded TO eenplan_app;
