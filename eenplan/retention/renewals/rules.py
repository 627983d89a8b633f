"""When a case may be processed again. Plain functions over plain values; the database says the same (policies_renewals.sql)."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from eenplan.law.calendar import months_after, written
from eenplan.law.rules import Refusal, cites

#: a renewal lasts at most so many months
LONGEST = 24


@cites("BGS 1.16(2)", "WGS 1.8(7)", "R-54", "R-55")
def may_renew(ground: str, retain_until: date, closed_on: date | None, today: date) -> None:
    """Ground a: open in the last year before the term. Ground b: closed less than a year before it. Before the term passed."""
    last_year = months_after(retain_until, -12)
    if today >= retain_until:
        raise Refusal(
            _("De uiterste datum is bereikt; de gegevens worden vernietigd."),
            "WGS 1.8(7)",
            _("Doe zo nodig een nieuwe aanmelding."),
        )
    if ground == "a" and (closed_on is not None or today < last_year):
        raise Refusal(
            _("Hernieuwen op grond a kan alleen met een open casus, in het laatste jaar vóór de uiterste datum."),
            "BGS 1.16(2)",
            _("Dat kan vanaf %(day)s.") % {"day": written(last_year)} if closed_on is None else "",
        )
    if ground == "b" and (closed_on is None or closed_on <= last_year):
        raise Refusal(
            _("Hernieuwen op grond b kan alleen als de casus korter dan een jaar vóór de uiterste datum is gesloten."),
            "BGS 1.16(2)",
            _("Doe zo nodig een nieuwe aanmelding."),
        )


@cites("BGS 1.16(3)", "R-54", "R-55")
def lasts_two_years_at_most(retain_until: date, new_end: date) -> None:
    """A renewal moves the term by at most two years; after that it can be renewed again."""
    if not retain_until < new_end <= months_after(retain_until, LONGEST):
        raise Refusal(
            _("Een hernieuwing duurt ten hoogste twee jaar: kies een datum na %(first)s en tot en met %(last)s.")
            % {
                "first": written(retain_until),
                "last": written(months_after(retain_until, LONGEST)),
            },
            "BGS 1.16(3)",
            _("Daarna kan opnieuw worden hernieuwd."),
        )


@cites("BGS 1.16(2)", "BGS 2.20(1)", "R-54")
def still_meets(ground: str, criteria: Mapping[str, str]) -> None:
    """On ground a the case still meets all four criteria: each is motivated."""
    if ground == "a" and (missing := [name for name, text in criteria.items() if not text.strip()]):
        raise Refusal(
            _("Niet gemotiveerd: criterium %(names)s.") % {"names": ", ".join(missing)},
            "BGS 2.20(1)",
            _("Een casus die niet meer aan alle vier voldoet, wordt afgesloten."),
        )


@cites("WGS 2.27(1)", "BGS 1.16(3)", "R-54", "R-55")
def all_order(orders: Mapping[str, bool | None]) -> None:
    """Core participants order a renewal together. `orders` is by name; None: not given."""
    if missing := [name for name, ordered in orders.items() if not ordered]:
        raise Refusal(
            _("Nog geen opdracht van: %(names)s.") % {"names": ", ".join(missing)},
            "BGS 1.16(3)",
            _("De kerndeelnemers van de casus geven samen de opdracht."),
        )


@cites("WGS 1.8(7)", "R-54")
def all_suppliers_answer(assents: Mapping[str, bool | None]) -> None:
    """What a supplier gave is not destroyed because it was silent. `assents` is by name; None: not given."""
    if silent := [name for name, assents_ in assents.items() if assents_ is None]:
        raise Refusal(
            _("Nog geen antwoord van: %(names)s. Zwijgen is geen instemming met vernietigen.")
            % {"names": ", ".join(silent)},
            "WGS 1.8(7)",
            _("Vraag hun antwoord: ja houdt wat zij verstrekten, nee vernietigt het."),
        )


@cites("WGS 2.27(1)", "WGS 1.8(7)", "R-54")
def has_voice(kind: str, core: bool, supplies: bool) -> None:
    """Core participants order, suppliers assent to keeping their own items."""
    if kind == "order" and not core:
        raise Refusal(
            _("Alleen kerndeelnemers geven opdracht tot hernieuwing."),
            "WGS 2.27(1)",
            _("Geef uw instemming voor wat uw organisatie zelf verstrekte."),
        )
    if kind == "assent" and not supplies:
        raise Refusal(
            _("Uw organisatie heeft in deze casus niets verstrekt."),
            "WGS 1.8(7)",
            _("Er is van u geen instemming nodig."),
        )


@cites("BGS 1.16(3)", "R-54")
def is_heard(heard: bool) -> None:
    """About a renewal speak the organisations on the case, or those that were on it when it closed."""
    if not heard:
        raise Refusal(
            _("Uw organisatie spreekt zich over deze hernieuwing niet uit, of het voorstel loopt niet meer."),
            "BGS 1.16(3)",
            _("Vernieuw de pagina."),
        )


@cites("BGS 1.16(3)", "R-54")
def still_proposed(open_: bool) -> None:
    """Only a proposal that runs is spoken about, started or withdrawn."""
    if not open_:
        raise Refusal(_("Dit voorstel is al ingegaan of ingetrokken."), "BGS 1.16(3)", _("Vernieuw de pagina."))


@cites("BGS 1.16(3)", "R-54", "R-55")
def may_prepare(may: bool) -> None:
    """Preparing and starting is for the process director and the core participants."""
    if not may:
        raise Refusal(
            _("Een hernieuwing bereiden de procesregisseur en de kerndeelnemers voor."),
            "BGS 1.16(3)",
            _("Breng het in het casusoverleg in."),
        )
