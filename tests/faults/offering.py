"""The municipality of a stage, and what its containers have read already."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.settings import TEMPLATES
from chalicelib.wiring.process_types import Registry
from chalicelib.wiring.processes.bindings import LOADS
from tests.support.zworp import wiring as zworp


class Offering(FileMunicipalities):
    """The municipality of the files, which offers every process."""

    def __init__(self) -> None:
        super().__init__(TEMPLATES / "municipalities")
        self._by_nis = {nis: _offering(here) for nis, here in self._by_nis.items()}
        self._by_host = {host: here for here in self._by_nis.values() for host in here.hosts}


def _offering(here: Any) -> Any:
    processes = dict.fromkeys((*LOADS, "zworp"), date(2020, 1, 1))
    roles = here.staff.roles | zworp.ROLE_NAMES
    return replace(here, processes=processes, staff=replace(here.staff, roles=roles))


def kept(registry: Registry) -> Registry:
    """The same, where a container that starts doesn't read every template again."""
    return replace(registry, loads={name: cache(load) for name, load in registry.loads.items()})
