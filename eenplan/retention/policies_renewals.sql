-- Renewing, holding and warning: see docs/retention.md
SELECT access_protect('retention_renewal'), access_protect('retention_renewalvoice'), access_protect('retention_hold'),
       access_protect('retention_termwarning');
