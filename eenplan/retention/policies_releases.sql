-- Earlier destruction is decided by every core organisation that took part at any time in the last year, each in words of its own,
-- and takes effect two weeks after all were told; who goes back on it within that time, or a hold, stops it (WGS 1.8(7), 2.31(8),
-- docs/adr/0019, 0023). Silence is never consent to destroying.

-- Whose words count for a release.
CREATE OR REPLACE FUNCTION retention_release_heard(about bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT p.organisation_id
    FROM retention_release r JOIN cases_participation p ON p.case_id = r.case_id JOIN network_organisation o ON o.id = p.organisation_id
   WHERE r.id = about AND o.ground LIKE '2.27(1)%' AND (p.until IS NULL OR p.until > r.at - interval '1 year')
$$;

-- What an organisation said of a release: it recorded it, agreed since to close with it, or spoke about it afterwards; null: nothing.
CREATE OR REPLACE FUNCTION retention_release_says(about bigint, whose bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT said.agrees FROM (
    SELECT r.at, true AS agrees FROM retention_release r WHERE r.id = about AND r.organisation_id = whose
     UNION ALL
    SELECT v.at, v.agrees FROM retention_release r JOIN cases_closingopinion v ON v.case_id = r.case_id
     WHERE r.id = about AND v.organisation_id = whose AND v.at > r.at AND v.lapsed_at IS NULL
     UNION ALL
    SELECT v.at, v.agrees FROM retention_releasevoice v WHERE v.release_id = about AND v.organisation_id = whose) said
   ORDER BY said.at DESC LIMIT 1
$$;

-- The releases about which who acts speaks though he does not work on the case, or no longer: he was named on it for an organisation
-- that counts, or judges referrals for one. He reads which case, the day and the reason, nothing of the case.
CREATE OR REPLACE FUNCTION retention_release_speaks() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  assesses bigint[] := access_houses('assessor');
BEGIN
  RETURN ARRAY(
    SELECT r.id FROM retention_release r
      JOIN access_speaks_for('house', 'referrer', 'assessor', 'participant') mine ON mine.object = r.house_id
     WHERE mine.organisation IN (SELECT retention_release_heard(r.id))
       AND (r.house_id = ANY (assesses)
            OR EXISTS (SELECT FROM cases_delegate d JOIN cases_participation p ON p.id = d.participation_id
                        WHERE d.case_id = r.case_id AND d.account_id = access_account() AND p.organisation_id = mine.organisation)));
END $$;
-- Who has to speak and what he said, for who sees the release.
CREATE OR REPLACE FUNCTION retention_release_voices(about bigint) RETURNS TABLE (organisation bigint, agrees boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h, retention_release_says(about, h) FROM retention_release r CROSS JOIN LATERAL retention_release_heard(about) h
   WHERE r.id = about AND (r.case_id = ANY (access_cases()) OR r.id = ANY (retention_release_speaks())
                           OR r.house_id = ANY (access_houses('auditor', 'contact_point')))
$$;

CREATE OR REPLACE FUNCTION retention_release_number(about bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.number FROM retention_release r JOIN cases_case c ON c.id = r.case_id
   WHERE r.id = about AND EXISTS (SELECT FROM retention_release_voices(about))
$$;
REVOKE ALL ON FUNCTION retention_release_heard, retention_release_says, retention_release_voices, retention_release_speaks,
  retention_release_number FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention_release_voices, retention_release_speaks, retention_release_number TO eenplan_app;
CREATE POLICY speak ON retention_release FOR SELECT TO eenplan_app USING (id = ANY ((SELECT retention_release_speaks())::bigint[]));

SELECT access_protect('retention_releasevoice');
CREATE POLICY hear ON retention_releasevoice FOR SELECT TO eenplan_app
  USING (release_id = ANY (ARRAY(SELECT id FROM retention_release)));
CREATE POLICY speak ON retention_releasevoice FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND (house_id, organisation_id) IN (SELECT * FROM access_speaks_for('house', 'referrer', 'assessor', 'participant'))
              AND release_id = ANY ((SELECT retention_release_speaks())::bigint[]));
GRANT SELECT, INSERT ON retention_releasevoice TO eenplan_app;
CREATE OR REPLACE FUNCTION retention_check_release_voice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM retention_release r WHERE r.id = NEW.release_id AND r.case_id = NEW.case_id)
     OR NEW.organisation_id NOT IN (SELECT retention_release_heard(NEW.release_id)) THEN
    RAISE EXCEPTION 'a core organisation of the last year speaks (WGS 2.31(8))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'retention_release_voice_counts';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_voice BEFORE INSERT ON retention_releasevoice
  FOR EACH ROW EXECUTE FUNCTION retention_check_release_voice();

-- What was said of a decision that is taken back goes along.
CREATE OR REPLACE FUNCTION retention_drop_release_voices() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM retention_releasevoice WHERE release_id = OLD.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER drop_voices AFTER DELETE ON retention_release
  FOR EACH ROW EXECUTE FUNCTION retention_drop_release_voices();

-- Everybody agreed and the case is closed: from this day all are told, and the two weeks run. Somebody went back on it, or a hold was
-- laid on the case: they stop, and begin anew once that is over.
CREATE OR REPLACE FUNCTION retention_tell(in_case bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine retention_release;
  agreed boolean;
BEGIN
  SELECT r.* INTO mine FROM retention_release r WHERE r.case_id = in_case FOR UPDATE;
  agreed := mine.id IS NOT NULL AND EXISTS (SELECT FROM cases_case WHERE id = in_case AND closed_at IS NOT NULL)
            AND NOT retention_held(in_case)
            AND NOT EXISTS (SELECT FROM retention_release_heard(mine.id) h WHERE retention_release_says(mine.id, h) IS NOT TRUE);
  IF agreed AND mine.told_on IS NULL THEN
    UPDATE retention_release SET told_on = retention_day(clock_timestamp()) WHERE id = mine.id;
    PERFORM cases_announce(in_case, 'release', mine.organisation_id);
  ELSIF NOT agreed AND mine.told_on IS NOT NULL THEN
    UPDATE retention_release SET told_on = NULL WHERE id = mine.id;
    PERFORM cases_announce(in_case, 'stopped', mine.organisation_id);
  END IF;
END $$;
REVOKE ALL ON FUNCTION retention_tell FROM PUBLIC;
CREATE OR REPLACE FUNCTION retention_retell() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM retention_tell(NEW.case_id);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER retell AFTER INSERT ON retention_releasevoice FOR EACH ROW EXECUTE FUNCTION retention_retell();
CREATE OR REPLACE TRIGGER retell AFTER INSERT OR UPDATE OF ended_at ON retention_hold FOR EACH ROW EXECUTE FUNCTION retention_retell();
CREATE OR REPLACE TRIGGER z_retell AFTER INSERT ON cases_closing FOR EACH ROW EXECUTE FUNCTION retention_retell();
-- Decided before this was so, and closed: they are told today.
DO $$ BEGIN PERFORM retention_tell(r.case_id) FROM retention_release r WHERE r.told_on IS NULL; END $$;
