"""The secret behind the keyed hashes, in SSM as an encrypted parameter."""

import base64
import binascii
from typing import Any

from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.keys import SHORTEST_SECRET
from chalicelib.ports.errors import PermanentError


def load_secret(ssm: Any, name: str) -> bytes:  # noqa: ANN401 - its stubs aren't among the requirements
    """The secret of a deployment; one call, so call it once per cold start.

    Raises RetryableError, and PermanentError when it isn't there, isn't base64, or is too short.
    """
    with translated("ssm.GetParameter"):
        answer = ssm.get_parameter(Name=name, WithDecryption=True)
    try:
        secret = base64.b64decode(answer["Parameter"]["Value"], validate=True)
    except binascii.Error:
        raise PermanentError(f"{name} must be base64") from None
    if len(secret) < SHORTEST_SECRET:
        raise PermanentError(f"{name} must hold at least {SHORTEST_SECRET} bytes")
    return secret
