"""The pages of the referrer: start, persons, content, check and submit, and what came of it."""

from functools import partial, wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.law.calendar import workdays_after
from eenplan.law.codes import DataCategory, Role
from eenplan.network.queries import professionals
from eenplan.people import entering, finding
from eenplan.people.forms import CorrectPersonForm, FindPersonForm
from eenplan.referrals import actions, queries, rules
from eenplan.referrals.forms import ContentForm, NamePersonForm, NewPersonForm, StartForm
from eenplan.referrals.models import Referral
from eenplan.ui.forms import Form
from eenplan.ui.http import CHANGED, kept, page, perform, posted

ROWS = 25


@require_safe
def list_mine(request):
    """My drafts and referrals, with their state."""
    rules.may_refer(roles(request.acting))
    mine = Paginator(queries.mine(request.acting), ROWS).get_page(request.GET.get("page"))
    return page(request, "referrals/list.html", {"page": mine})


def start(request):
    """Begin a referral, or talk it over first, without personal data, with a process director (R-90)."""
    who = request.acting
    rules.may_refer(roles(who))
    calendar = queries.calendar(who, Role.REFERRER, Role.PROCESS_DIRECTOR)
    mine = [house for house, _day, _cutoff in calendar]
    form = StartForm(posted(request), houses=mine)
    if referral := perform(form, actions.start, who=who):
        return redirect("referrals:people", referral.pk)
    directors = [(house, list(professionals(house, roles=[Role.PROCESS_DIRECTOR]))) for house in mine]
    return page(request, "referrals/start.html", {"directors": directors, "calendar": calendar}, form=form)


def roles(who) -> set[str]:
    """Every role of the acting account, whatever the house."""
    return set().union(*who.roles.values())


def on_draft(view):
    """The view gets my own draft; what was already submitted leads to its page instead (back button, second click)."""

    @wraps(view)
    def wrapped(request, pk, **kwargs):
        referral = get_object_or_404(
            Referral.objects.select_related("house"), pk=pk, account_id=request.acting.account_id
        )
        if referral.submitted_at:
            messages.info(request, _("Deze aanmelding is al ingediend en kan niet meer worden gewijzigd."))
            return redirect("referrals:detail", pk)
        audit.about(house=referral.house_id, action="referral.read")
        return view(request, referral, **kwargs)

    return wrapped


@on_draft
def people(request, referral):
    """The persons on the draft, and a search for the next one."""
    form = FindPersonForm(posted(request))
    found = perform(form, finding.find_person, who=request.acting, house=referral.house)
    persons = queries.persons_of(referral)
    return page(
        request,
        "referrals/people.html",
        {
            **_draft(referral, "people"),
            "persons": persons,
            "found": found,
            "corrected": entering.corrected(form, request.acting, referral.house),
            "searched": found is not None,
            "searched_for": entering.searched_for(form),
            "known": set(persons.numbers),
            "correctable": queries.correctable(),
        },
        form=form,
    )


@on_draft
def name_person(request, referral, person):
    """Put somebody who was found on the draft, with the part he has in it."""
    person = get_object_or_404(queries.found_person(referral.house, person))
    form = NamePersonForm(posted(request), subjects=queries.persons_of(referral).subjects)
    named = {"who": request.acting, "referral": referral, "person": person}
    if perform(form, actions.name_person, **named):
        return _named(request, referral, person)
    return page(request, "referrals/name_person.html", {**_draft(referral, "people"), "person": person}, form=form)


@on_draft
def new_person(request, referral):
    """Enter somebody the house does not know yet, after asking whether it does."""
    subjects = queries.persons_of(referral).subjects
    if entering.CARRIED in request.POST:
        form = NewPersonForm(subjects=subjects, initial=entering.carried(request.POST))
        return page(request, "referrals/new_person.html", _draft(referral, "people"), form=form)
    form = NewPersonForm(posted(request), subjects=subjects)
    doubles = entering.doubles(form, request.acting, referral.house)
    chosen = doubles.chosen(request.POST.get("same"))
    act = partial(actions.name_found, person=chosen) if chosen else actions.enter_person
    if (chosen or not doubles) and (named := perform(form, act, who=request.acting, referral=referral)):
        return _named(request, referral, named.person)
    return page(request, "referrals/new_person.html", {**_draft(referral, "people"), "doubles": doubles}, form=form)


@on_draft
def correct_person(request, referral, named):
    """Correct what was typed of somebody who came in by this draft, after asking whether it is somebody the house knows."""
    named = get_object_or_404(referral.persons.select_related("person__address", "person__citizen_number"), pk=named)
    rules.may_correct(named.person_id in queries.correctable())
    form = CorrectPersonForm(posted(request), instance=named.person)
    doubles = entering.doubles(form, request.acting, referral.house)
    chosen = doubles.chosen(request.POST.get("same"))
    act = partial(actions.name_instead, person=chosen) if chosen else actions.correct_person
    if (chosen or not doubles) and (person := perform(form, act, who=request.acting, named=named)):
        if chosen:
            return _named(request, referral, person)
        messages.success(request, _("De gegevens van %(name)s zijn verbeterd.") % {"name": person.full_name})
        return redirect("referrals:people", referral.pk)
    context = {**_draft(referral, "people"), "named": named, "doubles": doubles}
    known = 422 if doubles.same_number else None
    return page(request, "referrals/correct_person.html", context, form=form, status=known)


def _named(request, referral, person):
    messages.success(request, _("%(name)s staat op de aanmelding.") % {"name": person.full_name})
    return redirect("referrals:people", referral.pk)


@require_POST
@on_draft
def remove_person(request, referral, named):
    """Take somebody off the draft."""
    actions.remove_person(request.acting, get_object_or_404(referral.persons, pk=named))
    messages.success(request, _("De persoon is van de aanmelding gehaald."))
    return redirect("referrals:people", referral.pk)


@on_draft
def content(request, referral):
    """Occasion, criteria and the rest; saving goes on to the check."""
    form = _content_form(referral, posted(request))
    if perform(form, actions.write, who=request.acting, referral=referral):
        if "stay" not in request.POST:
            return redirect("referrals:check", referral.pk)
        messages.success(request, _("Het concept is bewaard."))
        return redirect("referrals:content", referral.pk)
    return page(
        request,
        "referrals/content.html",
        {
            **_draft(referral, "content"),
            "gaps": _gaps(referral, queries.subject_numbers(referral)),
            "directors": professionals(referral.house, roles=[Role.PROCESS_DIRECTOR]),
        },
        form=form,
    )


@require_POST
@on_draft
def save(request, referral):
    """Keep what was typed so far, in the background; an answer that is not right yet does not hold up the others."""
    form = _content_form(referral, request.POST)
    form.is_valid()
    typed = (request.POST.get(CHANGED) or ",".join(form.fields)).split(",")
    given = {name: value for name, value in form.cleaned_data.items() if name in typed}
    actions.write(request.acting, Referral.objects.get(pk=referral.pk), **given)
    others = {name: other for name, other in form.meanwhile.items() if name in typed}
    wrong = [str(form[name].label) for name in typed if name in form.errors and name not in others]
    now = _content_form(Referral.objects.get(pk=referral.pk)).versions()
    return kept({name: now[name] for name in given}, others, ", ".join(wrong))


def _content_form(referral, data=None) -> ContentForm:
    return ContentForm(data, instance=referral, initial=lambda: {"partners": list(referral.partners.all())})


@on_draft
def check(request, referral):
    """Everything on one page, what is missing with the way to it, and the button that submits."""
    form = Form(posted(request))
    if perform(form, actions.submit, who=request.acting, referral=referral):
        return redirect("referrals:received", referral.pk)
    persons = queries.persons_of(referral, "person__address", "person__citizen_number")
    for row in persons.rows:
        audit.loaded(row.person_id, referral.house_id, None, DataCategory.HOUSING)
    return page(
        request,
        "referrals/check.html",
        {
            **_draft(referral, "check"),
            **shown(referral, persons),
            "addresses": True,
            "gaps": _gaps(referral, persons.subjects),
            "handed_back": referral.decisions.order_by("-at").first(),
        },
        form=form,
    )


def _gaps(referral, subjects) -> list[tuple]:
    """What is missing, each with the address where it is filled in."""
    return [(gap, _address(referral, gap.field)) for gap in rules.missing(referral, len(subjects))]


def _address(referral, field: str) -> str:
    if field == "persons":
        return reverse("referrals:people", args=[referral.pk])
    many = field == "informed"  # radio buttons: the first has the number
    return f"{reverse('referrals:content', args=[referral.pk])}#id_{field}{'_0' if many else ''}"


@require_POST
@on_draft
def discard(request, referral):
    """Throw the draft away."""
    if referral.number:
        messages.error(
            request, _("Een aanmelding die al is ingediend blijft bestaan; vul haar aan en dien haar opnieuw in.")
        )
        return redirect("referrals:check", referral.pk)
    actions.discard(request.acting, referral)
    messages.success(request, _("Het concept is weggegooid."))
    return redirect("referrals:list")


@require_safe
def received(request, pk):
    """The number, at once, and what happens next (R-90)."""
    referral = get_object_or_404(
        Referral.objects.select_related("house"),
        pk=pk,
        account_id=request.acting.account_id,
        submitted_at__isnull=False,
    )
    submitted = timezone.localdate(referral.submitted_at)
    return page(
        request,
        "referrals/received.html",
        {
            "referral": referral,
            "expected": sorted(
                [
                    (queries.day_of(referral, submitted), "triage"),
                    (workdays_after(submitted, referral.house.response_days), "contact"),
                ]
            ),
            "directors": professionals(referral.house, roles=[Role.PROCESS_DIRECTOR]),
        },
    )


@require_safe
def detail(request, pk):
    """The referral as it was submitted, where it stands, and what was decided with motive and advice (R-07)."""
    referral = get_object_or_404(Referral.objects.select_related("house", "organisation", "account", "case"), pk=pk)
    who = request.acting
    if referral.account_id == who.account_id and not referral.submitted_at:
        return redirect("referrals:check", pk)
    audit.about(house=referral.house_id, action="referral.read")
    undecided = referral.submitted_at and not referral.decided_at
    triage = undecided and who.has(Role.ASSESSOR, Role.PROCESS_DIRECTOR, house=referral.house_id)
    return page(
        request,
        "referrals/detail.html",
        {
            "referral": referral,
            **shown(referral, queries.persons_of(referral)),
            "decisions": referral.decisions.select_related("organisation").order_by("-at"),
            "day": queries.day_of(referral) if undecided else None,
            "case": getattr(referral, "case", None),
            "to_triage": triage,
            "refers": who.has(Role.REFERRER, Role.PROCESS_DIRECTOR),
        },
    )


def _draft(referral, now: str) -> dict:
    """What the pages of a draft share: the draft and the steps it goes through."""
    labels = {"people": _("Personen"), "content": _("Aanleiding en criteria"), "check": _("Controleren en indienen")}
    names = list(labels)
    return {
        "referral": referral,
        "steps": [
            {
                "label": label,
                "url": reverse(f"referrals:{name}", args=[referral.pk]) if name != now else "",
                "state": "current" if name == now else "done" if names.index(name) < names.index(now) else "todo",
            }
            for name, label in labels.items()
        ],
    }


def shown(referral, persons) -> dict:
    """What the summary of a referral shows (`_summary.html`)."""
    criteria = [(rules.criterion_label(letter), getattr(referral, f"criterion_{letter}")) for letter in rules.CRITERIA]
    framework = [getattr(referral, f"framework_{name}") for name in ("multiple", "chains", "system", "area")]
    return {
        "persons": persons,
        "criteria": criteria,
        "partners": list(referral.partners.all()),
        "framework": framework,
        "fits_framework": rules.fits_framework(*framework),
    }
