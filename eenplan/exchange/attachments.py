"""Files with an item: handed in by its supplier, read by whoever reads the item, gone when the item is (R-24, R-77)."""

from django.db.models import Prefetch, QuerySet

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import log, rules
from eenplan.exchange.models import Attachment, Item
from eenplan.files.forms import FileField
from eenplan.files.receiving import Checked
from eenplan.ui.forms import Form


class AttachForm(Form):
    """One file. Give it `request.FILES` too."""

    file = FileField()


def with_names(found: QuerySet[Item]) -> QuerySet[Item]:
    """The items with the names of their files; the content stays where it is."""
    return found.prefetch_related(Prefetch("attachments", _without_content(Attachment.objects.all())))


def attach(who: Acting, case: Case, item: Item, *, file: Checked) -> Attachment:
    """Keep a file with an own valid item. Refusal when it is another's, or replaced or destroyed meanwhile (R-24)."""
    rules.may_supply(case.scopes)
    rules.may_correct(item.supplier_id == who.organisation_id, item.status)
    rules.is_usable(item.usable)
    made = Attachment(house_id=case.house_id, case=case, item=item, account_id=who.account_id)
    made.put(*file)
    made.save()
    log.about_item("attachment.keep", item, attachment=made.pk)
    return made


def hand_out(attachment: Attachment) -> Attachment:
    """Log that a file is taken away; the caller serves it (R-72)."""
    log.about_item("attachment.download", attachment.item, attachment=attachment.pk)
    return attachment


def _without_content(found: QuerySet[Attachment]) -> QuerySet[Attachment]:
    return found.select_related("account").defer("locked").order_by("pk")
