"""Conference (casusoverleg): a meeting whose agenda is a list of cases; who sees an agenda item works on its case."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.exchange.models import Item
from eenplan.law.codes import ActionKind
from eenplan.network.models import HouseRecord, LifeDomain, Organisation
from eenplan.people.models import Person
from eenplan.provisions.models import ThirdParty


class Conference(HouseRecord):
    """Time and place of a meeting; holds no case data itself."""

    declaration = Declaration(destroyed="case")

    at = models.DateTimeField(_("datum en tijd"))
    place = models.CharField(_("plaats"), max_length=120)
    chair = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("voorzitter"))
    cancelled_at = models.DateTimeField(_("afgelast"), null=True)

    class Meta:
        verbose_name = _("casusoverleg")
        verbose_name_plural = _("casusoverleggen")
        ordering = ["at"]
        indexes = [models.Index(fields=["house", "at"], name="conferences_of_house")]

    def __str__(self) -> str:
        return date_format(timezone.localtime(self.at), "j F Y, H:i")

    def get_absolute_url(self) -> str:
        return reverse("conferences:conference", args=[self.pk])


class AgendaItem(HouseRecord):
    """One case on the agenda, with the minutes of its discussion in the three steps of BOB (R-94)."""

    declaration = Declaration(destroyed="case", case="case_id")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="agenda", verbose_name=_("overleg"))
    case = models.ForeignKey(Case, models.CASCADE, related_name="agenda_items", verbose_name=_("casus"))
    position = models.PositiveSmallIntegerField(_("volgorde"))
    question = models.CharField(_("vraag aan het overleg"), max_length=500)
    picture = models.TextField(_("beeldvorming"), blank=True)
    judgement = models.TextField(_("oordeelsvorming"), blank=True)
    conclusion = models.TextField(_("besluitvorming"), blank=True)
    held_at = models.DateTimeField(_("besproken"), null=True)

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "case"],
                name="conferences_case_once",
                violation_error_message=_("Deze casus staat al op de agenda."),
            ),
        ]
        indexes = [models.Index(fields=["case", "conference"], name="conferences_of_case")]

    def __str__(self) -> str:
        return self.question


class Attendance(HouseRecord):
    """Invited to an agenda item, and afterwards: present or not (None until recorded)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="attendance", verbose_name=_("agendapunt"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("professional"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    invited_at = models.DateTimeField(_("uitgenodigd"), auto_now_add=True)
    present = models.BooleanField(_("aanwezig"), null=True)

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheid")
        constraints = [models.UniqueConstraint(fields=["item", "account"], name="conferences_invited_once")]

    def __str__(self) -> str:
        return str(self.account_id)


class Guest(HouseRecord):
    """A third party at an agenda item, after its secrecy statement was signed (WGS 2.31(9), BGS 2.21, R-30)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="guests", verbose_name=_("agendapunt"))
    third_party = models.ForeignKey(ThirdParty, models.PROTECT, related_name="+", verbose_name=_("derde"))
    invited_at = models.DateTimeField(_("uitgenodigd"), auto_now_add=True)
    present = models.BooleanField(_("aanwezig"), null=True)

    class Meta:
        verbose_name = _("derde aan tafel")
        verbose_name_plural = _("derden aan tafel")
        constraints = [models.UniqueConstraint(fields=["item", "third_party"], name="conferences_guest_once")]

    def __str__(self) -> str:
        return str(self.third_party_id)


class Heard(HouseRecord):
    """What was shared with a third party at the table: only what was provided to it, so what every supplier let go."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("information__person_id",),
        category="information__category",
        untold="Het gegeven zelf staat bij de informatie, de derde bij de verstrekking.",
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    guest = models.ForeignKey(Guest, models.PROTECT, related_name="heard", verbose_name=_("derde aan tafel"))
    information = models.ForeignKey(Item, models.CASCADE, related_name="+", verbose_name=_("gegeven"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("gedeeld aan tafel")
        verbose_name_plural = _("gedeeld aan tafel")
        constraints = [
            models.UniqueConstraint(
                fields=["guest", "information"],
                name="conferences_heard_once",
                violation_error_message=_("Dit staat al vast als gedeeld."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.information_id)


class Resolution(HouseRecord):
    """A decision of the conference. With a responsible organisation, person and date it becomes an action."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        told=("text", "kind", "domain", "organisation", "due_on", "at"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="resolutions", verbose_name=_("casus"))
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions", verbose_name=_("agendapunt"))
    text = models.CharField(_("besluit"), max_length=500)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("over"))
    kind = models.CharField(_("soort"), max_length=15, choices=ActionKind.choices, blank=True)
    domain = models.ForeignKey(
        LifeDomain, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leefgebied")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verantwoordelijke organisatie"),
    )
    responsible = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verantwoordelijke professional"),
    )
    due_on = models.DateField(_("gereed op"), null=True, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("besluit van het overleg")
        verbose_name_plural = _("besluiten van het overleg")
        constraints = [
            models.CheckConstraint(  # all of an action, or none of it
                name="conferences_action_is_whole",
                condition=Q(organisation__isnull=True, responsible__isnull=True, due_on__isnull=True)
                | Q(organisation__isnull=False, responsible__isnull=False, due_on__isnull=False, person__isnull=False)
                & ~Q(kind=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text
