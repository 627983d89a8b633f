"""Recording consent under medical secrecy, and taking it back (R-22). `case` comes from `open_case`."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import log, queries, rules
from eenplan.exchange.models import Consent
from eenplan.law.codes import DataCategory
from eenplan.people.models import Person


@dataclass(frozen=True)
class Given:
    """How a consent was given: when, by whom, and how that is known."""

    given_on: date
    given_by: str
    manner: str
    representative: str = ""


def record(
    who: Acting,
    case: Case,
    *,
    person: int,
    given: Given,
    categories: Collection[int],
    recipients: Collection[int] = (),
) -> Consent:
    """Record the consent of a person in the case to the own organisation. Without recipients it covers the whole case.

    What was recorded already is not recorded twice. Raises Refusal when it is not given by whom the age asks (WGS 2.29(2)),
    ValidationError when a representative is not named.
    """
    rules.may_supply(case.scopes)
    rules.about_member(person, queries.member_numbers(case))
    rules.given_in_the_past(given.given_on, timezone.localdate())
    rules.given_by_the_right_one(Person.objects.get(pk=person).birth_date, given.given_on, given.given_by)
    if given.given_by != Consent.Giver.SELF and not given.representative.strip():
        raise ValidationError({"representative": _("Vul in wie betrokkene vertegenwoordigt.")})
    said = {
        "person_id": person,
        "supplier_id": who.organisation_id,
        "categories": sorted(set(categories)),
        "recipients": sorted(set(recipients)),
        **asdict(given),
    }
    if standing := case.consents.filter(withdrawn_on=None, **said).first():
        return standing
    consent = Consent.objects.create(house_id=case.house_id, case=case, account_id=who.account_id, **said)
    _log("consent.record", case, consent)
    return consent


def withdraw(who: Acting, case: Case, consent: Consent, *, withdrawn_on: date) -> None:
    """Record that a consent was taken back: a trigger flags what rests on it and tells who received that."""
    rules.may_supply(case.scopes)
    rules.may_withdraw(consent.supplier_id == who.organisation_id, consent.withdrawn_on is not None)
    rules.given_in_the_past(withdrawn_on, timezone.localdate())
    rules.withdrawn_after_given(withdrawn_on, consent.given_on)
    changed = Consent.objects.filter(pk=consent.pk, withdrawn_on=None).update(
        withdrawn_on=withdrawn_on, withdrawn_by=who.account_id
    )
    rules.may_withdraw(own=True, withdrawn=not changed)  # a colleague was first
    _log("consent.withdraw", case, consent)


def _log(action: str, case: Case, consent: Consent) -> None:
    categories = [*consent.categories, DataCategory.HEALTH]
    log.about_case(action, case, f"consent:{consent.pk}", [consent.person_id], categories)
