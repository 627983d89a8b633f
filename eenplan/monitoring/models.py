"""Monitoring: progress on actions and goals, evaluations with the next date, human judgements of self-sufficiency."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.law.codes import DataCategory
from eenplan.network.models import HouseRecord, LifeDomain, Organisation
from eenplan.people.models import Person
from eenplan.plans.models import Action, Goal


class Progress(HouseRecord):
    """A dated note on an action (by its organisation) or a goal. Appended, never edited."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("goal__plan__person_id", "action__plan__person_id"),
        category=DataCategory.SUPPORT,
        told=("state", "text", "organisation", "at"),
    )

    class State(models.TextChoices):
        WELL = "well", _("gaat goed")
        STALLED = "stalled", _("loopt vast")
        # words of before, that stand in what was reported then
        BETTER = "better", _("gaat beter")
        SAME = "same", _("ongewijzigd")
        WORSE = "worse", _("gaat slechter")
        REACHED = "reached", _("behaald")

    #: what is reported now: it goes well, it stalls, or it is done, which ends an action
    TOLD = (State.WELL, State.STALLED, State.REACHED)

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    action = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="progress", verbose_name=_("afspraak")
    )
    goal = models.ForeignKey(
        Goal, models.CASCADE, null=True, blank=True, related_name="progress", verbose_name=_("doel")
    )
    state = models.CharField(_("stand"), max_length=10, choices=State.choices)
    text = models.CharField(_("toelichting"), max_length=500)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("voortgang")
        verbose_name_plural = _("voortgang")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="monitoring_action_or_goal",
                condition=Q(action__isnull=True, goal__isnull=False) | Q(action__isnull=False, goal__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Evaluation(HouseRecord):
    """The participants look back together and fix the next date, or propose to close (F2.7, F2.16)."""

    declaration = Declaration(destroyed="case", case="case_id")

    class Advice(models.TextChoices):
        CONTINUE = "continue", _("doorgaan")
        ADJUST = "adjust", _("plan bijstellen")
        SCALE_DOWN = "scale_down", _("afschalen en afsluiten")

    case = models.ForeignKey(Case, models.CASCADE, related_name="evaluations", verbose_name=_("casus"))
    held_on = models.DateField(_("gehouden op"))
    conclusion = models.TextField(_("conclusie"))
    necessary = models.BooleanField(_("verdere verwerking is noodzakelijk"))  # R-51, WGS 1.8(7)
    advice = models.CharField(_("vervolg"), max_length=10, choices=Advice.choices)
    next_on = models.DateField(_("volgende evaluatie"), null=True, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["-held_on", "-id"]
        constraints = [
            # an absent date would make the comparison unknown, and a check lets the unknown pass
            models.CheckConstraint(
                name="monitoring_next_date_unless_closing",
                condition=Q(advice="scale_down", next_on__isnull=True)
                | Q(next_on__isnull=False, next_on__gt=models.F("held_on")),
            ),
            models.CheckConstraint(
                name="monitoring_no_need_means_closing",  # R-51, WGS 1.8(7)
                condition=Q(necessary=True) | Q(advice="scale_down"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.held_on)


class Score(HouseRecord):
    """A human judgement on the ZRM scale of 1 (acute) to 5 (self-sufficient) for one domain (F4.8, R-79)."""

    declaration = Declaration(
        destroyed="case",
        case="case_id",
        persons=("person_id",),
        category=DataCategory.SUPPORT,
        told=("domain", "value", "measured_on", "source"),
    )

    case = models.ForeignKey(Case, models.CASCADE, related_name="scores", verbose_name=_("casus"))
    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, null=True, blank=True, related_name="scores", verbose_name=_("evaluatie")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("persoon"))
    domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="+", verbose_name=_("leefgebied"))
    value = models.PositiveSmallIntegerField(
        _("oordeel"),
        choices=[
            (1, _("1 – acute problematiek")),
            (2, _("2 – niet zelfredzaam")),
            (3, _("3 – beperkt zelfredzaam")),
            (4, _("4 – voldoende zelfredzaam")),
            (5, _("5 – volledig zelfredzaam")),
        ],
    )
    measured_on = models.DateField(_("gemeten op"))
    source = models.CharField(_("bron"), max_length=200)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))

    class Meta:
        verbose_name = _("ZRM-oordeel")
        verbose_name_plural = _("ZRM-oordelen")
        constraints = [
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="monitoring_scale_1_to_5"),
            # another value for the same day is a correction, and the last one counts; the same value is said once
            models.UniqueConstraint(
                fields=["case", "person", "domain", "measured_on", "value"],
                name="monitoring_score_once",
                violation_error_message=_("Dit oordeel is voor deze dag al vastgelegd."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)
