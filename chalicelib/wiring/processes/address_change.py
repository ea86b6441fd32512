"""The address change as a process: what decides, and its works, each made when first asked for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.settings import TEMPLATES
from chalicelib.usecases.cases.working.works import Work

if TYPE_CHECKING:
    from chalicelib.domain.cases.process_type import ProcessType
    from chalicelib.wiring.processes.works import Parts

WORDS = TEMPLATES / "processes" / "address_change" / "words.toml"


def load() -> "ProcessType[Any]":
    """What decides, with the words of the process and the districts of each municipality."""
    from chalicelib.adapters.files.addresses import FileAddresses  # noqa: PLC0415
    from chalicelib.adapters.files.words import FileWords  # noqa: PLC0415
    from chalicelib.domain.address_change.process import address_change_type  # noqa: PLC0415

    districts = FileAddresses(TEMPLATES / "addresses").districts
    return address_change_type(FileWords(WORDS), districts)


def bind(parts: "Parts") -> Mapping[str, Work]:
    """What its automatic states do."""
    from chalicelib.usecases.address_change.find_reference import FindReference  # noqa: PLC0415
    from chalicelib.usecases.address_change.look_up import LookUpMovers  # noqa: PLC0415
    from chalicelib.usecases.address_change.open_move import OpenMove  # noqa: PLC0415
    from chalicelib.usecases.address_change.parties import Parties  # noqa: PLC0415
    from chalicelib.usecases.address_change.settle_move import (  # noqa: PLC0415
        ClearMark,
        RefuseMove,
        RegisterMove,
    )
    from chalicelib.usecases.cases.known_address import KnownAddress  # noqa: PLC0415

    state, make, updates = parts.state, parts.printing.make_slot, parts.state.register_updates
    look_up = LookUpMovers(state.access_log, state.registers, updates, parts.templates.addresses)
    people = Parties(KnownAddress(parts.cases.store, state.wishes))
    return {
        "open": OpenMove(look_up, people, updates, make),
        "find_reference": FindReference(look_up, people),
        "register": RegisterMove(updates, make),
        "refuse": RefuseMove(updates, make),
        "clear_mark": ClearMark(updates),
    }
