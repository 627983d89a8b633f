"""Bringing the registry's person lists into a house.

All or nothing: the file is read to its end before anything is written, and everything is written in one
transaction. The same file a second time changes nothing. The key is the BSN, but nobody is overwritten with
somebody else: a list that does not fit whom the house knows under its BSN waits for a human, and what protects in it
is taken over all the same (`protecting`). The house's own system account does it, and every person that is made or
changed has a line in the log (R-72).
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
from eenplan.people import bulk, protecting, relating
from eenplan.people.dates import PartialDate
from eenplan.people.lo3 import Account, FileRefused, Reading
from eenplan.people.lo3_list import Why
from eenplan.people.models import Address, Person, WaitingList
from eenplan.people.names import Name
from eenplan.people.person_list import PersonList, Protection, may_be_one_person
from eenplan.people.relating import Known, stored_date
from eenplan.runtime.errors import CommandError

Outcome = WaitingList.Outcome
CATEGORIES = (DataCategory.IDENTITY, DataCategory.BSN, DataCategory.HOUSING, DataCategory.RELATIONS)

_STORED = """
SELECT n.bsn, p.id, p.given_names, p.prefix, p.family_name, p.birth_date, p.fingerprint, n.a_number, n.former,
       EXISTS (SELECT FROM people_addresssecrecy s WHERE s.person_id = p.id AND s.origin = 'house' AND s.until IS NULL)
  FROM people_citizennumber n JOIN people_person p ON p.id = n.person_id
 WHERE n.house_id = %s AND n.bsn = ANY (%s) ORDER BY n.former, p.id FOR UPDATE OF p
"""
_NUMBER = """
UPDATE people_citizennumber n
   SET bsn = new.bsn, a_number = new.a_number, curatorship = new.curatorship, authority = new.authority, former = false
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::boolean[], %s::text[])
       AS new (person_id, bsn, a_number, curatorship, authority)
 WHERE n.person_id = new.person_id
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
    a_number: str
    former: bool  # the registry has withdrawn the list: the BSN can be somebody else's now
    kept_secret: bool  # the house itself keeps the address secret, until it ends that


@dataclass(frozen=True, slots=True)
class Change:
    """The values to write, by column, of a person who is new or (`before`) has changed; no address: leave it."""

    person: PersonList
    before: Stored | None
    identity: dict[str, Any]
    housing: dict[str, Any] | None

    @property
    def bsn(self) -> str:
        return self.person.bsn


@dataclass(slots=True)
class Result:
    """What an import did.

    `created + updated + unchanged` is `persons`, and `imported + history + rejected` is `lines`. `relations`
    counts the relations that follow from the file, a pair once, whether made now or before. `waiting` lists are of
    somebody the house knows and wait for a human; of `protected` of them something was taken over all the same.
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
    waiting: int
    protected: int

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

    A list whose BSN belongs to somebody else in the house is rejected in `account` and waits, that somebody left alone but
    for what protects.
    """
    with connection.cursor() as cursor:  # two imports at once would not see each other's persons
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('people.import'), %s::int)", [house.pk])
    stored = _stored(house, {person.bsn for person in [*persons, *account.protections]})
    withdrawn = protecting.withdraw(account.protections, stored)
    if withdrawn:
        stored = _stored(house, set(stored))
    before, reused = _whose(house, persons, stored, account)
    persons = [person for person in persons if person in before]
    changes = [change for person in persons if (change := _change(person, before[person]))]
    _write_persons(house, changes)
    relatives = {relative.bsn for person in persons for relative in person.relatives}
    now = {bsn: known[0] for bsn, known in _stored(house, relatives | {person.bsn for person in persons}).items()}
    _write_secrecy(house, changes, now)
    _write_addresses(house, changes, now)
    relations = relating.replace(house.pk, persons, now)
    waiting, protected = protecting.take_over(house, account, stored, reused)
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
        waiting=len(waiting),
        protected=len(protected | withdrawn),
    )
    _log(house, created, updated, protected | withdrawn, result)
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


def _stored(house: House, numbers: set[str]) -> dict[str, list[Stored]]:
    """The persons of the house who have or had these BSNs, who has it now first; held until the end of the transaction."""
    found: dict[str, list[Stored]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STORED, [house.pk, list(numbers)])
        for bsn, pk, given, prefix, family, born, *facts in cursor:
            name = Name(given, "", prefix, family)
            found.setdefault(bsn, []).append(Stored(pk, name, PartialDate.parse(born), *facts))
    return found


def _whose(
    house: House, persons: list[PersonList], stored: dict[str, list[Stored]], account: Account
) -> tuple[dict[PersonList, Stored | None], list[Protection]]:
    """Of each list that can be kept the person it is of, None for a new one; and the lists whose BSN was somebody else's.

    A BSN that was withdrawn can have got a new holder: that is a new person. Where somebody has the BSN now who cannot be
    this person, a human decides: until then the list is rejected.
    """
    found: dict[PersonList, Stored | None] = {}
    reused = []
    settled = protecting.settled(house, [each.id for known in stored.values() for each in known])
    for person in persons:
        known = stored.get(person.bsn, [])
        holder = next((each for each in known if not each.former), None)
        same = [each for each in known if may_be_one_person(person.name, person.born, each.name, each.born)]
        outcome = holder and settled.get((holder.id, protecting.fingerprint(Why.OTHER_PERSON, person)))
        if holder and outcome == Outcome.SAME:
            found[person] = holder
        elif same and (holder is None or holder in same):
            found[person] = holder or same[0]
        elif holder and outcome != Outcome.OTHER:
            account.take_back(
                person, Why.OTHER_PERSON, "Dit BSN hoort in dit huis bij iemand met een andere naam en geboortedatum."
            )
        else:
            found[person] = None
            if holder:
                protecting.give_up_number(holder.id)
            else:
                reused += [Protection.of(person, Why.REUSED)] if known else []
    return found, reused


def _change(person: PersonList, before: Stored | None) -> Change | None:
    """What is to be written of a list; None when nothing has changed since the last import."""
    identity, housing = _identity(person), _housing(person)
    relatives = [
        (relative.bsn, str(relative.name), str(relative.born), kind, *facts)
        for relative, kind, facts in relating.statements(person)
    ]
    content = repr((identity, housing, relatives, person.a_number, person.secret, person.authority))
    identity["fingerprint"] = hashlib.sha256(content.encode()).hexdigest()
    if before and before.fingerprint == identity["fingerprint"]:
        return None
    if before and before.kept_secret and not person.secret:
        return Change(person, before, identity, None)  # the address that the house itself keeps secret stays
    return Change(person, before, identity, housing)


def _write_persons(house: House, changes: list[Change]) -> None:
    now = str(timezone.now())
    fixed = {"house_id": house.pk, "registered_at": now, "address_secret": False}  # whether it is, the facts say
    new = [each for each in changes if each.before is None]
    numbers = _new_numbers(len(new))
    bulk.insert(Person, [{"id": pk, **fixed, **each.identity} for pk, each in zip(numbers, new, strict=True)])
    bulk.update(Person, [{"id": each.before.id, **each.identity} for each in changes if each.before])
    ids = dict(zip((each.person for each in new), numbers, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            _NUMBER, list(map(list, zip(*(_registered(each, ids) for each in changes), strict=True))) or [[]] * 5
        )


def _registered(change: Change, new: dict[PersonList, int]) -> tuple[int, str, str, bool, str]:
    """What the registry knows beside who somebody is, with the number of the person."""
    said = change.person.authority
    return (
        change.before.id if change.before else new[change.person],
        change.bsn,
        change.person.a_number,
        bool(said and said.curatorship),
        said.code if said else "",
    )


def _new_numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_numbers(%s)", [count])
        return [number for (number,) in cursor.fetchall()]


def _write_secrecy(house: House, changes: list[Change], persons: dict[str, Stored]) -> None:
    """What the registry says about secrecy, beside what the house decided itself (R-78)."""
    for statement, secret in ((_CLOSE, True), (_OPEN, False)):
        about = [persons[each.bsn].id for each in changes if each.person.secret is secret]
        with connection.cursor() as cursor:
            cursor.execute(statement, {"house": house.pk, "account": acting().account_id, "persons": about})


def _write_addresses(house: House, changes: list[Change], persons: dict[str, Stored]) -> None:
    rows = [
        {"house_id": house.pk, "person_id": persons[each.bsn].id, "secret": False, **each.housing}
        for each in changes
        if each.housing
    ]
    bulk.put(Address, rows, key="person_id")


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
        "country": address.country_name,
        "investigated": address.under_investigation,
    }


def _log(house: House, created: list[int], updated: list[int], protected: set[int], result: Result) -> None:
    for subjects, how in ((created, "nieuw"), (updated, "gewijzigd"), (sorted(protected), "beschermd")):
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
