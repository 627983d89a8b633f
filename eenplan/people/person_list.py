"""A person list (persoonslijst) as plain values: what the registry knows of one person now.

There is no nationality here, and of relatives no country of birth (R-25, BGS 1.9); see `lo3`.
"""

from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from eenplan.access.folding import fold
from eenplan.people.dates import UNKNOWN, PartialDate
from eenplan.people.names import Name, Naming


class AddressKind(StrEnum):
    DOMESTIC = "domestic"
    LETTER = "letter"  # briefadres: post arrives there, the person does not live there
    ABROAD = "abroad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is registered. `municipality` and `country` are codes of the registry."""

    kind: AddressKind = AddressKind.UNKNOWN
    street: str = ""
    house_number: str = ""
    house_letter: str = ""
    addition: str = ""
    designation: str = ""  # "to" (opposite) or "by" (near) the house number
    postcode: str = ""
    locality: str = ""
    location: str = ""  # in words, for a houseboat or caravan
    municipality: str = ""
    municipality_name: str = ""
    country: str = ""
    country_name: str = ""
    lines: tuple[str, ...] = ()  # of an address abroad
    since: PartialDate = UNKNOWN
    under_investigation: bool = False
    not_found_there: bool = False

    @property
    def full_number(self) -> str:
        """House number as it is written: 't/o 12A-2', '12A-2'."""
        designation = {"to": "t/o ", "by": "bij "}.get(self.designation, "")
        number = f"{self.house_number}{self.house_letter}"
        return designation + "-".join(part for part in (number, self.addition) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Somebody named on another person's list, as that list knows them."""

    line: int
    a_number: str
    bsn: str
    name: Name
    sex: str
    born: PartialDate

    def may_be(self, person: "PersonList") -> bool:
        """Whether the person list with this BSN can be of this relative."""
        return may_be_one_person(self.name, self.born, person.name, person.born)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent(Relative):
    number: int  # 1 or 2, as the indication of authority names them
    since: PartialDate  # of the legal parentage, often the day of birth


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Relative):
    bond: str  # H marriage, P registered partnership
    since: PartialDate
    until: PartialDate | None  # None while it lasts
    end_reason: str = ""  # O death, S divorce or dissolution, N annulment; as the registry has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Relative):
    pass


@dataclass(frozen=True, slots=True)
class Authority:
    """Category 11: who has authority over a minor by decision of a court, and curatele over an adult.

    Most authority follows from the law itself and stands nowhere in the registry: no Authority says nothing.
    """

    code: str  # "1", "2", "12", "D", "1D", "2D", "3D"; else undetermined
    parents: tuple[int, ...]
    third_party: bool
    undetermined: bool
    curatorship: bool
    since: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonList:
    """The current state of one person."""

    label: str
    lines: tuple[int, ...]  # the numbers of its lines in the file
    current_lines: int  # how many of them hold something of the current state
    a_number: str
    bsn: str
    name: Name
    name_use: str
    sex: str
    born: PartialDate
    birth_place: str
    birth_country: str
    died: PartialDate | None
    address: Address
    secret: bool
    suspension: (
        str  # "" in use; O deceased, E emigrated, R never resident (RNI), M by order of the minister, W F withdrawn
    )
    suspended_since: PartialDate | None
    parents: tuple[Parent, ...]
    partners: tuple[Partner, ...]
    children: tuple[Child, ...]
    authority: Authority | None

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def last_line(self) -> int:
        return self.lines[-1]

    @property
    def relatives(self) -> tuple[Relative, ...]:
        return (*self.parents, *self.partners, *self.children)

    @property
    def naming_partner(self) -> Partner | None:
        """The partner whose name may be used: the first of those that last, else the one that ended last."""
        lasting = [partner for partner in self.partners if partner.until is None]
        if lasting:
            return min(lasting, key=lambda partner: partner.since.sort_key)
        ended = [(str(partner.until), partner) for partner in self.partners]
        return max(ended, key=itemgetter(0))[1] if ended else None

    @property
    def naming(self) -> Naming:
        partner = self.naming_partner
        return Naming(
            self.name,
            self.sex,
            self.name_use,
            partner.name if partner else None,
            together=partner is not None and partner.until is None,
        )


@dataclass(frozen=True, slots=True)
class Protection:
    """What a rejected list says that protects somebody, as far as it can be read: it is taken over all the same.

    `name` and `born` say whom the list is about, `differs` what could not be read of it.
    """

    line: int
    why: str
    bsn: str
    a_number: str
    name: Name
    born: PartialDate
    differs: tuple[str, ...] = ()
    secret: bool = False
    died: PartialDate | None = None
    suspension: str = ""
    authority: Authority | None = None
    parents: tuple[tuple[int, str], ...] = ()  # number of the parent as the indication of authority has it, and BSN

    @classmethod
    def of(cls, person: PersonList, why: str) -> "Protection":
        """Of a list that could be read, but cannot be kept."""
        return cls(
            person.line,
            why,
            person.bsn,
            person.a_number,
            person.name,
            person.born,
            (),
            person.secret,
            person.died,
            person.suspension,
            person.authority,
            tuple((parent.number, parent.bsn) for parent in person.parents),
        )


def may_be_one_person(name: Name, born: PartialDate, other_name: Name, other_born: PartialDate) -> bool:
    """Whether two records under one BSN can be of one person.

    The registry's BSNs are not always right, and a wrong link would put a stranger in a family or overwrite
    somebody. So besides the BSN the date of birth must be the same, or the given names and family name
    without a conflict of dates.
    """
    if born.complete and born == other_born:
        return True
    same_given_names = fold(name.given_names) == fold(other_name.given_names)
    same_family_name = fold(name.family_name) == fold(other_name.family_name)
    return same_given_names and same_family_name and born.may_equal(other_born)
