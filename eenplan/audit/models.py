"""The log: append-only for the application, sealed in a hash chain by the worker (WGS 1.8(4), R-72), and its reviews."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.law.calendar import past


class Event(models.Model):
    """One act of one professional about at most one person. Written with `audit.record`, never through the ORM.

    Organisation, house, case and person are plain numbers: the log outlives what it speaks of (R-60).
    """

    declaration = Declaration(
        destroyed="log",
        case="case_id",
        persons=("subject_id",),
        untold="De brief telt per organisatie hoe vaak is gekeken en wanneer voor het laatst; wie dat was, gaat over die ander.",
    )

    class Outcome(models.TextChoices):
        OK = "ok", _("gelukt")
        NOTHING = "nothing", _("niets gevonden")
        REFUSED = "refused", _("geweigerd")

    at = models.DateTimeField(_("tijdstip"))
    trace = models.UUIDField(_("verzoek"))
    account_id = models.BigIntegerField(_("account"), null=True)
    organisation_id = models.BigIntegerField(_("organisatie"), null=True)
    house_id = models.BigIntegerField(_("huis"), null=True)
    role = models.CharField(_("rol"), max_length=200)
    purpose = models.CharField(_("doel"), max_length=200)
    action = models.CharField(_("handeling"), max_length=60)
    thing = models.CharField(_("onderwerp"), max_length=80)
    case_id = models.BigIntegerField(_("casus"), null=True)
    subject_id = models.BigIntegerField(_("persoon"), null=True)
    categories = ArrayField(models.SmallIntegerField(), verbose_name=_("categorieën"))
    outcome = models.CharField(_("uitkomst"), max_length=10, choices=Outcome.choices)
    access_point = models.CharField(_("toegangspunt"), max_length=120)
    detail = models.CharField(_("bijzonderheden"), max_length=300)
    salt = models.BinaryField(_("zout"))
    subject_digest = models.BinaryField(_("vingerafdruk van de persoon"))
    digest = models.BinaryField(_("vingerafdruk"))

    class Meta:
        verbose_name = _("logregel")
        verbose_name_plural = _("logregels")
        indexes = [  # in the order in which the log is read and leafed through: newest first, from the last line seen
            models.Index(fields=["house_id", "-at", "-id"], name="audit_event_house_by_time"),
            models.Index(
                fields=["case_id", "-at"], name="audit_event_case_by_time", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(
                fields=["subject_id", "-at"],
                name="audit_event_subject_by_time",
                condition=models.Q(subject_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.action}"


class Seal(models.Model):
    """One link of the hash chain: hash = sha256(previous hash, digest of the event)."""

    sequence = models.BigIntegerField(_("volgnummer"), primary_key=True)
    event_id = models.BigIntegerField(_("logregel"), unique=True)
    hash = models.BinaryField(_("keten"))
    sealed_at = models.DateTimeField(_("verzegeld op"), db_index=True)

    class Meta:
        verbose_name = _("zegel")
        verbose_name_plural = _("zegels")

    def __str__(self) -> str:
        return str(self.sequence)


class Verification(models.Model):
    """One walk along the chain, in steps; begun and moved on by database functions only, so that nobody writes a verdict.

    The next one starts where the last sound one ended (`reached`, `hash`), unless the `whole` chain is asked for.
    """

    declaration = Declaration(destroyed="log")

    house_id = models.BigIntegerField(_("huis"), null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("door"))
    whole = models.BooleanField(_("hele keten"))
    started_at = models.DateTimeField(_("begonnen"))
    finished_at = models.DateTimeField(_("klaar"), null=True)
    begin = models.BigIntegerField(_("vanaf zegel"))
    reached = models.BigIntegerField(_("tot zegel"))
    target = models.BigIntegerField(_("laatste zegel"))
    hash = models.BinaryField(_("keten"))
    lines = models.BigIntegerField(_("regels van het huis"))
    loose = models.BigIntegerField(_("nog niet verzegeld"))
    first_bad = models.BigIntegerField(_("eerste foute regel"), null=True)

    class Meta:
        verbose_name = _("controle van de keten")
        verbose_name_plural = _("controles van de keten")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.begin}–{self.reached}"

    @property
    def done(self) -> int:
        return self.reached - self.begin

    @property
    def total(self) -> int:
        return self.target - self.begin

    @property
    def ok(self) -> bool:
        return self.finished_at is not None and self.first_bad is None


class Review(models.Model):
    """The monthly look at the log of a house, opened by the worker, closed with findings by a supervisor (R-76)."""

    declaration = Declaration(destroyed="log")

    house_id = models.BigIntegerField(_("huis"))
    month = models.DateField(_("maand"))
    opened_at = models.DateTimeField(_("geopend"))
    due_on = models.DateField(_("uiterlijk"))
    figures = models.JSONField(_("cijfers per organisatie"))
    findings = models.TextField(_("bevindingen"), blank=True)
    measures = models.TextField(_("maatregelen"), blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("afgerond door"))
    closed_at = models.DateTimeField(_("afgerond"), null=True)

    class Meta:
        verbose_name = _("logcontrole")
        verbose_name_plural = _("logcontroles")
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["house_id", "month"], name="audit_review_once_a_month"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, account=None)
                | models.Q(closed_at__isnull=False, account__isnull=False) & ~models.Q(findings=""),
                name="audit_review_closed_with_findings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def late(self) -> bool:
        return self.closed_at is None and past(self.due_on)
