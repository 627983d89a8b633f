"""Writing the public page."""

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.network.models import House
from eenplan.rights.models import PublicPage
from eenplan.rights.public import rules


def write(who: Acting, house: House, **texts: str) -> PublicPage:
    """Put these texts on the public page of the house; everybody reads them at once."""
    rules.may_write(who.has(Role.MANAGER, Role.ADMINISTRATOR, house=house.pk))
    shown, _new = PublicPage.objects.update_or_create(house=house, defaults={**texts, "account_id": who.account_id})
    audit.record("house.public_page", house=house.pk, thing=f"house:{house.code}")
    return shown
