"""The certificate of destruction as a document."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eenplan.law.articles import cited
from eenplan.retention import queries
from eenplan.retention.models import Certificate
from eenplan.ui.letters import Letter


def letter(certificate: Certificate) -> Letter:
    """What was destroyed, when, by which rule and run; nothing about whom."""
    made = Letter(
        sender=certificate.house.name,
        addressee=[],
        subject=_("Vernietigingsverklaring %(number)s") % {"number": certificate.number},
        dated=timezone.localdate(certificate.at),
    )
    made.text(
        _("Op %(day)s zijn alle gegevens van één %(kind)s uit %(year)s vernietigd.")
        % {
            "day": date_format(timezone.localtime(certificate.at), "j F Y, H:i"),
            "kind": certificate.get_kind_display(),
            "year": certificate.year,
        },
        _("Dat volgt uit regel %(rule)s van de bewaartermijnen (%(article)s).")
        % {"rule": certificate.rule, "article": cited(certificate.article)},
        _(
            "De vernietiging gebeurde in één handeling door de bewaartaak van het huis: gegevens, bijlagen, brieven, "
            "meldingen en toegangen tegelijk. Regels in het logboek noemen de personen niet meer."
        ),
    )
    made.heading(_("Wat er is vernietigd"))
    made.table([_("Soort"), _("Aantal")], [[name, str(number)] for name, number in queries.rows(certificate)])
    made.text(_("Deze verklaring bevat geen persoonsgegevens."))
    return made
