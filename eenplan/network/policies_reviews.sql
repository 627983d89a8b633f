-- Still needed? Per organisation, asked by the house's own task or the administrator, answered by the contact person of the
-- organisation or the administrator, never about oneself (WGS 1.8(2)).

-- Is the acting account the contact person of this organisation, in a house where it works?
CREATE OR REPLACE FUNCTION network_speaks_for(house bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM network_houseorganisation h
                  WHERE h.house_id = house AND h.organisation_id = organisation AND h.contact_id = (SELECT access_account())
                    AND (h.until IS NULL OR h.until > access_today())
                    AND house = ANY (access_authorised_in()))
$$;
-- Does anybody? Of an organisation without one an administrator or manager of its first house decides.
CREATE OR REPLACE FUNCTION network_has_contact(house bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM network_houseorganisation h JOIN access_account a ON a.id = h.contact_id
                  WHERE h.house_id = house AND h.organisation_id = organisation AND (h.until IS NULL OR h.until > access_today())
                    AND a.is_active)
$$;
SELECT access_protect('network_review');
CREATE POLICY oversee ON network_review FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('referrer', 'assessor', 'participant', 'process_director', 'manager',
                                               'contact_point', 'auditor', 'administrator', 'system'))::bigint[]));
CREATE POLICY start ON network_review FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('administrator', 'system'))::bigint[]) AND started_by_id = (SELECT access_account()));
SELECT access_protect('network_reviewanswer');
CREATE POLICY with_review ON network_reviewanswer FOR SELECT TO eenplan_app
  USING (review_id = ANY (ARRAY(SELECT id FROM network_review)));
CREATE POLICY answer ON network_reviewanswer FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND EXISTS (SELECT FROM network_review r
                           JOIN network_authorisation a ON a.id = authorisation_id AND a.house_id = r.house_id
                           JOIN network_professional p ON p.account_id = a.professional_id AND p.organisation_id = r.organisation_id
                           WHERE r.id = review_id AND a.professional_id <> (SELECT access_account())
                             AND (r.house_id = ANY (access_houses('administrator'))
                                  OR network_speaks_for(r.house_id, r.organisation_id))));
GRANT SELECT, INSERT ON network_review, network_reviewanswer TO eenplan_app;

-- "No longer needed" ends the role today.
CREATE OR REPLACE FUNCTION network_no_longer_needed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE network_authorisation SET until = greatest(designated_on, (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date)
   WHERE id = NEW.authorisation_id AND (until IS NULL OR until > access_today());
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER no_longer_needed AFTER INSERT ON network_reviewanswer FOR EACH ROW WHEN (NOT NEW.needed)
  EXECUTE FUNCTION network_no_longer_needed();

-- The contact person of an organisation works there and is authorised in the house.
CREATE OR REPLACE FUNCTION network_check_contact() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.contact_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM network_professional p JOIN network_authorisation a ON a.professional_id = p.account_id
        WHERE p.account_id = NEW.contact_id AND p.organisation_id = NEW.organisation_id AND a.house_id = NEW.house_id
          AND (a.until IS NULL OR a.until > access_today())) THEN
    RAISE EXCEPTION 'a contact person is authorised for this organisation (WGS 1.8(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_contact_is_authorised';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_contact BEFORE INSERT OR UPDATE OF contact_id ON network_houseorganisation
  FOR EACH ROW EXECUTE FUNCTION network_check_contact();
