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
  SELECT CASE WHEN town = other_town AND town <> '' THEN true  -- the same letters: the usual case, and many times as fast
              WHEN municipality = other_municipality AND municipality <> '' AND '' IN (town, other_town) THEN true
              WHEN town <> '' AND other_town <> '' THEN people_plain(town) = people_plain(other_town)
              WHEN concat(town, municipality) = '' OR concat(other_town, other_municipality) = '' THEN true
              ELSE people_plain(municipality) = people_plain(other_municipality) AND municipality <> ''
                   OR people_plain(coalesce(nullif(town, ''), municipality))
                      = people_plain(coalesce(nullif(other_town, ''), other_municipality)) END
$$;

-- Who lives at the place of whom, as far as the house knows. One place is one postcode and number, or one street, number and town;
-- what is not known of one of them may be the same. One household is one place, whatever was written. A letter address and an
-- institution of a mate say nothing about who else is written there. Everybody stands here: a query asks for one, of either side.
-- The house is compared in a way that no index knows: in a house that is being filled the planner takes it for the rarest of all.
-- That neither key is empty is said of both: whichever side comes first, nobody is looked up among all of whom it is not known.
CREATE OR REPLACE FUNCTION people_living_together() RETURNS TABLE (person bigint, mate bigint) LANGUAGE sql STABLE AS $$
  SELECT one.person_id, other.person_id FROM people_address one JOIN people_address other
      ON other.house_id - one.house_id = 0 AND other.postcode_key = one.postcode_key
     AND one.postcode_key <> '' AND other.postcode_key <> ''
     AND (other.number_key = one.number_key OR '' IN (other.number_key, one.number_key))
   WHERE other.kind NOT IN ('letter', 'institution') AND other.person_id <> one.person_id
  UNION ALL
  SELECT one.person_id, other.person_id FROM people_address one JOIN people_address other
      ON other.house_id - one.house_id = 0 AND other.street_key = one.street_key
     AND one.street_key <> '' AND other.street_key <> ''
     AND (other.number_key = one.number_key OR '' IN (other.number_key, one.number_key))
   WHERE other.kind NOT IN ('letter', 'institution') AND other.person_id <> one.person_id
     AND people_one_town(other.locality, other.municipality, one.locality, one.municipality)
  UNION ALL
  SELECT one.person_id, other.person_id FROM people_familymember one JOIN people_familymember other ON other.family_id = one.family_id
    LEFT JOIN people_address a ON a.person_id = other.person_id
   WHERE one.household AND other.household AND other.person_id <> one.person_id AND coalesce(a.kind, '') <> 'institution'
     AND coalesce(least(one.until, other.until) > access_today(), true)
$$;

-- With whom of those whose own address is secret these persons live, and by which secrecy. Few are asked for themselves, many from
-- the side of the secret ones, who are few in a house; each by the index of the keys, also in a transaction that has just filled
-- a table of which the planner still thinks that it is empty.
DROP FUNCTION IF EXISTS people_secret_housemates(bigint[], bigint[]);
CREATE OR REPLACE FUNCTION people_secret_housemates(persons bigint[]) RETURNS TABLE (person bigint, mate bigint, secrecy bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  IF cardinality(persons) <= 100 THEN
    RETURN QUERY
      SELECT DISTINCT asked, near.mate, s.id FROM unnest(persons) asked,
             LATERAL (SELECT mate FROM people_living_together() WHERE person = asked OFFSET 0) near,
             LATERAL (SELECT id FROM people_addresssecrecy WHERE person_id = near.mate AND until IS NULL OFFSET 0) s;
  ELSE
    RETURN QUERY
      SELECT DISTINCT near.person, s.person_id, s.id FROM people_addresssecrecy s,
             LATERAL (SELECT person FROM people_living_together() WHERE mate = s.person_id OFFSET 0) near
       WHERE s.until IS NULL AND (near.person IN (SELECT unnest(persons))) IS TRUE;  -- so no join: looked up in one hash of them
  END IF;
END $$;

-- Does a text (people_plain) tell of this place: by street with number, or by a whole postcode?
CREATE OR REPLACE FUNCTION people_tells(plain text, street text, number text, postcode text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT street <> '' AND position(street || number IN plain) > 0
         OR postcode ~ '^\d{4}[a-z]{2}$' AND position(postcode IN plain) > 0
$$;

-- What a waiver was given for: it holds as long as this stays the same.
CREATE OR REPLACE FUNCTION people_place(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(people_plain(part), '|' ORDER BY nth) FROM unnest(parts) WITH ORDINALITY AS p (part, nth)
$$;

-- Write the flags of these persons, and of those whom they shield or shielded, as the facts say. Of who has not `moved` the mates are
-- those of before; else also whoever is shielded by somebody is looked at again.
DROP FUNCTION IF EXISTS people_shield(bigint[]);
CREATE OR REPLACE FUNCTION people_shield(changed bigint[], moved boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  guarded bigint[] := ARRAY(SELECT DISTINCT person_id FROM people_addresssecrecy WHERE person_id = ANY (changed));
  whom bigint[] := changed;
BEGIN
  IF guarded <> '{}' THEN
    whom := ARRAY(
      SELECT unnest(changed)
      UNION SELECT near.person FROM unnest(guarded) one, LATERAL (SELECT person FROM people_living_together() WHERE mate = one OFFSET 0) near
      UNION SELECT a.person_id FROM people_address a  -- shielded by somebody: by one of these, who lived there?
             WHERE moved AND a.secret AND a.house_id IN (SELECT house_id FROM people_person WHERE id = ANY (guarded))
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
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  bare bigint[] := ARRAY(SELECT p.id FROM people_person p
                          WHERE p.id = ANY (flagged)
                            AND NOT EXISTS (SELECT FROM people_addresssecrecy s WHERE s.person_id = p.id AND s.until IS NULL));
BEGIN
  IF bare <> '{}' THEN
    INSERT INTO people_addresssecrecy (house_id, person_id, origin, reason, account_id, since, ended_reason)
    SELECT p.house_id, p.id, 'house', 'als geheim vastgelegd',
           coalesce(nullif(access_account(), 0), (SELECT min(professional_id) FROM network_authorisation a
                                                   WHERE a.house_id = p.house_id AND a.role = 'system')), now(), ''
      FROM people_person p
     WHERE p.id = ANY (bare) AND p.id NOT IN (SELECT person FROM people_secret_housemates(bare));
  END IF;
END $$;

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
DECLARE
  closed bigint[] := ARRAY(SELECT id FROM fresh JOIN gone USING (id) WHERE fresh.address_secret AND NOT gone.address_secret);
  opened bigint[] := ARRAY(SELECT id FROM fresh JOIN gone USING (id) WHERE gone.address_secret AND NOT fresh.address_secret);
BEGIN
  IF closed || opened <> '{}' THEN
    PERFORM people_found_secrecy(closed);
    PERFORM people_shield(closed || opened);
  END IF;
  RETURN NULL;
END $$;
-- One time for a whole statement: a delivery that shields a thousand persons is one question, not a thousand about a whole house.
CREATE OR REPLACE TRIGGER shield_changed AFTER UPDATE ON people_person
  REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_after_flag();

CREATE OR REPLACE FUNCTION people_after_address() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  moved boolean := false;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    moved := EXISTS (
      SELECT FROM fresh f JOIN gone g USING (id)
       WHERE (f.person_id, f.kind, f.postcode_key, f.street_key, f.number_key, f.locality, f.municipality)
             IS DISTINCT FROM (g.person_id, g.kind, g.postcode_key, g.street_key, g.number_key, g.locality, g.municipality));
  END IF;
  IF EXISTS (SELECT FROM fresh WHERE secret OR kind = 'shelter') THEN
    PERFORM people_found_secrecy(ARRAY(SELECT person_id FROM fresh WHERE secret OR kind = 'shelter'));
  END IF;
  IF EXISTS (SELECT FROM fresh) THEN
    PERFORM people_shield(ARRAY(SELECT person_id FROM fresh), moved);
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
  REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_after_address();
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
  PERFORM people_shield(ARRAY(SELECT person_id FROM people_familymember WHERE family_id IN (SELECT family_id FROM fresh)))
    WHERE EXISTS (SELECT FROM fresh);
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS keep_flags ON people_familymember;
CREATE OR REPLACE TRIGGER keep_flags_of_new AFTER INSERT ON people_familymember
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_keep_household();
CREATE OR REPLACE TRIGGER keep_flags_of_changed AFTER UPDATE ON people_familymember
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_keep_household();

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

REVOKE ALL ON FUNCTION people_living_together, people_secret_housemates, people_shield, people_found_secrecy, people_address_known FROM PUBLIC;

-- Addresses that were there before places had keys; once.
UPDATE people_address SET kind = kind WHERE street_key = '' AND postcode_key = '' AND concat(street, postcode, lines) <> '';
