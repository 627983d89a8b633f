"""The components: every page of every room is built from these, so that one change is a change everywhere.

Texts given as arguments are escaped; block tags (`panel … endpanel`) take markup between their tags.
`docs/ui.md` shows each with an example; `/stijlgids/` shows them drawn.
"""

import datetime
import json
import re
from functools import lru_cache
from pathlib import Path
from secrets import token_urlsafe

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from eenplan.law.articles import cited
from eenplan.law.calendar import past, reached, written
from eenplan.ui.http import SLIP, TOKEN, VERSIONS
from eenplan.ui.shielding import Shielded

register = template.Library()

register.filter(cited)
register.filter(past)
register.filter(reached)

ICONS = Path(__file__).resolve().parent.parent / "static" / "vendor" / "tabler"

#: what a status looks like; the colour never says it alone, the text does
TONES = {
    "neutral": "een-badge--neutral",
    "info": "ams-badge--azure",
    "success": "ams-badge--lime een-badge--success",
    "warning": "ams-badge--yellow",
    "danger": "ams-badge--red",
    "accent": "ams-badge--purple",
}
ALERTS = {
    "info": ("", "info-circle"),
    "success": ("ams-alert--success", "circle-check"),
    "warning": ("ams-alert--warning", "alert-triangle"),
    "danger": ("ams-alert--error", "alert-circle"),
}


# --- small pieces -------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _drawing(name: str) -> SafeString:
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(f"{name!r} is no icon name")
    path = ICONS / f"{name}.svg"
    if not path.exists():
        raise ValueError(f"icon {name!r} is not vendored: add it to frontend/icons.txt")
    body = re.sub(r"</?svg[^>]*>", "", path.read_text())
    body = re.sub(r'<path stroke="none"[^>]*/>', "", body)
    return format_html(
        '<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(re.sub(r"\s+", " ", body).strip()),  # noqa: S308 - our own vendored file, name checked above
    )


@register.simple_tag
def icon(name, label="", size=""):
    """`{% icon "lock" %}`: a drawing; with `label` it has a text of its own, else it is decoration."""
    text = format_html('<span class="ams-visually-hidden">{}</span>', label) if label else ""
    return format_html(
        '<span class="een-icon{}">{}</span>{}', f" een-icon--{size}" if size else "", _drawing(str(name)), text
    )


@register.simple_tag
def badge(text, tone="neutral", symbol=""):
    """`{% badge case.status_label tone="info" %}`; tones: neutral, info, success, warning, danger, accent."""
    drawing = icon(symbol) if symbol else ""
    return format_html(
        '<span class="ams-badge een-badge {}">{}{}</span>', TONES.get(tone, TONES["neutral"]), drawing, text
    )


@register.simple_tag
def shielded(reason="", text=""):
    """`{% shielded reason=_("Alleen voor ontvangers") %}`: hidden information, never shown as empty."""
    return Shielded(reason, text).__html__()


@register.simple_tag
def avatar(name):
    """`{% avatar "Samira Bakker" %}`: initials as decoration beside the name itself."""
    return format_html('<span class="een-avatar" aria-hidden="true">{}</span>', initials(name))


@register.filter
def initials(name):
    """`Jan de Vries` → `JV`: first letters of the first and last capitalised word."""
    words = [word for word in re.split(r"[\s-]+", str(name)) if word[:1].isupper()] or str(name).split() or ["?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def loose_date(value):
    """A date that may be incomplete: `19610000` → `1961`, `1961-05` → `mei 1961`, empty → `onbekend`."""
    if isinstance(value, datetime.date):
        return written(value)
    digits = re.sub(r"\D", "", str(value or ""))
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    if not year or year == "0000":
        return _("onbekend")
    if not month or month == "00":
        return year
    try:
        if not day or day == "00":
            return date_format(datetime.date(int(year), int(month), 1), "F Y")
        return written(datetime.date(int(year), int(month), int(day)))
    except ValueError:
        return str(value)


@register.filter
def as_json(value):
    """For a script of ours to read from an attribute."""
    return json.dumps(value)


@register.simple_tag
def person(name, birth=None, url="", note="", shield=False, age=""):
    """`{% person p.name birth=p.birth_date age="43 jaar" url=… note="moeder" %}`: a person on one line, with avatar."""
    title = format_html('<a class="ams-link" href="{}">{}</a>', url, name) if url else name
    notes = [str(note)] if note else []
    if birth not in (None, ""):
        born = _("geboren %(date)s") % {"date": loose_date(birth)}
        notes.append(f"{born} ({age})" if age else born)
    sub = format_html('<span class="een-sub">{}</span>', " · ".join(notes)) if notes else ""
    return format_html(
        '<span class="een-person">{}<span class="een-person__text">'
        '<span class="een-person__name">{}</span>{}{}</span></span>',
        avatar(name),
        title,
        sub,
        shielded() if shield else "",
    )


@register.simple_tag
def due(day, done=False, short=False):
    """`{% due action.due_on done=action.done_at %}`: until when; late from the day after, until it is done.

    `short=True` in a narrow column. A moment (a clock of hours) is shown with its time.
    """
    if day is None:
        return ""
    moment = isinstance(day, datetime.datetime)
    text = date_format(localtime(day) if moment else day, ("j b Y" if short else "j F Y") + (", H:i" if moment else ""))
    stamp = format_html('<time datetime="{}">{}</time>', day.isoformat(), text)
    if done or not past(day):
        return stamp
    said = format_html('<span class="ams-visually-hidden">{} </span>', _("te laat:"))
    return format_html('<span class="een-late">{}{}{}</span>', icon("clock"), said, stamp)


@register.simple_tag
def button(label, url="", variant="primary", symbol="", name="", value="", dialog="", form=""):
    """`{% button _("Opslaan") %}` submits; with `url` it is a link, with `dialog="id"` it opens that."""
    inside = format_html("{}<span>{}</span>", icon(symbol) if symbol else "", label)
    if url:
        return format_html('<a class="ams-button ams-button--{}" href="{}">{}</a>', variant, url, inside)
    given = [(key, val) for key, val in (("name", name), ("value", value), ("form", form)) if val]
    if dialog:
        given += [("data-open-dialog", dialog), ("aria-haspopup", "dialog")]
    attributes = format_html_join("", ' {}="{}"', given)
    kind = "button" if dialog else "submit"
    return format_html(
        '<button type="{}" class="ams-button ams-button--{}"{}>{}</button>', kind, variant, attributes, inside
    )


@register.simple_tag
def progress(value, maximum, label):
    """`{% progress done total _("afspraken afgerond") %}`: a plain bar that also says it in words."""
    return format_html(
        '<span class="een-progress"><progress max="{}" value="{}" aria-label="{}"></progress>'
        '<span class="een-sub">{} {} {} {}</span></span>',
        maximum or 1,
        value,
        label,
        value,
        _("van"),
        maximum,
        label,
    )


@register.simple_tag
def stat(value, label, url="", tone="neutral", symbol=""):
    """`{% stat 4 _("te beoordelen") url=… tone="warning" symbol="scale" %}`: a number, and its list."""
    inside = format_html(
        '{}<span class="een-stat__value">{}</span><span class="een-stat__label">{}</span>',
        icon(symbol) if symbol else "",
        value,
        label,
    )
    if url:
        return format_html('<a class="een-stat een-stat--{}" href="{}">{}</a>', tone, url, inside)
    return format_html('<div class="een-stat een-stat--{}">{}</div>', tone, inside)


# --- blocks with markup inside ------------------------------------------------------------------


@register.simple_block_tag
def alert(content, tone="info", title="", level=2):
    """`{% alert tone="warning" title=_("…") %}<p>…</p>{% endalert %}`; info, success, warning, danger."""
    look, drawing = ALERTS.get(tone, ALERTS["info"])
    heading = (
        format_html('<h{} class="ams-heading ams-heading--4">{}</h{}>', level, title, level)
        if title
        else SafeString("")
    )
    return format_html(
        '<div class="ams-alert een-alert een-alert--{} {}">'
        '<div class="ams-alert__severity-indicator">{}</div>'
        '<div class="ams-alert__content">{}{}</div></div>',
        tone,
        look,
        icon(drawing),
        heading,
        content,
    )


@register.simple_block_tag
def panel(
    content,
    title="",
    id="",
    symbol="",
    count=None,
    url="",
    link="",
    link_symbol="",
    level=2,
    tone="",
    dialog="",
):
    """`{% panel title=_("Betrokkenen") id="mensen" count=4 url=… link=_("Toevoegen") %}…{% endpanel %}`.

    `url` + `link` put a link at the right of the title; `dialog` + `link` a button that opens that dialog.
    """
    return render_to_string(
        "ui/tags/panel.html",
        {
            "content": content,
            "title": title,
            "id": id or f"p-{re.sub(r'[^a-z0-9]+', '-', str(title).lower()).strip('-')}",
            "symbol": symbol,
            "count": count,
            "url": url,
            "link": link,
            "link_symbol": link_symbol,
            "level": level,
            "tone": tone,
            "dialog": dialog,
        },
    )


@register.simple_block_tag
def facts(content, narrow=True):
    """`{% facts %}{% fact _("Nummer") %}{{ case.number }}{% endfact %}{% endfacts %}`: terms and values."""
    return format_html('<dl class="een-facts{}">{}</dl>', "" if narrow else " een-facts--wide", content)


@register.simple_block_tag
def fact(content, term):
    """One term of `facts`; nothing between the tags reads "Niet ingevuld", hidden things take `shielded`."""
    value = content if content.strip() else format_html('<span class="een-sub">{}</span>', _("Niet ingevuld"))
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", term, value)


@register.simple_block_tag
def table(content, caption, show_caption=False, dense=False):
    """`{% table _("Casussen") %}<thead>…</thead><tbody>…</tbody>{% endtable %}`: cards when narrow.

    Write plain `<tr>` and `<th scope="col">`; cells with `{% cell _("Fase") %}…{% endcell %}`, so that a card
    can name them. The caption names the table; it is shown only when asked.
    """
    return format_html(
        '<div class="een-table{}"><table><caption class="{}">{}</caption>{}</table></div>',
        " een-table--dense" if dense else "",
        "" if show_caption else "ams-visually-hidden",
        caption,
        content,
    )


@register.simple_block_tag
def cell(content, label="", head=False, align="", nowrap=False):
    """One cell: `label` repeats the column's name in the card; `head=True` makes it the row's header."""
    classes = " ".join(filter(None, [f"een-align-{align}" if align else "", "een-nowrap" if nowrap else ""]))
    attributes = format_html_join("", ' {}="{}"', [(k, v) for k, v in (("data-label", label), ("class", classes)) if v])
    if head:
        return format_html('<th scope="row"{}>{}</th>', attributes, content)
    if label:  # one box beside the column's name in the card
        content = format_html("<div>{}</div>", content)
    return format_html("<td{}>{}</td>", attributes, content)


@register.simple_block_tag
def dialog(content, id, title):
    """`{% dialog "stop" _("Afsluiten") %}…{% enddialog %}`: opened by `{% button … dialog="stop" %}`."""
    return render_to_string("ui/tags/dialog.html", {"content": content, "id": id, "title": title})


@register.simple_block_tag
def empty(content, title, symbol="inbox"):
    """`{% empty _("Nog geen afspraken") %}<p>what to do next</p>{% button … %}{% endempty %}`."""
    return format_html(
        '<div class="een-empty">{}<p class="een-empty__title">{}</p>{}</div>',
        icon(symbol, size="large"),
        title,
        content,
    )


@register.simple_block_tag
def timeline(content, label=""):
    """`{% timeline %}{% moment when=… who=… title=… %}…{% endmoment %}{% endtimeline %}`: newest first."""
    name = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<ol class="een-timeline"{}>{}</ol>', name, content)


@register.simple_block_tag
def moment(content, title, when=None, who="", symbol="circle-dot", tone="neutral"):
    """One entry of `timeline`; `when` is a date, a datetime or a ready text."""
    return render_to_string(
        "ui/tags/moment.html",
        {
            "content": content,
            "title": title,
            "when": when,
            "who": who,
            "symbol": symbol,
            "tone": tone,
            "is_date": isinstance(when, datetime.date),
            "is_moment": isinstance(when, datetime.datetime),
        },
    )


@register.simple_block_tag
def action_bar(content):
    """`{% action_bar %}{% button … %}{% button … %}{% endaction_bar %}`: the buttons at the end of a form."""
    return format_html('<div class="ams-action-group een-actions">{}</div>', content)


@register.simple_block_tag(takes_context=True)
def form(
    context,
    content,
    form=None,
    submit="",
    cancel="",
    action="",
    id="",
    method="post",
    draft="",
    variant="primary",
    look="een-form",
):
    """`{% form form submit=_("Opslaan") cancel=url %}{% endform %}`: a whole form, with its errors and token.

    Nothing between the tags draws all fields; else draw the fields yourself there
    (`{{ form.name.as_field_group }}`): the error summary, hidden fields and token come by themselves.
    It submits once. What is typed in a form with free text is kept after a short silence and offered again until it is sent
    (eenplan/web/drafts.py); `draft=url` keeps it there instead. Other forms warn before unsaved work is left.
    Without `submit` the buttons are yours, in an `{% action_bar %}`; a button alone is `{% form action=url look="" %}…`.
    """
    typed = content if content.strip() or form is None else str(form)
    drawn = set(re.findall(r'name="([^"]+)"', typed))
    return render_to_string(
        "ui/tags/form.html",
        {
            "content": typed,
            "form": form,
            "errors": form_errors(form) if "data-errors" not in typed else "",
            "hidden": [f for f in form.hidden_fields() if f.html_name not in drawn] if form else [],
            "submit": submit,
            "cancel": cancel,
            "action": action,
            "id": id,
            "method": method,
            "once": (TOKEN, token_urlsafe(12)) if method == "post" else None,
            "draft": draft,
            "typed": _typed(context, typed, action) if method == "post" else None,
            "names": {"slip": SLIP, "versions": VERSIONS},
            "variant": variant,
            "look": look,
            "multipart": form is not None and form.is_multipart(),
        },
        request=context.get("request"),
    )


#: what somebody types at length or in words; a form with a password is never kept
_FREE_TEXT = re.compile(r'<textarea|<input[^>]* type="(text|email|tel|url|search)"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
#: what a page can be about: whatever it is destroyed with takes along what was typed
_ABOUT = ("case", "referral", "person")


def _typed(context, content: str, action: str) -> dict | None:
    """The slip of a form with free text, and what was typed in it before."""
    drafts = getattr(context.get("request"), "drafts", None)
    if drafts is None or not _FREE_TEXT.search(content) or 'type="password"' in content:
        return None
    about = next(((sort, context[sort].pk) for sort in _ABOUT if getattr(context.get(sort), "pk", None)), ())
    # two forms that post to one address differ in what they say without being asked
    which = sorted(pair for pair in _HIDDEN.findall(content) if not pair[0].startswith("een-"))
    return drafts.of(action, which, about)


@register.simple_tag
def form_errors(form):
    """The summary above a form: every error once, each a link to its field. Empty when there are none."""
    if form is None or not form.is_bound or not form.errors:
        return ""
    general, linked = list(form.non_field_errors()), []
    for name, errors in form.errors.items():
        if name == "__all__":
            continue
        field = form[name]
        for error in errors:
            if field.is_hidden:
                general.append(f"{field.label}: {error}")
            else:
                linked.append((field, error))
    return render_to_string("ui/forms/errors.html", {"general": general, "linked": linked})


# --- navigation ---------------------------------------------------------------------------------


@register.inclusion_tag("ui/tags/tabs.html")
def tabs(items, label=""):
    """`{% tabs tabs label=_("Onderdelen van de casus") %}`; items: {label, url, current, count, icon}."""
    return {"items": items, "label": label or _("Onderdelen")}


@register.inclusion_tag("ui/tags/breadcrumbs.html")
def breadcrumbs(*items):
    """`{% breadcrumbs _("Casussen") "/casussen/" case.number case_url %}`: label, url, label, url …

    A list of (label, url) pairs works too: `{% breadcrumbs trail %}`.
    """
    if len(items) == 1 and not isinstance(items[0], str):
        return {"items": list(items[0])}
    return {"items": list(zip(items[::2], items[1::2], strict=True))}


@register.inclusion_tag("ui/tags/pagination.html", takes_context=True)
def pagination(context, page, parameter="page"):
    """`{% pagination page %}` for a Page of Django's Paginator; keeps the filters in the address."""
    request = context.get("request")

    def address(number):
        query = request.GET.copy() if request is not None else QueryDict(mutable=True)
        query[parameter] = number
        return f"?{query.urlencode()}"

    if not page or not page.has_other_pages():
        return {"page": None}
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [(number, address(number) if isinstance(number, int) else "") for number in numbers],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def column(context, label, key="", parameter="sort", align=""):
    """`{% column _("Fase") "phase" %}`: a column header; with a key it sorts by `?sort=phase` or `-phase`."""
    classes = format_html(' class="een-align-{}"', align) if align else ""
    request = context.get("request")
    if not key or request is None:
        return format_html('<th scope="col"{}>{}</th>', classes, label)
    query = request.GET.copy()
    now = query.get(parameter, "")
    query[parameter] = f"-{key}" if now == key else key
    query.pop("page", None)
    orders = {key: ("ascending", "arrow-up"), f"-{key}": ("descending", "arrow-down")}
    order, drawing = orders.get(now, ("", "arrows-sort"))
    link = format_html('<a class="een-sort" href="?{}">{}{}</a>', query.urlencode(), label, icon(drawing))
    state = format_html(' aria-sort="{}"', order) if order else ""
    return format_html('<th scope="col"{}{}>{}</th>', classes, state, link)


@register.inclusion_tag("ui/tags/steps.html")
def steps(items, label=""):
    """`{% steps road %}`: the road of a case; items {label, state, note, url}: done, current or todo."""
    return {"items": items, "label": label or _("Voortgang")}


@register.simple_tag
def url_or_nothing(name, *args, **kwargs):
    """The address of a page, or nothing when its room is not there (the shell links to what exists)."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""
