-- A referral is seen by who wrote it, by the assessors and process directors of the house while it is undecided, and
-- (cases/policies.sql) by who works on the case that came out of it. After a rejection the referrer sees it until it is
-- destroyed; nobody else does.

SELECT access_protect('referrals_referral');
-- Once admitted it belongs to the case, and is shielded with it (WGS 2.31(8)).
CREATE POLICY mine ON referrals_referral FOR SELECT TO eenplan_app
  USING (account_id = (SELECT access_account()) AND admitted IS NOT TRUE
         AND house_id = ANY ((SELECT access_houses('referrer', 'assessor', 'participant', 'process_director'))::bigint[]));
CREATE POLICY judge ON referrals_referral FOR SELECT TO eenplan_app
  USING (submitted_at IS NOT NULL AND decided_at IS NULL
         AND house_id = ANY ((SELECT access_houses('assessor', 'process_director'))::bigint[]));
CREATE POLICY supervise ON referrals_referral FOR SELECT TO eenplan_app
  USING (submitted_at IS NOT NULL AND house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY draft ON referrals_referral FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND (house_id, organisation_id) IN (SELECT * FROM access_speaks_for('house', 'referrer'))
              AND number IS NULL AND submitted_at IS NULL AND decided_at IS NULL AND admitted IS NULL);
-- A draft is changed and submitted by its writer; a submitted referral is fixed.
CREATE POLICY edit ON referrals_referral FOR UPDATE TO eenplan_app
  USING (account_id = (SELECT access_account()) AND submitted_at IS NULL)
  WITH CHECK (account_id = (SELECT access_account())
              AND (house_id, organisation_id) IN (SELECT * FROM access_speaks_for('house', 'referrer')));
CREATE POLICY discard ON referrals_referral FOR DELETE TO eenplan_app
  USING (account_id = (SELECT access_account()) AND submitted_at IS NULL AND number IS NULL);
GRANT SELECT, INSERT, DELETE ON referrals_referral TO eenplan_app;
-- Number, house, writer and outcome are not the writer's to set: triggers do.
GRANT UPDATE (occasion, goal, criterion_a, criterion_b, criterion_c, criterion_d, framework_multiple, framework_chains,
              framework_system, framework_area, checked, informed, informed_reason, urgency, ave_phase, tried, changed_at,
              submitted_at) ON referrals_referral TO eenplan_app;

-- The parts of a referral are seen with it, and changed by its writer while it is a draft.
CREATE OR REPLACE FUNCTION referrals_my_drafts() RETURNS SETOF bigint LANGUAGE sql STABLE AS
$$ SELECT id FROM referrals_referral WHERE account_id = (SELECT access_account()) AND submitted_at IS NULL $$;

-- Submitting needs somebody the referral is about, also for a problem of an area (R-08), gives it a number for good, and
-- starts the clock once.
CREATE OR REPLACE FUNCTION referrals_submit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM referrals_referredperson WHERE referral_id = NEW.id AND part = 'subject') THEN
    RAISE EXCEPTION 'a referral is about somebody (BGS 2.20(1), R-08)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'referrals_about_somebody';
  END IF;
  NEW.number := coalesce(NEW.number, network_number(NEW.house_id, 'A'));
  NEW.first_submitted_at := coalesce(NEW.first_submitted_at, NEW.submitted_at);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER submit BEFORE UPDATE ON referrals_referral
  FOR EACH ROW WHEN (NEW.submitted_at IS NOT NULL AND OLD.submitted_at IS NULL) EXECUTE FUNCTION referrals_submit();

SELECT access_protect('referrals_involved');
CREATE POLICY with_referral ON referrals_involved FOR SELECT TO eenplan_app
  USING (EXISTS (SELECT FROM referrals_referral f WHERE f.id = referral_id));
CREATE POLICY edit ON referrals_involved TO eenplan_app
  USING (referral_id = ANY (ARRAY(SELECT referrals_my_drafts())));
SELECT access_protect('referrals_referredperson');
-- An array here: the policy of persons asks for all of them at once.
CREATE POLICY with_referral ON referrals_referredperson FOR SELECT TO eenplan_app
  USING (referral_id = ANY (ARRAY(SELECT id FROM referrals_referral)));
-- Only a person one has just found or entered may be put on a referral: a guessed number opens nothing.
CREATE POLICY name_person ON referrals_referredperson FOR INSERT TO eenplan_app
  WITH CHECK (referral_id = ANY (ARRAY(SELECT referrals_my_drafts()))
              AND person_id = ANY ((SELECT access_objects('person', 'found'))::bigint[]));
CREATE POLICY remove ON referrals_referredperson FOR DELETE TO eenplan_app
  USING (referral_id = ANY (ARRAY(SELECT referrals_my_drafts())));
GRANT SELECT, INSERT, DELETE ON referrals_involved, referrals_referredperson TO eenplan_app;

-- The circle is that of somebody who is referred here (R-12, BGS 2.19); who is taken off takes the circle along.
CREATE OR REPLACE FUNCTION referrals_check_circle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.part = 'circle' AND NOT EXISTS (
       SELECT FROM referrals_referredperson p
        WHERE p.referral_id = NEW.referral_id AND p.person_id = NEW.circle_of_id AND p.part = 'subject') THEN
    RAISE EXCEPTION 'the circle is that of a referred person (BGS 2.19)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'referrals_circle_of_subject';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_circle BEFORE INSERT OR UPDATE ON referrals_referredperson
  FOR EACH ROW EXECUTE FUNCTION referrals_check_circle();
CREATE OR REPLACE FUNCTION referrals_drop_circle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM referrals_referredperson WHERE referral_id = OLD.referral_id AND circle_of_id = OLD.person_id;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER drop_circle AFTER DELETE ON referrals_referredperson
  FOR EACH ROW WHEN (OLD.part = 'subject') EXECUTE FUNCTION referrals_drop_circle();

-- Only core organisations judge and decide (WGS 2.31(2)), each for itself; a judgement is never changed (R-03). The
-- judgements are for who judges, prepares and supervises; the referrer reads the joint decision (R-07).
SELECT access_protect('referrals_assessment');
CREATE POLICY with_referral ON referrals_assessment FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('assessor', 'process_director', 'auditor'))::bigint[])
         AND EXISTS (SELECT FROM referrals_referral f WHERE f.id = referral_id));
CREATE POLICY judge ON referrals_assessment FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND (house_id, organisation_id) IN (SELECT * FROM access_speaks_for('house', 'assessor'))
              AND referral_id IN (SELECT id FROM referrals_referral
                                   WHERE submitted_at IS NOT NULL AND decided_at IS NULL));
GRANT SELECT, INSERT ON referrals_assessment TO eenplan_app;

SELECT access_protect('referrals_decision');
CREATE POLICY with_referral ON referrals_decision FOR SELECT TO eenplan_app
  USING (EXISTS (SELECT FROM referrals_referral f WHERE f.id = referral_id));
CREATE POLICY decide ON referrals_decision FOR INSERT TO eenplan_app
  WITH CHECK (account_id = (SELECT access_account())
              AND (house_id, organisation_id) IN (SELECT * FROM access_speaks_for('house', 'assessor'))
              AND referral_id IN (SELECT id FROM referrals_referral
                                   WHERE submitted_at IS NOT NULL AND decided_at IS NULL));
GRANT SELECT, INSERT ON referrals_decision TO eenplan_app;

-- Enough core organisations have judged the referral as it was submitted last, and for an admission each criterion is met by
-- more than half of them (WGS 2.31(2), BGS 2.20(1), R-03). Of each organisation its latest judgement counts.
CREATE OR REPLACE FUNCTION referrals_check_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tally record;
BEGIN
  SELECT count(*) AS given, 2 * least(count(*) FILTER (WHERE criterion_a), count(*) FILTER (WHERE criterion_b),
                                      count(*) FILTER (WHERE criterion_c), count(*) FILTER (WHERE criterion_d)) AS met
    INTO tally
    FROM (SELECT DISTINCT ON (a.organisation_id) a.* FROM referrals_assessment a
            JOIN referrals_referral r ON r.id = a.referral_id AND a.at >= r.submitted_at
           WHERE a.referral_id = NEW.referral_id ORDER BY a.organisation_id, a.id DESC) latest;
  IF tally.given < (SELECT assessments_required FROM network_house WHERE id = NEW.house_id) THEN
    RAISE EXCEPTION 'too few core participants have judged (WGS 2.31(2))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'referrals_enough_judgements';
  ELSIF NEW.outcome = 'admit' AND tally.met <= tally.given THEN
    RAISE EXCEPTION 'not every criterion is met by the majority (BGS 2.20(1))' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'referrals_met_by_majority';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_decision BEFORE INSERT ON referrals_decision
  FOR EACH ROW WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION referrals_check_decision();

-- A decision closes the judging, or hands the referral back to its writer as a draft (which keeps its number).
CREATE OR REPLACE FUNCTION referrals_apply_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE referrals_referral
     SET decided_at = CASE WHEN NEW.outcome = 'complete' THEN NULL ELSE NEW.at END,
         admitted = CASE NEW.outcome WHEN 'admit' THEN true WHEN 'reject' THEN false END,
         submitted_at = CASE WHEN NEW.outcome = 'complete' THEN NULL ELSE submitted_at END
   WHERE id = NEW.referral_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_apply_decision AFTER INSERT ON referrals_decision
  FOR EACH ROW EXECUTE FUNCTION referrals_apply_decision();

-- Persons named on a visible referral are visible. A function asks under the policies of these tables, as who acts; PL/pgSQL
-- keeps its plan, which would else be made anew, with all policies in it, for every statement about persons.
CREATE OR REPLACE FUNCTION referrals_persons() RETURNS bigint[] LANGUAGE plpgsql STABLE AS
$$ BEGIN RETURN ARRAY(SELECT person_id FROM referrals_referredperson); END $$;
CREATE POLICY referred ON people_person FOR SELECT TO eenplan_app
  USING (id = ANY ((SELECT referrals_persons())::bigint[]));
-- What hangs on them is for writing and judging: once admitted it is the case that opens it, after a rejection nothing does.
CREATE OR REPLACE FUNCTION referrals_open_persons() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT person_id FROM referrals_referredperson
                WHERE referral_id IN (SELECT id FROM referrals_referral WHERE decided_at IS NULL));
END $$;
CREATE POLICY referred ON people_citizennumber FOR SELECT TO eenplan_app
  USING (person_id = ANY ((SELECT referrals_open_persons())::bigint[]));

-- Who entered somebody on a draft corrects what was typed, as long as nothing else rests on it: the referral was not submitted,
-- the registry did not tell of the person, and no other referral and no case names him (BGS 1.7).
CREATE OR REPLACE FUNCTION referrals_correctable() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN ARRAY(
    SELECT named.person_id FROM referrals_referral r
      JOIN referrals_referredperson named ON named.referral_id = r.id
      JOIN people_person p ON p.id = named.person_id AND p.fingerprint = ''
     WHERE r.account_id = access_account() AND r.submitted_at IS NULL
       AND r.house_id = ANY (access_houses('referrer', 'process_director'))
       AND EXISTS (SELECT FROM access_grant g WHERE g.account_id = access_account() AND g.kind = 'person'
                                                AND g.object_id = p.id AND g.scope = 'entered')
       AND NOT EXISTS (SELECT FROM referrals_referredperson other WHERE other.person_id = p.id AND other.referral_id <> r.id)
       AND NOT EXISTS (SELECT FROM cases_member m WHERE m.person_id = p.id));
END $$;
REVOKE ALL ON FUNCTION referrals_correctable FROM PUBLIC;
GRANT EXECUTE ON FUNCTION referrals_correctable TO eenplan_app;
CREATE POLICY correct ON people_person FOR UPDATE TO eenplan_app
  USING (id = ANY ((SELECT referrals_correctable())::bigint[]));
CREATE POLICY correct ON people_citizennumber FOR UPDATE TO eenplan_app
  USING (person_id = ANY ((SELECT referrals_correctable())::bigint[]));
-- A secret address is not corrected here: whether it is one, and who sees it, is for others to guard (R-78).
CREATE POLICY correct ON people_address FOR UPDATE TO eenplan_app
  USING (NOT secret AND person_id = ANY ((SELECT referrals_correctable())::bigint[]));
CREATE POLICY complete ON people_address FOR INSERT TO eenplan_app
  WITH CHECK (NOT secret AND person_id = ANY ((SELECT referrals_correctable())::bigint[]));

-- Correcting changes what was typed and nothing of what the house or the registry says about the person.
CREATE OR REPLACE FUNCTION referrals_check_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.house_id <> ALL (access_houses('system'))
     AND (NEW.id, NEW.house_id, NEW.died_on, NEW.address_secret, NEW.suspension, NEW.fingerprint, NEW.registered_at)
         IS DISTINCT FROM
         (OLD.id, OLD.house_id, OLD.died_on, OLD.address_secret, OLD.suspension, OLD.fingerprint, OLD.registered_at) THEN
    RAISE EXCEPTION 'correcting changes what was typed (BGS 1.7)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'referrals_corrects_what_was_typed';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_correction BEFORE UPDATE ON people_person
  FOR EACH ROW WHEN (current_user = 'eenplan_app') EXECUTE FUNCTION referrals_check_correction();
