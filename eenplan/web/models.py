"""What the shell keeps: which forms were sent, so that each does its work once; and what was typed and not sent yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.files.models import LockedField


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


class Draft(models.Model):
    """What one account typed in one field of a form and did not send yet (eenplan/web/drafts.py).

    The text is locked with the keys of the files and names its account, form and field inside: moved to another row it opens
    for nobody. `other` is what another window had there when a form that came too late was kept over it. `sort` and `number`
    say which case, referral or person the page was about: a draft goes when that goes, and in any case after a day.
    """

    declaration = Declaration(destroyed="day")

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", verbose_name=_("door"))
    form = models.CharField(_("formulier"), max_length=32)
    field = models.CharField(_("veld"), max_length=100)
    version = models.PositiveIntegerField(_("versie"))
    locked = LockedField(_("tekst, versleuteld"))
    other = LockedField(_("tekst van een ander venster, versleuteld"), null=True)
    sort = models.CharField(_("gaat over"), max_length=10, blank=True)
    number = models.BigIntegerField(_("nummer"), null=True)
    at = models.DateTimeField(_("getypt op"))
    until = models.DateTimeField(_("bewaard tot"))

    class Meta:
        verbose_name = _("getypte tekst")
        verbose_name_plural = _("getypte teksten")
        constraints = [models.UniqueConstraint(fields=["account", "form", "field"], name="web_draft_one_per_field")]
        indexes = [
            models.Index(fields=["sort", "number"], name="web_draft_about"),
            models.Index(fields=["until"], name="web_draft_until"),
        ]

    def __str__(self) -> str:
        return self.field
