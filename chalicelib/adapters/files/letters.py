"""The letters of `templates/letters/`: what refusals are made of, checked when they are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import Problem, did_you_mean, load
from chalicelib.domain.certificates.catalogue import DocumentType, Family
from chalicelib.domain.certificates.letters import Appeal, Choices, Letter, Reason, Refusal
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.shared.dutch import weekday_and_date
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.platform import Clock

EXPLANATION = "{explanation}"
LONGEST_BASIS = 300
_SAMPLE = dict.fromkeys(
    (
        "document",
        "reference",
        "municipality",
        "service",
        "phone",
        "date",
        "sentence",
        "basis",
        "explanation",
    ),
    "",
)


@dataclass(frozen=True, slots=True)
class RefusalText:
    """A refusal as data."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    title: str
    paragraphs: tuple[str, ...]
    appeal_heading: str
    closing: str
    reasons: tuple[Reason, ...]
    appeals: tuple[Appeal, ...]


@dataclass(frozen=True)
class FileLetters:
    """LetterTexts over a folder; dates are those of the municipality."""

    folder: Path
    clock: Clock

    def choices(self, document: DocumentType) -> Choices:
        """As the port says."""
        fitting = (r for r in self._text.reasons if _fits(r, document))
        return Choices(tuple(fitting), self._text.appeals)

    def refusal(
        self,
        refusal: Refusal,
        request: CertificateCase,
        document: DocumentType,
        municipality: Municipality,
    ) -> Letter:
        """As the port says; what the letter quotes stands in it as it was written."""
        reason, appeal = self._reason(refusal, document), self._appeal(refusal)
        basis = _basis(refusal)
        values = {
            "document": document.names.nl,
            "reference": request.reference,
            "municipality": municipality.official_name,
            "service": municipality.contact.service,
            "phone": municipality.contact.phone,
            "date": weekday_and_date(municipality.day_of(self.clock.now())),
            "sentence": reason.sentence,
            "basis": basis.rstrip("."),
            "explanation": refusal.explanation,
        }
        body = (p for p in self._text.paragraphs if refusal.explanation or EXPLANATION not in p)
        return Letter(
            title=self._text.title.format(**values),
            paragraphs=(
                *(paragraph.format(**values) for paragraph in body),
                self._text.appeal_heading,
                *appeal.sentences,
                self._text.closing.format(**values),
            ),
            reason=reason.code,
            basis=basis,
            appeal=appeal.code,
        )

    def _reason(self, refusal: Refusal, document: DocumentType) -> Reason:
        for reason in self._text.reasons:
            if reason.code == refusal.reason and _fits(reason, document):
                return reason
        raise InvalidInputError("reason_unknown", "Kies waarom u weigert.", "reason")

    def _appeal(self, refusal: Refusal) -> Appeal:
        for appeal in self._text.appeals:
            if appeal.code == refusal.appeal:
                return appeal
        raise InvalidInputError("appeal_unknown", "Kies hoe men in beroep kan gaan.", "appeal")

    @cached_property
    def _text(self) -> RefusalText:
        return load(self.folder / "refusal.toml", TypeAdapter(RefusalText), _problems)


def _basis(refusal: Refusal) -> str:
    """The law that a refusal rests on (law of 29 July 1991, art. 3)."""
    basis = refusal.basis.strip()
    if not basis:
        raise InvalidInputError("basis_missing", "Noem de wet waarop u steunt.", "basis")
    if len(basis) > LONGEST_BASIS:
        raise InvalidInputError("text_too_long", "Deze wettelijke basis is te lang.", "basis")
    return basis


def _fits(reason: Reason, document: DocumentType) -> bool:
    return not reason.families or document.family in reason.families


def _problems(text: RefusalText) -> Iterator[Problem]:
    appeals = {appeal.code for appeal in text.appeals}
    families = set(Family)
    for i, reason in enumerate(text.reasons):
        if reason.appeal not in appeals:
            expected = "the code of an appeal" + did_you_mean(reason.appeal, appeals)
            yield Problem(f"reasons[{i}].appeal", reason.appeal, expected)
        for family in reason.families:
            if family not in families:
                yield Problem(f"reasons[{i}].families", family, ", ".join(sorted(families)))
    for name in (text.title, *text.paragraphs, text.closing):
        try:
            name.format(**_SAMPLE)
        except (KeyError, ValueError, IndexError):
            yield Problem("paragraphs", name, f"only {', '.join(_SAMPLE)} between braces")
