"""Take the functions of a stage away. Data and address stay.

    make teardown STAGE=test
    python -m ops teardown --stage test --plan

Not for production. What holds data is kept even when its stack is deleted; that, and how to delete
the data themselves when that is really meant, stands in docs/runbook.md.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ops import command
from ops.command import OperatorError, run
from ops.deploy.package.run_chalice import run_chalice
from ops.stage import standing
from ops.stage.config import PRODUCTION, ROOT
from ops.stage.target import StageTarget, parser_of, target_of


class TeardownRefusedError(OperatorError):
    """It isn't done; says why."""


def teardown(target: StageTarget) -> Iterator[str]:
    """Delete functions, roles, schedule and subscriptions; says what stays.

    Raises RefusedError for production.
    """
    check(target.stage)
    standing.tell_chalice(target, with_address=False)
    with TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "app.py").symlink_to(ROOT / "app.py")
        (project / "chalicelib").symlink_to(ROOT / "chalicelib")
        (project / ".chalice").symlink_to(target.folder.resolve())
        run_chalice(project, "delete", "--stage", target.stage, endpoint=target.endpoint)
    yield f"the functions of {target.stage} are gone"
    yield f"kept: stack thuisloket-{target.stage}-data with everything in it, and the address"


def check(stage: str) -> None:
    """Pass, or raise RefusedError."""
    if stage == PRODUCTION:
        raise TeardownRefusedError("production isn't torn down by a command")


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("teardown", __doc__)
    command.add_yes(parser)
    command.add_plan(parser)
    given = parser.parse_args(arguments)
    return run(lambda: _teardown(given), "not torn down")


def _teardown(given: Namespace) -> int:
    check(given.stage)
    target = target_of(given)
    going = ", ".join(f["FunctionName"] for f in standing.functions(target).values())
    sys.stdout.write(f"would go: {going or 'nothing'}\n")
    if given.plan:
        return 0
    command.agree(f"Type {given.stage} to go on:", is_agreed=given.yes, wanted=(given.stage,))
    for line in teardown(target):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
