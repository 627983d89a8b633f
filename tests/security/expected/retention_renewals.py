"""Who gets which answer about renewals and holds of the open case."""

from datetime import timedelta

from django.utils import timezone

from eenplan.cases.models import Case
from eenplan.retention.models import Hold, Renewal
from tests.support.db import as_owner


def _case(world):
    return {"number": world.case.number}


def _closed(world):
    with as_owner():
        Case.objects.filter(pk=world.closed_case.pk).update(retain_until=timezone.localdate() + timedelta(days=90))
    return {"number": world.closed_case.number}


def _renewal(world):
    soon = timezone.localdate() + timedelta(days=90)
    with as_owner():
        Case.objects.filter(pk=world.case.pk).update(retain_until=soon)
        renewal = Renewal.objects.filter(case=world.case).first() or Renewal.objects.create(
            house=world.case.house,
            case=world.case,
            ground="a",
            criterion_a="a",
            criterion_b="b",
            criterion_c="c",
            criterion_d="d",
            motive="nodig",
            from_end=soon,
            new_end=soon + timedelta(days=300),
            account=world.people["director"],
        )
        return {"pk": renewal.pk}


def _hold(world):
    with as_owner():
        hold = Hold.objects.filter(case=world.case).first() or Hold.objects.create(
            house=world.case.house,
            case=world.case,
            kind="claim",
            ground="dagvaarding",
            reviewer=world.people["contact"],
            review_on=timezone.localdate() + timedelta(days=90),
            account=world.people["director"],
        )
        return {"pk": hold.pk}


_NO_POST = "302 405 405 405 405 405 405 405 405 405 405"
EXPECTED = {
    "retention:renewals": {"kwargs": _case, "get": "302 404 404 404 200 200 200 404 404 200 404", "post": _NO_POST},
    "retention:propose": {
        "kwargs": _case,
        "get": "302 404 404 404 403 200 200 404 404 403 404",
        "post": "302 404 404 404 403 422 422 404 404 403 404",
    },
    "retention:renewable": {"get": "302 403 403 403 403 403 200 403 403 403 403", "post": _NO_POST},
    "retention:reopen": {
        "kwargs": _closed,
        "get": "302 403 403 403 403 403 200 403 403 403 403",
        "post": "302 403 403 403 403 403 422 403 403 403 403",
    },
    "retention:renewal": {"kwargs": _renewal, "get": "302 404 404 404 200 200 200 404 200 200 404", "post": _NO_POST},
    "retention:speak": {
        "kwargs": _renewal,
        "get": _NO_POST,
        "post": "302 404 404 404 422 422 403 404 403 403 404",
    },
    "retention:start": {"kwargs": _renewal, "get": _NO_POST, "post": "302 404 404 404 403 403 403 404 403 403 404"},
    "retention:withdraw": {"kwargs": _renewal, "get": _NO_POST, "post": "302 404 404 404 403 302 302 404 403 403 404"},
    "retention:holds": {"get": "302 403 403 403 403 403 403 403 200 200 403", "post": _NO_POST},
    "retention:hold_place": {
        "kwargs": _case,
        "get": "302 404 404 404 403 200 200 404 404 403 404",
        "post": "302 404 404 404 403 422 422 404 404 403 404",
    },
    "retention:hold": {"kwargs": _hold, "get": "302 404 404 404 200 200 200 404 200 200 404", "post": _NO_POST},
    "retention:hold_review": {
        "kwargs": _hold,
        "get": _NO_POST,
        "post": "302 404 404 404 403 403 403 404 422 403 404",
    },
    "retention:hold_end": {
        "kwargs": _hold,
        "get": _NO_POST,
        "post": "302 404 404 404 403 403 403 404 422 403 404",
    },
}
