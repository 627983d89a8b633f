"""What every view does: take what was typed, perform an act whose refusal keeps it, and draw a page."""

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, transaction
from django.dispatch import Signal
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eenplan.law.constraints import refusal_of
from eenplan.law.rules import Refusal

#: sent after an act was refused and rolled back, with `form`, `action` and `refusal`; who keeps a log listens
refused = Signal()

#: the field by which a form that was sent twice is known (eenplan/web/once.py)
TOKEN = "een-once"  # noqa: S105 - the name of a field

#: the fields by which what is typed is kept (eenplan/web/drafts.py): for whom, the version of each field, what changed
SLIP, VERSIONS, CHANGED = "een-slip", "een-versions", "een-changed"

#: for the view of a page with a form that posts to itself
form_page = require_http_methods(["GET", "HEAD", "POST"])


def posted(request):
    """What was sent, also when that is nothing; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def page(request, template, context=None, *, form=None, partial="", status=None):
    """Draw a page. 422 when a filled-in form in it has errors; only its `partial` when htmx asks."""
    context = {**(context or {}), **({"form": form} if form is not None else {})}
    for value in context.values():
        _only_when_sent(value, request)
    mistaken = [value for value in context.values() if _has_errors(value)]
    for each in mistaken:
        ask_again_for_files(each)
    if status is None:
        status = 422 if mistaken else 200
    if partial and request.headers.get("HX-Request") == "true":
        template = f"{template}#{partial}"
    response = TemplateResponse(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def kept(versions: dict, others: dict[str, dict], but: str = "") -> JsonResponse:
    """What the browser hears of text that is kept while it is typed: when, `but` what, and the versions of the fields now.

    `others` is per field what another window wrote since: `{"values", "version"}`; then it answers 409.
    """
    at = timezone.localtime().strftime("%H:%M")
    said = _("Bewaard om %(at)s, behalve: %(names)s.") if but else _("Bewaard om %(at)s.")
    whole = {"versions": versions, "others": others, "said": said % {"at": at, "names": but}}
    return JsonResponse(whole, status=409 if others else 200)


def perform(form, action, /, **kwargs):
    """Call `action(**cleaned_data, **kwargs)` when the form is valid; what it refuses becomes its error.

    Before that the writer is told, once, what his texts give away (`Careful.caution`).

    Returns what the action returns (`True` when it returns nothing), or `None` when nothing was done, so that
    the view draws the same form again. Whatever the action wrote before it was refused is rolled back.
    """
    if not form.is_valid() or form.caution():
        return None
    try:
        with transaction.atomic():
            result = action(**{**form.cleaned_data, **kwargs})
            connection.check_constraints()  # what is checked at commit would otherwise fail after this page
    except Refusal as refusal:
        return _refuse(form, action, refusal)
    except ValidationError as error:
        _add(form, error)
        return None
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        known = refusal_of(name)
        if known is not None:
            return _refuse(form, action, known)
        message = constraint_message(name)
        if message is None:
            raise
        form.add_error(None, message)
        return None
    return True if result is None else result


def _refuse(form, action, refusal):
    form.add_error(None, ValidationError(str(refusal), code="refusal"))
    form.refusal = refusal
    refused.send(sender=type(form), form=form, action=action, refusal=refusal)


def say_refusal(request, form):
    """Say on the next page why a button without fields of its own did nothing."""
    for errors in form.errors.values():
        for error in errors:
            messages.warning(request, error)


def constraint_message(name):
    """What the model says when its constraint `name` is broken, or None when it says nothing of its own."""
    for model in apps.get_models() if name else ():
        for constraint in model._meta.constraints:
            own = constraint.violation_error_message != constraint.default_violation_error_message
            if constraint.name == name and own:
                return constraint.get_violation_error_message()
    return None


def _add(form, error):
    """Put the errors of an action at the fields that the form has, and above the form otherwise."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name != NON_FIELD_ERRORS and name in form.fields else None, errors)


def ask_again_for_files(form):
    """A browser forgets a chosen file when the form is drawn again: say so, where the other errors are."""
    for name in getattr(form, "fields", {}):
        if form.add_prefix(name) in form.files and name not in form.errors:
            form.add_error(name, _("Kies dit bestand opnieuw: bij een fout vergeet de browser het."))


def _only_when_sent(value, request):
    """A form that the view did not ask for its answers was not the one that was sent: it is drawn as if nothing was."""
    if isinstance(value, BaseForm) and value.is_bound and value.data is request.POST and value._errors is None:
        value.is_bound, value.data, value.files = False, MultiValueDict(), MultiValueDict()


def _has_errors(value):
    return isinstance(value, BaseForm | BaseFormSet) and value.is_bound and not value.is_valid()
