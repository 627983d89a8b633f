"""Conditions that are met, errors that are reported, and what is destroyed (R-23, R-31, BGS 1.7)."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from eenplan.audit.models import Event
from eenplan.cases.models import Participation
from eenplan.exchange import actions, mending, queries
from eenplan.exchange.models import ConditionsMet, Destruction, ErrorReport, Item, Notice
from eenplan.law.calendar import workdays_after
from eenplan.law.rules import Refusal

pytestmark = pytest.mark.django_db

WRONG = "Het waren twee meldingen"


def conditions_met(item) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_conditions_met(%s)", [item.pk])
        return cursor.fetchone()[0]


@pytest.fixture
def reported(at_work, supplied):
    """An error that the council reported in the item of the police."""
    with at_work("council") as (who, case):
        return mending.report(who, case, queries.one(case, supplied("police").pk), text=WRONG)


def tasks(who):
    return [item.title for item in queries.my_work(who) if item.kind in ("Fout", "Mededeling")]


@pytest.mark.law("R-23", "WGS 2.29(3)")
def test_conditions_hold_until_the_supplier_marks_them_met(at_work, world, supplied, as_owner):
    item = supplied("police")
    with as_owner():
        Item.objects.filter(pk=item.pk).update(conditions="Niet zonder overleg")
    with at_work("council") as (who, case):
        item = queries.one(case, item.pk)
        assert (item.conditions_met, conditions_met(item)) == (False, False)
        assert item.caveats == ["Voorwaarde: Niet zonder overleg"]
        with pytest.raises(Refusal) as refused:
            actions.mark_met(who, case, item, how="ik vind van wel")
        assert refused.value.article == "WGS 2.29(3)"
        with pytest.raises(ProgrammingError), transaction.atomic():
            ConditionsMet.objects.create(
                house_id=case.house_id, case=case, item=item, how="x", account_id=who.account_id
            )
    with at_work("police") as (who, case):
        actions.mark_met(who, case, queries.one(case, item.pk), how="Op 3 mei overlegd met de wijkagent")
        with pytest.raises(Refusal):
            actions.mark_met(who, case, queries.one(case, item.pk), how="nog eens")
        with pytest.raises(ProgrammingError), transaction.atomic():
            ConditionsMet.objects.update(how="anders")
        with pytest.raises(Refusal):  # there is nothing to be met
            actions.mark_met(
                who, case, actions.supply(who, case, person=item.person_id, category=3, text="x"), how="ja"
            )
    with at_work("council") as (who, case):
        item = queries.one(case, item.pk)
        assert (item.conditions_met, conditions_met(item), item.met.account.name) == (True, True, "Petra Agema")
        assert "vervuld" in item.caveats[0]
    with at_work("ggz"):
        assert not ConditionsMet.objects.exists()  # who does not read the item reads nothing of it
        assert not conditions_met(item)


@pytest.mark.law("R-31", "BGS 1.7")
def test_a_reader_reports_an_error_and_the_supplier_gets_a_task(reported, at_work, world, act_as):
    assert reported.due_on == workdays_after(timezone.localdate(), world.case.house.correction_days)
    with at_work("police") as (who, _case):
        assert "fout gemeld" in tasks(who)[0]
    for key, sees in (("council", 1), ("director", 1), ("auditor", 1), ("ggz", 0), ("probation", 0), ("manager", 0)):
        with act_as(world.people[key]) as who:
            assert ErrorReport.objects.count() == sees, key
            assert not tasks(who)


@pytest.mark.law("R-31", "BGS 1.7")
def test_who_does_not_read_an_item_or_supplied_it_itself_reports_no_error(at_work, supplied):
    item = supplied("police")
    with at_work("police") as (who, case), pytest.raises(Refusal) as refused:
        mending.report(who, case, queries.one(case, item.pk), text=WRONG)
    assert refused.value.article == "BGS 1.7"
    with at_work("ggz") as (who, case), pytest.raises(ProgrammingError), transaction.atomic():
        mending.report(who, case, item, text=WRONG)


@pytest.mark.law("R-31", "BGS 1.7", "AVG 19")
def test_rectifying_answers_the_report_tells_who_received_it_and_asks_to_inform_the_source(reported, at_work, supplied):
    with at_work("police") as (who, case):
        item = queries.one(case, reported.item_id)
        newer = actions.correct(who, case, item, category=7, text="Twee meldingen van geweld")
        error = case.error_reports.get()
        assert (error.outcome, error.source_informed_at) == ("rectified", None)
        assert "bronorganisatie" in tasks(who)[0]
        mending.inform_source(who, case, error)
        assert not tasks(who)
        with pytest.raises(Refusal):
            mending.inform_source(who, case, case.error_reports.get())
    with at_work("council") as (who, case):
        assert [(notice.kind, notice.item_id) for notice in queries.unseen(who, case)] == [("rectified", newer.pk)]
        mending.acknowledge(who, case, case.notices.get())
        assert not tasks(who)


@pytest.mark.law("R-31", "BGS 1.7", "AVG 19")
def test_destroying_erases_every_version_and_leaves_that_and_why(at_work, world, supplied, as_owner, client_of):
    with at_work("police") as (who, case):
        first = case.items.get(supplier=who.organisation_id)
        newer = actions.correct(who, case, first, category=7, text="Twee meldingen", conditions="Niet delen")
        actions.mark_met(who, case, queries.one(case, newer.pk), how="besproken")
        mending.destroy(who, case, queries.one(case, newer.pk), reason="Ging over een naamgenoot")
        with pytest.raises(Refusal):
            mending.destroy(who, case, queries.one(case, newer.pk), reason="nog eens")
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Destruction.objects.create(
                house_id=case.house_id, case=case, item=first, reason="x", account_id=who.account_id
            )
        assert error.value.__cause__.diag.constraint_name == "exchange_item_still_valid"
    with as_owner():
        for pk in (first.pk, newer.pk):
            item = Item.objects.get(pk=pk)
            assert (item.status, item.text, item.motivation, item.conditions) == ("destroyed", "", "", "")
        assert not ConditionsMet.objects.exists()
        assert "melding" not in " ".join(Event.objects.values_list("detail", flat=True))
    with at_work("council") as (who, case):
        assert [notice.kind for notice in queries.unseen(who, case)] == ["destroyed", "rectified"]
    page = client_of("council").get(f"/casussen/{world.case.number}/informatie/{newer.pk}/").content.decode()
    assert "Dit gegeven is vernietigd" in page
    assert "Ging over een naamgenoot" in page
    listed = client_of("council").get(f"/casussen/{world.case.number}/informatie/").content.decode()
    assert "1 gegeven is vernietigd" in listed


@pytest.mark.law("R-31", "BGS 1.7")
def test_the_supplier_may_say_why_an_item_stays_and_the_reporter_hears_it(reported, at_work):
    with at_work("council") as (who, case), pytest.raises(Refusal):
        mending.keep(who, case, case.error_reports.select_related("item").get(), answer="vind ik ook")
    with at_work("police") as (who, case):
        error = case.error_reports.select_related("item").get()
        with pytest.raises(IntegrityError), transaction.atomic():
            ErrorReport.objects.update(outcome="rectified", answered_at=timezone.now())  # without rectifying
        mending.keep(who, case, error, answer="Nagekeken: het zijn er drie")
        with pytest.raises(Refusal, match="intussen beantwoord"):
            mending.keep(who, case, error, answer="Toch niet")
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            ErrorReport.objects.update(answer="Toch anders")
        assert not tasks(who)
    with at_work("council") as (who, case):
        assert case.error_reports.get().answer == "Nagekeken: het zijn er drie"
        assert [notice.kind for notice in queries.unseen(who, case)] == ["kept"]


@pytest.mark.law("R-31", "AVG 19", "WGS 2.31(4)")
def test_who_has_left_reads_no_notice_and_the_supplier_sees_that_it_has_to_tell_it_itself(
    at_work, world, supplied, as_owner, act_as
):
    with as_owner():
        left = world.organisations["council"]
        Participation.objects.filter(case=world.case, organisation=world.organisations["ggz"]).update(
            until=timezone.now()
        )
    with at_work("council") as (who, case):
        item = case.items.get(supplier=left)
        actions.correct(who, case, item, category=3, text="Urgentie ingetrokken")
        notices = {notice.organisation_id: notice for notice in queries.notices(case, case.items.get(replaces=item))}
        gone, present = notices[world.organisations["ggz"].pk], notices[world.organisations["police"].pk]
        assert (gone.gone, present.gone) == (True, False)
        with pytest.raises(Refusal):  # the police says so itself
            mending.acknowledge(who, case, present)
        mending.acknowledge(who, case, gone)
        assert Notice.objects.get(pk=gone.pk).seen_by_id == who.account_id
    with act_as(world.people["ggz"]):
        assert not Notice.objects.exists()


def test_hostile_words_and_late_forms_lose_nothing(client_of, world, supplied, at_work):
    item = supplied("police")
    where = f"/casussen/{world.case.number}/informatie/{item.pk}/"
    for key, path, name in (("council", "fout/", "text"), ("police", "vernietigen/", "reason")):
        for words in ("x" * 10_001, "x\x00y", "  "):
            answer = client_of(key).post(where + path, {name: words})
            assert answer.status_code == 422, (path, words[:5])
        page = client_of(key).post(where + path, {name: "<script>alert(1)</script> Kerkganger, is joods"})
        assert page.status_code == 422
        assert "bijzonder gegeven" in page.content.decode()
        assert "<script>alert(1)" not in page.content.decode()
    with at_work("police") as (who, case):
        actions.correct(who, case, queries.one(case, item.pk), category=7, text="Twee meldingen")
    late = client_of("council").post(f"{where}fout/", {"text": "Het waren er twee"})
    assert late.status_code == 422
    assert "Intussen verbeterd" in late.content.decode()
    assert "Het waren er twee" in late.content.decode()
    late = client_of("police").post(f"{where}vernietigen/", {"reason": "Verkeerde persoon"})
    assert late.status_code == 422
    assert "Verkeerde persoon" in late.content.decode()
    met = client_of("police").post(f"{where}voorwaarden/", {"how": "besproken"})
    assert met.status_code == 422
