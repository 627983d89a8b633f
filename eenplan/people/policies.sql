-- Two steps. *Who somebody is* (people_person) shows when a row that one may see names it: a search hit of today here, a
-- referral or a case in those rooms, also one that the person has left. *Everything else* (BSN, address, relations, families)
-- shows with people_citizennumber, which every person has: only those who may see the whole person have a policy there. Both
-- tables get policies from later rooms.

SELECT access_protect('people_person');
CREATE POLICY found ON people_person FOR SELECT TO eenplan_app
  USING (id = ANY ((SELECT access_objects('person', 'found'))::bigint[]));
CREATE POLICY supervise ON people_person FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- The import of the registry runs as the house's system account.
CREATE POLICY import ON people_person TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY enter ON people_person FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('referrer', 'process_director'))::bigint[])
              AND id = ANY ((SELECT access_objects('person', 'entered'))::bigint[]));

SELECT access_protect('people_citizennumber');
CREATE POLICY found ON people_citizennumber FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT access_objects('person', 'found'))::bigint[]));
CREATE POLICY supervise ON people_citizennumber FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY import ON people_citizennumber TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY enter ON people_citizennumber FOR INSERT TO eenplan_app
  WITH CHECK (bsn IS NULL AND person_id = ANY ((SELECT access_objects('person', 'entered'))::bigint[]));
CREATE POLICY write ON people_citizennumber FOR UPDATE TO eenplan_app
  USING (bsn IS NULL AND person_id = ANY ((SELECT access_objects('person', 'entered'))::bigint[])) WITH CHECK (true);
CREATE OR REPLACE FUNCTION people_add_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO people_citizennumber (house_id, person_id) SELECT house_id, id FROM fresh;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER add_number AFTER INSERT ON people_person
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_add_number();

-- What hangs on a person is looked up row by row: it is always asked for a few persons, while an array would hold everybody
-- whom one may see, in every statement.
-- Who may name organisations for a secret address, and end its secrecy, the room of cases says; here only who brings it in.
SELECT access_protect('people_addressdisclosure');
CREATE POLICY with_person ON people_addressdisclosure FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[])
         OR EXISTS (SELECT FROM people_citizennumber n WHERE n.person_id = people_addressdisclosure.person_id));
SELECT access_protect('people_addresssecrecy');
CREATE POLICY with_person ON people_addresssecrecy FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[])
         OR EXISTS (SELECT FROM people_citizennumber n WHERE n.person_id = people_addresssecrecy.person_id));
CREATE POLICY import ON people_addresssecrecy TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]) AND origin = 'registry');
CREATE POLICY enter ON people_addresssecrecy FOR INSERT TO eenplan_app
  WITH CHECK (origin = 'house' AND until IS NULL AND account_id = (SELECT access_account())
              AND person_id = ANY ((SELECT access_objects('person', 'entered'))::bigint[]));

-- A secret address is for whoever entered it, that day, and for those in a case with the person whose organisation is named
-- (cases/policies_persons.sql); nobody else's query holds the row (R-78).
-- The house of the import comes first, here and below: comparing each row with all persons of a house, one by one, would
-- make an import take the square of its size.
SELECT access_protect('people_address');
CREATE POLICY with_person ON people_address FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[])
         OR NOT secret AND EXISTS (SELECT FROM people_citizennumber n WHERE n.person_id = people_address.person_id));
CREATE POLICY import ON people_address TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY enter ON people_address FOR INSERT TO eenplan_app
  WITH CHECK (person_id = ANY ((SELECT access_objects('person', 'entered'))::bigint[]));
CREATE POLICY entered ON people_address FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT access_objects('person', 'entered'))::bigint[]));

-- A relation shows with either of its two persons; who the other is, is for whoever sees the other.
SELECT access_protect('people_relation');
CREATE POLICY with_person ON people_relation FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[])
         OR EXISTS (SELECT FROM people_citizennumber n WHERE n.person_id IN (people_relation.person_id, other_id)));
CREATE POLICY import ON people_relation TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY enter ON people_relation FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('referrer', 'participant', 'process_director'))::bigint[])
              AND person_id = ANY (ARRAY(SELECT person_id FROM people_citizennumber))
              AND (other_id IS NULL OR other_id = ANY (ARRAY(SELECT person_id FROM people_citizennumber))));

-- A family is seen with a member whom one sees: its name says already too much to others, process directors included.
-- Families come from the import; nobody composes them on a page.
SELECT access_protect('people_family');
SELECT access_protect('people_familymember');
CREATE POLICY with_person ON people_familymember FOR SELECT TO eenplan_app
  USING (EXISTS (SELECT FROM people_citizennumber n WHERE n.person_id = people_familymember.person_id));
CREATE POLICY import ON people_familymember TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));
CREATE POLICY with_member ON people_family FOR SELECT TO eenplan_app
  USING (EXISTS (SELECT FROM people_familymember m WHERE m.family_id = people_family.id));
CREATE POLICY import ON people_family TO eenplan_app USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]));

-- A list that waits for a human is work of the house: who directs processes settles it after opening the person it came for,
-- an administrator sees that it waits. It holds no value of the list.
SELECT access_protect('people_waitinglist');
CREATE POLICY house ON people_waitinglist FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('process_director', 'administrator'))::bigint[]));
CREATE POLICY import ON people_waitinglist TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[])) WITH CHECK (settled_at IS NULL);
CREATE POLICY settle ON people_waitinglist FOR UPDATE TO eenplan_app
  USING (settled_at IS NULL AND house_id = ANY ((SELECT access_houses('process_director'))::bigint[])
         AND EXISTS (SELECT FROM people_citizennumber n WHERE n.person_id = people_waitinglist.person_id))
  WITH CHECK (settled_by_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE (outcome, reason, settled_at, settled_by_id) ON people_waitinglist TO eenplan_app;

GRANT SELECT, INSERT, UPDATE ON people_person, people_family, people_familymember, people_citizennumber TO eenplan_app;
GRANT SELECT, INSERT, DELETE ON people_addressdisclosure TO eenplan_app;
GRANT SELECT, INSERT, UPDATE (until, ended_by_id, ended_reason) ON people_addresssecrecy TO eenplan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people_address, people_relation TO eenplan_app;

-- The grant for one day by which a found or entered person may be put on a referral or in a circle. Who entered a person
-- sees that day also what he wrote himself, a secret address included (scope `entered`).
DROP FUNCTION IF EXISTS people_show(bigint, bigint, text);
CREATE OR REPLACE FUNCTION people_show(person bigint, house bigint, scope text, reason text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT network_must_look('persons_per_day', house)  -- who is found for the first time that day counts
   WHERE scope = 'found' AND NOT EXISTS (
     SELECT FROM access_grant g WHERE g.account_id = access_account() AND g.kind = 'person' AND g.object_id = person AND g.until > now());
  SELECT access_give(access_account(), access_organisation(), house, 'person', person, scope, reason, 'WGS 2.31(1)',
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
    PERFORM people_show(person, house, scope, 'zelf ingevoerd') FROM unnest('{found,entered}'::text[]) scope;
    IF secret THEN
      INSERT INTO people_addressdisclosure (house_id, person_id, organisation_id, reason, since)
      SELECT house, person, organisation, 'heeft het adres zelf ingevoerd', now()
        FROM access_speaks_for('house', 'referrer') WHERE object = house;
    END IF;
    RETURN person;
  END IF;
  RAISE EXCEPTION 'only a referrer or process director enters persons (WGS 2.31(1))' USING ERRCODE = 'insufficient_privilege';
END $$;

REVOKE ALL ON FUNCTION people_enter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_enter TO eenplan_app;

-- Numbers for persons of lists of the registry, which only the house's own account takes in. The sequence itself is closed.
DROP FUNCTION IF EXISTS people_number();
CREATE OR REPLACE FUNCTION people_numbers(how_many integer) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF cardinality((SELECT access_houses('system'))::bigint[]) > 0 THEN
    RETURN QUERY SELECT nextval(pg_get_serial_sequence('people_person', 'id')) FROM generate_series(1, how_many);
    RETURN;
  END IF;
  RAISE EXCEPTION 'only an import gives numbers to persons (WGS 2.31(1))' USING ERRCODE = 'insufficient_privilege';
END $$;
REVOKE ALL ON FUNCTION people_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_numbers TO eenplan_app;
