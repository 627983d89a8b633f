"""What is kept no longer than the law allows, and the proof of it that holds no personal data (WGS 1.8(7))."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.network.models import HouseRecord, Organisation

#: without personal data, and therefore kept
_PROOF = Declaration(destroyed="never")


class Release(HouseRecord):
    """Core participants decide that a case is no longer necessary: once closed it is destroyed on a date (R-51)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.OneToOneField(Case, models.CASCADE, related_name="release", verbose_name=_("casus"))
    destroy_on = models.DateField(_("vernietigen op"))
    motive = models.CharField(_("motivering"), max_length=500)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("besluit eerder te vernietigen")
        verbose_name_plural = _("besluiten eerder te vernietigen")
        constraints = [models.CheckConstraint(condition=~Q(motive=""), name="retention_release_motivated")]

    def __str__(self) -> str:
        return str(self.destroy_on)


class Run(HouseRecord):
    """One run of the engine over a house, as of a day."""

    declaration = _PROOF

    as_of = models.DateField(_("peildatum"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("uitgevoerd door"))
    started_at = models.DateTimeField(_("begonnen"), auto_now_add=True)
    finished_at = models.DateTimeField(_("klaar"), null=True)

    class Meta:
        verbose_name = _("vernietigingsronde")
        verbose_name_plural = _("vernietigingsrondes")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.as_of)


class Kind(models.TextChoices):
    """What is destroyed as one whole."""

    CASE = "case", _("casus")
    REFERRAL = "referral", _("aanmelding")
    PERSON = "person", _("persoon")


class Certificate(HouseRecord):
    """Proof that something was destroyed (vernietigingsverklaring): what kinds and how many rows, by which rule; never whose."""

    declaration = _PROOF

    run = models.ForeignKey(Run, models.PROTECT, related_name="certificates", null=True, verbose_name=_("ronde"))
    number = models.CharField(_("nummer"), max_length=30, unique=True)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("jaar van begin"))
    rule = models.CharField(_("regel"), max_length=10)
    article = models.CharField(_("artikel"), max_length=40)
    rows = models.JSONField(_("rijen per soort"))
    at = models.DateTimeField(_("vernietigd op"))

    class Meta:
        verbose_name = _("vernietigingsverklaring")
        verbose_name_plural = _("vernietigingsverklaringen")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number


class JournalLine(HouseRecord):
    """That something was destroyed, for a backup made before: a digest of its table, number and moment of making."""

    declaration = _PROOF

    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    key = models.CharField(_("sleutel"), max_length=64, unique=True)
    rule = models.CharField(_("regel"), max_length=10)
    at = models.DateTimeField(_("vernietigd op"))

    class Meta:
        verbose_name = _("regel van het vernietigingsjournaal")
        verbose_name_plural = _("vernietigingsjournaal")

    def __str__(self) -> str:
        return self.key


class Remainder(HouseRecord):
    """What is left of destroyed cases and rejected referrals for statistics: how many were alike, never which."""

    declaration = _PROOF

    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("jaar"))
    region = models.CharField(_("regio"), max_length=80)
    age = models.CharField(_("leeftijdsklasse"), max_length=10)
    case_kind = models.CharField(_("soort casus"), max_length=10)
    ave_in = models.PositiveSmallIntegerField(_("AVE bij begin"), null=True)
    ave_out = models.PositiveSmallIntegerField(_("AVE bij einde"), null=True)
    duration = models.CharField(_("duur"), max_length=10)
    outcome = models.CharField(_("uitkomst"), max_length=20)
    zrm = models.CharField(_("verschil ZRM"), max_length=10)
    number = models.PositiveIntegerField(_("aantal"))

    class Meta:
        verbose_name = _("geanonimiseerd restant")
        verbose_name_plural = _("geanonimiseerd restant")
        constraints = [
            models.UniqueConstraint(
                name="retention_alike_once",
                fields=[
                    "house",
                    "kind",
                    "year",
                    "region",
                    "age",
                    "case_kind",
                    "ave_in",
                    "ave_out",
                    "duration",
                    "outcome",
                    "zrm",
                ],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"
