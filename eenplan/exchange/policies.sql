-- Inside a case an item is read by its supplier, by the organisations it was given to, and by the process director.
-- Both the case grant and the recipient count: leaving the case or closing it ends reading (R-24, WGS 2.31(4)).

-- Which items of my cases were given to my organisation, and which it supplied. Both run as the owner, since the policies of
-- the two tables may not ask each other, and would look at each row once more.
CREATE OR REPLACE FUNCTION exchange_received() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT r.item_id FROM access_speaks_for('case', 'take_part', 'decide') mine
                 JOIN exchange_recipient r ON (r.case_id, r.organisation_id) = (mine.object, mine.organisation));
END $$;
DROP FUNCTION IF EXISTS exchange_supplied(bigint);
CREATE OR REPLACE FUNCTION exchange_supplied() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT i.id FROM access_speaks_for('case', 'take_part', 'decide') mine
                 JOIN exchange_item i ON (i.case_id, i.supplier_id) = (mine.object, mine.organisation));
END $$;
REVOKE ALL ON FUNCTION exchange_received, exchange_supplied FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchange_received, exchange_supplied TO eenplan_app;

SELECT access_protect('exchange_recipient');
SELECT access_protect('exchange_item');
CREATE POLICY share ON exchange_item FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[])
         AND ((case_id, supplier_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
              OR case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
              OR id = ANY ((SELECT exchange_received())::bigint[])));
-- In an emergency only the words of what was supplied to or by the own organisation, not what hangs on it (docs/adr/0013).
CREATE POLICY emergency ON exchange_item FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases_read_only())::bigint[])
         AND ((case_id, supplier_id) IN (SELECT * FROM access_speaks_for('case', 'emergency'))
              OR id IN (SELECT r.item_id FROM exchange_recipient r
                         WHERE (r.case_id, r.organisation_id) IN (SELECT * FROM access_speaks_for('case', 'emergency')))));
CREATE POLICY supervise ON exchange_item FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
-- One supplies for one's own organisation, on a case one takes part in.
CREATE POLICY supply ON exchange_item FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, supplier_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
              AND account_id = (SELECT access_account()) AND status = 'valid');
-- Appended, never edited: a correction is a new row, and the trigger below marks the one it replaces (R-20, BGS 1.7).
GRANT SELECT, INSERT ON exchange_item TO eenplan_app;

-- Recipients are seen by themselves and the process director; the supplier chooses them when supplying.
CREATE POLICY own ON exchange_recipient FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases())::bigint[])
         AND ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
              OR case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
              OR item_id = ANY ((SELECT exchange_supplied())::bigint[])));
CREATE POLICY emergency ON exchange_recipient FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_cases_read_only())::bigint[]) AND (case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'emergency')));
CREATE POLICY supervise ON exchange_recipient FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY give ON exchange_recipient FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'take_part', 'decide'))::bigint[])
              AND item_id = ANY ((SELECT exchange_supplied())::bigint[]));
GRANT SELECT, INSERT ON exchange_recipient TO eenplan_app;

-- May the item be shared or provided further: valid, and its consent stands (R-22)? And are its conditions met, or has it none
-- (R-23)? For the rooms that take items out of the case; what one may not see is not usable. A restriction (AVG 18) stands apart,
-- in restricted_on: a correction still goes to who had the item.
CREATE OR REPLACE FUNCTION exchange_usable(item bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM exchange_item i WHERE i.id = $1 AND i.status = 'valid' AND i.consent_withdrawn_on IS NULL)
$$;
CREATE OR REPLACE FUNCTION exchange_conditions_met(item bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM exchange_item i LEFT JOIN exchange_conditionsmet m ON m.item_id = i.id
                  WHERE i.id = $1 AND (i.conditions = '' OR m.id IS NOT NULL))
$$;

-- Police data only by the police, judicial data only by the prosecution, items under medical secrecy only on one of the
-- four grounds, only about a person of the case, and only to organisations on the case (WGS 2.29(2), 2.30(1), 1.5(2)).
-- A correction replaces an own, still valid item about the same person, also when that person has left the case since;
-- it does not lengthen the term, which runs from the first processing (WGS 1.8(7)).
-- An item on consent names one that stands, of the same person to the same supplier, for this category (R-22). Both are
-- locked: two corrections at once, or a withdrawal meanwhile, wait for each other and the second sees what the first did.
CREATE OR REPLACE FUNCTION exchange_check_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  supplier network_organisation;
  replaced exchange_item;
  given exchange_consent;
BEGIN
  SELECT * INTO supplier FROM network_organisation WHERE id = NEW.supplier_id;
  SELECT * INTO replaced FROM exchange_item WHERE id = NEW.replaces_id FOR UPDATE;
  SELECT * INTO given FROM exchange_consent WHERE id = NEW.consent_id FOR SHARE;
  IF NEW.category = 7 AND (supplier.kind <> 'police' OR NEW.ground <> 'wpg-20(3)') THEN
    RAISE EXCEPTION 'police data only by the police' USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_police_only';
  ELSIF NEW.category = 8 AND (supplier.kind <> 'prosecution' OR NEW.ground <> 'wjsg-8b') THEN
    RAISE EXCEPTION 'judicial data only by the prosecution' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_prosecution_only';
  ELSIF supplier.medical_secrecy AND NEW.ground NOT LIKE '2.29(2)%' THEN
    RAISE EXCEPTION 'medical secrecy needs one of four grounds' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_secrecy_ground';
  ELSIF NEW.ground <> '2.29(2)-consent' AND NEW.consent_id IS NOT NULL
        OR NEW.ground = '2.29(2)-consent'
           AND ((given.case_id, given.person_id, given.supplier_id, given.withdrawn_on)
                IS DISTINCT FROM (NEW.case_id, NEW.person_id, NEW.supplier_id, NULL::date)
                OR NEW.category <> ALL (given.categories)) THEN
    RAISE EXCEPTION 'consent stands and covers this category of this person' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_consent_covers';
  ELSIF NEW.replaces_id IS NOT NULL AND (replaced.case_id, replaced.person_id, replaced.supplier_id, replaced.status)
        IS DISTINCT FROM (NEW.case_id, NEW.person_id, NEW.supplier_id, 'valid'::varchar) THEN
    RAISE EXCEPTION 'a correction replaces an own valid item about the same person' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_replaces_own';
  ELSIF NEW.replaces_id IS NULL AND NOT EXISTS (
          SELECT FROM cases_member m WHERE m.case_id = NEW.case_id AND m.person_id = NEW.person_id
             AND m.until IS NULL) THEN
    RAISE EXCEPTION 'an item is about a person of the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_about_member';
  END IF;
  NEW.first_processed_on := least(NEW.first_processed_on, replaced.first_processed_on,
                                  (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_item BEFORE INSERT ON exchange_item
  FOR EACH ROW EXECUTE FUNCTION exchange_check_item();

-- When the house first processed it the database says: one date long ago would bring the whole case to its term (R-50).
CREATE OR REPLACE FUNCTION exchange_date_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'eenplan_app' THEN
    NEW.first_processed_on := (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_date_item BEFORE INSERT ON exchange_item FOR EACH ROW EXECUTE FUNCTION exchange_date_item();

-- The item and its earlier versions.
CREATE OR REPLACE FUNCTION exchange_versions(item bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE version AS (
    SELECT id, replaces_id FROM exchange_item WHERE id = item
    UNION ALL SELECT i.id, i.replaces_id FROM exchange_item i JOIN version v ON i.id = v.replaces_id
  ) SELECT array_agg(id) FROM version
$$;

-- Every organisation that received the item, or an earlier version, is told what became of it (R-22, R-31, AVG 19). Called by
-- the triggers of the acts themselves, so that nobody is forgotten; also by later rooms.
CREATE OR REPLACE FUNCTION exchange_tell(item bigint, kind text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO exchange_notice (house_id, case_id, item_id, organisation_id, kind, at)
  SELECT r.house_id, r.case_id, $1, r.organisation_id, $2, clock_timestamp()
    FROM exchange_recipient r WHERE r.item_id = ANY (exchange_versions($1)) GROUP BY 1, 2, r.organisation_id
$$;
REVOKE ALL ON FUNCTION exchange_versions, exchange_tell FROM PUBLIC;

CREATE OR REPLACE FUNCTION exchange_rectify() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE exchange_item SET status = 'rectified' WHERE id = NEW.replaces_id;
  UPDATE exchange_errorreport SET outcome = 'rectified', answered_at = clock_timestamp()
   WHERE item_id = NEW.replaces_id AND outcome = '';
  PERFORM exchange_tell(NEW.id, 'rectified');
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER rectify AFTER INSERT ON exchange_item
  FOR EACH ROW WHEN (NEW.replaces_id IS NOT NULL) EXECUTE FUNCTION exchange_rectify();

-- Recipients take part in the case; what was replaced, destroyed or rests on a withdrawn consent gets no new ones (R-22), and
-- what is restricted none but those that had an earlier version: correcting goes on (AVG 16, AVG 18). The item is locked, so
-- that a withdrawal or restriction waits and tells this recipient too, or came first and is seen here.
CREATE OR REPLACE FUNCTION exchange_check_recipient() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  item exchange_item;
BEGIN
  SELECT * INTO item FROM exchange_item WHERE id = NEW.item_id FOR SHARE;
  IF item.case_id IS DISTINCT FROM NEW.case_id
     OR NOT EXISTS (SELECT FROM cases_participation p WHERE p.case_id = NEW.case_id
                       AND p.organisation_id = NEW.organisation_id AND p.until IS NULL) THEN
    RAISE EXCEPTION 'recipients take part in the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_recipient_takes_part';
  ELSIF NOT exchange_usable(NEW.item_id) THEN
    RAISE EXCEPTION 'what is no longer valid or lost its consent is not shared' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_item_usable';
  ELSIF item.restricted_on IS NOT NULL AND NOT EXISTS (
          SELECT FROM exchange_recipient r
           WHERE r.item_id = ANY (exchange_versions(NEW.item_id)) AND r.organisation_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'use of this item is restricted (AVG 18)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_use_restricted';
  ELSIF EXISTS (SELECT FROM exchange_consent c WHERE c.id = item.consent_id AND cardinality(c.recipients) > 0
                   AND NEW.organisation_id <> ALL (c.recipients)) THEN
    RAISE EXCEPTION 'the consent does not cover this recipient' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_consent_recipient';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_recipient BEFORE INSERT ON exchange_recipient
  FOR EACH ROW EXECUTE FUNCTION exchange_check_recipient();

-- How many items of a case are kept from the acting account: shown as "afgeschermd", saying nothing about what they are.
-- Versions that were replaced do not count: they are no items of their own.
CREATE OR REPLACE FUNCTION exchange_shielded(in_case bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM exchange_item i
   WHERE i.case_id = in_case AND in_case = ANY ((SELECT access_cases('emergency'))::bigint[]) AND i.status = 'valid'
     AND in_case <> ALL ((SELECT access_objects('case', 'direct'))::bigint[])
     AND NOT EXISTS (SELECT FROM access_speaks_for('case', 'take_part', 'decide', 'emergency') mine
                      WHERE mine.object = in_case
                        AND (mine.organisation = i.supplier_id OR EXISTS (
                               SELECT FROM exchange_recipient r WHERE r.item_id = i.id AND r.organisation_id = mine.organisation)))
$$;
REVOKE ALL ON FUNCTION exchange_shielded FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchange_shielded TO eenplan_app;

-- ## Consent (R-22, WGS 2.29(2))

-- Who has to give consent, by age on that day: under 12 the representative, 12 to 15 both, from 16 the person. When the birth
-- date is not known well enough to say, both (F3.55). `birth` has zeros for what is unknown.
CREATE OR REPLACE FUNCTION exchange_giver_of_age(birth date, day date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN years < 12 THEN 'representative' WHEN years < 16 THEN 'both' ELSE 'self' END
    FROM extract(year FROM age(day, birth)) AS years
$$;
CREATE OR REPLACE FUNCTION exchange_earliest(birth text) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN birth = '' OR birth LIKE '0000%' THEN NULL ELSE replace(birth, '-00', '-01')::date END $$;
CREATE OR REPLACE FUNCTION exchange_latest(birth text) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT (exchange_earliest(birth) + CASE WHEN birth LIKE '%-00-00' THEN interval '1 year - 1 day'
                                          WHEN birth LIKE '%-00' THEN interval '1 month - 1 day' ELSE interval '0' END)::date
$$;
CREATE OR REPLACE FUNCTION exchange_giver(birth text, day date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN exchange_giver_of_age(exchange_earliest(birth), day) = exchange_giver_of_age(exchange_latest(birth), day)
                   AND exchange_earliest(birth) IS NOT NULL
              THEN exchange_giver_of_age(exchange_earliest(birth), day) ELSE 'both' END
$$;
-- Surely an adult on that day: only for such a person a curator, mentor or proxy decides (BW 7:465, UAVG 5).
CREATE OR REPLACE FUNCTION exchange_adult(birth text, day date) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT coalesce(extract(year FROM age(day, exchange_latest(birth))) >= 18, false) $$;

SELECT access_protect('exchange_consent');
CREATE POLICY share ON exchange_consent FOR SELECT TO eenplan_app
  USING ((case_id, supplier_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
         OR case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[]));
CREATE POLICY supervise ON exchange_consent FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY record ON exchange_consent FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, supplier_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
              AND account_id = (SELECT access_account()) AND withdrawn_on IS NULL);
-- Withdrawn once and for good; nothing else of a consent changes. Who takes it back is written down, and stops nothing: the person
-- or the representative may at any time (AVG 7, UAVG 5).
CREATE POLICY withdraw ON exchange_consent FOR UPDATE TO eenplan_app
  USING ((case_id, supplier_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')) AND withdrawn_on IS NULL)
  WITH CHECK (withdrawn_by_id = (SELECT access_account()));
GRANT SELECT, INSERT,
  UPDATE (withdrawn_on, withdrawn_by_id, withdrawn_through, withdrawn_representative, withdrawn_capacity)
  ON exchange_consent TO eenplan_app;

CREATE OR REPLACE FUNCTION exchange_check_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  needed text;
  adult boolean;
  today date := (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
  SELECT exchange_giver(p.birth_date, NEW.given_on), exchange_adult(p.birth_date, NEW.given_on) INTO needed, adult
    FROM people_person p JOIN cases_member m ON m.person_id = p.id AND m.case_id = NEW.case_id AND m.until IS NULL
   WHERE p.id = NEW.person_id;
  IF needed IS NULL THEN
    RAISE EXCEPTION 'consent is of a person of the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_about_member';
  ELSIF NEW.capacity <> '' AND NOT adult THEN
    RAISE EXCEPTION 'a curator, mentor or proxy decides for an adult (BW 7:465)' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_represents_an_adult';
  ELSIF NEW.capacity = '' AND NEW.given_by NOT IN (needed, 'both') THEN
    RAISE EXCEPTION 'who gives consent follows from age' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_consent_giver';
  ELSIF NEW.given_on > today OR NOT NEW.categories <@ ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]::smallint[] THEN
    RAISE EXCEPTION 'consent was given, for categories of the closed list' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_consent_given';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_consent BEFORE INSERT ON exchange_consent
  FOR EACH ROW EXECUTE FUNCTION exchange_check_consent();

-- A withdrawal flags every item that rests on the consent, and tells whoever received one that is still valid.
CREATE OR REPLACE FUNCTION exchange_withdraw() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE exchange_item SET consent_withdrawn_on = NEW.withdrawn_on WHERE consent_id = NEW.id;
  PERFORM exchange_tell(id, 'withdrawn') FROM exchange_item WHERE consent_id = NEW.id AND status = 'valid';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER withdraw AFTER UPDATE ON exchange_consent
  FOR EACH ROW WHEN (NEW.withdrawn_on IS NOT NULL AND OLD.withdrawn_on IS NULL) EXECUTE FUNCTION exchange_withdraw();

-- ## What stands around an item

-- Who may read an item reads what stands with it. Arrays, asked once per statement.
CREATE OR REPLACE FUNCTION exchange_readable() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT exchange_received() || exchange_supplied() $$;

-- Condition, destruction, error and notice belong to the case of their item, and only a valid item gets one: what was replaced
-- has a newer version. Locked, so that a correction or destruction at the same moment comes before or after, never between.
CREATE OR REPLACE FUNCTION exchange_check_of_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  item exchange_item;
BEGIN
  SELECT * INTO item FROM exchange_item WHERE id = NEW.item_id FOR UPDATE;
  IF (item.case_id, item.status) IS DISTINCT FROM (NEW.case_id, 'valid'::varchar) THEN
    RAISE EXCEPTION 'the item is still valid' USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_item_still_valid';
  END IF;
  RETURN NEW;
END $$;

-- What a supplier adds to its own item is read by whoever reads the item, and by supervision.
CREATE OR REPLACE FUNCTION exchange_protect_addition(guarded regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM access_protect(guarded);
  EXECUTE format($policy$
    CREATE POLICY share ON %1$s FOR SELECT TO eenplan_app
      USING (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
             OR item_id = ANY ((SELECT exchange_readable())::bigint[]));
    CREATE POLICY supervise ON %1$s FOR SELECT TO eenplan_app
      USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
    CREATE POLICY add ON %1$s FOR INSERT TO eenplan_app
      WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'take_part', 'decide'))::bigint[])
                  AND item_id = ANY ((SELECT exchange_supplied())::bigint[]) AND account_id = (SELECT access_account()));
    GRANT SELECT, INSERT ON %1$s TO eenplan_app;
    CREATE OR REPLACE TRIGGER check_of_item BEFORE INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION exchange_check_of_item();
  $policy$, guarded);
END $$;
REVOKE ALL ON FUNCTION exchange_protect_addition FROM PUBLIC;

-- Conditions are marked met by the supplier who made them (R-23, WGS 2.29(3)).
SELECT exchange_protect_addition('exchange_conditionsmet');

-- Destroying erases the words of every version; who read them sees that and why, and is told (BGS 1.7, R-31).
SELECT exchange_protect_addition('exchange_destruction');

CREATE OR REPLACE FUNCTION exchange_destroy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  versions bigint[] := exchange_versions(NEW.item_id);
BEGIN
  UPDATE exchange_item SET status = 'destroyed', text = '', motivation = '', conditions = '' WHERE id = ANY (versions);
  DELETE FROM exchange_conditionsmet WHERE item_id = ANY (versions);
  UPDATE exchange_errorreport SET outcome = 'destroyed', answered_at = clock_timestamp(), answer = NEW.reason
   WHERE item_id = NEW.item_id AND outcome = '';
  PERFORM exchange_tell(NEW.item_id, 'destroyed');
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER destroy AFTER INSERT ON exchange_destruction
  FOR EACH ROW EXECUTE FUNCTION exchange_destroy();

-- An error is reported by who reads the item, and seen by the reporting organisation, the supplier and the process director. The
-- supplier answers once; that it rectified or destroyed is written by the trigger of that act alone.
SELECT access_protect('exchange_errorreport');
CREATE POLICY share ON exchange_errorreport FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
         OR (case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
         OR item_id = ANY ((SELECT exchange_supplied())::bigint[]));
CREATE POLICY supervise ON exchange_errorreport FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY report ON exchange_errorreport FOR INSERT TO eenplan_app
  WITH CHECK (organisation_id = access_organisation() AND account_id = (SELECT access_account()) AND outcome = ''
              AND source_informed_at IS NULL
              AND (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
                   OR item_id = ANY ((SELECT exchange_received())::bigint[])));
CREATE POLICY reply ON exchange_errorreport FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'take_part', 'decide'))::bigint[])
         AND item_id = ANY ((SELECT exchange_supplied())::bigint[]) AND (outcome = '' OR source_informed_at IS NULL))
  WITH CHECK (outcome = 'kept' OR source_informed_by_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE (outcome, answer, answered_at, source_informed_at, source_informed_by_id)
  ON exchange_errorreport TO eenplan_app;
CREATE OR REPLACE TRIGGER check_of_item BEFORE INSERT ON exchange_errorreport
  FOR EACH ROW EXECUTE FUNCTION exchange_check_of_item();

CREATE OR REPLACE FUNCTION exchange_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.outcome, OLD.answer, OLD.answered_at) IS DISTINCT FROM (NEW.outcome, NEW.answer, NEW.answered_at)
     AND (OLD.outcome <> '' OR current_user = 'eenplan_app' AND NEW.outcome <> 'kept') THEN
    RAISE EXCEPTION 'an answer is given once, by what was done' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_error_answered_once';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_answer BEFORE UPDATE ON exchange_errorreport
  FOR EACH ROW EXECUTE FUNCTION exchange_keep_answer();

CREATE OR REPLACE FUNCTION exchange_tell_reporter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO exchange_notice (house_id, case_id, item_id, organisation_id, kind, at)
  VALUES (NEW.house_id, NEW.case_id, NEW.item_id, NEW.organisation_id, 'kept', clock_timestamp());
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tell_reporter AFTER UPDATE ON exchange_errorreport
  FOR EACH ROW WHEN (NEW.outcome = 'kept' AND OLD.outcome = '') EXECUTE FUNCTION exchange_tell_reporter();

-- A notice is read by the organisation it is for, by the supplier and the process director, and acknowledged once: by that
-- organisation, or when it takes part no longer by who told it otherwise.
SELECT access_protect('exchange_notice');
CREATE POLICY share ON exchange_notice FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
         OR (case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
         OR item_id = ANY ((SELECT exchange_supplied())::bigint[]));
CREATE POLICY supervise ON exchange_notice FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY acknowledge ON exchange_notice FOR UPDATE TO eenplan_app
  USING (seen_at IS NULL AND case_id = ANY ((SELECT access_cases())::bigint[])
         AND ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
              OR (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
                  OR item_id = ANY ((SELECT exchange_supplied())::bigint[]))
                 AND NOT EXISTS (SELECT FROM cases_participation p
                                  WHERE p.case_id = exchange_notice.case_id AND p.until IS NULL
                                    AND p.organisation_id = exchange_notice.organisation_id)))
  WITH CHECK (seen_by_id = (SELECT access_account()));
GRANT SELECT, UPDATE (seen_at, seen_by_id) ON exchange_notice TO eenplan_app;

-- ## Asking and answering (WGS 2.31(3), 1.5(1), R-26)

-- A question is seen by the asking side, which is the process director and the core participants, and by who is asked.
SELECT access_protect('exchange_question');
CREATE POLICY asking ON exchange_question FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
         OR (case_id, asked_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')));
CREATE POLICY supervise ON exchange_question FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY ask ON exchange_question FOR INSERT TO eenplan_app
  WITH CHECK (asker_id = access_organisation() AND account_id = (SELECT access_account()) AND withdrawn_at IS NULL
              AND (case_id = ANY ((SELECT access_objects('case', 'direct'))::bigint[])
                   OR (case_id, asker_id) IN (SELECT * FROM access_speaks_for('case', 'decide')) AND asked_id <> asker_id));
CREATE POLICY finish ON exchange_question FOR UPDATE TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]) AND withdrawn_at IS NULL)
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
GRANT SELECT, INSERT, UPDATE (withdrawn_at, seen_at) ON exchange_question TO eenplan_app;

SELECT access_protect('exchange_questionline');
CREATE POLICY asking ON exchange_questionline FOR SELECT TO eenplan_app
  USING (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[])
         OR (case_id, asked_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')));
CREATE POLICY supervise ON exchange_questionline FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY ask ON exchange_questionline FOR INSERT TO eenplan_app
  WITH CHECK (case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]) AND answer = '');
-- Answered once, by who takes part for the organisation that was asked.
CREATE POLICY answer ON exchange_questionline FOR UPDATE TO eenplan_app
  USING ((case_id, asked_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide')) AND answer = '')
  WITH CHECK (answered_by_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE (answer, item_id, answered_by_id, answered_at) ON exchange_questionline TO eenplan_app;

-- Asked is an organisation that takes part in the case, ...
CREATE OR REPLACE FUNCTION exchange_check_question() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_participation p WHERE p.case_id = NEW.case_id
                    AND p.organisation_id = NEW.asked_id AND p.until IS NULL) THEN
    RAISE EXCEPTION 'who is asked takes part in the case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_asked_takes_part';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_question BEFORE INSERT ON exchange_question
  FOR EACH ROW EXECUTE FUNCTION exchange_check_question();

-- ... about persons of the case, and for police and judicial data only who may supply them (WGS 1.5(2)).
CREATE OR REPLACE FUNCTION exchange_check_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  question exchange_question;
  asked_kind text;
BEGIN
  SELECT * INTO question FROM exchange_question WHERE id = NEW.question_id;
  SELECT kind INTO asked_kind FROM network_organisation WHERE id = NEW.asked_id;
  IF (question.case_id, question.asked_id) IS DISTINCT FROM (NEW.case_id, NEW.asked_id) OR NOT EXISTS (
       SELECT FROM cases_member m WHERE m.case_id = NEW.case_id AND m.person_id = NEW.person_id AND m.until IS NULL) THEN
    RAISE EXCEPTION 'a question is about a person of its case' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_about_member';
  ELSIF NEW.category NOT BETWEEN 1 AND 12 OR NEW.category = 7 AND asked_kind <> 'police'
        OR NEW.category = 8 AND asked_kind <> 'prosecution' THEN
    RAISE EXCEPTION 'this category is asked of who can supply it' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_asked_can_supply';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_line BEFORE INSERT ON exchange_questionline
  FOR EACH ROW EXECUTE FUNCTION exchange_check_line();

-- The item of an answer is a valid one of the organisation that was asked, about what was asked; what was withdrawn stays open.
CREATE OR REPLACE FUNCTION exchange_check_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  item exchange_item;
BEGIN
  SELECT * INTO item FROM exchange_item WHERE id = NEW.item_id;
  IF NEW.answer = 'supplied' AND (item.case_id, item.supplier_id, item.person_id, item.category, item.status)
       IS DISTINCT FROM (NEW.case_id, NEW.asked_id, NEW.person_id, NEW.category, 'valid'::varchar) THEN
    RAISE EXCEPTION 'the answer is about what was asked' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_answers_question';
  ELSIF OLD.answer <> '' OR EXISTS (SELECT FROM exchange_question q WHERE q.id = NEW.question_id
                                       AND q.withdrawn_at IS NOT NULL) THEN
    RAISE EXCEPTION 'answered once, while it is asked' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_still_asked';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_answer BEFORE UPDATE ON exchange_questionline
  FOR EACH ROW EXECUTE FUNCTION exchange_check_answer();

-- Why somebody refuses is read by the own organisation, and by the asking side unless it is kept inside (WGS 1.5(1), R-26).
SELECT access_protect('exchange_refusalmotive');
CREATE POLICY own ON exchange_refusalmotive FOR SELECT TO eenplan_app
  USING ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
         OR NOT internal AND case_id = ANY ((SELECT access_objects('case', 'decide', 'direct'))::bigint[]));
CREATE POLICY supervise ON exchange_refusalmotive FOR SELECT TO eenplan_app
  USING (NOT internal AND house_id = ANY ((SELECT access_houses('auditor'))::bigint[]));
CREATE POLICY refuse ON exchange_refusalmotive FOR INSERT TO eenplan_app
  WITH CHECK ((case_id, organisation_id) IN (SELECT * FROM access_speaks_for('case', 'take_part', 'decide'))
              AND line_id IN (SELECT l.id FROM exchange_questionline l
                               WHERE (l.case_id, l.asked_id) = (exchange_refusalmotive.case_id, exchange_refusalmotive.organisation_id)
                                 AND l.answer = 'refused' AND l.answered_by_id = (SELECT access_account())));
GRANT SELECT, INSERT ON exchange_refusalmotive TO eenplan_app;

-- Questions per organisation in numbers, for who manages a house or directs its process; no person, no case, no employee.
CREATE OR REPLACE FUNCTION exchange_figures(today date)
RETURNS TABLE (organisation_id bigint, asked bigint, open bigint, late bigint, supplied bigint, unknown bigint, refused bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.asked_id, count(*), count(*) FILTER (WHERE l.answer = '' AND c.closed_at IS NULL),
         count(*) FILTER (WHERE l.answer = '' AND c.closed_at IS NULL AND q.due_on < today),
         count(*) FILTER (WHERE l.answer = 'supplied'), count(*) FILTER (WHERE l.answer = 'unknown'),
         count(*) FILTER (WHERE l.answer = 'refused')
    FROM exchange_questionline l JOIN exchange_question q ON q.id = l.question_id JOIN cases_case c ON c.id = l.case_id
   WHERE l.house_id = ANY ((SELECT access_houses('manager', 'process_director'))::bigint[])
     AND (q.withdrawn_at IS NULL OR l.answer <> '')
   GROUP BY l.asked_id
$$;
REVOKE ALL ON FUNCTION exchange_figures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exchange_figures TO eenplan_app;
