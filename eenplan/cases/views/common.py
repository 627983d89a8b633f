"""What the pages of a case share."""

from django.urls import reverse

from eenplan.cases.pages import case_page


def asked_of_me(request, directions):
    """The direction that who acts is asked to take on."""
    offers = (direction["asked"] for direction in directions.values())
    return next((offer for offer in offers if offer and offer.account_id == request.acting.account_id), None)


def confirm(request, case, form, tab, **texts):
    """Ask whether somebody means it, after saying what it does."""
    return case_page(
        request, "cases/confirm.html", case, {**texts, "back": reverse(tab, args=[case.number])}, tab=tab, form=form
    )
