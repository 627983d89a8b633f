"""Who speaks about destroying a case earlier: every core organisation of its last year, each for itself (docs/adr/0023)."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.law.rules import Refusal, cites
from eenplan.network.models import House, Organisation
from eenplan.retention.engine import Outcome
from eenplan.retention.models import Release, ReleaseVoice
from eenplan.retention.rules import TIME_TO_OBJECT
from eenplan.ui.work import WorkItem


@dataclass(frozen=True)
class Voice:
    """An organisation whose word counts, and what it said; None: nothing, which is no consent."""

    organisation: Organisation
    agrees: bool | None


@cites("WGS 2.31(8)", "WGS 1.8(7)", "R-51")
def may_speak(heard: bool) -> None:
    """About destroying earlier speaks who took part for a core organisation in the last year, or judges for it."""
    if not heard:
        raise Refusal(
            _("Uw organisatie spreekt zich over dit besluit niet uit."),
            "WGS 2.31(8)",
            _("Dat doen de kerndeelnemers die het laatste jaar deelnamen."),
        )


def voices(release: Release) -> list[Voice]:
    """Everybody whose word counts, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation, agrees FROM retention_release_voices(%s)", [release.pk])
        said = dict(cursor.fetchall())
    return [Voice(one, said[one.pk]) for one in Organisation.objects.filter(pk__in=said).order_by("sort_key")]


def number_of(release: Release) -> str:
    """The number of the case, also for who does not see the case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_release_number(%s)", [release.pk])
        return cursor.fetchone()[0] or ""


def ends_on(release: Release) -> date | None:
    """The day from which it is destroyed; None while not everybody agreed and was told."""
    return release.told_on and max(release.destroy_on, release.told_on + TIME_TO_OBJECT)


def speaks() -> set[int]:
    """The decisions about which who acts can speak for its organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(retention_release_speaks())")
        return {number for (number,) in cursor.fetchall()}


def speak(who: Acting, release: Release, *, agrees: bool, motive: str) -> ReleaseVoice:
    """Agree for the own organisation, or go back on it: then nothing is destroyed before the term."""
    may_speak(release.pk in speaks())
    audit.record(
        "retention.release.speak",
        house=release.house_id,
        case=release.case_id,
        detail="eens" if agrees else "oneens",
    )
    return ReleaseVoice.objects.create(
        house_id=release.house_id,
        case_id=release.case_id,
        release=release,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
        agrees=agrees,
        motive=motive,
    )


def my_work(who: Acting) -> list[WorkItem]:
    """Decisions about which my organisation still has to speak, though it does not work on the case any more; and those to which
    all agreed, until the day on which one can still go back on it.
    """
    if not who.has(Role.REFERRER, Role.ASSESSOR, Role.PARTICIPANT):
        return []
    return [
        WorkItem(
            kind=_("Eerder vernietigen"),
            title=(
                _("%(number)s wordt vernietigd; tot dan kunt u erop terugkomen")
                if release.told_on
                else _("%(number)s: mogen de gegevens eerder worden vernietigd?")
            )
            % {"number": number_of(release)},
            url=reverse("retention:released", args=[release.pk]),
            due=ends_on(release),
            icon="trash",
        )
        for release in Release.objects.filter(pk__in=speaks())
        if release.told_on
        or any(one.agrees is None and one.organisation.pk == who.organisation_id for one in voices(release))
    ]


@cites("WGS 2.31(8)", "R-01")
def tell_again(_who: Acting, house: House, _day: date, dry_run: bool) -> list[Outcome]:
    """Ask a second time who said nothing of closing for a week; every night, by the house."""
    if dry_run:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_tell_again(%s)", [house.pk])
        return [Outcome("R-01", "WGS 2.31(8)", "warned", "case", cursor.fetchone()[0])]
