-- Renewing a case, holding it, and warning for its term (WGS 1.8(7), BGS 1.16(2-3), R-54, R-55, R-57, R-58).

-- ── Renewal ──────────────────────────────────────────────────────────────────────────────────────────────────────────

SELECT access_protect('retention_renewal'), access_protect('retention_renewalvoice');

-- The organisations that speak about a renewal: those on the case now, or on it when it closed; core ones order it.
CREATE OR REPLACE FUNCTION retention_heard(in_case bigint) RETURNS TABLE (organisation bigint, core boolean)
LANGUAGE sql STABLE AS $$
  SELECT p.organisation_id, bool_or(o.ground LIKE '2.27(1)%')
    FROM cases_case c JOIN cases_participation p ON p.case_id = c.id JOIN network_organisation o ON o.id = p.organisation_id
   WHERE c.id = in_case AND p.until IS NOT DISTINCT FROM c.closed_at
   GROUP BY p.organisation_id
$$;

-- The renewals that who acts speaks about though its case is closed to him (ground b): he took part when it closed, or he
-- judges referrals for a core organisation that did. Renewing is one of the few things for which a closed case is opened (R-53).
CREATE OR REPLACE FUNCTION retention_speaks() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  assesses bigint[] := access_houses('assessor');
BEGIN
  RETURN ARRAY(
    SELECT r.id FROM retention_renewal r JOIN cases_case c ON c.id = r.case_id
      JOIN access_speaks_for('house', 'referrer', 'assessor', 'participant') mine ON mine.object = r.house_id
     WHERE r.ground = 'b' AND r.started_at IS NULL AND r.withdrawn_at IS NULL AND c.closed_at IS NOT NULL
       AND EXISTS (SELECT FROM retention_heard(c.id) h
                    WHERE h.organisation = mine.organisation
                      AND (h.core AND r.house_id = ANY (assesses)
                           OR EXISTS (SELECT FROM cases_delegate d WHERE d.case_id = c.id AND d.account_id = (SELECT access_account())
                                         AND d.until = c.closed_at))));
END $$;

CREATE POLICY work ON retention_renewal FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY prepared ON retention_renewal FOR SELECT TO eenplan_app
  USING (account_id = (SELECT access_account()) AND house_id = ANY ((SELECT access_houses('process_director'))::bigint[]));
CREATE POLICY speak ON retention_renewal FOR SELECT TO eenplan_app USING (id = ANY ((SELECT retention_speaks())::bigint[]));
CREATE POLICY supervise ON retention_renewal FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor', 'contact_point'))::bigint[]));
-- An open case is prepared by who steers it, a closed one by a process director of the house.
CREATE POLICY prepare ON retention_renewal FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND started_at IS NULL AND withdrawn_at IS NULL AND closed_at IS NULL AND destroyed = 0
              AND (ground = 'a' AND case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
                   OR ground = 'b' AND house_id = ANY ((SELECT access_houses('process_director'))::bigint[])));
CREATE POLICY withdraw ON retention_renewal FOR UPDATE TO eenplan_app
  USING (started_at IS NULL AND withdrawn_at IS NULL
         AND (account_id = (SELECT access_account()) OR case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])))
  WITH CHECK (started_at IS NULL);
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON retention_renewal TO eenplan_app;

-- Ground a: open, in the last year before the term. Ground b: closed less than a year before the term. Either before the term.
CREATE OR REPLACE FUNCTION retention_check_renewal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  today date := retention_day(now());
  mine cases_case;
  last_year date;
BEGIN
  SELECT * INTO mine FROM cases_case WHERE id = NEW.case_id FOR UPDATE;
  NEW.from_end := mine.retain_until;
  last_year := (mine.retain_until - interval '1 year')::date;
  IF today >= mine.retain_until THEN
    RAISE EXCEPTION 'the term has passed (WGS 1.8(7))' USING ERRCODE = 'check_violation', CONSTRAINT = 'retention_term_passed';
  ELSIF NEW.ground = 'a' AND (mine.closed_at IS NOT NULL OR today < last_year) THEN
    RAISE EXCEPTION 'ground a is for a case that is open when its term nears (BGS 1.16(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_open_at_term';
  ELSIF NEW.ground = 'b' AND (mine.closed_at IS NULL OR retention_day(mine.closed_at) <= last_year) THEN
    RAISE EXCEPTION 'ground b is for a case closed less than a year before its term (BGS 1.16(2))'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'retention_closed_in_last_year';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_renewal BEFORE INSERT ON retention_renewal
  FOR EACH ROW EXECUTE FUNCTION retention_check_renewal();

CREATE OR REPLACE FUNCTION retention_may_speak() RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT id FROM retention_renewal
                WHERE started_at IS NULL AND withdrawn_at IS NULL
                  AND (case_id = ANY (access_objects('case', 'take_part', 'decide')) OR id = ANY (retention_speaks())))
$$;
CREATE POLICY hear ON retention_renewalvoice FOR SELECT TO eenplan_app
  USING (renewal_id = ANY (ARRAY(SELECT id FROM retention_renewal)));
CREATE POLICY speak ON retention_renewalvoice FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND renewal_id = ANY ((SELECT retention_may_speak())::bigint[])
              AND ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
                   OR (house_id, organisation_id) IN (SELECT * FROM access_speaks_for('house', 'referrer', 'assessor', 'participant'))));
GRANT SELECT, INSERT ON retention_renewalvoice TO eenplan_app;

-- Core participants order, suppliers assent (WGS 2.27(1), 1.8(7)).
CREATE OR REPLACE FUNCTION retention_check_voice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM retention_renewal r WHERE r.id = NEW.renewal_id AND r.case_id = NEW.case_id
                    AND r.started_at IS NULL AND r.withdrawn_at IS NULL)
     OR NEW.kind = 'order' AND NOT EXISTS (SELECT FROM retention_heard(NEW.case_id) h
                                            WHERE h.organisation = NEW.organisation_id AND h.core)
     OR NEW.kind = 'assent' AND NOT EXISTS (SELECT FROM exchange_item i
                                             WHERE i.case_id = NEW.case_id AND i.supplier_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'core participants order, suppliers assent (WGS 1.8(7))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_voice_counts';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_voice BEFORE INSERT ON retention_renewalvoice
  FOR EACH ROW EXECUTE FUNCTION retention_check_voice();

-- What an organisation said last about a renewal; nothing: null.
CREATE OR REPLACE FUNCTION retention_said(about bigint, sort text, who bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT agrees FROM retention_renewalvoice WHERE renewal_id = about AND kind = sort AND organisation_id = who ORDER BY id DESC LIMIT 1
$$;

-- Who has to speak about a renewal, and what he said: `items` is how many of a supplier are at stake, `answers` whether it still can. For who sees the renewal;
-- as the owner, since the items and participations of a closed case are closed.
DROP FUNCTION IF EXISTS retention_voices(bigint);
CREATE FUNCTION retention_voices(about bigint)
RETURNS TABLE (organisation bigint, core boolean, ordered boolean, items bigint, assents boolean, answers boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.organisation, bool_or(o.core), retention_said(about, 'order', o.organisation), sum(o.items),
         retention_said(about, 'assent', o.organisation),
         o.organisation IN (SELECT h.organisation FROM retention_heard(max(r.case_id)) h) AND cases_staffed(o.organisation, max(r.house_id))
    FROM retention_renewal r CROSS JOIN LATERAL (
           SELECT organisation, core, 0 AS items FROM retention_heard(r.case_id) WHERE core
           UNION ALL
           SELECT supplier_id, false, count(*) FROM exchange_item WHERE case_id = r.case_id GROUP BY supplier_id) o
   WHERE r.id = about
     AND (r.case_id = ANY (access_cases()) OR r.id = ANY (retention_speaks())
          OR r.account_id = (SELECT access_account()) AND r.house_id = ANY (access_houses('process_director'))
          OR r.house_id = ANY (access_houses('auditor', 'contact_point')))
   GROUP BY o.organisation
$$;

-- The number of the case of a renewal, for who sees the renewal and not the case: he must know which file it is about.
CREATE OR REPLACE FUNCTION retention_renewed(about bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.number FROM retention_renewal r JOIN cases_case c ON c.id = r.case_id
   WHERE r.id = about AND EXISTS (SELECT FROM retention_voices(about))
$$;

-- Start a renewal: ordered by every core participant, before the term. Items whose supplier did not assent are destroyed, the
-- term moves, and a closed case opens again. Access comes back by new decisions only: each organisation that ordered takes part
-- with who gave the order, the process director is asked, and everybody else is decided on anew (WGS 2.31(4), BGS 1.16).
CREATE OR REPLACE FUNCTION retention_start(renewing bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine retention_renewal;
  renewed cases_case;
  gone bigint[];
BEGIN
  -- the case first, as who destroys it does
  SELECT c.* INTO renewed FROM retention_renewal r JOIN cases_case c ON c.id = r.case_id WHERE r.id = renewing FOR UPDATE OF c;
  SELECT * INTO mine FROM retention_renewal WHERE id = renewing AND started_at IS NULL AND withdrawn_at IS NULL FOR UPDATE;
  IF mine.id IS NULL OR NOT (mine.case_id = ANY (access_objects('case', 'decide', 'direct'))
       OR mine.ground = 'b' AND mine.account_id = access_account() AND mine.house_id = ANY (access_houses('process_director'))) THEN
    RAISE EXCEPTION 'not yours to start' USING ERRCODE = 'insufficient_privilege';
  ELSIF retention_day(now()) >= renewed.retain_until OR renewed.retain_until <> mine.from_end
        OR (mine.ground = 'b') <> (renewed.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the term has passed, or the case changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'retention_term_passed';
  ELSIF NOT coalesce((SELECT bool_and(coalesce(retention_said(mine.id, 'order', h.organisation), false))
                        FROM retention_heard(mine.case_id) h WHERE h.core), false) THEN
    RAISE EXCEPTION 'core participants order a renewal together (BGS 1.16(3))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_all_order';
  END IF;
  IF EXISTS (SELECT FROM retention_heard(mine.case_id) h
              WHERE cases_staffed(h.organisation, mine.house_id) AND retention_said(mine.id, 'assent', h.organisation) IS NULL
                AND EXISTS (SELECT FROM exchange_item i WHERE i.case_id = mine.case_id AND i.supplier_id = h.organisation)) THEN
    RAISE EXCEPTION 'nothing is destroyed because its supplier was silent (WGS 1.8(7))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_suppliers_answer';
  END IF;
  gone := ARRAY(SELECT id FROM exchange_item
                 WHERE case_id = mine.case_id AND retention_said(mine.id, 'assent', supplier_id) IS NOT TRUE);
  PERFORM retention_drop_items(gone);
  IF mine.ground = 'b' THEN
    DELETE FROM cases_closing WHERE case_id = mine.case_id;
    INSERT INTO cases_participation (house_id, case_id, organisation_id, reason, decided_by_id, since)
    SELECT mine.house_id, mine.case_id, h.organisation, 'opdracht tot hernieuwing', h.organisation, clock_timestamp()
      FROM retention_heard(mine.case_id) h WHERE h.core;
    UPDATE cases_case SET closed_at = NULL WHERE id = mine.case_id;
    INSERT INTO cases_delegate (house_id, case_id, participation_id, account_id, since)
    SELECT DISTINCT ON (v.organisation_id) mine.house_id, mine.case_id, p.id, v.account_id, clock_timestamp()
      FROM retention_renewalvoice v
      JOIN cases_participation p ON p.case_id = mine.case_id AND p.organisation_id = v.organisation_id AND p.until IS NULL
     WHERE v.renewal_id = mine.id AND v.kind = 'order' ORDER BY v.organisation_id, v.id DESC;
    INSERT INTO cases_direction (house_id, case_id, kind, account_id, proposed_at)
    VALUES (mine.house_id, mine.case_id, 'process', mine.account_id, clock_timestamp());
  END IF;
  DELETE FROM retention_release WHERE case_id = mine.case_id;  -- open again by now: whoever agreed to close judges anew
  UPDATE cases_case SET retain_until = mine.new_end WHERE id = mine.case_id;
  UPDATE retention_renewal SET started_at = clock_timestamp(), closed_at = renewed.closed_at, destroyed = cardinality(gone)
   WHERE id = mine.id;
  RETURN cardinality(gone);
END $$;

-- Closed cases that can still be renewed, for the process directors of the house: which and until when, not about whom.
CREATE OR REPLACE FUNCTION retention_renewable()
RETURNS TABLE (id bigint, house bigint, number varchar, closed_at timestamptz, retain_until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.house_id, c.number, c.closed_at, c.retain_until FROM cases_case c
   WHERE c.house_id = ANY (access_houses('process_director')) AND c.closed_at IS NOT NULL
     AND c.retain_until > retention_day(now())
     AND retention_day(c.closed_at) > (c.retain_until - interval '1 year')::date
$$;

-- ── Hold ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

SELECT access_protect('retention_hold');
CREATE POLICY work ON retention_hold FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON retention_hold FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor', 'contact_point'))::bigint[]));
CREATE POLICY review ON retention_hold FOR SELECT TO eenplan_app
  USING (reviewer_id = (SELECT access_account()) AND house_id = ANY ((SELECT access_houses('process_director', 'assessor'))::bigint[]));
-- On a closed case the contact point holds; on an open one also who steers it.
CREATE POLICY hold ON retention_hold FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account()) AND ended_at IS NULL
              AND (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
                   OR case_id = ANY ((SELECT cases_shielded())::bigint[])));
CREATE POLICY change ON retention_hold FOR UPDATE TO eenplan_app
  USING (ended_at IS NULL
         AND (reviewer_id = (SELECT access_account()) AND house_id = ANY ((SELECT access_houses('process_director', 'assessor'))::bigint[])
              OR house_id = ANY ((SELECT access_houses('contact_point'))::bigint[])))
  WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (review_on, reviewed_at, ended_at, end_reason) ON retention_hold TO eenplan_app;
CREATE OR REPLACE TRIGGER within_a_year BEFORE INSERT OR UPDATE OF review_on ON retention_hold
  FOR EACH ROW EXECUTE FUNCTION access_reviewed_within_a_year('retention_hold_reviewed');
-- Keeping longer than the term takes two people: who places a hold does not review it, and does not let it stand longer.
CREATE OR REPLACE FUNCTION retention_hold_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.reviewer_id = NEW.account_id OR TG_OP = 'UPDATE' AND access_account() = OLD.account_id THEN
    RAISE EXCEPTION 'another than who placed it reviews a hold (WGS 1.8(7))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_hold_by_two';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER by_two BEFORE INSERT ON retention_hold FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION retention_hold_by_two();
CREATE OR REPLACE TRIGGER by_two_again BEFORE UPDATE OF review_on ON retention_hold FOR EACH ROW
  WHEN (current_user = 'eenplan_app' AND NEW.review_on > OLD.review_on) EXECUTE FUNCTION retention_hold_by_two();
CREATE OR REPLACE FUNCTION retention_held(in_case bigint) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM retention_hold WHERE case_id = in_case AND ended_at IS NULL) $$;

-- ── Warnings ─────────────────────────────────────────────────────────────────────────────────────────────────────────

SELECT access_protect('retention_termwarning');
CREATE POLICY work ON retention_termwarning FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON retention_termwarning FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor', 'system'))::bigint[]));
GRANT SELECT ON retention_termwarning TO eenplan_app;

-- The stage of warning for a term on a day: 12, 6, 3 or 1 months before it, the nearest that was reached; null before and after.
CREATE OR REPLACE FUNCTION retention_stage(retain_until date, day date) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT min(months) FROM unnest('{12,6,3,1}'::integer[]) months
   WHERE day >= (retain_until - make_interval(months => months))::date AND day < retain_until
$$;

-- Open cases that reached a stage for which nobody was warned yet; also written down when `keep`. For the house's own task.
CREATE OR REPLACE FUNCTION retention_warn(house bigint, day date, keep boolean) RETURNS TABLE (in_case bigint, months integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  found bigint[];
BEGIN
  PERFORM retention_only_system(house);
  found := ARRAY(
    SELECT c.id FROM cases_case c
     WHERE c.house_id = house AND c.closed_at IS NULL AND c.retain_until > day
       AND c.retain_until <= (day + interval '12 months 3 days')::date AND retention_stage(c.retain_until, day) IS NOT NULL
       AND NOT EXISTS (SELECT FROM retention_termwarning w WHERE w.case_id = c.id AND w.retain_until = c.retain_until
                          AND w.months = retention_stage(c.retain_until, day)));
  RETURN QUERY SELECT c.id, retention_stage(c.retain_until, day) FROM cases_case c WHERE c.id = ANY (found) ORDER BY c.retain_until, c.id;
  IF keep THEN
    INSERT INTO retention_termwarning (house_id, case_id, retain_until, months, at)
    SELECT house_id, id, retain_until, retention_stage(retain_until, day), now() FROM cases_case WHERE id = ANY (found)
    ON CONFLICT DO NOTHING;
  END IF;
END $$;

REVOKE ALL ON FUNCTION retention_heard, retention_speaks, retention_may_speak, retention_said, retention_voices, retention_renewed,
  retention_start, retention_renewable, retention_held, retention_stage, retention_warn FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention_speaks, retention_may_speak, retention_voices, retention_renewed, retention_start, retention_renewable, retention_warn
  TO eenplan_app;
