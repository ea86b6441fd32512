"""The counter with the made-up process, and the staff who work through its lists."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.assign import Assign
from chalicelib.usecases.handling.at_hand import AtHand
from chalicelib.usecases.handling.claim import ClaimCase
from chalicelib.usecases.handling.close_task import CloseTask
from chalicelib.usecases.handling.decide_together import DecideTogether
from chalicelib.usecases.handling.escalate import Escalate
from chalicelib.usecases.handling.heartbeat import Heartbeat
from chalicelib.usecases.handling.lists.who_waits import WhoWaits
from chalicelib.usecases.handling.lists.worklists import Worklists
from chalicelib.usecases.handling.note import Note
from chalicelib.usecases.handling.open_file import OpenFile
from chalicelib.usecases.handling.readdress import Readdress
from chalicelib.usecases.handling.release import ReleaseCase
from chalicelib.usecases.handling.send_again import SendAgain
from chalicelib.usecases.handling.take_over import TakeOver
from tests.support.requests import KORTRIJK, a_number
from tests.support.road import World, ann

SCRIBE = Staff("k17", KORTRIJK, frozenset({"scribe"}), a_number(4))
COLLEAGUE = Staff("k18", KORTRIJK, frozenset({"scribe"}), a_number(6))
CHIEF = Staff("s1", KORTRIJK, frozenset({"scribe", StaffRole.SUPERVISOR}), a_number(7))
WARDEN = Staff("w3", KORTRIJK, frozenset({"warden"}), a_number(5))
BOSS = Staff("s9", KORTRIJK, frozenset({StaffRole.SUPERVISOR}), a_number(8))
FOREIGN = Staff("k17", "44021", frozenset({"scribe", StaffRole.SUPERVISOR}), a_number(4))


@dataclass(slots=True)
class Links:
    """Archive: only its addresses."""

    given: list[str] = field(default_factory=list)

    def link(self, key: str, *, filename: str, seconds: int, media_type: str = "") -> str:
        self.given.append(key)
        return f"https://archief.example/{filename}"


class Bureau(World):
    """A world in which staff take cases, with four eyes that look."""

    def _wire(self) -> None:
        super()._wire()
        self.at_hand = at_hand = AtHand(
            self.cases, self.frames, self.follow_up, self.ids, self.look.log_look
        )
        self.worklists = Worklists(self.cases, self.frames)
        self.claim = ClaimCase(at_hand, self.worklists, self.lines)
        self.release, self.assign = ReleaseCase(at_hand), Assign(at_hand)
        self.together = DecideTogether(self.act_, self.claim, self.release)
        self.take_over, self.escalate = TakeOver(at_hand), Escalate(at_hand)
        self.note, self.heartbeat = Note(at_hand), Heartbeat(at_hand)
        self.close_task, self.readdress = CloseTask(at_hand), Readdress(at_hand)
        self.send_again = SendAgain(at_hand, self.happen, self.suppressions)
        self.who_waits = WhoWaits(self.cases, self.frames)
        self.scribe = Official(SCRIBE)
        self.links: Any = Links()
        self.open_file = OpenFile(self.look, self.links)

    def _four_eyes(self, official: Official, case: AnyCase) -> None:
        self.eyes(official, case)

    def waiting(self, topic: str = "Rust") -> str:
        """The id of a pact that waits for a scribe."""
        case_id = self.opened({"topic": topic, "with_bob": "nee"})
        self.act_as_ann(case_id)
        self.pump()
        return case_id

    def act_as_ann(self, case_id: str) -> None:

        self.act(case_id, "agree", ann(), {"sure": "ja"})

    def handled(self, case_id: str) -> list[tuple[str, str, dict[str, str]]]:
        """What staff did with a case: name, author and codes of each entry."""
        entries = self.cases.entries(KORTRIJK, case_id)
        kinds = (EntryKind.HANDLING, EntryKind.NOTE, EntryKind.MAIL)
        return [(e.name, e.author, dict(e.data)) for e in entries if e.kind in kinds]

    def holder(self, case_id: str) -> str:
        return self.case(case_id).handling.holder(self.now())

    def now(self) -> datetime:
        return self.hands.now()
