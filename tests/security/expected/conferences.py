"""Who gets which answer in the room of conferences; the agenda item is that of the open case."""

from tests.support.db import as_owner


def _item(world):
    with as_owner():
        item = world.case.agenda_items.get()
    return {"pk": item.conference_id, "item": item.pk}


def _conference(world):
    return {"pk": _item(world)["pk"]}


def _only_post(director: str) -> dict:
    """What the process director of the case does; who only works on the case or supervises is refused."""
    return {
        "kwargs": _item,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": f"302 404 404 404 403 403 {director} 404 404 403 404",
    }


EXPECTED = {
    "conferences:list": {
        "get": "302 200 200 200 200 200 200 200 200 200 200",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "conferences:plan": {
        "get": "302 403 403 403 403 403 200 403 403 403 403",
        "post": "302 403 403 403 403 403 422 403 403 403 403",
    },
    "conferences:conference": {
        "kwargs": _conference,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "conferences:change": {
        "kwargs": _conference,
        "get": "302 404 404 404 403 403 200 404 404 403 404",
        "post": "302 404 404 404 403 403 422 404 404 403 404",
    },
    "conferences:cancel": {**_only_post("302"), "kwargs": _conference},
    "conferences:add": {**_only_post("422"), "kwargs": _conference},
    "conferences:item": {
        "kwargs": _item,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "conferences:move": _only_post("302"),
    "conferences:remove": _only_post("302"),
    "conferences:people": _only_post("422"),
    "conferences:guests": _only_post("302"),
    "conferences:share": {
        **_only_post("404"),
        "kwargs": lambda world: {**_item(world), "guest": 999_999_998},
    },
    "conferences:minutes": {
        "kwargs": _item,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 404 404 404 403 403 302 404 404 403 404",
    },
    "conferences:resolve": _only_post("422"),
    "conferences:finish": _only_post("422"),
    "conferences:of_case": {
        "kwargs": lambda world: {"number": world.case.number},
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
}
