"""What the contact point of the demonstration house is busy with: informing persons, a data leak, terms, the public page."""

from datetime import timedelta

from django.utils import timezone

from eenplan.cases import queries as cases
from eenplan.cases.models import Case, Delegate
from eenplan.demo.road import Road, in_days
from eenplan.law.calendar import months_after
from eenplan.network.models import Professional
from eenplan.retention.holds import actions as holds
from eenplan.retention.renewals import actions as renewals
from eenplan.rights.information import actions as information
from eenplan.rights.information import queries
from eenplan.rights.leaks import actions as leaks
from eenplan.rights.models import InformationDuty
from eenplan.rights.public import actions as public

LETTER_OR_TALK = ("letter", "talk", "letter", "through")


def make(road: Road) -> None:
    """Everything of this module, on the cases that are there already."""
    _inform(road)
    _leak(road)
    _terms(road)
    with road.acting("manager") as who:
        public.write(
            who,
            road.house,
            introduction="Wij helpen mensen en gezinnen in Flevoland die vastlopen op veel gebieden tegelijk, en bij wie dat "
            "tot overlast, strafbare feiten of onveiligheid leidt.",
            rights="U kunt ook langskomen op het stadhuis van Deltastad, iedere werkdag van 9 tot 12 uur.",
            priority_criteria="",
            report_title="Jaarverslag 2025",
            report_url="https://delta.eenplan.test/jaarverslag-2025",
        )


def _inform(road: Road) -> None:
    """Of the older open cases everybody has spoken, and most persons know; one exception stands."""
    open_cases = Case.objects.filter(house=road.house, closed_at=None).order_by("opened_at")
    for case in open_cases[: max(3, open_cases.count() * 2 // 3)]:
        for key in _on(road, case):
            with road.on(key, case) as (who, mine):
                for duty in mine.information_duties.all():
                    information.opine(who, mine, duty)
    duties = InformationDuty.objects.filter(house=road.house)
    _put_off(road, duties.filter(opinions__isnull=False).order_by("pk")[0])
    late = list(duties.filter(state=InformationDuty.State.OPEN, due_on__lt=in_days(0)).order_by("due_on"))
    with road.acting("contact") as who:
        for number, duty in enumerate(late[:-2]):  # two are still to do
            manner = LETTER_OR_TALK[number % len(LETTER_OR_TALK)]
            by = "de wijkagent" if manner == "letter" and queries.persons([duty])[duty.pk].secret else ""
            information.inform(who, duty, on=duty.due_on - timedelta(days=number % 9 + 1), manner=manner, handed_by=by)


def _on(road: Road, case: Case) -> list[str]:
    """The members of the cast that take part in a case."""
    accounts = set(Delegate.objects.filter(case=case, until=None).values_list("account", flat=True))
    organisations: dict[int, str] = {}
    for key, account in road.people.items():
        if account.pk in accounts:
            organisations.setdefault(account.professional.organisation_id, key)
    return list(organisations.values())


def _put_off(road: Road, duty: InformationDuty) -> None:
    with road.on(_on(road, duty.case)[0], duty.case) as (who, case):
        information.opine(
            who,
            case,
            duty,
            ground="i",
            motivation="Zolang het veiligheidsplan niet loopt, brengt een brief de kinderen in gevaar.",
            review_on=in_days(45),
        )
    with road.acting("contact") as who:
        information.omit(
            who, duty, ground="i", motivation="Eerst moet het veiligheidsplan lopen.", review_on=in_days(60)
        )


def _leak(road: Road) -> None:
    """Discovered yesterday, partly looked into, one organisation asked."""
    with road.acting("contact") as who:
        leak = leaks.register(
            who,
            house=road.house,
            discovered_at=timezone.now() - timedelta(hours=29),
            what="Een agenda van een casusoverleg is naar een verkeerd e-mailadres gestuurd.",
            categories=[1, 9],
            persons=3,
            consequences="De ontvanger weet dat deze personen besproken worden.",
            measures="De ontvanger heeft bevestigd het bericht te hebben verwijderd.",
        )
        asked = Professional.objects.select_related("organisation").get(pk=road.people["police"].pk)
        leaks.ask(who, leak, professional=asked, question="Stond er in de bijlage ook iets uit uw systemen?")


def _terms(road: Road) -> None:
    """One case comes near its term and is proposed for renewal; a closed one is held for a claim."""
    near = Case.objects.filter(house=road.house, closed_at=None).order_by("opened_at").last()
    closed = Case.objects.filter(house=road.house, closed_at__isnull=False).order_by("pk").first()
    directed = near.directions.filter(kind="process", until=None).first() if near else None
    if near and directed:
        end = in_days(75)
        Case.objects.filter(pk=near.pk).update(retain_until=end, first_processed_on=months_after(end, -60))
        director = next(key for key, account in road.people.items() if account.pk == directed.account_id)
        with road.acting(director) as who:
            mine = cases.with_content(who).get(pk=near.pk)
            renewals.propose(
                who,
                mine,
                new_end=months_after(end, 18),
                motive="Het plan loopt nog; de laatste evaluatie laat zien dat samenwerking nodig blijft.",
                criterion_a="De problemen thuis zijn verminderd, maar niet voorbij.",
                criterion_b="Wonen, geld en middelengebruik spelen nog tegelijk.",
                criterion_c="Het afgelopen half jaar waren er drie meldingen van overlast.",
                criterion_d="Politie, gemeente en zorg stemmen hun stappen wekelijks af.",
            )
    if closed:
        with road.acting("contact") as who:
            holds.place(
                who,
                Case.objects.get(pk=closed.pk),
                kind="claim",
                ground="Schadeclaim tegen een deelnemer, kenmerk 26/114: de rechter vraagt het dossier op.",
                reviewer=Professional.objects.get(pk=road.people["contact_two"].pk),
                review_on=in_days(120),
            )
