"""Write to another address of a party from now on."""

from dataclasses import dataclass

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.shared.mail_address import check_email
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.at_hand import AtHand


@dataclass(frozen=True, slots=True)
class Readdress:
    """The entry says that it changed, not what it is: the address stands with the party only."""

    at_hand: AtHand

    def __call__(self, staff: Staff, case_id: str, party: int, email: str) -> AnyCase:
        """The case with a party's new address; the state and its version stay.

        Raises NotThereError, InvalidInputError (`invalid_email`), ConflictError (`set_aside`,
        `version_moved`), RetryableError.
        """
        found = self.at_hand.case(staff, case_id)
        whose = found.case.party(party)
        if whose is None or whose.is_forgotten:
            raise NotThereError("Deze partij hebben we niet gevonden.")
        address = check_email(email)
        entry = self.at_hand.entry(found, "readdressed", {"party": str(party)}, kind=EntryKind.MAIL)
        after = self.at_hand.cases.readdress(found.case, party, address)
        self.at_hand.cases.add(after, entry)
        return after
