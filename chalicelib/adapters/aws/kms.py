"""Signing with keys that never leave KMS."""

from typing import TYPE_CHECKING

from chalicelib.adapters.aws.errors import translated
from chalicelib.ports.errors import PermanentError

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_kms.literals import SigningAlgorithmSpecType

LONGEST_MESSAGE = 4096


class KmsSigner:
    """Signs messages; KMS hashes them itself, so that it knows what it signs is no digest."""

    def __init__(self, client: "KMSClient") -> None:
        self._client = client

    def sign(self, key_id: str, algorithm: str, message: bytes) -> bytes:
        """The signature; ECDSA's in DER. Raises RetryableError, PermanentError."""
        if len(message) > LONGEST_MESSAGE:
            raise PermanentError(f"kms.Sign: {len(message)} bytes are too many")
        scheme: SigningAlgorithmSpecType = algorithm  # type: ignore[assignment]
        with translated("kms.Sign"):
            answer = self._client.sign(
                KeyId=key_id, Message=message, MessageType="RAW", SigningAlgorithm=scheme
            )
        return answer["Signature"]

    def public_key(self, key_id: str) -> bytes:
        """The public key, as DER SubjectPublicKeyInfo. Raises RetryableError, PermanentError."""
        with translated("kms.GetPublicKey"):
            return self._client.get_public_key(KeyId=key_id)["PublicKey"]
