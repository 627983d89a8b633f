"""Planning a conference, its agenda, and what is kept of it. `case` comes from `open_case`."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases import actions as cases
from eenplan.cases.models import Case, Milestone
from eenplan.conferences import queries, rules
from eenplan.conferences.models import AgendaItem, Attendance, Conference, Guest, Heard, Resolution
from eenplan.conferences.signals import resolved
from eenplan.exchange.queries import member_numbers
from eenplan.law.codes import Role
from eenplan.network.models import House
from eenplan.provisions.queries import bound
from eenplan.ui.meanwhile import held

#: the three steps of BOB (R-94)
STEPS = ("picture", "judgement", "conclusion")


def plan(who: Acting, *, house: House, at: datetime, place: str, chair: int) -> Conference:
    """Plan a conference. Raises Refusal unless a process director of the house does it."""
    rules.may_plan(who.has(Role.PROCESS_DIRECTOR, house=house.pk))
    conference = Conference.objects.create(house=house, at=at, place=place, chair_id=chair)
    _log_meeting("conference.plan", conference)
    return conference


def change(who: Acting, conference: Conference, *, at: datetime, place: str, chair: int) -> None:
    """Move a conference to another time, place or chair."""
    rules.may_plan(who.has(Role.PROCESS_DIRECTOR, house=conference.house_id))
    rules.still_open(bool(conference.cancelled_at), queries.any_held(conference))
    conference.at, conference.place, conference.chair_id = at, place, chair
    conference.save(update_fields=["at", "place", "chair"])
    _log_meeting("conference.change", conference)


def cancel(who: Acting, conference: Conference) -> None:
    """Cancel a conference of which nothing was held; twice is once."""
    rules.may_plan(who.has(Role.PROCESS_DIRECTOR, house=conference.house_id))
    rules.may_be_cancelled(timezone.localdate(conference.at), timezone.localdate(), queries.any_held(conference))
    if not conference.cancelled_at:
        conference.cancelled_at = timezone.now()
        conference.save(update_fields=["cancelled_at"])
        _log_meeting("conference.cancel", conference)


def add(who: Acting, conference: Conference, case: Case, *, question: str) -> AgendaItem:
    """Put a case on the agenda and invite all its professionals."""
    rules.may_keep(case.scopes)
    rules.still_open(bool(conference.cancelled_at), False)
    last = conference.agenda.order_by("-position").values_list("position", flat=True).first() or 0
    item = AgendaItem.objects.create(
        house_id=case.house_id, conference=conference, case=case, question=question, position=last + 1
    )
    _invite(item, queries.professionals(case))
    _log("conference.agenda", case, item)
    return item


def move(who: Acting, case: Case, item: AgendaItem, *, direction: str) -> None:
    """Move an agenda item one place "up" or "down" among those one keeps."""
    rules.may_keep(case.scopes)
    rules.still_open(bool(item.conference.cancelled_at), bool(item.held_at))
    agenda = list(item.conference.agenda.select_for_update())
    here = agenda.index(item)
    there = max(here - 1, 0) if direction == "up" else min(here + 1, len(agenda) - 1)
    places = sorted(each.position for each in agenda)  # keep those, between items of others
    agenda[here], agenda[there] = agenda[there], agenda[here]
    position = 0
    for each, place in zip(agenda, places, strict=True):
        position = max(place, position + 1)
        AgendaItem.objects.filter(pk=each.pk).exclude(position=position).update(position=position)


def take_off(who: Acting, case: Case, item: AgendaItem) -> None:
    """Take a case off the agenda, when nothing was kept of it."""
    rules.may_keep(case.scopes)
    rules.still_open(False, bool(item.held_at))
    rules.may_be_taken_off(_minuted(item))
    _log("conference.take_off", case, item)
    item.delete()


def invite(who: Acting, case: Case, item: AgendaItem, *, people: Collection[int]) -> None:
    """Invite these professionals of the case to the agenda item, and nobody else."""
    chosen = _of_case(case, item, people)
    item.attendance.filter(present=None).exclude(account__in=people).delete()
    _invite(item, chosen)
    _log("conference.invite", case, item)


def attend(who: Acting, case: Case, item: AgendaItem, *, people: Collection[int]) -> None:
    """Record who was there: these professionals of the case; who was invited and is not named was absent."""
    _invite(item, _of_case(case, item, people))
    item.attendance.filter(account__in=people).update(present=True)
    item.attendance.exclude(account__in=people).update(present=False)
    _log("conference.attend", case, item)


def seat(who: Acting, case: Case, item: AgendaItem, *, guests: Collection[int], come: bool) -> None:
    """Who of the third parties is invited, or from the day on (`come`): who was there (WGS 2.31(9), R-30).

    Raises Refusal for one that did not sign for secrecy (BGS 2.21). Who heard something stays on record.
    """
    rules.may_keep(case.scopes)
    rules.still_open(bool(item.conference.cancelled_at), bool(item.held_at))
    rules.may_be_guest(guests, [third_party.pk for third_party in bound(case)])
    if not come:
        item.guests.filter(present=None, heard=None).exclude(third_party__in=guests).delete()
    for number in set(guests) - set(item.guests.values_list("third_party", flat=True)):
        Guest.objects.create(house_id=case.house_id, case=case, item=item, third_party_id=number)
    if come:
        item.guests.filter(third_party__in=guests).update(present=True)
        item.guests.exclude(third_party__in=guests).update(present=False)
    _log("conference.guests", case, item)


def share(who: Acting, case: Case, item: AgendaItem, guest: Guest, *, items: Collection[int]) -> None:
    """Record what a third party heard at the table: of what was provided to it, and nothing else (WGS 2.31(10))."""
    rules.may_keep(case.scopes)
    rules.still_open(bool(item.conference.cancelled_at), bool(item.held_at))
    offered = {information.pk: information for information in queries.may_hear(case, guest)}
    rules.was_provided(items, offered)
    for number in items:
        Heard.objects.create(
            house_id=case.house_id, case=case, guest=guest, information_id=number, account_id=who.account_id
        )
    audit.record(
        "conference.share",
        house=case.house_id,
        case=case.pk,
        thing=f"agenda_item:{item.pk}",
        subjects=sorted({offered[number].person_id for number in items}),
        categories=sorted({offered[number].category for number in items}),
        detail=f"third_party:{guest.third_party_id}",
    )


def minute(who: Acting, case: Case, item: AgendaItem, *, picture: str, judgement: str, conclusion: str) -> None:
    """Keep the minutes in the three steps of BOB (R-94)."""
    rules.may_keep(case.scopes)
    rules.still_open(bool(item.conference.cancelled_at), bool(item.held_at))
    item.picture, item.judgement, item.conclusion = picture, judgement, conclusion
    item.save(update_fields=STEPS)
    _log("conference.minutes", case, item)


def resolve(
    who: Acting,
    case: Case,
    item: AgendaItem,
    *,
    text: str,
    person: int | None = None,
    kind: str = "",
    domain: int | None = None,
    responsible: int | None = None,
    due_on: date | None = None,
) -> Resolution:
    """Record a decision; with kind, life domain, responsible and date it becomes an action of the plan (R-15).

    Sends `resolved`. Raises Refusal, and ValidationError when it stands there already or is half an action.
    """
    rules.may_keep(case.scopes)
    rules.still_open(bool(item.conference.cancelled_at), bool(item.held_at))
    parts = {"person": person, "kind": kind, "domain": domain, "responsible": responsible, "due_on": due_on}
    if missing := rules.missing_of_action(parts):
        raise ValidationError({name: _("Vul dit in om er een afspraak van te maken.") for name in missing})
    if item.resolutions.filter(text=text, person=person, responsible=responsible, due_on=due_on).exists():
        raise ValidationError(_("Dit besluit staat er al."))
    organisation = {each.account_id: each.participation.organisation_id for each in queries.professionals(case)}
    rules.takes_part([responsible] if responsible else [], organisation)
    made = Resolution.objects.create(
        house_id=case.house_id,
        case=case,
        item=item,
        text=text,
        person_id=person,
        kind=kind,
        domain_id=domain,
        organisation_id=organisation[responsible] if responsible else None,
        responsible_id=responsible,
        due_on=due_on,
        account_id=who.account_id,
    )
    _log("conference.resolve", case, item, [person] if person else ())
    resolved.send(sender=Resolution, who=who, resolution=made)
    return made


def finish(who: Acting, case: Case, item: AgendaItem) -> None:
    """The case was discussed: the minutes are fixed and the case has reached its conference (WGS 2.31(5))."""
    rules.may_keep(case.scopes)
    rules.still_open(bool(item.conference.cancelled_at), bool(held(item).held_at))
    rules.may_finish(timezone.localdate(item.conference.at), timezone.localdate(), _minuted(item))
    AgendaItem.objects.filter(pk=item.pk).update(held_at=timezone.now())
    _log("conference.finish", case, item)
    cases.reach(case, Milestone.Kind.CONFERENCE)


def _minuted(item: AgendaItem) -> bool:
    return (
        any(getattr(item, step).strip() for step in STEPS)
        or item.resolutions.exists()
        or Heard.objects.filter(guest__item=item).exists()
    )


def _of_case(case: Case, item: AgendaItem, people: Collection[int]) -> list:
    rules.may_keep(case.scopes)
    rules.still_open(bool(item.conference.cancelled_at), bool(item.held_at))
    professionals = {delegate.account_id: delegate for delegate in queries.professionals(case)}
    rules.takes_part(people, professionals)
    return [professionals[account] for account in people]


def _invite(item: AgendaItem, delegates: Collection) -> None:
    already = set(item.attendance.values_list("account", flat=True))
    Attendance.objects.bulk_create(
        [
            Attendance(
                house_id=item.house_id,
                case_id=item.case_id,
                item=item,
                account_id=delegate.account_id,
                organisation_id=delegate.participation.organisation_id,
            )
            for delegate in delegates
            if delegate.account_id not in already
        ]
    )


def _log(action: str, case: Case, item: AgendaItem, subjects: Collection[int] = ()) -> None:
    """About the person concerned, or about everybody in the case: that is whom minutes speak of."""
    audit.record(
        action,
        house=case.house_id,
        case=case.pk,
        thing=f"agenda_item:{item.pk}",
        subjects=subjects or member_numbers(case),
    )


def _log_meeting(action: str, conference: Conference) -> None:
    audit.record(action, house=conference.house_id, thing=f"conference:{conference.pk}")
