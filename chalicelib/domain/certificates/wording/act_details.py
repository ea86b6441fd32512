"""The facts of one kind of act: what an act writes in its own language, in that of the document.

Hours, dates and words of a closed list are translated; free text stays as the act has it, and says
in which language that is.
"""

import re
from collections.abc import Mapping

from chalicelib.domain.certificates.wording.context import Context
from chalicelib.domain.certificates.wording.labels import DETAILS
from chalicelib.domain.issued.labels import Labels
from chalicelib.domain.issued.printing import Line
from chalicelib.domain.shared.dutch import parse_date

__all__ = ["DETAILS", "told"]

_TIME = re.compile(r"(\d{1,2})\s*[.:hu]\s*(\d{2})(?:\s*(?:uur|u|h|Uhr))?\.?")
_NAMES = frozenset(
    """chosen_name new_name former_name old_name old_first_names new_first_names first_names
    marriage_act judgment_number""".split()  # noqa: SIM905
)
"""Details that are in no language: names and numbers."""

_WORDS: Mapping[str, str] = {
    "mannelijk": "sex.male",
    "vrouwelijk": "sex.female",
    "volle adoptie": "adoption.full",
    "gewone adoptie": "adoption.simple",
}
"""What Dutch acts write of what has but a few values, and its code in the labels."""


def told(context: Context, code: str, value: str) -> Line:
    """A detail with its label."""
    label, fact = f"detail.{code}", f"act.{code}"
    known = _translated(context.labels, value)
    if known or code in _NAMES:
        return context.line(label, known or value, fact)
    return context.free(label, value, fact, context.act.language)


def _translated(labels: Labels, value: str) -> str:
    """An hour, a date or a known word in the language of the labels; empty for anything else."""
    text = value.strip()
    if time := _TIME.fullmatch(text):
        return labels.say("date.time", hour=int(time[1]), minute=time[2])
    if day := parse_date(text):
        return labels.date(day)
    word = _WORDS.get(text.casefold())
    return labels[word] if word else ""
