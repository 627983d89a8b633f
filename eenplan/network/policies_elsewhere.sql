-- What has effect in another house is decided there, and stands in its log (docs/adr/0024). An organisation and a professional
-- have a first house, where they came in; it keeps their record. Other houses ask it.

-- Where somebody came in first: of an organisation the first house in which it takes part, of a professional the first that gave
-- a role.
CREATE OR REPLACE FUNCTION network_come_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'network_houseorganisation' THEN
    UPDATE network_organisation SET home_id = NEW.house_id WHERE id = NEW.organisation_id AND home_id IS NULL;
  ELSE
    UPDATE network_professional SET home_id = NEW.house_id WHERE account_id = NEW.professional_id AND home_id IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER come_in AFTER INSERT ON network_houseorganisation FOR EACH ROW EXECUTE FUNCTION network_come_in();
CREATE OR REPLACE TRIGGER come_in AFTER INSERT ON network_authorisation FOR EACH ROW EXECUTE FUNCTION network_come_in();
CREATE OR REPLACE FUNCTION network_without_home() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.home_id := NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER without_home BEFORE INSERT ON network_organisation FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_without_home();
CREATE OR REPLACE TRIGGER without_home BEFORE INSERT ON network_professional FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_without_home();

-- Which house decides what is asked: about the record of a professional her own first house, about an account and an
-- organisation the first house of the organisation.
CREATE OR REPLACE FUNCTION network_home(kind text, organisation bigint, account bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN kind = 'details' AND account IS NOT NULL THEN p.home_id ELSE o.home_id END
    FROM network_organisation o LEFT JOIN network_professional p ON p.organisation_id = o.id AND p.account_id = account
   WHERE o.id = coalesce(organisation, (SELECT organisation_id FROM network_professional WHERE account_id = account))
$$;

-- The houses that have to do with an organisation or with a professional: the first one, and where they take part or work now.
CREATE OR REPLACE FUNCTION network_houses_of_organisation(organisation bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT home_id FROM network_organisation WHERE id = organisation AND home_id IS NOT NULL
               UNION SELECT house_id FROM network_houseorganisation
                      WHERE organisation_id = organisation AND (until IS NULL OR until > access_today()))
$$;
CREATE OR REPLACE FUNCTION network_houses_of_account(account bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT unnest(ARRAY[p.home_id, o.home_id]) FROM network_professional p
                 JOIN network_organisation o ON o.id = p.organisation_id WHERE p.account_id = account
               UNION SELECT house_id FROM network_authorisation
                      WHERE professional_id = account AND (until IS NULL OR until > access_today())
               EXCEPT SELECT NULL)
$$;
REVOKE ALL ON FUNCTION network_houses_of_organisation, network_houses_of_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_houses_of_account TO eenplan_app;

-- A line in the log of every house that an act touches and in which who acts does not administer. For triggers only.
CREATE OR REPLACE FUNCTION network_note(houses bigint[], act text, about text, said text DEFAULT '') RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, categories, outcome,
                           access_point, detail, salt, subject_digest, digest)
  SELECT now(), gen_random_uuid(), access_account(), access_organisation(), house, 'administrator', 'beheer (WGS 1.8 lid 2)', act,
         about, '{}', 'ok', 'eenplan', left(coalesce(said, ''), 300), '', '', ''
    FROM unnest(houses) AS house
   WHERE access_account() IS NOT NULL AND house <> ALL (access_houses('administrator', 'manager'))
$$;
REVOKE ALL ON FUNCTION network_note FROM PUBLIC;

-- What another house keeps is not taken: neither its organisations without asking, nor the accounts of people of an organisation
-- that does not take part, nor a municipality of another region.
CREATE OR REPLACE FUNCTION network_keep_to_own_house() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'network_houseorganisation' THEN
      IF (SELECT home_id FROM network_organisation WHERE id = NEW.organisation_id) <> NEW.house_id THEN
        RAISE EXCEPTION 'the first house of the organisation decides (WGS 1.8(2))' USING ERRCODE = 'check_violation',
          CONSTRAINT = 'network_first_house_decides';
      END IF;
    WHEN 'network_authorisation' THEN
      IF NOT EXISTS (SELECT FROM network_houseorganisation h JOIN network_professional p USING (organisation_id)
                      WHERE h.house_id = NEW.house_id AND p.account_id = NEW.professional_id
                        AND (h.until IS NULL OR h.until > access_today())) THEN
        RAISE EXCEPTION 'the organisation takes part in the house (WGS 2.27)' USING ERRCODE = 'check_violation',
          CONSTRAINT = 'network_role_of_participant';
      END IF;
    WHEN 'network_workingarea' THEN
      IF NOT EXISTS (SELECT FROM network_municipality m JOIN network_house h ON h.region_id = m.region_id
                      WHERE m.id = NEW.municipality_id AND h.id = NEW.house_id) THEN
        RAISE EXCEPTION 'a municipality of the own region (BGS 2.18)' USING ERRCODE = 'check_violation',
          CONSTRAINT = 'network_area_in_region';
      END IF;
  END CASE;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER own_house BEFORE INSERT ON network_houseorganisation FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_keep_to_own_house();
CREATE OR REPLACE TRIGGER own_house BEFORE INSERT ON network_authorisation FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_keep_to_own_house();
CREATE OR REPLACE TRIGGER own_house BEFORE INSERT ON network_workingarea FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_keep_to_own_house();

-- What touches another house stands in its log, also when it was written past the pages.
CREATE OR REPLACE FUNCTION network_tell() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  said text := (SELECT string_agg(now.key || CASE WHEN now.key IN ('phone', 'function') AND TG_TABLE_NAME = 'network_professional'
                                                  THEN '' ELSE ': ' || coalesce(nullif(was.value #>> '{}', ''), '–') || ' → '
                                                         || coalesce(nullif(now.value #>> '{}', ''), '–') END, '; ')
                  FROM jsonb_each(to_jsonb(NEW)) AS now
                  JOIN jsonb_each(CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) END) AS was USING (key) WHERE now.value <> was.value);
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'network_organisation' THEN
      PERFORM network_note(network_houses_of_organisation(NEW.id), 'organisation.change', 'organisation:' || NEW.id, said);
    WHEN 'network_houseorganisation' THEN
      PERFORM network_note(ARRAY(SELECT home_id FROM network_organisation WHERE id = NEW.organisation_id),
                           CASE TG_OP WHEN 'INSERT' THEN 'organisation.join' ELSE 'organisation.leave' END,
                           'organisation:' || NEW.organisation_id,
                           (SELECT code FROM network_house WHERE id = NEW.house_id) || coalesce(' ' || NEW.until, ''));
    WHEN 'network_professional' THEN
      PERFORM network_note(network_houses_of_account(NEW.account_id),
                           CASE TG_OP WHEN 'INSERT' THEN 'professional.add' ELSE 'professional.change' END,
                           'account:' || NEW.account_id, said);
    WHEN 'network_authorisation' THEN
      PERFORM network_note(ARRAY(SELECT DISTINCT unnest(ARRAY[p.home_id, o.home_id]) FROM network_professional p
                                   JOIN network_organisation o ON o.id = p.organisation_id WHERE p.account_id = NEW.professional_id),
                           CASE TG_OP WHEN 'INSERT' THEN 'authorisation.give' ELSE 'authorisation.end' END,
                           'account:' || NEW.professional_id, (SELECT code FROM network_house WHERE id = NEW.house_id) || ' ' || NEW.role);
  END CASE;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell AFTER UPDATE ON network_organisation FOR EACH ROW
  WHEN (NEW IS DISTINCT FROM OLD AND NEW.home_id IS NOT DISTINCT FROM OLD.home_id) EXECUTE FUNCTION network_tell();
CREATE OR REPLACE TRIGGER tell AFTER INSERT OR UPDATE OF until ON network_houseorganisation FOR EACH ROW EXECUTE FUNCTION network_tell();
CREATE OR REPLACE TRIGGER tell AFTER INSERT ON network_professional FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_tell();
CREATE OR REPLACE TRIGGER tell_change AFTER UPDATE OF function, phone ON network_professional FOR EACH ROW EXECUTE FUNCTION network_tell();
CREATE OR REPLACE TRIGGER tell AFTER INSERT ON network_authorisation FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_tell();
CREATE OR REPLACE TRIGGER tell_end AFTER UPDATE OF until ON network_authorisation FOR EACH ROW
  WHEN (NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION network_tell();

-- An invitation is a letter and no row: whoever sends it says so to the other houses in which somebody works.
CREATE OR REPLACE FUNCTION network_tell_invitation(account bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF network_houses_of_account(account) && access_houses('administrator') THEN
    PERFORM network_note(network_houses_of_account(account), 'professional.invite', 'account:' || account);
  END IF;
END $$;
REVOKE ALL ON FUNCTION network_tell_invitation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_tell_invitation TO eenplan_app;
