"""One reader for each kind of field: a typed value, or one sentence that says what to mend."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.forms.raw import Raw, files_of, text_of, texts_of
from chalicelib.domain.cases.forms.uploads import check_files
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.free_text import seen, whole_number

SHORT, LONG = 200, 4000
"""Characters of a short and of a long text."""

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Of a day that somebody may mean; beyond them no term can be reckoned."""

BOX = "box"
"""The one part of an address that it may be without."""

ADDRESS_PARTS = ("street", "number", BOX, "postcode", "locality")
SLOT_PARTS = ("day", "moment")
_PARTS = {FieldKind.ADDRESS: ADDRESS_PARTS, FieldKind.SLOT: SLOT_PARTS}
_YES, _NO = frozenset({"yes", "ja", "true", "on", "1"}), frozenset({"no", "nee", "false", "0"})


@dataclass(frozen=True, slots=True)
class FieldChoices:
    """What a reader goes by: the field, the codes it offers (None: it offers none), the place.

    `allow_test` takes national numbers that are nobody's.
    """

    field: Field
    offered: Collection[str] | None
    timezone: str
    allow_test: bool = False


def names_of(field: Field) -> tuple[str, ...]:
    """The names under which a field is filled in: its own, or those of its parts."""
    is_whole = field.kind is FieldKind.SLOT and not field.options
    parts = () if is_whole else _PARTS.get(field.kind, ())
    return tuple(f"{field.id}.{part}" for part in parts) or (field.id,)


class WrongError(Exception):
    """What was filled in can't be it; `code` is stable, `public` says what to mend."""

    def __init__(self, code: str, public: str) -> None:
        super().__init__(code)
        self.code, self.public = code, public


type Reader = Callable[[Raw, FieldChoices], object]
"""The value, None when nothing was filled in. Raises WrongError."""


def _text(most: int, clean: Callable[[str], str] = str) -> Reader:
    """Texts of so many characters; `clean` drops what was pasted along."""

    def read(raw: Raw, asked: FieldChoices) -> object:
        text = clean(text_of(raw, asked.field.id)).strip()
        if len(text) > most:
            raise WrongError("text_too_long", f"Gebruik hoogstens {most} tekens.")
        if not all(c.isprintable() or c in "\r\n\t" for c in seen(text)):
            raise WrongError("text_unreadable", "Gebruik alleen leesbare tekens.")
        return text or None

    return read


def _choice(raw: Raw, asked: FieldChoices) -> object:
    code = text_of(raw, asked.field.id)
    if code and asked.offered is not None and code not in asked.offered:
        raise WrongError("choice_unknown", "Kies een mogelijkheid uit de lijst.")
    return code or None


def _several(raw: Raw, asked: FieldChoices) -> object:
    codes = tuple(dict.fromkeys(texts_of(raw, asked.field.id)))
    if asked.offered is not None and not set(codes) <= set(asked.offered):
        raise WrongError("choices_unknown", "Kies alleen mogelijkheden uit de lijst.")
    return codes or None


def _yes_no(raw: Raw, asked: FieldChoices) -> object:
    text = text_of(raw, asked.field.id).lower()
    if text and text not in _YES | _NO:
        raise WrongError("yes_no_unclear", "Antwoord met ja of nee.")
    return text in _YES if text else None


def _date(raw: Raw, asked: FieldChoices) -> object:
    text = text_of(raw, asked.field.id)
    return typed_day(text) if text else None


def typed_day(text: str) -> date:
    """A day as it was typed or chosen. Raises WrongError."""
    day, _, rest = text.replace("/", "-").replace(".", "-").partition("-")
    try:
        if len(day) == len("2026"):
            return _likely(date.fromisoformat(text))
        month, _, year = rest.partition("-")
        return _likely(date(*(whole_number(part, 0) for part in (year, month, day))))
    except ValueError:
        raise WrongError(
            "date_wrong", "Schrijf een datum als dag, maand en jaar, bijvoorbeeld 7-3-2026."
        ) from None


def _likely[D: date](day: D) -> D:
    """A day that somebody may mean. Raises ValueError for one that can't be reckoned on."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day.year)
    return day


def _date_time(raw: Raw, asked: FieldChoices) -> object:
    text = text_of(raw, asked.field.id)
    if not text:
        return None
    try:
        moment = _likely(datetime.fromisoformat(text))
    except ValueError:
        raise WrongError("date_time_wrong", "Kies een dag en een uur.") from None
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(asked.timezone))
    return local.astimezone(UTC)


def _address(raw: Raw, asked: FieldChoices) -> object:
    street, number, box, postcode, locality = (
        text_of(raw, f"{asked.field.id}.{part}") for part in ADDRESS_PARTS
    )
    if not any((street, number, box, postcode, locality)):
        return None
    longest = max(map(len, (street, number, box, locality)))
    if not (street and number and locality) or longest > SHORT:
        raise WrongError("address_incomplete", "Vul straat, huisnummer en gemeente in.")
    if not (len(postcode) == len("8500") and postcode.isascii() and postcode.isdigit()):
        raise WrongError("postcode_wrong", "Een postcode heeft vier cijfers.")
    return Address(street, number, box, postcode, locality, "")


def _number(text: str, asked: FieldChoices) -> NationalNumber:
    try:
        return NationalNumber.parse(text, allow_test=asked.allow_test)
    except InvalidInputError as error:
        raise WrongError(error.code, error.public) from None


def _person(raw: Raw, asked: FieldChoices) -> object:
    text = text_of(raw, asked.field.id)
    return _number(text, asked) if text else None


def _slot(raw: Raw, asked: FieldChoices) -> object:
    """A day and one of the moments that are offered; without those, a text as it is."""
    if asked.offered is None:
        return text_of(raw, asked.field.id) or None
    day, moment = (text_of(raw, f"{asked.field.id}.{part}") for part in SLOT_PARTS)
    if not (day or moment):
        return None
    if not day or moment not in asked.offered:
        raise WrongError("slot_incomplete", "Kies een dag en een uur uit de lijst.")
    return f"{typed_day(day).isoformat()} {moment}"


def _household(raw: Raw, asked: FieldChoices) -> object:
    people = tuple(_number(text, asked) for text in texts_of(raw, asked.field.id))
    offered = asked.offered
    if offered is not None and any(person.digits not in offered for person in people):
        raise WrongError("household_unknown", "Kies alleen mensen uit de lijst.")
    return tuple(dict.fromkeys(people)) or None


def _file(raw: Raw, asked: FieldChoices) -> object:
    if texts_of(raw, asked.field.id):
        raise WrongError("file_expected", "Voeg hier een bestand toe, geen tekst.")
    files = files_of(raw, asked.field.id)
    try:
        check_files(files)
    except InvalidInputError as error:
        raise WrongError(error.code, error.public) from None
    return files or None


def _declaration(raw: Raw, asked: FieldChoices) -> object:
    return True if text_of(raw, asked.field.id).lower() in _YES else None


READERS: Mapping[FieldKind, Reader] = {
    FieldKind.SHORT_TEXT: _text(SHORT, seen),
    FieldKind.LONG_TEXT: _text(LONG),
    FieldKind.CHOICE: _choice,
    FieldKind.SEVERAL: _several,
    FieldKind.YES_NO: _yes_no,
    FieldKind.DATE: _date,
    FieldKind.DATE_TIME: _date_time,
    FieldKind.ADDRESS: _address,
    FieldKind.PERSON: _person,
    FieldKind.HOUSEHOLD: _household,
    FieldKind.FILE: _file,
    FieldKind.DECLARATION: _declaration,
    FieldKind.SLOT: _slot,
}
"""A closed list: each kind of the format has exactly one."""

MISSING: Mapping[FieldKind, str] = {
    FieldKind.SHORT_TEXT: "Schrijf hier uw antwoord.",
    FieldKind.LONG_TEXT: "Schrijf hier wat wij moeten weten.",
    FieldKind.CHOICE: "Kies een mogelijkheid.",
    FieldKind.SEVERAL: "Kies minstens een mogelijkheid.",
    FieldKind.YES_NO: "Kies ja of nee.",
    FieldKind.DATE: "Vul een datum in.",
    FieldKind.DATE_TIME: "Kies een dag en een uur.",
    FieldKind.ADDRESS: "Vul het adres in.",
    FieldKind.PERSON: "Vul het rijksregisternummer in.",
    FieldKind.HOUSEHOLD: "Kies minstens een gezinslid.",
    FieldKind.FILE: "Voeg minstens een bestand toe.",
    FieldKind.DECLARATION: "Vink deze verklaring aan om verder te gaan.",
    FieldKind.SLOT: "Kies een moment.",
}
"""What is said when a field that must be filled in is empty, by kind."""
