"""Persons as the BRP knows them, their addresses, relations and families.

No nationality, ethnicity, religion or other special category stands here, on purpose (R-25, BGS 1.9, WGS 2.29(1)).
"""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, GeneratedField, Q, TextField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan import audit
from eenplan.access.declarations import Declaration
from eenplan.access.folding import folded
from eenplan.access.models import Account
from eenplan.law.codes import DataCategory
from eenplan.network.models import HouseRecord, Organisation
from eenplan.people import postal
from eenplan.people.dates import InvalidDate, PartialDate
from eenplan.people.names import Name, Naming
from eenplan.ui.shielding import Shielded

#: why a list is suspended (07.67.20), when the registry holds it for nobody any more: wiped, or made by mistake
WITHDRAWN = frozenset("WF")


def _existing_date(text: str) -> None:
    try:
        PartialDate.parse(text)
    except InvalidDate as error:
        raise ValidationError(str(error)) from None


class PartialDateField(models.CharField):
    """A date of which month and day, or all, may be unknown: 'YYYY-MM-DD' with zeros (F6.3); '' when not recorded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 10, "blank": True, **kwargs, "validators": [_existing_date]})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs


def _key(function: str, *names) -> GeneratedField:
    """A column that the database keeps of these others (keys.sql), compared and ordered by code point."""
    return GeneratedField(
        expression=Func(*names, function=function), output_field=TextField(db_collation="C"), db_persist=True
    )


class Person(HouseRecord):
    declaration = Declaration(
        destroyed="person",
        persons=("id",),
        category=DataCategory.IDENTITY,
        told=(
            "given_names",
            "prefix",
            "family_name",
            "noble_title",
            "name_use",
            "partner_prefix",
            "partner_name",
            "sex",
            "birth_date",
            "birth_place",
            "birth_country",
            "died_on",
            "address_secret",
            "registered_at",
        ),
    )

    class NameUse(models.TextChoices):
        OWN = "E", _("eigen naam")
        PARTNER = "P", _("naam partner")
        PARTNER_FIRST = "V", _("naam partner, eigen naam")
        OWN_FIRST = "N", _("eigen naam, naam partner")

    class Sex(models.TextChoices):
        MALE = "M", _("man")
        FEMALE = "V", _("vrouw")
        UNKNOWN = "O", _("onbekend")

    given_names = models.CharField(_("voornamen"), max_length=200, blank=True)
    prefix = models.CharField(_("voorvoegsel"), max_length=10, blank=True)
    family_name = models.CharField(_("geslachtsnaam"), max_length=200, blank=True)  # some people have none
    noble_title = models.CharField(_("adellijke titel of predicaat"), max_length=20, blank=True)
    name_use = models.CharField(_("naamgebruik"), max_length=1, choices=NameUse.choices, default=NameUse.OWN)
    partner_prefix = models.CharField(_("voorvoegsel partner"), max_length=10, blank=True)
    partner_name = models.CharField(_("geslachtsnaam partner"), max_length=200, blank=True)
    sex = models.CharField(_("geslacht"), max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_date = PartialDateField(_("geboortedatum"))
    birth_place = models.CharField(_("geboorteplaats"), max_length=80, blank=True)
    birth_country = models.CharField(_("geboorteland (BRP-code)"), max_length=40, blank=True)
    died_on = PartialDateField(_("overleden op"))
    address_secret = models.BooleanField(_("geheimhouding adres"), default=False)
    suspension = models.CharField(_("reden opschorting"), max_length=1, blank=True)
    # what the name is found, listed and compared by: kept by the database, whoever writes the name (keys.sql)
    sort_key = _key(
        "people_sort_key",
        "name_use",
        "prefix",
        "family_name",
        "partner_prefix",
        "partner_name",
        "given_names",
        "birth_date",
    )
    search_name = _key(
        "people_search_name", "family_name", "prefix", "given_names", "partner_prefix", "partner_name", "birth_date"
    )
    stem = _key("people_stem", "family_name", "given_names")
    heard = _key("people_heard", Func("family_name", "given_names", function="people_stem"))
    sounds = _key("people_sounds", "family_name", "given_names", "partner_name")
    fingerprint = models.CharField(_("vingerafdruk van de bron"), max_length=64, blank=True, editable=False)
    registered_at = models.DateTimeField(_("vastgelegd op"), auto_now_add=True)

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        indexes = [
            models.Index(fields=["house", "birth_date"], name="people_birth_date"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def from_db(cls, db, field_names, values):
        person = super().from_db(db, field_names, values)
        # every person that is loaded is logged as read
        audit.loaded(person.pk, person.house_id, None, DataCategory.IDENTITY)
        return person

    def save(self, *args, **kwargs):
        """With the BSN that was given, if any; IntegrityError when somebody else in the house has it."""
        super().save(*args, **kwargs)
        if "_given_bsn" in self.__dict__:
            CitizenNumber.objects.filter(person=self).update(bsn=self.__dict__.pop("_given_bsn") or None)
            self._state.fields_cache.pop("citizen_number", None)

    @property
    def opened(self) -> bool:
        """May who acts see more than who this is: BSN, address, relations? Where not, pages say "Afgeschermd"."""
        return hasattr(self, "citizen_number")

    @property
    def bsn(self) -> str | None:
        """None when it is not recorded, and when it is not for who acts (`opened`)."""
        return self.citizen_number.bsn if self.opened else None

    @bsn.setter
    def bsn(self, value: str | None) -> None:
        self._given_bsn = value

    @property
    def shown_bsn(self) -> str:
        """As every page, letter and export writes it: the number, "" when none is known, or "Afgeschermd" (R-78)."""
        return (
            (self.bsn or "")
            if self.opened
            else Shielded(gettext("Deze persoon hoort niet bij een casus waaraan u werkt."))
        )

    @property
    def shown_address(self) -> "Address | str":
        """As every page, letter and export writes it: the address, "" when none is known, or "Afgeschermd" (R-78).

        A secret address is shielded here for everybody: who may know it asks for it on a page of its own, which is logged.
        """
        if self.knows_secret_address:
            return Shielded(gettext("Het adres is geheim. U mag het weten: toon het alleen als niemand meekijkt."))
        if hasattr(self, "address"):
            return self.address
        if not self.opened:
            return Shielded(gettext("Deze persoon hoort niet bij een casus waaraan u werkt."))
        return (
            Shielded(gettext("Het adres is geheim. Alleen aangewezen organisaties zien het."))
            if self.address_secret
            else ""
        )

    @property
    def knows_secret_address(self) -> bool:
        """May who acts know the secret address of this person? Then pages offer to show it."""
        return hasattr(self, "address") and self.address.secret

    @property
    def withdrawn(self) -> bool:
        """Has the registry withdrawn this person's list (afgevoerd): wiped, or suspended as made by mistake?"""
        return self.suspension in WITHDRAWN

    @property
    def naming(self) -> Naming:
        """All that decides how the person is named (F6.2)."""
        return Naming(
            Name(self.given_names, self.noble_title, self.prefix, self.family_name),
            self.sex,
            self.name_use,
            Name("", "", self.partner_prefix, self.partner_name) if self.partner_name else None,
        )

    @property
    def full_name(self) -> str:
        """Given names with the family name the person goes by; never empty, since it is the text of links."""
        return self.naming.name_in_use or gettext("naam onbekend")


class CitizenNumber(HouseRecord):
    """The BSN of a person, or the knowledge that none is recorded. Every person has exactly one row, made by a trigger.

    Who may see this row may see the whole person: address, relations and families follow it (people/policies.sql). A person
    who left the case, or whose case was closed, keeps a name there and nothing else (WGS 2.31(8), UAVG 46). So what the
    registry knows of a person beside who it is stands here too: curatele, and the code of authority over a minor.
    """

    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        category=DataCategory.BSN,
        told=("bsn", "a_number", "former", "curatorship", "authority"),
    )

    person = models.OneToOneField(Person, models.CASCADE, related_name="citizen_number", verbose_name=_("persoon"))
    bsn = models.CharField(_("BSN"), max_length=9, null=True, blank=True)
    a_number = models.CharField(_("A-nummer"), max_length=10, blank=True, default="", db_default="")
    former = models.BooleanField(
        _("BSN vervallen"), default=False, db_default=False
    )  # its list was withdrawn: somebody else may get it
    curatorship = models.BooleanField(_("onder curatele"), default=False, db_default=False)
    authority = models.CharField(
        _("gezag volgens de basisregistratie"), max_length=2, blank=True, default="", db_default=""
    )  # code of table 61

    class Meta:
        verbose_name = _("burgerservicenummer")
        verbose_name_plural = _("burgerservicenummers")
        constraints = [
            models.UniqueConstraint(
                fields=["house", "bsn"],
                condition=Q(former=False),
                name="people_bsn_once",
                violation_error_message=_("Dit BSN is in dit huis al bekend."),
            ),
        ]
        # a search finds the former holders of a number too
        indexes = [models.Index(fields=["house", "bsn"], name="people_bsn_found")]

    def __str__(self) -> str:
        return self.bsn or ""

    @classmethod
    def from_db(cls, db, field_names, values):
        number = super().from_db(db, field_names, values)
        if "bsn" in field_names and number.bsn:
            audit.loaded(number.person_id, number.house_id, None, DataCategory.BSN)
        return number


class Address(HouseRecord):
    """Where a person lives. A secret address is a row most people cannot see; the page shows "afgeschermd" (R-78)."""

    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        category=DataCategory.HOUSING,
        told=(
            "kind",
            "street",
            "number",
            "postcode",
            "locality",
            "municipality",
            "lines",
            "country",
            "since",
            "investigated",
            "secret",
        ),
    )

    class Kind(models.TextChoices):
        DOMESTIC = "domestic", _("woonadres")
        LETTER = "letter", _("briefadres")
        ABROAD = "abroad", _("buitenland")
        UNKNOWN = "unknown", _("onbekend")
        SHELTER = "shelter", _("opvang of schuiladres")  # always secret
        INSTITUTION = "institution", _("verblijf in een instelling")  # many live there who know nothing of each other

    person = models.OneToOneField(Person, models.CASCADE, related_name="address", verbose_name=_("persoon"))
    kind = models.CharField(_("soort"), max_length=12, choices=Kind.choices)
    street = models.CharField(_("straat"), max_length=120, blank=True)
    number = models.CharField(_("huisnummer"), max_length=24, blank=True)  # number, letter and addition together
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    locality = models.CharField(_("woonplaats"), max_length=120, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    lines = models.TextField(_("adres buitenland"), blank=True)
    country = models.CharField(
        _("land"), max_length=40, blank=True, default="", db_default=""
    )  # in words; empty at home
    since = PartialDateField(_("vanaf"))
    investigated = models.BooleanField(_("in onderzoek"), default=False)  # the municipality doubts it
    secret = models.BooleanField(_("geheim"), default=False)
    #: the place, however it was written down; kept by a trigger (policies_places.sql)
    postcode_key = models.CharField(_("sleutel postcode"), max_length=12, editable=False, default="", db_default="")
    street_key = models.CharField(_("sleutel straat"), max_length=200, editable=False, default="", db_default="")
    number_key = models.CharField(_("sleutel huisnummer"), max_length=60, editable=False, default="", db_default="")

    class Meta:
        verbose_name = _("adres")
        verbose_name_plural = _("adressen")
        indexes = [
            models.Index(fields=["postcode_key"], name="people_place_by_postcode"),
            models.Index(fields=["street_key"], name="people_place_by_street"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="shelter") | Q(secret=True),
                name="people_shelter_is_secret",
                violation_error_message=_("Het adres van een opvang is altijd geheim."),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(postal.parts(self)) or self.get_kind_display()


class AddressSecrecy(HouseRecord):
    """That an address is secret, since when, by whom and why, until somebody ends it. A trigger keeps the flags by it (R-78)."""

    declaration = Declaration(
        destroyed="person", persons=("person_id",), category=DataCategory.HOUSING, told=("origin", "since", "until")
    )

    class Origin(models.TextChoices):
        REGISTRY = "registry", _("basisregistratie")
        HOUSE = "house", _("dit huis")

    person = models.ForeignKey(Person, models.CASCADE, related_name="secrecies", verbose_name=_("persoon"))
    origin = models.CharField(_("op verzoek van"), max_length=10, choices=Origin.choices)
    reason = models.CharField(_("reden"), max_length=300)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("tot"), null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("beëindigd door"))
    ended_reason = models.CharField(_("reden van beëindigen"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("geheimhouding adres")
        verbose_name_plural = _("geheimhoudingen adres")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "origin"],
                condition=Q(until__isnull=True),
                name="people_secret_once",
                violation_error_message=_("Dit adres wordt al geheim gehouden."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by__isnull=True)
                | Q(until__isnull=False, ended_by__isnull=False) & ~Q(ended_reason=""),
                name="people_secrecy_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.get_origin_display()


class AddressWaiver(HouseRecord):
    """The process director's decision that an address is open although somebody with a secret address lives there (R-78).

    It holds for the place and the secrecies of that moment, which a trigger writes down: after a move, or a secrecy that
    comes later, the address is shielded again.
    """

    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        category=DataCategory.HOUSING,
        untold="Zegt dat er op het adres iemand met een geheim adres woont: dat is een gegeven over die ander.",
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="waivers", verbose_name=_("persoon"))
    reason = models.CharField(_("reden"), max_length=300)
    place = models.TextField(_("plaats"), editable=False)
    despite = ArrayField(
        models.BigIntegerField(), verbose_name=_("ondanks deze geheimhoudingen"), editable=False, default=list
    )
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    until = models.DateTimeField(_("tot"), null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("beëindigd door"))

    class Meta:
        verbose_name = _("afwijking van geheimhouding")
        verbose_name_plural = _("afwijkingen van geheimhouding")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="people_waiver_with_a_reason"),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by__isnull=True) | Q(until__isnull=False, ended_by__isnull=False),
                name="people_waiver_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class AddressDisclosure(HouseRecord):
    """An organisation that is named as knowing a secret address."""

    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        category=DataCategory.HOUSING,
        told=("organisation", "reason", "since"),
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="disclosures", verbose_name=_("persoon"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisatie"))
    reason = models.CharField(_("reden"), max_length=300)
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)

    class Meta:
        verbose_name = _("bekendmaking adres")
        verbose_name_plural = _("bekendmakingen adres")
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="people_disclosed_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class Relation(HouseRecord):
    """`other` is the <kind> of `person`. When the other is not in the house, only a name is kept."""

    declaration = Declaration(
        destroyed="person",
        persons=("person_id", "other_id"),
        category=DataCategory.RELATIONS,
        told=("kind", "authority", "begins", "ends", "source"),  # who the other is, is about the other
    )

    class Kind(models.TextChoices):
        PARENT = "parent", _("ouder")
        CHILD = "child", _("kind")
        PARTNER = "partner", _("partner")
        EX_PARTNER = "ex_partner", _("ex-partner")
        SIBLING = "sibling", _("broer of zus")
        HOUSEMATE = "housemate", _("huisgenoot")
        OTHER = "other", _("ander direct sociaal contact")

    class Authority(models.TextChoices):
        NONE = "", _("niet vastgelegd")
        PARENT = "parent", _("ouderlijk gezag")
        GUARDIAN = "guardian", _("voogdij")
        NO = "no", _("geen gezag")
        UNCLEAR = "unclear", _("gezag niet te bepalen: raadpleeg het gezagsregister")

    person = models.ForeignKey(Person, models.CASCADE, related_name="relations", verbose_name=_("persoon"))
    other = models.ForeignKey(
        Person, models.CASCADE, related_name="relations_to", null=True, blank=True, verbose_name=_("ander")
    )
    other_name = models.CharField(_("naam van de ander"), max_length=420, blank=True)
    other_birth_date = PartialDateField(_("geboortedatum van de ander"))
    kind = models.CharField(_("soort"), max_length=12, choices=Kind.choices)
    authority = models.CharField(_("gezag over het kind"), max_length=10, choices=Authority.choices, blank=True)
    begins = PartialDateField(_("vanaf"))
    ends = PartialDateField(_("tot"))
    source = models.CharField(_("bron"), max_length=40)  # "BRP" when an import made it: the next one replaces it

    class Meta:
        verbose_name = _("relatie")
        verbose_name_plural = _("relaties")
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_relation_to_another"),
            models.CheckConstraint(condition=Q(other__isnull=False) | ~Q(other_name=""), name="people_relation_named"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Family(HouseRecord):
    """A named group of persons who live or belong together; holds no data of its own about them."""

    declaration = Declaration(
        destroyed="person",
        persons=("memberships__person_id",),
        category=DataCategory.RELATIONS,
        untold="Een gezin heeft alleen een naam, en die is van allen samen; dat iemand erbij hoort, staat bij het lid.",
    )

    name = models.CharField(_("naam"), max_length=120)
    sort_key = folded()
    members = models.ManyToManyField(Person, through="FamilyMember", related_name="families", verbose_name=_("leden"))

    class Meta:
        verbose_name = _("gezin")
        verbose_name_plural = _("gezinnen")

    def __str__(self) -> str:
        return self.name


class FamilyMember(HouseRecord):
    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        category=DataCategory.RELATIONS,
        told=("household", "since", "until"),
    )

    family = models.ForeignKey(Family, models.CASCADE, related_name="memberships", verbose_name=_("gezin"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("persoon"))
    household = models.BooleanField(_("woont in het huishouden"), default=True)
    since = models.DateField(_("vanaf"), null=True, blank=True)
    until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("gezinslid")
        verbose_name_plural = _("gezinsleden")
        constraints = [models.UniqueConstraint(fields=["family", "person"], name="people_member_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class WaitingList(HouseRecord):
    """A person list that was not taken over for a known person: it waits until a human has said who it is about.

    What protects (secrecy, death, withdrawal, authority) was taken over all the same. No value of the list is kept here.
    """

    declaration = Declaration(
        destroyed="person",
        persons=("person_id",),
        category=DataCategory.IDENTITY,
        untold="Werk van het huis: welke levering op een mens wacht. Wat is overgenomen, staat bij de persoon zelf.",
    )

    class Why(models.TextChoices):
        OTHER_PERSON = "other_person", _("andere naam of geboortedatum bij dit BSN")
        REUSED = "reused", _("het BSN is na afvoeren opnieuw uitgegeven")
        WITHDRAWN = "withdrawn", _("de registratie heeft de lijst afgevoerd")
        REPEATED = "repeated_bsn", _("twee lijsten met dit BSN in één bestand")
        UNREADABLE = "unreadable", _("een gegeven is niet te lezen")
        BROKEN = "broken", _("de regel past niet bij de kopregel")

    class Outcome(models.TextChoices):
        SAME = "same", _("het is dezelfde persoon")
        OTHER = "other", _("het is iemand anders")
        SEEN = "seen", _("gezien, de bron herstelt het")

    person = models.ForeignKey(Person, models.CASCADE, related_name="waiting_lists", verbose_name=_("persoon"))
    why = models.CharField(_("waarom"), max_length=20, choices=Why.choices)
    line = models.PositiveIntegerField(_("regel van het bestand"))
    differs = ArrayField(models.TextField(), verbose_name=_("verschilt"), default=list)
    taken = ArrayField(models.TextField(), verbose_name=_("wel overgenomen"), default=list)
    fingerprint = models.CharField(_("vingerafdruk van de lijst"), max_length=64, editable=False)
    since = models.DateTimeField(_("vanaf"), auto_now_add=True)
    outcome = models.CharField(_("uitkomst"), max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField(_("toelichting"), max_length=300, blank=True)
    settled_at = models.DateTimeField(_("beslist op"), null=True, blank=True)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("beslist door"))

    class Meta:
        verbose_name = _("wachtende persoonslijst")
        verbose_name_plural = _("wachtende persoonslijsten")
        constraints = [
            models.UniqueConstraint(fields=["person", "fingerprint"], name="people_waiting_once"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True, settled_by__isnull=True)
                | ~Q(outcome="") & Q(settled_at__isnull=False, settled_by__isnull=False),
                name="people_waiting_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.get_why_display()
