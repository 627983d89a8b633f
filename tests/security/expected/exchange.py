"""Who gets which answer in the room of exchange; the item is one that the police gave to the council only.

The question is one of the process director to the police, the consent one of the GGZ.
"""

from eenplan.exchange.models import Attachment, Consent, ConsentFile, ErrorReport, Notice, Question, QuestionLine
from tests.support import world as build
from tests.support.db import as_owner


def _case(world):
    return {"number": world.case.number}


def _item(world):
    with as_owner():
        return {**_case(world), "pk": world.case.items.get(supplier=world.organisations["police"]).pk}


def _consent(world):
    with as_owner():
        return {**_case(world), "pk": Consent.objects.get(case=world.case).pk}


def _line(world):
    """A line of a question to the police, made when it is not there yet."""
    with as_owner():
        line = QuestionLine.objects.filter(case=world.case).first()
        if line is None:
            shared = {"house": world.case.house, "case": world.case, "asked": world.organisations["police"]}
            question = Question.objects.create(
                asker=world.organisations["council"],
                account=world.people["director"],
                reason="nodig",
                due_on=build.TODAY,
                **shared,
            )
            line = QuestionLine.objects.create(question=question, person=world.persons["father"], category=7, **shared)
        return line


def _answer(world):
    return {**_case(world), "pk": _line(world).pk}


def _question(world):
    return {**_case(world), "pk": _line(world).question_id}


def _pointed(world):
    return {**_answer(world), "item": _item(world)["pk"]}


def _error(world):
    """An error that the council reported in the item of the police."""
    item = _item(world)["pk"]
    with as_owner():
        error = ErrorReport.objects.filter(case=world.case).first() or ErrorReport.objects.create(
            house=world.case.house,
            case=world.case,
            item_id=item,
            organisation=world.organisations["council"],
            account=world.people["council"],
            text="Het waren er twee",
            due_on=build.TODAY,
        )
        return {**_case(world), "pk": error.pk}


def _notice(world):
    """A notice for the council about the item of the police."""
    item = _item(world)["pk"]
    with as_owner():
        notice = Notice.objects.filter(case=world.case).first() or Notice.objects.create(
            house=world.case.house,
            case=world.case,
            item_id=item,
            organisation=world.organisations["council"],
            kind=Notice.Kind.WITHDRAWN,
        )
        return {**_case(world), "pk": notice.pk}


_ONLY_POST = "302 405 405 405 405 405 405 405 405 405 405"


def _attachment(world):
    item = _item(world)
    with as_owner():
        kept = Attachment.objects.filter(item=item["pk"]).first() or Attachment(
            house=world.case.house, case=world.case, item_id=item["pk"], account=world.people["police"]
        )
        if kept.pk is None:
            kept.put("proces.txt", "text/plain", b"tekst")
            kept.save()
    return {**item, "attachment": kept.pk}


def _consent_file(world):
    consent = _consent(world)
    with as_owner():
        kept = ConsentFile.objects.filter(consent=consent["pk"]).first() or ConsentFile(
            house=world.case.house, case=world.case, consent_id=consent["pk"], account=world.people["ggz"]
        )
        if kept.pk is None:
            kept.put("formulier.txt", "text/plain", b"tekst")
            kept.save()
    return {**consent, "file": kept.pk}


EXPECTED = {
    "exchange:items": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:supply": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 403 404 404 403 404",
        "post": "302 404 404 404 422 422 403 404 404 403 404",
    },
    "exchange:item": {
        "kwargs": _item,
        "get": "302 404 404 404 404 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:correct": {
        "kwargs": _item,
        "get": "302 404 404 404 404 200 403 404 404 403 404",
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
    "exchange:share": {
        "kwargs": _item,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
    "exchange:attach": {
        "kwargs": _item,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 422 422 404 404 422 404",
    },
    "exchange:attachment": {
        "kwargs": _attachment,
        "get": "302 404 404 404 404 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:met": {
        "kwargs": _item,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
    "exchange:report": {
        "kwargs": _item,
        "get": "302 404 404 404 404 403 200 404 404 403 404",
        "post": "302 404 404 404 404 403 422 404 404 403 404",
    },
    "exchange:destroy": {
        "kwargs": _item,
        "get": "302 404 404 404 404 200 403 404 404 403 404",
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
    "exchange:keep": {
        "kwargs": _error,
        "get": "302 404 404 404 404 200 403 404 404 403 404",
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
    "exchange:source": {
        "kwargs": _error,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 403 403 404 404 403 404",
    },
    "exchange:seen": {
        "kwargs": _notice,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 403 403 404 404 403 404",  # a process director speaks for no organisation
    },
    "exchange:questions": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:ask": {
        "kwargs": _case,
        "get": "302 404 404 404 403 200 200 404 404 403 404",
        "post": "302 404 404 404 403 422 422 404 404 403 404",
    },
    "exchange:question": {
        "kwargs": _question,
        "get": "302 404 404 404 404 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:take_back": {
        "kwargs": _question,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 302 302 404 404 403 404",
    },
    "exchange:look": {
        "kwargs": _question,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 302 302 404 404 403 404",
    },
    "exchange:nothing_known": {
        "kwargs": _answer,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 302 403 404 404 403 404",
    },
    "exchange:refuse": {
        "kwargs": _answer,
        "get": "302 404 404 404 404 200 403 404 404 403 404",
        "post": "302 404 404 404 404 422 403 404 404 403 404",
    },
    "exchange:point_to": {
        "kwargs": _pointed,
        "get": _ONLY_POST,
        "post": "302 404 404 404 404 302 403 404 404 403 404",
    },
    "exchange:consents": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:record_consent": {
        "kwargs": _case,
        "get": "302 404 404 404 200 200 403 404 404 403 404",
        "post": "302 404 404 404 422 422 403 404 404 403 404",
    },
    "exchange:withdraw": {
        "kwargs": _consent,
        "get": "302 404 404 404 200 404 403 404 404 403 404",
        "post": "302 404 404 404 422 404 403 404 404 403 404",
    },
    "exchange:consent_files": {
        "kwargs": _consent,
        "get": "302 404 404 404 200 404 200 404 404 200 404",
        "post": "302 404 404 404 422 404 403 404 404 403 404",
    },
    "exchange:consent_file": {
        "kwargs": _consent_file,
        "get": "302 404 404 404 200 404 200 404 404 200 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
    "exchange:per_organisation": {
        "get": "302 404 404 404 404 404 200 200 404 404 404",
        "post": "302 405 405 405 405 405 405 405 405 405 405",
    },
}
