"""What the pages of referral and triage read, in few SQL statements. Row security has left out what one may not see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.law.calendar import workdays_before, written
from eenplan.law.codes import Role
from eenplan.network.models import House, HouseOrganisation, Organisation
from eenplan.network.queries import current
from eenplan.people.models import Person
from eenplan.referrals import rules
from eenplan.referrals.models import Assessment, Referral, ReferredPerson
from eenplan.ui.work import WorkItem

# --- the referral ---------------------------------------------------------------------------------


def mine(who: Acting) -> QuerySet[Referral]:
    """My drafts and referrals, drafts first, with the case that came of it when I may see it."""
    return (
        Referral.objects.filter(account_id=who.account_id)
        .select_related("house", "case")
        .prefetch_related(_persons())
        .order_by("-submitted_at", "-changed_at")
    )


def _persons() -> Prefetch:
    return Prefetch("persons", ReferredPerson.objects.select_related("person").order_by("pk"))


def drafts(who: Acting) -> QuerySet[Referral]:
    """What the acting account may still change."""
    return Referral.objects.filter(account_id=who.account_id, submitted_at=None).select_related("house")


def empty_draft(who: Acting, house: House) -> Referral | None:
    """A draft in which nothing was filled in yet: starting twice does not make two."""
    nothing = dict.fromkeys(("occasion", "goal", *(f"criterion_{letter}" for letter in rules.CRITERIA)), "")
    return drafts(who).filter(house=house, number=None, persons=None, **nothing).first()


@dataclass(frozen=True)
class Persons:
    """Who stands on a referral: the persons referred, each with the direct circle."""

    rows: list[ReferredPerson]

    @property
    def subjects(self) -> list[ReferredPerson]:
        return [row for row in self.rows if row.part == ReferredPerson.Part.SUBJECT]

    @property
    def numbers(self) -> list[int]:
        return [row.person_id for row in self.rows]

    @property
    def groups(self) -> list[tuple[ReferredPerson, list[ReferredPerson]]]:
        """Each subject with the people in the circle around him."""
        return [
            (subject, [row for row in self.rows if row.circle_of_id == subject.person_id]) for subject in self.subjects
        ]


def persons_of(referral: Referral, *further: str) -> Persons:
    """The persons on a referral, with their names and what `further` is asked of them."""
    return Persons(list(referral.persons.select_related("person", *further).order_by("pk")))


def correctable() -> set[int]:
    """The persons on my drafts whom I entered and of whom nothing else is known yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(referrals_correctable())")
        return {number for (number,) in cursor.fetchall()}


def subject_numbers(referral: Referral) -> set[int]:
    return set(referral.persons.filter(part=ReferredPerson.Part.SUBJECT).values_list("person_id", flat=True))


def found_person(house: House, number: int) -> QuerySet[Person]:
    """The person, when the acting account has found or entered him in this house in the last day."""
    return Person.objects.filter(
        pk=number, house=house, pk__in=RawSQL("SELECT unnest(access_objects('person', 'found'))", [])
    )


# --- triage ---------------------------------------------------------------------------------------


def known_in_cases(referral: Referral, persons: Iterable[ReferredPerson]) -> list[dict]:
    """Which of these persons are in an open case of the house: whom to call, never what (R-14, WGS 2.31(2))."""
    names = {row.person_id: row.person.full_name for row in persons}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.person_id, k.director, k.phone FROM referrals_referredperson r, cases_also_known(r.person_id, NULL) k"
            " WHERE r.referral_id = %s",
            [referral.pk],
        )
        return [
            {"name": names[person], "director": director, "phone": phone}
            for person, director, phone in cursor.fetchall()
            if person in names
        ]


def judgement(row: Assessment) -> rules.Judgement:
    """The plain value of an assessment, for the rules."""
    met = frozenset(letter for letter in rules.CRITERIA if getattr(row, f"criterion_{letter}"))
    return rules.Judgement(row.organisation_id, met, row.judgement)


def assessments_of(referral: Referral) -> list[Assessment]:
    """Every judgement about a referral, in order of time, also those from before it came back for completion."""
    return list(referral.assessments.select_related("organisation", "account").order_by("at", "pk"))


def counting(referral: Referral, rows: Iterable[Assessment]) -> list[Assessment]:
    """The judgements about the referral as it was submitted last."""
    return [row for row in rows if referral.submitted_at and row.at >= referral.submitted_at]


def latest_judgements(referral: Referral) -> list[rules.Judgement]:
    """The last judgement of each core organisation about the referral as it stands."""
    return rules.latest(map(judgement, counting(referral, referral.assessments.order_by("at", "pk"))))


def undecided(who: Acting) -> QuerySet[Referral]:
    """Submitted referrals that the houses of an assessor or process director still have to decide on."""
    houses = who.houses(Role.ASSESSOR, Role.PROCESS_DIRECTOR)
    return Referral.objects.filter(house__in=houses, submitted_at__isnull=False, decided_at=None)


def core_organisations(houses: Iterable[int]) -> dict[int, list[Organisation]]:
    """The core organisations that take part in each of these houses today."""
    rows = (
        HouseOrganisation.objects.filter(current(), house__in=houses, organisation__ground__startswith="2.27(1)")
        .select_related("organisation")
        .order_by("organisation__sort_key")
    )
    found: dict[int, list[Organisation]] = {house: [] for house in houses}
    for row in rows:
        found[row.house_id].append(row.organisation)
    return found


@dataclass
class Card:
    """A referral on the board: whom it is about, who still has to judge."""

    referral: Referral
    subjects: list[ReferredPerson]
    day: date
    judged: list[Organisation]
    waiting: list[Organisation]
    to_judge: bool  # may I judge, and has my own organisation not done so yet?

    @property
    def urgent(self) -> bool:
        return self.referral.urgency != Referral.Urgency.NORMAL

    @property
    def enough(self) -> bool:
        return len(self.judged) >= self.referral.house.assessments_required


@dataclass
class Triage:
    """The list of one triage day."""

    day: date
    cards: list[Card] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The date, and "deze week" or "volgende week" when it is near."""
        today = timezone.localdate()
        weeks = (self.day - today + timedelta(days=today.weekday())).days // 7
        near = {0: _("deze week"), 1: _("volgende week")}.get(weeks, "")
        return " – ".join(filter(None, [date_format(self.day, "l j F").capitalize(), near]))


#: acute before soon before normal
_RANK = {urgency: rank for rank, urgency in enumerate(reversed(Referral.Urgency.values))}


def board(who: Acting) -> list[Triage]:
    """The triage days that have something on them, and always the next one; urgent referrals first."""
    today = timezone.localdate()
    rows = list(
        undecided(who)
        .select_related("house", "organisation")
        .prefetch_related(
            _persons(), Prefetch("assessments", Assessment.objects.select_related("organisation").order_by("at", "pk"))
        )
    )
    houses = {row.house_id for row in rows}
    core = core_organisations(houses) if houses else {}
    cards = sorted(
        (_card(who, row, core[row.house_id], today) for row in rows),
        key=lambda card: (card.day, _RANK[card.referral.urgency], card.referral.submitted_at),
    )
    return [Triage(day, list(group)) for day, group in groupby(cards, key=lambda card: card.day)]


def _card(who: Acting, referral: Referral, core: list[Organisation], today: date) -> Card:
    judged = {row.organisation_id: row.organisation for row in counting(referral, referral.assessments.all())}
    subjects = [row for row in referral.persons.all() if row.part == ReferredPerson.Part.SUBJECT]
    to_judge = who.organisation_id not in judged and who.has(Role.ASSESSOR, house=referral.house_id)
    return Card(
        referral,
        subjects,
        day_of(referral, today),
        list(judged.values()),
        [organisation for organisation in core if organisation.pk not in judged],
        to_judge,
    )


def calendar(who: Acting, *roles: Role) -> list[tuple[House, date, date]]:
    """Of each house in which I have one of these roles: the next triage that is still open, and its cut-off."""
    today = timezone.localdate()
    found = []
    for house in House.objects.filter(pk__in=who.houses(*roles)):
        day = rules.triage_day(
            today, today, weekday=house.triage_weekday, cutoff_days=house.triage_cutoff_days, urgent=False
        )
        found.append((house, day, workdays_before(day, house.triage_cutoff_days)))
    return found


def day_of(referral: Referral, today: date | None = None) -> date:
    """The day on which the house of a submitted referral discusses it."""
    house = referral.house
    return rules.triage_day(
        timezone.localdate(referral.submitted_at),
        today or timezone.localdate(),
        weekday=house.triage_weekday,
        cutoff_days=house.triage_cutoff_days,
        urgent=referral.urgency != Referral.Urgency.NORMAL,
    )


# --- my work --------------------------------------------------------------------------------------


def my_work(who: Acting) -> list[WorkItem]:
    """Drafts to finish, referrals that came back, and referrals to judge before the next triage."""
    return [*_to_finish(who), *_to_judge(who)]


def _to_finish(who: Acting) -> list[WorkItem]:
    if not who.has(Role.REFERRER, Role.PROCESS_DIRECTOR):
        return []
    return [
        WorkItem(
            _("Aanmelding aanvullen") if draft.number else _("Aanmelding afmaken"),
            draft.number or _("Concept van %(date)s") % {"date": written(draft.created_at)},
            reverse("referrals:check", args=[draft.pk]),
            about=_("teruggegeven uit de triage") if draft.number else "",
            icon="file-plus",
        )
        for draft in drafts(who).order_by("-changed_at")[:20]
    ]


def _to_judge(who: Acting) -> list[WorkItem]:
    if not who.has(Role.ASSESSOR):
        return []
    judged = Assessment.objects.filter(
        referral=OuterRef("pk"), organisation=who.organisation_id, at__gte=OuterRef("submitted_at")
    )
    rows = (
        undecided(who)
        .filter(~Exists(judged), house__in=who.houses(Role.ASSESSOR))
        .select_related("house", "organisation")
        .order_by("submitted_at")
    )
    return [
        WorkItem(
            _("Aanmelding beoordelen"),
            str(row),
            reverse("referrals:triage", args=[row.number]),
            due=day_of(row),
            about=_("van %(name)s") % {"name": row.organisation.name},
            icon="scale",
        )
        for row in rows
    ]
