"""One row in every guarded table, about the same case, person and organisation: for tests that walk all tables.

What a row says does not matter, only whom it is about. Triggers stand aside meanwhile, CHECK constraints until the end of
the test's transaction.
"""

from django.db import connection

_ASIDE = """
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT c.conname, c.conrelid::regclass AS name FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
              WHERE c.contype IN ('c', 'x') AND t.relnamespace = 'public'::regnamespace AND t.relrowsecurity LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.name, one.conname);
  END LOOP;
END $$
"""
_TRIGGERS = """
DO $$
DECLARE guarded regclass;
BEGIN
  FOR guarded IN SELECT oid FROM pg_class
                  WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s {} TRIGGER USER', guarded);
  END LOOP;
END $$
"""
_COLUMNS = """
SELECT quote_ident(a.attname), format_type(a.atttypid, NULL), a.attnotnull, a.attidentity <> '' OR a.atthasdef,
       (SELECT c.confrelid::regclass::text FROM pg_constraint c
         WHERE c.conrelid = a.attrelid AND c.contype = 'f' AND c.conkey = ARRAY[a.attnum] LIMIT 1)
  FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
"""
_KEYS = """
SELECT c.oid::regclass::text, quote_ident(a.attname)
  FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
 WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relkind = 'r' ORDER BY 1
"""
#: what stands in a column that has to hold something
_VALUES = {
    "boolean": "false",
    "date": "current_date",
    "timestamp with time zone": "clock_timestamp()",
    "uuid": "gen_random_uuid()",
    "jsonb": "'{}'",
    "bytea": "'x'",
    "inet": "'127.0.0.1'",
    "character varying": "'x'",
    "text": "'x'",
}

#: when there can be one only, it is the one about these
ABOUT = ("cases_case", "people_person", "network_house")


def fill(**about) -> dict[str, str]:
    """{table: condition} that finds a row of every table with row security, new where there can be one; runs as the owner.

    `about` names whom it is about by table: `cases_case=…, people_person=…, network_organisation=…`. Other keys point to the row
    that was made there, else to any.
    """
    known = dict(about)
    with connection.cursor() as cursor:
        cursor.execute(_ASIDE)
        cursor.execute(_TRIGGERS.replace("{}", "DISABLE"))
        cursor.execute(_KEYS)
        keys = dict(cursor.fetchall())
        waiting = {table: _columns(cursor, table) for table in keys if table not in about}
        while waiting:
            ready = [table for table, columns in waiting.items() if not _parents(table, columns) & set(waiting)]
            for table in ready or list(waiting)[:1]:  # a circle is entered anywhere
                known[table] = _insert(cursor, table, keys, waiting.pop(table), known)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_TRIGGERS.replace("{}", "ENABLE"))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return {table: f"{key} = {known[table]}" for table, key in keys.items()}


def _columns(cursor, table):
    cursor.execute(_COLUMNS, [table])
    return cursor.fetchall()


def _parents(table, columns) -> set[str]:
    return {parent for *_rest, parent in columns if parent and parent != table}


def _insert(cursor, table, keys, columns, known) -> int:
    values = {}
    for name, kind, required, has_default, parent in columns:
        if parent and parent != table:
            any_row = f"(SELECT min({keys.get(parent, 'id')}) FROM {parent})"
            values[name] = str(known[parent]) if parent in known else any_row
        elif required and not has_default:
            values[name] = "'{}'" if kind.endswith("[]") else _VALUES.get(kind, "1")
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())})"
        f" ON CONFLICT DO NOTHING RETURNING {keys[table]}"
    )
    if made := cursor.fetchone():
        return made[0]
    same = [f"{name} = {values[name]}" for name, *_rest, parent in columns if parent in ABOUT and name in values]
    cursor.execute(f"SELECT max({keys[table]}) FROM {table} WHERE {' AND '.join(same) or 'true'}")
    return cursor.fetchone()[0]
