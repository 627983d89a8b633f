"""Emergency access (noodtoegang, R-75): asking for it, reading by it, and judging it afterwards."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count, Exists, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.access.models import Grant
from eenplan.cases.models import Emergency
from eenplan.law.calendar import workdays_after
from eenplan.law.codes import Role, StatutoryGround
from eenplan.law.rules import Refusal, cites
from eenplan.network.models import House, Organisation
from eenplan.ui.meanwhile import held
from eenplan.ui.work import WorkItem

#: who can ask for it
CASEWORK = (Role.REFERRER, Role.ASSESSOR, Role.PARTICIPANT)
#: working days within which it is judged
JUDGED_WITHIN = 5
#: so many of one professional may wait to be judged
WAITING = 3


@cites("WGS 2.31(4)", "R-75")
def may_ask(house_allows: bool, ground: str) -> None:
    """Only where the house switched it on, and only for core participants: who takes part is their decision."""
    if not house_allows:
        raise Refusal(_("Uw huis heeft geen noodtoegang."), "WGS 2.31(4)", _("Bel de procesregisseur."))
    if not StatutoryGround(ground).core:
        raise Refusal(_("Noodtoegang is alleen voor kerndeelnemers."), "WGS 2.31(4)", _("Bel de procesregisseur."))


@cites("WGS 2.31(4)", "R-75")
def not_too_often(waiting: int) -> None:
    """What was used before is judged first. Whether it was the same case, only the database can tell."""
    if waiting >= WAITING:
        raise Refusal(
            _("U gebruikte al %(times)s keer noodtoegang die nog niet is beoordeeld.") % {"times": waiting},
            "WGS 2.31(4)",
            _("Bel de procesregisseur, of vraag de toezichthouder eerst te oordelen."),
        )


@cites("WGS 1.8(4)", "R-75")
def may_judge(supervises: bool, own: bool, judged: bool) -> None:
    """The supervisor judges, once, and never the own access."""
    if not supervises or own:
        raise Refusal(
            _("Een toezichthouder van het huis beoordeelt noodtoegang."),
            "WGS 1.8(4)",
            _("Vraag een toezichthouder die er zelf niet bij betrokken was."),
        )
    if judged:
        raise Refusal(_("Deze noodtoegang is al beoordeeld."), "WGS 1.8(4)", _("Vernieuw de pagina."))


def houses(who: Acting) -> QuerySet[House]:
    """The houses in which who acts may ask for emergency access; none for who is not of a core organisation."""
    core = Organisation.objects.filter(pk=who.organisation_id, ground__startswith="2.27(1)")
    return House.objects.filter(Exists(core), pk__in=who.houses(*CASEWORK), break_glass=True)


def ask(who: Acting, *, number: str, reason: str, hours: int) -> Emergency:
    """Read an open case for some hours. Absent, closed, of another house or one's own: the same answer (R-75)."""
    ground = Organisation.objects.values_list("ground", flat=True).get(pk=who.organisation_id)
    allowed = House.objects.filter(pk__in=who.houses(*CASEWORK), break_glass=True).exists()
    may_ask(allowed, ground)
    not_too_often(Emergency.objects.filter(account=who.account_id, reviewed_at=None).count())
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_break_glass(%s, %s, %s)", [number.strip(), reason, hours])
        (made,) = cursor.fetchone()
    if made is None:
        raise ValidationError(
            {
                "number": _(
                    "Dit is geen open casus van uw huis, of u heeft er al toegang toe. Controleer het nummer, of bel de"
                    " procesregisseur."
                )
            }
        )
    emergency = Emergency.objects.select_related("case").get(pk=made)
    audit.record(
        "emergency.begin",
        house=emergency.house_id,
        case=emergency.case_id,
        thing=emergency.case.number,
        detail=reason[:200],
    )
    return emergency


def judge(who: Acting, emergency: Emergency, *, justified: bool, finding: str) -> Emergency:
    """Record whether the emergency access was justified, with the finding."""
    may_judge(
        who.has(Role.AUDITOR, house=emergency.house_id),
        emergency.account_id == who.account_id,
        held(emergency).reviewed_at is not None,
    )
    emergency.reviewed_by_id, emergency.reviewed_at = who.account_id, timezone.now()
    emergency.justified, emergency.finding = justified, finding
    emergency.save(update_fields=["reviewed_by", "reviewed_at", "justified", "finding"])
    audit.record(
        "emergency.judge",
        house=emergency.house_id,
        case=emergency.case_id,
        detail="terecht" if justified else "niet terecht",
    )
    return emergency


def before(emergency: Emergency) -> dict[str, int]:
    """How often the same professional used it in this house in the year before, and how often without good reason."""
    a_year = (emergency.at - timedelta(days=365), emergency.at)
    earlier = Emergency.objects.filter(account=emergency.account_id, house=emergency.house_id, at__range=a_year)
    return earlier.exclude(pk=emergency.pk).aggregate(
        times=Count("pk"), unjustified=Count("pk", filter=Q(justified=False))
    )


def due(emergency: Emergency) -> date:
    """The day on which it must have been judged."""
    return workdays_after(timezone.localdate(emergency.at), JUDGED_WITHIN)


def seen(who: Acting) -> QuerySet[Emergency]:
    """The emergencies that who acts may see: own ones, on cases one works on, and for supervision all of the house."""
    return Emergency.objects.select_related("case", "account", "organisation", "reviewed_by").order_by("-at")


def work(who: Acting) -> list[WorkItem]:
    """At once, for process director and supervisor, until it is judged."""
    if not who.has(Role.AUDITOR, Role.PROCESS_DIRECTOR):
        return []
    directed = _directed(who)
    return [
        WorkItem(
            kind=_("Noodtoegang"),
            title=_("%(name)s las %(number)s zonder deel te nemen")
            % {"name": emergency.account.name, "number": emergency.case.number},
            url=reverse("cases:emergency", args=[emergency.pk]),
            due=due(emergency),
            about=emergency.organisation.name,
            icon="urgent",
        )
        for emergency in seen(who).filter(reviewed_at=None)
        if who.has(Role.AUDITOR, house=emergency.house_id) or emergency.case_id in directed
    ]


def _directed(who: Acting) -> set[int]:
    grants = Grant.objects.filter(account=who.account_id, kind=Grant.Kind.CASE, scope="direct", until=None)
    return set(grants.values_list("object_id", flat=True))
