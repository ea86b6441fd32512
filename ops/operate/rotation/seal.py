"""Giving a municipality's seal another key, or another certificate, without a document waiting.

The new seal has a name of its own, with a key and a chain under it (`documents.seals`). It is put
there before it is in force, so that every function knows it by then; the old one stays, and is
recognised by.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import csr, keys
from asn1crypto import x509 as asn1
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
)

from chalicelib.adapters.aws.kms import KmsSigner
from chalicelib.adapters.aws.seals import read_chains
from chalicelib.documents.seal import seals as names
from chalicelib.documents.seal.naming import is_of_a_test
from chalicelib.documents.seal.sealer import Algorithm, Identity, SealConfig
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock
from ops.deploy import seals
from ops.operate.rotation.hashes import StepOutcome
from ops.operate.rotation.secret import KNOWN_AFTER

NEXT = "next"
"""The name of a key that waits for its certificate."""

SCHEMES = {Algorithm.RSA: "sha256_rsa", Algorithm.ECDSA: "sha256_ecdsa"}


@dataclass(frozen=True, slots=True)
class SealRotation:
    """The seal of one municipality in one stage.

    Raises PermanentError for a certificate that can't be used, RetryableError, botocore's errors.
    """

    kms: Any
    ssm: Any
    stage: str
    nis: str
    clock: Clock

    def request(self, organisation: str, *, same_key: bool = False) -> str:
        """What to send to an authority, in PEM: for a new key, or for the one that seals now.

        The first seal has a key already. Asked again before the certificate is there, it is for the
        same key.
        """
        chains = self._chains()
        if chains and not same_key:
            self._make_next()
            return self._signed(self._alias(NEXT), organisation)
        return self._signed(self._alias(self._newest(chains)), organisation)

    def put(self, chain: str, *, for_tests: bool = False) -> StepOutcome:
        """Let a certificate seal, with those above it in PEM; from when on is in the answer."""
        chains = self._chains()
        identity = Identity.of(SealConfig("", chain))
        known = [name for name, pem in chains.items() if _leaf(pem) == identity.certificate]
        if known:
            return self._done(known[0])
        since = self.clock.now() + KNOWN_AFTER if chains else self.clock.now()
        self._check(identity, since, for_tests=for_tests)
        name = names.name_of(since) if chains else names.FIRST
        self._bind(self._alias_of(identity, chains), name)
        self.ssm.put_parameter(
            Name=f"{seals.path_of(self.stage)}/{self.nis}/{name}",
            Value=chain,
            Type="String",
            Tier="Intelligent-Tiering",
            Overwrite=False,
        )
        self._drop_next(identity)
        return self._done(name)

    def certify_for_tests(self, chain_for: Callable[[bytes], str]) -> StepOutcome:
        """A new key with a certificate of a test authority, all at once."""
        chains = self._chains()
        if chains:
            self._make_next()
        alias = self._alias(NEXT if chains else names.FIRST)
        return self.put(chain_for(self._public(alias)), for_tests=True)

    def told(self) -> str:
        """What there is now, in words."""
        chains = self._chains()
        name = names.in_force(chains, self.clock.now())
        waits = ", and a key waits for its certificate" if self._target(self._alias(NEXT)) else ""
        return f"the seal of {self.nis} is {name or 'not certified yet'}, of {len(chains)}{waits}"

    def _done(self, name: str) -> StepOutcome:
        since = names.since_of(name)
        if name == names.FIRST or since is None:
            return StepOutcome(f"the first seal of {self.nis} is in force")
        said = f"the seal {name} of {self.nis} is in force from {since:%Y-%m-%d %H:%M:%S} UTC on"
        return StepOutcome(said, since + KNOWN_AFTER if since > self.clock.now() else None)

    def _check(self, identity: Identity, since: datetime, *, for_tests: bool) -> None:
        if is_of_a_test(identity.certificate) and not for_tests:
            raise PermanentError("this certificate is one for tests")
        for certificate in identity.chain:
            if not certificate.not_valid_before_utc <= since < certificate.not_valid_after_utc:
                raise PermanentError(f"a certificate isn't valid at {since:%Y-%m-%d %H:%M} UTC")

    def _alias_of(self, identity: Identity, chains: dict[str, str]) -> str:
        """The alias of the key that a certificate is for, among the new one and the present one."""
        wanted = public_of(identity.certificate)
        for alias in (self._alias(NEXT), self._alias(self._newest(chains))):
            if self._target(alias) and self._public(alias) == wanted:
                KmsSigner(self.kms).sign(alias, identity.algorithm, b"does it sign?")
                return alias
        raise PermanentError(f"this certificate is for no key of {self.nis}: ask with --request")

    def _bind(self, alias: str, name: str) -> None:
        """Let the key of one alias be found by the name of the seal too."""
        new = self._alias(name)
        if alias != new:
            self.kms.create_alias(AliasName=new, TargetKeyId=self._target(alias))

    def _make_next(self) -> None:
        alias = self._alias(NEXT)
        if self._target(alias):
            return
        now = self.kms.describe_key(KeyId=self._alias(self._newest(self._chains())))
        spec = now["KeyMetadata"]["KeySpec"]
        key = self.kms.create_key(KeySpec=spec, KeyUsage="SIGN_VERIFY", Description=alias)
        self.kms.create_alias(AliasName=alias, TargetKeyId=key["KeyMetadata"]["KeyId"])

    def _drop_next(self, identity: Identity) -> None:
        alias = self._alias(NEXT)
        if self._target(alias) and self._public(alias) == public_of(identity.certificate):
            self.kms.delete_alias(AliasName=alias)

    def _signed(self, alias: str, organisation: str) -> str:
        """A certificate signing request (PKCS #10), signed by KMS."""
        signer, public = KmsSigner(self.kms), self._public(alias)
        key = keys.PublicKeyInfo.load(public)
        scheme = Algorithm.RSA if key.algorithm == "rsa" else Algorithm.ECDSA
        subject = {"country_name": "BE", "organization_name": organisation}
        info = csr.CertificationRequestInfo(
            {
                "version": "v1",
                "subject": asn1.Name.build(subject | {"common_name": organisation}),
                "subject_pk_info": key,
                "attributes": csr.CRIAttributes([]),
            }
        )
        request = csr.CertificationRequest(
            {
                "certification_request_info": info,
                "signature_algorithm": {"algorithm": SCHEMES[scheme]},
                "signature": signer.sign(alias, scheme, info.dump()),
            }
        )
        return x509.load_der_x509_csr(request.dump()).public_bytes(Encoding.PEM).decode()

    def _chains(self) -> dict[str, str]:
        return read_chains(self.ssm, f"{seals.path_of(self.stage)}/{self.nis}")

    def _newest(self, chains: dict[str, str]) -> str:
        return names.in_force(chains, datetime.max.replace(tzinfo=UTC)) or names.FIRST

    def _alias(self, name: str) -> str:
        return names.key_of(seals.key_name(self.stage), self.nis, name)

    def _public(self, alias: str) -> bytes:
        return KmsSigner(self.kms).public_key(alias)

    def _target(self, alias: str) -> str:
        """The id of the key behind an alias; empty when there is none."""
        try:
            return str(self.kms.describe_key(KeyId=alias)["KeyMetadata"]["KeyId"])
        except ClientError as error:
            if error.response["Error"]["Code"] == "NotFoundException":
                return ""
            raise


def _leaf(pem: str) -> x509.Certificate:
    return x509.load_pem_x509_certificates(pem.encode())[0]


def public_of(certificate: x509.Certificate) -> bytes:
    """The public key that a certificate is of, as KMS gives it."""
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
