"""What pages read about persons; row security has already left out whoever one may not see."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, Func, Q, QuerySet, Value

from eenplan.people.models import Person


class SearchKey(Func):
    """The spelling in which names are kept for searching: lower case, without diacritics."""

    function = "people_search_key"
    output_field = CharField()


def search(text: str) -> QuerySet[Person]:
    """The visible persons that `text` names, best first: by whole BSN, or by every word of it in their name."""
    words = text.replace("\x00", "").split()[:6]
    digits = "".join(words).replace(".", "")
    if not words:
        return Person.objects.none()
    by_name = Q()
    for word in words:
        by_name &= Q(search_name__contains=SearchKey(Value(word)))
    found = Person.objects.filter(by_name | Q(bsn=digits) if digits.isdecimal() else by_name)
    closeness = TrigramWordSimilarity(SearchKey(Value(" ".join(words))), "search_name")
    return found.order_by(closeness.desc(), "search_name", "pk")
