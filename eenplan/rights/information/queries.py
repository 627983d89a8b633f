"""Who is still to be informed, and what the organisations think of it. The contact point learns nothing else of the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.cases.queries import my_grants
from eenplan.law.calendar import past_in, reached_in
from eenplan.law.codes import DataCategory, ExceptionGround, Role
from eenplan.network.models import Organisation
from eenplan.people import postal
from eenplan.people.models import Address, Person
from eenplan.rights.information import rules
from eenplan.rights.models import InformationDuty, InformationOpinion, InformationOutcome
from eenplan.ui.work import WorkItem

State = InformationDuty.State
#: duties that fall due within so many days are work of now
SOON = timedelta(days=14)
#: of a long list "mijn werk" shows the most urgent
AT_MOST = 15


@dataclass(frozen=True)
class PersonToInform:
    """What the contact point gets to know of a person it informs; `address` is empty when it is secret or unknown."""

    name: str
    birth_date: str
    case: str
    closed: bool
    secret: bool
    address: list[str]
    lacking: list[str]  # what the post needs and nobody recorded
    died: bool
    third_party: bool  # the registry says that somebody else than the parents has authority, and not who
    curatorship: bool
    categories: list[DataCategory]

    @property
    def under_age(self) -> bool:
        return rules.under_age(self.birth_date, timezone.localdate())


@dataclass(frozen=True)
class Consulted:
    """An organisation on the case and its latest opinion, if it gave one."""

    organisation: Organisation
    takes_part: bool
    opinion: InformationOpinion | None

    @property
    def objects(self) -> bool:
        return bool(self.opinion and self.opinion.ground)

    @property
    def silent(self) -> bool:
        return self.takes_part and self.opinion is None


def duties(state: str = State.OPEN) -> QuerySet[InformationDuty]:
    """The duties in one state, the most urgent first."""
    found = InformationDuty.objects.filter(state=state)
    return found.order_by("-due_on", "-pk") if state == State.INFORMED else found.order_by("review_on", "due_on", "pk")


def counts() -> dict[str, int]:
    """How many are open, late, put off, to be looked at again, and informed."""
    return InformationDuty.objects.aggregate(
        open=Count("pk", filter=Q(state=State.OPEN)),
        late=Count("pk", filter=Q(state=State.OPEN) & past_in("due_on")),
        omitted=Count("pk", filter=Q(state=State.OMITTED)),
        review=Count("pk", filter=Q(state=State.OMITTED) & reached_in("review_on")),
        informed=Count("pk", filter=Q(state=State.INFORMED)),
    )


def persons(duties: Iterable[InformationDuty]) -> dict[int, PersonToInform]:
    """Whom these duties are about, by duty; each is logged as read (R-72). For contact point and supervision."""
    about = {duty.pk: duty for duty in duties}
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rights_persons_to_inform(%s)", [list(about)])
        columns = [column.name for column in cursor.description]
        for row in (dict(zip(columns, values, strict=True)) for values in cursor.fetchall()):
            duty = about[row["duty"]]
            found[duty.pk] = _person(row)
            audit.loaded(duty.person_id, duty.house_id, duty.case_id, DataCategory.IDENTITY, DataCategory.HOUSING)
    return found


def _person(row: dict) -> PersonToInform:
    naming = (
        "given_names",
        "noble_title",
        "prefix",
        "family_name",
        "sex",
        "name_use",
        "partner_prefix",
        "partner_name",
    )
    parts = ("street", "postcode", "locality", "municipality", "lines", "country")
    where = Address(number=row["house_number"] or "", **{part: row[part] or "" for part in parts})
    return PersonToInform(
        name=Person(**{name: row[name] for name in naming}).full_name,
        birth_date=row["birth_date"],
        case=row["number"],
        closed=row["closed"],
        secret=row["secret"],
        address=postal.lines(where),
        lacking=[] if row["secret"] else postal.lacking(where),
        died=bool(row["died_on"]),
        third_party=row["third_party"],
        curatorship=row["curatorship"],
        categories=[DataCategory(number) for number in row["categories"]],
    )


def consulted(duty: InformationDuty) -> list[Consulted]:
    """The organisations of the case with what they think, those that take part first. For the contact point."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation, takes_part FROM rights_consulted(%s)", [duty.pk])
        takes_part = dict(cursor.fetchall())
    latest = {opinion.organisation_id: opinion for opinion in duty.opinions.select_related("account").order_by("pk")}
    organisations = Organisation.objects.filter(pk__in=takes_part).order_by("sort_key")
    rows = [Consulted(each, takes_part[each.pk], latest.get(each.pk)) for each in organisations]
    return sorted((row for row in rows if row.takes_part or row.opinion), key=lambda row: not row.takes_part)


def outcomes(duty: InformationDuty) -> list[InformationOutcome]:
    """What was done about a duty, the latest first."""
    return list(duty.outcomes.select_related("account").order_by("-pk"))


# On the case page


@dataclass
class CaseDuty:
    """A duty as the professionals of the case see it: how far it is, and what their own organisation thinks."""

    duty: InformationDuty
    opinion: InformationOpinion | None
    outcome: InformationOutcome | None


def of_case(who: Acting, case: Case) -> list[CaseDuty]:
    """The duties of the case, with the own opinion and the latest outcome: four statements."""
    found = list(case.information_duties.select_related("person", "member").order_by("-member__part", "pk"))
    given = InformationOpinion.objects.filter(duty__in=found, organisation=who.organisation_id).order_by("pk")
    mine = {opinion.duty_id: opinion for opinion in given.select_related("account")}
    done = {outcome.duty_id: outcome for outcome in InformationOutcome.objects.filter(duty__in=found).order_by("pk")}
    return [CaseDuty(duty, mine.get(duty.pk), done.get(duty.pk)) for duty in found]


def latest_opinion(duty: InformationDuty, organisation: int) -> int | None:
    """The number of what an organisation said last about a duty."""
    return duty.opinions.filter(organisation=organisation).order_by("-pk").values_list("pk", flat=True).first()


def panel(who: Acting, case: Case) -> dict | None:
    """Who knows of the case already, on its overview: one statement."""
    spoken = InformationOpinion.objects.filter(duty=OuterRef("pk"), organisation=who.organisation_id)
    found = case.information_duties.select_related("person").annotate(spoken=Exists(spoken))
    rows = list(found.order_by("-member__part", "pk"))
    speaks = {"take_part", "decide"} & set(case.scopes)
    return {
        "duties": rows,
        "to_judge": bool(speaks) and any(row.state == State.OPEN and not row.spoken for row in rows),
    }


def unjudged(who: Acting) -> QuerySet[InformationDuty]:
    """Open duties in cases that who acts takes part in, about which its organisation has not spoken."""
    mine = my_grants(who).filter(scope__in=["take_part", "decide"]).values("object_id")
    spoken = InformationOpinion.objects.filter(organisation=who.organisation_id).values("duty")
    return InformationDuty.objects.filter(case__in=mine, state=State.OPEN).exclude(pk__in=spoken)


# My work


def my_work(who: Acting) -> list[WorkItem]:
    """Persons to inform and to look at again for the contact point; opinions to give for the organisations on a case."""
    return [*_to_inform(who), *_to_judge(who), *_to_review(who)]


def _to_inform(who: Acting) -> list[WorkItem]:
    houses = who.houses(Role.CONTACT_POINT)
    if not houses:
        return []
    soon = timezone.localdate() + SOON
    now = Q(state=State.OPEN, due_on__lte=soon) | Q(state=State.OMITTED) & reached_in("review_on")
    found = list(InformationDuty.objects.filter(now, house__in=houses).order_by("due_on", "pk")[:AT_MOST])
    named = persons(found)
    return [
        WorkItem(
            kind=_("Informeren"),
            title=(_("Informeer %(name)s") if duty.state == State.OPEN else _("Nog uitstellen? %(name)s"))
            % {"name": named[duty.pk].name},
            url=reverse("rights:duty", args=[duty.pk]),
            due=_date_of(duty),
            icon="mail",
        )
        for duty in found
    ]


def _date_of(duty: InformationDuty) -> date:
    return duty.review_on or duty.due_on


def _to_judge(who: Acting) -> list[WorkItem]:
    rows = unjudged(who).values_list("case__number").annotate(due=Min("due_on")).order_by("due", "case__number")
    return [
        WorkItem(
            kind=_("Informeren"),
            title=_("%(number)s: mogen wij de betrokkenen informeren?") % {"number": number},
            url=reverse("rights:informing", args=[number]),
            due=due,
            icon="mail",
        )
        for number, due in rows
    ]


def _to_review(who: Acting) -> list[WorkItem]:
    """Exceptions that the own organisation promised to look at again by now."""
    rows = InformationOpinion.objects.filter(
        reached_in("review_on"),
        organisation=who.organisation_id,
        account=who.account_id,
        ground__in=ExceptionGround.values,
        duty__state__in=[State.OPEN, State.OMITTED],
    ).select_related("case")
    newest = {(row.duty_id): row for row in rows.order_by("pk")}
    spoken = InformationOpinion.objects.filter(organisation=who.organisation_id, duty__in=newest).order_by("pk")
    latest = {opinion.duty_id: opinion.pk for opinion in spoken} if newest else {}
    return [
        WorkItem(
            kind=_("Informeren"),
            title=_("%(number)s: geldt uw uitzondering nog?") % {"number": row.case.number},
            url=reverse("rights:informing", args=[row.case.number]),
            due=row.review_on,
            icon="mail",
        )
        for row in newest.values()
        if latest[row.duty_id] == row.pk
    ]
