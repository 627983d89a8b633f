"""Who sees this, and why; and why do I not? One answer for the pages and for `eenplan access explain`.

Everything is asked of the database as the acting account, in the words of the law. What is hidden and what does not exist
get the same answer; what I see names everybody who sees it too, as far as I may know through which case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eenplan.access.acting import Acting
from eenplan.access.models import Grant
from eenplan.cases.models import Case, Member
from eenplan.cases.queries import my_grants
from eenplan.exchange.models import Item
from eenplan.law.calendar import written
from eenplan.law.codes import Role
from eenplan.people.models import Person
from eenplan.referrals.models import ReferredPerson
from eenplan.web.shielding import GROUPS, IN_A_CASE, OF_CASES, OF_ITEMS, OF_PERSONS, Rule


@dataclass(frozen=True)
class Answer:
    """May this be seen, because of what, on which article?"""

    allowed: bool
    because: str
    article: str


@dataclass(frozen=True)
class Seer:
    """A professional with access: for whom, since when, by whose decision."""

    account: int
    name: str
    organisation: str
    how: str
    because: str
    decided_by: str
    article: str
    since: datetime
    until: datetime | None
    now: bool
    through: str = ""


@dataclass(frozen=True)
class Explanation:
    """The answer about one thing. Lists are empty for who does not see the thing itself."""

    answer: Answer
    seers: Sequence[Seer] = ()
    groups: Sequence[Rule] = ()
    hidden: Sequence[Rule] = ()
    case: Case | None = None
    about: str = ""

    @property
    def now(self) -> list[Seer]:
        return [seer for seer in self.seers if seer.now]

    @property
    def before(self) -> list[Seer]:
        return [seer for seer in self.seers if not seer.now]

    def as_data(self) -> dict:
        """For the command: plain values."""
        parts = ("seers", "groups", "hidden")
        return {**asdict(self.answer), **{name: [asdict(one) for one in getattr(self, name)] for name in parts}}


# --- a case -------------------------------------------------------------------------------------


def of_case(who: Acting, number: str) -> Explanation:
    """Who sees the case with this number; for who does not, why not."""
    case = Case.objects.select_related("house").filter(number=number).first() if number.isprintable() else None
    answer = _of_case(who, case, number)
    if case is None or _is_only_asked(case):
        return Explanation(answer, hidden=OF_CASES)
    return Explanation(answer, _seers_of_case(case.pk), GROUPS, IN_A_CASE, case)


def content_of_case(who: Acting, number: str) -> dict[str, dict]:
    """The answer per kind of content of a case: {kind: {"allowed", "because", "article"}}."""
    case = Case.objects.filter(number=number).first()
    whole = _of_case(who, case, number)
    content = dict.fromkeys(("case", "persons", "participants", "conferences", "plan", "progress"), whole)
    if case and _only_shielded_file(who, case):
        hidden = Answer(
            False, _("De casus is gesloten en afgeschermd; het contactpunt ziet alleen het omslag."), "WGS 2.31(8)"
        )
        content |= dict.fromkeys(("participants", "conferences", "plan", "progress"), hidden)
    content["information"] = _of_information(case, whole, content["plan"])
    content["log"] = _of_log(who, case)
    return {kind: asdict(answer) for kind, answer in content.items()}


def _of_case(who: Acting, case: Case | None, number: str) -> Answer:
    if not who.roles:
        return _not_authorised()
    mine = _my_grants(number)
    now = timezone.now()
    for reason, article, since, until in mine:
        if case and since <= now and (until is None or until > now):
            return Answer(True, _("%(reason)s sinds %(day)s") % {"reason": reason, "day": written(since)}, article)
    if case and who.has(Role.AUDITOR, house=case.house_id):
        return Answer(True, _("toezichthouder van dit huis: lezen, elke keer gelogd"), "WGS 1.8(4)")
    if case and case.closed_at is None:
        return Answer(True, _("contactpunt: beantwoordt een verzoek van een betrokkene"), "BGS 1.2")
    if case:
        return Answer(
            True, _("contactpunt: het omslag van een gesloten casus, voor verzoeken van betrokkenen"), "WGS 2.31(8)"
        )
    ended = [grant for grant in mine if grant[3] is not None]
    if ended:
        reason, article, _since, until = ended[0]
        because = _("was %(reason)s; de toegang eindigde op %(day)s") % {"reason": reason, "day": written(until)}
        return Answer(False, because, article)
    return Answer(False, _("neemt niet deel aan deze casus, of de casus bestaat niet"), "WGS 2.31(4)")


def _not_authorised() -> Answer:
    because = _("Dit account is in geen huis geautoriseerd, of aanwijzing, screening of scholing is verlopen.")
    return Answer(False, because, "WGS 1.8(2)")


def _my_grants(number: str) -> list[tuple]:
    """My own grants on a case, also the ended ones: reason, article, since, until."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason, article, since, until FROM cases_my_grants(%s)", [number.replace("\x00", "")])
        return cursor.fetchall()


def _is_only_asked(case: Case) -> bool:
    """Who is only asked to direct sees which case it is, and nothing in it."""
    return case.closed_at is None and not case.participations.exists()


def _only_shielded_file(who: Acting, case: Case) -> bool:
    return case.closed_at is not None and not who.has(Role.AUDITOR, house=case.house_id)


def _of_information(case: Case | None, whole: Answer, content: Answer) -> Answer:
    if case is None or not whole.allowed or not content.allowed:
        return whole if not whole.allowed else content
    shown = Item.objects.filter(case=case).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_shielded(%s)", [case.pk])
        (hidden,) = cursor.fetchone()
    return Answer(
        True,
        _("per gegeven, als verstrekker, ontvanger of procesregisseur: %(shown)s zichtbaar, %(hidden)s afgeschermd")
        % {"shown": shown, "hidden": hidden},
        "WGS 2.31(4)",
    )


def _of_log(who: Acting, case: Case | None) -> Answer:
    if case and who.has(Role.AUDITOR, house=case.house_id):
        return Answer(True, _("toezichthouder van dit huis"), "WGS 1.8(4)")
    return Answer(False, _("het logboek is alleen voor toezichthouders"), "WGS 1.8(4)")


# --- a person -----------------------------------------------------------------------------------


def of_person(who: Acting, number: int) -> Explanation:
    """Who sees this person through the cases and referrals that I see myself; other ways stay shielded."""
    person = Person.objects.filter(pk=number).first()
    if not who.roles:
        return Explanation(_not_authorised(), hidden=OF_PERSONS)
    if person is None:
        return Explanation(
            Answer(
                False,
                _("geen aanmelding of casus die u ziet noemt deze persoon, of de persoon bestaat niet"),
                "WGS 1.8(2)",
            ),
            hidden=OF_PERSONS,
        )
    mine = Case.objects.filter(pk__in=Member.objects.filter(person=person, until=None).values("case")).order_by(
        "number"
    )
    seers = [seer for case in mine for seer in _seers_of_case(case.pk, through=case.number)]
    groups = [
        Rule(
            _("Beoordelaars en procesregisseurs van het huis"),
            _("zolang over aanmelding %(number)s niet is besloten") % {"number": named.referral.number},
            "WGS 2.31(2)",
        )
        for named in ReferredPerson.objects.filter(
            person=person, referral__submitted_at__isnull=False, referral__decided_at=None
        ).select_related("referral")
    ]
    return Explanation(
        _why_person(who, person, bool(mine), bool(groups)), seers + _found(person), [*groups, *GROUPS], OF_PERSONS
    )


def _why_person(who: Acting, person: Person, in_case: bool, referred: bool) -> Answer:
    if who.has(Role.AUDITOR, house=person.house_id):
        return Answer(True, _("toezichthouder van dit huis: lezen, elke keer gelogd"), "WGS 1.8(4)")
    if in_case:
        return Answer(True, _("deze persoon hoort bij een casus die u ziet"), "WGS 2.31(4)")
    if referred:
        return Answer(True, _("deze persoon staat op een aanmelding die u ziet"), "WGS 2.31(2)")
    return Answer(True, _("u heeft deze persoon kort geleden gezocht of ingevoerd"), "WGS 2.31(1)")


def _found(person: Person) -> list[Seer]:
    """Who found the person by searching, or works on a request: of myself, and for supervision of everybody."""
    grants = Grant.objects.filter(kind=Grant.Kind.PERSON, object_id=person.pk).select_related(
        "account__professional__organisation"
    )
    now = timezone.now()
    return [
        Seer(
            grant.account_id,
            grant.account.name,
            grant.account.professional.organisation.name,
            _("gezocht of ingevoerd") if grant.scope == "found" else _("verzoek van betrokkene"),
            grant.reason,
            "",
            grant.article,
            grant.since,
            grant.until,
            grant.until is None or grant.until > now,
        )
        for grant in grants.order_by("-since")
    ]


# --- an item ------------------------------------------------------------------------------------


def of_item(who: Acting, number: int, in_case: str = "") -> Explanation:
    """Who reads this item: of its supplier and recipients who is on the case, and the process director."""
    items = Item.objects.select_related("case", "supplier").prefetch_related("recipients")
    items = items.filter(case__number=in_case) if in_case else items
    item = items.filter(pk=number).first()
    if not who.roles:
        return Explanation(_not_authorised(), hidden=OF_ITEMS)
    if item is None:
        return Explanation(
            Answer(False, _("dit gegeven is niet aan uw organisatie verstrekt, of het bestaat niet"), "WGS 2.31(4)"),
            hidden=OF_ITEMS,
        )
    received = {recipient.organisation_id: recipient.since for recipient in item.recipients.all()}
    seers = _seers_of_item(item, received)
    about = f"{item.get_category_display()}, {item.supplier.name}"
    return Explanation(_why_item(who, item, received), seers, GROUPS, OF_ITEMS, item.case, about)


def _seers_of_item(item: Item, received: dict[int, datetime]) -> list[Seer]:
    found = []
    for seer, organisation, scope in _rows_of_case(item.case_id):
        if scope == "direct":
            how, since = _("procesregisseur"), item.given_at
        elif organisation == item.supplier_id:
            how, since = _("verstrekker"), item.given_at
        elif organisation in received and scope in ("take_part", "decide"):
            how, since = _("ontvanger"), received[organisation]
        else:
            continue
        since = max(since, seer.since)
        if seer.until is None or seer.until > since:
            found.append(replace(seer, how=how, since=since))
    return found


def _why_item(who: Acting, item: Item, received: dict[int, datetime]) -> Answer:
    speaks = my_grants(who).filter(object_id=item.case_id, scope__in=("take_part", "decide")).exists()
    if speaks and who.organisation_id == item.supplier_id:
        return Answer(
            True,
            _("uw organisatie heeft dit verstrekt: %(ground)s") % {"ground": item.get_ground_display()},
            "WGS 1.5(1)",
        )
    if speaks and who.organisation_id in received:
        return Answer(
            True, _("aan uw organisatie verstrekt: %(ground)s") % {"ground": item.get_ground_display()}, "WGS 1.5(1)"
        )
    if who.has(Role.AUDITOR, house=item.house_id):
        return Answer(True, _("toezichthouder van dit huis: lezen, elke keer gelogd"), "WGS 1.8(4)")
    return Answer(True, _("procesregisseur van deze casus"), "WGS 2.31(4)")


# --- what they share ----------------------------------------------------------------------------

#: what a grant on a case lets somebody do
_HOW = {
    "decide": gettext_lazy("kerndeelnemer: leest en beslist mee"),
    "take_part": gettext_lazy("deelnemer: leest en draagt bij"),
    "direct": gettext_lazy("procesregisseur"),
    "asked": gettext_lazy("gevraagd als regisseur: ziet alleen welke casus het is"),
    "emergency": gettext_lazy("noodtoegang: alleen lezen"),
}


def _seers_of_case(case: int, through: str = "") -> list[Seer]:
    return [replace(seer, through=through) for seer, _organisation, _scope in _rows_of_case(case)]


def _rows_of_case(case: int) -> Iterable[tuple[Seer, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_id, name, organisation, scope, reason, decided_by, article, since, until, counts,"
            " organisation_id FROM cases_who_sees(%s)",
            [case],
        )
        rows = cursor.fetchall()
    for account, name, organisation, scope, reason, by, article, since, until, counts, organisation_id in rows:
        how = str(_HOW.get(scope, reason))
        yield Seer(account, name, organisation, how, reason, by, article, since, until, counts), organisation_id, scope
