"""Take the functions of a stage away: `make teardown STAGE=test`. Data and address stay.

Not for production. What holds data is kept even when its stack is deleted; that, and how to delete
the data themselves when that is really meant, stands in docs/runbook.md.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from botocore.exceptions import BotoCoreError, ClientError

from ops import address
from ops.package import ROOT, PackageError, run_chalice
from ops.stage_config import ConfigError
from ops.target import Target, parser_of, target_of


class RefusedError(Exception):
    """It isn't done; says why."""


def teardown(target: Target) -> Iterator[str]:
    """Delete functions, roles, schedule and subscriptions; says what stays.

    Raises RefusedError for production.
    """
    if target.stage == "prod":
        raise RefusedError("production isn't torn down by a command")
    address.disown(target.folder, target.stage)
    with TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "app.py").symlink_to(ROOT / "app.py")
        (project / "chalicelib").symlink_to(ROOT / "chalicelib")
        (project / ".chalice").symlink_to(target.folder.resolve())
        run_chalice(project, "delete", "--stage", target.stage, endpoint=target.endpoint)
    yield f"the functions of {target.stage} are gone"
    yield f"kept: stack thuisloket-{target.stage}-data with everything in it, and the address"


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("teardown", __doc__)
    parser.add_argument("--yes", action="store_true", help="don't ask")
    given = parser.parse_args(arguments)
    if not given.yes and input(f"Type {given.stage} to go on: ").strip() != given.stage:
        return 0
    try:
        for line in teardown(target_of(given)):
            sys.stdout.write(f"{line}\n")
    except (RefusedError, ConfigError, PackageError, BotoCoreError, ClientError) as error:
        sys.stderr.write(f"not torn down: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
