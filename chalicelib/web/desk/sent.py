"""Which mails went out in a case, and what became of them."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.former_cases.mails_asked import mails_asked
from chalicelib.domain.former_cases.tasks import TaskKind
from chalicelib.domain.former_process import Definition
from chalicelib.usecases.workqueue.case import CaseFile
from chalicelib.web.desk import words


@dataclass(frozen=True, slots=True)
class SentMail:
    """One mail: when its cause happened, what it is, and how far it came."""

    at: datetime
    name: str
    how: str


def mails_of(file: CaseFile, definition: Definition) -> list[SentMail]:
    """The mails that the events of a case asked for, in order; none to who has only paper."""
    request = file.request
    if not applicant_of(request).email or request.payload.delivery is not Delivery.LINK:
        return []
    return [
        SentMail(at, words.of("mails")[template], _how(file, template))
        for at, template in mails_asked(file.events, definition)
    ]


def _how(file: CaseFile, template: str) -> str:
    if f"email:{template}" in file.request.outbox:
        return "wordt nog verstuurd"
    has_failed = any(t.kind is TaskKind.MAIL and t.template == template for t in file.tasks)
    return "niet aangekomen" if has_failed else "verstuurd"
