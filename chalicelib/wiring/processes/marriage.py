"""The marriage: what decides, and its works, each made when first asked for."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.usecases.cases.working.works import Work

if TYPE_CHECKING:
    from chalicelib.domain.cases.process_type import ProcessType
    from chalicelib.domain.marriage.declaration import Declaration
    from chalicelib.domain.marriage.places import WeddingVenues
    from chalicelib.wiring.processes.works import Parts

PLACES = TEMPLATES / "processes" / "marriage" / "places"
WORDS = TEMPLATES / "processes" / "marriage" / "words.toml"


def load() -> "ProcessType[Declaration]":
    """What decides, over the places of each municipality and the words of the process."""
    from chalicelib.adapters.files.words import FileWords  # noqa: PLC0415
    from chalicelib.domain.marriage.process import marriage_type  # noqa: PLC0415

    return marriage_type(places_of, FileWords(WORDS))


@cache
def places_of(nis: str) -> "WeddingVenues":
    """Where people can marry in a municipality. Raises CatalogueError for a file that is wrong."""
    from pydantic import TypeAdapter  # noqa: PLC0415

    from chalicelib.adapters.files.loading import load as read  # noqa: PLC0415
    from chalicelib.domain.marriage.places import WeddingVenues  # noqa: PLC0415

    path = PLACES / f"{nis}.toml"
    return read(path, TypeAdapter(WeddingVenues)) if path.exists() else WeddingVenues()


def bind(parts: "Parts") -> Mapping[str, Work]:
    """What its automatic states do."""
    from chalicelib.adapters.embedded.marriages import EmbeddedMarriages  # noqa: PLC0415
    from chalicelib.usecases.marriage.check_conditions import CheckConditions  # noqa: PLC0415
    from chalicelib.usecases.marriage.invite_partner import invite_partner  # noqa: PLC0415
    from chalicelib.usecases.marriage.make_documents import (  # noqa: PLC0415
        DrawAct,
        MakePostponement,
        MakeReceipt,
        MakeRefusal,
    )
    from chalicelib.usecases.marriage.make_marriage import MakeMarriage  # noqa: PLC0415
    from chalicelib.usecases.marriage.read_partners import ReadPartners  # noqa: PLC0415

    platform, registers = parts.platform, parts.state.registers
    read = ReadPartners(parts.state.access_log, registers, registers)
    entered = EmbeddedMarriages(
        platform.clients.dynamodb, platform.settings.registers_table, platform.keys
    )
    make = parts.printing.make_slot
    return {
        "invite": invite_partner,
        "check": CheckConditions(read),
        "make_receipt": MakeReceipt(make),
        "draw_act": DrawAct(make),
        "make_postponement": MakePostponement(make),
        "make_refusal": MakeRefusal(make),
        "make_marriage": MakeMarriage(read, entered),
    }
