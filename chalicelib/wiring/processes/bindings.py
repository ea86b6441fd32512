"""The processes that this deployment has: what each decides and does, one line each.

Imports are inside, so that a cold start loads only the process it serves.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chalicelib.domain.cases.process_type import ProcessType
    from chalicelib.usecases.cases.acting.own import Prepare
    from chalicelib.usecases.cases.working.works import Work
    from chalicelib.wiring.process_types import Load
    from chalicelib.wiring.processes.actions import ActionParts, BindActions
    from chalicelib.wiring.processes.works import Bind, Parts


def _certificates_type() -> "ProcessType[Any]":
    from chalicelib.wiring.processes.certificates import load  # noqa: PLC0415

    return load()


def _marriages_type() -> "ProcessType[Any]":
    from chalicelib.wiring.processes.marriage import load  # noqa: PLC0415

    return load()


def _address_change_type() -> "ProcessType[Any]":
    from chalicelib.wiring.processes.address_change import load  # noqa: PLC0415

    return load()


LOADS: "Mapping[str, Load]" = {
    "certificate_request": _certificates_type,
    "marriage": _marriages_type,
    "address_change": _address_change_type,
}
"""How each process is loaded, by id; one line a process, imports inside."""


def _certificates_works(parts: "Parts") -> Mapping[str, "Work"]:
    from chalicelib.wiring.processes.certificates import bind  # noqa: PLC0415

    return bind(parts)


def _marriages_works(parts: "Parts") -> Mapping[str, "Work"]:
    from chalicelib.wiring.processes.marriage import bind  # noqa: PLC0415

    return bind(parts)


def _address_change_works(parts: "Parts") -> Mapping[str, "Work"]:
    from chalicelib.wiring.processes.address_change import bind  # noqa: PLC0415

    return bind(parts)


WORKS: "Mapping[str, Bind]" = {
    "certificates": _certificates_works,
    "marriage": _marriages_works,
    "address_change": _address_change_works,
}
"""How the works of each type of process are bound, by its id; one line a type, imports inside."""


def _certificates_actions(parts: "ActionParts") -> Mapping[str, "Prepare"]:
    from chalicelib.wiring.processes.certificates import bind_actions  # noqa: PLC0415

    return bind_actions(parts)


ACTIONS: "Mapping[str, BindActions]" = {"certificates": _certificates_actions}
"""How those of each type of process are bound, by its id; one line a type, imports inside."""
