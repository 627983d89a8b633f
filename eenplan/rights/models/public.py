"""The own texts on the public page of a house; name, purpose, contact point and working area come from the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.access.models import Account
from eenplan.network.models import House


class PublicPage(models.Model):
    """Read by everybody, so nothing stands in it that is not for everybody."""

    house = models.OneToOneField(House, models.CASCADE, related_name="public_page", verbose_name=_("huis"))
    introduction = models.TextField(_("inleiding"), blank=True)
    rights = models.TextField(_("hoe betrokkenen hun rechten uitoefenen"), blank=True)
    priority_criteria = models.TextField(_("criteria voor prioriteit"), blank=True)
    report_title = models.CharField(_("titel van het jaarverslag"), max_length=120, blank=True)
    report_url = models.URLField(_("adres van het jaarverslag"), blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("gewijzigd door"))
    changed_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    class Meta:
        verbose_name = _("openbare pagina")
        verbose_name_plural = _("openbare pagina's")

    def __str__(self) -> str:
        return str(self.house_id)
