"""Files with an item or a consent: handed in by its organisation, read by whoever reads that, gone when it is (R-24, R-77)."""

from django.db.models import Prefetch, QuerySet

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import log, rules
from eenplan.exchange.models import Attachment, Consent, ConsentFile, Item
from eenplan.files.forms import FileField
from eenplan.files.receiving import Checked
from eenplan.ui.forms import Form


class AttachForm(Form):
    """One file. Give it `request.FILES` too."""

    file = FileField()


def with_names(found: QuerySet[Item]) -> QuerySet[Item]:
    """The items with the names of their files; the content stays where it is."""
    return found.prefetch_related(Prefetch("attachments", _without_content(Attachment.objects.all())))


def with_forms(found: QuerySet[Consent]) -> QuerySet[Consent]:
    """The consents with the names of their files; the content stays where it is."""
    return found.prefetch_related(Prefetch("files", _without_content(ConsentFile.objects.all())))


def attach(who: Acting, case: Case, item: Item, *, file: Checked) -> Attachment:
    """Keep a file with an own valid item. Refusal when it is another's, replaced, destroyed or restricted meanwhile (R-24)."""
    rules.may_supply(case.scopes)
    rules.may_correct(item.supplier_id == case.speaks_for, item.status)
    rules.is_usable(item.usable, item.restricted)
    made = Attachment(house_id=case.house_id, case=case, item=item, account_id=who.account_id)
    _keep(made, file)
    log.about_item("attachment.keep", item, attachment=made.pk)
    return made


def sign(who: Acting, case: Case, consent: Consent, *, file: Checked) -> ConsentFile:
    """Keep the signed form with a consent to the own organisation, also once it was withdrawn. Refusal when there are enough."""
    rules.may_supply(case.scopes)
    rules.few_files(consent.supplier_id == case.speaks_for, consent.files.count())
    made = ConsentFile(house_id=case.house_id, case=case, consent=consent, account_id=who.account_id)
    _keep(made, file)
    log.about_consent("consent.file.keep", consent, file=made.pk)
    return made


def hand_out(attachment: Attachment) -> Attachment:
    """Log that a file is taken away; the caller serves it (R-72)."""
    log.about_item("attachment.download", attachment.item, attachment=attachment.pk)
    return attachment


def hand_out_form(file: ConsentFile) -> ConsentFile:
    """The same for the signed form of a consent."""
    log.about_consent("consent.file.download", file.consent, file=file.pk)
    return file


def _keep(made: Attachment | ConsentFile, file: Checked) -> None:
    made.put(*file)
    made.save()


def _without_content(found: QuerySet) -> QuerySet:
    return found.select_related("account").defer("locked").order_by("pk")
