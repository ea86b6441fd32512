"""Go back to the release before, or to any earlier one.

    make rollback STAGE=test
    python -m ops rollback --stage test --list
    python -m ops rollback --stage test --to 2026-11-24T09

The code of all functions and the routes of the API go back together; data, settings and permissions
stay as they are. `--plan` says what would go back to which release.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator

from ops import command
from ops.command import OperatorError, run
from ops.deploy import releases
from ops.deploy.releases import Release
from ops.stage import address
from ops.stage.target import StageTarget, parser_of, target_of


class NoReleaseError(OperatorError):
    """There is nothing to go back to."""


def rollback(target: StageTarget, to: str = "", *, dry_run: bool = False) -> Iterator[str]:
    """Put an earlier release back, the one before the newest unless told; says what it did.

    Raises NoReleaseError.
    """
    release = _wanted(releases.history(target), to)
    if dry_run:
        yield f"would go back to {release.at}: {', '.join(target.functions.values())}, the API"
        return
    functions = target.client("lambda")
    for name in target.functions.values():
        functions.update_function_code(
            FunctionName=name, S3Bucket=releases.bucket(target), S3Key=release.code
        )
        yield f"{name}: back to the code of {release.at}"
    api_id = address.find(target.client("apigateway"), target.stage) or ""
    target.client("apigateway").update_stage(
        restApiId=api_id,
        stageName=address.PATH,
        patchOperations=[
            {"op": "replace", "path": "/deploymentId", "value": release.api_deployment}
        ],
    )
    yield f"the API: back to the routes of {release.at}"


def _wanted(history: list[Release], to: str) -> Release:
    found = [r for r in history[1:] if not to or r.at.startswith(to)]
    if not found:
        raise NoReleaseError(f"no earlier release {to}".strip() + "; see --list")
    return found[0]


def _listed(target: StageTarget) -> Iterator[str]:
    return (release.at for release in releases.history(target))


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("rollback", __doc__)
    parser.add_argument("--to", default="", help="the time of a release, or how it begins")
    parser.add_argument("--list", action="store_true", help="show the releases, and stop")
    command.add_plan(parser)
    given = parser.parse_args(arguments)
    return run(lambda: _rollback(given), "not rolled back")


def _rollback(given: Namespace) -> int:
    target = target_of(given)
    back = rollback(target, given.to, dry_run=given.plan)
    for line in _listed(target) if given.list else back:
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
