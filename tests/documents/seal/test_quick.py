"""A seal filled in from a template is, byte for byte, the message that would be made anew."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.documents.seal.cms import signed_attributes, signed_message
from chalicelib.documents.seal.quick import attributes_of, message_of, require_own, room_for
from chalicelib.ports.errors import PermanentError
from tests.support.printing.signable import NOW, TENANT, ec_key, identity, rsa_key, sealer, signable

KEYS = pytest.mark.parametrize("make", [rsa_key, ec_key], ids=["RSA-3072", "P-256"])


@KEYS
@pytest.mark.parametrize("length", [70, 71, 72, 127, 128, 256, 384, 512])
def test_it_is_the_message_that_would_be_made_anew(make, length: int) -> None:
    chain, digest = identity(make()).chain, bytes(range(32))
    signature = bytes(7 * place % 256 for place in range(length))
    attributes = signed_attributes(digest, chain[0])
    assert attributes_of(digest, chain[0]) == attributes.dump()
    assert message_of(digest, signature, chain) == signed_message(attributes, signature, chain)


@KEYS
def test_a_hole_of_the_size_of_its_chain_takes_the_seal(make) -> None:
    who, key = identity(make()), make()
    pdf = signable(reserved=room_for(who.chain))
    assert len(sealer(who, key).seal(pdf, TENANT, NOW)) == len(pdf)


def test_a_seal_of_a_kind_that_is_not_checked_is_refused() -> None:
    key, name = Ed25519PrivateKey.generate(), x509.Name([])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, NOW, NOW + timedelta(days=1))
    certificate = made.sign(key, None)
    with pytest.raises(PermanentError, match="doesn't verify"):
        require_own(b"a seal", b"a document", certificate)
