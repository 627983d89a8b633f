"""The public page, and where it is written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from eenplan.law.codes import Role
from eenplan.network import queries as network
from eenplan.network.models import House
from eenplan.rights.models import PublicPage
from eenplan.rights.public import actions, rules
from eenplan.rights.public.forms import PublicPageForm
from eenplan.ui.http import form_page, page, perform, posted

#: caches may keep it so many seconds
FRESH = 300


@login_not_required
@require_safe
def house(request, code):
    """What a house tells everybody (BGS 1.1, 2.18, WGS 1.12). The same for every visitor, so caches may keep it:
    it is drawn without the request, and neither session nor language of the visitor is asked."""
    shown = get_object_or_404(House, code=code)
    areas = shown.working_area.filter(network.current()).select_related("municipality")
    with override("nl"):
        content = render_to_string(
            "rights/public/house.html",
            {
                "house": shown,
                "page": PublicPage.objects.filter(house=shown).first(),
                "municipalities": [area.municipality for area in areas.order_by("municipality__sort_key")],
                "participants": network.participants(shown).exclude(ground="none"),
            },
        )
    return HttpResponse(
        content, headers={"Cache-Control": f"public, max-age={FRESH}", "Content-Language": "nl", "X-Robots-Tag": "all"}
    )


@form_page
def edit(request, code):
    """Write the texts of the public page."""
    mine = get_object_or_404(network.houses(request.acting), code=code)
    rules.may_write(request.acting.has(Role.MANAGER, Role.ADMINISTRATOR, house=mine.pk))
    form = PublicPageForm(posted(request), row=mine)
    back = reverse("network:house", args=[mine.code])
    if perform(form, actions.write, who=request.acting, house=mine):
        messages.success(request, _("De openbare pagina is bijgewerkt."))
        return redirect("rights:public_house", mine.code)
    return page(request, "rights/public/edit.html", {"house": mine, "back": back}, form=form)
