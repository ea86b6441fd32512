"""The keys of the seals, and certificates for them where only a test authority gives any."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.adapters.aws.kms import KmsSigner
from chalicelib.adapters.aws.seals import read_chains
from chalicelib.documents.seal.seals import FIRST, since_of
from ops.deploy.authority import chain_for

type Report = Callable[[str], None]

RSA, P256 = "RSA_3072", "ECC_NIST_P256"


def key_name(stage: str) -> str:
    """The alias of the keys, without a municipality's code."""
    return f"alias/thuisloket-{stage}-seal"


def path_of(stage: str) -> str:
    """Where the certificates stand, without a municipality's code."""
    return f"/thuisloket/{stage}/seal"


def make_keys(kms: Any, stage: str, codes: Iterable[str], spec: str) -> list[str]:  # noqa: ANN401
    """Make the keys that CloudFormation can't make on a local AWS; which ones, in words."""
    there = {a["AliasName"] for page in _pages(kms) for a in page["Aliases"]}
    made = []
    for nis in codes:
        name = f"{key_name(stage)}-{nis}"
        if name not in there:
            key = kms.create_key(KeySpec=spec, KeyUsage="SIGN_VERIFY", Description=name)
            kms.create_alias(AliasName=name, TargetKeyId=key["KeyMetadata"]["KeyId"])
            made.append(f"made the key {name}")
    return made


def certify_for_tests(
    client: Callable[[str], Any], stage: str, organisations: Mapping[str, str], now: datetime
) -> list[str]:
    """Give each seal without a certificate one of a new test authority; which, in words.

    `organisations` are the municipalities' official names by code.
    """
    ssm, made = client("ssm"), []
    for nis in lacking(ssm, stage, organisations):
        public_key = KmsSigner(client("kms")).public_key(f"{key_name(stage)}-{nis}")
        chain = chain_for(public_key, organisations[nis], now)
        name = f"{path_of(stage)}/{nis}/{FIRST}"
        ssm.put_parameter(Name=name, Value=chain, Type="String", Overwrite=False)
        made.append(f"made a certificate for tests {name}")
    return made


def lacking(ssm: Any, stage: str, codes: Iterable[str]) -> list[str]:  # noqa: ANN401
    """The municipalities whose seal has no certificate."""
    return [
        nis for nis in codes if not any(map(since_of, read_chains(ssm, f"{path_of(stage)}/{nis}")))
    ]


def wanted(stage: str, nis: str) -> str:
    """What is to be done for a seal without a certificate, in words."""
    return (
        f"the seal of {nis} has no certificate yet: `python -m ops rotate --stage {stage} seal"
        f" --nis {nis} --request FILE` makes what an authority wants; docs/deploy.md says how"
    )


def _pages(kms: Any) -> Any:  # noqa: ANN401
    return kms.get_paginator("list_aliases").paginate()
