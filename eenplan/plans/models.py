"""The plan: one per person, goals per life domain, actions with one responsible each; aligned into one family plan."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan import audit
from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.conferences.models import Resolution
from eenplan.law.codes import ActionKind, DataCategory
from eenplan.network.models import HouseRecord, LifeDomain, Organisation
from eenplan.people.models import Person
from eenplan.plans import rules
from eenplan.provisions.models import ThirdParty


class Plan(HouseRecord):
    """Plan of one person in one case (R-11). Version n holds what was added by then and not dropped by then."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category=DataCategory.SUPPORT,
        told=("summary", "created_at"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="plans", verbose_name=_("casus"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("persoon"))
    summary = models.TextField(_("strategie"), blank=True)
    created_at = models.DateTimeField(_("gemaakt"), auto_now_add=True)

    class Meta:
        verbose_name = _("plan van aanpak")
        verbose_name_plural = _("plannen van aanpak")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                name="plans_one_per_person",
                violation_error_message=_("Deze persoon heeft al een plan."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)

    @classmethod
    def from_db(cls, db, field_names, values):
        plan = super().from_db(db, field_names, values)
        audit.loaded(plan.person_id, plan.house_id, plan.case_id, DataCategory.SUPPORT)
        return plan


class Adoption(HouseRecord):
    """Version n of a plan is adopted, by whom, with what strategy; never changed afterwards."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("plan__person_id",),
        told=("version", "adopted_on", "summary"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="adoptions", verbose_name=_("plan"))
    version = models.PositiveSmallIntegerField(_("versie"))
    adopted_on = models.DateField(_("vastgesteld op"))
    summary = models.TextField(_("strategie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("vaststelling")
        verbose_name_plural = _("vaststellingen")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version"],
                name="plans_version_once",
                violation_error_message=_("Deze versie is al vastgesteld."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)


class Versioned(HouseRecord):
    """A part of a plan that lives from one version to another. Changing it is dropping it and adding its successor."""

    added_in = models.PositiveSmallIntegerField(_("sinds versie"))
    dropped_in = models.PositiveSmallIntegerField(_("vervallen in versie"), null=True)

    class Meta:
        abstract = True


class Goal(Versioned):
    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("plan__person_id",),
        category=DataCategory.SUPPORT,
        told=("domain", "text", "at"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", verbose_name=_("plan"))
    domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="+", verbose_name=_("leefgebied"))
    text = models.CharField(_("doel"), max_length=500)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("vervangt")
    )
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["domain__position", "id"]

    def __str__(self) -> str:
        return self.text


class Action(Versioned):
    """One organisation, one named professional, one due date (R-15). Only that organisation marks it done (F1.8)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("plan__person_id",),
        category=DataCategory.SUPPORT,
        told=("text", "kind", "domain", "organisation", "starts_on", "due_on", "done_at", "result"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="actions", verbose_name=_("casus"))
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions", verbose_name=_("plan"))
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("doel")
    )
    domain = models.ForeignKey(
        LifeDomain, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leefgebied")
    )
    resolution = models.OneToOneField(
        Resolution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action",
        verbose_name=_("besluit van het overleg"),
    )
    text = models.CharField(_("afspraak"), max_length=500)
    kind = models.CharField(_("soort"), max_length=15, choices=ActionKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("verantwoordelijke organisatie")
    )
    responsible = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("verantwoordelijke professional")
    )
    #: a third party may do the work; the responsible organisation stays responsible (WGS 2.31(9), R-15)
    executor = models.ForeignKey(
        ThirdParty, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("uitvoerende derde")
    )
    starts_on = models.DateField(_("begint op"), null=True, blank=True)
    due_on = models.DateField(_("gereed op"))
    done_at = models.DateTimeField(_("afgerond"), null=True)
    result = models.CharField(_("resultaat"), max_length=500, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("vervangt")
    )
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(done_at__isnull=True) | ~Q(result=""), name="plans_done_with_result"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=F("due_on")), name="plans_starts_before_due"
            ),
            # the domain of an action is that of its goal; it has one of its own only without a goal
            models.CheckConstraint(condition=Q(goal__isnull=True) | Q(domain__isnull=True), name="plans_one_domain"),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "due_on"],
                name="plans_open_actions",
                condition=Q(done_at__isnull=True, dropped_in__isnull=True),
            ),
            models.Index(fields=["case", "due_on"], name="plans_actions_of_case"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def life_domain(self) -> LifeDomain | None:
        """That of the goal it serves; else its own."""
        return self.goal.domain if self.goal else self.domain

    @property
    def late(self) -> bool:
        return rules.late(self.due_on, self.done_at is not None or self.dropped_in is not None, timezone.localdate())


class FamilyPlan(HouseRecord):
    """Plans of persons in each other's direct circle, aligned with the three conditions confirmed (BGS 2.20(2))."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("parts__plan__person_id",),
        untold="Naam en motivering van een gezinsplan gaan over het hele gezin; dat uw plan erbij hoort, staat bij het deel.",
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="family_plans", verbose_name=_("casus"))
    name = models.CharField(_("naam"), max_length=120)
    in_circle = models.BooleanField(_("de personen staan in elkaars directe kring"))
    interdependent = models.BooleanField(_("hun problemen hangen samen"))
    necessary = models.BooleanField(_("afstemming is noodzakelijk"))
    motivation = models.TextField(_("motivering"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("gezinsplan")
        verbose_name_plural = _("gezinsplannen")
        constraints = [
            models.CheckConstraint(
                name="plans_three_conditions",
                condition=Q(in_circle=True, interdependent=True, necessary=True) & ~Q(motivation=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FamilyPlanPart(HouseRecord):
    """A plan in a family plan, from and to; a plan is in one family plan at a time."""

    declaration = Declaration(destroyed="case", case="case_id", persons=("plan__person_id",), told=("since", "until"))

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    family_plan = models.ForeignKey(FamilyPlan, models.CASCADE, related_name="parts", verbose_name=_("gezinsplan"))
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="parts", verbose_name=_("plan"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("tot"), null=True)

    class Meta:
        verbose_name = _("deel van het gezinsplan")
        verbose_name_plural = _("delen van het gezinsplan")
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(until__isnull=True),
                name="plans_aligned_once",
                violation_error_message=_("Dit plan is al afgestemd in een gezinsplan."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan_id)
