"""Files with items: who hands them in, who takes them away, and when they go."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from eenplan.audit.models import Event
from eenplan.exchange.models import Attachment, Destruction
from eenplan.files.rotating import rotate
from eenplan.files.vault import lock
from tests.files.conftest import PDF, PNG
from tests.support.db import as_owner
from tests.support.world import close


@pytest.fixture
def item(world):
    """What the police told the council about the father."""
    with as_owner():
        return world.case.items.get(supplier=world.organisations["police"])


@pytest.fixture
def attach(world, item, client_of):
    """`attach("police", "a.pdf", PDF)`: the answer to handing in a file."""

    def run(key, name, content):
        url = reverse("exchange:attach", args=[world.case.number, item.pk])
        return client_of(key).post(url, {"file": SimpleUploadedFile(name, content, "text/html")})

    return run


@pytest.fixture
def kept(world, item):
    with as_owner():
        made = Attachment(house=item.house, case=item.case, item=item, account=world.people["police"])
        made.put("proces verbaal ü.pdf", "application/pdf", PDF)
        made.save()
        return made


@pytest.fixture
def take(world, kept, client_of):
    """`take("council")`: the answer to opening the file."""
    url = reverse("exchange:attachment", args=[world.case.number, kept.item_id, kept.pk])
    return lambda key: client_of(key).get(url)


@pytest.mark.law("R-77", "WGS 1.8(8)")
def test_a_file_is_kept_encrypted_with_the_item_and_shown_there(world, item, attach, client_of):
    assert attach("police", "proces.pdf", PDF).status_code == 302
    with as_owner():
        row = Attachment.objects.get(item=item)
        assert (row.name, row.content_type, row.size) == ("proces.pdf", "application/pdf", len(PDF))
        assert PDF not in bytes(row.locked)
        assert row.content == PDF
    for key in ("police", "council", "director"):
        assert "proces.pdf" in client_of(key).get(reverse("exchange:item", args=[world.case.number, item.pk])).text
    assert "1 bijlage" in client_of("council").get(reverse("exchange:items", args=[world.case.number])).text


@pytest.mark.law("R-77")
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("pagina.html", b"<script>alert(1)</script>", "past niet bij de naam"),
        ("start.exe", b"MZ" + bytes(100), "niet aangenomen"),
        ("leeg.pdf", b"", "leeg"),
        ("plaatje.pdf", PNG, "past niet bij de naam"),
    ],
)
def test_what_may_not_be_kept_is_refused_in_words(name, content, why, attach):
    answer = attach("police", name, content)
    assert answer.status_code == 422
    assert why in answer.text


def test_a_file_over_the_limit_is_refused_and_never_held_whole(attach, settings):
    settings.FILE_LIMIT = 2**20
    answer = attach("police", "groot.pdf", PDF + bytes(3 * 2**20))
    assert answer.status_code == 422
    assert "te groot" in answer.text


@pytest.mark.law("R-24", "WGS 2.31(4)")
def test_only_the_supplier_hands_in_and_only_readers_of_the_item_take_it_away(world, kept, attach, take, act_as):
    assert [key for key in ("police", "council", "director") if take(key).status_code != 200] == []
    for key in ("ggz", "prosecution", "director_elsewhere", "neighbour", "contact", "administrator"):
        assert take(key).status_code == 404, key
        with act_as(world.people[key]):
            assert not Attachment.objects.exists()
    assert attach("council", "a.pdf", PDF).status_code == 422
    made = Attachment(house=kept.house, case=kept.case, item=kept.item, account=world.people["council"])
    made.put("a.pdf", "application/pdf", PDF)
    with act_as(world.people["council"]), pytest.raises(DatabaseError), transaction.atomic():
        made.save()


@pytest.mark.law("R-77")
def test_a_file_goes_out_as_a_download_that_no_browser_opens(take):
    answer = take("council")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.law("R-72")
def test_each_download_has_a_line_in_the_log_without_the_name_of_the_file(kept, take):
    take("council")
    with as_owner():
        line = Event.objects.get(action="attachment.download")
        assert (line.subject_id, line.categories, line.case_id) == (kept.item.person_id, [7], kept.case_id)
        assert kept.name not in f"{line.thing} {line.detail}"


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_after_closing_nobody_who_worked_on_the_case_takes_it_away(world, take):
    with as_owner():
        close(world.case, world.people["council"])
    for key in ("police", "council", "director", "contact"):
        assert take(key).status_code == 404


@pytest.mark.law("BGS 1.7", "R-31")
def test_what_is_destroyed_takes_its_files_along(world, item, kept, act_as):
    with act_as(world.people["police"]):
        Destruction.objects.create(
            house=item.house, case=item.case, item=item, account=world.people["police"], reason="verkeerde persoon"
        )
    with as_owner():
        assert not Attachment.objects.filter(item=item).exists()


def test_a_file_that_no_key_opens_says_so_and_whom_to_ask(kept, take, settings):
    settings.FILE_KEYS = ["a" * 43 + "="]
    answer = take("council")
    assert answer.status_code == 403
    assert "niet te openen" in answer.text
    assert "beheerder" in answer.text


@pytest.mark.law("R-77", "WGS 1.8(8)")
def test_rotation_locks_everything_with_the_newest_key_and_can_be_run_again(kept, settings):
    old, new = settings.FILE_KEYS[0], "b" * 43 + "="
    with as_owner():
        settings.FILE_KEYS = [new, old]
        fresh = Attachment.objects.create(
            house=kept.house, case=kept.case, item=kept.item, account=kept.account, name="b.txt",
            content_type="text/plain", size=1, sha256="", locked=lock(b"b"),
        )  # fmt: skip
        assert rotate() == {"relocked": 1, "already": 1, "closed": 0}
        assert rotate() == {"relocked": 0, "already": 2, "closed": 0}
        settings.FILE_KEYS = [new]
        assert [Attachment.objects.get(pk=row.pk).content for row in (kept, fresh)] == [PDF, b"b"]
        settings.FILE_KEYS = ["c" * 43 + "="]
        assert rotate()["closed"] == 2


def test_a_list_of_items_never_loads_the_content(world, kept, client_of):
    from django.test.utils import CaptureQueriesContext

    client = client_of("council")
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("exchange:items", args=[world.case.number]))
    assert [query["sql"] for query in asked if '"locked"' in query["sql"]] == []


@pytest.mark.law("R-22", "WGS 2.29(2)")
def test_no_file_is_added_once_the_consent_was_withdrawn(world, as_owner, act_as):
    with as_owner():
        item = world.case.items.get(supplier=world.organisations["ggz"])
        world.case.consents.update(withdrawn_on=item.first_processed_on, withdrawn_by=world.people["ggz"])
    with act_as(world.people["ggz"]):
        made = Attachment(house=item.house, case=world.case, item=item, account=world.people["ggz"])
        made.put("verslag.pdf", "application/pdf", PDF)
        with pytest.raises(DatabaseError, match="lost its consent"), transaction.atomic():
            made.save()
