"""The signed form of a consent: who hands it in, who takes it away, and how long it stays (R-22, R-77)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from eenplan.audit.models import Event
from eenplan.exchange import consenting
from eenplan.exchange.models import Consent, ConsentFile
from tests.exchange.test_consent import constraint
from tests.exchange.test_representatives import typed
from tests.files.conftest import PDF, PNG
from tests.support import world as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent(world, as_owner):
    """The consent of the father to the GGZ."""
    with as_owner():
        return Consent.objects.get(case=world.case)


def form(account, consent, name="toestemming ü.pdf") -> ConsentFile:
    made = ConsentFile(house_id=consent.house_id, case_id=consent.case_id, consent=consent, account=account)
    made.put(name, "application/pdf", PDF)
    return made


@pytest.fixture
def kept(world, consent, as_owner):
    with as_owner():
        made = form(world.people["ggz"], consent)
        made.save()
        return made


@pytest.fixture
def hand_in(world, consent, client_of):
    """`hand_in("ggz", "a.pdf", PDF)`: the answer to handing in a file."""
    url = reverse("exchange:consent_files", args=[world.case.number, consent.pk])
    return lambda key, name, content: client_of(key).post(url, {"file": SimpleUploadedFile(name, content, "text/html")})


@pytest.fixture
def take(world, kept, client_of):
    """`take("director")`: the answer to opening the file."""
    url = reverse("exchange:consent_file", args=[world.case.number, kept.consent_id, kept.pk])
    return lambda key: client_of(key).get(url)


@pytest.mark.law("R-22", "R-77", "WGS 1.8(8)", "WGS 2.29(2)")
def test_the_signed_form_is_handed_in_with_the_consent_and_kept_encrypted(world, client_of, as_owner):
    url = reverse("exchange:record_consent", args=[world.case.number])
    answer = client_of("ggz").post(url, typed(world) | {"file": SimpleUploadedFile("getekend.pdf", PDF)})
    assert answer.status_code == 302
    with as_owner():
        row = ConsentFile.objects.get()
        assert (row.name, row.content, row.consent.capacity) == ("getekend.pdf", PDF, "curator")
        assert PDF not in bytes(row.locked)
    assert "getekend.pdf" in client_of("ggz").get(reverse("exchange:consents", args=[world.case.number])).text


@pytest.mark.law("R-77")
def test_what_may_not_be_kept_is_refused_and_a_chosen_file_is_asked_again(world, hand_in, client_of, as_owner):
    for name, content, why in (
        ("pagina.html", b"<script>alert(1)</script>", "past niet bij de naam"),
        ("plaatje.pdf", PNG, "past niet bij de naam"),
        ("leeg.pdf", b"", "leeg"),
    ):
        answer = hand_in("ggz", name, content)
        assert (answer.status_code, why in answer.text) == (422, True), name
    url = reverse("exchange:record_consent", args=[world.case.number])
    for wrong in ({"incapacity": ""}, {"incapacity": "Is joods en wilsonbekwaam"}):  # refused, and asked to confirm
        answer = client_of("ggz").post(url, typed(world, **wrong) | {"file": SimpleUploadedFile("getekend.pdf", PDF)})
        assert answer.status_code == 422
        assert "Kies dit bestand opnieuw" in answer.text
    with as_owner():
        assert not ConsentFile.objects.exists()


@pytest.mark.law("R-22", "WGS 2.29(2)")
def test_only_who_sees_the_consent_takes_its_form_and_only_who_recorded_it_hands_one_in(
    world, kept, hand_in, take, act_as
):
    assert [key for key in ("ggz", "director", "auditor") if take(key).status_code != 200] == []
    for key in (
        "police",
        "council",
        "neighbour",
        "contact",
        "administrator",
    ):  # the council reads the item that rests on it
        assert take(key).status_code == 404, key
        with act_as(world.people[key]):
            assert not ConsentFile.objects.exists()
    assert hand_in("director", "a.pdf", PDF).status_code == 403
    for key in ("director", "police"):
        with act_as(world.people[key]), pytest.raises(DatabaseError), transaction.atomic():
            form(world.people[key], kept.consent).save()


@pytest.mark.law("R-77", "R-72")
def test_it_goes_out_as_a_download_and_the_log_says_so_without_its_name(take, kept, as_owner):
    answer = take("ggz")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with as_owner():
        line = Event.objects.get(action="consent.file.download")
        assert (line.subject_id, line.case_id) == (kept.consent.person_id, kept.case_id)
        assert kept.name not in f"{line.thing} {line.detail}"


@pytest.mark.law("R-22")
def test_a_few_files_are_enough(kept, hand_in, world, act_as):
    assert [hand_in("ggz", f"{number}.pdf", PDF).status_code for number in (2, 3, 4)] == [302, 302, 403]
    with act_as(world.people["ggz"]), pytest.raises(IntegrityError) as error, transaction.atomic():
        form(world.people["ggz"], kept.consent).save()
    assert constraint(error) == "exchange_few_files"


@pytest.mark.law("R-22", "AVG 7")
def test_the_form_stays_as_proof_after_a_withdrawal(at_work, take, kept):
    with at_work("ggz") as (who, case):
        consenting.withdraw(who, case, case.consents.get(), withdrawn_on=build.TODAY)
    assert take("ggz").status_code == 200


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_after_closing_nobody_who_worked_on_the_case_takes_it_away(world, take, as_owner):
    from eenplan.cases.models import Closing

    with as_owner():
        Closing.objects.create(
            house=world.case.house, case=world.case, outcome="goals_met", motive="klaar",
            organisation=world.organisations["council"], account=world.people["council"],
        )  # fmt: skip
    assert {take(key).status_code for key in ("ggz", "director", "contact")} == {404}
