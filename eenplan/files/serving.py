"""A file on its way out: always to be saved, never shown as a page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from eenplan.files import vault
from eenplan.files.models import StoredFile
from eenplan.law.rules import Refusal


def serve(stored: StoredFile) -> HttpResponse:
    """The file as a download; the caller checked who may read it and logs it (R-72, R-77).

    Refusal when no key opens it.
    """
    try:
        content = stored.content
    except vault.CannotOpen:
        raise Refusal(
            _("Dit bestand is niet te openen: de sleutel ontbreekt of de inhoud is beschadigd."),
            "WGS 1.8(8)",
            _("Meld het de beheerder van deze installatie."),
        ) from None
    return download(stored.name, stored.content_type, content)


def download(name: str, content_type: str, content: bytes) -> HttpResponse:
    """Content that was made for this moment (a letter, an export), with the same care."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store, private",
        },
    )
