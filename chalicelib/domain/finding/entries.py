"""What can be found besides documents, and what situations add to everything."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from chalicelib.domain.finding.guide import Guide, GuideEntry, GuideTarget, Matter, Phrase

_LESS = 0.06
"""What each thing after the first that a situation leads to loses."""


def entries_of(documents: Iterable[GuideEntry], guide: Guide) -> list[GuideEntry]:
    """All that a search can find; what fits equally well comes in this order."""
    told = _told(guide)
    matters = (_matter(target, matter) for target, matter in guide.matters.items())
    return [
        replace(entry, phrases=(*entry.phrases, *told.get(entry.target, ())))
        for entry in (*documents, *matters)
    ]


def _told(guide: Guide) -> dict[GuideTarget, list[Phrase]]:
    """What situations say of each thing that they lead to."""
    told: dict[GuideTarget, list[Phrase]] = defaultdict(list)
    for situation in guide.situations:
        for place, target in enumerate(situation.targets):
            told[target] += [Phrase(asked, 1 - place * _LESS) for asked in situation.asks]
    return told


def _matter(target: GuideTarget, matter: Matter) -> GuideEntry:
    return GuideEntry(target, tuple(map(Phrase, (matter.name, *matter.asks))))
