"""Time stamps (RFC 3161): the question, and the check of the answer."""

import hashlib
from collections.abc import Callable, Sequence

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from chalicelib.documents.seal.cms import (
    CmsError,
    is_issued_by,
    read_message,
    reading,
    verify_message,
)
from chalicelib.ports.errors import RetryableError

GRANTED = frozenset({"granted", "granted_with_mods"})


class TimeStampResponse(core.Sequence):  # type: ignore[misc]
    """An answer; asn1crypto's own class takes none without a token, which a refusal is."""

    _fields = [  # noqa: RUF012 - as asn1crypto wants it
        ("status", tsp.PKIStatusInfo),
        ("token", cms.ContentInfo, {"optional": True}),
    ]


class TimeStamps:
    """Asks one authority; `ask` sends a query and gives the answer, both in DER.

    A token must be signed by one of `trusted`, or by a certificate that one of them issued.
    """

    def __init__(self, ask: Callable[[bytes], bytes], trusted: Sequence[x509.Certificate]) -> None:
        self._ask = ask
        self._trusted = trusted

    def stamp(self, signature: bytes) -> bytes:
        """A verified token on a signature, in DER. Raises RetryableError without one."""
        imprint = hashlib.sha256(signature).digest()
        try:
            return _token(self._ask(_query(imprint)), signature, self._trusted)
        except CmsError as error:
            raise RetryableError(f"time stamp: {error}") from None


def verify_token(token: bytes, signature: bytes) -> tuple[x509.Certificate, tsp.TSTInfo]:
    """Check that a token is about a signature; gives who made it, and what it says.

    Raises CmsError.
    """
    message = read_message(token)
    with reading():
        content = message.data["encap_content_info"]["content"]
        info = content.parsed
        imprint = info["message_imprint"]
        hashed = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, signature)
        if imprint["hashed_message"].native != hashed.digest():
            raise CmsError("it is about something else")
        verify_message(message, bytes(content))
        return message.signer, info


def _nonce(imprint: bytes) -> int:
    return int.from_bytes(hashlib.sha256(imprint).digest()[:8])


def _query(imprint: bytes) -> bytes:
    return bytes(
        tsp.TimeStampReq(
            {
                "version": "v1",
                "message_imprint": {
                    "hash_algorithm": {"algorithm": "sha256"},
                    "hashed_message": imprint,
                },
                "nonce": _nonce(imprint),
                "cert_req": True,
            }
        ).dump()
    )


def _token(answer: bytes, signature: bytes, trusted: Sequence[x509.Certificate]) -> bytes:
    with reading():
        response = TimeStampResponse.load(answer, strict=True)
        status = response["status"]["status"].native
        if status not in GRANTED:
            raise CmsError(f"the authority says {status}")
        token = bytes(response["token"].dump())
        signer, info = verify_token(token, signature)
        if info["nonce"].native != _nonce(hashlib.sha256(signature).digest()):
            raise CmsError("it answers another question")
        _require_trust(signer, trusted)
        return token


def _require_trust(signer: x509.Certificate, trusted: Sequence[x509.Certificate]) -> None:
    usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    if ExtendedKeyUsageOID.TIME_STAMPING not in usage:
        raise CmsError("the certificate isn't for time stamps")
    if not any(signer == known or is_issued_by(signer, known) for known in trusted):
        raise CmsError("the authority isn't the one that was configured")
