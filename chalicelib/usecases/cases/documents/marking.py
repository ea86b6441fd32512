"""What is printed on a document to verify it by."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from chalicelib.domain.issued.sealing import VerificationMark
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.ports.documents import Sealer
from chalicelib.ports.platform import Keys
from chalicelib.ports.templates import Municipalities

PAGE = "/v"
"""Where a code can be typed."""


@dataclass(frozen=True, slots=True)
class Marking:
    """The code follows from the document's seed (`seed_of`): printing again gives the same."""

    keys: Keys
    sealer: Sealer
    municipalities: Municipalities

    def __call__(self, tenant: str, seed: str, at: datetime) -> VerificationMark:
        """The mark, with the look of the seal in force at `at`.

        Raises RetryableError, PermanentError when the seal can't be read.
        """
        code = self.code(tenant, seed)
        home = self.municipalities.get(tenant).address
        page = urlsplit(f"{home}{PAGE}")
        return VerificationMark(
            code=str(code),
            page=f"{page.netloc}{page.path}",
            address=address_of(home, code),
            home=home,
            seal=self.sealer.look(tenant, at),
        )

    def code(self, tenant: str, seed: str) -> VerificationCode:
        """The code of a document."""
        return VerificationCode.of(self.keys.verification_code(tenant, seed))


def address_of(public_url: str, code: VerificationCode) -> str:
    """The address in the QR code: in upper case, which takes the least room.

    Scheme and host mean the same in any case; a path in front of ours may not, and stays.
    """
    url = urlsplit(public_url)
    return f"{url.scheme.upper()}://{url.netloc.upper()}{url.path}{PAGE.upper()}/{code.text}"
