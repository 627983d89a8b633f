-- A secret address is a place: whoever lives there is shielded alike (R-78). Here stands what one place is, who makes it secret,
-- and that the flags by which policies and pages know a secret address always follow from the facts.

-- Letters and digits only, small and without accents: how a part of an address is compared.
CREATE OR REPLACE FUNCTION people_plain(written text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(normalize(lower(written), NFKD), '[\s!-/:-@\[-`{-~\u00a0\u0300-\u036f\u2010-\u2019]', '', 'g')
$$;

-- The keys of a place. Street and number are split however they were written: "Hofpad 7", "7 " and "Hofpad", or the first line of
-- an address abroad; a Dutch postcode is found in those lines too.
CREATE OR REPLACE FUNCTION people_keep_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  street text := coalesce(nullif(NEW.street, ''), split_part(NEW.lines, E'\n', 1));
  number text := NEW.number;
  apart text[] := regexp_match(street, '^(.*\D)\s+(\d.*)$');
BEGIN
  IF number = '' AND apart IS NOT NULL THEN
    street := apart[1];
    number := apart[2];
  END IF;
  NEW.postcode_key := left(people_plain(coalesce(nullif(NEW.postcode, ''),
                                                 substring(NEW.lines FROM '\m[1-9]\d{3} ?[A-Z]{2}\M'), '')), 12);
  NEW.street_key := left(people_plain(street), 200);
  NEW.number_key := left(ltrim(people_plain(number), '0'), 60);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_place BEFORE INSERT OR UPDATE ON people_address
  FOR EACH ROW EXECUTE FUNCTION people_keep_place();

-- Can two towns be one? Not when both are known and differ; a municipality stands in for a town that is not known.
CREATE OR REPLACE FUNCTION people_one_town(town text, municipality text, other_town text, other_municipality text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN town <> '' AND other_town <> '' THEN people_plain(town) = people_plain(other_town)
              WHEN concat(town, municipality) = '' OR concat(other_town, other_municipality) = '' THEN true
              ELSE people_plain(municipality) = people_plain(other_municipality) AND municipality <> ''
                   OR people_plain(coalesce(nullif(town, ''), municipality))
                      = people_plain(coalesce(nullif(other_town, ''), other_municipality)) END
$$;

-- Who lives, as far as the house knows, with somebody whose own address is secret, and by which secrecy. One place is one
-- postcode and number, or one street, number and town; what is not known of one of them may be the same. One household is one
-- place, whatever was written. A letter address and an institution say nothing about who else is written there. Of `persons`,
-- and because of `sources`; NULL is everybody.
CREATE OR REPLACE FUNCTION people_secret_housemates(persons bigint[], sources bigint[] DEFAULT NULL)
RETURNS TABLE (person bigint, mate bigint, secrecy bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH source AS NOT MATERIALIZED (
         SELECT a.*, s.id AS secrecy FROM people_addresssecrecy s JOIN people_address a ON a.person_id = s.person_id
          WHERE s.until IS NULL AND a.kind NOT IN ('letter', 'institution')
            AND (sources IS NULL OR s.person_id = ANY (sources))),
       one AS NOT MATERIALIZED (SELECT * FROM people_address WHERE persons IS NULL OR person_id = ANY (persons)),
       pair AS (
         SELECT one.person_id, source.person_id AS mate, source.secrecy FROM one JOIN source
             ON source.house_id = one.house_id AND source.postcode_key = one.postcode_key AND one.postcode_key <> ''
            AND (source.number_key = one.number_key OR '' IN (source.number_key, one.number_key))
         UNION
         SELECT one.person_id, source.person_id, source.secrecy FROM one JOIN source
             ON source.house_id = one.house_id AND source.street_key = one.street_key AND one.street_key <> ''
            AND (source.number_key = one.number_key OR '' IN (source.number_key, one.number_key))
            AND people_one_town(source.locality, source.municipality, one.locality, one.municipality)
         UNION
         SELECT one.person_id, o.person_id, s.id FROM one
           JOIN people_familymember m ON m.person_id = one.person_id
           JOIN people_familymember o ON o.family_id = m.family_id
           JOIN people_addresssecrecy s ON s.person_id = o.person_id AND s.until IS NULL
           LEFT JOIN people_address a ON a.person_id = o.person_id
          WHERE m.household AND o.household AND coalesce(least(m.until, o.until) > access_today(), true)
            AND coalesce(a.kind, '') <> 'institution' AND (sources IS NULL OR o.person_id = ANY (sources)))
  SELECT person_id, pair.mate, pair.secrecy FROM pair WHERE pair.mate <> person_id
$$;

-- What a waiver was given for: it holds as long as this stays the same.
CREATE OR REPLACE FUNCTION people_place(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(people_plain(part), '|' ORDER BY nth) FROM unnest(parts) WITH ORDINALITY AS p (part, nth)
$$;

-- Write the flags of these persons, and of those whom they shield or shielded, as the facts say.
CREATE OR REPLACE FUNCTION people_shield(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  guarded bigint[] := ARRAY(SELECT DISTINCT person_id FROM people_addresssecrecy WHERE person_id = ANY (changed));
  whom bigint[] := changed;
BEGIN
  IF guarded <> '{}' THEN
    whom := ARRAY(
      SELECT unnest(changed)
      UNION SELECT person FROM people_secret_housemates(NULL, guarded)
      UNION SELECT a.person_id FROM people_address a  -- shielded by somebody: by one of these, who moved or is secret no more?
             WHERE a.secret AND a.house_id IN (SELECT house_id FROM people_person WHERE id = ANY (guarded))
               AND NOT EXISTS (SELECT FROM people_addresssecrecy s WHERE s.person_id = a.person_id AND s.until IS NULL));
  END IF;
  WITH shared AS (SELECT person, array_agg(secrecy) AS secrecies FROM people_secret_housemates(whom) GROUP BY person),
       own AS (SELECT DISTINCT person_id FROM people_addresssecrecy WHERE person_id = ANY (whom) AND until IS NULL),
       due AS (
         SELECT p.id, own.person_id IS NOT NULL AS kept, a.id AS address,
                own.person_id IS NOT NULL OR a.kind = 'shelter'
                OR shared.person IS NOT NULL
                   AND NOT EXISTS (SELECT FROM people_addresswaiver w
                                    WHERE w.person_id = p.id AND w.until IS NULL AND shared.secrecies <@ w.despite
                                      AND w.place = people_place(a.kind, a.postcode_key, a.street_key, a.number_key,
                                                                 a.locality, a.municipality)) AS secret
           FROM people_person p LEFT JOIN people_address a ON a.person_id = p.id
           LEFT JOIN own ON own.person_id = p.id LEFT JOIN shared ON shared.person = p.id
          WHERE p.id = ANY (whom)),
       addresses AS (UPDATE people_address a SET secret = due.secret FROM due
                      WHERE a.id = due.address AND a.secret <> due.secret)
  UPDATE people_person p SET address_secret = due.kept OR coalesce(due.secret, false) FROM due
   WHERE p.id = due.id AND p.address_secret <> (due.kept OR coalesce(due.secret, false));
END $$;

-- A flag without a fact behind it gets the fact: nothing that was once called secret is ever opened by working it out again.
CREATE OR REPLACE FUNCTION people_found_secrecy(flagged bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO people_addresssecrecy (house_id, person_id, origin, reason, account_id, since, ended_reason)
  SELECT p.house_id, p.id, 'house', 'als geheim vastgelegd',
         coalesce(nullif(access_account(), 0), (SELECT min(professional_id) FROM network_authorisation a
                                                 WHERE a.house_id = p.house_id AND a.role = 'system')), now(), ''
    FROM people_person p
   WHERE p.id = ANY (flagged)
     AND NOT EXISTS (SELECT FROM people_addresssecrecy s WHERE s.person_id = p.id AND s.until IS NULL)
     AND p.id <> ALL (ARRAY(SELECT person FROM people_secret_housemates(flagged)))
$$;

-- What changes the facts. An empty statement changes nothing, and the flags that people_shield writes are what it would write.
CREATE OR REPLACE FUNCTION people_after_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh WHERE address_secret) THEN
    PERFORM people_found_secrecy(ARRAY(SELECT id FROM fresh WHERE address_secret));
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER shield_new AFTER INSERT ON people_person
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_after_person();
CREATE OR REPLACE FUNCTION people_after_flag() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_found_secrecy(ARRAY[NEW.id]) WHERE NEW.address_secret;
  PERFORM people_shield(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER shield_changed AFTER UPDATE OF address_secret ON people_person
  FOR EACH ROW WHEN (OLD.address_secret IS DISTINCT FROM NEW.address_secret) EXECUTE FUNCTION people_after_flag();

CREATE OR REPLACE FUNCTION people_after_address() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh WHERE secret OR kind = 'shelter') THEN
    PERFORM people_found_secrecy(ARRAY(SELECT person_id FROM fresh WHERE secret OR kind = 'shelter'));
  END IF;
  IF EXISTS (SELECT FROM fresh) THEN
    PERFORM people_shield(ARRAY(SELECT person_id FROM fresh));
  END IF;
  RETURN NULL;
END $$;
-- A person who is destroyed leaves those with whom he lived shielded: what was secret about their address is a fact of theirs now.
CREATE OR REPLACE FUNCTION people_leave_shielded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_found_secrecy(ARRAY(SELECT person_id FROM people_address
                                      WHERE secret AND house_id IN (SELECT house_id FROM gone WHERE secret)));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER shield_new AFTER INSERT ON people_address
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_after_address();
CREATE OR REPLACE TRIGGER shield_changed AFTER UPDATE ON people_address
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_after_address();
CREATE OR REPLACE TRIGGER shield_left AFTER DELETE ON people_address
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION people_leave_shielded();
-- The row itself is written shielded already where the person has a secrecy of his own, or the place is called a shelter.
CREATE OR REPLACE FUNCTION people_keep_address() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.secret := NEW.secret OR NEW.kind = 'shelter'
                OR EXISTS (SELECT FROM people_addresssecrecy WHERE person_id = NEW.person_id AND until IS NULL);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_secret BEFORE INSERT ON people_address
  FOR EACH ROW EXECUTE FUNCTION people_keep_address();

-- A secrecy that the house ends lets the next import write what the registry says.
CREATE OR REPLACE FUNCTION people_keep_secrecy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE people_person SET fingerprint = ''
   WHERE fingerprint <> '' AND id IN (SELECT person_id FROM fresh WHERE until IS NOT NULL AND origin = 'house');
  PERFORM people_shield(ARRAY(SELECT person_id FROM fresh)) WHERE EXISTS (SELECT FROM fresh);
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS keep_flags ON people_addresssecrecy;
CREATE OR REPLACE TRIGGER keep_flags_of_new AFTER INSERT ON people_addresssecrecy
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_keep_secrecy();
CREATE OR REPLACE TRIGGER keep_flags_of_changed AFTER UPDATE ON people_addresssecrecy
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_keep_secrecy();
-- Whoever says in the same transaction why, says it instead of the fact that a flag got.
CREATE OR REPLACE FUNCTION people_say_why() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM people_addresssecrecy
   WHERE person_id = NEW.person_id AND origin = NEW.origin AND reason = 'als geheim vastgelegd' AND since = now();
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER say_why BEFORE INSERT ON people_addresssecrecy
  FOR EACH ROW WHEN (NEW.reason <> 'als geheim vastgelegd') EXECUTE FUNCTION people_say_why();

CREATE OR REPLACE FUNCTION people_keep_household() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_shield(ARRAY(SELECT person_id FROM people_familymember WHERE family_id = NEW.family_id));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_flags AFTER INSERT OR UPDATE ON people_familymember
  FOR EACH ROW EXECUTE FUNCTION people_keep_household();

-- A waiver holds for the place and the secrecies of the moment; without them it is no decision about anything.
SELECT access_protect('people_addresswaiver');
CREATE POLICY with_person ON people_addresswaiver FOR SELECT TO eenplan_app
  USING (EXISTS (SELECT FROM people_citizennumber n WHERE n.person_id = people_addresswaiver.person_id));
CREATE OR REPLACE FUNCTION people_write_waiver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.despite := ARRAY(SELECT DISTINCT secrecy FROM people_secret_housemates(ARRAY[NEW.person_id]));
  NEW.place := (SELECT people_place(kind, postcode_key, street_key, number_key, locality, municipality)
                  FROM people_address WHERE person_id = NEW.person_id);
  IF NEW.despite = '{}' OR NEW.place IS NULL THEN
    RAISE EXCEPTION 'nobody shields this address but the person self' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'people_waiver_of_something';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER write_waiver BEFORE INSERT ON people_addresswaiver
  FOR EACH ROW EXECUTE FUNCTION people_write_waiver();
CREATE OR REPLACE FUNCTION people_after_waiver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM people_shield(ARRAY[NEW.person_id]);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_flags AFTER INSERT OR UPDATE ON people_addresswaiver
  FOR EACH ROW EXECUTE FUNCTION people_after_waiver();
GRANT SELECT, INSERT, UPDATE (until, ended_by_id) ON people_addresswaiver TO eenplan_app;

-- Of these persons, those whose secret address this organisation knows: it is named for everybody whose secrecy lies on the
-- place, or the person's own. Knowing one of two is not enough: the other may be hidden from exactly this organisation.
CREATE OR REPLACE FUNCTION people_address_known(persons bigint[], organisation bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH whose AS (
    SELECT person_id AS person, person_id AS secret FROM people_addresssecrecy WHERE person_id = ANY (persons) AND until IS NULL
    UNION SELECT person, mate FROM people_secret_housemates(persons))
  SELECT ARRAY(
    SELECT person FROM whose LEFT JOIN people_addressdisclosure d ON d.person_id = whose.secret AND d.organisation_id = organisation
     GROUP BY person HAVING bool_and(d.id IS NOT NULL))
$$;

REVOKE ALL ON FUNCTION people_secret_housemates, people_shield, people_found_secrecy, people_address_known FROM PUBLIC;

-- Addresses that were there before places had keys; once.
UPDATE people_address SET kind = kind WHERE street_key = '' AND postcode_key = '' AND concat(street, postcode, lines) <> '';
