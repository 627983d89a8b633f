-- Fills a database with `bench.cases` cases in realistic proportions, set by set, as the owner in one transaction.
-- A line with two hashes begins a step and says what it makes. The facts bring the dates; nothing here is random twice: the same
-- number of cases gives the same data. What the proportions are, `bench seed` says (eenplan/cli/bench/seed.py).

-- ## controles uit
-- Triggers, foreign keys and plain indexes are laid aside and put back at the end; the keys check every row then.
SET LOCAL work_mem = '128MB';
SET LOCAL maintenance_work_mem = '512MB';
SET LOCAL synchronous_commit = off;

CREATE TEMP TABLE bench_aside ON COMMIT DROP AS
SELECT 1 AS turn, format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
UNION ALL
SELECT 0, format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid AND c.relnamespace = 'public'::regnamespace
 WHERE NOT i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
UNION ALL
SELECT 2, format('ALTER TABLE %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname),
       format('ALTER TABLE %s ENABLE TRIGGER %I', t.tgrelid::regclass, t.tgname)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid AND c.relnamespace = 'public'::regnamespace
 WHERE NOT t.tgisinternal AND t.tgenabled = 'O';
DO $$
DECLARE each record;
BEGIN
  FOR each IN SELECT away FROM bench_aside ORDER BY turn DESC LOOP EXECUTE each.away; END LOOP;
END $$;

-- A die that always falls alike: 0 … sides - 1.
CREATE OR REPLACE FUNCTION pg_temp.dice(seed bigint, salt int, sides bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$ SELECT ((hashint8(seed * 1000 + salt)::bigint & 2147483647) % sides)::integer $$;
CREATE OR REPLACE FUNCTION pg_temp.one_of(choices text[], seed bigint, salt int) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT choices[1 + pg_temp.dice(seed, salt, cardinality(choices))] $$;

-- ## huizen en organisaties
CREATE TEMP TABLE bench_house ON COMMIT DROP AS
SELECT h, format('BENCH%s', lpad(h::text, 2, '0')) AS code,
       network_found_house(format('BENCH%s', lpad(h::text, 2, '0')), 'Zorg- en Veiligheidshuis Meetstad ' || h,
                           'VR' || lpad((1 + (h - 1) % 25)::text, 2, '0')) AS house_id
  FROM generate_series(1, current_setting('bench.houses')::integer) h;

-- The ten organisations of a house; 0 … 4 are core participants.
CREATE TEMP TABLE bench_organisation ON COMMIT DROP AS
SELECT h.h, h.house_id, o.o, o.kind, o.ground, o.secrecy, o.name || ' Meetstad ' || h.h AS name,
       nextval(pg_get_serial_sequence('network_organisation', 'id')) AS organisation_id
  FROM bench_house h, (VALUES
    (0, 'police', '2.27(1)c', false, 'Politie'), (1, 'council', '2.27(1)f', false, 'College van B&W'),
    (2, 'prosecution', '2.27(1)d', false, 'Openbaar Ministerie'),
    (3, 'child_protection', '2.27(1)a', false, 'Raad voor de Kinderbescherming'),
    (4, 'public_health', '2.27(1)g', true, 'GGD'), (5, 'probation', '2.27(2)a', false, 'Reclassering'),
    (6, 'safe_home', '2.27(2)b', false, 'Veilig Thuis'), (7, 'certified_youth', '2.27(2)c', false, 'Jeugdbescherming'),
    (8, 'mental_health', '2.27(2)d', true, 'GGZ'), (9, 'social_work', '2.27(2)e', false, 'Maatschappelijk werk')
  ) AS o (o, kind, ground, secrecy, name);
INSERT INTO network_organisation (id, name, kind, ground, medical_secrecy, oin, email, phone, since)
SELECT organisation_id, name, kind, ground, secrecy, '', '', '', '2025-03-01' FROM bench_organisation;
INSERT INTO network_houseorganisation (house_id, organisation_id, since)
SELECT house_id, organisation_id, '2025-03-01' FROM bench_organisation;

-- A bench asks more often a day than a person does.
UPDATE network_house SET searches_per_day = 300, persons_per_day = 300;

-- ## professionals
-- Seats 0 … participants - 1 of each organisation work on cases; the directors and the other roles are staff of the council.
CREATE TEMP TABLE bench_professional ON COMMIT DROP AS
SELECT o.h, o.house_id, o.o, o.organisation_id, part.part, s AS seat,
       nextval(pg_get_serial_sequence('access_account', 'id')) AS account_id
  FROM bench_organisation o
  JOIN (VALUES ('participant', current_setting('bench.participants')::integer),
               ('process_director', current_setting('bench.directors')::integer),
               ('manager', 1), ('contact_point', 1), ('auditor', 1), ('administrator', 1)) AS part (part, seats)
    ON part.part = 'participant' OR o.kind = 'council'
  CROSS JOIN generate_series(0, part.seats - 1) s;
CREATE UNIQUE INDEX ON bench_professional (house_id, o, part, seat);
INSERT INTO access_account (id, password_stamp, email, name, is_active, is_demo, language, joined_at)
SELECT account_id, gen_random_uuid(), format('%s.%s.%s@meetstad-%s.invalid', part, o, seat, h),
       pg_temp.one_of('{Anouk,Bram,Carlijn,Daan,Esra,Floris,Gijs,Hanna,Ibrahim,Joost,Karin,Lotte,Mees,Noor,Omar,Pien}', account_id, 1)
       || ' ' || pg_temp.one_of('{Brinkhof,Duinker,Elzenaar,Geerlings,Havinga,Idema,Kloosterboer,Lankhorst,Meerman}', account_id, 2),
       true, false, 'nl', now() - interval '6 years'
  FROM bench_professional;
INSERT INTO network_professional (account_id, organisation_id, function, phone)
SELECT account_id, organisation_id, CASE part WHEN 'participant' THEN 'medewerker' ELSE part END, '0612345678'
  FROM bench_professional;
INSERT INTO network_authorisation (house_id, professional_id, role, purpose, designated_on, screening, screened_on,
                                   screening_valid_until, no_commercial_duties, trained_until, ends_on)
SELECT p.house_id, p.account_id, r.role,
       CASE WHEN r.role IN ('auditor', 'contact_point') THEN 'b' WHEN r.role = 'administrator' THEN 'c' ELSE 'a' END,
       access_today() - 2000, 'vog', access_today() - 1000, access_today() + 700, true, trained.until,
       trained.until + 90
  FROM bench_professional p
  CROSS JOIN LATERAL network_trained_until(p.account_id, p.house_id, access_today() - 2000) AS trained (until)
  CROSS JOIN LATERAL unnest(CASE WHEN p.part <> 'participant' THEN ARRAY[p.part] WHEN p.o < 5
                                 THEN '{referrer,participant,assessor}'::text[] ELSE '{referrer,participant}' END) AS r (role);

-- ## casussen
-- One in four is open; the others were opened and closed over five years. A hundredth on top are referrals of this week.
CREATE TEMP TABLE bench_case ON COMMIT DROP AS
SELECT drawn.*, closed_at IS NULL AS open, opened_at - interval '8 days' AS referred_at, coalesce(closed_at, now()) AS ended_at,
       nextval(pg_get_serial_sequence('referrals_referral', 'id')) AS referral_id,
       CASE WHEN n <= current_setting('bench.cases')::integer
            THEN nextval(pg_get_serial_sequence('cases_case', 'id')) END AS case_id
  FROM (SELECT n, h.h, h.house_id, h.code, (n - 1) / current_setting('bench.houses')::integer + 1 AS c, moment.opened_at,
               CASE WHEN moment.was_closed THEN moment.opened_at + make_interval(days => 90 + pg_temp.dice(n, 2, 380)) END AS closed_at
          FROM generate_series(1, current_setting('bench.cases')::integer + current_setting('bench.referrals')::integer) n
          JOIN bench_house h ON h.h = (n - 1) % current_setting('bench.houses')::integer + 1
          CROSS JOIN LATERAL (
            SELECT was_closed,
                   CASE WHEN n > current_setting('bench.cases')::integer THEN now() + interval '5 days'
                        WHEN was_closed THEN now() - make_interval(days => 480 + pg_temp.dice(n, 1, 1300))
                        ELSE now() - make_interval(days => 40 + pg_temp.dice(n, 1, 360)) END AS opened_at
              FROM (SELECT n <= current_setting('bench.cases')::integer
                           AND ((n - 1) / current_setting('bench.houses')::integer) % 4 > 0) one (was_closed)) moment) drawn;
CREATE UNIQUE INDEX ON bench_case (n);
ANALYZE bench_house, bench_organisation, bench_professional, bench_case;

-- Who takes part: three core organisations and three others. Seat 0 decides on admission, seat 3 refers.
CREATE TEMP TABLE bench_seat ON COMMIT DROP AS
SELECT c.n, c.house_id, c.case_id, c.referral_id, s.slot, o.o, o.kind, o.ground, o.secrecy, o.organisation_id, p.account_id,
       nextval(pg_get_serial_sequence('cases_participation', 'id')) AS participation_id
  FROM bench_case c
  CROSS JOIN (VALUES (0, 0, 0), (1, 1, 0), (2, 2, 0), (3, 0, 5), (4, 1, 5), (5, 3, 5)) AS s (slot, turn, first)
  JOIN bench_organisation o ON o.house_id = c.house_id AND o.o = s.first + (c.c + s.turn) % 5
  JOIN bench_professional p ON p.house_id = c.house_id AND p.o = o.o AND p.part = 'participant'
   AND p.seat = pg_temp.dice(c.n, 10 + s.slot, current_setting('bench.participants')::integer);
CREATE UNIQUE INDEX ON bench_seat (n, slot);
ANALYZE bench_seat;

-- ## personen
CREATE TEMP TABLE bench_person ON COMMIT DROP AS
SELECT c.n, c.house_id, k, row_number() OVER (PARTITION BY c.house_id ORDER BY c.n, k) AS nth,
       nextval(pg_get_serial_sequence('people_person', 'id')) AS person_id
  FROM bench_case c, generate_series(0, 2) k;
CREATE UNIQUE INDEX ON bench_person (n, k);
ANALYZE bench_person;

-- Test numbers that pass the eleven-test: the first eight digits count down from 99999999.
CREATE TEMP TABLE bench_bsn ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY eight DESC) AS nth, eight || (total % 11)::text AS bsn
  FROM generate_series(99999999 - (SELECT max(nth) * 11 / 10 + 20 FROM bench_person), 99999999) eight,
       LATERAL (SELECT sum((10 - i) * substr(eight::text, i, 1)::integer) AS total FROM generate_series(1, 8) i) digits
 WHERE total % 11 < 10;

INSERT INTO people_person (id, house_id, given_names, prefix, family_name, noble_title, name_use, partner_prefix, partner_name,
                           sex, birth_date, birth_place, birth_country, died_on, address_secret, suspension,
                           fingerprint, registered_at)
SELECT id, house_id, given_names, prefix, family_name, '', 'E', '', '', sex, birth_date, '', '', '', false, '', '', registered_at
  FROM (SELECT p.person_id AS id, p.house_id, CASE p.k WHEN 1 THEN 'V' WHEN 0 THEN 'M' ELSE 'O' END AS sex,
               pg_temp.one_of(CASE p.k
                 WHEN 1 THEN '{Aafke,Berber,Chaima,Doutzen,Elif,Femke,Geertje,Hilde,Iris,Jolien,Kaatje,Liselot,Merel,Naima,Oda}'
                 WHEN 0 THEN '{Adriaan,Boudewijn,Cas,Diederik,Emre,Foppe,Gerlof,Harm,Ismaïl,Jelmer,Krijn,Luuk,Maarten,Nordin,Oebele}'
                 ELSE '{Bo,Charlie,Dani,Guus,Jip,Kim,Luca,Mika,Noa,Puck,Robin,Sam}' END::text[], p.person_id, 1) AS given_names,
               pg_temp.one_of('{"","","",van,de,van der}', c.n, 3) AS prefix,
               pg_temp.one_of('{Appel,Berken,Duin,Eiken,Graaf,Haver,Klei,Linden,Molen,Noorder,Oever,Riet,Schans,Terp,Veen,Wolden}', c.n, 4)
               || pg_temp.one_of('{berg,boer,burg,dam,dijk,hof,kamp,man,meer,stra,veld,woude}', c.n, 5) AS family_name,
               (date '2008-01-01' + CASE p.k WHEN 2 THEN pg_temp.dice(p.person_id, 6, 6000)
                                    ELSE -pg_temp.dice(p.person_id, 6, 16000) END)::text AS birth_date,
               c.referred_at AS registered_at
          FROM bench_person p JOIN bench_case c USING (n)) drawn;
INSERT INTO people_citizennumber (house_id, person_id, bsn)
SELECT p.house_id, p.person_id, b.bsn FROM bench_person p JOIN bench_bsn b USING (nth);
INSERT INTO people_addresssecrecy (house_id, person_id, origin, reason, account_id, since, ended_reason)
SELECT p.house_id, p.id, 'registry', 'geheim in de basisregistratie', a.professional_id, p.registered_at, ''
  FROM people_person p JOIN bench_person b ON b.person_id = p.id
  JOIN network_authorisation a ON a.house_id = p.house_id AND a.role = 'system' WHERE pg_temp.dice(p.id, 7, 50) = 0;
INSERT INTO people_address (house_id, person_id, kind, street, number, postcode, locality, municipality, lines, since,
                            investigated, secret)
SELECT p.house_id, p.id, 'domestic', pg_temp.one_of('{Vlietkade,Molenpad,Esdoornlaan,Havendam,Kerkwerf,Spoorsingel}', p.id / 3, 8),
       (1 + pg_temp.dice(p.id / 3, 9, 200))::text, (2300 + pg_temp.dice(p.id / 3, 10, 600)) || 'AB', 'Meetstad', 'Meetstad', '', '2019-05-01', false, false
  FROM people_person p JOIN bench_person b ON b.person_id = p.id;
INSERT INTO people_relation (house_id, person_id, other_id, other_name, other_birth_date, kind, authority, begins, ends, source)
SELECT one.house_id, one.person_id, other.person_id, '', '', r.kind, r.authority, '', '', 'BRP'
  FROM (VALUES (0, 1, 'partner', ''), (0, 2, 'child', 'parent'), (1, 2, 'child', 'parent')) AS r (one, other, kind, authority)
  JOIN bench_person one ON one.k = r.one
  JOIN bench_person other ON other.n = one.n AND other.k = r.other;
WITH family AS (
  INSERT INTO people_family (house_id, name)
  SELECT house_id, 'Gezin ' || n FROM bench_case RETURNING id, house_id, name)
INSERT INTO people_familymember (house_id, family_id, person_id, household)
SELECT f.house_id, f.id, p.person_id, true
  FROM family f JOIN bench_person p ON p.n = split_part(f.name, ' ', 2)::integer;

-- ## aanmeldingen
INSERT INTO referrals_referral (id, house_id, number, organisation_id, account_id, occasion, goal, criterion_a, criterion_b,
  criterion_c, criterion_d, framework_multiple, framework_chains, framework_system, framework_area, checked, informed,
  informed_reason, urgency, ave_phase, tried, created_at, changed_at, first_submitted_at, submitted_at, decided_at, admitted)
SELECT c.referral_id, c.house_id,
       format('%s-A-%s-%s', c.code, year, lpad((row_number() OVER (PARTITION BY c.house_id, year ORDER BY c.referred_at, c.n))::text, 4, '0')),
       s.organisation_id, s.account_id, 'Herhaalde meldingen van overlast en geweld aan huis', 'Een samenhangende aanpak',
       'Geweld in het gezin; een kind is getuige', 'Schulden, middelengebruik, huisvesting en dagbesteding',
       'Drie aangiften in een jaar en een dreigende ontruiming', 'Politie, zorg en gemeente zijn samen nodig',
       true, true, true, false, true, true, '', 'normal', 1 + pg_temp.dice(c.n, 20, 4), 'Gesprekken met het wijkteam', c.referred_at,
       c.referred_at, c.referred_at, c.referred_at, CASE WHEN c.case_id IS NOT NULL THEN c.opened_at END,
       CASE WHEN c.case_id IS NOT NULL THEN true END
  FROM bench_case c
  JOIN bench_seat s ON s.n = c.n AND s.slot = 3
  CROSS JOIN LATERAL (SELECT extract(year FROM c.referred_at AT TIME ZONE 'Europe/Amsterdam') AS year) of;
INSERT INTO referrals_involved (house_id, referral_id, organisation_id)
SELECT house_id, referral_id, organisation_id FROM bench_seat WHERE slot IN (1, 4);
INSERT INTO referrals_referredperson (house_id, referral_id, person_id, part, circle_of_id, relation, reason)
SELECT p.house_id, c.referral_id, p.person_id, CASE p.k WHEN 0 THEN 'subject' ELSE 'circle' END,
       CASE WHEN p.k > 0 THEN subject.person_id END, (ARRAY['', 'partner', 'child'])[1 + p.k],
       CASE WHEN p.k > 0 THEN 'woont in het gezin' ELSE '' END
  FROM bench_case c JOIN bench_person p USING (n) JOIN bench_person subject ON subject.n = c.n AND subject.k = 0;
INSERT INTO referrals_assessment (house_id, referral_id, organisation_id, account_id, criterion_a, criterion_b, criterion_c,
                                  criterion_d, judgement, motive, at)
SELECT s.house_id, s.referral_id, s.organisation_id, s.account_id, true, true, true, true, 'admit', 'voldoet aan a–d',
       c.opened_at - interval '1 day'
  FROM bench_seat s JOIN bench_case c USING (n) WHERE s.slot IN (0, 1) AND c.case_id IS NOT NULL;

CREATE TEMP TABLE bench_director ON COMMIT DROP AS
SELECT c.n, p.account_id, p.organisation_id
  FROM bench_case c
  JOIN bench_professional p ON p.house_id = c.house_id AND p.part = 'process_director'
   AND p.seat = pg_temp.dice(c.n, 21, current_setting('bench.directors')::integer)
 WHERE c.case_id IS NOT NULL;
CREATE UNIQUE INDEX ON bench_director (n);
ANALYZE bench_director;
INSERT INTO referrals_decision (house_id, referral_id, outcome, motive, route, organisation_id, account_id, case_kind, purpose,
                                process_director_id, at)
SELECT c.house_id, c.referral_id, 'admit', 'voldoet aan a–d', '', s.organisation_id, s.account_id, 'system',
       'Veiligheid thuis herstellen en herhaling voorkomen', d.account_id, c.opened_at
  FROM bench_case c JOIN bench_seat s ON s.n = c.n AND s.slot = 0 JOIN bench_director d ON d.n = c.n;

-- ## wie aan een casus werkt
INSERT INTO cases_case (id, house_id, number, referral_id, kind, purpose, opened_at, first_processed_on, retain_until, closed_at)
SELECT case_id, house_id,
       format('%s-%s-%s', code, year, lpad((row_number() OVER (PARTITION BY house_id, year ORDER BY opened_at, n))::text, 4, '0')),
       referral_id, 'system', 'Veiligheid thuis herstellen en herhaling voorkomen', opened_at, referred_at::date,
       referred_at::date + interval '5 years', closed_at
  FROM bench_case, LATERAL (SELECT extract(year FROM opened_at AT TIME ZONE 'Europe/Amsterdam') AS year) of
 WHERE case_id IS NOT NULL;
INSERT INTO network_counter (house_id, kind, year, last)
SELECT house_id, 'C', split_part(number, '-', 2)::integer, count(*) FROM cases_case JOIN bench_case USING (house_id, referral_id)
 GROUP BY 1, 3
UNION ALL
SELECT house_id, 'A', split_part(number, '-', 3)::integer, count(*) FROM referrals_referral WHERE id IN (SELECT referral_id FROM bench_case)
 GROUP BY 1, 3;
CREATE TEMP TABLE bench_member ON COMMIT DROP AS
SELECT p.n, p.k, p.house_id, p.person_id, c.case_id, c.opened_at, nextval(pg_get_serial_sequence('cases_member', 'id')) AS member_id
  FROM bench_person p JOIN bench_case c USING (n) WHERE c.case_id IS NOT NULL;
ANALYZE bench_member;
INSERT INTO cases_member (id, house_id, case_id, person_id, part, circle_of_id, relation, reason, since)
SELECT m.member_id, m.house_id, m.case_id, m.person_id, CASE m.k WHEN 0 THEN 'subject' ELSE 'circle' END,
       CASE WHEN m.k > 0 THEN subject.member_id END, (ARRAY['', 'partner', 'child'])[1 + m.k],
       CASE WHEN m.k > 0 THEN 'woont in het gezin' ELSE '' END, m.opened_at
  FROM bench_member m JOIN bench_member subject ON subject.n = m.n AND subject.k = 0;
INSERT INTO cases_participation (id, house_id, case_id, organisation_id, reason, decided_by_id, since, until)
SELECT s.participation_id, s.house_id, s.case_id, s.organisation_id, 'nodig voor de aanpak', decider.organisation_id,
       c.opened_at, c.closed_at
  FROM bench_seat s JOIN bench_case c USING (n) JOIN bench_seat decider ON decider.n = s.n AND decider.slot = 0
 WHERE s.case_id IS NOT NULL;
INSERT INTO cases_delegate (house_id, case_id, participation_id, account_id, since, until)
SELECT s.house_id, s.case_id, s.participation_id, s.account_id, c.opened_at, c.closed_at
  FROM bench_seat s JOIN bench_case c USING (n) WHERE s.case_id IS NOT NULL;
INSERT INTO cases_direction (house_id, case_id, kind, account_id, proposed_at, accepted_at, until)
SELECT c.house_id, c.case_id, 'process', d.account_id, c.opened_at, c.opened_at + interval '1 day', c.closed_at
  FROM bench_case c JOIN bench_director d USING (n)
UNION ALL
SELECT c.house_id, c.case_id, 'case', s.account_id, c.opened_at + interval '2 days', c.opened_at + interval '3 days', c.closed_at
  FROM bench_case c JOIN bench_seat s ON s.n = c.n AND s.slot = 4 WHERE c.case_id IS NOT NULL;
INSERT INTO cases_phase (house_id, case_id, phase, operational_id, reason, account_id, since)
SELECT s.house_id, s.case_id, 1 + pg_temp.dice(s.n, 20, 4), s.organisation_id, 'volgens de aanmelding', s.account_id, c.opened_at
  FROM bench_seat s JOIN bench_case c USING (n) WHERE s.slot = 3 AND s.case_id IS NOT NULL;
INSERT INTO cases_milestone (house_id, case_id, kind, at)
SELECT c.house_id, c.case_id, m.kind, c.opened_at + m.after
  FROM bench_case c, (VALUES ('conference', interval '12 days'), ('plan', interval '30 days'), ('evaluation', interval '80 days')) AS m (kind, after)
 WHERE c.case_id IS NOT NULL AND c.opened_at + m.after < c.ended_at;
INSERT INTO cases_closingopinion (house_id, case_id, organisation_id, account_id, agrees, motive, at)
SELECT s.house_id, s.case_id, s.organisation_id, s.account_id, true, 'doelen behaald', c.closed_at - interval '1 day'
  FROM bench_seat s JOIN bench_case c USING (n) WHERE s.slot < 3 AND c.closed_at IS NOT NULL;
INSERT INTO cases_closing (house_id, case_id, outcome, motive, organisation_id, account_id, at)
SELECT s.house_id, s.case_id, 'goals_met', 'doelen behaald', s.organisation_id, s.account_id, c.closed_at
  FROM bench_seat s JOIN bench_case c USING (n) WHERE s.slot = 0 AND c.closed_at IS NOT NULL;

-- ## informatie
-- Every participating organisation supplies one item, and shares it with three of the five others.
CREATE TEMP TABLE bench_item ON COMMIT DROP AS
SELECT s.*, c.opened_at, nextval(pg_get_serial_sequence('exchange_item', 'id')) AS item_id
  FROM bench_seat s JOIN bench_case c USING (n) WHERE s.case_id IS NOT NULL;
ANALYZE bench_item;
INSERT INTO exchange_item (id, house_id, case_id, person_id, category, supplier_id, account_id, ground, motivation, text, conditions,
                           first_processed_on, given_at, status)
SELECT i.item_id, i.house_id, i.case_id, p.person_id,
       CASE i.kind WHEN 'police' THEN 7 WHEN 'prosecution' THEN 8 WHEN 'council' THEN 3 WHEN 'safe_home' THEN 9
                   ELSE CASE WHEN i.secrecy THEN 6 ELSE 12 END END,
       i.organisation_id, i.account_id,
       CASE WHEN i.kind = 'police' THEN 'wpg-20(3)' WHEN i.kind = 'prosecution' THEN 'wjsg-8b'
            WHEN i.secrecy THEN '2.29(2)-care' ELSE 'wgs-1.5(1)' END,
       CASE WHEN i.secrecy THEN 'nodig voor goed hulpverlenerschap' ELSE '' END,
       pg_temp.one_of('{"Drie meldingen in het afgelopen kwartaal, waarvan twee met een kind in huis.",
                        "In begeleiding sinds het voorjaar; komt afspraken na, maar trekt zich terug na spanning thuis.",
                        "Er is een betalingsregeling getroffen; de ontruiming is daarmee tot na de zomer opgeschort.",
                        "Gesprek gevoerd met beide ouders. Zij staan open voor hulp, onder voorwaarde van één aanspreekpunt."}', i.item_id, 30)
       || ' ' || pg_temp.one_of('{"Een volgend contact is over twee weken.","De school is hiervan op de hoogte.",
                                  "Dit is met betrokkene besproken.","Nadere rapportage volgt."}', i.item_id, 31),
       '', i.opened_at::date, i.opened_at + make_interval(days => 4 + i.slot), 'valid'
  FROM bench_item i JOIN bench_person p ON p.n = i.n AND p.k = i.slot % 3;
INSERT INTO exchange_recipient (house_id, case_id, item_id, organisation_id, since)
SELECT i.house_id, i.case_id, i.item_id, other.organisation_id, i.opened_at + make_interval(days => 4 + i.slot)
  FROM bench_item i JOIN bench_seat other ON other.n = i.n AND (other.slot - i.slot + 6) % 6 IN (1, 2, 4);

-- ## overleggen
CREATE TEMP TABLE bench_agenda ON COMMIT DROP AS
SELECT c.n, c.house_id, c.case_id, date_trunc('week', c.opened_at + interval '12 days') + interval '3 days 10 hours' AS held_at,
       nextval(pg_get_serial_sequence('conferences_agendaitem', 'id')) AS item_id
  FROM bench_case c WHERE c.case_id IS NOT NULL;
ANALYZE bench_agenda;
INSERT INTO conferences_conference (house_id, at, place, chair_id)
SELECT a.house_id, a.held_at, 'Vergaderkamer 2', min(d.account_id) FROM bench_agenda a JOIN bench_director d USING (n) GROUP BY 1, 2;
INSERT INTO conferences_agendaitem (id, house_id, conference_id, case_id, position, question, picture, judgement, conclusion, held_at)
SELECT a.item_id, a.house_id, c.id, a.case_id, row_number() OVER (PARTITION BY c.id ORDER BY a.n), 'Wat is nodig voor veiligheid thuis?',
       'Iedereen deelt wat nodig is voor het beeld.', 'De veiligheid gaat voor.', 'Twee besluiten, één aanspreekpunt.', a.held_at
  FROM bench_agenda a JOIN conferences_conference c ON c.house_id = a.house_id AND c.at = a.held_at;
INSERT INTO conferences_attendance (house_id, case_id, item_id, account_id, organisation_id, invited_at, present)
SELECT a.house_id, a.case_id, a.item_id, s.account_id, s.organisation_id, a.held_at - interval '7 days', s.slot < 5
  FROM bench_agenda a JOIN bench_seat s USING (n);
CREATE TEMP TABLE bench_resolution ON COMMIT DROP AS
SELECT a.n, a.item_id, a.held_at, s.slot, s.organisation_id, s.account_id, nextval(pg_get_serial_sequence('conferences_resolution', 'id')) AS resolution_id
  FROM bench_agenda a JOIN bench_seat s USING (n) WHERE s.slot IN (1, 5);
ANALYZE bench_resolution;
INSERT INTO conferences_resolution (id, house_id, case_id, item_id, text, person_id, kind, organisation_id, responsible_id, due_on,
                                    account_id, at)
SELECT r.resolution_id, m.house_id, m.case_id, r.item_id, 'Voor het volgende overleg is er een afspraak met het gezin.', m.person_id,
       CASE r.slot WHEN 1 THEN 'administrative' ELSE 'care' END, r.organisation_id, r.account_id, r.held_at::date + 60, d.account_id, r.held_at
  FROM bench_resolution r JOIN bench_member m ON m.n = r.n AND m.k = 0 JOIN bench_director d ON d.n = r.n;

-- ## plannen
CREATE TEMP TABLE bench_plan ON COMMIT DROP AS
SELECT m.n, m.house_id, m.case_id, m.person_id, m.opened_at + interval '30 days' AS at, c.ended_at, c.open, d.account_id,
       nextval(pg_get_serial_sequence('plans_plan', 'id')) AS plan_id
  FROM bench_member m JOIN bench_case c USING (n) JOIN bench_director d USING (n) WHERE m.k = 0;
ANALYZE bench_plan;
INSERT INTO plans_plan (id, house_id, case_id, person_id, summary, created_at)
SELECT plan_id, house_id, case_id, person_id, 'Eerst veiligheid, dan herstel', at - interval '10 days' FROM bench_plan;
INSERT INTO plans_adoption (house_id, case_id, plan_id, version, adopted_on, summary, account_id, at)
SELECT house_id, case_id, plan_id, 1, at::date, 'Eerst veiligheid, dan herstel', account_id, at FROM bench_plan;
CREATE TEMP TABLE bench_goal ON COMMIT DROP AS
SELECT p.n, g.nth, d.id AS domain_id, g.text, nextval(pg_get_serial_sequence('plans_goal', 'id')) AS goal_id
  FROM bench_plan p
  CROSS JOIN (VALUES (0, 'home', 'Geen geweld meer thuis'), (1, 'finances', 'Schulden in een regeling'),
                     (2, 'substances', 'Behandeling volgehouden')) AS g (nth, code, text)
  JOIN network_lifedomain d ON d.house_id = p.house_id AND d.code = g.code;
ANALYZE bench_goal;
INSERT INTO plans_goal (id, house_id, case_id, plan_id, domain_id, text, added_in, account_id, at)
SELECT g.goal_id, p.house_id, p.case_id, p.plan_id, g.domain_id, g.text, 1, p.account_id, p.at - interval '9 days'
  FROM bench_goal g JOIN bench_plan p USING (n);
CREATE TEMP TABLE bench_action ON COMMIT DROP AS
SELECT s.n, s.slot, s.organisation_id, s.account_id, nextval(pg_get_serial_sequence('plans_action', 'id')) AS action_id,
       p.at::date + 30 + pg_temp.dice(s.n, 40 + s.slot, CASE WHEN p.open THEN 300 ELSE 60 END) AS due_on
  FROM bench_seat s JOIN bench_plan p USING (n);
ANALYZE bench_action;
INSERT INTO plans_action (id, house_id, case_id, plan_id, goal_id, resolution_id, text, kind, organisation_id, responsible_id,
                          due_on, done_at, result, added_in, account_id, at)
SELECT a.action_id, p.house_id, p.case_id, p.plan_id, g.goal_id, r.resolution_id, 'Elke veertien dagen een gesprek, met terugkoppeling',
       (ARRAY['repression', 'administrative', 'administrative', 'guidance', 'care', 'care'])[1 + a.slot],
       a.organisation_id, a.account_id, a.due_on,
       CASE WHEN a.due_on < p.ended_at - interval '10 days' THEN a.due_on::timestamptz END,
       CASE WHEN a.due_on < p.ended_at - interval '10 days' THEN 'volgens afspraak' ELSE '' END,
       1, p.account_id, p.at - interval '9 days'
  FROM bench_action a JOIN bench_plan p USING (n) JOIN bench_goal g ON g.n = a.n AND g.nth = a.slot % 3
  LEFT JOIN bench_resolution r ON r.n = a.n AND r.slot = a.slot;

-- ## voortgang
INSERT INTO monitoring_progress (house_id, case_id, action_id, goal_id, state, text, organisation_id, account_id, at)
SELECT p.house_id, p.case_id, a.action_id, NULL, 'better', 'Twee gesprekken gevoerd', a.organisation_id, a.account_id,
       p.at + interval '20 days'
  FROM bench_action a JOIN bench_plan p USING (n) WHERE a.slot < 3 AND p.at + interval '20 days' < p.ended_at;
WITH evaluation AS (
  INSERT INTO monitoring_evaluation (house_id, case_id, held_on, conclusion, necessary, advice, next_on, account_id, at)
  SELECT house_id, case_id, (at + interval '50 days')::date, 'Het gaat vooruit; de afspraken blijven nodig.', true, 'continue',
         (at + interval '140 days')::date, account_id, at + interval '50 days'
    FROM bench_plan WHERE at + interval '50 days' < ended_at
  RETURNING id, house_id, case_id, held_on, account_id)
INSERT INTO monitoring_score (house_id, case_id, evaluation_id, person_id, domain_id, value, measured_on, source, account_id)
SELECT e.house_id, e.case_id, e.id, p.person_id, g.domain_id, 1 + pg_temp.dice(g.goal_id, 50, 5), e.held_on, 'ZRM', e.account_id
  FROM evaluation e JOIN bench_plan p USING (case_id) JOIN bench_goal g ON g.n = p.n;

-- ## toegang
-- (grants.sql, then what people_find gave for a day to who referred)
INSERT INTO access_grant (account_id, organisation_id, house_id, kind, object_id, scope, reason, article, source, source_id,
                          since, until)
{grants}
ON CONFLICT (source, source_id, scope) DO NOTHING;
INSERT INTO access_grant (account_id, organisation_id, house_id, kind, object_id, scope, reason, article, source, source_id,
                          since, until)
SELECT s.account_id, s.organisation_id, s.house_id, 'person', p.person_id, 'found', 'gevonden bij zoeken', 'WGS 2.31(1)',
       'people_person:' || s.account_id, p.person_id, c.referred_at, c.referred_at + interval '1 day'
  FROM bench_case c JOIN bench_seat s ON s.n = c.n AND s.slot = 3 JOIN bench_person p ON p.n = c.n;

-- ## controles terug
ANALYZE;  -- the keys are checked by joins, and these want to know how large the tables are by now
DO $$
DECLARE each record;
BEGIN
  FOR each IN SELECT back FROM bench_aside ORDER BY turn LOOP EXECUTE each.back; END LOOP;
END $$;
DROP FUNCTION pg_temp.dice, pg_temp.one_of;
