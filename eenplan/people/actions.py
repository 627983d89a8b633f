"""What happens to persons: whether an address is secret, and whom it is made known to (R-78)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.law.codes import DataCategory, Role
from eenplan.network.models import Organisation
from eenplan.people import guarding, rules
from eenplan.people.guarding import candidates
from eenplan.people.models import AddressDisclosure, AddressSecrecy, AddressWaiver, Person, WaitingList
from eenplan.ui.meanwhile import held


def disclose_address(who: Acting, person: Person, *, organisation: Organisation, reason: str) -> AddressDisclosure:
    """Name an organisation that may know the secret address. The house then keeps it secret until it ends that itself.

    Whoever else makes this place secret is named along, as far as who acts guards them too: they are asked about one address.
    Refusal for all but the process director of a case with the person (R-78).
    """
    rules.may_guard_address(candidates(who, person).exists())
    if person.disclosures.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("Deze organisatie mag het adres al weten.")})
    made = _disclose(person, organisation, reason)
    for mate in Person.objects.filter(pk__in=[pk for pk in guarding.secret_housemates(person) if pk]):
        around = candidates(who, mate).filter(pk=organisation.pk).exists()
        if around and not mate.disclosures.filter(organisation=organisation).exists():
            _disclose(mate, organisation, reason)
    if not person.secrecies.filter(origin=AddressSecrecy.Origin.HOUSE, until=None).exists():
        keep_secret(who, person, reason=reason)
    return made


def _disclose(person: Person, organisation: Organisation, reason: str) -> AddressDisclosure:
    _log("address.disclose", person, f"organisation:{organisation.pk}")
    return AddressDisclosure.objects.create(
        house_id=person.house_id, person=person, organisation=organisation, reason=reason
    )


def show_address(person: Person) -> None:
    """Somebody who may know a secret address looks at it: that has a line of its own in the log (R-72, R-78)."""
    _log("address.show", person)


def waive(who: Acting, person: Person, *, reason: str) -> AddressWaiver:
    """Open the address of somebody who lives with a person whose address is secret. The reason stands in the log's row.

    Refusal for who guards it not, and where nobody else makes it secret (R-78).
    """
    rules.may_guard_address(candidates(who, person).exists())
    own = person.secrecies.filter(until=None).exists()
    rules.may_waive(person.address_secret and bool(guarding.secret_housemates(person)), own)
    made = AddressWaiver.objects.create(
        house_id=person.house_id, person=person, reason=reason, account_id=who.account_id
    )
    _log("address.waive", person)
    return made


def end_waiver(who: Acting, waiver: AddressWaiver) -> None:
    """Shield the address again. Refusal for who guards it not (R-78)."""
    rules.may_guard_address(candidates(who, waiver.person).exists())
    waiver.until, waiver.ended_by_id = timezone.now(), who.account_id
    waiver.save(update_fields=["until", "ended_by"])
    _log("address.end_waiver", waiver.person)


def settle(who: Acting, row: WaitingList, *, outcome: str, reason: str) -> None:
    """Say whose list of the registry waits; the next delivery follows it. Refusal for who has not opened the person."""
    rules.may_settle(
        who.has(Role.PROCESS_DIRECTOR, house=row.house_id), row.person.opened, held(row).settled_at is not None
    )
    row.outcome, row.reason = outcome, reason
    row.settled_at, row.settled_by_id = timezone.now(), who.account_id
    row.save(update_fields=["outcome", "reason", "settled_at", "settled_by"])
    audit.record(
        "person.settle",
        house=row.house_id,
        subjects=[row.person_id],
        categories=[DataCategory.IDENTITY],
        detail=f"{row.why}: {outcome}",
    )


def withdraw_address(who: Acting, disclosure: AddressDisclosure) -> None:
    """The organisation no longer sees the secret address; it stays secret. Refusal for who guards it not (R-78)."""
    rules.may_guard_address(candidates(who, disclosure.person).exists())
    _log("address.withdraw", disclosure.person, f"organisation:{disclosure.organisation_id}")
    disclosure.delete()


def keep_secret(who: Acting, person: Person, *, reason: str) -> AddressSecrecy:
    """Keep an address secret from now on, whatever the registry says. Refusal for who guards it not (R-78)."""
    rules.may_guard_address(candidates(who, person).exists())
    made = AddressSecrecy.objects.create(
        house_id=person.house_id,
        person=person,
        origin=AddressSecrecy.Origin.HOUSE,
        reason=reason,
        account_id=who.account_id,
    )
    _log("address.keep_secret", person)
    return made


def end_secrecy(who: Acting, secrecy: AddressSecrecy, *, reason: str) -> None:
    """The house itself keeps the address secret no longer; the registry still may (R-78).

    Refusal for who guards it not, and for what the registry keeps secret.
    """
    rules.may_guard_address(candidates(who, secrecy.person).exists())
    rules.may_end_secrecy(secrecy.origin, held(secrecy).until)
    secrecy.until, secrecy.ended_by_id, secrecy.ended_reason = timezone.now(), who.account_id, reason
    secrecy.save(update_fields=["until", "ended_by", "ended_reason"])
    _log("address.end_secrecy", secrecy.person)


def _log(action: str, person: Person, thing: str = "") -> None:
    audit.record(action, house=person.house_id, subjects=[person.pk], categories=[DataCategory.HOUSING], thing=thing)
