"""What leaves the case: third parties at the table, provisions to others, and whether another house knows somebody."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan import audit
from eenplan.access.declarations import Declaration
from eenplan.access.folding import folded
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.exchange.models import Item
from eenplan.files.models import StoredFile
from eenplan.law.calendar import written
from eenplan.law.codes import DataCategory
from eenplan.network.models import House, HouseRecord, Organisation
from eenplan.people.models import Person
from eenplan.provisions import rules


class ThirdParty(HouseRecord):
    """Somebody of an organisation without statutory ground, admitted to one case for its expertise (WGS 2.31(9), R-30).

    Never an account: of a third party only identity, function and contact are kept (WGS 2.30(1)(c)).
    """

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="third_parties", verbose_name=_("casus"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    name = models.CharField(_("naam"), max_length=120)
    sort_key = folded()
    function = models.CharField(_("functie"), max_length=120)
    email = models.EmailField(_("e-mailadres"), blank=True)
    expertise = models.CharField(_("deskundigheid"), max_length=300)
    role = models.CharField(_("rol in het plan"), max_length=300)
    reason = models.CharField(_("waarom nodig"), max_length=500)
    decided_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("besluit van"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("tot"), null=True)

    class Meta:
        verbose_name = _("incidentele derde")
        verbose_name_plural = _("incidentele derden")
        ordering = ["organisation__sort_key", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "name"],
                condition=Q(until__isnull=True),
                name="provisions_third_party_once",
                violation_error_message=_("Deze derde is al toegelaten tot de casus."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full(self) -> str:
        """Name and organisation, as on a letter."""
        return f"{self.name} ({self.organisation.name})"

    @property
    def bound(self) -> bool:
        """Has the secrecy statement been signed?"""
        return hasattr(self, "statement")


class SecrecyStatement(StoredFile):
    """The signed statement; without it a third party is told nothing (BGS 2.21)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    third_party = models.OneToOneField(ThirdParty, models.CASCADE, related_name="statement", verbose_name=_("derde"))
    signed_on = models.DateField(_("ondertekend op"))

    class Meta:
        verbose_name = _("geheimhoudingsverklaring")
        verbose_name_plural = _("geheimhoudingsverklaringen")


class KnownCheck(HouseRecord):
    """The question to another house whether it knows somebody, and its whole answer (WGS 2.28(1), R-29).

    Written by the database, together with the log lines of both houses.
    """

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category=DataCategory.IDENTITY,
        told=("asked_house", "at", "hit"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="known_checks", verbose_name=_("casus"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("over"))
    asked_house = models.ForeignKey(House, models.PROTECT, related_name="+", verbose_name=_("gevraagd aan"))
    reason = models.CharField(_("waarom nodig"), max_length=500)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("namens"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("gevraagd door"))
    at = models.DateTimeField(_("gevraagd op"))
    hit = models.BooleanField(_("bekend"))
    contact_name = models.CharField(_("procesregisseur"), max_length=200, blank=True)
    contact_organisation = models.CharField(_("organisatie"), max_length=160, blank=True)
    contact_phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    contact_email = models.CharField(_("e-mailadres"), max_length=254, blank=True)

    class Meta:
        verbose_name = _("bekendheidscheck")
        verbose_name_plural = _("bekendheidschecks")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["account", "-at"], name="provisions_checks_of_account")]

    def __str__(self) -> str:
        return f"{self.asked_house}, {written(self.at)}"

    @classmethod
    def from_db(cls, db, field_names, values):
        check = super().from_db(db, field_names, values)
        audit.loaded(check.person_id, check.house_id, check.case_id, DataCategory.IDENTITY)
        return check


class KnownAnswer(HouseRecord):
    """The other side of a hit: which house was told that we know this person, and who asked (WGS 2.28(1))."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category=DataCategory.IDENTITY,
        told=("asking_house", "at"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="known_answers", verbose_name=_("casus"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("over"))
    asking_house = models.ForeignKey(House, models.PROTECT, related_name="+", verbose_name=_("gevraagd door het huis"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("namens"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("gevraagd door"))
    at = models.DateTimeField(_("gevraagd op"))

    class Meta:
        verbose_name = _("beantwoorde bekendheidscheck")
        verbose_name_plural = _("beantwoorde bekendheidschecks")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.asking_house}, {written(self.at)}"

    @classmethod
    def from_db(cls, db, field_names, values):
        answer = super().from_db(db, field_names, values)
        audit.loaded(answer.person_id, answer.house_id, answer.case_id, DataCategory.IDENTITY)
        return answer


class Provision(HouseRecord):
    """Results of the case for one recipient outside it (WGS 1.7, R-27). Its stage follows from the moments set.

    The database lets it become provided only when everything is there (provisions_guard), and freezes it then.
    """

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("choices__item__person_id",),
        told=("kind", "recipient_name", "provided_at"),
    )

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", _("een deelnemer van dit huis")
        THIRD_PARTY = "third_party", _("een derde")
        NETWORK = "network", _("een ander Zorg- en Veiligheidshuis")

    class Basis(models.TextChoices):
        PUBLIC_TASK = "public_task", _("een verenigbare publieke taak")
        LEGAL_DUTY = "legal_duty", _("een wettelijke plicht van de ontvanger")
        LEGITIMATE = "legitimate", _("een gerechtvaardigd belang van een private deelnemer")

    case = models.ForeignKey(Case, models.CASCADE, related_name="provisions", verbose_name=_("casus"))
    kind = models.CharField(_("soort ontvanger"), max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deelnemer")
    )
    third_party = models.ForeignKey(
        ThirdParty, models.PROTECT, null=True, blank=True, related_name="provisions", verbose_name=_("derde")
    )
    to_house = models.ForeignKey(
        House, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ander huis")
    )
    recipient_name = models.CharField(_("ontvanger"), max_length=300)
    check_made = models.ForeignKey(
        KnownCheck,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="provisions",
        verbose_name=_("volgt op onze vraag"),
    )
    check_answered = models.ForeignKey(
        KnownAnswer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="provisions",
        verbose_name=_("volgt op de vraag van het andere huis"),
    )
    basis = models.CharField(_("grondslag"), max_length=12, choices=Basis.choices, blank=True)
    task = models.CharField(_("welke taak of plicht"), max_length=300, blank=True)
    necessity = models.TextField(_("waarom noodzakelijk"), blank=True)
    made_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("namens"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    created_at = models.DateTimeField(_("begonnen"), auto_now_add=True)
    asked_at = models.DateTimeField(_("rondvraag gestart"), null=True)
    answer_by = models.DateField(_("antwoord gevraagd vóór"), null=True)
    rac_reference = models.CharField(_("kenmerk van de rechtmatigheidstoets (RAC)"), max_length=80, blank=True)
    secrecy_noted = models.BooleanField(_("geheimhouding aangezegd"), default=False)
    accuracy_checked = models.BooleanField(_("gegevens gecontroleerd"), default=False)
    feedback_due = models.DateField(_("terugkoppeling uiterlijk"), null=True)
    provided_at = models.DateTimeField(_("verstrekt"), null=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True)

    class Meta:
        verbose_name = _("verstrekking")
        verbose_name_plural = _("verstrekkingen")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="provisions_one_recipient",
                condition=Q(kind="participant", organisation__isnull=False, third_party=None, to_house=None)
                | Q(kind="third_party", organisation=None, third_party__isnull=False, to_house=None)
                | Q(kind="network", organisation=None, third_party=None, to_house__isnull=False),
            ),
            models.CheckConstraint(
                name="provisions_provided_or_withdrawn", condition=Q(provided_at=None) | Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="provisions_provided_is_whole",
                condition=Q(provided_at=None)
                | Q(
                    asked_at__isnull=False,
                    secrecy_noted=True,
                    accuracy_checked=True,
                    feedback_due__isnull=False,
                )
                & ~Q(basis="")
                & ~Q(task="")
                & ~Q(necessity=""),
            ),
            models.CheckConstraint(  # WGS 1.7(2)
                name="provisions_legality_tested",
                condition=Q(provided_at=None) | ~Q(kind="third_party") | ~Q(rac_reference=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_name}, {written(self.provided_at or self.created_at)}"

    def get_absolute_url(self) -> str:
        return reverse("provisions:provision", args=[self.case.number, self.pk])

    @property
    def stage(self) -> rules.Stage:
        """How far it is; `queries.provisions` brings what was answered."""
        return rules.stage(self.asked_at, self.provided_at, self.withdrawn_at)


class Choice(HouseRecord):
    """An item that goes to the recipient of a provision."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("item__person_id",),
        category="item__category",
        untold="Het gegeven zelf staat bij de informatie, de ontvanger bij de verstrekking.",
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="choices", verbose_name=_("verstrekking"))
    item = models.ForeignKey(Item, models.CASCADE, related_name="choices", verbose_name=_("gegeven"))

    class Meta:
        verbose_name = _("gekozen gegeven")
        verbose_name_plural = _("gekozen gegevens")
        constraints = [models.UniqueConstraint(fields=["provision", "item"], name="provisions_item_once")]

    def __str__(self) -> str:
        return str(self.item_id)


class Reply(HouseRecord):
    """What one organisation answers in the round: suppliers, and for a third party every participant (WGS 1.7(2), 1.7(3)).

    The rows are made by the database when the round starts; each organisation answers its own.
    """

    declaration = Declaration(destroyed="case", case="case_id")

    class Answer(models.TextChoices):
        OPEN = "open", _("nog geen antwoord")
        AGREES = "agrees", _("stemt in")
        NO_OBJECTION = "no_objection", _("geen bezwaar")
        OBJECTS = "objects", _("maakt bezwaar")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="replies", verbose_name=_("verstrekking"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    supplier = models.BooleanField(_("leverde een gegeven"))
    explicit = models.BooleanField(_("instemming vereist"))
    answer = models.CharField(_("antwoord"), max_length=12, choices=Answer.choices, default=Answer.OPEN)
    reason = models.CharField(_("toelichting"), max_length=500, blank=True)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beantwoord door")
    )
    answered_at = models.DateTimeField(_("beantwoord"), null=True)

    class Meta:
        verbose_name = _("antwoord in de rondvraag")
        verbose_name_plural = _("antwoorden in de rondvraag")
        ordering = ["-supplier", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["provision", "organisation"], name="provisions_asked_once"),
            models.CheckConstraint(
                name="provisions_objection_motivated", condition=~Q(answer="objects") | ~Q(reason="")
            ),
            models.CheckConstraint(  # WGS 1.7(3): special and criminal data need more than silence or no objection
                name="provisions_explicit_assent", condition=Q(explicit=False) | ~Q(answer="no_objection")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.get_answer_display()}"

    @property
    def clears(self) -> bool:
        """Does this answer let the provision through?"""
        return rules.clears(self.answer, self.explicit)


class ProvisionLetter(StoredFile):
    """The letter exactly as it was provided."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    provision = models.OneToOneField(Provision, models.CASCADE, related_name="letter", verbose_name=_("verstrekking"))

    class Meta:
        verbose_name = _("brief van een verstrekking")
        verbose_name_plural = _("brieven van verstrekkingen")


class Feedback(HouseRecord):
    """What the recipient tells about use and effect (WGS 1.7(4)); another one is expected when `next_due` says so."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("provision__choices__item__person_id",),
        untold="Gaat over het werk van de ontvanger en kan over meer personen gaan.",
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="feedback", verbose_name=_("verstrekking"))
    received_on = models.DateField(_("ontvangen op"))
    followed_up = models.BooleanField(_("er is iets mee gedaan"))
    text = models.TextField(_("doeltreffendheid en bruikbaarheid, of waarom er niets mee is gedaan"))
    next_due = models.DateField(_("volgende terugkoppeling"), null=True, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)

    class Meta:
        verbose_name = _("terugkoppeling")
        verbose_name_plural = _("terugkoppelingen")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="provisions_feedback_says_something"),
            models.CheckConstraint(
                name="provisions_feedback_yearly",
                condition=Q(next_due=None)
                | Q(next_due__gt=F("received_on"), next_due__lte=F("received_on") + timedelta(days=366)),
            ),
        ]

    def __str__(self) -> str:
        return gettext("terugkoppeling van %(date)s") % {"date": written(self.received_on)}


class Told(HouseRecord):
    """The recipient was told that a provided item was corrected, lost its consent or is restricted (BGS 1.7, AVG 19)."""

    declaration = Declaration(destroyed="case", case="case_id")

    class Change(models.TextChoices):
        CORRECTED = "corrected", _("gewijzigd of vernietigd")
        WITHDRAWN = "withdrawn", _("toestemming ingetrokken")
        RESTRICTED = "restricted", _("gebruik beperkt: alleen bewaren")
        RELEASED = "released", _("beperking van het gebruik beëindigd")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="told", verbose_name=_("gegeven"))
    change = models.CharField(_("wat er veranderde"), max_length=12, choices=Change.choices)
    how = models.CharField(_("hoe en aan wie gemeld"), max_length=300)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("gemeld door"))
    at = models.DateTimeField(_("gemeld op"), auto_now_add=True)

    class Meta:
        verbose_name = _("melding aan de ontvanger")
        verbose_name_plural = _("meldingen aan de ontvanger")
        constraints = [
            models.UniqueConstraint(
                fields=["choice", "change"],
                name="provisions_told_once",
                violation_error_message=_("Dit is al aan de ontvanger gemeld."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_change_display()
