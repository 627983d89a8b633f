"""The audit file: what every room can prove about a period, as one zip with a table of contents (R-86, WGS 1.10, BGS 1.18)."""

import hashlib
import io
import json
import zipfile
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from eenplan import __version__
from eenplan.audit import anchors, evidence, naming

_READ_ME = """Auditdossier van Eenplan

Dit bestand bewijst hoe een huis werkte: wie geautoriseerd was, wat besloten, verstrekt, vernietigd en gecontroleerd is. Er staat
geen inhoud van casussen in. inhoud.json noemt elk onderdeel met het aantal regels en de SHA-256 van het bestand.
De zegels van het logboek zijn met Ed25519 ondertekend; de openbare sleutel staat in inhoud.json.
"""


def make(house: int, since: date, until: date) -> bytes:
    """A zip with one JSON file per registered part, for this house and these days (both included)."""
    contents, packed = [], io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lees-mij.txt", _READ_ME)
        for part in evidence.parts():
            rows = list(part.rows(house, since, until))
            text = _json(rows)
            archive.writestr(f"{part.name}.json", text)
            contents.append(
                {
                    "bestand": f"{part.name}.json",
                    "onderdeel": str(part.title),
                    "regels": len(rows),
                    "sha256": hashlib.sha256(text.encode()).hexdigest(),
                }
            )
        index = {
            "huis": naming.names("house", [house]).get(house),
            "van": since,
            "tot_en_met": until,
            "gemaakt_op": timezone.now(),
            "gemaakt_met": f"Eenplan {__version__}",
            "openbare_sleutel_van_het_logboek": anchors.public_key(),
            "onderdelen": contents,
        }
        archive.writestr("inhoud.json", _json(index))
    return packed.getvalue()


def _json(value) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
