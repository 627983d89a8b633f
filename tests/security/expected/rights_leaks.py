"""Who gets which answer about data leaks and the public page; the police is asked about the leak."""

from django.utils import timezone

from eenplan.rights.models import Leak, LeakInput
from tests.support.db import as_owner


def _leak(world):
    with as_owner():
        leak, _new = Leak.objects.get_or_create(
            house=world.houses["TEST"],
            what="Een brief ging naar het verkeerde adres.",
            defaults={"discovered_at": timezone.now(), "account": world.people["contact"]},
        )
        return {"pk": leak.pk}


def _question(world):
    leak = _leak(world)["pk"]
    with as_owner():
        asked, _new = LeakInput.objects.get_or_create(
            house=world.houses["TEST"],
            leak_id=leak,
            organisation=world.organisations["police"],
            account=world.people["police"],
            question="Wat weet u hiervan?",
        )
        return {"pk": asked.pk}


def _house(world):
    return {"code": "TEST"}


_READ = {
    "get": "302 403 403 403 403 403 403 403 200 200 403",
    "post": "302 405 405 405 405 405 405 405 405 405 405",
}
_ACT = {
    "kwargs": _leak,
    "get": "302 405 405 405 405 405 405 405 405 405 405",
    "post": "302 403 403 403 403 403 403 403 422 403 403",
}
EXPECTED = {
    "rights:leaks": _READ,
    "rights:leak": {"kwargs": _leak, **_READ},
    "rights:leak_register": {
        "get": "302 403 403 403 403 403 403 403 200 403 403",
        "post": "302 403 403 403 403 403 403 403 422 403 403",
    },
    "rights:leak_describe": _ACT,
    "rights:leak_report": _ACT,
    "rights:leak_tell": _ACT,
    "rights:leak_ask": _ACT,
    "rights:leak_close": {**_ACT, "post": "302 403 403 403 403 403 403 403 403 403 403"},
    "rights:leak_answer": {
        "kwargs": _question,
        "get": "302 404 404 404 404 200 404 404 404 404 404",
        "post": "302 404 404 404 404 422 404 404 404 404 404",
    },
    "rights:public_house": {
        "kwargs": _house,
        "public": True,
        "get": "200 200 200 200 200 200 200 200 200 200 200",
        "post": "405 405 405 405 405 405 405 405 405 405 405",
    },
    "rights:public_edit": {
        "kwargs": _house,
        "get": "302 404 403 403 403 403 403 200 403 403 200",
        "post": "302 404 403 403 403 403 403 302 403 403 302",
    },
}
