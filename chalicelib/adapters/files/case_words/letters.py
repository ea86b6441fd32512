"""The letters of processes: `templates/processes/<id>/letters/<id>.toml`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, override

from pydantic import TypeAdapter

from chalicelib.adapters.files.case_words.filling import filling
from chalicelib.adapters.files.case_words.laws import LAW, is_among
from chalicelib.adapters.files.loading import CatalogueError, FileProblem, did_you_mean, load
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.outcome import RULED
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.shared.dutch import weekday_and_date
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.from_file import FromFile
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import ProcessTypes
from chalicelib.ports.cases.words import CaseLetters, ComposedLetter
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock

type InvitationTo = Callable[[Case[object], Municipality], str]
"""Where the party of a case who is only invited can answer; empty when there is none.

Whoever is known by number types the case's reference there.
"""

EXPLANATION = "{text}"
LONGEST_BASIS = 300


@dataclass(frozen=True, slots=True)
class LetterReason(FromFile):
    """Why something is refused: what the citizen reads, the law, and how it is contested.

    `words` are what staff choose it by. `only_for` are codes of the process for what it can be a
    reason; empty means for everything. `laws` are others than `basis` that staff may rest it on.
    `refuted_by` are rules: where one of them holds, it can't be the reason.
    """

    code: str
    sentence: str
    basis: str
    appeal: str
    words: str = ""
    only_for: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterAppeal(FromFile):
    """A means of appeal: before whom, within what term (law of 11 April 1994, art. 2, 4°)."""

    code: str
    sentences: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class CaseLetterText(FromFile):
    """A letter as data.

    Places: those of mails, `{date}`, `{text}` (what was explained), `{invitation}` (where an
    invited party answers), and in a refusal `{sentence}` and `{basis}`. A paragraph with `{text}`
    falls away when nothing was explained. A letter with
    `reasons` is a decision: it says how it can be contested.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    title: str
    paragraphs: tuple[str, ...]
    closing: str
    appeal_heading: str = ""
    reasons: tuple[LetterReason, ...] = ()
    appeals: tuple[LetterAppeal, ...] = ()


_TEXT = TypeAdapter(CaseLetterText)


@dataclass(frozen=True)
class FileCaseLetters(CaseLetters):
    """Letters over the folders of processes; `reason`, `text`, `basis` and `appeal` are fields.

    The last two are there only where staff may name another law or way than the reason's.
    """

    processes: Path
    types: ProcessTypes
    clock: Clock
    invitation_to: InvitationTo = lambda _case, _here: ""

    @override
    def compose(
        self,
        letter: str,
        case: Case[object],
        values: Values,
        words: Mapping[str, str],
        municipality: Municipality,
    ) -> ComposedLetter:
        text = self._text(case.process, letter)
        fill = filling(case, municipality, self.types, self.clock)
        reason, appeal = _reason(text, values), None
        said = {
            "text": str(values.get("text", "")),
            "date": weekday_and_date(fill.today),
            "invitation": self.invitation_to(case, municipality),
        }
        if reason:
            appeal = _appeal(text, str(values.get("appeal", reason.appeal)))
            basis = _basis(values, reason)
            said |= {"sentence": reason.sentence, "basis": basis.rstrip(".")}
        body = (p for p in text.paragraphs if said["text"] or EXPLANATION not in p)
        how = (text.appeal_heading, *appeal.sentences) if appeal else ()
        said_of = (*body, *how, text.closing)
        return ComposedLetter(
            fill(text.title, **said),
            tuple(fill(paragraph, **said) for paragraph in said_of),
            reason.code if reason else "",
            basis if reason else "",
            appeal.code if appeal else "",
        )

    def _text(self, process: str, letter: str) -> CaseLetterText:
        try:
            return read_letter(self.processes / process / "letters" / f"{letter}.toml")
        except CatalogueError:
            raise PermanentError(f"no such letter: {letter}") from None


def read_letter(path: Path) -> CaseLetterText:
    """A letter as it stands in its file. Raises CatalogueError."""
    return load(path, _TEXT, _problems)


def _reason(text: CaseLetterText, values: Values) -> LetterReason | None:
    if not text.reasons:
        return None
    chosen = values.get("reason")
    found = next((reason for reason in text.reasons if reason.code == chosen), None)
    if found is None:
        raise InvalidInputError("reason_unknown", "Kies waarom u weigert.", "reason")
    return found


def _appeal(text: CaseLetterText, code: str) -> LetterAppeal:
    found = next((appeal for appeal in text.appeals if appeal.code == code), None)
    if found is None:
        raise InvalidInputError("appeal_unknown", "Kies hoe men in beroep kan gaan.", "appeal")
    return found


def _basis(values: Values, reason: LetterReason) -> str:
    """The law that a decision rests on (law of 29 July 1991, art. 3): a rule's, or of its reason.

    Staff may name other articles of it, in the words that they use for it.
    """
    if values.get(RULED):
        return str(values[RULED])
    basis = str(values.get("basis", reason.basis))
    if not basis.strip():
        raise InvalidInputError("basis_missing", "Noem de wet waarop u steunt.", "basis")
    if len(basis) > LONGEST_BASIS:
        raise InvalidInputError("text_too_long", "Deze wettelijke basis is te lang.", "basis")
    if basis != reason.basis:
        _check_law(basis, reason)
    return basis.strip()


def _check_law(basis: str, reason: LetterReason) -> None:
    if not LAW.search(basis):
        sentence = "Noem de wet met haar artikel, bijvoorbeeld: Bestuursdecreet, art. II.31."
        raise InvalidInputError("basis_unclear", sentence, "basis")
    if not is_among(basis, (reason.basis, *reason.laws)):
        sentence = (
            f"Deze wet hoort niet bij de reden die u koos. Daarbij hoort: {_listed(reason)}."
            " Kies een andere reden, of laat dit veld leeg."
        )
        raise InvalidInputError("basis_of_other_reason", sentence, "basis")


def _listed(reason: LetterReason) -> str:
    return "; ".join(law.rstrip(".") for law in (reason.basis, *reason.laws))


def _problems(text: CaseLetterText) -> Iterator[FileProblem]:
    appeals = {appeal.code for appeal in text.appeals}
    for i, reason in enumerate(text.reasons):
        if reason.appeal not in appeals:
            expected = "the code of an appeal" + did_you_mean(reason.appeal, appeals)
            yield FileProblem(f"reasons[{i}].appeal", reason.appeal, expected)
