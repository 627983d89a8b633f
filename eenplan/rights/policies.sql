-- The contact point of the house keeps the requests; an organisation that is asked sees what it is asked (BGS 1.2).
SELECT access_protect('rights_request'), access_protect('rights_applicant'), access_protect('rights_consultation'),
       access_protect('rights_exemption'), access_protect('rights_omission'), access_protect('rights_letter'),
       access_protect('rights_answer'), access_protect('rights_measure');
