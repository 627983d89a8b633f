"""Asking an organisation on the case for information, and answering: supplied, nothing known, or refused (R-26).

What is supplied goes through `actions.supply` with the line that it answers.
"""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import log, queries, rules
from eenplan.exchange.models import Item, Question, QuestionLine, Recipient, RefusalMotive
from eenplan.network.models import Organisation


def ask(
    who: Acting,
    case: Case,
    *,
    asked: Organisation,
    persons: Collection[int],
    categories: Collection[int],
    reason: str,
    due_on: date,
    confirmed: str = "",
) -> Question:
    """Ask one organisation on the case for categories about persons; each combination gets its own answer.

    Raises Refusal (WGS 2.31(3), 1.5(2), 2.30(1)) and ValidationError when the same is asked already.
    """
    rules.may_ask(case.scopes, own=asked.pk == case.speaks_for)
    rules.can_supply(asked.kind, categories)
    rules.due_in_time(due_on, timezone.localdate(), case.retain_until)
    members = queries.member_numbers(case)
    for person in persons:
        rules.about_member(person, members)
    _one_at_a_time(case)
    wanted = {(person, category) for person in persons for category in categories}
    if not wanted - queries.asked_already(case, asked):
        raise ValidationError(_("Dit is deze organisatie al gevraagd; het antwoord staat nog open."))
    question = Question.objects.create(
        house_id=case.house_id,
        case=case,
        asker_id=who.organisation_id,
        asked=asked,
        reason=reason,
        due_on=due_on,
        account_id=who.account_id,
    )
    QuestionLine.objects.bulk_create(
        [
            QuestionLine(
                house_id=case.house_id, case=case, question=question, asked=asked, person_id=person, category=category
            )
            for person, category in sorted(wanted)
        ]
    )
    log.about_case("question.ask", case, f"question:{question.pk}", persons, categories, confirmed)
    return question


def take_back(who: Acting, case: Case, question: Question) -> None:
    """Withdraw a question that need not be answered any more; what was answered stays."""
    rules.may_ask(case.scopes)
    rules.still_asked(answered=False, withdrawn=question.withdrawn_at is not None)
    case.questions.filter(pk=question.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    log.about_case("question.withdraw", case, f"question:{question.pk}")


def look(who: Acting, case: Case, question: Question) -> None:
    """The asking side has taken note of the answers."""
    rules.may_ask(case.scopes)
    case.questions.filter(pk=question.pk, withdrawn_at=None, seen_at=None).update(seen_at=timezone.now())
    log.about_case("question.seen", case, f"question:{question.pk}")


def nothing_known(who: Acting, case: Case, line: QuestionLine) -> QuestionLine:
    """Answer that the own organisation knows nothing of this."""
    claim(who, case, line)
    return answer(who, case, line, QuestionLine.Answer.UNKNOWN)


def refuse(
    who: Acting, case: Case, line: QuestionLine, *, text: str, internal: bool, confirmed: str = ""
) -> QuestionLine:
    """Refuse for weighty reasons (WGS 1.5(1)); `internal` keeps the reasons within the own organisation (R-26)."""
    claim(who, case, line)
    answer(who, case, line, QuestionLine.Answer.REFUSED, confirmed=confirmed)
    RefusalMotive.objects.create(
        house_id=case.house_id,
        case=case,
        line=line,
        organisation_id=who.organisation_id,
        text=text,
        internal=internal,
    )
    return line


def point_to(who: Acting, case: Case, line: QuestionLine, item: Item) -> QuestionLine:
    """Answer with an own item that stands in the case already; the asker may read it from now on."""
    claim(who, case, line)
    rules.is_usable(item.usable, item.restricted)
    if not item.recipients.filter(organisation=line.question.asker_id).exists() and queries.takes_part(
        case, line.question.asker_id, besides=who.organisation_id
    ):
        Recipient.objects.create(house_id=case.house_id, case=case, item=item, organisation_id=line.question.asker_id)
    return answer(who, case, line, QuestionLine.Answer.SUPPLIED, item)


def claim(who: Acting, case: Case, line: QuestionLine) -> None:
    """Make sure that this line is still to be answered, by who acts, and that no colleague does so at the same time."""
    rules.may_answer(line.asked_id == case.speaks_for, case.scopes)
    mine = QuestionLine.objects.select_for_update().filter(pk=line.pk, answer="").first()
    rules.still_asked(answered=mine is None, withdrawn=line.question.withdrawn_at is not None)


def answer(
    who: Acting, case: Case, line: QuestionLine, given: str, item: Item | None = None, confirmed: str = ""
) -> QuestionLine:
    """Write the answer on a line that was claimed."""
    line.answer, line.item, line.answered_by_id, line.answered_at = given, item, who.account_id, timezone.now()
    line.save(update_fields=["answer", "item", "answered_by", "answered_at"])
    log.about_case(
        f"question.{given}", case, f"question:{line.question_id}", [line.person_id], [line.category], confirmed
    )
    return line


def _one_at_a_time(case: Case) -> None:
    """The same form sent twice at once: the second waits, and then finds that it was asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('exchange.ask', %s))", [case.pk])
