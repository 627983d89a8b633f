"""The log of a period in the shapes of others, one JSON object per line (R-74).

NEN 7513:2018 (the fields of F3.57, our own names: the norm fixes no file format); VNG Verwerkingenlogging, Bewerking-API, schema
VerwerkingsactieUitgebreid (with the user); Logius Logboek Dataverwerkingen, draft of 1 October 2024 (without the user, the
person encrypted). The last two speak of the processing of personal data only, so lines about nobody stay out.
"""

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan import __version__
from eenplan.access.models import Account
from eenplan.audit import naming, queries, words
from eenplan.audit.activities import activity_of
from eenplan.audit.models import Event
from eenplan.law.codes import DataCategory

SYSTEM = f"Eenplan {__version__}"
#: how the persons of the log are called in an export: our own number, since the BSN is not needed for it (UAVG 46)
PERSON_NUMBER = "Eenplan-persoonnummer"
#: log data is kept five years (NEN 7513, R-60)
KEPT = "P5Y"
#: so many lines are named at once
_BATCH = 2000


class Shape(models.TextChoices):
    """The standards in which the log is exported."""

    NEN_7513 = "nen7513", _("NEN 7513")
    VNG = "vng", _("VNG Verwerkingenlogging (met gebruiker)")
    LDV = "ldv", _("Logius Logboek Dataverwerkingen (zonder gebruiker)")


def of_period(house: int, since: date, until: date) -> QuerySet[Event]:
    """The lines of a house from the first day to the last, in the order in which they were written."""
    zone = timezone.get_default_timezone()
    first = datetime.combine(since, time.min, zone)
    after = datetime.combine(until + timedelta(days=1), time.min, zone)
    return queries.lines(house_id=house, at__gte=first, at__lt=after).order_by("at", "id")


def of_shape(shape: str, found: QuerySet[Event]) -> QuerySet[Event]:
    """The lines that this shape speaks of."""
    return found if shape == Shape.NEN_7513 else found.filter(subject_id__isnull=False)


def lines(shape: str, found: QuerySet[Event]) -> Iterator[str]:
    """Each line of the log as one line of JSON."""
    write = _WRITERS[shape]
    for batch in _batches(of_shape(shape, found).iterator(_BATCH)):
        known = Known(batch)
        for line in batch:
            yield json.dumps(write(line, known), ensure_ascii=False) + "\n"


class Known:
    """The names behind the numbers of a batch of lines."""

    def __init__(self, batch: Iterable[Event]):
        accounts = {line.account_id for line in batch if line.account_id}
        organisations = {line.organisation_id for line in batch}
        self.accounts = dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))
        self.organisations = naming.names("organisation", organisations)
        self.oins = naming.names("oin", organisations)
        self.cases = naming.names("case", {line.case_id for line in batch})


def _nen(line: Event, known: Known) -> dict:
    objects = [
        {"soort": "client", "id": line.subject_id, "soortId": PERSON_NUMBER} if line.subject_id else None,
        {"soort": "casus", "id": line.case_id, "nummer": known.cases.get(line.case_id or 0)} if line.case_id else None,
        {"soort": "overig", "id": line.thing} if line.thing else None,
    ]
    return {
        "gebeurtenis": line.pk,
        "tijdstip": _moment(line.at),
        "actie": words.sort_of(line.action),
        "actieNaam": line.action,
        "resultaat": line.outcome,
        "noodprocedure": line.action.startswith(words.EMERGENCY),
        "gebruiker": {"id": line.account_id, "naam": known.accounts.get(line.account_id or 0), "rol": line.role},
        # the organisation on whose behalf the user acts answers for it (WGS 1.4)
        "verantwoordelijkeGebruiker": {
            "id": line.organisation_id,
            "naam": known.organisations.get(line.organisation_id or 0),
        },
        "autorisatieprotocol": "WGS 1.8 lid 2",
        "doel": line.purpose,
        "toestemmingsprofiel": None,
        "toegangspunt": line.access_point,
        "bron": SYSTEM,
        "objecten": [each for each in objects if each],
        "soortenGegevens": _categories(line),
        "verzoek": str(line.trace),
        "vingerafdruk": bytes(line.digest).hex(),
    }


def _vng(line: Event, known: Known) -> dict:
    activity = activity_of(line.purpose)
    return {
        "actieId": str(uuid.uuid5(line.trace, str(line.pk))),
        "actieNaam": words.act(line.action),
        "handelingNaam": line.action,
        "verwerkingNaam": str(activity.name),
        "verwerkingId": str(line.trace),
        "verwerkingsactiviteitId": str(activity.uuid),
        "verwerkingsactiviteitUrl": activity.uri,
        "vertrouwelijkheid": "vertrouwelijk" if activity.confidential else "normaal",
        "bewaartermijn": KEPT,
        **({"uitvoerder": oin} if (oin := known.oins.get(line.organisation_id or 0)) else {}),
        "systeem": SYSTEM,
        "gebruiker": str(line.account_id),
        "gegevensbron": "Eenplan",
        "tijdstip": _moment(line.at),
        "tijdstipRegistratie": _moment(line.at),
        "verwerkteObjecten": [
            {
                "objecttype": "persoon",
                "soortObjectId": PERSON_NUMBER,
                "objectId": str(line.subject_id),
                "betrokkenheid": "betrokkene",
                "verwerkteSoortenGegevens": [{"soortGegeven": label} for label in _categories(line)],
            }
        ],
    }


def _ldv(line: Event, known: Known) -> dict:
    return {
        "trace_id": line.trace.hex,
        "operation_id": _operation(line.trace, line.pk),
        "parent_operation_id": _operation(line.trace),
        "status_code": 2 if line.outcome == Event.Outcome.REFUSED else 1,
        "name": line.action,
        "start_time": _moment(line.at),
        "end_time": _moment(line.at),
        "resource": {"attributes": {"name": "Eenplan", "version": __version__}},
        "attributes": {
            "dpl.core.processing_activity_id": activity_of(line.purpose).uri,
            "dpl.core.data_subject_id": encrypted(line.subject_id or 0),
            "dpl.core.data_subject_id_type": PERSON_NUMBER,
        },
    }


_WRITERS: dict[str, Callable[[Event, Known], dict]] = {Shape.NEN_7513: _nen, Shape.VNG: _vng, Shape.LDV: _ldv}


def encrypted(person: int) -> str:
    """The number of a person, under a key of this installation: the same person reads the same, and only we know who."""
    key = HKDF(SHA256(), 64, salt=None, info=b"persons in exports of the log").derive(settings.FILE_KEYS[0].encode())
    return base64.urlsafe_b64encode(AESSIV(key).encrypt(str(person).encode(), None)).decode()


def _operation(trace: uuid.UUID, number: int | None = None) -> str:
    """Eight bytes, as W3C Trace Context wants them: of the request, or of one act in it."""
    return hashlib.sha256(f"{trace}/{'' if number is None else number}".encode()).hexdigest()[:16]


def _categories(line: Event) -> list[str]:
    return [str(DataCategory(number).label) for number in line.categories if number in DataCategory.values]


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="milliseconds")


def _batches(found: Iterable[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    for line in found:
        batch.append(line)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
