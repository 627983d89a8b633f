"""What happens to persons: whether an address is secret, and whom it is made known to (R-78)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.law.codes import DataCategory
from eenplan.network.models import Organisation
from eenplan.people import rules
from eenplan.people.guarding import candidates
from eenplan.people.models import AddressDisclosure, AddressSecrecy, Person
from eenplan.ui.meanwhile import held


def disclose_address(who: Acting, person: Person, *, organisation: Organisation, reason: str) -> AddressDisclosure:
    """Name an organisation that may know the secret address. The house then keeps it secret until it ends that itself.

    Refusal for all but the process director of a case with the person (R-78).
    """
    rules.may_guard_address(candidates(who, person).exists())
    if person.disclosures.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("Deze organisatie mag het adres al weten.")})
    made = AddressDisclosure.objects.create(
        house_id=person.house_id, person=person, organisation=organisation, reason=reason
    )
    _log("address.disclose", person, f"organisation:{organisation.pk}")
    if not person.secrecies.filter(origin=AddressSecrecy.Origin.HOUSE, until=None).exists():
        keep_secret(who, person, reason=reason)
    return made


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
