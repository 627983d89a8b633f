"""What is kept no longer than the law allows, and the proof of it that holds no personal data (WGS 1.8(7))."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eenplan.access.declarations import Declaration
from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.network.models import HouseRecord, Organisation

#: without personal data, and therefore kept
_PROOF = Declaration(destroyed="never")


class Release(HouseRecord):
    """Core participants decide that a case is no longer necessary: once closed it is destroyed on a date (R-51).

    Recorded by one of them, and part of what all agree to when they close: recording it or taking it back makes earlier
    agreements lapse (docs/adr/0019). It counts two weeks after all were told that everybody agreed (`told_on`, by the database;
    docs/adr/0023).
    """

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="releases", verbose_name=_("casus"))
    destroy_on = models.DateField(_("vernietigen op"))
    motive = models.CharField(_("motivering"), max_length=500)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)
    told_on = models.DateField(_("meegedeeld op"), null=True, editable=False)

    class Meta:
        verbose_name = _("besluit eerder te vernietigen")
        verbose_name_plural = _("besluiten eerder te vernietigen")
        constraints = [
            models.CheckConstraint(condition=~Q(motive=""), name="retention_release_motivated"),
            models.UniqueConstraint(
                fields=["case"],
                name="retention_released_once",
                violation_error_message=_("Dit besluit is voor deze casus al vastgelegd."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.destroy_on)


class ReleaseVoice(HouseRecord):
    """What a core organisation of the last year says of destroying earlier: it judges no closing, or goes back on it."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    release = models.ForeignKey(Release, models.CASCADE, related_name="voices", verbose_name=_("besluit"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    agrees = models.BooleanField(_("akkoord met eerder vernietigen"))
    motive = models.CharField(_("motivering"), max_length=500)
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("oordeel over eerder vernietigen")
        verbose_name_plural = _("oordelen over eerder vernietigen")
        constraints = [models.CheckConstraint(condition=~Q(motive=""), name="retention_release_voice_motivated")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.agrees}"


class Run(HouseRecord):
    """One run of the engine over a house, as of a day."""

    declaration = _PROOF

    as_of = models.DateField(_("peildatum"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("uitgevoerd door"))
    started_at = models.DateTimeField(_("begonnen"), auto_now_add=True)
    finished_at = models.DateTimeField(_("klaar"), null=True)

    class Meta:
        verbose_name = _("vernietigingsronde")
        verbose_name_plural = _("vernietigingsrondes")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.as_of)


class Kind(models.TextChoices):
    """What is destroyed as one whole."""

    CASE = "case", _("casus")
    REFERRAL = "referral", _("aanmelding")
    PERSON = "person", _("persoon")


class Certificate(HouseRecord):
    """Proof that something was destroyed (vernietigingsverklaring): what kinds and how many rows, by which rule; never whose."""

    declaration = _PROOF

    run = models.ForeignKey(Run, models.PROTECT, related_name="certificates", null=True, verbose_name=_("ronde"))
    number = models.CharField(_("nummer"), max_length=30, unique=True)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("jaar van begin"))
    rule = models.CharField(_("regel"), max_length=10)
    article = models.CharField(_("artikel"), max_length=40)
    rows = models.JSONField(_("rijen per soort"))
    at = models.DateTimeField(_("vernietigd op"))

    class Meta:
        verbose_name = _("vernietigingsverklaring")
        verbose_name_plural = _("vernietigingsverklaringen")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number


class JournalLine(HouseRecord):
    """That something was destroyed, for a backup made before: a digest of its table, number and moment of making.

    A single item, the words of one, and a request have a line and no certificate: their number is empty.
    """

    declaration = _PROOF

    number = models.CharField(_("nummer van de verklaring"), max_length=30, blank=True)
    kind = models.CharField(
        _("soort"),
        max_length=10,
        choices=[
            *Kind.choices,
            ("item", _("gegeven")),
            ("words", _("inhoud van een gegeven")),
            ("request", _("verzoek van betrokkene")),
        ],
    )
    key = models.CharField(_("sleutel"), max_length=64, unique=True)
    rule = models.CharField(_("regel"), max_length=10)
    article = models.CharField(_("artikel"), max_length=40)
    at = models.DateTimeField(_("vernietigd op"))

    class Meta:
        verbose_name = _("regel van het vernietigingsjournaal")
        verbose_name_plural = _("vernietigingsjournaal")

    def __str__(self) -> str:
        return self.key


class Remainder(HouseRecord):
    """What is left of destroyed cases and rejected referrals for statistics: how many were alike, never which."""

    declaration = _PROOF

    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("jaar"))
    region = models.CharField(_("regio"), max_length=80)
    age = models.CharField(_("leeftijdsklasse"), max_length=10)
    case_kind = models.CharField(_("soort casus"), max_length=10)
    ave_in = models.PositiveSmallIntegerField(_("AVE bij begin"), null=True)
    ave_out = models.PositiveSmallIntegerField(_("AVE bij einde"), null=True)
    duration = models.CharField(_("duur"), max_length=10)
    outcome = models.CharField(_("uitkomst"), max_length=20)
    zrm = models.CharField(_("verschil ZRM"), max_length=10)
    number = models.PositiveIntegerField(_("aantal"))

    class Meta:
        verbose_name = _("geanonimiseerd restant")
        verbose_name_plural = _("geanonimiseerd restant")
        constraints = [
            models.UniqueConstraint(
                name="retention_alike_once",
                fields=[
                    "house",
                    "kind",
                    "year",
                    "region",
                    "age",
                    "case_kind",
                    "ave_in",
                    "ave_out",
                    "duration",
                    "outcome",
                    "zrm",
                ],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"


class Renewal(HouseRecord):
    """Processing the case again for at most two years more, by order of its core participants (WGS 1.8(7), BGS 1.16).

    Ground a: still open at the term, and it still meets BGS 2.20. Ground b: closed less than a year before the term, with a
    great risk of relapse; starting it opens the case again.
    """

    declaration = Declaration(destroyed="case", case="case_id")

    class Ground(models.TextChoices):
        OPEN = "a", _("a – nog open, en voldoet nog aan de criteria")
        RELAPSE = "b", _("b – korter dan een jaar vóór de termijn gesloten, groot risico op terugval")

    case = models.ForeignKey(Case, models.CASCADE, related_name="renewals", verbose_name=_("casus"))
    ground = models.CharField(_("grond"), max_length=1, choices=Ground.choices)
    criterion_a = models.TextField(_("problemen bij betrokkene of gezin"), blank=True)
    criterion_b = models.TextField(_("meerdere leefgebieden"), blank=True)
    criterion_c = models.TextField(_("ernstige overlast, criminaliteit of onveiligheid"), blank=True)
    criterion_d = models.TextField(_("samenwerking noodzakelijk"), blank=True)
    motive = models.TextField(_("motivering"))
    from_end = models.DateField(_("oude uiterste datum"))
    new_end = models.DateField(_("nieuwe uiterste datum"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("voorbereid door"))
    proposed_at = models.DateTimeField(_("voorgesteld op"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True)
    started_at = models.DateTimeField(_("ingegaan op"), null=True)
    closed_at = models.DateTimeField(_("was gesloten op"), null=True)  # ground b
    destroyed = models.PositiveIntegerField(_("vernietigde gegevens"), default=0)  # without assent

    class Meta:
        verbose_name = _("hernieuwing")
        verbose_name_plural = _("hernieuwingen")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="retention_two_years_at_most",
                condition=Q(new_end__gt=models.F("from_end"))
                & Q(
                    new_end__lte=models.Func(
                        models.F("from_end"),
                        template="(%(expressions)s + interval '2 years')::date",
                        output_field=models.DateField(),
                    )
                ),
            ),
            models.CheckConstraint(
                name="retention_renewal_motivated",
                condition=~Q(motive="")
                & (Q(ground="b") | ~Q(criterion_a="") & ~Q(criterion_b="") & ~Q(criterion_c="") & ~Q(criterion_d="")),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(started_at=None, withdrawn_at=None),
                name="retention_one_proposal",
                violation_error_message=_("Er loopt al een voorstel tot hernieuwing van deze casus."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.new_end)


class RenewalVoice(HouseRecord):
    """What an organisation says about a renewal. Appended; its latest counts.

    A core participant orders it or not; a supplier assents to keeping its items or not (WGS 1.8(7)).
    """

    declaration = Declaration(destroyed="case", case="case_id")

    class Kind(models.TextChoices):
        ORDER = "order", _("opdracht")
        ASSENT = "assent", _("instemming")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="voices", verbose_name=_("hernieuwing"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("door"))
    agrees = models.BooleanField(_("akkoord"))
    motive = models.CharField(_("toelichting"), max_length=500, blank=True)
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("stem over een hernieuwing")
        verbose_name_plural = _("stemmen over een hernieuwing")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.agrees}"


class Hold(HouseRecord):
    """A legal claim or a statutory rule that forbids destruction for as long as it stands (WGS 1.8(7), R-57)."""

    declaration = Declaration(destroyed="case", case="case_id")

    class Kind(models.TextChoices):
        CLAIM = "claim", _("rechtsvordering")
        STATUTE = "statute", _("wettelijk voorschrift")

    case = models.ForeignKey(Case, models.CASCADE, related_name="holds", verbose_name=_("casus"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    ground = models.CharField(_("grond"), max_length=500)
    reviewer = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("herbeoordeelt"))
    review_on = models.DateField(_("herbeoordelen op"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    since = models.DateTimeField(_("sinds"), auto_now_add=True)
    reviewed_at = models.DateTimeField(_("laatst herbeoordeeld"), null=True)
    ended_at = models.DateTimeField(_("beëindigd op"), null=True)
    end_reason = models.CharField(_("reden van het einde"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("beletsel voor vernietiging")
        verbose_name_plural = _("beletselen voor vernietiging")
        ordering = ["review_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="retention_hold_has_ground"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(end_reason=""), name="retention_hold_ends_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["case"], condition=Q(ended_at=None), name="retention_standing_holds")]

    def __str__(self) -> str:
        return self.get_kind_display()


class TermWarning(HouseRecord):
    """That the engine warned for the term of a case, so many months before it; once per stage and term (R-58)."""

    declaration = Declaration(destroyed="case", case="case_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name=_("casus"))
    retain_until = models.DateField(_("uiterste datum"))
    months = models.PositiveSmallIntegerField(_("maanden vooraf"))
    at = models.DateTimeField(_("gewaarschuwd op"), auto_now_add=True)

    class Meta:
        verbose_name = _("waarschuwing voor de termijn")
        verbose_name_plural = _("waarschuwingen voor de termijn")
        constraints = [models.UniqueConstraint(fields=["case", "retain_until", "months"], name="retention_warned_once")]

    def __str__(self) -> str:
        return f"{self.months}"
