-- How often somebody looked for persons, or opened one outside the own cases: a daily limit per account and house, kept by the
-- database (WGS 2.28(1): no register to browse; docs/adr/0024). The application can neither write nor reset it.
SELECT access_protect('network_lookup');
CREATE POLICY own ON network_lookup FOR SELECT TO eenplan_app
  USING (account_id = (SELECT access_account()) OR house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
GRANT SELECT ON network_lookup TO eenplan_app;

-- Count another time in these houses of who acts. Gives the house whose limit would be passed: then nothing is counted.
CREATE OR REPLACE FUNCTION network_look(sort text, houses bigint[], more integer DEFAULT 1) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  today date := (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date;
  beyond bigint;
BEGIN
  IF more < 1 THEN
    RETURN NULL;
  END IF;
  INSERT INTO network_lookup AS l (house_id, account_id, organisation_id, kind, day, times)
  SELECT house, access_account(), access_organisation(), sort, today, more FROM unnest(houses) AS house
   WHERE house = ANY (access_houses('referrer', 'assessor', 'participant', 'process_director', 'manager', 'contact_point', 'auditor',
                                    'administrator', 'system'))
   ORDER BY house
  ON CONFLICT (house_id, account_id, kind, day) DO UPDATE SET times = l.times + EXCLUDED.times;
  SELECT l.house_id INTO beyond FROM network_lookup l JOIN network_house h ON h.id = l.house_id
   WHERE l.house_id = ANY (houses) AND l.account_id = access_account() AND l.kind = sort AND l.day = today
     AND l.times > CASE sort WHEN 'searches_per_day' THEN h.searches_per_day ELSE h.persons_per_day END
   ORDER BY l.house_id LIMIT 1;
  IF beyond IS NOT NULL THEN
    UPDATE network_lookup l SET times = l.times - more
     WHERE l.house_id = ANY (houses) AND l.account_id = access_account() AND l.kind = sort AND l.day = today;
  END IF;
  RETURN beyond;
END $$;
-- The same, for a function that finds: beyond the limit it finds nothing.
CREATE OR REPLACE FUNCTION network_must_look(sort text, house bigint, more integer DEFAULT 1) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF network_look(sort, ARRAY[house], more) IS NOT NULL THEN
    RAISE EXCEPTION 'no more today (WGS 2.28(1))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'network_' || sort;
  END IF;
END $$;
REVOKE ALL ON FUNCTION network_look, network_must_look FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_look TO eenplan_app;
