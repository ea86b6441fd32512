import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from chalicelib.documents.seal.sealer import Algorithm, Identity, PadesSealer, SealConfig, Unstamped
from chalicelib.documents.seal.slot import RESERVED_WITH_TIME_STAMP
from chalicelib.documents.seal.time_stamps import TimeStamps
from chalicelib.domain.issued.sealing import ValidationData
from chalicelib.ports.errors import PermanentError, RetryableError
from ops.deploy.authority import make_authority, revocation_list, seal_certificate
from tests.support.printing.judges import validate
from tests.support.printing.signable import (
    NOW,
    TENANT,
    LocalSigner,
    Noon,
    PrivateKey,
    authority,
    ec_key,
    identity,
    public_der,
    rsa_key,
    sealer,
    signable,
    unsignable,
)
from tests.support.printing.time_stamp_authority import FakeAuthority, SilentAuthority

KEYS = pytest.mark.parametrize("make", [rsa_key, ec_key], ids=["RSA-3072", "P-256"])


@pytest.fixture
def key() -> PrivateKey:
    return ec_key()


def stamped(fake: FakeAuthority | SilentAuthority, unstamped: Unstamped, *trusted) -> bytes:
    key = ec_key()
    stamps = TimeStamps(fake.ask, trusted or [authority().certificate])
    pdf = signable(reserved=RESERVED_WITH_TIME_STAMP)
    return sealer(identity(key, unstamped=unstamped), key, stamps).seal(pdf, TENANT, NOW)


@KEYS
def test_pyhanko_finds_the_seal_intact_valid_trusted_and_over_the_whole_file(make) -> None:
    sealed = sealer(identity(make()), make()).seal(signable(), TENANT, NOW)
    verdict = validate(sealed, authority().certificate)
    assert verdict.intact
    assert verdict.valid
    assert verdict.trusted
    assert verdict.covers_all
    assert verdict.sub_filter == "/ETSI.CAdES.detached"


@KEYS
def test_poppler_finds_the_seal_valid_and_the_whole_document_signed(make, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealer(identity(make()), make()).seal(signable(), TENANT, NOW))
    program = shutil.which("pdfsig")
    assert program, "poppler is needed: apt-get install poppler-utils"
    said = subprocess.run([program, path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "niet voor productie" in said


def test_sealing_moves_no_byte_and_writes_only_into_the_slot(key) -> None:
    before = signable()
    after = sealer(identity(key), key).seal(before, TENANT, NOW)
    slot = before.index(b"/M (D:")
    end = before.index(b"> >>", slot)
    assert len(before) == len(after)
    assert before[:slot] == after[:slot]
    assert before[end:] == after[end:]
    assert after.count(b"%%EOF") == 1


def test_the_time_is_claimed_in_the_dictionary_and_not_in_the_message(key) -> None:
    sealed = sealer(identity(key), key).seal(signable(), TENANT, NOW)
    assert b"/M (D:20261124093000Z)" in sealed
    assert "signing_time" not in validate(sealed, authority().certificate).signed_attributes


def test_the_signed_attributes_are_those_of_a_pades_baseline_seal(key) -> None:
    sealed = sealer(identity(key), key).seal(signable(), TENANT, NOW)
    assert validate(sealed, authority().certificate).signed_attributes == {
        "content_type",
        "message_digest",
        "signing_certificate_v2",
    }


@pytest.mark.parametrize("pdf", [unsignable(), signable() + signable(), b"", b"%PDF-1.7"])
def test_a_document_without_exactly_one_place_for_a_seal_is_not_sealed(pdf, key) -> None:
    with pytest.raises(PermanentError, match="places for a seal"):
        sealer(identity(key), key).seal(pdf, TENANT, NOW)


def test_a_sealed_document_is_not_sealed_again(key) -> None:
    once = sealer(identity(key), key).seal(signable(), TENANT, NOW)
    with pytest.raises(PermanentError, match="0 places"):
        sealer(identity(key), key).seal(once, TENANT, NOW)


def test_a_seal_that_does_not_fit_is_not_written(key) -> None:
    with pytest.raises(PermanentError, match="digits"):
        sealer(identity(key), key).seal(signable(reserved=600), TENANT, NOW)


def test_a_seal_by_another_key_than_the_certificates_is_never_returned(key) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(PermanentError, match="doesn't verify"):
        sealer(identity(key), other).seal(signable(), TENANT, NOW)


def test_a_seal_that_was_damaged_on_the_way_is_never_returned(key) -> None:
    class Careless(LocalSigner):
        def sign(self, key_id: str, algorithm: str, message: bytes) -> bytes:
            return super().sign(key_id, algorithm, message)[:-1] + b"\0"

    with pytest.raises(PermanentError, match="doesn't verify"):
        PadesSealer(lambda *_: identity(key), Careless(key), Noon()).seal(signable(), TENANT, NOW)


def test_a_later_seal_that_was_damaged_is_not_returned_either() -> None:
    class Tiring(LocalSigner):
        def sign(self, key_id: str, algorithm: str, message: bytes) -> bytes:
            made, end = super().sign(key_id, algorithm, message), next(ends)
            return made[: len(made) - len(end)] + end

    key, ends = rsa_key(), iter((b"", b"\0\0"))
    one = identity(key)
    tiring = PadesSealer(lambda *_: one, Tiring(key), Noon())
    tiring.seal(signable(), TENANT, NOW)
    with pytest.raises(PermanentError, match="doesn't verify"):
        tiring.seal(signable(), TENANT, NOW)


def test_a_seal_with_a_time_stamp_on_something_else_is_never_returned(key) -> None:
    class Careless:
        def stamp(self, signature: bytes) -> bytes:
            stamps = TimeStamps(FakeAuthority().ask, [authority().certificate])
            return stamps.stamp(b"something else")

    pdf = signable(reserved=RESERVED_WITH_TIME_STAMP)
    with pytest.raises(PermanentError, match="doesn't verify"):
        sealer(identity(key), key, Careless()).seal(pdf, TENANT, NOW)


@pytest.mark.parametrize("days", [-1, 366])
def test_no_seal_is_made_before_or_after_the_time_of_its_certificate(days, key) -> None:
    with pytest.raises(PermanentError, match="valid now"):
        sealer(identity(key), key, at=NOW + timedelta(days=days)).seal(signable(), TENANT, NOW)


def test_a_municipality_without_a_seal_gets_none(key) -> None:
    with pytest.raises(PermanentError, match="44021"):
        sealer(identity(key), key).seal(signable(), "44021", NOW)


def test_what_kms_refuses_for_now_is_passed_on(key) -> None:
    class Busy:
        def sign(self, key_id: str, algorithm: str, message: bytes) -> bytes:
            raise RetryableError("kms.Sign: ThrottlingException")

    with pytest.raises(RetryableError):
        PadesSealer(lambda *_: identity(key), Busy(), Noon()).seal(signable(), TENANT, NOW)


@pytest.mark.parametrize(
    ("make", "algorithm"), [(rsa_key, Algorithm.RSA), (ec_key, Algorithm.ECDSA)]
)
def test_the_certificate_decides_on_the_algorithm(make, algorithm) -> None:
    assert identity(make()).algorithm is algorithm


@pytest.mark.parametrize(
    "weak",
    [
        lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
        lambda: ec.generate_private_key(ec.SECP384R1()),
    ],
    ids=["RSA-2048", "P-384"],
)
def test_a_key_of_another_kind_makes_no_seal(weak) -> None:
    with pytest.raises(PermanentError, match="a seal needs"):
        identity(weak())


@pytest.mark.parametrize("pem", ["", " \n", "-----BEGIN CERTIFICATE-----\nAAAA\n", "none"])
def test_a_configuration_without_certificates_makes_no_identity(pem) -> None:
    with pytest.raises(PermanentError, match="certificate"):
        Identity.of(SealConfig("alias/seal", pem))


def test_certificates_that_are_no_chain_make_no_identity(key) -> None:
    ours = seal_certificate(authority(), public_der(key), "Stad Kortrijk", NOW)
    with pytest.raises(PermanentError, match="aren't a chain"):
        Identity.of(SealConfig("alias/seal", make_authority(NOW).pem(ours)))


def test_a_time_stamp_is_added_and_pyhanko_finds_it_valid_and_trusted() -> None:
    fake = FakeAuthority()
    verdict = validate(stamped(fake, Unstamped.RETRY), authority().certificate)
    assert verdict.intact
    assert verdict.trusted
    assert verdict.stamped_at == NOW
    assert fake.asked == 1


def _about_something_else(says: dict[str, object]) -> dict[str, object]:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)}
    return says | {"message_imprint": imprint}


def _of_another_question(says: dict[str, object]) -> dict[str, object]:
    return says | {"nonce": 7}


def _without_a_nonce(says: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in says.items() if name != "nonce"}


BAD = {
    "silent": SilentAuthority(),
    "rejection": FakeAuthority(status="rejection"),
    "something else": FakeAuthority(twist=_about_something_else),
    "another question": FakeAuthority(twist=_of_another_question),
    "no nonce": FakeAuthority(twist=_without_a_nonce),
    "another authority": FakeAuthority(by=make_authority(NOW)),
}


@pytest.mark.parametrize("fake", BAD.values(), ids=BAD)
def test_without_a_good_time_stamp_the_seal_waits(fake) -> None:
    with pytest.raises(RetryableError, match=r"time.stamp"):
        stamped(fake, Unstamped.RETRY)


@pytest.mark.parametrize("fake", BAD.values(), ids=BAD)
def test_without_a_good_time_stamp_the_seal_does_without_where_that_is_accepted(fake) -> None:
    verdict = validate(stamped(fake, Unstamped.ACCEPT), authority().certificate)
    assert verdict.trusted
    assert verdict.stamped_at is None


def test_a_time_stamp_by_a_certificate_for_seals_is_not_taken(key) -> None:
    fake = FakeAuthority()
    fake.certificate = seal_certificate(authority(), public_der(fake.key), "Tijd", NOW)
    with pytest.raises(RetryableError, match="time stamp"):
        stamped(fake, Unstamped.RETRY)


@pytest.mark.parametrize("answer", [b"", b"\x30", b"not found", bytes(100)])
def test_an_answer_that_is_no_time_stamp_is_not_taken(answer) -> None:
    stamps = TimeStamps(lambda _: answer, [authority().certificate])
    with pytest.raises(RetryableError, match="time stamp"):
        stamps.stamp(b"signature")


def test_with_validation_data_in_the_document_the_seal_needs_no_network_to_be_trusted() -> None:
    """Level B-LT in one revision: the store was there before the seal, which covers it."""
    root, key = authority(), ec_key()
    chain = tuple(c.public_bytes(Encoding.DER) for c in identity(key).chain)
    data = ValidationData(chain, (revocation_list(root, NOW),))
    stamps = TimeStamps(FakeAuthority().ask, [root.certificate])
    pdf = signable(reserved=RESERVED_WITH_TIME_STAMP, validation=data)
    sealed = sealer(identity(key), key, stamps).seal(pdf, TENANT, NOW)
    verdict = validate(sealed, root.certificate, by_its_own_data=True)
    assert verdict.trusted
    assert verdict.covers_all
    assert verdict.stamped_at == NOW
    assert sealed.count(b"%%EOF") == 1


def test_another_authoritys_list_does_not_help_to_trust_the_seal() -> None:
    root, key = authority(), ec_key()
    data = ValidationData((), (revocation_list(make_authority(NOW), NOW),))
    sealed = sealer(identity(key), key).seal(signable(validation=data), TENANT, NOW)
    assert not validate(sealed, root.certificate, by_its_own_data=True).trusted
