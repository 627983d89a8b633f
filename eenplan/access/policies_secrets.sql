-- What opens an account: password, second factors, sessions, addresses (docs/adr/0021). The application reads none of it in bulk:
-- a password and a session one by one, by a function that asks for the exact key; the rest only of who acts or is signing in, and
-- changed by who signs in or on the pages for that.

-- The hash of a password leaves only for a process that proves it is checking this one, and is changed only with such a proof.
SELECT access_protect('access_password');
CREATE OR REPLACE FUNCTION access_password(subject bigint, proof bytea) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM access_check('password', subject, proof);
  RETURN (SELECT p.hash FROM access_password p WHERE p.account_id = subject);
END $$;

-- Returns the new stamp of the account: what was signed in with the old password is out.
CREATE OR REPLACE FUNCTION access_set_password(subject bigint, new_hash text, proof bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  stamp uuid;
BEGIN
  PERFORM access_check('set-password', subject, proof);
  INSERT INTO access_password (account_id, hash, set_at) VALUES (subject, new_hash, now())
  ON CONFLICT (account_id) DO UPDATE SET hash = EXCLUDED.hash, set_at = EXCLUDED.set_at;
  UPDATE access_account SET password_stamp = gen_random_uuid() WHERE id = subject RETURNING password_stamp INTO stamp;
  RETURN stamp;
END $$;

-- Sessions, under a digest of what the browser holds: who has the digest has no session.
SELECT access_protect('django_session');
CREATE OR REPLACE FUNCTION access_session(kept text, moment timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT s.session_data FROM django_session s WHERE s.session_key = kept AND s.expire_date > moment $$;

-- `fresh`: there must be none yet; else it must be there still. Returns whether that was so; nothing changes when not.
CREATE OR REPLACE FUNCTION access_save_session(kept text, content text, expires timestamptz, fresh boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF fresh THEN
    INSERT INTO django_session (session_key, session_data, expire_date) VALUES (kept, content, expires) ON CONFLICT DO NOTHING;
  ELSE
    UPDATE django_session SET session_data = content, expire_date = expires WHERE session_key = kept;
  END IF;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION access_end_session(kept text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ DELETE FROM django_session WHERE session_key = kept $$;

CREATE OR REPLACE FUNCTION access_sweep_sessions() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ DELETE FROM django_session WHERE expire_date < now() $$;

-- Whose is this login of an organisation?
CREATE OR REPLACE FUNCTION access_linked(by_provider text, with_uid text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT s.user_id FROM socialaccount_socialaccount s WHERE s.provider = by_provider AND s.uid = with_uid $$;

GRANT EXECUTE ON FUNCTION access_password, access_set_password, access_session, access_save_session, access_end_session,
  access_sweep_sessions, access_linked TO eenplan_app;

DO $$
DECLARE own regclass;
BEGIN
  FOREACH own IN ARRAY ARRAY['mfa_authenticator', 'account_emailaddress', 'usersessions_usersession', 'socialaccount_socialaccount']::regclass[]
  LOOP
    PERFORM access_protect(own);
    EXECUTE format('CREATE POLICY read ON %s FOR SELECT TO eenplan_app USING (user_id = (SELECT access_subject()))', own);
    EXECUTE format('CREATE POLICY keep ON %s TO eenplan_app USING (user_id = (SELECT access_keeper()))'
                   ' WITH CHECK (user_id = (SELECT access_keeper()))', own);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO eenplan_app', own);
  END LOOP;
  -- not in use: confirmations are signed links, tokens of other logins are not kept, and those logins stand in the settings
  FOREACH own IN ARRAY ARRAY['account_emailconfirmation', 'socialaccount_socialtoken', 'socialaccount_socialapp']::regclass[] LOOP
    PERFORM access_protect(own);
    EXECUTE format('GRANT SELECT, DELETE ON %s TO eenplan_app', own);  -- Django asks it of what hangs on a row that goes
  END LOOP;
END $$;
