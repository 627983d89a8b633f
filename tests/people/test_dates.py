from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenplan.people.dates import UNKNOWN, InvalidDate, PartialDate

days = st.dates(min_value=date(1, 1, 1))
partial_dates = st.one_of(
    st.just(UNKNOWN),
    st.integers(1, 9999).map(PartialDate),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    days.map(PartialDate.from_date),
)


@pytest.mark.parametrize(
    ("registry", "stored", "words"),
    [
        ("19610512", "1961-05-12", "12 mei 1961"),
        ("19610500", "1961-05-00", "mei 1961"),
        ("19610000", "1961-00-00", "1961"),
        ("00000000", "0000-00-00", "onbekend"),
        ("", "0000-00-00", "onbekend"),
        ("20240229", "2024-02-29", "29 februari 2024"),
    ],
)
def test_a_date_of_the_registry_is_stored_and_shown_as_far_as_it_is_known(registry, stored, words):
    born = PartialDate.from_registry(registry)
    assert str(born) == stored
    assert born.in_words() == words


@pytest.mark.parametrize(
    "text",
    [
        "19610532",
        "19611301",
        "20230229",
        "19660013",
        "00000512",
        "00002014",
        "2015",
        "1961051",
        "196105123",
        "05",
        "1961-05-12",
        "x",
        "１９６１０５１２",
    ],
)
def test_what_is_no_date_of_the_registry_is_refused(text):
    with pytest.raises(InvalidDate) as refused:
        PartialDate.from_registry(text)
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    "parts", [(0, 5), (0, 0, 3), (1961, 0, 3), (1961, 13), (1961, 2, 30), (-1,), (10000,), (1961, -1)]
)
def test_a_date_that_cannot_be_does_not_exist(parts):
    with pytest.raises(InvalidDate):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12-5-1961", "1961-05-12"),
        ("12/05/1961", "1961-05-12"),
        ("5-1961", "1961-05-00"),
        ("1961", "1961-00-00"),
        (" 1961-05-12 ", "1961-05-12"),
        ("1961-05-00", "1961-05-00"),
        ("", "0000-00-00"),
    ],
)
def test_a_person_types_as_much_of_a_date_as_is_known(typed, stored):
    assert str(PartialDate.from_typed(typed)) == stored


@pytest.mark.parametrize("typed", ["31-2-1961", "0-5-1961", "13-1961", "0-1961", "61", "gisteren", "1-2-3-1961"])
def test_a_typed_date_that_cannot_be_is_refused(typed):
    with pytest.raises(InvalidDate):
        PartialDate.from_typed(typed)


@given(partial_dates)
def test_what_is_stored_reads_back_the_same(born):
    assert PartialDate.parse(str(born)) == born
    assert PartialDate.from_registry(str(born).replace("-", "")) == born
    assert PartialDate.from_typed(str(born)) == born


@given(st.text(max_size=10))
def test_any_text_is_a_date_or_refused(text):
    for read in (PartialDate.parse, PartialDate.from_registry, PartialDate.from_typed):
        with suppress(InvalidDate):
            assert len(str(read(text))) == 10


@given(partial_dates)
def test_the_first_day_it_can_have_been_is_never_after_the_last(born):
    assert (born.first_day is None) == (born.last_day is None) == (not born.known)
    if born.known:
        assert born.first_day <= born.last_day
        assert (born.first_day == born.last_day) == born.complete


@given(days, days)
def test_dates_sort_as_the_days_they_are(one, other):
    keys = PartialDate.from_date(one).sort_key, PartialDate.from_date(other).sort_key
    assert (keys[0] < keys[1]) == (one < other)


def test_an_unknown_date_sorts_last_and_an_incomplete_one_before_its_days():
    dates = ["0000-00-00", "1961-05-12", "1961-05-00", "1962-00-00", "1961-00-00"]
    assert [str(born) for born in sorted(map(PartialDate.parse, dates), key=lambda born: born.sort_key)] == [
        "1961-00-00",
        "1961-05-00",
        "1961-05-12",
        "1962-00-00",
        "0000-00-00",
    ]


@pytest.mark.parametrize(
    ("born", "ages"),
    [
        ("2000-06-15", (24, 24)),
        ("2000-06-16", (23, 23)),
        ("2000-06-00", (23, 24)),
        ("2000-00-00", (23, 24)),
        ("2000-05-00", (24, 24)),
        ("2024-06-16", (0, 0)),
    ],
)
def test_the_age_is_a_range_as_wide_as_the_date_is_vague(born, ages):
    assert PartialDate.parse(born).age_on(date(2024, 6, 15)) == ages


def test_of_somebody_with_an_unknown_birth_date_the_age_is_unknown():
    assert UNKNOWN.age_on(date(2024, 6, 15)) is None
    assert UNKNOWN.is_adult_on(date(2024, 6, 15)) is None


def test_who_is_born_on_leap_day_has_a_birthday_on_the_first_of_march():
    born = PartialDate.parse("2004-02-29")
    assert born.age_on(date(2022, 2, 28)) == (17, 17)
    assert born.age_on(date(2022, 3, 1)) == (18, 18)


def test_whether_somebody_is_adult_stays_open_when_the_known_parts_do_not_decide_it():
    day = date(2024, 6, 15)
    assert PartialDate.parse("2006-06-15").is_adult_on(day) is True
    assert PartialDate.parse("2006-06-16").is_adult_on(day) is False
    assert PartialDate.parse("2006-06-00").is_adult_on(day) is None
    assert PartialDate.parse("2007-00-00").is_adult_on(day) is False


@given(partial_dates.filter(lambda born: born.known), days, st.data())
def test_every_day_it_can_have_been_gives_an_age_within_the_range(born, day, data):
    span = (born.last_day - born.first_day).days
    actual = born.first_day + timedelta(days=data.draw(st.integers(0, span)))
    youngest, oldest = born.age_on(day)
    [age] = set(PartialDate.from_date(actual).age_on(day))
    assert youngest <= age <= oldest <= youngest + 1


def test_dates_may_be_equal_when_their_known_parts_do_not_conflict():
    assert PartialDate.parse("1961-05-12").may_equal(PartialDate.parse("1961-00-00"))
    assert PartialDate.parse("1961-05-12").may_equal(UNKNOWN)
    assert not PartialDate.parse("1961-05-12").may_equal(PartialDate.parse("1961-06-00"))


def test_dates_are_shown_in_english_too():
    assert PartialDate.parse("1961-05-12").in_words("en") == "12 May 1961"
    assert UNKNOWN.in_words("en") == "unknown"
