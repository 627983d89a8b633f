"""Pages of the shell, of the log and of the accounts. Order of the personas: tests/support/personas.py."""

from tests.support.db import as_owner

EVERYBODY = "302 " + " ".join(["200"] * 10)
PUBLIC = " ".join(["200"] * 11)
NOBODY = "302 " + " ".join(["404"] * 10)
AUDITOR = "302 404 404 404 404 404 404 404 404 200 404"


def _item(world):
    with as_owner():
        police = world.case.items.get(supplier=world.organisations["police"])
    return {"number": world.case.number, "pk": police.pk}


EXPECTED = {
    "home": {"get": EVERYBODY, "post": None},
    "search": {"get": EVERYBODY, "post": None},
    "draft": {"get": "302 " + " ".join(["405"] * 10), "post": "302 " + " ".join(["400"] * 10)},  # without a slip
    "session": {"get": PUBLIC, "post": PUBLIC},  # says of whoever asks, and of nobody else
    "health": {"get": " ".join(["503"] * 11), "post": " ".join(["405"] * 11)},  # no worker runs beside the tests
    "health_ready": {"get": " ".join(["503"] * 11), "post": " ".join(["405"] * 11)},
    "health_live": {"get": PUBLIC, "post": " ".join(["405"] * 11)},
    "set_language": {"get": " ".join(["302"] * 11), "post": " ".join(["302"] * 11)},
    "ui:styleguide": {"get": NOBODY, "post": None},
    "case_log": {
        "kwargs": lambda world: {"number": world.case.number},
        "get": AUDITOR,
        "post": "302 " + " ".join(["405"] * 10),
    },
    "who_sees_case": {
        "kwargs": lambda world: {"number": world.case.number},
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 " + " ".join(["405"] * 10),
    },
    "who_sees_item": {  # what the police gave to the council
        "kwargs": _item,
        "get": "302 404 404 404 404 200 200 404 404 200 404",
        "post": "302 " + " ".join(["405"] * 10),
    },
    "who_sees_person": {
        "kwargs": lambda world: {"pk": world.persons["father"].pk},
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 " + " ".join(["405"] * 10),
    },
}
