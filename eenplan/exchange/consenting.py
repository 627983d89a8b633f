"""Recording consent under medical secrecy, and taking it back (R-22). `case` comes from `open_case`."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import attachments, log, queries, rules
from eenplan.exchange.models import Consent
from eenplan.files.receiving import Checked
from eenplan.people.models import Person, Relation
from eenplan.people.queries import authority_over


@dataclass(frozen=True)
class Given:
    """How a consent was given: when, by whom, and how that is known.

    `capacity` and `incapacity` are for who decides instead of an adult: as what, and why the adult does not.
    """

    given_on: date
    given_by: str
    manner: str
    representative: str = ""
    capacity: str = ""
    incapacity: str = ""


def record(
    who: Acting,
    case: Case,
    *,
    person: int,
    given: Given,
    categories: Collection[int],
    recipients: Collection[int] = (),
    file: Checked | None = None,
    confirmed: str = "",
) -> Consent:
    """Record the consent of a person in the case to the own organisation, with the signed form when there is a `file`.

    Without recipients it covers the whole case. What was recorded already is not recorded twice. Raises Refusal when it is not
    given by whom the age asks (WGS 2.29(2)) or who decides for an adult (BW 7:465), ValidationError when a representative
    is not named.
    """
    rules.may_supply(case.scopes)
    rules.about_member(person, queries.member_numbers(case))
    rules.given_in_the_past(given.given_on, timezone.localdate())
    about = Person.objects.select_related("citizen_number").defer("citizen_number__bsn").get(pk=person)
    rules.given_by_the_right_one(about.birth_date, given.given_on, given.given_by, given.capacity, given.incapacity)
    rules.curator_decides(about.opened and about.citizen_number.curatorship, given.given_by)
    if _represented(given.given_by, given.representative) and not given.capacity:
        without = [parent.name for parent in authority_over(about) if parent.left == Relation.Authority.NO]
        rules.represented_with_authority(given.representative, without)
    said = {
        "person_id": person,
        "supplier_id": who.organisation_id,
        "categories": sorted(set(categories)),
        "recipients": sorted(set(recipients)),
        **asdict(given),
    }
    consent = case.consents.filter(withdrawn_on=None, **said).first()
    if not consent:
        consent = Consent.objects.create(house_id=case.house_id, case=case, account_id=who.account_id, **said)
        log.about_consent("consent.record", consent, confirmed=confirmed)
    if file:
        attachments.sign(who, case, consent, file=file)
    return consent


def withdraw(
    who: Acting,
    case: Case,
    consent: Consent,
    *,
    withdrawn_on: date,
    by: str = Consent.Giver.SELF,
    representative: str = "",
    capacity: str = "",
) -> None:
    """Record that the person, or who represents him, took a consent back.

    A trigger flags what rests on it and tells who received that. Who decides is no question here: whoever of them takes it
    back, it ends (AVG 7, UAVG 5). ValidationError when a representative is not named.
    """
    rules.may_supply(case.scopes)
    rules.may_withdraw(consent.supplier_id == case.speaks_for, consent.withdrawn_on is not None)
    rules.given_in_the_past(withdrawn_on, timezone.localdate())
    rules.withdrawn_after_given(withdrawn_on, consent.given_on)
    represented = _represented(by, representative)
    changed = Consent.objects.filter(pk=consent.pk, withdrawn_on=None).update(
        withdrawn_on=withdrawn_on,
        withdrawn_by=who.account_id,
        withdrawn_through=by,
        withdrawn_representative=representative if represented else "",
        withdrawn_capacity=capacity if represented else "",
    )
    rules.may_withdraw(own=True, withdrawn=not changed)  # a colleague was first
    log.about_consent("consent.withdraw", consent)


def _represented(by: str, representative: str) -> bool:
    """Does a representative speak (too)? ValidationError when he is not named."""
    represented = by != Consent.Giver.SELF
    if represented and not representative.strip():
        raise ValidationError({"representative": _("Vul in wie betrokkene vertegenwoordigt.")})
    return represented
