"""Look deep, plan what is safe to put right, and do it when somebody agrees."""

from collections.abc import Iterator
from itertools import chain

from botocore.exceptions import ClientError

from chalicelib.domain.shared.errors import DomainError
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.wiring import Wiring
from ops.operate.deep.cases import Cases
from ops.operate.deep.documents import Documents
from ops.operate.deep.finding import DeepFinding
from ops.operate.deep.stored import stored_in


def findings(wiring: Wiring) -> list[DeepFinding]:
    """Everything that is wrong with what is stored. Reads the whole table and every file once."""
    stored = stored_in(wiring)
    nobodys = sorted(stored.files.keys() - stored.named)
    orphans = (
        DeepFinding("a file that nobody names: python -m ops orphans", key) for key in nobodys
    )
    return list(chain(Documents(wiring, stored)(), Cases(wiring, stored)(), orphans))


def plan_of(found: list[DeepFinding]) -> Iterator[str]:
    """What would be put right, one line each; then how much is left for people."""
    repairs = [one for one in found if one.repair]
    yield from (f"{one.where}: {one.repair.says}" for one in repairs if one.repair)
    yield f"{len(repairs)} can be put right from here, {len(found) - len(repairs)} can't"


def repaired(found: list[DeepFinding]) -> Iterator[str]:
    """Put right what can be; one that fails keeps no other from its turn."""
    for one in found:
        if one.repair:
            yield f"{one.where}: {_done(one)}"


def _done(one: DeepFinding) -> str:
    try:
        done = one.repair is not None and one.repair.do()
    except (ClientError, DomainError, PermanentError, RetryableError) as error:
        return f"not put right ({type(error).__name__})"
    return "put right" if done else "stays as it is"
