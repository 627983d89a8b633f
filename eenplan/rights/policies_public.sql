-- The public page is for everybody; the manager and the administrator of the house write it.
SELECT access_protect('rights_publicpage');
CREATE POLICY everyone ON rights_publicpage FOR SELECT TO eenplan_app USING (true);
CREATE POLICY write ON rights_publicpage TO eenplan_app
  USING (house_id = ANY ((SELECT access_houses('manager', 'administrator'))::bigint[]))
  WITH CHECK (house_id = ANY ((SELECT access_houses('manager', 'administrator'))::bigint[])
              AND account_id = (SELECT access_account()));
GRANT SELECT, INSERT, UPDATE ON rights_publicpage TO eenplan_app;
