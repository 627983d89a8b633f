-- The log is part of the act: the application appends within its own transaction, and can neither change nor remove.

-- What a line says, as one text. The person stands in it as a salted digest, so that erasing the person later leaves the
-- digest of the line whole (R-60).
CREATE OR REPLACE FUNCTION audit_digest(line audit_event) RETURNS bytea LANGUAGE sql STABLE AS $$
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

-- Does a line still say what it said? Of an erased person the salt is gone too, so that nobody can recompute who it was.
CREATE OR REPLACE FUNCTION audit_holds(line audit_event) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(line.digest = audit_digest(line) AND CASE WHEN line.salt = '' THEN line.subject_id IS NULL
    ELSE line.subject_digest = audit_subject_digest(line.salt, line.subject_id) END, false)
$$;

-- The last line that was sealed more than an hour ago. Numbers of lines are given before their transaction commits, so a lower
-- number may appear later: the sealer reaches back to here (no request lives that long), and a loose line before it slipped in.
CREATE OR REPLACE FUNCTION audit_horizon() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(event_id), 0) FROM audit_seal
   WHERE sealed_at = (SELECT max(sealed_at) FROM audit_seal WHERE sealed_at <= now() - interval '1 hour')
$$;

-- The chain is kept by the installation itself, and by supervisors.
CREATE OR REPLACE FUNCTION audit_keep() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT access_installation() AND cardinality(access_houses('auditor')) = 0 THEN
    RAISE EXCEPTION 'the log is kept by the installation and by supervisors (WGS 1.8(4))' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- Append the links of committed, not yet sealed lines after `beyond`; returns the last line sealed, or nothing when there was none.
DROP FUNCTION IF EXISTS audit_seal_lines(integer), audit_verify();
CREATE OR REPLACE FUNCTION audit_seal_lines(beyond bigint DEFAULT NULL, at_most integer DEFAULT 50000)
RETURNS TABLE (sealed integer, last_event bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  horizon bigint := coalesce(beyond, audit_horizon());
  line record;
  chain bytea;
  last_sequence bigint;
  numbers bigint[] := '{}';
  links bytea[] := '{}';
BEGIN
  PERFORM audit_keep();
  PERFORM pg_advisory_xact_lock(hashtext('audit_seal'));
  SELECT s.sequence, s.hash INTO last_sequence, chain FROM audit_seal s ORDER BY s.sequence DESC LIMIT 1;
  chain := coalesce(chain, sha256('Eenplan'));
  FOR line IN
    SELECT e.id, e.digest FROM audit_event e
     WHERE e.id > horizon AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id)
     ORDER BY e.id LIMIT at_most
  LOOP
    chain := sha256(chain || line.digest);
    numbers := numbers || line.id;
    links := links || chain;
  END LOOP;
  INSERT INTO audit_seal (sequence, event_id, hash, sealed_at)
  SELECT coalesce(last_sequence, 0) + nth, number, link, now()
    FROM unnest(numbers, links) WITH ORDINALITY AS new (number, link, nth);
  RETURN QUERY SELECT cardinality(numbers), numbers[cardinality(numbers)];
END $$;

-- Begin a walk along the chain: from the start, or from where the last sound walk ended. A supervisor walks for a house; a
-- task or command of the installation, behind which nobody stands, for all.
CREATE OR REPLACE FUNCTION audit_verify_begin(whole boolean, house bigint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sound record;
  number bigint;
BEGIN
  IF house IS NULL AND NOT access_installation()
     OR house IS NOT NULL AND house <> ALL (coalesce(access_houses('auditor'), '{}')) THEN
    RAISE EXCEPTION 'only a supervisor of the house verifies its log (WGS 1.8(4))' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT v.reached, v.hash INTO sound FROM audit_verification v
   WHERE v.finished_at IS NOT NULL AND v.first_bad IS NULL AND NOT audit_verify_begin.whole ORDER BY v.reached DESC LIMIT 1;
  INSERT INTO audit_verification (house_id, account_id, whole, started_at, begin, reached, target, hash, lines, loose)
  VALUES (house, access_account(), whole, clock_timestamp(), coalesce(sound.reached, 0), coalesce(sound.reached, 0),
          coalesce((SELECT max(sequence) FROM audit_seal), 0), coalesce(sound.hash, sha256('Eenplan')), 0, 0)
  RETURNING id INTO number;
  RETURN number;
END $$;

-- One step of a walk: so many links, and at the end what is not sealed yet; true when the walk is over. A broken link ends it.
CREATE OR REPLACE FUNCTION audit_verify_step(number bigint, at_most integer DEFAULT 100000) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  walk audit_verification;
  part record;
  stop bigint;
  horizon bigint := audit_horizon();
BEGIN
  PERFORM audit_keep();
  SELECT * INTO walk FROM audit_verification WHERE id = number FOR UPDATE;
  IF NOT FOUND OR walk.finished_at IS NOT NULL THEN
    RETURN true;
  ELSIF walk.reached < walk.target THEN
    stop := least(walk.reached + at_most, walk.target);
    SELECT count(*) FILTER (WHERE walk.house_id IS NULL OR link.house_id = walk.house_id) AS lines,
           (array_agg(link.event_id ORDER BY link.sequence) FILTER (WHERE NOT link.holds))[1] AS bad INTO part
      FROM (SELECT s.sequence, s.event_id, e.house_id, audit_holds(e) AND s.sequence = walk.reached + row_number() OVER chain
                     AND s.hash = sha256(coalesce(lag(s.hash) OVER chain, walk.hash) || e.digest) AS holds
              FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
             WHERE s.sequence > walk.reached AND s.sequence <= stop
            WINDOW chain AS (ORDER BY s.sequence)) AS link;
    UPDATE audit_verification
       SET reached = stop, lines = walk.lines + part.lines, first_bad = part.bad,
           hash = coalesce((SELECT s.hash FROM audit_seal s WHERE s.sequence = stop), ''),
           finished_at = CASE WHEN part.bad IS NOT NULL THEN clock_timestamp() END
     WHERE id = number;
    RETURN part.bad IS NOT NULL;
  END IF;
  -- What an earlier walk found sound must still stand there: otherwise the chain was made anew, or cut off (number 0).
  SELECT coalesce(s.event_id, 0) AS bad INTO part
    FROM audit_verification v LEFT JOIN audit_seal s ON s.sequence = v.reached
   WHERE v.finished_at IS NOT NULL AND v.first_bad IS NULL AND v.reached > 0 AND s.hash IS DISTINCT FROM v.hash
   ORDER BY v.reached LIMIT 1;
  walk.first_bad := part.bad;
  SELECT count(*) AS loose, min(e.id) FILTER (WHERE NOT audit_holds(e) OR e.id <= horizon) AS bad,
         count(*) FILTER (WHERE walk.house_id IS NULL OR e.house_id = walk.house_id) AS lines INTO part
    FROM audit_event e
   WHERE (walk.whole OR e.id > horizon) AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id);
  UPDATE audit_verification
     SET finished_at = clock_timestamp(), loose = part.loose, lines = walk.lines + part.lines,
         first_bad = coalesce(walk.first_bad, part.bad)
   WHERE id = number;
  RETURN true;
END $$;

-- How far a walk is and what it found; `lines` are those of its house.
CREATE OR REPLACE FUNCTION audit_verify_outcome(number bigint) RETURNS TABLE
  (ok boolean, done boolean, whole boolean, events bigint, sealed bigint, verified bigint, total bigint, lines bigint, first_bad bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.first_bad IS NULL, v.finished_at IS NOT NULL, v.whole, v.target + v.loose, v.target, v.reached - v.begin,
         v.target - v.begin, v.lines, v.first_bad
    FROM audit_verification v WHERE v.id = number
$$;

-- Links of the chain, to compare with what was kept outside the database: these, or the last one.
CREATE OR REPLACE FUNCTION audit_links(wanted bigint[] DEFAULT NULL) RETURNS TABLE (sequence bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.sequence, s.hash FROM audit_seal s
   WHERE s.sequence = ANY (coalesce(wanted, ARRAY[(SELECT max(last.sequence) FROM audit_seal last)])) ORDER BY s.sequence
$$;

-- Erase persons from the log when they are destroyed (R-60): number and salt go, the digest stays, so the chain stays whole and
-- nobody can tell any more whom a line was about. For the destruction only, which runs as the owner; a line per house says so.
CREATE OR REPLACE FUNCTION audit_forget(VARIADIC persons bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  total bigint;
BEGIN
  WITH erased AS (
    UPDATE audit_event SET subject_id = NULL, salt = '' WHERE subject_id = ANY (persons) RETURNING house_id),
  counted AS (SELECT house_id, count(*) AS lines FROM erased GROUP BY house_id),
  told AS (
    INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, categories,
                             outcome, access_point, detail, salt, subject_digest, digest)
    SELECT now(), gen_random_uuid(), access_account(), access_organisation(), house_id, '', 'vernietigen (WGS 1.8 lid 7)',
           'log.forget', '', '{}', 'ok', 'eenplan', lines || ' regels', '', '', '' FROM counted)
  SELECT coalesce(sum(lines), 0) INTO total FROM counted;
  RETURN total;
END $$;

-- Open the review of a month for every house that has none (R-76), with figures per organisation: never per employee (R-73).
-- Outside office hours: before seven, after seven, and in the weekend. For the owner: figures stay as they were counted, so
-- nobody may have a month counted before it is over.
CREATE OR REPLACE FUNCTION audit_review_month(of_day date) RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  first date := date_trunc('month', of_day);
  after date := first + interval '1 month';
  opened integer;
BEGIN
  WITH line AS (
    SELECT e.house_id, e.organisation_id, e.outcome, e.action, e.at AT TIME ZONE 'Europe/Amsterdam' AS at FROM audit_event e
     WHERE e.at >= first::timestamp AT TIME ZONE 'Europe/Amsterdam'
       AND e.at < after::timestamp AT TIME ZONE 'Europe/Amsterdam'),
  figure AS (
    SELECT house_id, organisation_id,
           count(*) FILTER (WHERE outcome = 'refused') AS refused,
           count(*) FILTER (WHERE action = 'emergency.begin') AS emergency,
           count(*) FILTER (WHERE outcome = 'nothing' AND action LIKE '%search') AS nothing,
           count(*) FILTER (WHERE action IN ('read', 'emergency.read')
                              AND (extract(isodow FROM at) > 5 OR at::time < '07:00' OR at::time >= '19:00')) AS outside
      FROM line WHERE organisation_id IS NOT NULL GROUP BY house_id, organisation_id),
  figures AS (
    SELECT house_id, jsonb_agg(to_jsonb(figure) - 'house_id' ORDER BY organisation_id) AS of_house FROM figure
     WHERE refused + emergency + nothing + outside > 0 GROUP BY house_id)
  INSERT INTO audit_review (house_id, month, opened_at, due_on, figures, findings, measures)
  SELECT h.id, first, now(), after + 14, coalesce(f.of_house, '[]'), '', ''
    FROM network_house h LEFT JOIN figures f ON f.house_id = h.id
  ON CONFLICT (house_id, month) DO NOTHING;
  GET DIAGNOSTICS opened = ROW_COUNT;
  RETURN opened;
END $$;

-- The month that is over now, for whoever asks: the database itself says which that is.
DROP FUNCTION IF EXISTS audit_open_reviews(date);
CREATE OR REPLACE FUNCTION audit_open_reviews() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM audit_keep();
  RETURN audit_review_month(((now() AT TIME ZONE 'Europe/Amsterdam') - interval '1 month')::date);
END $$;

-- A review is closed once, with findings, by who acts.
CREATE OR REPLACE FUNCTION audit_close_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a closed review stays as it is (R-76)' USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_review_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep BEFORE UPDATE ON audit_review FOR EACH ROW EXECUTE FUNCTION audit_close_review();

REVOKE ALL ON FUNCTION audit_seal_lines, audit_verify_begin, audit_verify_step, audit_verify_outcome, audit_links, audit_forget, audit_open_reviews,
  audit_review_month FROM PUBLIC, eenplan_app;
GRANT EXECUTE ON FUNCTION audit_seal_lines, audit_verify_begin, audit_verify_step, audit_verify_outcome, audit_links, audit_open_reviews
  TO eenplan_app;

SELECT access_protect('audit_event');
-- A line says who acts now, in a house where it works. What touches another house, a function of the owner writes there.
CREATE POLICY append ON audit_event FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND organisation_id IS NOT DISTINCT FROM access_organisation()
              AND house_id = ANY ((SELECT access_authorised_in())::bigint[]));
-- While nobody acts: that somebody signed in, could not or was refused, and no more. Who, only the proof of acting tells.
CREATE POLICY sign_in ON audit_event FOR INSERT TO eenplan_app
  WITH CHECK ((SELECT access_account()) IS NULL AND (SELECT access_subject()) IS NOT NULL AND account_id IS NULL
              AND organisation_id IS NULL AND house_id IS NULL AND case_id IS NULL AND subject_id IS NULL
              AND action IN ('login', 'logout', 'refuse'));
-- Reading the log is for supervisors of the house only (WGS 1.8(4), R-73).
CREATE POLICY supervise ON audit_event FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
GRANT SELECT ON audit_event TO eenplan_app;
-- Not the number: one far ahead would keep the lines after it out of the chain.
GRANT INSERT (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, case_id, subject_id, categories,
              outcome, access_point, detail, salt, subject_digest, digest) ON audit_event TO eenplan_app;
SELECT access_protect('audit_seal');
SELECT access_protect('audit_verification');
CREATE POLICY supervise ON audit_verification FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
GRANT SELECT ON audit_verification TO eenplan_app;

SELECT access_protect('audit_review');
CREATE POLICY supervise ON audit_review FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY close ON audit_review FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]))
  WITH CHECK (account_id IS NULL OR account_id = (SELECT access_account()));
GRANT SELECT ON audit_review TO eenplan_app;
GRANT UPDATE (findings, measures, account_id, closed_at) ON audit_review TO eenplan_app;
