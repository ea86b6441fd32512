"""What is held about people, from `templates/retention.toml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import FileProblem, load
from chalicelib.domain.privacy.retention import Holding, Retention


@dataclass(frozen=True)
class FileRetention:
    """RetentionRules over a file; it is read when it is first asked for."""

    path: Path

    def get(self) -> Retention:
        """Raises CatalogueError with everything that is wrong in the file."""
        return self._loaded

    @cached_property
    def _loaded(self) -> Retention:
        return load(self.path, TypeAdapter(Retention), _problems)


def _problems(retention: Retention) -> Iterator[FileProblem]:
    told = [rule.holding for rule in retention.rules]
    for holding in Holding:
        if told.count(holding) != 1:
            count = f"{told.count(holding)} of them"
            yield FileProblem("rules.holding", count, f'one rule for "{holding}"')
    if retention.refusal_days < 0:
        yield FileProblem("refusal_days", retention.refusal_days, "0 or more")
    yield from _in_classes(retention)
    for rule in retention.rules:
        for field in ("what", "until", "basis", "why"):
            if not getattr(rule, field).strip():
                yield FileProblem(f"rules.{rule.holding}.{field}", "", "a sentence")


def _in_classes(retention: Retention) -> Iterator[FileProblem]:
    ids = [one.id for one in retention.classes]
    yield from (FileProblem("classes.id", id_, "once") for id_ in set(ids) if ids.count(id_) > 1)
    for one in retention.classes:
        if one.refusal_days < 0:
            yield FileProblem(f"classes.{one.id}.refusal_days", one.refusal_days, "0 or more")
