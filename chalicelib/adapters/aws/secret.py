"""Secrets in SSM, as encrypted parameters."""

from typing import Any

from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.secrets.versions import Version, decode
from chalicelib.ports.errors import PermanentError


def load_versions(ssm: Any, name: str) -> tuple[Version, ...]:  # noqa: ANN401 - its stubs aren't among the requirements
    """The versions of the secret behind the keyed hashes, oldest first; one call.

    Raises RetryableError, and PermanentError when they aren't there or can't be read.
    """
    try:
        return decode(load_secret(ssm, name))
    except ValueError as error:
        raise PermanentError(f"{name}: {error}") from None


def load_secret(ssm: Any, name: str) -> str:  # noqa: ANN401
    """A parameter in the clear; one call. Raises RetryableError, PermanentError."""
    with translated("ssm.GetParameter"):
        answer = ssm.get_parameter(Name=name, WithDecryption=True)
    return str(answer["Parameter"]["Value"])
