"""What a zworp decides: pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import (
    Opened,
    Opening,
    Option,
    ProcessType,
    Scene,
)
from chalicelib.domain.process.judging import Answer
from chalicelib.domain.shared.dutch import in_words


@dataclass(frozen=True, slots=True)
class Zworp:
    """What is zworped."""

    nook: str = ""
    blint_on: date | None = None
    mood: str = "calm"
    quib_mail: str = ""


def opens(opening: Opening) -> Opened[Zworp]:
    values = opening.values
    payload = Zworp(values["nook"], values["blint_on"], values["mood"], values["quib_mail"])
    return Opened(payload, (opening.starter, Party(2, "quib", email=payload.quib_mail)))


def both_plonked(scene: Scene[Zworp]) -> Answer:
    return Answer.of(holds=all(party.confirmed for party in scene.case.parties))


def must_plonk(scene: Scene[Zworp]) -> Answer:
    return Answer.of(holds=scene.party is not None and not scene.party.confirmed)


def is_calm(scene: Scene[Zworp]) -> Answer:
    return Answer.of(holds=scene.case.payload.mood == "calm")


def printed(case: Case[Zworp], slot: str) -> Mapping[str, str]:
    zworp = case.payload
    day = in_words(zworp.blint_on) if zworp.blint_on else ""
    return {"nook": zworp.nook, "mood": zworp.mood if slot == "twonk" else "", "blint_on": day}


def _options(**words: str) -> Any:
    return lambda _case, _here: tuple(Option(code, said) for code, said in words.items())


ZWORP: ProcessType[Zworp] = ProcessType(
    id="zworp",
    payload=Zworp,
    payload_version=1,
    opens=opens,
    guards={"both_plonked": both_plonked, "must_plonk": must_plonk, "is_calm": is_calm},
    keys={"nook": lambda case: (case.payload.nook,)},
    options={
        "moods": _options(calm="Rustig", wild="Wild"),
        "skrees": _options(too_loud="Te luid"),
    },
    shown=lambda zworp: {"Hoek": zworp.nook},
    dimensions=lambda case: {"mood": case.payload.mood},
    printed=printed,
)
