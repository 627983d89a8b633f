"""Finding and entering persons: only who is looked for on purpose is found, and every search is logged."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.access.folding import fold
from eenplan.law.codes import DataCategory
from eenplan.network.lookups import counted, look
from eenplan.network.models import House, Lookup
from eenplan.people import bsn as numbers
from eenplan.people import rules
from eenplan.people.dates import InvalidDate, PartialDate
from eenplan.people.models import Address, AddressSecrecy, CitizenNumber, Person

#: what the database says agrees (people_alike) → what the page says
AGREES = {
    "bsn": gettext_lazy("zelfde BSN"),
    "bsn_slip": gettext_lazy("BSN scheelt één verschrijving"),
    "born": gettext_lazy("zelfde geboortedatum"),
    "born_swapped": gettext_lazy("dag en maand verwisseld"),
    "born_slip": gettext_lazy("geboortedatum bijna gelijk"),
    "born_part": gettext_lazy("geboortedatum voor zover bekend gelijk"),
    "name": gettext_lazy("zelfde naam"),
    "name_heard": gettext_lazy("naam klinkt gelijk"),
    "name_slip": gettext_lazy("naam lijkt erop"),
    "given": gettext_lazy("zelfde voornamen"),
}


class Hits(list[Person]):
    """Who may be meant, the likeliest first, each with what `agrees`; `too_many`: for so little nobody is shown."""

    too_many = False


def find_person(who: Acting, house: House, *, bsn: str = "", family_name: str = "", birth_date: str = "") -> Hits:
    """Who has this BSN, or a name like this and this birth date; each is then visible for a day.

    The search is logged, also without hits, but never what was searched for (R-72). Raises ValidationError when there
    is too little to search on, Refusal when the account may not search here (WGS 1.8(2)).
    """
    rules.may_find(who.roles_in(house.pk))
    bsn, family_name, birth_date = _search_terms(bsn, family_name, birth_date)
    return _found(house, bsn, family_name, birth_date)


def corrected(who: Acting, house: House, typed: str) -> Hits:
    """Who has a BSN that is one slip away from this one, which fails the eleven-test; a search like any other."""
    rules.may_find(who.roles_in(house.pk))
    meant = numbers.slips(typed)
    return _found(house, " ".join(meant)) if meant else Hits()


def likely(who: Acting, house: House, *, bsn: str = "", birth_date: str = "", seen: Sequence[int] = (), **name) -> Hits:
    """Whom somebody may be that is about to be entered: the same BSN, or a name like this and this birth date.

    Without BSN and birth year nobody is looked for: that would be browsing (docs/adr/0004). `seen` are those of whom was said
    that it is none of them: to find no other than these counts as no search.
    """
    rules.may_enter(who.roles_in(house.pk))
    if not bsn and not PartialDate.parse(birth_date).known:
        return Hits()
    surname = f"{name.get('prefix', '')} {name.get('family_name', '')}"
    return _found(house, bsn or "", surname, birth_date, name.get("given_names", ""), seen)


def _found(
    house: House, bsn: str, name: str = "", birth_date: str = "", given_names: str = "", seen: Sequence[int] = ()
) -> Hits:
    terms: list[Any] = [house.pk, bsn, name, birth_date, given_names, list(seen)]
    with counted(house), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_find(%s, %s, %s, %s, %s, %s::bigint[])", terms)
        agrees = dict(cursor.fetchall())
    hits = Hits()
    hits.too_many = agrees.pop(None, None) is not None
    audit.record(
        "person.search",
        house=house.pk,
        subjects=list(agrees),
        outcome="ok" if agrees else "nothing",
        categories=[DataCategory.BSN if bsn else DataCategory.IDENTITY],
    )
    shown = Person.objects.select_related("address", "citizen_number").in_bulk(agrees)
    for number, codes in agrees.items():
        if number in shown:
            shown[number].codes, shown[number].agrees = codes, [str(AGREES[code]) for code in codes]
            hits.append(shown[number])
    return hits


def _search_terms(bsn: str, family_name: str, birth_date: str) -> tuple[str, str, str]:
    if bsn:
        try:
            return numbers.parse(bsn), "", ""
        except numbers.InvalidBsn as error:
            raise ValidationError({"bsn": str(error)}) from None
    if not fold(family_name) or not birth_date:
        raise ValidationError(_("Vul een BSN in, of een geslachtsnaam met een geboortedatum."))
    try:
        born = PartialDate.parse(birth_date)
    except InvalidDate as error:
        raise ValidationError({"birth_date": str(error)}) from None
    if not born.known or "\x00" in family_name:
        raise ValidationError({"birth_date": _("Vul ten minste het geboortejaar in.")})
    return "", family_name, birth_date


def enter_person(
    who: Acting,
    house: House,
    *,
    family_name: str,
    given_names: str = "",
    prefix: str = "",
    birth_date: str = "",
    sex: str = Person.Sex.UNKNOWN,
    bsn: str | None = None,
    address_kind: str = "",
    street: str = "",
    number: str = "",
    postcode: str = "",
    locality: str = "",
    lines: str = "",
    country: str = "",
    address_secret: bool = False,
) -> Person:
    """Enter a person who is not in the house yet; whoever enters sees the person for a day, to put on a referral.

    A BSN that the house already knows is refused (ValidationError): ask `entering.doubles` first, which finds and logs. Refusal
    when the account may not enter persons here (WGS 2.31(1)). A secret address is known to the own organisation only.
    """
    rules.may_enter(who.roles_in(house.pk))
    address_secret = address_secret or address_kind == Address.Kind.SHELTER
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_enter(%s, %s)", [house.pk, address_secret])
        new = cursor.fetchone()[0]
    person = Person(
        pk=new,
        house=house,
        given_names=given_names,
        prefix=prefix,
        family_name=family_name,
        birth_date=birth_date,
        sex=sex,
        bsn=bsn or None,
    )
    _insert(person)
    if address_secret:
        _keep_secret(who, person)
    if address_kind:
        Address.objects.create(
            house=house,
            person=person,
            kind=address_kind,
            street=street,
            number=number,
            postcode=postcode,
            locality=locality,
            lines=lines,
            country=country,
        )
    person.refresh_from_db(fields=["address_secret"])
    _log("person.enter", person, bsn=bool(bsn), housing=bool(address_kind))
    return person


def correct(
    who: Acting,
    person: Person,
    *,
    bsn: str = "",
    address_kind: str = "",
    street: str = "",
    number: str = "",
    postcode: str = "",
    locality: str = "",
    lines: str = "",
    country: str = "",
    **typed: str,
) -> Person:
    """Correct what was typed of a person: names, birth date, sex, BSN, and an address that is not secret (R-78)."""
    for name, value in typed.items():
        setattr(person, name, value)
    person.bsn = bsn or None
    person.save(update_fields=list(typed))
    known = not person.address_secret and hasattr(person, "address")
    if not person.address_secret and (known or address_kind):
        written = {"street": street, "number": number, "postcode": postcode, "locality": locality, "lines": lines}
        written |= {"country": country, "kind": address_kind or Address.Kind.UNKNOWN}
        Address.objects.update_or_create(person=person, house_id=person.house_id, defaults=written)
    _log("person.correct", person, bsn=bool(bsn), housing=bool(known or address_kind))
    return person


def _log(act: str, person: Person, *, bsn: bool, housing: bool) -> None:
    """What was written down about somebody by hand, beside who it is."""
    categories = {DataCategory.IDENTITY: True, DataCategory.BSN: bsn, DataCategory.HOUSING: housing}
    written = [category for category, given in categories.items() if given]
    audit.record(act, house=person.house_id, subjects=[person.pk], categories=written)


def _keep_secret(who: Acting, person: Person) -> None:
    AddressSecrecy.objects.create(
        house=person.house,
        person=person,
        origin=AddressSecrecy.Origin.HOUSE,
        reason=_("als geheim ingevoerd"),
        account_id=who.account_id,
    )


def numbers_of(bsn: str) -> list[int]:
    """Our numbers of whoever has this BSN, for a supervisor who searches the log; that is logged with the search, and counts."""
    look(Lookup.Kind.SEARCH)
    return list(CitizenNumber.objects.filter(bsn=bsn).values_list("person_id", flat=True)) if len(bsn) == 9 else []


def _insert(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        if "people_bsn_once" not in str(error):
            raise
        raise ValidationError({"bsn": _("Dit BSN is in dit huis al bekend: zoek de persoon op dit BSN.")}) from None
