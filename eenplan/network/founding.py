"""The start of a house: what no administrator can do, since there is none yet. Runs as the owner."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import connection, transaction
from django.utils import timezone

from eenplan.access.models import Account
from eenplan.law.codes import Role, StatutoryGround
from eenplan.network import invitation, rules
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Organisation,
    OrganisationKind,
    Professional,
    SafetyRegion,
)


@transaction.atomic
def found_house(
    code: str,
    house_name: str,
    region: str,
    *,
    email: str,
    name: str,
    organisation: str,
    function: str,
    screened_on: date,
    screening_valid_until: date,
) -> str:
    """A house with its first administrator; returns the link by which that person chooses a password.

    Raises ValidationError when code, region or e-mail address do not fit, or exist already.
    """
    _check(code, region, email)
    rules.screening_counts(screening_valid_until, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_found_house(%s, %s, %s)", [code, house_name, region])
        house = House.objects.get(pk=cursor.fetchone()[0])
    employer, _new = Organisation.objects.get_or_create(
        name=organisation,
        defaults={"kind": OrganisationKind.COUNCIL, "ground": StatutoryGround.COUNCIL, "since": timezone.localdate()},
    )
    rules.may_hold_accounts(employer.name, employer.ground)
    HouseOrganisation.objects.create(house=house, organisation=employer, since=timezone.localdate())
    administrator = Account.objects.create_user(email, None, name=name)
    Authorisation.objects.create(
        house=house,
        professional=Professional.objects.create(account=administrator, organisation=employer, function=function),
        role=Role.ADMINISTRATOR,
        purpose=rules.purpose_of(Role.ADMINISTRATOR),
        designated_on=timezone.localdate(),
        screening=Authorisation.Screening.VOG,
        screened_on=screened_on,
        screening_valid_until=screening_valid_until,
    )
    return invitation.link(administrator)


def _check(code: str, region: str, email: str) -> None:
    validate_slug(code)
    validate_email(email)
    if len(code) > 12:
        raise ValidationError("De code is ten hoogste twaalf tekens lang.")
    if House.objects.filter(code=code).exists():
        raise ValidationError(f"Het huis {code} bestaat al.")
    if not SafetyRegion.objects.filter(code=region).exists():
        raise ValidationError(f"De veiligheidsregio {region} bestaat niet; kies VR01 tot en met VR25.")
    if Account.objects.filter(email__iexact=email).exists():
        raise ValidationError(f"Met {email} is er al een account.")
