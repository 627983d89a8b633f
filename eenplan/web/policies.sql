-- What the application may do with the tables of the frameworks it stands on. They hold sessions, second factors, jobs and
-- counters, no case or person data, and have no row security; each is named here, so that a new one starts closed.

DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO eenplan_app', current_database()); END $$;

GRANT SELECT ON django_migrations, django_content_type TO eenplan_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  django_session, usersessions_usersession, web_cache,
  account_emailaddress, account_emailconfirmation, mfa_authenticator,
  socialaccount_socialaccount, socialaccount_socialapp, socialaccount_socialtoken,
  procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers
TO eenplan_app;
