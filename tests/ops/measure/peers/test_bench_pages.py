"""What the bench sets beside us is the same page: all of its texts, in the same four faces."""

from functools import cache

import pytest

from ops.measure.peers.bench_pages import PEERS, a_paper, content, fonts
from ops.measure.peers.content import content_of
from tests.support.printing.desk import (
    facts_of,
    kortrijk,
    labels,
    poppler,
    printed,
    text_of,
    without_spaces,
)
from tests.support.printing.marked import marked

EVERY_PEER = pytest.mark.parametrize("make", PEERS, ids=lambda make: make.__name__)


@cache
def page_by(make) -> bytes:
    return make(fonts()).page(content(a_paper()))


@EVERY_PEER
def test_a_peer_sets_every_fact_and_the_code_on_one_page(make) -> None:
    pdf = page_by(make)
    paper = a_paper()
    text = without_spaces(text_of(pdf))
    wanted = [*facts_of(paper), paper.mark.code, paper.mark.page]
    assert [fact for fact in wanted if without_spaces(fact) not in text] == []
    assert "Pages:           1\n" in poppler("pdfinfo", pdf)


@EVERY_PEER
def test_a_peer_embeds_four_faces_as_subsets(make) -> None:
    rows = [line.split() for line in poppler("pdffonts", page_by(make)).splitlines()[2:]]
    assert sum(row[-5:-2] == ["yes", "yes", "yes"] for row in rows) == 4


def test_only_a_sealed_page_without_tables_is_set_by_others() -> None:
    book = labels()["nl"]
    for paper in (printed("attest-leven"), marked(printed("attest-gezinssamenstelling"))):
        with pytest.raises(ValueError, match=paper.kind):
            content_of(paper, kortrijk(), book)
