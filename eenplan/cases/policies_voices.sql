-- Whoever has a voice in a joint decision about a case is put out of it by no other party (WGS 2.31(4), 2.31(8), BGS 1.16;
-- docs/adr/0023). A core participant has one in everything, another organisation in what it supplied or is asked about. It leaves
-- by its own act; by a joint act of all other core participants, two organisations at least; or when the house has recorded that
-- nobody there is authorised any more.

-- Is somebody of the organisation designated for casework in the house? An end that a day brings about (training, screening) is no
-- decision of the house: then the voice is still there, and silent.
CREATE OR REPLACE FUNCTION cases_staffed(organisation bigint, house bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM network_authorisation a JOIN network_professional p ON p.account_id = a.professional_id
                  WHERE a.house_id = house AND p.organisation_id = organisation AND a.confirmed
                    AND a.role IN ('referrer', 'assessor', 'participant')
                    AND (a.until IS NULL OR a.until > (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date))
$$;

-- The core participants of a case that have a voice now, and since when.
CREATE OR REPLACE FUNCTION cases_voices(in_case bigint) RETURNS TABLE (organisation bigint, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.organisation_id, p.since FROM cases_participation p JOIN network_organisation o ON o.id = p.organisation_id
   WHERE p.case_id = in_case AND p.until IS NULL AND o.ground LIKE '2.27(1)%' AND cases_staffed(p.organisation_id, p.house_id)
$$;

-- Has this organisation on the case a voice in anything that is decided jointly? Later rooms name what it supplied and is asked.
CREATE OR REPLACE FUNCTION cases_has_voice(in_case bigint, organisation bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM cases_voices(in_case) v WHERE v.organisation = $2)
         OR cases_staffed(organisation, (SELECT house_id FROM cases_case WHERE id = in_case))
            AND (EXISTS (SELECT FROM exchange_item i WHERE i.case_id = in_case AND i.supplier_id = $2 AND i.status = 'valid')
                 OR EXISTS (SELECT FROM provisions_reply r JOIN provisions_provision p ON p.id = r.provision_id
                             WHERE r.case_id = in_case AND r.organisation_id = $2 AND p.provided_at IS NULL AND p.withdrawn_at IS NULL));
END $$;
-- Could somebody who decides for the organisation read the case all the time since then, and can he now? Who could not, was told
-- nothing: an account that was closed or suspended, a screening that ran out, a professional who left.
CREATE OR REPLACE FUNCTION cases_could_read(in_case bigint, whose bigint, since timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM access_seers('case', in_case) g
                  WHERE g.organisation_id = whose AND g.scope = 'decide' AND g.since <= $3 AND g.counts)
$$;
-- Told twice, able to read it, and silent for a week: that counts for four weeks, then it is asked anew.
CREATE OR REPLACE FUNCTION cases_silent(in_case bigint, whose bigint, since timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM cases_closingcall k WHERE k.case_id = in_case AND k.organisation_id = whose AND k.told_at >= since
                    AND k.told_again_at <= clock_timestamp() - interval '7 days'
                    AND k.told_again_at > clock_timestamp() - interval '35 days' AND cases_could_read(in_case, whose, k.told_at))
$$;
-- Core participants that name their own professionals: they have a voice, and somebody who can speak. Who takes part since this
-- moment is named by who let it take part.
CREATE OR REPLACE FUNCTION cases_names_itself(in_case bigint, whose bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM cases_voices(in_case) v
                  WHERE v.organisation = whose AND v.since < transaction_timestamp()
                    AND cases_could_read(in_case, whose, clock_timestamp()))
$$;
-- What the pages ask of the organisations on a case that who acts works on.
DROP FUNCTION IF EXISTS cases_with_voice(bigint);
CREATE OR REPLACE FUNCTION cases_voices_shown(in_case bigint)
RETURNS TABLE (organisation bigint, voice boolean, names_itself boolean, silent boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.organisation_id, cases_has_voice(in_case, p.organisation_id), cases_names_itself(in_case, p.organisation_id),
         cases_silent(in_case, p.organisation_id, p.since)
    FROM cases_participation p WHERE p.case_id = in_case AND p.until IS NULL AND in_case = ANY (access_cases())
$$;
REVOKE ALL ON FUNCTION cases_staffed, cases_voices, cases_has_voice, cases_could_read, cases_silent, cases_names_itself, cases_voices_shown
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_voices_shown TO eenplan_app;

CREATE OR REPLACE FUNCTION cases_leaves_itself(in_case bigint, organisation bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cases_has_voice(in_case, organisation)
     AND (in_case, organisation) NOT IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')) THEN
    RAISE EXCEPTION 'who has a voice is put out by no other party (WGS 2.31(8))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_voice_leaves_itself';
  END IF;
END $$;
REVOKE ALL ON FUNCTION cases_leaves_itself FROM PUBLIC;

-- An organisation, a professional of one, and "no longer needed" after a review: three ways out, one rule. What the database does
-- itself (closing, the end of an authorisation, a joint act) is done as the owner.
CREATE OR REPLACE FUNCTION cases_keep_voice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'cases_participation' THEN
    PERFORM cases_leaves_itself(OLD.case_id, OLD.organisation_id);
  ELSE
    PERFORM cases_leaves_itself(d.case_id, p.organisation_id) FROM cases_delegate d JOIN cases_participation p ON p.id = d.participation_id
      WHERE d.id = CASE TG_TABLE_NAME WHEN 'cases_delegate' THEN (to_jsonb(NEW) ->> 'id')::bigint ELSE (to_jsonb(NEW) ->> 'delegate_id')::bigint END;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_keep_voice BEFORE UPDATE OF until ON cases_participation FOR EACH ROW
  WHEN (current_user = 'eenplan_app' AND NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_keep_voice();
CREATE OR REPLACE TRIGGER a_keep_voice BEFORE UPDATE OF until ON cases_delegate FOR EACH ROW
  WHEN (current_user = 'eenplan_app' AND NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_keep_voice();
CREATE OR REPLACE TRIGGER a_keep_voice BEFORE INSERT ON cases_stillneeded FOR EACH ROW
  WHEN (current_user = 'eenplan_app' AND NOT NEW.needed) EXECUTE FUNCTION cases_keep_voice();

-- Who speaks for a core participant is chosen by nobody but itself.
CREATE OR REPLACE FUNCTION cases_check_naming() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whose bigint := (SELECT organisation_id FROM cases_participation WHERE id = NEW.participation_id);
BEGIN
  IF cases_names_itself(NEW.case_id, whose) AND (NEW.case_id, whose) NOT IN (SELECT * FROM access_speaks_for('case', 'decide')) THEN
    RAISE EXCEPTION 'a core participant names its own professionals (WGS 2.31(8))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_voice_names_itself';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_check_naming BEFORE INSERT ON cases_delegate FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION cases_check_naming();

-- Who directs the case answers for the plan and finds whether it is still necessary: no party gives that to itself. The process
-- director is replaced by a party only when nobody who is authorised directs it.
CREATE OR REPLACE FUNCTION cases_offered_by_another() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.case_id = ANY (access_objects('case', 'direct')) THEN
    RETURN NEW;
  ELSIF NEW.kind = 'case' AND EXISTS (
          SELECT FROM network_professional p JOIN access_speaks_for('case', 'decide') mine
              ON mine.object = NEW.case_id AND mine.organisation = p.organisation_id WHERE p.account_id = NEW.account_id) THEN
    RAISE EXCEPTION 'a party does not give itself the direction (R-09)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_offered_by_another';
  ELSIF NEW.kind = 'process' AND EXISTS (
          SELECT FROM cases_direction d JOIN access_grant g ON g.account_id = d.account_id AND g.house_id = d.house_id AND g.kind = 'house'
             AND g.scope = 'process_director' AND g.since <= clock_timestamp() AND (g.until IS NULL OR g.until > clock_timestamp())
           WHERE d.case_id = NEW.case_id AND d.kind = 'process' AND d.until IS NULL AND d.accepted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'who directs the process hands it over himself (R-09)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_director_hands_over';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_by_another BEFORE INSERT ON cases_direction FOR EACH ROW
  WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION cases_offered_by_another();

-- ── Told at once: the process director of the case and the contact point of the house ───────────────────────────────

SELECT access_protect('cases_announcement');
CREATE POLICY director ON cases_announcement FOR SELECT TO eenplan_app
  USING (reader = 'director' AND case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[]));
CREATE POLICY contact ON cases_announcement FOR SELECT TO eenplan_app
  USING (reader = 'contact' AND house_id = ANY ((SELECT access_houses('contact_point'))::bigint[]));
CREATE POLICY supervise ON cases_announcement FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY acknowledge ON cases_announcement FOR UPDATE TO eenplan_app
  USING (seen_at IS NULL AND (reader = 'director' AND case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
                              OR reader = 'contact' AND house_id = ANY ((SELECT access_houses('contact_point'))::bigint[])))
  WITH CHECK (seen_by_id = (SELECT access_account()));
GRANT SELECT, UPDATE (seen_at, seen_by_id) ON cases_announcement TO eenplan_app;

CREATE OR REPLACE FUNCTION cases_announce(in_case bigint, what text, whose bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO cases_announcement (house_id, case_id, number, kind, organisation_id, reader, at)
  SELECT c.house_id, c.id, c.number, what, whose, reader, clock_timestamp()
    FROM cases_case c, unnest('{director,contact}'::text[]) reader WHERE c.id = in_case
$$;
REVOKE ALL ON FUNCTION cases_announce FROM PUBLIC;
CREATE OR REPLACE FUNCTION cases_announce_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM cases_case WHERE id = NEW.case_id AND closed_at IS NULL) THEN
    PERFORM cases_announce(NEW.case_id, 'left', NEW.organisation_id);
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER announce_end AFTER UPDATE ON cases_participation FOR EACH ROW
  WHEN (NEW.until IS NOT NULL AND OLD.until IS NULL) EXECUTE FUNCTION cases_announce_end();

-- The house ended the last authorisation of an organisation that takes part in an open case, or its day came: nobody speaks for it
-- any more. Said once for each time; also by the house's own task, since a day comes by itself.
CREATE OR REPLACE FUNCTION cases_announce_unstaffed(house bigint, organisation bigint DEFAULT NULL) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT cases_announce(p.case_id, 'unstaffed', p.organisation_id)
    FROM cases_participation p JOIN cases_case c ON c.id = p.case_id AND c.closed_at IS NULL
   WHERE p.house_id = house AND p.until IS NULL AND p.organisation_id = coalesce(organisation, p.organisation_id)
     AND NOT cases_staffed(p.organisation_id, house)
     AND NOT EXISTS (SELECT FROM cases_announcement told
                      WHERE told.case_id = p.case_id AND told.organisation_id = p.organisation_id AND told.kind = 'unstaffed'
                        AND told.at >= coalesce((SELECT max(a.until) FROM network_authorisation a
                                                   JOIN network_professional n ON n.account_id = a.professional_id
                                                  WHERE a.house_id = house AND n.organisation_id = p.organisation_id
                                                    AND a.role IN ('referrer', 'assessor', 'participant')), '-infinity'))
$$;
REVOKE ALL ON FUNCTION cases_announce_unstaffed FROM PUBLIC;
CREATE OR REPLACE FUNCTION cases_authorisation_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_announce_unstaffed(NEW.house_id, (SELECT organisation_id FROM network_professional WHERE account_id = NEW.professional_id));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER zz_announce_unstaffed AFTER UPDATE OF until ON network_authorisation FOR EACH ROW
  WHEN (NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_authorisation_ended();

-- ── Joint act: all other core participants let an organisation leave ────────────────────────────────────────────────

SELECT access_protect('cases_departure');
CREATE POLICY work ON cases_departure FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_departure FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY propose ON cases_departure FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND (case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'decide')));
CREATE POLICY take_back ON cases_departure FOR DELETE TO eenplan_app
  USING ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'decide')));
GRANT SELECT, INSERT, DELETE ON cases_departure TO eenplan_app;

CREATE OR REPLACE FUNCTION cases_check_departure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_leave_in_turn(NEW.case_id);
  IF NOT EXISTS (SELECT FROM cases_participation p WHERE p.id = NEW.participation_id AND p.case_id = NEW.case_id AND p.until IS NULL
                    AND p.organisation_id <> NEW.organisation_id) THEN
    RAISE EXCEPTION 'a joint act is about another participant' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_departure_of_another';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_departure BEFORE INSERT ON cases_departure
  FOR EACH ROW EXECUTE FUNCTION cases_check_departure();

CREATE OR REPLACE FUNCTION cases_depart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  leaving bigint := (SELECT organisation_id FROM cases_participation WHERE id = NEW.participation_id);
  tally record;
BEGIN
  PERFORM cases_announce(NEW.case_id, 'proposed', leaving);
  SELECT count(*) AS voices, count(d.id) AS agreed INTO tally
    FROM cases_voices(NEW.case_id) v
    LEFT JOIN cases_departure d ON d.participation_id = NEW.participation_id AND d.organisation_id = v.organisation AND d.at >= v.since
   WHERE v.organisation <> leaving;
  IF tally.agreed = tally.voices AND tally.agreed >= 2 THEN
    UPDATE cases_participation SET until = clock_timestamp() WHERE id = NEW.participation_id;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER depart AFTER INSERT ON cases_departure FOR EACH ROW EXECUTE FUNCTION cases_depart();

-- ── Asked to judge the closing ──────────────────────────────────────────────────────────────────────────────────────

-- Who was told that others want to close, and told again a week later, and says nothing for one more week, does not object to
-- closing. To destroying it never agrees by that (retention_release).
SELECT access_protect('cases_closingcall');
CREATE POLICY work ON cases_closingcall FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_closingcall FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
GRANT SELECT ON cases_closingcall TO eenplan_app;

-- What a voice says of closing now: true, false, or null when it said nothing that still counts.
CREATE OR REPLACE FUNCTION cases_says(in_case bigint, whose bigint, since timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN v.agrees AND v.lapsed_at IS NOT NULL THEN NULL ELSE v.agrees END FROM cases_closingopinion v
   WHERE v.case_id = in_case AND v.organisation_id = whose AND v.at >= since ORDER BY v.id DESC LIMIT 1
$$;

CREATE OR REPLACE FUNCTION cases_call() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cases_closingcall (house_id, case_id, organisation_id, told_at)
  SELECT NEW.house_id, NEW.case_id, v.organisation, clock_timestamp() FROM cases_voices(NEW.case_id) v
   WHERE v.organisation <> NEW.organisation_id AND cases_says(NEW.case_id, v.organisation, v.since) IS NULL
  ON CONFLICT (case_id, organisation_id) DO UPDATE SET told_at = EXCLUDED.told_at, told_again_at = NULL
     WHERE cases_closingcall.told_at < (SELECT since FROM cases_voices(NEW.case_id) WHERE organisation = EXCLUDED.organisation_id);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER call AFTER INSERT ON cases_closingopinion FOR EACH ROW WHEN (NEW.agrees)
  EXECUTE FUNCTION cases_call();
-- What is decided changed: whoever agreed judges again, and is told anew.
CREATE OR REPLACE FUNCTION cases_call_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM cases_closingcall WHERE case_id = NEW.case_id;
  INSERT INTO cases_closingcall (house_id, case_id, organisation_id, told_at)
  SELECT NEW.house_id, NEW.case_id, v.organisation, clock_timestamp() FROM cases_voices(NEW.case_id) v
   WHERE cases_says(NEW.case_id, v.organisation, v.since) IS NOT FALSE;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER call_again AFTER UPDATE OF lapsed_at ON cases_closingopinion FOR EACH ROW
  WHEN (NEW.lapsed_at IS NOT NULL AND OLD.lapsed_at IS NULL) EXECUTE FUNCTION cases_call_again();

-- Tell again who said nothing for a week, by the house's own task, every night. Who could not read it meanwhile, or whose silence is
-- old, is asked from the beginning.
CREATE OR REPLACE FUNCTION cases_tell_again(house bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  told bigint;
BEGIN
  IF house <> ALL (access_houses('system')) THEN
    RAISE EXCEPTION 'the house tells, not a party' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM cases_announce_unstaffed(house);
  UPDATE cases_closingcall k
     SET told_at = CASE WHEN asked.heard THEN k.told_at ELSE clock_timestamp() END,
         told_again_at = CASE WHEN asked.heard THEN clock_timestamp() END
    FROM (SELECT open.id, open.told_again_at IS NULL AND cases_could_read(open.case_id, open.organisation_id, open.told_at) AS heard
            FROM cases_closingcall open JOIN cases_case c ON c.id = open.case_id AND c.closed_at IS NULL
            JOIN LATERAL cases_voices(open.case_id) v ON v.organisation = open.organisation_id
           WHERE open.house_id = house AND cases_says(open.case_id, open.organisation_id, v.since) IS NULL
             AND cases_could_read(open.case_id, open.organisation_id, clock_timestamp())) asked
   WHERE asked.id = k.id
     AND CASE WHEN asked.heard THEN k.told_at <= clock_timestamp() - interval '7 days'
              ELSE k.told_again_at <= clock_timestamp() - interval '35 days' OR NOT cases_could_read(k.case_id, k.organisation_id, k.told_at) END;
  GET DIAGNOSTICS told = ROW_COUNT;
  RETURN told;
END $$;
REVOKE ALL ON FUNCTION cases_tell_again FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_tell_again TO eenplan_app;

-- A joint decision is not taken by one (WGS 2.31(8)): of a case with one voice only, the process director and the contact point of
-- the house are told that it wants to close, and one of them says that he has no objection.
CREATE OR REPLACE FUNCTION cases_ask_second() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT count(*) FROM cases_voices(NEW.case_id)) = 1 THEN
    PERFORM cases_announce(NEW.case_id, 'alone', NEW.organisation_id);
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER z_ask_second AFTER INSERT ON cases_closingopinion FOR EACH ROW WHEN (NEW.agrees)
  EXECUTE FUNCTION cases_ask_second();
-- Is there a second who has no objection? True when more than one has a voice; counts for what was said last.
CREATE OR REPLACE FUNCTION cases_seconded(closing bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT closing = ANY (access_cases()) AND (
         (SELECT count(*) FROM cases_voices(closing)) > 1
         OR EXISTS (SELECT FROM cases_announcement a
                     WHERE a.case_id = closing AND a.kind = 'alone' AND a.seen_at IS NOT NULL
                       AND a.at >= (SELECT max(o.at) FROM cases_closingopinion o WHERE o.case_id = closing)))
$$;
-- Closing is for core participants, each for itself (WGS 2.31(8)): every voice agrees, or was told twice and is silent. Who makes
-- agreements lapse at this moment comes before or after.
CREATE OR REPLACE FUNCTION cases_all_agree(closing bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('closing', closing));
  RETURN cases_seconded(closing) AND NOT EXISTS (
    SELECT FROM cases_voices(closing) v
     WHERE NOT coalesce(cases_says(closing, v.organisation, v.since), cases_silent(closing, v.organisation, v.since)));
END $$;
REVOKE ALL ON FUNCTION cases_all_agree, cases_seconded FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_all_agree, cases_seconded TO eenplan_app;
CREATE POLICY decide ON cases_closing FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'decide'))
              AND account_id = (SELECT access_account())
              AND cases_all_agree(case_id));
