"""Secrets in SSM, under the key of the stage's own data."""

from typing import Any


def data_key(stage: str) -> str:
    """The alias of the key that a stage's data are encrypted with."""
    return f"alias/thuisloket-{stage}-data"


def put_secret(ssm: Any, name: str, value: str, **more: Any) -> Any:  # noqa: ANN401
    """Write an encrypted parameter `/thuisloket/<stage>/…`; what SSM answers.

    Without a key SSM takes the account's own, which everybody in the account may use, and so does
    each overwriting that names none.
    """
    key = data_key(name.split("/")[2])
    return ssm.put_parameter(Name=name, Value=value, Type="SecureString", KeyId=key, **more)
