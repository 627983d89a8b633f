"""The verbs of the network. Each checks its rule, writes and logs, in the transaction of the request."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.access.models import Account
from eenplan.law.codes import Role, StatutoryGround
from eenplan.network import invitation, queries, rules
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Municipality,
    Organisation,
    Professional,
    Proposal,
    Review,
    ReviewAnswer,
    Training,
    WorkingArea,
)


@dataclass(frozen=True)
class Change:
    """A field that somebody changed: the database may have made it a proposal, and left what was."""

    field: str
    before: Any
    asked: Any
    now: Any

    @property
    def waits(self) -> bool:
        return self.now != self.asked

    def __str__(self) -> str:
        return f"{self.field}: {str(self.before)[:120]} → {str(self.asked)[:120]}"


def _changes(before, now, asked: Mapping[str, Any]) -> list[Change]:
    found = [Change(name, getattr(before, name), value, getattr(now, name)) for name, value in asked.items()]
    return [each for each in found if each.before != each.asked]


def _record(changes: Iterable[Change], act: str, **about) -> None:
    """One line for each field, with what it was and becomes."""
    for change in changes:
        audit.record("proposal.widen" if change.waits else act, detail=str(change), **about)


def change_house(who: Acting, house: House, **changed) -> list[Change]:
    """Name, purpose, contact point and terms of the house; says what changed, and what waits for a second person.

    Of what widens power the database makes a proposal (docs/adr/0024).
    """
    rules.may_administer(who.roles_in(house.pk))
    before = House.objects.get(pk=house.pk)
    for name, value in changed.items():
        setattr(house, name, value)
    house.save(update_fields=list(changed))
    house.refresh_from_db(fields=list(changed))
    changes = _changes(before, house, changed)
    _record(changes, "house.change", house=house.pk)
    return changes


def add_area(
    who: Acting, house: House, *, municipality: Municipality, since: date, until: date | None = None
) -> WorkingArea:
    """A municipality joins the working area; it belongs to one house at a time (BGS 2.18)."""
    rules.may_administer(who.roles_in(house.pk))
    _not_elsewhere(municipality, since, until)
    area = WorkingArea.objects.create(house=house, municipality=municipality, since=since, until=until)
    audit.record("area.add", house=house.pk, thing=f"municipality:{municipality.code}")
    return area


def change_area(who: Acting, area: WorkingArea, *, since: date, until: date | None) -> WorkingArea:
    """From when until when a municipality belongs to the house."""
    rules.may_administer(who.roles_in(area.house_id))
    _not_elsewhere(area.municipality, since, until, leave_out=area.pk)
    area.since, area.until = since, until
    area.save(update_fields=["since", "until"])
    audit.record("area.change", house=area.house_id, thing=f"municipality:{area.municipality.code}")
    return area


def _not_elsewhere(municipality: Municipality, since: date, until: date | None, leave_out: int | None = None) -> None:
    before_end = Q(since__lt=until) if until else Q()
    other = (
        WorkingArea.objects.filter(before_end, Q(until=None) | Q(until__gt=since), municipality=municipality)
        .exclude(pk=leave_out)
        .select_related("house")
        .first()
    )
    if other:
        raise ValidationError(
            {
                "municipality": _("%(municipality)s hoort in deze periode al bij %(house)s.")
                % {"municipality": municipality.name, "house": other.house.name}
            }
        )


def add_organisation(
    who: Acting, house: House, *, organisation: Organisation, since: date
) -> HouseOrganisation | Proposal:
    """An organisation takes part in the house from a day on; of one that came in elsewhere the first house is asked."""
    rules.may_administer(who.roles_in(house.pk))
    if organisation.home and organisation.home_id != house.pk:
        return _ask(who, house, organisation.home, Proposal.Kind.JOIN, organisation=organisation, value=str(since))
    made = HouseOrganisation.objects.create(house=house, organisation=organisation, since=since)
    audit.record("organisation.join", house=house.pk, thing=f"organisation:{organisation.pk}")
    return made


def found_organisation(
    who: Acting,
    house: House,
    *,
    name: str,
    kind: str,
    ground: str,
    medical_secrecy: bool,
    oin: str,
    email: str,
    phone: str,
    since: date,
) -> HouseOrganisation:
    """An organisation that Eenplan does not know yet, taking part in the house at once (WGS 2.27).

    It has no statutory ground, and so no accounts, until the proposed ground is confirmed.
    """
    rules.may_administer(who.roles_in(house.pk))
    rules.ground_fits(kind, ground)
    organisation = Organisation.objects.create(
        name=name,
        kind=kind,
        ground=StatutoryGround.NONE,
        medical_secrecy=medical_secrecy,
        oin=oin,
        email=email,
        phone=phone,
        since=since,
    )
    audit.record("organisation.found", house=house.pk, thing=f"organisation:{organisation.pk}", detail=ground)
    made = HouseOrganisation.objects.create(house=house, organisation=organisation, since=since)
    if ground != StatutoryGround.NONE:
        propose(who, house, Proposal.Kind.GROUND, organisation=organisation, value=ground)
    return made


def change_organisation(
    who: Acting, house: House, organisation: Organisation, *, name: str, oin: str, email: str, phone: str
) -> list[Change]:
    """Name and contact details; says what changed, and what waits.

    The statutory ground is set once, and a name that other houses read is proposed. Another first house is asked.
    """
    rules.may_administer(who.roles_in(house.pk))
    asked = {"name": name, "oin": oin, "email": email, "phone": phone}
    before = Organisation.objects.get(pk=organisation.pk)
    if organisation.home_id != house.pk:
        return _ask_details(who, house, before, asked, organisation=organisation)
    shared = organisation.houses.exclude(house__in=who.houses(Role.ADMINISTRATOR)).exists()
    if shared and name != before.name:
        propose(who, house, Proposal.Kind.RENAME, organisation=organisation, value=name)
    now = {**asked, "name": before.name} if shared else asked
    Organisation.objects.filter(pk=organisation.pk).update(**now)
    organisation.refresh_from_db()
    changes = _changes(before, organisation, asked)
    _record(
        [change for change in changes if not change.waits],
        "organisation.change",
        house=house.pk,
        thing=f"organisation:{organisation.pk}",
    )
    return changes


def end_participation(who: Acting, participation: HouseOrganisation, *, until: date) -> HouseOrganisation:
    """An organisation leaves the house, and with it the authorisations of its people in this house."""
    rules.may_administer(who.roles_in(participation.house_id))
    rules.may_close_account(oneself=participation.organisation_id == who.organisation_id)
    participation.until = until
    participation.save(update_fields=["until"])
    staying = Q(until=None) | Q(until__gt=until)  # who ends sooner still does
    _held(participation.house_id).filter(staying, professional__organisation=participation.organisation_id).update(
        until=until
    )
    audit.record(
        "organisation.leave", house=participation.house_id, thing=f"organisation:{participation.organisation_id}"
    )
    return participation


def add_professional(
    who: Acting,
    house: House,
    *,
    email: str,
    name: str,
    organisation: Organisation,
    function: str,
    phone: str,
    roles: Collection[str],
    **designation,
) -> Professional:
    """An account for somebody of a participating organisation, with roles in the house (R-70), and an invitation.

    Of a professional only name, function, organisation and contact are kept (R-21).
    """
    rules.may_administer(who.roles_in(house.pk))
    rules.may_hold_accounts(organisation.name, organisation.ground)
    if Account.objects.filter(email__iexact=email).exists():
        raise ValidationError(
            {"email": _("Met dit e-mailadres is er al een account: zoek de professional op en geef een rol.")}
        )
    account = Account.objects.create_user(email, None, name=name)
    professional = Professional.objects.create(
        account=account, organisation=organisation, function=function, phone=phone
    )
    audit.record("professional.add", house=house.pk, thing=f"account:{account.pk}")
    for role in roles:
        authorise(who, house, professional, role=role, **designation)
    return professional


def authorise(
    who: Acting,
    house: House,
    professional: Professional,
    *,
    role: str,
    designated_on: date,
    screening: str,
    screened_on: date,
    screening_valid_until: date,
    until: date | None = None,
    no_commercial_duties: bool = False,
) -> Authorisation:
    """Give a professional a role in the house. Refusal when law or house stand in the way (WGS 1.8(2), R-30, R-70)."""
    organisation = professional.organisation
    rules.may_administer(who.roles_in(house.pk))
    rules.may_hold_accounts(organisation.name, organisation.ground)
    if not queries.participants(house).filter(pk=organisation.pk).exists():
        raise ValidationError(_("%(name)s neemt niet deel aan dit huis.") % {"name": organisation.name})
    held = _held(house.pk).filter(professional=professional)
    if held.filter(role=role).exists():
        raise ValidationError(_("Deze professional heeft de rol %(role)s al.") % {"role": Role(role).label})
    rules.may_authorise(
        oneself=professional.pk == who.account_id,
        role=role,
        ground=organisation.ground,
        purposes_held=set(held.values_list("purpose", flat=True)),
    )
    rules.role_fits_ground(role, organisation.ground, partners_direct=house.partners_direct)
    rules.without_commercial_duties(organisation.ground, no_commercial_duties)
    rules.screening_counts(screening_valid_until, timezone.localdate())
    made = Authorisation.objects.create(
        house=house,
        professional=professional,
        role=role,
        purpose=rules.purpose_of(role),
        designated_on=designated_on,
        until=until,
        screening=screening,
        screened_on=screened_on,
        screening_valid_until=screening_valid_until,
        no_commercial_duties=no_commercial_duties,
    )
    audit.record("authorisation.give", house=house.pk, thing=f"account:{professional.pk}", detail=role)
    return made


def end_authorisation(who: Acting, authorisation: Authorisation, *, until: date) -> Authorisation:
    """End a role; from that day on it opens nothing."""
    rules.may_administer(who.roles_in(authorisation.house_id))
    rules.may_close_account(oneself=authorisation.professional_id == who.account_id)
    rules.ends_sooner(authorisation.until, until)
    authorisation.until = until
    authorisation.save(update_fields=["until"])
    audit.record(
        "authorisation.end",
        house=authorisation.house_id,
        thing=f"account:{authorisation.professional_id}",
        detail=authorisation.role,
    )
    return authorisation


def renew_screening(
    who: Acting,
    house: House,
    professional: Professional,
    *,
    screening: str,
    screened_on: date,
    screening_valid_until: date,
) -> list[Change]:
    """Record a new VOG or screening with every role that the professional holds here (BGS 1.11): a second person confirms it."""
    rules.may_administer(who.roles_in(house.pk))
    rules.may_authorise(
        oneself=professional.pk == who.account_id,
        role=Role.REFERRER,
        ground=professional.organisation.ground,
        purposes_held=(),
    )
    rules.screening_counts(screening_valid_until, timezone.localdate())
    asked = {
        "screening": screening,
        "screened_on": screened_on,
        "screening_valid_until": screening_valid_until,
    }
    held = _held(house.pk).filter(professional=professional).order_by("pk")
    before = held.first()
    if before is None:
        return []
    held.update(**asked)
    changes = _changes(before, held.first(), asked)
    _record(changes, "authorisation.screen", house=house.pk, thing=f"account:{professional.pk}")
    return changes


def change_professional(
    who: Acting, house: House, professional: Professional, *, function: str, phone: str
) -> list[Change]:
    """Function and phone; name and e-mail address say who somebody is and stay. Another first house is asked."""
    rules.may_administer(who.roles_in(house.pk))
    asked = {"function": function, "phone": phone}
    before = Professional.objects.get(pk=professional.pk)
    if before.home_id != house.pk:
        return _ask_details(who, house, before, asked, account=before.account)
    Professional.objects.filter(pk=before.pk).update(**asked)
    professional.refresh_from_db()
    changes = _changes(before, professional, asked)
    audit.record(  # which fields: what they hold is personal, and the log is never erased
        "professional.change",
        house=house.pk,
        thing=f"account:{before.pk}",
        detail=", ".join(change.field for change in changes),
    )
    return changes


def invite(who: Acting, house: House, professional: Professional) -> bool:
    """Mail how to choose a password; says whether the mail could be handed over."""
    rules.may_administer(who.roles_in(house.pk))
    sent = invitation.send(professional.account, house)
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_tell_invitation(%s)", [professional.pk])
    audit.record(
        "professional.invite", house=house.pk, thing=f"account:{professional.pk}", outcome="ok" if sent else "nothing"
    )
    return sent


def close_account(who: Acting, house: House, professional: Professional) -> Proposal:
    """Close the account, in every house at once: by the first house of its organisation, else by two people of two houses."""
    rules.may_administer(who.roles_in(house.pk))
    rules.may_close_account(oneself=professional.pk == who.account_id)
    home = professional.organisation.home
    if home is None or home.pk == house.pk:
        return propose(who, house, Proposal.Kind.CLOSE, account=professional.account)
    return _ask(who, house, home, Proposal.Kind.CLOSE, account=professional.account)


def suspend_account(who: Acting, house: House, professional: Professional, *, reason: str) -> Proposal:
    """The account seems stolen: closed in every house for 24 hours at once, or for 14 days once a second person confirms.

    The database decides which: the first time at once, within thirty days after that with two.
    """
    rules.may_administer(who.roles_in(house.pk))
    rules.may_close_account(oneself=professional.pk == who.account_id)
    return propose(who, house, Proposal.Kind.SUSPEND, account=professional.account, reason=reason)


def end_suspensions() -> int:
    """Open the accounts whose suspension is over; says how many. Nobody decides: the term does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_end_suspensions()")
        return cursor.fetchone()[0]


def reopen_account(who: Acting, house: House, professional: Professional) -> Proposal:
    """Propose to open a closed or suspended account again, in the first house of its organisation."""
    rules.may_administer(who.roles_in(house.pk))
    rules.may_close_account(oneself=professional.pk == who.account_id)
    home = professional.organisation.home
    rules.is_first_house(home.name if home and home.pk != house.pk else "")
    return propose(who, house, Proposal.Kind.REOPEN, account=professional.account)


# Four eyes


def propose(who: Acting, house: House, kind: Proposal.Kind, **about) -> Proposal:
    """Propose what widens power; the database carries it out at once where one pair of eyes is enough (WGS 1.8(2)).

    `about` is an account or an organisation, with a value or a reason.
    """
    made = _propose(who, house, kind, house=house, **about)
    audit.record(
        f"proposal.{kind}",
        house=house.pk,
        thing=_about(made),
        detail=made.value or made.reason[:100] or "; ".join(made.in_short),
    )
    return made


def _propose(who: Acting, mine: House, kind: Proposal.Kind, **about) -> Proposal:
    """For an administrator of his house; the database decides whether it waits."""
    rules.may_administer(who.roles_in(mine.pk))
    made = Proposal.objects.create(kind=kind, proposed_by_id=who.account_id, **about)
    made.refresh_from_db(fields=["accepted", "decided_at", "changes"])
    return made


def _ask(who: Acting, house: House, home: House, kind: Proposal.Kind, **about) -> Proposal:
    """Ask the house whose organisation or account it is (docs/adr/0024)."""
    made = _propose(who, house, kind, house=home, from_house=house, **about)
    audit.record(f"proposal.{kind}", house=house.pk, thing=_about(made), detail=made.value or home.code)
    return made


def _ask_details(who: Acting, house: House, before, asked: Mapping[str, Any], **about) -> list[Change]:
    """Ask the first house to change contact details; all of it waits."""
    changes = _changes(before, before, asked)
    if changes:
        wanted = {"from": {}, "to": {change.field: change.asked for change in changes}}
        _ask(who, house, before.home, Proposal.Kind.DETAILS, changes=wanted, **about)
    return changes


def decide(who: Acting, proposal: Proposal, *, accept: bool) -> None:
    """Confirm or reject what another administrator proposed."""
    about = proposal.account_id or (proposal.authorisation and proposal.authorisation.professional_id)
    contact = queries.contact_asked(proposal)
    if contact is None:
        houses = queries.deciding_houses(proposal)
        rules.may_confirm(
            {role for house in houses for role in who.roles_in(house)},
            oneself=about == who.account_id,
            proposed_it=proposal.proposed_by_id == who.account_id,
        )
    else:
        rules.is_asked_contact(contact.pk == who.account_id, contact.account.name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_decide(%s, %s)", [proposal.pk, accept])
        rules.is_still_open(cursor.fetchone()[0])
    audit.record(
        "proposal.confirm" if accept else "proposal.reject",
        house=queries.decided_in(who, proposal),
        thing=_about(proposal),
        detail=" ".join([proposal.kind, *proposal.in_short]),
    )


def _about(proposal: Proposal) -> str:
    account = proposal.account_id or (proposal.authorisation and proposal.authorisation.professional_id)
    if account:
        return f"account:{account}"
    return f"organisation:{proposal.organisation_id}" if proposal.organisation_id else f"house:{proposal.house.code}"


# Training


def record_training(
    who: Acting, house: House, professional: Professional, *, topics: Collection[str], followed_on: date
) -> list[Training]:
    """A professional followed a training on these topics (BGS 1.17); what was recorded before stays.

    It prolongs what somebody may do, so it counts once a second person confirmed it.
    """
    rules.may_administer(who.roles_in(house.pk))
    rules.training_is_of_another(professional.pk == who.account_id)
    known = Training.objects.filter(house=house, professional=professional, followed_on=followed_on)
    new = sorted(set(topics) - set(known.values_list("topic", flat=True)))
    Training.objects.bulk_create(
        Training(house=house, professional=professional, topic=topic, followed_on=followed_on) for topic in new
    )  # in one statement, so that it becomes one proposal
    made = list(known.filter(topic__in=new))
    waits = any(not one.confirmed for one in made)
    audit.record(
        "proposal.training" if waits else "training.record",
        house=house.pk,
        thing=f"account:{professional.pk}",
        detail=f"{' '.join(new)}: – → {followed_on}",
    )
    return made


# Still needed?


def name_contact(who: Acting, participation: HouseOrganisation, *, contact: Professional | None) -> HouseOrganisation:
    """Who answers for the organisation which authorisations are still needed."""
    rules.may_administer(who.roles_in(participation.house_id))
    participation.contact = contact
    participation.save(update_fields=["contact"])
    audit.record(
        "organisation.contact",
        house=participation.house_id,
        thing=f"organisation:{participation.organisation_id}",
        detail=f"account:{contact.pk}" if contact else "",
    )
    return participation


def start_review(who: Acting, house: House, organisation: Organisation) -> Review:
    """Ask an organisation which authorisations it still needs; by the administrator or the house's own task."""
    if Role.SYSTEM not in who.roles_in(house.pk):
        rules.may_administer(who.roles_in(house.pk))
    today = timezone.localdate()
    made = Review.objects.create(
        house=house,
        organisation=organisation,
        started_on=today,
        due_on=today + timedelta(days=house.review_days),
        started_by_id=who.account_id,
    )
    audit.record("review.start", house=house.pk, thing=f"organisation:{organisation.pk}")
    return made


def start_due_reviews(who: Acting, house: House) -> list[Review]:
    """Start the review of every organisation whose turn it is."""
    return [start_review(who, house, organisation) for organisation in queries.to_review(house)]


def answer_review(
    who: Acting, review: Review, authorisation: Authorisation, *, needed: bool, reason: str
) -> ReviewAnswer:
    """Still needed, or not: then the role ends today. Appended, never changed."""
    rules.may_review(
        administers=who.has(Role.ADMINISTRATOR, house=review.house_id),
        is_contact=queries.is_contact(who, review.house_id, review.organisation_id),
        oneself=authorisation.professional_id == who.account_id,
    )
    open_ = queries.asked(review).exclude(pk__in=review.answers.values("authorisation"))
    rules.is_asked(open_.filter(pk=authorisation.pk).exists())
    made = ReviewAnswer.objects.create(
        house_id=review.house_id,
        review=review,
        authorisation=authorisation,
        needed=needed,
        reason=reason,
        account_id=who.account_id,
    )
    audit.record(
        "review.needed" if needed else "review.end",
        house=review.house_id,
        thing=f"account:{authorisation.professional_id}",
        detail=authorisation.role,
    )
    return made


def _held(house: int):
    """The authorisations of a house that have not ended, also when their screening has."""
    return Authorisation.objects.filter(queries.not_ended(), house_id=house)
