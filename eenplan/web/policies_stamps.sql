-- The moments that the database itself fills in when the application adds a row (access_stamp), in every room.
DO $$
DECLARE
  stamped record;
BEGIN
  FOR stamped IN SELECT * FROM (VALUES
    ('people_addressdisclosure', 'since'), ('people_addresssecrecy', 'since'),
    ('people_addresswaiver', 'since'), ('people_waitinglist', 'since'),
    ('referrals_assessment', 'at'), ('referrals_decision', 'at'),
    ('cases_member', 'since'), ('cases_participation', 'since'), ('cases_delegate', 'since'),
    ('cases_direction', 'proposed_at'), ('cases_phase', 'since'), ('cases_closing', 'at'), ('cases_closingopinion', 'at'),
    ('exchange_item', 'given_at'), ('exchange_recipient', 'since'),
    ('cases_departure', 'at'), ('retention_release', 'at'), ('retention_releasevoice', 'at')
  ) AS moments (name, moment) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER "0_stamp" BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION access_stamp(%L)',
                   stamped.name, stamped.moment);
  END LOOP;
END $$;
