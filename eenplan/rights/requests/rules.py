"""When a request may be looked into, extended and decided. Plain functions over plain values; the database says the same."""

import re
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from eenplan.law.calendar import months_after, past
from eenplan.law.rules import Refusal, cites
from eenplan.people import authority
from eenplan.people.dates import PartialDate
from eenplan.people.models import Relation
from eenplan.people.queries import Over
from eenplan.rights.information.rules import OF_AGE


@cites("BGS 1.1", "R-40")
def only_contact_point(contact_point: bool) -> None:
    """A request to the contact point is one to all controllers together; it handles them."""
    if not contact_point:
        raise Refusal(
            _("Het contactpunt behandelt verzoeken van betrokkenen, namens alle deelnemers."),
            "BGS 1.1",
            _("Verwijs de betrokkene naar het contactpunt van het huis."),
        )


@cites("AVG 12", "R-40")
def term(received: date, *, extended: bool = False) -> date:
    """The last day for the answer: a month after receipt, or three."""
    return months_after(received, 3 if extended else 1)


@cites("AVG 12", "R-43")
def may_ask(capacity: str, born: str, today: date) -> None:
    """Who is under sixteen asks through a legal representative; who may still be under sixteen too."""
    ages = PartialDate.parse(born).age_on(today) if born else None
    if capacity == "person" and ages is not None and ages[0] < OF_AGE:
        raise Refusal(
            _("Wie nog geen 16 is, doet een verzoek via een wettelijk vertegenwoordiger."),
            "AVG 12",
            _("Kies wettelijk vertegenwoordiger, en leg vast waaruit het gezag blijkt."),
        )


@cites("BW 1:245", "AVG 12", "R-43")
def represents(applicant: str, parents: Collection[Over]) -> None:
    """A parent without authority over a child gets no answer about it as its legal representative."""
    without = [parent.name for parent in parents if parent.left == Relation.Authority.NO]
    if parent := authority.named(applicant, without):
        raise Refusal(
            _without_authority(parent),
            "BW 1:245",
            _(
                "Laat het verzoek buiten behandeling, of laat eerst het gezagsregister en de basisregistratie verbeteren."
            ),
        )


def _without_authority(parent: str) -> str:
    return _("Volgens de basisregistratie heeft %(name)s geen gezag over dit kind.") % {"name": parent}


@cites("BW 1:245", "BW 1:246", "UAVG 5", "R-43")
def doubt(applicant: str, born: str, curatorship: bool, parents: Collection[Over], today: date) -> str:
    """What is to be checked of a legal representative because the registry does not say the same; "" when it does."""
    ages = PartialDate.parse(born).age_on(today)
    if curatorship:
        return _(
            "De betrokkene staat onder curatele. Ga in het curatele- en bewindregister na dat de aanvrager de curator is."
        )
    if ages is not None and ages[0] >= OF_AGE:
        return _(
            "De betrokkene is 16 of ouder en staat in de basisregistratie niet onder curatele: dan vraagt hij of zij zelf. "
            "Ga na waaruit blijkt dat de aanvrager mentor of bewindvoerder is."
        )
    asks = authority.named(applicant, [parent.name for parent in parents])
    left = {parent.left for parent in parents if parent.name == asks}
    if not asks:
        return _(
            "De aanvrager staat bij dit kind niet als ouder vastgelegd. Ga in het gezagsregister na wie gezag heeft."
        )
    if Relation.Authority.NO in left:
        return _without_authority(asks)
    if not left & {Relation.Authority.PARENT, Relation.Authority.GUARDIAN}:
        return _("Het gezag van %(name)s is hier niet te bepalen. Raadpleeg het gezagsregister.") % {"name": asks}
    return ""


@cites("AVG 12", "R-40")
def identity_first(checked: bool) -> None:
    """Nothing is looked up or told before the applicant was identified."""
    if not checked:
        raise Refusal(
            _("De identiteit van de aanvrager staat nog niet vast; daarvóór wordt niets opgezocht of verteld."),
            "AVG 12",
            _("Leg vast hoe de identiteit is gecontroleerd, en laat een tweede contactpunt die controle beoordelen."),
        )


@cites("AVG 12", "R-40")
def second_person(*, checked: bool, checked_it: bool) -> None:
    """Whether the check of an identity is enough, a second contact point judges: nobody opens a person's file alone."""
    if not checked:
        raise Refusal(
            _("De identiteit van de aanvrager is nog niet gecontroleerd."),
            "AVG 12",
            _("Wie het verzoek behandelt, legt eerst vast hoe dat is gedaan."),
        )
    if checked_it:
        raise Refusal(
            _("Wie de identiteit controleerde, beoordeelt die controle niet zelf."),
            "AVG 12",
            _(
                "Vraag het een collega met de rol contactpunt. Is die er niet? Vraag de beheerder een tweede aan te wijzen."
            ),
        )


@cites("R-78", "AVG 32")
def same_place(written: str, postcode: str, number: str, locality: str) -> bool:
    """Is the address that somebody wrote the one of the registry? Postcode (or the place, without one) and number decide."""
    place = "".join((postcode or locality).split()).casefold()
    parts = r"[\s-]*".join(re.findall(r"\d+|[^\W\d]+", number.casefold()))  # 12a is also written 12 A or 12-a
    return place in "".join(written.split()).casefold() and bool(re.search(rf"\b{parts}\b", written.casefold()))


@cites("AVG 12", "R-40")
def may_extend(today: date, due: date, *, extended: bool, reopened: bool) -> None:
    """Once, by two months, and the applicant hears it within the first month."""
    if extended or reopened or past(due, today):
        raise Refusal(
            _("Verlengen kan één keer, binnen de eerste maand."),
            "AVG 12",
            _("Beslis op wat er nu is; wat later blijkt, volgt in een tweede brief."),
        )


@cites("BGS 1.2", "R-40")
def all_answered(missing: int, today: date, due: date) -> None:
    """The contact point decides after consultation; when the term has run out, on what it has."""
    if missing and not past(due, today):
        raise Refusal(
            _("Nog niet alle betrokken organisaties hebben geantwoord."),
            "BGS 1.2",
            _("Wacht op hun antwoord, verleng de termijn, of beslis zodra de termijn voorbij is."),
        )


@cites("BGS 1.2", "UAVG 41", "R-40")
def in_so_far(kind: str, outcome: str, withheld: int, missing: int) -> None:
    """Access is refused in so far as an organisation holds something back: no more, and no less."""
    if kind != "access":
        return
    if outcome == "refused" and not withheld:
        raise Refusal(
            _("Geen enkele organisatie heeft een uitzondering ingeroepen; dan wordt inzage gegeven."),
            "BGS 1.2",
            _("Kies toegewezen."),
        )
    if outcome == "granted" and withheld + missing:
        raise Refusal(
            _("Niet alles kan worden verteld: er geldt een uitzondering, of er ontbreekt een antwoord."),
            "UAVG 41",
            _("Kies gedeeltelijk toegewezen."),
        )


@cites("BGS 1.2", "R-40")
def still_open(decided: bool) -> None:
    """What was decided stays decided, until something that was held back may be told."""
    if decided:
        raise Refusal(
            _("Op dit verzoek is al besloten."),
            "BGS 1.2",
            _("Bekijk het besluit en de brief bij het verzoek."),
        )


@cites("BGS 1.2", "R-41")
def lapses_itself(itself: bool) -> None:
    """Whether its exception still holds, an organisation says itself; who answers the request does not open it for himself."""
    if not itself:
        raise Refusal(
            _("Alleen de organisatie zelf laat haar uitzondering vervallen."),
            "BGS 1.2",
            _("Vraag haar dit in Eenplan te doen."),
        )


@cites("AVG 16", "AVG 17", "AVG 18", "R-40")
def may_finish(own: bool, *, done: bool) -> None:
    """What follows from a request is done by the organisation that supplied; a restriction is ended by the contact point."""
    if not own:
        raise Refusal(
            _("Alleen wie dit moet uitvoeren, rondt het af."),
            "BGS 1.2",
            _("Vraag de organisatie die bij de maatregel staat."),
        )
    if done:
        raise Refusal(_("Dit is al afgerond."), "BGS 1.2", _("Vernieuw de pagina."))
