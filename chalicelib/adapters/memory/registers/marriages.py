"""Marriages entered into the registers in memory."""

from dataclasses import replace
from typing import override

from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.access import LoggedAccess
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.marrying import (
    Entered,
    Spouse,
    contradicts,
    is_entered,
    married,
)
from chalicelib.ports.registers.marriages import MarriageRegister


class MemoryMarriages(MarriageRegister):
    """The same as the embedded ones."""

    def __init__(self, registers: MemoryRegisters) -> None:
        self._registers = registers

    @override
    def enter(self, one: LoggedAccess, other: LoggedAccess, act: Act) -> Entered:
        files = [self._registers.files.get(access.context.subject) for access in (one, other)]
        known = [file for file in files if file is not None]
        if len(known) < len(files):
            return Entered.CONFLICT
        first, second = (Spouse(file.person, file.acts) for file in known)
        if is_entered(first, act) and is_entered(second, act):
            return Entered.DONE
        if contradicts(first) or contradicts(second):
            return Entered.CONFLICT
        self._put(known[0], married(first, second, act))
        self._put(known[1], married(second, first, act))
        return Entered.DONE

    def _put(self, file: PersonFile, after: Spouse) -> None:
        self._registers.put(replace(file, person=after.person, acts=dict(after.acts)))
