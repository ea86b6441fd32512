"""Reading an object of a definition: what is asked for is taken, what is left over is a problem."""

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import TypeIs

from chalicelib.adapters.files.loading import NOTHING, FileProblem, did_you_mean

type Json = dict[str, object]


class Node:
    """One object, where it stands in the file, and the problems found so far in the whole file.

    A value that is missing or wrong is noted and read as an empty one, so that everything that is
    wrong is said at once; `close` notes the keys that nobody asked for.
    """

    def __init__(self, value: object, where: str, problems: list[FileProblem]) -> None:
        self.where = where
        self.problems = problems
        self._asked: dict[str, None] = {}
        self._is_broken = not isinstance(value, dict)
        self._value: Json = value if isinstance(value, dict) else {}
        if self._is_broken:
            self.note("", value, "an object")

    def note(self, key: str, found: object, expected: str) -> None:
        """Remember something wrong at a key, or at the object itself when it is empty."""
        self.problems.append(FileProblem(self.at(key), found, expected))

    def at(self, key: str) -> str:
        """Where a key stands in the file."""
        return f"{self.where}.{key}" if self.where and key else self.where or key

    def has(self, key: str) -> bool:
        """Whether a key is there; asking doesn't take it."""
        return key in self._value

    def text(self, key: str, default: str | None = None) -> str:
        """A text that isn't empty; required without a default."""
        found = self._take(key, is_required=default is None)
        if found is NOTHING:
            return default or ""
        if isinstance(found, str) and found.strip():
            return found
        self.note(key, found, "a text that isn't empty")
        return ""

    def flag(self, key: str, *, is_required: bool = False) -> bool:
        """True or false; false when it isn't there."""
        found = self._take(key, is_required=is_required)
        if found is NOTHING or isinstance(found, bool):
            return found is True
        self.note(key, found, "true or false")
        return False

    def whole(self, key: str, least: int) -> int:
        """A whole number, not below the least."""
        found = self._take(key)
        if _is_whole(found, least):
            return found
        if found is not NOTHING:
            self.note(key, found, f"a whole number, {least} or more")
        return least

    def wholes(self, key: str, least: int) -> tuple[int, ...]:
        """A list of whole numbers with something in it."""
        found = self._take(key)
        if isinstance(found, list) and found and all(_is_whole(one, least) for one in found):
            return tuple(found)
        if found is not NOTHING:
            self.note(key, found, f"a list of whole numbers, {least} or more")
        return (least,)

    def texts(self, key: str, *, is_required: bool = True) -> tuple[str, ...]:
        """A list of texts, none twice; empty when it isn't there."""
        found = self._take(key, is_required=is_required)
        if found is NOTHING:
            return ()
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            self.note(key, found, "a list of texts")
            return ()
        for one in sorted({one for one in found if found.count(one) > 1}):
            self.note(key, one, "each name once")
        return tuple(found)

    def choice[E: StrEnum](self, key: str, kinds: type[E]) -> E:
        """One of a closed list."""
        found = self._take(key)
        words = [kind.value for kind in kinds]
        if found in words:
            return kinds(found)
        if found is not NOTHING:
            self.note(key, found, _one_of(words) + did_you_mean(found, words))
        return next(iter(kinds))

    def child(self, key: str) -> "Node":
        """The object at a key."""
        found = self._take(key)
        return Node({} if found is NOTHING else found, self.at(key), self._problems(found))

    def children(self, key: str) -> Iterator[tuple[str, "Node"]]:
        """The objects at a key, by id; closed one after the other."""
        for name, value in self.mapping(key).items():
            node = Node(value, f"{self.at(key)}.{name}", self.problems)
            yield name, node
            node.close()

    def items(self, key: str, *, is_required: bool = True) -> Iterator["Node"]:
        """The objects of a list; closed one after the other."""
        found = self._take(key, is_required=is_required)
        if not isinstance(found, list):
            if found is not NOTHING:
                self.note(key, found, "a list of objects")
            return
        for index, value in enumerate(found):
            node = Node(value, f"{self.at(key)}[{index}]", self.problems)
            yield node
            node.close()

    def mapping(self, key: str, *, is_required: bool = True) -> Json:
        """An object as it stands."""
        found = self._take(key, is_required=is_required)
        if isinstance(found, dict):
            return found
        if found is not NOTHING:
            self.note(key, found, "an object")
        return {}

    def names(self) -> tuple[str, ...]:
        """The keys that are there."""
        return tuple(self._value)

    def raw(self, key: str) -> object:
        """Whatever stands at a required key; NOTHING, noted, when it isn't there."""
        return self._take(key)

    def close(self) -> None:
        """Note the keys that nobody asked for."""
        if self._is_broken:
            return
        known = ", ".join(self._asked)
        for key, found in self._value.items():
            if key not in self._asked:
                hint = did_you_mean(key, self._asked)
                self.note(key, found, f"no key of this name{hint} (known here: {known})")

    def _take(self, key: str, *, is_required: bool = True) -> object:
        self._asked[key] = None
        found = self._value.get(key, NOTHING)
        if found is NOTHING and is_required and not self._is_broken:
            self.note(key, NOTHING, "something: this key is required")
        return found

    def _problems(self, found: object) -> list[FileProblem]:
        return [] if found is NOTHING else self.problems


def read_all[T](node: Node, key: str, read: Callable[[str, Node], T]) -> dict[str, T]:
    """The things at a key, by id."""
    return {name: read(name, child) for name, child in node.children(key)}


def _is_whole(found: object, least: int) -> TypeIs[int]:
    return isinstance(found, int) and not isinstance(found, bool) and found >= least


def _one_of(words: Collection[str]) -> str:
    return "one of " + ", ".join(words)
