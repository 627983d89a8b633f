"""Nothing leaves the case before everybody who has a say let it go; the database keeps it, whatever a page does."""

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from eenplan.audit.models import Event
from eenplan.exchange.models import ConditionsMet, Item
from eenplan.law.rules import Refusal
from eenplan.people.models import Address, AddressSecrecy
from eenplan.provisions import actions, queries
from eenplan.provisions.models import Choice, Provision, ProvisionLetter, Reply
from tests.support.forms import forms_of
from tests.support.world import close

pytestmark = pytest.mark.django_db


def constraint(error) -> str:
    return error.value.__cause__.diag.constraint_name


def force(provision, **fields):
    """Past the Python: what somebody with the application's password could try."""
    with transaction.atomic():
        Provision.objects.filter(pk=provision.pk).update(**fields)


@pytest.mark.law("WGS 1.7(2)", "WGS 1.7(3)", "R-27", "8.11-4")
def test_special_data_reach_a_third_party_only_after_every_supplier_consented_and_with_a_rac_reference(
    asked, answer, checked, provide, at_work
):
    provision = asked("third_party", "police", "ggz")
    checked(provision, rac="")
    with pytest.raises(Refusal, match="Nog geen antwoord") as refused:
        provide(provision)
    assert refused.value.article == "WGS 1.7(3)"
    answer(provision, "police", "agrees")
    answer(provision, "council", "no_objection")
    with pytest.raises(Refusal, match="GGZ De Brug"):
        provide(provision)
    with at_work("director") as _working, pytest.raises(IntegrityError) as error:
        force(provision, provided_at=timezone.now())
    assert constraint(error) == "provisions_everybody_assents"
    answer(provision, "ggz", "agrees")
    with pytest.raises(Refusal, match="rechtmatigheidstoets") as refused:
        provide(provision)
    assert refused.value.article == "WGS 1.7(2)"
    with at_work("director") as _working, pytest.raises(IntegrityError) as error:
        force(provision, provided_at=timezone.now())
    assert constraint(error) == "provisions_legality_tested"
    checked(provision, rac="RAC-2026-3")
    assert provide(provision).provided_at


@pytest.mark.law("WGS 1.7(3)", "R-27")
def test_no_objection_is_not_enough_for_special_data(asked, answer, at_work, world):
    provision = asked("third_party", "police")
    with pytest.raises(Refusal) as refused:
        answer(provision, "police", "no_objection")
    assert refused.value.article == "WGS 1.7(3)"
    with at_work("police"), pytest.raises(IntegrityError) as error, transaction.atomic():
        Reply.objects.filter(provision=provision, supplier=True).update(answer="no_objection")
    assert constraint(error) == "provisions_explicit_assent"


@pytest.mark.law("WGS 1.7(1)", "R-27")
def test_ordinary_data_for_a_participant_need_an_explicit_no_objection_of_the_supplier_only(
    asked, answer, checked, provide, as_owner
):
    provision = asked("participant", "council")
    with as_owner():
        assert [(each.organisation.name, each.explicit) for each in provision.replies.all()] == [
            ("College van B&W Waterdam", False)
        ]
    checked(provision)
    with pytest.raises(Refusal) as refused:
        provide(provision)
    assert refused.value.article == "WGS 1.7(1)"
    answer(provision, "council", "objects", "nog niet besproken")
    with pytest.raises(Refusal, match="Bezwaar van: College"):
        provide(provision)
    answer(provision, "council", "no_objection")
    assert provide(provision).provided_at


@pytest.mark.law("WGS 1.7(2)", "R-27")
def test_a_third_party_receives_nothing_when_any_participant_objects(asked, answer, checked, provide, at_work):
    provision = asked("third_party", "council")
    checked(provision)
    answer(provision, "council", "no_objection")
    answer(provision, "ggz", "no_objection")
    answer(provision, "police", "objects", "lopend onderzoek")
    with pytest.raises(Refusal, match="Bezwaar van: Politie"):
        provide(provision)
    with at_work("director"), pytest.raises(IntegrityError) as error:
        force(provision, provided_at=timezone.now())
    assert constraint(error) == "provisions_everybody_assents"


@pytest.mark.law("R-27")
def test_list_and_file_say_alike_how_many_answers_are_still_open(asked, client_of, world):
    provision, provisions = asked("third_party", "council"), f"/casussen/{world.case.number}/verstrekken/"
    for address in (provisions, f"{provisions}{provision.pk}/"):
        page = client_of("director").get(address).content.decode()
        assert "nog open" in page, address
        assert "alle antwoorden zijn binnen" not in page, address


@pytest.mark.law("WGS 1.7(2)")
def test_who_joins_while_the_round_runs_is_asked_too(asked, at_work, world, as_owner):
    from tests.support.world import join

    provision = asked("third_party", "council")
    with as_owner():
        join(world.case, world.people["probation"])
        assert provision.replies.filter(organisation=world.organisations["probation"], answer="open").exists()


@pytest.mark.law("WGS 1.7(1)", "R-09")
def test_each_organisation_answers_for_itself_and_the_process_director_for_nobody(asked, at_work, world, as_owner):
    provision = asked("participant", "police")
    for key in ("council", "ggz", "director"):
        with at_work(key):
            assert Reply.objects.filter(provision=provision).update(answer="agrees") == 0
    with as_owner():
        assert provision.replies.get().answer == "open"


@pytest.mark.law("BGS 1.10", "R-28")
def test_data_under_medical_secrecy_never_go_to_another_house(prepared, at_work, item):
    with pytest.raises(Refusal) as refused:
        prepared("network", "ggz")
    assert refused.value.article == "BGS 1.10"
    provision = prepared("network", "council")
    with at_work("director") as (_who, case), pytest.raises(IntegrityError) as error, transaction.atomic():
        Choice.objects.create(house_id=case.house_id, case=case, provision=provision, item=item("ggz"))
    assert constraint(error) == "provisions_no_secrecy_abroad"


@pytest.mark.law("BGS 1.10", "R-28")
def test_a_provision_that_is_readdressed_to_another_house_loses_what_may_not_go_there(
    prepared, at_work, world, as_owner
):
    provision = prepared("participant", "ggz", "council")
    with at_work("director") as (who, case):
        actions.readdress(who, case, provision, recipient={"kind": "network", "to_house_id": world.houses["BUUR"].pk})
    with as_owner():
        assert [each.item.supplier.name for each in provision.choices.all()] == ["College van B&W Waterdam"]


@pytest.mark.law("WGS 1.7(8)", "WGS 2.28(4)", "WGS 2.28(3)", "WGS 2.28(4)")
def test_another_house_receives_even_ordinary_data_with_assent_only(asked, as_owner):
    provision = asked("network", "council")
    with as_owner():
        assert provision.replies.get().explicit


@pytest.mark.law("WGS 2.29(3)", "R-23")
def test_what_a_supplier_attached_is_met_before_it_goes(
    prepared, answer, checked, provide, at_work, world, item, as_owner
):
    told = item("council")
    with as_owner():
        Item.objects.filter(pk=told.pk).update(conditions="Eerst bespreken met moeder")
    provision = prepared("participant", "council")
    with at_work("director") as (who, case):
        actions.ask(who, case, provision)
    answer(provision, "council", "no_objection")
    checked(provision)
    with pytest.raises(Refusal, match="voorwaarde") as refused:
        provide(provision)
    assert refused.value.article == "WGS 2.29(3)"
    with at_work("director"), pytest.raises(IntegrityError) as error:
        force(provision, provided_at=timezone.now())
    assert constraint(error) == "provisions_conditions_met"
    with as_owner():
        ConditionsMet.objects.create(
            house=world.case.house,
            case=world.case,
            item=told,
            how="besproken",
            account=world.people["council"],
        )
    assert provide(provision).provided_at


@pytest.mark.law("WGS 2.29(2)", "R-22")
def test_a_withdrawn_consent_stops_what_was_under_way(asked, answer, checked, provide, at_work, item, as_owner):
    provision = asked("participant", "ggz")
    answer(provision, "ggz", "agrees")
    checked(provision)
    told = item("ggz")
    with as_owner():
        Item.objects.filter(pk=told.pk).update(consent_withdrawn_on=timezone.localdate())
    with pytest.raises(Refusal) as refused:
        provide(provision)
    assert refused.value.article == "WGS 2.29(2)"
    with at_work("director"), pytest.raises(IntegrityError) as error:
        force(provision, provided_at=timezone.now())
    assert constraint(error) == "provisions_consent_stands"


@pytest.mark.law("BGS 1.8", "WGS 1.11", "WGS 1.7(4)", "R-27")
def test_the_database_wants_the_check_the_letter_and_the_feedback(asked, answer, at_work, world):
    provision = asked("participant", "council")
    answer(provision, "council", "no_objection")
    steps = [
        ({}, "provisions_is_checked"),
        ({"secrecy_noted": True}, "provisions_is_checked"),
        ({"accuracy_checked": True}, "provisions_has_its_letter"),
    ]
    with at_work("director") as (who, case):
        for fields, name in steps:
            force(provision, **fields) if fields else None
            with pytest.raises(IntegrityError) as error:
                force(provision, provided_at=timezone.now())
            assert constraint(error) == name
        letter = ProvisionLetter(house_id=case.house_id, case=case, provision=provision, account_id=who.account_id)
        letter.put("brief.pdf", "application/pdf", b"x")
        letter.save()
        for due in (None, timezone.localdate(), timezone.localdate().replace(year=timezone.localdate().year + 2)):
            with pytest.raises(IntegrityError) as error:
                force(provision, provided_at=timezone.now(), feedback_due=due)
            assert constraint(error) == "provisions_feedback_within_a_year"


@pytest.mark.law("WGS 1.7(1)")
def test_a_new_provision_cannot_begin_at_its_end(at_work, world):
    with at_work("director") as (who, case):
        made = Provision.objects.create(
            house_id=case.house_id,
            case=case,
            kind="participant",
            organisation=world.organisations["probation"],
            made_by_id=who.organisation_id,
            account_id=who.account_id,
            asked_at=timezone.now(),
            recipient_name="verzonnen",
        )
        made.refresh_from_db()
        assert (made.asked_at, made.recipient_name) == (None, "Reclassering Waterdam")


@pytest.mark.law("WGS 1.7(1)", "R-27")
def test_what_everybody_is_asked_about_does_not_change_any_more(asked, at_work, item):
    provision = asked("participant", "council")
    with at_work("director") as (who, case):
        with pytest.raises(Refusal):
            actions.motivate(who, case, provision, basis="legal_duty", task="x", necessity="anders")
        for fields in (
            {"necessity": "anders"},
            {"kind": "network"},
            {"asked_at": timezone.now()},
            {"basis": "legal_duty"},
        ):
            with pytest.raises(IntegrityError) as error:
                force(provision, **fields)
            assert constraint(error) == "provisions_round_is_fixed"
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Choice.objects.create(house_id=case.house_id, case=case, provision=provision, item=item("police"))
        assert constraint(error) == "provisions_round_is_fixed"
        assert Choice.objects.filter(provision=provision).delete()[0] == 0


@pytest.mark.law("WGS 1.7(1)")
def test_what_was_provided_or_withdrawn_stays_as_it_is(asked, answer, checked, provide, at_work):
    done, stopped = asked("participant", "council"), asked("participant", "police")
    answer(done, "council", "no_objection")
    checked(done)
    provide(done)
    with at_work("director") as (who, case):
        actions.withdraw(who, case, stopped)
        for provision in (done, stopped):
            with pytest.raises(IntegrityError) as error:
                force(provision, rac_reference="achteraf")
            assert constraint(error) == "provisions_final"
        with pytest.raises(Refusal):
            actions.provide(who, case, done)
    for key, provision in (("council", done), ("police", stopped)):
        with at_work(key), pytest.raises(IntegrityError) as error, transaction.atomic():
            Reply.objects.filter(provision=provision, organisation__ground__startswith="2.27").update(
                answer="objects", reason="te laat"
            )
        assert constraint(error) == "provisions_round_is_over"


@pytest.mark.law("WGS 1.7(1)", "R-23", "R-27")
def test_the_letter_holds_exactly_what_was_provided_under_its_conditions(
    asked, answer, checked, provide, as_owner, item, world, client_of
):
    told = item("council")
    with as_owner():
        Item.objects.filter(pk=told.pk).update(conditions="Alleen mondeling bespreken")
        ConditionsMet.objects.create(
            house=world.case.house, case=world.case, item=told, how="ja", account=world.people["council"]
        )
    provision = asked("third_party", "police", "council")
    for key, said in (("police", "agrees"), ("council", "agrees"), ("ggz", "no_objection")):
        answer(provision, key, said)
    checked(provision)
    provide(provision)
    answered = client_of("director").get(f"/casussen/{world.case.number}/verstrekken/{provision.pk}/brief/")
    assert answered.status_code == 200
    assert answered["Content-Disposition"].startswith("attachment")
    reader = PdfReader(io.BytesIO(answered.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "Drie meldingen van geweld",
        "Urgentie toegekend",
        "Alleen mondeling bespreken",
        "Hans Altena",
        "RAC-2026-3",
        "WGS 1.11",
        "Jeugdwet 2.3",
    ):
        assert words in text
    assert "In behandeling sinds mei" not in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_a_letter_is_read_and_made_only_by_who_reads_every_item_in_it(
    asked, answer, checked, provide, at_work, world, client_of
):
    provision = asked("participant", "ggz", "police")  # the police may not read the item of the GGZ
    for key in ("ggz", "police"):
        answer(provision, key, "agrees")
    checked(provision)
    with pytest.raises(Refusal) as refused:
        provide(provision, by="police")
    assert refused.value.article == "WGS 2.31(4)"
    with at_work("police") as (who, case):
        letter = ProvisionLetter(house_id=case.house_id, case=case, provision=provision, account_id=who.account_id)
        letter.put("brief.pdf", "application/pdf", b"x")
        with pytest.raises(DatabaseError), transaction.atomic():
            letter.save()
    provide(provision)
    address = f"/casussen/{world.case.number}/verstrekken/{provision.pk}/brief/"
    assert [client_of(key).get(address).status_code for key in ("director", "council", "police", "ggz")] == [
        200,
        200,
        404,
        404,
    ]


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_nobody_passes_on_what_he_may_not_read(at_work, prepared, item):
    provision = prepared("participant", "council", by="police")
    with at_work("police") as (who, case):
        with pytest.raises(Exception, match="niet meer voor u"):
            actions.choose(who, case, provision, items=[item("ggz").pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            Choice.objects.create(house_id=case.house_id, case=case, provision=provision, item=item("ggz"))


@pytest.mark.law("WGS 2.27(3)", "R-27")
def test_a_private_participant_provides_nothing_from_the_case(at_work, world):
    with at_work("ggz") as (who, case):
        with pytest.raises(Refusal) as refused:
            actions.begin(
                who, case, recipient={"kind": "participant", "organisation_id": world.organisations["probation"].pk}
            )
        assert refused.value.article == "WGS 1.7(1)"
        with pytest.raises(DatabaseError), transaction.atomic():
            Provision.objects.create(
                house_id=case.house_id,
                case=case,
                kind="participant",
                organisation=world.organisations["probation"],
                made_by_id=who.organisation_id,
                account_id=who.account_id,
            )


@pytest.mark.law("R-24", "WGS 2.31(4)")
def test_who_sees_a_provision_of_the_case(asked, at_work, item):
    provision = asked("participant", "council", "ggz")
    seen = {}
    for key in ("director", "police", "council", "ggz"):
        with at_work(key):
            seen[key] = (
                Provision.objects.filter(pk=provision.pk).count(),
                Choice.objects.filter(provision=provision).count(),
                Reply.objects.filter(provision=provision).count(),
            )
    assert seen == {"director": (1, 2, 2), "police": (1, 1, 2), "council": (1, 2, 2), "ggz": (1, 2, 1)}
    other = asked("participant", "police")
    with at_work("ggz"):
        assert not Provision.objects.filter(pk=other.pk).exists()


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_closing_ends_what_was_under_way(asked, third, world, as_owner):
    provision, guest = asked("participant", "council"), third()
    with as_owner():
        close(world.case, world.people["council"])
        provision.refresh_from_db()
        guest.refresh_from_db()
        assert provision.withdrawn_at
        assert guest.until


@pytest.mark.law("R-72", "WGS 1.8(4)")
def test_providing_is_logged_per_person_with_categories(asked, answer, checked, provide, as_owner, world):
    provision = asked("participant", "police", "council")
    for key in ("police", "council"):
        answer(provision, key, "agrees")
    checked(provision)
    provide(provision)
    with as_owner():
        lines = Event.objects.filter(action="provision.provide")
        assert {line.subject_id for line in lines} == {world.persons["father"].pk, world.persons["mother"].pk}
        assert {tuple(line.categories) for line in lines} == {(3, 7)}
        assert {line.thing for line in lines} == {f"provision:{provision.pk}"}


@pytest.mark.law("BGS 1.7")
def test_a_letter_goes_when_an_item_in_it_is_destroyed_and_the_recipient_is_to_be_told(
    asked, answer, checked, provide, at_work, as_owner, item, act_as, world
):
    provision = asked("participant", "council")
    answer(provision, "council", "no_objection")
    checked(provision)
    provide(provision)
    told = item("council")
    with as_owner():
        Item.objects.filter(pk=told.pk).update(status="destroyed", text="", motivation="", conditions="")
        assert not ProvisionLetter.objects.filter(provision=provision).exists()
    with at_work("director") as (who, case):
        assert any("laat Reclassering Waterdam weten" in work.title for work in queries.my_work(who))
        (change,) = queries.changes(queries.choices(queries.one(case, provision.pk)))
        actions.tell(who, case, change["choice"], change=change["change"], how="gebeld met Rob")
        assert not queries.changes(queries.choices(queries.one(case, provision.pk)))


def test_of_several_changes_the_one_that_was_sent_says_what_is_wrong_and_keeps_what_was_typed(
    asked, answer, checked, provide, as_owner, item, client_of, world
):
    provision = asked("participant", "council")
    answer(provision, "council", "no_objection")
    checked(provision)
    provide(provision)
    gone = item("council")
    with as_owner():
        Item.objects.filter(pk=gone.pk).update(
            status="destroyed", text="", motivation="", conditions="", restricted_on=timezone.localdate()
        )
    client, page = client_of("director"), reverse("provisions:provision", args=[world.case.number, provision.pk])
    first, _second = (form for form in forms_of(client.get(page)) if "how" in form.fields)
    refused = client.post(first.action, first.sent(how="x" * 301))
    assert refused.status_code == 422
    assert [form.fields["how"] for form in forms_of(refused) if "how" in form.fields] == [["x" * 301], [""]]
    assert refused.text.count("ams-error-message") == 1


@pytest.mark.law("AVG 19", "AVG 18")
def test_the_recipient_hears_that_use_of_an_item_is_restricted_and_that_this_is_over(
    asked, answer, checked, provide, at_work, as_owner, item
):
    provision = asked("participant", "council")
    answer(provision, "council", "no_objection")
    checked(provision)
    provide(provision)
    told = item("council")

    def mark(day) -> None:
        with as_owner():
            Item.objects.filter(pk=told.pk).update(restricted_on=day)

    def changes(case) -> list[dict]:
        return queries.changes(queries.choices(queries.one(case, provision.pk)))

    mark(timezone.localdate())
    with at_work("director") as (who, case):
        (change,) = changes(case)
        assert change["change"] == "restricted"
    mark(None)
    with at_work("director") as (who, case):
        assert not changes(case)  # who never heard of it hears of no end
    mark(timezone.localdate())
    with at_work("director") as (who, case):
        (change,) = changes(case)
        actions.tell(who, case, change["choice"], change=change["change"], how="gebeld met Rob")
        assert not changes(case)
    mark(None)
    with at_work("director") as (who, case):
        assert [change["change"] for change in changes(case)] == ["released"]


@pytest.mark.law("AVG 18", "R-27")
def test_a_restriction_stops_what_was_under_way(asked, answer, checked, provide, at_work, item, as_owner):
    provision = asked("participant", "ggz")
    answer(provision, "ggz", "agrees")
    checked(provision)
    told = item("ggz")
    with as_owner():
        Item.objects.filter(pk=told.pk).update(restricted_on=timezone.localdate())
    with pytest.raises(Refusal, match="beperkt"):
        provide(provision)
    with at_work("director"), pytest.raises(IntegrityError) as error:
        force(provision, provided_at=timezone.now())
    assert constraint(error) == "exchange_use_restricted"


@pytest.mark.law("WGS 1.7(4)", "R-27")
def test_feedback_is_asked_for_within_a_year_and_late_feedback_is_work(
    asked, answer, checked, provide, at_work, monkeypatch
):
    provision = asked("participant", "council")
    answer(provision, "council", "no_objection")
    checked(provision)
    with at_work("director") as (who, case), pytest.raises(Refusal) as refused:
        actions.report_feedback(
            who, case, provision, received_on=timezone.localdate(), followed_up=True, text="goed gebruikt"
        )
    assert refused.value.article == "WGS 1.7(4)"
    provision = provide(provision)
    with at_work("director") as (who, case), monkeypatch.context() as later:
        assert not [work for work in queries.my_work(who) if "terugkoppeling" in work.title]
        later.setattr(timezone, "localdate", lambda *_at: provision.feedback_due + timedelta(days=1))
        (late,) = [work for work in queries.my_work(who) if "terugkoppeling" in work.title]
        assert late.late
    with at_work("director") as (who, case):
        provision = queries.one(case, provision.pk)
        actions.report_feedback(
            who, case, provision, received_on=timezone.localdate(), followed_up=True, text="goed gebruikt"
        )
        assert not [work for work in queries.my_work(who) if "terugkoppeling" in work.title]


@pytest.mark.law("R-78", "AVG 32")
@pytest.mark.parametrize(
    "written", ["Schuilplaats {number}", "aan de SCHUIL-PLAATS  {number} boven", "postcode 2312 ab"]
)
@pytest.mark.parametrize("where", ["item", "necessity"])
def test_no_letter_tells_where_somebody_hides(prepared, at_work, world, as_owner, written, where):
    with as_owner():
        told = f"Zij woont {written}".format(number=Address.objects.get(person=world.persons["mother"]).number)
    provision = prepared("participant", "police")
    with as_owner():
        if where == "item":
            Item.objects.filter(case=world.case).update(text=told)
        else:
            Provision.objects.filter(pk=provision.pk).update(necessity=told)
    with at_work("director") as (who, case), pytest.raises(Refusal, match="geheim adres"):
        actions.ask(who, case, provision)
    with as_owner():  # whom nothing hides may be written about
        AddressSecrecy.objects.filter(person=world.persons["mother"]).delete()
        Address.objects.filter(person=world.persons["mother"]).delete()
    with at_work("director") as (who, case):
        actions.ask(who, case, provision)


@pytest.mark.law("R-78", "AVG 32")
def test_who_hides_after_the_question_was_asked_is_kept_from_the_letter_too(
    asked, answer, checked, provide, world, as_owner
):
    father = world.persons["father"]
    with as_owner():
        home = Address.objects.get(person=father)
        Item.objects.filter(case=world.case).update(text=f"hij woont {home.street} {home.number}")
    provision = asked("participant", "police")
    answer(provision, "police", "agrees")
    checked(provision)
    with as_owner():
        AddressSecrecy.objects.create(
            house=father.house, person=father, origin="house", reason="dreiging", account=world.people["director"]
        )
    with pytest.raises(Refusal, match="geheim adres"):
        provide(provision)
