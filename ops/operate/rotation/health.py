"""Whether the secret is well; for the doctor."""

from datetime import UTC, datetime

from ops.operate.rotation.secret import Parameter, Phase, guarded_until, phase_of
from ops.stage.target import StageTarget

type Standing = tuple[str, str]
"""What was looked at, and what is wrong with it: nothing when that is empty."""


def secret_standing(target: StageTarget) -> Standing:
    """The version of the secret, and whether its rotation was left half done.

    Raises UnreadableError.
    """
    parameter = Parameter(target.client("ssm"), f"/thuisloket/{target.stage}/secret")
    versions, now = parameter.read(), datetime.now(UTC)
    newest = f"secret: version {versions[-1].number}"
    if phase_of(versions, now) is Phase.AT_REST:
        return newest, ""
    is_late = now > guarded_until(versions)
    trouble = "its rotation wasn't finished: python -m ops rotate hash" if is_late else ""
    return f"{newest}, being rotated", trouble
