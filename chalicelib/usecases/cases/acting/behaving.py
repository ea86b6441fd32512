"""What each kind of action does with what was filled in, beyond causing its event."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.forms.raw import Raw, unread_in
from chalicelib.domain.cases.forms.reading import Form, check_known
from chalicelib.domain.cases.moving.acting import Doer
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.judge import shown_now
from chalicelib.domain.cases.moving.written import codes_of
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.process.actions import Action, ActionKind, Destination, FieldKind
from chalicelib.domain.process.instance import Data
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.words import CaseLetters, ComposedLetter
from chalicelib.usecases.cases.acting.past import check_past
from chalicelib.usecases.cases.decided_letter import check_refusal, letter_entry


@dataclass(frozen=True, slots=True)
class PreparedAction:
    """What an action brings: typed values, codes of its event, the letter it writes.

    `unread` are fields of which a file couldn't be looked at.
    """

    values: Values
    codes: Data
    words: Mapping[str, str]
    entries: tuple[Entry, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The closed list of kinds, each with its check in code once."""

    letters: CaseLetters
    allow_test: bool = False

    def prepare(
        self, case: AnyCase, action: Action, raw: Raw, shown: str, who: Doer, frame: Frame
    ) -> PreparedAction:
        """What an action brings, if it is what its kind asks.

        Raises FormError, InvalidInputError (`text_missing`, `files_missing`, and what a letter
        lacks), ConflictError (`shown_changed`).
        """
        values, words = self._read(case, action, raw, frame)
        _check_kind(case, action, values, shown, frame)
        check_past(case, action, values, frame)
        codes = codes_of(action.fields, values)
        unread = unread_in(raw)
        if not _writes(action):
            return PreparedAction(values, codes, words, unread=unread)
        letter = self._compose(case, action, values, words, frame)
        name, version = action.letter or action.id, case.instance.version + 1
        entry = letter_entry(name, letter, version, who.author, frame)
        return PreparedAction(values, codes, words, (entry,), unread)

    def letter(self, case: AnyCase, action: Action, raw: Raw, frame: Frame) -> ComposedLetter:
        """The letter that an action writes, before it is decided. Raises what `prepare` raises."""
        if not _writes(action):
            raise NotThereError("Bij deze stap hoort geen brief.")
        values, words = self._read(case, action, raw, frame)
        return self._compose(case, action, values, words, frame)

    def _read(
        self, case: AnyCase, action: Action, raw: Raw, frame: Frame
    ) -> tuple[Values, Mapping[str, str]]:
        form = Form(frame.type, frame.municipality, case, self.allow_test)
        fields = tuple(action.fields.values())
        check_known((*fields, *frame.type.besides.get(action.id, ())), raw)
        values = form.read(fields, raw)
        return values, form.words(fields, values)

    def _compose(
        self,
        case: AnyCase,
        action: Action,
        values: Values,
        words: Mapping[str, str],
        frame: Frame,
    ) -> ComposedLetter:
        name = action.letter or action.id
        letter = self.letters.compose(name, case, values, words, frame.municipality)
        if action.kind is ActionKind.REFUSE:
            check_refusal(letter)
        return letter


def _writes(action: Action) -> bool:
    """Whether an action writes a letter, which is previewed and kept word for word."""
    return bool(action.letter) or action.kind is ActionKind.REFUSE


def _check_kind(case: AnyCase, action: Action, values: Values, shown: str, frame: Frame) -> None:
    match action.kind:
        case ActionKind.CONFIRM:
            _check_shown(case, shown, frame)
        case ActionKind.ANSWER:
            _check_any(action, values, "text_missing", "Schrijf uw antwoord of voeg iets toe.")
        case ActionKind.UPLOAD:
            files = [f for f in action.fields.values() if f.kind is FieldKind.FILE]
            if files and not any(f.id in values for f in files):
                raise InvalidInputError(
                    "files_missing", "Voeg minstens een bestand toe.", files[0].id
                )


def _check_shown(case: AnyCase, shown: str, frame: Frame) -> None:
    """What is confirmed must be what was read: a change under it asks again."""
    if shown != shown_now(case, frame):
        raise ConflictError(
            "shown_changed", "Intussen is er iets veranderd. Lees het opnieuw na en bevestig dan."
        )


def _check_any(action: Action, values: Values, code: str, public: str) -> None:
    said = [f for f in action.fields.values() if f.to is Destination.ENTRY]
    if said and not any(field.id in values for field in action.fields.values()):
        raise InvalidInputError(code, public, said[0].id)
