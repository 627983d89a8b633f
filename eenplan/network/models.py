"""Houses, where they work, who takes part, and who is authorised. Reference data is dated (R-96)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.law.codes import Purpose, Role, StatutoryGround


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class SafetyRegion(models.Model):
    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("naam"), max_length=80)

    class Meta:
        verbose_name = _("veiligheidsregio")
        verbose_name_plural = _("veiligheidsregio's")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    code = models.CharField(_("code"), max_length=6, unique=True)  # GM0363
    name = models.CharField(_("naam"), max_length=80)
    region = models.ForeignKey(SafetyRegion, models.PROTECT, related_name="municipalities", verbose_name=_("regio"))
    since = models.DateField(_("vanaf"), null=True)
    until = models.DateField(_("tot"), null=True)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class House(models.Model):
    """A Zorg- en Veiligheidshuis with its settings. Where its terms come from says `terms.py`."""

    code = models.SlugField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    region = models.ForeignKey(SafetyRegion, models.PROTECT, related_name="houses", verbose_name=_("veiligheidsregio"))
    purpose = models.TextField(_("doel"), help_text=_("Doel volgens WGS 2.25, gaat mee in elke casus."))
    contact = models.TextField(_("contactpunt"), blank=True)
    triage_weekday = models.PositiveSmallIntegerField(
        _("triagedag (1 = maandag)"), default=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    triage_cutoff_days = models.PositiveSmallIntegerField(_("sluiting, werkdagen vóór de triagedag"), default=1)
    assessments_required = models.PositiveSmallIntegerField(
        _("beoordelingen nodig"), default=2, validators=[MinValueValidator(1)]
    )
    response_days = models.PositiveSmallIntegerField(_("eerste reactie (werkdagen)"), default=5)
    first_conference_weeks = models.PositiveSmallIntegerField(_("eerste casusoverleg (weken)"), default=2)
    plan_weeks = models.PositiveSmallIntegerField(_("plan van aanpak (weken)"), default=6)
    evaluation_months = models.PositiveSmallIntegerField(_("evaluatie (maanden)"), default=3)
    answer_days = models.PositiveSmallIntegerField(
        _("antwoord op een informatievraag (werkdagen)"), default=10, validators=[MinValueValidator(1)]
    )
    correction_days = models.PositiveSmallIntegerField(
        _("herstel van een gemelde fout (werkdagen)"), default=2, validators=[MaxValueValidator(5)]
    )
    rejected_days = models.PositiveSmallIntegerField(
        _("bewaren na afwijzing (dagen)"), default=30, validators=[MaxValueValidator(90)]
    )
    retention_years = models.PositiveSmallIntegerField(
        _("bewaartermijn (jaren)"), default=5, validators=[MaxValueValidator(5)]
    )

    class Meta:
        verbose_name = _("huis")
        verbose_name_plural = _("huizen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorkingArea(models.Model):
    """A municipality in the working area of a house, from and to (BGS 2.18)."""

    house = models.ForeignKey(House, models.CASCADE, related_name="working_area", verbose_name=_("huis"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("gemeente"))
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("werkgebied")
        verbose_name_plural = _("werkgebieden")
        constraints = [
            ExclusionConstraint(
                name="network_municipality_in_one_house_at_a_time",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Deze gemeente hoort in deze periode al bij een huis."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} ({self.house.code})"


class OrganisationKind(models.TextChoices):
    POLICE = "police", _("Politie")
    PROSECUTION = "prosecution", _("Openbaar Ministerie")
    CHILD_PROTECTION = "child_protection", _("Raad voor de Kinderbescherming")
    CUSTODIAL = "custodial", _("DJI")
    PROBATION = "probation", _("Reclassering")
    MAYOR = "mayor", _("Burgemeester")
    COUNCIL = "council", _("College van B&W")
    PUBLIC_HEALTH = "public_health", _("GGD")
    SAFE_HOME = "safe_home", _("Veilig Thuis")
    CERTIFIED_YOUTH = "certified_youth", _("Gecertificeerde instelling (jeugd)")
    MENTAL_HEALTH = "mental_health", _("GGZ")
    ADDICTION_CARE = "addiction_care", _("Verslavingszorg")
    SOCIAL_WORK = "social_work", _("Welzijn en maatschappelijk werk")
    HALT = "halt", _("Halt")
    VICTIM_SUPPORT = "victim_support", _("Slachtofferhulp Nederland")
    HOUSING = "housing", _("Woningcorporatie")
    SCHOOL = "school", _("School")
    OTHER = "other", _("Andere organisatie")


class Organisation(models.Model):
    name = models.CharField(_("naam"), max_length=160, unique=True)
    kind = models.CharField(_("soort"), max_length=20, choices=OrganisationKind.choices)
    ground = models.CharField(_("wettelijke grondslag"), max_length=10, choices=StatutoryGround.choices)
    medical_secrecy = models.BooleanField(_("medisch beroepsgeheim"), default=False)
    oin = models.CharField(_("OIN"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def core(self) -> bool:
        """Core participant and joint controller (WGS 2.27(1))?"""
        return StatutoryGround(self.ground).core


class HouseOrganisation(models.Model):
    """The participation matrix: which organisation takes part in which house since when."""

    house = models.ForeignKey(House, models.CASCADE, related_name="organisations", verbose_name=_("huis"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="houses", verbose_name=_("organisatie"))
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        constraints = [
            models.UniqueConstraint(
                fields=["house", "organisation"],
                condition=Q(until__isnull=True),
                name="network_organisation_once_in_house",
                violation_error_message=_("Deze organisatie neemt al deel."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.house.code}"


class Professional(models.Model):
    """Who somebody is at work: of employees only identity, function and contact (WGS 2.30(1)(c), R-21)."""

    account = models.OneToOneField(
        Account, models.PROTECT, primary_key=True, related_name="professional", verbose_name=_("account")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="professionals", verbose_name=_("organisatie")
    )
    function = models.CharField(_("functie"), max_length=120)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("professional")
        verbose_name_plural = _("professionals")

    def __str__(self) -> str:
        return f"{self.account.name} ({self.organisation.name})"


class Authorisation(models.Model):
    """A role of a professional in a house, for one purpose, with designation and screening (R-70, BGS 1.11).

    A trigger turns it into a grant on the house that ends with the designation or the screening, whichever is first.
    """

    declaration = Declaration(destroyed="authorisation")

    class Screening(models.TextChoices):
        VOG = "vog", _("VOG")
        SCREENING = "screening", _("Screening")

    house = models.ForeignKey(House, models.PROTECT, related_name="authorisations", verbose_name=_("huis"))
    professional = models.ForeignKey(
        Professional, models.PROTECT, related_name="authorisations", verbose_name=_("professional")
    )
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)
    purpose = models.CharField(_("doel"), max_length=1, choices=Purpose.choices)
    designated_on = models.DateField(_("aangewezen op"))
    until = models.DateField(_("tot"), null=True, blank=True)
    screening = models.CharField(_("soort screening"), max_length=10, choices=Screening.choices)
    screened_on = models.DateField(_("screening van"))
    screening_valid_until = models.DateField(_("screening geldig tot"))
    no_commercial_duties = models.BooleanField(_("geen commerciële taken"), default=False)

    class Meta:
        verbose_name = _("autorisatie")
        verbose_name_plural = _("autorisaties")
        constraints = [
            models.UniqueConstraint(
                fields=["house", "professional", "role"],
                condition=Q(until__isnull=True),
                name="network_role_once",
                violation_error_message=_("Deze professional heeft deze rol al."),
            ),
            models.CheckConstraint(
                condition=Q(screening_valid_until__gt=models.F("screened_on")), name="network_screening_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.professional} – {self.get_role_display()}"


class Counter(models.Model):
    """The last number given out, per house, kind and year."""

    house = models.ForeignKey(House, models.CASCADE, related_name="+", verbose_name=_("huis"))
    kind = models.CharField(_("soort"), max_length=2)
    year = models.PositiveSmallIntegerField(_("jaar"))
    last = models.PositiveIntegerField(_("laatste"))

    class Meta:
        verbose_name = _("teller")
        verbose_name_plural = _("tellers")
        constraints = [models.UniqueConstraint(fields=["house", "kind", "year"], name="network_counter_once")]

    def __str__(self) -> str:
        return f"{self.kind}{self.year}: {self.last}"


class HouseRecord(models.Model):
    """Base of every row that belongs to a house; foreign keys between such rows stay within the house (database)."""

    house = models.ForeignKey(House, models.PROTECT, related_name="+", verbose_name=_("huis"))

    class Meta:
        abstract = True


class LifeDomain(HouseRecord):
    """A domain of life (leefgebied) in which goals are set; by default the thirteen of the ZRM (R-16)."""

    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("naam"), max_length=60)
    position = models.PositiveSmallIntegerField(_("volgorde"))
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("leefgebied")
        verbose_name_plural = _("leefgebieden")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["house", "code"], name="network_domain_once")]

    def __str__(self) -> str:
        return self.name
