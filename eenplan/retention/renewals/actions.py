"""The verbs of renewing: propose, order, assent, start, withdraw."""

from datetime import date

from django.db import connection
from django.utils import timezone

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.cases.rules import steers
from eenplan.law.codes import Role
from eenplan.retention.models import Renewal, RenewalVoice
from eenplan.retention.renewals import queries, rules
from eenplan.retention.renewals.queries import Renewable
from eenplan.ui.meanwhile import held

Ground = Renewal.Ground
CRITERIA = ("criterion_a", "criterion_b", "criterion_c", "criterion_d")


def propose(who: Acting, case: Case, *, new_end: date, motive: str, **criteria: str) -> Renewal:
    """Propose to keep an open case for longer, each of the four criteria motivated (ground a, BGS 1.16(2))."""
    rules.may_prepare(steers(case.scopes))
    rules.may_renew(Ground.OPEN, case.retain_until, None, timezone.localdate())
    rules.still_meets(Ground.OPEN, {name[-1]: criteria.get(name, "") for name in CRITERIA})
    return _propose(who, case.pk, case.house_id, Ground.OPEN, case.retain_until, new_end, motive=motive, **criteria)


def propose_reopening(who: Acting, case: Renewable, *, new_end: date, motive: str) -> Renewal:
    """Propose to process a closed case again for a great risk of relapse (ground b, BGS 1.16(2))."""
    rules.may_prepare(who.has(Role.PROCESS_DIRECTOR, house=case.house))
    rules.may_renew(Ground.RELAPSE, case.retain_until, timezone.localdate(case.closed_at), timezone.localdate())
    return _propose(who, case.pk, case.house, Ground.RELAPSE, case.retain_until, new_end, motive=motive)


def _propose(who: Acting, case: int, house: int, ground: str, retain_until: date, new_end: date, **texts) -> Renewal:
    rules.lasts_two_years_at_most(retain_until, new_end)
    audit.record("renewal.propose", house=house, case=case, detail=f"grond {ground} tot {new_end}")
    return Renewal.objects.create(
        house_id=house,
        case_id=case,
        ground=ground,
        from_end=retain_until,
        new_end=new_end,
        account_id=who.account_id,
        **texts,
    )


def speak(who: Acting, renewal: Renewal, *, kind: str, agrees: bool, motive: str = "") -> RenewalVoice:
    """Order the renewal, or assent to keeping the own items, for the own organisation; a later word replaces it."""
    rules.still_proposed(_runs(renewal))
    mine = next((one for one in queries.voices(renewal) if one.organisation.pk == who.organisation_id), None)
    rules.has_voice(kind, bool(mine and mine.core), bool(mine and mine.items))
    audit.record(
        f"renewal.{kind}", house=renewal.house_id, case=renewal.case_id, detail="akkoord" if agrees else "niet akkoord"
    )
    return RenewalVoice.objects.create(
        house_id=renewal.house_id,
        case_id=renewal.case_id,
        renewal=renewal,
        kind=kind,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
        agrees=agrees,
        motive=motive,
    )


def start(who: Acting, renewal: Renewal) -> int:
    """Start it: the term moves, items without assent are destroyed, a closed case opens again. Returns how many went."""
    rules.still_proposed(_runs(renewal))
    voices = queries.voices(renewal)
    rules.all_order({voice.organisation.name: voice.ordered for voice in voices if voice.core})
    rules.all_suppliers_answer(
        {voice.organisation.name: voice.assents for voice in voices if voice.items and voice.answers}
    )
    audit.record("renewal.start", house=renewal.house_id, case=renewal.case_id, detail=f"tot {renewal.new_end}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_start(%s)", [renewal.pk])
        return cursor.fetchone()[0]


def withdraw(who: Acting, renewal: Renewal) -> None:
    """Take the proposal back; the term stays as it was."""
    rules.still_proposed(_runs(held(renewal)))
    audit.record("renewal.withdraw", house=renewal.house_id, case=renewal.case_id)
    renewal.withdrawn_at = timezone.now()
    renewal.save(update_fields=["withdrawn_at"])


def _runs(renewal: Renewal) -> bool:
    """As it is now: another tab may have been quicker."""
    return queries.running().filter(pk=renewal.pk).exists()
