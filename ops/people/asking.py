"""Who asks, and who sees to it: what both commands about a person want to know."""

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from chalicelib.wiring import Wiring
from ops.command import OperatorError
from ops.stage.at_stage import tenant_of

PROMPT = "National number (isn't shown): "


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of every command about a person; the number is none of them."""
    parser.add_argument("--by", required=True, help="the staff id of who does this; no name")
    parser.add_argument(
        "--mark", required=True, help="the number of the request in the officer's own register"
    )
    parser.add_argument(
        "--asked",
        action="store_true",
        help="asked on the portal under this mark: type no number",
    )


def claim_of(given: Namespace, wiring: Wiring) -> DataSubjectRequest:
    """Whose data, with the number typed unseen or read from a pipe. Raises OperatorError."""
    tenant = tenant_of(wiring, given.nis)
    number = _of_the_wish(wiring, tenant, given.mark) if given.asked else _typed(wiring)
    return DataSubjectRequest(tenant, number, given.by, given.mark)


def _of_the_wish(wiring: Wiring, tenant: str, mark: str) -> NationalNumber:
    waiting = wiring.state.asked_erasures.waiting(tenant)
    found = next((one.number for one in waiting if one.mark == mark), None)
    if found is None:
        raise OperatorError("nobody asked under that mark")
    return found


def _typed(wiring: Wiring) -> NationalNumber:
    typed = getpass(PROMPT) if sys.stdin.isatty() else sys.stdin.readline()
    try:
        allow_test = wiring.settings.allow_test_numbers
        return NationalNumber.parse(typed.strip(), allow_test=allow_test)
    except InvalidInputError:
        raise OperatorError(
            "that is no national number: eleven digits, the last two right"
        ) from None
