"""Two people who change the same thing: the second is told what the other wrote, and loses nothing."""

import ast
import importlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

import eenplan
from eenplan.audit.models import Review as LogReview
from eenplan.conferences.models import Conference
from eenplan.conferences.queries import item_url
from eenplan.plans.models import Plan
from eenplan.provisions.models import Provision
from eenplan.retention.models import Hold
from eenplan.rights.models import InformationDuty, Leak
from eenplan.ui.meanwhile import MEANWHILE, Watched
from tests.support.db import as_owner
from tests.support.forms import form_with

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = (TODAY + timedelta(days=60)).isoformat()


def a_leak(world):
    return Leak.objects.create(
        house=world.houses["TEST"],
        discovered_at=timezone.now(),
        what="Een brief ging mis.",
        account=world.people["contact"],
    ).get_absolute_url()


def a_hold(world):
    hold = Hold.objects.create(
        house=world.houses["TEST"],
        case=world.closed_case,
        kind="claim",
        ground="Dagvaarding",
        reviewer=world.people["contact"],
        review_on=TODAY + timedelta(days=9),
        account=world.people["director"],
    )
    return reverse("retention:hold", args=[hold.pk])


def a_provision(world, step):
    made = Provision.objects.create(
        house=world.houses["TEST"],
        case=world.case,
        kind="participant",
        organisation=world.organisations["probation"],
        made_by=world.organisations["council"],
        account=world.people["director"],
    )
    return reverse("provisions:step", args=[world.case.number, made.pk, step])


def a_log_review(world):
    review = LogReview.objects.create(
        house_id=world.houses["TEST"].pk, month=TODAY.replace(day=1), opened_at=timezone.now(), due_on=TODAY, figures=[]
    )
    return reverse("audit:review", args=[review.pk])


def at_table(world):
    Conference.objects.update(at=timezone.now() - timedelta(minutes=1))
    return item_url(world.case.agenda_items.get())


def network(name, *args):
    return lambda world: reverse(f"network:{name}", args=["TEST", *(arg(world) for arg in args)])


def participation(world):
    return world.houses["TEST"].organisations.get(organisation=world.organisations["police"]).pk


def on_case(name):
    return lambda world: reverse(name, args=[world.case.number])


def duty(world):
    return reverse(
        "rights:duty", args=[InformationDuty.objects.get(case=world.case, person=world.persons["father"]).pk]
    )


#: what two people fill in: (who, who else, page, what the one types, what the other types)
CHANGED = {
    "house": ("administrator", "administrator", network("edit"), {"contact": "Bel 1"}, {"contact": "Bel 2"}),
    "organisation": (
        "administrator",
        "administrator",
        network("organisation_edit", lambda world: world.organisations["police"].pk),
        {"email": "een@test.invalid"},
        {"email": "twee@test.invalid"},
    ),
    "contact person": (
        "administrator",
        "administrator",
        network("contact_person", participation),
        {"contact": lambda world: world.people["police"].pk},
        {"contact": lambda world: world.people["police_colleague"].pk},
    ),
    "professional": (
        "administrator",
        "administrator",
        network("professional_edit", lambda world: world.people["police"].pk),
        {"function": "wijkagent"},
        {"function": "recherche"},
    ),
    "conference": (
        "director",
        "director_elsewhere",
        lambda world: reverse("conferences:change", args=[world.case.agenda_items.get().conference_id]),
        {"place": "Zaal West"},
        {"place": "Zaal Noord"},
    ),
    "minutes": ("director", "director", at_table, {"picture": "Rustiger"}, {"picture": "Onrustig"}),
    "who was there": (
        "director",
        "director",
        at_table,
        {"people": lambda world: [world.people["police"].pk]},
        {"people": lambda world: [world.people["ggz"].pk]},
    ),
    "phase": (
        "director",
        "director",
        on_case("cases:phase"),
        {"phase": "3", "reason": "Het loopt op"},
        {"phase": "2", "reason": "Het gaat beter"},
    ),
    "opinion on closing": (
        "police",
        "police",
        on_case("cases:closing"),
        {"agrees": "yes", "motive": "Het is klaar"},
        {"agrees": "no", "motive": "Het is niet klaar"},
    ),
    "strategy": (
        "director",
        "ggz",
        lambda world: reverse("plans:strategy", args=[world.case.number, Plan.objects.get(case=world.case).pk]),
        {"summary": "Eerst rust"},
        {"summary": "Eerst schulden"},
    ),
    "goal": (
        "director",
        "ggz",
        lambda world: reverse("plans:goal", args=[world.case.number, Plan.objects.get(case=world.case).goals.get().pk]),
        {"text": "Geen ruzie meer"},
        {"text": "Geen dreiging meer"},
    ),
    "action": (
        "director",
        "ggz",
        lambda world: reverse("plans:action", args=[world.case.number, Plan.objects.get(case=world.case).actions.first().pk]),
        {"text": "Bel de school"},
        {"text": "Bezoek de school"},
    ),
    "recipient": (
        "director",
        "director",
        lambda world: a_provision(world, "ontvanger"),
        {"recipient": lambda world: f"participant:{world.organisations['ggz'].pk}"},
        {"recipient": lambda world: f"participant:{world.organisations['police'].pk}"},
    ),
    "necessity": (
        "director",
        "director",
        lambda world: a_provision(world, "noodzaak"),
        {"task": "toezicht", "necessity": "Om te begeleiden", "basis": Provision.Basis.values[0]},
        {"task": "toezicht", "necessity": "Om te straffen", "basis": Provision.Basis.values[0]},
    ),
    "facts of a leak": ("contact", "contact", a_leak, {"describe-what": "Twee brieven"}, {"describe-what": "Drie brieven"}),
    "reporting a leak": (
        "contact",
        "contact",
        a_leak,
        {"report-report": "not_needed", "report-report_reason": "Ongeopend terug"},
        {"report-report": "not_needed", "report-report_reason": "Versleuteld"},
    ),
    "telling of a leak": (
        "contact",
        "contact",
        a_leak,
        {"tell-informing": "i", "tell-informing_reason": "Gevaar voor een ander"},
        {"tell-informing": "i", "tell-informing_reason": "Gevaar voor haar"},
    ),
    "public page": (
        "manager",
        "administrator",
        lambda world: reverse("rights:public_edit", args=["TEST"]),
        {"introduction": "Wij helpen"},
        {"introduction": "Wij ondersteunen"},
    ),
    "putting informing off": (
        "contact",
        "contact",
        duty,
        {"omit-ground": "avg14", "omit-motivation": "Hij is zoek", "omit-review_on": LATER},
        {"omit-ground": "avg14", "omit-motivation": "Hij is ziek", "omit-review_on": LATER},
    ),
    "what an organisation told": (
        "contact",
        "contact",
        duty,
        {"note-organisation": lambda world: world.organisations["police"].pk, "note-ground": "none"},
        {"note-organisation": lambda world: world.organisations["ggz"].pk, "note-ground": "none"},
    ),
    "judgement in triage": (
        "police",
        "police",
        lambda world: reverse("referrals:triage", args=[world.referral.number]),
        {"judgement": "reject", "motive": "Kan lokaal", **{f"criterion_{letter}": "False" for letter in "abcd"}},
        {"judgement": "reject", "motive": "Te licht", **{f"criterion_{letter}": "False" for letter in "abcd"}},
    ),
    "judging a hold again": (
        "contact",
        "contact",
        a_hold,
        {"review-review_on": LATER},
        {"review-review_on": (TODAY + timedelta(days=30)).isoformat()},
    ),
    "review of the log": (
        "auditor",
        "auditor",
        a_log_review,
        {"findings": "Niets"},
        None,  # it is closed by then
    ),
}  # fmt: skip


@pytest.fixture
def meet(world, client_of):
    """`meet("house")`: both have the page in front of them; what the one sent, and what the other would send."""

    def open_pages(what):
        one, other, page, ones, others = CHANGED[what]
        with as_owner():
            url = page(world)
            ones, others = (
                {name: value(world) if callable(value) else value for name, value in (typed or {}).items()}
                for typed in (ones, others)
            )
        seen = [form_with(client_of(key).get(url), next(iter(ones))) for key in (one, other)]
        first = client_of(one).post(seen[0].action or url, seen[0].sent(**ones))
        assert first.status_code == 302, first.text
        return url, client_of(other), seen[1], ones, others

    return open_pages


@pytest.mark.parametrize("what", [what for what, row in CHANGED.items() if row[4]])
def test_the_second_is_told_keeps_what_was_typed_and_may_save_knowingly(what, meet):
    url, other, form, _ones, others = meet(what)
    late = other.post(form.action or url, form.sent(**others))
    assert late.status_code == 422
    assert str(MEANWHILE) in late.text
    again = form_with(late, next(iter(others)))
    for name, value in others.items():
        assert again.fields[name] == [str(each) for each in (value if isinstance(value, list) else [value])]
    saved = other.post(again.action or url, again.sent())
    assert saved.status_code == 302, saved.text


def test_what_the_other_wrote_stands_at_the_field_also_a_name_and_a_list(meet):
    for what, said in (("house", "“Bel 1”"), ("contact person", "“Petra Agema"), ("who was there", "“Petra Agema")):
        url, other, form, _ones, others = meet(what)
        assert f"Hier staat intussen: {said}" in other.post(form.action or url, form.sent(**others)).text


def test_what_was_not_touched_follows_the_other(meet, world):
    url, other, form, _ones, _others = meet("house")
    late = other.post(url, form.sent(name="Veiligheidshuis Waterdam"))
    assert late.status_code == 422
    again = form_with(late, "contact")
    assert (again.fields["contact"], again.fields["name"]) == (["Bel 1"], ["Veiligheidshuis Waterdam"])
    assert other.post(url, again.sent()).status_code == 302
    with as_owner():
        house = world.houses["TEST"]
        house.refresh_from_db()
        assert (house.contact, house.name) == ("Bel 1", "Veiligheidshuis Waterdam")


def test_who_writes_the_same_is_not_bothered(meet):
    url, other, form, ones, _others = meet("house")
    assert other.post(url, form.sent(**ones)).status_code == 302


def test_another_mistake_does_not_hide_that_somebody_was_first(meet):
    url, other, form, _ones, others = meet("house")
    late = other.post(url, form.sent(**others, name=""))
    assert str(MEANWHILE) in late.text
    assert "“Bel 1”" in late.text


def test_a_review_of_the_log_that_is_closed_stays_as_it_was_closed(meet):
    url, other, form, _ones, _others = meet("review of the log")
    late = other.post(url, form.sent(findings="Toch iets"))
    assert late.status_code == 422
    assert "Toch iets" in late.text


@pytest.mark.parametrize(
    "seen",
    ["", "{", "null", '{"contact": 1}', "[1]", "x" * 10_000, '{"nope": "0123456789abcdef"}', '{"a": "0123456789abcdef", }'],
)  # fmt: skip
def test_a_crafted_memory_of_the_form_changes_nothing(seen, world, client_of):
    url = reverse("network:edit", args=["TEST"])
    form = form_with(client_of("administrator").get(url), "contact")
    assert client_of("administrator").post(url, form.sent(**{"contact": "Bel 3", "een-seen": seen})).status_code == 302


#: forms that start from a row and are not watched, and why nobody is overwritten
NOT_WATCHED: dict[str, str] = {}


def _filled_from_a_row():
    """(module, form) for every form in a view that is given an `instance` or a `row`."""
    package = Path(eenplan.__file__).parent
    for path in sorted(
        [*package.glob("**/views.py"), *package.glob("**/views/*.py"), package / "referrals" / "triage.py"]
    ):
        module = ".".join(["eenplan", *path.relative_to(package).with_suffix("").parts]).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and {word.arg for word in node.keywords} & {"instance", "row"}:
                yield pytest.param(module, ast.unparse(node.func), id=f"{module}.{ast.unparse(node.func)}")


@pytest.mark.parametrize(("module", "name"), list(_filled_from_a_row()))
def test_every_form_that_changes_a_row_is_watched(module, name):
    form = importlib.import_module(module)
    for part in name.split("."):
        form = getattr(form, part)
    if isinstance(form, type):
        assert issubclass(form, Watched) != (f"{module}.{name}" in NOT_WATCHED)
