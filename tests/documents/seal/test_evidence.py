"""What a document takes along: all that proves its seal, or nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.memory.seal_lists import MemorySealLists
from chalicelib.documents.seal.evidence import READ_AGAIN, SealEvidence
from chalicelib.documents.seal.sealer import PadesSealer
from chalicelib.documents.seal.time_stamps import TimeStamps
from chalicelib.documents.seal.watch import ChainWatch, checked, name_of
from chalicelib.domain.issued.sealing import NO_VALIDATION_DATA, ValidationData
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.seals import RevocationList
from ops.deploy.authority import make_authority, revocation_list, time_stamp_certificate
from tests.support.printing.signable import (
    NOW,
    TENANT,
    LocalSigner,
    authority,
    ec_key,
    identity,
    public_der,
    sealer,
    signable,
)
from tests.support.printing.time_stamp_authority import FakeAuthority

IDENTITY = identity(ec_key())
SEAL, ROOT = IDENTITY.chain
STAMPING = make_authority(NOW)
STAMPS = time_stamp_certificate(STAMPING, public_der(ec_key()), NOW)
OURS = checked(revocation_list(authority(), NOW), SEAL, ROOT, NOW)
THEIRS = checked(revocation_list(STAMPING, NOW), STAMPS, STAMPING.certificate, NOW)
REVOKED = checked(revocation_list(authority(), NOW, [SEAL]), SEAL, ROOT, NOW)


class Counted(MemorySealLists):
    """Lists that count how often they are read."""

    reads = 0

    def of(self, tenant: str) -> list[RevocationList]:
        self.reads += 1
        return super().of(tenant)


class Desk:
    """Evidence with all it needs; the clock stands at NOW."""

    def __init__(self, *kept: RevocationList, is_stamped: bool = True) -> None:
        self.clock, self.lists = MemoryClock(NOW), Counted()
        for one in kept:
            self.lists.put(TENANT, one)
        chain = (STAMPS, STAMPING.certificate) if is_stamped else ()
        watch = ChainWatch(lambda *_: [IDENTITY.chain], lambda: chain, self.clock)
        self.evidence = SealEvidence(watch, self.lists, self.clock)

    def sealer(self, stamper: TimeStamps | None) -> PadesSealer:
        signer = LocalSigner(ec_key())
        return PadesSealer(lambda *_: IDENTITY, signer, self.clock, stamper, self.evidence)


def ders(*found: object) -> Iterator[bytes]:
    return (one.public_bytes(Encoding.DER) for one in found)


def test_with_a_list_about_every_certificate_all_of_it_is_taken_along() -> None:
    chain = (SEAL, ROOT, STAMPS, STAMPING.certificate)
    expected = ValidationData(tuple(ders(*chain)), (OURS.der, THEIRS.der))
    assert Desk(OURS, THEIRS).evidence.of(TENANT, NOW) == expected


def test_a_list_about_two_certificates_is_taken_along_once() -> None:
    desk = Desk(OURS, is_stamped=False)
    assert desk.evidence.of(TENANT, NOW).revocation_lists == (OURS.der,)


@pytest.mark.parametrize("kept", [(), (OURS,), (THEIRS,)])
def test_without_a_list_about_each_of_them_nothing_is_taken_along(kept) -> None:
    assert Desk(*kept).evidence.of(TENANT, NOW) == NO_VALIDATION_DATA


def test_when_the_time_of_one_list_is_over_nothing_is_taken_along() -> None:
    desk = Desk(OURS, THEIRS)
    desk.clock.move(THEIRS.valid_until - NOW)
    assert desk.evidence.of(TENANT, NOW) == NO_VALIDATION_DATA


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=400)])
def test_a_revoked_certificate_stays_revoked_when_the_time_of_its_list_is_over(later) -> None:
    desk = Desk(REVOKED, THEIRS)
    desk.clock.move(later)
    with pytest.raises(PermanentError, match=f"{name_of(SEAL)[:16]} was revoked"):
        desk.evidence.of(TENANT, NOW)


def test_lists_are_read_once_in_a_while_and_not_for_each_document() -> None:
    desk = Desk(OURS, THEIRS)
    for _ in range(5):
        desk.evidence.of(TENANT, NOW)
    assert desk.lists.reads == 1
    desk.clock.move(READ_AGAIN)
    desk.evidence.of(TENANT, NOW)
    assert desk.lists.reads == 2


def test_a_seal_that_was_revoked_is_neither_announced_nor_made() -> None:
    desk = Desk(REVOKED, THEIRS)
    with pytest.raises(PermanentError, match="was revoked"):
        desk.sealer(None).look(TENANT, NOW)
    with pytest.raises(PermanentError, match="was revoked"):
        desk.sealer(None).seal(signable(), TENANT, NOW)


def test_a_seal_without_a_time_stamp_takes_no_lists_along() -> None:
    desk = Desk(OURS, THEIRS)
    stamps = TimeStamps(FakeAuthority().ask, [authority().certificate])
    assert desk.sealer(None).look(TENANT, NOW).validation == NO_VALIDATION_DATA
    assert desk.sealer(stamps).look(TENANT, NOW).validation.revocation_lists
    assert sealer(IDENTITY, ec_key(), stamps).look(TENANT, NOW).validation == NO_VALIDATION_DATA
