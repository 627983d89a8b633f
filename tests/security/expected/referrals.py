"""Pages of referral and triage. Order of the personas: tests/support/personas.py.

The draft is that of participant1 (police), the submitted referral that of participant2 (ggz). Triage answers 403 to who
has no part in it, whatever the number; a referral of another house does not exist.
"""

from tests.support.db import as_owner

REFERRERS = "302 200 200 200 200 200 200 403 403 403 403"
NO_GET = "302 " + " ".join(["405"] * 10)
NOBODY = "302 " + " ".join(["404"] * 10)


def writer(status: int) -> str:
    """Only who wrote the draft."""
    return f"302 404 404 404 404 {status} 404 404 404 404 404"


def draft(world):
    return {"pk": world.draft.pk}


def submitted(world):
    return {"pk": world.referral.pk}


def on_board(world):
    return {"number": world.referral.number}


def named(world):
    with as_owner():
        return {"pk": world.draft.pk, "named": world.draft.persons.get().pk}


EXPECTED = {
    "referrals:list": {"get": REFERRERS, "post": NO_GET},
    "referrals:start": {"get": REFERRERS, "post": REFERRERS.replace("200", "302")},
    "referrals:detail": {"kwargs": submitted, "get": "302 404 404 404 200 200 200 404 404 200 404", "post": NO_GET},
    "referrals:people": {"kwargs": draft, "get": writer(200), "post": writer(422)},
    "referrals:new_person": {"kwargs": draft, "get": writer(200), "post": writer(422)},
    # somebody is put on a referral only after he was looked for
    "referrals:name_person": {
        "kwargs": lambda world: {**draft(world), "person": world.persons["mother"].pk},
        "get": NOBODY,
        "post": NOBODY,
    },
    # what was typed of somebody is corrected on the draft by which he came in
    "referrals:correct_person": {"kwargs": named, "get": writer(403), "post": writer(403)},
    "referrals:remove_person": {"kwargs": named, "get": NO_GET, "post": writer(302)},
    "referrals:content": {"kwargs": draft, "get": writer(200), "post": writer(302)},
    "referrals:save": {"kwargs": draft, "get": NO_GET, "post": writer(200)},
    "referrals:check": {"kwargs": draft, "get": writer(200), "post": writer(302)},
    "referrals:discard": {"kwargs": draft, "get": NO_GET, "post": writer(302)},
    "referrals:received": {"kwargs": submitted, "get": "302 404 404 404 200 404 404 404 404 404 404", "post": NO_GET},
    "referrals:board": {"get": "302 200 403 403 403 200 200 403 403 403 403", "post": NO_GET},
    "referrals:triage": {"kwargs": on_board, "get": "302 404 403 403 403 200 200 403 403 403 403", "post": NO_GET},
    "referrals:judge": {"kwargs": on_board, "get": NO_GET, "post": "302 404 403 403 403 422 403 403 403 403 403"},
    "referrals:decide": {
        "kwargs": lambda world: {**on_board(world), "outcome": "in-behandeling"},
        "get": "302 404 403 403 403 200 403 403 403 403 403",
        "post": "302 404 403 403 403 422 403 403 403 403 403",
    },
}
