"""Who has a voice in what is decided jointly on a case, and how a voice leaves it (WGS 2.31(8), docs/adr/0023)."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases import rules
from eenplan.cases.models import Announcement, Case, Departure, Participation
from eenplan.law.codes import Role
from eenplan.ui.work import WorkItem


@dataclass(frozen=True)
class Voice:
    """How an organisation on the case stands in what is decided jointly: the database's own answer."""

    #: it has a voice
    heard: bool
    #: a core participant with somebody who can speak: nobody else names professionals of it
    names_itself: bool
    #: it was asked twice whether the case can be closed, could read that, and said nothing
    silent: bool


#: what somebody reads who does not work on the case (emergency access)
UNTOLD = Voice(heard=True, names_itself=True, silent=False)


def voices_of(case: Case) -> dict[int, Voice]:
    """Of every organisation that takes part in the case; empty for who does not work on it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation, voice, names_itself, silent FROM cases_voices_shown(%s)", [case.pk])
        return {organisation: Voice(*said) for organisation, *said in cursor.fetchall()}


def with_voice(case: Case) -> set[int]:
    """The organisations on the case that have a voice in what is decided jointly."""
    return {organisation for organisation, voice in voices_of(case).items() if voice.heard}


def seconded(case: Case) -> bool:
    """Can the case be closed as far as it takes two? False while one voice alone waits for the house to have no objection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_seconded(%s)", [case.pk])
        return bool(cursor.fetchone()[0])


def may_name(case: Case, participation: Participation) -> None:
    """Refusal when who acts may not say who speaks for this organisation."""
    rules.only_core_decides(case.scopes)
    itself = voices_of(case).get(participation.organisation_id)
    own = participation.organisation_id == case.speaks_for
    rules.names_itself(bool(itself and itself.names_itself), own, participation.organisation.name)


def may_leave(case: Case, participation: Participation) -> None:
    """Refusal when who acts may not end this participation, or that of a professional in it."""
    own = participation.organisation_id == case.speaks_for
    rules.may_end(case.scopes, own)
    rules.leaves_itself(participation.organisation_id in with_voice(case), own, participation.organisation.name)


# A joint act of all others


def proposed(case: Case) -> list[Participation]:
    """The participations that others want to end, each with who said so in `said`."""
    said = Departure.objects.select_related("organisation", "account").order_by("at")
    return list(
        case.participations.filter(until=None, departures__isnull=False)
        .distinct()
        .select_related("organisation")
        .prefetch_related(Prefetch("departures", said, to_attr="said"))
    )


def propose(who: Acting, case: Case, participation: Participation, *, reason: str) -> Departure:
    """Say for the own core organisation that another one is to leave; once all others say so, two at least, it has left."""
    rules.only_core_decides(case.scopes)
    rules.about_another(participation.organisation_id == case.speaks_for)
    _log("case.departure.propose", case, participation)
    return Departure.objects.create(
        house_id=case.house_id,
        case=case,
        participation=participation,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
        reason=reason,
    )


def take_back(who: Acting, case: Case, participation: Participation) -> None:
    """The own organisation does not want that any more."""
    rules.only_core_decides(case.scopes)
    _log("case.departure.take_back", case, participation)
    case.departures.filter(participation=participation, organisation=case.speaks_for).delete()


def _log(action: str, case: Case, participation: Participation) -> None:
    audit.record(
        action, house=case.house_id, case=case.pk, thing=case.number, detail=str(participation.organisation_id)
    )


# Told at once


def announcements(who: Acting) -> QuerySet[Announcement]:
    """What who acts was told about who decides on cases, as process director or contact point; the newest first."""
    return Announcement.objects.select_related("organisation", "seen_by")


def note(who: Acting, announcement: Announcement) -> None:
    """Say that one has seen it."""
    unseen = Announcement.objects.filter(pk=announcement.pk, seen_at=None)
    if unseen.update(seen_at=timezone.now(), seen_by=who.account_id):
        audit.record("case.announcement.note", house=announcement.house_id, case=announcement.case_id)


def work(who: Acting) -> list[WorkItem]:
    """What one was told and has not noted."""
    if not who.has(Role.PROCESS_DIRECTOR, Role.CONTACT_POINT):
        return []
    return [
        WorkItem(
            kind=_("Mededeling"),
            title=f"{one.number}: {one.get_kind_display()}",
            url=reverse("cases:announcements"),
            about=one.organisation.name,
            icon="bell",
        )
        for one in announcements(who).filter(seen_at=None)[:20]
    ]
