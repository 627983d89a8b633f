-- What a case opens of the persons in it. Who somebody is (people_person) stays with the case, also after the person has left
-- it or the case was closed; everything else is for the work on an open case, about who is in it now (WGS 2.31(8), BGS 1.6).

-- The persons who are in the open cases that one works on.
CREATE OR REPLACE FUNCTION cases_present() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine bigint[] := access_cases();
BEGIN
  RETURN ARRAY(SELECT person_id FROM cases_member WHERE case_id = ANY (mine) AND until IS NULL);
END $$;
CREATE POLICY work ON people_citizennumber FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT cases_present())::bigint[]));

-- A secret address is for who takes part in an open case with the person on behalf of an organisation that is named for all who
-- make it secret (R-78). Who directs the process names it, and does not see the address by that.
CREATE OR REPLACE FUNCTION cases_address_known() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT unnest(people_address_known(array_agg(m.person_id), mine.organisation))
                 FROM access_speaks_for('case', 'take_part', 'decide') mine
                 JOIN cases_member m ON m.case_id = mine.object AND m.until IS NULL
                 JOIN people_address a ON a.person_id = m.person_id AND a.secret
                GROUP BY mine.organisation);
END $$;
CREATE POLICY named ON people_address FOR SELECT TO eenplan_app
  USING (secret AND person_id = ANY ((SELECT cases_address_known())::bigint[]));

-- The process director of a case with the person names organisations on that case, keeps the address secret, and ends that.
CREATE OR REPLACE FUNCTION cases_directed_persons() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine bigint[] := access_objects('case', 'direct');
BEGIN
  RETURN ARRAY(SELECT person_id FROM cases_member WHERE case_id = ANY (mine) AND until IS NULL);
END $$;
CREATE OR REPLACE FUNCTION cases_may_name(person bigint, organisation bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM cases_member m JOIN cases_participation p ON p.case_id = m.case_id AND p.until IS NULL
                  WHERE m.person_id = person AND m.until IS NULL AND p.organisation_id = organisation
                    AND m.case_id = ANY (access_objects('case', 'direct')))
$$;
-- Who makes the address of somebody secret beside the person, for who directs a case with the person: the number of whom he
-- directs a case with too, NULL for anybody else.
CREATE OR REPLACE FUNCTION cases_secret_housemates(whom bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT CASE WHEN h.mate = ANY (mine.persons) THEN h.mate END
    FROM (SELECT cases_directed_persons() AS persons) mine, people_secret_housemates(ARRAY[whom]) h
   WHERE whom = ANY (mine.persons)
$$;
-- Does a text that is about to leave the case tell where somebody in the case hides: street with number, or postcode? Yes or no,
-- for who works on the case; whatever stands between the words (R-78).
CREATE OR REPLACE FUNCTION cases_tells_secret_address(which bigint, written text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM cases_member m JOIN people_address a ON a.person_id = m.person_id AND a.secret, people_plain(written) AS plain
     WHERE m.case_id = which AND m.until IS NULL AND which = ANY (access_objects('case', 'take_part', 'decide', 'direct'))
       AND people_tells(plain, a.street_key, a.number_key, a.postcode_key))
$$;
-- Of whom in the cases of who acts does a text tell where he hides? Asked before any text is kept, whatever it is about (R-78).
CREATE OR REPLACE FUNCTION cases_told_of(written text) RETURNS TABLE (house bigint, person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT m.house_id, m.person_id
    FROM cases_member m JOIN people_address a ON a.person_id = m.person_id AND a.secret, people_plain(written) AS plain
   WHERE m.case_id = ANY ((SELECT access_objects('case', 'take_part', 'decide', 'direct'))::bigint[]) AND m.until IS NULL
     AND people_tells(plain, a.street_key, a.number_key, a.postcode_key)
$$;
REVOKE ALL ON FUNCTION cases_present, cases_address_known, cases_directed_persons, cases_may_name, cases_secret_housemates,
  cases_tells_secret_address, cases_told_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_present, cases_address_known, cases_directed_persons, cases_may_name, cases_secret_housemates,
  cases_tells_secret_address, cases_told_of TO eenplan_app;
CREATE POLICY disclose ON people_addressdisclosure FOR INSERT TO eenplan_app
  WITH CHECK (cases_may_name(person_id, organisation_id));
CREATE POLICY withdraw ON people_addressdisclosure FOR DELETE TO eenplan_app
  USING (person_id = ANY ((SELECT cases_directed_persons())::bigint[]));
CREATE POLICY keep ON people_addresssecrecy FOR INSERT TO eenplan_app
  WITH CHECK (origin = 'house' AND until IS NULL AND account_id = (SELECT access_account())
              AND person_id = ANY ((SELECT cases_directed_persons())::bigint[]));
CREATE POLICY finish ON people_addresssecrecy FOR UPDATE TO eenplan_app
  USING (origin = 'house' AND until IS NULL AND person_id = ANY ((SELECT cases_directed_persons())::bigint[]))
  WITH CHECK (ended_by_id = (SELECT access_account()));
CREATE POLICY waive ON people_addresswaiver FOR INSERT TO eenplan_app
  WITH CHECK (until IS NULL AND account_id = (SELECT access_account())
              AND person_id = ANY ((SELECT cases_directed_persons())::bigint[]));
CREATE POLICY finish ON people_addresswaiver FOR UPDATE TO eenplan_app
  USING (until IS NULL AND person_id = ANY ((SELECT cases_directed_persons())::bigint[]))
  WITH CHECK (ended_by_id = (SELECT access_account()));
