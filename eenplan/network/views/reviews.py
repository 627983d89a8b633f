"""Still needed? The half-yearly review of the authorisations per organisation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.law.codes import Role
from eenplan.network import actions, forms, queries
from eenplan.network.views.common import PER_PAGE, administered, has_reviews, house_page, known_house
from eenplan.ui.forms import Form
from eenplan.ui.http import perform, say_refusal


@require_safe
def reviews(request, code):
    """The reviews of the authorisations: open, late and done."""
    mine = known_house(request, code)
    if not has_reviews(request, mine):
        raise Http404
    found = Paginator(queries.reviews(mine), PER_PAGE).get_page(request.GET.get("page"))
    due = queries.to_review(mine) if request.acting.has(Role.ADMINISTRATOR, house=mine.pk) else []
    return house_page(request, "network/reviews.html", mine, tab="reviews", reviews=found, due=due)


@require_POST
def review_start(request, code):
    """Start the reviews whose turn it is, or that of one organisation now."""
    mine = administered(request, code)
    form = Form(request.POST)
    if number := request.POST.get("organisation", ""):
        organisation = get_object_or_404(
            queries.participants(mine), pk=number if number.isdecimal() and len(number) < 19 else 0
        )
        started = perform(form, actions.start_review, who=request.acting, house=mine, organisation=organisation)
    else:
        started = perform(form, actions.start_due_reviews, who=request.acting, house=mine)
    if started is None:
        say_refusal(request, form)
    else:
        messages.success(request, _("De toetsing is begonnen; wie antwoordt, ziet haar in Mijn werk."))
    return redirect("network:reviews", mine.code)


@require_safe
def review(request, code, pk):
    """One review: which authorisations of an organisation are still needed."""
    mine, shown = _review(request, code, pk)
    return _drawn_review(request, mine, shown)


@require_POST
def review_answer(request, code, pk, authorisation):
    """Answer for one authorisation."""
    mine, shown = _review(request, code, pk)
    held = get_object_or_404(queries.asked(shown), pk=authorisation)
    form = forms.NeededForm(request.POST, prefix=f"a{held.pk}")
    if perform(form, actions.answer_review, who=request.acting, review=shown, authorisation=held):
        messages.success(request, _("Uw antwoord is vastgelegd."))
        return redirect("network:review", mine.code, shown.pk)
    return _drawn_review(request, mine, shown, form=form, at=held.pk)


def _review(request, code, pk):
    mine = known_house(request, code)
    if not has_reviews(request, mine):
        raise Http404
    return mine, get_object_or_404(queries.reviews(mine), pk=pk)


def _drawn_review(request, house, shown, *, form=None, at=None):
    given = queries.answers(shown)
    answers = request.acting.has(Role.ADMINISTRATOR, house=house.pk) or queries.is_contact(
        request.acting, house.pk, shown.organisation_id
    )
    rows = []
    for held in queries.asked(shown):
        mine = answers and held.pk not in given and held.professional_id != request.acting.account_id
        blank = form if held.pk == at else forms.NeededForm(prefix=f"a{held.pk}")
        rows.append((held, given.get(held.pk), blank if mine else None))
    return house_page(
        request,
        "network/review.html",
        house,
        form=form,
        tab="reviews",
        review=shown,
        rows=rows,
    )
