"""The closed lists of the law, as data. Screen texts are Dutch, names are the field's own."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class StatutoryGround(TextChoices):
    """On which part of WGS 2.27 an organisation takes part; `NONE` may never hold an account (R-30)."""

    CHILD_PROTECTION = "2.27(1)a", _("2.27 lid 1 a – Raad voor de Kinderbescherming")
    CUSTODIAL = "2.27(1)b", _("2.27 lid 1 b – DJI")
    POLICE = "2.27(1)c", _("2.27 lid 1 c – politie")
    PROSECUTION = "2.27(1)d", _("2.27 lid 1 d – Openbaar Ministerie")
    MAYOR = "2.27(1)e", _("2.27 lid 1 e – burgemeester")
    COUNCIL = "2.27(1)f", _("2.27 lid 1 f – college van B&W")
    PUBLIC_HEALTH = "2.27(1)g", _("2.27 lid 1 g – GGD")
    PROBATION = "2.27(2)a", _("2.27 lid 2 a – reclassering")
    SAFE_HOME = "2.27(2)b", _("2.27 lid 2 b – Veilig Thuis")
    CERTIFIED_YOUTH = "2.27(2)c", _("2.27 lid 2 c – gecertificeerde instelling")
    MENTAL_HEALTH = "2.27(2)d", _("2.27 lid 2 d – GGZ-instelling")
    SOCIAL_DOMAIN = "2.27(2)e", _("2.27 lid 2 e – uitvoerder voor het college")
    NONE = "none", _("geen – alleen als incidentele derde")

    @property
    def core(self) -> bool:
        """Core participants decide and are joint controllers (WGS 2.27(1), 2.27(3))."""
        return self.value.startswith("2.27(1)")


class Criterion(TextChoices):
    """The four cumulative criteria of BGS 2.20(1)."""

    CIRCLE = "a", _("Problemen bij betrokkene of in diens gezinssituatie")
    DOMAINS = "b", _("Op meerdere leefgebieden, met criminogene factoren")
    HARM = "c", _("Leidt of dreigt te leiden tot ernstige overlast, criminaliteit of onveiligheid")
    COOPERATION = "d", _("Samenwerking uit meerdere domeinen is noodzakelijk")


class DataCategory(IntegerChoices):
    """The closed list of WGS 2.30(1)(a)."""

    IDENTITY = 1, _("Identificerende en contactgegevens")
    BSN = 2, _("Burgerservicenummer")
    HOUSING = 3, _("Woonsituatie")
    FINANCES = 4, _("Financiële gegevens")
    INCOME = 5, _("Inkomensgegevens")
    HEALTH = 6, _("Gezondheidsgegevens")
    POLICE = 7, _("Politiegegevens")
    JUSTICE = 8, _("Justitiële en strafvorderlijke gegevens")
    RELATIONS = 9, _("Relaties met gezin en directe sociale contacten")
    SUPERVISION = 10, _("Toezicht, handhaving en bestuurlijke maatregelen")
    PROVISIONS = 11, _("Geïndiceerde en toegekende zorg en voorzieningen")
    SUPPORT = 12, _("Begeleiding, zorg en hulpverlening")


class SharingGround(TextChoices):
    """On which ground an organisation supplies an item (R-20)."""

    NECESSARY = "wgs-1.5(1)", _("Noodzakelijk voor het doel (WGS 1.5 lid 1)")
    POLICE_ACT = "wpg-20(3)", _("Politiegegevens (Wpg 20 lid 3)")
    JUSTICE_ACT = "wjsg-8b", _("Justitiële gegevens (Wjsg 8b, 39fa of 51ca)")
    CONSENT = "2.29(2)-consent", _("Uitdrukkelijke toestemming van betrokkene (WGS 2.29 lid 2)")
    DUTY = "2.29(2)-duty", _("Wettelijke plicht (WGS 2.29 lid 2)")
    PERMITTED = "2.29(2)-permitted", _("Wettelijk toegestaan zonder toestemming (WGS 2.29 lid 2)")
    GOOD_CARE = "2.29(2)-care", _("Noodzakelijk voor goed hulpverlenerschap (WGS 2.29 lid 2)")

    @property
    def lifts_secrecy(self) -> bool:
        """One of the four grounds that lift medical secrecy (WGS 2.29(2))."""
        return self.value.startswith("2.29(2)")


class Purpose(TextChoices):
    """Why a professional is designated (WGS 1.8(2))."""

    PROCESSING = "a", _("Verwerken voor de casus")
    LEGALITY = "b", _("Toetsen van de rechtmatigheid")
    MAINTENANCE = "c", _("Beheer en ondersteuning")


class Role(TextChoices):
    """What a professional may be in a house; each becomes a grant on the house (docs/access.md)."""

    REFERRER = "referrer", _("Aanmelder")
    ASSESSOR = "assessor", _("Beoordelaar")
    PARTICIPANT = "participant", _("Casusdeelnemer")
    PROCESS_DIRECTOR = "process_director", _("Procesregisseur")
    MANAGER = "manager", _("Manager")
    CONTACT_POINT = "contact_point", _("Contactpunt")
    AUDITOR = "auditor", _("Toezichthouder (FG, RAC, auditor)")
    ADMINISTRATOR = "administrator", _("Beheerder")
    SYSTEM = "system", _("Systeemtaak")


#: Which purpose each role serves; a professional of purpose b or c takes no part in cases (R-71).
PURPOSE_OF_ROLE = {
    Role.AUDITOR: Purpose.LEGALITY,
    Role.CONTACT_POINT: Purpose.LEGALITY,
    Role.ADMINISTRATOR: Purpose.MAINTENANCE,
    Role.SYSTEM: Purpose.MAINTENANCE,
}


class TrainingTopic(TextChoices):
    """The topics in which everybody who is authorised is trained (BGS 1.17)."""

    CARE = "a", _("zorgvuldige omgang met gegevens")
    RULES = "b", _("regels en waarborgen")
    PROCESSES = "c", _("werkprocessen")
    METHODS = "d", _("analysemethoden")
    SECURITY = "e", _("informatiebeveiliging")
    ETHICS = "f", _("data-ethiek")


class ActionKind(TextChoices):
    """What kind of intervention an action is; a plan covers three legs (R-17, F1.3)."""

    REPRESSION = "repression", _("repressie en straf")
    ADMINISTRATIVE = "administrative", _("bestuurlijk")
    CARE = "care", _("zorg en hulp")
    GUIDANCE = "guidance", _("begeleiding")

    @property
    def leg(self) -> str:
        """Care and guidance are one leg: repressie – bestuurlijk – zorg."""
        return "care" if self.value == "guidance" else self.value


class ExceptionGround(TextChoices):
    """On which ground of UAVG 41(1) a duty or a right is held back, for as long as it is necessary."""

    NATIONAL_SECURITY = "a", _("a – nationale veiligheid")
    DEFENCE = "b", _("b – landsverdediging")
    PUBLIC_SAFETY = "c", _("c – openbare veiligheid")
    CRIME = "d", _("d – voorkomen, onderzoeken, opsporen en vervolgen van strafbare feiten")
    PUBLIC_INTEREST = "e", _("e – andere belangrijke doelstellingen van algemeen belang")
    JUDICIARY = "f", _("f – onafhankelijkheid van de rechter en gerechtelijke procedures")
    ETHICS = "g", _("g – beroepscodes van gereglementeerde beroepen")
    SUPERVISION = "h", _("h – toezicht, inspectie of regelgeving")
    PROTECTION = "i", _("i – bescherming van betrokkene of van de rechten en vrijheden van anderen")
    CIVIL_CLAIMS = "j", _("j – inning van civielrechtelijke vorderingen")
