"""One broken definition for each rule, and what is said of it."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.adapters.files.process_format.whole import read
from chalicelib.domain.process.actions import ActionKind, FieldKind
from chalicelib.domain.process.clocks import Unit
from chalicelib.domain.process.roles import RoleKind
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.process.validation.whole import validate
from tests.support.processes.lives import NEWEST, the

OURS = NEWEST["certificate_request"]

type Content = dict[str, Any]
type Break = Callable[[Content], object]

MOVE, MARRIAGE, CERTIFICATE = "address_change", "marriage", "certificate_request"


def content(process_id: str) -> Content:
    path = NEWEST[process_id] / process_id / f"v{the(process_id).version}.json"
    found: Content = json.loads(path.read_text())
    return found


def said_of(broken: Content) -> str:
    definition, problems = read(json.dumps(broken))
    assert definition, problems
    return "\n".join(validate(definition))


def transition(found: Content, event: str, source: str = "") -> Content:
    return next(t for t in found["transitions"] if t["on"] == event and source in ("", *t["from"]))


def without(found: Content, *events: str) -> None:
    found["transitions"] = [t for t in found["transitions"] if t["on"] not in events]


def at(*path: str | int) -> Callable[[Content], Any]:
    def walk(found: Content) -> Any:
        for key in path:
            found = found[key]
        return found

    return walk


def put(value: object, *path: str) -> Break:
    """Put a value at a path."""

    def apply(found: Content) -> None:
        at(*path[:-1])(found)[path[-1]] = value

    return apply


def drop(*path: str) -> Break:
    def apply(found: Content) -> None:
        del at(*path[:-1])(found)[path[-1]]

    return apply


def on(event: str, source: str = "", **changes: object) -> Break:
    def apply(found: Content) -> None:
        transition(found, event, source).update(changes)

    return apply


def add(**new: object) -> Break:
    def apply(found: Content) -> None:
        found["transitions"].append(new)

    return apply


def both(*breaks: Break) -> Break:
    def apply(found: Content) -> None:
        for one in breaks:
            one(found)

    return apply


NAMES: list[tuple[str, Break, str]] = [
    (
        MOVE,
        put({"kind": "staff", "words": "x"}, "roles", "Clerk"),
        "role 'Clerk': an id is lower-case letters, digits and _, and starts with a letter",
    ),
    (
        MOVE,
        put({"kind": "staff", "words": "x"}, "roles", "work"),
        "role 'work': this is a word of the format, take another id",
    ),
    (MOVE, put("Adres Wijzigen", "slug"), "the process: slug 'Adres Wijzigen' isn't lower-case"),
    (
        MOVE,
        put("intrekken", "actions", "undo", "slug"),
        "slug 'intrekken': 2 actions have it, and an address leads to one",
    ),
    (
        MOVE,
        put("Tot {day:inquiri}.", "states", "visiting", "explains"),
        "state 'visiting': {day:inquiri} in its words is neither {term:c} nor {day:c} of a clock",
    ),
    (
        MOVE,
        put(["klerk"], "roles", "declarant", "counter"),
        "role 'declarant': there is no staff role 'klerk'; did you mean 'clerk'?",
    ),
    (MARRIAGE, put(["wait"], "roles", "usher", "sees"), "role 'usher': there is no state 'wait'"),
    (
        MOVE,
        put("declarant", "worklists", "moves", "role"),
        "worklist 'moves': there is no staff role 'declarant'",
    ),
    (
        MOVE,
        put({"role": "clerk", "team": "x", "words": "y"}, "worklists", "idle"),
        "worklist 'idle': no state and no task is on it",
    ),
    (
        MOVE,
        put("opened", "initial"),
        "initial: there is no state 'opened'; did you mean 'opening'?",
    ),
    (MOVE, put([], "start", "by"), "start: nobody may begin a case"),
    (MOVE, put(["clerk"], "start", "by"), "start, by: there is no party role 'clerk'"),
    (MOVE, put(["mover"], "start", "counter"), "start, counter: there is no staff role 'mover'"),
    (MOVE, put([], "start", "pages"), "start: there is no page of its form, and no own_pages"),
    (
        MOVE,
        lambda found: found["start"]["pages"].append(found["start"]["pages"][0]),
        "start: page 'moved' is there twice",
    ),
    (
        MOVE,
        put("open_it", "states", "opening", "work"),
        "state 'opening': there is no work 'open_it'",
    ),
    (
        MOVE,
        put("move", "states", "deciding", "worklist"),
        "state 'deciding': there is no worklist 'move'; did you mean 'moves'?",
    ),
    (
        MOVE,
        put(["clerk"], "states", "hearing", "party"),
        "state 'hearing': there is no party role 'clerk'",
    ),
    (
        MOVE,
        put([], "states", "hearing", "party"),
        "state 'hearing': it waits for parties and names none",
    ),
    (
        MOVE,
        put(["clerk"], "states", "appeal", "authority"),
        "state 'appeal': there is no authority 'clerk'",
    ),
    (
        MOVE,
        put("heard", "states", "registered", "turn"),
        "state 'registered': there is no guard of one party 'heard'",
    ),
    (
        MARRIAGE,
        drop("states", "confirming", "turn"),
        "state 'confirming': it has words for whose turn it is, and no turn that tells whose it is",
    ),
    (
        MOVE,
        put({"*": "x", "neighbour": "y"}, "states", "visiting", "label"),
        "state 'visiting': there is no reader 'neighbour'",
    ),
    (
        MOVE,
        on("send_officer", by=["clark"]),
        "from clerk_check: there is no role 'clark'; did you mean 'clerk'?",
    ),
    (
        MOVE,
        on("send_officer", to="visit"),
        "transition 'send_officer' from clerk_check: there is no state 'visit'",
    ),
    (
        MOVE,
        on("send_officer", needs=["herd"]),
        "from clerk_check: there is no guard 'herd'; did you mean 'heard'?",
    ),
    (
        MOVE,
        on("send_officer", needs=["has_card_left"]),
        "transition 'send_officer' from clerk_check: there is no guard 'has_card_left'",
    ),
    (
        MOVE,
        on("send_officer", needs=["clock:inquest"]),
        "transition 'send_officer' from clerk_check: there is no guard 'clock:inquest'",
    ),
    (
        MOVE,
        on("send_officer", tell=["mail:ac_receit"]),
        "there is no mail 'ac_receit'; did you mean 'ac_receipt'?",
    ),
    (
        MOVE,
        on("objected", audience=["neighbours"]),
        "transition 'objected' from awaiting_reference: there is no reader 'neighbours'",
    ),
    (
        MOVE,
        on("send_officer", on="started"),
        "transition 'started' from clerk_check: this is the name of every case's first event",
    ),
    (
        MOVE,
        on("answered", to=[{"if": "has_report", "state": "deciding"}]),
        "transition 'answered' from awaiting_citizen: the last target has an if",
    ),
    (
        MOVE,
        on("answered", to=[{"state": "deciding"}, {"state": "clerk_check"}]),
        "from awaiting_citizen: targets after one without an if are never tried",
    ),
    (
        MOVE,
        on("answered", by=[]),
        "it needs a state to start from and a role that may cause it",
    ),
    (
        MOVE,
        add(**{"from": ["@desk"], "on": "send_officer", "by": ["clerk"], "to": "visiting"}),
        "state 'clerk_check': event 'send_officer' has 2 transitions, and one is enough",
    ),
    (MOVE, put("inquest", "promise"), "the promise: there is no clock 'inquest'"),
    (
        MOVE,
        put(["event:begun"], "clocks", "inquiry", "starts"),
        "clock 'inquiry': there is no event 'begun'",
    ),
    (
        MOVE,
        put("mover", "clocks", "inquiry", "task", "worklist"),
        "clock 'inquiry': there is no worklist 'mover'",
    ),
    (
        MOVE,
        put(["clerks"], "clocks", "parent", "audience"),
        "clock 'parent': there is no reader 'clerks'",
    ),
    (MOVE, put([], "clocks", "reply", "term"), "clock 'reply': its term has no step"),
    (
        MOVE,
        put(
            [{"value": 1, "unit": "days"}, {"value": 1, "unit": "hours"}], "clocks", "reply", "term"
        ),
        "clock 'reply': its term adds minutes or hours to days",
    ),
    (
        MOVE,
        put(True, "clocks", "undo", "runs_on"),
        "clock 'undo': runs_on, ends_at and until are of days, its term isn't in days",
    ),
    (
        MARRIAGE,
        put(True, "clocks", "waiting", "runs_on"),
        "clock 'waiting': a waiting period doesn't run on to a working day",
    ),
    (
        MARRIAGE,
        put([], "clocks", "window", "resumes"),
        "clock 'window': it has one of pauses and resumes, and needs the other",
    ),
    (MOVE, put(["klerk"], "actions", "ask", "who"), "action 'ask': there is no role 'klerk'"),
    (
        MOVE,
        put("ac_refuse", "actions", "refuse", "letter"),
        "action 'refuse': there is no letter 'ac_refuse'",
    ),
    (
        MOVE,
        put("ask", "actions", "visit", "kind"),
        "action 'visit': only a decide offers several events, this is a ask",
    ),
    (MOVE, put([], "actions", "ask", "who"), "action 'ask': it needs an event and somebody"),
    (
        MOVE,
        put(True, "actions", "refuse", "together"),
        "action 'refuse': together goes with a plain, ask or decide of one event without a letter",
    ),
    (
        MOVE,
        put(True, "actions", "visit", "together"),
        "action 'visit': together goes with a plain, ask or decide of one event without a letter",
    ),
    (
        MOVE,
        put(
            {
                "kind": "file",
                "label": "x",
                "required": False,
                "to": "entry",
                "audience": ["handlers"],
            },
            *("actions", "ask", "fields", "scan"),
        ),
        "action 'ask': a file belongs to one case, so this can't be done together",
    ),
    (
        MOVE,
        put(["declarant"], "actions", "ask", "who"),
        "action 'ask': only staff do something in several cases together",
    ),
    (
        MOVE,
        put(["nobody"], "actions", "ask", "fields", "text", "audience"),
        "action 'ask', field 'text': there is no reader 'nobody'",
    ),
    (
        MOVE,
        drop("actions", "visit", "fields", "checklist", "options"),
        "action 'visit', field 'checklist': options go with choice, several and slot",
    ),
    (
        MOVE,
        put("code", "actions", "ask", "fields", "text", "to"),
        "action 'ask', field 'text': an event holds codes, and a long_text is none",
    ),
    (
        MOVE,
        put("payload:x", "actions", "add_paper", "fields", "files", "to"),
        "action 'add_paper', field 'files': a file goes to an entry",
    ),
    (
        MOVE,
        put([], "actions", "ask", "fields", "text", "audience"),
        "action 'ask', field 'text': an entry needs an audience",
    ),
    (
        MOVE,
        put(["clerk"], "mails", "ac_done", "to"),
        "'ac_done', to: there is no addressee 'clerk'",
    ),
    (
        MOVE,
        put("declarant", "notices", "ac_visit_due", "to"),
        "notice 'ac_visit_due': there is no role 'declarant'",
    ),
    (
        MOVE,
        put(["refusals"], "letters", "ac_refusal", "documents"),
        "'ac_refusal': there is no slot 'refusals'",
    ),
    (
        MOVE,
        put(["correcting"], "documents", "receipt", "replaced_by"),
        "slot 'receipt': there is no action 'correcting'",
    ),
    (
        MOVE,
        put("letters/receipt.toml", "documents", "receipt", "from"),
        "slot 'receipt': 'letters/receipt.toml' is neither catalogue nor documents/x.toml",
    ),
    (
        MOVE,
        put(["closed"], "claims", "mover", "held_in"),
        "claim 'mover': 'closed' is final, and what is over holds nothing",
    ),
]

WAYS: list[tuple[str, Break, str]] = [
    (
        MOVE,
        put(["declarant", "mover"], "actions", "bring_proof", "who"),
        "event 'proof_brought': an action lets 'mover' cause it, and no transition says",
    ),
    (
        MOVE,
        on("proof_brought", by=["declarant", "mover"]),
        "event 'proof_brought': 'mover' may cause it, and no action lets them",
    ),
    (
        MOVE,
        on("no_answer", by=["clock", "work"]),
        "event 'no_answer': no work of this file yields it",
    ),
    (
        MOVE,
        lambda found: found["works"]["open"]["done"].append("noticed"),
        "event 'noticed': a work yields it, and no transition says what it does",
    ),
    (
        MOVE,
        on("registers_silent", "closing", **{"from": ["closing", "deciding"]}),
        "from closing, deciding: no work in state 'deciding' yields it",
    ),
    (
        MOVE,
        put(["opening", "closing"], "works", "open", "in"),
        "work 'open': it is in closing, opening, and named by opening",
    ),
    (
        MARRIAGE,
        on("checked", to="file_check", tell=["mail:md_papers"]),
        "mail:md_papers goes to whose turn it is, and state 'file_check' has no turn",
    ),
    (
        MOVE,
        drop("works", "open", "cap"),
        "work 'open': an automatic state's work needs cap and at_cap",
    ),
    (
        CERTIFICATE,
        put({"value": 1, "unit": "hours"}, "works", "recheck", "cap"),
        "work 'recheck': it only looks again, and has no cap",
    ),
    (
        CERTIFICATE,
        on("source_failed", **{"from": ["submitted", "evaluating", "fetching"]}),
        "work 'issue': 'source_failed' isn't possible in 'sealing' at its cap",
    ),
    (
        MOVE,
        on("register_conflict", to="refusing"),
        "a failure of 'register' leads to 'refusing', which is no desk",
    ),
    (
        MOVE,
        on("register_conflict", needs=["heard"]),
        "a failure of work 'register' needs nothing",
    ),
    (
        MOVE,
        lambda found: found["works"]["refuse"]["documents"]["refusal_made"].append("receipt"),
        "slot 'receipt': 'opened' fills it, and 'refusal_made' does too",
    ),
    (
        MOVE,
        put({"opened": []}, "works", "open", "documents"),
        "slot 'receipt': no work fills it",
    ),
    (
        CERTIFICATE,
        drop("works", "issue", "refusals"),
        "transition 'not_eligible' from submitted, evaluating: it leads to 'rejected' without",
    ),
    (
        CERTIFICATE,
        put("plain", "actions", "reject", "kind"),
        "transition 'reject' from clerk_review: it leads to 'rejected' without",
    ),
    (
        CERTIFICATE,
        put({"refused": "cr_ineligible"}, "works", "issue", "refusals"),
        "work 'issue': there is no event in done 'refused'",
    ),
    (
        CERTIFICATE,
        put({"not_eligible": "cr_none"}, "works", "issue", "refusals"),
        "work 'issue': there is no letter 'cr_none'",
    ),
    (
        MOVE,
        put({"undone": ["receipt"]}, "works", "open", "documents"),
        "work 'open': there is no event in done 'undone'",
    ),
    (
        MOVE,
        both(
            drop("documents", "receipt", "replaced_by"),
            on("corrected", to="opening"),
        ),
        "slot 'receipt': after 'opened' the work 'open' can run again without any guard",
    ),
    (
        MOVE,
        on("withdraw", **{"from": ["@before_undo", "undo", "refusal_failed", "@contested"]}),
        "promise 'withdraw': 'declarant' can't do it in 'opening'",
    ),
    (MOVE, on("card_done", "registered", to="same"), "mail 'ac_done': it is never sent"),
    (
        MARRIAGE,
        put("day_to_agre", "actions", "agree_date", "if"),
        "action 'agree_date': there is no guard 'day_to_agre'; did you mean 'day_to_agree'?",
    ),
    (
        MOVE,
        put({"means": "x"}, "guards", "idle"),
        "guard 'idle': nothing asks it",
    ),
    (
        MOVE,
        put({"kind": "final", "outcome": "x", "label": "x", "explains": "x"}, "states", "away"),
        "state 'away': nothing leads to it",
    ),
    (
        CERTIFICATE,
        lambda found: without(found, "answered", "resume", "withdraw", "timeout"),
        "state 'waiting_applicant': no end can be reached from it",
    ),
    (
        CERTIFICATE,
        add(**{"from": ["delivered"], "on": "resume", "by": ["clerk"], "to": "clerk_review"}),
        "state 'delivered': it is final, and 'resume' leads out of it",
    ),
    (
        CERTIFICATE,
        put("delivered", "initial"),
        "state 'delivered': a case can't begin in a final state",
    ),
    (
        MOVE,
        put(["other_parent"], "states", "refused", "party"),
        "state 'refused': it waits for 'other_parent', who can do nothing in it",
    ),
    (
        MARRIAGE,
        put("usher", "worklists", "weddings", "role"),
        "state 'celebratable': it waits for 'usher', who can do nothing in it",
    ),
    (
        CERTIFICATE,
        both(
            put(["event:answered"], "clocks", "applicant_reply", "starts"),
            put(["enter:waiting_applicant"], "clocks", "applicant_reply", "stops"),
        ),
        "state 'waiting_applicant': no clock runs in it, so silence would last for ever",
    ),
    (
        MOVE,
        lambda found: without(found, "undo_over"),
        "state 'undo': it waits for no authority, and no clock leads out of it",
    ),
    (
        MOVE,
        put(["event:mail_bounced", "leave:opening"], "clocks", "reply", "stops"),
        "clock 'reply': it can end in",
    ),
    (
        MOVE,
        put(["enter:closed"], "clocks", "check", "starts"),
        "clock 'check': nothing ever starts it",
    ),
    (
        MOVE,
        drop("clocks", "check", "task"),
        "clock 'check': its end means nothing: it has neither then nor task",
    ),
    (
        MOVE,
        put("undo_over", "clocks", "reply", "then"),
        "clock 'reply': 'undo_over' isn't possible in any state in which it can end",
    ),
    (
        MOVE,
        lambda found: found["claims"].update(second=found["claims"]["mover"]),
        "the largest change can take 145 items with 12 parties a role, and a transaction holds 100",
    ),
    (
        MARRIAGE,
        drop("clocks", "window", "task"),
        "clock 'window': it can end in celebratable, waiting, where 'window_over' isn't possible",
    ),
]


@pytest.mark.parametrize("process_id", NEWEST)
def test_nothing_is_wrong_with_the_three(process_id: str):
    assert said_of(content(process_id)) == ""


@pytest.mark.parametrize(("process_id", "breaks", "said"), [*NAMES, *WAYS])
def test_what_is_broken_is_said_in_a_sentence(process_id: str, breaks: Break, said: str):
    broken = content(process_id)
    breaks(broken)
    assert said in said_of(broken)


@pytest.mark.parametrize(
    ("process_id", "version"),
    [(path.parent.name, path.stem) for path in sorted(OURS.glob("*/v*.json"))],
)
def test_every_process_of_ours_can_be_used(process_id: str, version: str):
    found = FileDefinitions(OURS).get(process_id, int(version.removeprefix("v")))
    assert found.transitions


@pytest.mark.parametrize("closed", [RoleKind, StateKind, Unit, ActionKind, FieldKind])
def test_the_page_on_processes_names_every_word_of_a_closed_list(closed: type[StrEnum]):
    page = (OURS.parents[1] / "docs" / "processes.md").read_text()
    assert [word for word in closed if word not in page] == []
