"""What `eenplan check` asks of the database, as the application."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from eenplan.access import policies
from eenplan.access.declarations import declared
from eenplan.cli.check import Line
from eenplan.cli.database import EXTENSIONS
from eenplan.runtime.postgres import HARDENING
from eenplan.web import health

APP = "eenplan_app"

#: what the server must not write down, because values stand in it: {setting: values that are safe}
QUIET: dict[str, set[str | None]] = {
    "log_statement": {"none", "ddl"},
    "log_min_error_statement": {"fatal", "panic"},
    "log_parameter_max_length_on_error": {"0"},
    "log_min_duration_statement": {"-1"},
    "log_min_duration_sample": {"-1"},
    "log_transaction_sample_rate": {"0"},
    "log_error_verbosity": {"terse"},
    "debug_print_parse": {"off"},
    "debug_print_rewritten": {"off"},
    "debug_print_plan": {"off"},
    "auto_explain.log_min_duration": {"-1", None},
    "pgaudit.log": {"none", "", None},
}

#: ways to be somebody without the key
PRETENDING = {
    "access_begin": "SELECT access_begin(%s, '\\x00')",
    "set_config": "SELECT set_config('eenplan.actor', %s::text || '|1|{1}|{1}|{}|{}|||', true),"
    " set_config('eenplan.seal', 'x', true)",
}

_POWERS = """
SELECT ARRAY(SELECT power FROM unnest(
         ARRAY['SUPERUSER', 'BYPASSRLS', 'CREATEROLE', 'CREATEDB', 'REPLICATION'],
         ARRAY[rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication]) AS held(power, yes) WHERE yes),
       ARRAY(SELECT r.rolname::text FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE m.member = p.oid ORDER BY 1)
  FROM pg_roles p WHERE rolname = %s
"""
_OWNER = "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'django_migrations'::regclass"
_OWNED = """
SELECT relname FROM pg_class WHERE relowner = %s::regrole AND relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm')
"""
_UNGUARDED = """
SELECT relname FROM pg_class
 WHERE relname = ANY (%s) AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1
"""
_STRANGE_EXTENSIONS = "SELECT extname FROM pg_extension WHERE extname <> ALL (%s) ORDER BY 1"
# Defaults that the role gave itself, or an administrator: what these set for the whole database (ALTER DATABASE) is not asked.
_OWN_DEFAULTS = """
SELECT name, format('ALTER ROLE %%I%%s RESET %%I;', rolname, ' IN DATABASE ' || quote_ident(datname), name)
  FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole LEFT JOIN pg_database d ON d.oid = setdatabase,
       unnest(setconfig) one, split_part(one, '=', 1) AS name
 WHERE rolname = %s AND (setdatabase <> 0 OR name <> ALL (%s))
   AND name IN (SELECT s.name FROM pg_settings s WHERE s.context = 'user')
 ORDER BY 1, 2
"""


def ask(question: str, *values) -> list[tuple]:
    """Rows of one question, as the application."""
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        return cursor.fetchall()


def roles(app: str = APP) -> Iterator[Line]:
    """Row security does not bind a superuser, a role that bypasses it, or who can become somebody it does not bind."""
    for role, name, harmless in (
        (app, "toepassing", set()),
        (ask(_OWNER)[0][0], "eigenaar", {"CREATEROLE", "CREATEDB"}),
    ):
        powers, groups = ask(_POWERS, role)[0]
        too_much = [power for power in powers if power not in harmless]
        undo = f"ALTER ROLE {role} {' '.join('NO' + power for power in too_much)};"
        yield Line(f"rol van de {name}", listed("te veel macht", too_much), f"{role} heeft geen bijzondere macht", undo)
        if role == app:
            undo = f"REVOKE {', '.join(groups)} FROM {app};"
            yield Line("lidmaatschappen", listed(f"{app} is lid van", groups), f"{app} is van niets lid", undo)
    owned = [name for (name,) in ask(_OWNED, app)]
    yield Line(
        "bezit", listed(f"{app} bezit", owned), f"{app} bezit geen tabellen", "ALTER TABLE … OWNER TO de eigenaar;"
    )


def guards() -> Iterator[Line]:
    """Every declared table is guarded, by the rules of this version."""
    bare = [name for (name,) in ask(_UNGUARDED, list(declared()))]
    yield Line("rijbeveiliging", listed("ontbreekt op", bare), "op elke tabel, ook voor de eigenaar", "eenplan migrate")
    ((temporary,),) = ask("SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')", APP)
    doubles = "een eigen tabel kan voor die van Eenplan komen te staan" if temporary else ""
    yield Line("tijdelijke tabellen", doubles, f"{APP} maakt er geen", "eenplan migrate")
    strange = "" if policies.current() else "van een andere versie"
    yield Line("toegangsregels", strange, "die van deze versie", "eenplan migrate")
    yield Line("migraties", listed("nog niet uitgevoerd:", health.pending()), "alle uitgevoerd", "eenplan migrate")


def hardening() -> Iterator[Line]:
    """What only a superuser closes: no endless work, no place beside row security, nothing of the connections of others."""
    for each in HARDENING:
        ((holds,),) = ask(each.holds)
        do = f"Als superuser, in deze database: {each.statement};"
        yield Line(each.name, "" if holds else "open voor de toepassing", "zoals het hoort", do)
    own = ask(_OWN_DEFAULTS, APP, [each.name for each in HARDENING])
    strange, undo = listed(f"{APP} heeft", [name for name, _ in own]), " ".join(undo for _, undo in own)
    yield Line("eigen instellingen", strange, f"{APP} heeft alleen die van Eenplan", undo)


def quiet() -> Iterator[Line]:
    """The log of the server is no second register of persons."""
    ((database,),) = ask("SELECT current_database()")
    for name, safe in QUIET.items():
        ((value,),) = ask("SELECT current_setting(%s, true)", name)
        if value is None and None in safe:
            continue  # a library that is not loaded
        wanted = sorted(one for one in safe if one is not None)[-1]
        yield Line(
            name,
            "" if value in safe else f"{value}: de server kan gegevens van personen in zijn log schrijven",
            f"{value}",
            f"Als superuser: ALTER ROLE {APP} IN DATABASE {database} SET {name} = '{wanted}'; ook voor de eigenaar.",
        )


def extensions() -> Iterator[Line]:
    """What the database can do beside our tables and their guards."""
    strange = [name for (name,) in ask(_STRANGE_EXTENSIONS, [*EXTENSIONS, "plpgsql"])]
    undo = f"Als beheerder, tenzij u weet waarvoor ze nodig zijn: DROP EXTENSION {', '.join(strange)};"
    yield Line("uitbreidingen", listed("niet van Eenplan:", strange), "alleen die van Eenplan", undo)


def clock() -> Iterator[Line]:
    """Terms, sessions and the log use both clocks."""
    before = timezone.now()
    ((there,),) = ask("SELECT clock_timestamp()")
    apart = max((before - there).total_seconds(), (there - timezone.now()).total_seconds(), 0.0)
    told = f"{apart:.1f} s verschil met de database"
    yield Line(
        "klok", told if apart > 2 else "", told, "Zet de klok van beide machines gelijk (chrony of systemd-timesyncd)."
    )


def writing() -> Iterator[Line]:
    """A line of the log, which is not kept, and room on the disk of the database; what fails is told by its error."""
    health.writing()
    yield Line("schrijven", "", "een logregel kan worden geschreven")


def identity() -> Iterator[Line]:
    """Who acts: a house's own task is who it is, and nobody becomes somebody by saying so."""
    from eenplan.access.acting import act_as
    from eenplan.network.models import Professional
    from eenplan.network.queries import SYSTEM_FUNCTION

    again = "eenplan migrate, en start web en worker opnieuw"
    someone = Professional.objects.filter(function=SYSTEM_FUNCTION).select_related("account").first()
    if someone is None:
        yield Line("huis", "er is nog geen huis", "", "eenplan house CODE NAAM --region …")
        return
    with act_as(someone.account) as who:
        nobody = "" if who.account_id == someone.account_id else "de database erkent een eigen taak van het huis niet"
    yield Line("handelen", nobody, "een eigen taak van het huis is wie hij is", again)
    pretended = [way for way, question in PRETENDING.items() if _somebody(question, someone.account_id)]
    told = "wie zich zonder bewijs voor een ander uitgeeft, is niemand"
    yield Line("bewijs", listed("zonder bewijs kan men een ander zijn:", pretended), told, again)


def _somebody(question: str, account: int) -> bool:
    """Does the database take us for somebody after this? An error is a refusal."""
    try:
        with transaction.atomic():
            ask(question, account)
            found = ask("SELECT access_account()")[0][0] is not None
            transaction.set_rollback(True)
            return found
    except DatabaseError:
        return False


def listed(what: str, names: list[str]) -> str:
    """The names after these words, or nothing when there are none."""
    return f"{what} {', '.join(names)}" if names else ""


PARTS = (roles, guards, hardening, quiet, extensions, clock, writing, identity)
