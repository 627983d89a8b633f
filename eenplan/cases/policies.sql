-- Content of a case: for who takes part or directs (a grant on the case), and for supervision, read only.
-- A closed case has no grants left; its bare file (number, dates, persons) is still seen by the contact point, who must be
-- able to answer the person concerned, and by supervision (R-53).

SELECT access_protect('cases_case');
-- Who is asked to direct sees which case it is.
CREATE POLICY work ON cases_case FOR SELECT TO eenplan_app USING (id = ANY ((SELECT access_cases('asked', 'emergency'))::bigint[]));
CREATE POLICY supervise ON cases_case FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY shielded ON cases_case FOR SELECT TO eenplan_app
  USING (closed_at IS NOT NULL AND house_id = ANY ((SELECT access_houses('contact_point'))::bigint[]));
GRANT SELECT ON cases_case TO eenplan_app;

-- The persons in it.
SELECT access_protect('cases_member');
CREATE POLICY work ON cases_member FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON cases_member FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE OR REPLACE FUNCTION cases_shielded() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  houses bigint[] := access_houses('contact_point');
BEGIN
  IF houses = '{}' THEN
    RETURN houses;  -- everybody else, in every statement: at once
  END IF;
  RETURN ARRAY(SELECT id FROM cases_case WHERE closed_at IS NOT NULL AND house_id = ANY (houses));
END $$;
CREATE POLICY shielded ON cases_member FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT cases_shielded())::bigint[]));
-- A person with a concern of its own is referred and judged on its own (R-08, R-13): only the circle grows here.
CREATE POLICY add ON cases_member FOR INSERT TO eenplan_app
  WITH CHECK (part = 'circle' AND case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
              AND person_id = ANY ((SELECT access_objects('person', 'found'))::bigint[]));
CREATE POLICY leave ON cases_member FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
GRANT SELECT, INSERT, UPDATE (until) ON cases_member TO eenplan_app;
-- The persons in the cases that one works on or keeps; supervision sees persons by their house. An array, since `EXISTS` makes
-- a search visit every person of the country; as the owner, since it is asked for every page that names somebody, and would
-- else check each member again. PostgreSQL asks policies in the reverse order of their names and stops at the first that lets
-- a row through: `work` comes before those that are dear and seldom needed.
CREATE OR REPLACE FUNCTION cases_persons() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  cases bigint[] := access_cases('emergency') || cases_shielded();
BEGIN
  RETURN ARRAY(SELECT person_id FROM cases_member WHERE case_id = ANY (cases));
END $$;
REVOKE ALL ON FUNCTION cases_persons FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_persons TO eenplan_app;
CREATE POLICY work ON people_person FOR SELECT TO eenplan_app USING (id = ANY ((SELECT cases_persons())::bigint[]));
-- The referral the case came from is read with the case; as the owner, since these cases are one's own already.
CREATE OR REPLACE FUNCTION cases_referrals() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine bigint[] := access_cases();
BEGIN
  RETURN ARRAY(SELECT referral_id FROM cases_case WHERE id = ANY (mine));
END $$;
REVOKE ALL ON FUNCTION cases_referrals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_referrals TO eenplan_app;
CREATE POLICY work ON referrals_referral FOR SELECT TO eenplan_app USING (id = ANY ((SELECT cases_referrals())::bigint[]));

-- Only a core participant of the case decides who takes part (WGS 2.31(4), R-01).
SELECT access_protect('cases_participation');
CREATE POLICY work ON cases_participation FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON cases_participation FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY decide ON cases_participation FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, decided_by_id) IN (SELECT * FROM access_speaks_for('case', 'decide')));
CREATE POLICY finish ON cases_participation FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide'))::bigint[]));
GRANT SELECT, INSERT, UPDATE (until) ON cases_participation TO eenplan_app;

-- Its own part everybody ends; whose part another may end says a trigger (policies_voices.sql).
CREATE POLICY leave ON cases_participation FOR UPDATE TO eenplan_app
  USING ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part')));

SELECT access_protect('cases_delegate');
CREATE POLICY work ON cases_delegate FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON cases_delegate FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY decide ON cases_delegate FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide'))::bigint[]));
CREATE POLICY finish ON cases_delegate FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide'))::bigint[]));
CREATE POLICY leave ON cases_delegate FOR UPDATE TO eenplan_app
  USING (EXISTS (SELECT FROM cases_participation p JOIN access_speaks_for('case', 'take_part') mine
                     ON (p.case_id, p.organisation_id) = (mine.object, mine.organisation)
                  WHERE p.id = participation_id))
  WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (until) ON cases_delegate TO eenplan_app;

-- Direction is offered by the process director or a core participant, and accepted by nobody but the one asked (R-09).
SELECT access_protect('cases_direction');
CREATE POLICY work ON cases_direction FOR SELECT TO eenplan_app
  USING (account_id = (SELECT access_account()) AND accepted_at IS NULL AND until IS NULL
         OR case_id = ANY ((SELECT access_cases('emergency'))::bigint[]));
CREATE POLICY supervise ON cases_direction FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY offer ON cases_direction FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]) AND accepted_at IS NULL);
-- An offer that stays unanswered is taken back by who may make one.
CREATE POLICY take_back ON cases_direction FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]) AND accepted_at IS NULL AND until IS NULL)
  WITH CHECK (accepted_at IS NULL AND until IS NOT NULL);
GRANT SELECT, INSERT, UPDATE (until) ON cases_direction TO eenplan_app;

-- Only the one who is asked answers. A function, because a policy on UPDATE also wants the answered row to stay visible.
CREATE OR REPLACE FUNCTION cases_answer(offer bigint, accepting boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_direction
     SET accepted_at = CASE WHEN accepting THEN clock_timestamp() END,
         until = CASE WHEN accepting THEN NULL ELSE clock_timestamp() END
   WHERE id = offer AND account_id = access_account() AND accepted_at IS NULL AND until IS NULL
     AND case_id = ANY ((SELECT access_objects('case', 'asked'))::bigint[]);
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION cases_answer FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_answer TO eenplan_app;

-- Facts that any worker on the case may append.
SELECT access_protect('cases_milestone');
CREATE POLICY work ON cases_milestone TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_milestone FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
SELECT access_protect('cases_phase');
CREATE POLICY work ON cases_phase FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_phase FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY set_phase ON cases_phase FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]) AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON cases_milestone, cases_phase TO eenplan_app;

-- What comes in at this moment comes before the closing, which then sees it, or after: then it is refused.
CREATE OR REPLACE FUNCTION cases_before_closing(in_case bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('closing', in_case));
  IF EXISTS (SELECT FROM cases_case WHERE id = in_case AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the case was closed meanwhile' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_closed_meanwhile';
  END IF;
END $$;
-- What is decided together with the closing has changed: whoever agreed judges again (WGS 2.31(8)). For triggers of later rooms.
CREATE OR REPLACE FUNCTION cases_reconsider(closing bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM cases_before_closing(closing);
  UPDATE cases_closingopinion SET lapsed_at = clock_timestamp() WHERE case_id = closing AND agrees AND lapsed_at IS NULL;
END $$;
-- Two who leave a case at the same moment go one after the other: else each counts on the other to stay.
CREATE OR REPLACE FUNCTION cases_leave_in_turn(leaving bigint) RETURNS void LANGUAGE sql AS
$$ SELECT pg_advisory_xact_lock(hashtextextended('leaving', leaving)) $$;
REVOKE ALL ON FUNCTION cases_before_closing, cases_reconsider, cases_leave_in_turn FROM PUBLIC;

-- Who joins, is asked to direct, or judges otherwise: nobody comes into a case that is shielded, and no judgement is passed over
-- (WGS 2.31(8), R-53).
CREATE OR REPLACE FUNCTION cases_still_open() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_before_closing(NEW.case_id);
  RETURN NEW;
END $$;
DO $$
DECLARE joined text;
BEGIN
  FOREACH joined IN ARRAY '{cases_participation,cases_direction,cases_member,cases_closingopinion}'::text[] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER still_open AFTER INSERT ON %I FOR EACH ROW'
                   ' WHEN (current_user = ''eenplan_app'') EXECUTE FUNCTION cases_still_open()', joined);
  END LOOP;
END $$;
SELECT access_protect('cases_closingopinion');
CREATE POLICY work ON cases_closingopinion FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_closingopinion FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY judge ON cases_closingopinion FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'decide'))
              AND account_id = (SELECT access_account()));
SELECT access_protect('cases_closing');
CREATE POLICY work ON cases_closing FOR SELECT TO eenplan_app USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON cases_closing FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
GRANT SELECT, INSERT ON cases_closingopinion, cases_closing TO eenplan_app;

-- ── From facts to grants ────────────────────────────────────────────────────────────────────────────────────────────

-- An end is final, and dated by the database when the application sets it: history is not rewritten. Runs as who acts.
CREATE OR REPLACE FUNCTION cases_end_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.until IS NOT NULL THEN
    RAISE EXCEPTION 'this has already ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_end_is_final';
  END IF;
  IF current_user = 'eenplan_app' THEN
    NEW.until := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER end_once BEFORE UPDATE OF until ON cases_member FOR EACH ROW
  WHEN (NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_end_once();
CREATE OR REPLACE TRIGGER end_once BEFORE UPDATE OF until ON cases_participation FOR EACH ROW
  WHEN (NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_end_once();
CREATE OR REPLACE TRIGGER end_once BEFORE UPDATE OF until ON cases_delegate FOR EACH ROW
  WHEN (NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_end_once();
CREATE OR REPLACE TRIGGER end_once BEFORE UPDATE OF until ON cases_direction FOR EACH ROW
  WHEN (NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_end_once();

-- Only an organisation of WGS 2.27 that takes part in the house takes part in its cases (R-30).
CREATE OR REPLACE FUNCTION cases_check_organisation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
       SELECT FROM network_organisation o JOIN network_houseorganisation h ON h.organisation_id = o.id
        WHERE o.id = NEW.organisation_id AND o.ground <> 'none' AND h.house_id = NEW.house_id
          AND (h.until IS NULL OR h.until > access_today())) THEN
    RAISE EXCEPTION 'no participant of this house (WGS 2.27)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_organisation_of_house';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_organisation BEFORE INSERT ON cases_participation
  FOR EACH ROW EXECUTE FUNCTION cases_check_organisation();

-- Is the account authorised for casework in the house on behalf of the organisation, now (WGS 1.8(2), R-71)?
CREATE OR REPLACE FUNCTION cases_authorised(account bigint, organisation bigint, house bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM access_grant g WHERE g.account_id = account AND g.organisation_id = organisation AND g.house_id = house
       AND g.kind = 'house' AND g.since <= now() AND (g.until IS NULL OR g.until > now())
       AND g.scope IN ('referrer', 'assessor', 'participant', 'process_director'))
$$;

-- A delegate of a core organisation decides, of another organisation takes part. Whoever is named belongs to the
-- participating organisation, is authorised, and does not direct the process: that stands beside the parties (R-01, R-09).
CREATE OR REPLACE FUNCTION cases_grant_delegate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  part record;
BEGIN
  IF NEW.until IS NOT NULL THEN
    PERFORM access_end('cases_delegate', NEW.id, NEW.until);
    RETURN NEW;
  END IF;
  SELECT p.organisation_id, p.case_id, p.until, o.ground INTO part
    FROM cases_participation p JOIN network_organisation o ON o.id = p.organisation_id WHERE p.id = NEW.participation_id
     FOR SHARE OF p;  -- who ends it, or closes the case, at this moment ends this too, or was first
  IF part.case_id <> NEW.case_id OR part.until IS NOT NULL
     OR NOT cases_authorised(NEW.account_id, part.organisation_id, NEW.house_id) THEN
    RAISE EXCEPTION 'not an authorised professional of this participant (WGS 1.8(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_delegate_is_authorised';
  ELSIF EXISTS (SELECT FROM cases_direction d WHERE d.case_id = NEW.case_id AND d.account_id = NEW.account_id
                   AND d.kind = 'process' AND d.until IS NULL) THEN
    RAISE EXCEPTION 'who directs the process takes no part (R-09)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_director_is_neutral';
  END IF;
  PERFORM access_give(NEW.account_id, part.organisation_id, NEW.house_id, 'case', NEW.case_id,
                      CASE WHEN part.ground LIKE '2.27(1)%' THEN 'decide' ELSE 'take_part' END,
                      'casusdeelnemer', 'WGS 2.31(4)', 'cases_delegate', NEW.id, clock_timestamp());
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER grant_delegate AFTER INSERT OR UPDATE ON cases_delegate
  FOR EACH ROW EXECUTE FUNCTION cases_grant_delegate();

-- Who leaves directs the case no longer, and somebody of a core organisation stays: without, nobody could decide or close.
CREATE OR REPLACE FUNCTION cases_delegate_leaves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_direction SET until = NEW.until
   WHERE case_id = NEW.case_id AND account_id = NEW.account_id AND kind = 'case' AND until IS NULL;
  IF EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.closed_at IS NULL) THEN
    PERFORM cases_leave_in_turn(NEW.case_id);
    IF NOT EXISTS (
         SELECT FROM cases_delegate d JOIN cases_participation p ON p.id = d.participation_id
           JOIN network_organisation o ON o.id = p.organisation_id
          WHERE d.case_id = NEW.case_id AND d.until IS NULL AND o.ground LIKE '2.27(1)%') THEN
      RAISE EXCEPTION 'a core participant stays (WGS 2.31(4))' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'cases_keeps_a_decider';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER leaves AFTER UPDATE ON cases_delegate
  FOR EACH ROW WHEN (NEW.until IS NOT NULL AND OLD.until IS NULL) EXECUTE FUNCTION cases_delegate_leaves();

-- An organisation that leaves takes its professionals with it.
CREATE OR REPLACE FUNCTION cases_end_participation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_delegate SET until = NEW.until WHERE participation_id = NEW.id AND until IS NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER end_participation AFTER UPDATE ON cases_participation
  FOR EACH ROW WHEN (NEW.until IS NOT NULL AND OLD.until IS NULL) EXECUTE FUNCTION cases_end_participation();

-- Only a process director of the house can be asked for the process, only a delegate on the case for the case; nobody is
-- both. A hand-over takes effect on acceptance, and ends the direction of the one before. An end is never refused: a case
-- also closes after its director lost the role.
CREATE OR REPLACE FUNCTION cases_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  is_delegate boolean;
BEGIN
  IF NEW.until IS NOT NULL THEN
    RETURN NEW;
  END IF;
  is_delegate := EXISTS (SELECT FROM cases_delegate d
                          WHERE d.case_id = NEW.case_id AND d.account_id = NEW.account_id AND d.until IS NULL);
  IF NEW.kind = 'process' AND is_delegate THEN
    RAISE EXCEPTION 'who directs the process takes no part (R-09)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_director_is_neutral';
  ELSIF NEW.kind = 'case' AND NOT is_delegate OR NEW.kind = 'process' AND NOT EXISTS (
       SELECT FROM access_grant g WHERE g.account_id = NEW.account_id AND g.house_id = NEW.house_id AND g.kind = 'house'
          AND g.scope = 'process_director' AND g.since <= now() AND (g.until IS NULL OR g.until > now())) THEN
    RAISE EXCEPTION 'this professional cannot direct this case (R-09)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_director_fits';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.accepted_at IS NOT NULL AND OLD.accepted_at IS NULL THEN
    UPDATE cases_direction SET until = NEW.accepted_at
     WHERE case_id = NEW.case_id AND kind = NEW.kind AND id <> NEW.id AND accepted_at IS NOT NULL AND until IS NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_hand_over BEFORE INSERT OR UPDATE ON cases_direction
  FOR EACH ROW EXECUTE FUNCTION cases_hand_over();

CREATE OR REPLACE FUNCTION cases_grant_direction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.until IS NOT NULL OR NEW.accepted_at IS NOT NULL AND NEW.kind = 'case' THEN
    PERFORM access_end('cases_direction', NEW.id, coalesce(NEW.until, NEW.accepted_at));
  ELSE
    IF NEW.accepted_at IS NOT NULL THEN
      PERFORM access_end('cases_direction', NEW.id, NEW.accepted_at);
    END IF;
    PERFORM access_give(NEW.account_id, p.organisation_id, NEW.house_id, 'case', NEW.case_id,
                        CASE WHEN NEW.accepted_at IS NULL THEN 'asked' ELSE 'direct' END,
                        CASE WHEN NEW.accepted_at IS NULL THEN 'gevraagd als ' ELSE '' END
                        || CASE NEW.kind WHEN 'process' THEN 'procesregisseur' ELSE 'casusregisseur' END,
                        'WGS 2.31(4)', 'cases_direction', NEW.id, clock_timestamp())
       FROM network_professional p WHERE p.account_id = NEW.account_id;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER b_grant_direction AFTER INSERT OR UPDATE ON cases_direction
  FOR EACH ROW EXECUTE FUNCTION cases_grant_direction();

-- A circle member is in the circle of a referred person of the same case; a circle has no circle (R-12, BGS 2.19).
CREATE OR REPLACE FUNCTION cases_check_circle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_leave_in_turn(NEW.case_id);  -- the subject may be leaving
  IF NEW.circle_of_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM cases_member m
        WHERE m.id = NEW.circle_of_id AND m.case_id = NEW.case_id AND m.part = 'subject' AND m.until IS NULL) THEN
    RAISE EXCEPTION 'the circle is that of a referred person (BGS 2.19)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_circle_of_subject';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_circle BEFORE INSERT ON cases_member
  FOR EACH ROW EXECUTE FUNCTION cases_check_circle();

-- A referred person leaves after its circle, and not as the last one: a case is about somebody (R-08, R-12).
CREATE OR REPLACE FUNCTION cases_member_leaves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cases_leave_in_turn(NEW.case_id);
  IF EXISTS (SELECT FROM cases_member m WHERE m.circle_of_id = NEW.id AND m.until IS NULL) OR NOT EXISTS (
       SELECT FROM cases_member m WHERE m.case_id = NEW.case_id AND m.part = 'subject' AND m.until IS NULL) THEN
    RAISE EXCEPTION 'a case keeps a referred person, and a circle its subject (BGS 2.19)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_keeps_a_subject';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER leaves AFTER UPDATE ON cases_member
  FOR EACH ROW WHEN (NEW.until IS NOT NULL AND OLD.until IS NULL) EXECUTE FUNCTION cases_member_leaves();

-- Admission opens the case: number, fixed purpose, persons from the referral, referrer and decider as first participants,
-- and the process director asked. First processing is the day of the first submission.
CREATE OR REPLACE FUNCTION cases_admit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  opened bigint;
  referral referrals_referral;
BEGIN
  IF NEW.process_director_id = NEW.account_id THEN
    RAISE EXCEPTION 'who decides does not direct the process (R-09)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'cases_director_is_neutral';
  END IF;
  SELECT * INTO referral FROM referrals_referral WHERE id = NEW.referral_id;
  INSERT INTO cases_case (house_id, number, referral_id, kind, purpose, opened_at, first_processed_on, retain_until)
  SELECT NEW.house_id, network_number(NEW.house_id, 'C'), NEW.referral_id, NEW.case_kind, NEW.purpose, NEW.at, first.day,
         first.day + make_interval(years => h.retention_years)
    FROM network_house h, (SELECT (coalesce(referral.first_submitted_at, referral.submitted_at)
                                   AT TIME ZONE 'Europe/Amsterdam')::date AS day) first
   WHERE h.id = NEW.house_id
  RETURNING id INTO opened;
  INSERT INTO cases_member (house_id, case_id, person_id, part, relation, reason, since)
  SELECT NEW.house_id, opened, person_id, part, relation, reason, NEW.at FROM referrals_referredperson
   WHERE referral_id = NEW.referral_id AND part = 'subject';
  INSERT INTO cases_member (house_id, case_id, person_id, part, circle_of_id, relation, reason, since)
  SELECT NEW.house_id, opened, r.person_id, r.part, m.id, r.relation, r.reason, NEW.at
    FROM referrals_referredperson r JOIN cases_member m ON m.case_id = opened AND m.person_id = r.circle_of_id
   WHERE r.referral_id = NEW.referral_id AND r.part = 'circle';
  INSERT INTO cases_participation (house_id, case_id, organisation_id, reason, decided_by_id, since)
  SELECT NEW.house_id, opened, taking_part.organisation_id, min(taking_part.reason), NEW.organisation_id, NEW.at
    FROM (VALUES (NEW.organisation_id, 'besluit tot toelating'), (referral.organisation_id, 'aanmelder'))
         AS taking_part (organisation_id, reason)
   GROUP BY taking_part.organisation_id;
  INSERT INTO cases_delegate (house_id, case_id, participation_id, account_id, since)
  SELECT DISTINCT ON (who.account_id) NEW.house_id, opened, p.id, who.account_id, NEW.at
    FROM (VALUES (NEW.organisation_id, NEW.account_id), (referral.organisation_id, referral.account_id))
         AS who (organisation_id, account_id)
    JOIN cases_participation p ON p.case_id = opened AND p.organisation_id = who.organisation_id
   -- a referrer who left meanwhile, or who will direct the process, is not named
   WHERE who.account_id <> NEW.process_director_id
     AND cases_authorised(who.account_id, who.organisation_id, NEW.house_id);
  INSERT INTO cases_direction (house_id, case_id, kind, account_id, proposed_at)
  VALUES (NEW.house_id, opened, 'process', NEW.process_director_id, NEW.at);
  IF referral.ave_phase IS NOT NULL THEN
    INSERT INTO cases_phase (house_id, case_id, phase, reason, account_id, since)
    VALUES (NEW.house_id, opened, referral.ave_phase, 'volgens de aanmelding', referral.account_id, NEW.at);
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER b_open_case AFTER INSERT ON referrals_decision
  FOR EACH ROW WHEN (NEW.outcome = 'admit') EXECUTE FUNCTION cases_admit();

-- Closing ends every grant on the case at that moment: nobody who worked on it sees it any more (WGS 2.31(8), R-53).
CREATE OR REPLACE FUNCTION cases_close() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_case SET closed_at = NEW.at WHERE id = NEW.case_id AND closed_at IS NULL;
  UPDATE cases_participation SET until = NEW.at WHERE case_id = NEW.case_id AND until IS NULL;
  UPDATE cases_direction SET until = NEW.at WHERE case_id = NEW.case_id AND until IS NULL;
  UPDATE access_grant SET until = clock_timestamp()
   WHERE kind = 'case' AND object_id = NEW.case_id AND (until IS NULL OR until > clock_timestamp());
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER close AFTER INSERT ON cases_closing FOR EACH ROW EXECUTE FUNCTION cases_close();

-- "That, not what": is this person in another open case of the house? The number of such cases and their process
-- directors, nothing else (R-14). Only about somebody in a case that one works on, or on a referral that one judges.
CREATE OR REPLACE FUNCTION cases_also_known(person bigint, besides bigint)
RETURNS TABLE (director text, phone text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.name::text, p.phone::text
    FROM cases_member m
    JOIN cases_case c ON c.id = m.case_id AND c.closed_at IS NULL
    LEFT JOIN cases_direction d ON d.case_id = c.id AND d.kind = 'process' AND d.until IS NULL AND d.accepted_at IS NOT NULL
    LEFT JOIN access_account a ON a.id = d.account_id
    LEFT JOIN network_professional p ON p.account_id = a.id
   WHERE m.person_id = person AND m.until IS NULL AND m.case_id IS DISTINCT FROM besides
     AND (besides = ANY ((SELECT access_cases())::bigint[])
          AND EXISTS (SELECT FROM cases_member mine
                       WHERE mine.person_id = person AND mine.case_id = besides AND mine.until IS NULL)
          OR EXISTS (SELECT FROM referrals_referredperson r JOIN referrals_referral f ON f.id = r.referral_id
                      WHERE r.person_id = person AND f.submitted_at IS NOT NULL AND f.decided_at IS NULL
                        AND f.house_id = ANY ((SELECT access_houses('assessor', 'process_director'))::bigint[])))
   ORDER BY d.accepted_at DESC NULLS LAST
$$;
REVOKE ALL ON FUNCTION cases_also_known, cases_authorised FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_also_known TO eenplan_app;

-- The acting account's own grants on a case, also the ended ones, by its number: for explaining, says nothing to others.
CREATE OR REPLACE FUNCTION cases_my_grants(case_number text)
RETURNS TABLE (scope text, reason text, article text, since timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.scope, g.reason, g.article, g.since, g.until FROM access_grant g
    JOIN cases_case c ON c.id = g.object_id
   WHERE g.kind = 'case' AND g.account_id = (SELECT access_account()) AND c.number = case_number ORDER BY g.since DESC
$$;
REVOKE ALL ON FUNCTION cases_my_grants FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_my_grants TO eenplan_app;

-- Who has or had access to a case, by whose decision and why. Only for who sees its content, or supervises the house: about
-- any other case, and about none, it is silent.
CREATE OR REPLACE FUNCTION cases_who_sees(seen bigint)
RETURNS TABLE (account_id bigint, name text, organisation_id bigint, organisation text, scope text, reason text, decided_by text,
               article text, since timestamptz, until timestamptz, counts boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.account_id, a.name, g.organisation_id, o.name, g.scope, concat_ws(': ', g.reason, p.reason), coalesce(b.name, ''),
         g.article, g.since, g.until, g.counts
    FROM cases_case c
    CROSS JOIN LATERAL access_seers('case', c.id) g
    JOIN access_account a ON a.id = g.account_id
    JOIN network_organisation o ON o.id = g.organisation_id
    LEFT JOIN cases_delegate d ON g.source = 'cases_delegate' AND d.id = g.source_id
    LEFT JOIN cases_participation p ON p.id = d.participation_id
    LEFT JOIN referrals_decision r ON g.source = 'cases_direction' AND r.referral_id = c.referral_id AND r.outcome = 'admit'
                                  AND r.process_director_id = g.account_id
    LEFT JOIN network_organisation b ON b.id = coalesce(p.decided_by_id, r.organisation_id)
   WHERE c.id = seen AND (c.id = ANY ((SELECT access_cases())::bigint[])
                          OR c.house_id = ANY ((SELECT access_houses('auditor'))::bigint[]))
   ORDER BY o.sort_key, a.sort_key, g.since DESC
$$;
REVOKE ALL ON FUNCTION cases_who_sees FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_who_sees TO eenplan_app;
