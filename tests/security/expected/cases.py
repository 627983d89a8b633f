"""Who gets what from the pages of a case.

anonymous other_house other_organisation same_organisation participant2 participant1 process_director manager
contact_point auditor administrator
"""


def _case(world):
    return {"number": world.case.number}


def _child(find):
    """Arguments of a page about something in the case; found as the owner."""

    def kwargs(world):
        from tests.support.db import as_owner

        with as_owner():
            return {"number": world.case.number, "pk": find(world)}

    return kwargs


def _participation(world):
    return world.case.participations.get(organisation=world.organisations["ggz"]).pk


def _delegate(world):
    return world.case.delegates.get(account=world.people["ggz"]).pk


def _direction(world):
    return world.case.directions.get(kind="case").pk


def _emergency(world):
    """Ria Kuiper of the Raad read the case without taking part."""
    from datetime import timedelta

    from django.utils import timezone

    from eenplan.cases.models import Emergency
    from tests.support.db import as_owner

    with as_owner():
        made = Emergency.objects.create(
            house_id=world.case.house_id,
            case=world.case,
            account=world.people["protection"],
            organisation=world.organisations["protection"],
            reason="Acuut gevaar",
            at=timezone.now(),
            until=timezone.now() + timedelta(hours=1),
        )
    return {"pk": made.pk}


def _announcement(world):
    from django.utils import timezone

    from eenplan.cases.models import Announcement
    from tests.support.db import as_owner

    with as_owner():
        made = Announcement.objects.create(
            house_id=world.case.house_id,
            case=world.case,
            number=world.case.number,
            kind="left",
            organisation=world.organisations["council"],
            reader="contact",
            at=timezone.now(),
        )
    return {"pk": made.pk}


#: content of the open case: for who works on it, and for supervision
CONTENT = "302 404 404 404 200 200 200 404 404 200 404"
#: the core participants and the process director
STEER = "302 404 404 404 403 200 200 404 404 403 404"
STEER_EMPTY = "302 404 404 404 403 422 422 404 404 403 404"
#: the core participants only: the process director prepares (WGS 2.31(4))
DECIDE = "302 404 404 404 403 200 403 404 404 403 404"
DECIDE_EMPTY = "302 404 404 404 403 422 403 404 404 403 404"
#: the organisation itself
OWN = "302 404 404 404 200 403 403 404 404 403 404"
READ_ONLY = "302 405 405 405 405 405 405 405 405 405 405"
POST_ONLY = "302 405 405 405 405 405 405 405 405 405 405"

EXPECTED = {
    "cases:needed": {  # nobody is asked about anything yet
        "kwargs": _child(_delegate),
        "get": POST_ONLY,
        "post": "302 404 404 404 403 404 403 404 404 403 404",
    },
    "cases:emergencies": {  # the house has not switched it on
        "get": "302 200 200 200 200 200 200 200 200 200 200",
        "post": "302 422 422 422 422 422 422 422 422 422 422",
    },
    "cases:emergency": {
        "kwargs": _emergency,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 404 404 404 403 403 403 404 404 422 404",
    },
    "cases:list": {"get": "302 200 200 200 200 200 200 200 200 200 200", "post": READ_ONLY},
    "cases:overview": {"kwargs": _case, "get": CONTENT, "post": READ_ONLY},
    "cases:people": {"kwargs": _case, "get": CONTENT, "post": READ_ONLY},
    "cases:participants": {"kwargs": _case, "get": CONTENT, "post": READ_ONLY},
    "cases:closing": {"kwargs": _case, "get": CONTENT, "post": DECIDE_EMPTY},
    "cases:find_person": {"kwargs": _case, "get": STEER, "post": STEER_EMPTY},
    # nobody was found yet: back to searching
    "cases:found_person": {"kwargs": _case, "get": STEER.replace("200", "302"), "post": STEER.replace("200", "302")},
    "cases:enter_person": {"kwargs": _case, "get": STEER, "post": STEER_EMPTY},
    # the mother stands in the circle: she may be taken out
    "cases:take_out": {
        "kwargs": _child(lambda world: world.members()["mother"].pk),
        "get": STEER,
        "post": STEER.replace("200", "302"),
    },
    "cases:involve": {"kwargs": _case, "get": DECIDE, "post": DECIDE_EMPTY},
    "cases:name_professional": {"kwargs": _child(_participation), "get": DECIDE, "post": DECIDE_EMPTY},
    # the GGZ has a voice: it leaves by its own act, and by no other's alone
    "cases:end_participation": {"kwargs": _child(_participation), "get": OWN, "post": OWN.replace("200", "302")},
    "cases:dismiss": {"kwargs": _child(_delegate), "get": OWN, "post": OWN.replace("200", "302")},
    "cases:propose_departure": {"kwargs": _child(_participation), "get": DECIDE, "post": DECIDE_EMPTY},
    "cases:take_back_departure": {
        "kwargs": _child(_participation),
        "get": POST_ONLY,
        "post": DECIDE.replace("200", "302"),
    },
    "cases:announcements": {"get": "302 404 404 404 404 404 200 404 200 200 404", "post": READ_ONLY},
    "cases:note": {  # one for the contact point
        "kwargs": _announcement,
        "get": POST_ONLY,
        "post": "302 404 404 404 404 404 404 404 302 404 404",
    },
    # nobody is asked to direct: there is nothing to answer or to take back
    "cases:answer": {
        "kwargs": _child(_direction),
        "get": POST_ONLY,
        "post": "302 404 404 404 404 404 404 404 404 404 404",
    },
    "cases:take_back": {
        "kwargs": _child(_direction),
        "get": POST_ONLY,
        "post": "302 404 404 404 403 404 404 404 404 403 404",
    },
    "cases:offer": {
        "kwargs": lambda world: {"number": world.case.number, "kind": "casus"},
        "get": STEER,
        "post": STEER_EMPTY,
    },
    "cases:phase": {"kwargs": _case, "get": STEER, "post": STEER_EMPTY},
    "cases:close": {"kwargs": _case, "get": DECIDE, "post": DECIDE_EMPTY},
}
