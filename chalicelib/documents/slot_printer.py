"""The documents of processes in words, ready for any layout."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import override

from chalicelib.documents.errors import TemplateError
from chalicelib.documents.labels import LabelBooks
from chalicelib.documents.slot_texts import SlotSection, SlotText, load_slot_text
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.issued.printing import ClosingText, Line, PrintedDocument, Section
from chalicelib.domain.issued.validity import valid_until
from chalicelib.domain.shared.language import Language
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.documents import SlotPrint, SlotPrinter
from chalicelib.ports.errors import PermanentError

LANGUAGE: Language = "nl"
FOLDER = "documents"

_text = cache(load_slot_text)


@dataclass(frozen=True, slots=True)
class TemplatePrinter(SlotPrinter):
    """Over the folders of processes; each file is read once."""

    processes: Path
    labels: LabelBooks

    @override
    def print(self, case: AnyCase, slot: str, frame: Frame, number: str) -> SlotPrint:
        source = Path(frame.definition.documents[slot].source)
        text = self._found(case.process, source.stem)
        words = _Words(case, slot, frame, self.labels)
        try:
            document = words.document(text, f"{case.process}/{source.stem}", number)
        except KeyError as error:
            raise PermanentError(f"{source.name}: nothing printed under {error}") from None
        return SlotPrint(document, text.kept_days, text.is_sealed)

    @override
    def title_of(self, kind: str) -> str:
        process, _, name = kind.partition("/")
        if not (self.processes / process / FOLDER / f"{name}.toml").is_file():
            return ""
        return self._found(process, name).title

    def _found(self, process: str, name: str) -> SlotText:
        try:
            return _text(self.processes / process / FOLDER / f"{name}.toml")
        except TemplateError as error:
            raise PermanentError(str(error)) from None


class _Words:
    """One document's words."""

    def __init__(self, case: AnyCase, slot: str, frame: Frame, labels: LabelBooks) -> None:
        self._case, self._frame, self._labels = case, frame, labels[LANGUAGE]
        self._printed: Mapping[str, str] = frame.type.printed(case, slot)
        self._issued_before = case.in_slot(slot)

    def document(self, text: SlotText, kind: str, number: str) -> PrintedDocument:
        """Everything that stands on it."""
        here, day = self._frame.municipality, self._frame.day
        until = valid_until(day, text.months)
        replaces = self._issued_before.number if self._issued_before else ""
        return PrintedDocument(
            kind=kind,
            family=text.layout,
            language=LANGUAGE,
            number=number,
            title=text.title,
            subtitle=text.subtitle,
            basis=text.basis,
            sections=tuple(self._sections(text)),
            declaration=self._filled(text.declaration),
            place=here.signature.place,
            issued_on=day,
            dated=self._labels.date(day),
            closing=self._closing(text),
            signed=tuple(self._signed(text)),
            valid_until=until,
            notes=tuple(self._notes(text, number, replaces)),
            replaces=replaces,
        )

    def _filled(self, text: str) -> str:
        return text.format(
            municipality=self._frame.municipality.official_name,
            date=self._labels.date(self._frame.day),
            reference=self._case.reference,
            **self._printed,
        )

    def _sections(self, text: SlotText) -> Iterator[Section]:
        """What a section holds; one of which nothing is known falls away."""
        for section in text.sections:
            lines = tuple(self._lines(section))
            paragraphs = tuple(self._filled(p) for p in section.paragraphs)
            if lines or paragraphs:
                yield Section(section.title, lines, paragraphs=paragraphs)

    def _lines(self, section: SlotSection) -> Iterator[Line]:
        for fact in section.facts:
            if value := self._printed[fact.code]:
                yield Line(fact.label, value, fact.code)

    def _closing(self, text: SlotText) -> str:
        place = self._frame.municipality.signature.place
        day = self._labels.date(self._frame.day)
        if text.is_signed:
            return f"{place}, {day}"
        return self._labels.say("layout.issued", place=place, date=day)

    def _signed(self, text: SlotText) -> Iterator[ClosingText]:
        if text.is_signed:
            here = self._frame.municipality
            naming = self._labels.naming(here.official_name)
            yield ClosingText(self._labels.say("layout.signature", **naming))
            yield ClosingText(here.signature.title.in_(LANGUAGE))

    def _notes(self, text: SlotText, number: str, replaces: str) -> Iterator[str]:
        until = valid_until(self._frame.day, text.months)
        contact = self._frame.municipality.contact
        if replaces:
            yield self._labels.say("note.replaces", number=replaces)
        if until:
            yield self._labels.say("note.valid_until", date=self._labels.date(until))
        yield from (self._filled(note) for note in text.notes)
        yield self._labels.say(
            "note.doubt", service=contact.service, phone=contact.phone, number=number
        )
