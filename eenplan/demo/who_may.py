"""Who may work in the demonstration house, and is still needed: training, a proposal that waits, a review, emergency access."""

from datetime import timedelta

from django.utils import timezone

from eenplan.access.models import Account, Grant
from eenplan.cases import emergency
from eenplan.cases.models import Case
from eenplan.demo import cast
from eenplan.demo.road import Road
from eenplan.law.codes import StatutoryGround, TrainingTopic
from eenplan.network import actions, queries
from eenplan.network.models import House, HouseOrganisation, OrganisationKind, Proposal, Training

#: who followed when what; the others followed everything half a year ago
_LATE = {"social_work": "abcde", "addiction": "abc"}


def train(house: House) -> None:
    """Training of the whole cast, with a few topics missing. Before the roles are given, as the owner."""
    today = timezone.localdate()
    for number, key in enumerate(cast.PEOPLE):
        account = Account.objects.get(email=cast.email(key))
        Training.objects.bulk_create(
            Training(
                house=house,
                professional_id=account.pk,
                topic=topic,
                followed_on=today - timedelta(days=180 + 7 * number),
            )
            for topic in TrainingTopic.values
        )


def make(road: Road) -> None:
    """A review of two organisations, a ground and a setting that wait for a second pair of eyes, and one emergency to judge."""
    _late_training(road)
    with road.acting("administrator") as who:
        for key, contact in (("police", "police_two"), ("council", "council_two"), ("ggz", "ggz")):
            part = HouseOrganisation.objects.get(house=road.house, organisation=road.organisations[key])
            actions.name_contact(who, part, contact=road.people[contact].professional)
        for key in ("police", "council"):
            actions.start_review(who, road.house, road.organisations[key])
    _answer(road)
    with road.acting("administrator") as who:
        actions.found_organisation(
            who,
            road.house,
            name="Burgemeester Polderstad",
            kind=OrganisationKind.MAYOR,
            ground=StatutoryGround.MAYOR,
            medical_secrecy=False,
            oin="",
            email="",
            phone="",
            since=timezone.localdate(),
        )
        actions.change_house(who, road.house, review_months=9)  # waits for a second person
        actions.propose(
            who, road.house, Proposal.Kind.BREAK_GLASS_ON, reason="De RAC adviseerde positief, voor één jaar."
        )
    with road.acting("manager") as who:
        actions.decide(who, Proposal.objects.get(kind=Proposal.Kind.BREAK_GLASS_ON), accept=True)
    _emergency(road)


def _late_training(road: Road) -> None:
    """Two professionals miss topics; as the owner, since the application only appends."""
    for key, followed in _LATE.items():
        missing = Training.objects.filter(professional_id=road.people[key].pk).exclude(topic__in=list(followed))
        missing.delete()
    # recent enough that they still have some of their ninety days
    House.objects.filter(pk=road.house.pk).update(training_since=timezone.localdate() - timedelta(days=40))


def _answer(road: Road) -> None:
    with road.acting("police_two") as who:
        review = queries.reviews(road.house).get(organisation=road.organisations["police"])
        for held in queries.asked(review).filter(professional=road.people["police"].pk)[:2]:
            actions.answer_review(who, review, held, needed=True, reason="wijkagent in het centrum")


def _emergency(road: Road) -> None:
    """The officer of justice reads a case he has no part in."""
    officer = road.people["prosecution"]
    known = Grant.objects.filter(account=officer, kind=Grant.Kind.CASE).values("object_id")
    case = Case.objects.filter(house=road.house, closed_at=None).exclude(pk__in=known).order_by("pk").last()
    if case is None:
        return
    with road.acting("prosecution") as who:
        emergency.ask(
            who, number=case.number, reason="Spoedmelding: vader is vanmiddag vrijgelaten, wie moet gebeld?", hours=1
        )
