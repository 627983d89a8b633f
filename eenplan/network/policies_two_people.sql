-- Four eyes: what widens the power of an account waits for a second administrator, or a manager of the house (WGS 1.8(2)).
-- The database makes the proposal, decides whether it must wait, and carries out what was confirmed; whoever writes the row
-- behind a proposal directly is refused. Loaded after policies.sql.

SELECT access_protect('network_proposal');
CREATE POLICY oversee ON network_proposal FOR SELECT TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('administrator', 'manager', 'auditor'))::bigint[])
         OR from_house_id = ANY ((SELECT access_houses('administrator', 'manager', 'auditor'))::bigint[])
         OR kind IN ('close', 'suspend')
            AND network_houses_of_account(account_id) && (SELECT access_houses('administrator', 'manager', 'auditor'))::bigint[]
         OR kind = 'join' AND network_speaks_for(house_id, organisation_id));
CREATE POLICY propose ON network_proposal FOR INSERT TO eenplan_app
  WITH CHECK (proposed_by_id = (SELECT access_account()) AND account_id IS DISTINCT FROM (SELECT access_account())
              AND coalesce(from_house_id, house_id) = ANY ((SELECT access_houses('administrator'))::bigint[])
              AND CASE WHEN kind IN ('widen', 'training') THEN false  -- those the database makes, from what was changed
                       WHEN kind IN ('join', 'details') THEN house_id <> from_house_id
                         AND house_id = network_home(kind, organisation_id, account_id)
                       WHEN kind IN ('rename', 'ground', 'reopen', 'close')
                         THEN house_id = network_home(kind, organisation_id, account_id)
                         AND (from_house_id IS NULL OR kind = 'close' AND from_house_id <> house_id)
                       ELSE from_house_id IS NULL END
              AND (account_id IS NULL
                   OR coalesce(from_house_id, house_id) = ANY (network_houses_of_account(account_id))));
GRANT SELECT, INSERT ON network_proposal TO eenplan_app;

-- Must it wait? What another house asks, always. Closing an account by the first house of the organisation does not, nor the first
-- suspension of an account that seems stolen; a second one within thirty days does. Of the rest: not where the house chose one
-- pair of eyes; and not for the second person of a house that never had one: a new house starts with one administrator.
CREATE OR REPLACE FUNCTION network_waits(asked network_proposal) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN asked.from_house_id IS NOT NULL THEN true
              WHEN asked.kind = 'close' THEN false
              WHEN asked.kind = 'suspend' THEN EXISTS (
                SELECT FROM network_proposal p WHERE p.kind = 'suspend' AND p.account_id = asked.account_id AND p.accepted
                   AND p.decided_at > clock_timestamp() - interval '30 days')
              ELSE h.four_eyes AND NOT (
           asked.kind = 'role'
           AND EXISTS (SELECT FROM network_authorisation a WHERE a.id = asked.authorisation_id AND a.role IN ('administrator', 'manager'))
           AND NOT EXISTS (SELECT FROM network_authorisation a
                            WHERE a.house_id = h.id AND a.role IN ('administrator', 'manager')
                              AND a.professional_id <> asked.proposed_by_id AND a.id <> asked.authorisation_id
                              AND a.confirmed)) END
    FROM network_house h WHERE h.id = asked.house_id
$$;
REVOKE ALL ON FUNCTION network_waits FROM PUBLIC;
-- Of the contact details that another house asks to change: what they are, and what they become.
CREATE OR REPLACE FUNCTION network_details(organisation bigint, account bigint, asked jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE count(*) WHEN 0 THEN '{}' ELSE
           jsonb_build_object('from', jsonb_object_agg(key, was.record -> key), 'to', jsonb_object_agg(key, asked -> key)) END
    FROM (SELECT to_jsonb(p) FROM network_professional p WHERE p.account_id = account
          UNION ALL SELECT to_jsonb(o) FROM network_organisation o WHERE o.id = organisation AND account IS NULL) AS was (record),
         unnest(CASE WHEN account IS NULL THEN '{name,oin,email,phone}' ELSE '{function,phone}' END::text[]) AS key
   WHERE asked ? key AND asked -> key <> was.record -> key
$$;
CREATE OR REPLACE FUNCTION network_propose() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.proposed_at := clock_timestamp();
  NEW.decided_by_id := NULL;
  NEW.decided_at := CASE WHEN network_waits(NEW) THEN NULL ELSE clock_timestamp() END;
  NEW.accepted := CASE WHEN NEW.decided_at IS NOT NULL THEN true END;
  IF NEW.kind = 'details' THEN  -- what it is now the database says; what does not fit is refused now
    NEW.changes := network_details(NEW.organisation_id, NEW.account_id, NEW.changes -> 'to');
    PERFORM jsonb_populate_record(NULL::network_organisation, NEW.changes -> 'to') WHERE NEW.account_id IS NULL;
    PERFORM jsonb_populate_record(NULL::network_professional, NEW.changes -> 'to');
  ELSIF NEW.kind = 'join' THEN
    NEW.value := to_char(NEW.value::date, 'YYYY-MM-DD');
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER propose BEFORE INSERT ON network_proposal FOR EACH ROW EXECUTE FUNCTION network_propose();

CREATE OR REPLACE FUNCTION network_carry_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  CASE NEW.kind
    WHEN 'role' THEN
      UPDATE network_authorisation SET confirmed = NEW.accepted, until = CASE WHEN NEW.accepted THEN until ELSE access_today() END
       WHERE id = NEW.authorisation_id;
    WHEN 'reopen' THEN
      UPDATE access_account SET is_active = true WHERE NEW.accepted AND id = NEW.account_id;
      UPDATE network_professional SET suspended_until = NULL WHERE NEW.accepted AND account_id = NEW.account_id;
    WHEN 'close' THEN
      UPDATE access_account SET is_active = false WHERE NEW.accepted AND id = NEW.account_id;
      UPDATE network_professional SET suspended_until = NULL WHERE NEW.accepted AND account_id = NEW.account_id;
    WHEN 'suspend' THEN  -- one person for a day, two for a fortnight; not of an account that is closed
      UPDATE network_professional p
         SET suspended_until = NEW.decided_at + CASE WHEN NEW.decided_by_id IS NULL THEN interval '24 hours' ELSE interval '14 days' END
        FROM access_account a
       WHERE NEW.accepted AND p.account_id = NEW.account_id AND a.id = p.account_id AND (a.is_active OR p.suspended_until IS NOT NULL);
      UPDATE access_account SET is_active = false WHERE NEW.accepted AND id = NEW.account_id AND is_active;
    WHEN 'join' THEN
      INSERT INTO network_houseorganisation (house_id, organisation_id, since)
      SELECT NEW.from_house_id, NEW.organisation_id, greatest(NEW.value::date, access_today()) WHERE NEW.accepted;
    WHEN 'details' THEN
      UPDATE network_professional p SET (function, phone) = (
               SELECT g.function, g.phone FROM jsonb_populate_record(p, NEW.changes -> 'to') AS g)
       WHERE NEW.accepted AND p.account_id = NEW.account_id;
      UPDATE network_organisation o SET (name, oin, email, phone) = (
               SELECT g.name, g.oin, g.email, g.phone FROM jsonb_populate_record(o, NEW.changes -> 'to') AS g)
       WHERE NEW.accepted AND NEW.account_id IS NULL AND o.id = NEW.organisation_id;
    WHEN 'ground' THEN  -- set once; another ground than before is for the owner (R-96); who gets none takes no part
      UPDATE network_organisation SET ground = NEW.value WHERE NEW.accepted AND id = NEW.organisation_id AND ground = 'none';
      DELETE FROM network_houseorganisation h USING network_organisation o
       WHERE NOT NEW.accepted AND o.id = NEW.organisation_id AND o.ground = 'none'
         AND h.organisation_id = o.id AND h.house_id = NEW.house_id;
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
                   AND (a.until IS NULL OR a.until > access_today())),
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

-- The houses of which an administrator or manager decides: the one that is asked; to close an account, any house in which it works
-- but the one that proposes it, so that it takes two people of two houses; to prolong a suspension, any of those.
CREATE OR REPLACE FUNCTION network_deciding(asked network_proposal) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN asked.kind IN ('close', 'suspend')
              THEN array_remove(network_houses_of_account(asked.account_id), asked.from_house_id)
              ELSE ARRAY[asked.house_id] END
$$;
-- The second pair of eyes: not of the one who proposed, nor of the one it is about. Whether an organisation takes part in another
-- house its contact person decides, where it has one.
CREATE OR REPLACE FUNCTION network_may_decide(asked network_proposal) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT asked.decided_at IS NULL AND asked.proposed_by_id <> access_account() AND asked.account_id IS DISTINCT FROM access_account()
     AND NOT EXISTS (SELECT FROM network_authorisation a WHERE a.id = asked.authorisation_id AND a.professional_id = access_account())
     AND CASE WHEN asked.kind = 'join' AND network_has_contact(asked.house_id, asked.organisation_id)
              THEN network_speaks_for(asked.house_id, asked.organisation_id)
              ELSE network_deciding(asked) && access_houses('administrator', 'manager') END
$$;
-- What who acts may decide, and in which of his houses: the one that was asked, else one that has to do with the account.
CREATE OR REPLACE FUNCTION network_to_decide() RETURNS TABLE (proposal bigint, house bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, CASE WHEN p.house_id = ANY (access_authorised_in()) THEN p.house_id
                    ELSE (SELECT min(h) FROM unnest(network_deciding(p)) h WHERE h = ANY (access_authorised_in())) END
    FROM network_proposal p WHERE p.decided_at IS NULL AND network_may_decide(p)
$$;
REVOKE ALL ON FUNCTION network_to_decide FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_to_decide TO eenplan_app;
-- False when there is nothing (any more) to decide for who acts.
CREATE OR REPLACE FUNCTION network_decide(proposal bigint, accepting boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  decided network_proposal;
BEGIN
  UPDATE network_proposal p
     SET decided_by_id = access_account(), decided_at = clock_timestamp(), accepted = accepting
   WHERE p.id = proposal AND p.decided_at IS NULL AND network_may_decide(p)
  RETURNING * INTO decided;
  IF decided.id IS NULL THEN
    RETURN false;
  END IF;
  PERFORM network_note(ARRAY(SELECT unnest(ARRAY[decided.house_id, decided.from_house_id] || CASE
                               WHEN decided.account_id IS NOT NULL AND decided.kind IN ('close', 'suspend', 'reopen')
                               THEN network_houses_of_account(decided.account_id) END)
                             EXCEPT SELECT NULL),
                       CASE WHEN accepting THEN 'proposal.confirm' ELSE 'proposal.reject' END,
                       network_about(decided), decided.kind);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION network_decide FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_decide TO eenplan_app;

CREATE OR REPLACE FUNCTION network_about(asked network_proposal) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce('account:' || asked.account_id,
                  'account:' || (SELECT professional_id FROM network_authorisation WHERE id = asked.authorisation_id),
                  'organisation:' || asked.organisation_id, 'house:' || (SELECT code FROM network_house WHERE id = asked.house_id))
$$;
-- What is asked of another house, or done to an account that works in others, stands in their logs from the start.
CREATE OR REPLACE FUNCTION network_tell_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM network_note(CASE WHEN NEW.account_id IS NOT NULL AND NEW.kind <> 'details' THEN network_houses_of_account(NEW.account_id)
                            ELSE ARRAY[NEW.house_id] END, 'proposal.' || NEW.kind, network_about(NEW), left(NEW.reason, 100));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell AFTER INSERT ON network_proposal FOR EACH ROW
  WHEN (NEW.from_house_id IS NOT NULL OR NEW.kind IN ('close', 'suspend', 'reopen')) EXECUTE FUNCTION network_tell_proposal();

-- A suspension ends by itself: accounts whose time is over are open again. For the house's own task; whoever calls it does no more.
CREATE OR REPLACE FUNCTION network_end_suspensions() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  over bigint[];
BEGIN
  WITH ended AS (UPDATE network_professional SET suspended_until = NULL WHERE suspended_until <= clock_timestamp() RETURNING account_id)
  SELECT coalesce(array_agg(account_id), '{}') INTO over FROM ended;
  UPDATE access_account SET is_active = true WHERE id = ANY (over);
  RETURN cardinality(over);
END $$;
REVOKE ALL ON FUNCTION network_end_suspensions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_end_suspensions TO eenplan_app;

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

-- The organisations whose ground waits for a second person: they take no part yet, also to who may not see the proposal.
CREATE OR REPLACE FUNCTION network_without_ground_yet() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT organisation_id FROM network_proposal WHERE kind = 'ground' AND decided_at IS NULL)
$$;
REVOKE ALL ON FUNCTION network_without_ground_yet FROM PUBLIC;
GRANT EXECUTE ON FUNCTION network_without_ground_yet TO eenplan_app;

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
    WHEN 'access_account' THEN  -- opened, closed and suspended by a proposal, which says who asked and why
      IF NOT network_houses_of_account(NEW.id) && access_houses('administrator') THEN
        RAISE EXCEPTION 'accounts of another house (WGS 1.8(2))' USING ERRCODE = 'check_violation',
          CONSTRAINT = 'network_account_of_own_house';
      END IF;
      alone := true;
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
