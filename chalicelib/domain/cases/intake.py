"""How a case came in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Channel(StrEnum):
    """The road by which it came."""

    THUISLOKET = "thuisloket"
    COUNTER = "balie"
    PHONE = "telefoon"
    MAIL = "mail"
    LETTER = "brief"
    FAX = "fax"
    OTHER = "andere"


class Identified(StrEnum):
    """How a clerk made sure of who asks."""

    CARD = "kaart"
    CALLBACK = "terugbellen"
    COPY = "kopie"


class Delivery(StrEnum):
    """How the document goes to who asked: a link by mail, on paper at the counter, by post."""

    LINK = "mail"
    COUNTER = "balie"
    POST = "post"


LOOKED_AT = timedelta(minutes=1)
"""How long what a beginning learnt of its addresses holds."""


@dataclass(frozen=True, slots=True)
class Intake:
    """How the case came in, and what was noticed on the way.

    `keyed_in_by` is the member of staff who did it for somebody, and `identified_by` how they made
    sure of whom; with `is_vouched` they saw the person's card, and may decide on the case by
    themselves. `duplicate_of` is the id of the same case begun shortly before. With
    `asks_before_mail` another case holds an address of this one: a mail goes there only once
    somebody opened a link from there. `is_trial` says that nobody asks: the counter tries itself,
    and no figure counts it. With `has_blocked` an address of this one isn't written to any more.
    """

    channel: Channel
    received_at: datetime
    keyed_in_by: str = ""
    identified_by: Identified | None = None
    duplicate_of: str = ""
    is_over_limit: bool = False
    asks_before_mail: bool = False
    is_vouched: bool = False
    is_trial: bool = False
    has_blocked: bool = False

    def is_just_looked_at(self, now: datetime) -> bool:
        """Whether it was found a moment ago that none of its addresses is blocked.

        For what staff key in nobody looked.
        """
        is_fresh = now - self.received_at < LOOKED_AT
        return is_fresh and not self.has_blocked and not self.keyed_in_by
