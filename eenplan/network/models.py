"""Houses, where they work, who takes part, and who is authorised. Reference data is dated (R-96)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Func, Q
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.folding import folded
from eenplan.access.models import Account
from eenplan.law.codes import Purpose, Role, StatutoryGround, TrainingTopic
from eenplan.network.terms import TERMS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: nobody is relied on longer than this on one VOG or screening; whoever stays longer is screened anew
SCREENING_LASTS = timedelta(days=5 * 366)


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class CurrentDate(Func):
    template = "CURRENT_DATE"
    output_field = models.DateField()


def term(name: str, label: "_StrPromise", default: int) -> models.PositiveSmallIntegerField:
    """A setting of a house, within the limits that `terms.py` explains."""
    limits = [MinValueValidator(TERMS[name].least), MaxValueValidator(TERMS[name].most)]
    return models.PositiveSmallIntegerField(label, default=default, db_default=default, validators=limits)


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
    sort_key = folded()
    region = models.ForeignKey(SafetyRegion, models.PROTECT, related_name="municipalities", verbose_name=_("regio"))
    since = models.DateField(_("vanaf"), null=True)
    until = models.DateField(_("tot"), null=True)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class House(models.Model):
    """A Zorg- en Veiligheidshuis with its settings. Where its terms come from says `terms.py`."""

    code = models.SlugField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    sort_key = folded()
    region = models.ForeignKey(SafetyRegion, models.PROTECT, related_name="houses", verbose_name=_("veiligheidsregio"))
    purpose = models.TextField(_("doel"), help_text=_("Doel volgens WGS 2.25, gaat mee in elke casus."))
    contact = models.TextField(_("contactpunt"), blank=True)
    triage_weekday = term("triage_weekday", _("triagedag (1 = maandag)"), 2)
    triage_cutoff_days = term("triage_cutoff_days", _("sluiting, werkdagen vóór de triagedag"), 1)
    assessments_required = term("assessments_required", _("beoordelingen nodig"), 2)
    response_days = term("response_days", _("eerste reactie (werkdagen)"), 5)
    first_conference_weeks = term("first_conference_weeks", _("eerste casusoverleg (weken)"), 2)
    plan_weeks = term("plan_weeks", _("plan van aanpak (weken)"), 6)
    evaluation_months = term("evaluation_months", _("evaluatie (maanden)"), 3)
    answer_days = term("answer_days", _("antwoord op een informatievraag (werkdagen)"), 10)
    correction_days = term("correction_days", _("herstel van een gemelde fout (werkdagen)"), 2)
    rejected_days = term("rejected_days", _("bewaren na afwijzing (dagen)"), 30)
    draft_days = term("draft_days", _("bewaren van concepten (dagen)"), 30)
    consultation_days = term("consultation_days", _("antwoord bij een verzoek van betrokkene (dagen)"), 10)
    request_years = term("request_years", _("bewaren van verzoeken van betrokkenen (jaren)"), 5)
    retention_years = term("retention_years", _("bewaartermijn (jaren)"), 5)
    reply_days = term("reply_days", _("rondvraag bij verstrekken (dagen)"), 7)
    known_checks_per_day = term("known_checks_per_day", _("bekendheidschecks per dag"), 20)
    searches_per_day = term("searches_per_day", _("zoeken naar personen per dag"), 60)
    persons_per_day = term("persons_per_day", _("personen buiten eigen casussen per dag"), 60)
    training_since = models.DateField(_("scholing verplicht vanaf"), db_default=CurrentDate())
    training_years = term("training_years", _("scholing geldig (jaren)"), 3)
    training_grace_days = term("training_grace_days", _("uitstel bij ontbrekende scholing (dagen)"), 90)
    review_months = term("review_months", _("toetsing van autorisaties (maanden)"), 6)
    review_days = term("review_days", _("tijd voor een toetsing (dagen)"), 30)
    partners_direct = models.BooleanField(
        _("ook andere deelnemers leveren procesregisseurs"), default=False, db_default=False
    )
    four_eyes = models.BooleanField(_("vier ogen"), default=True, db_default=True)
    break_glass = models.BooleanField(_("noodtoegang"), default=False, db_default=False)
    break_glass_hours = term("break_glass_hours", _("noodtoegang duurt (uren)"), 4)

    class Meta:
        verbose_name = _("huis")
        verbose_name_plural = _("huizen")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": (each.least, each.most)}), name=f"network_house_{name}"
            )
            for name, each in TERMS.items()
        ]

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
    sort_key = folded()
    kind = models.CharField(_("soort"), max_length=20, choices=OrganisationKind.choices)
    ground = models.CharField(_("wettelijke grondslag"), max_length=10, choices=StatutoryGround.choices)
    medical_secrecy = models.BooleanField(_("medisch beroepsgeheim"), default=False)
    # keeps its record and decides what others ask (docs/adr/0024); a trigger fills it with the first house it takes part in
    home = models.ForeignKey(
        House, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("eerste huis")
    )
    oin = models.CharField(_("OIN"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["sort_key"]

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
    contact = models.ForeignKey(
        "Professional", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contactpersoon")
    )
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
    # filled by triggers: the first house that gave a role, and until when the account is suspended
    home = models.ForeignKey(
        House, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("eerste huis")
    )
    suspended_until = models.DateTimeField(_("geschorst tot"), null=True, editable=False)

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
    # reckoned by triggers: by a second person, from training, and the first day on which it opens nothing any more
    confirmed = models.BooleanField(_("bevestigd"), default=True, db_default=True, editable=False)
    trained_until = models.DateField(_("geschoold tot"), null=True, editable=False)
    ends_on = models.DateField(_("eindigt op"), null=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(role=Role.SYSTEM) | Q(screening_valid_until__lte=models.F("screened_on") + SCREENING_LASTS),
                name="network_screening_ends",
                violation_error_message=_("Een VOG of screening geldt hooguit vijf jaar."),
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


class Training(HouseRecord):
    """A professional followed a training on one topic (BGS 1.17). Appended; the latest of a topic counts."""

    declaration = Declaration(destroyed="authorisation")

    professional = models.ForeignKey(
        Professional, models.PROTECT, related_name="trainings", verbose_name=_("professional")
    )
    topic = models.CharField(_("onderwerp"), max_length=1, choices=TrainingTopic.choices)
    followed_on = models.DateField(_("gevolgd op"))
    # by a second person; a trigger says with which proposal, and takes the row away when that is rejected
    confirmed = models.BooleanField(_("bevestigd"), default=True, db_default=True, editable=False)
    proposal = models.ForeignKey(
        "Proposal", models.PROTECT, null=True, editable=False, related_name="trainings", verbose_name=_("voorstel")
    )

    class Meta:
        verbose_name = _("scholing")
        verbose_name_plural = _("scholing")
        constraints = [
            models.UniqueConstraint(
                fields=["house", "professional", "topic", "followed_on"],
                name="network_training_once",
                violation_error_message=_("Deze scholing staat er al."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.followed_on}"


class Proposal(HouseRecord):
    """An act of an administrator that widens power and waits for a second pair of eyes (WGS 1.8(2)).

    The database makes the proposal of a role, of a training, and of a setting or date that widens (docs/adr/0024) itself,
    decides whether it must wait, and carries out what was confirmed. One that fell behind, since the setting was changed in the
    meantime, is not accepted and has nobody who decided.
    """

    declaration = Declaration(destroyed="authorisation")

    class Kind(models.TextChoices):
        ROLE = "role", _("rol geven")
        REOPEN = "reopen", _("account heropenen")
        GROUND = "ground", _("wettelijke grondslag vastleggen")
        RENAME = "rename", _("gedeelde organisatie hernoemen")
        FOUR_EYES_OFF = "four_eyes_off", _("vier ogen uitzetten")
        BREAK_GLASS_ON = "break_glass_on", _("noodtoegang aanzetten")
        WIDEN = "widen", _("instelling of datum verruimen")
        TRAINING = "training", _("scholing vastleggen")
        JOIN = "join", _("deelname van een organisatie van een ander huis")
        DETAILS = "details", _("gegevens wijzigen")
        CLOSE = "close", _("account sluiten")
        SUSPEND = "suspend", _("account schorsen")

    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    # the house that asks, of what another house (`house`) decides
    from_house = models.ForeignKey(House, models.PROTECT, null=True, related_name="+", verbose_name=_("vraagt"))
    authorisation = models.OneToOneField(
        Authorisation, models.PROTECT, null=True, related_name="proposal", verbose_name=_("autorisatie")
    )
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("account"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("organisatie")
    )
    value = models.CharField(_("wordt"), max_length=160, blank=True)
    # of a setting or date: {"from": {column: what it was}, "to": {column: what it becomes}}
    changes = models.JSONField(_("wijzigt"), default=dict, db_default={}, editable=False)
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("voorgesteld door"))
    proposed_at = models.DateTimeField(_("voorgesteld"), auto_now_add=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("beslist door"))
    decided_at = models.DateTimeField(_("beslist"), null=True)
    accepted = models.BooleanField(_("bevestigd"), null=True)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        constraints = [
            models.UniqueConstraint(
                fields=["house", "from_house", "kind", "authorisation", "account", "organisation"],
                condition=Q(decided_at__isnull=True) & ~Q(kind__in=("widen", "training")),
                nulls_distinct=False,
                name="network_proposed_once",
                violation_error_message=_("Dit wacht al op een tweede paar ogen."),
            ),
            models.UniqueConstraint(
                fields=["house", "account", "value"],
                condition=Q(decided_at__isnull=True, kind="widen"),
                nulls_distinct=False,
                name="network_widened_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, decided_at__isnull=True)
                | Q(accepted__isnull=False, decided_at__isnull=False),
                name="network_proposal_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
                name="network_two_pairs_of_eyes",
            ),
            models.CheckConstraint(
                condition=Q(kind="role", authorisation__isnull=False)
                | Q(kind="reopen", account__isnull=False)
                | Q(kind__in=("ground", "rename"), organisation__isnull=False) & ~Q(value="")
                | Q(kind__in=("four_eyes_off", "break_glass_on")) & ~Q(reason="")
                | Q(kind="widen") & ~Q(changes={})
                | Q(kind="training", account__isnull=False) & ~Q(value="")
                | Q(kind="join", organisation__isnull=False, from_house__isnull=False) & ~Q(value="")
                | Q(kind="details", from_house__isnull=False) & ~Q(changes={})
                | Q(kind="close", account__isnull=False)
                | Q(kind="suspend", account__isnull=False) & ~Q(reason=""),
                name="network_proposal_about",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def in_short(self) -> list[str]:
        """What changes, from what to what, as the log says it."""
        return [f"{name}: {self.changes['from'][name]} → {value}" for name, value in self.changes.get("to", {}).items()]

    @property
    def since(self) -> date | None:
        """Of taking part in another house: from which day."""
        return date.fromisoformat(self.value) if self.kind == self.Kind.JOIN else None

    @property
    def shown_ground(self) -> "_StrPromise":
        """Of a ground: which part of the law."""
        return StatutoryGround(self.value).label

    @property
    def topics(self) -> "list[_StrPromise]":
        """Of a training: what it was about."""
        return [TrainingTopic(topic).label for topic in self.value] if self.kind == self.Kind.TRAINING else []

    @property
    def shown_changes(self) -> list[tuple[str, str, str]]:
        """Of a setting, a date or a training: what changes, from what, to what, in words."""
        table: type[models.Model] = House
        if self.kind == self.Kind.TRAINING:
            table = Training
        elif self.kind == self.Kind.DETAILS:
            table = Professional if self.account_id else Organisation
        elif self.account_id:
            table = Authorisation
        return [
            (
                str(table._meta.get_field(name).verbose_name),
                _in_words(table, name, self.changes["from"][name]),
                _in_words(table, name, value),
            )
            for name, value in self.changes.get("to", {}).items()
        ]


def _in_words(table: type[models.Model], name: str, value) -> str:
    """A value as the database keeps it in JSON, as a reader reads it."""
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    field = table._meta.get_field(name)
    return str(dict(field.flatchoices).get(value) or localize(field.to_python(value)))


class Review(HouseRecord):
    """The periodic question to an organisation whether its authorisations are still needed (WGS 1.8(2))."""

    declaration = Declaration(destroyed="authorisation")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    started_on = models.DateField(_("begonnen op"))
    due_on = models.DateField(_("klaar voor"))
    started_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("begonnen door"))

    class Meta:
        verbose_name = _("toetsing")
        verbose_name_plural = _("toetsingen")
        ordering = ["-started_on", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "organisation", "started_on"],
                name="network_review_once_a_day",
                violation_error_message=_("Deze toetsing is vandaag al begonnen."),
            ),
            models.CheckConstraint(condition=Q(due_on__gte=models.F("started_on")), name="network_review_period"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.started_on}"


class ReviewAnswer(HouseRecord):
    """Is this authorisation still needed? Appended. "No" ends it: a trigger does."""

    declaration = Declaration(destroyed="authorisation")

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers", verbose_name=_("toetsing"))
    authorisation = models.ForeignKey(
        Authorisation, models.PROTECT, related_name="review_answers", verbose_name=_("autorisatie")
    )
    needed = models.BooleanField(_("nog nodig"))
    reason = models.CharField(_("reden"), max_length=300)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("antwoord op een toetsing")
        verbose_name_plural = _("antwoorden op toetsingen")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "authorisation"],
                name="network_reviewed_once",
                violation_error_message=_("Deze vraag is al beantwoord."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="network_review_motivated"),
        ]

    def __str__(self) -> str:
        return f"{self.authorisation_id}: {self.needed}"


class Lookup(HouseRecord):
    """How often somebody looked for persons that day, or opened one outside the own cases. Counted by the database alone."""

    declaration = Declaration(destroyed="authorisation")

    class Kind(models.TextChoices):
        SEARCH = "searches_per_day", _("gezocht")
        PERSON = "persons_per_day", _("geopend buiten eigen casussen")

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    day = models.DateField(_("dag"))
    times = models.PositiveIntegerField(_("keer"))

    class Meta:
        verbose_name = _("zoekvraag")
        verbose_name_plural = _("zoekvragen")
        constraints = [
            models.UniqueConstraint(fields=["house", "account", "kind", "day"], name="network_lookup_once"),
            models.CheckConstraint(
                condition=Q(kind__in=("searches_per_day", "persons_per_day")), name="network_lookup_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.times}"
