from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.documents.seal.sealer import Algorithm, Identity, SealConfig
from ops.deploy.authority import NAME, chain_for, make_authority, seal_certificate
from tests.support.printing.signable import NOW, ec_key, public_der, rsa_key


def test_every_certificate_says_that_it_is_not_for_production() -> None:
    for certificate in x509.load_pem_x509_certificates(
        chain_for(public_der(ec_key()), "Stad Kortrijk", NOW).encode()
    ):
        assert "niet voor productie" in certificate.subject.rfc4514_string()


@pytest.mark.parametrize(
    ("make", "algorithm"), [(rsa_key, Algorithm.RSA), (ec_key, Algorithm.ECDSA)]
)
def test_its_chain_is_one_that_a_seal_can_be_made_with(make, algorithm) -> None:
    pem = chain_for(public_der(make()), "Stad Kortrijk", NOW)
    assert Identity.of(SealConfig("alias/seal", pem)).algorithm is algorithm


def test_a_seed_makes_the_same_authority_again_and_no_seed_another() -> None:
    same = [make_authority(NOW, "demo").certificate.public_key() for _ in range(2)]
    others = [make_authority(NOW).certificate.public_key() for _ in range(2)]
    assert same[0] == same[1]
    assert others[0] != others[1]


def test_a_seal_certificate_signs_for_content_and_issues_nothing() -> None:
    certificate = seal_certificate(make_authority(NOW), public_der(ec_key()), "Stad Kortrijk", NOW)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert not basic.ca
    assert certificate.not_valid_after_utc == NOW + timedelta(days=365)
    assert NAME in certificate.issuer.rfc4514_string()


def test_a_key_that_can_not_seal_is_not_certified() -> None:
    key = ed25519.Ed25519PrivateKey.generate().public_key()
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(TypeError, match="a seal needs"):
        chain_for(der, "Stad Kortrijk", NOW)
