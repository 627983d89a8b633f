"""Who gets which answer in the room of provisions; the provision, the third party and the guest are made here."""

from tests.support.db import as_owner


def _case(world):
    return {"number": world.case.number}


def _third(world):
    """Somebody of Halt on the open case, without statement."""
    from eenplan.provisions.models import ThirdParty

    with as_owner():
        made, _new = ThirdParty.objects.get_or_create(
            house=world.case.house,
            case=world.case,
            organisation=world.organisations["halt"],
            name="Hans Altena",
            defaults={
                "function": "medewerker",
                "expertise": "jeugd",
                "role": "traject",
                "reason": "nodig",
                "decided_by": world.organisations["council"],
                "account": world.people["council"],
            },
        )
    return {**_case(world), "pk": made.pk}


def _provision(world):
    """A draft for the probation service, begun by the council."""
    from eenplan.provisions.models import Provision

    with as_owner():
        made, _new = Provision.objects.get_or_create(
            house=world.case.house,
            case=world.case,
            kind="participant",
            organisation=world.organisations["probation"],
            made_by=world.organisations["council"],
            account=world.people["council"],
        )
    return {**_case(world), "pk": made.pk}


def _step(world):
    return {**_provision(world), "step": "noodzaak"}


def _only_post(kwargs, participant1: str, director: str, participant2: str = "404", auditor: str = "404") -> dict:
    """What is posted to something one sees; a participant who is not asked does not see a provision."""
    return {
        "kwargs": kwargs,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": f"302 404 404 404 {participant2} {participant1} {director} 404 404 {auditor} 404",
    }


EXPECTED = {
    "provisions:list": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "provisions:admit": {
        "kwargs": _case,
        "get": "302 404 404 404 403 200 403 404 404 403 404",
        "post": "302 404 404 404 403 422 403 404 404 403 404",
    },
    "provisions:statement": {
        "kwargs": _third,
        "get": "302 404 404 404 403 200 200 404 404 403 404",
        "post": "302 404 404 404 403 422 422 404 404 403 404",
    },
    "provisions:statement_file": {
        "kwargs": _third,
        "get": "302 404 404 404 404 404 404 404 404 404 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "provisions:end": _only_post(_third, "302", "403", "403", "403"),
    "provisions:known": {
        "kwargs": _case,
        "get": "302 404 404 404 403 200 200 404 404 403 404",
        "post": "302 404 404 404 403 422 422 404 404 403 404",
    },
    "provisions:new": {
        "kwargs": _case,
        "get": "302 404 404 404 403 200 200 404 404 403 404",
        "post": "302 404 404 404 403 422 422 404 404 403 404",
    },
    "provisions:provision": {
        "kwargs": _provision,
        "get": "302 404 404 404 404 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "provisions:step": {
        "kwargs": _step,
        "get": "302 404 404 404 404 200 200 404 404 403 404",
        "post": "302 404 404 404 404 422 422 404 404 403 404",
    },
    "provisions:ask": _only_post(_provision, "422", "422", auditor="403"),
    "provisions:answer": _only_post(_provision, "404", "404"),
    "provisions:provide": _only_post(_provision, "422", "422", auditor="403"),
    "provisions:withdraw": _only_post(_provision, "302", "302", auditor="403"),
    "provisions:letter": {
        "kwargs": _provision,
        "get": "302 404 404 404 404 404 404 404 404 404 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "provisions:feedback": _only_post(_provision, "422", "422", auditor="403"),
    "provisions:tell": _only_post(_provision, "422", "422", auditor="403"),
}
