"""Two acts at the same moment, on two connections that commit; needs the fixture `apart`."""

import threading

from django.db import connection

from eenplan.access.acting import act_as


def alone(world, key, act):
    """What comes of an act on a connection of its own."""
    ended: list = []
    thread = threading.Thread(target=_act, args=[world, key, act, ended.append])
    thread.start()
    thread.join(timeout=30)
    return ended[0]


def together(world, first, second):
    """What comes of two acts (key, act), of which the first commits only when the second waits for it."""
    acted, go = threading.Event(), threading.Event()
    ended: dict = {}

    def hold():
        acted.set()
        go.wait(30)

    one = threading.Thread(target=_act, args=[world, *first, lambda made: ended.update(first=made), hold])
    two = threading.Thread(target=_act, args=[world, *second, lambda made: ended.update(second=made)])
    one.start()
    assert acted.wait(30), ended
    two.start()
    two.join(timeout=1)
    assert two.is_alive(), f"it did not wait: {ended}"
    go.set()
    one.join(timeout=30)
    two.join(timeout=30)
    return ended["first"], ended["second"]


def _act(world, key, act, tell, hold=lambda: None):
    try:
        with act_as(world.people[key]) as who:
            made = act(who)
            hold()
    except Exception as error:  # the outcome of the test
        made = error
    tell(made)
    connection.close()
