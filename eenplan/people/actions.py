"""What happens to persons: whom a secret address is made known to (R-78)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.law.codes import DataCategory
from eenplan.network.models import Organisation
from eenplan.people import rules
from eenplan.people.models import AddressDisclosure, Person


def disclose_address(who: Acting, person: Person, *, organisation: Organisation, reason: str) -> AddressDisclosure:
    """Name an organisation that may know the secret address. Refusal for all but process directors (R-78)."""
    rules.may_disclose(who.roles_in(person.house_id))
    if person.disclosures.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("Deze organisatie mag het adres al weten.")})
    made = AddressDisclosure.objects.create(
        house_id=person.house_id, person=person, organisation=organisation, reason=reason
    )
    audit.record(
        "address.disclose",
        house=person.house_id,
        subjects=[person.pk],
        categories=[DataCategory.HOUSING],
        thing=f"organisation:{organisation.pk}",
    )
    return made


def withdraw_address(who: Acting, disclosure: AddressDisclosure) -> None:
    """The organisation no longer sees the secret address. Refusal for all but process directors (R-78)."""
    rules.may_disclose(who.roles_in(disclosure.house_id))
    audit.record(
        "address.withdraw",
        house=disclosure.house_id,
        subjects=[disclosure.person_id],
        categories=[DataCategory.HOUSING],
        thing=f"organisation:{disclosure.organisation_id}",
    )
    disclosure.delete()
