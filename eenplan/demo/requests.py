"""What persons ask of the demonstration house: one request answered, one with an exception, one that just came in."""

from eenplan.cases.models import Case, Member
from eenplan.demo.road import Road, in_days
from eenplan.people.models import Person
from eenplan.rights.models import Answer, Request
from eenplan.rights.requests import actions, queries


def make(road: Road) -> None:
    """Everything of this module, on the cases that are there already."""
    subjects = [_subject(case) for case in Case.objects.filter(house=road.house).order_by("closed_at", "pk")[:3]]
    one, two, three = subjects
    _answered(road, three)
    _with_exception(road, one)
    _just_in(road, two)


def _subject(case: Case) -> Person:
    return Member.objects.select_related("person").filter(case=case, part=Member.Part.SUBJECT).order_by("pk")[0].person


def _ask(road: Road, person: Person, kind: Request.Kind, asked: str, days_ago: int) -> Request:
    with road.acting("contact") as who:
        return actions.register(
            who,
            house=road.house,
            kind=kind,
            asked=asked,
            name=f"{person.prefix} {person.family_name}".strip(),
            birth_date=person.birth_date,
            received_on=in_days(-days_ago),
            capacity="person",
            applicant_name=person.full_name,
            authority="",
            address="Singel 12\n8200 AA Deltastad",
            how="letter",
            bsn=person.bsn or "",
        )


def _identify(road: Road, request: Request) -> None:
    with road.acting("contact") as who:
        actions.identify(
            who,
            queries.one(who, request.number),
            identity="document",
            identity_checked_on=request.received_on,
        )
    with road.acting("contact_two") as who:
        actions.judge_identity(who, queries.one(who, request.number), enough=True)


def _answer(road: Road, request: Request, *, but: str = "") -> None:
    """Everybody who was asked answers that it has no objection."""
    for key, account in road.people.items():
        if key in (but, "contact", "contact_two", "auditor"):
            continue
        with road.acting(key) as who:
            for asked in queries.asked(who).filter(
                request=request, answered_at=None, organisation=account.professional.organisation
            ):
                actions.answer(who, asked)


def _answered(road: Road, person: Person) -> None:
    request = _ask(road, person, Request.Kind.ACCESS, "Ik wil weten wat er over mij is opgeschreven.", 20)
    _identify(road, request)
    _answer(road, request)
    with road.acting("contact") as who:
        asked = queries.one(who, request.number)
        if queries.lives_secretly(asked):
            actions.send_by_hand(who, asked, handed_by="de wijkagent")
        actions.decide(
            who,
            queries.one(who, request.number),
            outcome=Answer.Outcome.GRANTED,
            motive="U krijgt alles wat wij over u hebben vastgelegd.",
            address_checked=True,
        )


def _with_exception(road: Road, person: Person) -> None:
    request = _ask(road, person, Request.Kind.ACCESS, "Graag een kopie van mijn hele dossier.", 12)
    _identify(road, request)
    with road.acting("police") as who:
        for asked in queries.asked(who).filter(request=request):
            items = queries.own_items(asked, [])
            actions.hold_back(
                who,
                asked,
                part="item" if items else "involved",
                item=items[0].pk if items else None,
                ground="d",
                motivation="Er loopt een onderzoek; als dit bekend wordt, raakt bewijs verloren.",
                review_on=in_days(80),
            )
            actions.answer(who, asked)


def _just_in(road: Road, person: Person) -> None:
    _ask(road, person, Request.Kind.RECTIFICATION, "De melding van vorig jaar klopt niet: ik was daar niet bij.", 2)
