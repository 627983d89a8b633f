"""Information items: one fact about one person, supplied by one organisation on one ground, for named recipients."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan import audit
from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.law.codes import DataCategory, SharingGround
from eenplan.network.models import HouseRecord, Organisation
from eenplan.people.models import Person


class Item(HouseRecord):
    """What an organisation tells the case about one person. Appended; a correction is a new row (R-20, R-31)."""

    declaration = Declaration(destroyed="case", case="case_id", persons=("person_id",), category="category")

    class Status(models.TextChoices):
        VALID = "valid", _("geldig")
        RECTIFIED = "rectified", _("gerectificeerd")
        DESTROYED = "destroyed", _("vernietigd")

    case = models.ForeignKey(Case, models.CASCADE, related_name="items", verbose_name=_("casus"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("over"))
    category = models.PositiveSmallIntegerField(_("categorie"), choices=DataCategory.choices)
    supplier = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("verstrekker"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    ground = models.CharField(_("grondslag"), max_length=20, choices=SharingGround.choices)
    motivation = models.CharField(_("motivering van de grondslag"), max_length=500, blank=True)
    text = models.TextField(_("inhoud"))
    conditions = models.CharField(_("voorwaarden of beperkingen"), max_length=500, blank=True)
    first_processed_on = models.DateField(_("datum eerste verwerking"))
    given_at = models.DateTimeField(_("verstrekt"), auto_now_add=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.VALID)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("vervangt")
    )

    class Meta:
        verbose_name = _("informatie-item")
        verbose_name_plural = _("informatie-items")
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(category__range=(1, 12)), name="exchange_closed_list"),  # WGS 2.30(1)
            models.CheckConstraint(condition=~Q(text=""), name="exchange_item_says_something"),
            models.CheckConstraint(  # the four grounds of WGS 2.29(2) come with a motivation
                condition=~Q(ground__startswith="2.29(2)") | ~Q(motivation=""), name="exchange_secrecy_motivated"
            ),
        ]
        indexes = [models.Index("case", F("given_at").desc(), name="exchange_of_case")]

    def __str__(self) -> str:
        return self.get_category_display()

    @classmethod
    def from_db(cls, db, field_names, values):
        item = super().from_db(db, field_names, values)
        audit.loaded(item.person_id, item.house_id, item.case_id, item.category)
        return item


class Recipient(HouseRecord):
    """An organisation on the case that may read the item besides its supplier (R-24)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    item = models.ForeignKey(Item, models.CASCADE, related_name="recipients", verbose_name=_("item"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("ontvanger"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)

    class Meta:
        verbose_name = _("ontvanger")
        verbose_name_plural = _("ontvangers")
        constraints = [models.UniqueConstraint(fields=["item", "organisation"], name="exchange_recipient_once")]

    def __str__(self) -> str:
        return str(self.organisation_id)
