"""Who gets which answer about informing persons: the contact point acts, supervision reads, the case speaks."""

from eenplan.rights.models import InformationDuty
from tests.support.db import as_owner


def _case(world):
    return {"number": world.case.number}


def _duty(world):
    with as_owner():
        return {"pk": InformationDuty.objects.get(case=world.case, person=world.persons["father"]).pk}


_READ = {
    "get": "302 403 403 403 403 403 403 403 200 200 403",
    "post": "302 405 405 405 405 405 405 405 405 405 405",
}
_ACT = {
    "kwargs": _duty,
    "get": "302 405 405 405 405 405 405 405 405 405 405",
    "post": "302 403 403 403 403 403 403 403 422 403 403",
}
EXPECTED = {
    "rights:duties": _READ,
    "rights:duty": {"kwargs": _duty, **_READ},
    "rights:duty_note": _ACT,
    "rights:duty_inform": _ACT,
    "rights:duty_omit": _ACT,
    "rights:duty_reopen": _ACT,
    "rights:duty_draft": {**_READ, "kwargs": _duty, "get": "302 403 403 403 403 403 403 403 200 403 403"},
    "rights:duty_letter": {**_READ, "kwargs": _duty, "get": "302 403 403 403 403 403 403 403 404 404 403"},
    "rights:informing": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "rights:opine": {
        "kwargs": lambda world: {**_case(world), **_duty(world)},
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 422 422 403 404 404 403 404",
    },
}
