"""Whose seal it is: a key and certificates for each municipality, and what a seal box may claim."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from chalicelib.documents.seal import Unstamped
from chalicelib.documents.seal_slot import RESERVED, RESERVED_WITH_TIME_STAMP
from chalicelib.documents.seals import Seals
from chalicelib.domain.sealing import SealKind
from chalicelib.ports.errors import PermanentError
from ops.authority import seal_certificate
from tests.support.signable import NOW, TENANT, authority, ec_key, identity, public_der, sealer


def pem() -> str:
    ca = authority()
    return ca.pem(seal_certificate(ca, public_der(ec_key()), "Stad Kortrijk", NOW))


class Shelf:
    """Chains, and how often they were asked for."""

    def __init__(self, **chains: str) -> None:
        self.chains, self.asked = chains, 0

    def __call__(self, tenant: str) -> dict[str, str]:
        self.asked += 1
        return self.chains


class Stamps:
    def stamp(self, signature: bytes) -> bytes:
        return signature


def test_a_seal_is_read_once_with_its_former_chains() -> None:
    shelf = Shelf(**{"current": pem(), "former-2025": pem()})
    seals = Seals((TENANT,), "alias/seal", shelf)
    first = seals[TENANT]
    assert seals[TENANT] is first
    assert shelf.asked == 1
    assert (first.key_id, len(first.chains)) == (f"alias/seal-{TENANT}", 2)
    assert list(seals) == [TENANT]


def test_a_stranger_has_no_seal_here() -> None:
    with pytest.raises(KeyError):
        Seals((TENANT,), "alias/seal", Shelf(current=pem()))["44021"]


def test_a_seal_without_a_certificate_is_an_error_that_says_whose() -> None:
    with pytest.raises(PermanentError, match=f"seal of {TENANT} has no certificate"):
        Seals((TENANT,), "alias/seal", Shelf())[TENANT]


def test_production_takes_no_certificate_for_tests() -> None:
    seals = Seals((TENANT,), "alias/seal", Shelf(current=pem()), refuse_tests=True)
    with pytest.raises(PermanentError, match="certificate for tests"):
        seals[TENANT]


def test_the_seal_box_claims_an_advanced_seal_of_a_test_authority() -> None:
    look = sealer(identity(ec_key()), ec_key()).look(TENANT)
    assert (look.holder, look.kind) == ("Stad Kortrijk", SealKind.ADVANCED)
    assert (look.is_test, look.is_stamped, look.reserved) == (True, False, RESERVED)
    assert "niet voor productie" in look.authority


@pytest.mark.parametrize(("unstamped", "claimed"), [("retry", True), ("accept", False)])
def test_a_time_stamp_is_claimed_only_where_no_seal_goes_without(unstamped, claimed) -> None:
    who = identity(ec_key(), unstamped=Unstamped(unstamped))
    look = sealer(who, ec_key(), Stamps()).look(TENANT)
    assert look.is_stamped is claimed
    assert look.reserved == RESERVED_WITH_TIME_STAMP


def test_a_qualified_certificate_is_said_to_be_one_and_the_seal_stays_advanced() -> None:
    ca = authority()
    usual = seal_certificate(ca, public_der(ec_key()), "Stad Kortrijk", NOW)
    statements = x509.UnrecognizedExtension(
        x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3"), bytes.fromhex("300a3008060604008e460101")
    )
    builder = x509.CertificateBuilder(
        usual.issuer,
        usual.subject,
        usual.public_key(),
        usual.serial_number,
        usual.not_valid_before_utc,
        usual.not_valid_after_utc,
        [x509.Extension(statements.oid, False, statements)],
    )
    chain = ca.pem(builder.sign(ca.key, hashes.SHA256()))
    who = Seals((TENANT,), "alias/seal", Shelf(current=chain))[TENANT]
    look = sealer(who, ec_key()).look(TENANT)
    assert look.kind is SealKind.ADVANCED_QUALIFIED_CERTIFICATE
