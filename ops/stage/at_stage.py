"""The application's own parts, pointed at a stage from here."""

from chalicelib.adapters.aws.clients import Clients
from chalicelib.settings import PREFIX, load
from chalicelib.wiring import Wiring
from ops.command import OperatorError
from ops.stage.target import StageTarget


def wiring_of(target: StageTarget) -> Wiring:
    """The wiring of a stage. Raises OperatorError where it isn't known here, SettingsError."""
    clients, variables = Clients(target.session, endpoint=target.endpoint), target.config.variables
    if not variables.get(f"{PREFIX}TABLE"):
        raise OperatorError(
            f"{target.config.path.name} doesn't know yet what {target.stage} has: `python -m ops"
            f" provision --stage {target.stage}` makes what lacks, and tells it"
        )
    return Wiring(load(variables), clients=clients)


def tenant_of(wiring: Wiring, nis: str) -> str:
    """The municipality with a code; the only one when none is given. Raises OperatorError."""
    known = [municipality.nis for municipality in wiring.templates.municipalities.all()]
    if nis in known:
        return nis
    if not nis and len(known) == 1:
        return known[0]
    said = f"there is no municipality {nis}" if nis else "which municipality?"
    raise OperatorError(f"{said} --nis can be: {', '.join(known)}")
