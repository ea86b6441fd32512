"""The municipalities' own keys at identity providers, made here and kept in SSM."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.adapters.oidc.canary_tokens import FOLDER
from chalicelib.adapters.oidc.own_keys import OwnKey, Use, encode
from ops.stage.kept_secret import put_secret

RSA_BITS = 2048
CANARY_BYTES = 32
USES: tuple[Use, ...] = ("sig", "enc")


def path_of(stage: str) -> str:
    """Where the keys and secrets of a stage's municipalities stand."""
    return f"/thuisloket/{stage}/sign-in"


def new_key(since: datetime, bits: int = RSA_BITS) -> OwnKey:
    """A key made here; it is in memory and then in SSM, nowhere else."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    der = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return OwnKey(sha256(public).hexdigest()[:16], since, der)


def make_missing(
    ssm: Any,  # noqa: ANN401
    stage: str,
    nis: str,
    now: datetime,
    make: Callable[[datetime], OwnKey] = new_key,
) -> Iterator[str]:
    """The first keys of a municipality; what is there is never replaced."""
    path, own = path_of(stage), lambda: encode([make(now)])
    makers: dict[str, Callable[[], str]] = {f"{path}/{nis}/{use}": own for use in USES}
    makers[f"{path}/{FOLDER}/{nis}"] = lambda: token_hex(CANARY_BYTES)
    for name, made in makers.items():
        try:
            ssm.get_parameter(Name=name)
        except ssm.exceptions.ParameterNotFound:
            put_secret(ssm, name, made())
            yield f"made the key {name}"
