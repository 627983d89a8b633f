-- Four eyes: what widens the power of an account waits for a second administrator, or a manager of the house (WGS 1.8(2)).
-- The database makes the proposal, decides whether it must wait, and carries out what was confirmed; whoever writes the row
-- behind a proposal directly is refused. Loaded after policies.sql.

SELECT access_protect('network_proposal');
CREATE POLICY oversee ON network_proposal FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('administrator', 'manager', 'auditor'))::bigint[]));
CREATE POLICY propose ON network_proposal FOR INSERT TO eenplan_app
  WITH CHECK (house_id = ANY ((SELECT access_houses('administrator'))::bigint[])
              AND kind NOT IN ('widen', 'training')  -- those the database makes, from what was changed
              AND proposed_by_id = (SELECT access_account()) AND account_id IS DISTINCT FROM (SELECT access_account())
              AND (organisation_id IS NULL OR organisation_id = ANY ((SELECT network_administered_organisations())::bigint[]))
              AND (account_id IS NULL OR EXISTS (
                     SELECT FROM network_professional p WHERE p.account_id = network_proposal.account_id
                        AND p.organisation_id = ANY ((SELECT network_administered_organisations())::bigint[]))));
GRANT SELECT, INSERT ON network_proposal TO eenplan_app;

-- Must it wait? Not where the house chose one pair of eyes; and not for the second person of a house that never had one: a new
-- house starts with one administrator.
CREATE OR REPLACE FUNCTION network_waits(asked network_proposal) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.four_eyes AND NOT (
           asked.kind = 'role'
           AND EXISTS (SELECT FROM network_authorisation a WHERE a.id = asked.authorisation_id AND a.role IN ('administrator', 'manager'))
           AND NOT EXISTS (SELECT FROM network_authorisation a
                            WHERE a.house_id = h.id AND a.role IN ('administrator', 'manager')
                              AND a.professional_id <> asked.proposed_by_id AND a.id <> asked.authorisation_id
                              AND a.confirmed))
    FROM network_house h WHERE h.id = asked.house_id
$$;
REVOKE ALL ON FUNCTION network_waits FROM PUBLIC;
CREATE OR REPLACE FUNCTION network_propose() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.proposed_at := clock_timestamp();
  NEW.decided_by_id := NULL;
  NEW.decided_at := CASE WHEN network_waits(NEW) THEN NULL ELSE clock_timestamp() END;
  NEW.accepted := CASE WHEN NEW.decided_at IS NOT NULL THEN true END;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER propose BEFORE INSERT ON network_proposal FOR EACH ROW EXECUTE FUNCTION network_propose();

CREATE OR REPLACE FUNCTION network_carry_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  CASE NEW.kind
    WHEN 'role' THEN
      UPDATE network_authorisation SET confirmed = NEW.accepted, until = CASE WHEN NEW.accepted THEN until ELSE current_date END
       WHERE id = NEW.authorisation_id;
    WHEN 'reopen' THEN
      UPDATE access_account SET is_active = true WHERE NEW.accepted AND id = NEW.account_id;
    WHEN 'ground' THEN  -- set once; another ground than before is for the owner (R-96)
      UPDATE network_organisation SET ground = NEW.value WHERE NEW.accepted AND id = NEW.organisation_id AND ground = 'none';
    WHEN 'rename' THEN
      UPDATE network_organisation SET name = NEW.value WHERE NEW.accepted AND id = NEW.organisation_id;
    WHEN 'four_eyes_off' THEN
      UPDATE network_house SET four_eyes = false WHERE NEW.accepted AND id = NEW.house_id;
    WHEN 'break_glass_on' THEN
      UPDATE network_house SET break_glass = true WHERE NEW.accepted AND id = NEW.house_id;
    WHEN 'widen' THEN
      IF NEW.accepted AND NEW.account_id IS NULL THEN
        PERFORM network_put('network_house', ARRAY[NEW.house_id], NEW.changes -> 'to');
      ELSIF NEW.accepted THEN
        PERFORM network_put('network_authorisation',
          ARRAY(SELECT a.id FROM network_authorisation a
                 WHERE a.house_id = NEW.house_id AND a.professional_id = NEW.account_id
                   AND (a.until IS NULL OR a.until > current_date)),
          NEW.changes -> 'to');
      END IF;
    WHEN 'training' THEN
      UPDATE network_training SET confirmed = true WHERE NEW.accepted AND proposal_id = NEW.id;
      DELETE FROM network_training WHERE NOT NEW.accepted AND proposal_id = NEW.id;
  END CASE;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER carry_out AFTER INSERT ON network_proposal FOR EACH ROW
  WHEN (NEW.accepted AND NEW.kind NOT IN ('widen', 'training')) EXECUTE FUNCTION network_carry_out();
CREATE OR REPLACE TRIGGER carry_out_decided AFTER UPDATE ON network_proposal FOR EACH ROW
  WHEN (NEW.accepted IS NOT NULL AND OLD.accepted IS NULL) EXECUTE FUNCTION network_carry_out();

-- The second pair of eyes: not of the one who proposed, nor of the one it is about. False when there is nothing (any more) to
-- decide for who acts.
CREATE OR REPLACE FUNCTION network_decide(proposal bigint, accepting boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE network_proposal p
     SET decided_by_id = access_account(), decided_at = clock_timestamp(), accepted = accepting
   WHERE p.id = proposal AND p.decided_at IS NULL AND p.proposed_by_id <> access_account()
     AND p.account_id IS DISTINCT FROM access_account()
     AND NOT EXISTS (SELECT FROM network_authorisation a WHERE a.id = p.authorisation_id AND a.professional_id = access_account())
     AND p.house_id = ANY ((SELECT access_houses('administrator', 'manager'))::bigint[]);
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION network_decide FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_decide TO eenplan_app;

-- Every role that the application gives is proposed, and is turned into a grant once confirmed.
CREATE OR REPLACE FUNCTION network_await() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.confirmed := current_user <> 'eenplan_app';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER await BEFORE INSERT ON network_authorisation FOR EACH ROW EXECUTE FUNCTION network_await();
CREATE OR REPLACE FUNCTION network_propose_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'eenplan_app' THEN
    INSERT INTO network_proposal (house_id, kind, authorisation_id, value, reason, proposed_by_id, proposed_at)
    VALUES (NEW.house_id, 'role', NEW.id, '', '', access_account(), clock_timestamp());
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER a_propose AFTER INSERT ON network_authorisation FOR EACH ROW EXECUTE FUNCTION network_propose_role();

-- What only a confirmed proposal does.
CREATE OR REPLACE FUNCTION network_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  alone boolean := false;
BEGIN
  IF current_user <> 'eenplan_app' THEN
    RETURN NEW;
  END IF;
  CASE TG_TABLE_NAME
    WHEN 'network_organisation' THEN
      alone := TG_OP = 'INSERT' AND NEW.ground <> 'none'
               OR TG_OP = 'UPDATE' AND NEW.name <> OLD.name AND EXISTS (
                    SELECT FROM network_houseorganisation h WHERE h.organisation_id = NEW.id
                       AND h.house_id <> ALL (access_houses('administrator')));
    WHEN 'access_account' THEN
      IF NOT EXISTS (SELECT FROM network_professional p WHERE p.account_id = NEW.id
                        AND p.organisation_id = ANY (network_administered_organisations())) THEN
        RAISE EXCEPTION 'accounts of another house (WGS 1.8(2))' USING ERRCODE = 'check_violation',
          CONSTRAINT = 'network_account_of_own_house';
      END IF;
      alone := NEW.is_active;
  END CASE;
  IF alone THEN
    RAISE EXCEPTION 'this takes two people (WGS 1.8(2))' USING ERRCODE = 'check_violation', CONSTRAINT = 'network_takes_two';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER two_people BEFORE INSERT OR UPDATE ON network_organisation FOR EACH ROW
  EXECUTE FUNCTION network_two_people();
CREATE OR REPLACE TRIGGER two_people BEFORE UPDATE ON access_account FOR EACH ROW
  WHEN (NEW.is_active IS DISTINCT FROM OLD.is_active) EXECUTE FUNCTION network_two_people();
-- What changes a house or a role stands in policies_widening.sql.
DROP TRIGGER IF EXISTS two_people ON network_house;
DROP TRIGGER IF EXISTS two_people ON network_authorisation;
