-- What widens power is a proposal of two people, also a number or a date (WGS 1.8(2), docs/adr/0024). Loaded last.

-- Every column of the network and what widens power in it; a test fails on a column that is missing here.
--   more, less  a value that grows (no end at all grows most), or shrinks, waits for a second person
--   any         every change waits: it is evidence, or hurts somebody in both directions
--   two         to `more` or `less` of it there is no direct way: it asks a reason, or a new row
--   whole       written once, with a row that itself waits or opens nothing
--   neutral     opens nothing, keeps nothing longer
--   closed      the application never writes it
CREATE OR REPLACE FUNCTION network_widens() RETURNS TABLE (thing text, field text, direction text, two boolean)
LANGUAGE sql IMMUTABLE AS $$
  SELECT thing, unnest(fields::text[]), direction, two FROM (VALUES
    ('network_house', '{id,code,region_id,training_since}', 'closed', false),
    ('network_house', '{name,purpose,contact,triage_weekday}', 'neutral', false),
    ('network_house', '{assessments_required,triage_cutoff_days}', 'less', false),
    ('network_house', '{consultation_days}', 'any', false),  -- less time to object, or a longer wait for the person concerned
    ('network_house', '{response_days,first_conference_weeks,plan_weeks,evaluation_months,answer_days,correction_days,'
                      'rejected_days,draft_days,request_years,retention_years,reply_days,known_checks_per_day,searches_per_day,'
                      'persons_per_day,training_years,'
                      'training_grace_days,review_months,review_days,break_glass_hours}', 'more', false),
    ('network_house', '{partners_direct}', 'more', false),
    ('network_house', '{four_eyes}', 'less', true),
    ('network_house', '{break_glass}', 'more', true),
    ('network_authorisation', '{screening,screened_on}', 'any', false),
    ('network_authorisation', '{screening_valid_until}', 'more', false),
    ('network_authorisation', '{until}', 'more', true),  -- who is to stay is given the role anew
    ('network_authorisation', '{house_id,professional_id,role,purpose,designated_on,no_commercial_duties}', 'whole', false),
    ('network_authorisation', '{id,confirmed,trained_until,ends_on}', 'closed', false),
    ('network_training', '{house_id,professional_id,topic,followed_on}', 'whole', false),
    ('network_training', '{id,confirmed,proposal_id}', 'closed', false),
    ('network_houseorganisation', '{until}', 'more', true),  -- who comes back takes part anew
    ('network_houseorganisation', '{contact_id}', 'neutral', false),
    ('network_houseorganisation', '{house_id,organisation_id,since}', 'whole', false),
    ('network_houseorganisation', '{id}', 'closed', false),
    ('network_organisation', '{name,oin,email,phone}', 'neutral', false),
    ('network_organisation', '{kind,medical_secrecy,since}', 'whole', false),
    ('network_organisation', '{id,home_id,ground,until}', 'closed', false),
    ('network_professional', '{function,phone}', 'neutral', false),
    ('network_professional', '{account_id,organisation_id}', 'whole', false),
    ('network_professional', '{home_id,suspended_until}', 'closed', false),
    ('network_workingarea', '{house_id,municipality_id,since,until}', 'neutral', false),  -- published; decides nothing
    ('network_workingarea', '{id}', 'closed', false),
    ('network_lifedomain', '{house_id,code,name,position,active}', 'neutral', false),
    ('network_lifedomain', '{id}', 'closed', false),
    ('network_review', '{house_id,organisation_id,started_by_id}', 'whole', false),
    ('network_review', '{id,started_on,due_on}', 'closed', false),
    ('network_reviewanswer', '{house_id,review_id,authorisation_id,needed,reason,account_id,at}', 'whole', false),
    ('network_reviewanswer', '{id}', 'closed', false)
  ) AS list (thing, fields, direction, two)
$$;

-- The columns in which a change of a row widens.
CREATE OR REPLACE FUNCTION network_wider(changed text, was jsonb, becomes jsonb) RETURNS TABLE (field text, two boolean)
LANGUAGE sql STABLE AS $$
  SELECT w.field, w.two
    FROM network_widens() w, LATERAL (SELECT was -> w.field AS old, becomes -> w.field AS new) value
   WHERE w.thing = changed AND value.old <> value.new
     AND CASE w.direction WHEN 'any' THEN true
                          WHEN 'less' THEN value.new < value.old
                          WHEN 'more' THEN value.new = 'null' OR value.old <> 'null' AND value.new > value.old
                          ELSE false END
$$;

-- Write the given columns into these rows of a table, as whoever calls.
CREATE OR REPLACE FUNCTION network_put(thing text, numbers bigint[], given jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE (SELECT format('UPDATE %1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)) WHERE id = ANY ($2)',
                         thing, string_agg(quote_ident(key), ', '))
             FROM jsonb_object_keys(given) AS key) USING given, numbers;
END $$;

-- After a change of the application, so that the limits of the table were kept: what widens goes back to what it was and becomes
-- a proposal, of a house one for each setting, of a screening one for the professional. What changes otherwise holds at once, and
-- a proposal about it that still waits falls behind.
CREATE OR REPLACE FUNCTION network_widen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  house bigint := coalesce(was ->> 'house_id', was ->> 'id');
  somebody bigint := was ->> 'professional_id';
  wider text[];
  waits boolean;
BEGIN
  IF EXISTS (SELECT FROM network_wider(TG_TABLE_NAME, was, becomes) w WHERE w.two) THEN
    RAISE EXCEPTION 'this takes two people (WGS 1.8(2))' USING ERRCODE = 'check_violation', CONSTRAINT = 'network_takes_two';
  END IF;
  SELECT array_agg(w.field) INTO wider FROM network_wider(TG_TABLE_NAME, was, becomes) w;
  UPDATE network_proposal p SET accepted = false, decided_at = clock_timestamp()
   WHERE p.house_id = house AND p.kind = 'widen' AND p.account_id IS NOT DISTINCT FROM somebody AND p.decided_at IS NULL
     AND EXISTS (SELECT FROM jsonb_each(p.changes -> 'to') AS asked
                  WHERE becomes -> asked.key NOT IN (was -> asked.key, asked.value));
  IF wider IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT h.four_eyes OR TG_TABLE_NAME = 'network_house' AND (was ->> 'four_eyes')::boolean INTO waits
    FROM network_house h WHERE h.id = house;
  IF waits THEN
    PERFORM network_put(TG_TABLE_NAME, ARRAY[NEW.id], (SELECT jsonb_object_agg(f, was -> f) FROM unnest(wider) AS f));
  END IF;
  INSERT INTO network_proposal (house_id, kind, account_id, value, reason, changes, proposed_by_id, proposed_at)
  SELECT house, 'widen', somebody, string_agg(f, ',' ORDER BY f), '',
         jsonb_build_object('from', jsonb_object_agg(f, was -> f), 'to', jsonb_object_agg(f, becomes -> f)),
         access_account(), clock_timestamp()
    FROM unnest(wider) AS f GROUP BY CASE TG_TABLE_NAME WHEN 'network_house' THEN f END
  ON CONFLICT DO NOTHING;  -- the same, of another role of the same professional
  RETURN NULL;
END $$;
-- `z`: after the triggers that turn a row into grants, which run once more for what goes back.
CREATE OR REPLACE TRIGGER z_widen AFTER UPDATE ON network_house FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_widen();
CREATE OR REPLACE TRIGGER z_widen AFTER UPDATE ON network_authorisation FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_widen();
CREATE OR REPLACE TRIGGER z_widen AFTER UPDATE ON network_houseorganisation FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION network_widen();

-- A training prolongs what somebody may: it counts once confirmed. One proposal for the topics of one day.
CREATE OR REPLACE TRIGGER await BEFORE INSERT ON network_training FOR EACH ROW EXECUTE FUNCTION network_await();
CREATE OR REPLACE FUNCTION network_propose_training() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH asked AS (
    INSERT INTO network_proposal (house_id, kind, account_id, value, reason, changes, proposed_by_id, proposed_at)
    SELECT house_id, 'training', professional_id, string_agg(topic, '' ORDER BY topic), '',
           jsonb_build_object('from', jsonb_build_object('followed_on', NULL), 'to', jsonb_build_object('followed_on', followed_on)),
           access_account(), clock_timestamp()
      FROM added WHERE NOT confirmed GROUP BY house_id, professional_id, followed_on
    RETURNING *)
  UPDATE network_training t SET proposal_id = asked.id, confirmed = asked.accepted IS TRUE
    FROM asked, added
   WHERE t.id = added.id AND NOT added.confirmed AND added.house_id = asked.house_id AND added.professional_id = asked.account_id
     AND asked.changes #>> '{to,followed_on}' = added.followed_on::text;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER propose AFTER INSERT ON network_training REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION network_propose_training();

-- When a review begins and when it is due the database says: a date that can be chosen puts the next one off.
CREATE OR REPLACE FUNCTION network_date_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'eenplan_app' THEN
    NEW.started_on := (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date;
    NEW.due_on := NEW.started_on + (SELECT review_days FROM network_house WHERE id = NEW.house_id);
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER date BEFORE INSERT ON network_review FOR EACH ROW EXECUTE FUNCTION network_date_review();
