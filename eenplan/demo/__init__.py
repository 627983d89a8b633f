"""The demonstration house DEMO: made up from beginning to end, with the product's own verbs, as its own professionals."""

from itertools import count

from eenplan.demo import cast

#: (e-mail address, name, organisation, role), as shown when the demonstration starts
ACCOUNTS = [
    (cast.email(key), name, cast.ORGANISATIONS[organisation][0], function)
    for key, (_mail, name, organisation, function, _roles) in cast.PEOPLE.items()
]


def loaded() -> bool:
    """Is the demonstration house there already?"""
    from eenplan.network.models import House

    return House.objects.filter(code=cast.HOUSE[0]).exists()


def load() -> None:
    """Make house, cast and cases in one transaction. Runs as the owner."""
    from django.conf import settings
    from django.db import transaction

    from eenplan.demo import cases, destroyed, duties, family, house, log, provisions, requests, sharing, who_may

    with transaction.atomic():
        road = house.make(settings.DEMO_PASSWORD)
        person = house.persons(road.house, count(1))
        case = family.make(road, person)
        sharing.make(road, case)
        provisions.make(road, case)
        cases.make(road, person)
        destroyed.make(road, person)
        who_may.train(road.house)
        who_may.make(road)
        duties.make(road)
        requests.make(road)
        log.make(road)
        house.begin_today(road.house)
