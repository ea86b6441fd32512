"""Who asked on the portal to be forgotten: marks and days, no number and no name.

    python -m ops asked --stage prod
    python -m ops asked --stage prod --answered W-7Q2K9X3M

The first lists what waits, the oldest first, each with the day of its answer at the latest. The
plan, and the erasure, are `python -m ops forget --asked --mark <mark>`: then the number needn't be
typed. The second strikes off what was answered otherwise, such as with a refusal.
"""

import sys
from argparse import Namespace

from ops import command
from ops.stage.at_stage import tenant_of, wiring_of
from ops.stage.target import parser_of, target_of


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("asked", __doc__)
    parser.add_argument("--nis", default="", help="the municipality, where there are several")
    parser.add_argument("--answered", metavar="MARK", help="strike this one off")
    given = parser.parse_args(arguments)
    return command.run(lambda: _asked(given), "not read")


def _asked(given: Namespace) -> int:
    wiring = wiring_of(target_of(given))
    tenant = tenant_of(wiring, given.nis)
    waiting = wiring.state.asked_erasures.waiting(tenant)
    if given.answered:
        found = [one for one in waiting if one.mark == given.answered]
        if not found:
            raise command.OperatorError("nobody asked under that mark")
        wiring.state.asked_erasures.drop(tenant, found[0].number)
        return 0
    for one in waiting:
        days = f"asked {one.at:%Y-%m-%d}, answer by {one.answer_by:%Y-%m-%d}"
        sys.stdout.write(f"{one.mark}  {days}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
