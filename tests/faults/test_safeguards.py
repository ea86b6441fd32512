"""What `make mutate` takes away is still there to be taken away, and somebody is to notice."""

from pathlib import Path

import pytest

from tests.faults.safeguards import Safeguard
from tests.faults.safeguards_seen import EVERY

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("safeguard", EVERY, ids=lambda one: one.name)
def test_a_safeguard_stands_where_it_is_said_to_stand(safeguard: Safeguard) -> None:
    whole = (ROOT / safeguard.path).read_text(encoding="utf-8")
    assert whole.count(safeguard.text) == 1
    assert safeguard.without != safeguard.text
    assert all((ROOT / test).exists() for test in safeguard.tests)
