"""The case: who it is about, who takes part by whose decision, who directs it, and how it ends."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan import audit
from eenplan.access.acting import acting
from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases import rules
from eenplan.law.codes import DataCategory
from eenplan.network.models import HouseRecord, Organisation, Review
from eenplan.people.models import Person, Relation
from eenplan.referrals.models import Decision, Referral


class Case(HouseRecord):
    """Opened by the admission decision, in the database. Its status is computed from facts, never typed in."""

    declaration = Declaration(
        destroyed="case",
        case="id",
        persons=("members__person_id",),
        told=("number", "kind", "purpose", "opened_at", "first_processed_on", "retain_until", "closed_at"),
    )

    number = models.CharField(_("casusnummer"), max_length=30, unique=True)
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="case", verbose_name=_("aanmelding"))
    kind = models.CharField(_("soort"), max_length=10, choices=Decision.CaseKind.choices)
    purpose = models.TextField(_("doel"))  # fixed at admission (R-06, WGS 1.8(5))
    opened_at = models.DateTimeField(_("geopend"))
    first_processed_on = models.DateField(_("datum eerste verwerking"))
    retain_until = models.DateField(_("uiterste datum"))  # WGS 1.8(7)
    closed_at = models.DateTimeField(_("gesloten"), null=True)

    class Meta:
        verbose_name = _("casus")
        verbose_name_plural = _("casussen")
        indexes = [models.Index(fields=["house", "-opened_at"], name="cases_of_house")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("cases:overview", args=[self.number])

    @property
    def speaks_for(self) -> int | None:
        """The organisation for which who acts speaks in this case (`pages.open_case`); as the database says (access_speaks_for).

        None for who directs its process, supervises, or reads in an emergency, wherever they are employed (R-09).
        """
        return acting().organisation_id if {"take_part", "decide"} & set(self.scopes) else None

    @property
    def status(self) -> rules.Status:
        """Computed from the moments that `queries.with_facts` brings along."""
        return rules.status(self.closed_at, {fact: getattr(self, fact) for fact, _step in rules.REACHED_BY})

    @property
    def term(self) -> rules.Step | None:
        """The term that runs now; also from `queries.with_facts`."""
        terms = rules.Terms(self.house.first_conference_weeks, self.house.plan_weeks, self.house.evaluation_months)
        opened, planned, evaluated = (
            at and timezone.localdate(at) for at in (self.opened_at, self.plan_at, self.evaluation_at)
        )
        return rules.next_step(self.status, opened, planned, evaluated, terms)


class Milestone(HouseRecord):
    """A step on the road that was reached; later rooms announce it. Status is the furthest of these facts."""

    declaration = Declaration(destroyed="case", case="case_id")

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("casusoverleg gehouden")
        PLAN = "plan", _("plan vastgesteld")
        EVALUATION = "evaluation", _("geëvalueerd")

    case = models.ForeignKey(Case, models.CASCADE, related_name="milestones", verbose_name=_("casus"))
    kind = models.CharField(_("stap"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField(_("bereikt"), auto_now_add=True)

    class Meta:
        verbose_name = _("mijlpaal")
        verbose_name_plural = _("mijlpalen")
        indexes = [models.Index(fields=["case", "kind", "-at"], name="cases_milestone_reached")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Member(HouseRecord):
    """A person in the case: referred (betrokkene), or in the circle of one with a relation and reason (BGS 2.19)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category=DataCategory.RELATIONS,
        told=("part", "relation", "reason", "since", "until"),
    )

    class Part(models.TextChoices):
        SUBJECT = "subject", _("betrokkene")
        CIRCLE = "circle", _("directe kring")

    case = models.ForeignKey(Case, models.CASCADE, related_name="members", verbose_name=_("casus"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships_in_cases", verbose_name=_("persoon"))
    part = models.CharField(_("rol"), max_length=10, choices=Part.choices)
    circle_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="circle", verbose_name=_("in de kring van")
    )
    relation = models.CharField(_("relatie"), max_length=12, choices=Relation.Kind.choices, blank=True)
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("tot"), null=True)

    class Meta:
        verbose_name = _("persoon in de casus")
        verbose_name_plural = _("personen in de casus")
        ordering = ["-part", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(until__isnull=True),
                name="cases_member_once",
                violation_error_message=_("Deze persoon hoort al bij de casus."),
            ),
            models.CheckConstraint(
                name="cases_circle_has_relation",
                condition=Q(part="subject", circle_of__isnull=True)
                | (Q(part="circle", circle_of__isnull=False) & ~Q(relation="") & ~Q(reason="")),
            ),
        ]
        indexes = [models.Index(fields=["person", "case"], name="cases_of_person")]

    def __str__(self) -> str:
        return str(self.person_id)

    @classmethod
    def from_db(cls, db, field_names, values):
        member = super().from_db(db, field_names, values)
        audit.loaded(member.person_id, member.house_id, member.case_id, DataCategory.RELATIONS)
        return member


class Participation(HouseRecord):
    """An organisation takes part in the case, from and to, by decision of a core organisation (WGS 2.31(4), R-01)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="participations", verbose_name=_("casus"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    reason = models.CharField(_("reden"), max_length=300)
    decided_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("besluit van"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("tot"), null=True)

    class Meta:
        verbose_name = _("casusdeelname")
        verbose_name_plural = _("casusdeelnames")
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=Q(until__isnull=True),
                name="cases_participates_once",
                violation_error_message=_("Deze organisatie neemt al deel."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Delegate(HouseRecord):
    """A named professional of a participating organisation. A trigger turns it into a grant on the case."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="delegates", verbose_name=_("casus"))
    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="delegates", verbose_name=_("deelname")
    )
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("professional"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("tot"), null=True)

    class Meta:
        verbose_name = _("casusdeelnemer")
        verbose_name_plural = _("casusdeelnemers")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account"],
                condition=Q(until__isnull=True),
                name="cases_delegate_once",
                violation_error_message=_("Deze professional neemt al deel."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.account_id)


class Direction(HouseRecord):
    """Who directs the process (house staff) or the case (a partner). From acceptance; exactly one of each (R-09)."""

    declaration = Declaration(destroyed="case", case="case_id")

    class Kind(models.TextChoices):
        PROCESS = "process", _("procesregie")
        CASE = "case", _("casusregie")

    case = models.ForeignKey(Case, models.CASCADE, related_name="directions", verbose_name=_("casus"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("regisseur"))
    proposed_at = models.DateTimeField(_("gevraagd"), auto_now_add=True)
    accepted_at = models.DateTimeField(_("aanvaard"), null=True)
    until = models.DateTimeField(_("tot"), null=True)

    class Meta:
        verbose_name = _("regie")
        verbose_name_plural = _("regie")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                name="cases_one_director",
                condition=Q(until__isnull=True, accepted_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                name="cases_one_proposal",
                condition=Q(until__isnull=True, accepted_at__isnull=True),
                violation_error_message=_("Er loopt al een overdracht van deze regie."),
            ),
        ]
        indexes = [models.Index(fields=["account"], name="cases_directed_by", condition=Q(until__isnull=True))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.account_id}"


class Phase(HouseRecord):
    """AVE phase from a date, with who bears operational and administrative responsibility in it (R-10)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="phases", verbose_name=_("casus"))
    phase = models.PositiveSmallIntegerField(_("AVE-fase"), choices=[(n, f"AVE {n}") for n in range(1, 5)])
    operational = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("operationeel verantwoordelijk"),
    )
    administrative = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("bestuurlijk verantwoordelijk"),
    )
    reason = models.CharField(_("toelichting"), max_length=300, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)

    class Meta:
        verbose_name = _("AVE-fase")
        verbose_name_plural = _("AVE-fasen")
        ordering = ["-since", "-id"]
        constraints = [models.CheckConstraint(condition=Q(phase__range=(1, 4)), name="cases_phase_1_to_4")]

    def __str__(self) -> str:
        return f"AVE {self.phase}"


class ClosingOpinion(HouseRecord):
    """What a core organisation on the case thinks of closing it. Appended; the latest of an organisation counts.

    An agreement lapses when what is decided with the closing changes meanwhile (`cases_reconsider`).
    """

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="closing_opinions", verbose_name=_("casus"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    agrees = models.BooleanField(_("akkoord met afsluiten"))
    motive = models.TextField(_("motivering"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)
    lapsed_at = models.DateTimeField(_("vervallen"), null=True, editable=False)

    class Meta:
        verbose_name = _("oordeel over afsluiten")
        verbose_name_plural = _("oordelen over afsluiten")

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.agrees}"


class Closing(HouseRecord):
    """The decision to close. A trigger ends every grant on the case: that is "afgeschermd" (WGS 2.31(8))."""

    declaration = Declaration(destroyed="case", case="case_id")

    class Outcome(models.TextChoices):
        GOALS_MET = "goals_met", _("doelen behaald")
        SCALED_DOWN = "scaled_down", _("afgeschaald naar een partner")
        NO_LONGER_NEEDED = "no_longer_needed", _("samenwerking niet langer nodig")
        DECEASED = "deceased", _("betrokkene overleden")
        MOVED = "moved", _("buiten het werkgebied")

    case = models.OneToOneField(Case, models.CASCADE, related_name="closing", verbose_name=_("casus"))
    outcome = models.CharField(_("uitkomst"), max_length=20, choices=Outcome.choices)
    motive = models.TextField(_("motivering"))
    follow_up = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vinger aan de pols")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("afsluiting")
        verbose_name_plural = _("afsluitingen")
        constraints = [models.CheckConstraint(condition=~Q(motive=""), name="cases_closing_motivated")]

    def __str__(self) -> str:
        return self.get_outcome_display()


class ClosingCall(HouseRecord):
    """A voice was told that others want to close, and told again when it said nothing for a week; the database writes it.

    Who says nothing for another week does not object to closing (docs/adr/0023).
    """

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="closing_calls", verbose_name=_("casus"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    told_at = models.DateTimeField(_("gevraagd"))
    told_again_at = models.DateTimeField(_("nogmaals gevraagd"), null=True)

    class Meta:
        verbose_name = _("vraag om een oordeel over afsluiten")
        verbose_name_plural = _("vragen om een oordeel over afsluiten")
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="cases_called_once")]

    def __str__(self) -> str:
        return str(self.organisation_id)

    @property
    def until(self) -> datetime:
        """Until when an answer counts: a week after it was asked again, at the earliest."""
        return (self.told_again_at or self.told_at + rules.TIME_TO_ANSWER) + rules.TIME_TO_ANSWER


class Departure(HouseRecord):
    """A core organisation on the case wants that another one takes part no longer. Once all others do, two at least, it ends."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="departures", verbose_name=_("casus"))
    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="departures", verbose_name=_("deelname")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    reason = models.CharField(_("reden"), max_length=300)
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("voorstel om een deelname te beëindigen")
        verbose_name_plural = _("voorstellen om een deelname te beëindigen")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="cases_departure_motivated"),
            models.UniqueConstraint(
                fields=["participation", "organisation"],
                name="cases_departure_once",
                violation_error_message=_("Uw organisatie heeft dit al voorgesteld."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.participation_id)


class Announcement(HouseRecord):
    """What the process director and the contact point are told at once about who decides on a case; the database writes it.

    The contact point sees no open case: the number stands in the row.
    """

    declaration = Declaration(destroyed="case", case="case_id")

    class Kind(models.TextChoices):
        PROPOSED = "proposed", _("voorgesteld is dat deze organisatie niet meer deelneemt")
        LEFT = "left", _("deze organisatie neemt niet meer deel")
        UNSTAFFED = "unstaffed", _("van deze organisatie is niemand meer geautoriseerd; zij beslist niet meer mee")
        ALONE = "alone", _("deze organisatie is de enige kerndeelnemer en wil de casus afsluiten")
        RELEASE = "release", _("allen zijn het eens: de gegevens worden eerder vernietigd")
        STOPPED = (
            "stopped",
            _("eerder vernietigen is gestopt: een organisatie is het niet meer eens, of de casus wordt vastgehouden"),
        )

    class Reader(models.TextChoices):
        DIRECTOR = "director", _("procesregisseur")
        CONTACT = "contact", _("contactpunt")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    number = models.CharField(_("casusnummer"), max_length=30)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    reader = models.CharField(_("voor"), max_length=10, choices=Reader.choices)
    at = models.DateTimeField(_("tijdstip"))
    seen_at = models.DateTimeField(_("gezien"), null=True)
    seen_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("gezien door"))

    class Meta:
        verbose_name = _("mededeling over een casus")
        verbose_name_plural = _("mededelingen over casussen")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"


class StillNeeded(HouseRecord):
    """Is this professional still needed on the case? Asked with each review of an organisation, answered by a core
    participant (WGS 2.31(4)). Appended; "no" ends the participation of the professional: a trigger does.
    """

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="reviews", verbose_name=_("casusdeelnemer"))
    review = models.ForeignKey(Review, models.PROTECT, related_name="+", verbose_name=_("toetsing"))
    needed = models.BooleanField(_("nog nodig"))
    reason = models.CharField(_("reden"), max_length=300)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("toetsing van een casusdeelnemer")
        verbose_name_plural = _("toetsingen van casusdeelnemers")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "delegate"],
                name="cases_reviewed_once",
                violation_error_message=_("Deze vraag is al beantwoord."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_review_motivated"),
        ]

    def __str__(self) -> str:
        return f"{self.delegate_id}: {self.needed}"


class Emergency(HouseRecord):
    """Emergency access (noodtoegang): a core professional reads an open case for some hours, with a reason (R-75).

    A trigger turns it into a grant for reading. It is shown at once to the process director and the supervisor, who judges
    it within five working days.
    """

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="emergencies", verbose_name=_("casus"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    reason = models.CharField(_("reden"), max_length=500)
    at = models.DateTimeField(_("vanaf"))
    until = models.DateTimeField(_("tot"))
    reviewed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("beoordeeld door")
    )
    reviewed_at = models.DateTimeField(_("beoordeeld"), null=True)
    justified = models.BooleanField(_("terecht"), null=True)
    finding = models.TextField(_("bevinding"), blank=True)

    class Meta:
        verbose_name = _("noodtoegang")
        verbose_name_plural = _("noodtoegang")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="cases_emergency_motivated"),
            models.CheckConstraint(condition=Q(until__gt=models.F("at")), name="cases_emergency_period"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, justified__isnull=True, finding="")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, justified__isnull=False) & ~Q(finding=""),
                name="cases_emergency_judged_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("account")),
                name="cases_emergency_judged_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.account_id}"
