"""A process that only tests have goes its ways: through queues, clocks and bounced mails."""

from tests.support.day.visits import Day
from tests.support.zworp.counter import QUIB_MAIL, ZORP, Zworps

FAR = "2040-01-01"


def goes_its_ways(day: Day) -> None:
    """Approved with two documents, taken back, dozed off, waiting for a register, undelivered."""
    zworps = Zworps(day.counter, day.clock)
    approved = zworps.at_desk(blint_on=FAR)
    zworps.frob(approved, ZORP, "kanariegeel")
    zworps.decide(approved, "grommet")
    zworps.register.is_away = True
    waiting = zworps.open(nook="Zuid", blint_on=FAR)
    zworps.wait(minutes=9)
    zworps.register.is_away = False
    zworps.wait(minutes=9)
    zworps.act(waiting, "unzworp", ZORP)
    zworps.open(nook="Oost", blint_on=FAR, quib_mail="later@example.org")
    zworps.wait(days=11)
    lost = zworps.open(nook="West", blint_on=FAR)
    zworps.bounce(lost, "zcall", QUIB_MAIL)
