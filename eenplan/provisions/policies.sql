-- What leaves the case. Third parties and known-checks are seen by who works on the case; a provision by the process director,
-- the core participants (who answer for it, WGS 2.27(3)) and the organisations that are asked; each item in it only by who reads
-- that item anyway.

-- ── Third parties (WGS 2.31(9), BGS 2.21, R-30) ─────────────────────────────────────────────────────────────────────

SELECT access_protect('provisions_thirdparty');
CREATE POLICY work ON provisions_thirdparty FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON provisions_thirdparty FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY admit ON provisions_thirdparty FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, decided_by_id) IN (SELECT * FROM access_speaks_for('case', 'decide')) AND until IS NULL AND account_id = (SELECT access_account()));
CREATE POLICY finish ON provisions_thirdparty FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide'))::bigint[]));
GRANT SELECT, INSERT, UPDATE (until) ON provisions_thirdparty TO eenplan_app;

SELECT access_protect('provisions_secrecystatement');
CREATE POLICY work ON provisions_secrecystatement FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON provisions_secrecystatement FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY keep ON provisions_secrecystatement FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
              AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON provisions_secrecystatement TO eenplan_app;

CREATE OR REPLACE FUNCTION provisions_check_third_party() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM network_organisation WHERE id = NEW.organisation_id AND ground = 'none') THEN
    RAISE EXCEPTION 'a participant of WGS 2.27 is no third party' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'provisions_no_participant';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_third_party BEFORE INSERT ON provisions_thirdparty
  FOR EACH ROW EXECUTE FUNCTION provisions_check_third_party();
CREATE OR REPLACE TRIGGER end_once BEFORE UPDATE OF until ON provisions_thirdparty FOR EACH ROW
  WHEN (NEW.until IS DISTINCT FROM OLD.until) EXECUTE FUNCTION cases_end_once();

CREATE OR REPLACE FUNCTION provisions_check_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM provisions_thirdparty t
                  WHERE t.id = NEW.third_party_id AND t.case_id = NEW.case_id AND t.until IS NULL)
     OR NEW.signed_on > access_today() THEN
    RAISE EXCEPTION 'a statement belongs to a third party of this case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'provisions_statement_fits';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_statement BEFORE INSERT ON provisions_secrecystatement
  FOR EACH ROW EXECUTE FUNCTION provisions_check_statement();

-- Is this a third party of the case, still there, with a signed statement? Conferences and plans ask it too.
CREATE OR REPLACE FUNCTION provisions_bound(third_party bigint, in_case bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM provisions_thirdparty t JOIN provisions_secrecystatement s ON s.third_party_id = t.id
                  WHERE t.id = third_party AND t.case_id = in_case AND t.until IS NULL)
$$;

-- ── Provisions (WGS 1.7, R-27, R-28) ────────────────────────────────────────────────────────────────────────────────

-- The provisions of my cases about which my organisation is asked. As the owner: the policies of two tables may not ask
-- each other.
CREATE OR REPLACE FUNCTION provisions_asked() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT provision_id FROM provisions_reply
                WHERE (case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')));
END $$;

-- The provisions of cases that I answer for of which I may read every item: those whose letter I may read or make.
CREATE OR REPLACE FUNCTION provisions_read_whole() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine bigint[] := access_objects('case', 'decide', 'direct');
  directed bigint[] := access_objects('case', 'direct');
  readable bigint[] := exchange_received() || exchange_supplied();
BEGIN
  RETURN ARRAY(SELECT p.id FROM provisions_provision p
                WHERE p.case_id = ANY (directed)
                   OR p.case_id = ANY (mine)
                      AND NOT EXISTS (SELECT FROM provisions_choice c
                                       WHERE c.provision_id = p.id AND c.item_id <> ALL (readable)));
END $$;
-- Drafts that who acts may change. A function, because a later room lets provisions be seen by what was chosen: a policy on the
-- choices that asks the table of provisions would then ask itself.
CREATE OR REPLACE FUNCTION provisions_drafts() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT id FROM provisions_provision WHERE case_id = ANY (access_objects('case', 'decide', 'direct'))
                AND asked_at IS NULL AND withdrawn_at IS NULL) $$;
REVOKE ALL ON FUNCTION provisions_asked, provisions_read_whole, provisions_drafts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provisions_asked, provisions_read_whole, provisions_drafts TO eenplan_app;

SELECT access_protect('provisions_provision');
CREATE POLICY asked ON provisions_provision FOR SELECT TO eenplan_app
  USING (id = ANY ((SELECT provisions_asked())::bigint[]));
CREATE POLICY work ON provisions_provision FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
CREATE POLICY supervise ON provisions_provision FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY begin ON provisions_provision FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
              AND made_by_id = access_organisation() AND account_id = (SELECT access_account()));
CREATE POLICY prepare ON provisions_provision FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
GRANT SELECT, INSERT, UPDATE (kind, organisation_id, third_party_id, to_house_id, check_made_id, check_answered_id, basis,
  task, necessity, asked_at, answer_by, rac_reference, secrecy_noted, accuracy_checked, feedback_due, provided_at, withdrawn_at)
  ON provisions_provision TO eenplan_app;

SELECT access_protect('provisions_choice');
CREATE POLICY work ON provisions_choice FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[])
         AND (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
              OR item_id = ANY ((SELECT exchange_received())::bigint[])
              OR item_id = ANY ((SELECT exchange_supplied())::bigint[])));
CREATE POLICY supervise ON provisions_choice FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- Nobody passes on what he may not read himself.
CREATE POLICY choose ON provisions_choice FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
              AND (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
                   OR item_id = ANY ((SELECT exchange_received())::bigint[])
                   OR item_id = ANY ((SELECT exchange_supplied())::bigint[])));
-- Once everybody is asked about it, nothing is taken out.
CREATE POLICY leave_out ON provisions_choice FOR DELETE TO eenplan_app
  USING (provision_id = ANY ((SELECT provisions_drafts())::bigint[]));
GRANT SELECT, INSERT, DELETE ON provisions_choice TO eenplan_app;

SELECT access_protect('provisions_reply');
CREATE POLICY asked ON provisions_reply FOR SELECT TO eenplan_app
  USING ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')));
CREATE POLICY work ON provisions_reply FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
CREATE POLICY supervise ON provisions_reply FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- Each organisation answers for itself; who directs the process speaks for nobody (R-09).
CREATE POLICY reply ON provisions_reply FOR UPDATE TO eenplan_app
  USING ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')));
GRANT SELECT, UPDATE (answer, reason) ON provisions_reply TO eenplan_app;

SELECT access_protect('provisions_provisionletter');
CREATE POLICY work ON provisions_provisionletter FOR SELECT TO eenplan_app
  USING (provision_id = ANY ((SELECT provisions_read_whole())::bigint[]));
CREATE POLICY supervise ON provisions_provisionletter FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY write ON provisions_provisionletter FOR INSERT TO eenplan_app
  WITH CHECK (provision_id = ANY ((SELECT provisions_read_whole())::bigint[]) AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON provisions_provisionletter TO eenplan_app;

SELECT access_protect('provisions_feedback');
CREATE POLICY work ON provisions_feedback FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
CREATE POLICY supervise ON provisions_feedback FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY report ON provisions_feedback FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
              AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON provisions_feedback TO eenplan_app;

SELECT access_protect('provisions_told');
CREATE POLICY work ON provisions_told FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
CREATE POLICY supervise ON provisions_told FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY tell ON provisions_told FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
              AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT ON provisions_told TO eenplan_app;

-- What keeps this item from leaving the case now; empty when nothing does. A condition counts until its supplier marked it met,
-- a withdrawn consent for ever (WGS 2.29(2), 2.29(3), R-22, R-23), a restriction while it stands (AVG 18); data under medical
-- secrecy never go to another network (R-28).
CREATE OR REPLACE FUNCTION provisions_held_back(item exchange_item, kind text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN item.status <> 'valid' THEN 'provisions_item_valid'
    WHEN item.consent_withdrawn_on IS NOT NULL THEN 'provisions_consent_stands'
    WHEN item.restricted_on IS NOT NULL THEN 'exchange_use_restricted'
    WHEN kind = 'network' AND (SELECT medical_secrecy FROM network_organisation WHERE id = item.supplier_id)
      THEN 'provisions_no_secrecy_abroad'
    WHEN item.conditions <> '' AND NOT EXISTS (SELECT FROM exchange_conditionsmet m WHERE m.item_id = item.id)
      THEN 'provisions_conditions_met'
    ELSE '' END
$$;

-- Items are chosen while the provision is being prepared, from its own case; conditions may still be met later.
CREATE OR REPLACE FUNCTION provisions_check_choice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  prepared provisions_provision;
  chosen exchange_item;
  obstacle text;
BEGIN
  SELECT * INTO prepared FROM provisions_provision WHERE id = NEW.provision_id FOR SHARE;
  SELECT * INTO chosen FROM exchange_item WHERE id = NEW.item_id;
  obstacle := provisions_held_back(chosen, prepared.kind);
  IF prepared.case_id <> NEW.case_id OR chosen.case_id <> NEW.case_id THEN
    RAISE EXCEPTION 'a provision is of one case' USING ERRCODE = 'check_violation', CONSTRAINT = 'provisions_one_case';
  ELSIF prepared.asked_at IS NOT NULL OR prepared.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'the round is about these items' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'provisions_round_is_fixed';
  ELSIF obstacle NOT IN ('', 'provisions_conditions_met') THEN
    RAISE EXCEPTION 'this item may not leave the case' USING ERRCODE = 'check_violation', CONSTRAINT = obstacle;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_choice BEFORE INSERT ON provisions_choice
  FOR EACH ROW EXECUTE FUNCTION provisions_check_choice();

-- Who is asked: every supplier of what is in it; for a third party also every participant of the case, since none of them may
-- object (WGS 1.7(2)). Special and criminal data, and another network, need the assent of every supplier (WGS 1.7(3), 1.7(8)).
CREATE OR REPLACE FUNCTION provisions_ask(asking bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH prepared AS (SELECT * FROM provisions_provision WHERE id = asking),
       chosen AS (SELECT i.supplier_id, i.category FROM provisions_choice c JOIN exchange_item i ON i.id = c.item_id
                   WHERE c.provision_id = asking),
       suppliers AS (SELECT DISTINCT supplier_id AS organisation_id FROM chosen)
  INSERT INTO provisions_reply (house_id, case_id, provision_id, organisation_id, supplier, explicit, answer, reason)
  SELECT p.house_id, p.case_id, p.id, s.organisation_id, true,
         p.kind = 'network' OR EXISTS (SELECT FROM chosen WHERE category IN (6, 7, 8)), 'open', ''
    FROM prepared p, suppliers s
   UNION ALL
  SELECT p.house_id, p.case_id, p.id, part.organisation_id, false, false, 'open', ''
    FROM prepared p JOIN cases_participation part ON part.case_id = p.case_id AND part.until IS NULL
   WHERE p.kind = 'third_party' AND part.organisation_id NOT IN (SELECT organisation_id FROM suppliers)
  ON CONFLICT DO NOTHING
$$;
REVOKE ALL ON FUNCTION provisions_ask FROM PUBLIC, eenplan_app;

-- The way of a provision, guarded: who receives it, the round, and at the end everything that the law asks for. The moments are
-- those of the database; what was provided or withdrawn stays as it is.
CREATE OR REPLACE FUNCTION provisions_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  obstacle text;
  asks boolean;
  provides boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.asked_at := NULL; NEW.answer_by := NULL; NEW.provided_at := NULL; NEW.withdrawn_at := NULL;
  ELSIF OLD.provided_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'what was provided or withdrawn stays as it is' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'provisions_final';
  ELSIF OLD.asked_at IS NOT NULL AND
        (NEW.kind, NEW.organisation_id, NEW.third_party_id, NEW.to_house_id, NEW.check_made_id, NEW.check_answered_id, NEW.basis,
         NEW.task, NEW.necessity, NEW.asked_at, NEW.answer_by)
        IS DISTINCT FROM
        (OLD.kind, OLD.organisation_id, OLD.third_party_id, OLD.to_house_id, OLD.check_made_id, OLD.check_answered_id, OLD.basis,
         OLD.task, OLD.necessity, OLD.asked_at, OLD.answer_by) THEN
    RAISE EXCEPTION 'everybody answers about the same provision' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'provisions_round_is_fixed';
  END IF;
  asks := TG_OP = 'UPDATE' AND NEW.asked_at IS NOT NULL AND OLD.asked_at IS NULL;
  provides := NEW.provided_at IS NOT NULL;
  IF NEW.withdrawn_at IS NOT NULL THEN
    NEW.withdrawn_at := clock_timestamp();
    RETURN NEW;
  END IF;

  -- a recipient that may receive
  IF NEW.kind = 'participant' THEN
    SELECT o.name INTO NEW.recipient_name FROM network_organisation o
      JOIN network_houseorganisation h ON h.organisation_id = o.id AND h.house_id = NEW.house_id
     WHERE o.id = NEW.organisation_id AND o.ground <> 'none' AND (h.until IS NULL OR h.until > access_today()) LIMIT 1;
  ELSIF NEW.kind = 'third_party' THEN
    SELECT left(t.name || ' (' || o.name || ')', 300) INTO NEW.recipient_name
      FROM provisions_thirdparty t JOIN network_organisation o ON o.id = t.organisation_id
     WHERE t.id = NEW.third_party_id AND provisions_bound(t.id, NEW.case_id);
  ELSE
    SELECT h.name INTO NEW.recipient_name FROM network_house h
     WHERE h.id = NEW.to_house_id AND h.id <> NEW.house_id
       AND (NEW.check_made_id IS NULL OR EXISTS (SELECT FROM provisions_knowncheck k
              WHERE k.id = NEW.check_made_id AND k.case_id = NEW.case_id AND k.asked_house_id = h.id AND k.hit))
       AND (NEW.check_answered_id IS NULL OR EXISTS (SELECT FROM provisions_knownanswer k
              WHERE k.id = NEW.check_answered_id AND k.case_id = NEW.case_id AND k.asking_house_id = h.id));
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this recipient may not receive' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'provisions_recipient_may_receive';
  END IF;

  -- at the start of the round and at the end: something is in it, and nothing of it is held back
  IF asks OR provides THEN
    PERFORM FROM exchange_item i JOIN provisions_choice c ON c.item_id = i.id WHERE c.provision_id = NEW.id FOR SHARE OF i;
    IF NOT FOUND OR '' IN (NEW.basis, NEW.task, NEW.necessity) THEN
      RAISE EXCEPTION 'a provision has items, a basis and a necessity' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'provisions_is_motivated';
    END IF;
    SELECT provisions_held_back(i, NEW.kind) INTO obstacle
      FROM exchange_item i JOIN provisions_choice c ON c.item_id = i.id
     WHERE c.provision_id = NEW.id AND provisions_held_back(i, NEW.kind) <> ''
       AND (provides OR provisions_held_back(i, NEW.kind) <> 'provisions_conditions_met') LIMIT 1;
    IF obstacle <> '' THEN
      RAISE EXCEPTION 'an item may not leave the case' USING ERRCODE = 'check_violation', CONSTRAINT = obstacle;
    END IF;
  END IF;
  IF asks THEN
    NEW.asked_at := clock_timestamp();
  END IF;
  -- the answers are not locked: who answers asks for this row, and would wait for us while we wait for him (provisions_answer)
  IF provides THEN
    IF NEW.asked_at IS NULL OR EXISTS (
         SELECT FROM provisions_reply a
          WHERE a.provision_id = NEW.id AND a.answer NOT IN ('agrees', CASE WHEN a.explicit THEN 'agrees' ELSE 'no_objection' END)
            -- who was only asked as participant and takes part no longer, has no say any more
            AND (a.supplier OR a.answer = 'objects' OR EXISTS (
                   SELECT FROM cases_participation p WHERE p.case_id = a.case_id AND p.organisation_id = a.organisation_id
                      AND p.until IS NULL))) THEN
      RAISE EXCEPTION 'not everybody who is asked lets it go (WGS 1.7)' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'provisions_everybody_assents';
    ELSIF NEW.kind = 'third_party' AND NEW.rac_reference = '' THEN
      RAISE EXCEPTION 'a third party needs a legality test (WGS 1.7(2))' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'provisions_legality_tested';
    ELSIF NOT (NEW.secrecy_noted AND NEW.accuracy_checked) THEN
      RAISE EXCEPTION 'results are checked and secrecy is pointed out (BGS 1.8, WGS 1.11)' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'provisions_is_checked';
    ELSIF NOT EXISTS (SELECT FROM provisions_provisionletter l WHERE l.provision_id = NEW.id) THEN
      RAISE EXCEPTION 'a provision is made by its letter' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'provisions_has_its_letter';
    ELSIF NEW.feedback_due IS NULL OR NEW.feedback_due > (now() AT TIME ZONE 'Europe/Amsterdam')::date + interval '1 year'
          OR NEW.feedback_due <= (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
      RAISE EXCEPTION 'feedback comes within a year (WGS 1.7(4))' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'provisions_feedback_within_a_year';
    END IF;
    NEW.provided_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER guard BEFORE INSERT OR UPDATE ON provisions_provision
  FOR EACH ROW EXECUTE FUNCTION provisions_guard();

CREATE OR REPLACE FUNCTION provisions_start_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM provisions_ask(NEW.id);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER start_round AFTER UPDATE ON provisions_provision
  FOR EACH ROW WHEN (NEW.asked_at IS NOT NULL AND OLD.asked_at IS NULL) EXECUTE FUNCTION provisions_start_round();

-- An organisation that joins while a round about a third party runs, is asked too.
CREATE OR REPLACE FUNCTION provisions_ask_newcomer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM provisions_ask(p.id) FROM provisions_provision p
   WHERE p.case_id = NEW.case_id AND p.asked_at IS NOT NULL AND p.provided_at IS NULL AND p.withdrawn_at IS NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ask_newcomer AFTER INSERT ON cases_participation
  FOR EACH ROW EXECUTE FUNCTION provisions_ask_newcomer();

-- An answer is given, and may be reconsidered, while the round runs; who and when says the database.
CREATE OR REPLACE FUNCTION provisions_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked provisions_provision;
BEGIN
  SELECT * INTO asked FROM provisions_provision WHERE id = NEW.provision_id FOR SHARE;
  IF asked.provided_at IS NOT NULL OR asked.withdrawn_at IS NOT NULL OR NEW.answer = 'open' THEN
    RAISE EXCEPTION 'the round is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'provisions_round_is_over';
  END IF;
  NEW.account_id := access_account();
  NEW.answered_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER answer BEFORE UPDATE ON provisions_reply FOR EACH ROW EXECUTE FUNCTION provisions_answer();

-- Letters, feedback and reports to the recipient belong to one provision of one case.
CREATE OR REPLACE FUNCTION provisions_of_one_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here provisions_provision;
BEGIN
  SELECT p.* INTO here FROM provisions_provision p
   WHERE p.id = coalesce((to_jsonb(NEW) ->> 'provision_id')::bigint,
                         (SELECT c.provision_id FROM provisions_choice c WHERE c.id = (to_jsonb(NEW) ->> 'choice_id')::bigint));
  IF here.case_id IS DISTINCT FROM NEW.case_id
     OR (here.provided_at IS NULL) IS DISTINCT FROM (TG_TABLE_NAME = 'provisions_provisionletter')
     OR here.withdrawn_at IS NOT NULL
     OR (to_jsonb(NEW) ->> 'received_on')::date NOT BETWEEN
          (here.provided_at AT TIME ZONE 'Europe/Amsterdam')::date AND (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
    RAISE EXCEPTION 'this belongs to a provision of this case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'provisions_one_case';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER one_case BEFORE INSERT ON provisions_provisionletter
  FOR EACH ROW EXECUTE FUNCTION provisions_of_one_case();
CREATE OR REPLACE TRIGGER one_case BEFORE INSERT ON provisions_feedback
  FOR EACH ROW EXECUTE FUNCTION provisions_of_one_case();
CREATE OR REPLACE TRIGGER one_case BEFORE INSERT ON provisions_told
  FOR EACH ROW EXECUTE FUNCTION provisions_of_one_case();

-- What its supplier destroyed does not live on in our copy of a letter (BGS 1.7); that it was provided stays on record.
CREATE OR REPLACE FUNCTION provisions_destroy_letters() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM provisions_provisionletter WHERE provision_id IN (
    SELECT c.provision_id FROM provisions_choice c WHERE c.item_id = NEW.id);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER destroy_letters AFTER UPDATE OF status ON exchange_item
  FOR EACH ROW WHEN (NEW.status = 'destroyed') EXECUTE FUNCTION provisions_destroy_letters();

-- With the case ends what was under way (WGS 2.31(8)).
CREATE OR REPLACE FUNCTION provisions_close() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE provisions_provision SET withdrawn_at = NEW.at
   WHERE case_id = NEW.case_id AND provided_at IS NULL AND withdrawn_at IS NULL;
  UPDATE provisions_thirdparty SET until = NEW.at WHERE case_id = NEW.case_id AND until IS NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER provisions_close AFTER INSERT ON cases_closing
  FOR EACH ROW EXECUTE FUNCTION provisions_close();

-- ── Known in another house? (WGS 2.28, BGS 1.10, R-29) ──────────────────────────────────────────────────────────────

SELECT access_protect('provisions_knowncheck');
CREATE POLICY work ON provisions_knowncheck FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[]));
CREATE POLICY supervise ON provisions_knowncheck FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
SELECT access_protect('provisions_knownanswer');
CREATE POLICY work ON provisions_knownanswer FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
CREATE POLICY supervise ON provisions_knownanswer FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
GRANT SELECT ON provisions_knowncheck, provisions_knownanswer TO eenplan_app;

-- "That, not what": does the other house have an open case with this person? By BSN, or by name and whole birth date where one of
-- the two houses has no BSN. A closed case is no hit, a secret address makes no difference, and the answer is hit or no hit with
-- the contact of the process director. Only somebody of a core organisation asks, about a person now in a case he works on, and
-- no more than so many times a day: it is no register to leaf through. The other house keeps who asked, and a line in its log.
CREATE OR REPLACE FUNCTION provisions_ask_if_known(in_case bigint, about bigint, other_house bigint, why text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  acting bigint := access_account();
  own bigint := access_organisation();
  here bigint;
  mine people_person;
  citizen text := (SELECT bsn FROM people_citizennumber WHERE person_id = about);
  hit record;
  made bigint;
BEGIN
  SELECT c.house_id INTO here FROM cases_case c JOIN network_organisation o ON o.id = own AND o.ground LIKE '2.27(1)%'
   WHERE c.id = in_case AND c.closed_at IS NULL AND c.id = ANY (access_objects('case', 'take_part', 'decide', 'direct'));
  SELECT p.* INTO mine FROM people_person p JOIN cases_member m ON m.person_id = p.id AND m.case_id = in_case AND m.until IS NULL
   WHERE p.id = about;
  IF here IS NULL OR mine.id IS NULL OR other_house = here OR trim(why) = ''
     OR NOT EXISTS (SELECT FROM network_house WHERE id = other_house) THEN
    RAISE EXCEPTION 'a core organisation asks about a person in a running case (WGS 2.28(1))'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'provisions_core_asks';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('provisions_knowncheck'), acting::integer);  -- counted one after the other
  IF (SELECT count(*) FROM provisions_knowncheck k
       WHERE k.account_id = acting
         AND k.at >= date_trunc('day', now() AT TIME ZONE 'Europe/Amsterdam') AT TIME ZONE 'Europe/Amsterdam')
     >= (SELECT known_checks_per_day FROM network_house WHERE id = here) THEN
    RAISE EXCEPTION 'no more checks today' USING ERRCODE = 'check_violation', CONSTRAINT = 'provisions_checks_per_day';
  END IF;
  SELECT m.case_id, p.id AS person, a.name, a.email, o.name AS organisation, w.phone INTO hit
    FROM people_person p
    JOIN people_citizennumber n ON n.person_id = p.id
    JOIN cases_member m ON m.person_id = p.id AND m.until IS NULL
    JOIN cases_case c ON c.id = m.case_id AND c.closed_at IS NULL
    LEFT JOIN cases_direction d ON d.case_id = c.id AND d.kind = 'process' AND d.until IS NULL AND d.accepted_at IS NOT NULL
    LEFT JOIN access_account a ON a.id = d.account_id
    LEFT JOIN network_professional w ON w.account_id = a.id
    LEFT JOIN network_organisation o ON o.id = w.organisation_id
   WHERE citizen <> '' AND p.id IN (SELECT people_matching(other_house, citizen, '', ''))
      OR (n.bsn IS NULL OR citizen IS NULL) AND mine.birth_date NOT LIKE '%-00%'
         AND left(access_fold(p.given_names), 1) = left(access_fold(mine.given_names), 1)
         AND p.id IN (SELECT people_matching(other_house, '', concat_ws(' ', nullif(mine.prefix, ''), mine.family_name),
                                             mine.birth_date))
   ORDER BY d.accepted_at DESC NULLS LAST, m.case_id LIMIT 1;
  INSERT INTO provisions_knowncheck (house_id, case_id, person_id, asked_house_id, reason, organisation_id, account_id, at, hit,
                                     contact_name, contact_organisation, contact_phone, contact_email)
  VALUES (here, in_case, about, other_house, why, own, acting, clock_timestamp(), hit.case_id IS NOT NULL,
          coalesce(hit.name, ''), coalesce(hit.organisation, ''), coalesce(hit.phone, ''), coalesce(hit.email, ''))
  RETURNING id INTO made;
  IF hit.case_id IS NOT NULL THEN
    INSERT INTO provisions_knownanswer (house_id, case_id, person_id, asking_house_id, organisation_id, account_id, at)
    VALUES (other_house, hit.case_id, hit.person, here, own, acting, clock_timestamp());
  END IF;
  INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, case_id, subject_id,
                           categories, outcome, access_point, detail, salt, subject_digest, digest)
  SELECT now(), gen_random_uuid(), acting, own, other_house, '', 'bekendheidscheck (WGS 2.28 lid 1)', 'known.answer',
         'house:' || h.code, hit.case_id, hit.person, ARRAY[1]::smallint[],
         CASE WHEN hit.case_id IS NULL THEN 'nothing' ELSE 'ok' END, 'een ander huis', '', '', '', ''
    FROM network_house h WHERE h.id = here;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION provisions_ask_if_known FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provisions_ask_if_known TO eenplan_app;
