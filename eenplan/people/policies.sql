-- A person is visible when a row that you may see names it: a search hit of today here, a referral or a case in those
-- rooms (they add their own policy on people_person). What hangs on a person is visible with the person.

SELECT access_protect('people_person');
CREATE POLICY found ON people_person FOR SELECT TO eenplan_app
  USING (id = ANY ((SELECT access_objects('person', 'found'))::bigint[]));
CREATE POLICY supervise ON people_person FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- The import of the registry runs as the house's system account.
CREATE POLICY import ON people_person TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY enter ON people_person FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('referrer', 'process_director'))::bigint[]));
CREATE POLICY mend ON people_person FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('process_director'))::bigint[]));

SELECT access_protect('people_addressdisclosure');
CREATE POLICY with_person ON people_addressdisclosure FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]) OR person_id = ANY (ARRAY(SELECT id FROM people_person)));
CREATE POLICY disclose ON people_addressdisclosure FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('process_director', 'system'))::bigint[])
              AND person_id = ANY (ARRAY(SELECT id FROM people_person)));
CREATE POLICY withdraw ON people_addressdisclosure FOR DELETE TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('process_director'))::bigint[]));

-- A secret address is for the named organisations only; nobody else's query holds the row (R-78).
-- The house of the import comes first, here and below: comparing each row with all persons of a house, one by one, would
-- make an import take the square of its size.
SELECT access_protect('people_address');
CREATE POLICY with_person ON people_address FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[])
         OR person_id = ANY (ARRAY(SELECT id FROM people_person))
            AND (NOT secret
                 OR EXISTS (SELECT FROM people_addressdisclosure d
                             WHERE d.person_id = people_address.person_id
                               AND d.organisation_id = access_organisation())));
CREATE POLICY import ON people_address TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY enter ON people_address FOR INSERT TO eenplan_app
  WITH CHECK (person_id = ANY ((SELECT access_objects('person', 'found'))::bigint[]));

-- A relation shows with either of its two persons; who the other is, is for whoever sees the other.
SELECT access_protect('people_relation');
CREATE POLICY with_person ON people_relation FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[])
         OR person_id = ANY (ARRAY(SELECT id FROM people_person)) OR other_id = ANY (ARRAY(SELECT id FROM people_person)));
CREATE POLICY import ON people_relation TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY enter ON people_relation FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('referrer', 'participant', 'process_director'))::bigint[])
              AND person_id = ANY (ARRAY(SELECT id FROM people_person))
              AND (other_id IS NULL OR other_id = ANY (ARRAY(SELECT id FROM people_person))));

-- A family is seen with a member whom one sees: its name says already too much to others, process directors included.
SELECT access_protect('people_family');
SELECT access_protect('people_familymember');
CREATE POLICY with_person ON people_familymember FOR SELECT TO eenplan_app
  USING (person_id = ANY (ARRAY(SELECT id FROM people_person)));
CREATE POLICY direct ON people_familymember FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('process_director'))::bigint[])
              AND person_id = ANY (ARRAY(SELECT id FROM people_person)));
CREATE POLICY mend ON people_familymember FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('process_director'))::bigint[]));
CREATE POLICY import ON people_familymember TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY with_member ON people_family FOR SELECT TO eenplan_app
  USING (id = ANY (ARRAY(SELECT family_id FROM people_familymember)));
CREATE POLICY mend ON people_family FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('process_director'))::bigint[]));
CREATE POLICY import ON people_family TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));

GRANT SELECT, INSERT, UPDATE ON people_person, people_family, people_familymember TO eenplan_app;
GRANT SELECT, INSERT, DELETE ON people_addressdisclosure TO eenplan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people_address, people_relation TO eenplan_app;

-- The same letters as names.fold: small, without accents, and 'ø' like 'o' although it does not fall apart into one.
CREATE OR REPLACE FUNCTION people_search_key(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(normalize(translate(
           replace(replace(replace(replace(lower(concat_ws(' ', VARIADIC parts)), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
           'øđðħıĸłŀŋŧ', 'oddhikllnt'), NFKD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]', '', 'g')
$$;

CREATE OR REPLACE FUNCTION people_keep_search_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_name := left(people_search_key(NEW.family_name, NEW.prefix, NEW.given_names, NEW.birth_date), 420);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER search_name BEFORE INSERT OR UPDATE ON people_person
  FOR EACH ROW EXECUTE FUNCTION people_keep_search_name();

-- The grant for one day by which a found or entered person may be put on a referral or in a circle.
CREATE OR REPLACE FUNCTION people_show(person bigint, house bigint, reason text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT access_give(access_account(), access_organisation(), house, 'person', person, 'found', reason, 'WGS 2.31(1)',
                     'people_person:' || access_account(), person, now(), now() + interval '1 day')
$$;
REVOKE ALL ON FUNCTION people_show FROM PUBLIC;

-- Number for a new person, with the grant that lets whoever enters it see the row. Whoever brings a secret address is the
-- first organisation that is named as knowing it, else it could not be entered (R-78).
CREATE OR REPLACE FUNCTION people_enter(house bigint, secret boolean DEFAULT false) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person bigint := nextval(pg_get_serial_sequence('people_person', 'id'));
BEGIN
  IF house = ANY ((SELECT access_houses('referrer', 'process_director', 'system'))::bigint[]) THEN
    PERFORM people_show(person, house, 'zelf ingevoerd');
    IF secret THEN
      INSERT INTO people_addressdisclosure (house_id, person_id, organisation_id, reason, since)
      VALUES (house, person, access_organisation(), 'heeft het adres zelf ingevoerd', now());
    END IF;
    RETURN person;
  END IF;
  RAISE EXCEPTION 'only a referrer or process director enters persons (WGS 2.31(1))' USING ERRCODE = 'insufficient_privilege';
END $$;

-- The persons of a house with this BSN, or this family name and birth date: no browsing through strangers. The name is typed
-- with or without prefix; a birth date of which the registry knows only year or month is found by the whole date too.
-- For functions that know who may ask.
CREATE OR REPLACE FUNCTION people_matching(house bigint, number text, name text, born text) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
  SELECT p.id FROM people_person p
   WHERE p.house_id = house
     AND CASE WHEN number <> '' THEN p.bsn = number
              ELSE born <> '' AND name <> ''
                   AND p.birth_date IN (born, left(born, 7) || '-00', left(born, 4) || '-00-00')
                   AND people_search_key(name) IN (people_search_key(p.family_name),
                                                   people_search_key(nullif(p.prefix, ''), p.family_name),
                                                   people_search_key(nullif(p.partner_name, '')),
                                                   people_search_key(nullif(p.partner_prefix, ''), nullif(p.partner_name, ''))) END
   ORDER BY p.id LIMIT 10
$$;

-- Find a person in the house. Each hit becomes visible for a day; hits and misses are logged by the caller in the same
-- transaction.
CREATE OR REPLACE FUNCTION people_find(house bigint, number text, name text, born text) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  hit bigint;
BEGIN
  IF house <> ALL ((SELECT access_houses('referrer', 'assessor', 'process_director'))::bigint[]) THEN
    RAISE EXCEPTION 'may not search persons of this house (WGS 1.8(2))' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR hit IN SELECT people_matching(house, number, name, born) LOOP
    PERFORM people_show(hit, house, 'gevonden bij zoeken');
    RETURN NEXT hit;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION people_enter, people_find FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_enter, people_find TO eenplan_app;
