"""A municipality's colours are read in the dark, whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.shared.colour import DARK_PAPER, contrast, in_the_dark

MIST = "#1f2429"
"""The lightest ground that links and buttons lie on in the dark (templates/static/site.css)."""


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_one_that_is_read_on_dark_paper(number: int) -> None:
    colour = in_the_dark(f"#{number:06x}")
    assert contrast(colour, DARK_PAPER) >= 7
    assert contrast(colour, MIST) >= 4.5


def test_a_light_colour_stays_as_it_is() -> None:
    assert in_the_dark("#ffd33d") == "#ffd33d"
