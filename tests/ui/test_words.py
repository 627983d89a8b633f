"""The words on the screen: the reader is "u", also in the texts of libraries."""

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override, pgettext

CATALOGUE = Path(allauth.__file__).parent / "locale" / "nl" / "LC_MESSAGES" / "django.po"
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jezelf)\b", re.IGNORECASE)


def shown(message) -> list[str]:
    """What a reader of Dutch gets to see of a text of the library."""
    if isinstance(message.id, tuple):
        return [ngettext(*message.id, number) for number in (1, 2)]
    return [pgettext(message.context, message.id) if message.context else gettext(message.id)]


def test_no_text_of_the_accounts_says_je():
    with CATALOGUE.open("rb") as file, override("nl"):
        texts = [text for message in read_po(file, locale="nl") if message.id for text in shown(message)]
    assert [text for text in texts if FAMILIAR.search(text)] == []


@pytest.mark.parametrize("value", ["U bent afgemeld.", "U bent nu ingelogd als %(name)s."])
def test_signing_in_and_out_says_u(value):
    with override("nl"):
        assert value in (gettext("You have signed out."), gettext("Successfully signed in as %(name)s."))
