"""What pages read about cases, in few SQL statements. Access is not filtered here: row security does that."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.access.models import Grant
from eenplan.cases import emergency, steps, still_needed, voices
from eenplan.cases.models import (
    Case,
    Closing,
    ClosingOpinion,
    Delegate,
    Direction,
    Member,
    Milestone,
    Participation,
    Phase,
)
from eenplan.cases.rules import REACHED_BY, Status, Step
from eenplan.law.codes import DataCategory, Role
from eenplan.network import queries as network
from eenplan.network.models import Organisation, Professional
from eenplan.people import authority
from eenplan.people.models import FamilyMember, Person, Relation
from eenplan.people.queries import age
from eenplan.referrals.models import Decision
from eenplan.ui.work import WorkItem

#: who can take part in a case
CASEWORK = (Role.REFERRER, Role.ASSESSOR, Role.PARTICIPANT)


def with_facts(cases: QuerySet[Case] | None = None) -> QuerySet[Case]:
    """Cases with the moments from which their status follows."""
    cases = Case.objects.all() if cases is None else cases
    return cases.select_related("house").annotate(
        **{
            f"{kind}_at": Subquery(
                Milestone.objects.filter(case=OuterRef("pk"), kind=kind).order_by("-at").values("at")[:1]
            )
            for kind in Milestone.Kind.values
        }
    )


def my_grants(who: Acting) -> QuerySet[Grant]:
    """The grants on cases that are in force for who acts."""
    return Grant.objects.filter(
        Q(until=None) | Q(until__gt=timezone.now()), account=who.account_id, kind=Grant.Kind.CASE
    )


def with_content(who: Acting) -> QuerySet[Case]:
    """Open cases whose content one may see, with one's scopes on them. Who is only asked to direct sees none."""
    mine = my_grants(who).filter(object_id=OuterRef("pk"))
    return (
        with_facts()
        .filter(Exists(Participation.objects.filter(case=OuterRef("pk"))), closed_at=None)
        .annotate(scopes=ArraySubquery(mine.values("scope")))
    )


def in_status(cases: QuerySet[Case], status: str) -> QuerySet[Case]:
    """The cases (`with_facts`) of one status: the same facts as `rules.status`, asked of the database."""
    if status == Status.CLOSED:
        return cases.filter(closed_at__isnull=False)
    further = [fact for fact, step in REACHED_BY if _order(step) > _order(status)]
    own = [fact for fact, step in REACHED_BY if step == status]
    return cases.filter(
        closed_at=None, **{f"{fact}__isnull": True for fact in further}, **{f"{fact}__isnull": False for fact in own}
    )


def _order(status: str) -> int:
    return Status.values.index(status)


def subjects(case: Case) -> list[Member]:
    """The referred persons of the case, now."""
    return list(case.members.filter(part=Member.Part.SUBJECT, until=None).select_related("person"))


def with_subjects(case: Case, everybody: Iterable[Member]) -> list[Member]:
    """Everybody in the case, with the referred persons among them hung on it: the title bar need not ask for them again."""
    members = list(everybody)
    case.subjects = [one for one in members if one.part == Member.Part.SUBJECT and one.until is None]
    return members


def directing() -> QuerySet[Direction]:
    """Who directs now: the directions that were accepted and have not ended."""
    return Direction.objects.filter(until=None, accepted_at__isnull=False)


def directed_by(who: Acting) -> Q:
    """Condition for "my cases": I direct, or my organisation directs the case."""
    mine = directing().filter(
        Q(account=who.account_id)
        | Q(kind=Direction.Kind.CASE, account__professional__organisation=who.organisation_id),
        case=OuterRef("pk"),
    )
    return Q(Exists(mine))


def furnish(cases: Iterable[Case]) -> list[Case]:
    """Hang on each listed case its subjects, directors and next steps: a constant number of statements."""
    cases = list(cases)
    numbers = [case.pk for case in cases]
    people: dict[int, list[Member]] = defaultdict(list)
    directors: dict[int, dict[str, Direction]] = defaultdict(dict)
    named = Member.objects.filter(case__in=numbers, part=Member.Part.SUBJECT, until=None)
    for member in named.select_related("person"):
        people[member.case_id].append(member)
    for direction in directing().filter(case__in=numbers).select_related("account__professional__organisation"):
        directors[direction.case_id][direction.kind] = direction
    planned = steps.planned(numbers)
    for case in cases:
        case.subjects, case.directors = people[case.pk], directors[case.pk]
        case.next_steps = steps.upcoming(planned.get(case.pk, []), case.term)
    return cases


def known_elsewhere(case: Case) -> list[dict]:
    """The persons of this case who are in another open case of the house too: whom to call, never what (R-14)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.person_id, k.director, k.phone FROM cases_member m, cases_also_known(m.person_id, m.case_id) k"
            " WHERE m.case_id = %s AND m.until IS NULL",
            [case.pk],
        )
        return [
            {"person": person, "director": director, "phone": phone} for person, director, phone in cursor.fetchall()
        ]


def members(case: Case) -> list[Member]:
    """Everybody in the case now, referred persons first, each with the age of today in `.age`."""
    found = with_subjects(case, case.members.filter(until=None).select_related("person", "circle_of"))
    for member in found:
        member.age = age(member.person)
    return found


def participations(case: Case) -> list[Participation]:
    """The organisations that take part now, each with its professionals in `.named`."""
    named = Delegate.objects.filter(until=None).select_related("account__professional").order_by("account__sort_key")
    return list(
        case.participations.filter(until=None)
        .select_related("organisation", "decided_by")
        .prefetch_related(Prefetch("delegates", named, to_attr="named"))
    )


def ended_participations(case: Case) -> list[Participation]:
    """The organisations that took part before."""
    return list(case.participations.filter(until__isnull=False).select_related("organisation").order_by("-until"))


def directions(case: Case) -> dict:
    """Per kind who directs (`now`), whether that authorisation ended (`lapsed`), who is `asked`, who did `before`."""
    found: dict[str, dict] = {
        kind.value: {"kind": kind, "label": kind.label, "now": None, "lapsed": False, "asked": None, "before": []}
        for kind in Direction.Kind
    }
    rows = case.directions.select_related("account__professional__organisation").order_by("-proposed_at", "-pk")
    for direction in rows:
        mine = found[direction.kind]
        if direction.until is None:
            mine["now" if direction.accepted_at else "asked"] = direction
        else:
            mine["before"].append(direction)
    directing = [mine["now"].account_id for mine in found.values() if mine["now"]]
    authorised = set(network.professionals(case.house).filter(pk__in=directing).values_list("pk", flat=True))
    for mine in found.values():
        mine["lapsed"] = bool(mine["now"]) and mine["now"].account_id not in authorised
    return found


def phases(case: Case) -> list[Phase]:
    """The AVE phases, the present one first."""
    return list(case.phases.select_related("operational", "administrative", "account"))


def origin(case: Case) -> Decision | None:
    """The decision that admitted the case and fixed its purpose (R-06), with the referral behind it."""
    return (
        Decision.objects.filter(referral=case.referral_id, outcome=Decision.Outcome.ADMIT)
        .select_related("organisation", "account", "referral__organisation")
        .first()
    )


def closing(case: Case) -> Closing | None:
    """How a case ended."""
    return Closing.objects.filter(case=case).select_related("organisation", "follow_up").first()


def asked(who: Acting, case: Case) -> Direction | None:
    """The direction that who acts is asked to accept."""
    return case.directions.filter(account=who.account_id, accepted_at=None, until=None).first()


def next_steps(case: Case) -> list[Step]:
    """What comes next in this case: what the rooms have planned and the term that runs, the first date first."""
    return steps.upcoming(steps.planned([case.pk]).get(case.pk, []), case.term)


def road(case: Case) -> list[dict]:
    """The road of the case for the component `steps`."""
    reached = {step: getattr(case, fact) for fact, step in REACHED_BY}
    here = _order(case.status)
    road = []
    for status in Status:
        if status == Status.CLOSED:
            continue
        at = reached.get(status) or (case.opened_at if status == Status.GATHERING else None)
        state = "done" if _order(status) < here else "current" if _order(status) == here else "todo"
        road.append(
            {
                "label": str(status.label).capitalize(),
                "state": state,
                "note": date_format(localdate(at), "j b Y") if at else "",
            }
        )
    return road


# Who may be chosen


def may_join(case: Case) -> QuerySet[Organisation]:
    """The organisations of the house with a statutory ground that do not take part in the case yet."""
    return (
        network.participants(case.house)
        .exclude(ground="none")
        .exclude(pk__in=case.participations.filter(until=None).values("organisation"))
    )


def may_be_named(case: Case, organisation: Organisation) -> QuerySet[Professional]:
    """The authorised professionals of an organisation who are not on the case, and do not direct its process."""
    on_case = case.delegates.filter(until=None).values("account")
    neutral = case.directions.filter(kind=Direction.Kind.PROCESS, until=None).values("account")
    return network.professionals(case.house, organisation, CASEWORK).exclude(pk__in=on_case).exclude(pk__in=neutral)


def may_direct(case: Case, kind: Direction.Kind) -> QuerySet[Professional]:
    """Who can be asked to direct: for the process the house's process directors, for the case its participants."""
    now = case.directions.filter(kind=kind, until=None).values("account")
    on_case = case.delegates.filter(until=None).values("account")
    if kind == Direction.Kind.PROCESS:
        found = network.professionals(case.house, roles=[Role.PROCESS_DIRECTOR]).exclude(pk__in=on_case)
    else:
        found = network.professionals(case.house, roles=CASEWORK).filter(pk__in=on_case)
    return found.exclude(pk__in=now)


def directs_process(case: Case, account: int) -> bool:
    """Does this account direct the process of the case, or is it asked to?"""
    return case.directions.filter(kind=Direction.Kind.PROCESS, account=account, until=None).exists()


def deciders(case: Case) -> QuerySet[Delegate]:
    """The professionals on the case who decide: those of core organisations."""
    return case.delegates.filter(until=None, participation__organisation__ground__startswith="2.27(1)")


# Closing


def opinions(case: Case) -> list[dict]:
    """Per core organisation on the case its latest opinion on closing, given since it takes part.

    `agrees` is None for who was silent, and for who agreed before what is decided changed; it can answer until `until`, and after
    that `lets` it be closed. Who has nobody authorised any more (`absent`) is not waited for.
    """
    calls = {call.organisation_id: call for call in case.closing_calls.all()}
    known = voices.voices_of(case)
    latest = {
        opinion.organisation_id: opinion for opinion in case.closing_opinions.select_related("account").order_by("pk")
    }
    rows = []
    for part in participations(case):
        if part.organisation.core:
            opinion = latest.get(part.organisation_id)
            opinion = opinion if opinion and opinion.at >= part.since else None
            agrees = opinion.agrees if opinion and not (opinion.agrees and opinion.lapsed_at) else None
            call = calls.get(part.organisation_id)
            voice = known.get(part.organisation_id, voices.UNTOLD)
            rows.append(
                {
                    "organisation": part.organisation,
                    "participation": part,
                    "opinion": opinion,
                    "agrees": agrees,
                    "absent": not voice.heard,
                    "call": call,
                    "until": call.until if call and agrees is None else None,
                    "lets": not voice.heard or (voice.silent if agrees is None else agrees),
                }
            )
    return rows


def latest_opinion(case: Case, organisation: int) -> int | None:
    """The number of what an organisation said last about closing."""
    return case.closing_opinions.filter(organisation=organisation).order_by("-pk").values_list("pk", flat=True).first()


# Persons and relations


def organisations_around(who: Acting, person: Person) -> QuerySet[Organisation]:
    """The organisations in the open cases with this person whose process `who` directs: they may be told a secret address."""
    directed = Direction.objects.filter(
        account=who.account_id, kind=Direction.Kind.PROCESS, accepted_at__isnull=False, until=None
    )
    parts = Participation.objects.filter(
        until=None,
        case__in=directed.values("case"),
        case_id__in=Member.objects.filter(person=person, until=None).values("case"),
    )
    return Organisation.objects.filter(pk__in=parts.values("organisation"))


def secret_housemates(person: Person) -> list[int | None]:
    """Who makes this address secret beside the person: the number of whom who acts directs a case with too, else None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_secret_housemates(%s)", [person.pk])
        return [number for (number,) in cursor.fetchall()]


def tells_secret_address(case: Case, texts: Iterable[str]) -> bool:
    """Does one of these texts, about to leave the case, tell where somebody in it hides (R-78)?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_tells_secret_address(%s, %s)", [case.pk, "\n".join(texts)])
        return cursor.fetchone()[0]


def caution_about_address(text: str) -> str:
    """What a writer is told whose text says where somebody in his cases hides (R-78); logged, for it is an answer about him."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT house, array_agg(person) FROM cases_told_of(%s) GROUP BY house", [text])
        told = cursor.fetchall()
    for house, persons in told:
        audit.record("address.typed", house=house, subjects=persons, categories=[DataCategory.HOUSING])
    return (
        _(
            "In deze tekst staat het geheime adres van iemand in een van uw casussen. Ieder die de tekst leest, weet het dan. "
            "Haal het weg, of sla de tekst nog een keer op als het er echt moet staan."
        )
        if told
        else ""
    )


def people(case: Case) -> dict:
    """Everybody in the case with address, the relations between persons one may see, and their families."""
    whole = ("person__address", "person__citizen_number", "circle_of__person")
    rows = list(case.members.select_related(*whole).order_by("-part", "pk"))
    now = [member for member in rows if member.until is None]
    numbers = {member.person_id for member in now}
    relations = (
        Relation.objects.filter(person__in=numbers)
        .select_related("person__citizen_number", "other__citizen_number")
        .defer("person__citizen_number__bsn", "other__citizen_number__bsn")
        .order_by("person__sort_key", "kind", "pk")
    )
    families = (
        FamilyMember.objects.filter(person__in=numbers, until=None)
        .select_related("family", "person")
        .order_by("family__sort_key", "person__birth_date")
    )
    return {
        "members": now,
        "former": [member for member in rows if member.until],
        "relations": [(row, authority.in_words(row, row.person, row.other)) for row in relations],
        "third_parties": [member.person for member in now if authority.third_party(member.person)],
        "families": list(families),
    }


# My work


def my_work(who: Acting) -> list[WorkItem]:
    """What waits in cases: to answer a request to direct, to fill vacant case direction, to hold a first conference, to
    judge a closing."""
    if not who.has(*CASEWORK, Role.PROCESS_DIRECTOR, Role.AUDITOR, Role.CONTACT_POINT):
        return []
    return [
        *_asked_to_direct(who),
        *_to_prepare(who),
        *_to_judge_closing(who),
        *still_needed.work(who),
        *voices.work(who),
        *emergency.work(who),
    ]


def _asked_to_direct(who: Acting) -> list[WorkItem]:
    waiting = Direction.objects.filter(account=who.account_id, accepted_at=None, until=None).select_related("case")
    return [
        WorkItem(
            kind=_("Regie"),
            title=_("%(number)s: wilt u de %(kind)s op u nemen?")
            % {"number": item.case.number, "kind": item.get_kind_display()},
            url=item.case.get_absolute_url(),
            icon="user-question",
        )
        for item in waiting
    ]


def _to_prepare(who: Acting) -> list[WorkItem]:
    """For the process director: cases without case director, and new ones without a conference."""
    directed = directing().filter(case=OuterRef("pk"))
    cases = (
        with_facts()
        .filter(Exists(directed.filter(kind=Direction.Kind.PROCESS, account=who.account_id)), closed_at=None)
        .annotate(has_case_director=Exists(directed.filter(kind=Direction.Kind.CASE)))
        .filter(Q(has_case_director=False) | Q(conference_at=None))
        .order_by("opened_at")
    )
    items = []
    for case in cases:
        if not case.has_case_director:
            items.append(
                WorkItem(
                    kind=_("Regie"),
                    title=_("%(number)s: er is geen casusregisseur") % {"number": case.number},
                    url=reverse("cases:participants", args=[case.number]),
                    icon="user-off",
                )
            )
        if case.conference_at is None and (term := case.term):
            items.append(
                WorkItem(
                    kind=_("Casus"),
                    title=_("%(number)s: nog geen casusoverleg gehouden") % {"number": case.number},
                    url=case.get_absolute_url(),
                    due=term.due,
                    icon="users-group",
                )
            )
    return items


def _to_judge_closing(who: Acting) -> list[WorkItem]:
    """Cases that a core organisation wanted to close, and about which mine has not said anything that still counts."""
    said = ClosingOpinion.objects.filter(case=OuterRef("pk"))
    deciding = my_grants(who).filter(scope="decide").values("object_id")
    cases = Case.objects.filter(
        Exists(said.filter(agrees=True)),
        ~Exists(said.filter(organisation=who.organisation_id, lapsed_at=None)),
        pk__in=deciding,
        closed_at=None,
    )
    return [
        WorkItem(
            kind=_("Afsluiten"),
            title=_("%(number)s: geef uw oordeel over afsluiten") % {"number": case.number},
            url=reverse("cases:closing", args=[case.number]),
            icon="archive",
        )
        for case in cases
    ]
