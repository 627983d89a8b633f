"""Why may this account see this of a case, or why not? Asked of the database, in the words of the law."""

from dataclasses import asdict, dataclass

from django.db import connection
from django.utils import timezone

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange.models import Item
from eenplan.law.codes import Role


@dataclass(frozen=True)
class Answer:
    allowed: bool
    because: str
    article: str


#: kinds of content that follow the case as a whole
_WITH_CASE = ("persons", "participants", "conferences", "plan", "progress")


def explain(who: Acting, number: str) -> dict:
    """For `who`, the answer per kind of content of the case: {"allowed", "because", "article", "content": {kind: …}}."""
    case = Case.objects.filter(number=number).first()
    whole = _of_case(who, case, number)
    content = {"case": whole, **dict.fromkeys(_WITH_CASE, whole)}
    if case and _only_shielded_file(who, case):
        hidden = Answer(
            False, "De casus is gesloten en afgeschermd; het contactpunt ziet alleen het omslag.", "WGS 2.31(8)"
        )
        content |= dict.fromkeys(("participants", "conferences", "plan", "progress"), hidden)
    content["information"] = _of_information(who, case, whole, content["plan"])
    content["log"] = _of_log(who, case)
    return {**asdict(whole), "content": {kind: asdict(answer) for kind, answer in content.items()}}


def _of_case(who: Acting, case: Case | None, number: str) -> Answer:
    if not who.roles:
        return Answer(
            False, "Dit account is in geen huis geautoriseerd, of de aanwijzing of screening is verlopen.", "WGS 1.8(2)"
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason, article, since, until FROM cases_my_grants(%s)", [number])
        grants = cursor.fetchall()
    now = timezone.now()
    for reason, article, since, until in grants:
        if case and since <= now and (until is None or until > now):
            return Answer(True, f"{reason} sinds {since:%d-%m-%Y}", article)
    if case and who.has(Role.AUDITOR, house=case.house_id):
        return Answer(True, "toezichthouder van dit huis: lezen, elke keer gelogd", "WGS 1.8(4)")
    if case:
        return Answer(
            True, "contactpunt: het omslag van een gesloten casus, voor verzoeken van betrokkenen", "WGS 2.31(8)"
        )
    if grants:
        reason, article, _since, until = grants[0]
        return Answer(False, f"was {reason}; de toegang eindigde op {until:%d-%m-%Y}", article)
    return Answer(False, "neemt niet deel aan deze casus, of de casus bestaat niet", "WGS 2.31(4)")


def _only_shielded_file(who: Acting, case: Case) -> bool:
    return case.closed_at is not None and not who.has(Role.AUDITOR, house=case.house_id)


def _of_information(who: Acting, case: Case | None, whole: Answer, content: Answer) -> Answer:
    if not whole.allowed or not content.allowed:
        return whole if not whole.allowed else content
    shown = Item.objects.filter(case=case).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_shielded(%s)", [case.pk])
        (hidden,) = cursor.fetchone()
    return Answer(
        True,
        f"per gegeven, als verstrekker, ontvanger of procesregisseur: {shown} zichtbaar, {hidden} afgeschermd",
        "WGS 2.31(4)",
    )


def _of_log(who: Acting, case: Case | None) -> Answer:
    if case and who.has(Role.AUDITOR, house=case.house_id):
        return Answer(True, "toezichthouder van dit huis", "WGS 1.8(4)")
    return Answer(False, "het logboek is alleen voor toezichthouders", "WGS 1.8(4)")
