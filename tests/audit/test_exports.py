"""The log in the shapes of others: checked against schemas written by hand from the published specifications."""

import json
import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from eenplan import audit
from eenplan.audit import exports, rules
from eenplan.audit.models import Event

TODAY = timezone.localdate()


def moment(value) -> bool:
    return datetime.fromisoformat(value).tzinfo is not None


def hexadecimal(length):
    return lambda value: bool(re.fullmatch(rf"[0-9a-f]{{{length}}}", value)) and set(value) != {"0"}


def text(value) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 242


def one_of(*values):
    return lambda value: value in values


def link(value) -> bool:
    return bool(re.fullmatch(r"https?://\S+#[a-z]+", value))


def is_uuid(value) -> bool:
    return str(uuid.UUID(value)) == value


#: VNG Verwerkingenlogging, Bewerking-API, VerwerkingsactieUitgebreid: the fields that we fill
VNG = {
    "actieId": is_uuid,
    "actieNaam": text,
    "handelingNaam": text,
    "verwerkingNaam": text,
    "verwerkingId": is_uuid,
    "verwerkingsactiviteitId": is_uuid,
    "verwerkingsactiviteitUrl": link,
    "vertrouwelijkheid": one_of("normaal", "vertrouwelijk", "opgeheven"),
    "bewaartermijn": re.compile(r"P\d+Y").fullmatch,
    "uitvoerder": re.compile(r"\d{20}").fullmatch,
    "systeem": text,
    "gebruiker": re.compile(r"\d{1,40}").fullmatch,
    "gegevensbron": text,
    "tijdstip": moment,
    "tijdstipRegistratie": moment,
    "verwerkteObjecten": lambda value: (
        len(value) == 1
        and set(value[0]) == {"objecttype", "soortObjectId", "objectId", "betrokkenheid", "verwerkteSoortenGegevens"}
        and value[0]["objecttype"] == "persoon"
        and all(set(each) == {"soortGegeven"} for each in value[0]["verwerkteSoortenGegevens"])
    ),
}
#: Logius Logboek Dataverwerkingen, draft of 1 October 2024
LDV = {
    "trace_id": hexadecimal(32),
    "operation_id": hexadecimal(16),
    "parent_operation_id": hexadecimal(16),
    "status_code": one_of(0, 1, 2),
    "name": text,
    "start_time": moment,
    "end_time": moment,
    "resource": lambda value: set(value) == {"attributes"},
    "attributes": lambda value: (
        link(value["dpl.core.processing_activity_id"])
        and text(value["dpl.core.data_subject_id"])
        and text(value["dpl.core.data_subject_id_type"])
    ),
}
#: what NEN 7513 asks of an event (F3.57)
NEN = {
    "gebeurtenis": lambda value: value > 0,
    "tijdstip": moment,
    "actie": one_of(*"CRUDE"),
    "actieNaam": text,
    "resultaat": one_of("ok", "nothing", "refused"),
    "noodprocedure": one_of(True, False),
    "gebruiker": lambda value: set(value) == {"id", "naam", "rol"},
    "verantwoordelijkeGebruiker": lambda value: text(value["naam"]),
    "autorisatieprotocol": text,
    "doel": lambda value: isinstance(value, str),
    "toestemmingsprofiel": one_of(None),
    "toegangspunt": text,
    "bron": text,
    "objecten": lambda value: all({"soort", "id"} <= set(each) for each in value),
    "soortenGegevens": lambda value: all(map(text, value)),
    "verzoek": is_uuid,
    "vingerafdruk": hexadecimal(64),
}


def fits(line: dict, schema: dict, optional=()) -> list[str]:
    """The fields that are wrong, missing or too many."""
    wrong = [name for name, check in schema.items() if name in line and not check(line[name])]
    return wrong + [name for name in schema if name not in line and name not in optional] + list(line.keys() - schema)


@pytest.fixture
def written(db, world, act_as, as_owner):
    with as_owner():
        type(world.organisations["police"]).objects.filter(pk=world.organisations["police"].pk).update(
            oin="00000001821002193000"
        )
    with act_as(world.people["police"]):
        subjects = [world.persons["father"].pk, world.persons["mother"].pk]
        audit.record("read", house=world.houses["TEST"].pk, case=world.case.pk, subjects=subjects, categories=[1, 7])
        audit.record("plan.start", subjects=subjects[:1], outcome="refused")
        audit.record("search", outcome="nothing")


def lines(shape, world, act_as) -> list[dict]:
    with act_as(world.people["auditor"]):
        found = exports.of_period(world.houses["TEST"].pk, TODAY, TODAY)
        return [json.loads(line) for line in exports.lines(shape, found)]


@pytest.mark.law("R-74", "BGS 1.12")
def test_every_line_has_the_shape_of_nen_7513(written, world, act_as):
    found = lines("nen7513", world, act_as)
    assert len(found) == 4
    assert [fits(line, NEN) for line in found] == [[]] * 4
    assert found[0]["objecten"][1]["nummer"] == world.case.number
    assert [line["actie"] for line in found] == ["R", "R", "C", "R"]


@pytest.mark.law("R-74")
def test_vng_lines_name_the_user_and_one_person_each(written, world, act_as):
    found = lines("vng", world, act_as)
    assert len(found) == 3  # the search was about nobody
    assert [fits(line, VNG, optional=("uitvoerder",)) for line in found] == [[]] * 3
    assert {line["gebruiker"] for line in found} == {str(world.people["police"].pk)}
    assert {line["uitvoerder"] for line in found} == {"00000001821002193000"}
    assert len({line["actieId"] for line in found}) == 3
    assert world.persons["father"].bsn not in json.dumps(found)


@pytest.mark.law("R-74")
def test_ldv_lines_name_no_user_and_only_we_know_whom_they_are_about(written, world, act_as):
    found = lines("ldv", world, act_as)
    assert [fits(line, LDV) for line in found] == [[]] * 3
    assert world.people["police"].name not in json.dumps(found)
    subjects = [line["attributes"]["dpl.core.data_subject_id"] for line in found]
    assert subjects == [exports.encrypted(world.persons[key].pk) for key in ("father", "mother", "father")]
    assert subjects[0] != subjects[1]
    assert len({line["operation_id"] for line in found}) == 3
    assert found[2]["status_code"] == 2


def test_another_installation_cannot_tell_whom_a_line_is_about(settings):
    sealed = exports.encrypted(7)
    settings.FILE_KEYS = ["x" * 43 + "="]
    assert exports.encrypted(7) != sealed


@pytest.mark.law("R-73", "R-74")
def test_an_export_is_of_the_own_house_for_a_purpose_and_is_logged(written, client_of, world, as_owner):
    sent = {"log-shape": "vng", "log-since": TODAY, "log-until": TODAY, "log-purpose": "court"}
    response = client_of("auditor").post("/logboek/uitvoer/log/", sent)
    assert response["Content-Disposition"].startswith("attachment")
    assert len(response.content.splitlines()) == 3
    with as_owner():
        line = Event.objects.get(action="log.export")
    assert (line.thing, line.detail) == ("vng", f"purpose=court&since={TODAY}&until={TODAY}")
    assert client_of("auditor").post("/logboek/uitvoer/log/", {**sent, "log-purpose": ""}).status_code == 422
    assert client_of("auditor").post("/logboek/uitvoer/log/", {**sent, "log-house": "99999"}).status_code == 422


def test_an_empty_period_gives_an_empty_file(written, client_of):
    tomorrow = TODAY + timedelta(days=1)
    sent = {"log-shape": "ldv", "log-since": tomorrow, "log-until": tomorrow, "log-purpose": "court"}
    response = client_of("auditor").post("/logboek/uitvoer/log/", sent)
    assert (response.status_code, response.content) == (200, b"")


def test_more_than_a_page_can_carry_is_refused_with_what_to_do(written, client_of, monkeypatch):
    monkeypatch.setattr(rules, "AT_MOST_LINES", 2)
    sent = {"log-shape": "nen7513", "log-since": TODAY, "log-until": TODAY, "log-purpose": "legality"}
    response = client_of("auditor").post("/logboek/uitvoer/log/", sent)
    assert response.status_code == 422
    assert "kortere periode" in response.content.decode()
