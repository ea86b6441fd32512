"""List the rows that couldn't be read and were set aside, and put back what can be read now.

    python -m ops aside --stage prod
    python -m ops aside --stage prod --nis 34022 --put-back 01KJQ4T9C0X6V3M8R2D5N7E1FA

Each line tells the municipality, the case, the place that couldn't be read, and the release that
met it; no data. Repair the reading, and release it; then put back from the code of that release,
for what this code can't read stays where it is. The next tick looks at what was put back.
"""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator

from chalicelib.ports.cases import CaseStore, Unreadable
from chalicelib.wiring import Wiring
from ops.command import OperatorError, run
from ops.stage.at_stage import tenant_of, wiring_of
from ops.stage.target import parser_of, target_of

MOST = 200
"""How many are listed of one municipality."""


def lines_of(store: CaseStore, tenants: Iterable[str]) -> Iterator[str]:
    """One line a case, by municipality, and how many there are."""
    found = [row for tenant in tenants for row in store.set_aside(tenant, MOST)]
    yield from map(_line, found)
    yield f"{len(found)} set aside" if found else "nothing was set aside"


def put_back(store: CaseStore, tenant: str, case_id: str) -> str:
    """What became of a case that was set aside. Raises OperatorError when it stays."""
    if store.put_back(tenant, case_id):
        return f"{case_id} is put back; the next tick looks at it"
    known = next((row for row in store.set_aside(tenant, MOST) if row.case_id == case_id), None)
    if known is None:
        raise OperatorError(f"{case_id} isn't set aside in {tenant}")
    raise OperatorError(f"this release can't read it either. {_line(known)}")


def said_of(wiring: Wiring, nis: str, case_id: str) -> Iterator[str]:
    """What the command says; without an id it lists, without a code every municipality."""
    if case_id:
        tenant = tenant_of(wiring, nis)
        yield put_back(wiring.cases.store, tenant, case_id)
        wiring.figures.count_days.again(wiring.road.frames.case(tenant, case_id))
    else:
        every = [municipality.nis for municipality in wiring.templates.municipalities.all()]
        yield from lines_of(wiring.cases.store, [nis] if nis else every)


def _line(row: Unreadable) -> str:
    by = f"  (release {row.release})" if row.release else ""
    return f"{row.tenant}  {row.case_id}  {row.reason}{by}"


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when a case can't be put back."""
    parser = parser_of("aside", __doc__)
    parser.add_argument("--nis", default="", help="the municipality's code; all when listing")
    parser.add_argument("--put-back", default="", metavar="ID", help="the id of a case")
    given = parser.parse_args(arguments)
    return run(lambda: _do(given), "not put back")


def _do(given: Namespace) -> int:
    for line in said_of(wiring_of(target_of(given)), given.nis, given.put_back):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
