"""The documents that cases in memory gave out, beside the cases as in the table."""

from chalicelib.adapters.memory.cases.kept import Place
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.ports.errors import PermanentError


class IssuedShelf:
    """Each document with the id of its case, and the number of what came in its place."""

    def __init__(self) -> None:
        self.lines: dict[Place, tuple[str, IssuedDocument]] = {}
        self.replaced_by: dict[Place, str] = {}

    def check(self, change: Change) -> None:
        """Raises PermanentError for a number that is taken, or to replace one that isn't there."""
        tenant = change.case.tenant
        taken = any((tenant, made.number) in self.lines for made in change.documents)
        gone = (made.replaces for made in change.documents if made.replaces)
        if taken or any((tenant, number) not in self.lines for number in gone):
            raise PermanentError(f"the documents of a case can't change: {change.case.id}")

    def enter(self, change: Change) -> None:
        """Keep what a change made and revoked."""
        case = change.case
        new = {made.slot: made.number for made in change.documents}
        self.lines |= {(case.tenant, d.number): (case.id, d) for d in change.documents}
        for old in change.revoked:
            self.replaced_by[case.tenant, old.number] = new.get(old.slot, "")
