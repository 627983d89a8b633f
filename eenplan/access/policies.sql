-- Who acts, and what the grants let them see. Loaded first; every other policies.sql builds on these functions.

-- Enable and force row security on a table. The owner, bound too by FORCE, gets one explicit policy: migrations and the
-- security-definer functions below run as owner; web and worker never connect as owner.
CREATE OR REPLACE FUNCTION access_protect(guarded regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
  EXECUTE format('CREATE POLICY owner ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', guarded);
END $$;

-- A policy asks `(SELECT access_account())`, once per statement; the bare call is asked for every row.
CREATE OR REPLACE FUNCTION access_account() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('eenplan.account', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION access_organisation() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('eenplan.organisation', true), '')::bigint $$;

-- The one place where "who acts" is set. Returns the roles per house; nobody, inactive or expired: nothing is set.
CREATE OR REPLACE FUNCTION access_begin(acting bigint)
RETURNS TABLE (house_id bigint, organisation_id bigint, role varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  organisation bigint;
  houses text;
  casework text;
  directs text;
  answers text;
BEGIN
  SELECT min(g.organisation_id), array_agg(DISTINCT g.house_id)::text,
         (array_agg(DISTINCT g.house_id) FILTER (WHERE g.scope IN ('referrer', 'assessor', 'participant', 'process_director')))::text,
         (array_agg(DISTINCT g.house_id) FILTER (WHERE g.scope = 'process_director'))::text,
         (array_agg(DISTINCT g.house_id) FILTER (WHERE g.scope = 'contact_point'))::text
    INTO organisation, houses, casework, directs, answers
    FROM access_grant g JOIN access_account a ON a.id = g.account_id
   WHERE g.account_id = acting AND a.is_active AND g.kind = 'house' AND g.since <= now()
     AND (g.until IS NULL OR g.until > now());
  PERFORM set_config('eenplan.account', CASE WHEN houses IS NULL THEN '' ELSE acting::text END, true),
          set_config('eenplan.organisation', coalesce(organisation::text, ''), true),
          set_config('eenplan.houses', coalesce(houses, ''), true),
          set_config('eenplan.casework', coalesce(casework, ''), true),
          set_config('eenplan.directs', coalesce(directs, ''), true),
          set_config('eenplan.answers', coalesce(answers, ''), true),
          -- also in every later request while it lasts: reading by emergency is read-only and leaves its own lines (R-75)
          set_config('eenplan.emergency', CASE WHEN EXISTS (
            SELECT FROM access_grant g WHERE g.account_id = acting AND g.kind = 'case' AND g.scope = 'emergency'
               AND (g.until IS NULL OR g.until > now())) THEN '1' ELSE '' END, true);
  RETURN QUERY
    SELECT DISTINCT g.house_id, g.organisation_id, g.scope FROM access_grant g
     WHERE houses IS NOT NULL AND g.account_id = acting AND g.kind = 'house' AND g.since <= now()
       AND (g.until IS NULL OR g.until > now());
END $$;

-- The numbers of the things of one kind that the acting account may see with one of these scopes, now.
-- A grant counts only while the account is authorised in its house (R-70): on a case or person for casework, and to direct
-- as process director, to answer a person concerned as contact point (BGS 1.2). Who moved on to supervision or administration
-- sees no case of before (R-71).
--
-- Every policy asks this, every statement several times, so it is made to cost little (measured: a fifth of a set-returning
-- function in SQL): one array, from a plan that PL/pgSQL keeps. In a policy stands `= ANY ((SELECT access_…())::bigint[])`: the
-- sub-select makes PostgreSQL ask once per statement, and only when a row depends on it.
DROP FUNCTION IF EXISTS access_objects(text, text[]), access_houses(text[]), access_cases(), access_cases(text[]), access_cases_read_only();
CREATE FUNCTION access_objects(sort text, VARIADIC scopes text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  acting bigint := access_account();
  houses bigint[] := nullif(current_setting(CASE sort WHEN 'house' THEN 'eenplan.houses' ELSE 'eenplan.casework' END, true), '');
  directs bigint[] := nullif(current_setting('eenplan.directs', true), '');
  answers bigint[] := nullif(current_setting('eenplan.answers', true), '');
  -- the clock, not the start of the transaction: a grant given or ended a moment ago counts at once
  moment timestamptz := clock_timestamp();
BEGIN
  RETURN ARRAY(SELECT g.object_id FROM access_grant g
                WHERE g.account_id = acting AND g.kind = sort AND g.scope = ANY (scopes)
                  AND g.house_id = ANY (CASE g.scope WHEN 'direct' THEN directs WHEN 'answer' THEN answers ELSE houses END)
                  AND g.since <= moment AND (g.until IS NULL OR g.until > moment));
END $$;

CREATE FUNCTION access_houses(VARIADIC roles text[]) RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT access_objects('house', VARIADIC roles) $$;

-- Cases whose content the acting account sees: participant, core participant, process director. `besides`: and with these
-- scopes. Emergency access is one of them: it opens what names it, and nothing else (docs/adr/0013).
CREATE FUNCTION access_cases(VARIADIC besides text[] DEFAULT '{}') RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT access_objects('case', VARIADIC '{take_part,decide,direct}' || besides) $$;
CREATE FUNCTION access_cases_read_only() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF coalesce(current_setting('eenplan.emergency', true), '') = '' THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(SELECT unnest(access_objects('case', 'emergency'))
               EXCEPT SELECT unnest(access_objects('case', 'take_part', 'decide', 'direct')));
END $$;

-- Everybody who has, or had, a grant on a thing: for "who sees this, and why". `counts`: it opens the thing now, by the same
-- rule as access_objects. Only for functions that know whether the acting account sees the thing itself.
CREATE OR REPLACE FUNCTION access_seers(sort text, object bigint)
RETURNS TABLE (account_id bigint, organisation_id bigint, scope text, reason text, article text, source text, source_id bigint,
               since timestamptz, until timestamptz, counts boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.account_id, g.organisation_id, g.scope, g.reason, g.article, g.source, g.source_id, g.since, g.until,
         a.is_active AND g.since <= clock_timestamp() AND (g.until IS NULL OR g.until > clock_timestamp())
         AND EXISTS (SELECT FROM access_grant h
                      WHERE h.account_id = g.account_id AND h.kind = 'house' AND h.object_id = g.house_id
                        AND h.scope = ANY (CASE g.scope WHEN 'direct' THEN '{process_director}'
                                           WHEN 'answer' THEN '{contact_point}'
                                           ELSE '{referrer,assessor,participant,process_director}' END::text[])
                        AND h.since <= clock_timestamp() AND (h.until IS NULL OR h.until > clock_timestamp()))
    FROM access_grant g JOIN access_account a ON a.id = g.account_id
   WHERE g.kind = sort AND g.object_id = object
$$;
REVOKE ALL ON FUNCTION access_seers FROM PUBLIC;

-- Grants are written here, from triggers on the facts; the application role may not call these.
CREATE OR REPLACE FUNCTION access_give(
  account bigint, organisation bigint, house bigint, sort text, object bigint, scope text,
  reason text, article text, source text, source_id bigint, since timestamptz, until timestamptz DEFAULT NULL
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO access_grant (account_id, organisation_id, house_id, kind, object_id, scope, reason, article, source,
                            source_id, since, until)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (source, source_id, scope) DO UPDATE SET until = EXCLUDED.until
$$;

CREATE OR REPLACE FUNCTION access_end(source text, source_id bigint, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE access_grant SET until = least($3, clock_timestamp())
   WHERE access_grant.source = $1 AND access_grant.source_id = $2 AND (until IS NULL OR until > clock_timestamp())
$$;
REVOKE ALL ON FUNCTION access_give, access_end, access_protect FROM PUBLIC;

-- Foreign keys inside a house are composite with the house: the database refuses a link across houses.
-- Adds (house_id, column) -> (house_id, id) beside every plain key between two tables that both carry house_id.
CREATE OR REPLACE FUNCTION access_bind_houses() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  link record;
  added integer := 0;
BEGIN
  FOR link IN
    SELECT c.conrelid::regclass AS child, c.confrelid::regclass AS parent, a.attname AS key,
           'house_' || c.conname AS name
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND a.attname <> 'house_id'
       AND c.connamespace = 'public'::regnamespace
       AND EXISTS (SELECT FROM pg_attribute h WHERE h.attrelid = c.conrelid AND h.attname = 'house_id')
       AND EXISTS (SELECT FROM pg_attribute h WHERE h.attrelid = c.confrelid AND h.attname = 'house_id')
  LOOP
    link.name := left(link.name, 63);
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = link.parent AND conname = 'house_' || link.parent::text) THEN
      EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I UNIQUE (house_id, id)', link.parent, 'house_' || link.parent::text);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = link.child AND conname = link.name) THEN
      EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (house_id, %I) REFERENCES %s (house_id, id)'
                     ' DEFERRABLE INITIALLY DEFERRED', link.child, link.name, link.key, link.parent);
      added := added + 1;
    END IF;
  END LOOP;
  RETURN added;
END $$;
REVOKE ALL ON FUNCTION access_bind_houses FROM PUBLIC;

GRANT EXECUTE ON FUNCTION access_begin, access_objects TO eenplan_app;

-- When something happened the database says, not the application: a date that can be chosen can lengthen a term or hide who
-- was first. The owner (a migration, the demonstration, a test) may.
CREATE OR REPLACE FUNCTION access_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'eenplan_app' THEN
    NEW := jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], clock_timestamp()));
  END IF;
  RETURN NEW;
END $$;

-- What puts off a duty (`review_on`) is looked at again, after today and within a year: else it stands for ever. The constraint that
-- is broken is the argument. The owner may look back.
CREATE OR REPLACE FUNCTION access_reviewed_within_a_year() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  today date := (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
  IF current_user = 'eenplan_app' AND (NEW.review_on <= today OR NEW.review_on > today + interval '1 year') THEN
    RAISE EXCEPTION 'reviewed after today and within a year' USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;

SELECT access_protect('access_grant');
CREATE POLICY own ON access_grant FOR SELECT TO eenplan_app
  USING (account_id = (SELECT access_account()) OR house_id = ANY ((SELECT access_houses('auditor'))::bigint[])
         -- who administers sees who has which role, not who works on which case or found which person (R-71)
         OR kind = 'house' AND house_id = ANY ((SELECT access_houses('administrator'))::bigint[]));
GRANT SELECT ON access_grant, access_policyset TO eenplan_app;
-- Accounts hold no case or person data; a login needs them before anybody acts.
GRANT SELECT, INSERT, UPDATE ON access_account TO eenplan_app;

-- Who somebody is, an administrator decides when he makes the account, and never again: whoever could change an address could
-- have a new password mailed to it. Whether it is open he decides later too. A demonstration account, which may skip the
-- second factor, is never made by the application.
CREATE OR REPLACE FUNCTION access_keep_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'eenplan_app' AND (
       (NEW.is_demo AND (TG_OP = 'INSERT' OR NOT OLD.is_demo))
       OR (TG_OP = 'UPDATE' AND (NEW.email, NEW.name) IS DISTINCT FROM (OLD.email, OLD.name))
       OR ((TG_OP = 'INSERT' OR NEW.is_active <> OLD.is_active)
           AND cardinality(access_houses('administrator')) = 0)) THEN
    RAISE EXCEPTION 'accounts are for administrators (WGS 1.8(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'access_account_by_administrator';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep BEFORE INSERT OR UPDATE ON access_account
  FOR EACH ROW EXECUTE FUNCTION access_keep_account();
