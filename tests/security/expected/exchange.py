"""Who gets which answer in the room of exchange; the item is one that the police gave to the council only."""

from tests.support.db import as_owner


def _case(world):
    return {"number": world.case.number}


def _item(world):
    with as_owner():
        return {**_case(world), "pk": world.case.items.get(supplier=world.organisations["police"]).pk}


EXPECTED = {
    "exchange:items": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:supply": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 403 404 404 403 404",
        "post": "302 404 404 404 422 422 403 404 404 403 404",
    },
    "exchange:item": {
        "kwargs": _item,
        "get": "302 404 404 404 404 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:correct": {
        "kwargs": _item,
        "get": "302 404 404 404 404 200 403 404 404 403 404",
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
    "exchange:share": {
        "kwargs": _item,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
}
