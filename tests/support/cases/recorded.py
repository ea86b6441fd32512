"""Items of every kind as a version of their schema writes them, recorded for all later ones.

`python -m tests.support.cases.recorded` writes those of the version that runs; what was recorded
once a version is out is never written again.
"""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from moto import mock_aws

from chalicelib.adapters.aws.store.items.schema import CURRENT
from chalicelib.domain.cases.case import WorkTry
from chalicelib.domain.cases.change import ClaimChange, ClaimKey, OncePrint
from chalicelib.domain.cases.entry import Attachment, Entry, EntryKind
from chalicelib.domain.cases.handling import Handling, Lease
from chalicelib.domain.cases.party import Party, Representative
from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict
from chalicelib.domain.process.instance import ClockMark, ClockState, ClockStatus
from chalicelib.ports.cases import AnyCase
from tests.support.cases.made_up import (
    ANN,
    BOB,
    NOW,
    TENANT,
    Snorf,
    a_case,
    a_document,
    a_listing,
    a_mail,
    a_task,
    beginning,
    going_on,
    guards,
    moved,
)
from tests.support.cases.stores import OnMoto, on_moto

FOLDER = Path(__file__).parents[2] / "data" / "items"
CASE_ID = "01KJQ0000000000000RECORDED"
HALL = ClaimKey("hall", "red room at ten", "Die zaal is dan bezet.")
FILE = Attachment(f"{TENANT}/2026/{CASE_ID}/in/1", "f" * 64, 9, "image/png", date(2026, 6, 1))
CLOCK = ClockState("tick", ClockStatus.RUNNING, NOW, NOW.date(), None, NOW, (NOW, None))
FINDING = Finding("snorf.hums", 1, RuleResult.FAILED, Outcome.REVIEW, "geen wet", "Hm.", "Hm?")


def lived(moto: OnMoto) -> AnyCase:
    """One case that has everything a case can have, and what it leaves behind."""
    store = moto.store()
    store.hold(TENANT, ClaimKey("hall", "blue"), "draft:9", NOW, NOW + timedelta(minutes=9))
    claims = ClaimChange(taken=(HALL,))
    opening = guards("opening", duplicate="same", rate_limit=3)
    case = store.create(beginning(_first(), outgoing=(a_mail(1),), claims=claims), opening).case
    after = _second(case)
    documents = (a_document(case), a_document(case, "seal"))
    after = replace(after, issued=documents)
    change = going_on(
        case,
        after,
        entries=(Entry("01E", 2, EntryKind.FILE, "proof", "party:1", NOW, attachments=(FILE,)),),
        outgoing=(a_mail(2),),
        documents=documents,
        once=OncePrint((("act", "body"),), NOW + timedelta(days=1)),
        listed=a_listing(),
        dimensions={"colour": "teal"},
    )
    store.store(change)
    last = moved(after, issued=(a_document(case, issue=2), documents[1]))
    new = (last.issued[0],)
    again = going_on(after, last, documents=new, revoked=documents[:1], listed=a_listing())
    store.store(again)
    return store.handle(last, Handling(NOW, "hummed", Lease("k1", NOW), "k2", touched=True))


def _first() -> AnyCase:
    acting = Representative(BOB, "parent")
    ann = Party(1, "hummer", ANN, email="ann@voorbeeld.example", represented_by=acting)
    return a_case(id=CASE_ID, parties=(ann, Party(2, "listener")))


def _second(case: AnyCase) -> AnyCase:
    marked = replace(
        moved(case).instance, clocks=(CLOCK,), marks=(ClockMark("tick", NOW, tried=1),)
    )
    return replace(
        case,
        instance=marked,
        payload=Snorf("teal", NOW.date(), ("hm",), BOB, {"left": 3}),
        verdict=Verdict(Outcome.REVIEW, "regime", 1, (FINDING,)),
        tasks=(a_task("odd", "tick"),),
        work=WorkTry(NOW, 2, NOW),
        clock_at=NOW,
    )


def recorded(version: int) -> list[dict[str, Any]]:
    """The rows that a version wrote."""
    rows: list[dict[str, Any]] = json.loads(_file(version).read_text(encoding="utf-8"))
    return rows


def _file(version: int) -> Path:
    return FOLDER / f"version_{version}.json"


def main() -> None:
    """Record those of the version that runs."""
    with mock_aws():
        moto = on_moto()
        lived(moto)
        rows = sorted(moto.all_rows(), key=lambda row: (row["pk"]["S"], row["sk"]["S"]))
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(rows, indent=1, sort_keys=True, ensure_ascii=False)
    _file(CURRENT.version).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
