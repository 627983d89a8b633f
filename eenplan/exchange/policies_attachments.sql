-- A file is read by whoever reads its item, handed in by the supplier, and goes with the words of the item (R-24, R-31, R-77).
SELECT exchange_protect_addition('exchange_attachment');

-- Handing in a file is sharing more: not once the consent under the item was withdrawn (R-22) or its use restricted (AVG 18).
CREATE OR REPLACE FUNCTION exchange_check_attachment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT exchange_usable(NEW.item_id) THEN
    RAISE EXCEPTION 'what is no longer valid or lost its consent is not shared' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_item_usable';
  ELSIF EXISTS (SELECT FROM exchange_item i WHERE i.id = NEW.item_id AND i.restricted_on IS NOT NULL) THEN
    RAISE EXCEPTION 'use of this item is restricted (AVG 18)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_use_restricted';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_usable BEFORE INSERT ON exchange_attachment
  FOR EACH ROW EXECUTE FUNCTION exchange_check_attachment();

CREATE OR REPLACE FUNCTION exchange_drop_attachments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM exchange_attachment WHERE item_id = NEW.id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER drop_attachments AFTER UPDATE ON exchange_item
  FOR EACH ROW WHEN (NEW.status = 'destroyed' AND OLD.status <> 'destroyed') EXECUTE FUNCTION exchange_drop_attachments();

-- The signed form of a consent is read by who sees the consent, and handed in by the organisation that the consent was given to;
-- also after a withdrawal, since it proves what stood until then (R-22, AVG 7).
SELECT access_protect('exchange_consentfile');
CREATE POLICY share ON exchange_consentfile FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[])
         AND consent_id IN (SELECT c.id FROM exchange_consent c WHERE c.case_id = ANY ((SELECT access_cases())::bigint[])));
CREATE POLICY supervise ON exchange_consentfile FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY hand_in ON exchange_consentfile FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'take_part', 'decide'))::bigint[])
              AND account_id = (SELECT access_account())
              AND consent_id IN (SELECT c.id FROM exchange_consent c WHERE c.case_id = exchange_consentfile.case_id
                                    AND (c.case_id, c.supplier_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))));
GRANT SELECT, INSERT ON exchange_consentfile TO eenplan_app;

-- A few files at most, with a consent of the same case. Locked, so that two at once are counted one after the other.
CREATE OR REPLACE FUNCTION exchange_check_consent_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM exchange_consent c WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id FOR UPDATE;
  IF NOT FOUND OR (SELECT count(*) FROM exchange_consentfile f WHERE f.consent_id = NEW.consent_id) >= 3 THEN
    RAISE EXCEPTION 'a few files at most, with a consent of this case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_few_files';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER few BEFORE INSERT ON exchange_consentfile
  FOR EACH ROW EXECUTE FUNCTION exchange_check_consent_file();
