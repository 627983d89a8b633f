-- When something happened the database says, of every row that the application writes, in every room (access_stamp): a moment that
-- can be chosen lengthens a term, keeps an old word alive or hides who was first. A new row is dated now and has no later step
-- behind it yet; a step that is set, is set now. What is planned, or was noticed by a human, is listed. A line of the log is dated
-- where it is signed (audit_sign): once more would cost three times as much as writing it.
DO $$
DECLARE
  of_table record;
BEGIN
  FOR of_table IN
    SELECT c.oid::regclass AS name,
           array_agg(a.attname ORDER BY a.attname) FILTER (WHERE a.attnotnull AND may.add) AS moments,
           array_agg(a.attname ORDER BY a.attname) FILTER (WHERE NOT a.attnotnull AND may.add) AS steps,
           array_agg(a.attname ORDER BY a.attname) FILTER (WHERE may.change) AS changed
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.atttypid = 'timestamptz'::regtype AND NOT a.attisdropped,
           LATERAL (SELECT has_column_privilege('eenplan_app', c.oid, a.attnum, 'INSERT') AS add,
                           has_column_privilege('eenplan_app', c.oid, a.attnum, 'UPDATE') AS change) may
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relname <> 'audit_event'
       AND (c.relname, a.attname) NOT IN (
             ('conferences_conference', 'at'), ('rights_leak', 'discovered_at'), ('rights_leak', 'reported_at'),
             ('web_draft', 'until'))
     GROUP BY c.oid
  LOOP
    IF of_table.moments IS NOT NULL OR of_table.steps IS NOT NULL THEN
      EXECUTE format('CREATE OR REPLACE TRIGGER "0_stamp" BEFORE INSERT ON %s FOR EACH ROW WHEN (current_user = ''eenplan_app'')'
                     ' EXECUTE FUNCTION access_stamp(%L, %L)', of_table.name, coalesce(of_table.moments, '{}'), coalesce(of_table.steps, '{}'));
    END IF;
    IF of_table.changed IS NOT NULL THEN
      EXECUTE format('CREATE OR REPLACE TRIGGER "0_stamp_step" BEFORE UPDATE OF %s ON %s FOR EACH ROW WHEN (current_user = ''eenplan_app'')'
                     ' EXECUTE FUNCTION access_stamp_step(%L)',
                     (SELECT string_agg(quote_ident(step), ', ') FROM unnest(of_table.changed) step), of_table.name, of_table.changed);
    END IF;
  END LOOP;
END $$;

-- The days of what happened outside (access_day_has_come).
DO $$
DECLARE
  told record;
BEGIN
  FOR told IN SELECT * FROM (VALUES
    ('exchange_consent', 'given_on'), ('exchange_consent', 'withdrawn_on'), ('monitoring_evaluation', 'held_on'),
    ('monitoring_score', 'measured_on'), ('plans_adoption', 'adopted_on'), ('provisions_feedback', 'received_on'),
    ('rights_applicant', 'identity_checked_on'), ('rights_informationoutcome', 'on'), ('rights_leak', 'informed_on')
  ) AS days (name, day) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER "0_day_%1$s" BEFORE INSERT OR UPDATE OF %2$I ON %3$I FOR EACH ROW'
                   ' WHEN (current_user = ''eenplan_app'') EXECUTE FUNCTION access_day_has_come(%1$L)', told.day, told.day, told.name);
  END LOOP;
END $$;
