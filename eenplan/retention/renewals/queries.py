"""Renewals and who speaks about them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.cases.queries import my_grants
from eenplan.law.codes import Role
from eenplan.network.models import Organisation
from eenplan.retention.models import Renewal
from eenplan.ui.work import WorkItem


@dataclass(frozen=True)
class Voice:
    """An organisation that orders (core) or assents (it supplied `items`), and what it said; None: nothing yet.

    `answers`: it still can.
    """

    organisation: Organisation
    core: bool
    ordered: bool | None
    items: int
    assents: bool | None
    answers: bool


@dataclass(frozen=True)
class Renewable:
    """A closed case that can still be renewed, as a process director of the house sees it."""

    pk: int
    house: int
    number: str
    closed_at: datetime
    retain_until: date


def running() -> QuerySet[Renewal]:
    """The proposals that were neither started nor withdrawn."""
    return Renewal.objects.filter(started_at=None, withdrawn_at=None)


def of_case(case: Case) -> list[Renewal]:
    """The renewals of a case, the newest first."""
    return list(case.renewals.select_related("account"))


def voices(renewal: Renewal) -> list[Voice]:
    """Who has to speak about a renewal, core participants first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisation, core, ordered, items, assents, answers FROM retention_voices(%s)", [renewal.pk]
        )
        rows = cursor.fetchall()
    organisations = Organisation.objects.in_bulk([row[0] for row in rows])
    found = [Voice(organisations[row[0]], row[1], row[2], int(row[3]), row[4], row[5]) for row in rows]
    return sorted(found, key=lambda voice: (not voice.core, voice.organisation.sort_key))


def latest_voice(renewal: Renewal, kind: str | None, organisation: int) -> int | None:
    """The number of what an organisation said last about a renewal, of this kind."""
    said = renewal.voices.filter(organisation=organisation, kind=kind or "")
    return said.order_by("-pk").values_list("pk", flat=True).first()


def number_of(renewal: Renewal) -> str:
    """The number of the case, also for who may not see a closed one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_renewed(%s)", [renewal.pk])
        return cursor.fetchone()[0] or ""


def renewable() -> list[Renewable]:
    """Closed cases that a process director can still propose to renew on ground b."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, house, number, closed_at, retain_until FROM retention_renewable() ORDER BY retain_until, id"
        )
        return [Renewable(*row) for row in cursor.fetchall()]


def may_speak() -> set[int]:
    """The proposals about which who acts can speak for its organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_may_speak()")
        return set(cursor.fetchone()[0])


def my_work(who: Acting) -> list[WorkItem]:
    """Proposals about which my organisation still has to speak."""
    if not who.has(Role.REFERRER, Role.ASSESSOR, Role.PARTICIPANT):
        return []
    proposals = list(running().filter(pk__in=may_speak())) if running().exists() else []
    return [
        WorkItem(
            kind=_("Hernieuwing"),
            title=_("%(number)s: mag de casus langer worden bewaard?") % {"number": number_of(renewal)},
            url=reverse("retention:renewal", args=[renewal.pk]),
            due=renewal.from_end - timedelta(days=1),
            icon="refresh",
        )
        for renewal in proposals
        if any(asked(voice) for voice in voices(renewal) if voice.organisation.pk == who.organisation_id)
    ]


def asked(voice: Voice) -> bool:
    """Is something still expected of this organisation?"""
    return (voice.core and voice.ordered is None) or (voice.items > 0 and voice.assents is None)


def steers(who: Acting, case: int) -> bool:
    """Does who acts direct the case with this number (pk) or decide in it? The case itself he may not see."""
    return my_grants(who).filter(object_id=case, scope__in=["decide", "direct"]).exists()
