"""Who gets which answer in the room of retention; of the proof, those of renewals and holds stand beside."""

from eenplan.monitoring.models import Evaluation
from eenplan.network.models import House
from eenplan.retention.engine import system_account
from eenplan.retention.models import Certificate, Release, Run
from tests.support.db import as_owner


def _case(world):
    return {"number": world.case.number}


def _certificate(world):
    with as_owner():
        house = House.objects.get(code="TEST")
        run = Run.objects.create(house=house, as_of="2026-01-01", account=system_account(house))
        made = Certificate.objects.get_or_create(
            number="TEST-V-2026-0001",
            defaults={
                "house": house,
                "run": run,
                "kind": "case",
                "year": 2021,
                "rule": "R-50",
                "article": "WGS 1.8(7)",
                "rows": {"cases_case": 1},
                "at": "2026-01-01T03:00Z",
            },
        )[0]
    return {"number": made.number}


def _release(world):
    with as_owner():
        Evaluation.objects.get_or_create(
            house=world.case.house,
            case=world.case,
            held_on="2026-01-01",
            necessary=False,
            defaults={"conclusion": "Het gaat goed", "advice": "scale_down", "account": world.people["director"]},
        )
        made, _new = Release.objects.get_or_create(
            house=world.case.house,
            case=world.case,
            destroy_on="2030-01-01",
            motive="niet langer nodig",
            organisation=world.organisations["police"],
            account=world.people["police"],
        )
    return {"pk": made.pk}


_PROOF = {
    "get": "302 404 404 404 404 404 404 200 200 200 404",
    "post": "302 405 405 405 405 405 405 405 405 405 405",
}

EXPECTED: dict = {
    "retention:overview": _PROOF,
    "retention:certificates": _PROOF,
    "retention:certificate": {"kwargs": _certificate, **_PROOF},
    "retention:certificate_pdf": {"kwargs": _certificate, **_PROOF},
    "retention:remainder": _PROOF,
    "retention:released": {
        "kwargs": _release,
        "get": "302 404 404 404 200 200 200 404 200 200 404",
        "post": "302 404 404 404 403 422 403 404 403 403 404",
    },
    "retention:release": {
        "kwargs": _case,
        "get": "302 404 404 404 403 403 403 404 404 403 404",
        "post": "302 404 404 404 403 403 403 404 404 403 404",
    },
    "retention:take_back": {
        "kwargs": _case,
        "get": "302 405 405 405 405 405 405 405 405 405 405",
        "post": "302 404 404 404 403 302 403 404 404 403 404",
    },
}
