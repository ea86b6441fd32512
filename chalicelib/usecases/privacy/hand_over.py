"""Give a person everything that is held about them: for inspection, and to take along."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.cases.audience import AUTHOR, HANDLERS, may_read
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.privacy.forgetting import known
from chalicelib.domain.privacy.holdings import HeldCase, Holdings
from chalicelib.domain.process.actions import Field
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.documents import Archive
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.reading.showing import Showing
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.usecases.cases.reading.wording import all_fields, filled_in
from chalicelib.usecases.privacy.find_held import DataSubjectRequest, FindHeld, Ground

GROUND = Ground("Uw vraag om uw gegevens in te kijken", "Verordening (EU) 2016/679, art. 15 en 20")


@dataclass(frozen=True, slots=True)
class HandedCase:
    """A case as the person may see it; `filled_in` are labels and texts of what was asked.

    `files` are the keys of what they may have of it, `numbers` those of documents by their key.
    `withheld` counts the entries that were left out.
    """

    held: HeldCase
    party: Party
    view: CaseView
    filled_in: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class Handed:
    """What is given to the person: everything beside the cases as it is held."""

    holdings: Holdings
    cases: tuple[HandedCase, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """What clerks wrote for themselves isn't among it: the officer decides on that by hand.

    Neither is what is another party's (AVG art. 15, lid 4).
    """

    find: FindHeld
    frames: Frames
    archive: Archive

    def __call__(self, claim: DataSubjectRequest) -> Handed:
        """What somebody may see of what is held; the look is in the access log.

        Raises InvalidInputError (`invalid_mark`), RetryableError.
        """
        holdings = self.find(claim, GROUND)
        return Handed(holdings, tuple(self._seen(held, holdings) for held in holdings.cases))

    def files(self, handed: Handed) -> Iterator[tuple[str, bytes]]:
        """The key and the bytes of each file that is still there, one at a time."""
        for one in handed.cases:
            for key in one.files:
                content = self.archive.read(key)
                if content is not None:
                    yield key, content

    def _seen(self, held: HeldCase, holdings: Holdings) -> HandedCase:
        case = held.case
        party = case.party_of(holdings.number)
        if party is None:
            raise NotThereError("In dit dossier hebt u geen rol.")
        view = Showing(case, reader_of(party), self.frames.of(case)).view(held.events, held.entries)
        numbers = {document.object_key: document.number for document in view.documents}
        about = (d for d in holdings.documents if d.request_id == case.id)
        numbers |= {listed.object_key: listed.entry.number for listed in about}
        sent = [file.key for entry in view.entries for file in entry.attachments]
        return HandedCase(
            held=held,
            party=party,
            view=view,
            filled_in=tuple(dict.fromkeys((*self._filled_in(case, party), *view.shown.items()))),
            files=tuple(dict.fromkeys((*numbers, *sent))),
            numbers=tuple(numbers.items()),
            withheld=len(held.entries) - len(view.entries),
        )

    def _filled_in(self, case: AnyCase, party: Party) -> tuple[tuple[str, str], ...]:
        """What was asked: all of it where nobody else has a part, else what they may read."""
        frame = self.frames.of(case)
        lines = filled_in(case, frame)
        if known(case) == (party,):
            return lines
        start = {f.id for page in frame.definition.start.pages for f in page.fields.values()}
        fields = all_fields(frame.definition)
        labels = {field.label for field in fields if _may_read(field, party, start)}
        return tuple(line for line in lines if line[0] in labels)


def _may_read(field: Field, party: Party, start: set[str]) -> bool:
    """Whether a field is a party's; the form was filled in by the first."""
    author = "party:1" if field.id in start else ""
    return may_read(field.audience or (AUTHOR, HANDLERS), author, reader_of(party), ())
