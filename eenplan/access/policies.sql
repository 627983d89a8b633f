-- Who acts, and what the grants let them see. Loaded first; every other policies.sql builds on these functions.

-- Enable and force row security on a table. The owner, bound too by FORCE, gets one explicit policy: migrations and the
-- security-definer functions below run as owner; web and worker never connect as owner.
CREATE OR REPLACE FUNCTION access_protect(guarded regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
  EXECUTE format('CREATE POLICY owner ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', guarded);
END $$;

-- The day in the houses. Never current_date, nor a date of a moment without a zone: the zone is a setting that whoever speaks to
-- the database chooses, a week off if he likes.
CREATE OR REPLACE FUNCTION access_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date $$;

-- Who acts, with proof (docs/adr/0020). The web or worker process signs the account once per transaction, with a key that only it
-- and the database have. The database works out everything that policies read, puts it in settings of the transaction and seals
-- them with a second key, which no process outside it has. Every reader checks the seal: whoever writes the settings himself, or
-- copies those of another transaction, gets an error.

-- HMAC after RFC 2104 over the built-in sha256(). The pads (key xor a constant byte) are worked out once.
CREATE OR REPLACE FUNCTION access_pad(key bytea, pad integer) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  block bytea := substring((CASE WHEN length(key) > 64 THEN sha256(key) ELSE key END) || decode(repeat('00', 64), 'hex') FROM 1 FOR 64);
BEGIN
  FOR place IN 0..63 LOOP
    block := set_byte(block, place, get_byte(block, place) # pad);
  END LOOP;
  RETURN block;
END $$;

-- The first key comes from outside, at every migrate. The second is made here when there is none; changing it breaks what is open.
CREATE OR REPLACE FUNCTION access_set_key(key bytea) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  seal bytea := decode(string_agg(replace(gen_random_uuid()::text, '-', ''), ''), 'hex') FROM generate_series(1, 4);  -- 488 random bits
BEGIN
  INSERT INTO access_key (id, inner_pad, outer_pad, seal_inner, seal_outer)
  VALUES (1, access_pad(key, 54), access_pad(key, 92), access_pad(seal, 54), access_pad(seal, 92))
  ON CONFLICT (id) DO UPDATE SET inner_pad = EXCLUDED.inner_pad, outer_pad = EXCLUDED.outer_pad;
END $$;

-- What a proof is tied to: this backend and the start of this transaction. No other transaction gives the same.
CREATE OR REPLACE FUNCTION access_challenge() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED AS
$$ SELECT pg_backend_pid() || '.' || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint $$;

-- Is this the proof, for this purpose, this subject and this transaction? Raises when not. Digests are compared, so that no clock
-- tells how much of a proof was right; without a key, or with a NULL anywhere, nothing is proven.
CREATE OR REPLACE FUNCTION access_check(purpose text, subject bigint, proof bytea) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  kept access_key;
  said bytea := convert_to(purpose || '|' || subject || '|' || access_challenge(), 'UTF8');
BEGIN
  SELECT * INTO STRICT kept FROM access_key WHERE id = 1;
  IF said IS NULL OR proof IS NULL
     OR sha256(proof) IS DISTINCT FROM sha256(sha256(kept.outer_pad || sha256(kept.inner_pad || said))) THEN
    RAISE EXCEPTION 'identity without proof' USING ERRCODE = 'invalid_authorization_specification';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION access_seal(actor text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  inside bytea;
  outside bytea;
BEGIN
  SELECT seal_inner, seal_outer INTO STRICT inside, outside FROM access_key WHERE id = 1;
  RETURN encode(sha256(outside || sha256(inside || convert_to(actor || '|' || access_challenge(), 'UTF8'))), 'hex');
END $$;

-- account|organisation|{houses}|{casework}|{directs}|{answers}|emergency|subject|installation|own. For the functions below only.
-- The lock remembers that somebody was sealed: nobody can give it up before the transaction ends, or goes back to before this.
CREATE OR REPLACE FUNCTION access_reseal(actor text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('eenplan.actor', actor, true), set_config('eenplan.seal', access_seal(actor), true),
          pg_advisory_xact_lock_shared(20, pg_backend_pid());
END $$;

-- Who acts, as sealed in this transaction; NULL: nobody. Raises when the seal is not that of these words. Asked often: in line.
-- Whoever acted is not nobody for a moment either, between two rows of one statement: of a trigger that forbids something to who
-- acts (`<> access_account()`), or of emergency access that only reads, nothing would be left.
CREATE OR REPLACE FUNCTION access_actor() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = public, pg_temp AS $$
DECLARE
  actor text := current_setting('eenplan.actor', true);
  inside bytea;
  outside bytea;
BEGIN
  IF actor IS NULL OR actor = '' THEN
    IF EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND classid = 20 AND objid = pid::oid) THEN
      RAISE EXCEPTION 'identity without proof' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN NULL;
  END IF;
  SELECT seal_inner, seal_outer INTO STRICT inside, outside FROM access_key WHERE id = 1;
  IF coalesce(current_setting('eenplan.seal', true), '') IS DISTINCT FROM encode(sha256(outside || sha256(inside || convert_to(
       actor || '|' || pg_backend_pid() || '.' || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint, 'UTF8'))), 'hex') THEN
    RAISE EXCEPTION 'identity without proof' USING ERRCODE = 'invalid_authorization_specification';
  END IF;
  RETURN string_to_array(actor, '|');
END $$;

-- A policy asks `(SELECT access_account())`, once per statement; the bare call is asked for every row.
CREATE OR REPLACE FUNCTION access_account() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS
$$ BEGIN RETURN nullif((access_actor())[1], '')::bigint; END $$;

-- Where who acts is employed: for writing down, and for nothing that is decided (access_speaks_for).
CREATE OR REPLACE FUNCTION access_organisation() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS
$$ BEGIN RETURN nullif((access_actor())[2], '')::bigint; END $$;

-- The houses in which the acting account is authorised, whatever its role.
CREATE OR REPLACE FUNCTION access_authorised_in() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS
$$ BEGIN RETURN coalesce(nullif((access_actor())[3], '')::bigint[], '{}'); END $$;

CREATE OR REPLACE FUNCTION access_emergency() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS
$$ BEGIN RETURN coalesce((access_actor())[7] = '1', false); END $$;

-- Whose own password, factors and sessions are open: of who acts, or of who is signing in (0: somebody not known yet).
CREATE OR REPLACE FUNCTION access_subject() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS
$$ BEGIN RETURN nullif((access_actor())[8], '')::bigint; END $$;

-- Whose factors, sessions, addresses and logins may change: of who signs in, or acts on the pages for that (access_open_own).
CREATE OR REPLACE FUNCTION access_keeper() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
  who text[] := access_actor();
BEGIN
  RETURN CASE WHEN who[1] = '' OR who[10] = '1' THEN nullif(who[8], '')::bigint END;
END $$;

CREATE OR REPLACE FUNCTION access_installation() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS
$$ BEGIN RETURN coalesce((access_actor())[9] = '1', false); END $$;

-- The one place where who acts is set. Returns the roles per house. Who has none, or is no longer active, acts as nobody: an
-- active account may still get at what is its own, to set up its second factor.
DROP FUNCTION IF EXISTS access_begin(bigint);
CREATE OR REPLACE FUNCTION access_begin(acting bigint, proof bytea)
RETURNS TABLE (house_id bigint, organisation_id bigint, role varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  organisation bigint;
  houses text;
  casework text;
  directs text;
  answers text;
  emergency boolean;
BEGIN
  PERFORM access_check('act', acting, proof);
  SELECT min(g.organisation_id), array_agg(DISTINCT g.house_id)::text,
         (array_agg(DISTINCT g.house_id) FILTER (WHERE g.scope IN ('referrer', 'assessor', 'participant', 'process_director')))::text,
         (array_agg(DISTINCT g.house_id) FILTER (WHERE g.scope = 'process_director'))::text,
         (array_agg(DISTINCT g.house_id) FILTER (WHERE g.scope = 'contact_point'))::text
    INTO organisation, houses, casework, directs, answers
    FROM access_grant g JOIN access_account a ON a.id = g.account_id
   WHERE g.account_id = acting AND a.is_active AND g.kind = 'house' AND g.since <= now()
     AND (g.until IS NULL OR g.until > now());
  IF houses IS NULL THEN
    PERFORM access_reseal('|||||||' || coalesce((SELECT a.id::text FROM access_account a WHERE a.id = acting AND a.is_active), '') || '|');
    RETURN;
  END IF;
  -- also in every later request while it lasts: reading by emergency is read-only and leaves its own lines (R-75)
  emergency := EXISTS (SELECT FROM access_grant g WHERE g.account_id = acting AND g.kind = 'case' AND g.scope = 'emergency'
                          AND (g.until IS NULL OR g.until > now()));
  -- not concat_ws: it would leave out an empty field, and the others would move
  PERFORM access_reseal(array_to_string(ARRAY[acting::text, organisation::text, houses, casework, directs, answers,
                                              CASE WHEN emergency THEN '1' END, acting::text, ''], '|', ''));
  RETURN QUERY
    SELECT DISTINCT g.house_id, g.organisation_id, g.scope FROM access_grant g
     WHERE g.account_id = acting AND g.kind = 'house' AND g.since <= now() AND (g.until IS NULL OR g.until > now());
END $$;

-- From here on, in this transaction, the acting account reads by emergency too. For the emergency procedure itself.
CREATE OR REPLACE FUNCTION access_begin_emergency() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who text[] := access_actor();
BEGIN
  who[7] := '1';
  PERFORM access_reseal(array_to_string(who, '|', ''));
END $$;

-- From here on, in this transaction, who acts may change what opens the own account. Only the pages for that prove so: what slips
-- into any other page plants no key for later.
CREATE OR REPLACE FUNCTION access_open_own(subject bigint, proof bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who text[] := access_actor();
BEGIN
  PERFORM access_check('own', subject, proof);
  IF who[8] IS DISTINCT FROM subject::text THEN
    RAISE EXCEPTION 'identity without proof' USING ERRCODE = 'invalid_authorization_specification';
  END IF;
  who[10] := '1';
  PERFORM access_reseal(array_to_string(who, '|', ''));
END $$;

-- Somebody is signing in: nobody acts yet, and only what is this account's own is open (0: nothing, but a failure can be logged).
CREATE OR REPLACE FUNCTION access_sign_in(subject bigint, proof bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM access_check('sign-in', subject, proof);
  PERFORM access_reseal('|||||||' || subject || '|');
END $$;

-- The installation's own tasks and commands, behind which nobody stands: they keep the log, and see nobody's data.
CREATE OR REPLACE FUNCTION access_install(subject bigint, proof bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM access_check('installation', subject, proof);
  PERFORM access_reseal('||||||||1');
END $$;

-- Back to nobody, within a transaction in which somebody acted.
DROP FUNCTION IF EXISTS access_rest();
CREATE OR REPLACE FUNCTION access_rest(subject bigint, proof bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM access_check('nobody', subject, proof);
  PERFORM access_reseal('||||||||');
END $$;
REVOKE ALL ON FUNCTION access_pad, access_set_key FROM PUBLIC;

-- The numbers of the things of one kind that the acting account may see with one of these scopes, now.
-- A grant counts only while the account is authorised in its house (R-70): on a case or person for casework, and to direct
-- as process director, to answer a person concerned as contact point (BGS 1.2). Who moved on to supervision or administration
-- sees no case of before (R-71).
--
-- Every policy asks this, every statement several times, so it is made to cost little (measured: a fifth of a set-returning
-- function in SQL): one array, from a plan that PL/pgSQL keeps. In a policy stands `= ANY ((SELECT access_…())::bigint[])`: the
-- sub-select makes PostgreSQL ask once per statement, and only when a row depends on it.
DROP FUNCTION IF EXISTS access_objects(text, text[]), access_houses(text[]), access_cases(), access_cases(text[]), access_cases_read_only(),
  access_speaks_for(text, text[]);
CREATE FUNCTION access_objects(sort text, VARIADIC scopes text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = public, pg_temp AS $$
DECLARE
  who text[] := access_actor();
  acting bigint := nullif(who[1], '');
  houses bigint[] := nullif(who[CASE sort WHEN 'house' THEN 3 ELSE 4 END], '');
  directs bigint[] := nullif(who[5], '');
  answers bigint[] := nullif(who[6], '');
  -- the clock, not the start of the transaction: a grant given or ended a moment ago counts at once
  moment timestamptz := clock_timestamp();
BEGIN
  RETURN ARRAY(SELECT g.object_id FROM access_grant g
                WHERE g.account_id = acting AND g.kind = sort AND g.scope = ANY (scopes)
                  AND g.house_id = ANY (CASE g.scope WHEN 'direct' THEN directs WHEN 'answer' THEN answers ELSE houses END)
                  AND g.since <= moment AND (g.until IS NULL OR g.until > moment));
END $$;

-- For which organisation the acting account speaks about which thing of one kind: with a scope of a party, never because somebody
-- is employed there. Who directs a process, supervises, administers, manages or answers as contact point is house staff, also when
-- a municipality pays him (R-09, docs/adr/0023). Only this function says it; `IN` asks it once per statement.
CREATE FUNCTION access_speaks_for(sort text, VARIADIC scopes text[]) RETURNS TABLE (object bigint, organisation bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = public, pg_temp AS $$
DECLARE
  acting bigint := access_account();
  things bigint[] := access_objects(sort, VARIADIC scopes);
BEGIN
  IF NOT scopes <@ '{take_part,decide,emergency,referrer,assessor,participant,consulted}' THEN
    RAISE EXCEPTION 'nobody speaks for an organisation with %', scopes;
  END IF;
  RETURN QUERY SELECT DISTINCT g.object_id, g.organisation_id FROM access_grant g
                WHERE g.account_id = acting AND g.kind = sort AND g.scope = ANY (scopes) AND g.object_id = ANY (things)
                  AND g.since <= clock_timestamp() AND (g.until IS NULL OR g.until > clock_timestamp());
END $$;

CREATE FUNCTION access_houses(VARIADIC roles text[]) RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT access_objects('house', VARIADIC roles) $$;

-- Cases whose content the acting account sees: participant, core participant, process director. `besides`: and with these
-- scopes. Emergency access is one of them: it opens what names it, and nothing else (docs/adr/0013).
CREATE FUNCTION access_cases(VARIADIC besides text[] DEFAULT '{}') RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT access_objects('case', VARIADIC '{take_part,decide,direct}' || besides) $$;
CREATE FUNCTION access_cases_read_only() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT access_emergency() THEN
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

GRANT EXECUTE ON FUNCTION access_actor, access_begin, access_sign_in, access_install, access_rest, access_open_own,
  access_objects, access_speaks_for TO eenplan_app;

-- When something happened the database says, not the application (eenplan/web/policies_when.sql): of a new row the moments in
-- the first argument are now, those in the second are not there yet.
CREATE OR REPLACE FUNCTION access_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN jsonb_populate_record(NEW, (
    SELECT jsonb_object_agg(moment, CASE WHEN moment = ANY (TG_ARGV[0]::text[]) THEN clock_timestamp() END)
      FROM unnest(TG_ARGV[0]::text[] || TG_ARGV[1]::text[]) moment));
END $$;
-- Of a change: a moment that becomes another one, is now. It may become empty again.
CREATE OR REPLACE FUNCTION access_stamp_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN jsonb_populate_record(NEW, (
    SELECT coalesce(jsonb_object_agg(step, clock_timestamp()), '{}')
      FROM unnest(TG_ARGV[0]::text[]) step, LATERAL (SELECT to_jsonb(NEW) -> step AS new, to_jsonb(OLD) -> step AS old) moment
     WHERE moment.new NOT IN (moment.old, 'null')));
END $$;

-- The day of something that happened outside is told by a human: it has come. A day ahead would go before every later one.
CREATE OR REPLACE FUNCTION access_day_has_come() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) ->> TG_ARGV[0])::date > (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date THEN
    RAISE EXCEPTION '% lies ahead', TG_ARGV[0] USING ERRCODE = 'check_violation', CONSTRAINT = 'access_day_has_come';
  END IF;
  RETURN NEW;
END $$;

-- What puts off a duty (`review_on`) is looked at again, after today and within a year: else it stands for ever. The constraint that
-- is broken is the argument. The owner may look back.
CREATE OR REPLACE FUNCTION access_reviewed_within_a_year() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  today date := access_today();
BEGIN
  IF current_user = 'eenplan_app' AND (NEW.review_on <= today OR NEW.review_on > today + interval '1 year') THEN
    RAISE EXCEPTION 'reviewed after today and within a year' USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;

SELECT access_protect('access_key');
SELECT access_protect('access_grant');
CREATE POLICY own ON access_grant FOR SELECT TO eenplan_app
  USING (account_id = (SELECT access_account()) OR house_id = ANY ((SELECT access_houses('auditor'))::bigint[])
         -- who administers sees who has which role, not who works on which case or found which person (R-71)
         OR kind = 'house' AND house_id = ANY ((SELECT access_houses('administrator'))::bigint[]));
GRANT SELECT ON access_grant, access_policyset TO eenplan_app;
-- Accounts hold no case or person data; a login needs them before anybody acts. What opens them stands in policies_secrets.sql.
GRANT SELECT, INSERT, UPDATE ON access_account TO eenplan_app;

-- Who somebody is, an administrator decides when he makes the account, and never again: whoever could change an address could
-- have a new password mailed to it. Whether it is open he decides later too. A demonstration account, which may skip the
-- second factor, is never made by the application.
CREATE OR REPLACE FUNCTION access_keep_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'eenplan_app' AND (
       (NEW.is_demo AND (TG_OP = 'INSERT' OR NOT OLD.is_demo))
       OR (TG_OP = 'UPDATE' AND (NEW.email, NEW.name, NEW.joined_at, NEW.password_stamp)
                                IS DISTINCT FROM (OLD.email, OLD.name, OLD.joined_at, OLD.password_stamp))
       OR (TG_OP = 'UPDATE' AND (NEW.language, NEW.last_login) IS DISTINCT FROM (OLD.language, OLD.last_login)
           AND NEW.id IS DISTINCT FROM access_subject())
       OR ((TG_OP = 'INSERT' OR NEW.is_active <> OLD.is_active)
           AND cardinality(access_houses('administrator')) = 0)) THEN
    RAISE EXCEPTION 'accounts are for administrators (WGS 1.8(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'access_account_by_administrator';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep BEFORE INSERT OR UPDATE ON access_account
  FOR EACH ROW EXECUTE FUNCTION access_keep_account();
