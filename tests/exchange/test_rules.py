"""Who may tell the case what, on which ground: as plain values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenplan.exchange import rules
from eenplan.law.codes import DataCategory, SharingGround
from eenplan.law.rules import Refusal
from eenplan.network.models import OrganisationKind

KINDS = st.sampled_from(OrganisationKind.values)


@pytest.mark.law("WGS 1.5(1)", "WGS 1.5(2)", "WGS 2.30(1)", "R-20")
@given(
    kind=KINDS,
    secrecy=st.booleans(),
    category=st.integers(-3, 20),
    chosen=st.sampled_from(["", *SharingGround.values]),
    motivation=st.sampled_from(["", "   ", "nodig"]),
)
def test_a_ground_is_found_or_refused_with_its_article(kind, secrecy, category, chosen, motivation):
    own = {7: "police", 8: "prosecution"}.get(category, kind)
    lifted = chosen.startswith("2.29(2)") and bool(motivation.strip())
    allowed = 1 <= category <= 12 and own == kind and (category in (7, 8) or not secrecy or lifted)
    if not allowed:
        with pytest.raises(Refusal) as refused:
            rules.ground_for(kind, secrecy, category, chosen, motivation)
        assert refused.value.article.startswith("WGS ")
        return
    ground = rules.ground_for(kind, secrecy, category, chosen, motivation)
    expected = {7: SharingGround.POLICE_ACT, 8: SharingGround.JUSTICE_ACT}.get(category)
    assert ground == (expected or (chosen if secrecy else SharingGround.NECESSARY))


@pytest.mark.law("WGS 2.30(1)", "R-20")
def test_an_organisation_is_offered_the_closed_list_without_what_is_of_police_and_prosecution():
    everything = set(DataCategory)
    assert set(rules.may_offer("police")) == everything - {DataCategory.JUSTICE}
    assert set(rules.may_offer("prosecution")) == everything - {DataCategory.POLICE}
    assert set(rules.may_offer("council")) == everything - {DataCategory.POLICE, DataCategory.JUSTICE}


@pytest.mark.law("R-25", "WGS 2.29(1)")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gaat elke vrijdag naar de moskee", ["moskee"]),
        ("Zijn nationaliteit is onbekend; lid van de vakbond.", ["nationaliteit", "vakbond"]),
        ("Op het terras, met een vriend uit Syrië", ["syrië"]),
        ("Het verhaal is ongeloofwaardig; hij werkt bij Kerkmans BV, in de kantine", []),
        ("Depressief, medicatie sinds mei", []),
    ],
)
def test_words_that_hint_at_special_categories_are_named_and_health_is_not_one(text, found):
    assert rules.special_words(text) == found


@given(st.text(max_size=200))
def test_the_word_check_survives_any_text(text):
    assert isinstance(rules.special_words(text, text), list)
