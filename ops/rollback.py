"""Go back to the release before: `make rollback STAGE=test`, or to any with `--to`.

The code of all functions and the routes of the API go back together; data, settings and permissions
stay as they are. `--list` shows what there is to go back to.
"""

import sys
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError

from ops import address, releases
from ops.releases import Release
from ops.stage_config import ConfigError
from ops.target import Target, parser_of, target_of


class NoReleaseError(Exception):
    """There is nothing to go back to."""


def rollback(target: Target, to: str = "") -> Iterator[str]:
    """Put an earlier release back, the one before the newest unless told; says what it did.

    Raises NoReleaseError.
    """
    release = _wanted(releases.history(target), to)
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


def _listed(target: Target) -> Iterator[str]:
    return (release.at for release in releases.history(target))


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("rollback", __doc__)
    parser.add_argument("--to", default="", help="the time of a release, or how it begins")
    parser.add_argument("--list", action="store_true", help="show the releases, and stop")
    given = parser.parse_args(arguments)
    target = target_of(given)
    try:
        lines = (
            (r.at for r in releases.history(target)) if given.list else rollback(target, given.to)
        )
        for line in lines:
            sys.stdout.write(f"{line}\n")
    except (NoReleaseError, ConfigError, BotoCoreError, ClientError) as error:
        sys.stderr.write(f"not rolled back: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
