"""Erase a person's data on their request (AVG art. 17), but for what the law makes us keep.

    python -m ops forget --stage prod --by k7 --mark FG-2026/12
    python -m ops forget --stage prod --by k7 --mark FG-2026/12 --confirm 1a2b3c

The first shows what would go, what stays and why, and what has to happen first; it changes
nothing, and gives a code. The second, with that code, does it; when something changed in between it
doesn't, and a new plan is needed. The number is typed without being shown, or read from a pipe.

What breaks off is finished by starting again with a plan. Each case keeps a proof of its
erasure; the answer to the person is printed in Dutch. Whether the request is granted, and whether
the selection rules let these papers be destroyed (Bestuursdecreet art. III.89), is for the data
protection officer to say beforehand.

The exit code is 0 when it can be or was done, 1 when something is in the way.
"""

import sys
from argparse import Namespace

from chalicelib.domain.shared.errors import ConflictError
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from chalicelib.wiring import Wiring
from ops import command
from ops.people.asking import add_arguments, claim_of
from ops.people.plan_text import answer_lines, plan_lines
from ops.stage.at_stage import wiring_of
from ops.stage.target import parser_of, target_of


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't, or can't yet."""
    parser = parser_of("forget", __doc__)
    parser.add_argument("--nis", default="", help="the municipality, where there are several")
    add_arguments(parser)
    parser.add_argument("--confirm", metavar="CODE", help="do what the plan with this code says")
    given = parser.parse_args(arguments)
    return command.run(lambda: _forget(given), "not forgotten")


def _forget(given: Namespace) -> int:
    wiring = wiring_of(target_of(given))
    claim = claim_of(given, wiring)
    return _erase(wiring, claim, given.confirm) if given.confirm else _plan(wiring, claim)


def _plan(wiring: Wiring, claim: DataSubjectRequest) -> int:
    plan = wiring.privacy.forget.plan(claim)
    for line in plan_lines(plan, wiring.templates.retention.get()):
        sys.stdout.write(f"{line}\n")
    if plan.obstacles:
        return command.FAILED
    sys.stdout.write(f"to do this: the same command with --confirm {plan.code}\n")
    return 0


def _erase(wiring: Wiring, claim: DataSubjectRequest, code: str) -> int:
    done = []
    try:
        with command.progress() as progress:
            task = progress.add_task("cases", total=None)
            for forgotten in wiring.privacy.forget(claim, code):
                done.append(forgotten)
                progress.update(task, advance=1)
    except ConflictError as error:
        raise command.OperatorError(f"{error.public} ({len(done)} cases were erased)") from None
    for line in answer_lines(done, wiring.templates.retention.get()):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
