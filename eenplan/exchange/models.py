"""Information items: one fact about one person, supplied by one organisation on one ground, for named recipients.

Around an item stand the question it answers, the consent it rests on, whether its conditions are met, the errors that were
reported in it and the notices that its recipients got. All of it is appended; what is over is marked, never edited.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan import audit
from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.files.models import StoredFile
from eenplan.law.calendar import written
from eenplan.law.codes import DataCategory, SharingGround
from eenplan.network.models import HouseRecord, Organisation
from eenplan.people.models import Person


class Consent(HouseRecord):
    """Explicit consent that lifts medical secrecy: who gave it when and how, and what it covers (R-22, WGS 2.29(2)).

    It covers the organisations of `recipients`, or everybody on the case when that is empty. `capacity` and `incapacity` are
    for who decides instead of an adult (BW 7:465). Withdrawn once, for good.
    """

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category=DataCategory.HEALTH,
        told=(
            "supplier",
            "given_on",
            "given_by",
            "capacity",
            "incapacity",
            "manner",
            "categories",
            "withdrawn_on",
            "withdrawn_through",
        ),
    )

    class Giver(models.TextChoices):
        SELF = "self", _("betrokkene zelf")
        REPRESENTATIVE = "representative", _("vertegenwoordiger")
        BOTH = "both", _("betrokkene en vertegenwoordiger")

    class Capacity(models.TextChoices):
        """What makes somebody the representative; a parent or guardian follows from the age of the person."""

        PARENT = "", _("ouder of voogd met gezag")
        CURATOR = "curator", _("curator")
        MENTOR = "mentor", _("mentor")
        PROXY = "proxy", _("gemachtigde of naaste van wie wilsonbekwaam is")

    class Manner(models.TextChoices):
        WRITTEN = "written", _("schriftelijk, met handtekening")
        DIGITAL = "digital", _("digitaal bevestigd")
        ORAL = "oral", _("mondeling, vastgelegd in het eigen dossier")

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents", verbose_name=_("casus"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("over"))
    supplier = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("gegeven aan"))
    given_on = models.DateField(_("gegeven op"))
    given_by = models.CharField(_("gegeven door"), max_length=14, choices=Giver.choices)
    representative = models.CharField(_("wie vertegenwoordigt"), max_length=200, blank=True)
    capacity = models.CharField(_("hoedanigheid"), max_length=10, choices=Capacity.choices, blank=True)
    incapacity = models.CharField(_("waarom betrokkene niet zelf beslist"), max_length=500, blank=True)
    manner = models.CharField(_("hoe gegeven"), max_length=10, choices=Manner.choices)
    categories = ArrayField(
        models.PositiveSmallIntegerField(choices=DataCategory.choices), verbose_name=_("voor de categorieën")
    )
    recipients = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name=_("voor de organisaties"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True)
    withdrawn_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("intrekking vastgelegd door")
    )
    #: who took it back, in the words of `given_by`; the law lets the person and the representative do so at any time (UAVG 5(3))
    withdrawn_through = models.CharField(_("ingetrokken door"), max_length=14, choices=Giver.choices, blank=True)
    withdrawn_representative = models.CharField(_("vertegenwoordiger die introk"), max_length=200, blank=True)
    withdrawn_capacity = models.CharField(
        _("hoedanigheid van wie introk"), max_length=10, choices=Capacity.choices, blank=True
    )

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ["-given_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by="self") | ~Q(representative=""), name="exchange_consent_names_representative"
            ),
            models.CheckConstraint(condition=Q(categories__len__gt=0), name="exchange_consent_covers_something"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_on__gte=F("given_on"), withdrawn_by__isnull=False),
                name="exchange_withdrawn_after_given",
            ),
            models.CheckConstraint(  # BW 7:465, UAVG 5
                condition=Q(capacity="", incapacity="")
                | Q(given_by="representative") & ~Q(capacity="") & ~Q(incapacity=""),
                name="exchange_consent_for_an_adult_motivated",
                violation_error_message=_("Leg vast wie voor de volwassene beslist en waarom die dat niet zelf doet."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_through="", withdrawn_representative="", withdrawn_capacity="")
                | Q(
                    withdrawn_on__isnull=False,
                    withdrawn_through="self",
                    withdrawn_representative="",
                    withdrawn_capacity="",
                )
                | Q(withdrawn_on__isnull=False, withdrawn_through="representative") & ~Q(withdrawn_representative=""),
                name="exchange_withdrawal_names_representative",
                violation_error_message=_("Vul in welke vertegenwoordiger de toestemming intrekt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{written(self.given_on)}, {self.get_given_by_display()}"

    @classmethod
    def from_db(cls, db, field_names, values):
        consent = super().from_db(db, field_names, values)
        audit.loaded(consent.person_id, consent.house_id, consent.case_id, DataCategory.HEALTH)
        return consent

    def covers(self) -> list[str]:
        """The categories in words."""
        return [str(DataCategory(number).label) for number in sorted(self.categories)]


class Item(HouseRecord):
    """What an organisation tells the case about one person. Appended; a correction is a new row (R-20, R-31)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category="category",
        told=("category", "supplier", "ground", "text", "first_processed_on", "status"),
    )

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
    consent = models.ForeignKey(
        Consent, models.CASCADE, null=True, blank=True, related_name="items", verbose_name=_("toestemming")
    )
    #: kept by a trigger when the consent is withdrawn, so that whoever reads the item reads this with it
    consent_withdrawn_on = models.DateField(_("toestemming ingetrokken op"), null=True, editable=False)
    #: kept by a trigger of the room `rights` while a restriction stands, for whoever reads the item (AVG 18)
    restricted_on = models.DateField(_("gebruik beperkt sinds"), null=True, editable=False)
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
            models.CheckConstraint(  # of what was destroyed no word is left (BGS 1.7)
                condition=~Q(text="") & ~Q(status="destroyed")
                | Q(text="", motivation="", conditions="", status="destroyed"),
                name="exchange_item_says_something",
            ),
            models.CheckConstraint(  # the four grounds of WGS 2.29(2) come with a motivation
                condition=~Q(ground__startswith="2.29(2)") | ~Q(motivation="") | Q(status="destroyed"),
                name="exchange_secrecy_motivated",
            ),
            models.UniqueConstraint(  # a form that is sent twice
                F("case"),
                F("person"),
                F("supplier"),
                F("category"),
                F("ground"),
                MD5("text"),
                MD5("motivation"),
                MD5("conditions"),
                condition=Q(status="valid"),
                name="exchange_said_once",
                violation_error_message=_("Uw organisatie heeft dit al zo verstrekt; het staat in de casus."),
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

    @property
    def conditions_met(self) -> bool:
        """Are there no conditions, or did the supplier mark them met (R-23)?"""
        return not self.conditions or hasattr(self, "met")

    @property
    def usable(self) -> bool:
        """Valid, its consent stands and its use is not restricted: only then it is shared or provided (R-22, AVG 18)."""
        return self.status == self.Status.VALID and self.consent_withdrawn_on is None and not self.restricted

    @property
    def restricted(self) -> bool:
        """Is it only kept, because the person asked for that (AVG 18)?"""
        return self.restricted_on is not None

    @property
    def caveats(self) -> list[str]:
        """What must stand beside this item wherever it is read, printed or exported (R-22, R-23, AVG 18), in words."""
        found = []
        if self.restricted_on:
            day = written(self.restricted_on)
            found.append(gettext("Gebruik beperkt sinds %(day)s: alleen bewaren (AVG 18).") % {"day": day})
        if self.consent_withdrawn_on:
            day = written(self.consent_withdrawn_on)
            found.append(gettext("Toestemming ingetrokken op %(day)s: niet verder gebruiken.") % {"day": day})
        if self.conditions:
            state = gettext("Voorwaarde (vervuld)") if self.conditions_met else gettext("Voorwaarde")
            found.append(f"{state}: {self.conditions}")
        return found


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


class ConditionsMet(HouseRecord):
    """The supplier marked the conditions of its item met: who, when and how (R-23, WGS 2.29(3))."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    item = models.OneToOneField(Item, models.CASCADE, related_name="met", verbose_name=_("item"))
    how = models.CharField(_("hoe vervuld"), max_length=500)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("vervulde voorwaarde")
        verbose_name_plural = _("vervulde voorwaarden")
        constraints = [models.CheckConstraint(condition=~Q(how=""), name="exchange_met_somehow")]

    def __str__(self) -> str:
        return self.how


class Destruction(HouseRecord):
    """The supplier destroyed its item and every earlier version: a trigger erases the words, this stays (BGS 1.7)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    item = models.OneToOneField(Item, models.CASCADE, related_name="destruction", verbose_name=_("item"))
    reason = models.CharField(_("reden"), max_length=500)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("vernietiging van een gegeven")
        verbose_name_plural = _("vernietigingen van gegevens")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="exchange_destroyed_for_a_reason")]

    def __str__(self) -> str:
        return self.reason


class ErrorReport(HouseRecord):
    """A reader says what is wrong in an item; the supplier rectifies, destroys, or says why it stays (R-31, BGS 1.7)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("item__person_id",),
        category="item__category",
        told=("text", "outcome", "answer"),
    )

    class Outcome(models.TextChoices):
        OPEN = "", _("wacht op de verstrekker")
        RECTIFIED = "rectified", _("gerectificeerd")
        DESTROYED = "destroyed", _("vernietigd")
        KEPT = "kept", _("gegeven blijft")

    case = models.ForeignKey(Case, models.CASCADE, related_name="error_reports", verbose_name=_("casus"))
    item = models.ForeignKey(Item, models.CASCADE, related_name="error_reports", verbose_name=_("item"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("gemeld door"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("melder"))
    text = models.CharField(_("wat er niet klopt"), max_length=2000)
    at = models.DateTimeField(_("gemeld"), auto_now_add=True)
    due_on = models.DateField(_("uiterlijk"))
    outcome = models.CharField(_("uitkomst"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    answer = models.CharField(_("antwoord"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("beantwoord"), null=True)
    source_informed_at = models.DateTimeField(_("bronorganisatie geïnformeerd"), null=True)
    source_informed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("bronorganisatie geïnformeerd door")
    )

    class Meta:
        verbose_name = _("foutmelding")
        verbose_name_plural = _("foutmeldingen")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="exchange_error_says_what"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True) | ~Q(outcome="") & Q(answered_at__isnull=False),
                name="exchange_error_answered",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="kept") | ~Q(answer=""), name="exchange_error_kept_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(source_informed_at__isnull=True) | Q(outcome__in=["rectified", "destroyed"]),
                name="exchange_source_informed_of_change",
            ),
            models.UniqueConstraint(
                fields=["item", "organisation"],
                condition=Q(outcome=""),
                name="exchange_error_reported_once",
                violation_error_message=_(
                    "Uw organisatie heeft in dit gegeven al een fout gemeld; zij wacht op antwoord."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class Question(HouseRecord):
    """The process director or a core participant asks one organisation on the case for information (WGS 2.31(3))."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="questions", verbose_name=_("casus"))
    asker = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("vrager"))
    asked = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("gevraagde organisatie"))
    reason = models.CharField(_("waarom nodig"), max_length=1000)
    due_on = models.DateField(_("uiterlijk"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("gesteld door"))
    at = models.DateTimeField(_("gesteld"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True)
    seen_at = models.DateTimeField(_("antwoorden gezien"), null=True)

    class Meta:
        verbose_name = _("informatievraag")
        verbose_name_plural = _("informatievragen")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="exchange_question_has_reason"),
        ]
        indexes = [models.Index(fields=["case"], name="exchange_asked_in_case", condition=Q(withdrawn_at__isnull=True))]

    def __str__(self) -> str:
        return str(self.pk)


class QuestionLine(HouseRecord):
    """One category about one person of a question, with its answer once there is one."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category="category",
        told=("category", "answer"),
    )

    class Answer(models.TextChoices):
        OPEN = "", _("open")
        SUPPLIED = "supplied", _("verstrekt")
        UNKNOWN = "unknown", _("niets bekend")
        REFUSED = "refused", _("geweigerd om zwaarwegende redenen")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    question = models.ForeignKey(Question, models.CASCADE, related_name="lines", verbose_name=_("vraag"))
    asked = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("gevraagde organisatie"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("over"))
    category = models.PositiveSmallIntegerField(_("categorie"), choices=DataCategory.choices)
    answer = models.CharField(_("antwoord"), max_length=10, choices=Answer.choices, default=Answer.OPEN, blank=True)
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, related_name="answers", verbose_name=_("verstrekt gegeven")
    )
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("beantwoord door")
    )
    answered_at = models.DateTimeField(_("beantwoord"), null=True)

    class Meta:
        verbose_name = _("gevraagd gegeven")
        verbose_name_plural = _("gevraagde gegevens")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "person", "category"], name="exchange_line_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="exchange_line_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer="supplied", item__isnull=False) | ~Q(answer="supplied") & Q(item__isnull=True),
                name="exchange_line_supplied_with_item",
            ),
        ]

    def __str__(self) -> str:
        return self.get_category_display()

    @classmethod
    def from_db(cls, db, field_names, values):
        line = super().from_db(db, field_names, values)
        audit.loaded(line.person_id, line.house_id, line.case_id, line.category)
        return line


class RefusalMotive(HouseRecord):
    """The weighty reasons of a refusal (WGS 1.5(1)); `internal`: only the own organisation reads them (R-26)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("line__person_id",),
        category="line__category",
        untold="De afweging van de weigerende organisatie zelf; wat zij weigerde, is niet in de casus verwerkt.",
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    line = models.OneToOneField(QuestionLine, models.CASCADE, related_name="motive", verbose_name=_("gevraagd gegeven"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    text = models.CharField(_("zwaarwegende redenen"), max_length=2000)
    internal = models.BooleanField(_("alleen voor de eigen organisatie"), default=True)

    class Meta:
        verbose_name = _("reden van een weigering")
        verbose_name_plural = _("redenen van weigeringen")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="exchange_refusal_has_reasons")]

    def __str__(self) -> str:
        return str(self.line_id)


class Notice(HouseRecord):
    """An organisation that received an item is told what became of it, and says that it has seen that (R-31, AVG 19)."""

    declaration = Declaration(destroyed="case", case="case_id")

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("toestemming ingetrokken")
        RECTIFIED = "rectified", _("gegeven gerectificeerd")
        DESTROYED = "destroyed", _("gegeven vernietigd")
        KEPT = "kept", _("foutmelding beantwoord: gegeven blijft")
        PROVIDED = "provided", _("gegeven verder verstrekt")
        RESTRICTED = "restricted", _("gebruik beperkt")
        RELEASED = "released", _("beperking van het gebruik beëindigd")

    case = models.ForeignKey(Case, models.CASCADE, related_name="notices", verbose_name=_("casus"))
    item = models.ForeignKey(Item, models.CASCADE, related_name="notices", verbose_name=_("item"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("voor"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)
    seen_at = models.DateTimeField(_("gezien"), null=True)
    seen_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("gezien door"))

    class Meta:
        verbose_name = _("mededeling")
        verbose_name_plural = _("mededelingen")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="exchange_notice_seen_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case"], name="exchange_unseen", condition=Q(seen_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Attachment(StoredFile):
    """A file with an item, for whoever reads the item (R-24)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("item__person_id",),
        category="item__category",
        told=("name", "kept_at"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments", verbose_name=_("gegeven"))

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")


class ConsentFile(StoredFile):
    """The signed form of a consent, for whoever sees the consent (R-22)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("consent__person_id",),
        category=DataCategory.HEALTH,
        told=("name", "kept_at"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    consent = models.ForeignKey(Consent, models.CASCADE, related_name="files", verbose_name=_("toestemming"))

    class Meta:
        verbose_name = _("toestemmingsformulier")
        verbose_name_plural = _("toestemmingsformulieren")
