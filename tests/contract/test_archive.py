"""Archive, in memory and on S3."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from chalicelib.ports.documents import Rendered, Stored

KEY = "34022/2026/01KKXJ2M8R0000000000000001.pdf"
FIRST = Rendered(b"%PDF-1.7 first", 2)
SECOND = Rendered(b"%PDF-1.7 second, and longer", 3)


def what(document: Rendered) -> Stored:
    return Stored(sha256(document.pdf).hexdigest(), len(document.pdf), document.pages)


def test_a_document_is_stored_and_told(world):
    assert world.archive.put_once(KEY, FIRST) == what(FIRST)
    assert world.stored(KEY) == FIRST.pdf


def test_what_was_there_first_stays_and_is_what_is_told(world):
    world.archive.put_once(KEY, FIRST)
    assert world.archive.put_once(KEY, SECOND) == what(FIRST)
    assert world.stored(KEY) == FIRST.pdf


def test_of_several_at_once_all_are_told_of_the_one_that_is_kept(world):
    documents = [Rendered(b"%PDF" + bytes([n]), n) for n in range(1, 6)]
    with ThreadPoolExecutor(5) as pool:
        told = set(pool.map(lambda d: world.archive.put_once(KEY, d), documents))
    assert {stored.sha256 for stored in told} == {sha256(world.stored(KEY)).hexdigest()}


def test_other_keys_are_other_documents(world):
    world.archive.put_once(KEY, FIRST)
    assert world.archive.put_once(KEY.replace("34022", "34041"), SECOND) == what(SECOND)


def test_a_link_names_the_document_and_ends_soon(world):
    world.archive.put_once(KEY, FIRST)
    link = world.archive.link(KEY, filename="34022-26-AAAAA-BBBBB.pdf", seconds=60)
    assert KEY in link
    assert "34022-26-AAAAA-BBBBB.pdf" in link
    assert "60" in link


def test_everything_below_a_prefix_is_listed_and_nothing_beside_it(world):
    below = KEY.removesuffix(".pdf")
    for key in (KEY, f"{below}-0a1b.pdf", f"{below}/0a1b", KEY.replace("0001", "0002")):
        world.archive.put_once(key, FIRST)
    assert world.archive.keys(below) == [f"{below}-0a1b.pdf", KEY, f"{below}/0a1b"]
    assert world.archive.keys("34041/") == []


def test_what_was_erased_is_listed_no_more(world):
    world.archive.put_once(KEY, FIRST)
    assert world.archive.erase(KEY) == 1
    assert world.archive.keys(KEY) == []


def test_however_many_files_somebody_sent_all_are_listed_and_go(world, monkeypatch):
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "3")  # S3 tells a thousand at once
    keys = [f"{KEY}/{n:02d}" for n in range(10)]
    for key in keys:
        world.archive.put_once(key, FIRST)
    assert world.archive.keys(KEY) == keys
    assert sum(map(world.archive.erase, keys)) == 10
    assert world.archive.keys(KEY) == []
