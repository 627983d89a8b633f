"""Opening a person's file asks for two people or a proof; a letter tells nobody where somebody lives secretly."""

from contextlib import contextmanager
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from eenplan.access.models import Grant
from eenplan.cases.models import Case
from eenplan.exchange.models import Item
from eenplan.law.rules import Refusal
from eenplan.people.models import Address, CitizenNumber, Person
from eenplan.rights.models import Applicant, Letter, Request
from eenplan.rights.requests import actions, queries, rules
from eenplan.rights.requests.telling import told_about
from tests.rights.test_requests import EVERYBODY, answer, decide, identify, judge, opened, register, text_of

TODAY = timezone.localdate()
#: what somebody can write down about how a request came in; the one that is a proof no person can
BY_HAND = [how for how in Applicant.How.values if how != Applicant.How.PORTAL]
SECRET = "Schuilplaats"


def checked(act_as, world, request, identity="document"):
    """The handler records how the identity was checked, and no more."""
    with act_as(world.people["contact"]) as who:
        actions.identify(who, queries.one(who, request.number), identity=identity, identity_checked_on=TODAY)


@contextmanager
def refused(*constraints):
    """The database refuses this by one of these rules."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        yield
    assert error.value.__cause__.diag.constraint_name in constraints


def sql(question, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(question, parameters)
        return cursor.fetchall() if cursor.description else None


def page(who, world, request, client):
    return client.get(request.get_absolute_url()).content.decode()


def person_page(who, world, request, client):
    return client.get(reverse("people:person", args=[world.persons["mother"].pk])).content.decode()


def search(who, world, request, client):
    found = [client.get(reverse("search"), {"q": asked}).content.decode() for asked in ("Bakker", "999990020")]
    return "".join(found).replace("999990020", "")


def draft(who, world, request, client):
    return client.get(reverse("rights:request_decide", args=[request.number])).content.decode()


def letter(who, world, request, client):
    """The one letter that may go before: that it takes longer."""
    sent = actions.extend(who, queries.one(who, request.number), reason="Het is druk.")
    return " ".join(each.extract_text() for each in PdfReader(BytesIO(sent.content)).pages)


def answering(who, world, request, client):
    with pytest.raises(Refusal):
        actions.decide(who, queries.one(who, request.number), outcome="granted", motive="Alles.")
    return str(told_about(world.persons["mother"].pk))


def looking_up(who, world, request, client):
    with refused("rights_identity_first"):
        sql("SELECT rights_find_person(%s)", request.pk)
    asked = {"name": "Bakker", "birth_date": "", "bsn": "999990020"}
    with pytest.raises(Refusal, match="staat nog niet vast"):
        actions.search_again(who, queries.one(who, request.number), **asked)
    return ""


def judging_oneself(who, world, request, client):
    with pytest.raises(Refusal, match="niet zelf"):
        actions.judge_identity(who, queries.one(who, request.number), enough=True)
    for forged in ("judged_by_id = access_account()", f"judged_by_id = {world.people['contact_two'].pk}"):
        with refused("rights_identity_takes_two", "rights_identity_in_own_name"):
            sql(f"UPDATE rights_applicant SET judged_at = now(), {forged} WHERE request_id = %s", request.pk)
    with refused("rights_identity_in_own_name"):  # as if the colleague had checked
        sql("UPDATE rights_applicant SET identity_by_id = %s", world.people["contact_two"].pk)
    return ""


def claiming_a_proof(who, world, request, client):
    with pytest.raises(ProgrammingError, match="permission denied"):
        sql("UPDATE rights_applicant SET how = 'portal' WHERE request_id = %s", request.pk)
    assert "how" in client.post(reverse("rights:request_register"), {"how": "portal"}).context["form"].errors
    return ""


def exporting(who, world, request, client):
    """What the supervisor of the house hands over is of the log; the contact point has no part in it."""
    for export in ("audit:exports", "audit:export", "audit:audit_file"):
        assert client.get(reverse(export)).status_code in (403, 404, 405)
    return ""


ACTS = (
    page, person_page, search, draft, letter, answering, looking_up, judging_oneself, claiming_a_proof, exporting,
)  # fmt: skip


@pytest.mark.law("AVG 12", "R-40", "R-78")
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("how", BY_HAND)
def test_before_a_second_person_judged_nothing_opens(how, act, act_as, world, client_of):
    """Every means of request × every act, with a BSN given and the identity ticked off by the handler alone."""
    request = register(act_as, world, "mother", how=how, bsn="999990020", applicant_name="Mevrouw B.")
    checked(act_as, world, request, identity="electronic" if how == "email" else "document")
    with act_as(world.people["contact"]) as who:
        text = act(who, world, request, client_of("contact"))
        for table in (CitizenNumber, Address, Item):
            assert not table.objects.exists(), table
        assert not Case.objects.filter(closed_at=None).exists()  # of a closed one the bare file
        assert not Person.objects.filter(pk=world.persons["mother"].pk).exists()
    for never in (SECRET, "Sanne", world.case.number, "Geen geweld meer thuis"):
        assert never not in text
    assert not Grant.objects.filter(scope="answer", object_id=world.persons["mother"].pk).exists()


@pytest.mark.law("AVG 12", "R-40")
@pytest.mark.parametrize("how", BY_HAND)
def test_a_second_contact_point_opens_it(how, act_as, world):
    request = register(act_as, world, how=how)
    checked(act_as, world, request)
    with act_as(world.people["contact_two"]) as who:
        assert list(queries.to_judge(who)) == [request]
    assert judge(act_as, world, request) == 1
    with act_as(world.people["contact"]) as who:
        assert Person.objects.filter(pk=world.persons["father"].pk).exists()
        assert not queries.to_judge(who).exists()
        applicant = queries.one(who, request.number).applicant
        assert (applicant.identity_by, applicant.judged_by) == (world.people["contact"], world.people["contact_two"])
    with act_as(world.people["contact_two"]):  # who judges does not read the file
        assert not Person.objects.filter(pk=world.persons["father"].pk).exists()


@pytest.mark.law("AVG 12", "R-40")
def test_what_came_in_with_a_proof_needs_no_second_person(act_as, world, as_owner):
    """A system brings it, here the owner; the contact point finds the person, and changes nothing of what was proved."""
    request = register(act_as, world)
    with as_owner():
        Applicant.objects.filter(request=request).update(how="portal")
    with act_as(world.people["contact"]) as who:
        for changed in ({"bsn": "999990020"}, {"address": "Elders 1"}):
            with refused("rights_proof_stays"):
                Applicant.objects.filter(request=request).update(**changed)
        with refused("rights_proof_stays"):
            Request.objects.filter(pk=request.pk).update(name="Bakker")
        same = {"name": request.name, "birth_date": request.birth_date, "bsn": ""}
        assert actions.search_again(who, queries.one(who, request.number), **same) == 1


@pytest.mark.law("AVG 12", "R-40")
def test_nobody_writes_down_that_a_request_came_in_with_a_proof(act_as, world):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        register(act_as, world, how="portal")


@pytest.mark.law("AVG 12", "R-40")
@pytest.mark.parametrize(
    "changed", [{"bsn": "999990020"}, {"address": "Elders 1"}, {"name": "Bakker"}, {"birth_date": "1985-00-00"}]
)
def test_what_was_judged_is_judged_again_once_it_changes(changed, act_as, world):
    """Judged for one person and opened for another, or sent elsewhere: not by changing it afterwards."""
    request = register(act_as, world, name="Onbekend", birth_date="1950-01-01")
    assert identify(act_as, world, request) == 0
    with act_as(world.people["contact"]):
        table = Request if set(changed) & {"name", "birth_date"} else Applicant
        key = "pk" if table is Request else "request"
        table.objects.filter(**{key: request.pk}).update(**changed)
        assert Applicant.objects.get(request=request).judged_at is None
        with refused("rights_identity_first"):
            sql("SELECT rights_find_person(%s)", request.pk)


@pytest.mark.law("AVG 12")
def test_who_asked_and_how_that_was_checked_stays_once_the_person_is_found(act_as, world):
    request = opened(act_as, world)
    with act_as(world.people["contact"]):
        for changed in ({"address": "Elders 1"}, {"bsn": "999990020"}, {"identity": "known"}):
            with refused("rights_begins_at_receipt"):
                Applicant.objects.filter(request=request).update(**changed)
        assert Applicant.objects.filter(request=request).update(handed_by="de wijkagent") == 1


@pytest.mark.law("AVG 12", "R-40")
def test_a_check_that_is_not_enough_is_done_again(act_as, world, client_of):
    request = register(act_as, world)
    checked(act_as, world, request)
    second = client_of("contact_two")
    judging = reverse("rights:request_judge", args=[request.number])
    assert second.post(judging, {"judge-enough": "no"}).status_code == 422
    assert second.post(judging, {"judge-enough": "no", "judge-doubt": "Kopie zonder datum."}).status_code == 302
    shown = client_of("contact").get(request.get_absolute_url()).content.decode()
    assert "Kopie zonder datum." in shown
    assert "Controleer eerst de identiteit" in shown
    assert client_of("contact").post(judging, {"judge-enough": "yes"}).status_code == 422, "not in this state"
    checked(act_as, world, request)
    assert judge(act_as, world, request) == 1
    assert second.post(judging, {"judge-enough": "yes"}).status_code == 422, "once"


@pytest.mark.law("AVG 12")
@pytest.mark.parametrize("by", ["contact", "neighbour", "council", "auditor", "manager"])
def test_who_checked_or_is_no_contact_point_here_does_not_judge(by, act_as, world):
    request = register(act_as, world)
    checked(act_as, world, request)
    with act_as(world.people["contact"]) as who:
        asked = queries.one(who, request.number)
    with act_as(world.people[by]) as who, pytest.raises(Refusal):
        actions.judge_identity(who, asked, enough=True)


# The letter


@pytest.mark.law("R-78", "AVG 32")
@pytest.mark.parametrize("outcome", ["granted", "dismissed"])
@pytest.mark.parametrize("capacity", ["person", "agent"])
def test_a_letter_to_who_lives_secretly_is_handed_over_without_an_address(outcome, capacity, act_as, world):
    """Whoever asks and whatever is answered: no address outside, inside her own and only to herself."""
    road = f"{SECRET} 1\n2312 AB Waterdam"  # as she wrote it herself
    asked = {"address": road, "capacity": capacity, "authority": "volmacht", "bsn": "999990020"}
    request = opened(act_as, world, "mother", **asked)
    answer(act_as, world, request, *EVERYBODY)
    with pytest.raises(Refusal, match="niet met de post"):
        decide(act_as, world, request, outcome=outcome)
    with act_as(world.people["contact"]) as who:
        with pytest.raises(Refusal, match="niet met de post"):
            actions.extend(who, queries.one(who, request.number), reason="Druk.")
        by_post = Letter(
            house_id=request.house_id, request=request, person=world.persons["mother"], account_id=who.account_id
        )
        by_post.put("brief.pdf", "application/pdf", b"%PDF-1.7")
        with refused("rights_letter_handed_over"):
            by_post.save()
        actions.send_by_hand(who, queries.one(who, request.number), handed_by="wijkagent J. Smit")
    text = text_of(act_as, world, decide(act_as, world, request, outcome=outcome))
    outside, inside = text.split("Ons besluit", 1)
    assert "Persoonlijk overhandigd door wijkagent J. Smit" in outside
    assert SECRET not in outside
    assert "2312" not in outside
    if outcome == "dismissed":
        assert SECRET not in inside


@pytest.mark.law("R-78", "AVG 32")
def test_who_stays_in_a_shelter_gets_no_letter_by_post_either(act_as, world, as_owner):
    """Secret by its kind, and not seen by who answers an agent."""
    with as_owner():
        Address.objects.filter(person=world.persons["father"]).update(kind="shelter", secret=True)
    request = opened(act_as, world, capacity="agent", authority="volmacht")
    answer(act_as, world, request, *EVERYBODY)
    with pytest.raises(Refusal, match="niet met de post"):
        decide(act_as, world, request)


@pytest.mark.law("R-78", "AVG 15")
def test_a_letter_to_another_address_than_the_registrys_warns_and_is_confirmed(act_as, world, client_of):
    request = opened(act_as, world, address="Elders 9\n1234 XX Verweg")
    answer(act_as, world, request, *EVERYBODY)
    deciding = reverse("rights:request_decide", args=[request.number])
    assert "ander adres dan het woonadres" in client_of("contact").get(deciding).content.decode()
    with pytest.raises(ValidationError, match="ander dan het woonadres"):
        decide(act_as, world, request)
    given = {"outcome": "granted", "motive": "Alles.", "read": "on"}
    refused = client_of("contact").post(deciding, given)
    assert "address_checked" in refused.context["form"].errors
    assert client_of("contact").post(deciding, {**given, "address_checked": "on"}).status_code == 302


@pytest.mark.law("R-78", "AVG 15")
def test_a_letter_to_the_address_of_the_registry_warns_of_nothing(act_as, world, client_of):
    request = opened(act_as, world)
    with act_as(world.people["contact"]) as who:
        assert not queries.address_differs(queries.one(who, request.number))


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Dorpsstraat 12a\n1234 AB Ergens", True),
        ("T.a.v. mevrouw X\nDORPSSTRAAT 12 A\n1234ab ERGENS", True),
        ("Dorpsstraat 12-a, 1234 AB", True),
        ("Dorpsstraat 12\n1234 AB Ergens", False),
        ("Dorpsstraat 112a\n1234 AB Ergens", False),
        ("Dorpsstraat 12a\n1234 AC Ergens", False),
        ("Postbus 9, Ergens", False),
        ("", False),
    ],
)
def test_an_address_is_the_same_however_it_is_written(written, same):
    assert rules.same_place(written, "1234AB", "12a", "Ergens") is same
