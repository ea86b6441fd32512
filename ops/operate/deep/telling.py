"""What the doctor says of a deep look, and does when somebody agrees."""

from collections.abc import Iterator

from chalicelib.wiring import Wiring
from ops import command
from ops.operate.deep.finding import DeepFinding
from ops.operate.deep.looking import findings, plan_of, repaired


def told_of(wiring: Wiring, *, repairs: bool, is_agreed: bool) -> Iterator[tuple[str, str]]:
    """What was looked at, and what is wrong with it; then what is safe is put right, if wanted.

    Raises DeclinedError when somebody doesn't agree to that.
    """
    found = findings(wiring)
    yield from ((f"{one.what}: {one.where}", _hint(one)) for one in found)
    if not found:
        yield "what is stored is as it says", ""
    if repairs and any(one.repair for one in found):
        _put_right(found, is_agreed=is_agreed)


def _hint(one: DeepFinding) -> str:
    return f"--repair would {one.repair.says}" if one.repair else "for people to look at"


def _put_right(found: list[DeepFinding], *, is_agreed: bool) -> None:
    for line in plan_of(found):
        command.say(line)
    command.agree("Put that right?", is_agreed=is_agreed)
    for line in repaired(found):
        command.say(line)
