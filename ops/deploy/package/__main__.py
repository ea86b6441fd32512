"""Make the deployment package, small and quick to start.

    python -m ops package --stage test

A folder of its own is laid out as Chalice wants it: the application as it is now, and in `vendor/`
the templates and the pinned requirements, without what nobody uses and with their bytecode. The
real `chalice package` makes the zip of it. `chalice deploy` in the checkout works too; it gives a
package that holds the same and the adapters in memory, larger and slower to start
(docs/decisions/0010).
"""

import sys

from ops import command
from ops.deploy.package.make import package
from ops.stage.config import ROOT


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it can't."""
    parser = command.parser("package", __doc__)
    parser.add_argument("--stage", required=True, help="dev, test, prod")
    given = parser.parse_args(arguments)
    return command.run(lambda: _package(given.stage), "not packaged")


def _package(stage: str) -> int:
    sys.stdout.write(f"{package(stage).zip.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
