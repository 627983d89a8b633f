import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eenplan.people import bsn

eight_digits = st.text("0123456789", min_size=8, max_size=8)


@pytest.mark.law("8.11-11")
@pytest.mark.parametrize("number", ["123456782", "000000012", "000000024", "999992934"])
def test_a_number_that_passes_the_eleven_test_is_a_bsn(number):
    assert bsn.is_valid(number)
    assert bsn.parse(number) == number


@pytest.mark.law("8.11-11")
@pytest.mark.parametrize("number", ["123456789", "999999999", "000000000"])
def test_a_number_that_fails_the_eleven_test_is_no_bsn(number):
    assert not bsn.is_valid(number)
    with pytest.raises(bsn.InvalidBsn):
        bsn.parse(number)


@pytest.mark.parametrize(
    "text", ["", "1234567", "1234567820", "12345678a", "１２３４５６７８２", "²23456782", "-12345678"]
)
def test_what_is_not_nine_digits_is_no_bsn(text):
    assert not bsn.is_valid(text)
    with pytest.raises(bsn.InvalidBsn):
        bsn.parse(text)


def test_the_zero_that_a_spreadsheet_dropped_is_put_back():
    assert bsn.parse("12345672") == "012345672"


@pytest.mark.parametrize("text", ["1234 56 782", "123.456.782", " 123456782 "])
def test_spaces_and_dots_between_the_digits_do_not_matter(text):
    assert bsn.parse(text) == "123456782"


def test_the_message_never_repeats_the_number():
    with pytest.raises(bsn.InvalidBsn) as refused:
        bsn.parse("123456789")
    assert "123456789" not in str(refused.value)


@given(eight_digits)
def test_a_check_digit_makes_a_valid_bsn_or_there_is_none(first_eight):
    number = bsn.with_check_digit(first_eight)
    valid = [f"{first_eight}{digit}" for digit in range(10) if bsn.is_valid(f"{first_eight}{digit}")]
    assert valid == ([number] if number else [])


@given(eight_digits, st.integers(0, 8), st.sampled_from("0123456789"))
def test_one_mistyped_digit_is_always_found(first_eight, place, digit):
    number = bsn.with_check_digit(first_eight)
    assume(number is not None and number[place] != digit)
    assert not bsn.is_valid(number[:place] + digit + number[place + 1 :])


@given(eight_digits, st.integers(0, 6))
def test_two_neighbouring_digits_swapped_are_found(first_eight, place):
    number = bsn.with_check_digit(first_eight)
    assume(number is not None and number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert not bsn.is_valid(swapped)


@given(st.text(max_size=12))
def test_any_text_is_either_refused_or_becomes_a_valid_bsn(text):
    try:
        assert bsn.is_valid(bsn.parse(text))
    except bsn.InvalidBsn:
        assert not bsn.is_valid(text)
