"""On a page with several forms only the one that was sent says what is wrong with it."""

import pkgutil

import pytest
from django.db import transaction

from tests.security import expected
from tests.support.pages import asked, pages_with_forms, with_errors

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
ROOMS = sorted(module.name for module in pkgutil.iter_modules(expected.__path__))


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_wrong_stands_at_the_form_that_was_sent(room, world, client_of):
    wrong, tried = [], set()
    for page in pages_with_forms(room, world, client_of):
        for form, markup in zip(page.forms, page.markup, strict=True) if len(page.forms) > 1 else ():
            target, asks = form.action or page.address, asked(form, markup)
            only_a_file = 'type="file"' in markup and not asks
            if not (asks or only_a_file) or (target, *asks) in tried:
                continue
            tried.add((target, *asks))
            with transaction.atomic():
                answer = page.client.post(target, {**form.sent(), **dict.fromkeys(asks, "")})
                transaction.set_rollback(True)
            if answer.status_code == 422 and (found := with_errors(answer)) not in ([form.action], [""]):
                wrong.append((target, found))
    assert wrong == []
