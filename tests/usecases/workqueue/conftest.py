"""One office a test."""

import pytest

from tests.support.office import Office


@pytest.fixture
def office() -> Office:
    return Office()
