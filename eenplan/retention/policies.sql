-- Kept no longer than the law allows (WGS 1.8(7), BGS 1.16). What has reached its term, the facts decide here; the application can
-- only say "go on". Which tables a case, referral or person reaches into, `retention_reach()` says: written after each migration
-- from the declarations of the models (eenplan/retention/reach.py).

-- The day of a moment in the house, which may be another than in Greenwich.
CREATE OR REPLACE FUNCTION retention_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (moment AT TIME ZONE 'Europe/Amsterdam')::date $$;

-- ── Who sees what ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Proof holds no personal data: for who supervises, manages, and answers the persons concerned. The functions below write it.
DO $$
DECLARE proof text;
BEGIN
  FOREACH proof IN ARRAY '{retention_run,retention_certificate,retention_journalline,retention_remainder}'::text[] LOOP
    PERFORM access_protect(proof::regclass);
    EXECUTE format('CREATE POLICY prove ON %I FOR SELECT TO eenplan_app USING (house_id = ANY ((SELECT access_houses('
                   '''auditor'', ''manager'', ''contact_point'', ''system''))::bigint[]))', proof);
    EXECUTE format('GRANT SELECT ON %I TO eenplan_app', proof);
  END LOOP;
END $$;
CREATE POLICY begin ON retention_run FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('system'))::bigint[]) AND account_id = (SELECT access_account()) AND finished_at IS NULL);
CREATE POLICY finish ON retention_run FOR UPDATE TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('system'))::bigint[]) AND account_id = (SELECT access_account()));
GRANT INSERT, UPDATE (finished_at) ON retention_run TO eenplan_app;

-- A run looks at today or at a day before; ahead of time only where everything is made up, which the owner alone can say: the
-- application makes no demonstration account (access_keep_account).
CREATE OR REPLACE FUNCTION retention_not_ahead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.as_of > retention_day(now()) AND NOT EXISTS (SELECT FROM access_account WHERE id = NEW.account_id AND is_demo) THEN
    RAISE EXCEPTION 'nothing is destroyed ahead of time (WGS 1.8(7))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_not_ahead';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER not_ahead BEFORE INSERT ON retention_run FOR EACH ROW EXECUTE FUNCTION retention_not_ahead();

-- "No longer necessary" is recorded by a core participant of the case, while it is open (WGS 1.8(7), 2.31(8), R-51). It counts once
-- all of them agreed to close; until then it can be taken back.
SELECT access_protect('retention_release');
CREATE POLICY work ON retention_release FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON retention_release FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor', 'contact_point'))::bigint[]));
CREATE POLICY decide ON retention_release FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'decide'))
              AND account_id = (SELECT access_account()) AND destroy_on > retention_day(now()) AND told_on IS NULL);
CREATE POLICY take_back ON retention_release FOR DELETE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide'))::bigint[]));
GRANT SELECT, INSERT, DELETE ON retention_release TO eenplan_app;

-- The last evaluation must have found that it is not (R-51): who signs for it does so on the ground of what was found.
CREATE OR REPLACE FUNCTION retention_check_release() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT e.necessary FROM monitoring_evaluation e WHERE e.case_id = NEW.case_id ORDER BY e.held_on DESC, e.id DESC LIMIT 1)
     IS DISTINCT FROM false THEN
    RAISE EXCEPTION 'the last evaluation did not find it unnecessary (R-51)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_found_unnecessary';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_release BEFORE INSERT ON retention_release
  FOR EACH ROW EXECUTE FUNCTION retention_check_release();

-- Destroying earlier is part of the decision to close, which all core participants take together: whoever agreed to close before
-- it was recorded, or taken back, agreed to something else and judges again (WGS 2.31(8), R-51; docs/adr/0019).
CREATE OR REPLACE FUNCTION retention_reconsider() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_reconsider(coalesce(NEW.case_id, OLD.case_id));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER reconsider AFTER INSERT OR DELETE ON retention_release
  FOR EACH ROW EXECUTE FUNCTION retention_reconsider();

-- ── What has reached its term ────────────────────────────────────────────────────────────────────────────────────────

-- The earliest processing of anything in a case counts for all of it (R-50, strictest reading). `retain_until` is moved by the
-- database only: here, and by a renewal.
CREATE OR REPLACE FUNCTION retention_earlier() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_case c
     SET first_processed_on = NEW.first_processed_on,
         retain_until = CASE WHEN EXISTS (SELECT FROM retention_renewal r WHERE r.case_id = c.id AND r.started_at IS NOT NULL)
                             THEN c.retain_until  -- a renewal set the term anew
                             ELSE least(c.retain_until, NEW.first_processed_on + make_interval(years => h.retention_years)) END
    FROM network_house h
   WHERE h.id = c.house_id AND c.id = NEW.case_id AND c.first_processed_on > NEW.first_processed_on;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER earlier AFTER INSERT ON exchange_item FOR EACH ROW EXECUTE FUNCTION retention_earlier();

-- Of these persons, those whom no row names any more, but for what hangs on the person itself.
CREATE OR REPLACE FUNCTION retention_unnamed(persons bigint[]) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  found bigint[];
  nowhere text;
BEGIN
  SELECT string_agg(format('NOT EXISTS (SELECT FROM %I WHERE %I = person)', n.name, n.key), ' AND ') INTO nowhere
    FROM retention_names() n;
  EXECUTE 'SELECT array_agg(person) FROM unnest($1) person WHERE ' || nowhere INTO found USING persons;
  RETURN coalesce(found, '{}');
END $$;

-- A case that is kept for a legal claim or a statutory rule (R-57).
CREATE OR REPLACE FUNCTION retention_held(in_case bigint) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT false $$;

-- What of one sort has reached its term on a day, by which rule; `among` looks at these only. Plain to read beside
-- eenplan/retention/rules.py, which says the same of one case.
CREATE OR REPLACE FUNCTION retention_reached(house bigint, day date, sort text, among bigint[] DEFAULT NULL)
RETURNS TABLE (object bigint, rule text, article text, since date, remains boolean) LANGUAGE plpgsql STABLE AS $$
DECLARE
  settings network_house;
BEGIN
  SELECT * INTO settings FROM network_house WHERE id = house;
  IF sort = 'case' THEN
    RETURN QUERY
      SELECT c.id, CASE WHEN c.retain_until <= day THEN 'R-50' ELSE 'R-51' END, 'WGS 1.8(7)',
             least(c.retain_until, greatest(r.destroy_on, r.told_on + 14)), true
        FROM cases_case c LEFT JOIN retention_release r ON r.case_id = c.id AND c.closed_at IS NOT NULL AND r.told_on + 14 <= day
       WHERE c.house_id = house AND (among IS NULL OR c.id = ANY (among))
         AND (c.retain_until <= day OR r.destroy_on <= day) AND NOT retention_held(c.id);
  ELSIF sort = 'referral' THEN
    RETURN QUERY
      SELECT * FROM (
        SELECT f.id, CASE WHEN f.admitted IS FALSE THEN 'R-52' WHEN f.submitted_at IS NULL THEN 'R-51' ELSE 'R-50' END,
               CASE WHEN f.admitted IS FALSE THEN 'BGS 1.16(1)' ELSE 'WGS 1.8(7)' END,
               least(CASE WHEN f.admitted IS FALSE THEN retention_day(f.decided_at) + settings.rejected_days::integer
                          WHEN f.submitted_at IS NULL THEN retention_day(f.changed_at) + settings.draft_days::integer END,
                     (retention_day(f.first_submitted_at) + make_interval(years => settings.retention_years))::date) AS last_day,
               f.first_submitted_at IS NOT NULL
          FROM referrals_referral f
         WHERE f.house_id = house AND f.admitted IS NOT TRUE AND (among IS NULL OR f.id = ANY (among))) one
       WHERE last_day <= day;
  ELSIF sort = 'person' THEN
    -- who was entered or found lately may be about to be named on a referral
    RETURN QUERY
      SELECT p.id, 'R-51', 'WGS 1.8(7)', retention_day(p.registered_at) + settings.draft_days::integer, false
        FROM people_person p
       WHERE p.id = ANY ((SELECT retention_unnamed(ARRAY(
               SELECT old.id FROM people_person old
                WHERE old.house_id = house AND (among IS NULL OR old.id = ANY (among))
                  AND retention_day(old.registered_at) + settings.draft_days::integer <= day
                  AND NOT EXISTS (SELECT FROM access_grant g WHERE g.kind = 'person' AND g.object_id = old.id
                                     AND (g.until IS NULL OR g.until > now())))))::bigint[]);
  END IF;
END $$;

-- What a run would do on a day, for the system account of the house; a dry run asks this and nothing else.
CREATE OR REPLACE FUNCTION retention_due(house bigint, day date, sort text)
RETURNS TABLE (object bigint, rule text, article text, since date, remains boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM retention_only_system(house);
  RETURN QUERY SELECT * FROM retention_reached(house, day, sort);
END $$;

CREATE OR REPLACE FUNCTION retention_only_system(house bigint) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF house <> ALL ((SELECT access_houses('system'))::bigint[]) THEN
    RAISE EXCEPTION 'only the house''s own task destroys (WGS 1.8(2))' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- ── Destroying ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Remove every row that is declared to be destroyed with one of these; `keys` are their numbers, `objects` what the rows are
-- counted under. One statement for all tables: nothing can be half gone, and it costs about the same for one as for a hundred.
CREATE OR REPLACE FUNCTION retention_sweep(sort text, objects bigint[], keys bigint[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  removals text;
  counts text;
  counted jsonb;
BEGIN
  SELECT string_agg(format('%I AS (DELETE FROM %I t USING doomed d WHERE %s RETURNING d.object)', 'gone_' || r.name, r.name,
                           (SELECT string_agg(format('t.%I = d.key', key), ' OR ') FROM unnest(r.keys) key)), ', '),
         string_agg(format('SELECT object, %L AS kind FROM %I', r.name, 'gone_' || r.name), ' UNION ALL ')
    INTO removals, counts FROM retention_reach() r WHERE r.destroyed_with = sort;
  EXECUTE 'WITH doomed AS MATERIALIZED (SELECT * FROM unnest($1, $2) AS d (object, key)), ' || removals
    || ' SELECT jsonb_agg(one) FROM (SELECT object, kind, count(*) AS rows FROM (' || counts || ') gone GROUP BY 1, 2) one'
    INTO counted USING objects, keys;
  RETURN coalesce(counted, '[]');
END $$;

-- The identity of a row in the journal. A number alone would after a restore point at whatever got that number next; the moment
-- of making, in microseconds, is known to nobody who has not the row.
CREATE OR REPLACE FUNCTION retention_key(sort text, number bigint, made timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT encode(sha256(convert_to(concat_ws(' ', sort, number, extract(epoch FROM made)), 'UTF8')), 'hex') $$;

-- All things of a house that are destroyed as one, with what their key is made of: what is due is looked up here, and a restored
-- backup compared. An item is removed as a row (a renewal), or only its words are (a correction): two kinds, two keys.
CREATE OR REPLACE VIEW retention_thing WITH (security_invoker = true) AS
  SELECT 'case' AS kind, house_id, id, opened_at AS made FROM cases_case
  UNION ALL SELECT 'referral', house_id, id, created_at FROM referrals_referral
  UNION ALL SELECT 'person', house_id, id, registered_at FROM people_person
  UNION ALL SELECT 'item', house_id, id, given_at FROM exchange_item
  UNION ALL SELECT 'words', house_id, id, given_at FROM exchange_item;
REVOKE ALL ON retention_thing FROM PUBLIC;

-- Destroy things of one sort in one house, with everything that hangs on them, and leave the proof. Who calls has judged that
-- they are due, or has a journal that says they were destroyed before, which brings number and moment along.
CREATE OR REPLACE FUNCTION retention_erase(
  house bigint, in_run bigint, sort text, things bigint[], rules text[], articles text[],
  numbers text[] DEFAULT '{}', moments timestamptz[] DEFAULT '{}'
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  proofs jsonb;
  referrals bigint[];
  meetings bigint[];
  persons bigint[];
  named_in bigint[];
  families bigint[];
  tally jsonb := '[]';
BEGIN
  SELECT jsonb_agg(jsonb_build_object('id', t.id, 'rule', d.rule, 'article', d.article, 'at', coalesce(d.at, now()),
                                      'year', extract(year FROM t.made), 'key', retention_key(sort, t.id, t.made),
                                      'number', coalesce(d.number, network_number(house, 'V')))), array_agg(t.id)
    INTO proofs, things
    FROM unnest(things, rules, articles, numbers, moments) AS d (id, rule, article, number, at)
    JOIN retention_thing t ON t.kind = sort AND t.id = d.id;
  IF things IS NULL THEN  -- nothing of it is there, or due
    RETURN 0;
  END IF;
  PERFORM retention_keep_remainder(sort, things);

  IF sort = 'person' THEN
    persons := things;
    named_in := things;
  ELSE
    -- the persons it is about go along when nothing else names them; a case takes the referral it came from along
    referrals := CASE sort WHEN 'referral' THEN things
                   ELSE ARRAY(SELECT c.referral_id FROM unnest(things) WITH ORDINALITY AS d (id, nth) JOIN cases_case c USING (id)
                               ORDER BY d.nth) END;
    meetings := ARRAY(SELECT conference_id FROM conferences_agendaitem WHERE sort = 'case' AND case_id = ANY (things));
    SELECT array_agg(person), array_agg(object) INTO persons, named_in FROM (
      SELECT r.person_id AS person, min(d.object) AS object
        FROM unnest(things, referrals) AS d (object, referral) JOIN referrals_referredperson r ON r.referral_id = d.referral
       GROUP BY r.person_id
      UNION
      SELECT person_id, min(case_id) FROM cases_member WHERE sort = 'case' AND case_id = ANY (things) GROUP BY person_id) named;
    IF sort = 'case' THEN
      tally := retention_sweep('case', things, things);
      DELETE FROM conferences_conference c WHERE c.id = ANY (meetings) AND c.at < now()
         AND NOT EXISTS (SELECT FROM conferences_agendaitem a WHERE a.conference_id = c.id);
    END IF;
    tally := tally || retention_sweep('referral', things, referrals);
    -- whoever is about to name one of them has his row seen, or finds the person gone
    PERFORM FROM people_person WHERE id = ANY (persons) ORDER BY id FOR UPDATE;
    SELECT array_agg(d.person), array_agg(d.object) INTO persons, named_in
      FROM unnest(persons, named_in) AS d (person, object)
     WHERE d.person = ANY ((SELECT retention_unnamed(persons))::bigint[]);  -- asked once, not for each
  END IF;
  IF persons IS NOT NULL THEN
    families := ARRAY(SELECT family_id FROM people_familymember WHERE person_id = ANY (persons));
    tally := tally || retention_sweep('person', named_in, persons);
    DELETE FROM people_family f WHERE f.id = ANY (families)
       AND NOT EXISTS (SELECT FROM people_familymember m WHERE m.family_id = f.id);
    PERFORM audit_forget(VARIADIC persons);
  END IF;

  -- what speaks of it by number alone
  DELETE FROM access_grant WHERE kind = sort AND object_id = ANY (things) OR kind = 'referral' AND object_id = ANY (referrals)
      OR kind = 'person' AND object_id = ANY (persons);
  DELETE FROM procrastinate_jobs WHERE args ->> sort = ANY (things::text[]) OR args ->> 'referral' = ANY (referrals::text[])
      OR args ->> 'person' = ANY (persons::text[]);

  WITH counted AS (
    SELECT object, jsonb_object_agg(kind, rows ORDER BY kind) AS rows FROM (
      SELECT object, kind, sum(rows) AS rows FROM jsonb_to_recordset(tally) AS t (object bigint, kind text, rows bigint)
       GROUP BY object, kind) one GROUP BY object),
  proof AS (
    SELECT p.*, counted.rows
      FROM jsonb_to_recordset(proofs) AS p (id bigint, number text, key text, year int, rule text, article text, at timestamptz)
      JOIN counted ON counted.object = p.id),
  certified AS (
    INSERT INTO retention_certificate (house_id, run_id, number, kind, year, rule, article, rows, at)
    SELECT house, in_run, number, sort, year, rule, article, rows, at FROM proof ORDER BY number)
  INSERT INTO retention_journalline (house_id, number, kind, key, rule, article, at)
  SELECT house, number, sort, key, rule, article, at FROM proof ORDER BY number;
  RETURN cardinality(things);
END $$;

-- ── Destroying one thing by itself ───────────────────────────────────────────────────────────────────────────────────

-- Such a thing has no certificate of its own: what stands around it says that it went, and why. The journal has a line of it.
CREATE OR REPLACE FUNCTION retention_note(
  house bigint, sort text, thing bigint, made timestamptz, rule text, article text, moment timestamptz
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO retention_journalline (house_id, number, kind, key, rule, article, at)
  VALUES (house, '', sort, retention_key(sort, thing, made), rule, article, coalesce(moment, now()))
$$;

-- Remove rows with all that points at them, whatever room it is in.
CREATE OR REPLACE FUNCTION retention_remove(target regclass, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  link record;
  hanging bigint[];
BEGIN
  FOR link IN SELECT c.conrelid::regclass AS child, a.attname AS key
                FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
               WHERE c.contype = 'f' AND c.confrelid = target AND cardinality(c.conkey) = 1 LOOP
    EXECUTE format('SELECT array_agg(id) FROM %s WHERE %I = ANY ($1)', link.child, link.key) INTO hanging USING ids;
    IF hanging IS NOT NULL THEN
      PERFORM retention_remove(link.child, hanging);
    END IF;
  END LOOP;
  EXECUTE format('DELETE FROM %s WHERE id = ANY ($1)', target) USING ids;
END $$;

-- Items that a renewal leaves behind (R-54), with their files; what a letter told of them does not live on in our copy (BGS 1.7).
CREATE OR REPLACE FUNCTION retention_drop_items(items bigint[], moments timestamptz[] DEFAULT '{}') RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  dropped integer;
BEGIN
  PERFORM retention_note(i.house_id, 'item', i.id, i.given_at, 'R-54', 'WGS 1.8(7)', d.at)
     FROM unnest(items, moments) AS d (id, at) JOIN exchange_item i USING (id);
  GET DIAGNOSTICS dropped = ROW_COUNT;
  DELETE FROM provisions_provisionletter WHERE provision_id IN (
    SELECT provision_id FROM provisions_choice WHERE item_id = ANY (items));
  PERFORM retention_remove('exchange_item', items);
  RETURN dropped;
END $$;

-- Words that their supplier destroyed (R-31), each version by itself: a backup may hold an early one alone.
CREATE OR REPLACE FUNCTION retention_note_words() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM retention_note(house_id, 'words', id, given_at, 'R-31', 'BGS 1.7', NEW.at)
     FROM exchange_item WHERE id = ANY (exchange_versions(NEW.item_id));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER note_words AFTER INSERT ON exchange_destruction
  FOR EACH ROW EXECUTE FUNCTION retention_note_words();

-- The same once more, in a restored backup: in the name of the house's own task, since the journal names nobody.
CREATE OR REPLACE FUNCTION retention_erase_words(items bigint[], moments timestamptz[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  erased integer := (SELECT count(*) FROM exchange_item WHERE id = ANY (items) AND status <> 'destroyed');
BEGIN
  INSERT INTO exchange_destruction (house_id, case_id, item_id, reason, account_id, at)
  SELECT i.house_id, i.case_id, i.id, 'was al vernietigd; opnieuw na het terugzetten van een back-up', a.id, d.at
    FROM unnest(items, moments) AS d (id, at) JOIN exchange_item i USING (id)
    JOIN network_house h ON h.id = i.house_id JOIN access_account a ON a.email = lower('system@' || h.code || '.invalid')
   WHERE i.status = 'valid';  -- the last version the backup knows; the ones before go with it
  RETURN erased;
END $$;

-- ── The door, and the way back ───────────────────────────────────────────────────────────────────────────────────────

-- The one door: destroy those of these things that have reached their term on the day of the run, whatever the caller thinks.
-- All of them or none; returns which.
CREATE OR REPLACE FUNCTION retention_destroy(in_run bigint, sort text, among bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  run retention_run;
  things bigint[];
  rules text[];
  articles text[];
BEGIN
  SELECT * INTO STRICT run FROM retention_run WHERE id = in_run AND account_id = access_account() AND finished_at IS NULL;
  PERFORM retention_only_system(run.house_id), pg_advisory_xact_lock(hashtext('retention'), run.house_id::integer);
  -- locked first, judged after: what changes while we wait is seen
  IF sort = 'case' THEN
    PERFORM FROM cases_case WHERE id = ANY (among) ORDER BY id FOR UPDATE;
  ELSIF sort = 'referral' THEN
    PERFORM FROM referrals_referral WHERE id = ANY (among) ORDER BY id FOR UPDATE;
  ELSE
    PERFORM FROM people_person WHERE id = ANY (among) ORDER BY id FOR UPDATE;
  END IF;
  SELECT array_agg(r.object), array_agg(r.rule), array_agg(r.article) INTO things, rules, articles
    FROM retention_reached(run.house_id, run.as_of, sort, among) r;
  PERFORM retention_erase(run.house_id, run.id, sort, things, rules, articles);
  RETURN QUERY SELECT unnest(things);
END $$;

-- What was destroyed since a backup, once more: for the owner, who restores it (docs/backup.md). A row is known by its key, so a
-- line that belongs to another row, or to none, does nothing.
CREATE OR REPLACE FUNCTION retention_replay(lines jsonb) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  part record;
  done integer := 0;
BEGIN
  FOR part IN
    SELECT t.house_id, t.kind, array_agg(t.id) AS things, array_agg(l.rule) AS rules, array_agg(l.article) AS articles,
           array_agg(l.number) AS numbers, array_agg(l.at) AS moments
      FROM jsonb_to_recordset(lines) AS l (kind text, key text, number text, rule text, article text, at timestamptz)
      JOIN retention_thing t ON t.kind = l.kind AND retention_key(t.kind, t.id, t.made) = l.key
     GROUP BY t.house_id, t.kind ORDER BY t.kind
  LOOP
    done := done + CASE part.kind
      WHEN 'item' THEN retention_drop_items(part.things, part.moments)
      WHEN 'words' THEN retention_erase_words(part.things, part.moments)
      ELSE retention_erase(part.house_id, NULL, part.kind, part.things, part.rules, part.articles, part.numbers, part.moments) END;
  END LOOP;
  RETURN done;
END $$;

CREATE OR REPLACE FUNCTION retention_age(born text, day date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN born = '' OR left(born, 4) = '0000' THEN '' ELSE
           (ARRAY['0-11', '12-17', '18-22', '23-29', '30-49', '50-64', '65+'])[width_bucket(
              extract(year FROM day)::integer - left(born, 4)::integer - (to_char(day, 'MM-DD') < right(born, 5))::integer,
              ARRAY[0, 12, 18, 23, 30, 50, 65])] END
$$;

CREATE OR REPLACE FUNCTION retention_duration(began date, ended date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (ARRAY['0-3', '3-6', '6-12', '12-24', '24+'])[width_bucket(
            extract(year FROM age(ended, began)) * 12 + extract(month FROM age(ended, began)), ARRAY[0, 3, 6, 12, 24]::numeric[])]
$$;

-- Did self-sufficiency grow, over all domains judged more than once? A class of human judgements, no score of anybody (R-79).
CREATE OR REPLACE FUNCTION retention_progress(in_case bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((ARRAY['worse', 'same', 'better'])[width_bucket(avg(later - earlier), ARRAY[-100, -0.25, 0.25])], '')
    FROM (SELECT (array_agg(value ORDER BY measured_on, id))[1] AS earlier,
                 (array_agg(value ORDER BY measured_on DESC, id DESC))[1] AS later
            FROM monitoring_score WHERE case_id = in_case GROUP BY person_id, domain_id HAVING count(DISTINCT measured_on) > 1) judged
$$;

-- What is left for statistics: counts of what was alike, so that no row stands for somebody (BGS 1.16(1)).
CREATE OR REPLACE FUNCTION retention_keep_remainder(sort text, things bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO retention_remainder AS kept (house_id, kind, year, region, age, case_kind, ave_in, ave_out, duration, outcome, zrm, number)
  SELECT house_id, sort, year, region, retention_age(birth_date, opened), case_kind, ave_in, ave_out, retention_duration(opened, ended),
         outcome, zrm, count(*)
    FROM (
      SELECT f.house_id, extract(year FROM opened) AS year, coalesce(m.region, home.name) AS region, p.birth_date, opened, ended,
             coalesce(c.kind, '') AS case_kind, coalesce(first.phase, f.ave_phase) AS ave_in, last.phase AS ave_out,
             coalesce(closing.outcome, CASE WHEN c.id IS NULL THEN d.route ELSE 'open' END, '') AS outcome,
             retention_progress(c.id) AS zrm
        FROM referrals_referral f
        JOIN network_house h ON h.id = f.house_id JOIN network_safetyregion home ON home.id = h.region_id
        LEFT JOIN cases_case c ON c.referral_id = f.id
        LEFT JOIN cases_closing closing ON closing.case_id = c.id
        LEFT JOIN referrals_decision d ON d.referral_id = f.id AND d.outcome <> 'complete'
        CROSS JOIN LATERAL (SELECT retention_day(coalesce(c.opened_at, f.first_submitted_at)) AS opened,
                                   retention_day(coalesce(c.closed_at, f.decided_at, now())) AS ended) period
        LEFT JOIN LATERAL (SELECT s.birth_date, a.municipality FROM referrals_referredperson r
                             JOIN people_person s ON s.id = r.person_id LEFT JOIN people_address a ON a.person_id = s.id
                            WHERE r.referral_id = f.id AND r.part = 'subject' ORDER BY r.id LIMIT 1) p ON true
        LEFT JOIN LATERAL (SELECT g.name AS region FROM network_municipality t JOIN network_safetyregion g ON g.id = t.region_id
                            WHERE t.name = p.municipality ORDER BY t.id DESC LIMIT 1) m ON true
        LEFT JOIN LATERAL (SELECT phase FROM cases_phase WHERE case_id = c.id ORDER BY since, id LIMIT 1) first ON true
        LEFT JOIN LATERAL (SELECT phase FROM cases_phase WHERE case_id = c.id ORDER BY since DESC, id DESC LIMIT 1) last ON true
       WHERE f.first_submitted_at IS NOT NULL  -- a draft counts as nothing
         AND (sort = 'referral' AND f.id = ANY (things) OR sort = 'case' AND c.id = ANY (things))) one
   GROUP BY 1, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ON CONFLICT (house_id, kind, year, region, age, case_kind, ave_in, ave_out, duration, outcome, zrm)
  DO UPDATE SET number = kept.number + EXCLUDED.number
$$;

-- Shielded means that nobody's access is left (WGS 2.31(8), R-53). Closing sees to that; this looks after it, and says how many
-- it still had to end.
CREATE OR REPLACE FUNCTION retention_shield(house bigint, only_count boolean) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  left_over bigint[];
BEGIN
  PERFORM retention_only_system(house);
  left_over := ARRAY(SELECT g.id FROM access_grant g JOIN cases_case c ON c.id = g.object_id
                      WHERE g.kind = 'case' AND c.house_id = house AND c.closed_at IS NOT NULL
                        AND (g.until IS NULL OR g.until > clock_timestamp()));
  IF NOT only_count THEN
    UPDATE access_grant SET until = clock_timestamp() WHERE id = ANY (left_over);
  END IF;
  RETURN cardinality(left_over);
END $$;

-- What reaches its term within a year, for who looks after it: nothing for others.
CREATE OR REPLACE FUNCTION retention_coming(house bigint) RETURNS TABLE (day date, rule text, kind text, object bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF house <> ALL ((SELECT access_houses('auditor', 'manager', 'contact_point'))::bigint[]) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT greatest(r.since, retention_day(now())), r.rule, sort, r.object
      FROM unnest('{case,referral}'::text[]) sort, retention_reached(house, (now() + interval '1 year')::date, sort) r;
END $$;
-- How much of that in each month, for who may not see which: no number of a case, only how many.
CREATE OR REPLACE FUNCTION retention_calendar(house bigint) RETURNS TABLE (month date, rule text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT date_trunc('month', day)::date, rule, count(*) FROM retention_coming(house) GROUP BY 1, 2 ORDER BY 1, 2
$$;
-- What of that goes first: the number in the database is of use only to who may see the thing itself.
CREATE OR REPLACE FUNCTION retention_first(house bigint) RETURNS TABLE (day date, rule text, kind text, object bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT day, rule, kind, object FROM retention_coming(house) ORDER BY day, object LIMIT 6
$$;

-- Nobody but the owner erases, and nobody but who is let in above asks.
DO $$
DECLARE ours regprocedure;
BEGIN
  FOR ours IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'retention\_%' LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', ours);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION retention_day, retention_only_system, retention_due, retention_destroy, retention_shield, retention_calendar,
  retention_first TO eenplan_app;
