-- What somebody typed and did not send yet (eenplan/web/drafts.py): for that account alone.
SELECT access_protect('web_draft');
-- A day at most, by two clocks.
CREATE POLICY own ON web_draft TO eenplan_app
  USING (account_id = (SELECT access_account()))
  WITH CHECK (account_id = (SELECT access_account()) AND until <= clock_timestamp() + interval '24 hours 10 minutes');
GRANT SELECT, INSERT, DELETE, UPDATE (version, locked, other, at, until) ON web_draft TO eenplan_app;

-- A form that came too late, when nobody was signed in any more, or that was refused: kept for the account that its page was
-- drawn for. The web server verified the signature of the page, and proves for whom it is: nobody else writes over what somebody
-- typed. It only adds: nobody reads anything through it. When another window wrote the field meanwhile, that text is kept beside it.
DROP FUNCTION IF EXISTS web_keep_draft(bigint, text, text, integer, bytea, text, bigint);
CREATE OR REPLACE FUNCTION web_keep_draft(
  owner bigint, proof bytea, in_form text, in_field text, seen integer, text_locked bytea, about text, about_number bigint
) RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT access_check('draft', owner, proof);
  INSERT INTO web_draft AS d (account_id, form, field, version, locked, sort, number, at, until)
  SELECT owner, in_form, in_field, seen + 1, text_locked, about, about_number, now(), now() + interval '24 hours'
    FROM access_account a WHERE a.id = owner AND a.is_active
  ON CONFLICT ON CONSTRAINT web_draft_one_per_field DO UPDATE
     SET other = CASE WHEN d.version = seen THEN d.other ELSE d.locked END,
         version = greatest(d.version, seen) + 1, locked = EXCLUDED.locked, at = now(), until = EXCLUDED.until
  RETURNING version
$$;
GRANT EXECUTE ON FUNCTION web_keep_draft TO eenplan_app;

-- The hourly job: what is a day old goes.
CREATE OR REPLACE FUNCTION web_drop_drafts() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM web_draft WHERE until < clock_timestamp() RETURNING 1) SELECT count(*)::integer FROM gone
$$;
GRANT EXECUTE ON FUNCTION web_drop_drafts TO eenplan_app;

-- What is destroyed takes along what was typed about it.
CREATE OR REPLACE FUNCTION web_forget_drafts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM web_draft d USING gone WHERE d.sort = TG_ARGV[0] AND d.number = gone.id;
  RETURN NULL;
END $$;
DO $$
DECLARE root record;
BEGIN
  FOR root IN SELECT * FROM (VALUES ('cases_case', 'case'), ('referrals_referral', 'referral'), ('people_person', 'person'))
                       AS roots (name, sort) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER forget_drafts AFTER DELETE ON %I REFERENCING OLD TABLE AS gone'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION web_forget_drafts(%L)', root.name, root.sort);
  END LOOP;
END $$;
