"""A zworp bound to what its works need, and the parts with which a counter offers it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.tenants.municipality import Municipality, Override
from chalicelib.ports.templates import Municipalities
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.cases.working.works import Work
from chalicelib.wiring import Wiring
from chalicelib.wiring.process_types import Registry
from chalicelib.wiring.processes.bindings import LOADS, WORKS
from chalicelib.wiring.processes.works import Parts

ROLE_NAMES = {"Flumer": "flumer"}
"""How an identity provider calls the role that zworps bring."""

PLAIN = "attest-kiezer"
"""A document that this municipality gives to who signed in weakly, or not at all."""

PROCESSES = Path(__file__).parents[2] / "data" / "made_up"


def load() -> ProcessType[Any]:
    from tests.support.zworp.process import ZWORP

    return ZWORP


def bind(parts: Parts) -> Mapping[str, Work]:
    from tests.support.zworp.works import Fill, dwim

    make = parts.printing.make_slot
    krell, blorp = Fill(make, "twonk", "krelled"), Fill(make, "gadj", "blorped")
    return {"dwim": dwim, "krell": krell, "blorp": blorp}


@dataclass(frozen=True)
class Offering:
    """The municipalities, where everybody offers it."""

    all_: Municipalities

    def get(self, nis: str) -> Municipality:
        return _offering(self.all_.get(nis))

    def at_host(self, host: str) -> Municipality:
        return _offering(self.all_.at_host(host))

    def all(self) -> tuple[Municipality, ...]:
        return tuple(_offering(one) for one in self.all_.all())


def _offering(one: Municipality) -> Municipality:
    staff = replace(one.staff, roles=one.staff.roles | ROLE_NAMES)
    documents = {**one.documents, PLAIN: Override(required_assurance=Assurance.LOW)}
    processes = {**one.processes, "zworp": date(2020, 1, 1)}
    return replace(one, processes=processes, staff=staff, documents=documents)


def parts() -> dict[str, object]:
    """What a wiring is given for it."""
    return {
        "registry": Registry(PROCESSES, {"zworp": load}),
        "bindings": {"zworp": bind},
    }


@contextmanager
def beside_ours() -> Iterator[dict[str, object]]:
    """What a wiring is given for it and for the processes of the project together."""
    with TemporaryDirectory() as place:
        for process in (*PROCESSES.iterdir(), *(TEMPLATES / "processes").iterdir()):
            (Path(place) / process.name).symlink_to(process)
        yield {
            "registry": Registry(Path(place), {**LOADS, "zworp": load}),
            "bindings": {**WORKS, "zworp": bind},
        }


def offered(wiring: Wiring) -> Wiring:
    """The same, where every municipality offers it."""
    wiring.give(municipalities=Offering(wiring.templates.municipalities))
    return wiring
