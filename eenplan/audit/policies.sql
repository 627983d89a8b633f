-- The log is part of the act: the application appends within its own transaction, and can neither change nor remove.

-- What a line says, as one text. The person stands in it as a salted digest, so that erasing the person later leaves the
-- digest of the line whole (R-60).
CREATE OR REPLACE FUNCTION audit_digest(line audit_event) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(concat_ws(chr(31), line.id, extract(epoch FROM line.at)::text, line.trace,
    coalesce(line.account_id::text, '-'), coalesce(line.organisation_id::text, '-'), coalesce(line.house_id::text, '-'),
    line.role, line.purpose, line.action, line.thing, coalesce(line.case_id::text, '-'), line.categories::text,
    line.outcome, line.access_point, line.detail, encode(line.subject_digest, 'hex')), 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION audit_subject_digest(salt bytea, subject bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT sha256(salt || convert_to(coalesce(subject::text, '-'), 'UTF8')) $$;

CREATE OR REPLACE FUNCTION audit_sign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := clock_timestamp();
  NEW.salt := convert_to(gen_random_uuid()::text, 'UTF8');
  NEW.subject_digest := audit_subject_digest(NEW.salt, NEW.subject_id);
  NEW.digest := audit_digest(NEW);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sign BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_sign();

-- Append the links of all committed, not yet sealed lines. Numbers of lines are given before their transaction commits, so
-- a lower number may appear later: the search reaches back over the last hour of seals (no request lives that long).
CREATE OR REPLACE FUNCTION audit_seal_lines(at_most integer DEFAULT 50000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  link record;
  horizon bigint;
  chain bytea;
  last_sequence bigint;
  done integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_seal'));
  SELECT sequence, hash INTO last_sequence, chain FROM audit_seal ORDER BY sequence DESC LIMIT 1;
  last_sequence := coalesce(last_sequence, 0);
  chain := coalesce(chain, sha256('Eenplan'));
  SELECT coalesce(min(event_id), (SELECT max(event_id) FROM audit_seal), 0) INTO horizon
    FROM audit_seal WHERE sealed_at > now() - interval '1 hour';
  FOR link IN
    SELECT e.id, e.digest FROM audit_event e
     WHERE e.id >= horizon AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id)
     ORDER BY e.id LIMIT at_most
  LOOP
    chain := sha256(chain || link.digest);
    done := done + 1;
    INSERT INTO audit_seal (sequence, event_id, hash, sealed_at)
    VALUES (last_sequence + done, link.id, chain, now());
  END LOOP;
  RETURN done;
END $$;

-- Recompute everything. `first_bad` is the number of the first line that was changed, removed or slipped in.
-- SECURITY DEFINER, since nobody who may verify the log needs to read it.
CREATE OR REPLACE FUNCTION audit_verify() RETURNS TABLE (events bigint, sealed bigint, first_bad bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH chain AS (
    SELECT s.event_id, s.hash = sha256(
             coalesce(lag(s.hash) OVER (ORDER BY s.sequence), sha256('Eenplan')) || coalesce(e.digest, ''))
           AND s.sequence = row_number() OVER (ORDER BY s.sequence) AS holds
      FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id)
  SELECT (SELECT count(*) FROM audit_event), (SELECT count(*) FROM audit_seal),
         least((SELECT min(event_id) FROM chain WHERE NOT holds),
               (SELECT min(e.id) FROM audit_event e WHERE e.digest <> audit_digest(e)
                   OR (e.subject_id IS NOT NULL AND e.subject_digest <> audit_subject_digest(e.salt, e.subject_id))))
$$;
REVOKE ALL ON FUNCTION audit_seal_lines, audit_verify FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_seal_lines, audit_verify TO eenplan_app;

SELECT access_protect('audit_event');
-- A line says who acts now, or nobody (a failed login).
CREATE POLICY append ON audit_event FOR INSERT TO eenplan_app
  WITH CHECK (account_id IS NOT DISTINCT FROM access_account() AND organisation_id IS NOT DISTINCT FROM access_organisation());
-- Reading the log is for supervisors of the house only (WGS 1.8(4), R-73).
CREATE POLICY supervise ON audit_event FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
GRANT SELECT ON audit_event TO eenplan_app;
-- Not the number: one far ahead would keep the lines after it out of the chain.
GRANT INSERT (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, case_id, subject_id, categories,
              outcome, access_point, detail, salt, subject_digest, digest) ON audit_event TO eenplan_app;
SELECT access_protect('audit_seal');
