"""What leaves the case of the family: Halt at the table, a letter that went to it, and a round that still runs."""

from django.utils import timezone

from eenplan.cases.models import Case
from eenplan.demo.road import Road, in_days
from eenplan.exchange.models import Item
from eenplan.files.receiving import Checked
from eenplan.network.models import Organisation
from eenplan.provisions import actions
from eenplan.provisions.models import Provision, Reply, ThirdParty
from eenplan.ui.letters import Letter


def make(road: Road, case: Case) -> None:
    """A third party who signed and one who did not, a provision that was made and one under way."""
    halt = _admit(road, case, "halt", "Mirjam Postma", "medewerker Halt", "leertraject voor jongeren", "leertraject")
    with road.on("council", case) as (who, mine):
        actions.keep_statement(who, mine, halt, signed_on=timezone.localdate(), file=_statement(halt))
    _admit(road, case, "victims", "Bart Kuijpers", "casemanager", "steun aan slachtoffers", "steun aan het gezin")
    _provide(
        road, case, _ask(road, case, {"kind": "third_party", "third_party_id": halt.pk}, "om het leertraject te kiezen")
    )
    _ask(
        road,
        case,
        {"kind": "participant", "organisation_id": road.organisations["mayor"].pk},
        "om te beslissen over het verlengen van het huisverbod",
    )


def _admit(road: Road, case: Case, key: str, name: str, function: str, expertise: str, role: str) -> ThirdParty:
    organisation = Organisation.objects.get(pk=road.organisations[key].pk)
    with road.on("council", case) as (who, mine):
        return actions.admit(
            who,
            mine,
            organisation=organisation,
            name=name,
            function=function,
            expertise=expertise,
            role=role,
            reason="Geen van de deelnemers biedt dit zelf.",
        )


def _statement(third_party: ThirdParty) -> Checked:
    letter = Letter(
        sender=third_party.organisation.name,
        addressee=["Zorg- en Veiligheidshuis De Delta"],
        subject="Geheimhoudingsverklaring",
        dated=timezone.localdate(),
    )
    letter.text(f"{third_party.name} houdt geheim wat over deze casus ter kennis komt (BGS 2.21).")
    return Checked("geheimhoudingsverklaring.pdf", "application/pdf", letter.pdf())


def _ask(road: Road, case: Case, recipient: dict, necessity: str) -> Provision:
    """The process director prepares what the council supplied, and starts the round."""
    with road.on("director", case) as (who, mine):
        provision = actions.begin(who, mine, recipient=recipient)
        free = mine.items.filter(
            supplier=road.organisations["council"],
            status=Item.Status.VALID,
            conditions="",
            category__in=(1, 3, 9, 10, 11, 12),
        )
        actions.choose(who, mine, provision, items=list(free.values_list("pk", flat=True)[:2]))
        actions.motivate(
            who,
            mine,
            provision,
            basis=Provision.Basis.PUBLIC_TASK,
            task="begeleiding van het gezin (Jeugdwet 2.3)",
            necessity=necessity,
        )
        actions.ask(who, mine, provision)
        provision.refresh_from_db()
    return provision


def _provide(road: Road, case: Case, provision: Provision) -> None:
    """Everybody answers, the director checks and provides."""
    asked = set(Reply.objects.filter(provision=provision).values_list("organisation", flat=True))
    for key, account in road.people.items():
        organisation = account.professional.organisation_id
        if organisation in asked and case.delegates.filter(account=account, until=None).exists():
            asked.discard(organisation)
            with road.on(key, case) as (who, mine):
                reply = Reply.objects.select_related("provision").get(provision=provision, organisation=organisation)
                actions.answer(who, mine, reply, answer="agrees" if reply.explicit else "no_objection")
    with road.on("director", case) as (who, mine):
        actions.check(
            who,
            mine,
            provision,
            accuracy_checked=True,
            secrecy_noted=True,
            feedback_due=in_days(180),
            rac_reference="RAC-2026-014",
        )
        actions.provide(who, mine, provision)
