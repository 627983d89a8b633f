"""Bringing the registry's person lists into a house.

All or nothing: the file is read to its end before anything is written, and everything is written in one
transaction. The same file a second time changes nothing. The key is the BSN, but nobody is overwritten with
somebody else. The house's own system account does it, and every person that is made or changed has a line in
the log (R-72).
"""

import csv
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from eenplan import audit
from eenplan.access.acting import act_as, acting
from eenplan.access.models import Account as Login
from eenplan.law.codes import DataCategory, Role
from eenplan.network.models import House
from eenplan.people import bulk, relating
from eenplan.people.dates import PartialDate
from eenplan.people.lo3 import Account, FileRefused, Reading
from eenplan.people.lo3_list import Why
from eenplan.people.models import Address, Person
from eenplan.people.names import Name
from eenplan.people.person_list import PersonList, may_be_one_person
from eenplan.people.relating import Known, stored_date
from eenplan.runtime.errors import CommandError

CATEGORIES = (DataCategory.IDENTITY, DataCategory.BSN, DataCategory.HOUSING, DataCategory.RELATIONS)

_STORED = """
SELECT n.bsn, p.id, p.given_names, p.prefix, p.family_name, p.birth_date, p.fingerprint,
       EXISTS (SELECT FROM people_addresssecrecy s WHERE s.person_id = p.id AND s.origin = 'house' AND s.until IS NULL)
  FROM people_citizennumber n JOIN people_person p ON p.id = n.person_id
 WHERE n.house_id = %s AND n.bsn = ANY (%s) FOR UPDATE OF p
"""
_NUMBER = """
UPDATE people_citizennumber SET bsn = new.bsn
  FROM unnest(%s::bigint[], %s::text[]) AS new (person_id, bsn) WHERE people_citizennumber.person_id = new.person_id
"""
_CLOSE = """
INSERT INTO people_addresssecrecy (house_id, person_id, origin, reason, account_id, since, ended_reason)
SELECT %(house)s, id, 'registry', 'geheim in de basisregistratie', %(account)s, now(), ''
  FROM unnest(%(persons)s::bigint[]) AS id
ON CONFLICT (person_id, origin) WHERE until IS NULL DO NOTHING
"""
_OPEN = """
UPDATE people_addresssecrecy
   SET until = now(), ended_by_id = %(account)s, ended_reason = 'niet meer geheim in de basisregistratie'
 WHERE person_id = ANY (%(persons)s) AND origin = 'registry' AND until IS NULL
"""


@dataclass(frozen=True, slots=True)
class Stored(Known):
    """A person as the house has it before the import."""

    fingerprint: str
    kept_secret: bool  # the house itself keeps the address secret, until it ends that


@dataclass(frozen=True, slots=True)
class Change:
    """The values to write, by column, of a person who is new or (`before`) has changed; no address: leave it."""

    bsn: str
    before: Stored | None
    identity: dict[str, Any]
    housing: dict[str, Any] | None
    registry_secret: bool


@dataclass(slots=True)
class Result:
    """What an import did.

    `created + updated + unchanged` is `persons`, and `imported + history + rejected` is `lines`. `relations`
    counts the relations that follow from the file, a pair once, whether made now or before.
    """

    lines: int
    imported: int
    history: int
    rejected: int
    persons: int
    created: int
    updated: int
    unchanged: int
    relations: int

    def __str__(self) -> str:
        return ", ".join(f"{name} {number}" for name, number in asdict(self).items())


def import_file(path: Path, code: str, rejections: Path, *, dry_run: bool = False) -> tuple[Result, Account]:
    """Import a file into the house with this code; `rejections` then lists the lines that were not taken over.

    A dry run does everything, the list of rejected lines included, and then undoes it in the database; only
    its line in the log remains. Raises CommandError, and changes nothing, when file or house cannot be used.
    """
    persons, account = _read(path)
    house = House.objects.filter(code__iexact=code).first()
    login = house and Login.objects.filter(email=f"system@{house.code.lower()}.invalid").first()
    if house is None or login is None:
        raise CommandError(f"Er is geen huis met de code {code}.")
    try:
        with _replaced(rejections) as draft, audit.trail("eenplan import-persons") as log:
            with act_as(login) as who:
                if not who.has(Role.SYSTEM, house=house.pk):
                    raise CommandError(f"Het systeemaccount van huis {house.code} is niet bevoegd.")
                result = take_over(house, persons, account)
                _list_rejections(draft, account)
                log.write()
                transaction.set_rollback(dry_run)
            if dry_run:
                with act_as(login):  # a look at what the house knows is logged too
                    audit.record("person.import", house=house.pk, detail=f"proef; {result}")
                    log.write()
    except IntegrityError:
        raise CommandError(
            "Iemand heeft tegelijk dezelfde persoon ingevoerd. Er is niets gewijzigd; probeer het opnieuw."
        ) from None
    except OSError as error:
        raise CommandError(
            f"De lijst van afgewezen regels {rejections} is niet te schrijven. Er is niets gewijzigd."
        ) from error
    return result, account


def read(stream: BinaryIO) -> tuple[list[PersonList], Account]:
    """The person lists of a file to its end, and the account of its lines; raises FileRefused."""
    reading = Reading(stream)
    persons = list(reading)
    invalid = [str(line.line) for line in reading.account.rejected if line.why == Why.INVALID_BSN]
    if invalid:
        more = f" en nog {len(invalid) - 5}" if len(invalid) > 5 else ""
        raise FileRefused(f"Op regel {', '.join(invalid[:5])}{more} staat een BSN dat niet aan de elfproef voldoet.")
    return persons, reading.account


def take_over(house: House, persons: list[PersonList], account: Account) -> Result:
    """Bring person lists into a house; whoever acts must be its system account.

    A list whose BSN belongs to somebody else in the house is rejected in `account`, that somebody left alone.
    """
    with connection.cursor() as cursor:  # two imports at once would not see each other's persons
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('people.import'), %s::int)", [house.pk])
    before = _stored(house, {person.bsn for person in persons})
    persons = [person for person in persons if _may_be_kept(person, before.get(person.bsn), account)]
    changes = [change for person in persons if (change := _change(person, before.get(person.bsn)))]
    _write_persons(house, changes)
    relatives = {relative.bsn for person in persons for relative in person.relatives}
    now = _stored(house, relatives | {person.bsn for person in persons})
    _write_addresses(house, changes, now)
    _write_secrecy(house, changes, now)
    relations = relating.replace(house.pk, persons, now)
    created = [now[change.bsn].id for change in changes if change.before is None]
    updated = [now[change.bsn].id for change in changes if change.before]
    result = Result(
        lines=account.lines,
        imported=account.imported,
        history=account.history,
        rejected=len(account.rejected),
        persons=len(persons),
        created=len(created),
        updated=len(updated),
        unchanged=len(persons) - len(changes),
        relations=relations,
    )
    _log(house, created, updated, result)
    return result


def _read(path: Path) -> tuple[list[PersonList], Account]:
    try:
        with open(path, "rb") as stream:
            return read(stream)
    except FileRefused as refused:
        raise CommandError(f"{path.name}: {refused} Er is niets gewijzigd.") from refused
    except FileNotFoundError:
        raise CommandError(f"Er is geen bestand {path}.") from None
    except OSError as error:
        raise CommandError(f"{path} is niet te lezen: het is een map, of u mag het niet openen.") from error


def _stored(house: House, numbers: set[str]) -> dict[str, Stored]:
    """The persons of the house with these BSNs, held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_STORED, [house.pk, list(numbers)])
        return {
            bsn: Stored(pk, Name(given, "", prefix, family), PartialDate.parse(born), fingerprint, kept_secret)
            for bsn, pk, given, prefix, family, born, fingerprint, kept_secret in cursor
        }


def _may_be_kept(person: PersonList, stored: Stored | None, account: Account) -> bool:
    """Whether the person under this BSN, if any, can be this person; if not, the list is rejected."""
    if stored is None or may_be_one_person(person.name, person.born, stored.name, stored.born):
        return True
    account.take_back(
        person, Why.OTHER_PERSON, "Dit BSN hoort in dit huis bij iemand met een andere naam en geboortedatum."
    )
    return False


def _change(person: PersonList, before: Stored | None) -> Change | None:
    """What is to be written of a list; None when nothing has changed since the last import."""
    identity, housing = _identity(person), _housing(person)
    relatives = [
        (relative.bsn, str(relative.name), str(relative.born), kind, *facts)
        for relative, kind, facts in relating.statements(person)
    ]
    content = repr((identity, housing, relatives))
    identity["fingerprint"] = hashlib.sha256(content.encode()).hexdigest()
    if before and before.fingerprint == identity["fingerprint"]:
        return None
    if before and before.kept_secret and not person.secret:
        identity["address_secret"] = True  # an import opens no address that the house itself keeps secret
        return Change(person.bsn, before, identity, None, person.secret)
    return Change(person.bsn, before, identity, housing, person.secret)


def _write_persons(house: House, changes: list[Change]) -> None:
    now = str(timezone.now())
    fixed = {"house_id": house.pk, "registered_at": now}
    new = [each for each in changes if each.before is None]
    numbers = _new_numbers(len(new))
    bulk.insert(Person, [{"id": pk, **fixed, **each.identity} for pk, each in zip(numbers, new, strict=True)])
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER, [numbers, [each.bsn for each in new]])
    bulk.update(Person, [{"id": each.before.id, **each.identity} for each in changes if each.before])


def _new_numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('people_person', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor.fetchall()]


def _write_secrecy(house: House, changes: list[Change], persons: dict[str, Stored]) -> None:
    """What the registry says about secrecy, beside what the house decided itself (R-78)."""
    for statement, secret in ((_CLOSE, True), (_OPEN, False)):
        about = [persons[each.bsn].id for each in changes if each.registry_secret is secret]
        with connection.cursor() as cursor:
            cursor.execute(statement, {"house": house.pk, "account": acting().account_id, "persons": about})


def _write_addresses(house: House, changes: list[Change], persons: dict[str, Stored]) -> None:
    rows = [
        {"house_id": house.pk, "person_id": persons[each.bsn].id, **each.housing} for each in changes if each.housing
    ]
    bulk.delete(Address, "person_id", [row["person_id"] for row in rows])
    bulk.insert(Address, rows)


def _identity(person: PersonList) -> dict[str, Any]:
    partner = person.naming_partner
    return {
        "given_names": person.name.given_names,
        "prefix": person.name.prefix,
        "family_name": person.name.family_name,
        "noble_title": person.name.title,
        "name_use": person.name_use,
        "partner_prefix": partner.name.prefix if partner else "",
        "partner_name": partner.name.family_name if partner else "",
        "sex": person.sex,
        "birth_date": stored_date(person.born),
        "birth_place": person.birth_place,
        "birth_country": person.birth_country,
        "died_on": "" if person.died is None else str(person.died),
        "address_secret": person.secret,
        "suspension": person.suspension,
    }


def _housing(person: PersonList) -> dict[str, Any]:
    address = person.address
    return {
        "kind": address.kind.value,
        "street": address.street or address.location,
        "number": address.full_number,
        "postcode": address.postcode,
        "locality": address.locality,
        "municipality": address.municipality_name,
        "lines": "\n".join(address.lines),
        "since": stored_date(address.since),
        "investigated": address.under_investigation,
        "secret": person.secret,
    }


def _log(house: House, created: list[int], updated: list[int], result: Result) -> None:
    for subjects, how in ((created, "nieuw"), (updated, "gewijzigd")):
        if subjects:
            audit.record("person.import", house=house.pk, subjects=subjects, categories=CATEGORIES, detail=how)
    audit.record("person.import", house=house.pk, categories=CATEGORIES, detail=str(result))


@contextmanager
def _replaced(target: Path) -> Iterator[Path]:
    """A draft that takes the place of the file when all went well; without a draft the old file goes."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield draft
        if draft.exists():
            draft.replace(target)
        else:
            target.unlink(missing_ok=True)
    finally:
        draft.unlink(missing_ok=True)


def _list_rejections(draft: Path, account: Account) -> None:
    """Number and reason of each line; never the label, which may say who it is about."""
    if account.rejected:
        with open(draft, "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter=";")
            rows.writerow(["regel", "reden"])
            rows.writerows(sorted((line.line, line.reason) for line in account.rejected))
