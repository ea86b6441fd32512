"""Whose seal it is: a key and certificates for each municipality, and what a seal box may claim."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from hypothesis import given, strategies

from chalicelib.documents.seal.quick import room_for
from chalicelib.documents.seal.sealer import Unstamped, read_chain
from chalicelib.documents.seal.seals import Seals, in_force, name_of, since_of
from chalicelib.documents.seal.slot import RESERVED, RESERVED_WITH_TIME_STAMP
from chalicelib.domain.issued.sealing import SealKind
from chalicelib.ports.errors import PermanentError
from ops.deploy.authority import seal_certificate
from tests.support.printing.signable import (
    NOW,
    TENANT,
    authority,
    ec_key,
    identity,
    public_der,
    sealer,
)

SECOND = timedelta(seconds=1)


def pem() -> str:
    ca = authority()
    return ca.pem(seal_certificate(ca, public_der(ec_key()), "Stad Kortrijk", NOW))


class Shelf:
    """Chains."""

    def __init__(self, **chains: str) -> None:
        self.chains = chains

    def __call__(self, tenant: str) -> dict[str, str]:
        return self.chains


class Stamps:
    def stamp(self, signature: bytes) -> bytes:
        return signature


def seals_of(shelf: Shelf, *, refuse_tests: bool = False) -> Seals:
    return Seals((TENANT,), "alias/seal", shelf, refuse_tests=refuse_tests)


def test_the_first_seal_is_in_force_until_another_one_begins() -> None:
    shelf = Shelf(**{"first": pem(), name_of(NOW): pem()})
    seals = seals_of(shelf)
    before, after = seals.at(TENANT, NOW - SECOND), seals.at(TENANT, NOW)
    assert before.key_id == f"alias/seal-{TENANT}"
    assert after.key_id == f"alias/seal-{TENANT}-20261124T093000Z"
    assert after.certificate != before.certificate
    assert seals.at(TENANT, NOW - SECOND) == before
    assert seals.at(TENANT, NOW + 9999 * SECOND) == after


def test_a_seal_that_is_taken_away_leaves_the_one_that_comes() -> None:
    shelf = Shelf(**{"first": pem(), name_of(NOW): pem()})
    seals = seals_of(shelf)
    seals.at(TENANT, NOW - SECOND)
    del shelf.chains["first"]
    assert seals.at(TENANT, NOW - SECOND) == seals.at(TENANT, NOW)


def test_the_seals_to_come_follow_the_one_in_force() -> None:
    shelf = Shelf(**{"first": pem(), name_of(NOW): pem(), name_of(NOW + SECOND): pem()})
    whole = [read_chain(shelf.chains[n]) for n in ("first", name_of(NOW), name_of(NOW + SECOND))]
    seals = seals_of(shelf)
    assert seals.from_then_on(TENANT, NOW - SECOND) == whole
    assert seals.from_then_on(TENANT, NOW) == whole[1:]
    assert seals.from_then_on(TENANT, NOW + SECOND) == whole[2:]


def test_a_chain_with_any_other_name_is_recognised_and_seals_nothing() -> None:
    shelf = Shelf(**{"of-2019": pem(), "first": pem(), name_of(NOW): pem(), "unreadable": "?"})
    seals = seals_of(shelf)
    assert {chain[0] for chain in seals.known()} == {
        read_chain(shelf.chains[name])[0] for name in ("of-2019", "first", name_of(NOW))
    }
    del shelf.chains["first"], shelf.chains[name_of(NOW)]
    with pytest.raises(PermanentError, match="no certificate"):
        seals.at(TENANT, NOW)


@pytest.mark.parametrize("name", ["current", "20261124", "20261124T093000", "", "20261324T093000Z"])
def test_what_is_no_name_of_a_seal_begins_never(name) -> None:
    assert since_of(name) is None


@given(strategies.integers(-(10**9), 10**10))
def test_the_name_of_a_seal_tells_from_when_it_is_in_force(seconds) -> None:
    moment = NOW + seconds * SECOND
    assert since_of(name_of(moment)) == moment


@given(strategies.sets(strategies.integers(-500, 500), max_size=6), strategies.integers(-600, 600))
def test_of_some_seals_the_newest_that_has_begun_is_in_force(begins, at) -> None:
    names = [name_of(NOW + n * SECOND) for n in begins]
    begun = [n for n in begins if n <= at]
    expected = max(begun) if begun else min(begins, default=None)
    assert in_force(names, NOW + at * SECOND) == (
        "" if expected is None else name_of(NOW + expected * SECOND)
    )
    assert in_force(["first", *names], NOW + at * SECOND) == (
        name_of(NOW + max(begun) * SECOND) if begun else "first"
    )


def test_a_stranger_has_no_seal_here() -> None:
    with pytest.raises(KeyError):
        seals_of(Shelf(first=pem())).at("44021", NOW)


def test_a_seal_without_a_certificate_is_an_error_that_says_whose() -> None:
    seals = seals_of(Shelf())
    with pytest.raises(PermanentError, match=f"seal of {TENANT} has no certificate"):
        seals.at(TENANT, NOW)
    assert [*seals.known()] == []


def test_production_takes_no_certificate_for_tests() -> None:
    seals = seals_of(Shelf(first=pem()), refuse_tests=True)
    with pytest.raises(PermanentError, match="certificate for tests"):
        seals.at(TENANT, NOW)


def test_the_seal_box_claims_an_advanced_seal_of_a_test_authority() -> None:
    look = sealer(identity(ec_key()), ec_key()).look(TENANT, NOW)
    assert (look.holder, look.kind) == ("Stad Kortrijk", SealKind.ADVANCED)
    assert (look.is_test, look.is_stamped) == (True, False)
    assert look.reserved == room_for(identity(ec_key()).chain) < RESERVED
    assert "niet voor productie" in look.authority


@pytest.mark.parametrize(("unstamped", "claimed"), [("retry", True), ("accept", False)])
def test_a_time_stamp_is_claimed_only_where_no_seal_goes_without(unstamped, claimed) -> None:
    who = identity(ec_key(), unstamped=Unstamped(unstamped))
    look = sealer(who, ec_key(), Stamps()).look(TENANT, NOW)
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
    who = seals_of(Shelf(first=chain)).at(TENANT, NOW)
    look = sealer(who, ec_key()).look(TENANT, NOW)
    assert look.kind is SealKind.ADVANCED_QUALIFIED_CERTIFICATE
