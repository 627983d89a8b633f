-- How persons are found: by number, or by name and birth date; strictly for what a program links by itself, forgivingly for
-- somebody who looks and chooses. Names are compared by the keys that the database keeps of them (keys.sql).
DROP FUNCTION IF EXISTS people_search_key(text[]);
DROP FUNCTION IF EXISTS people_find(bigint, text, text, text);
DROP FUNCTION IF EXISTS people_find(bigint, text, text, text, text);

-- The stems that a person goes by: the own one, the partner's, and both in either order.
CREATE OR REPLACE FUNCTION people_stems(own text, partner_name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN partner = '' THEN ARRAY[own] ELSE ARRAY[own, partner, own || partner, partner || own] END
    FROM people_stem(partner_name) partner
$$;

-- The persons of a house with this BSN, or this surname (own, the partner's or both) and birth date: nothing is guessed. A birth
-- date of which the registry knows only year or month is found by the whole date too. For functions that know who may ask.
CREATE OR REPLACE FUNCTION people_matching(house bigint, number text, name text, born text) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
  SELECT p.id FROM people_person p
   WHERE p.house_id = house
     AND CASE WHEN number <> ''
              THEN p.id IN (SELECT n.person_id FROM people_citizennumber n WHERE n.house_id = house AND n.bsn = number)
              ELSE born <> '' AND people_stem(name) <> ''
                   AND p.birth_date IN (born, left(born, 7) || '-00', left(born, 4) || '-00-00')
                   AND people_stem(name) = ANY (people_stems(p.stem, p.partner_name)) END
   ORDER BY p.id LIMIT 10
$$;

-- Birth dates that a slip makes of a whole one: day and month swapped, a day, a year or a decade off.
CREATE OR REPLACE FUNCTION people_slips(born text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_remove(
           ARRAY[left(born, 4) || '-' || right(born, 2) || '-' || substr(born, 6, 2)]
           || ARRAY(SELECT left(born, 8) || lpad((right(born, 2)::integer + off)::text, 2, '0') FROM unnest('{-1,1}'::integer[]) off)
           || ARRAY(SELECT lpad((left(born, 4)::integer + off)::text, 4, '0') || right(born, 6)
                      FROM unnest('{-10,-1,1,10}'::integer[]) off),
           born)
$$;

-- Is one word a typing error away from another: a letter too many, missing, wrong, or two that changed places? In a long word two.
CREATE OR REPLACE FUNCTION people_slipped(typed text, written text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  shortest integer := least(length(typed), length(written));
  far integer;
BEGIN
  IF shortest < 4 OR abs(length(typed) - length(written)) > 2 OR greatest(length(typed), length(written)) > 80 THEN
    RETURN false;
  END IF;
  far := levenshtein_less_equal(typed, written, 2);
  RETURN far <= CASE WHEN shortest >= 7 THEN 2 ELSE 1 END
         OR far = 2 AND EXISTS (SELECT FROM generate_series(1, length(typed) - 1) i
                                 WHERE overlay(typed PLACING reverse(substr(typed, i, 2)) FROM i) = written);
END $$;

-- What the typed words of a name are compared by. A single letter is an initial, or a prefix cut short, and decides nothing beside
-- whole words; prefixes alone ('van der') name nobody but who is called so.
CREATE OR REPLACE FUNCTION people_asked(typed text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN words ~ '[^ ]{2}' THEN array_remove(string_to_array(regexp_replace(' ' || words, ' [^ ](?= |$)', '', 'g'), ' '), '')
              ELSE string_to_array(words, ' ') END
    FROM people_words(typed) words WHERE people_words(typed || ' jansen') <> 'jansen'
$$;

-- How the name of a person answers the words that were asked for: 0 as written, 1 as heard, 2 with a slip; NULL when one of them
-- answers to nothing. `heard` is what the words sound like, in their order.
CREATE OR REPLACE FUNCTION people_answers(search_name text, sounds text, asked text[], heard text[]) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  level integer := 0;
  written text[] := string_to_array(search_name, ' ');
  sounding text[] := string_to_array(sounds, ' ');
  slipped boolean;
  word text;
BEGIN
  FOR i IN 1 .. coalesce(cardinality(asked), 0) LOOP
    CONTINUE WHEN asked[i] = ANY (written);
    IF heard[i] = ANY (sounding) THEN
      level := greatest(level, 1);
      CONTINUE;
    END IF;
    slipped := false;
    FOREACH word IN ARRAY written LOOP
      CONTINUE WHEN left(word, 1) <> left(asked[i], 1) AND right(word, 1) <> right(asked[i], 1);  -- a slip leaves one of them
      slipped := people_slipped(asked[i], word);
      EXIT WHEN slipped;
    END LOOP;
    IF NOT slipped THEN
      RETURN NULL;
    END IF;
    level := 2;
  END LOOP;
  RETURN CASE WHEN cardinality(asked) > 0 THEN level END;
END $$;

-- The same for somebody of whom the birth date or the number is known too: besides all words, the surname alone will do when a
-- given name or a partner's name was typed that the house does not know, and a prefix that was written on to it. `whole` is what was
-- typed as one: its stem, its letters and its sound.
CREATE OR REPLACE FUNCTION people_name_level(p people_person, whole text[], asked text[], heard text[]) RETURNS integer
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  stems text[] := CASE WHEN p.partner_name = '' THEN ARRAY[p.stem] ELSE people_stems(p.stem, p.partner_name) END;
  level integer;
BEGIN
  IF whole[1] = ANY (stems) OR p.prefix <> '' AND whole[2] = replace(access_fold(p.prefix || p.family_name), ' ', '') THEN
    RETURN 0;
  END IF;
  level := people_answers(p.search_name, p.sounds, asked, heard);
  RETURN CASE WHEN level < 2 THEN level
              WHEN whole[3] = p.heard OR cardinality(asked) <= 3 AND asked && stems THEN 1
              WHEN level = 2 OR cardinality(asked) <= 3 AND p.heard = ANY (heard) THEN 2 END;
END $$;

-- Who may be meant, with what agrees, the likeliest first. A number that fails the eleven-test comes as the numbers a slip away.
-- Of a birth date that is off, or known in part, the name is as written or as heard: whom one does not know one does not find
-- (docs/adr/0004), and beside somebody with that very birth date nobody of a day off. More than three for a date known in part are nobody: one row without a person says so.
CREATE OR REPLACE FUNCTION people_alike(house bigint, number text, name text, born text, given text)
RETURNS TABLE (person bigint, agrees text[]) LANGUAGE plpgsql STABLE AS $$
DECLARE
  numbers text[] := (string_to_array(nullif(number, ''), ' '))[1:30];
  partly boolean := born LIKE '%-00';
  known text := left(born, CASE WHEN born LIKE '%-00-00' THEN 5 ELSE 8 END);
  exact text[] := ARRAY[born, left(born, 7) || '-00', left(born, 4) || '-00-00'];
  slips text[] := CASE WHEN born <> '' AND NOT partly THEN people_slips(born) ELSE '{}' END;
  asked text[] := people_asked(name);
  sounding text[] := ARRAY(SELECT people_heard(word) FROM unnest(asked) WITH ORDINALITY w (word, nth) ORDER BY nth);
  whole text[] := ARRAY[people_stem(name), replace(access_fold(name), ' ', ''), people_heard(people_stem(name))];
  by_name boolean := whole[1] <> '' AND born NOT IN ('', '0000-00-00');
BEGIN
  RETURN QUERY
  WITH near AS (
    SELECT p, false AS by_number, people_name_level(p, whole, asked, sounding) AS level FROM people_person p
     WHERE by_name AND NOT partly AND p.house_id = house AND p.birth_date = ANY (exact || slips)
    UNION ALL
    SELECT p, false, people_name_level(p, whole, asked, sounding) FROM people_person p
     WHERE by_name AND partly AND p.house_id = house
       AND (p.birth_date BETWEEN known || right('00-00', 10 - length(known)) AND known || right('99-99', 10 - length(known))
            OR p.birth_date = left(born, 4) || '-00-00')
    UNION ALL
    SELECT p, true, CASE WHEN whole[1] <> '' THEN people_name_level(p, whole, asked, sounding) END FROM people_person p
     WHERE p.house_id = house
       AND p.id IN (SELECT n.person_id FROM people_citizennumber n WHERE n.house_id = house AND n.bsn = ANY (numbers))
  ), hit AS (
    SELECT (n.p).id AS id, bool_or(n.by_number) AS by_number, min(n.level) AS level,
           min(CASE WHEN born = '' THEN NULL WHEN (n.p).birth_date = born THEN 'born' WHEN (n.p).birth_date = slips[1] THEN 'born_swapped'
                    WHEN (n.p).birth_date = ANY (slips) THEN 'born_slip'
                    WHEN (n.p).birth_date = ANY (exact) OR partly AND left((n.p).birth_date, 4) = left(born, 4) THEN 'born_part' END) AS date,
           bool_or(given <> '' AND access_fold(given) = access_fold((n.p).given_names)) AS same_given
      FROM near n
     WHERE n.by_number OR n.level < CASE WHEN partly OR (n.p).birth_date = ANY (slips) THEN 2 ELSE 3 END
     GROUP BY (n.p).id
  )
  SELECT CASE WHEN NOT (partly AND count(*) FILTER (WHERE NOT h.by_number) OVER () > 3 AND NOT h.by_number) THEN h.id END,
         array_remove(ARRAY[CASE WHEN h.by_number THEN CASE cardinality(numbers) WHEN 1 THEN 'bsn' ELSE 'bsn_slip' END END,
                            h.date, (ARRAY['name', 'name_heard', 'name_slip'])[h.level + 1],
                            CASE WHEN h.same_given THEN 'given' END], NULL)
    FROM hit h
   WHERE h.date IS NULL OR h.date NOT IN ('born_slip', 'born_swapped') OR h.by_number
         OR NOT EXISTS (SELECT FROM hit other WHERE other.date = 'born')
   ORDER BY h.by_number DESC, coalesce(h.date IN ('born_slip', 'born_swapped'), true), h.level, h.same_given DESC, h.id
   LIMIT 10;
END $$;

-- Find a person in the house. Each hit becomes visible for a day; hits and misses are logged by the caller in the same
-- transaction. Whoever says that it is none of the persons whom he has `seen` asks the same once more, and that is no search:
-- nobody is found but who was visible to him already.
CREATE OR REPLACE FUNCTION people_find(house bigint, number text, name text, born text, given text DEFAULT '', seen bigint[] DEFAULT '{}')
RETURNS TABLE (person bigint, agrees text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  again bigint[] := '{}';
BEGIN
  IF house <> ALL ((SELECT access_houses('referrer', 'assessor', 'process_director'))::bigint[]) THEN
    RAISE EXCEPTION 'may not search persons of this house (WGS 1.8(2))' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF seen <> '{}' THEN
    again := ARRAY(SELECT a.person FROM people_alike(house, number, name, born, given) a);
  END IF;
  IF again = '{}' OR NOT again <@ seen OR NOT again <@ access_objects('person', 'found') THEN
    PERFORM network_must_look('searches_per_day', house);
  END IF;
  FOR person, agrees IN SELECT * FROM people_alike(house, number, name, born, given) LOOP
    IF person IS NOT NULL THEN
      PERFORM people_show(person, house, 'found', 'gevonden bij zoeken');
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION people_find FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_find TO eenplan_app;
