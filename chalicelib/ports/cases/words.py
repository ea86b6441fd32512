"""Mails and letters of a case, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.shared.language import Language
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.mail import Mail


@dataclass(frozen=True, slots=True)
class CaseLinks:
    """Where a mail can lead its one recipient.

    `home` is the counter's address, `case` their page of the case, `document` what they may
    download, `invitation` where an invited party answers.
    """

    home: str
    case: str
    document: str
    invitation: str


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """A letter in words, as it is previewed and kept.

    `reason`, `basis` and `appeal` are what a refusal must carry (promise 7): the code of its
    reason, the law it rests on, and how it can be contested; empty in other letters.
    """

    title: str
    paragraphs: tuple[str, ...]
    reason: str = ""
    basis: str = ""
    appeal: str = ""


class CaseMails(Protocol):
    """The mails of all processes as data."""

    def compose(
        self,
        template: str,
        case: Case[Any],
        party: Party,
        municipality: Municipality,
        links: CaseLinks,
        language: Language = "nl",
    ) -> Mail:
        """A mail to a party without personal data: reference, dates and a link only.

        In Dutch where it isn't written in the language.

        Raises PermanentError when there is no such mail.
        """

    def on_paper(
        self, template: str, case: Case[Any], party: Party, municipality: Municipality
    ) -> ComposedLetter:
        """The same as a letter. Raises PermanentError when there is no such mail."""


class CaseLetters(Protocol):
    """The letters of all processes as data."""

    def compose(
        self,
        letter: str,
        case: Case[Any],
        values: Values,
        words: Mapping[str, str],
        municipality: Municipality,
    ) -> ComposedLetter:
        """A letter by its id, else by the id of the action that writes it.

        `words` are those of chosen codes. Raises InvalidInputError (`reason_unknown`,
        `appeal_unknown`, `basis_missing`), PermanentError when there is no such letter.
        """
