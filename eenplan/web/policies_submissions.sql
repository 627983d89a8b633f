-- Each account has its own submissions (eenplan/web/once.py).
SELECT access_protect('web_submission');
CREATE POLICY own ON web_submission TO eenplan_app
  USING (account_id = (SELECT access_account())) WITH CHECK (account_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE (location), DELETE ON web_submission TO eenplan_app;
