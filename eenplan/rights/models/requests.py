"""A request of a data subject: who asks, who was consulted, what they hold back, what was answered (R-40, R-41)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.exchange.models import Item
from eenplan.files.models import StoredFile
from eenplan.law.codes import DataCategory, ExceptionGround
from eenplan.network.models import HouseRecord, Organisation
from eenplan.people.models import PartialDateField, Person


class Request(HouseRecord):
    """What somebody asks about his own data. The person is linked once the identity was checked, by the database."""

    declaration = Declaration(
        destroyed="request",
        persons=("person_id",),
        category=DataCategory.IDENTITY,
        told=("number", "kind", "asked", "received_on", "due_on", "extended_on", "extension_reason", "decided_at"),
    )

    class Kind(models.TextChoices):
        ACCESS = "access", _("inzage")
        RECTIFICATION = "rectification", _("rectificatie")
        ERASURE = "erasure", _("wissing")
        RESTRICTION = "restriction", _("beperking")
        OBJECTION = "objection", _("bezwaar")

    number = models.CharField(_("nummer"), max_length=30, unique=True, editable=False)
    kind = models.CharField(_("soort verzoek"), max_length=15, choices=Kind.choices)
    asked = models.TextField(_("wat wordt gevraagd"))
    name = models.CharField(_("naam van betrokkene"), max_length=420)
    birth_date = PartialDateField(_("geboortedatum van betrokkene"))
    received_on = models.DateField(_("ontvangen op"))
    due_on = models.DateField(_("beslissen uiterlijk op"), editable=False)  # AVG 12(3): one month, kept by a trigger
    extended_on = models.DateField(_("verlengd op"), null=True, editable=False)
    extension_reason = models.TextField(_("reden van de verlenging"), blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, editable=False, related_name="requests", verbose_name=_("persoon")
    )
    searched_at = models.DateTimeField(_("gezocht in het huis"), null=True, editable=False)
    handler = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("behandelaar"))
    registered_at = models.DateTimeField(_("vastgelegd op"), auto_now_add=True)
    decided_at = models.DateTimeField(_("besloten"), null=True, editable=False)  # empty again when it is re-opened
    reopened_at = models.DateTimeField(_("heropend"), null=True, editable=False)

    class Meta:
        verbose_name = _("verzoek van betrokkene")
        verbose_name_plural = _("verzoeken van betrokkenen")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(  # AVG 12(3): told to the person, with the reason
                name="rights_extension_has_reason", condition=Q(extended_on__isnull=True) | ~Q(extension_reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["house", "due_on"], name="rights_open_requests", condition=Q(decided_at__isnull=True)),
            models.Index(fields=["person"], name="rights_requests_of_person"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("rights:request", args=[self.number])


class Applicant(HouseRecord):
    """Who asks, where the letter goes and how the identity was checked: for the contact point only."""

    declaration = Declaration(
        destroyed="request",
        persons=("request__person_id",),
        category=DataCategory.IDENTITY,
        told=("capacity", "name", "address", "how", "identity", "identity_checked_on"),
    )

    class Capacity(models.TextChoices):
        PERSON = "person", _("betrokkene zelf")
        REPRESENTATIVE = "representative", _("wettelijk vertegenwoordiger")
        AGENT = "agent", _("gemachtigde")

    class How(models.TextChoices):
        LETTER = "letter", _("per brief")
        EMAIL = "email", _("per e-mail")
        COUNTER = "counter", _("aan de balie")
        PHONE = "phone", _("telefonisch")
        #: the one strong means: a system delivers it with its proof, nobody can say so of a request that he writes down
        PORTAL = "portal", _("langs elektronische weg, met DigiD of eHerkenning")

    class Identity(models.TextChoices):
        DOCUMENT = "document", _("identiteitsbewijs gezien aan de balie")
        ELECTRONIC = "electronic", _("ingelogd met DigiD of eHerkenning")
        KNOWN = "known", _("teruggebeld op een bekend nummer, met controlevragen")

    request = models.OneToOneField(Request, models.CASCADE, related_name="applicant", verbose_name=_("verzoek"))
    capacity = models.CharField(_("wie vraagt"), max_length=15, choices=Capacity.choices)
    name = models.CharField(_("naam van de aanvrager"), max_length=420)
    authority = models.CharField(_("waaruit blijkt de bevoegdheid"), max_length=300, blank=True)
    address = models.TextField(_("postadres voor het antwoord"))
    # who lives secretly gets no letter by post: by whom it is handed over instead, and no address stands on it
    handed_by = models.CharField(_("overhandigd door"), max_length=200, blank=True, default="", db_default="")
    how = models.CharField(_("hoe gevraagd"), max_length=10, choices=How.choices)
    bsn = models.CharField(_("BSN van betrokkene"), max_length=9, blank=True)
    identity = models.CharField(_("hoe gecontroleerd"), max_length=12, choices=Identity.choices, blank=True)
    identity_checked_on = models.DateField(_("identiteit gecontroleerd op"), null=True, blank=True)
    identity_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("gecontroleerd door")
    )
    # the second pair of eyes: before it agreed, nobody is looked up (docs/adr/0030)
    judged_at = models.DateTimeField(_("controle beoordeeld"), null=True, editable=False)
    judged_by = models.ForeignKey(
        Account, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("beoordeeld door")
    )
    doubt = models.CharField(
        _("waarom de controle niet genoeg is"), max_length=500, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("aanvrager")
        verbose_name_plural = _("aanvragers")
        constraints = [
            models.CheckConstraint(  # AVG 12(6)
                name="rights_identity_says_how",
                condition=Q(identity="", identity_checked_on__isnull=True, identity_by__isnull=True)
                | ~Q(identity="") & Q(identity_checked_on__isnull=False, identity_by__isnull=False),
            ),
            models.CheckConstraint(
                name="rights_identity_takes_two",
                condition=Q(judged_at__isnull=True, judged_by__isnull=True)
                | Q(judged_at__isnull=False, judged_by__isnull=False, identity_checked_on__isnull=False)
                & ~Q(judged_by=F("identity_by")),
            ),
            models.CheckConstraint(name="rights_authority_shown", condition=Q(capacity="person") | ~Q(authority="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def identified(self) -> bool:
        """Is it sure who asks: judged by a second person, or proved by the means (AVG 12(6))?"""
        return self.how == self.How.PORTAL or self.judged_at is not None


class Consultation(HouseRecord):
    """An organisation that is or was involved in processing about the person, and is asked (BGS 1.2(1))."""

    declaration = Declaration(
        destroyed="request",
        persons=("request__person_id",),
        untold="Welke organisaties betrokken zijn, staat in een eigen lijst in de brief.",
    )

    request = models.ForeignKey(Request, models.CASCADE, related_name="consultations", verbose_name=_("verzoek"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    involvement = models.CharField(_("betrokken als"), max_length=300)  # says the database, in Dutch
    asked_at = models.DateTimeField(_("gevraagd"), auto_now_add=True)
    due_on = models.DateField(_("antwoorden uiterlijk op"))
    answered_at = models.DateTimeField(_("geantwoord"), null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("geantwoord door"))
    remark = models.TextField(_("opmerking voor het contactpunt"), blank=True)

    class Meta:
        verbose_name = _("raadpleging")
        verbose_name_plural = _("raadplegingen")
        ordering = ["organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation"], name="rights_consulted_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Exemption(HouseRecord):
    """An organisation holds back one item it supplied, a part of the letter, or that it is involved at all.

    On a ground of UAVG 41(1), until it lapses: that re-opens the request (BGS 1.2(3), R-41).
    """

    declaration = Declaration(
        destroyed="request",
        persons=("consultation__request__person_id",),
        untold="Wat wordt achtergehouden en waarom, zou juist vertellen wat de uitzondering beschermt (UAVG 41).",
    )

    class Part(models.TextChoices):
        ITEM = "item", _("een gegeven")
        INVOLVED = "involved", _("dat uw organisatie betrokken is")
        PERSON = "person", _("wie de betrokkene is: naam, adres, relaties")
        REFERRAL = "referral", _("de aanmelding")
        CASE = "case", _("dat er een casus is")
        CONFERENCE = "conference", _("besluiten van het casusoverleg")
        PLAN = "plan", _("het plan van aanpak en de voortgang")
        PROVISION = "provision", _("wat aan anderen is verstrekt")

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="exemptions", verbose_name=_("raadpleging")
    )
    part = models.CharField(_("onderdeel"), max_length=12, choices=Part.choices)
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="+", verbose_name=_("gegeven"))
    ground = models.CharField(_("grond"), max_length=1, choices=ExceptionGround.choices)
    motivation = models.TextField(_("motivering"))
    review_on = models.DateField(_("herbeoordelen op"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("ingeroepen door"))
    at = models.DateTimeField(_("ingeroepen op"), auto_now_add=True)
    lapsed_at = models.DateTimeField(_("vervallen"), null=True)
    lapsed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("vervallen gemeld door")
    )

    class Meta:
        verbose_name = _("uitzondering")
        verbose_name_plural = _("uitzonderingen")
        constraints = [
            models.CheckConstraint(
                name="rights_exempts_item_or_part",
                condition=Q(part="item", item__isnull=False) | ~Q(part="item") & Q(item__isnull=True),
            ),
            models.CheckConstraint(name="rights_exemption_motivated", condition=~Q(motivation="")),
            models.UniqueConstraint(
                fields=["consultation", "part", "item"],
                condition=Q(lapsed_at__isnull=True),
                nulls_distinct=False,
                name="rights_exempted_once",
                violation_error_message=_("Voor dit onderdeel geldt al een uitzondering."),
            ),
        ]
        indexes = [
            models.Index(fields=["item"], name="rights_standing_exemptions", condition=Q(lapsed_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.ground}"


class Omission(HouseRecord):
    """A row that the contact point left out of the letter because it speaks of others too (AVG 15(4), R-43)."""

    declaration = Declaration(
        destroyed="request",
        persons=("request__person_id",),
        untold="De brief zegt hoeveel er is weggelaten; wat het is, gaat ook over anderen (AVG 15 lid 4).",
    )

    request = models.ForeignKey(Request, models.CASCADE, related_name="omissions", verbose_name=_("verzoek"))
    thing = models.CharField(_("onderdeel"), max_length=60)  # "exchange_item:12"
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("weggelaten door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("weglating")
        verbose_name_plural = _("weglatingen")
        constraints = [models.UniqueConstraint(fields=["request", "thing"], name="rights_omitted_once")]

    def __str__(self) -> str:
        return self.thing


class Letter(StoredFile):
    """The answer as it was sent. Destroyed with what it tells: it may not outlive the file it copies (WGS 1.8(7))."""

    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        category=DataCategory.IDENTITY,
        untold="Dit zijn de brieven die u al heeft gekregen.",
    )

    request = models.ForeignKey(Request, models.CASCADE, related_name="letters", verbose_name=_("verzoek"))
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+", verbose_name=_("persoon"))

    class Meta:
        verbose_name = _("brief aan betrokkene")
        verbose_name_plural = _("brieven aan betrokkenen")


class Answer(HouseRecord):
    """The decision on a request; a later one supplies what was held back before (BGS 1.2(2), 1.2(3))."""

    declaration = Declaration(
        destroyed="request",
        persons=("request__person_id",),
        told=("outcome", "motive", "decided_by", "at"),
    )

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("toegewezen")
        PARTIAL = "partial", _("gedeeltelijk toegewezen")
        REFUSED = "refused", _("afgewezen")
        UNKNOWN = "unknown", _("geen gegevens in dit huis")
        DISMISSED = "dismissed", _("buiten behandeling gelaten")

    request = models.ForeignKey(Request, models.CASCADE, related_name="answers", verbose_name=_("verzoek"))
    outcome = models.CharField(_("besluit"), max_length=10, choices=Outcome.choices)
    motive = models.TextField(_("motivering"))
    decided_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("besluit van")
    )  # another participant than the contact point (BGS 1.2(2))
    missing = models.PositiveSmallIntegerField(_("organisaties die nog niet antwoordden"), default=0, editable=False)
    withheld = models.PositiveSmallIntegerField(_("uitzonderingen die gelden"), default=0, editable=False)
    letter = models.OneToOneField(Letter, models.SET_NULL, null=True, related_name="answer", verbose_name=_("brief"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("besluit op een verzoek")
        verbose_name_plural = _("besluiten op verzoeken")
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(name="rights_answer_motivated", condition=~Q(motive=""))]

    def __str__(self) -> str:
        return self.get_outcome_display()


class Measure(HouseRecord):
    """What follows from a granted request: a correction or erasure to be done by the supplier, or a restriction."""

    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        told=("kind", "text", "organisation", "since", "due_on", "until", "result"),
    )

    class Kind(models.TextChoices):
        RECTIFY = "rectify", _("verbeteren")
        ERASE = "erase", _("wissen")
        RESTRICT = "restrict", _("beperkt gebruik")

    request = models.ForeignKey(Request, models.CASCADE, related_name="measures", verbose_name=_("verzoek"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("persoon"))
    kind = models.CharField(_("maatregel"), max_length=10, choices=Kind.choices)
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("gegeven")
    )  # empty: everything about the person
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("uit te voeren door")
    )
    text = models.TextField(_("wat er moet gebeuren"))
    due_on = models.DateField(_("gereed op"), null=True)
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("beëindigd"), null=True)
    result = models.TextField(_("wat er is gedaan"), blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("afgerond door"))

    class Meta:
        verbose_name = _("maatregel")
        verbose_name_plural = _("maatregelen")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                name="rights_measure_ends_with_result", condition=Q(until__isnull=True) | ~Q(result="")
            ),
            models.CheckConstraint(
                name="rights_task_has_an_owner",
                condition=Q(kind="restrict") | Q(organisation__isnull=False, due_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(F("person"), name="rights_restricted", condition=Q(kind="restrict", until__isnull=True))
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
