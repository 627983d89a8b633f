"""Referral (aanmelding) and triage: who is referred and why, how each core organisation judges it, what is decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan import audit
from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.law.codes import DataCategory
from eenplan.network.models import HouseRecord, Organisation
from eenplan.people.models import Person, Relation


def _with_referral(*told: str) -> Declaration:
    return Declaration(destroyed="referral", persons=("referral__persons__person_id",), told=told)


class Referral(HouseRecord):
    """Draft until submitted. What submitting requires stands in `rules.missing` and in the constraint below (R-02)."""

    declaration = Declaration(
        destroyed="referral",
        persons=("persons__person_id",),
        told=(
            "number",
            "organisation",
            "occasion",
            "goal",
            "criterion_a",
            "criterion_b",
            "criterion_c",
            "criterion_d",
            "informed",
            "informed_reason",
            "urgency",
            "ave_phase",
            "tried",
            "submitted_at",
        ),
    )

    class Urgency(models.TextChoices):
        NORMAL = "normal", _("normaal: eerstvolgende triage")
        SOON = "soon", _("met spoed: binnen een week")
        ACUTE = "acute", _("acuut: direct overleg met de procesregisseur")

    number = models.CharField(_("nummer"), max_length=30, null=True, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("aanmelder"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("contactpersoon"))
    occasion = models.TextField(_("aanleiding"), blank=True)
    goal = models.TextField(_("doel van de aanmelding"), blank=True)
    criterion_a = models.TextField(_("a. Problemen bij betrokkene of in de gezinssituatie"), blank=True)
    criterion_b = models.TextField(_("b. Meerdere leefgebieden met criminogene factoren"), blank=True)
    criterion_c = models.TextField(_("c. Ernstige overlast, criminaliteit of onveiligheid"), blank=True)
    criterion_d = models.TextField(_("d. Samenwerking uit meerdere domeinen noodzakelijk"), blank=True)
    #: Landelijk Kader, informative only (R-04)
    framework_multiple = models.BooleanField(_("problemen op meer dan één leefgebied"), default=False)
    framework_chains = models.BooleanField(_("meerdere ketens nodig"), default=False)
    framework_system = models.BooleanField(_("invloed van of op gezin en omgeving"), default=False)
    framework_area = models.BooleanField(_("gebiedsgebonden veiligheidsprobleem"), default=False)
    checked = models.BooleanField(_("juistheid en kwaliteit gecontroleerd"), default=False)
    informed = models.BooleanField(_("betrokkene is geïnformeerd"), null=True)
    informed_reason = models.TextField(_("reden"), blank=True)
    urgency = models.CharField(_("urgentie"), max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    ave_phase = models.PositiveSmallIntegerField(
        _("AVE-fase"), null=True, blank=True, choices=[(n, f"AVE {n}") for n in range(1, 5)]
    )
    tried = models.TextField(_("wat is al geprobeerd"), blank=True)
    partners = models.ManyToManyField(
        Organisation, related_name="+", blank=True, through="Involved", verbose_name=_("al betrokken partners")
    )
    created_at = models.DateTimeField(_("begonnen"), auto_now_add=True)
    changed_at = models.DateTimeField(_("gewijzigd"), auto_now=True)
    #: kept when a referral comes back for completion: the clock of WGS 1.8(7) runs from here
    first_submitted_at = models.DateTimeField(_("voor het eerst ingediend"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("ingediend"), null=True, editable=False)
    decided_at = models.DateTimeField(_("besloten"), null=True, editable=False)
    admitted = models.BooleanField(_("in behandeling genomen"), null=True, editable=False)  # set by the decision

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        constraints = [
            models.CheckConstraint(
                name="referrals_complete_when_submitted",  # BGS 2.20(3), BGS 1.6
                condition=Q(submitted_at__isnull=True)
                | (
                    Q(checked=True, informed__isnull=False, number__isnull=False)
                    & ~Q(occasion="")
                    & ~Q(criterion_a="")
                    & ~Q(criterion_b="")
                    & ~Q(criterion_c="")
                    & ~Q(criterion_d="")
                    & (Q(informed=True) | ~Q(informed_reason=""))
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["house", "submitted_at"], name="referrals_undecided", condition=Q(decided_at__isnull=True)
            ),
            models.Index(fields=["account", "-changed_at"], name="referrals_of_referrer"),
        ]

    def __str__(self) -> str:
        return self.number or str(_("concept"))


class Involved(HouseRecord):
    """A partner that was already involved when the referral was written."""

    declaration = _with_referral("organisation")

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="involved", verbose_name=_("aanmelding"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "organisation"], name="referrals_involved_once")]
        verbose_name = _("betrokken partner")
        verbose_name_plural = _("betrokken partners")

    def __str__(self) -> str:
        return str(self.organisation_id)


class ReferredPerson(HouseRecord):
    """A person on the referral: who is referred (betrokkene), or somebody of the circle, related to him (R-12)."""

    declaration = Declaration(
        destroyed="referral",
        persons=("person_id",),
        category=DataCategory.IDENTITY,
        told=("part", "relation", "reason"),
    )

    class Part(models.TextChoices):
        SUBJECT = "subject", _("betrokkene")
        CIRCLE = "circle", _("directe kring")

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="persons", verbose_name=_("aanmelding"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("persoon"))
    part = models.CharField(_("rol"), max_length=10, choices=Part.choices)
    circle_of = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in de kring van")
    )
    relation = models.CharField(_("relatie"), max_length=12, choices=Relation.Kind.choices, blank=True)
    reason = models.CharField(_("reden"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("persoon op de aanmelding")
        verbose_name_plural = _("personen op de aanmelding")
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "person"],
                name="referrals_person_once",
                violation_error_message=_("Deze persoon staat al op de aanmelding."),
            ),
            models.CheckConstraint(
                name="referrals_circle_has_relation",  # BGS 2.19
                condition=Q(part="subject", circle_of__isnull=True)
                | (
                    Q(part="circle", circle_of__isnull=False)
                    & ~Q(relation="")
                    & ~Q(reason="")
                    & ~Q(circle_of=F("person"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        audit.loaded(row.person_id, row.house_id)
        return row


class Assessment(HouseRecord):
    """The judgement of one core organisation, per criterion. Never changed: a later row corrects it (R-03)."""

    declaration = _with_referral("organisation", "judgement", "motive", "at")

    class Judgement(models.TextChoices):
        ADMIT = "admit", _("in behandeling nemen")
        COMPLETE = "complete", _("terug om aanvulling")
        REJECT = "reject", _("niet in behandeling nemen")

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="assessments", verbose_name=_("aanmelding"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("beoordelaar"))
    criterion_a = models.BooleanField(_("criterium a"))
    criterion_b = models.BooleanField(_("criterium b"))
    criterion_c = models.BooleanField(_("criterium c"))
    criterion_d = models.BooleanField(_("criterium d"))
    judgement = models.CharField(_("oordeel"), max_length=10, choices=Judgement.choices)
    motive = models.TextField(_("motivering"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("beoordeling")
        verbose_name_plural = _("beoordelingen")
        indexes = [models.Index(fields=["referral", "organisation", "-at"], name="referrals_latest_judgement")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.judgement}"


class Decision(HouseRecord):
    """The joint decision of the core organisations. Admitting opens the case, in the database (cases/policies.sql)."""

    declaration = _with_referral("outcome", "motive", "route", "at")

    class Outcome(models.TextChoices):
        ADMIT = "admit", _("in behandeling")
        COMPLETE = "complete", _("terug om aanvulling")
        REJECT = "reject", _("niet in behandeling")

    class Route(models.TextChoices):
        DISTRICT_TEAM = "district_team", _("wijkteam")
        LOCAL = "local", _("lokale persoonsgerichte aanpak")
        SAFE_HOME = "safe_home", _("Veilig Thuis")
        CHAIN = "chain", _("ketenoverleg")
        OTHER = "other", _("anders, zie motivering")

    class CaseKind(models.TextChoices):
        PERSON = "person", _("persoonsgericht")
        SYSTEM = "system", _("systeemgericht")
        AREA = "area", _("gebiedsgericht")

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="decisions", verbose_name=_("aanmelding"))
    outcome = models.CharField(_("besluit"), max_length=10, choices=Outcome.choices)
    motive = models.TextField(_("motivering"))
    route = models.CharField(_("advies"), max_length=15, choices=Route.choices, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    case_kind = models.CharField(_("soort casus"), max_length=10, choices=CaseKind.choices, blank=True)
    purpose = models.TextField(_("doel van de casus"), blank=True)
    process_director = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("procesregisseur")
    )
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=~Q(outcome="complete"),
                name="referrals_one_final_decision",
                violation_error_message=_("Over deze aanmelding is al besloten."),
            ),
            models.CheckConstraint(
                name="referrals_admission_fixes_purpose",  # R-06, WGS 1.8(5)
                condition=~Q(outcome="admit") | (~Q(purpose="") & ~Q(case_kind="") & Q(process_director__isnull=False)),
            ),
            models.CheckConstraint(
                name="referrals_rejection_gives_route",
                condition=~Q(outcome="reject") | ~Q(route=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
