"""The scheduled try of the whole counter, from outside."""

from chalicelib.adapters.outside.http_visit import HttpVisit
from chalicelib.domain.registers.canaries import CANARIES
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.wiring import current

EVERY_SECONDS = 300


def handle() -> None:
    """One document for the canary whose turn it is, in the first municipality."""
    wiring = current()
    here = min(wiring.templates.municipalities.all(), key=lambda one: one.nis)
    turn = int(wiring.platform.clock.now().timestamp()) // EVERY_SECONDS % len(CANARIES)
    tokens = wiring.sign_in.canary_tokens
    visit = HttpVisit(here.address, lambda: tokens.make(here.nis, turn), wiring.sign_in.outside)
    tried = wiring.certificates.ask_as_canary(visit)
    told = logger.error if tried.trouble else logger.info
    told("canary", tenant=here.nis, turn=turn, seconds=tried.seconds, reason=tried.trouble)
    emit({Metric.CANARY_SECONDS: tried.seconds, Metric.CANARY_FAILURES: bool(tried.trouble)})
