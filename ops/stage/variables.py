"""The environment of a stage's functions, as it should be."""

from ops.stage import address
from ops.stage.environment import settings
from ops.stage.outputs import Outputs
from ops.stage.target import StageTarget

_KEPT = {"THUISLOKET_ENVIRONMENT", "THUISLOKET_OIDC_ISSUER"}


def variables(target: StageTarget, outputs: Outputs) -> dict[str, str]:
    """Its variables, from what was made and what an operator set."""
    known = target.config.variables
    made = settings(outputs, public_url(target), known.get("THUISLOKET_OIDC_ISSUER", ""))
    by_hand = {name: known[name] for name in made if name in _KEPT and name in known}
    return made | {"STAGE": target.stage} | by_hand


def public_url(target: StageTarget) -> str:
    """Where the stage is reached: its own domain, or else API Gateway's address."""
    api_id = address.find(target.client("apigateway"), target.stage) or ""
    return target.config.public_url() or address.url(api_id, target.region)
