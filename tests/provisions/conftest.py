"""The open case of the world, as its people see it, with a third party and provisions in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from eenplan.exchange.models import Item
from eenplan.files.receiving import Checked
from eenplan.provisions import actions
from eenplan.provisions.models import Provision, Reply

PDF = Checked("verklaring.pdf", "application/pdf", b"%PDF-1.7 made up")


@pytest.fixture
def item(world, as_owner):
    """`item("police")`: the item of that organisation in the world."""

    def find(key) -> Item:
        with as_owner():
            return world.case.items.select_related("supplier", "person").get(supplier=world.organisations[key])

    return find


@pytest.fixture
def third(world, at_work):
    """`third()`: somebody of Halt, admitted by the council, with a signed statement unless told otherwise."""

    def admitted(signed=True, name="Hans Altena"):
        with at_work("council") as (who, case):
            made = actions.admit(
                who,
                case,
                organisation=world.organisations["halt"],
                name=name,
                function="medewerker Halt",
                expertise="jeugdcriminaliteit",
                role="leertraject",
                reason="niemand anders biedt dit",
            )
            if signed:
                actions.keep_statement(who, case, made, signed_on=timezone.localdate(), file=PDF)
            return made

    return admitted


@pytest.fixture
def prepared(world, at_work, third):
    """`prepared("third_party", "police", "ggz")`: a draft of the process director with these suppliers' items, motivated."""

    def make(kind, *suppliers, by="director") -> Provision:
        to = {
            "participant": lambda: {"organisation_id": world.organisations["probation"].pk},
            "third_party": lambda: {"third_party_id": third().pk},
            "network": lambda: {"to_house_id": world.houses["BUUR"].pk},
        }[kind]()
        with at_work(by) as (who, case):
            provision = actions.begin(who, case, recipient={"kind": kind, **to})
            numbers = [
                number
                for key in suppliers
                for number in case.items.filter(supplier=world.organisations[key]).values_list("pk", flat=True)
            ]
            actions.choose(who, case, provision, items=numbers)
            actions.motivate(
                who, case, provision, basis="public_task", task="Jeugdwet 2.3", necessity="om het traject te kiezen"
            )
            return Provision.objects.get(pk=provision.pk)

    return make


@pytest.fixture
def asked(at_work, prepared):
    """As `prepared`, with the round started."""

    def make(kind, *suppliers, by="director") -> Provision:
        provision = prepared(kind, *suppliers, by=by)
        with at_work(by) as (who, case):
            actions.ask(who, case, provision)
            return Provision.objects.get(pk=provision.pk)

    return make


@pytest.fixture
def answer(at_work, world):
    """`answer(provision, "police", "agrees")`: that organisation answers."""

    def give(provision, key, answer, reason=""):
        with at_work(key) as (who, case):
            reply = Reply.objects.select_related("provision").get(
                provision=provision, organisation=world.organisations[key]
            )
            actions.answer(who, case, reply, answer=answer, reason=reason)

    return give


@pytest.fixture
def checked(at_work):
    """Everything but the answers: checked, secrecy noted, with or without a reference of the RAC."""

    def check(provision, rac="RAC-2026-3", by="director"):
        with at_work(by) as (who, case):
            provision = Provision.objects.get(pk=provision.pk)
            actions.check(
                who,
                case,
                provision,
                accuracy_checked=True,
                secrecy_noted=True,
                feedback_due=timezone.localdate() + timedelta(days=300),
                rac_reference=rac,
            )
            return provision

    return check


@pytest.fixture
def provide(at_work):
    def give(provision, by="director"):
        with at_work(by) as (who, case):
            actions.provide(who, case, Provision.objects.select_related("third_party").get(pk=provision.pk))
            return Provision.objects.get(pk=provision.pk)

    return give
