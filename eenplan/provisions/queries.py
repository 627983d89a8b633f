"""What pages read about what leaves the case. Items and persons that are loaded log themselves (R-72)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import connection
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases import queries as cases
from eenplan.cases.models import Case, Direction
from eenplan.exchange.models import Item
from eenplan.law.calendar import reached
from eenplan.law.rules import Refusal
from eenplan.network.models import House, Organisation
from eenplan.network.queries import SYSTEM_FUNCTION, participants
from eenplan.provisions import rules
from eenplan.provisions.models import (
    Choice,
    Feedback,
    KnownAnswer,
    KnownCheck,
    Provision,
    ProvisionLetter,
    Reply,
    ThirdParty,
    Told,
)
from eenplan.ui.work import WorkItem

#: the steps of one provision, in order
STEPS = ("ontvanger", "gegevens", "noodzaak", "rondvraag", "controle", "verstrekken")

# Third parties


def third_parties(case: Case) -> QuerySet[ThirdParty]:
    """Everybody admitted to the case as third party, who is there now first; never with the content of a statement."""
    return (
        case.third_parties.select_related("organisation", "decided_by", "statement")
        .defer("statement__locked")
        .order_by(F("until").asc(nulls_first=True), "organisation__sort_key", "sort_key")
    )


def bound(case: Case) -> list[ThirdParty]:
    """The third parties who may hear and receive: there now, with a signed statement (BGS 2.21)."""
    return list(third_parties(case).filter(until=None, statement__isnull=False))


def third_organisations() -> QuerySet[Organisation]:
    """Organisations without statutory ground; the tasks of a house itself are none."""
    found = Organisation.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate()), ground="none")
    return found.exclude(professionals__function=SYSTEM_FUNCTION)


# Provisions


def provisions(case: Case) -> list[Provision]:
    """The provisions of the case that one may see, newest first, with what is still open in the round."""
    return list(_with_round(case).select_related("organisation", "third_party", "made_by", "account"))


def _with_round(case: Case) -> QuerySet[Provision]:
    """The provisions of the case with how many answers of the round are `open` or `against`."""
    return case.provisions.annotate(
        open=Count("replies", filter=Q(replies__answer=Reply.Answer.OPEN)),
        against=Count("replies", filter=Q(replies__answer=Reply.Answer.OBJECTS)),
    )


def one(case: Case, pk: int) -> Provision:
    """A provision of the case, whole; 404 when it is not there for who acts."""
    replies = Reply.objects.select_related("organisation", "account")
    found = (
        _with_round(case)
        .select_related(
            "house", "organisation", "third_party__organisation", "to_house", "made_by", "account", "check_made"
        )
        .prefetch_related(
            Prefetch("replies", replies), Prefetch("feedback", Feedback.objects.select_related("account"))
        )
    )
    provision = get_object_or_404(found, pk=pk)
    provision.case = case
    return provision


def choices(provision: Provision) -> list[Choice]:
    """The chosen items that one may read, with who they are about and what became of them."""
    found = provision.choices.select_related(
        "item__person", "item__supplier", "item__met", "item__account__professional"
    )
    told = Told.objects.select_related("account")
    return list(found.prefetch_related(Prefetch("told", told)).order_by("item__person", "item__category", "pk"))


def items(case: Case) -> list[Item]:
    """The valid items of the case that one may read, those about one person together."""
    found = case.items.filter(status=Item.Status.VALID).select_related("person", "supplier", "met")
    return list(found.order_by("person", "category", "-given_at"))


def judged(item: Item) -> rules.Chosen:
    """What the rules want to know about an item."""
    return rules.Chosen(
        supplier=item.supplier.name,
        category=item.category,
        secrecy=item.supplier.medical_secrecy,
        valid=item.status == Item.Status.VALID,
        usable=item.consent_withdrawn_on is None and not item.restricted,
        conditions_met=item.conditions_met,
    )


def without_conditions(item: rules.Chosen) -> rules.Chosen:
    """Conditions may still be met while the round runs; they count at the end."""
    return replace(item, conditions_met=True)


def reads_whole(provision: Provision) -> bool:
    """May who acts read every chosen item, and so the letter?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (provisions_read_whole())", [provision.pk])
        return cursor.fetchone()[0]


def must_read_whole(provision: Provision) -> None:
    """Refusal for who may not read every chosen item: he would send what he does not know (R-24)."""
    if not reads_whole(provision):
        raise Refusal(
            _("U leest niet alle gekozen gegevens en kunt ze daarom niet verstrekken."),
            "WGS 2.31(4)",
            _("Laat de procesregisseur deze verstrekking afmaken."),
        )


def letter(provision: Provision) -> ProvisionLetter | None:
    """The letter that was provided, without its content; None when there is none for who acts."""
    return ProvisionLetter.objects.defer("locked").filter(provision=provision).first()


def answers(provision: Provision) -> dict[str, tuple[str, bool]]:
    """Who answered what and needs to, by name; who was only asked as participant and left has no say any more."""
    here = set(provision.case.participations.filter(until=None).values_list("organisation", flat=True))
    return {
        reply.organisation.name: (reply.answer, reply.explicit)
        for reply in provision.replies.select_related("organisation")
        if reply.supplier or reply.answer == Reply.Answer.OBJECTS or reply.organisation_id in here
    }


def recipients(case: Case) -> list[tuple[str, list[tuple[str, str, dict]]]]:
    """Who can receive, by kind: [(heading, [(key, label, fields of the provision)])]."""
    houses = other_houses(case)
    checks = {check.asked_house_id: check for check in case.known_checks.filter(hit=True)}
    asked = {answer.asking_house_id: answer for answer in case.known_answers.all()}
    return [
        (
            _("Deelnemers van dit huis"),
            [_choice("participant", each.pk, each.name, organisation_id=each.pk) for each in _deelnemers(case)],
        ),
        (
            _("Derden met een geheimhoudingsverklaring"),
            [_choice("third_party", each.pk, each.full, third_party_id=each.pk) for each in bound(case)],
        ),
        (
            _("Andere Zorg- en Veiligheidshuizen"),
            [
                _choice(
                    "network",
                    each.pk,
                    each.name,
                    to_house_id=each.pk,
                    check_made_id=checks[each.pk].pk if each.pk in checks else None,
                    check_answered_id=asked[each.pk].pk if each.pk in asked else None,
                )
                for each in houses
            ],
        ),
    ]


def _choice(kind: str, number: int, label: str, **fields) -> tuple[str, str, dict]:
    return f"{kind}:{number}", label, {"kind": kind, **fields}


def _deelnemers(case: Case) -> QuerySet[Organisation]:
    return participants(case.house).exclude(ground="none")


def road(provision: Provision, chosen: int, steers: bool = True) -> list[dict]:
    """The steps of a provision for the component `steps`; for who steers, what can still be changed leads to its form."""
    stage = provision.stage
    clear = stage == rules.Stage.ROUND and _clear(provision)
    done = {
        "ontvanger": True,
        "gegevens": chosen > 0,
        "noodzaak": bool(provision.necessity),
        "rondvraag": clear or stage == rules.Stage.PROVIDED,
        "controle": provision.accuracy_checked and provision.secrecy_noted,
        "verstrekken": stage == rules.Stage.PROVIDED,
    }
    labels = {
        "ontvanger": _("Ontvanger"),
        "gegevens": _("Gegevens"),
        "noodzaak": _("Noodzaak"),
        "rondvraag": _("Rondvraag"),
        "controle": _("Controle"),
        "verstrekken": _("Verstrekken"),
    }
    here = next((step for step in STEPS if not done[step]), None)
    changes = {rules.Stage.DRAFT: STEPS[:3], rules.Stage.ROUND: ("controle",)}.get(stage, ()) if steers else ()
    return [
        {
            "label": labels[step],
            "state": "done" if done[step] else "current" if step == here else "todo",
            "url": reverse("provisions:step", args=[provision.case.number, provision.pk, step])
            if step in changes
            else "",
            "key": step,
        }
        for step in STEPS
    ]


def _clear(provision: Provision) -> bool:
    try:
        rules.round_is_clear(answers(provision))
    except Refusal:
        return False
    return True


def expected_feedback(provision: Provision, feedback: Iterable[Feedback]) -> date | None:
    """When the next feedback is due; None when none is expected any more. The latest report says so (WGS 1.7(4))."""
    if provision.provided_at is None:
        return None
    latest = max(feedback, key=lambda each: (each.received_on, each.pk), default=None)
    return latest.next_due if latest else provision.feedback_due


def changes(chosen: Iterable[Choice]) -> list[dict]:
    """What the recipient must still hear: items that were corrected or destroyed, lost their consent or are restricted.

    When he heard of a restriction, also that it is over (AVG 19).
    """
    found = []
    for choice in chosen:
        told = {each.change for each in choice.told.all()}
        happened = {
            Told.Change.CORRECTED: choice.item.status != Item.Status.VALID,
            Told.Change.WITHDRAWN: choice.item.consent_withdrawn_on is not None,
            Told.Change.RESTRICTED: choice.item.restricted,
            Told.Change.RELEASED: Told.Change.RESTRICTED in told and not choice.item.restricted,
        }
        found += [
            {"choice": choice, "change": change} for change, is_so in happened.items() if is_so and change not in told
        ]
    return found


# Known in another house?


def is_core(who: Acting) -> bool:
    """Is one's organisation a core participant (WGS 2.27(1))?"""
    return Organisation.objects.filter(pk=who.organisation_id, ground__startswith="2.27(1)").exists()


def other_houses(case: Case) -> QuerySet[House]:
    """The other houses of this installation."""
    return House.objects.exclude(pk=case.house_id).order_by("sort_key")


def checks(case: Case) -> QuerySet[KnownCheck]:
    """What this case asked other houses."""
    return case.known_checks.select_related("person", "asked_house", "account", "organisation")


def answered(case: Case) -> QuerySet[KnownAnswer]:
    """Which houses heard that a person of this case is known here, and whom to call there."""
    return case.known_answers.select_related("person", "asking_house", "account__professional", "organisation")


# My work


def my_work(who: Acting) -> list[WorkItem]:
    """Answers to give, rounds to finish, feedback that is due, and recipients to be told."""
    return [*_to_answer(who), *_of_mine(who)]


def _to_answer(who: Acting) -> list[WorkItem]:
    deciding = cases.my_grants(who).filter(scope__in=("take_part", "decide")).values("object_id")
    waiting = Reply.objects.filter(
        organisation=who.organisation_id,
        answer=Reply.Answer.OPEN,
        case__in=deciding,
        provision__provided_at=None,
        provision__withdrawn_at=None,
    ).select_related("provision__case")
    return [
        _work(
            reply.provision,
            _("%(number)s: mag dit naar %(recipient)s?"),
            due=reply.provision.answer_by,
            icon="help-circle",
        )
        for reply in waiting
    ]


def _of_mine(who: Acting) -> list[WorkItem]:
    """For who made the provision, and for the process director of the case."""
    directed = Direction.objects.filter(
        account=who.account_id, kind=Direction.Kind.PROCESS, until=None, accepted_at__isnull=False
    )
    running = (
        Provision.objects.filter(Q(account=who.account_id) | Q(case__in=directed.values("case")))
        .exclude(asked_at=None)
        .filter(withdrawn_at=None)
        .select_related("case")
        .prefetch_related(
            "replies",
            "feedback",
            Prefetch("choices", Choice.objects.select_related("item").prefetch_related("told")),
        )
    )
    return [item for provision in running for item in _asks_for(provision)]


def _asks_for(provision: Provision) -> list[WorkItem]:
    if provision.stage == rules.Stage.ROUND:
        replies = provision.replies.all()
        if any(reply.answer == Reply.Answer.OBJECTS for reply in replies):
            return [_work(provision, _("%(number)s: bezwaar tegen verstrekken aan %(recipient)s"), icon="hand-stop")]
        if all(reply.clears for reply in replies):
            return [
                _work(provision, _("%(number)s: alle antwoorden zijn binnen voor %(recipient)s"), icon="circle-check")
            ]
        return []
    found = []
    due = expected_feedback(provision, provision.feedback.all())
    if reached(due):
        found.append(
            _work(provision, _("%(number)s: vraag %(recipient)s om terugkoppeling"), due=due, icon="message-2")
        )
    if changes(provision.choices.all()):
        found.append(_work(provision, _("%(number)s: laat %(recipient)s weten wat er veranderde"), icon="bell-ringing"))
    return found


def _work(provision: Provision, title: str, icon: str, due: date | None = None) -> WorkItem:
    return WorkItem(
        kind=_("Verstrekken"),
        title=title % {"number": provision.case.number, "recipient": provision.recipient_name},
        url=provision.get_absolute_url(),
        due=due,
        icon=icon,
    )


def panel(who: Acting, case: Case) -> dict | None:
    """For the overview of the case: what runs, when there is something."""
    running = [each for each in provisions(case) if each.stage in (rules.Stage.DRAFT, rules.Stage.ROUND)]
    return {"running": running} if running else None


def steers(case: Case) -> bool:
    """May who acts prepare provisions?"""
    return bool({"decide", "direct"} & set(case.scopes))
