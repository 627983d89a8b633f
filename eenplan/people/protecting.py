"""What a rejected list says that protects a known person is taken over all the same, and the list waits for a human.

Secrecy, death, withdrawal of the list and authority only ever add here: nothing that protects is taken away on the word of
a list that nobody could read or place. Somebody of the house then says whose the list is (`WaitingList`).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from eenplan.access.acting import acting
from eenplan.people.lo3 import Account
from eenplan.people.lo3_list import Why
from eenplan.people.models import WITHDRAWN, WaitingList
from eenplan.people.person_list import PersonList, Protection, may_be_one_person

if TYPE_CHECKING:
    from eenplan.network.models import House
    from eenplan.people.importing import Stored

_WITHDRAW = """
WITH gone AS (UPDATE people_person SET suspension = %(suspension)s, fingerprint = ''
               WHERE id = %(person)s AND suspension <> %(suspension)s)
UPDATE people_citizennumber SET former = true WHERE person_id = %(person)s AND NOT former
"""
_CLOSE = """
INSERT INTO people_addresssecrecy (house_id, person_id, origin, reason, account_id, since, ended_reason)
SELECT %(house)s, %(person)s, 'registry', 'geheim in de basisregistratie', %(account)s, now(), ''
ON CONFLICT (person_id, origin) WHERE until IS NULL DO NOTHING
"""
_DIED = """
UPDATE people_person SET died_on = %(died)s, fingerprint = '' WHERE id = %(person)s AND died_on = ''
"""
_CURATELE = "UPDATE people_citizennumber SET curatorship = true WHERE person_id = %(person)s AND NOT curatorship"
_AUTHORITY = (
    "UPDATE people_citizennumber SET authority = %(code)s WHERE person_id = %(person)s AND authority <> %(code)s"
)
#: of a parent whom the list does not name by BSN we know no more than that something has changed
_PARENTS = """
UPDATE people_relation r
   SET authority = coalesce((SELECT said.authority FROM unnest(%(numbers)s::text[], %(authorities)s::text[]) said (bsn, authority)
                               JOIN people_citizennumber n ON n.bsn = said.bsn AND NOT n.former AND n.person_id = r.person_id
                              LIMIT 1), 'unclear')
 WHERE r.source = 'BRP' AND (r.other_id = %(person)s AND r.kind = 'child' OR r.person_id = %(person)s AND r.kind = 'parent')
"""
_WAIT = """
INSERT INTO people_waitinglist (house_id, person_id, why, line, differs, taken, fingerprint, since, outcome, reason)
VALUES (%s, %s, %s, %s, %s, %s, %s, now(), '', '') ON CONFLICT (person_id, fingerprint) DO NOTHING
"""


def fingerprint(why: str, said: PersonList | Protection) -> str:
    """Of what a list says about whose it is: the same list delivered again is the same question."""
    told = [why, said.bsn, str(said.name), str(said.born), *getattr(said, "differs", ())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def settled(house: "House", persons: Sequence[int]) -> dict[tuple[int, str], str]:
    """What a human has said of lists that waited, by person and fingerprint; '' while it waits."""
    rows = WaitingList.objects.filter(house=house, person__in=persons)
    return {
        (person, print_): outcome for person, print_, outcome in rows.values_list("person", "fingerprint", "outcome")
    }


def give_up_number(person: int) -> None:
    """Somebody else has the BSN of this person now: a human has said so."""
    _execute("UPDATE people_citizennumber SET former = true WHERE person_id = %(person)s", person=person)


def withdraw(protections: Iterable[Protection], stored: Mapping[str, list["Stored"]]) -> set[int]:
    """Mark whose list the registry has withdrawn (afgevoerd), before anybody else is found under the number; gives whom."""
    marked = set()
    for each in protections:
        known = _whose(each, stored)
        if each.suspension in WITHDRAWN and known and not known.former:
            _execute(_WITHDRAW, person=known.id, suspension=each.suspension)
            marked.add(known.id)
    return marked


def take_over(
    house: "House", account: Account, stored: Mapping[str, list["Stored"]], reused: Iterable[Protection]
) -> tuple[set[int], set[int]]:
    """Take over what protects in the rejected lists of known persons, and let the lists wait.

    Gives whose lists wait, and of whom something was taken over. The reason of the rejection tells both.
    """
    waiting, protected = set(), set()
    decided = settled(house, [each.id for known in stored.values() for each in known])
    for each in account.protections:
        known = _whose(each, stored)
        if known is None:
            continue
        taken = ["afgevoerd"] if each.suspension in WITHDRAWN else _protect(house, known, each)
        differs = [*each.differs, *_differences(each, known)]
        if taken and each.suspension not in WITHDRAWN:
            protected.add(known.id)
        if not taken and not differs:  # the same list twice says nothing new
            continue
        account.explain(each.line, _told(differs, taken))
        waiting |= _wait(house, known, each, differs, taken, decided)
    for each in reused:
        known = stored[each.bsn][0]
        waiting |= _wait(house, known, each, _differences(each, known), [], decided)
    return waiting, protected


def _whose(said: Protection, stored: Mapping[str, list["Stored"]]) -> "Stored | None":
    """Who the list is of: whose name and date of birth fit, else who has the BSN now, else who had it."""
    known = stored.get(said.bsn, [])
    fitting = [each for each in known if may_be_one_person(said.name, said.born, each.name, each.born)]
    return next(iter(fitting or known), None)


def _protect(house: "House", known: "Stored", said: Protection) -> list[str]:
    """Write what protects; gives what has changed, in words."""
    whom = {"house": house.pk, "person": known.id, "account": acting().account_id}
    taken = []
    if said.secret and _execute(_CLOSE, **whom):
        taken.append("geheimhouding")
    if known.former:  # a number that was withdrawn can be of somebody else: only secrecy harms nobody
        return taken
    if said.died is not None and _execute(_DIED, **whom, died=str(said.died)):
        taken.append("overlijden")
    if said.authority and said.authority.curatorship and _execute(_CURATELE, **whom):
        taken.append("curatele")
    if said.authority and said.authority.code and _execute(_AUTHORITY, **whom, code=said.authority.code):
        parents = {bsn: "parent" if number in said.authority.parents else "no" for number, bsn in said.parents}
        if said.authority.undetermined:
            parents = {}
        _execute(_PARENTS, **whom, numbers=list(parents), authorities=list(parents.values()))
        taken.append("gezag")
    return taken


def _differences(said: Protection, known: "Stored") -> list[str]:
    """Which elements of who somebody is are not what the house has."""
    if not str(said.name) and not said.born.known:
        return []
    pairs = {
        "voornamen": (said.name.given_names, known.name.given_names),
        "voorvoegsel": (said.name.prefix, known.name.prefix),
        "geslachtsnaam": (said.name.family_name, known.name.family_name),
        "geboortedatum": (said.born, known.born),
        "A-nummer": (said.a_number, known.a_number or said.a_number),
    }
    return [what for what, (theirs, ours) in pairs.items() if theirs != ours]


def _told(differs: list[str], taken: list[str]) -> str:
    found = [what for what in differs if not what.endswith(".")]  # a whole sentence stands in the reason already
    parts = [f"Verschilt: {', '.join(found)}."] if found else []
    parts += [f"Wel overgenomen: {', '.join(taken)}."] if taken else []
    return " ".join([*parts, "De lijst wacht op een procesregisseur."])


def _wait(
    house: "House",
    known: "Stored",
    said: Protection,
    differs: list[str],
    taken: list[str],
    decided: Mapping[tuple[int, str], str],
) -> set[int]:
    """Let the list wait, unless a human has settled exactly this already."""
    why = said.why if said.why in WaitingList.Why.values else Why.UNREADABLE
    print_ = fingerprint(why, said)
    if decided.get((known.id, print_)):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [house.pk, known.id, str(why), said.line, differs, taken, print_])
    return {known.id}


def _execute(statement: str, **values) -> int:
    """How many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
