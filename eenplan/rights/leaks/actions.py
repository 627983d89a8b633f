"""The verbs of the register of leaks."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.network.models import House, Professional
from eenplan.rights.leaks import queries, rules
from eenplan.rights.models import Leak, LeakInput
from eenplan.ui.meanwhile import held


def register(who: Acting, *, house: House, discovered_at: datetime, **facts) -> Leak:
    """Register a leak; from its discovery seventy-two hours run (AVG 33)."""
    rules.keeps_register(who.has(Role.CONTACT_POINT, house=house.pk))
    rules.discovered_in_time(discovered_at, timezone.now())
    leak = Leak.objects.create(house=house, discovered_at=discovered_at, account_id=who.account_id, **facts)
    _log("leak.register", leak)
    return leak


def describe(
    who: Acting,
    leak: Leak,
    *,
    what: str,
    categories: Collection[int],
    persons: int | None,
    consequences: str,
    measures: str,
) -> None:
    """Fill in what happened, to whom, with which consequences and measures."""
    _change(
        who,
        leak,
        "leak.describe",
        what=what,
        categories=list(categories),
        persons=persons,
        consequences=consequences,
        measures=measures,
    )


def report(
    who: Acting,
    leak: Leak,
    *,
    report: str,
    reported_at: datetime | None = None,
    reference: str = "",
    report_reason: str = "",
) -> None:
    """Decide on reporting to the authority: when and under which reference, or why not (AVG 33)."""
    reported = report == Leak.Report.REPORTED
    rules.reported_in_time(leak.discovered_at, reported_at if reported else None, report_reason, timezone.now())
    _change(
        who,
        leak,
        f"leak.{report}",
        report=report,
        reported_at=reported_at if reported else None,
        reference=reference if reported else "",
        report_reason=report_reason,
    )


def tell(
    who: Acting, leak: Leak, *, informing: str, informed_on: date | None = None, informing_reason: str = ""
) -> None:
    """Decide on telling the persons: when, or on which ground not (AVG 34, UAVG 41)."""
    told = informing == Leak.Informing.INFORMED
    _change(
        who,
        leak,
        "leak.tell",
        informing=informing,
        informed_on=informed_on if told else None,
        informing_reason=informing_reason,
    )


def close(who: Acting, leak: Leak) -> None:
    """Close the file: nothing in it changes any more."""
    rules.may_close(queries.missing(leak))
    _change(who, leak, "leak.close", closed_at=timezone.now())


def ask(who: Acting, leak: Leak, *, professional: Professional, question: str) -> LeakInput:
    """Ask a professional of an organisation what it knows (BGS 1.4)."""
    rules.keeps_register(who.has(Role.CONTACT_POINT, house=leak.house_id))
    rules.still_open(bool(leak.closed_at))
    _log("leak.ask", leak, detail=f"organisation:{professional.organisation_id}")
    return LeakInput.objects.create(
        house_id=leak.house_id,
        leak=leak,
        organisation_id=professional.organisation_id,
        account_id=professional.pk,
        question=question,
    )


def answer(who: Acting, asked: LeakInput, *, answer: str) -> None:
    """Answer what the contact point asked."""
    rules.answers_once(asked.account_id == who.account_id, held(asked).answered_at is not None)
    asked.answer, asked.answered_at = answer, timezone.now()
    asked.save(update_fields=["answer", "answered_at"])
    audit.record("leak.answer", house=asked.house_id, thing=f"DL-{asked.leak_id:04d}")


def _change(who: Acting, leak: Leak, action: str, **fields) -> None:
    rules.keeps_register(who.has(Role.CONTACT_POINT, house=leak.house_id))
    rules.still_open(held(leak).closed_at is not None)
    for name, value in fields.items():
        setattr(leak, name, value)
    leak.save(update_fields=list(fields))
    _log(action, leak)


def _log(action: str, leak: Leak, detail: str = "") -> None:
    audit.record(action, house=leak.house_id, thing=leak.number, categories=leak.categories, detail=detail)
