"""Give data out: a person's, when they ask for it, or a municipality's, when it leaves.

    python -m ops export person --stage prod --by k7 --mark FG-2026/12 --to /secure/folder
    python -m ops export municipality --stage prod --nis 34022 --to /secure/folder

A person (AVG art. 15 and 20): the number is typed without being shown, or read from a pipe. The
look is in the access log before anything is read, where the person can see it. What comes out is
one zip that only you can read: an overview in Dutch, the same as JSON, the documents, what was sent
along. Give it over in a safe way, then delete it. Notes of the service aren't in it: their number
is.

A municipality: all its rows as JSON lines, and the list of its files; secrets aren't in it. What
broke off goes on where it was when it is started again.

--plan counts, and writes nothing.
"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from chalicelib.domain.privacy.retention import Holding
from chalicelib.wiring import Wiring
from ops import command
from ops.people.asking import add_arguments, claim_of
from ops.people.municipality_data import Leaving
from ops.people.writing import write_person
from ops.stage.at_stage import tenant_of, wiring_of
from ops.stage.target import add_stage, target_of

COUNTED = {
    Holding.APPLICANT: "cases",
    Holding.FILES: "files",
    Holding.LEDGER: "documents about this person",
    Holding.ACCESS_LOG: "consultations",
}


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    given = _parser().parse_args(arguments)
    return command.run(lambda: _export(given), "not exported")


def _parser() -> ArgumentParser:
    parser = command.parser("export", __doc__)
    of = parser.add_subparsers(dest="of", required=True, metavar="person|municipality")
    person = of.add_parser("person", help="everything that is held about somebody")
    municipality = of.add_parser("municipality", help="everything of a municipality")
    for one in (person, municipality):
        add_stage(one)
        one.add_argument("--nis", default="", help="the municipality, where there are several")
        one.add_argument("--to", type=Path, default=Path(), help="the folder; this if not given")
        command.add_plan(one)
    add_arguments(person)
    return parser


def _export(given: Namespace) -> int:
    wiring = wiring_of(target_of(given))
    if not given.to.is_dir():
        raise command.OperatorError(f"{given.to} is no folder")
    of = {"person": _person, "municipality": _municipality}
    return of[given.of](wiring, given)


def _person(wiring: Wiring, given: Namespace) -> int:
    handed = wiring.privacy.hand_over(claim_of(given, wiring))
    for holding, called in COUNTED.items():
        sys.stdout.write(f"{handed.holdings.count(holding):>6} {called}\n")
    if given.plan:
        return 0
    path = given.to / f"gegevens-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"
    write_person(wiring, handed, path)
    sys.stdout.write(f"{path}\nonly you can read it: give it over in a safe way, then delete it\n")
    return 0


def _municipality(wiring: Wiring, given: Namespace) -> int:
    tenant, settings = tenant_of(wiring, given.nis), wiring.settings
    clients = wiring.platform.clients
    leaving = Leaving(clients.dynamodb, settings.table, clients.s3, settings.bucket, tenant)
    if given.plan:
        counted = leaving.count()
        sys.stdout.write(f"{counted.rows} rows, {counted.files} files, {counted.size} bytes\n")
        return 0
    folder = given.to / f"{settings.table}-{tenant}"
    with command.progress() as progress:
        task = progress.add_task("rows", total=leaving.size() or None)
        for come in leaving(folder):
            progress.update(task, completed=come.scanned)
    sys.stdout.write(
        f"{come.rows} rows in {folder}\nits files: aws s3 sync s3://{settings.bucket}/{tenant}/ …\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
