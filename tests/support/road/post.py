"""What goes out: mails, letters, notices, and documents that are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.notices import MunicipalNotice
from chalicelib.ports.cases.words import CaseLinks, ComposedLetter
from chalicelib.ports.documents import Rendered, Stored
from chalicelib.ports.mail import Mail


@dataclass(slots=True)
class Post:
    """Mailer, mails, letters, notices; `fails` is raised in place of sending."""

    sent: list[Mail] = field(default_factory=list)
    links: list[CaseLinks] = field(default_factory=list)
    notices: dict[str, MunicipalNotice] = field(default_factory=dict)
    fails: dict[str, Exception] = field(default_factory=dict)
    appeal: str = "Raad van State"

    def compose(self, template: str, *rest: Any) -> Any:
        if len(rest) > 3 and isinstance(rest[3], CaseLinks):
            return self._mail(template, *rest)
        return self._letter(template, *rest)

    def _mail(
        self,
        template: str,
        case: AnyCase,
        party: Party,
        here: Municipality,
        links: CaseLinks,
        *_: str,
    ) -> Mail:
        self.links.append(links)
        return Mail(party.email, template, "", "", case.tenant, case.id, template)

    def _letter(
        self, letter: str, case: AnyCase, values: Values, words: Mapping[str, str], here: Any
    ) -> ComposedLetter:
        if values["reason"] == "silly":
            return ComposedLetter("Weigering", (values["text"],), "silly", "", self.appeal)
        said = (words[values["reason"]], values["text"])
        return ComposedLetter("Weigering", said, values["reason"], "Wet X, art. 1", self.appeal)

    def send(self, mail: Mail, sender: Municipality) -> None:
        for name in (mail.to, mail.template):
            if name in self.fails:
                raise self.fails[name]
        self.sent.append(mail)

    def put(self, notice: MunicipalNotice) -> None:
        self.notices[notice.id] = notice

    def told(self) -> list[tuple[str, str]]:
        """Template and address of what went out."""
        return [(mail.template, mail.to) for mail in self.sent]


@dataclass(slots=True)
class Archived:
    """Archive: what came first stays."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put_once(self, key: str, document: Rendered, media_type: str = "") -> Stored:
        pdf = self.files.setdefault(key, document.pdf)
        return Stored("0" * 64, len(pdf), 1)

    def erase(self, key: str) -> int:
        return 1 if self.files.pop(key, None) else 0
