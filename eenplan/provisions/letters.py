"""The letter of a provision: exactly what is provided, under which conditions, on which basis (BGS 1.8, R-23, R-27)."""

from collections.abc import Iterable
from itertools import groupby

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from eenplan.cases.models import Case, Direction
from eenplan.law.calendar import written
from eenplan.provisions.models import Choice, Provision
from eenplan.ui.letters import Letter
from eenplan.ui.templatetags.ui import loose_date


def letter(case: Case, provision: Provision, choices: Iterable[Choice]) -> Letter:
    """The letter to the recipient, dated today."""
    made = Letter(
        sender=case.house.name,
        addressee=_addressee(provision),
        subject=_("Verstrekking van gegevens"),
        dated=timezone.localdate(),
        references=[(_("Ons kenmerk"), f"{case.number}-V{provision.pk}"), *_legality(provision)],
    )
    made.heading(_("Waarom u dit krijgt"))
    made.text(
        capfirst(provision.necessity),
        _("Grondslag: %(basis)s (WGS 1.7). %(task)s")
        % {"basis": provision.get_basis_display(), "task": capfirst(provision.task)},
    )
    made.heading(_("Wat wij u verstrekken"))
    ordered = sorted(choices, key=lambda choice: (choice.item.person_id, choice.item.category, choice.pk))
    for _number, theirs in groupby(ordered, lambda choice: choice.item.person_id):
        _about_person(made, [choice.item for choice in theirs])
    made.heading(_("Geheimhouding"))
    made.text(
        _(
            "Wat in deze brief staat, is geheim (WGS 1.11). Gebruik het alleen voor het doel hierboven, geef het niet "
            "door aan anderen en houd u aan de voorwaarden die bij een gegeven staan. Vernietig het zodra u het niet meer "
            "nodig hebt."
        )
    )
    made.heading(_("Laat ons weten wat het opleverde"))
    made.text(
        _(
            "Laat ons uiterlijk %(date)s weten of deze gegevens bruikbaar en doeltreffend waren. Deed u er niets mee, laat ons "
            "dan weten waarom (WGS 1.7 lid 4)."
        )
        % {"date": written(provision.feedback_due or made.dated)},
        _("Klopt er iets niet, of hebt u vragen? Neem contact op met %(contact)s.") % {"contact": _contact(case)},
    )
    return made


def _about_person(made: Letter, items: list) -> None:
    person = items[0].person
    born = f", {_('geboren')} {loose_date(person.birth_date)}" if person.birth_date else ""
    made.heading(f"{person.full_name}{born}", level=3)
    made.table(
        [_("Soort gegeven"), _("Inhoud"), _("Afkomstig van")],
        [[item.get_category_display(), "\n".join([item.text, *item.caveats]), item.supplier.name] for item in items],
    )


def _addressee(provision: Provision) -> list[str]:
    if provision.third_party:
        return [provision.third_party.name, provision.third_party.function, provision.third_party.organisation.name]
    return [provision.recipient_name]


def _legality(provision: Provision) -> list[tuple[str, str]]:
    return [(_("Rechtmatigheidstoets"), provision.rac_reference)] if provision.rac_reference else []


def _contact(case: Case) -> str:
    """The process director, or the house when nobody directs."""
    direction = (
        case.directions.filter(kind=Direction.Kind.PROCESS, until=None, accepted_at__isnull=False)
        .select_related("account__professional")
        .first()
    )
    if direction is None:
        return case.house.name
    phone = direction.account.professional.phone
    return ", ".join(filter(None, (direction.account.name, case.house.name, phone, direction.account.email)))
