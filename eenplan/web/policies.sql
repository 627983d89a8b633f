-- What the application may do with the tables of the frameworks it stands on. They hold jobs and
-- counters, no case or person data, and have no row security; each is named here, so that a new one starts closed.

DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO eenplan_app', current_database()); END $$;

-- A function of a trigger trusts the row it is given. Nobody but the owner may hang one on a table of his own, and the
-- application makes none: a table of its own would also stand in front of ours in functions that run as the application.
DO $$
DECLARE trusting regprocedure;
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  FOR trusting IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
                     AND prorettype = 'trigger'::regtype AND proowner = current_user::regrole LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', trusting);
  END LOOP;
END $$;

GRANT SELECT ON django_migrations, django_content_type TO eenplan_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  web_cache,
  procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers
TO eenplan_app;

-- Their numbers come from plain sequences; ours from identity columns, which need no right.
DO $$
DECLARE numbers regclass;
BEGIN
  FOR numbers IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relname LIKE 'procrastinate%' LOOP
    EXECUTE format('GRANT USAGE ON SEQUENCE %s TO eenplan_app', numbers);
  END LOOP;
END $$;

-- Emergency access reads and changes nothing (R-75), whatever the policies of a room allow: on every table with rows of cases.
-- The log is written all the same; the emergency itself is judged by the supervisor.
DO $$
DECLARE guarded regclass;
BEGIN
  FOR guarded IN
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'case_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
       AND c.relname NOT IN ('audit_event', 'cases_emergency')
  LOOP
    EXECUTE format('CREATE POLICY emergency_adds_nothing ON %s AS RESTRICTIVE FOR INSERT TO eenplan_app'
                   ' WITH CHECK (case_id IS NULL OR case_id <> ALL ((SELECT access_cases_read_only())::bigint[]))', guarded);
    EXECUTE format('CREATE POLICY emergency_changes_nothing ON %s AS RESTRICTIVE FOR UPDATE TO eenplan_app'
                   ' USING (case_id IS NULL OR case_id <> ALL ((SELECT access_cases_read_only())::bigint[]))', guarded);
    EXECUTE format('CREATE POLICY emergency_removes_nothing ON %s AS RESTRICTIVE FOR DELETE TO eenplan_app'
                   ' USING (case_id IS NULL OR case_id <> ALL ((SELECT access_cases_read_only())::bigint[]))', guarded);
  END LOOP;
END $$;
