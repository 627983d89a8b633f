-- Reference data holds no case or person data: everyone may read it, an administrator of a house may change it.
GRANT SELECT ON network_safetyregion, network_municipality, network_house, network_workingarea, network_organisation,
                network_houseorganisation, network_professional TO eenplan_app;
GRANT INSERT ON network_workingarea, network_organisation, network_houseorganisation, network_professional,
                network_authorisation TO eenplan_app;

SELECT access_protect('network_house');
CREATE POLICY everyone ON network_house FOR SELECT TO eenplan_app USING (true);
CREATE POLICY administer ON network_house FOR UPDATE TO eenplan_app
  USING (id = ANY ((SELECT access_houses('administrator'))::bigint[]));
SELECT access_protect('network_workingarea');
CREATE POLICY everyone ON network_workingarea FOR SELECT TO eenplan_app USING (true);
CREATE POLICY administer ON network_workingarea TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('administrator'))::bigint[]));
SELECT access_protect('network_houseorganisation');
CREATE POLICY everyone ON network_houseorganisation FOR SELECT TO eenplan_app USING (true);
CREATE POLICY administer ON network_houseorganisation TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('administrator'))::bigint[]));

-- Organisations and professionals are shared by houses: the first house keeps their record, and others ask it
-- (policies_elsewhere.sql). The statutory ground decides who decides, and the name of an organisation is read in every house: for
-- those two, two people (policies_two_people.sql).
CREATE OR REPLACE FUNCTION network_administered_organisations() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  mine bigint[] := access_houses('administrator');
BEGIN
  RETURN ARRAY(SELECT organisation_id FROM network_houseorganisation
                WHERE house_id = ANY (mine) AND (until IS NULL OR until > access_today()));
END $$;
SELECT access_protect('network_organisation');
CREATE POLICY everyone ON network_organisation FOR SELECT TO eenplan_app USING (true);
CREATE POLICY found ON network_organisation FOR INSERT TO eenplan_app WITH CHECK (cardinality(access_houses('administrator')) > 0);
CREATE POLICY administer ON network_organisation FOR UPDATE TO eenplan_app
  USING (home_id = ANY ((SELECT access_houses('administrator'))::bigint[]));
SELECT access_protect('network_professional');
CREATE POLICY everyone ON network_professional FOR SELECT TO eenplan_app USING (true);
CREATE POLICY add ON network_professional FOR INSERT TO eenplan_app
  WITH CHECK (organisation_id = ANY ((SELECT network_administered_organisations())::bigint[]));
CREATE POLICY administer ON network_professional FOR UPDATE TO eenplan_app
  USING (home_id = ANY ((SELECT access_houses('administrator'))::bigint[])
         OR home_id IS NULL AND organisation_id = ANY ((SELECT network_administered_organisations())::bigint[]));
GRANT UPDATE (name, purpose, contact, triage_weekday, triage_cutoff_days, assessments_required, response_days,
              first_conference_weeks, plan_weeks, evaluation_months, answer_days, correction_days, rejected_days, draft_days,
              consultation_days, request_years, retention_years, reply_days, known_checks_per_day, searches_per_day,
              persons_per_day, training_years, training_grace_days, review_months, review_days, partners_direct, four_eyes, break_glass, break_glass_hours)
  ON network_house TO eenplan_app;
GRANT UPDATE (since, until) ON network_workingarea TO eenplan_app;
GRANT UPDATE (name, oin, email, phone) ON network_organisation TO eenplan_app;
GRANT UPDATE (until, contact_id) ON network_houseorganisation TO eenplan_app;
GRANT UPDATE (function, phone) ON network_professional TO eenplan_app;
-- A role is ended and another one given: the grant of a role that is changed into another would stay.
GRANT UPDATE (until, screening, screened_on, screening_valid_until) ON network_authorisation TO eenplan_app;

SELECT access_protect('network_authorisation');
CREATE POLICY everyone ON network_authorisation FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_objects('house', 'referrer', 'assessor', 'participant', 'process_director',
                                                     'manager', 'contact_point', 'auditor', 'administrator', 'system'))::bigint[]));
CREATE POLICY administer ON network_authorisation TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('administrator'))::bigint[]))
  WITH CHECK (house_id = ANY ((SELECT access_houses('administrator'))::bigint[]) AND role <> 'system'
              AND professional_id <> (SELECT access_account()));  -- nobody authorises himself
GRANT SELECT ON network_authorisation TO eenplan_app;

-- On which day the first topic of training is missing or no longer counts (BGS 1.17): a topic that was never followed from the
-- day of designation on, and none before the house kept training at all.
CREATE OR REPLACE FUNCTION network_trained_until(trained bigint, house bigint, designated date) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(greatest(designated, h.training_since,
                      (SELECT (max(t.followed_on) + make_interval(years => h.training_years))::date FROM network_training t
                        WHERE t.house_id = h.id AND t.professional_id = trained AND t.topic = topics.topic AND t.confirmed)))
    FROM network_house h, unnest('{a,b,c,d,e,f}'::text[]) AS topics (topic) WHERE h.id = house
$$;
REVOKE ALL ON FUNCTION network_trained_until FROM PUBLIC;
-- The first day on which an authorisation opens nothing any more: designation, screening, and training with the grace of the
-- house (R-70). What the application gives waits for a second pair of eyes (policies_two_people.sql).
CREATE OR REPLACE FUNCTION network_reckon_authorisation() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.role <> 'system' THEN
    NEW.trained_until := network_trained_until(NEW.professional_id, NEW.house_id, NEW.designated_on);
  END IF;
  NEW.ends_on := least(NEW.until, NEW.screening_valid_until,
                       NEW.trained_until + (SELECT training_grace_days FROM network_house WHERE id = NEW.house_id));
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER reckon BEFORE INSERT OR UPDATE ON network_authorisation
  FOR EACH ROW EXECUTE FUNCTION network_reckon_authorisation();

-- No account without statutory ground (R-30, WGS 2.27); only core participants assess (WGS 2.31(2)); the roles of
-- purpose b and c stay apart from casework, also in one person (R-71); private staff declares to have no commercial duties
-- (WGS 1.4(3), R-70). The contact point is a College or burgemeester (BGS 1.1); the process director is staff of the house, of a
-- municipality that is, unless the house lets other participants direct. An authorisation becomes a grant on the house.
CREATE OR REPLACE FUNCTION network_authorise() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organisation network_organisation;
BEGIN
  SELECT o.* INTO organisation FROM network_organisation o JOIN network_professional p ON p.organisation_id = o.id
   WHERE p.account_id = NEW.professional_id;
  IF organisation.ground = 'none' AND NEW.role <> 'system' THEN
    RAISE EXCEPTION 'no account without statutory ground (WGS 2.27, R-30)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_no_account_without_ground';
  ELSIF NEW.role = 'assessor' AND organisation.ground NOT LIKE '2.27(1)%' THEN
    RAISE EXCEPTION 'only core participants assess (WGS 2.31(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_only_core_assesses';
  ELSIF TG_OP = 'INSERT' AND NEW.role = 'contact_point' AND organisation.ground NOT IN ('2.27(1)e', '2.27(1)f') THEN
    RAISE EXCEPTION 'the contact point is a College or burgemeester (BGS 1.1)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_contact_point_of_municipality';
  ELSIF TG_OP = 'INSERT' AND NEW.role = 'process_director' AND organisation.ground NOT IN ('2.27(1)e', '2.27(1)f')
        AND NOT (SELECT h.partners_direct FROM network_house h WHERE h.id = NEW.house_id) THEN
    RAISE EXCEPTION 'the process director is staff of the house (WGS 2.31(4), R-09)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_director_of_house';
  ELSIF NEW.purpose <> (CASE WHEN NEW.role IN ('auditor', 'contact_point') THEN 'b'
                             WHEN NEW.role IN ('administrator', 'system') THEN 'c' ELSE 'a' END) THEN
    RAISE EXCEPTION 'role and purpose do not match (WGS 1.8(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_role_fits_purpose';
  ELSIF organisation.ground LIKE '2.27(2)%' AND NOT NEW.no_commercial_duties THEN
    RAISE EXCEPTION 'private participants send nobody with commercial duties (WGS 1.4(3))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_no_commercial_duties';
  ELSIF EXISTS (SELECT FROM network_authorisation other
                 WHERE other.professional_id = NEW.professional_id AND other.house_id = NEW.house_id AND other.purpose <> NEW.purpose
                   AND coalesce(other.until, 'infinity') > greatest(NEW.designated_on, access_today())
                   AND coalesce(NEW.until, 'infinity') > greatest(other.designated_on, access_today())) THEN
    RAISE EXCEPTION 'one professional serves one purpose in a house (WGS 1.8(2), R-71)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_one_purpose';
  END IF;
  IF NEW.confirmed THEN
    PERFORM access_give(NEW.professional_id, organisation.id, NEW.house_id, 'house', NEW.house_id, NEW.role,
                        'aangewezen en gescreend', 'WGS 1.8(2)', 'network_authorisation', NEW.id,
                        NEW.designated_on::timestamp AT TIME ZONE 'Europe/Amsterdam',
                        NEW.ends_on::timestamp AT TIME ZONE 'Europe/Amsterdam');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER authorise AFTER INSERT OR UPDATE ON network_authorisation
  FOR EACH ROW EXECUTE FUNCTION network_authorise();

-- Training moves the end of the grants; so does a house that changes its terms for training.
SELECT access_protect('network_training');
CREATE POLICY oversee ON network_training FOR SELECT TO eenplan_app
  USING (professional_id = (SELECT access_account())
         OR house_id = ANY ((SELECT access_houses('administrator', 'auditor'))::bigint[]));
CREATE POLICY administer ON network_training FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('administrator'))::bigint[]) AND professional_id <> (SELECT access_account())
              AND followed_on <= (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date);
GRANT SELECT, INSERT ON network_training TO eenplan_app;
CREATE OR REPLACE FUNCTION network_reckon() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE network_authorisation SET until = until
   WHERE (until IS NULL OR until > access_today()) AND role <> 'system'
     AND house_id = CASE TG_TABLE_NAME WHEN 'network_house' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'house_id')::bigint END
     AND (TG_TABLE_NAME = 'network_house' OR professional_id = (to_jsonb(NEW) ->> 'professional_id')::bigint);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER reckon AFTER INSERT OR UPDATE OF confirmed ON network_training FOR EACH ROW EXECUTE FUNCTION network_reckon();
CREATE OR REPLACE TRIGGER reckon AFTER UPDATE ON network_house FOR EACH ROW
  WHEN ((NEW.training_since, NEW.training_years, NEW.training_grace_days)
        IS DISTINCT FROM (OLD.training_since, OLD.training_years, OLD.training_grace_days))
  EXECUTE FUNCTION network_reckon();

-- What was given before this was reckoned.
UPDATE network_authorisation SET until = until WHERE ends_on IS NULL;

-- The next number of a kind in a house and year, like DEMO-2026-0012; gapless within a transaction's commit order.
CREATE OR REPLACE FUNCTION network_number(house bigint, sort text) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO network_counter AS c (house_id, kind, year, last)
  VALUES (house, sort, extract(year FROM now() AT TIME ZONE 'Europe/Amsterdam'), 1)
  ON CONFLICT (house_id, kind, year) DO UPDATE SET last = c.last + 1
  RETURNING (SELECT code FROM network_house WHERE id = house) || CASE sort WHEN 'C' THEN '' ELSE '-' || sort END
            || '-' || c.year || '-' || lpad(c.last::text, greatest(4, length(c.last::text)), '0')
$$;
REVOKE ALL ON FUNCTION network_number FROM PUBLIC, eenplan_app;  -- only triggers give numbers: a number tells how many there are

SELECT access_protect('network_lifedomain');
CREATE POLICY everyone ON network_lifedomain FOR SELECT TO eenplan_app USING (true);
CREATE POLICY administer ON network_lifedomain TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('administrator'))::bigint[]));
GRANT SELECT, INSERT, UPDATE (name, position, active) ON network_lifedomain TO eenplan_app;

-- A new house, with the thirteen domains of the ZRM and its system account (no password: it cannot log in). Owner only.
CREATE OR REPLACE FUNCTION network_found_house(house_code text, house_name text, region_code text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  house bigint;
  organisation bigint;
  system bigint;
BEGIN
  INSERT INTO network_house (code, name, region_id, purpose, contact, triage_weekday, triage_cutoff_days,
    assessments_required, response_days, first_conference_weeks, plan_weeks, evaluation_months, rejected_days, retention_years)
  SELECT house_code, house_name, r.id,
         'Voorkomen, verminderen en bestrijden van criminaliteit en ernstige overlast en van onveilige situaties voor '
         'personen of binnen een gebied, door handhaving, begeleiding, zorg en hulpverlening op elkaar af te stemmen '
         '(WGS 2.25).', '', 2, 1, 2, 5, 2, 6, 3, 30, 5
    FROM network_safetyregion r WHERE r.code = region_code
  RETURNING id INTO STRICT house;
  INSERT INTO network_lifedomain (house_id, code, name, position, active)
  SELECT house, code, name, row_number() OVER (), true FROM (VALUES
    ('finances', 'Financiën'), ('work', 'Werk en opleiding'), ('time', 'Tijdsbesteding'), ('housing', 'Huisvesting'),
    ('home', 'Huiselijke relaties'), ('mental', 'Geestelijke gezondheid'), ('physical', 'Lichamelijke gezondheid'),
    ('substances', 'Middelengebruik'), ('adl', 'Basale ADL'), ('iadl', 'Instrumentele ADL'),
    ('network', 'Sociaal netwerk'), ('participation', 'Maatschappelijke participatie'), ('justice', 'Justitie')
  ) AS zrm (code, name);
  -- The house's own tasks act on behalf of the cooperation, which is not itself an organisation of WGS 2.27.
  INSERT INTO network_organisation (name, kind, ground, medical_secrecy, oin, email, phone, since)
  VALUES ('Systeem ' || house_code, 'other', 'none', false, '', '', '', access_today()) RETURNING id INTO organisation;
  INSERT INTO access_account (password_stamp, email, name, is_active, is_demo, language, joined_at)
  VALUES (gen_random_uuid(), lower('system@' || house_code || '.invalid'), 'Systeem ' || house_code, true, false, 'nl', now())
  RETURNING id INTO system;
  INSERT INTO network_professional (account_id, organisation_id, function, phone)
  VALUES (system, organisation, 'systeemtaak', '');
  INSERT INTO network_authorisation (house_id, professional_id, role, purpose, designated_on, screening, screened_on,
                                     screening_valid_until, no_commercial_duties)
  VALUES (house, system, 'system', 'c', access_today(), 'screening', access_today(), '9999-12-31', true);
  RETURN house;
END $$;
REVOKE ALL ON FUNCTION network_found_house FROM PUBLIC;
