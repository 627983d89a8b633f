"""Whom a house still has to tell that it keeps data about them, what organisations think of it, and what was done."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case, Member
from eenplan.files.models import StoredFile
from eenplan.law.codes import ExceptionGround
from eenplan.network.models import HouseRecord, Organisation
from eenplan.people.models import Person


class InformationDuty(HouseRecord):
    """One person of one case is to be told. Made by the database with every member of a case, so nobody is forgotten.

    `state`, `due_on` and `review_on` follow from opinions and outcomes; only a trigger sets them.
    """

    declaration = Declaration(
        destroyed="case", case="case_id", persons=("person_id",), told=("began_on", "due_on", "state")
    )

    class State(models.TextChoices):
        OPEN = "open", _("nog te informeren")
        INFORMED = "informed", _("geïnformeerd")
        OMITTED = "omitted", _("uitgesteld")

    case = models.ForeignKey(Case, models.CASCADE, related_name="information_duties", verbose_name=_("casus"))
    member = models.OneToOneField(
        Member, models.CASCADE, related_name="information_duty", verbose_name=_("persoon in de casus")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("persoon"))
    began_on = models.DateField(_("gegevens vastgelegd sinds"))
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.OPEN)
    due_on = models.DateField(_("uiterlijk informeren op"))
    review_on = models.DateField(_("opnieuw beoordelen op"), null=True)

    class Meta:
        verbose_name = _("informatieplicht")
        verbose_name_plural = _("informatieplichten")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["house", "state", "due_on"], name="rights_duties_of_house"),
            models.Index(fields=["case"], name="rights_duties_of_case"),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class InformationOpinion(HouseRecord):
    """What an organisation on the case thinks of informing this person. Appended; the latest of an organisation counts.

    An exception lapses when its organisation gives a new opinion without one (BGS 1.3).
    """

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("duty__person_id",),
        untold="Overleg tussen organisaties over het informeren; de uitkomst ervan staat in de brief.",
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    duty = models.ForeignKey(
        InformationDuty, models.CASCADE, related_name="opinions", verbose_name=_("informatieplicht")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    ground = models.CharField(_("uitzondering"), max_length=1, choices=ExceptionGround.choices, blank=True)
    motivation = models.TextField(_("motivering"), blank=True)
    review_on = models.DateField(_("opnieuw beoordelen op"), null=True)
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("oordeel over informeren")
        verbose_name_plural = _("oordelen over informeren")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="rights_exception_motivated",
                condition=Q(ground="", review_on=None)
                | (~Q(ground="") & ~Q(motivation="") & Q(review_on__isnull=False)),
            )
        ]
        indexes = [models.Index(fields=["duty", "organisation", "-id"], name="rights_latest_opinion")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.ground or '-'}"


class InformationOutcome(HouseRecord):
    """What the contact point did: informed, put off on a ground, or taken up again. Appended; the latest counts."""

    declaration = Declaration(
        destroyed="case", case="case_id", persons=("duty__person_id",), told=("kind", "on", "manner")
    )

    class Kind(models.TextChoices):
        INFORMED = "informed", _("geïnformeerd")
        OMITTED = "omitted", _("uitgesteld")
        REOPENED = "reopened", _("opnieuw opgepakt")

    class Manner(models.TextChoices):
        LETTER = "letter", _("met een brief")
        TALK = "talk", _("in een gesprek")
        THROUGH = "through", _("via een organisatie die de persoon kent")

    class Ground(models.TextChoices):
        """AVG 14(5)(b), or an exception of UAVG 41(1) that an organisation invoked."""

        IMPOSSIBLE = "avg14", _("informeren is onmogelijk, onevenredig, of schaadt het doel ernstig (AVG 14 lid 5 b)")
        A = "a", ExceptionGround.NATIONAL_SECURITY.label
        B = "b", ExceptionGround.DEFENCE.label
        C = "c", ExceptionGround.PUBLIC_SAFETY.label
        D = "d", ExceptionGround.CRIME.label
        E = "e", ExceptionGround.PUBLIC_INTEREST.label
        F = "f", ExceptionGround.JUDICIARY.label
        G = "g", ExceptionGround.ETHICS.label
        H = "h", ExceptionGround.SUPERVISION.label
        I = "i", ExceptionGround.PROTECTION.label  # noqa: E741 - the letter of the article
        J = "j", ExceptionGround.CIVIL_CLAIMS.label

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    duty = models.ForeignKey(
        InformationDuty, models.CASCADE, related_name="outcomes", verbose_name=_("informatieplicht")
    )
    kind = models.CharField(_("uitkomst"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("datum"))
    manner = models.CharField(_("manier"), max_length=10, choices=Manner.choices, blank=True)
    handed_by = models.CharField(_("overhandigd door"), max_length=200, blank=True, default="", db_default="")
    ground = models.CharField(_("grond"), max_length=5, choices=Ground.choices, blank=True)
    motivation = models.TextField(_("toelichting"), blank=True)
    review_on = models.DateField(_("opnieuw beoordelen op"), null=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("uitkomst van de informatieplicht")
        verbose_name_plural = _("uitkomsten van de informatieplicht")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="rights_outcome_complete",
                condition=(Q(kind="informed", ground="", review_on=None) & ~Q(manner=""))
                | (Q(kind="omitted", manner="", review_on__isnull=False) & ~Q(ground="") & ~Q(motivation=""))
                | (Q(kind="reopened", manner="", ground="", review_on=None) & ~Q(motivation="")),
            ),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(kind="informed"),
                name="rights_informed_once",
                violation_error_message=_("Deze persoon is al geïnformeerd."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class InformationLetter(StoredFile):
    """The letter as it was sent."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("outcome__duty__person_id",),
        untold="De brief zelf heeft de betrokkene al ontvangen.",
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    outcome = models.OneToOneField(
        InformationOutcome, models.CASCADE, related_name="letter", verbose_name=_("uitkomst")
    )

    class Meta:
        verbose_name = _("brief over gegevens")
        verbose_name_plural = _("brieven over gegevens")
