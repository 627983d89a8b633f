"""A restriction: kept and not used further, marked on the item, and told to who received it (AVG 18, AVG 19, R-40)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from eenplan.cases.pages import open_case
from eenplan.exchange import actions as exchange
from eenplan.exchange import attachments, consenting, queries
from eenplan.exchange.models import Attachment, Item, Notice
from eenplan.files.receiving import Checked
from eenplan.law.rules import Refusal
from eenplan.network.models import House
from eenplan.provisions import actions as provisions
from eenplan.provisions.models import Choice
from eenplan.retention import engine
from eenplan.rights.models import Measure, Request
from eenplan.rights.requests import actions
from tests.rights.test_requests import EVERYBODY, TODAY, answer, decide, opened

MARK = "Gebruik beperkt sinds"


@pytest.fixture
def item(world, as_owner):
    """What the police told the council about the father."""
    with as_owner():
        return world.case.items.get(supplier=world.organisations["police"])


@pytest.fixture
def restrict(act_as, world):
    """`restrict(item.pk)`, or `restrict()` for everything about the father: the request that led to it."""

    def run(*items) -> Request:
        request = opened(act_as, world, kind="restriction", asked="Gebruik dit niet verder.")
        answer(act_as, world, request, *EVERYBODY)
        decide(act_as, world, request, items=items, instruction="Niet gebruiken tot het klopt.", motive="Goed.")
        return request

    return run


@pytest.fixture
def release(act_as, world):
    """End the restriction of a request."""

    def run(request) -> None:
        with act_as(world.people["contact"]) as who:
            actions.finish(
                who, Measure.objects.get(request=request, kind="restrict", until=None), result="Het klopt nu."
            )

    return run


@pytest.fixture
def told(act_as, world):
    """`told("council")`: the kinds of notice this organisation has in the case, the newest first."""

    def run(key) -> list[str]:
        with act_as(world.people[key]) as who:
            return [notice.kind for notice in queries.unseen(who, open_case(who, world.case.number))]

    return run


@pytest.mark.law("AVG 19", "AVG 18", "R-40", "R-31")
def test_who_received_an_item_hears_that_its_use_is_restricted_and_that_this_is_over(
    restrict, release, told, item, act_as, world, client_of
):
    request = restrict(item.pk)
    assert told("council") == ["restricted"]
    assert told("ggz") == told("police") == []  # did not receive it, and supplied it
    with act_as(world.people["council"]) as who:
        assert "gebruik beperkt" in next(task for task in queries.my_work(who) if task.kind == "Mededeling").title
    page = client_of("council").get(reverse("exchange:item", args=[world.case.number, item.pk])).text
    assert "ook niet in uw eigen administratie (AVG 18)" in page
    release(request)
    assert told("council") == ["released", "restricted"]
    page = client_of("council").get(reverse("exchange:item", args=[world.case.number, item.pk])).text
    assert "U mag dit gegeven weer gebruiken" in page


@pytest.mark.law("AVG 18", "R-40")
def test_the_mark_stands_wherever_the_item_does(restrict, release, item, world, client_of, act_as):
    asked = [
        reverse("exchange:items", args=[world.case.number]),
        reverse("exchange:item", args=[world.case.number, item.pk]),
        reverse("exchange:report", args=[world.case.number, item.pk]),
        world.case.get_absolute_url(),
    ]
    council = client_of("council")
    assert not any(MARK in council.get(address).text for address in asked)
    request = restrict(item.pk)
    assert [address for address in asked if MARK not in council.get(address).text] == []
    for name in ("correct", "destroy"):
        assert MARK in client_of("police").get(reverse(f"exchange:{name}", args=[world.case.number, item.pk])).text
    with act_as(world.people["council"]) as who:
        read = queries.one(open_case(who, world.case.number), item.pk)
        assert "AVG 18" in read.caveats[0]  # in letters and exports too
    release(request)
    assert not any(MARK in council.get(address).text for address in asked[:2])


@pytest.mark.law("AVG 18", "R-40")
def test_a_restricted_item_is_not_shared_nor_given_a_file(restrict, item, act_as, world):
    restrict(item.pk)
    file = Checked("a.pdf", "application/pdf", b"%PDF-1.7")
    with act_as(world.people["police"]) as who:
        case = open_case(who, world.case.number)
        shown = queries.one(case, item.pk)
        assert not shown.usable
        with pytest.raises(Refusal) as refused:
            exchange.share(who, case, shown, recipients=[world.organisations["ggz"].pk])
        assert refused.value.article == "AVG 18"
        with pytest.raises(Refusal) as refused:
            attachments.attach(who, case, shown, file=file)
        assert refused.value.article == "AVG 18"
        made = Attachment(house_id=case.house_id, case=case, item=shown, account_id=who.account_id)
        made.put(*file)
        with pytest.raises(IntegrityError, match="AVG 18"), transaction.atomic():
            made.save()
        with pytest.raises(IntegrityError, match="AVG 18"), transaction.atomic():
            shown.recipients.create(house_id=case.house_id, case=case, organisation=world.organisations["ggz"])


@pytest.mark.law("AVG 16", "AVG 18", "BGS 1.7")
@pytest.mark.parametrize("everything", [False, True])
def test_a_restricted_item_is_corrected_for_who_had_it_and_stays_restricted(
    restrict, release, told, item, act_as, world, as_owner, everything
):
    request = restrict(*([] if everything else [item.pk]))
    with act_as(world.people["police"]) as who:
        case = open_case(who, world.case.number)
        newer = exchange.correct(who, case, queries.one(case, item.pk), category=7, text="Twee meldingen")
        with pytest.raises(Refusal):
            exchange.share(who, case, queries.one(case, newer.pk), recipients=[world.organisations["ggz"].pk])
    with act_as(world.people["council"]) as who:
        assert queries.one(open_case(who, world.case.number), newer.pk).restricted
    assert told("council")[0] == "rectified"
    release(request)
    assert told("council")[0] == "released"
    with as_owner():
        assert not Item.objects.get(pk=newer.pk).restricted


@pytest.mark.law("AVG 18", "AVG 19", "AVG 21")
def test_a_restriction_of_everything_marks_every_item_of_that_person_and_no_other(
    restrict, release, told, act_as, world, as_owner
):
    request = restrict()
    with as_owner():
        marked = {each.person_id for each in Item.objects.exclude(restricted_on=None)}
        assert marked == {world.persons["father"].pk}
        assert Item.objects.filter(person=world.persons["father"], restricted_on=None).count() == 0
    assert told("council") == ["restricted", "restricted"]  # of the police and of the GGZ
    with act_as(world.people["police"]) as who:
        new = exchange.supply(
            who,
            open_case(who, world.case.number),
            person=world.persons["father"].pk,
            category=3,
            text="Woont bij een vriend",
        )
        new.refresh_from_db()
        assert new.restricted
    release(request)
    with as_owner():
        assert not Item.objects.exclude(restricted_on=None).exists()


@pytest.mark.law("AVG 18", "AVG 19")
def test_of_two_restrictions_the_last_that_ends_releases_the_item(restrict, release, told, item, as_owner):
    one, everything = restrict(item.pk), restrict()
    release(one)
    with as_owner():
        assert Item.objects.get(pk=item.pk).restricted
    assert "released" not in told("council")
    release(everything)
    with as_owner():
        assert not Item.objects.get(pk=item.pk).restricted
    assert "released" in told("council")


@pytest.mark.law("AVG 18", "R-27")
def test_a_restricted_item_leaves_the_case_in_no_provision(restrict, item, act_as, world, client_of):
    with act_as(world.people["director"]) as who:
        case = open_case(who, world.case.number)
        to = {"kind": "participant", "organisation_id": world.organisations["probation"].pk}
        provision = provisions.begin(who, case, recipient=to)
    restrict(item.pk)
    with act_as(world.people["director"]) as who:
        case = open_case(who, world.case.number)
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Choice.objects.create(house_id=case.house_id, case=case, provision=provision, item=item)
        assert error.value.__cause__.diag.constraint_name == "exchange_use_restricted"
    page = (
        client_of("director").get(reverse("provisions:step", args=[world.case.number, provision.pk, "gegevens"])).text
    )
    assert "Het gebruik is beperkt op verzoek van de betrokkene (AVG 18)" in page


@pytest.mark.law("AVG 18", "WGS 1.8(7)", "R-40")
def test_a_request_is_not_forgotten_while_its_restriction_stands(restrict, release, item, world, as_owner):
    with as_owner():
        type(world.people["police"]).objects.filter(email__startswith="system@").update(is_demo=True)
        world.case.__class__.objects.filter(pk=world.case.pk).update(retain_until=TODAY.replace(year=TODAY.year + 20))
    request = restrict(item.pk)
    house, later = House.objects.get(code="TEST"), TODAY.replace(year=TODAY.year + 6, day=1)
    engine.run(house, later)
    with as_owner():
        assert Request.objects.filter(pk=request.pk).exists()


@pytest.mark.law("R-22", "AVG 18")
def test_a_withdrawn_consent_under_a_restricted_item_is_told_as_well(restrict, told, act_as, world, as_owner):
    with as_owner():
        treated = world.case.items.get(supplier=world.organisations["ggz"])
    restrict(treated.pk)
    with act_as(world.people["ggz"]) as who:
        case = open_case(who, world.case.number)
        consenting.withdraw(who, case, case.consents.get(), withdrawn_on=timezone.localdate())
    assert told("council") == ["withdrawn", "restricted"]
    with as_owner():
        assert Notice.objects.filter(item=treated).count() == 2
