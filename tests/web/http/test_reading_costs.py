"""Reading what anybody may send costs in proportion to its size, whatever it is."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chalicelib.web.http.asked import BadRequestError
from chalicelib.web.http.payloads.multipart import filled_form
from tests.support.steps import Scanned, steps

SIZES = (400, 2_000)
TWICE = 2.2
BUSY = 400
"""Steps of the simplest form, below which a ratio says nothing."""

BODY = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nq\r\n--x--\r\n'


@dataclass(frozen=True)
class Sent:
    """As much of a request as reading a form takes."""

    content_type: str
    content: bytes

    def header(self, _name: str) -> str:
        return self.content_type

    def body(self, _limit: int) -> bytes:
        return Scanned(self.content)


def in_a_part(text: str) -> Sent:
    line = f'Content-Disposition: form-data; name="a{text}'.encode()
    return Sent("multipart/form-data; boundary=x", BODY.replace(BODY.split(b"\r\n")[1], line))


def in_a_headers_name(text: str) -> Sent:
    return Sent("multipart/form-data; boundary=x", BODY.replace(b"\r\n", f"\r\n{text}".encode(), 1))


def in_the_content_type(text: str) -> Sent:
    return Sent(f"multipart/form-data{text}; boundary=x", BODY)


def as_the_boundary(text: str) -> Sent:
    return Sent(f"multipart/form-data; boundary={text}", BODY)


def in_front(text: str) -> Sent:
    return Sent("multipart/form-data; boundary=x", text.encode() + BODY)


def as_the_content(text: str) -> Sent:
    return Sent("multipart/form-data; boundary=x", BODY.replace(b"q", text.encode()))


PLACES = [
    in_a_part,
    in_a_headers_name,
    in_the_content_type,
    as_the_boundary,
    in_front,
    as_the_content,
]


def cost(sent: Sent) -> int:
    asked: Any = sent

    def read() -> None:
        with suppress(BadRequestError):
            filled_form(asked)

    return steps(read)


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """What is imported once is no step of reading."""
    cost(in_a_part(""))


def costs_in_proportion(place: Any, text: str) -> bool:
    def of(size: int) -> int:
        return cost(place(text * (size // len(text))))

    return all(of(2 * size) <= TWICE * of(size) + BUSY for size in SIZES)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "text", [";", "; a", ';a="', '"', "\\", "\r\n", "\r\n ", "=", "--x", "\r\n--x", "%", "é"]
)
def test_what_is_made_to_be_slow_is_not(place: Any, text: str) -> None:
    assert costs_in_proportion(place, text)


@hypothesis_settings(max_examples=60)
@given(place=st.sampled_from(PLACES), text=st.text("\";=\\ a*\r\n-x:%0é'", min_size=1, max_size=8))
def test_whatever_repeats_costs_twice_when_it_is_twice_as_long(place: Any, text: str) -> None:
    assert costs_in_proportion(place, text)


def test_parts_cost_as_many_as_there_are() -> None:
    part = BODY.removesuffix(b"--x--\r\n")
    ten, twenty = (
        cost(Sent("multipart/form-data; boundary=x", part * n + b"--x--\r\n")) for n in (10, 20)
    )
    assert ten * 1.8 <= twenty <= TWICE * ten
