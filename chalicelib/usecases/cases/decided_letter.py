"""The letter of a decision, as it is kept word for word: whoever decides, it says why."""

from chalicelib.domain.cases.audience import HANDLERS
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.process.roles import RoleKind
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.cases.words import ComposedLetter

APPEAL = "means_of_appeal"
"""The code of a refusal's entry that says how it can be contested."""


def check_refusal(letter: ComposedLetter) -> None:
    """A refusal carries its reason, legal basis and means of appeal (DESIGN promise 7).

    Raises InvalidInputError (`reason_missing`, `basis_missing`, `means_of_appeal_missing`).
    """
    carried = {"reason": letter.reason, "basis": letter.basis, APPEAL: letter.appeal}
    lacking = next((name for name, value in carried.items() if not value), None)
    if lacking:
        raise InvalidInputError(
            f"{lacking}_missing", "Noem de reden, de wet en de weg van beroep.", lacking
        )


def letter_entry(
    name: str, letter: ComposedLetter, version: int, author: str, frame: Frame
) -> Entry:
    """A letter by its id, or by that of the action that writes it, at the version it decided."""
    named = frame.definition.letters.get(name)
    to = named.to if named else frame.definition.roles_of(RoleKind.PARTY)
    carried = (("reason", letter.reason), ("basis", letter.basis), (APPEAL, letter.appeal))
    return Entry(
        id=f"{version:06d}-letter",
        version=version,
        kind=EntryKind.LETTER,
        name=name,
        author=author,
        at=frame.at,
        audience=(*to, HANDLERS),
        text="\n\n".join((letter.title, *letter.paragraphs)),
        data=tuple((name, code) for name, code in carried if code),
    )
