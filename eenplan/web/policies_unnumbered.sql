-- Loaded last. A row's number the database gives, for good: who chose numbers could take those that are next, and who changed them
-- could let two rows change places under everything that points at them. The import numbers persons beforehand (people_number).
DO $$
DECLARE
  numbered record;
  act text;
BEGIN
  FOR numbered IN
    SELECT c.oid::regclass AS name, string_agg(quote_ident(a.attname), ', ') FILTER (WHERE a.attidentity = '') AS others
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.oid HAVING bool_or(a.attidentity <> '')
  LOOP
    FOREACH act IN ARRAY ARRAY['INSERT', 'UPDATE'] LOOP
      CONTINUE WHEN NOT has_table_privilege('eenplan_app', numbered.name, act)
                    OR act = 'INSERT' AND numbered.name = 'people_person'::regclass;
      EXECUTE format('REVOKE %1$s ON %2$s FROM eenplan_app; GRANT %1$s (%3$s) ON %2$s TO eenplan_app',
                     act, numbered.name, numbered.others);
    END LOOP;
  END LOOP;
END $$;
