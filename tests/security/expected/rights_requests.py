"""Who gets what from the pages of requests of data subjects: the contact point, who supervises, and who is asked."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

#: the contact point and supervision; everybody else hears whose work it is
READ = "302 403 403 403 403 403 403 403 200 200 403"
#: the contact point alone
WRITE = "302 403 403 403 403 403 403 403 {} 403 403"
#: an organisation that is asked, by who worked with the person; and the contact point that handles the request
ASKED = "302 404 404 404 200 404 404 404 200 404 404"
READ_ONLY = "302 405 405 405 405 405 405 405 405 405 405"


def made(world, *, identified: bool = False):
    """A request of the father in the hands of the contact point, as the owner would write it."""
    from eenplan.rights.models import Applicant, Request
    from tests.support.db import as_owner

    contact, today = world.people["contact"], timezone.localdate()
    with as_owner():
        request = Request.objects.create(
            house=world.houses["TEST"],
            kind="access",
            asked="Alles",
            name="Vries",
            birth_date="1982-03-14",
            received_on=today,
            due_on=today,
            handler=contact,
        )
        request.refresh_from_db()
        Applicant.objects.create(
            house=request.house,
            request=request,
            capacity="person",
            name="K. de Vries",
            address="Vlietweg 1",
            how="letter",
            identity="document",
            identity_checked_on=today,
            identity_by=contact,
        )
        if identified:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE rights_request SET person_id = %s, searched_at = now() WHERE id = %s",
                    [world.persons["father"].pk, request.pk],
                )
    return request


def _number(world):
    return {"number": made(world, identified=True).number}


def _consultation(world):
    request = made(world, identified=True)
    from tests.support.db import as_owner

    with as_owner():
        return {"pk": request.consultations.get(organisation=world.organisations["ggz"]).pk}


def _exemption(world):
    from eenplan.rights.models import Exemption
    from tests.support.db import as_owner

    pk = _consultation(world)["pk"]
    with as_owner():
        exemption = Exemption.objects.create(
            house=world.houses["TEST"],
            consultation_id=pk,
            part="plan",
            ground="i",
            motivation="nodig",
            review_on=timezone.localdate() + timedelta(days=30),
            account=world.people["ggz"],
        )
    return {"pk": exemption.pk}


def _letter(world):
    from eenplan.rights.models import Letter
    from tests.support.db import as_owner

    request = made(world)
    letter = Letter(house=request.house, request=request, account=world.people["contact"])
    letter.put("brief.pdf", "application/pdf", b"%PDF-1.7")
    with as_owner():
        letter.save()
    return {"pk": letter.pk}


def _measure(world):
    from eenplan.rights.models import Measure
    from tests.support.db import as_owner

    request = made(world, identified=True)
    with as_owner():
        measure = Measure.objects.create(
            house=request.house,
            request=request,
            person=world.persons["father"],
            kind="rectify",
            organisation=world.organisations["ggz"],
            text="Verbeter dit",
            due_on=timezone.localdate(),
        )
    return {"pk": measure.pk}


EXPECTED = {
    "rights:requests": {"get": READ, "post": READ_ONLY},
    "rights:request_register": {"get": WRITE.format(200), "post": WRITE.format(422)},
    "rights:request": {"kwargs": _number, "get": READ, "post": READ_ONLY},
    "rights:request_identify": {"kwargs": _number, "get": READ_ONLY, "post": WRITE.format(422)},
    "rights:request_judge": {"kwargs": _number, "get": READ_ONLY, "post": WRITE.format(422)},
    "rights:request_by_hand": {"kwargs": _number, "get": READ_ONLY, "post": WRITE.format(302)},
    "rights:request_search": {"kwargs": _number, "get": READ_ONLY, "post": WRITE.format(422)},
    "rights:request_take_over": {"kwargs": _number, "get": READ_ONLY, "post": WRITE.format(302)},
    "rights:request_extend": {"kwargs": _number, "get": READ_ONLY, "post": WRITE.format(422)},
    "rights:request_decide": {"kwargs": _number, "get": WRITE.format(200), "post": WRITE.format(422)},
    "rights:letter": {
        "kwargs": _letter,
        "get": "302 403 403 403 403 403 403 403 200 404 403",
        "post": READ_ONLY,
    },
    "rights:consultation": {
        "kwargs": _consultation,
        "get": ASKED,
        # without a remark the contact point says not from whom it heard
        "post": "302 404 404 404 302 404 404 404 422 404 404",
    },
    # without a part in the address there is nothing to hold back
    "rights:hold_back": {
        "kwargs": _consultation,
        "get": "302 404 404 404 404 404 404 404 404 404 404",
        "post": "302 404 404 404 404 404 404 404 404 404 404",
    },
    "rights:lapse": {
        "kwargs": _exemption,
        "get": READ_ONLY,
        "post": "302 404 404 404 302 404 404 404 302 404 404",
    },
    "rights:measure": {
        "kwargs": _measure,
        "get": "302 404 404 404 200 404 404 404 200 200 404",
        "post": "302 404 404 404 422 404 404 404 403 403 404",
    },
}
