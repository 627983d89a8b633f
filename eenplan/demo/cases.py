"""The other cases of the demonstration house, at every stage of the road."""

from eenplan.cases.models import Case
from eenplan.conferences.models import Conference
from eenplan.demo import cast
from eenplan.demo.clock import shift
from eenplan.demo.road import Road, at, in_days
from eenplan.demo.stories import CAST, THEMES, Theme
from eenplan.people.models import Person
from eenplan.referrals.models import Referral

#: how far each stage goes along the road
STAGES = ("gathering", "conference", "plan", "monitoring", "evaluated", "closing", "closed")
DIRECTORS = ("director", "director_two")


def make(road: Road, person) -> None:
    """Everybody of `stories.CAST`, and two coming conferences with the cases that wait for one."""
    meetings = [
        Conference.objects.create(
            house=road.house,
            at=at(days, hour),
            place="Huis De Delta, zaal Zuid",
            chair=road.people[DIRECTORS[number % 2]],
        )
        for number, (days, hour) in enumerate(((2, 13), (9, 9)))
    ]
    for number, (given, prefix, family, born, sex, theme, stage, age) in enumerate(CAST):
        somebody = person(given, prefix, family, born, sex)
        director = DIRECTORS[number % 2]
        referral = refer(road, somebody, THEMES[theme], draft=stage == "draft")
        if stage in STAGES:
            _walk(road, referral, somebody, THEMES[theme], stage, age, director, meetings[number % 2])
        else:
            _triage(road, referral, stage, age)


def refer(road: Road, subject: Person, theme: Theme, draft: bool) -> Referral:
    """A referral with the texts of a theme, submitted unless it is a draft."""
    texts = {
        "occasion": theme.occasion,
        "goal": theme.purpose,
        "checked": not draft,
        "informed": None if draft else True,
        "framework_multiple": True,
        "framework_chains": True,
        **dict(zip(("criterion_a", "criterion_b", "criterion_c", "criterion_d"), theme.criteria, strict=True)),
    }
    if draft:
        texts |= {"criterion_c": "", "criterion_d": ""}
    referral = road.refer(theme.referrer, subject, [], texts, partners=[cast.PEOPLE[key][2] for key in theme.joins])
    if not draft:
        road.submit(theme.referrer, referral)
    return referral


def _triage(road: Road, referral: Referral, stage: str, age: int) -> None:
    shift(age, referral)
    if stage == "judged":
        road.judge("police", referral, "admit", "abcd", "Alle criteria zijn vervuld, dit kan niemand alleen.")
        road.judge("protection", referral, "admit", "abcd", "Eens; let op de kinderen in de omgeving.")
    elif stage in ("returned", "rejected"):
        complete = stage == "returned"
        for by in ("police", "council"):
            road.judge(
                by,
                referral,
                "complete" if complete else "reject",
                "ab",
                "Criterium c en d zijn onvoldoende onderbouwd.",
            )
        road.decide(
            "council",
            referral,
            "complete" if complete else "reject",
            "Maak duidelijk welke samenwerking nodig is en waarom het gewone overleg niet volstaat."
            if complete
            else "Eén keten kan dit aan; het wijkteam neemt binnen een week contact op.",
            **({} if complete else {"route": "district_team"}),
        )


def _walk(road, referral, subject, theme: Theme, stage: str, age: int, director: str, meeting: Conference) -> None:
    goes = STAGES.index(stage)
    shift(4, referral)
    case = road.admit(referral, theme.purpose, "person", director)
    for key in dict.fromkeys((theme.referrer, *theme.joins, *_named(theme))):
        road.involve(case, key, "nodig voor het plan van aanpak")
    left = age - 4
    left = _step(referral, left, min(5, left // 2))
    for supplier, category, text in theme.items:
        road.tell(case, supplier, subject, category, text)
    if goes == 0:
        if age > 12:
            road.meet(case, director, meeting, "Wat weten we, en wie heeft het voortouw?")
        shift(left, referral)
        return
    road.lead(case, theme.lead, director)
    left = _step(referral, left, 10)
    own = Conference.objects.create(
        house=road.house, at=at(0, 11), place="Huis De Delta, zaal Zuid", chair=road.people[director]
    )
    item = road.meet(case, director, own, "Wat is er nodig, en wie doet wat?")
    road.hold(case, director, item, (theme.occasion, theme.criteria[2], theme.purpose))
    _later(road, referral, case, subject, theme, goes, left, director, own, meeting)


def _later(
    road, referral, case: Case, subject, theme: Theme, goes: int, left: int, director: str, own, meeting
) -> None:
    """From the plan to the end; `left` days remain between the first conference and today."""
    if goes == 1:
        road.meet(case, director, meeting, "Plan van aanpak vaststellen")
        shift(left, referral, own)
        return
    left = _step(referral, left, 12, own)
    plan = road.write_plan(case, director, subject, theme.purpose, theme.goals, first_due=left - 9)
    road.adopt(case, director, plan)
    if goes == 2:
        shift(left, referral, own)
        return
    # what is evaluated plans the next within the house's term, and that is still ahead today
    left = _step(referral, left, max(left // 2, left - 60), own)
    first, *rest = case.actions.order_by("due_on")
    road.finish_action(case, first, "Gedaan zoals afgesproken; betrokkene werkt mee.")
    for action in rest[:1]:
        key = next(key for key, account in road.people.items() if account.pk == action.responsible_id)
        road.report(case, action, key, "better", "Loopt; eerste resultaten zijn zichtbaar.")
    if goes == 5:
        road.evaluate(case, director, "De doelen zijn bereikt; het wijkteam kan het overnemen.", None)
        shift(left - 5, referral, own)
        road.opine(case, "council", "De afspraken zijn nagekomen; wij zien geen reden om door te gaan.")
        shift(5, referral)  # the others were asked then, and have not answered yet
        return
    if goes >= 4:
        left = _step(referral, left, max(left - 60, 0), own)  # evaluated two months ago, and next month again
        road.score(case, theme.lead, subject, {"home": 2, "finances": 2, "network": 3}, in_days(0))
        road.evaluate(
            case,
            director,
            "Het plan werkt; de afspraken over wonen en geld vragen nog tijd.",
            in_days(left + 25),
        )
    if goes == 6:
        for action in rest:
            road.finish_action(case, action, "Afgerond.")
        road.close(case, director, "goals_met", "De doelen zijn behaald; het wijkteam houdt een vinger aan de pols.")
    shift(left, referral, own)


def _step(referral: Referral, left: int, days: int, own: Conference | None = None) -> int:
    """Let `days` of the remaining days pass."""
    shift(days, referral, own)
    return left - days


def _named(theme: Theme) -> list[str]:
    """Everybody who supplies an item or is responsible for an action."""
    return [supplier for supplier, _category, _text in theme.items] + [
        key for _domain, _goal, agreed in theme.goals for _kind, key, _action in agreed
    ]
