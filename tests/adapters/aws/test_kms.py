from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from moto import mock_aws

from chalicelib.adapters.aws.kms import KmsSigner
from chalicelib.documents.seal.sealer import Identity, PadesSealer, SealConfig
from chalicelib.ports.errors import PermanentError, RetryableError
from ops.deploy.authority import make_authority, seal_certificate
from tests.support.printing.judges import validate
from tests.support.printing.signable import NOW, TENANT, Noon, signable
from tests.support.stages.aws import a_session

SPECS = pytest.mark.parametrize("spec", ["RSA_3072", "ECC_NIST_P256"])


@pytest.fixture
def kms() -> Iterator:
    with mock_aws():
        yield a_session().client("kms")


def new_key(kms, spec: str) -> str:
    return kms.create_key(KeySpec=spec, KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]


@SPECS
def test_a_key_in_kms_makes_a_seal_that_pyhanko_trusts(kms, spec) -> None:
    signer, authority = KmsSigner(kms), make_authority(NOW)
    arn = new_key(kms, spec)
    ours = seal_certificate(authority, signer.public_key(arn), "Stad Kortrijk", NOW)
    config = SealConfig(arn, authority.pem(ours))
    sealer = PadesSealer(lambda *_: Identity.of(config), signer, Noon())
    verdict = validate(sealer.seal(signable(), TENANT, NOW), authority.certificate)
    assert verdict.trusted
    assert verdict.covers_all


def test_a_key_that_is_not_there_is_a_permanent_error(kms) -> None:
    arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    with pytest.raises(PermanentError, match=r"kms\.Sign"):
        KmsSigner(kms).sign(arn, "ECDSA_SHA_256", b"attributes")
    with pytest.raises(PermanentError, match=r"kms\.GetPublicKey"):
        KmsSigner(kms).public_key(arn)


def test_a_message_that_kms_would_not_take_is_not_sent() -> None:
    with pytest.raises(PermanentError, match="too many"):
        KmsSigner(Failing(AssertionError())).sign("alias/seal", "ECDSA_SHA_256", bytes(4097))


class Failing:
    """A client whose calls fail."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def sign(self, **_: object) -> dict[str, object]:
        raise self.error


def refused(code: str, status: int = 400) -> ClientError:
    answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "Sign")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused("ThrottlingException"), RetryableError),
        (refused("KMSInternalException", 500), RetryableError),
        (refused("DependencyTimeoutException", 503), RetryableError),
        (ConnectTimeoutError(endpoint_url="kms"), RetryableError),
        (refused("AccessDeniedException"), PermanentError),
        (refused("DisabledException"), PermanentError),
        (refused("KMSInvalidStateException"), PermanentError),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_may_pass_is_retried_and_the_rest_is_not(error, kind) -> None:
    with pytest.raises(kind, match=r"kms\.Sign"):
        KmsSigner(Failing(error)).sign("alias/seal", "ECDSA_SHA_256", b"attributes")
