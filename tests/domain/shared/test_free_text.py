"""What people type is kept as they see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.shared.free_text import readable

SEEN = "Beste,\n\tÉén vraag – 'œuf' 北京 \u200fשלום\u200e Łódź 👩‍👧 €"


@pytest.mark.parametrize(
    "unseen",
    [
        "\0",
        "\x08",
        "\x1b",
        "\x7f",
        "\x85",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ud800",
        "\U000e0041",
    ],
)
def test_what_nobody_sees_is_taken_out(unseen: str) -> None:
    assert readable(f"exe{unseen}.pdf") == "exe.pdf"


def test_everything_that_is_seen_stays() -> None:
    assert readable(SEEN) == SEEN


@given(st.text())
def test_what_is_readable_can_be_stored_and_stays_as_it_is(text: str) -> None:
    clean = readable(text)
    assert readable(clean) == clean
    assert clean.encode("utf-8").decode("utf-8") == clean
