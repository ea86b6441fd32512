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


def claim_of(given: Namespace, wiring: Wiring) -> DataSubjectRequest:
    """Whose data, with the number typed unseen or read from a pipe. Raises OperatorError."""
    tenant = tenant_of(wiring, given.nis)
    typed = getpass(PROMPT) if sys.stdin.isatty() else sys.stdin.readline()
    try:
        allow_test = wiring.settings.allow_test_numbers
        number = NationalNumber.parse(typed.strip(), allow_test=allow_test)
    except InvalidInputError:
        raise OperatorError(
            "that is no national number: eleven digits, the last two right"
        ) from None
    return DataSubjectRequest(tenant, number, given.by, given.mark)
