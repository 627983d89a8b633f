"""A data leak: what happened, who was asked, what was told to the authority and to the persons."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.law.codes import DataCategory, ExceptionGround
from eenplan.network.models import HouseRecord, Organisation
from eenplan.rights.leaks import rules


class Leak(HouseRecord):
    """One breach, kept by the contact point (AVG 33(5)). Names of persons do not belong in its texts."""

    declaration = Declaration(destroyed="never")

    class Report(models.TextChoices):
        REPORTED = "reported", _("gemeld bij de AP")
        NOT_NEEDED = "not_needed", _("melden hoeft niet: geen risico voor personen (AVG 33 lid 1)")

    class Informing(models.TextChoices):
        """Whether the persons were told (AVG 34), or on which ground not; the letters are those of UAVG 41(1)."""

        INFORMED = "informed", _("de personen zijn geïnformeerd")
        NO_HIGH_RISK = "34(1)", _("niet nodig: geen hoog risico (AVG 34 lid 1)")
        PROTECTED = "34(3)a", _("niet nodig: de gegevens waren onbegrijpelijk gemaakt (AVG 34 lid 3 a)")
        AVERTED = "34(3)b", _("niet nodig: het risico is achteraf weggenomen (AVG 34 lid 3 b)")
        PUBLISHED = "34(3)c", _("vervangen door een openbare mededeling (AVG 34 lid 3 c)")
        A = "a", ExceptionGround.NATIONAL_SECURITY.label
        B = "b", ExceptionGround.DEFENCE.label
        C = "c", ExceptionGround.PUBLIC_SAFETY.label
        D = "d", ExceptionGround.CRIME.label
        E = "e", ExceptionGround.PUBLIC_INTEREST.label
        F = "f", ExceptionGround.JUDICIARY.label
        G = "g", ExceptionGround.ETHICS.label
        H = "h", ExceptionGround.SUPERVISION.label
        I = "i", ExceptionGround.PROTECTION.label  # noqa: E741 - the letter of the article
        J = "j", ExceptionGround.CIVIL_CLAIMS.label

    discovered_at = models.DateTimeField(_("ontdekt op"))
    what = models.TextField(_("wat is er gebeurd"))
    categories = ArrayField(
        models.PositiveSmallIntegerField(choices=DataCategory.choices),
        default=list,
        blank=True,
        verbose_name=_("soorten gegevens"),
    )
    persons = models.PositiveIntegerField(_("aantal personen (geschat)"), null=True, blank=True)
    consequences = models.TextField(_("mogelijke gevolgen"), blank=True)
    measures = models.TextField(_("maatregelen"), blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("geregistreerd door"))
    registered_at = models.DateTimeField(_("geregistreerd op"), auto_now_add=True)
    report = models.CharField(_("melding bij de AP"), max_length=10, choices=Report.choices, blank=True)
    reported_at = models.DateTimeField(_("gemeld op"), null=True, blank=True)
    reference = models.CharField(_("kenmerk van de AP"), max_length=60, blank=True)
    report_reason = models.TextField(_("waarom niet, of waarom later dan 72 uur"), blank=True)
    informing = models.CharField(_("personen informeren"), max_length=10, choices=Informing.choices, blank=True)
    informed_on = models.DateField(_("geïnformeerd op"), null=True, blank=True)
    informing_reason = models.TextField(_("toelichting"), blank=True)
    closed_at = models.DateTimeField(_("afgesloten op"), null=True)

    class Meta:
        verbose_name = _("datalek")
        verbose_name_plural = _("datalekken")
        ordering = ["-discovered_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="rights_leak_says_what"),
            models.CheckConstraint(
                name="rights_leak_report_complete",
                condition=Q(report="", reported_at=None)
                | (Q(report="reported", reported_at__isnull=False) & ~Q(reference=""))
                | (Q(report="not_needed", reported_at=None) & ~Q(report_reason="")),
            ),
            models.CheckConstraint(
                name="rights_leak_delay_explained",  # AVG 33(1)
                condition=~Q(report="reported")
                | Q(reported_at__lte=F("discovered_at") + timedelta(hours=rules.HOURS))
                | ~Q(report_reason=""),
            ),
            models.CheckConstraint(
                name="rights_leak_informing_complete",
                condition=Q(informing="", informed_on=None)
                | Q(informing="informed", informed_on__isnull=False)
                | (~Q(informing__in=["", "informed"]) & Q(informed_on=None) & ~Q(informing_reason="")),
            ),
            models.CheckConstraint(
                name="rights_leak_closed_when_done",
                condition=Q(closed_at=None)
                | (~Q(report="") & ~Q(informing="") & ~Q(consequences="") & ~Q(measures="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("rights:leak", args=[self.pk])

    @property
    def number(self) -> str:
        """What people call it; says nothing about anybody."""
        return f"DL-{self.pk:04d}"

    @property
    def deadline(self):
        return rules.deadline(self.discovered_at)

    @property
    def category_names(self) -> list[str]:
        return [str(DataCategory(category).label) for category in self.categories]


class LeakInput(HouseRecord):
    """What a professional of an organisation is asked about a leak, and the answer (BGS 1.4)."""

    declaration = Declaration(destroyed="never")

    leak = models.ForeignKey(Leak, models.CASCADE, related_name="inputs", verbose_name=_("datalek"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("gevraagd aan"))
    question = models.TextField(_("vraag"))
    asked_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    answer = models.TextField(_("antwoord"), blank=True)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True)

    class Meta:
        verbose_name = _("bijdrage aan een datalek")
        verbose_name_plural = _("bijdragen aan een datalek")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="rights_leak_answer_dated",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)
