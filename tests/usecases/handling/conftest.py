"""A bureau for every test of handling."""

import pytest

from tests.support.handling import Bureau


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()
