"""The letters to who asked: the answer with everything the house may tell, and the message that it takes longer.

In plain Dutch (B1), as PDF/UA. What organisations hold back stands in no row that is read here: the database keeps it back.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from eenplan.law.calendar import written
from eenplan.law.codes import DataCategory, ExceptionGround
from eenplan.rights import paragraphs
from eenplan.rights.models import Answer, Applicant, Exemption, Request
from eenplan.rights.requests import queries
from eenplan.rights.requests.telling import SPOKEN, told_about
from eenplan.ui.letters import Letter

Outcome = Answer.Outcome


def file_name(request: Request) -> str:
    """Says nothing about anybody."""
    return f"brief-{request.number}.pdf"


def extension(request: Request, today: date) -> bytes:
    """It takes longer: until when and why (AVG 12(3))."""
    with override("nl"):
        letter = _letter(request, today, _("Uw verzoek: wij hebben meer tijd nodig"))
        letter.text(
            _("%(asked)s Wij kunnen daar niet binnen een maand op antwoorden.") % {"asked": _asked(request)},
            _("Dit is de reden:"),
            request.extension_reason,
            _("U krijgt uiterlijk op %(day)s antwoord.") % {"day": written(request.due_on)},
        )
        paragraphs.complaint(letter, request.house)
        return letter.pdf()


def answer(request: Request, decision: Answer, today: date) -> bytes:
    """The decision, and after an access request everything that may be told."""
    with override("nl"):
        letter = _letter(request, today, _("Ons antwoord op uw verzoek"))
        _decision(letter, request, decision)
        _held_back(letter, request, decision)
        if request.kind == Request.Kind.ACCESS and request.person_id and decision.outcome != Outcome.DISMISSED:
            paragraphs.why(letter, request.house)
            _told(letter, request, request.person_id)
            _organisations(letter, request, request.person_id)
            paragraphs.how_long(letter, request.house)
        paragraphs.rights(letter, request.house)
        return letter.pdf()


def _letter(request: Request, today: date, subject: str) -> Letter:
    applicant = request.applicant
    return Letter(
        sender=request.house.name,
        addressee=[applicant.name, *paragraphs.road(applicant.handed_by, _lines(applicant.address))],
        subject=subject,
        dated=today,
        references=[(_("Ons kenmerk"), request.number), (_("Over"), request.name)],
    )


def _lines(address: str) -> list[str]:
    return [line for line in address.splitlines() if line.strip()]


def _asked(request: Request) -> str:
    words = {
        Request.Kind.ACCESS: _("welke gegevens wij hebben"),
        Request.Kind.RECTIFICATION: _("om gegevens te verbeteren"),
        Request.Kind.ERASURE: _("om gegevens te wissen"),
        Request.Kind.RESTRICTION: _("om gegevens minder te gebruiken"),
        Request.Kind.OBJECTION: _("om te stoppen met het gebruik van gegevens"),
    }[Request.Kind(request.kind)]
    whose = "" if request.applicant.capacity == Applicant.Capacity.PERSON else _(" U vroeg dit voor %(name)s.")
    return _("Op %(day)s vroeg u %(what)s.") % {"day": written(request.received_on), "what": words} + whose % {
        "name": request.name
    }


def _decision(letter: Letter, request: Request, decision: Answer) -> None:
    outcomes = {
        Outcome.GRANTED: _("Wij doen wat u vraagt."),
        Outcome.PARTIAL: _("Wij doen voor een deel wat u vraagt."),
        Outcome.REFUSED: _("Wij doen niet wat u vraagt."),
        Outcome.UNKNOWN: _("Wij hebben geen gegevens over u gevonden."),
        Outcome.DISMISSED: _("Wij behandelen uw verzoek niet verder."),
    }
    letter.text(_asked(request))
    if request.reopened_at:
        letter.text(
            _(
                "In onze eerdere brief lieten wij iets weg. Dat kunnen wij nu wel vertellen. "
                "In deze brief staat daarom opnieuw alles wat wij mogen vertellen."
            )
        )
    letter.heading(_("Ons besluit"))
    letter.text(outcomes[Outcome(decision.outcome)], decision.motive)
    if decision.decided_by:
        letter.text(
            _("Dit besluit is genomen door %(name)s. Dat mag volgens artikel 1.2 van het Besluit gegevensverwerking.")
            % {"name": decision.decided_by.name}
        )
    for measure in request.measures.filter(until=None).select_related("organisation"):
        who = measure.organisation.name if measure.organisation else request.house.name
        letter.items(
            [_("%(what)s – door %(who)s") % {"what": f"{measure.get_kind_display()}: {measure.text}", "who": who}]
        )


def _held_back(letter: Letter, request: Request, decision: Answer) -> None:
    """That something is left out and on which ground; never what, or whose (UAVG 41)."""
    grounds = (
        Exemption.objects.filter(consultation__request=request, lapsed_at=None)
        .order_by("ground")
        .values_list("ground", flat=True)
        .distinct()
    )
    silent = [
        each.organisation.name
        for each in request.consultations.filter(answered_at=None).select_related("organisation").order_by("pk")
    ]
    omitted = request.omissions.count()
    if not grounds and not silent and not omitted:
        return
    letter.heading(_("Wat wij niet vertellen"))
    if grounds:
        letter.text(
            _(
                "Wij vertellen niet alles. De wet staat dat toe als er een belangrijke reden is "
                "(artikel 41 van de Uitvoeringswet AVG). Hier gaat het om:"
            )
        )
        letter.items([ExceptionGround(ground).label.split(" – ", 1)[1] for ground in grounds])
        letter.text(_("Is de reden er niet meer? Dan sturen wij u uit onszelf een nieuwe brief."))
    if silent:
        letter.text(
            _(
                "Van deze organisaties kregen wij nog geen antwoord: %(names)s. Wat zij ons over u vertelden, staat nog niet "
                "in deze brief. Zodra zij antwoorden, krijgt u een nieuwe brief."
            )
            % {"names": ", ".join(silent)}
        )
    if omitted:
        letter.text(
            ngettext(
                "Eén gegeven staat niet in deze brief, omdat het ook over iemand anders gaat (artikel 15 lid 4 van de AVG).",
                "%(count)s gegevens staan niet in deze brief, omdat ze ook over iemand anders gaan "
                "(artikel 15 lid 4 van de AVG).",
                omitted,
            )
            % {"count": omitted}
        )


def _told(letter: Letter, request: Request, person: int) -> None:
    left_out = set(request.omissions.values_list("thing", flat=True))
    chapters = told_about(person, queries.unnamed(request))
    categories = sorted({item.category for item in queries.items(request)})
    letter.heading(_("Welke soorten gegevens wij gebruiken"))
    letter.items([str(DataCategory(each).label) for each in dict.fromkeys([DataCategory.IDENTITY, *categories])])
    for chapter in chapters:
        shown = [entry for entry in chapter.entries if entry.key not in left_out]
        if shown:
            letter.heading(chapter.title)
        for entry in shown:
            letter.heading(entry.title, 3)
            letter.items([f"{label}: {value}" for label, value in entry.facts])
    if DataCategory.POLICE in categories:
        letter.text(
            _("Wilt u weten wat de politie zelf over u heeft? Vraag dat dan ook aan de politie (Wet politiegegevens).")
        )
    if {f"spoken:{sort}" for sort in SPOKEN} & {
        entry.key for chapter in chapters for entry in chapter.entries
    } - left_out:
        _minutes(letter)


def _minutes(letter: Letter) -> None:
    """Minutes and evaluations are named by their day; how to read the passages about oneself (R-43, AVG 15)."""
    letter.heading(_("Verslagen en evaluaties lezen"))
    letter.text(
        _(
            "Een verslag of evaluatie gaat over iedereen in de casus samen. Daarom staat de tekst niet in deze brief. "
            "De besluiten over u staan er wel in."
        ),
        _(
            "Wilt u lezen wat er over u in staat? Vraag dat aan het contactpunt, en noem de dag. Wij laten u dan de stukken "
            "over u lezen, zonder wat over anderen gaat. U krijgt binnen een maand antwoord. Het kost u niets."
        ),
    )


def _organisations(letter: Letter, request: Request, person: int) -> None:
    """Who is or was involved, and how often each looked; not who holds that back."""
    letter.heading(_("Welke organisaties uw gegevens hebben"))
    involved = request.consultations.select_related("organisation")
    letter.table(
        [_("Organisatie"), _("Betrokken als")],
        [
            [each.organisation.name, each.involvement]
            for each in involved.exclude(organisation__in=queries.unnamed(request))
        ],
    )
    letter.heading(_("Wie uw gegevens heeft bekeken"))
    looked = queries.who_looked(person)
    if looked:
        letter.text(
            _("Het systeem houdt bij wie gegevens bekijkt of gebruikt. Dit is hoe vaak dat per organisatie gebeurde:")
        )
    letter.table(
        [_("Organisatie"), _("Hoe vaak"), _("Voor het laatst op")],
        [[each.organisation, str(each.times), written(each.last_on)] for each in looked],
    )
