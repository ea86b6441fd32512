"""The commands that the pages have people type exist, with the options that they are given."""

import re
from functools import cache
from typing import Any

import pytest
import yaml
from botocore import xform_name
from botocore.session import Session

from tests.support.stages.page_commands import ROOT, typed, words_of

PAGES = ("docs/deploy.md", "docs/production.md", "docs/runbook.md")
OF_THE_CLI = {"--query", "--output", "--region", "--cli-binary-format"}
"""Options of the AWS command line itself."""

CUSTOM = {
    ("logs", "tail"): {"--since"},
    ("sns", "subscribe"): {"--protocol", "--notification-endpoint", "--topic-arn"},
    ("cloudformation", "deploy"): {
        "--stack-name",
        "--template-file",
        "--parameter-overrides",
        "--capabilities",
    },
}
"""What the command line has beyond AWS's own operations, or calls by other names."""


def commands(page: str) -> list[list[str]]:
    """Every `aws` command of a page, in words."""
    return [words_of(line) for line in typed(page) if line.startswith("aws ")]


EVERY = [
    pytest.param(words, id=f"{page} {' '.join(words[1:3])} {place}")
    for page in PAGES
    for place, words in enumerate(commands(page))
]


@cache
def options(service: str, operation: str) -> set[str]:
    """The options of an operation, as the command line writes them."""
    model: Any = Session().get_service_model(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    shape = model.operation_model(names[operation]).input_shape
    return {f"--{xform_name(member, '-')}" for member in shape.members}


def test_the_pages_have_commands() -> None:
    assert len(EVERY) > 10


@pytest.mark.parametrize("words", EVERY)
def test_an_aws_command_exists_with_its_options(words: list[str]) -> None:
    _, service, operation, *rest = words
    used = {word for word in rest if word.startswith("--")} - OF_THE_CLI
    known = CUSTOM.get((service, operation)) or options(service, operation)
    assert used <= known


@pytest.mark.parametrize(
    "words", [one for one in EVERY if one.values[0][1:3] == ["cloudformation", "deploy"]]
)
def test_a_stack_is_made_of_a_template_of_ours_with_all_that_it_asks(words: list[str]) -> None:
    template = yaml.safe_load((ROOT / words[words.index("--template-file") + 1]).read_text("utf-8"))
    after = words[words.index("--parameter-overrides") + 1 :]
    given = {word.partition("=")[0] for word in after if re.match(r"[A-Z]\w+=", word)}
    asked = template["Parameters"]
    needed = {name for name, one in asked.items() if "Default" not in one}
    assert needed <= given <= set(asked)
    makes_roles = any(r["Type"] == "AWS::IAM::Role" for r in template["Resources"].values())
    has_names = any("RoleName" in r.get("Properties", {}) for r in template["Resources"].values())
    wanted = ["CAPABILITY_NAMED_IAM"] if has_names else ["CAPABILITY_IAM"] if makes_roles else []
    told = words[words.index("--capabilities") + 1 :][:1] if "--capabilities" in words else []
    is_keeper = "Part=keeper" in words
    assert told == wanted or is_keeper
