"""Who administers a house, which organisation takes part on which ground, and who may be authorised."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from eenplan.law.calendar import months_after, written
from eenplan.law.codes import PURPOSE_OF_ROLE, Purpose, Role, StatutoryGround, TrainingTopic
from eenplan.law.rules import Refusal, cites
from eenplan.network.models import OrganisationKind as Kind

#: the kinds of organisation a house usually has, in the order of the participation matrix (F1.7, WGS 2.27)
USUAL_KINDS = (
    Kind.POLICE,
    Kind.PROSECUTION,
    Kind.CHILD_PROTECTION,
    Kind.CUSTODIAL,
    Kind.MAYOR,
    Kind.COUNCIL,
    Kind.PUBLIC_HEALTH,
    Kind.PROBATION,
    Kind.SAFE_HOME,
    Kind.CERTIFIED_YOUTH,
    Kind.MENTAL_HEALTH,
    Kind.ADDICTION_CARE,
    Kind.SOCIAL_WORK,
    Kind.HALT,
    Kind.VICTIM_SUPPORT,
)

#: on which grounds a kind can take part; a kind that is not named has none and comes as an incidental third party only
GROUNDS_OF_KIND: dict[str, tuple[str, ...]] = {
    Kind.POLICE: (StatutoryGround.POLICE,),
    Kind.PROSECUTION: (StatutoryGround.PROSECUTION,),
    Kind.CHILD_PROTECTION: (StatutoryGround.CHILD_PROTECTION,),
    Kind.CUSTODIAL: (StatutoryGround.CUSTODIAL,),
    Kind.MAYOR: (StatutoryGround.MAYOR,),
    Kind.COUNCIL: (StatutoryGround.COUNCIL,),
    Kind.PUBLIC_HEALTH: (StatutoryGround.PUBLIC_HEALTH,),
    Kind.PROBATION: (StatutoryGround.PROBATION,),
    Kind.SAFE_HOME: (StatutoryGround.SAFE_HOME,),
    Kind.CERTIFIED_YOUTH: (StatutoryGround.CERTIFIED_YOUTH,),
    Kind.MENTAL_HEALTH: (StatutoryGround.MENTAL_HEALTH,),
    Kind.ADDICTION_CARE: (StatutoryGround.MENTAL_HEALTH, StatutoryGround.SOCIAL_DOMAIN),
    Kind.SOCIAL_WORK: (StatutoryGround.SOCIAL_DOMAIN,),
    Kind.OTHER: (StatutoryGround.SOCIAL_DOMAIN,),
}


def purpose_of(role: str) -> Purpose:
    """Why somebody with this role is designated (WGS 1.8(2))."""
    return PURPOSE_OF_ROLE.get(Role(role), Purpose.PROCESSING)


@cites("WGS 1.8(2)")
def may_administer(roles: Collection[str]) -> None:
    """Only an administrator of the house changes house, organisations and authorisations."""
    if Role.ADMINISTRATOR not in roles:
        raise Refusal(
            _("Alleen de beheerder van het huis wijzigt het netwerk."), "WGS 1.8(2)", _("Vraag het de beheerder.")
        )


@cites("WGS 2.27(1)", "WGS 2.27(2)", "R-96")
def ground_fits(kind: str, ground: str) -> None:
    """A kind of organisation takes part on its own part of WGS 2.27, or on none."""
    if ground != StatutoryGround.NONE and ground not in GROUNDS_OF_KIND.get(kind, ()):
        raise Refusal(
            _("Deze grondslag past niet bij een organisatie van de soort %(kind)s.") % {"kind": Kind(kind).label},
            "WGS 2.27(1)" if StatutoryGround(ground).core else "WGS 2.27(2)",
            _("Kies de grondslag die de wet voor deze soort noemt, of geen."),
        )


@cites("WGS 2.27(1)", "WGS 2.27(2)", "R-30", "R-70")
def may_hold_accounts(name: str, ground: str) -> None:
    """No account for an organisation without statutory ground."""
    if ground == StatutoryGround.NONE:
        raise Refusal(
            _("%(name)s heeft geen wettelijke grondslag en krijgt daarom geen account.") % {"name": name},
            "WGS 2.27(1)",
            _("Laat haar als incidentele derde aan tafel deelnemen (BGS 2.21)."),
        )


@cites("WGS 1.8(2)", "WGS 2.31(2)", "R-70", "R-71")
def may_authorise(*, oneself: bool, role: str, ground: str, purposes_held: Collection[str]) -> None:
    """Nobody authorises himself; only core participants assess; one professional serves one purpose in a house."""
    if oneself:
        raise Refusal(
            _("U kunt uzelf geen rol geven of verlengen."), "WGS 1.8(2)", _("Vraag het een andere beheerder.")
        )
    if role == Role.ASSESSOR and not StatutoryGround(ground).core:
        raise Refusal(
            _("Alleen kerndeelnemers beoordelen aanmeldingen."),
            "WGS 2.31(2)",
            _("Kies voor deze organisatie aanmelder of casusdeelnemer."),
        )
    if set(purposes_held) - {purpose_of(role)}:
        raise Refusal(
            _("Casuswerk, toezicht en beheer gaan niet samen in één persoon."),
            "WGS 1.8(2)",
            _("Geef deze rol aan een andere professional, of beëindig eerst de andere rollen."),
        )


#: who may be the contact point of a house, and who is its own staff: people of a municipality (BGS 1.1, R-09)
OF_MUNICIPALITY = (StatutoryGround.MAYOR, StatutoryGround.COUNCIL)


@cites("BGS 1.1", "WGS 2.31(4)", "R-09")
def role_fits_ground(role: str, ground: str, *, partners_direct: bool) -> None:
    """The contact point is a College or burgemeester; the process director is staff of the house, who is no party on a case,
    unless the house lets other participants direct (`House.partners_direct`)."""
    if role == Role.CONTACT_POINT and ground not in OF_MUNICIPALITY:
        raise Refusal(
            _("Het contactpunt is een College van B&W of een burgemeester."),
            "BGS 1.1",
            _("Geef deze rol aan een professional van de gemeente die het contactpunt is."),
        )
    if role == Role.PROCESS_DIRECTOR and ground not in OF_MUNICIPALITY and not partners_direct:
        raise Refusal(
            _("De procesregisseur is van het huis zelf: in dienst van een gemeente, en geen partij in de casus."),
            "WGS 2.31(4)",
            _("Kies iemand van de gemeente, of stel eerst in dat in dit huis ook andere deelnemers regisseren."),
        )


@cites("WGS 1.4(3)", "R-70")
def without_commercial_duties(ground: str, declared: bool) -> None:
    """A private participant only sends people without commercial duties."""
    if ground.startswith("2.27(2)") and not declared:
        raise Refusal(
            _("Een private deelnemer zet alleen mensen in zonder commerciële taken."),
            "WGS 1.4(3)",
            _("Leg de verklaring vast, of kies een andere professional."),
        )


@cites("BGS 1.11", "R-70")
def screening_counts(valid_until: date, today: date) -> None:
    """Nobody is authorised on a VOG or screening that has ended."""
    if valid_until <= today:
        raise Refusal(_("Deze VOG of screening is niet meer geldig."), "BGS 1.11", _("Leg een geldige vast."))


@cites("WGS 1.8(2)")
def may_close_account(oneself: bool) -> None:
    """Nobody shuts himself out: a house keeps an administrator."""
    if oneself:
        raise Refusal(_("U kunt uw eigen toegang niet beëindigen."), "WGS 1.8(2)", _("Vraag het een andere beheerder."))


@cites("WGS 1.8(2)", "R-70")
def ends_sooner(ends: date | None, until: date) -> None:
    """An end that was set comes sooner, never later: a role for longer is given anew, by two people."""
    if ends and until > ends:
        raise Refusal(
            _("Deze rol eindigt al op %(day)s.") % {"day": written(ends)},
            "WGS 1.8(2)",
            _("Kies een eerdere dag, of geef de rol opnieuw zodra zij is geëindigd."),
        )


# Training


@cites("BGS 1.17", "R-70")
def lapses(
    last: Mapping[str, date], designated: date, training_since: date, training_years: int
) -> dict[TrainingTopic, date]:
    """Per topic the day on which the training is missing or no longer counts; `last` holds the day of the latest one."""
    start = max(designated, training_since)
    return {
        topic: max(start, months_after(last[topic], 12 * training_years)) if topic in last else start
        for topic in TrainingTopic
    }


@cites("WGS 1.8(2)", "BGS 1.17")
def training_is_of_another(oneself: bool) -> None:
    """Nobody keeps the own authorisation alive."""
    if oneself:
        raise Refusal(
            _("Uw eigen scholing legt een andere beheerder vast."),
            "WGS 1.8(2)",
            _("Vraag een tweede beheerder van het huis."),
        )


# Warnings before an end

#: so many days before the end of an authorisation it is announced, and once more with more urgency
WARNINGS = (60, 30, 7)


@cites("WGS 1.8(2)", "R-70")
def warning(ends: date, today: date) -> int | None:
    """The last warning that was reached: 60, 30 or 7 days before the end, 0 from the end on; None when none is due."""
    left = (ends - today).days
    if left <= 0:
        return 0
    return min((days for days in WARNINGS if left <= days), default=None)


# Four eyes


@cites("WGS 1.8(2)")
def may_confirm(roles: Collection[str], *, oneself: bool, proposed_it: bool) -> None:
    """The second pair of eyes is a second administrator or a manager, and not the one it is about."""
    if not {Role.ADMINISTRATOR, Role.MANAGER} & set(roles):
        raise Refusal(
            _("Een tweede beheerder of de manager van het huis bevestigt."), "WGS 1.8(2)", _("Vraag een van hen.")
        )
    if proposed_it or oneself:
        raise Refusal(
            _("Wie iets voorstelt of wie het betreft, bevestigt het niet."),
            "WGS 1.8(2)",
            _("Vraag het een tweede beheerder of de manager."),
        )


@cites("WGS 1.8(2)")
def is_asked_contact(is_contact: bool, name: str) -> None:
    """Whether an organisation takes part in another house, its own contact person decides."""
    if not is_contact:
        raise Refusal(
            _("De organisatie beslist zelf of zij aan een ander huis deelneemt."),
            "WGS 1.8(2)",
            _("Vraag het haar contactpersoon: %(name)s.") % {"name": name},
        )


@cites("WGS 1.8(2)")
def is_first_house(other: str) -> None:
    """What belongs to another house is decided there; `other` is its name, empty for the own house."""
    if other:
        raise Refusal(
            _("Dit account hoort bij een organisatie van %(house)s.") % {"house": other},
            "WGS 1.8(2)",
            _("Vraag het een beheerder van dat huis."),
        )


@cites("WGS 1.8(2)")
def is_still_open(open_: bool) -> None:
    """A proposal is decided once."""
    if not open_:
        raise Refusal(_("Over dit voorstel is al beslist."), "WGS 1.8(2)", _("Vernieuw de pagina."))


# Still needed?


@cites("WGS 1.8(2)", "R-70")
def may_review(*, administers: bool, is_contact: bool, oneself: bool) -> None:
    """Whether an authorisation is still needed says the contact person of the organisation, or the administrator."""
    if not administers and not is_contact:
        raise Refusal(
            _("Dit beantwoordt de contactpersoon van de organisatie, of de beheerder."),
            "WGS 1.8(2)",
            _("Vraag het een van hen."),
        )
    if oneself:
        raise Refusal(_("Over uw eigen autorisatie antwoordt een ander."), "WGS 1.8(2)", _("Vraag het de beheerder."))


@cites("WGS 1.8(2)")
def is_asked(asked: bool) -> None:
    """Only an authorisation that is part of the review and was not answered yet is asked about."""
    if not asked:
        raise Refusal(
            _("Deze vraag is al beantwoord, of hoort niet bij deze toetsing."),
            "WGS 1.8(2)",
            _("Ververs de pagina; daar staat wat nog openstaat."),
        )
