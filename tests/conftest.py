"""What holds for every test, and which of them share a worker."""

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.support.stages.emulator import compare_texts, copy_once, greet_once, parse_once

copy_once()
compare_texts()
greet_once()
parse_once()
settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")

TOGETHER = {
    "tests/deploy/test_day.py": "day",
    "tests/deploy/test_logs.py": "day",
    "tests/deploy/test_policies.py": "day",
    "tests/deploy/": "deploy",
}
"""Files that share what takes long to make: the recorded day, the package."""

FIRST = (
    "tests/adapters/oidc/",
    "tests/browser/",
    "tests/deploy/",
    "tests/e2e/",
    "tests/faults/",
    "tests/security/",
)
"""What takes long begins first, so that nobody waits for it at the end; tokens of before, too."""


class FileByFile(LoadScopeScheduling):
    """A file goes to one worker whole: what its tests share is made once."""

    def _split_scope(self, nodeid: str) -> str:
        there = (name for begins, name in TOGETHER.items() if nodeid.startswith(begins))
        return next(there, nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FileByFile:
    """Files in the order in which they were collected, each to whoever is free."""
    config.option.loadscopereorder = False
    return FileByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long first; the rest as it was."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))
