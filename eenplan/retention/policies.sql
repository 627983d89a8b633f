-- Proof without personal data: for who supervises, manages and answers the persons concerned. Written by the engine's own
-- functions only.
SELECT access_protect('retention_run');
SELECT access_protect('retention_certificate');
SELECT access_protect('retention_journalline');
SELECT access_protect('retention_remainder');
SELECT access_protect('retention_release');
