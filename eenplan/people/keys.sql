-- The keys of a person, by which one is found, listed and compared. They are columns that the database generates from the name,
-- so these functions are made by the migration that adds them; who changes one adds a migration that makes the columns anew.
-- Those that call others have a body that the database knows (RETURN): so a dump makes the others first, and needs no search path.
-- They name each other with their schema: what runs while a dump is put back has no search path.

-- The words of a name that tell people apart: folded, without prefixes, wherever these stand and however short they are written.
-- Of a name of prefixes alone ('Ten', 'el Al') all words.
CREATE OR REPLACE FUNCTION people_words(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  folded text := public.access_fold(coalesce(name, ''));
  rest text;
BEGIN
  IF position(' ' IN folded) = 0 THEN
    RETURN folded;
  END IF;
  rest := regexp_replace(' ' || replace(folded, ' ', '  ') || ' ',
    ' (a|aan|abd|abou|abu|af|al|am|auf|aus|av|ben|bij|bin|bint|d|da|dal|dalla|das|de|degli|dei|del|dela|della|den|der|des|di|do|don'
    || '|dos|du|el|ell|het|ibn|im|in|inde|l|la|las|le|les|lo|los|o|onder|op|over|s|t|te|ten|ter|thoe|thor|to|toe|tot|uijt|uit'
    || '|ul|un|unter|v|van|vanden|vander|vd|vh|vom|von|voor|vor|zu|zum|zur) ', '', 'g');
  RETURN coalesce(nullif(btrim(replace(rest, '  ', ' ')), ''), folded);
END $$;

-- The surname in one piece: 'van den Berg', 'v.d. Berg' and 'Berg, van den' have one stem.
CREATE OR REPLACE FUNCTION people_stem(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN replace(public.people_words(name), ' ', '');

-- Each word as Dutch ears hear it: what sounds alike becomes one consonant, and only a vowel in front stays.
-- Dijkstra and Dykstra, Jansen and Janssen, Khatib and Ghatib, Visser and Fisser are equal; Mulder and Muller are not.
CREATE OR REPLACE FUNCTION people_heard(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  heard text := ' ' || words || ' ';
BEGIN
  heard := replace(replace(replace(replace(heard, 'sch', 's'), 'tsj', 'C'), 'tch', 'C'), 'tj', 'C');
  heard := replace(replace(replace(replace(heard, 'dzj', 'j'), 'dj', 'j'), 'sj', 's'), 'ij', 'i');
  heard := replace(replace(replace(replace(heard, 'ph', 'f'), 'th', 't'), 'dt', 't'), 'x', 'ks');
  heard := replace(replace(replace(replace(heard, 'gh', 'g'), 'kh', 'g'), 'ck', 'k'), 'qu', 'kw');
  heard := replace(replace(replace(replace(heard, 'ch', 'g'), 'ce', 'se'), 'ci', 'si'), 'cy', 'sy');
  heard := replace(replace(replace(replace(heard, 'd ', 't '), 'b ', 'p '), ' wr', ' fr'), 'h', '');
  heard := replace(replace(replace(replace(replace(heard, ' ya', ' ja'), ' ye', ' je'), ' yi', ' ji'), ' yo', ' jo'), ' yu', ' ju');
  heard := translate(heard, 'yzvcq', 'isfkk');
  heard := replace(replace(replace(replace(heard, 'bb', 'b'), 'dd', 'd'), 'ff', 'f'), 'gg', 'g');
  heard := replace(replace(replace(replace(heard, 'kk', 'k'), 'll', 'l'), 'mm', 'm'), 'nn', 'n');
  heard := replace(replace(replace(replace(heard, 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't');
  -- a vowel in front is written as a capital, so that it stays when the others go
  heard := replace(replace(replace(replace(replace(heard, ' oe', ' U'), ' ei', ' I'), ' au', ' O'), ' ou', ' O'), ' a', ' A');
  heard := replace(replace(replace(replace(heard, ' e', ' E'), ' i', ' I'), ' o', ' O'), ' u', ' U');
  RETURN btrim(lower(translate(heard, 'aeiou', '') COLLATE "C"));
END $$;

-- The surname that a person goes by, with the prefix behind it or not (name use: E own, P the partner's, V and N both).
CREATE OR REPLACE FUNCTION people_surname(name_use text, own text, partner text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN partner = '' OR name_use NOT IN ('P', 'V', 'N') THEN own WHEN name_use = 'P' THEN partner
              WHEN own = '' THEN partner WHEN name_use = 'V' THEN partner || ' ' || own ELSE own || ' ' || partner END
$$;

-- Where somebody stands in a list: by the surname in use, without its prefix; a tab comes before every letter and space.
CREATE OR REPLACE FUNCTION people_sort_key(name_use text, prefix text, own text, partner_prefix text, partner text,
                                           given text, born text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.access_fold(CASE WHEN own = '' AND partner = '' THEN given ELSE public.people_surname(name_use, own, partner) END)
         || E'\t' || public.access_fold(given) || E'\t' || public.access_fold(public.people_surname(name_use, prefix, partner_prefix)) || E'\t' || born;

-- Every word of the names of a person, prefixes and birth date included: what a search may ask for.
CREATE OR REPLACE FUNCTION people_search_name(own text, prefix text, given text, partner_prefix text, partner text, born text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.access_fold(own || ' ' || prefix || ' ' || given || ' ' || partner_prefix || ' ' || partner) || ' ' || born;

-- What is kept of a person: stem and sound of the own surname (of the given names where there is none), and the sound of each
-- word of all names, the partner's too.
CREATE OR REPLACE FUNCTION people_stem(own text, given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.people_stem(CASE WHEN own = '' THEN given ELSE own END);
CREATE OR REPLACE FUNCTION people_sounds(own text, given text, partner text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.people_heard(public.people_words(own || ' ' || given || ' ' || partner));
