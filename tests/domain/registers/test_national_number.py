"""The national number: its form, its check number, and that it doesn't leak."""

import copy
import logging
import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.registers.national_number import TEST_MONTHS, NationalNumber, check_number
from chalicelib.domain.shared.errors import InvalidInputError

REAL_MONTHS = [*range(13), *range(20, 33), *range(40, 53)]
IMPOSSIBLE_MONTHS = sorted(set(range(100)) - {*REAL_MONTHS, *TEST_MONTHS})
SEPARATORS = [" ", ".", "-", "/", "\u00a0", "\u202f", "\u2009", "\u2007", "\u2011", "\u2013", "\t"]


@st.composite
def digits_of(draw, months, days=range(32)) -> str:
    year, serial = draw(st.integers(0, 99)), draw(st.integers(1, 998))
    month, day = draw(st.sampled_from(months)), draw(st.sampled_from(days))
    nine = f"{year:02d}{month:02d}{day:02d}{serial:03d}"
    return nine + check_number(nine, born_since_2000=draw(st.booleans()))


@given(digits_of(REAL_MONTHS), st.booleans())
def test_a_number_is_read_back_from_how_it_is_printed(digits, allow_test):
    number = NationalNumber.parse(digits, allow_test=allow_test)
    assert number.digits == digits
    assert NationalNumber.parse(number.printed, allow_test=allow_test) == number


@given(digits_of(REAL_MONTHS), st.data())
def test_separators_may_stand_anywhere(digits, data):
    separator = st.lists(st.sampled_from(SEPARATORS), max_size=2).map("".join)
    written = "".join(digit + data.draw(separator) for digit in digits)
    assert NationalNumber.parse(written, allow_test=False).digits == digits


@given(digits_of(REAL_MONTHS), st.integers(0, 99))
def test_a_wrong_check_number_is_refused(digits, check):
    right = {check_number(digits[:9], born_since_2000=century) for century in (False, True)}
    written = f"{digits[:9]}{check:02d}"
    if f"{check:02d}" in right:
        assert NationalNumber.parse(written, allow_test=False).digits == written
    else:
        with pytest.raises(InvalidInputError):
            NationalNumber.parse(written, allow_test=False)


@given(digits_of(REAL_MONTHS), st.integers(0, 10), st.integers(1, 9))
def test_one_mistyped_digit_is_never_taken_for_the_same_number(digits, place, shift):
    wrong = str((int(digits[place]) + shift) % 10)
    written = digits[:place] + wrong + digits[place + 1 :]
    try:
        read = NationalNumber.parse(written, allow_test=True)
    except InvalidInputError:
        return
    assert read != NationalNumber(digits)


@given(digits_of(list(TEST_MONTHS)))
def test_a_number_for_tests_is_read_only_where_tests_are_allowed(digits):
    assert NationalNumber.parse(digits, allow_test=True).digits == digits
    with pytest.raises(InvalidInputError):
        NationalNumber.parse(digits, allow_test=False)


@given(digits_of([*range(20, 33), *range(40, 53)]))
def test_a_bis_number_is_as_good(digits):
    assert NationalNumber.parse(digits, allow_test=False).digits == digits


@given(digits_of(IMPOSSIBLE_MONTHS))
def test_an_impossible_month_is_refused_even_with_a_right_check_number(digits):
    with pytest.raises(InvalidInputError):
        NationalNumber.parse(digits, allow_test=True)


@given(digits_of(REAL_MONTHS, days=range(32, 100)))
def test_an_impossible_day_is_refused_even_with_a_right_check_number(digits):
    with pytest.raises(InvalidInputError):
        NationalNumber.parse(digits, allow_test=True)


@pytest.mark.parametrize(
    ("nine", "since_2000", "check"),
    [
        ("850730033", False, "28"),
        ("170730033", True, "84"),
        ("000000001", False, "96"),
        ("000000097", False, "97"),
    ],
)
def test_the_check_number_is_97_less_the_rest(nine, since_2000, check):
    assert check_number(nine, born_since_2000=since_2000) == check
    prefix = "2" if since_2000 else ""
    assert (int(prefix + nine) + int(check)) % 97 == 0


@given(st.text())
def test_any_other_text_is_refused_with_a_stable_code_and_no_echo(text):
    if sum(c.isdigit() for c in text) >= 11:
        return
    with pytest.raises(InvalidInputError) as error:
        NationalNumber.parse(text, allow_test=True)
    assert error.value.code == "invalid_national_number"


def test_what_nobody_sees_in_a_pasted_number_is_dropped():
    pasted = "\ufeff85.07.30\u200b-\u00ad033.28\u200e"
    assert NationalNumber.parse(pasted, allow_test=False).digits == "85073003328"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8507300332",
        "850730033288",
        "85073003328x",
        "x85073003328",
        "+8507300332",
        "85_07_30_033_28",
        "٨٥٠٧٣٠٠٣٣٢٨",
        "８５０７３００３３２８",
        "8" * 100_000,
    ],
    ids=lambda text: f"{len(text)} characters",
)
def test_what_only_looks_like_a_number_is_refused(text):
    with pytest.raises(InvalidInputError):
        NationalNumber.parse(text, allow_test=True)


NUMBER = NationalNumber.parse("85.07.30-033.28", allow_test=False)
SAYINGS = {
    "str": str,
    "repr": repr,
    "format": format,
    "f-string": lambda n: f"{n}",
    "f-string with repr": lambda n: f"{n!r}",
    "f-string with =": lambda n: f"{n=}",
    "old format": lambda n: "%s %r" % (n, n),  # noqa: UP031 (a way in which it could leak)
    "in a list": lambda n: str([n]),
    "in a dict": lambda n: str({n: n}),
    "in an error": lambda n: "".join(traceback.format_exception_only(ValueError(n))),
}


def leaks(text: str) -> bool:
    digits = "".join(c for c in text if c.isdigit())
    return any(part in digits for part in ("850730", "03328", "073003"))


@pytest.mark.parametrize("say", SAYINGS.values(), ids=SAYINGS.keys())
def test_saying_a_number_shows_nothing_of_it(say):
    assert not leaks(say(NUMBER))


def test_a_missing_key_shows_nothing_of_it():
    with pytest.raises(KeyError) as error:
        {}[NUMBER]
    assert not leaks(str(error.value) + repr(error.value))


def test_a_width_in_a_format_shows_nothing_of_it_either():
    with pytest.raises(TypeError) as error:
        f"{NUMBER:>20}"
    assert not leaks(str(error.value))


def test_a_log_line_shows_nothing_of_it(caplog):
    with caplog.at_level(logging.INFO):
        logging.getLogger("proef").info("asked for %s", NUMBER, extra={"subject": NUMBER})
    assert "asked for ***" in caplog.text
    assert not leaks(caplog.text)


def test_the_error_about_a_number_shows_nothing_of_it():
    with pytest.raises(InvalidInputError) as error:
        NationalNumber.parse("85.07.30-033.29", allow_test=False)
    whole = "".join(traceback.format_exception_only(error.value))
    assert not leaks(whole + error.value.public + repr(error.value) + str(error.value.args))


def test_numbers_are_equal_and_hashable_by_their_digits():
    same = NationalNumber.parse("850730 033 28", allow_test=False)
    assert same == NUMBER
    assert {same: 1}[NUMBER] == 1
    assert copy.copy(NUMBER) == pickle.loads(pickle.dumps(NUMBER)) == NUMBER


def test_a_number_can_t_be_changed():
    with pytest.raises(AttributeError):
        NUMBER.digits = "00000000000"
