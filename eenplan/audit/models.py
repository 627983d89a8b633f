"""The log: append-only for the application, sealed in a hash chain by the worker (WGS 1.8(4), R-72)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration


class Event(models.Model):
    """One act of one professional about at most one person. Written with `audit.record`, never through the ORM.

    Organisation, house, case and person are plain numbers: the log outlives what it speaks of (R-60).
    """

    declaration = Declaration(destroyed="log", case="case_id", persons=("subject_id",))

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
        indexes = [
            models.Index(fields=["house_id", "-id"], name="audit_event_of_house"),
            models.Index(
                fields=["case_id", "-id"], name="audit_event_of_case", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(
                fields=["subject_id", "-id"],
                name="audit_event_of_subject",
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
