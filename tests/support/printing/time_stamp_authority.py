"""A time-stamp authority that answers in process, truthfully or not."""

from collections.abc import Callable
from functools import cached_property

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.documents.seal.cms import signed_attributes, signed_message
from chalicelib.documents.seal.time_stamps import TimeStampResponse
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from ops.deploy.authority import Authority, time_stamp_certificate
from tests.support.printing.signable import Noon, authority, public_der

type Twist = Callable[[dict[str, object]], dict[str, object]]


class FakeAuthority:
    """Answers queries; `twist` changes what it says, `status` whether it grants."""

    def __init__(
        self,
        by: Authority | None = None,
        status: str = "granted",
        twist: Twist | None = None,
        clock: Clock | None = None,
        list_address: str = "",
    ) -> None:
        self.by = by or authority()
        self.clock = clock or Noon()
        self.list_address = list_address
        self.status = status
        self.twist = twist or (lambda says: says)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.asked = 0

    @cached_property
    def certificate(self) -> x509.Certificate:
        """What it signs with."""
        der, now = public_der(self.key), self.clock.now()
        return time_stamp_certificate(self.by, der, now, self.list_address)

    def ask(self, query: bytes) -> bytes:
        """The answer to a query, in DER."""
        self.asked += 1
        answer: dict[str, object] = {"status": {"status": self.status}}
        if self.status == "granted":
            answer["token"] = self._token(tsp.TimeStampReq.load(query))
        return TimeStampResponse(answer).dump()

    def _token(self, query: tsp.TimeStampReq) -> cms.ContentInfo:
        says = {
            "version": "v1",
            "policy": "1.2.3.4",
            "message_imprint": query["message_imprint"],
            "serial_number": 1,
            "gen_time": self.clock.now(),
            "nonce": query["nonce"].native,
        }
        return self._signed(tsp.TSTInfo(self.twist(says)).dump())

    def _signed(self, content: bytes) -> cms.ContentInfo:
        digest = hashes.Hash(hashes.SHA256())
        digest.update(content)
        attributes = signed_attributes(digest.finalize(), self.certificate)
        attributes[0]["values"] = [cms.ContentType("tst_info")]
        signature = self.key.sign(attributes.dump(force=True), ec.ECDSA(hashes.SHA256()))
        message = signed_message(attributes, signature, [self.certificate])
        token = cms.ContentInfo.load(message)
        data = token["content"]
        data["version"] = "v3"
        data["encap_content_info"] = {
            "content_type": "tst_info",
            "content": core.ParsableOctetString(content),
        }
        return cms.ContentInfo({"content_type": "signed_data", "content": data.copy()})


class SilentAuthority:
    """Never answers."""

    def ask(self, query: bytes) -> bytes:
        """Fails as a network does."""
        raise RetryableError("time-stamp authority: TimeoutError")
