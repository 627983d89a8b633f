"""What the shell keeps: which forms were sent, so that each does its work once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.access.models import Account


class Submission(models.Model):
    """A form that was sent, by its digest, and where its answer led. Holds nothing that was typed; kept for a day."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", verbose_name=_("door"))
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    location = models.CharField(_("leidde naar"), max_length=2000, blank=True)
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="web_submission_once")]

    def __str__(self) -> str:
        return self.digest
