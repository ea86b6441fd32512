"""Measure a page, warm and network apart, beside others making the same page in the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from chalicelib.domain.issued.printing import PrintedDocument
from ops.measure.peers.content import Content, Peer, content_of
from ops.measure.peers.on_reportlab import OnReportlab
from ops.measure.peers.on_typst import OnTypst
from ops.measure.peers.on_weasyprint import OnWeasyprint
from ops.measure.peers.stock_fpdf2 import StockFpdf2
from tests.support.printing.desk import TEMPLATES, kortrijk, labels, printed, rendered
from tests.support.printing.marked import a_sealer, marked
from tests.support.printing.signable import NOW, TENANT

DOCUMENT = "attest-leven"
WARM_UP = 2
PEERS: tuple[Callable[[Path], Peer], ...] = (OnTypst, OnReportlab, OnWeasyprint, StockFpdf2)


@dataclass(slots=True)
class Times:
    """What one way of making the page took, in ms, and how large its file was, in bytes."""

    name: str
    make: Callable[[PrintedDocument, Content], bytes]
    ms: list[float] = field(default_factory=list)
    size: int = 0

    def run(self, paper: PrintedDocument, content: Content) -> None:
        """Make the page once."""
        started = time.perf_counter()
        made = self.make(paper, content)
        self.ms.append((time.perf_counter() - started) * 1000)
        self.size = len(made)


def fonts() -> Path:
    """Where everybody takes the faces from."""
    return TEMPLATES / "fonts"


def a_paper(turn: int = 0) -> PrintedDocument:
    """The document that everybody makes: another number and code each turn, so that none is kept
    from the turn before."""
    number = f"34022-26-{turn:05d}-BENCH"
    return marked(replace(printed(DOCUMENT), number=number))


def content(paper: PrintedDocument) -> Content:
    """What a paper says, for the others."""
    return content_of(paper, kortrijk(), labels()[paper.language])


def measure(turns: int) -> list[Times]:
    """Everybody one after another, so many times; the first turns only warm up."""
    every = [*_ours(), *(_peer(make(fonts())) for make in PEERS)]
    for turn in range(turns + WARM_UP):
        paper = a_paper(turn)
        for times in every:
            times.run(paper, content(paper))
    for times in every:
        del times.ms[:WARM_UP]
    return every


def _ours() -> list[Times]:
    elliptic, rsa = a_sealer(), a_sealer(rsa=True)
    return [
        Times("ours", lambda paper, _: rendered(paper).pdf),
        Times("ours, sealed (P-256)", lambda p, _: elliptic.seal(rendered(p).pdf, TENANT, NOW)),
        Times("ours, sealed (RSA-3072)", lambda p, _: rsa.seal(rendered(p).pdf, TENANT, NOW)),
    ]


def _peer(peer: Peer) -> Times:
    return Times(peer.name, lambda _, content: peer.page(content))


def show(console: Console, runs: int) -> None:
    """Measure and print; pages are quick, so three turns a run."""
    turns = 3 * runs
    with console.status("a page, and others making it …"):
        found = measure(turns)
    table = Table(
        "the same page", "ms", "beside ours", "KB", title=f"warm, in turn, medians of {turns}"
    )
    ours = median(found[0].ms)
    for times in found:
        ms = median(times.ms)
        table.add_row(times.name, f"{ms:.1f}", f"{ms / ours:.2f} ×", f"{times.size / 1000:.0f}")
    console.print(table)
    console.print(
        "Ours is tagged, PDF/A-3a and PDF/UA-1, with arms, background and facts attached."
    )
    console.print("The others are neither archival nor sealed. The key of the seal is local here.")
