"""Destruction: what has reached its term is gone from every table, the proof stays, nothing goes early."""

from datetime import timedelta

import pytest

from eenplan.cases.models import Case
from eenplan.retention import engine
from eenplan.retention.models import Certificate


@pytest.mark.law("WGS 1.8(7)", "R-50", "8.11-8")
def test_after_five_years_a_case_is_gone(world, as_owner):
    engine.system_account(world.houses["TEST"])
    with as_owner():
        type(world.people["police"]).objects.filter(email__startswith="system@").update(is_demo=True)
        day = world.case.retain_until
    print(engine.run(world.houses["TEST"], day - timedelta(days=1), dry_run=True))
    print(engine.run(world.houses["TEST"], day))
    with as_owner():
        assert not Case.objects.filter(house=world.houses["TEST"]).exists()
        for c in Certificate.objects.all():
            print(c.number, c.kind, c.rule, c.rows)
