"""Informing persons: everybody who comes into a case is told in time, unless an organisation invokes an exception."""

import io
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from eenplan.cases.models import Member
from eenplan.cases.pages import open_case
from eenplan.law.rules import Refusal
from eenplan.rights.information import actions, letter, queries, rules
from eenplan.rights.models import InformationDuty, InformationLetter, InformationOutcome

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=60)
EXCEPTION = {"ground": "i", "motivation": "Weet hij ervan, dan loopt zij gevaar.", "review_on": LATER}


@pytest.fixture
def duty(world, as_owner):
    """`duty("father")`: the duty of a person in the open case."""

    def find(key):
        with as_owner():
            return InformationDuty.objects.get(case=world.case, person=world.persons[key])

    return find


@pytest.fixture
def opine(world, act_as):
    """`opine("police", duty, **exception)`: an organisation on the case speaks."""

    def speak(key, about, **exception):
        with act_as(world.people[key]) as who:
            return actions.opine(who, open_case(who, world.case.number), about, **exception)

    return speak


@pytest.fixture
def all_agree(world, opine, as_owner):
    """Every organisation on the case says it has no objection."""

    def agree(about):
        for key in ("police", "council", "ggz"):  # who takes part
            opine(key, about)

    return agree


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@given(st.dates(min_value=date(2025, 3, 1), max_value=date(2100, 1, 1)))
@settings(max_examples=300)
@pytest.mark.law("AVG 14", "R-42")
def test_the_term_is_one_month_for_any_day(began):
    due = rules.due(began)
    assert (due.year * 12 + due.month) - (began.year * 12 + began.month) == 1
    assert due.day == began.day or ((due + timedelta(days=1)).day == 1 and due.day < began.day)


@pytest.mark.law("R-42")
@pytest.mark.parametrize("began", ["2027-01-31", "2028-01-31", "2027-12-31", "2026-10-25", "2028-02-29"])
def test_the_database_reckons_the_month_alike(began, world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + interval '1 month')::date", [began])
        assert cursor.fetchone()[0] == rules.due(date.fromisoformat(began))


@pytest.mark.law("AVG 14", "BGS 1.3", "R-42")
def test_every_member_of_every_case_has_a_duty_however_he_came_in(world, as_owner):
    with as_owner():
        subject = Member.objects.get(case=world.case, person=world.persons["father"])
        added = Member.objects.create(
            house=world.case.house,
            case=world.case,
            person=world.persons["stranger"],
            part="circle",
            circle_of=subject,
            relation="other",
            reason="buurman",
        )
        duty = InformationDuty.objects.get(member=added)
        assert (duty.state, duty.due_on) == ("open", rules.due(TODAY))
        assert Member.objects.filter(information_duty=None).count() == 0


@pytest.mark.law("BGS 1.3", "R-42")
def test_the_contact_point_sees_whom_to_inform_and_nothing_else_of_the_case(world, act_as, duty):
    father = duty("father")
    with act_as(world.people["contact"]):
        found = queries.persons(queries.duties())[father.pk]
        assert (found.name, found.case) == ("Karel de Vries", world.case.number)
        assert found.address[0].startswith("Vlietweg")
        for table in ("cases_case", "cases_member", "exchange_item", "people_person", "people_address"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table} WHERE house_id = %s", [world.case.house_id])
                (seen,) = cursor.fetchone()
            with_closed_only = {"cases_case": 1, "cases_member": 1, "people_person": 1}
            assert seen <= with_closed_only.get(table, 1 if table == "people_address" else 0), table
    with act_as(world.people["police"]), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rights_persons_to_inform(%s)", [[father.pk]])
        assert cursor.fetchone() == (0,)


@pytest.mark.law("R-42", "R-78")
def test_a_secret_address_is_not_given_to_the_contact_point(world, act_as, duty):
    mother = duty("mother")
    with act_as(world.people["contact"]):
        person = queries.persons([mother])[mother.pk]
        assert person.secret
        assert person.address == []
        assert "Schuilplaats" not in text_of(letter.write(_with_house(mother), TODAY))


@pytest.mark.law("R-72")
def test_whom_the_contact_point_reads_is_logged_per_person(world, client_of, as_owner, duty):
    client_of("contact").get("/informatieplicht/")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_event WHERE subject_id = %s AND access_point LIKE 'GET /informatieplicht/%%'",
            [world.persons["father"].pk],
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.law("AVG 14", "BGS 1.3", "R-42")
def test_once_all_have_spoken_the_person_is_informed_with_a_kept_letter(world, act_as, duty, all_agree, as_owner):
    father = duty("father")
    all_agree(father)
    with act_as(world.people["contact"]) as who:
        actions.inform(who, _with_house(father), on=TODAY, manner="letter")
    with as_owner():
        kept = InformationLetter.objects.get(outcome__duty=father)
        content = text_of(kept.content)
    assert duty("father").state == "informed"
    assert "Karel de Vries" in content
    assert "Autoriteit Persoonsgegevens" in content
    for other in ("Sanne", "Bakker", "Tim", "Politie Waterdam weet"):
        assert other not in content


@pytest.mark.law("AVG 14", "AVG 32", "R-78")
def test_a_letter_that_informs_who_lives_secretly_is_handed_over(world, act_as, duty, all_agree, as_owner):
    mother = duty("mother")
    all_agree(mother)
    with act_as(world.people["contact"]) as who:
        with pytest.raises(Refusal, match="niet met de post"):
            actions.inform(who, _with_house(mother), on=TODAY, manner="letter")
        assert "rights_letter_handed_over" in _refused(who, mother, kind="informed", manner="letter", on=TODAY)
        actions.inform(who, _with_house(mother), on=TODAY, manner="letter", handed_by="wijkagent J. Smit")
    with as_owner():
        content = text_of(InformationLetter.objects.get(outcome__duty=mother).content)
    assert "Persoonlijk overhandigd door wijkagent J. Smit" in content
    assert "Schuilplaats" not in content
    assert "2312" not in content


@pytest.mark.law("BGS 1.3", "R-42")
def test_nobody_is_informed_before_the_organisations_spoke_or_the_last_day_came(world, act_as, duty, as_owner):
    father = duty("father")
    with act_as(world.people["contact"]) as who:
        with pytest.raises(Refusal, match="Nog geen oordeel van"):
            actions.inform(who, _with_house(father), on=TODAY, manner="talk")
        assert "rights_consult_first" in _refused(who, father, kind="informed", manner="talk", on=TODAY)
    with as_owner():
        InformationDuty.objects.filter(pk=father.pk).update(due_on=TODAY)
    with act_as(world.people["contact"]) as who:
        actions.inform(who, _with_house(duty("father")), on=TODAY, manner="talk")
    assert duty("father").state == "informed"


@pytest.mark.law("BGS 1.3", "UAVG 41", "R-41", "R-42")
def test_an_exception_stops_informing_until_it_lapses_and_then_the_person_is_told_after_all(
    world, act_as, duty, opine, all_agree
):
    father = duty("father")
    all_agree(father)
    opine("ggz", father, **EXCEPTION)
    with act_as(world.people["contact"]) as who:
        with pytest.raises(Refusal, match="uitzondering van: GGZ De Brug"):
            actions.inform(who, _with_house(father), on=TODAY, manner="letter")
        assert "rights_exception_stands" in _refused(who, father, kind="informed", manner="talk", on=TODAY)
        actions.omit(who, father, **{**EXCEPTION, "review_on": LATER + timedelta(days=30)})
    assert (duty("father").state, duty("father").review_on) == ("omitted", LATER)  # the earliest counts
    opine("ggz", father)
    lapsed = duty("father")
    assert (lapsed.state, lapsed.review_on, lapsed.due_on) == ("open", None, rules.due(TODAY))
    with act_as(world.people["contact"]) as who:
        actions.inform(who, _with_house(lapsed), on=TODAY, manner="through")
    assert duty("father").state == "informed"


@pytest.mark.law("BGS 1.3", "UAVG 41", "R-42")
def test_an_exception_is_used_only_when_an_organisation_invokes_it(world, act_as, duty):
    father = duty("father")
    with act_as(world.people["contact"]) as who:
        with pytest.raises(Refusal, match="Geen organisatie beroept zich"):
            actions.omit(who, father, **EXCEPTION)
        assert "rights_exception_invoked" in _refused(who, father, kind="omitted", on=TODAY, **EXCEPTION)
        actions.omit(who, father, ground="avg14", motivation="Adres onbekend.", review_on=LATER)
        assert duty("father").state == "omitted"
        actions.reopen(who, duty("father"), motivation="Adres is nu bekend.")
    assert duty("father").state == "open"


@pytest.mark.law("R-42")
def test_somebody_is_informed_once(world, act_as, duty, all_agree):
    father = duty("father")
    all_agree(father)
    with act_as(world.people["contact"]) as who:
        actions.inform(who, _with_house(father), on=TODAY, manner="talk")
        with pytest.raises(Refusal, match="al geïnformeerd"):
            actions.inform(who, _with_house(father), on=TODAY, manner="talk")
        assert "rights_informed_once" in _refused(who, father, kind="informed", manner="talk", on=TODAY)


@pytest.mark.law("BGS 1.3")
@pytest.mark.parametrize("key", ["police", "director", "manager", "auditor", "administrator"])
def test_only_the_contact_point_informs(key, world, act_as, duty):
    father = duty("father")
    with act_as(world.people[key]) as who:
        with pytest.raises(Refusal):
            actions.inform(who, father, on=TODAY, manner="talk")
        put_off = {"kind": "omitted", "ground": "avg14", "motivation": "x", "review_on": LATER, "on": TODAY}
        assert "row-level security" in _refused(who, father, **put_off)


@pytest.mark.law("BGS 1.3")
def test_an_organisation_speaks_for_itself_and_reads_only_its_own_opinion(world, act_as, duty, opine):
    father = duty("father")
    opine("ggz", father, **EXCEPTION)
    with act_as(world.people["police"]):
        assert father.opinions.count() == 0
    with act_as(world.people["ggz_colleague"]):
        assert father.opinions.count() == 0  # does not take part
    with act_as(world.people["contact"]):
        assert father.opinions.get().motivation == EXCEPTION["motivation"]


@pytest.mark.law("UAVG 41", "R-41")
@given(days=st.integers(min_value=-400, max_value=800))
@settings(max_examples=60)
def test_what_is_put_off_is_looked_at_again_within_a_year(days):
    moment = TODAY + timedelta(days=days)
    within = TODAY < moment <= date(TODAY.year + 1, TODAY.month, min(TODAY.day, 28 if TODAY.month == 2 else TODAY.day))
    try:
        rules.review_soon(moment, TODAY)
        assert within
    except Refusal:
        assert not within


@pytest.mark.law("UAVG 41", "R-41")
@pytest.mark.parametrize("day", [date(9999, 12, 31), TODAY])
def test_the_database_lets_nobody_put_off_informing_for_ever(day, world, act_as, duty, opine, monkeypatch):
    monkeypatch.setattr(rules, "review_soon", lambda *given: None)
    with pytest.raises(DatabaseError, match="within a year"), transaction.atomic():
        opine("police", duty("father"), **{**EXCEPTION, "review_on": day})
    with (
        act_as(world.people["contact"]) as who,
        pytest.raises(DatabaseError, match="within a year"),
        transaction.atomic(),
    ):
        actions.omit(who, duty("father"), ground="avg14", motivation="Onmogelijk.", review_on=day)


@pytest.mark.law("AVG 14", "R-42")
def test_the_letter_for_a_child_goes_to_parent_or_guardian(world, act_as, duty):
    daughter = duty("daughter")
    with act_as(world.people["contact"]):
        content = text_of(letter.write(_with_house(daughter), TODAY))
    assert "Aan de ouder of voogd van Lotte de Vries" in content
    assert not rules.under_age("", TODAY)
    assert not rules.under_age("1985-00-00", TODAY)
    assert rules.under_age(f"{TODAY.year - 10}-00-00", TODAY)


@pytest.mark.law("AVG 14")
def test_the_letter_is_tagged_and_in_dutch_also_for_an_english_reader(world, act_as, duty):
    from django.utils.translation import override

    with act_as(world.people["contact"]), override("en"):
        pdf = letter.write(_with_house(duty("father")), TODAY)
    reader = PdfReader(io.BytesIO(pdf))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.trailer["/Root"]["/Lang"].startswith("nl")
    assert "Wij gebruiken gegevens over u" in text_of(pdf)


def test_the_work_of_contact_point_and_organisations_says_whom_to_inform(world, act_as, duty, opine, as_owner):
    father = duty("father")
    with as_owner():
        InformationDuty.objects.filter(pk=father.pk).update(due_on=TODAY - timedelta(days=1))
    with act_as(world.people["contact"]) as who:
        (item,) = (item for item in queries.my_work(who) if item.late)
        assert item.title == "Informeer Karel de Vries"
    with act_as(world.people["ggz"]) as who:
        assert [item.url for item in queries.my_work(who)] == [f"/casussen/{world.case.number}/informeren/"]
        for duty_ in queries.unjudged(who):
            actions.opine(who, open_case(who, world.case.number), duty_)
        assert queries.my_work(who) == []


def test_an_exception_that_is_due_for_review_asks_who_invoked_it(world, act_as, duty, opine, as_owner):
    father = duty("father")
    opine("ggz", father, **EXCEPTION)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE rights_informationopinion SET review_on = %s", [TODAY - timedelta(days=1)])
    with act_as(world.people["ggz"]) as who:
        assert any("geldt uw uitzondering nog" in item.title and item.late for item in queries.my_work(who))


HOSTILE = ["x" * 10_001, "a\x00b", "2026-13-99", "<script>alert(1)</script>", ""]


@pytest.mark.parametrize("typed", HOSTILE)
def test_bad_input_is_answered_and_kept(typed, world, client_of, duty):
    father = duty("father")
    contact = client_of("contact")
    for path, prefix in (("informeren", "inform"), ("uitstellen", "omit"), ("oppakken", "reopen"), ("oordeel", "note")):
        names = ("on", "manner", "motivation", "ground", "review_on", "organisation")
        answer = contact.post(f"/informatieplicht/{father.pk}/{path}/", {f"{prefix}-{name}": typed for name in names})
        assert answer.status_code == 422, path
    answer = client_of("police").post(
        f"/casussen/{world.case.number}/informeren/{father.pk}/",
        {f"p{father.pk}-{name}": typed for name in ("ground", "motivation", "review_on")},
    )
    assert answer.status_code == 422


def test_an_organisation_says_in_so_many_words_that_it_has_no_objection(world, client_of, duty, as_owner):
    father = duty("father")
    address = f"/casussen/{world.case.number}/informeren/"
    assert "Karel de Vries" in client_of("police").get(address).content.decode()
    answer = client_of("police").post(f"{address}{father.pk}/", {f"p{father.pk}-ground": "none"})
    assert answer.status_code == 302
    with as_owner():
        assert father.opinions.get().ground == ""


def test_pages_cost_few_statements(world, client_of, statements, duty):
    client_of("contact").get("/informatieplicht/")
    with statements(at_most=14):
        assert client_of("contact").get("/informatieplicht/").status_code == 200
    with statements(at_most=19):
        assert client_of("contact").get(f"/informatieplicht/{duty('father').pk}/").status_code == 200


def _with_house(duty):
    return InformationDuty.objects.select_related("house").get(pk=duty.pk)


def _refused(who, duty, **fields) -> str:
    """Past the rules, straight into the database: what it says."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        InformationOutcome.objects.create(
            house_id=duty.house_id, case_id=duty.case_id, duty=duty, account_id=who.account_id, **fields
        )
    cause = caught.value.__cause__
    return f"{caught.value} {getattr(cause.diag, 'constraint_name', '')}"
