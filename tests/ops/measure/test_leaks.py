"""Something that looks like a secret is found, and what is none is said once."""

import json

import pytest

from ops.measure.leaks import KNOWN, LeakError, check, found_in


def report(*secrets: tuple[str, int, str]) -> str:
    results: dict[str, list[dict[str, object]]] = {}
    for name, line, hashed in secrets:
        one = {"type": "Secret Keyword", "hashed_secret": hashed, "line_number": line}
        results.setdefault(name, []).append(one)
    return json.dumps({"results": results})


def test_a_new_secret_is_named_by_its_place() -> None:
    known = "\n".join(found_in(report(("a.py", 1, "aa"))))
    with pytest.raises(LeakError, match=r"b\.py:7"):
        list(check(found_in(report(("a.py", 1, "aa"), ("b.py", 7, "bb"))), known))


def test_what_is_no_secret_stays_none_when_its_line_moves() -> None:
    known = "\n".join(found_in(report(("a.py", 1, "aa"))))
    assert list(check(found_in(report(("a.py", 90, "aa"))), known))


def test_another_secret_in_the_same_place_is_new() -> None:
    known = "\n".join(found_in(report(("a.py", 1, "aa"))))
    with pytest.raises(LeakError):
        list(check(found_in(report(("a.py", 1, "cc"))), known))


def test_what_is_accepted_names_no_text() -> None:
    for line in KNOWN.read_text(encoding="utf-8").splitlines():
        name, kind, hashed = line.split("\t")
        assert name
        assert kind
        assert len(hashed) == 40
