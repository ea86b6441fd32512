"""How the reasons are mixed: which of them a request for a document has, by weight."""

from random import Random

from chalicelib.domain.certificates.catalogue import DocumentType
from ops.measure.replay import reasons
from ops.measure.replay.people import Asker, People

FAULTS_ELSEWHERE = 0.06
"""Share of what comes in through other channels that has a reason of its own besides."""


def clerical(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody whose request for a document a clerk has to see, for a reason of some weight."""
    sources = _sources(document)
    while True:
        source = rng.choices([s for s, _ in sources], [w for _, w in sources])[0]
        found = source(people, document, rng)
        if found:
            return found


def anybody(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who asks at the counter, by phone or by letter: mostly nothing is wrong."""
    if rng.random() < FAULTS_ELSEWHERE:
        return clerical(people, document, rng)
    return people.automatic(document, rng)


def _sources(document: DocumentType) -> tuple[tuple[reasons.Source, int], ...]:
    if document.register.act_kind:
        return _OF_DEATH if "subject_deceased" in document.conditions else _OF_ACTS
    return _OF_RECORDS if document.purposes else _OF_POPULATION


_OF_POPULATION: tuple[tuple[reasons.Source, int], ...] = (
    (reasons.abroad, 26),
    (reasons.other_language, 14),
    (reasons.remark, 12),
    (reasons.moving, 14),
    (reasons.for_a_child, 12),
    (reasons.elsewhere, 7),
    (reasons.weak_sign_in, 5),
    (reasons.protected, 3),
    (reasons.gone_abroad, 2),
    (reasons.lacks, 12),
)
_OF_RECORDS: tuple[tuple[reasons.Source, int], ...] = (
    (reasons.convicted, 32),
    (reasons.police, 20),
    (reasons.wrong_model, 10),
    (reasons.no_activity, 6),
    (reasons.abroad, 12),
    (reasons.elsewhere, 8),
    (reasons.remark, 4),
    (reasons.other_language, 3),
    (reasons.protected, 1),
)
_OF_ACTS: tuple[tuple[reasons.Source, int], ...] = (
    (reasons.copy, 30),
    (reasons.on_paper, 26),
    (reasons.abroad, 16),
    (reasons.no_act, 6),
    (reasons.foreign, 5),
    (reasons.for_a_child, 6),
    (reasons.remark, 4),
    (reasons.several, 2),
    (reasons.stranger, 2),
    (reasons.protected, 1),
)
_OF_DEATH: tuple[tuple[reasons.Source, int], ...] = (
    (reasons.heir, 46),
    (reasons.copy, 30),
    (reasons.abroad, 14),
    (reasons.remark, 8),
    (reasons.other_language, 2),
)
